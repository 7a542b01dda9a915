'use strict';

// Documents and animations: sizes, pages, links and words that nobody would write, pages of a million operations, sources of
// every kind, ends in the middle; options that change while they are read.

const { pipeline } = require('node:stream/promises');

const canvas = require('../../../index.js');
const { seed } = require('../bytes.js');
const { documentOutcome } = require('../documents.js');
const { calls } = require('../inputs.js');

const { GifEncoder, GifStream, Image, ImageData, PDFDocument, PDFStream, Path2D, createCanvas, createImageBitmap, loadImage, setMemoryBudget } = canvas;

const ONE = 'document of 1 pages';
const paper = (width = 200, height = 150) => createCanvas(width, height, 'pdf').getContext('2d');

/** What a page is when it is drawn so; its canvas is disposed of. */
async function drawn(draw, { sides = [200, 150], about } = {}) {
  const ctx = paper(...sides);
  try {
    await draw(ctx);
    return documentOutcome(await ctx.canvas.encode('pdf', about));
  } finally {
    ctx.canvas.dispose();
  }
}

const page = (name, draw, expect = ONE) => [name, expect, () => drawn(draw)];

const sizes = () => [
  ...[[0, 0], [0, 5], [1, 1], [65_535, 1], [1, 65_535], [14_400, 14_400]].map((sides) => [`a page of ${sides.join('x')}`, ONE, () => drawn((ctx) => ctx.fillRect(0, 0, 1e9, 1e9), { sides })]),
  ...[-1, NaN, Infinity, 65_536, 1e308].map((side) => [`a page as wide as ${side}`, 'RangeError', () => { paper().addPage(side, 5); }]),
  ['a page as wide as a Symbol', 'TypeError', () => { paper().addPage(Symbol('x'), 5); }],
  ['a page whose width throws', 'Error', () => { paper().addPage({ valueOf() { throw new Error('a width of mine'); } }); }],
  ['a page whose width disposes of it', ['InvalidStateError', 'done'], () => { const ctx = paper(); ctx.addPage({ valueOf() { ctx.canvas.dispose(); return 5; } }); }],
  ['a page added to a picture', 'InvalidStateError', () => { createCanvas(5, 5).getContext('2d').addPage(); }],
  ['5,000 pages', 'document of 5000 pages', () => drawn((ctx) => { for (let i = 1; i < 5000; i += 1) { ctx.fillRect(0, 0, i, 5); ctx.addPage(100 + (i % 100), 50); } ctx.fillRect(0, 0, 5, 5); })],
  ['5,000 empty pages of which the last one is left out', 'document of 4999 pages', () => drawn((ctx) => { for (let i = 1; i < 5000; i += 1) ctx.addPage(); })],
  ['resized after two pages', ['document of 1 pages', 'document of 3 pages'], () => drawn((ctx) => { for (let i = 0; i < 2; i += 1) { ctx.fillRect(0, 0, 5, 5); ctx.addPage(); } ctx.canvas.width = 50; ctx.fillRect(0, 0, 5, 5); })],
];

const NUMBERS = { 'NaN': NaN, 'Infinity': Infinity, '-Infinity': -Infinity, '1e308': 1e308, '-1e308': -1e308, '5e-324': 5e-324, 'a text': 'x', 'null': null, 'nothing': undefined };
const ADDRESSES = {
  'javascript': 'javascript:alert(1)', 'javascript with a line break': 'java\nscript:alert(1)', 'javascript after a blank': ' \u0001javascript:alert(1)', 'vbscript': 'VBScript:x', 'data': 'data:text/html,<script>alert(1)</script>',
  'brackets': 'https://example.com/a)b(c\\d', 'an end of the object': 'https://example.com/)>>endobj', 'a lone surrogate': 'https://example.com/\ud800', 'NUL': 'https://example.com/\0', 'another script': 'https://例え.jp/é?ü#ß', 'a relative one': 'page two.html', 'nothing': '', '16 MB': `https://example.com/${'x'.repeat(1 << 24)}`,
};
const RUNS = ['javascript', 'javascript with a line break', 'javascript after a blank', 'vbscript', 'data'];

