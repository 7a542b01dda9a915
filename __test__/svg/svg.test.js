'use strict';

// SVG documents, as our own reader and librsvg draw them: beside the same drawing as pixels, and what is written in them.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Canvas, SvgExportFlag, clearAllCache, convertSVGTextToPath, convertSVGTextToPathAsync, createCanvas, loadImage, memoryUsage, setLimits } = require('../../index.js');
const { meanDifference } = require('../helpers/poppler.js');
const { rsvg } = require('../helpers/rsvg.js');
const { HEIGHT, SCENES, WIDTH, onPaper } = require('../helpers/scenes.js');

const skip = process.platform === 'linux' ? false : 'librsvg is installed on Linux only';

async function svgOf(draw, options = undefined, settings = undefined) {
  const canvas = createCanvas(WIDTH, HEIGHT, 'svg');
  await draw(canvas.getContext('2d', settings));
  return canvas.toBuffer('svg', options);
}

async function shown(file) {
  const image = await loadImage(file);
  return onPaper((ctx) => ctx.drawImage(image, 0, 0));
}

// How far the anti-aliasing and the blurs of resvg and of librsvg are from ours, in levels of 255. Both draw small text
// without hinting.
const LIMITS = {
  'fills of both rules': [0.2, 0.1],
  'strokes with dashes, caps and joins': [0.5, 0.2],
  'a gradient with alpha': [0.3, 0.3],
  'a conic gradient': [0.3, 0.3],
  'pictures, whole and in part': [0.7, 0.6],
  'a shadow': [0.5, 0.1],
  'a filter': [0.7, 0.1],
  'text': [2.5, 2.4],
};

