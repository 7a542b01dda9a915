'use strict';

// What glyphs look like: contrast, colours of their own, and what follows from those.

const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { createCanvas, GlobalFonts } = require('../..');

const fonts = ['cbdt', 'sbix', 'colr0', 'colr1'].map((name) => [name, `Glyphs ${name}`]);
for (const [name, family] of fonts) {
  GlobalFonts.registerFromPath(path.join(__dirname, `../fonts/emoji-${name}.ttf`), family);
}
const STAR = '\u2b50';

/** A context with something drawn, and its pixels. */
function drawn(draw, options) {
  const context = createCanvas(60, 60).getContext('2d', options);
  draw(context);
  const { data } = context.getImageData(0, 0, 60, 60);
  const pixels = Array.from({ length: 3600 }, (_, i) => [...data.subarray(4 * i, 4 * i + 4)]);
  return { context, pixels, ink: pixels.reduce((sum, [, , , a]) => sum + a, 0) };
}

const letter = (color) => (context) => {
  context.font = '40px sans-serif';
  context.fillStyle = color;
  context.fillText('g', 10, 40);
};

const star = (family, more = () => {}) => (context) => {
  context.font = `40px "${family}"`;
  more(context);
  context.fillText(STAR, 5, 45);
};

/** Yellow, as stars are. */
const isYellow = ([r, g, b, a]) => a > 200 && r > 200 && g > 130 && b < 120;
const yellow = ({ pixels }) => pixels.filter(isYellow).length;

test('light text is heavier than dark text, unless that is turned off', () => {
  const [black, white] = ['black', 'white'].map((color) => drawn(letter(color)).ink);
  assert.ok(white > black * 1.02, `${white} ${black}`);
  const options = { textContrast: false };
  const [even, same] = ['black', 'white'].map((color) => drawn(letter(color), options).ink);
  assert.equal(even, same);
  assert.ok(even < white && even > black * 0.98);
});

test('stroked text is weighed too, unless that is turned off', () => {
  const stroked = (color) => (context) => {
    context.font = '24px sans-serif';
    context.strokeStyle = color;
    context.strokeText('Hamburg', 5, 40);
  };
  const [black, white] = ['black', 'white'].map((color) => drawn(stroked(color)).ink);
  assert.ok(white > black * 1.02, `${white} ${black}`);
  const [even, same] = ['black', 'white'].map((color) => drawn(stroked(color), { textContrast: false }).ink);
  assert.equal(even, same);
});

test('each pen strokes its own letters, however often and in whatever order', () => {
  const pens = {
    plain: () => {},
    wide: (context) => (context.lineWidth = 4),
    round: (context) => Object.assign(context, { lineWidth: 4, lineJoin: 'round' }),
    bevel: (context) => Object.assign(context, { lineWidth: 4, lineJoin: 'bevel' }),
    blunt: (context) => Object.assign(context, { lineWidth: 4, miterLimit: 1.2 }),
    flat: (context) => context.transform(1, 0, 0, 0.5, 0, 20),
    dashed: (context) => context.setLineDash([3, 2]),
    large: (context) => (context.font = '30px sans-serif'),
  };
  const draw = (pen) => drawn((context) => {
    context.font = '24px sans-serif';
    pen(context);
    context.strokeText('AMz4', 3, 40);
  }).pixels.join();
  const first = Object.entries(pens).map(([name, pen]) => [name, draw(pen)]);
  for (const [name, pixels] of [...first].reverse()) {
    assert.ok(draw(pens[name]) === pixels, name);
    const same = first.filter(([, others]) => others === pixels);
    assert.deepEqual(same.map(([other]) => other), [name]);
  }
});

test('gradients count as middle grey', () => {
  const grey = drawn(letter('#808080')).ink;
  const shaded = drawn((context) => {
    const gradient = context.createLinearGradient(0, 0, 60, 0);
    gradient.addColorStop(0, 'white');
    gradient.addColorStop(1, 'black');
    letter(gradient)(context);
  });
  assert.ok(Math.abs(shaded.ink / grey - 1) < 0.005, `${shaded.ink} ${grey}`);
});

