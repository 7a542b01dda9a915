'use strict';

// https://drafts.csswg.org/css-font-loading-3/#FontFaceSet-interface

const { native } = require('./binding.js');
const { addMembers, dictionary, finishInterface, sequence } = require('./convert.js');
const { domException, tooFew, wrongType } = require('./errors.js');
const { faces } = require('./font-face.js');

const CONSTRUCT = Symbol('construct');
const EVENTS = ['loading', 'loadingdone', 'loadingerror'];

const asFace = (value, what) => {
  if (!faces.is(value)) throw wrongType(what, 'a FontFace', value);
  return value;
};

class FontFaceSetLoadEvent extends Event {
  #fontfaces;

  constructor(type, init = undefined) {
    super(type, init);
    const { fontfaces = [] } = dictionary(init, 'FontFaceSetLoadEvent: the init');
    const list = sequence(fontfaces, (face) => asFace(face, 'FontFaceSetLoadEvent: each of fontfaces'));
    if (list === undefined) throw wrongType('FontFaceSetLoadEvent: fontfaces', 'a sequence', fontfaces);
    this.#fontfaces = Object.freeze(list);
  }

  get fontfaces() {
    return this.#fontfaces;
  }
}

finishInterface(FontFaceSetLoadEvent);

class FontFaceSet extends EventTarget {
  #faces = new Set();
  #handlers = new Map();
  #loading = new Set();
  #loaded = [];
  #failed = [];
  #ready = Promise.resolve(this);
  #setReady = null;
  // What its faces tell it.
  #ends = { begin: (face) => this.#begin(face), end: (face) => this.#end(face) };

  constructor(token = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    super();
  }

  get ready() {
    return this.#ready;
  }

  get status() {
    return this.#loading.size > 0 ? 'loading' : 'loaded';
  }

  get size() {
    return this.#faces.size;
  }

  check(font, text = ' ') {
    if (arguments.length < 1) throw tooFew('FontFaceSet.check', 1, arguments.length);
    return this.#matching(font, text).every((face) => face.status === 'loaded');
  }

  async load(font, text = ' ') {
    if (arguments.length < 1) throw tooFew('FontFaceSet.load', 1, arguments.length);
    return Promise.all(this.#matching(font, text).map((face) => face.load()));
  }

  add(face) {
    if (arguments.length < 1) throw tooFew('FontFaceSet.add', 1, arguments.length);
    asFace(face, 'FontFaceSet.add: the face');
    if (!this.#faces.has(face)) {
      faces.enter(face, this.#ends);
      this.#faces.add(face);
      if (face.status === 'loading') this.#begin(face);
    }
    return this;
  }

  clear() {
    for (const face of [...this.#faces]) this.#remove(face);
  }

  delete(face) {
    if (arguments.length < 1) throw tooFew('FontFaceSet.delete', 1, arguments.length);
    asFace(face, 'FontFaceSet.delete: the face');
    return this.#remove(face);
  }

  entries() {
    return this.#faces.entries();
  }

  forEach(callback, thisArg = undefined) {
    if (typeof callback !== 'function') throw wrongType('FontFaceSet.forEach: the callback', 'a function', callback);
    this.#faces.forEach((face) => callback.call(thisArg, face, face, this));
  }

  has(face) {
    if (arguments.length < 1) throw tooFew('FontFaceSet.has', 1, arguments.length);
    return this.#faces.has(asFace(face, 'FontFaceSet.has: the face'));
  }

  values() {
    return this.#faces.values();
  }

  #remove(face) {
    if (!this.#faces.delete(face)) return false;
    faces.leave(face);
    this.#loaded = this.#loaded.filter((other) => other !== face);
    this.#failed = this.#failed.filter((other) => other !== face);
    if (this.#loading.delete(face)) this.#settle();
    return true;
  }

  #matching(font, text) {
    const all = [...this.#faces];
    const places = native.matchFontFaces(`${font}`, `${text}`, all.map(faces.describe));
    if (places === null) throw domException('SyntaxError', `Could not resolve '${font}' as a font.`);
    return places.map((place) => all[place]);
  }

  #begin(face) {
    if (this.#loading.size === 0) {
      this.#fire('loading', []);
      // Nobody was told of a set that was ready and waits again before they could hear it.
      if (this.#setReady === null) this.#ready = new Promise((resolve) => { this.#setReady = resolve; });
    }
    this.#loading.add(face);
  }

  #end(face) {
    (face.status === 'loaded' ? this.#loaded : this.#failed).push(face);
    if (this.#loading.delete(face)) this.#settle();
  }

  /** Tells how it went, when nothing is loading any more. */
  #settle() {
    if (this.#loading.size > 0) return;
    const [loaded, failed] = [this.#loaded, this.#failed];
    [this.#loaded, this.#failed] = [[], []];
    this.#fire('loadingdone', loaded);
    if (failed.length > 0) this.#fire('loadingerror', failed);
    const setReady = this.#setReady;
    this.#setReady = null;
    process.nextTick(() => setReady?.(this));
  }

  #fire(type, fontfaces) {
    // In a task of its own, where what a listener throws is an uncaught exception.
    process.nextTick(() => this.dispatchEvent(new FontFaceSetLoadEvent(type, { fontfaces })));
  }

  static {
    for (const type of EVENTS) {
      addMembers(this, {
        get [`on${type}`]() {
          return this.#handlers.get(type) ?? null;
        },
        set [`on${type}`](handler) {
          const isHandler = typeof handler === 'function' || (typeof handler === 'object' && handler !== null);
          if (!this.#handlers.has(type)) {
            this.addEventListener(type, (event) => {
              const current = this.#handlers.get(type);
              if (typeof current === 'function') current.call(this, event);
            });
          }
          this.#handlers.set(type, isHandler ? handler : null);
        },
      });
    }
    Object.defineProperty(this.prototype, 'keys', { value: this.prototype.values, writable: true, configurable: true });
    Object.defineProperty(this.prototype, Symbol.iterator, { value: this.prototype.values, writable: true, configurable: true });
  }
}

finishInterface(FontFaceSet);

/** The faces that text of this thread is drawn in. */
const fonts = new FontFaceSet(CONSTRUCT);

module.exports = { FontFaceSet, FontFaceSetLoadEvent, fonts };
