'use strict';

// What isPointInPath and isPointInStroke answer: pictures of marks, asked between pixels, and single points where it
// matters.

const { MARKS } = require('./support.js');
const filled = (body) => `${MARKS}${body};\nreturn [marks((x, y) => ctx.isPointInPath(x, y)), marks((x, y) => ctx.isPointInPath(x, y, 'evenodd'))];`;
const stroked = (body) => `${MARKS}${body};\nreturn marks((x, y) => ctx.isPointInStroke(x, y));`;

const SHAPES = [
  'ctx.rect(10, 10, 60, 30)',
  'ctx.rect(70, 40, -60, -30)',
  'ctx.rect(10, 10, 60, 30); ctx.rect(20, 15, 30, 20)',
  'ctx.rect(10, 10, 60, 30); ctx.rect(50, 15, -30, 20)',
  'ctx.moveTo(10, 10); ctx.lineTo(90, 10); ctx.lineTo(50, 45)',
  'ctx.moveTo(10, 10); ctx.lineTo(90, 10); ctx.lineTo(50, 45); ctx.closePath()',
  'ctx.moveTo(50, 2); ctx.lineTo(80, 48); ctx.lineTo(5, 18); ctx.lineTo(95, 18); ctx.lineTo(20, 48); ctx.closePath()',
  'ctx.moveTo(10, 40); ctx.quadraticCurveTo(50, -40, 90, 40)',
  'ctx.moveTo(10, 40); ctx.bezierCurveTo(120, -40, -20, -40, 90, 40)',
  'ctx.moveTo(10, 25); ctx.bezierCurveTo(120, 80, -20, -40, 90, 30)',
  'ctx.arc(50, 25, 20, 0, 2 * Math.PI)',
  'ctx.arc(50, 25, 20, 0, 3)',
  'ctx.arc(50, 25, 20, 0, 3, true)',
  'ctx.arc(50, 25, 21.7, 1, -20)',
  'ctx.arc(50, 25, 22, 1, -20, true)',
  'ctx.arc(50, 25, 22, 1, 2); ctx.arc(20, 25, 12, 3, 6, true); ctx.closePath()',
  'ctx.ellipse(50, 25, 40, 10, 0.4, 0, 2 * Math.PI)',
  'ctx.ellipse(50, 25, 10, 40, -1, 0.5, 4); ctx.ellipse(50, 25, 40, 8, 0, 4, 1, true)',
  'ctx.moveTo(10, 10); ctx.arcTo(90, 10, 90, 45, 25); ctx.lineTo(90, 45)',
  'ctx.roundRect(10, 5, 80, 40, 15)',
  'ctx.roundRect(10, 5, 80, 40, [5, 10, 15, 20])',
  'ctx.roundRect(90, 45, -80, -40, [{ x: 30, y: 5 }, 10, { x: 0, y: 9 }])',
  'ctx.roundRect(10, 5, 80, 40, [100, 0])',
  'ctx.roundRect(10, 5, 80, 40, 10); ctx.roundRect(80, 10, -60, 30, 10)',
  'ctx.roundRect(10, 5, 80, 40, 10); ctx.roundRect(20, 40, 60, -30, 10)',
  'ctx.moveTo(10, 10); ctx.lineTo(40, 10); ctx.lineTo(40, 40); ctx.closePath(); ctx.lineTo(90, 45); ctx.lineTo(90, 10)',
  'ctx.moveTo(10, 10); ctx.moveTo(40, 10); ctx.lineTo(83, 40); ctx.lineTo(20, 40); ctx.moveTo(0, 0)',
  'ctx.lineTo(10, 10); ctx.lineTo(90, 20); ctx.lineTo(30, 45)',
  'ctx.bezierCurveTo(10, 10, 90, 10, 50, 45)',
  'ctx.quadraticCurveTo(10, 10, 90, 40)',
  'ctx.moveTo(10, 10); ctx.lineTo(1e30, 20); ctx.lineTo(10, 40)',
  'ctx.moveTo(-1e6, -1e6); ctx.lineTo(1e6, 1e6); ctx.lineTo(-1e6, 1e6)',
  'ctx.moveTo(10, 10); ctx.lineTo(NaN, 5); ctx.lineTo(80, 10); ctx.lineTo(Infinity, 3); ctx.lineTo(40, 40)',
];
const STYLES = [
  '',
  'ctx.lineWidth = 8',
  "ctx.lineWidth = 8; ctx.lineJoin = 'round'; ctx.lineCap = 'round'",
  "ctx.lineWidth = 8; ctx.lineJoin = 'bevel'; ctx.lineCap = 'square'",
];
// Chromium measures curves within half a pixel, and its dashes are as far off; far away its numbers are too coarse.
const isStraight = (shape) => !/arc|ellipse|[cC]urve|round|1e/.test(shape);
const TRANSFORMS = [
  'ctx.scale(0.5, 0.5)',
  'ctx.translate(20, -5); ctx.rotate(0.4)',
  'ctx.transform(1, 0.3, -0.5, 1, 10, 0)',
  'ctx.scale(-1, 1); ctx.translate(-90, 0)',
  'ctx.scale(1, 0.2)',
  'ctx.scale(0, 1)',
  'ctx.transform(1, 1, 1, 1, 0, 0)',
  'ctx.scale(1e-20, 1e-20)',
  'ctx.scale(1e20, 1e20)',
];
const SOME = SHAPES.filter((shape, index) => index % 4 === 0);