describe('documents look as pixels do', { skip }, () => {
  for (const [name, draw] of Object.entries(SCENES)) {
    test(name, async () => {
      const [ours, theirs] = LIMITS[name] ?? [0.1, 0.1];
      // The fonts of another reader are not ours.
      const bytes = await svgOf(draw, { textToPaths: name === 'text' });
      const wanted = await onPaper(draw);
      const means = [meanDifference(await shown(bytes), wanted), meanDifference(await shown(rsvg(bytes)), wanted)];
      assert.ok(means[0] <= ours && means[1] <= theirs, `${means.map((mean) => mean.toFixed(3))} levels, at most ${[ours, theirs]} were expected`);
    });
  }

  const MORE = {
    'every filter function': (ctx) => {
      const filters = ['brightness(1.4)', 'contrast(0.6)', 'grayscale(0.7)', 'hue-rotate(70deg)', 'invert(0.8)', 'opacity(0.4)', 'saturate(2)', 'sepia(0.9)', 'drop-shadow(4px 4px 2px teal)'];
      filters.forEach((filter, i) => {
        ctx.filter = filter;
        ctx.fillStyle = 'rgb(200, 120, 40)';
        ctx.fillRect(6 + (i % 5) * 39, 10 + Math.floor(i / 5) * 70, 28, 50);
      });
    },
    'circles in circles, either way': (ctx) => {
      for (const [i, [r0, r1]] of [[5, 40], [40, 5]].entries()) {
        const gradient = ctx.createRadialGradient(50 + i * 100, 70, r0, 55 + i * 100, 75, r1);
        gradient.addColorStop(0.2, 'red');
        gradient.addColorStop(0.8, 'rgba(0, 0, 255, 0.5)');
        ctx.fillStyle = gradient;
        ctx.fillRect(5 + i * 100, 5, 90, 140);
      }
    },
    'circles that are apart': (ctx) => {
      const gradient = ctx.createRadialGradient(40, 75, 10, 150, 75, 30);
      gradient.addColorStop(0, 'red');
      gradient.addColorStop(1, 'blue');
      ctx.fillStyle = gradient;
      ctx.fillRect(0, 0, 200, 150);
    },
    'a pattern that is turned and not repeated': (ctx) => {
      const tile = createCanvas(30, 30);
      const own = tile.getContext('2d');
      own.fillStyle = 'purple';
      own.fillRect(2, 2, 20, 20);
      const pattern = ctx.createPattern(tile, 'no-repeat');
      ctx.translate(80, 30);
      ctx.rotate(0.5);
      ctx.scale(2, 2);
      pattern.setTransform({ a: 1, b: 0, c: 0, d: 1, e: 5, f: 5 });
      ctx.fillStyle = pattern;
      ctx.fillRect(-50, -50, 150, 150);
    },
    'blend modes within clips, with shadows': (ctx) => {
      ctx.fillStyle = 'rgb(90, 160, 220)';
      ctx.fillRect(0, 0, 200, 150);
      ctx.beginPath();
      ctx.ellipse(100, 75, 80, 60, 0, 0, 7);
      ctx.clip();
      Object.assign(ctx, { globalCompositeOperation: 'multiply', shadowColor: 'rgb(80, 80, 80)', shadowOffsetX: 20, shadowOffsetY: 10, fillStyle: 'orange' });
      ctx.fillRect(40, 30, 70, 60);
    },
    'what is drawn below all the rest': (ctx) => {
      ctx.fillStyle = 'rgba(200, 0, 0, 0.5)';
      ctx.fillRect(20, 20, 100, 100);
      ctx.globalCompositeOperation = 'destination-over';
      ctx.fillStyle = 'rgba(0, 0, 200, 0.5)';
      ctx.fillRect(60, 40, 100, 100);
      ctx.fillStyle = 'khaki';
      ctx.fillRect(0, 0, 200, 150);
    },
    'a text of a gradient, stroked, condensed and turned': (ctx) => {
      const gradient = ctx.createLinearGradient(0, 0, 200, 0);
      gradient.addColorStop(0, 'red');
      gradient.addColorStop(1, 'blue');
      Object.assign(ctx, { font: '40px sans-serif', fillStyle: gradient, strokeStyle: gradient });
      ctx.fillText('Condensed words', 10, 40, 180);
      ctx.strokeText('Stroked', 10, 90);
      ctx.rotate(0.2);
      ctx.fillText('Turned', 50, 100);
    },
  };
  for (const [name, draw] of Object.entries(MORE)) {
    test(name, async () => {
      const bytes = await svgOf(draw, { textToPaths: true });
      const wanted = await onPaper(draw);
      const means = [meanDifference(await shown(bytes), wanted), meanDifference(await shown(rsvg(bytes)), wanted)];
      const most = name.startsWith('a text') ? 2.4 : 0.7;
      assert.ok(Math.max(...means) <= most, `${means.map((mean) => mean.toFixed(3))} levels`);
    });
  }

  test('text as text, in the fonts of our own reader', async () => {
    const draw = (ctx) => {
      ctx.font = '30px serif';
      ctx.fillText('Words stay', 10, 40, 120);
      ctx.font = '20px monospace';
      ctx.letterSpacing = '3px';
      ctx.fillText('words apart', 10, 80);
      ctx.letterSpacing = '0px';
      ctx.font = '24px sans-serif';
      ctx.fillText('Ελλάδα, Россия', 10, 120);
    };
    const mean = meanDifference(await shown(await svgOf(draw)), await onPaper(draw));
    assert.ok(mean < 2.6, `${mean} levels`);
  });

  test('an opaque canvas is black', async () => {
    const draw = (ctx) => { ctx.fillStyle = 'red'; ctx.fillRect(20, 20, 30, 30); };
    const bytes = await svgOf(draw, {}, { alpha: false });
    assert.ok(meanDifference(await shown(bytes), await onPaper(draw, { alpha: false })) < 0.1);
  });
});

