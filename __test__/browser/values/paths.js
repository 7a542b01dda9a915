'use strict';

// What paths are made of what they are given, seen through hit tests: SVG path data, arcs of all kinds, round
// rectangles, and the errors of bad arguments.

const { MARKS } = require('./support.js');

const DATA = [
  // Commands
  'M10 10L90 10L50 45Z', 'm10 10l80 0l-40 35z', 'M10 10H90V40H10Z', 'm10 10h80v30h-80z', 'M10 10 90 10 50 45', 'm10 10 80 0-40 35',
  'M10 40C10 0 90 0 90 40Z', 'm10 40c0-40 80-40 80 0z', 'M10 40S90 0 90 40', 'M10 25C10 0 40 0 40 25S90 50 90 25z', 'm10 25c0-25 30-25 30 0s50 25 50 0',
  'M10 40Q50-40 90 40', 'm10 40q40-80 80 0', 'M5 25Q20 0 35 25T65 25T95 25V45H5z', 'm5 25q15-25 30 0t30 0 30 0v20h-90', 'M10 40T50 10T90 40',
  'M10 40Q50-40 60 40S80 10 90 40', 'M10 40C10 0 40 0 50 20T90 40z', 'M10 10z L90 10L50 45', 'M10 10L40 10L40 40zL90 40L90 10z', 'M10 10L40 10zm40 0h30v30z',
  'M10 10h20v20zM50 10h20v20z', 'M10 10h20v20zm30 0h20v20z', 'M10 10zzzh30v30', 'M10 10M40 10h30v30', 'm10 10m30 0h30v30', 'M10 10 L 90 10 Z M 20 40 H 80 V 20',
  // Numbers
  'M1e1 1e1L9e1 1.0e+1L50 450e-1', 'M10.5.5L90.5.5L50.5 45.5', 'M+10+10L+90+10L+50+45', 'M10-10L90 10-10 45z', 'M.1e2 10L90 10L50 45', 'M10. 10L90 10L50 45',
  'M10 10L90 10L50 45.', 'M1E1 10L90 10L50 45', 'M1e 10L90 10L50 45', 'M10 10L90 10L5e1e 45', 'M0x10 10L90 10', 'M 10,10 L 90,10 L 50,45', 'M10,,10L90 10', 'M,10 10L90 10',
  'M10 10,L90 10', 'M10 10 L,90 10', 'M10 10L90 10,50 45', 'M10 10L90 10,50 45,', 'M10\t10\nL90\r10\fL50 45', 'M10\u000b10L90 10L50 45', 'M10\u00a010L90 10L50 45',
  '\u0000M10 10L90 10', 'M--10 10L90 10', 'M+-10 10', 'M1e400 10L90 10L50 45', 'M10 10L1e39 10L50 45', 'M10 10L90 10L50 1e400L20 20', 'M1e-400 10L90 10L50 45', 'M NaN 10L90 10', 'M Infinity 10',
  'M10 10L90 10L50 45 #', 'M10 10L90 10L50 45;Z', 'M00010 010L090 10L50 45', 'M10 10 L90 1_0', 'M10 10L90 10L50 45e', 'M1.2.3.4L90 10L50 45',
  // Errors in the middle
  '', ' ', 'L10 10', 'h10v10h-10z', 'Z', 'zM10 10h30v30z', 'M', 'M10', 'M10 10', 'M10 10L', 'M10 10L90', 'M10 10L90 10L50', 'M10 10h30v30h', 'M10 10h30v30h-30 40',
  'M10 10h30v30X', 'M10 10h30v30x50', 'M10 10h30v30z10 10', 'M10 10h30v30z 10', 'M10 10C20 20 30 30', 'M10 10h40C20 40 30 45', 'M10 10h40Q20 40 30', 'M10 10h40S20 40', 'M10 10h40T20',
  'M10 10h40v30A', 'M10 10h40v30A10', 'M10 10h40v30A10 10 0 2 0 80 40', 'M10 10h40v30A10 10 0 0 0 80', 'M10 10h40v30A10 10 0 -1 0 80 40', 'M10 10h40v30A10 10 0 1.0 0 80 40', 'M10 10 30 40 M', 'm', 'M10 10h30v30M',
  'M10 10 h40 v30 90 h-40', 'M10 10L90 10 50 45 20', 'none', 'M10 10h40v30 none', 'path("M10 10h40v30")', '<path d="M0 0"/>',
  // Arcs
  'M10 25A20 20 0 0 1 50 25', 'M10 25A20 20 0 0 0 50 25', 'M30 25A20 20 0 0 1 50 25', 'M30 25A20 20 0 1 1 50 25', 'M30 25A20 20 0 0 0 50 25', 'M30 25A20 20 0 1 0 50 25',
  'M30 25a20 20 0 1 1 20 0', 'M30 25a20 20 0 11 20 0', 'M30 25a20 20 0 1120 0', 'M30 25a20 20 0 0120 0z', 'M30 25a20,20,0,1,1,20,0', 'M30 25a20 20 0 01.5 0', 'M30 25a-20 -20 0 1 1 20 0', 'M30 25a20 -20 0 1 1 20 0',
  'M10 25a40 10 30 0 1 60 10', 'M10 25a40 10 30 1 1 60 10', 'M10 25a40 10 390 1 1 60 10', 'M10 25a40 10 -30 1 0 60 10', 'M10 25a1 1 0 0 1 80 0', 'M10 25a1 1 0 0 0 80 0', 'M10 25a2 1 45 0 0 80 0', 'M10 25a0 20 0 0 1 80 0v20', 'M10 25a20 0 0 0 1 80 0v20',
  'M10 25a20 20 0 0 1 0 0h50v20', 'M10 25a1e9 1e9 0 0 1 80 0v20h-80', 'M10 25a1e-9 1e-9 0 0 1 80 0', 'M50 25a20 20 0 1 1 .001 0', 'M10 25a20 20 0 0 1 40 0 20 10 0 0 0 40 0', 'M30 25a20 20 1e2 1 1 20 0', 'M10 40a20 20 0 0 1 40 0S90 0 90 40', 'M10 40a20 20 0 0 1 40 0T90 40v5',
];
const svg = DATA.flatMap((data) => [
  `${MARKS}const path = new Path2D(${JSON.stringify(data)});\nreturn [marks((x, y) => ctx.isPointInPath(path, x, y)), marks((x, y) => ctx.isPointInPath(path, x, y, 'evenodd'))];`,
]);

