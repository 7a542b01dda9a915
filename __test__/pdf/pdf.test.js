'use strict';

// PDF documents, as poppler reads them: what a page looks like beside the same drawing as pixels, and its letters, links
// and words about itself.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, describe, test } = require('node:test');

const { Canvas, Image, PDFDocument, PDFStream, createCanvas, loadImage, memoryUsage } = require('../../index.js');
const icc = require('../helpers/icc.js');
const { Poppler, meanDifference } = require('../helpers/poppler.js');
const { HEIGHT, SCENES, WIDTH, onPaper, sprite } = require('../helpers/scenes.js');

const skip = process.platform === 'linux' ? false : 'poppler is installed on Linux only';
const poppler = skip ? null : new Poppler();
after(() => poppler?.close());

/** The mean difference of a page and of the same drawing as pixels, in levels of 255. */
async function difference(draw, settings = undefined) {
  const pdf = createCanvas(WIDTH, HEIGHT, 'pdf');
  await draw(pdf.getContext('2d', settings));
  return meanDifference(await poppler.page(pdf.toBuffer()), await onPaper(draw, settings));
}

/** A document of one page. */
function document(draw) {
  const canvas = createCanvas(400, 200, 'pdf');
  const ctx = canvas.getContext('2d');
  ctx.font = '20px sans-serif';
  draw(ctx, canvas);
  return canvas.toBuffer();
}

// How far poppler's anti-aliasing and sampling are from ours, and no more: it enlarges pictures by a part of a pixel, which
// shows at the edges of all that is drawn as pixels.
const LIMITS = {
  'fills of both rules': 0.6,
  'strokes with dashes, caps and joins': 1.3,
  'curves and transforms': 0.6,
  'nested clips': 0.8,
  'a clip of nothing': 0,
  'alpha': 0.2,
  'a linear gradient': 1,
  'a gradient with alpha': 1,
  'a radial gradient': 1,
  'a gradient that is stroked': 1,
  'a conic gradient': 3.2,
  'a gradient of nothing': 0,
  'patterns': 2.5,
  'pictures, whole and in part': 2.8,
  'blend modes': 0.6,
  'a shadow': 1.5,
  'a filter': 1.8,
  'a filter within clips of several sizes': 1,
  'holes, and what is drawn into them': 4.6,
  'pixels that are put': 1,
  'text': 2.9,
};

describe('pages look as pixels do', { skip }, () => {
  for (const [name, draw] of Object.entries(SCENES)) {
    test(name, async () => {
      const [mean, most] = [await difference(draw), LIMITS[name]];
      assert.ok(mean <= most, `${mean.toFixed(3)} levels, at most ${most} were expected`);
    });
  }

  test('an opaque canvas is black', async () => {
    const mean = await difference((ctx) => { ctx.fillStyle = 'red'; ctx.fillRect(20, 20, 30, 30); }, { alpha: false });
    assert.ok(mean < 0.1, `${mean}`);
  });
});