// A known departure: this font's ligatures have the selector in them, which Chromium takes out before.
test('what a font joins with a variation selector in it is one glyph', () => {
  const [flag, keycap] = ['\u{1F3F3}\uFE0F\u200D\u{1F308}', '1\uFE0F\u20E3'];
  for (const [joined, isOfIt] of [[flag, ([r, g, b]) => r < 100 && g > 100 && b < 100], [keycap, ([r, , b]) => r < 100 && b > 150]]) {
    const { context, pixels } = drawn((context) => {
      context.font = '40px "Glyphs colr0"';
      context.fillText(joined, 5, 45);
    });
    assert.equal(context.measureText(joined).width, context.measureText(STAR).width);
    const count = pixels.filter(([r, g, b, a]) => a > 200 && isOfIt([r, g, b])).length;
    assert.ok(count > 100, `${count} pixels`);
  }
});

for (const [name, family] of fonts) {
  test(`${name}: glyphs have their own colours`, () => {
    const plain = drawn(star(family));
    assert.ok(yellow(plain) > 300, `${yellow(plain)} pixels are yellow`);
    assert.deepEqual(drawn(star(family, (context) => (context.fillStyle = 'blue'))).pixels, plain.pixels);
    const stroked = drawn((context) => {
      context.font = `40px "${family}"`;
      context.strokeText(STAR, 5, 45);
    });
    assert.ok(yellow(stroked) > 300, 'strokeText draws them too');
    const half = drawn(star(family, (context) => (context.globalAlpha = 0.5)));
    assert.ok(Math.abs(half.ink / plain.ink - 0.5) < 0.01);
    const halfPaint = drawn(star(family, (context) => (context.fillStyle = 'rgb(0 0 0 / 50%)')));
    assert.ok(Math.abs(halfPaint.ink / plain.ink - 0.5) < 0.01);
    const turned = drawn(star(family, (context) => {
      context.translate(30, 30);
      context.rotate(Math.PI / 2);
      context.translate(-30, -30);
    }));
    assert.ok(Math.abs(turned.ink / plain.ink - 1) < 0.02);
  });

  test(`${name}: shadows, filters, modes and large sizes`, () => {
    const shaded = drawn((context) => {
      context.shadowColor = 'blue';
      context.shadowOffsetX = 200;
      context.translate(-200, 0);
      star(family)(context);
    });
    const plain = drawn(star(family));
    assert.ok(Math.abs(shaded.ink / plain.ink - 1) < 0.01);
    assert.ok(shaded.pixels.every(([r, g, , a]) => a === 0 || (r === 0 && g === 0)));
    const grey = drawn(star(family, (context) => (context.filter = 'grayscale(1)')));
    assert.equal(yellow(grey), 0);
    assert.ok(Math.abs(grey.ink / plain.ink - 1) < 0.01);
    const copied = drawn((context) => {
      context.fillRect(0, 0, 60, 60);
      context.globalCompositeOperation = 'copy';
      star(family)(context);
    });
    assert.equal(copied.ink, plain.ink);
    const large = drawn((context) => {
      context.font = `600px "${family}"`;
      context.fillText(STAR, -350, 250);
    });
    assert.ok(yellow(large) > 3000);
  });

  test(`${name}: the box is that of the picture`, () => {
    const context = createCanvas(1, 1).getContext('2d');
    context.font = `40px "${family}"`;
    const { actualBoundingBoxAscent: up, actualBoundingBoxRight: right, actualBoundingBoxDescent: down } = context.measureText(STAR);
    assert.ok(up > 25 && up < 45 && right > 30 && right < 55 && down > -5 && down < 15, `${up} ${right} ${down}`);
  });
}