const count = (bytes, text) => bytes.toString('latin1').split(text).length - 1;

const links = () => [
  ...Object.entries(NUMBERS).flatMap(([what, value]) => [0, 1, 2, 3].map((place) => page(`a link with an edge of ${what} at ${place}`, (ctx) => { const edges = [1, 2, 30, 40]; edges[place] = value; ctx.annotateLinkUrl(...edges, 'https://example.com/'); ctx.fillRect(0, 0, 1, 1); }))),
  ...Object.entries(NUMBERS).map(([what, value]) => page(`a place at ${what}`, (ctx) => { ctx.annotateNamedDestination(value, 5, 'there'); ctx.annotateLinkToDestination(0, 0, 5, 5, 'there'); })),
  ...Object.entries(ADDRESSES).map(([what, address]) => [`a link to ${what}`, RUNS.includes(what) ? '0 links' : '1 links', async () => {
    const ctx = paper();
    ctx.annotateLinkUrl(1, 2, 30, 40, address);
    ctx.fillRect(0, 0, 1, 1);
    const bytes = await ctx.canvas.encode();
    ctx.canvas.dispose();
    const outcome = documentOutcome(bytes);
    if (outcome !== ONE) return outcome;
    const text = bytes.toString('latin1');
    const from = text.indexOf('/URI (') + 5;
    const uri = text.slice(from, text.indexOf('\n', from));
    return text.includes('/URI <') || /[^ -~]/.test(uri) ? `not ASCII: ${uri.slice(0, 50)}` : `${count(bytes, '/Subtype /Link')} links`;
  }]),
  page('a link in a matrix beyond all numbers', (ctx) => { ctx.setTransform(1e300, 1e300, -1e300, 1e300, 1e308, -1e308); ctx.annotateLinkUrl(1, 2, 1e300, 4, 'https://example.com/'); ctx.annotateNamedDestination(1e300, 1e300, 'there'); }),
  page('a hundred thousand links', (ctx) => { for (let i = 0; i < 1e5; i += 1) ctx.annotateLinkUrl(i % 200, 0, (i % 200) + 1, 5, `https://example.com/${i}`); }),
  page('a hundred thousand places of one name', (ctx) => { for (let i = 0; i < 1e5; i += 1) ctx.annotateNamedDestination(i % 200, 0, 'there'); ctx.fillRect(0, 0, 5, 5); }),
  page('places with names of every kind', (ctx) => { for (const name of ['', '\0', ')', '\ud800', '\\', 'é'.repeat(1e5)]) { ctx.annotateNamedDestination(1, 2, name); ctx.annotateLinkToDestination(1, 2, 3, 4, name); } }),
  ['a link of four arguments', 'TypeError', () => { paper().annotateLinkUrl(1, 2, 3, 4); }],
  ['a link to a Symbol', 'TypeError', () => { paper().annotateLinkUrl(1, 2, 3, 4, Symbol('x')); }],
  ['a link whose address disposes of the page', ['InvalidStateError', 'done'], () => { const ctx = paper(); ctx.annotateLinkUrl(1, 2, 3, 4, { toString() { ctx.canvas.dispose(); return 'https://example.com/'; } }); }],
];

const WORDS = { 'brackets': ')(\\', 'an end of the object': ')>>endobj 1 0 obj<<', 'NUL': 'a\0b', 'a lone surrogate': '\ud800', 'letters of every kind': 'aé漢😀\u202e', 'a number': 5, 'nothing': '', 'null': null, 'half a million': 'é'.repeat(5e5), 'an object': {} };