describe('what is written', () => {
  const body = (canvas, options = {}) => `${canvas.toBuffer('svg', { pretty: false, ...options })}`.replace(/^.*?viewBox="[^"]*"\/?>/s, '').replace('</svg>', '');
  const drawn = (draw, options) => {
    const canvas = createCanvas(100, 50, 'svg');
    draw(canvas.getContext('2d'), canvas);
    return body(canvas, options);
  };

  const WRITTEN = {
    'a rectangle': [(ctx) => { ctx.fillStyle = '#12345680'; ctx.fillRect(1, 2.5, 3, 4); }, '<rect x="1" y="2.5" width="3" height="4" fill="#123456" fill-opacity="0.501961"/>'],
    'a moved one': [(ctx) => { ctx.translate(5, 0); ctx.fillRect(0, 0, 3, 4); }, '<rect transform="translate(5 0)" x="0" y="0" width="3" height="4"/>'],
    'a line': [(ctx) => { ctx.moveTo(0, 0); ctx.lineTo(10, 5); ctx.stroke(); }, '<path d="M0 0L10 5" fill="none" stroke="#000000" stroke-miterlimit="10"/>'],
    'a click': [(ctx) => ctx.annotateLinkUrl(1, 2, 4, 6, 'https://example.com/?a=1&b="'), '<a xlink:href="https://example.com/?a=1&amp;b=&quot;"><rect x="1" y="2" width="3" height="4" fill="none" pointer-events="all"/></a>'],
    'no click that would run something': [(ctx) => ctx.annotateLinkUrl(1, 2, 3, 4, 'javascript:alert(1)'), ''],
    'nothing that does not show': [(ctx) => { ctx.globalAlpha = 0; ctx.fillRect(0, 0, 9, 9); ctx.globalAlpha = 1; ctx.fillRect(-90, 0, 9, 9); ctx.scale(0, 1); ctx.fillRect(0, 0, 5, 5); }, ''],
    'a word': [(ctx) => ctx.fillText('A<b>', 5, 20), '<text font-family="\'Noto Sans\', sans-serif" font-size="10"><tspan x="5" y="20" textLength="23.98">A&lt;b&gt;</tspan></text>'],
  };
  for (const [name, [draw, wanted]] of Object.entries(WRITTEN)) test(name, () => assert.equal(drawn(draw), wanted));

  test('operations of one clip are in one group, and a picture is there once', () => {
    const picture = createCanvas(4, 4);
    picture.getContext('2d').fillRect(0, 0, 2, 2);
    const written = drawn((ctx) => {
      ctx.arc(50, 25, 20, 0, 7);
      ctx.clip();
      for (let i = 0; i < 5; i++) ctx.drawImage(picture, i * 6 + 35, 20);
    });
    assert.equal(written.split('<g clip-path').length, 2);
    assert.equal(written.split('data:image/png').length, 2);
    assert.equal(written.split('<use ').length, 6);
  });

  test('strings of every kind are no markup', () => {
    const strings = ['</text><script>alert(1)</script>', '"\'&amp;<![CDATA[', ']]>', '\u0000\u0001\u001f', '\ud800 \udc00', '\ufffe\uffff', '\u202e\u200f', '&#0;'];
    for (const text of strings) {
      const canvas = createCanvas(200, 50, 'svg');
      const ctx = canvas.getContext('2d');
      ctx.font = `20px "${text.replace(/[\\"\n]/g, '')}", serif`;
      ctx.fillText(text, 5, 20);
      const bytes = canvas.toBuffer('svg', { title: text, description: text });
      const written = `${bytes}`;
      assert.ok(!/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(written), JSON.stringify(text));
      assert.ok(!/<(?:script|!\[CDATA)/i.test(written));
      // Readers are strict about XML.
      assert.ok(convertSVGTextToPath(bytes).length > 0);
      if (!skip) assert.ok(rsvg(bytes).length > 0);
    }
  });

  test('the options, and the flags that stand for them', () => {
    const draw = (ctx) => { ctx.translate(10, 20); ctx.arc(5, 5, 5, 0, 3); ctx.fill(); ctx.fillText('Hi', 0, 20); };
    const make = (type) => {
      const canvas = createCanvas(100, 50, type);
      draw(canvas.getContext('2d'));
      return canvas;
    };
    const OPTIONS = { ConvertTextToPaths: { textToPaths: true }, NoPrettyXML: { pretty: false }, RelativePathEncoding: { relativePaths: true } };
    for (const [name, options] of Object.entries(OPTIONS)) {
      const flagged = make(SvgExportFlag[name]);
      assert.equal(flagged.type, 'svg');
      assert.deepEqual(flagged.getContent(), make('svg').toBuffer('svg', options), name);
      assert.notDeepEqual(flagged.getContent(), make('svg').toBuffer(), name);
    }
    assert.deepEqual(make(7).toBuffer(), make('svg').toBuffer('svg', { ...OPTIONS.ConvertTextToPaths, ...OPTIONS.NoPrettyXML, ...OPTIONS.RelativePathEncoding }));
    assert.deepEqual(make(0).toBuffer(), make('svg').toBuffer());
    assert.ok(`${make(7).toBuffer('svg', { textToPaths: false })}`.includes('<text'));
    const all = `${make('svg').toBuffer('svg', { title: 'A <title>', description: 'D', idPrefix: 'chart-' })}`;
    assert.match(all, /<title>A &lt;title&gt;<\/title>\s*<desc>D<\/desc>/);
    assert.ok(`${make(2).toBuffer()}`.trim().split('\n').length < 3);
  });

  test('names begin with what is asked for', () => {
    const gradient = (ctx) => {
      ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 0);
      ctx.fillStyle.addColorStop(0, 'red');
      ctx.fillRect(0, 0, 9, 9);
    };
    assert.match(drawn(gradient, { idPrefix: 'a-b_9' }), /id="a-b_91".*fill="url\(#a-b_91\)"/);
    for (const idPrefix of ['', '1a', 'a b', '"', 'ä', 'x'.repeat(65)]) assert.throws(() => drawn(gradient, { idPrefix }), RangeError, idPrefix);
    assert.throws(() => drawn(gradient, { idPrefix: 5 }), TypeError);
  });

  test('drawing of every kind that is too large, too small or no number', () => {
    const canvas = createCanvas(200, 100, 'svg');
    const ctx = canvas.getContext('2d');
    for (const value of [1e30, -1e30, 1e-30, 1e300, 0]) {
      ctx.save();
      ctx.setTransform(value, 0, 0, 1, value, 0);
      ctx.fillRect(0, 0, 10, 10);
      ctx.restore();
      ctx.lineWidth = Math.abs(value) || 1;
      ctx.strokeRect(value, 5, 10, 10);
      ctx.fillText('x', value, 20);
      ctx.shadowColor = 'red';
      ctx.shadowOffsetX = value;
      ctx.filter = `blur(${Math.min(Math.abs(value), 1e9)}px)`;
      ctx.fillRect(value, value, 10, 10);
      ctx.annotateLinkUrl(value, 0, NaN, 5, 'https://example.com');
    }
    ctx.setLineDash([0, 0]);
    ctx.strokeRect(5, 5, 20, 20);
    const written = `${canvas.toBuffer()}`;
    assert.ok(!/NaN|inf/i.test(written));
    if (!skip) assert.ok(rsvg(Buffer.from(written)).length > 0);
  });

  test('clips without end', () => {
    const written = drawn((ctx) => {
      for (let i = 0; i < 5000; i++) {
        ctx.beginPath();
        ctx.arc(50, 25, 25 - i / 1000, 0, 7);
        ctx.clip();
      }
      ctx.fillRect(0, 0, 100, 50);
    });
    // As a picture: no reader follows groups so deep.
    assert.match(written, /^<image /);
  });
});