describe('what poppler reads of a document', { skip }, () => {
  const TEXTS = {
    'ligatures': ['Affluent office fjord', (ctx, text) => { ctx.font = '20px serif'; ctx.fillText(text, 10, 50); }],
    'letters apart': ['spaced out', (ctx, text) => { ctx.letterSpacing = '1px'; ctx.fillText(text, 10, 50); }],
    'Greek and Cyrillic': ['Ελλάδα Россия', (ctx, text) => ctx.fillText(text, 10, 50)],
    'marks': ['e\u0301galite\u0301', (ctx, text) => ctx.fillText(text, 10, 50)],
    'a made up bold': ['Bold and slanted', (ctx, text) => { ctx.font = 'italic bold 20px sans-serif'; ctx.fillText(text, 10, 50); }],
    'stroked': ['Outlined', (ctx, text) => ctx.strokeText(text, 10, 50)],
    'blurred': ['Blurred words', (ctx, text) => { ctx.filter = 'blur(2px)'; ctx.fillText(text, 10, 50); }],
    'below a hole': ['Below a hole', (ctx, text) => { ctx.fillText(text, 10, 50); ctx.clearRect(0, 30, 20, 30); }],
    'with a shadow': ['Shadowed', (ctx, text) => { ctx.shadowColor = 'red'; ctx.shadowBlur = 3; ctx.fillText(text, 10, 50); }],
    'condensed and turned': ['Turned', (ctx, text) => { ctx.rotate(0.3); ctx.fillText(text, 50, 50, 40); }],
  };
  for (const [name, [text, draw]] of Object.entries(TEXTS)) {
    test(`its letters: ${name}`, () => {
      assert.equal(poppler.text(document((ctx) => draw(ctx, text))).normalize('NFC'), text.normalize('NFC'));
    });
  }

  test('only the glyphs that are shown are embedded', () => {
    const bytes = document((ctx) => ctx.fillText('Hi', 10, 50));
    assert.match(poppler.ask('pdffonts', bytes), /[A-Z]{6}\+NotoSans +CID TrueType +Identity-H +yes yes yes/);
    assert.ok(bytes.length < 6000, `${bytes.length} bytes`);
  });

  test('pages, words about it, links and places', () => {
    const canvas = createCanvas(400, 200, 'pdf');
    const ctx = canvas.getContext('2d');
    ctx.translate(0, 20);
    ctx.annotateLinkUrl(10, 10, 60, 40, 'https://example.com/?a=(b)&c=ü');
    ctx.annotateLinkToDestination(70, 10, 90, 40, 'second');
    ctx.addPage(100, 300);
    ctx.fillRect(0, 0, 10, 10);
    ctx.annotateNamedDestination(5, 30, 'second');
    ctx.addPage();
    const about = { title: 'Ein Titel ✓', author: 'A', subject: 'S', keywords: 'k, l', creator: 'C', creationDate: new Date(0), modDate: new Date(1e12) };
    const bytes = canvas.toBuffer('application/pdf', about);
    const info = poppler.ask('pdfinfo', bytes);
    for (const line of [/Title: +Ein Titel ✓/, /Author: +A\n/, /Subject: +S\n/, /Keywords: +k, l\n/, /Creator: +C\n/, /Producer: +@scope\/canvas\n/,
      /CreationDate: +Thu Jan +1 .*1970/, /ModDate: +Sun Sep +9 .*2001/, /Pages: +2\n/]) assert.match(info, line);
    assert.match(poppler.ask('pdfinfo', bytes, '-f', '1', '-l', '2'), /Page +1 size: +400 x 200 pts[^]*Page +2 size: +100 x 300 pts/);
    assert.match(poppler.ask('pdfinfo', bytes, '-dests'), /2 \[ XYZ +5 +250 null +\] "second"/);
    assert.match(poppler.ask('pdfinfo', bytes, '-url'), /1 +Annotation +https:\/\/example\.com/);
  });

  test('drawing of every kind that is too large, too small or no number', async () => {
    const bytes = document((ctx) => {
      for (const value of [1e30, -1e30, 1e-30, 0]) {
        ctx.save();
        ctx.setTransform(value, 0, 0, 1, value, 0);
        ctx.fillRect(0, 0, 10, 10);
        ctx.restore();
        ctx.lineWidth = Math.abs(value) || 1;
        ctx.strokeRect(value, 5, 10, 10);
        ctx.fillText('x', value, 20);
        ctx.drawImage(sprite(), value, 0, 5, 5);
        ctx.annotateLinkUrl(value, 0, NaN, 5, 'x');
      }
      ctx.setLineDash([0, 0]);
      ctx.strokeRect(5, 5, 20, 20);
      ctx.restore();
      ctx.restore();
    });
    assert.ok(await poppler.page(bytes));
  });
});