const about = () => [
  ...['title', 'author', 'subject', 'keywords', 'creator', 'producer'].flatMap((key) => Object.entries(WORDS).map(([what, value]) => [`${key} of ${what}`, ONE, () => drawn((ctx) => ctx.fillRect(0, 0, 5, 5), { about: { [key]: value } })])),
  ['words without end', 'RangeError', () => drawn(() => {}, { about: { title: 'x'.repeat(1 << 20), author: 'x'.repeat(1 << 20) } })],
  ['a title that throws', 'Error', () => drawn(() => {}, { about: { get title() { throw new Error('a title of mine'); } } })],
  ['a title that is a Symbol', 'TypeError', () => drawn(() => {}, { about: { title: Symbol('x') } })],
  ['a title that disposes of the canvas', ['InvalidStateError'], async () => { const ctx = paper(); await ctx.canvas.encode('pdf', { get title() { ctx.canvas.dispose(); return 'x'; } }); }],
  ['a title that adds a page', ['document of 1 pages', 'document of 2 pages'], async () => { const ctx = paper(); ctx.fillRect(0, 0, 5, 5); const bytes = await ctx.canvas.encode('pdf', { get title() { ctx.addPage(); ctx.fillRect(0, 0, 5, 5); return 'x'; } }); ctx.canvas.dispose(); return documentOutcome(bytes); }],
  ...[['NaN', new Date(NaN)], ['year 10000', new Date(Date.UTC(10_000, 0))], ['year -1', new Date(-62_198_755_200_000 - 1)]].map(([what, date]) => [`a date of ${what}`, 'RangeError', () => drawn(() => {}, { about: { creationDate: date } })]),
  ...[5, '2026-01-01', {}, null].map((date) => [`a date that is ${JSON.stringify(date)}`, 'TypeError', () => drawn(() => {}, { about: { modDate: date } })]),
  ['metadata that is a text', 'TypeError', () => { new PDFDocument('title'); }],
  ['metadata that is a revoked Proxy', 'TypeError', () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); new PDFDocument(proxy); }],
];

const MANY = 1e5;
const times = (work, most = MANY) => (ctx) => { for (let i = 0; i < most; i += 1) work(ctx, i); };
const gradient = (ctx, ...colors) => { const made = ctx.createLinearGradient(0, 0, 200, 0); colors.forEach((color, i) => made.addColorStop(i / (colors.length - 1), color)); return made; };

