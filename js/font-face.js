'use strict';

// https://drafts.csswg.org/css-font-loading-3/#fontface-interface

const { native } = require('./binding.js');
const { addMembers, bytesOf, dictionary, finishInterface, makeInspectable } = require('./convert.js');
const { domException, tooFew } = require('./errors.js');
const { fontSources } = require('./font-source.js');
const { checkFontSize } = require('./limits.js');
const { watch } = require('./observe.js');
const { runPendingTexts } = require('./pending-texts.js');
const { checkRoom, enqueue } = require('./queue.js');
const { bytesAtHand, readSource } = require('./sources.js');

// The descriptors and what they are when nothing is said, in the order Web IDL reads them in.
const DEFAULTS = {
  ascentOverride: 'normal',
  descentOverride: 'normal',
  display: 'auto',
  featureSettings: 'normal',
  lineGapOverride: 'normal',
  stretch: 'normal',
  style: 'normal',
  unicodeRange: 'U+0-10FFFF',
  variationSettings: 'normal',
  weight: 'normal',
};

/** What the set of faces may do with one: filled by the class. */
const faces = {};

const syntaxError = (message) => domException('SyntaxError', message);

function descriptor(name, text) {
  const canonical = native.fontDescriptor(name, text);
  if (canonical === null) throw syntaxError(`'${text}' is no value of ${name}`);
  return canonical;
}

/** WOFF and WOFF2 take long enough to unpack that a worker does it. */
const isPacked = (bytes) => /^wOF[F2]$/.test(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.byteLength)).toString('latin1'));

class FontFace {
  #family;
  #texts = { ...DEFAULTS };
  #status = 'unloaded';
  #sources = [];
  #data = new native.FontData();
  #loaded;
  #settle;
  // The set it is in, and by which key native code knows it once it is loaded.
  #set = null;
  #key = 0;

  constructor(family, source, descriptors = undefined) {
    if (arguments.length < 2) throw tooFew('FontFace', 2, arguments.length);
    this.#family = `${family}`;
    const bytes = bytesOf(source);
    const text = bytes === undefined ? `${source}` : undefined;
    const given = dictionary(descriptors, 'FontFace: the descriptors');
    const wanted = Object.keys(DEFAULTS).map((name) => [name, given[name]]).filter(([, value]) => value !== undefined);
    const texts = wanted.map(([name, value]) => [name, `${value}`]);
    this.#loaded = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Who does not ask how loading went need not hear of it.
    this.#loaded.catch(() => {});
    try {
      const canonical = texts.map(([name, value]) => [name, descriptor(name, value)]);
      if (text !== undefined) this.#sources = fontSources(text);
      if (this.#sources === undefined) throw syntaxError(`The source provided ('${text.slice(0, 100)}') could not be parsed as a value list.`);
      Object.assign(this.#texts, Object.fromEntries(canonical));
      if (bytes !== undefined) this.#take(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  get family() {
    return native.fontFamilyText(this.#family);
  }

  set family(value) {
    this.#family = `${value}`;
    this.#registerAgain();
  }

  get status() {
    return this.#status;
  }

  get loaded() {
    return this.#loaded;
  }

  async load() {
    if (this.#status === 'unloaded') this.#begin(this.#fetch());
    return this.#loaded;
  }

  /** Bytes that are at hand: what is quick is done at once. */
  #take(bytes) {
    checkFontSize(bytes.byteLength);
    // A limit that was met says nothing of the font.
    const refuse = (cause) => {
      throw cause instanceof RangeError ? cause : Object.assign(syntaxError('Invalid font data in ArrayBuffer.'), { cause });
    };
    if (isPacked(bytes)) return this.#begin(this.#unpack(bytes).catch(refuse));
    try {
      this.#data.load(bytes);
    } catch (error) {
      refuse(error);
    }
    this.#end();
  }

  /** Has a worker unpack it. */
  async #unpack(bytes) {
    checkRoom();
    const about = { kind: 'font', bytesIn: bytes.byteLength };
    return enqueue(this.#data.loadLater(bytes), { owner: this, priority: 'normal', about }).promise;
  }

  #begin(loading) {
    this.#status = 'loading';
    this.#set?.begin(this);
    loading.then(() => this.#end(), (error) => this.#fail(error));
  }

  #end() {
    this.#status = 'loaded';
    try {
      this.#register();
    } catch (error) {
      return this.#fail(error);
    }
    this.#settle.resolve(this);
    this.#set?.end(this);
  }

  #fail(error) {
    this.#status = 'error';
    this.#settle.reject(error);
    this.#set?.end(this);
  }

  /** The first source that is a font. */
  async #fetch() {
    let cause;
    for (const { name, argument } of this.#sources) {
      try {
        // Names of single faces are not looked up; families of installed fonts need no FontFace.
        if (name === 'local') throw new Error(`local('${argument}') is not looked for`);
        const bytes = bytesAtHand(argument) ?? await watch({ kind: 'load' }, () => readSource(argument));
        checkFontSize(bytes.byteLength);
        await this.#unpack(bytes);
        return;
      } catch (error) {
        cause ??= error;
      }
    }
    throw Object.assign(domException('NetworkError', `A network error occurred: ${cause?.message ?? 'there is no source'}`), { cause });
  }

  #describe() {
    return { family: this.#family, names: Object.keys(this.#texts), texts: Object.values(this.#texts) };
  }

  /** Makes it known to native code, if it is to be drawn with. */
  #register() {
    if (this.#set === null || this.#status !== 'loaded' || this.#key !== 0) return;
    runPendingTexts();
    this.#key = this.#data.add(this.#describe());
  }

  #unregister() {
    if (this.#key === 0) return;
    runPendingTexts();
    native.removeFont(this.#key);
    this.#key = 0;
  }

  #registerAgain() {
    this.#unregister();
    this.#register();
  }

  static {
    for (const name of Object.keys(DEFAULTS)) {
      addMembers(this, {
        get [name]() {
          return this.#texts[name];
        },
        set [name](value) {
          this.#texts[name] = descriptor(name, `${value}`);
          this.#registerAgain();
        },
      });
    }
    faces.is = (value) => typeof value === 'object' && value !== null && #family in value;
    faces.describe = (face) => face.#describe();
    faces.enter = (face, set) => {
      face.#set = set;
      try {
        face.#register();
      } catch (error) {
        face.#set = null;
        throw error;
      }
    };
    faces.leave = (face) => {
      face.#set = null;
      face.#unregister();
    };
  }
}

finishInterface(FontFace);
makeInspectable(FontFace, ['family', 'style', 'weight', 'stretch', 'unicodeRange', 'status']);

module.exports = { FontFace, faces };