describe('canvases that become documents', () => {
  const drawn = () => {
    const canvas = new Canvas(100, 100, 'pdf');
    canvas.getContext('2d').fillRect(10, 10, 50, 50);
    return canvas;
  };
  test('each way gives the same file', async () => {
    const canvas = drawn();
    const about = { title: 'T' };
    const expected = canvas.toBuffer('application/pdf', about);
    assert.ok(expected.includes('%PDF-1.7'));
    assert.deepEqual(await canvas.encode('pdf', about), expected);
    assert.deepEqual(canvas.encodeSync('pdf', about), expected);
    const streamed = [];
    for await (const part of canvas.createPDFStream(about)) streamed.push(part);
    assert.deepEqual(Buffer.concat(streamed), expected);
    const called = await new Promise((resolve, reject) => canvas.toBuffer((error, bytes) => (error ? reject(error) : resolve(bytes)), 'application/pdf', about));
    assert.deepEqual(called, expected);
    assert.equal(canvas.toDataURL('application/pdf', about), `data:application/pdf;base64,${expected.toString('base64')}`);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'application/pdf', about));
    assert.equal(blob.type, 'application/pdf');
    assert.deepEqual(Buffer.from(await blob.arrayBuffer()), expected);
    assert.ok(canvas.pdfStream() instanceof PDFStream);
  });

  test('without a format it is the document, and pictures of the page can be had', () => {
    const canvas = drawn();
    assert.equal(canvas.type, 'pdf');
    assert.ok(canvas.toBuffer().includes('%PDF-1.7'));
    assert.equal(canvas.toBuffer('image/png').toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([...canvas.getContext('2d').getImageData(20, 20, 1, 1).data], [0, 0, 0, 255]);
    assert.ok(!canvas.toBuffer().includes('/Image'), 'looking at it makes no pixels of it');
    assert.equal(createCanvas(1, 1).type, 'image');
  });

  test('later drawing does not show', async () => {
    const canvas = drawn();
    const expected = canvas.toBuffer();
    const encoded = canvas.encode();
    canvas.getContext('2d').fillRect(0, 0, 100, 100);
    assert.deepEqual(await encoded, expected);
    assert.notDeepEqual(canvas.toBuffer(), expected);
  });

  test('a page drawn on itself, and on another canvas', () => {
    const canvas = drawn();
    const ctx = canvas.getContext('2d');
    for (let i = 0; i < 20; i++) ctx.drawImage(canvas, 2, 2);
    const picture = createCanvas(100, 100).getContext('2d');
    picture.drawImage(canvas, 0, 0);
    assert.deepEqual([...picture.getImageData(30, 30, 1, 1).data], [0, 0, 0, 255]);
    assert.ok(canvas.toBuffer().length > 0);
  });

  test('setting a size empties the page', () => {
    const canvas = drawn();
    canvas.width = 50;
    const empty = new Canvas(50, 100, 'pdf');
    assert.deepEqual(canvas.toBuffer(), empty.toBuffer());
  });

  test('memory comes back', () => {
    const before = memoryUsage().live;
    const canvas = createCanvas(300, 300, 'pdf');
    const ctx = canvas.getContext('2d');
    for (let i = 0; i < 20_000; i++) ctx.fillRect(i % 300, 3, 5, 5);
    ctx.addPage();
    ctx.annotateLinkUrl(0, 0, 5, 5, 'https://example.com/'.padEnd(10_000, 'x'));
    assert.ok(canvas.toBuffer().length > 10_000);
    assert.ok(memoryUsage().live - before > 1e6);
    canvas.dispose();
    assert.ok(memoryUsage().live <= before);
    assert.throws(() => canvas.toBuffer(), { name: 'InvalidStateError' });
  });

  test('one that is called off', async () => {
    const canvas = drawn();
    await assert.rejects(canvas.encode('pdf', { signal: AbortSignal.abort(new Error('gone')) }), { message: 'gone' });
    const stream = canvas.createPDFStream();
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
  });

  test('wrong calls', () => {
    const canvas = drawn();
    assert.throws(() => createCanvas(1, 1, 'ps'), { name: 'NotSupportedError', message: /'image', 'pdf' and 'svg'/ });
    assert.throws(() => createCanvas(1, 1).getContext('2d').addPage(), { name: 'InvalidStateError', message: /only canvases of the type 'pdf'/ });
    assert.throws(() => createCanvas(1, 1).toBuffer('application/pdf'), TypeError);
    assert.throws(() => canvas.getContext('2d').addPage(70_000, 1), RangeError);
    assert.throws(() => canvas.toBuffer('pdf', { creationDate: '1970' }), TypeError);
    assert.throws(() => canvas.toBuffer('pdf', { creationDate: new Date(NaN) }), RangeError);
    assert.throws(() => canvas.toBuffer('pdf', { title: 'x'.repeat(2 ** 21) }), RangeError);
    assert.throws(() => canvas.getContext('2d').annotateLinkUrl(1, 2, 3, 4), TypeError);
    assert.throws(() => new PDFStream(createCanvas(1, 1)), TypeError);
    createCanvas(1, 1).getContext('2d').annotateLinkUrl(0, 0, 1, 1, 'ignored');
  });

  test('PDFDocument', async () => {
    const make = () => {
      const made = new PDFDocument({ title: 'Two pages' });
      const first = made.beginPage(100, 100);
      first.fillStyle = 'red';
      first.fillRect(0, 0, 50, 50);
      made.endPage();
      const second = made.beginPage(50, 60, { left: 10, top: 10, right: 40, bottom: 50 });
      assert.equal(second.fillStyle, '#000000');
      second.fillRect(0, 0, 50, 50);
      made.endPage();
      return made;
    };
    const made = make();
    const bytes = made.close();
    assert.equal(bytes.toString('latin1').split('/MediaBox').length, 3);
    assert.deepEqual(await make().closeAsync({ priority: 'high' }), bytes);
    for (const call of [() => made.close(), () => made.beginPage(1, 1), () => made.endPage()]) assert.throws(call, { name: 'InvalidStateError' });
    const open = new PDFDocument();
    assert.throws(() => open.close(), { name: 'InvalidStateError', message: /no page/ });
    assert.throws(() => open.endPage(), { name: 'InvalidStateError' });
    open.beginPage(10, 10);
    assert.throws(() => open.beginPage(10, 10), { name: 'InvalidStateError' });
    assert.throws(() => new PDFDocument('title'), TypeError);
  });
});