const MITERS = [1, 1.5, 2, 4, 10].map(
  (limit) => `ctx.lineWidth = 6; ctx.miterLimit = ${limit}; ctx.moveTo(5, 40); ctx.lineTo(30, 10); ctx.lineTo(55, 40); ctx.lineTo(60, 8); ctx.lineTo(65, 40); ctx.lineTo(95, 40)`,
);
const CAPS = ['butt', 'round', 'square'].flatMap((cap) =>
  [
    'ctx.moveTo(30, 25); ctx.lineTo(70, 25)',
    'ctx.moveTo(30, 25); ctx.lineTo(30, 25)',
    'ctx.moveTo(30, 25); ctx.closePath()',
    'ctx.moveTo(30, 25); ctx.lineTo(30, 25); ctx.closePath()',
    'ctx.moveTo(30, 25)',
    'ctx.rect(30, 25, 0, 0)',
    'ctx.rect(30, 25, 40, 0)',
    'ctx.rect(30, 10, 0, 30)',
    'ctx.arc(50, 25, 0, 0, 6)',
    'ctx.arc(50, 25, 20, 1, 1)',
    'ctx.roundRect(50, 25, 0, 0, 4)',
    'ctx.roundRect(30, 25, 40, 0, 4)',
    'ctx.moveTo(30, 25); ctx.quadraticCurveTo(30, 25, 30, 25)',
    'ctx.moveTo(30, 25); ctx.bezierCurveTo(30, 25, 30, 25, 30, 25)',
    'ctx.moveTo(30, 25); ctx.lineTo(30, 25); ctx.lineTo(70, 25)',
    'ctx.moveTo(30, 25); ctx.lineTo(70, 25); ctx.lineTo(30, 25)',
    'ctx.setLineDash([0, 20]); ctx.moveTo(10, 25); ctx.lineTo(90, 25)',
    'ctx.setLineDash([20, 0]); ctx.moveTo(10, 25); ctx.lineTo(90, 25)',
    'ctx.setLineDash([0, 0]); ctx.moveTo(10, 25); ctx.lineTo(90, 25)',
    'ctx.setLineDash([30]); ctx.lineDashOffset = -10; ctx.rect(10, 10, 80, 30)',
  ].map((path) => `ctx.lineWidth = 16; ctx.lineJoin = 'round'; ctx.lineCap = '${cap}'; ${path}`),
);

