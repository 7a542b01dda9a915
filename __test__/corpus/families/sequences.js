'use strict';

// Calls in orders that nobody would write: conversions that change the canvas, work that is overtaken, threads that end.

const vm = require('node:vm');
const { Worker } = require('node:worker_threads');

const { Image, ImageData, Path2D, FontFace, GlobalFonts, createCanvas, fonts, loadImage, setMemoryBudget } = require('../../../index.js');
const { errorOutcome } = require('../outcome.js');
const { font, seed } = require('../bytes.js');
const { calls } = require('../inputs.js');

const INDEX = require.resolve('../../../index.js');
const context = (width = 16, height = 16) => createCanvas(width, height).getContext('2d');

/** A number, or a text, whose conversion does something first. */
const during = (action, value = 2) => ({ valueOf() { action(); return value; }, toString() { action(); return `${value}`; } });

const ACTIONS = {
  'resizes it': (ctx) => { ctx.canvas.width = 3; },
  'empties it': (ctx) => { ctx.canvas.height = 0; },
  'disposes of it': (ctx) => ctx.canvas.dispose(),
  'resets it': (ctx) => ctx.reset(),
  'reads it': (ctx) => { ctx.fillRect(0, 0, 1, 1); ctx.getImageData(0, 0, 1, 1); },
  'encodes it': (ctx) => { ctx.canvas.encodeSync('png'); },
  'records 5,000 commands': (ctx) => { for (let i = 0; i < 5000; i += 1) ctx.lineTo(i, i); },
  'saves and restores': (ctx) => { for (let i = 0; i < 50; i += 1) ctx.save(); for (let i = 0; i < 80; i += 1) ctx.restore(); },
  'begins another path': (ctx) => { ctx.beginPath(); ctx.clip(); },
};

const CALLS = {
  fillRect: (ctx, x) => ctx.fillRect(x, 0, x, 2), arc: (ctx, x) => ctx.arc(1, 1, x, 0, x), ellipse: (ctx, x) => ctx.ellipse(1, 1, x, x, 0, 0, 5), roundRect: (ctx, x) => ctx.roundRect(0, 0, 5, 5, [x, { x }]),
  setLineDash: (ctx, x) => ctx.setLineDash([x, x]), setTransform: (ctx, x) => ctx.setTransform({ a: x, d: x }), getImageData: (ctx, x) => ctx.getImageData(0, 0, x, x), putImageData: (ctx, x) => ctx.putImageData(new ImageData(2, 2), x, x, 0, 0, x, x),
  createImageData: (ctx, x) => ctx.createImageData(x, x), drawImage: (ctx, x) => ctx.drawImage(ctx.canvas, x, 0, 2, x), createPattern: (ctx, x) => ctx.createPattern(ctx.canvas, { toString: () => { +x; return 'repeat'; } }),
  fillText: (ctx, x) => ctx.fillText(x, x, 9), strokeText: (ctx, x) => ctx.strokeText('x', 0, 9, x), measureText: (ctx, x) => ctx.measureText(x), 'the font': (ctx, x) => { ctx.font = { toString: () => `${x}px serif` }; },
  'the fill style': (ctx, x) => { ctx.fillStyle = x; }, 'the filter': (ctx, x) => { ctx.filter = { toString: () => `blur(${x}px)` }; }, 'the line width': (ctx, x) => { ctx.lineWidth = x; }, 'the width': (ctx, x) => { ctx.canvas.width = x; },
  addColorStop: (ctx, x) => { const gradient = ctx.createLinearGradient(0, 0, x, 9); gradient.addColorStop(0, 'red'); ctx.fillStyle = gradient; ctx.fillRect(0, 0, 9, 9); }, encodeSync: (ctx, x) => ctx.canvas.encodeSync('jpeg', x), toDataURL: (ctx, x) => ctx.canvas.toDataURL({ toString: () => { +x; return 'image/jpeg'; } }),
  isPointInPath: (ctx, x) => ctx.isPointInPath(x, x), 'a path': (ctx, x) => { const path = new Path2D(); path.rect(0, 0, x, 5); path.addPath(path, { e: x }); ctx.fill(path); },
};

/** Fine if it worked or threw an error; anything else is told. Afterwards the canvas draws, unless it is gone. */
function survives(ctx, work, isGone) {
  try {
    work();
  } catch (error) {
    const outcome = errorOutcome(error);
    if (/^(no error|accident)/.test(outcome)) return outcome;
  }
  if (isGone) return 'survived';
  ctx.canvas.width = 8;
  ctx.canvas.height = 8;
  ctx.fillRect(0, 0, 1, 1);
  const drawn = ctx.getImageData(0, 0, 1, 1).data[3];
  ctx.canvas.dispose();
  return drawn === 255 ? 'survived' : `draws ${drawn}`;
}

