'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#textmetrics

const { addMembers, finishInterface } = require('./convert.js');
const { domException, tooFew } = require('./errors.js');

const CONSTRUCT = Symbol('construct');

// In the order native code gives the numbers.
const NAMES = [
  'width',
  'actualBoundingBoxLeft',
  'actualBoundingBoxRight',
  'fontBoundingBoxAscent',
  'fontBoundingBoxDescent',
  'actualBoundingBoxAscent',
  'actualBoundingBoxDescent',
  'emHeightAscent',
  'emHeightDescent',
  'hangingBaseline',
  'alphabeticBaseline',
  'ideographicBaseline',
];

class TextMetrics {
  #numbers;
  #ranges;

  constructor(token = undefined, numbers = undefined, ranges = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    this.#numbers = numbers;
    this.#ranges = ranges;
  }

  getSelectionRects(start, end) {
    const ranges = this.#rangesFor('getSelectionRects', 2, arguments.length);
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = this;
    return ranges.selection(start >>> 0, end >>> 0, -ascent, ascent + descent);
  }

  getActualBoundingBox(start, end) {
    const ranges = this.#rangesFor('getActualBoundingBox', 2, arguments.length);
    return ranges.box(start >>> 0, end >>> 0, -this.alphabeticBaseline);
  }

  getIndexFromOffset(offset) {
    const ranges = this.#rangesFor('getIndexFromOffset', 1, arguments.length);
    const pixels = +offset;
    if (!Number.isFinite(pixels)) throw new TypeError('getIndexFromOffset: the offset must be a finite number');
    return ranges.indexAt(pixels);
  }

  #rangesFor(method, needed, got) {
    if (got < needed) throw tooFew(method, needed, got);
    if (this.#ranges !== undefined) return this.#ranges;
    throw domException('InvalidStateError', `${method}: the text was measured without { ranges: true }`);
  }

  static {
    NAMES.forEach((name, index) => {
      addMembers(this, {
        get [name]() {
          return this.#numbers[index];
        },
      });
    });
  }
}

finishInterface(TextMetrics);

/** `ranges` is a TextRanges, or undefined where nobody wants them. */
const textMetrics = (numbers, ranges) => new TextMetrics(CONSTRUCT, numbers, ranges);

module.exports = { TextMetrics, textMetrics };
