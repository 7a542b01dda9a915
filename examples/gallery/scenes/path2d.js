'use strict';

// Path2D: SVG path data, and the operations that make one path of others.

const { DOMMatrix, Path2D, PathOp, StrokeCap, StrokeJoin } = require('../../../index.js');
const COLOR = require('../palette');

const HEART = 'M122 148 C60 104 34 78 34 50 A34 34 0 0 1 122 50 A34 34 0 0 1 210 50 C210 78 184 104 122 148 Z';

function paint(ctx, path, color = COLOR.coral) {
  ctx.fillStyle = color;
  ctx.fill(path);
  ctx.strokeStyle = COLOR.ink;
  ctx.lineWidth = 2;
  ctx.stroke(path);
}

function circle(x, y, radius) {
  const path = new Path2D();
  path.arc(x, y, radius, 0, Math.PI * 2);
  return path;
}

function zigzag() {
  return new Path2D('M20 130 L62 36 L104 130 L146 36 L188 130 L225 60');
}

function svgData(ctx) {
  paint(ctx, new Path2D(HEART));
}

function flower(ctx) {
  const petal = new Path2D('M0 0 C-30 -30 -18 -70 0 -76 C18 -70 30 -30 0 0 Z');
  const path = new Path2D();
  for (let angle = 0; angle < 360; angle += 45) path.addPath(petal, new DOMMatrix().translate(122, 85).rotate(angle));
  paint(ctx, path, COLOR.gold);
}

/** Two discs and what an operation leaves of them. */
function operation(op, color) {
  return (ctx) => {
    const one = circle(94, 85, 58);
    const two = circle(152, 85, 58);
    ctx.setLineDash([4, 4]);
    ctx.strokeStyle = COLOR.soft;
    ctx.stroke(one);
    ctx.stroke(two);
    ctx.setLineDash([]);
    paint(ctx, one.op(two, op), color);
  };
}

function outline(ctx) {
  const path = zigzag().stroke({ width: 26, join: StrokeJoin.Round, cap: StrokeCap.Round });
  paint(ctx, path.simplify(), COLOR.sky);
}

function trimmed(ctx) {
  ctx.lineWidth = 3;
  ctx.strokeStyle = COLOR.frame;
  ctx.stroke(new Path2D(HEART));
  ctx.lineWidth = 8;
  ctx.lineCap = 'round';
  ctx.strokeStyle = COLOR.coral;
  ctx.stroke(new Path2D(HEART).trim(0.1, 0.6));
}

function dashed(ctx) {
  ctx.lineWidth = 7;
  ctx.strokeStyle = COLOR.violet;
  ctx.stroke(new Path2D(HEART).dash(22, 10, 0));
}

function rounded(ctx) {
  ctx.lineWidth = 2;
  ctx.strokeStyle = COLOR.soft;
  ctx.stroke(zigzag());
  ctx.lineWidth = 6;
  ctx.strokeStyle = COLOR.mint;
  ctx.stroke(zigzag().round(30));
}

/** The box of the control points, dotted, and the box of the curve itself. */
function bounds(ctx) {
  const path = new Path2D('M30 130 C60 -60 190 230 215 40');
  ctx.lineWidth = 5;
  ctx.strokeStyle = COLOR.coral;
  ctx.stroke(path);
  ctx.lineWidth = 2;
  const [left, top, right, bottom] = path.computeTightBounds();
  ctx.strokeStyle = COLOR.ink;
  ctx.strokeRect(left, top, right - left, bottom - top);
  const outer = new Path2D('M20 104 C80 44 160 134 225 74').getBounds();
  ctx.setLineDash([3, 4]);
  ctx.strokeRect(outer[0], outer[1], outer[2] - outer[0], outer[3] - outer[1]);
}

function transformed(ctx) {
  for (let i = 0; i < 7; i += 1) {
    const matrix = new DOMMatrix().translate(122, 85).rotate(i * 8).scale(1 - i * 0.14).translate(-122, -85);
    ctx.fillStyle = `hsl(${350 + i * 14} 80% ${52 + i * 5}%)`;
    ctx.fill(new Path2D(HEART).transform(matrix));
  }
}

module.exports = {
  name: 'path2d',
  title: 'Path2D and its operations',
  columns: 4,
  cellHeight: 170,
  cells: {
    'SVG path data': svgData,
    'addPath with a DOMMatrix': flower,
    'op: union': operation(PathOp.Union, COLOR.mint),
    'op: intersection': operation(PathOp.Intersect, COLOR.mint),
    'op: difference': operation(PathOp.Difference, COLOR.mint),
    'op: xor': operation(PathOp.Xor, COLOR.mint),
    'stroke and simplify': outline,
    trim: trimmed,
    dash: dashed,
    round: rounded,
    'getBounds, computeTightBounds': bounds,
    transform: transformed,
  },
};
