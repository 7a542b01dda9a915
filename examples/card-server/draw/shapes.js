'use strict';

// Shapes that more than one part of the card uses. Each leaves the state of the context as it found it.

/** A circle of light: the colour at the centre, nothing at the rim. `stops` are [offset, colour] pairs. */
function glow(ctx, { x, y, radius, stops, mode = 'screen' }) {
  const gradient = ctx.createRadialGradient(x, y, 0, x, y, radius);
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  ctx.save();
  ctx.globalCompositeOperation = mode;
  ctx.fillStyle = gradient;
  ctx.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  ctx.restore();
}

/** A rounded pill, filled and outlined. */
function pill(ctx, { x, y, width, height, fill, stroke }) {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, height / 2);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = stroke;
  ctx.stroke();
  ctx.restore();
}

/** Draws an image so that it covers a box: scaled by its shorter side, the rest cropped around `focus` (0 to 1 each way). */
function drawCover(ctx, image, box, focus = { x: 0.5, y: 0.5 }) {
  const scale = Math.max(box.width / image.width, box.height / image.height);
  const width = box.width / scale;
  const height = box.height / scale;
  const left = (image.width - width) * focus.x;
  const top = (image.height - height) * focus.y;
  ctx.save();
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, left, top, width, height, box.x, box.y, box.width, box.height);
  ctx.restore();
}

module.exports = { drawCover, glow, pill };
