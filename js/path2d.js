'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#path2d-objects

const { native } = require('./binding.js');
const { CommandBuffer } = require('./commands.js');
const { finishInterface } = require('./convert.js');
const { tooFew, wrongType } = require('./errors.js');
const { matrixNumbers } = require('./matrix.js');
const { addPathMethods } = require('./path-methods.js');
const { addPathOperations } = require('./path-operations.js');

/** Whether a value is a Path2D of ours. */
let isPath;
/** The value if it is a Path2D; a TypeError for anything else. */
let pathOf;
/** The native path with everything recorded in it; a TypeError for anything but a Path2D. */
let nativePath;

class Path2D {
  #native;
  #commands;

  constructor(path = undefined) {
    const own = new native.Path2D(path === undefined || isPath(path) ? undefined : `${path}`);
    this.#native = own;
    this.#commands = new CommandBuffer((numbers, count) => own.run(numbers, count));
    if (!isPath(path)) return;
    const copied = nativePath(path);
    own.addPath(copied, [1, 0, 0, 1, 0, 0]);
    own.setFillType(copied.getFillType());
  }

  addPath(path, transform = undefined) {
    if (arguments.length < 1) throw tooFew('addPath', 1, arguments.length);
    const other = pathOf(path);
    const numbers = matrixNumbers(transform);
    if (!numbers.every(Number.isFinite)) return;
    const added = nativePath(other);
    this.#commands.flush();
    this.#native.addPath(added, numbers);
  }

  static {
    isPath = (value) => typeof value === 'object' && value !== null && #native in value;
    pathOf = (value) => {
      if (!isPath(value)) throw wrongType('the path', 'a Path2D', value);
      return value;
    };
    // Asked for after all arguments are converted, which may add to the path.
    nativePath = (value) => {
      const path = pathOf(value);
      path.#commands.flush();
      return path.#native;
    };
    addPathMethods(this, (path) => path.#commands);
    addPathOperations(this, pathOf, nativePath);
  }
}

finishInterface(Path2D);

module.exports = { Path2D, nativePath, pathOf, isPath };