// Points on edges and corners.
const EDGES = [
  ['ctx.rect(10, 10, 20, 20)', [[10, 10], [20, 10], [30, 10], [30, 20], [30, 30], [20, 30], [10, 30], [10, 20], [9.99, 20], [30.01, 20], [20, 9.99], [20, 30.01]]],
  ['ctx.rect(10, 10, 20, 20); ctx.rect(30, 10, 20, 20)', [[30, 10], [30, 20], [30, 30]]],
  ['ctx.rect(10, 10, 20, 20); ctx.rect(50, 10, -20, 20)', [[30, 10], [30, 20], [30, 30]]],
  ['ctx.rect(10, 10, 40, 20); ctx.rect(10, 10, 20, 20)', [[10, 20], [20, 10], [20, 30], [30, 20], [50, 20]]],
  ['ctx.rect(10, 10, 20, 20); ctx.rect(10, 10, 20, 20)', [[10, 20], [20, 10], [30, 20], [20, 30], [10, 10], [30, 30]]],
  ['ctx.moveTo(10, 10); ctx.lineTo(50, 10)', [[10, 10], [30, 10], [50, 10], [30, 10.1]]],
  ['ctx.moveTo(10, 10); ctx.lineTo(50, 30)', [[10, 10], [30, 20], [50, 30]]],
  ['ctx.moveTo(10, 10); ctx.lineTo(50, 10); ctx.lineTo(90, 10)', [[10, 10], [30, 10], [50, 10], [70, 10]]],
  ['ctx.moveTo(10, 10); ctx.lineTo(50, 10); ctx.lineTo(50, 40); ctx.lineTo(50, 10)', [[50, 20], [50, 40], [30, 10]]],
  ['ctx.moveTo(10, 25); ctx.lineTo(30, 5); ctx.lineTo(50, 25); ctx.lineTo(30, 45); ctx.closePath()', [[10, 25], [30, 5], [50, 25], [30, 45], [20, 15], [40, 35], [9, 25], [51, 25]]],
  ['ctx.moveTo(10, 10)', [[10, 10]]],
  ['ctx.rect(10, 10, 0, 0)', [[10, 10]]],
  ['ctx.rect(10, 10, 40, 0)', [[10, 10], [30, 10], [50, 10]]],
  ['ctx.arc(50, 25, 20, 0, 2 * Math.PI)', [[70, 25], [50, 45], [30, 25], [50, 5], [70.01, 25], [50, 45.01], [29.99, 25], [50, 4.99]]],
  ['ctx.arc(50, 25, 20, 0, Math.PI)', [[30, 25], [50, 25], [70, 25], [50, 24.99]]],
  ['ctx.moveTo(10, 10); ctx.quadraticCurveTo(30, 50, 50, 10)', [[10, 10], [30, 30], [50, 10], [20, 25], [30, 30.1]]],
  ['ctx.moveTo(10, 10); ctx.bezierCurveTo(10, 40, 50, 40, 50, 10)', [[10, 10], [30, 32.5], [50, 10], [30, 32.6]]],
  ['ctx.roundRect(10, 10, 40, 20, 5)', [[10, 10], [15, 10], [10, 15], [30, 10], [50, 20], [49, 29], [30, 30], [10, 20]]],
];
const edges = EDGES.flatMap(([path, points]) =>
  ['nonzero', 'evenodd'].map((rule) => `${path};\nreturn ${JSON.stringify(points)}.map(([x, y]) => ctx.isPointInPath(x, y, '${rule}'));`),
);

const ARGUMENTS = [
  'ctx.isPointInPath()',
  'ctx.isPointInPath(20)',
  'ctx.isPointInPath(20, 20)',
  "ctx.isPointInPath('20', '20')",
  'ctx.isPointInPath(NaN, 20)',
  'ctx.isPointInPath(20, Infinity)',
  'ctx.isPointInPath(-Infinity, 20)',
  'ctx.isPointInPath(1e300, 20)',
  'ctx.isPointInPath(20, 20, undefined)',
  "ctx.isPointInPath(20, 20, 'nonzero')",
  "ctx.isPointInPath(20, 20, 'evenodd')",
  "ctx.isPointInPath(20, 20, 'EvenOdd')",
  "ctx.isPointInPath(20, 20, '')",
  'ctx.isPointInPath(20, 20, null)',
  'ctx.isPointInPath(20, 20, 1)',
  "ctx.isPointInPath(20, 20, 'evenodd', 5)",
  'ctx.isPointInPath(null, null)',
  'ctx.isPointInPath({}, 20)',
  'ctx.isPointInPath({}, 20, 20)',
  'ctx.isPointInPath(null, 20, 20)',
  "ctx.isPointInPath(null, 20, 20, 'nonzero')",
  "ctx.isPointInPath(undefined, 20, 20, 'nonzero')",
  "ctx.isPointInPath('M0 0', 20, 20, 'nonzero')",
  'ctx.isPointInPath(path, 20)',
  'ctx.isPointInPath(path, 20, 20)',
  "ctx.isPointInPath(path, 20, 20, 'evenodd')",
  "ctx.isPointInPath(path, 20, 20, 'odd')",
  "ctx.isPointInPath(path, 20, 20, 'evenodd', 7)",
  'ctx.isPointInPath(path, NaN, 20)',
  "ctx.isPointInPath(path, NaN, 20, 'x')",
  "ctx.isPointInPath(path, { valueOf() { throw new RangeError('no') } }, 20)",
  "ctx.isPointInPath(20, { valueOf() { throw new RangeError('no') } }, 'x')",
  'ctx.isPointInPath(Symbol(), 20)',
  'ctx.isPointInPath(20n, 20)',
  'ctx.isPointInStroke()',
  'ctx.isPointInStroke(10)',
  'ctx.isPointInStroke(10, 20)',
  "ctx.isPointInStroke('10', '20')",
  'ctx.isPointInStroke(NaN, 20)',
  'ctx.isPointInStroke(10, -Infinity)',
  'ctx.isPointInStroke(1e300, 1e300)',
  'ctx.isPointInStroke(path, 10)',
  'ctx.isPointInStroke(path, 10, 20)',
  'ctx.isPointInStroke(path, 10, 20, 3)',
  'ctx.isPointInStroke(10, 20, 3)',
  'ctx.isPointInStroke(null, 10, 20)',
  "ctx.isPointInStroke('M0 0', 10, 20)",
  'ctx.isPointInStroke({}, 10, 20)',
  'ctx.isPointInStroke(path, Infinity, 20)',
  'ctx.isPointInStroke.length',
  'ctx.isPointInPath.length',
].map((call) => `ctx.rect(10, 10, 30, 30);\nconst path = new Path2D('M10 10h30v30h-30z');\nreturn ${call};`);