describe('canvases that become SVG', () => {
  const drawn = () => {
    const canvas = new Canvas(100, 100, 'svg');
    canvas.getContext('2d').fillRect(10, 10, 50, 50);
    return canvas;
  };

  test('each way gives the same file', async () => {
    const canvas = drawn();
    const options = { title: 'T' };
    const expected = canvas.toBuffer('image/svg+xml', options);
    assert.match(`${expected}`, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns=/);
    assert.deepEqual(await canvas.encode('svg', options), expected);
    assert.deepEqual(canvas.encodeSync('svg', options), expected);
    const called = await new Promise((resolve, reject) => canvas.toBuffer((error, bytes) => (error ? reject(error) : resolve(bytes)), 'image/svg+xml', options));
    assert.deepEqual(called, expected);
    assert.equal(canvas.toDataURL('image/svg+xml', options), `data:image/svg+xml;base64,${expected.toString('base64')}`);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/svg+xml', options));
    assert.equal(blob.type, 'image/svg+xml');
    assert.deepEqual(Buffer.from(await blob.arrayBuffer()), expected);
    assert.deepEqual(canvas.getContent(), canvas.toBuffer());
  });

  test('pictures of it can be had, and later drawing does not show', async () => {
    const canvas = drawn();
    assert.equal(canvas.type, 'svg');
    assert.equal(canvas.toBuffer('image/png').toString('latin1', 1, 4), 'PNG');
    assert.equal(canvas.toDataURL().slice(0, 15), 'data:image/png;');
    const expected = canvas.toBuffer();
    const encoded = canvas.encode();
    canvas.getContext('2d').fillRect(0, 0, 100, 100);
    assert.deepEqual(await encoded, expected);
    assert.notDeepEqual(canvas.toBuffer(), expected);
    canvas.width = 100;
    assert.deepEqual(canvas.toBuffer(), new Canvas(100, 100, 'svg').toBuffer());
  });

  test('memory comes back', () => {
    const before = memoryUsage().live;
    const canvas = createCanvas(300, 300, 'svg');
    const ctx = canvas.getContext('2d');
    for (let i = 0; i < 20_000; i++) ctx.fillRect(i % 300, 3, 5, 5);
    assert.ok(canvas.toBuffer().length > 500_000);
    assert.ok(memoryUsage().live - before > 1e6);
    canvas.dispose();
    assert.ok(memoryUsage().live <= before);
    assert.throws(() => canvas.toBuffer(), { name: 'InvalidStateError' });
  });

  test('wrong calls', async () => {
    assert.throws(() => createCanvas(1, 1, 8), { name: 'NotSupportedError' });
    assert.throws(() => createCanvas(1, 1, 1.5), { name: 'NotSupportedError' });
    assert.throws(() => createCanvas(1, 1).getContent(), { name: 'InvalidStateError' });
    assert.throws(() => createCanvas(1, 1).toBuffer('image/svg+xml'), TypeError);
    assert.throws(() => drawn().toBuffer('application/pdf'), TypeError);
    assert.throws(() => drawn().getContext('2d').addPage(), { name: 'InvalidStateError' });
    assert.throws(() => drawn().toBuffer('svg', { title: 'x'.repeat(2 ** 21) }), RangeError);
    await assert.rejects(drawn().encode('svg', { signal: AbortSignal.abort(new Error('gone')) }), { message: 'gone' });
  });
});