const conversions = () => Object.entries(ACTIONS).flatMap(([what, action]) => Object.entries(CALLS).map(([name, call]) => [`${name}, converting what ${what}`, 'survived', () => {
  const ctx = context();
  ctx.fillRect(0, 0, 9, 9);
  return survives(ctx, () => call(ctx, during(() => action(ctx))), what === 'disposes of it');
}]));

const lists = () => [
  ['dashes that shrink while they are read', 'finite', () => {
    const list = [1, 2, { valueOf() { list.length = 0; return 3; } }, 4, 5];
    const ctx = context();
    ctx.setLineDash(list);
    return ctx.getLineDash().every(Number.isFinite) ? 'finite' : `${ctx.getLineDash()}`;
  }],
  ['dashes that grow while they are read', 'Error', () => {
    let count = 0;
    context().setLineDash({ [Symbol.iterator]: () => ({ next: () => { count += 1; if (count > 1e5) throw new Error('enough of it'); return { value: 1, done: false }; } }) });
  }],
  ['radii that shrink', 'done', () => {
    const radii = [{ get x() { radii.length = 0; return 1; }, y: 1 }, 2, 3];
    context().roundRect(0, 0, 9, 9, radii);
  }],
  ['a list whose getter throws', 'Error', () => { const list = [1, 2]; Object.defineProperty(list, 1, { get() { throw new Error('mine alone'); } }); context().setLineDash(list); }],
  ['a list whose iterator is no function', 'TypeError', () => { context().setLineDash({ [Symbol.iterator]: 5 }); }],
  ['a list that is a Proxy', '1,2', () => { const ctx = context(); ctx.setLineDash(new Proxy([1, 2], {})); return `${ctx.getLineDash()}`; }],
  ['Array.prototype changed', '1,2', () => {
    const ctx = context();
    const { [Symbol.iterator]: own, map } = Array.prototype;
    try {
      Array.prototype.map = () => { throw new Error('changed'); };
      Array.prototype[Symbol.iterator] = own;
      try { ctx.setLineDash([1, 2]); } catch { /* Whoever changes the language gets what comes of it. */ }
    } finally {
      Array.prototype.map = map;
    }
    ctx.setLineDash([1, 2]);
    return `${ctx.getLineDash()}`;
  }],
  ['Object.prototype with members of ours', 'drawn', () => {
    Object.prototype.alpha = false;
    Object.prototype.a = 50;
    try {
      const ctx = context();
      ctx.setTransform({});
      ctx.fillRect(0, 0, 1, 1);
      return 'drawn';
    } finally {
      delete Object.prototype.alpha;
      delete Object.prototype.a;
    }
  }],
];

/** A canvas that takes a worker some time. */
function large(side = 1500) {
  const ctx = context(side, side);
  for (let i = 0; i < 50; i += 1) { ctx.fillStyle = `hsl(${i * 7} 80% 50% / .5)`; ctx.fillRect((i * 37) % side, (i * 91) % side, 300, 200); }
  return ctx.canvas;
}

const sizeOf = async (bytes) => { const { naturalWidth, naturalHeight } = await loadImage(await bytes); return `${naturalWidth}x${naturalHeight}`; };

