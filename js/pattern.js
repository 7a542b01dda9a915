'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#canvaspattern

const { native } = require('./binding.js');
const { finishInterface } = require('./convert.js');
const { domException } = require('./errors.js');
const { matrixNumbers } = require('./matrix.js');
const { Dependents } = require('./dependents.js');

const CONSTRUCT = Symbol('construct');
const REPETITIONS = ['repeat', 'repeat-x', 'repeat-y', 'no-repeat'];

/** Whether a value is a pattern of ours. */
let isPattern;
/** The native pattern. */
let nativePattern;
/** Notes that a context draws with a pattern: what it has recorded must run before the transform changes. */
let addUser;

class CanvasPattern {
  #native;
  #users = new Dependents();

  constructor(token = undefined, pattern = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    this.#native = pattern;
  }

  setTransform(transform = undefined) {
    const users = this.#users;
    const numbers = matrixNumbers(transform);
    users.flush();
    this.#native.setTransform(numbers);
  }

  static {
    isPattern = (value) => typeof value === 'object' && value !== null && #native in value;
    nativePattern = (pattern) => pattern.#native;
    addUser = (pattern, weakCommands) => pattern.#users.add(weakCommands);
  }
}

finishInterface(CanvasPattern);

/** The repetition a string names; the empty one is the default. */
function repetitionOf(value) {
  const name = value === '' ? 'repeat' : value;
  if (!REPETITIONS.includes(name)) {
    const names = REPETITIONS.map((one) => `'${one}'`).join(', ');
    throw domException('SyntaxError', `createPattern: the repetition must be one of ${names}, got '${value.slice(0, 60)}'`);
  }
  return name;
}

/** A pattern of an image or a canvas, which are known to be there. */
function createPattern(source, isCanvas, repetition) {
  const pattern = new native.Pattern();
  if (isCanvas) pattern.takeCanvas(source, repetition);
  else pattern.takeImage(source, repetition);
  return new CanvasPattern(CONSTRUCT, pattern);
}

module.exports = { CanvasPattern, createPattern, repetitionOf, isPattern, nativePattern, addUser };
