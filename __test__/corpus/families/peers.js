'use strict';

// What is known to bring a canvas library down, and streams and queues at their limits.

const { Canvas, CanvasRenderingContext2D, Image, Path2D, createCanvas, loadImage, setLimits, stats } = require('../../../index.js');
const { errorOutcome } = require('../outcome.js');
const { noise, patch, seed } = require('../bytes.js');
const { calls } = require('../inputs.js');

const context = (width = 50, height = 50) => createCanvas(width, height).getContext('2d');

/** A path of so many segments anywhere. */
function tangle(count) {
  const ctx = context();
  const places = noise(count * 2, 7);
  for (let i = 0; i < count; i += 1) ctx.lineTo(places[i * 2] / 5.2, places[(i * 2) + 1] / 5.2);
  return ctx;
}

/** Milliseconds of this process's processors. */
function cpuOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const filled = (count) => cpuOf(() => { const ctx = tangle(count); ctx.fill(); ctx.getImageData(0, 0, 1, 1); ctx.canvas.dispose(); });

const pixel = (ctx, x = 0, y = 0) => [...ctx.getImageData(x, y, 1, 1).data].join();

const amounts = () => [
  ['a path of 100,000 segments and one of 300,000', 'in proportion', () => {
    filled(10_000);
    const [few, many] = [filled(100_000), filled(300_000)];
    return many < (few * 9) + 200 ? 'in proportion' : `${few} ms and ${many} ms`;
  }],
  ['a path of 1e6 lines along a row', 'done', () => { const ctx = context(); for (let i = 0; i < 1e6; i += 1) ctx.lineTo(i % 50, i & 1 ? 10 : 20); ctx.fill(); ctx.getImageData(0, 0, 1, 1); }],
  ['1e6 saves', '0,0,0,255', () => { const ctx = context(); for (let i = 0; i < 1e6; i += 1) ctx.save(); ctx.fillRect(0, 0, 1, 1); const drawn = pixel(ctx); ctx.canvas.dispose(); return drawn; }],
  ['1e6 saves and restores', '0,0,0,255', () => { const ctx = context(); for (let i = 0; i < 1e6; i += 1) { ctx.save(); ctx.restore(); } ctx.fillRect(0, 0, 1, 1); return pixel(ctx); }],
  ['1e6 restores of nothing', '0,0,0,255', () => { const ctx = context(); for (let i = 0; i < 1e6; i += 1) ctx.restore(); ctx.fillRect(0, 0, 1, 1); return pixel(ctx); }],
  ['1e6 beginPath', 'done', () => { const ctx = context(); for (let i = 0; i < 1e6; i += 1) ctx.beginPath(); ctx.getImageData(0, 0, 1, 1); }],
  ['200,000 colours', 'done', () => { const ctx = context(); for (let i = 0; i < 200_000; i += 1) { ctx.fillStyle = `rgb(${i % 256} ${i % 255} ${i % 254})`; ctx.fillRect(0, 0, 1, 1); } ctx.getImageData(0, 0, 1, 1); }],
  ['100,000 colour stops', 'done', () => { const ctx = context(); const gradient = ctx.createLinearGradient(0, 0, 50, 0); for (let i = 0; i < 1e5; i += 1) gradient.addColorStop((i % 1000) / 1000, 'red'); ctx.fillStyle = gradient; ctx.fillRect(0, 0, 50, 50); ctx.getImageData(0, 0, 1, 1); }],
  ['10,000 clips', 'done', () => { const ctx = context(); for (let i = 0; i < 1e4; i += 1) { ctx.beginPath(); ctx.arc(25, 25, 25 - (i * 1e-4), 0, 7); ctx.clip(); } ctx.fillRect(0, 0, 50, 50); ctx.getImageData(0, 0, 1, 1); }],
  ['10,000 Path2D added to one', 'done', () => { const all = new Path2D(); for (let i = 0; i < 1e4; i += 1) all.addPath(new Path2D(`M${i % 50} 0L9 9`)); const ctx = context(); ctx.stroke(all); ctx.getImageData(0, 0, 1, 1); }],
];

