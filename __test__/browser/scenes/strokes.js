'use strict';

// Strokes: caps, joins, dashes, and strokes under transforms.

const { TURN, area, group } = require('./support.js');

const CAPS = ['butt', 'round', 'square'];
const JOINS = ['miter', 'round', 'bevel'];

function line(ctx, ...points) {
  ctx.beginPath();
  points.forEach(([x, y]) => ctx.lineTo(x, y));
}

const scenes = {
  caps: (ctx) => {
    ctx.lineWidth = 18;
    CAPS.forEach((cap, i) => {
      ctx.lineCap = cap;
      line(ctx, [30, 28 + i * 34], [110, 20 + i * 34]);
      ctx.stroke();
      line(ctx, [30 + i * 45, 125], [38 + i * 45, 145]);
      ctx.stroke();
    });
  },
  joins: (ctx) => {
    ctx.lineWidth = 14;
    JOINS.forEach((join, i) => {
      ctx.lineJoin = join;
      line(ctx, [20, 30 + i * 46], [70, 18 + i * 46], [80, 50 + i * 46], [140, 20 + i * 46], [110, 48 + i * 46]);
      ctx.stroke();
    });
  },
  'miter-limits': (ctx) => {
    ctx.lineWidth = 8;
    [1, 2, 3, 4, 6, 10].forEach((limit, i) => {
      ctx.miterLimit = limit;
      const [x, y] = [10 + (i % 3) * 50, 70 + Math.floor(i / 3) * 75];
      line(ctx, [x, y], [x + 14, y - 45], [x + 28, y]);
      ctx.stroke();
    });
  },
  'closed-with-joins': (ctx) => {
    ctx.lineWidth = 12;
    JOINS.forEach((join, i) => {
      ctx.lineJoin = join;
      line(ctx, [15 + i * 50, 40], [45 + i * 50, 20], [45 + i * 50, 130]);
      ctx.closePath();
      ctx.stroke();
    });
  },
  'turning-back': (ctx) => {
    ctx.lineWidth = 14;
    JOINS.forEach((join, i) => {
      Object.assign(ctx, { lineJoin: join, lineCap: CAPS[i] });
      line(ctx, [30, 30 + i * 48], [120, 30 + i * 48], [60, 30 + i * 48]);
      ctx.stroke();
    });
  },
  'sharp-curves': (ctx) => {
    ctx.lineWidth = 16;
    ctx.beginPath();
    ctx.moveTo(20, 130);
    ctx.bezierCurveTo(80, -60, 80, -60, 140, 130);
    ctx.moveTo(30, 150);
    ctx.quadraticCurveTo(150, 152, 40, 140);
    ctx.stroke();
  },
  'wider-than-the-circle': (ctx) => {
    ctx.lineWidth = 30;
    ctx.beginPath();
    ctx.arc(50, 50, 10, 0, TURN);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(110, 105, 18, 0, 4);
    ctx.stroke();
  },
  'dashes-of-all-caps': (ctx) => {
    ctx.lineWidth = 8;
    ctx.setLineDash([16, 12]);
    CAPS.forEach((cap, i) => {
      ctx.lineCap = cap;
      line(ctx, [10, 24 + i * 22], [150, 20 + i * 22]);
      ctx.stroke();
    });
    ctx.setLineDash([0, 14]);
    CAPS.forEach((cap, i) => {
      ctx.lineCap = cap;
      line(ctx, [10, 92 + i * 22], [150, 96 + i * 22]);
      ctx.stroke();
    });
  },
  'dash-offsets': (ctx) => {
    ctx.lineWidth = 6;
    ctx.setLineDash([12, 5, 3]);
    for (let i = 0; i < 8; i += 1) {
      ctx.lineDashOffset = i * 5 - 15;
      line(ctx, [10, 14 + i * 18], [150, 14 + i * 18]);
      ctx.stroke();
    }
  },
  'dashes-on-curves': (ctx) => {
    ctx.lineWidth = 5;
    ctx.setLineDash([9, 6]);
    ctx.beginPath();
    ctx.arc(80, 80, 60, 0, TURN);
    ctx.moveTo(20, 80);
    ctx.bezierCurveTo(60, 0, 100, 160, 140, 80);
    ctx.stroke();
  },
  'dashes-around-corners': (ctx) => {
    ctx.lineWidth = 10;
    ctx.setLineDash([30, 10]);
    JOINS.forEach((join, i) => {
      ctx.lineJoin = join;
      ctx.strokeRect(14 + i * 20, 14 + i * 20, 132 - i * 40, 132 - i * 40);
    });
  },
  'dashes-in-each-subpath': (ctx) => {
    ctx.lineWidth = 6;
    ctx.setLineDash([20, 8]);
    ctx.beginPath();
    for (let i = 0; i < 6; i += 1) {
      ctx.moveTo(10, 20 + i * 24);
      ctx.lineTo(30 + i * 22, 20 + i * 24);
    }
    ctx.stroke();
  },
  'points-with-caps': (ctx) => {
    ctx.lineWidth = 20;
    CAPS.forEach((cap, i) => {
      ctx.lineCap = cap;
      ctx.beginPath();
      ctx.moveTo(30 + i * 50, 30);
      ctx.lineTo(30 + i * 50, 30);
      ctx.moveTo(30 + i * 50, 80);
      ctx.closePath();
      ctx.moveTo(30 + i * 50, 130);
      ctx.quadraticCurveTo(30 + i * 50, 130, 30 + i * 50, 130);
      ctx.stroke();
    });
  },
  'scaled-unevenly': (ctx) => {
    ctx.scale(3, 0.6);
    ctx.lineWidth = 8;
    ctx.beginPath();
    ctx.arc(26, 130, 18, 0, TURN);
    ctx.moveTo(6, 40);
    ctx.lineTo(46, 240);
    ctx.stroke();
  },
  skewed: (ctx) => {
    ctx.transform(1, 0.3, 0.6, 0.8, -20, 0);
    ctx.lineWidth = 9;
    ctx.lineJoin = 'round';
    ctx.strokeRect(30, 30, 80, 80);
    ctx.setLineDash([8, 5]);
    ctx.lineWidth = 4;
    ctx.strokeRect(48, 48, 44, 44);
  },
  'scaled-after-the-path': (ctx) => {
    ctx.beginPath();
    ctx.moveTo(20, 30);
    ctx.lineTo(140, 50);
    ctx.lineTo(40, 130);
    ctx.scale(1, 4);
    ctx.lineWidth = 5;
    ctx.stroke();
  },
  'rects-without-a-side': (ctx) => {
    ctx.lineWidth = 12;
    JOINS.forEach((join, i) => {
      ctx.lineJoin = join;
      ctx.strokeRect(20, 20 + i * 30, 60, 0);
      ctx.strokeRect(100 + i * 22, 20, 0, 60);
      ctx.strokeRect(40 + i * 40, 130, 0, 0);
    });
  },
  'rects-of-many-widths': (ctx) => {
    for (let i = 0; i < 8; i += 1) {
      ctx.lineWidth = 0.5 + i * 1.25;
      ctx.strokeRect(10 + (i % 4) * 37.3, 12 + Math.floor(i / 4) * 76.6, 26.5, 58.25);
    }
  },
  translucent: (ctx) => {
    ctx.strokeStyle = 'rgba(18, 60, 105, 0.5)';
    ctx.lineWidth = 16;
    line(ctx, [20, 20], [140, 130], [140, 20], [20, 130], [80, 10]);
    ctx.stroke();
  },
  'lines-a-pixel-wide': (ctx) => {
    for (let i = 0; i < 10; i += 1) {
      line(ctx, [10.5 + i * 14, 10], [10.5 + i * 14, 60]);
      ctx.stroke();
      line(ctx, [10, 70 + i * 8], [150, 70 + i * 8]);
      ctx.stroke();
    }
  },
  'hundreds-of-dashes': (ctx) => {
    ctx.setLineDash([2, 1]);
    ctx.lineWidth = 2;
    for (let i = 0; i < 20; i += 1) ctx.strokeRect(4 + i * 3.5, 4 + i * 3.5, 152 - i * 7, 152 - i * 7);
  },
};

function prepare(ctx) {
  ctx.strokeStyle = '#123c69';
}

module.exports = group({
  scenes,
  prepare,
  farther: {
    'wider-than-the-circle': { bad: 0.35, reason: area(0.179, 0.26) },
    'dashes-of-all-caps': { mean: 0.75, bad: 1.45, reason: area(0.698, 1.04) },
    'dashes-on-curves': { mean: 0.9, bad: 0.95, reason: area(0.874, 0.91) },
    'scaled-unevenly': { bad: 0.35, reason: area(0.207, 0.22) },
    skewed: { bad: 0.9, reason: area(0.332, 0.77) },
  },
});