const filled = (body) => `${MARKS}${body};\nreturn [marks((x, y) => ctx.isPointInPath(x, y)), marks((x, y) => ctx.isPointInPath(x, y, 'evenodd'))];`;

const ANGLES = ['0, 0', '0, 1', '1, 0', '0, 7', '7, 0', '1, 1 + 2 * Math.PI', '1 + 2 * Math.PI, 1', '-4, 9', '9, -4', '0, 1e3', '1e3, 0', '0, -1e-9', '0, Math.PI', '0, -Math.PI', 'Math.PI, 0', '100, 100.5', '0.5, 4 * Math.PI'];
const arcs = ANGLES.flatMap((angles) =>
  [false, true].flatMap((turn) => [
    `ctx.arc(50, 25, 20.3, ${angles}, ${turn}); ctx.lineTo(53, 46)`,
    `ctx.moveTo(2, 2); ctx.ellipse(50, 25, 40.2, 12.1, 0.3, ${angles}, ${turn})`,
  ]),
);
// Larger ones are too large for the browser's numbers of 24 bits.
const RADII = ['0', '1e-9', '1e-3', '1e4'];
const sizes = RADII.flatMap((radius) => [
  `ctx.moveTo(10, 10); ctx.arc(50, 25, ${radius}, 0, 4); ctx.lineTo(20, 45)`,
  `ctx.moveTo(10, 10); ctx.ellipse(50, 25, ${radius}, 15.2, 0.2, 0, 4); ctx.lineTo(20, 45)`,
  `ctx.moveTo(10, 10); ctx.ellipse(50, 25, 15.2, ${radius}, 1, 5, 1, true); ctx.lineTo(20, 45)`,
  `ctx.moveTo(10, 10); ctx.arcTo(90, 10, 90, 45, ${radius}); ctx.lineTo(30, 45)`,
]);
const CORNERS = ['90, 10, 90, 45', '90, 10, 10, 10', '10, 10, 90, 45', '90, 10, 90, 10', '50, 10, 90, 10', '90, 10, 50, 10', '90, 10, 10, 12', '90, 45.1, 10, 45', '40, 45, 80, 5'];
const tangents = CORNERS.flatMap((points) =>
  ['0', '5.3', '20.3', '200'].map((radius) => `ctx.moveTo(10, 10); ctx.arcTo(${points}, ${radius}); ctx.lineTo(50, 47)`),
).concat(['ctx.arcTo(90, 10, 90, 45, 20); ctx.lineTo(20, 40)', 'ctx.moveTo(10, 10); ctx.scale(2, 0.5); ctx.arcTo(45, 20, 45, 90, 10); ctx.lineTo(10, 90)', 'ctx.moveTo(10, 10); ctx.rotate(0.2); ctx.arcTo(90, 10, 90, 30, 10); ctx.lineTo(10, 30)']);