const known = () => [
  ['createPattern of null', 'TypeError', () => { context().createPattern(null, 'repeat'); }],
  ['createPattern of an image that is not there', 'null', () => `${context().createPattern(new Image(), 'repeat')}`],
  ['createPattern of an empty canvas', 'InvalidStateError', () => { context().createPattern(createCanvas(0, 0), 'repeat'); }],
  ['createPattern of a repetition of nobody', 'SyntaxError', () => { context().createPattern(createCanvas(5, 5), 'nobody'); }],
  ['drawImage of null', 'TypeError', () => { context().drawImage(null, 0, 0); }],
  ['drawImage of an empty canvas', 'InvalidStateError', () => { context().drawImage(createCanvas(0, 5), 0, 0); }],
  ['drawImage of an image that failed', 'InvalidStateError', () => { const image = new Image(); image.onerror = () => {}; image.src = Buffer.from('broken'); context().drawImage(image, 0, 0); }],
  ['drawImage of an image without a source', 'done', () => { context().drawImage(new Image(), 0, 0); }],
  ['a context made with new', 'TypeError', () => { new CanvasRenderingContext2D(createCanvas(5, 5)); }],
  ['a context without a canvas', 'TypeError', () => { Object.create(CanvasRenderingContext2D.prototype).fillRect(0, 0, 1, 1); }],
  ['a canvas without its insides', 'TypeError', () => { Object.create(Canvas.prototype).toDataURL(); }],
  ['the prototype itself', 'TypeError', () => `${Canvas.prototype.width}`],
  ['Canvas called without new', 'TypeError', () => { Canvas(5, 5); }],
  ['toBlob without a callback', 'TypeError', () => { createCanvas(5, 5).toBlob(); }],
  ['toBlob with no function', 'TypeError', () => { createCanvas(5, 5).toBlob('image/png'); }],
  ['toBlob of an unknown type', 'image/png', () => new Promise((resolve) => { createCanvas(5, 5).toBlob((blob) => resolve(blob.type), 'image/nobody'); })],
  ['toBlob of an empty canvas', 'null', () => new Promise((resolve) => { createCanvas(0, 5).toBlob((blob) => resolve(`${blob}`)); })],
  ['toDataURL of an unknown type', 'data:image/png', () => createCanvas(5, 5).toDataURL('image/nobody').slice(0, 14)],
  ['toDataURL of an empty canvas', 'data:,', () => createCanvas(0, 0).toDataURL()],
  ['encode of an unknown format', 'TypeError', async () => { await createCanvas(5, 5).encode('nobody'); }],
  ['encode of the prototype', 'TypeError', async () => { await createCanvas(5, 5).encode('__proto__'); }],
  ['encode of an empty canvas', ['InvalidStateError', 'IndexSizeError', 'RangeError', 'EncodingError', 'Error'], async () => { await createCanvas(0, 0).encode('png'); }],
  ['a quality of NaN', ['RangeError', 'TypeError', 'done'], async () => { await createCanvas(5, 5).encode('jpeg', NaN); }],
  ['measureText of a megabyte', 'finite', () => (Number.isFinite(context().measureText('x'.repeat(1 << 20)).width) ? 'finite' : 'not')],
  ['measureText of more', 'RangeError', () => { context().measureText('x'.repeat((1 << 20) + 1)); }],
  ['arc of a negative radius', 'IndexSizeError', () => { context().arc(0, 0, -1, 0, 1); }],
  ['ellipse of a negative radius', 'IndexSizeError', () => { context().ellipse(0, 0, 1, -1, 0, 0, 1); }],
  ['arcTo of a negative radius', 'IndexSizeError', () => { context().arcTo(0, 0, 1, 1, -1); }],
  ['roundRect of a negative radius', 'RangeError', () => { context().roundRect(0, 0, 5, 5, -1); }],
  ['roundRect of five radii', 'RangeError', () => { context().roundRect(0, 0, 5, 5, [1, 2, 3, 4, 5]); }],
  ['a radial gradient of a negative radius', 'IndexSizeError', () => { context().createRadialGradient(0, 0, -1, 0, 0, 1); }],
  ['a linear gradient of infinity', 'TypeError', () => { context().createLinearGradient(Infinity, 0, 0, 0); }],
  ['a colour stop at 2', 'IndexSizeError', () => { context().createLinearGradient(0, 0, 1, 1).addColorStop(2, 'red'); }],
  ['a colour stop at NaN', 'TypeError', () => { context().createLinearGradient(0, 0, 1, 1).addColorStop(NaN, 'red'); }],
  ['a colour stop of no colour', 'SyntaxError', () => { context().createLinearGradient(0, 0, 1, 1).addColorStop(0, 'nobody'); }],
  ['fill of an unknown rule', 'TypeError', () => { context().fill('nobody'); }],
  ['fill of what is no path', 'TypeError', () => { context().fill({}); }],
  ['putImageData of an object', 'TypeError', () => { context().putImageData({ width: 1, height: 1, data: [] }, 0, 0); }],
  ['getImageData of a disposed canvas', ['InvalidStateError', '0,0,0,0', 'IndexSizeError'], () => { const ctx = context(); ctx.canvas.dispose(); return pixel(ctx); }],
  ['setTransform of what both names say', 'TypeError', () => { context().setTransform({ a: 1, m11: 2 }); }],
  ['a matrix of seven numbers', 'TypeError', () => { new (require('../../../index.js').DOMMatrix)([1, 2, 3, 4, 5, 6, 7]); }],
  ['a canvas printed', 'done', () => { require('node:util').inspect(createCanvas(5, 5), { depth: 9, showHidden: true, getters: true }); }],
  ['a context printed', 'done', () => { require('node:util').inspect(context(), { depth: 9, showHidden: true, getters: true }); }],
  ['a context cloned', 'DataCloneError', () => { structuredClone(Object.assign(() => {}, { ctx: context() })); }],
  ['a canvas as JSON', 'done', () => { JSON.stringify(createCanvas(5, 5)); JSON.stringify(context()); }],
];

async function lengthOf(stream) {
  let length = 0;
  for await (const part of stream) length += part.length;
  return length;
}

