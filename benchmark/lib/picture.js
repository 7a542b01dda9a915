'use strict';

// Draws the source pictures: a smooth gradient with noise on it, which compresses about as well as
// a photograph does (a flat picture would make every codec look cheap).

/** A small, fast, repeatable random generator (xorshift32). Not for anything but noise. */
function noise(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

// +-8 levels of noise: the order of sensor noise at a moderate ISO.
const NOISE_MASK = 15;

function fillRow(data, y, width, height, next) {
  for (let x = 0; x < width; x += 1) {
    const at = (y * width + x) * 4;
    const grain = next() & NOISE_MASK;
    const wave = 24 * Math.sin(x / 97) * Math.cos(y / 131);
    data[at] = 40 + (170 * x) / width + wave + grain;
    data[at + 1] = 60 + (150 * y) / height - wave + grain;
    data[at + 2] = 200 - (140 * (x + y)) / (width + height) + grain;
    data[at + 3] = 255;
  }
}

/** A canvas of the given engine with the picture on it. */
function drawPicture(engine, width, height) {
  const canvas = engine.createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const next = noise(0x2545f491);
  for (let y = 0; y < height; y += 1) fillRow(image.data, y, width, height, next);
  context.putImageData(image, 0, 0);
  return canvas;
}

/** An SVG with gradients, curves and opacity, and no text: fonts differ between machines. */
function svgPicture() {
  const next = noise(0x9e3779b9);
  const shapes = [];
  for (let i = 0; i < 60; i += 1) {
    const [x, y, r] = [next() % 1000, next() % 800, 20 + (next() % 120)];
    const colour = `hsl(${next() % 360},70%,55%)`;
    shapes.push(`<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}" fill-opacity="0.5"/>`);
    shapes.push(`<path d="M${x} ${y}q${r} -${r} ${2 * r} 0t${r} ${r}" stroke="url(#g)" fill="none" stroke-width="4"/>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="800" viewBox="0 0 1000 800">
<defs><linearGradient id="g"><stop offset="0" stop-color="#123"/><stop offset="1" stop-color="#fc8"/></linearGradient></defs>
<rect width="1000" height="800" fill="url(#g)"/>
${shapes.join('\n')}
</svg>
`;
}

module.exports = { noise, drawPicture, svgPicture };
