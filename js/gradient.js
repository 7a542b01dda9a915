'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#canvasgradient

const { native } = require('./binding.js');
const { parseColor } = require('./color.js');
const { finishInterface } = require('./convert.js');
const { domException, tooFew } = require('./errors.js');
const { Dependents } = require('./dependents.js');

const CONSTRUCT = Symbol('construct');

/** Whether a value is a gradient of ours. */
let isGradient;
/** The native gradient. */
let nativeGradient;
/** Notes that a context draws with a gradient: what it has recorded must run before stops change. */
let addUser;

class CanvasGradient {
  #native;
  #users = new Dependents();

  constructor(token = undefined, own = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    this.#native = own;
  }

  addColorStop(offset, color) {
    const users = this.#users;
    if (arguments.length < 2) throw tooFew('addColorStop', 2, arguments.length);
    const at = +offset;
    if (!Number.isFinite(at)) throw new TypeError(`addColorStop: the offset must be finite, got ${at}`);
    const text = `${color}`;
    if (at < 0 || at > 1) throw domException('IndexSizeError', `addColorStop: the offset must be from 0 to 1, got ${at}`);
    const parsed = parseColor(text);
    if (parsed === null) throw domException('SyntaxError', `addColorStop: '${text.slice(0, 60)}' is not a color`);
    users.flush();
    this.#native.addColorStop([at, parsed.r, parsed.g, parsed.b, parsed.a], parsed.modern);
  }

  static {
    isGradient = (value) => typeof value === 'object' && value !== null && #native in value;
    nativeGradient = (gradient) => gradient.#native;
    addUser = (gradient, weakCommands) => gradient.#users.add(weakCommands);
  }
}

finishInterface(CanvasGradient);

function finite(numbers, method) {
  for (const number of numbers) {
    if (!Number.isFinite(number)) throw new TypeError(`${method}: the numbers must be finite, got ${number}`);
  }
}

function linearGradient(x0, y0, x1, y1) {
  finite([x0, y0, x1, y1], 'createLinearGradient');
  return new CanvasGradient(CONSTRUCT, new native.Gradient([x0, y0, x1, y1]));
}

function radialGradient(x0, y0, r0, x1, y1, r1) {
  finite([x0, y0, r0, x1, y1, r1], 'createRadialGradient');
  if (r0 < 0 || r1 < 0) {
    throw domException('IndexSizeError', `createRadialGradient: a radius must not be negative, got ${Math.min(r0, r1)}`);
  }
  return new CanvasGradient(CONSTRUCT, new native.Gradient([x0, y0, r0, x1, y1, r1]));
}

function conicGradient(startAngle, x, y) {
  finite([startAngle, x, y], 'createConicGradient');
  return new CanvasGradient(CONSTRUCT, new native.Gradient([startAngle, x, y]));
}

module.exports = { CanvasGradient, linearGradient, radialGradient, conicGradient, isGradient, nativeGradient, addUser };