const operations = () => [
  page('a million rectangles', times((ctx, i) => { ctx.fillStyle = `rgb(${i % 256} 0 0)`; ctx.fillRect(i % 190, i % 140, 5, 5); }, 1e6)),
  page('a million lines of one path', (ctx) => { for (let i = 0; i < 1e6; i += 1) ctx.lineTo((i * 37) % 200, (i * 91) % 150); ctx.stroke(); }),
  page('a hundred thousand strokes with dashes', times((ctx, i) => { ctx.setLineDash([i % 7, 3]); ctx.strokeRect(i % 190, i % 140, 5, 5); })),
  page('a hundred thousand texts', times((ctx, i) => ctx.fillText(`t${i}`, i % 190, i % 140))),
  page('a hundred thousand fills of one gradient', (ctx) => { ctx.fillStyle = gradient(ctx, 'red', 'blue'); times((_, i) => ctx.fillRect(i % 190, i % 140, 5, 5))(ctx); }),
  page('ten thousand fills of a gradient with alpha', (ctx) => { ctx.fillStyle = gradient(ctx, 'red', 'rgba(0, 0, 255, .5)'); times((_, i) => ctx.fillRect(i % 190, i % 140, 5, 5), 1e4)(ctx); }),
  page('a gradient of ten thousand stops', (ctx) => { ctx.fillStyle = gradient(ctx, ...Array.from({ length: 1e4 }, (_, i) => `hsl(${i} 80% 50%)`)); ctx.fillRect(0, 0, 200, 150); }),
  page('a gradient whose stops are nearer than numbers tell', (ctx) => { const made = ctx.createLinearGradient(0, 0, 200, 0); for (let i = 0; i < 50; i += 1) made.addColorStop(0.5 + (i * 1e-12), i % 2 ? 'red' : 'blue'); ctx.fillStyle = made; ctx.fillRect(0, 0, 200, 150); }),
  page('a hundred thousand saved states', (ctx) => { times(() => { ctx.save(); ctx.translate(1e-3, 0); })(ctx); ctx.fillRect(0, 0, 5, 5); times(() => ctx.restore())(ctx); }),
  page('clips nested and left, drawn in each', (ctx) => {
    const clip = () => { ctx.save(); ctx.beginPath(); ctx.arc(100, 75, 70, 0, 7); ctx.clip(); ctx.fillRect(0, 0, 200, 150); };
    times(clip, 2000)(ctx);
    times(() => { ctx.restore(); ctx.fillRect(0, 0, 200, 150); }, 2000)(ctx);
  }),
  page('a hundred thousand rectangles in a thousand clips', (ctx) => {
    times(() => { ctx.beginPath(); ctx.arc(100, 75, 70, 0, 7); ctx.clip(); }, 1000)(ctx);
    times((_, i) => ctx.fillRect(i % 190, i % 140, 5, 5))(ctx);
  }),
  page('a clip of a hundred thousand points around as many rectangles', (ctx) => { ctx.beginPath(); times((_, i) => ctx.lineTo((i * 37) % 200, (i * 91) % 150))(ctx); ctx.clip(); times((_, i) => ctx.fillRect(i % 190, i % 140, 5, 5))(ctx); }),
  page('a hundred thousand rectangles cleared', times((ctx, i) => { ctx.fillRect(i % 190, 0, 5, 150); ctx.clearRect(i % 190, i % 140, 5, 5); })),
  page('a thousand modes that PDF has not', times((ctx, i) => { ctx.globalCompositeOperation = i % 2 ? 'xor' : 'source-over'; ctx.fillRect(i % 190, i % 140, 50, 5); }, 1000)),
  page('a thousand shadows', times((ctx, i) => { ctx.shadowColor = 'black'; ctx.shadowBlur = i % 9; ctx.shadowOffsetX = 3; ctx.fillRect(i % 190, i % 140, 5, 5); }, 1000)),
  page('a shadow of everything far away', (ctx) => { Object.assign(ctx, { shadowColor: 'black', shadowBlur: 1e30, shadowOffsetX: -1e30, shadowOffsetY: 1e308 }); ctx.fillRect(-1e30, 0, 1e308, 5); }),
  page('a thousand conic gradients', times((ctx, i) => { const made = ctx.createConicGradient(i, 100, 75); made.addColorStop(0, 'red'); made.addColorStop(1, 'blue'); ctx.fillStyle = made; ctx.fillRect(i % 100, i % 100, 30, 30); }, 1000)),
  page('filters upon filters', times((ctx, i) => { ctx.filter = `blur(${i}px) drop-shadow(${i}px 0 9px red) hue-rotate(90deg)`; ctx.fillRect(i, i, 30, 30); }, 100)),
  page('one picture a hundred thousand times', (ctx) => { const sprite = createCanvas(20, 20); sprite.getContext('2d').fillRect(0, 0, 9, 9); times((_, i) => ctx.drawImage(sprite, i % 190, i % 140))(ctx); sprite.dispose(); }),
  page('two thousand pictures', times((ctx, i) => { const sprite = createCanvas(20, 20); sprite.getContext('2d').fillRect(i % 9, 0, 9, 9); ctx.drawImage(sprite, i % 190, i % 140); sprite.dispose(); }, 2000)),
  page('drawn on itself a hundred times', times((ctx) => { ctx.fillRect(0, 0, 3, 3); ctx.drawImage(ctx.canvas, 1, 0); }, 100)),
  page('numbers at every edge', (ctx) => {
    const numbers = [0, -0, 1e-6, 5e-324, 1e-40, 1e38, 3.5e38, 1e300, -1e308, NaN, Infinity];
    for (const a of numbers) {
      for (const b of numbers) {
        ctx.save(); ctx.setTransform(a, b, b, a, a, b); ctx.fillRect(a, b, 5, b); ctx.strokeRect(a, a, b, 9); ctx.fillText('x', a, b);
        ctx.resetTransform(); ctx.lineWidth = a; ctx.miterLimit = b; ctx.setLineDash([a, b].filter((v) => v >= 0 && Number.isFinite(v))); ctx.lineDashOffset = b;
        ctx.beginPath(); ctx.moveTo(a, b); ctx.bezierCurveTo(b, a, a, a, b, b); ctx.quadraticCurveTo(a, b, 5, 5); ctx.closePath(); ctx.clip(); ctx.stroke(); ctx.fill(); ctx.restore();
      }
    }
  }),
  page('a path of every number', (ctx) => ctx.fill(new Path2D('M1e38 1e38L-3e38 5e-39C1e300 1e300 -1e300 0 1 1Q1e-30 1e30 9 9A1e30 1 0 0 0 5 5Z'))),
  ['a million rectangles within a budget', ['limit memoryBudget', ONE], async () => { setMemoryBudget(20 << 20); try { return await drawn(times((ctx, i) => ctx.fillRect(i % 190, i % 140, 5, 5), 1e6)); } finally { setMemoryBudget(Infinity); } }],
];

