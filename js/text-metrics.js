'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#textmetrics

const { addMembers, finishInterface } = require('./convert.js');

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

  constructor(token = undefined, numbers = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    this.#numbers = numbers;
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

const textMetrics = (numbers) => new TextMetrics(CONSTRUCT, numbers);

module.exports = { TextMetrics, textMetrics };
