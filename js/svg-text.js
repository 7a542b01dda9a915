'use strict';

// SVG files whose text becomes outlines.

const { native } = require('./binding.js');
const { bytesOf } = require('./convert.js');
const { controlOf, withDeadline } = require('./deadline.js');
const { tooManyBytes, wrongType } = require('./errors.js');
const { limits } = require('./limits.js');
const { checkRoom, enqueue } = require('./queue.js');

function fileOf(svg, method) {
  const bytes = typeof svg === 'string' ? Buffer.from(svg) : bytesOf(svg);
  if (bytes === undefined) throw wrongType(`${method}: the SVG`, 'a string, a Buffer, a TypedArray or an ArrayBuffer', svg);
  if (bytes.byteLength > limits.maxInputBytes) throw tooManyBytes('the SVG', bytes.byteLength, limits.maxInputBytes);
  return bytes;
}

const convertSVGTextToPath = (svg) => native.outlineSvgSync(fileOf(svg, 'convertSVGTextToPath'));

async function convertSVGTextToPathAsync(svg, options = undefined) {
  const bytes = fileOf(svg, 'convertSVGTextToPathAsync');
  const { signal, timeout, priority } = controlOf(Object(options), 'convertSVGTextToPathAsync');
  signal?.throwIfAborted();
  checkRoom();
  const begin = (off) => {
    const entry = enqueue(native.outlineSvg(bytes), { owner: {}, priority, about: { kind: 'encode', format: 'svg' } });
    off.addEventListener('abort', () => entry.cancel(off.reason));
    return entry.promise;
  };
  return withDeadline(begin, { signals: [signal], timeout, late: `outlining took longer than ${timeout} ms` });
}

module.exports = { convertSVGTextToPath, convertSVGTextToPathAsync };
