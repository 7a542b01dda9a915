'use strict';

// The photo panel: a rounded window with the picture, the gradient and light over it, a route drawn on it, and the badge.

const { COLOR, font, withAlpha } = require('./palette');
const { drawCover, glow, pill } = require('./shapes');
const { oneLine } = require('./text');

const RADIUS = 40;
const BADGE = { x: 4, y: 84, height: 138 };
// The route, in fractions of the panel: it climbs from the lower left to the flag.
const ROUTE = [[0.1, 0.77], [0.27, 0.67], [0.37, 0.715], [0.56, 0.555], [0.66, 0.61], [0.87, 0.45]];

function windowPath(ctx, panel, inset = 0) {
  const side = inset * 2;
  ctx.beginPath();
  ctx.roundRect(panel.x + inset, panel.y + inset, panel.width - side, panel.height - side, RADIUS - inset);
}

/** Darkens the foot of the photo, where the caption goes, and a little of its head. */
function shade(ctx, { x, y, width, height }) {
  const gradient = ctx.createLinearGradient(0, y, 0, y + height);
  gradient.addColorStop(0, withAlpha(COLOR.night, 0.3));
  gradient.addColorStop(0.3, withAlpha(COLOR.night, 0));
  gradient.addColorStop(0.55, withAlpha(COLOR.night, 0.12));
  gradient.addColorStop(1, withAlpha(COLOR.night, 0.92));
  ctx.fillStyle = gradient;
  ctx.fillRect(x, y, width, height);
}

function light(ctx, { x, y, width }) {
  glow(ctx, {
    x: x + width * 0.94, y: y + 24, radius: 330,
    stops: [[0, withAlpha(COLOR.gold, 0.6)], [0.35, withAlpha(COLOR.coral, 0.26)], [1, withAlpha(COLOR.coral, 0)]],
  });
}

function routePoints({ x, y, width, height }) {
  return ROUTE.map(([u, v]) => [x + u * width, y + v * height]);
}

function route(ctx, points) {
  const last = points[points.length - 1];
  const gradient = ctx.createLinearGradient(points[0][0], 0, last[0], 0);
  gradient.addColorStop(0, COLOR.mint);
  gradient.addColorStop(1, COLOR.gold);
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  ctx.beginPath();
  for (const [px, py] of points) ctx.lineTo(px, py);
  // A dark casing first, so that the line reads on any photo.
  ctx.lineWidth = 13;
  ctx.strokeStyle = withAlpha(COLOR.night, 0.4);
  ctx.stroke();
  ctx.lineWidth = 6;
  ctx.strokeStyle = gradient;
  ctx.stroke();
  ctx.restore();
}

function marker(ctx, [x, y], color) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, 17, 0, Math.PI * 2);
  ctx.fillStyle = withAlpha(color, 0.28);
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x, y, 9, 0, Math.PI * 2);
  ctx.fillStyle = COLOR.paper;
  ctx.fill();
  ctx.lineWidth = 5;
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.restore();
}

/** As many tags as fit in one row at the foot of the panel. */
function tags(ctx, panel, names) {
  const right = panel.x + panel.width - 32;
  let x = panel.x + 32;
  ctx.save();
  ctx.font = font(18, 'regular');
  ctx.textBaseline = 'middle';
  for (const name of names) {
    const label = oneLine(ctx, name, 160);
    const width = ctx.measureText(label).width + 36;
    if (x + width > right) break;
    const y = panel.y + panel.height - 72;
    pill(ctx, { x, y, width, height: 40, fill: withAlpha(COLOR.night, 0.5), stroke: withAlpha(COLOR.paper, 0.3) });
    ctx.fillStyle = COLOR.paper;
    ctx.fillText(label, x + 18, y + 20);
    x += width + 12;
  }
  ctx.restore();
}

/** Two thin frames: a bright one on the rim of the window and a dark one outside it. */
function rim(ctx, panel) {
  ctx.save();
  windowPath(ctx, panel, -5);
  ctx.lineWidth = 10;
  ctx.strokeStyle = withAlpha(COLOR.night, 0.55);
  ctx.stroke();
  windowPath(ctx, panel, 1);
  ctx.lineWidth = 2;
  ctx.strokeStyle = withAlpha(COLOR.paper, 0.26);
  ctx.stroke();
  ctx.restore();
}

/** The badge hangs over the left edge of the panel, a little askew, in its own proportions. */
function badge(ctx, panel, image) {
  const width = (BADGE.height * image.width) / image.height;
  ctx.save();
  ctx.translate(panel.x + BADGE.x, panel.y + BADGE.y);
  ctx.rotate(-0.14);
  ctx.drawImage(image, -width / 2, -BADGE.height / 2, width, BADGE.height);
  ctx.restore();
}

/** Paints the photo panel into `panel`. */
function drawPhoto(ctx, panel, { photo, badge: badgeImage }, names) {
  ctx.save();
  windowPath(ctx, panel);
  ctx.clip();
  drawCover(ctx, photo, panel);
  shade(ctx, panel);
  light(ctx, panel);
  const points = routePoints(panel);
  route(ctx, points);
  marker(ctx, points[0], COLOR.mint);
  marker(ctx, points[points.length - 1], COLOR.gold);
  tags(ctx, panel, names);
  ctx.restore();
  rim(ctx, panel);
  badge(ctx, panel, badgeImage);
}

module.exports = { drawPhoto };