describe('JPEG files that are kept', { skip }, () => {
  const fixture = (name) => fs.readFileSync(path.join(__dirname, '../fixtures', name));
  const kept = { dataMode: Image.MODE_IMAGE | Image.MODE_MIME };
  const draw = (image) => (ctx) => {
    ctx.drawImage(image, 10, 10, 120, 90);
    ctx.save();
    ctx.rotate(0.2);
    ctx.globalAlpha = 0.6;
    ctx.drawImage(image, 8, 6, 40, 30, 150, 0, 80, 60);
    ctx.restore();
  };
  /** What kinds of streams the pictures of a document are. */
  const encodings = (bytes) => [...poppler.ask('pdfimages', bytes, '-list').matchAll(/ (jpeg|image) +(?:yes|no) /g)].map(([, kind]) => kind);

  for (const name of ['jpeg-420.jpg', 'jpeg-444.jpg', 'jpeg-progressive.jpg', 'jpeg-gray.jpg']) {
    test(`${name} is in the document as it is, once, and looks the same`, async () => {
      const image = await loadImage(fixture(name), kept);
      const pdf = document(draw(image));
      assert.deepEqual(new Set(encodings(pdf)), new Set(['jpeg']));
      assert.equal(pdf.toString('latin1').split(fixture(name).toString('latin1')).length, 2);
      const mean = await difference(draw(image));
      assert.ok(mean < 2.5, `${mean}`);
      const svg = createCanvas(WIDTH, HEIGHT, 'svg');
      draw(image)(svg.getContext('2d'));
      assert.equal(svg.getContent().toString().split(fixture(name).toString('base64')).length, 2);
    });
  }

  test('those that others might show in another way are pixels', async () => {
    for (const name of ['jpeg-cmyk.jpg', 'jpeg-ycck.jpg', 'jpeg-orientation-6.jpg']) {
      const pdf = document(draw(await loadImage(fixture(name), kept)));
      assert.ok(!encodings(pdf).includes('jpeg'), name);
    }
    const exchanged = icc.jpegWith(fixture('jpeg-420.jpg'), icc.exchanged());
    assert.ok(!encodings(document(draw(await loadImage(exchanged, kept)))).includes('jpeg'));
  });

  test('nothing is kept unless it is asked for', async () => {
    const before = memoryUsage().bytesByKind.input;
    const image = await loadImage(fixture('jpeg-420.jpg'));
    assert.equal(image.dataMode, Image.MODE_IMAGE);
    assert.deepEqual(new Set(encodings(document(draw(image)))), new Set(['image']));
    // Those of images before it may be collected meanwhile.
    assert.ok(memoryUsage().bytesByKind.input <= before);
    const other = new Image();
    other.dataMode = Image.MODE_MIME;
    other.src = fixture('jpeg-420.jpg');
    await other.decode();
    const withFile = memoryUsage().bytesByKind.input;
    other.src = '';
    assert.ok(withFile - memoryUsage().bytesByKind.input >= fixture('jpeg-420.jpg').length);
  });

  test('a filter is of pixels', async () => {
    const image = await loadImage(fixture('jpeg-420.jpg'), kept);
    const pdf = document((ctx) => {
      ctx.filter = 'grayscale(1)';
      ctx.drawImage(image, 0, 0);
    });
    assert.ok(!encodings(pdf).includes('jpeg'));
  });

  test('other values are refused', async () => {
    for (const value of [0, 4, 1.5, '2', null]) {
      assert.throws(() => { new Image().dataMode = value; }, RangeError);
      await assert.rejects(loadImage(fixture('jpeg-420.jpg'), { dataMode: value }), RangeError);
    }
  });
});

test('an SVG picture has four times its pixels on a side, for all sizes', { skip }, async () => {
  const circle = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><circle cx="10" cy="5" r="5" fill="red"/></svg>';
  const image = await loadImage(Buffer.from(circle));
  const bytes = document((ctx) => ctx.drawImage(image, 0, 0, 200, 100));
  assert.match(poppler.ask('pdfimages', bytes, '-list'), / 80 +40 +rgb /);
  const mean = await difference((ctx) => ctx.drawImage(image, 0, 0, 200, 100));
  assert.ok(mean < 2, `${mean}`);
});
