// Runs drawing code on a canvas of the browser's own, in a worker, so that the page can end what does not end by itself.
// draw.js does the same on the server.

const FONTS = { 'Noto Sans': '/NotoSans.ttf', 'Noto Serif': '/NotoSerif.ttf', 'Noto Sans Mono': '/NotoSansMono.ttf' };
// Lines that `AsyncFunction` puts before the code.
const LINES_BEFORE = 2;

const AsyncFunction = (async () => {}).constructor;

async function loadFont([family, url]) {
  self.fonts.add(await new FontFace(family, `url(${url})`).load());
}

async function loadPicture() {
  const response = await fetch('/picture.png');
  return createImageBitmap(await response.blob());
}

function describe(error) {
  const line = /<anonymous>:(\d+):\d+/.exec(error?.stack)?.[1];
  return { name: error?.name ?? 'Error', message: error?.message ?? String(error), line: line === undefined ? null : line - LINES_BEFORE };
}

async function draw({ code, width, height }) {
  const [picture] = await Promise.all([loadPicture(), ...Object.entries(FONTS).map(loadFont)]);
  const createCanvas = (...size) => new OffscreenCanvas(...size);
  const canvas = createCanvas(width, height);
  // One that is drawn on the processor, as ours is.
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  const names = { ctx, canvas, width, height, picture, createCanvas };
  const run = new AsyncFunction(...Object.keys(names), code);
  const began = performance.now();
  await run(...Object.values(names));
  const image = ctx.getImageData(0, 0, canvas.width, canvas.height);
  return { image, drawMs: performance.now() - began };
}

self.addEventListener('message', ({ data }) => draw(data).then(
  (drawn) => self.postMessage(drawn, [drawn.image.data.buffer]),
  (error) => self.postMessage({ error: describe(error) }),
), { once: true });