const overtaken = () => [
  ...['png', 'jpeg', 'webp'].flatMap((format) => [
    [`${format}: resized while it is encoded`, '1500x1500', () => { const canvas = large(); const file = canvas.encode(format); canvas.width = 5; return sizeOf(file); }],
    [`${format}: drawn on while it is encoded`, 'as it was', async () => {
      const canvas = large();
      const before = canvas.encodeSync(format);
      const file = canvas.encode(format);
      canvas.getContext('2d').fillRect(0, 0, 1500, 1500);
      return before.equals(await file) ? 'as it was' : 'as it became';
    }],
    [`${format}: disposed of while it is encoded`, ['1500x1500', 'AbortError', 'InvalidStateError'], () => { const canvas = large(); const file = canvas.encode(format); canvas.dispose(); return sizeOf(file); }],
    [`${format}: encoded after it was disposed of`, ['InvalidStateError', 'RangeError', 'TypeError', 'IndexSizeError', 'EncodingError'], async () => { const canvas = large(20); canvas.dispose(); await canvas.encode(format); }],
    [`${format}: encoded twenty times at once and aborted`, '20 AbortError', async () => {
      const canvas = large();
      const abort = new AbortController();
      const all = Array.from({ length: 20 }, () => canvas.encode(format, { signal: abort.signal }));
      abort.abort();
      const results = await Promise.allSettled(all);
      return `${results.filter(({ reason }) => reason?.name === 'AbortError').length} AbortError`;
    }],
  ]),
  ['the source of an image set a hundred times', '64x48', async () => {
    const image = new Image();
    image.onerror = () => {};
    for (let i = 0; i < 100; i += 1) image.src = seed(i % 2 ? 'png-rgb8.png' : 'jpeg-444.jpg');
    await image.decode();
    return `${image.naturalWidth}x${image.naturalHeight}`;
  }],
  ['an image disposed of while it is decoded', ['AbortError', 'EncodingError', 'InvalidStateError'], async () => { const image = new Image(); image.src = seed('jpeg-progressive.jpg'); const decoding = image.decode(); image.dispose(); await decoding; }],
  ['an image disposed of in its own handler', '0x0', () => new Promise((resolve) => {
    const image = new Image();
    image.onload = () => { image.dispose(); resolve(`${image.naturalWidth}x${image.naturalHeight}`); };
    image.src = seed('png-rgb8.png');
  })],
  ['an image whose handler sets its source again', '64x48', () => new Promise((resolve) => {
    const image = new Image();
    let left = 20;
    image.onload = () => { left -= 1; if (left === 0) resolve(`${image.naturalWidth}x${image.naturalHeight}`); else image.src = seed('png-rgb8.png'); };
    image.src = seed('png-rgb8.png');
  })],
  ['the bytes detached while they are decoded', '64x48', async () => {
    const bytes = Uint8Array.from(seed('png-rgb8.png'));
    const loading = loadImage(bytes);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    return sizeOfImage(await loading);
  }],
  ['the bytes changed while they are decoded', ['64x48', 'EncodingError'], async () => { const bytes = Uint8Array.from(seed('png-rgb8.png')); const loading = loadImage(bytes); bytes.fill(0); return sizeOfImage(await loading); }],
  ['shared bytes that another thread changes', 'an end', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(seed('jpeg-progressive.jpg').length));
    shared.set(seed('jpeg-progressive.jpg'));
    const worker = new Worker('const { workerData } = require("worker_threads"); for (let i = 0; i < 3e7; i++) workerData[i % workerData.length] ^= i;', { eval: true, workerData: shared });
    await new Promise((resolve) => { worker.on('online', resolve); });
    await Promise.allSettled(Array.from({ length: 50 }, () => loadImage(shared)));
    await worker.terminate();
    return 'an end';
  }],
  ['a list of another realm', '64x48', async () => { const bytes = vm.runInNewContext('new Uint8Array(size)', { size: seed('png-rgb8.png').length }); bytes.set(seed('png-rgb8.png')); return sizeOfImage(await loadImage(bytes)); }],
  ['a view in the midst of a buffer', '64x48', async () => { const file = seed('png-rgb8.png'); const bytes = new Uint8Array(file.length + 14); bytes.set(file, 7); return sizeOfImage(await loadImage(new DataView(bytes.buffer, 7, file.length))); }],
  ['a buffer that shrinks while it is decoded', '64x48', async () => {
    if (!('resizable' in ArrayBuffer.prototype)) return '64x48';
    const file = seed('png-rgb8.png');
    const buffer = new ArrayBuffer(file.length, { maxByteLength: file.length * 2 });
    new Uint8Array(buffer).set(file);
    const loading = loadImage(new Uint8Array(buffer));
    buffer.resize(0);
    return sizeOfImage(await loading);
  }],
  ['a font removed while text waits to be drawn', 'drawn', () => {
    const key = GlobalFonts.register(font('sans-light.ttf'), 'Hostile');
    const ctx = context();
    ctx.font = '12px Hostile';
    ctx.fillText('Text', 0, 12);
    GlobalFonts.remove(key);
    ctx.fillText('Text', 0, 12);
    const drawn = ctx.getImageData(0, 0, 16, 16).data.some((byte) => byte !== 0);
    ctx.canvas.dispose();
    return drawn ? 'drawn' : 'empty';
  }],
  ['a font face deleted while it is loaded', 'loaded', async () => { const face = new FontFace('Hostile', font('black.woff2')); fonts.add(face); fonts.delete(face); await face.loaded; return face.status; }],
  ['a font face added a hundred times', '1 then 0', async () => { const face = new FontFace('Hostile', font('sans-light.ttf')); for (let i = 0; i < 100; i += 1) fonts.add(face); const { size } = fonts; fonts.clear(); return `${size} then ${fonts.size}`; }],
  ['a budget that ends in the middle', 'limit memoryBudget', async () => { setMemoryBudget(1 << 20); try { await loadImage(seed('png-rgb8.png')); const ctx = context(4000, 4000); ctx.fillRect(0, 0, 1, 1); ctx.getImageData(0, 0, 1, 1); } finally { setMemoryBudget(Infinity); } }],
  ['a canvas drawn on itself a thousand times', 'done', () => { const ctx = context(); ctx.fillRect(0, 0, 3, 3); for (let i = 0; i < 1000; i += 1) ctx.drawImage(ctx.canvas, 1, 0); ctx.getImageData(0, 0, 1, 1); }],
  ['canvases drawn on each other in a circle', 'done', () => { const all = Array.from({ length: 50 }, () => context()); for (let i = 0; i < 2000; i += 1) all[i % 50].drawImage(all[(i + 1) % 50].canvas, 0, 1); all[0].getImageData(0, 0, 1, 1); }],
  ['patterns of canvases of patterns, 1,000 deep', 'done', () => { let last = context(4, 4); last.fillRect(0, 0, 2, 2); for (let i = 0; i < 1000; i += 1) { const ctx = context(4, 4); ctx.fillStyle = ctx.createPattern(last.canvas, 'repeat'); ctx.fillRect(0, 0, 4, 4); last = ctx; } last.getImageData(0, 0, 1, 1); }],
  ['a canvas that is disposed of twice', 'done', () => { const { canvas } = context(); canvas.dispose(); canvas.dispose(); }],
  ['a source disposed of after it was drawn', 'drawn', () => { const source = context(); source.fillRect(0, 0, 9, 9); const ctx = context(); ctx.drawImage(source.canvas, 0, 0); source.canvas.dispose(); return ctx.getImageData(0, 0, 1, 1).data[3] === 255 ? 'drawn' : 'empty'; }],
  ['a pattern of what is disposed of', 'drawn', () => { const source = context(); source.fillRect(0, 0, 16, 16); const ctx = context(); ctx.fillStyle = ctx.createPattern(source.canvas, 'repeat'); source.canvas.dispose(); ctx.fillRect(0, 0, 9, 9); return ctx.getImageData(0, 0, 1, 1).data[3] === 255 ? 'drawn' : 'empty'; }],
  ['10,000 canvases', 'done', () => { for (let i = 0; i < 10_000; i += 1) { const ctx = context(); ctx.fillRect(0, 0, 1, 1); } }],
  ['2,000 contexts asked for', 'the same', () => { const canvas = createCanvas(5, 5); const all = new Set(Array.from({ length: 2000 }, () => canvas.getContext('2d'))); return all.size === 1 ? 'the same' : `${all.size}`; }],
  ['a context of another kind', 'null', () => `${createCanvas(5, 5).getContext('webgl')}`],
];