const streams = () => [
  ['a stream of an empty canvas', ['InvalidStateError', 'RangeError', 'IndexSizeError', 'EncodingError', 'Error'], async () => { await lengthOf(createCanvas(0, 0).encodeStream('png')); }],
  ['a stream of an unknown format', 'TypeError', async () => { await lengthOf(createCanvas(5, 5).encodeStream('nobody')); }],
  ['a stream that nobody reads', 'done', () => { createCanvas(500, 500).encodeStream('png'); }],
  ['a stream left after its first part', 'left', async () => { for await (const part of createCanvas(2000, 2000).encodeStream('png')) if (part.length >= 0) break; return 'left'; }],
  ['a stream cancelled twice', 'done', async () => { const stream = createCanvas(500, 500).encodeStream('png'); await stream.cancel(); await stream.cancel(); }],
  ['a stream whose canvas is disposed of', ['whole', 'InvalidStateError', 'AbortError'], async () => { const ctx = context(500, 500); ctx.fillRect(0, 0, 9, 9); const stream = ctx.canvas.encodeStream('png'); ctx.canvas.dispose(); return (await lengthOf(stream)) > 100 ? 'whole' : 'not whole'; }],
  ['a stream whose canvas is resized', '500x500', async () => {
    const ctx = context(500, 500);
    ctx.fillRect(0, 0, 9, 9);
    const stream = ctx.canvas.encodeStream('png');
    ctx.canvas.width = 7;
    const parts = [];
    for await (const part of stream) parts.push(part);
    const { naturalWidth, naturalHeight } = await loadImage(Buffer.concat(parts));
    return `${naturalWidth}x${naturalHeight}`;
  }],
  ['a stream that is late', 'TimeoutError', async () => { const reader = createCanvas(2000, 2000).encodeStream('png', { timeout: 1 }).getReader(); await new Promise((resolve) => { setTimeout(resolve, 60); }); for (;;) if ((await reader.read()).done) return 'done'; }],
  ['a stream aborted', 'AbortError', async () => { await lengthOf(createCanvas(2000, 2000).encodeStream('png', { signal: AbortSignal.abort() })); }],
  ['a Node stream destroyed', 'closed', () => new Promise((resolve) => { const stream = createCanvas(2000, 2000).createPNGStream(); stream.on('close', () => resolve('closed')); stream.once('data', () => stream.destroy()); })],
  ['200 streams at once', '200', async () => { const lengths = await Promise.all(Array.from({ length: 200 }, () => lengthOf(createCanvas(50, 50).encodeStream('png')))); return `${lengths.filter((length) => length > 50).length}`; }],
];

/** Runs with other limits, which are as they were afterwards. */
async function limited(changes, work) {
  const before = setLimits();
  setLimits(changes);
  try {
    return await work();
  } finally {
    setLimits(before);
  }
}

const outcomes = async (promises) => {
  const all = await Promise.allSettled(promises);
  const words = all.map(({ reason }) => (reason === undefined ? 'done' : errorOutcome(reason)));
  return [...new Set(words)].sort().map((word) => `${words.filter((one) => one === word).length} ${word}`).join(', ');
};

/** Of what comes while a slow job runs alone, as many wait as may; how many of the others are refused depends on its speed. */
const crowded = (job) => () => limited({ maxConcurrent: 1, maxQueued: 5 }, async () => {
  const slow = context(3000, 3000);
  slow.fillRect(5, 5, 2000, 2000);
  const words = await outcomes([slow.canvas.encode('png'), ...Array.from({ length: 200 }, job)]);
  return words.replace(/\d+ /g, '');
});

const queues = () => [
  ['a queue of five and 200 encodes', 'done, limit maxQueued', crowded(() => context().canvas.encode('png'))],
  ['a queue of five and 200 decodes', 'done, limit maxQueued', crowded(() => loadImage(seed('png-rgb8.png')))],
  ['5,000 decodes at once', '5000 done', () => outcomes(Array.from({ length: 5000 }, () => loadImage(seed('png-gray1.png')).then((image) => image.dispose())))],
  ['5,000 broken pictures at once', '5000 EncodingError', () => { const broken = patch(seed('png-rgb8.png'), 40, [1, 2, 3, 4, 5]); return outcomes(Array.from({ length: 5000 }, () => loadImage(broken))); }],
  ['1,000 encodes called off while they wait', '1000 AbortError', () => limited({ maxConcurrent: 1 }, () => { const abort = new AbortController(); const all = outcomes(Array.from({ length: 1000 }, () => context().canvas.encode('png', { signal: abort.signal }))); abort.abort(); return all; })],
  ['what ended is not waited for', '0 and 0', async () => { await outcomes(Array.from({ length: 20 }, () => loadImage(Buffer.from('broken')))); const { waiting, running } = stats(); return `${waiting} and ${running}`; }],
  ['a signal with 500 encodes leaves no listeners', '500 done', () => { const { signal } = new AbortController(); return outcomes(Array.from({ length: 500 }, () => context(4, 4).canvas.encode('png', { signal }))); }],
];

module.exports = { inputs: () => calls([...amounts(), ...known(), ...streams(), ...queues()]) };