// A path that it has to bring back from a space this small or large is as good as lost in Chromium.
const after = (transform, make) => (transform.includes('1e') ? [] : SOME.flatMap(make));

/** The path is built in one space and asked in another. */
const moved = TRANSFORMS.flatMap((transform) => [
  ...SOME.map((shape) => filled(`${transform}; ${shape}`)),
  ...after(transform, (shape) => filled(`${shape}; ${transform}`)),
  ...SOME.map((shape) => stroked(`ctx.lineWidth = 8.9; ${transform}; ${shape}`)),
  ...after(transform, (shape) => shape.startsWith('ctx.arc(') || shape.startsWith('ctx.rect(10, 10, 60, 30)') ? [] : stroked(`ctx.lineWidth = 8.6; ${shape}; ${transform}`)),
  `${MARKS}const path = new Path2D('M10 10h40v20h-40zM60 20a10 10 0 1 1 20 10'); ${transform};
return [marks((x, y) => ctx.isPointInPath(path, x, y)), marks((x, y) => ctx.isPointInStroke(path, x, y))];`,
]);

const cases = [
  ...SHAPES.map(filled),
  ...SHAPES.flatMap((shape) => STYLES.map((style) => stroked(`${style}; ${shape}`))),
  ...SHAPES.filter(isStraight).map((shape) => stroked(`ctx.lineWidth = 6; ctx.setLineDash([9, 7]); ctx.lineDashOffset = 3; ${shape}`)),
  ...moved,
  ...MITERS.map(stroked),
  ...CAPS.map(stroked),
  ...edges,
  ...ARGUMENTS,
  "ctx.rect(10, 10, 20, 20); ctx.save(); ctx.translate(50, 0); ctx.restore();\nreturn [ctx.isPointInPath(15, 15), ctx.isPointInPath(65, 15)];",
  "ctx.rect(10, 10, 20, 20); ctx.beginPath();\nreturn [ctx.isPointInPath(15, 15), ctx.isPointInStroke(10, 15)];",
  "ctx.rect(10, 10, 20, 20); ctx.clip(); ctx.rect(50, 10, 20, 20);\nreturn [ctx.isPointInPath(15, 15), ctx.isPointInPath(55, 15)];",
  "ctx.rect(-30, -30, 20, 20);\nreturn [ctx.isPointInPath(-15, -15), ctx.isPointInStroke(-30, -20)];",
  "ctx.rect(500, 500, 20, 20);\nreturn [ctx.isPointInPath(510, 510), ctx.isPointInStroke(500, 510)];",
  "ctx.rect(1e6, 1e6, 20, 20);\nreturn [ctx.isPointInPath(1e6 + 10, 1e6 + 10), ctx.isPointInStroke(1e6, 1e6 + 10)];",
  "ctx.rect(10, 10, 20, 20); canvas.width = 100;\nreturn ctx.isPointInPath(15, 15);",
  "ctx.rect(10, 10, 20, 20); ctx.reset();\nreturn ctx.isPointInPath(15, 15);",
];

// Nothing of these is drawn, by the standard and by Chromium; and yet it finds points in them.
const POINTS = /moveTo\(30, 25\); ctx.(lineTo\(30, 25\)|closePath\(\)|quadraticCurveTo\(30, 25, 30, 25\)|bezierCurveTo\(30, 25, 30, 25, 30, 25\));\n|arc\(50, 25, 0, 0, 6\)|arc\(50, 25, 20, 1, 1\)|roundRect\(50, 25, 0, 0, 4\)/;
const departures = Object.fromEntries([
  ...CAPS.map(stroked)
    .filter((body) => POINTS.test(body) && !body.includes('butt'))
    .map((body) => [body, 'a line without length has no caps, and none are drawn: the standard']),
  ...CAPS.map(stroked)
    .filter((body) => body.includes('[0, 20]') && !body.includes('butt'))
    .map((body) => [body, 'dots of a pattern are drawn, so they can be hit']),
]);

module.exports = { cases: [...new Set(cases)], departures };