const sizeOfImage = ({ naturalWidth, naturalHeight }) => `${naturalWidth}x${naturalHeight}`;

const BUSY = `
  const { parentPort, workerData } = require('worker_threads');
  const canvas = require(workerData.index);
  canvas.loadImage(workerData.file).then(() => {
    const work = { 
      decodes: () => canvas.loadImage(workerData.file), encodes: () => { const c = canvas.createCanvas(900, 900); c.getContext('2d').fillRect(0, 0, 500, 500); return c.encode('webp'); },
      streams: async () => { for await (const part of canvas.createCanvas(900, 900).encodeStream('png')) await new Promise(setImmediate); }, fonts: () => new canvas.FontFace('x', workerData.font).loaded,
    }[workerData.work];
    parentPort.postMessage('busy');
    const again = () => work().then(again, again);
    for (let i = 0; i < 8; i++) again();
  });
`;

const threads = () => ['decodes', 'encodes', 'streams', 'fonts'].flatMap((work) => [0, 5, 40].map((wait) => [`a thread that ends while it ${work}, after ${wait} ms`, 'ended', async () => {
  for (let i = 0; i < 3; i += 1) {
    const worker = new Worker(BUSY, { eval: true, workerData: { index: INDEX, file: seed('webp-lossy.webp'), font: font('black.woff2'), work } });
    await new Promise((resolve, reject) => { worker.once('message', resolve); worker.once('error', reject); });
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    await worker.terminate();
  }
  return 'ended';
}]));

module.exports = { inputs: () => calls([...conversions(), ...lists(), ...overtaken(), ...threads()]) };