const RECTS = ['10, 5, 80, 40', '90, 5, -80, 40', '10, 45, 80, -40', '90, 45, -80, -40', '10, 5, 0, 40', '10, 5, 80, 0'];
const CORNER_RADII = ['0', '12.3', '500', '[1, 30.3]', '[20.3, 0, 10]', '[5, 10, 15, 25.3]', '[{ x: 30.3, y: 5 }]', '[{ x: 5 }, { y: 5 }]', '[{ x: 40.2, y: 20.2 }, 0, { x: 0, y: 9 }, {}]', '[1e9, 1]', "'8.3'", 'new Set([3, 15.3])'];
const rounds = RECTS.flatMap((rect) => CORNER_RADII.map((radii) => `ctx.roundRect(${rect}, ${radii})`));

const SUBPATHS = [
  'ctx.rect(10, 10, -5, 30); ctx.lineTo(90, 40); ctx.lineTo(90, 10)', 'ctx.rect(10, 10, 30, 30); ctx.closePath(); ctx.lineTo(90, 40); ctx.lineTo(90, 10)',
  'ctx.roundRect(30, 10, 30, 30, 8); ctx.lineTo(90, 40); ctx.lineTo(90, 10)', 'ctx.closePath(); ctx.lineTo(90, 40); ctx.lineTo(90, 10); ctx.lineTo(20, 20)', 'ctx.moveTo(10, 10); ctx.closePath(); ctx.closePath(); ctx.lineTo(90, 40); ctx.lineTo(90, 10)',
  'ctx.moveTo(10, 10); ctx.lineTo(40, 40); ctx.closePath(); ctx.moveTo(50, 10); ctx.lineTo(90, 10); ctx.lineTo(90, 40)', 'ctx.arc(30, 25, 10.2, 0, 4); ctx.arc(70, 25, 10.2, 0, 4)', 'ctx.arc(30, 25, 10.2, 0, 7); ctx.closePath(); ctx.arc(70, 25, 10.2, 0, 7)',
  'ctx.rect(NaN, 1, 2, 3); ctx.lineTo(90, 10); ctx.lineTo(10, 40); ctx.lineTo(80, 45)', 'ctx.moveTo(NaN, 5); ctx.lineTo(90, 10); ctx.lineTo(10, 40); ctx.lineTo(80, 45)', 'ctx.moveTo(10, 10); ctx.arc(50, 25, NaN, 0, 4); ctx.lineTo(90, 10); ctx.lineTo(80, 45)',
  'ctx.moveTo(10, 10); ctx.arc(50, 25, 10, 0, Infinity); ctx.lineTo(90, 10); ctx.lineTo(80, 45)', 'ctx.moveTo(10, 10); ctx.quadraticCurveTo(NaN, 0, 90, 10); ctx.lineTo(90, 10); ctx.lineTo(80, 45)',
  "const p = new Path2D('M10 10L90 10L50 45'); p.addPath(new Path2D('M0 0h20v20h-20z'), { e: 60, f: 20 }); ctx.isPointInPath = (...a) => CanvasRenderingContext2D.prototype.isPointInPath.call(ctx, p, ...a)",
  "const p = new Path2D('M10 10L90 10'); p.lineTo(50, 45); ctx.isPointInPath = (...a) => CanvasRenderingContext2D.prototype.isPointInPath.call(ctx, p, ...a)",
  "const p = new Path2D(); p.addPath(new Path2D('M10 10L90 10L50 30'), { a: 0, d: 0 }); p.lineTo(50, 45); p.lineTo(90, 45); ctx.isPointInPath = (...a) => CanvasRenderingContext2D.prototype.isPointInPath.call(ctx, p, ...a)",
];