describe('convertSVGTextToPath', () => {
  const text = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><style>text { fill: teal }</style><text x="5" y="40" font-size="30" font-family="serif">Outlines &amp; more</text></svg>';

  test('letters become paths that look the same', async () => {
    const made = convertSVGTextToPath(text);
    assert.match(`${made}`, /^<svg /);
    assert.ok(!/<text|<style/.test(`${made}`));
    assert.deepEqual(await convertSVGTextToPathAsync(Buffer.from(text)), made);
    const pictures = [await shown(Buffer.from(text)), await shown(made)];
    assert.ok(meanDifference(...pictures) < 0.05);
    assert.ok(meanDifference(pictures[0], await onPaper(() => {})) > 2, 'there is something to compare');
    if (!skip) assert.ok(meanDifference(await shown(rsvg(made)), pictures[0]) < 0.5);
  });

  test('what is no SVG, and what is too much of one', async () => {
    for (const broken of ['', 'text', '<svg', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', Buffer.from([0x89, 0x50, 0x4e, 0x47])]) {
      assert.throws(() => convertSVGTextToPath(broken), { name: 'EncodingError' });
      await assert.rejects(convertSVGTextToPathAsync(broken), { name: 'EncodingError' });
    }
    for (const wrong of [undefined, null, 5, {}, []]) assert.throws(() => convertSVGTextToPath(wrong), TypeError);
    await assert.rejects(convertSVGTextToPathAsync(text, { signal: AbortSignal.abort(new Error('gone')) }), { message: 'gone' });
    await assert.rejects(convertSVGTextToPathAsync(text, { timeout: -1 }), RangeError);
    const deep = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<g>'.repeat(3000)}${'</g>'.repeat(3000)}</svg>`;
    assert.throws(() => convertSVGTextToPath(deep), { code: 'ERR_LIMIT', limit: 'maxSvgDepth' });
    const { maxInputBytes } = setLimits();
    try {
      setLimits({ maxInputBytes: 50 });
      assert.throws(() => convertSVGTextToPath(text), { code: 'ERR_LIMIT', limit: 'maxInputBytes' });
    } finally {
      setLimits({ maxInputBytes });
    }
  });

  test('memory comes back', () => {
    const before = memoryUsage().live;
    convertSVGTextToPath(text);
    assert.equal(memoryUsage().live, before);
  });
});

describe('clearAllCache', () => {
  test('frees glyphs and smaller versions of pictures, and changes no picture', async () => {
    const picture = createCanvas(600, 600);
    picture.getContext('2d').fillRect(100, 100, 300, 300);
    const image = await loadImage(picture.toBuffer());
    const draw = () => {
      const canvas = createCanvas(200, 100);
      const ctx = canvas.getContext('2d');
      ctx.imageSmoothingQuality = 'high';
      ctx.drawImage(image, 0, 0, 60, 60);
      ctx.font = '20px sans-serif';
      ctx.fillText('Cached words', 70, 40);
      return canvas.data();
    };
    clearAllCache();
    const start = memoryUsage();
    const before = draw();
    const { live } = memoryUsage();
    clearAllCache();
    const after = memoryUsage();
    assert.ok(after.live < live, `${start.live} ${live} ${after.live}`);
    assert.equal(after.pool, 0);
    assert.deepEqual(draw(), before);
  });
});
