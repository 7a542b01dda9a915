// The page: runs the code on both sides, shows both pictures and how they differ.

import { compare, drawDifference } from '/compare.mjs';

const at = (selector) => document.querySelector(selector);
// Behind the #, so that it is in no request and no log.
const token = location.hash.slice(1);
const { timeoutMs, presets } = await (await fetch('/settings')).json();
let running = new AbortController();
let pictures = null;

/** Draws with this browser: {image, drawMs}. */
function drawHere(job, signal) {
  const worker = new Worker('/worker.mjs', { type: 'module' });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject({ name: 'TimeoutError', message: `not done after ${timeoutMs} ms` }), timeoutMs);
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('error', ({ message }) => reject({ name: 'Error', message: message ?? 'the worker cannot be started' }));
    worker.addEventListener('message', ({ data }) => {
      clearTimeout(late);
      if (data.error) reject(data.error);
      else resolve(data);
    });
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}

/** The pixels of a PNG. */
async function decode(blob) {
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
  const ctx = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  ctx.drawImage(bitmap, 0, 0);
  return ctx.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** Draws with the server: {image, drawMs, encodeMs}. */
async function drawThere(job, signal) {
  const headers = { 'content-type': 'application/json', 'x-playground-token': token };
  const response = await fetch('/render', { method: 'POST', headers, body: JSON.stringify(job), signal });
  if (!response.ok) throw await response.json();
  const timing = response.headers.get('server-timing');
  const [drawMs, encodeMs] = ['draw', 'encode'].map((name) => Number(new RegExp(`${name};dur=([\\d.]+)`).exec(timing)[1]));
  return { image: await decode(await response.blob()), drawMs, encodeMs };
}

function put(canvas, image) {
  Object.assign(canvas, { width: image.width, height: image.height });
  canvas.getContext('2d').putImageData(image, 0, 0);
}

const describe = ({ name, message, line }) => `${name}: ${message}${line ? `\nin line ${line}` : ''}`;
const ms = (value) => `${value.toFixed(1)} ms`;

/** Shows a picture, or what went wrong in its place. */
function show(id, { value, reason }) {
  const [canvas, error, time] = ['canvas', 'pre', 'output'].map((part) => at(`#${id} ${part}`));
  canvas.hidden = value === undefined;
  error.hidden = value !== undefined;
  if (value === undefined) {
    error.textContent = describe(reason);
    time.textContent = '';
    return;
  }
  put(canvas, value.image);
  time.textContent = value.encodeMs === undefined ? `drawn in ${ms(value.drawMs)}` : `drawn in ${ms(value.drawMs)}, PNG ${ms(value.encodeMs)}`;
}

function showDifference() {
  at('#gain + output').textContent = at('#gain').value;
  at('#difference canvas').hidden = pictures === null;
  if (pictures === null) return;
  const [{ data, width, height }, other] = pictures;
  put(at('#difference canvas'), new ImageData(drawDifference(data, other.data, at('#gain').valueAsNumber), width, height));
}

function showFigures() {
  const { mean, most, differing, off } = pictures === null ? {} : compare(pictures[0].data, pictures[1].data);
  const write = (id, value, unit) => { at(id).textContent = value === undefined ? '–' : `${value}${unit}`; };
  write('#mean', mean?.toFixed(3), ' levels');
  write('#most', most?.toFixed(0), ' levels');
  write('#differing', differing?.toFixed(2), ' %');
  write('#off', off?.toFixed(2), ' %');
}

function state(name, text) {
  document.body.dataset.state = name;
  at('#state').textContent = text;
}

const sameSize = (a, b) => a.width === b.width && a.height === b.height;

function finish(here, there) {
  show('browser', here);
  show('server', there);
  const both = [here, there].map(({ value }) => value?.image);
  pictures = both.every(Boolean) && sameSize(...both) ? both : null;
  showDifference();
  showFigures();
  if (pictures !== null) state('done', '');
  else state('failed', both.every(Boolean) ? 'The pictures differ in size.' : 'The code has failed.');
}

async function run() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const job = { code: at('#code').value, width: at('#width').valueAsNumber, height: at('#height').valueAsNumber };
  state('running', 'drawing …');
  const results = await Promise.allSettled([drawHere(job, signal), drawThere(job, signal)]);
  // Another run has begun meanwhile.
  if (!signal.aborted) finish(...results);
}

/** In the editor Tab indents and Ctrl+Enter runs. */
function onKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
  else if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey) at('#code').setRangeText('  ', at('#code').selectionStart, at('#code').selectionEnd, 'end');
  else return;
  event.preventDefault();
}

function choose(title) {
  at('#code').value = presets[title];
  at('#code').scrollTop = 0;
  return run();
}

at('#presets').append(...Object.keys(presets).map((title) => new Option(title)));
at('#presets').addEventListener('change', ({ target }) => choose(target.value));
at('#run').addEventListener('click', run);
at('#gain').addEventListener('input', showDifference);
at('#code').addEventListener('keydown', onKey);
choose(Object.keys(presets)[0]);