const CALLS = [
  'arc()', 'arc(1, 2, 3, 4)', 'arc(50, 25, -1, 0, 1)', 'arc(50, 25, -0, 0, 1)', 'arc(50, 25, -1e-300, 0, 1)', 'arc(50, 25, -1, NaN, 1)', 'arc(NaN, 25, -1, 0, 1)', 'arc(50, 25, -Infinity, 0, 1)',
  "arc('50', '25', '10', '0', '6')", 'arc(50, 25, 10, 0, 6, {})', 'arc(50, 25, Symbol(), 0, 6)', 'arc(50, 25, 1n, 0, 6)', 'ellipse(1, 2, 3, 4, 5, 6)', 'ellipse(50, 25, -1, 5, 0, 0, 1)', 'ellipse(50, 25, 5, -1, 0, 0, 1)', 'ellipse(50, 25, -5, -1, NaN, 0, 1)',
  'arcTo(1, 2, 3, 4)', 'arcTo(1, 2, 3, 4, -1)', 'arcTo(1, 2, 3, 4, -0)', 'arcTo(1, NaN, 3, 4, -1)', 'arcTo(1, 2, 3, 4, -1e-9)', 'moveTo()', 'moveTo(1)', 'lineTo(1)', 'lineTo(undefined, null)', 'quadraticCurveTo(1, 2, 3)', 'bezierCurveTo(1, 2, 3, 4, 5)', 'rect(1, 2, 3)', 'rect(10, 10, 30, undefined)',
  'roundRect(1, 2, 3)', 'roundRect(1, 2, 30, 40)', 'roundRect(1, 2, 30, 40, undefined)', 'roundRect(1, 2, 30, 40, null)', 'roundRect(1, 2, 30, 40, [])', 'roundRect(1, 2, 30, 40, [1, 2, 3, 4, 5])', 'roundRect(1, 2, 30, 40, -1)', 'roundRect(1, 2, 30, 40, [1, -1])', 'roundRect(1, 2, 30, 40, [{ x: -1 }])', 'roundRect(1, 2, 30, 40, { y: -1 })', 'roundRect(1, 2, 30, 40, [NaN, -1])', 'roundRect(1, 2, 30, 40, [-1, NaN])',
  'roundRect(NaN, 2, 30, 40, -1)', 'roundRect(NaN, 2, 30, 40, [])', "roundRect(1, 2, 30, 40, 'x')", "roundRect(1, 2, 30, 40, ['4'])", 'roundRect(1, 2, 30, 40, [undefined])', 'roundRect(1, 2, 30, 40, [null])', 'roundRect(1, 2, 30, 40, [[1]])', 'roundRect(1, 2, 30, 40, Symbol())', 'roundRect(1, 2, 30, 40, true)', 'roundRect(1, 2, 30, 40, [Infinity])', "roundRect(1, 2, 30, 40, new String('12'))", 'roundRect(1, 2, 30, 40, () => 1)', 'closePath(1, 2)',
];
const calls = CALLS.flatMap((call) =>
  ['ctx', 'new Path2D()'].map((on) => `const on = ${on};\nconst result = on.${call};\nreturn [result, on === ctx && ctx.isPointInPath(15, 15)];`),
);

const PATHS = ['new Path2D(undefined)', 'new Path2D(null)', 'new Path2D(5)', 'new Path2D({})', 'new Path2D(new Path2D())', "new Path2D('M0 0', 1)", 'Path2D()', 'new Path2D(Symbol())', "new Path2D({ toString() { throw new RangeError('no') } })", 'new Path2D().addPath()', 'new Path2D().addPath(null)', "new Path2D().addPath('M0 0')", 'new Path2D().addPath(new Path2D(), 5)', 'new Path2D().addPath(new Path2D(), null)', 'new Path2D().addPath(new Path2D(), { a: 1, m11: 2 })', 'new Path2D().addPath(new Path2D(), { a: NaN })', 'Path2D.length', 'Path2D.prototype.addPath.length', 'Path2D.prototype.arc.length', 'Path2D.prototype.roundRect.length', 'Path2D.prototype.ellipse.length'].map(
  (expression) => `const result = ${expression};\nreturn typeof result === 'object' ? Object.prototype.toString.call(result) : result;`,
);

// The browser's numbers have 24 bits, ours 53.
const FINER = /1e39|-1e-300/;

const cases = [...new Set([...svg, ...[...arcs, ...sizes, ...tangents, ...rounds, ...SUBPATHS].map(filled), ...calls, ...PATHS])];

module.exports = {
  cases,
  departures: Object.fromEntries([
    ...cases.filter((body) => FINER.test(body) && !body.includes('NaN')).map((body) => [body, 'numbers have 64 bits here, so this one is none of the special ones']),
    ...cases.filter((body) => body.includes('45e"')).map((body) => [body, 'an exponent without a number is an error wherever it stands']),
  ]),
};