const FILES = ['png-rgb8.png', 'jpeg-444.jpg', 'jpeg-progressive.jpg'];

const sources = () => [
  ...FILES.map((file) => page(`a picture of ${file}`, async (ctx) => ctx.drawImage(await loadImage(seed(file)), 0, 0))),
  ...FILES.map((file) => page(`a picture of ${file} that nobody waited for`, (ctx) => { const image = new Image(); image.src = seed(file); ctx.drawImage(image, 0, 0); image.dispose(); })),
  page('an SVG picture', async (ctx) => ctx.drawImage(await loadImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>')), 0, 0)),
  page('a bitmap', async (ctx) => { const bitmap = await createImageBitmap(createCanvas(9, 9)); ctx.drawImage(bitmap, 0, 0); bitmap.close(); }),
  page('a bitmap that is closed', async (ctx) => { const bitmap = await createImageBitmap(createCanvas(9, 9)); bitmap.close(); ctx.drawImage(bitmap, 0, 0); }, 'InvalidStateError'),
  page('a canvas that is disposed of', (ctx) => { const source = createCanvas(9, 9); source.dispose(); ctx.drawImage(source, 0, 0); }, 'InvalidStateError'),
  page('an empty canvas', (ctx) => ctx.drawImage(createCanvas(0, 9), 0, 0), 'InvalidStateError'),
  page('another document', (ctx) => { const other = paper(); other.fillText('inside', 5, 50); ctx.drawImage(other.canvas, 0, 0); other.canvas.dispose(); }),
  page('pixels, whole and with holes', (ctx) => { ctx.fillRect(0, 0, 50, 50); ctx.putImageData(new ImageData(new Uint8ClampedArray(400).fill(255), 10), 5, 5); ctx.putImageData(new ImageData(10, 10), -5, 45); }),
  page('pixels of half floats', (ctx) => { if (typeof Float16Array === 'function') ctx.putImageData(new ImageData(new Float16Array(400).fill(NaN), 10, 10, { pixelFormat: 'rgba-float16' }), 5, 5); ctx.fillRect(0, 0, 1, 1); }),
  page('a pattern of each kind', (ctx) => { for (const repetition of ['repeat', 'repeat-x', 'repeat-y', 'no-repeat']) { const pattern = ctx.createPattern(createCanvas(3, 3), repetition); pattern.setTransform({ a: 1e-9, d: 1e30, e: 1e300 }); ctx.fillStyle = pattern; ctx.fillRect(0, 0, 50, 50); ctx.strokeStyle = pattern; ctx.strokeText('x', 5, 5); } }),
  page('a part without width', async (ctx) => { const image = await loadImage(seed(FILES[0])); ctx.drawImage(image, 1, 1, 0, 5, 0, 0, 5, 5); ctx.drawImage(image, 1e300, 1, 5, 5, 0, 0, 5, 5); ctx.drawImage(image, 0, 0, 1e-300, 1e-300, 0, 0, 1e300, 1e300); }),
];

/** A page that takes a worker some time. */
function long() {
  const ctx = paper();
  times((_, i) => ctx.fillText(`t${i}`, i % 190, i % 140), 20_000)(ctx);
  return ctx.canvas;
}

const ends = () => [
  ['a document of a canvas that is disposed of', 'InvalidStateError', async () => { const own = long(); own.dispose(); await own.encode(); }],
  ['disposed of while it is written', [ONE, 'AbortError'], async () => { const own = long(); const file = own.encode(); own.dispose(); return documentOutcome(await file); }],
  ['drawn on while it is written', ONE, async () => { const own = long(); const file = own.encode(); own.getContext('2d').reset(); const bytes = await file; own.dispose(); return documentOutcome(bytes); }],
  ['aborted before it begins', 'AbortError', async () => { const own = long(); try { await own.encode('pdf', { signal: AbortSignal.abort() }); } finally { own.dispose(); } }],
  ['aborted in the middle', 'AbortError', async () => { const own = long(); const off = new AbortController(); const file = own.encode('pdf', { signal: off.signal }); setImmediate(() => off.abort()); try { await file; } finally { own.dispose(); } }],
  ['written twenty times at once and aborted', '20 AbortError', async () => {
    const own = long();
    const off = new AbortController();
    const all = Array.from({ length: 20 }, () => own.encode('pdf', { signal: off.signal }));
    off.abort();
    const results = await Promise.allSettled(all);
    own.dispose();
    return `${results.filter(({ reason }) => reason?.name === 'AbortError').length} AbortError`;
  }],
  ['a time that is over at once', ['TimeoutError', ONE], async () => { const own = long(); try { return documentOutcome(await own.encode('pdf', { timeout: 1 })); } finally { own.dispose(); } }],
  ['a signal that is none', 'TypeError', () => drawn(() => {}, { about: { signal: {} } })],
  ['a stream of a picture', 'TypeError', () => { new PDFStream(createCanvas(5, 5)); }],
  ['a stream nobody reads', 'done', () => { const own = long(); own.createPDFStream(); own.dispose(); }],
  ['a stream destroyed before it is read', 'done', () => { const own = long(); own.createPDFStream().destroy(); own.dispose(); }],
  ['a stream destroyed while it is read', ['AbortError', 'done'], async () => { const own = long(); const stream = own.createPDFStream(); stream.on('error', () => {}); stream.read(); stream.destroy(); await new Promise((resolve) => { stream.on('close', resolve); }); own.dispose(); }],
  ['a stream whose reader throws', 'Error', async () => { const own = long(); try { await pipeline(own.createPDFStream(), async (parts) => { for await (const part of parts) throw new Error(`${part.length} are enough`); }); } finally { own.dispose(); } }],
  ['a stream of a canvas that is gone when it is read', 'InvalidStateError', async () => { const own = long(); const stream = own.createPDFStream(); own.dispose(); for await (const part of stream) if (part.length === 0) return 'empty'; return 'read'; }],
  ['pages out of turn', 'InvalidStateError', () => { const own = new PDFDocument(); own.beginPage(5, 5); own.beginPage(5, 5); }],
  ['a page ended that is not begun', 'InvalidStateError', () => { new PDFDocument().endPage(); }],
  ['closed without a page', 'InvalidStateError', () => { new PDFDocument().close(); }],
  ['closed twice', 'InvalidStateError', () => { const own = new PDFDocument(); own.beginPage(5, 5); own.close(); own.close(); }],
  ['drawn on after it was closed', ['done', 'InvalidStateError'], () => { const own = new PDFDocument(); const ctx = own.beginPage(5, 5); own.close(); ctx.fillRect(0, 0, 5, 5); ctx.annotateLinkUrl(0, 0, 1, 1, 'https://example.com/'); }],
  ['a content that is nowhere', ONE, () => { const own = new PDFDocument(); own.beginPage(5, 5, { left: NaN, top: {}, right: Infinity }).fillRect(0, 0, 5, 5); return documentOutcome(own.close()); }],
  ['a size that throws when a page is open', 'document of 1 pages', () => { const own = new PDFDocument(); own.beginPage(5, 5).fillRect(0, 0, 5, 5); own.endPage(); try { own.beginPage(-1, 5); } catch { /* It is the next call's turn. */ } return documentOutcome(own.close()); }],
];

/** Options that change or fail while they are read, each for every format that has them. */
const SHRINKING = () => { const list = ['red', 'blue', 'lime']; Object.defineProperty(list, 0, { enumerable: true, get() { list.length = 0; return 'red'; } }); return list; };
const detached = (view) => { structuredClone(view.buffer, { transfer: [view.buffer] }); return view; };
const OPTIONS = {
  'a palette that shrinks': { palette: SHRINKING() }, 'a palette that says it is longer': { palette: new Proxy(['red'], { get: (list, key) => (key === 'length' ? 256 : list[key]) }) }, 'a palette without end': { palette: Object.assign(['red'], { * [Symbol.iterator]() { for (;;) yield 'red'; } }) },
  'a palette whose colours are none': { palette: ['red', 5] }, 'a palette of holes': { palette: Array(5) }, 'a palette of a detached buffer': { palette: detached(new Uint8ClampedArray(8)) }, 'a palette of 257': { palette: Array(257).fill('red') },
  'a palette that throws': { get palette() { throw new Error('a palette of mine'); } }, 'colours that throw': { get colors() { throw new Error('a number of mine'); } }, 'half a colour': { colors: 2.5 }, 'a dither of NaN': { dither: NaN }, 'a text that throws': { text: { get Title() { throw new Error('a text of mine'); } } },
  'a text that is a Proxy': { text: new Proxy({}, { ownKeys: () => ['Title'], getOwnPropertyDescriptor: () => ({ value: '\ud800', enumerable: true, configurable: true }), get: () => '\ud800' }) }, 'filters without end': { filters: Array(1e5).fill('sub') }, 'a list of filters that shrinks': { filters: (() => { const list = ['sub', 'up']; Object.defineProperty(list, 0, { get() { list.length = 0; return 'sub'; } }); return list; })() },
};
const FAILS = ['done', 'Error', 'TypeError', 'RangeError', 'EncodingError'];

const options = () => Object.keys(OPTIONS).flatMap((what) => ['png', 'gif', 'ico', 'jpeg', 'pdf'].map((format) => [`${format} with ${what}`, FAILS, async () => {
  const own = createCanvas(20, 20);
  const ctx = own.getContext('2d');
  ctx.fillStyle = gradient(ctx, 'red', 'blue');
  ctx.fillRect(0, 0, 20, 20);
  try {
    if (format === 'pdf') { await drawn(() => {}, { about: OPTIONS[what] }); return; }
    await loadImage(await own.encode(format, OPTIONS[what]));
  } finally {
    own.dispose();
  }
}]));

const FRAMES = {
  'nothing': [[], 'TypeError'], 'null': [[null], 'TypeError'], 'a text': [['frame'], 'TypeError'], 'a detached buffer': [() => [detached(new Uint8Array(1600)), 20, 20], 'RangeError'], 'too few bytes': [[new Uint8Array(5), 20, 20], 'RangeError'], 'no width': [[new Uint8Array(0), 0, 20], 'RangeError'],
  'a width of 2^32': [[new Uint8Array(0), 2 ** 32, 20], 'RangeError'], 'half a pixel': [[new Uint8Array(1600), 20.5, 20], 'RangeError'], 'shared memory': [() => [new Uint8Array(new SharedArrayBuffer(1600)), 20, 20], 'done'], 'a canvas that is disposed of': [() => { const own = createCanvas(5, 5); own.dispose(); return [own]; }, 'InvalidStateError'],
  'an empty canvas': [() => [createCanvas(0, 0)], 'IndexSizeError'], 'a larger canvas': [() => [createCanvas(21, 20)], 'RangeError'], 'a place beyond': [() => [createCanvas(5, 5), { left: 16 }], 'RangeError'], 'a place of 2^53': [() => [createCanvas(5, 5), { left: 2 ** 53 }], 'RangeError'], 'a delay of NaN': [() => [createCanvas(5, 5), { delay: NaN }], 'RangeError'],
  'a delay that throws': [() => [createCanvas(5, 5), { get delay() { throw new Error('a delay of mine'); } }], 'Error'], 'a disposal of none': [() => [createCanvas(5, 5), { disposal: 'toString' }], 'TypeError'], 'a disposal of 3': [() => [createCanvas(5, 5), { disposal: 3 }], 'TypeError'], 'options that dispose of the frame': [() => { const own = createCanvas(5, 5); return [own, { get delay() { own.dispose(); return 5; } }]; }, ['InvalidStateError', 'done']],
  'a priority of none': [() => [createCanvas(5, 5), { priority: 'soon' }], ['TypeError', 'RangeError']], 'pixels': [() => [new ImageData(20, 20)], 'done'], 'a page': [() => [paper(20, 20).canvas], 'done'],
};

const animations = () => [
  ...[0, -1, 0.5, NaN, 65_536, 2 ** 32, '20', null].map((side) => [`an animation as wide as ${typeof side} ${side}`, 'RangeError', () => { new GifEncoder(side, 20); }]),
  ...Object.entries(OPTIONS).map(([what, given]) => [`an animation with ${what}`, FAILS, async () => { const encoder = new GifEncoder(20, 20, given); await encoder.addFrame(createCanvas(20, 20)); await loadImage(await encoder.finish()); encoder.dispose(); }]),
  ...Object.entries(FRAMES).map(([what, [args, expect]]) => [`a frame of ${what}`, expect, async () => { const encoder = new GifEncoder(20, 20); try { await encoder.addFrame(...(typeof args === 'function' ? args() : args)); await loadImage(await encoder.finish()); } finally { encoder.dispose(); } }]),
  ['options that dispose of the encoder', ['InvalidStateError', 'AbortError', 'done'], async () => { const encoder = new GifEncoder(20, 20); await encoder.addFrame(createCanvas(5, 5), { get delay() { encoder.dispose(); return 5; } }); }],
  ['finished without a frame', 'InvalidStateError', async () => { await new GifEncoder(5, 5).finish(); }],
  ['finished twice', 'InvalidStateError', async () => { const encoder = new GifEncoder(5, 5); encoder.addFrame(createCanvas(5, 5)); await encoder.finish(); await encoder.finish(); }],
  ['disposed of with frames under way', ['AbortError'], async () => { const encoder = new GifEncoder(500, 500); const all = Array.from({ length: 9 }, () => encoder.addFrame(createCanvas(500, 500))); encoder.dispose(); const ended = await Promise.allSettled(all); throw ended.find(({ reason }) => reason !== undefined)?.reason ?? new Error('no frame was called off'); }],
  ['a stream destroyed with frames under way', 'done', async () => { const stream = new GifStream(500, 500); stream.on('error', () => {}); const all = Array.from({ length: 9 }, () => stream.addFrame(createCanvas(500, 500))); stream.destroy(); await Promise.allSettled(all); }],
  ['more frames than there may be', 'limit maxFrames', async () => { const encoder = new GifEncoder(1, 1); const own = createCanvas(1, 1); try { for (let i = 0; i < 1e6; i += 1) await encoder.addFrame(own); } finally { encoder.dispose(); } }],
  ['a thousand frames added twice and finished at once', 'picture', async () => { const encoder = new GifEncoder(9, 9, { globalPalette: true }); for (let i = 0; i < 1000; i += 1) { const own = createCanvas(9, 9); own.getContext('2d').fillRect(i % 9, 0, 1, 9); encoder.addFrame(own).catch(() => {}); own.dispose(); } const { naturalWidth } = await loadImage(await encoder.finish()); return naturalWidth === 9 ? 'picture' : `${naturalWidth}`; }],
];

const inputs = () => calls([...sizes(), ...links(), ...about(), ...operations(), ...sources(), ...ends(), ...options(), ...animations()]);

module.exports = { inputs };
