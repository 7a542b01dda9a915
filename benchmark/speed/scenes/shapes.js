'use strict';

// Plain shapes: rectangles, circles, lines, and one picture of many curves.

const { random, color, WIDTH, HEIGHT } = require('../draw.js');
const { drawOwl } = require('../owl.js');

function rects(count, whole, alpha) {
  const next = random();
  const number = (limit) => (whole ? Math.floor(next() * limit) : next() * limit);
  return Array.from({ length: count }, () => ({
    style: color(next, alpha),
    box: [number(WIDTH - 100), number(HEIGHT - 100), 10 + number(90), 10 + number(90)],
  }));
}

function rectScene(id, whole, alpha) {
  return {
    id,
    open({ ctx }) {
      const all = rects(1000, whole, alpha);
      return () => {
        for (const { style, box } of all) {
          ctx.fillStyle = style;
          ctx.fillRect(box[0], box[1], box[2], box[3]);
        }
      };
    },
  };
}

const circles = {
  id: '500 circles and round rects',
  open({ ctx }) {
    const all = rects(500, false, 0.8);
    return () => {
      all.forEach(({ style, box: [x, y, w, h] }, i) => {
        ctx.fillStyle = style;
        ctx.beginPath();
        if (i % 2) ctx.arc(x + 50, y + 50, w / 2, 0, 2 * Math.PI);
        else ctx.roundRect(x, y, w, h, 8);
        ctx.fill();
      });
    };
  },
};

const thinStrokes = {
  id: '1,000 thin lines',
  open({ ctx }) {
    const next = random();
    const lines = Array.from({ length: 1000 }, () => [next() * WIDTH, next() * HEIGHT, next() * WIDTH, next() * HEIGHT]);
    return () => {
      ctx.strokeStyle = '#235';
      ctx.lineWidth = 1;
      for (const [x0, y0, x1, y1] of lines) {
        ctx.beginPath();
        ctx.moveTo(x0, y0);
        ctx.lineTo(x0 + (x1 - x0) / 4, y0 + (y1 - y0) / 4);
        ctx.stroke();
      }
    };
  },
};

const polylines = {
  id: '200 thick round polylines',
  open({ ctx }) {
    const next = random();
    const lines = Array.from({ length: 200 }, () => ({
      style: color(next, 0.9),
      points: Array.from({ length: 8 }, () => [next() * WIDTH, next() * HEIGHT]),
    }));
    return () => {
      ctx.save();
      ctx.lineWidth = 9;
      ctx.lineCap = ctx.lineJoin = 'round';
      for (const { style, points } of lines) {
        ctx.strokeStyle = style;
        ctx.beginPath();
        for (const [x, y] of points) ctx.lineTo(x / 3 + points[0][0] / 2, y / 3 + points[0][1] / 2);
        ctx.stroke();
      }
      ctx.restore();
    };
  },
};

const owl = {
  id: 'owl (751 filled or stroked paths)',
  open: ({ ctx }) => () => drawOwl(ctx),
};

module.exports = [
  rectScene('1,000 opaque rects, whole pixels', true, 1),
  rectScene('1,000 opaque rects, fractional', false, 1),
  rectScene('1,000 alpha rects, whole pixels', true, 0.5),
  rectScene('1,000 alpha rects, fractional', false, 0.5),
  circles,
  thinStrokes,
  polylines,
  owl,
];
