'use strict';

// Hit tests: a grid of points, coloured by what isPointInPath and isPointInStroke say of each.

const { Path2D } = require('../../../index.js');
const COLOR = require('../palette');

const STEP = 9;

/** The points are pixels of the canvas, whatever the transform, so the test is made at the panel's place. */
function grid(ctx, box, isHit) {
  for (let y = STEP; y < box.height; y += STEP) {
    for (let x = STEP; x < box.width; x += STEP) {
      const hit = isHit(box.x + x, box.y + y);
      ctx.beginPath();
      ctx.arc(x, y, hit ? 3.4 : 1.6, 0, Math.PI * 2);
      ctx.fillStyle = hit ? COLOR.coral : COLOR.soft;
      ctx.fill();
    }
  }
}

function star({ width, height }) {
  const path = new Path2D();
  for (let i = 0; i < 5; i += 1) {
    const angle = (i * 4 * Math.PI) / 5 - Math.PI / 2;
    path.lineTo(width / 2 + Math.cos(angle) * 98, height / 2 + 8 + Math.sin(angle) * 98);
  }
  path.closePath();
  return path;
}

function outline(ctx, path) {
  ctx.lineWidth = 1;
  ctx.setLineDash([]);
  ctx.strokeStyle = COLOR.ink;
  ctx.stroke(path);
}

function inside(rule) {
  return (ctx, box) => {
    const path = star(box);
    grid(ctx, box, (x, y) => ctx.isPointInPath(path, x, y, rule));
    outline(ctx, path);
  };
}

function onStroke(styles) {
  return (ctx, box) => {
    const path = new Path2D(`M40 150 C90 -60 ${box.width - 90} 270 ${box.width - 40} 60`);
    Object.assign(ctx, styles);
    if (styles.dash) ctx.setLineDash(styles.dash);
    grid(ctx, box, (x, y) => ctx.isPointInStroke(path, x, y));
    outline(ctx, path);
  };
}

/** The transform moves the path; grid draws under another one, so the test sets and leaves its own. */
function turned(ctx, box) {
  const path = new Path2D();
  path.roundRect(-110, -45, 220, 90, 30);
  const place = () => {
    ctx.save();
    ctx.translate(box.width / 2, box.height / 2);
    ctx.rotate(-0.45);
  };
  grid(ctx, box, (x, y) => {
    place();
    const hit = ctx.isPointInPath(path, x, y);
    ctx.restore();
    return hit;
  });
  place();
  outline(ctx, path);
  ctx.restore();
}

/** Which of several shapes is under a point: the last one drawn. */
function topmost(ctx, box) {
  const colors = [COLOR.sky, COLOR.gold, COLOR.mint];
  const discs = colors.map((color, i) => {
    const path = new Path2D();
    path.arc(box.width / 2 + (i - 1) * 66, box.height / 2 + (i % 2 ? -26 : 22), 66, 0, Math.PI * 2);
    return { color, path };
  }).reverse();
  for (let y = STEP; y < box.height; y += STEP) {
    for (let x = STEP; x < box.width; x += STEP) {
      const hit = discs.find(({ path }) => ctx.isPointInPath(path, box.x + x, box.y + y));
      ctx.fillStyle = hit ? hit.color : COLOR.frame;
      ctx.fillRect(x - 3, y - 3, 7, 7);
    }
  }
}

module.exports = {
  name: 'hits',
  title: 'Hit tests',
  columns: 3,
  cellHeight: 210,
  cells: {
    'isPointInPath, nonzero': inside('nonzero'),
    'isPointInPath, evenodd': inside('evenodd'),
    'isPointInPath under a rotation': turned,
    'isPointInStroke, lineWidth 40': onStroke({ lineWidth: 40, lineCap: 'round' }),
    'isPointInStroke, dashes': onStroke({ lineWidth: 36, dash: [60, 30] }),
    'the topmost of several shapes': topmost,
  },
};
