'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#the-canvas-element

const { native } = require('./binding.js');
const { callBack, dataUrlCall } = require('./calls.js');
const { checkArea, side } = require('./canvas-size.js');
const { createContext, flushContext, forgetContext, sources } = require('./context2d.js');
const { finishInterface, makeDisposable, makeInspectable } = require('./convert.js');
const { controlOf, withDeadline } = require('./deadline.js');
const { DocumentReadable, PDF, documentClass } = require('./document.js');
const { addElementMembers } = require('./element.js');
const { EncodedReadable, webStream } = require('./encode-stream.js');
const { PNG_FILTERS, dataUrlEncoding, encoding } = require('./encoding.js');
const { describe, domException, tooFew, wrongType } = require('./errors.js');
const { pixelsToFill } = require('./image-data.js');
const { colorSpaceOf, colorTypeOf } = require('./pixel-format.js');
const { checkRoom, enqueue } = require('./queue.js');
const { SVG, isFlags } = require('./svg-document.js');

const DEFAULT_WIDTH = 300;
const DEFAULT_HEIGHT = 150;

// The type that only the class of offscreen canvases can name.
const OFFSCREEN = Symbol('offscreen');

// What toDataURL gives where there is nothing to give.
const NO_DATA = 'data:,';

/**
 * A size given to an attribute: a reflected `unsigned long`, whose values beyond the signed range mean
 * the default. https://html.spec.whatwg.org/multipage/common-dom-interfaces.html#reflect
 */
function reflected(value, initial, name) {
  const number = value >>> 0;
  return number > 0x7fffffff ? initial : side(number, name);
}

// Kinds of canvases that keep what is drawn, and become documents.
const DOCUMENTS = { pdf: PDF, svg: SVG };

/** The kind of a canvas. Others are refused, before something else than what was asked for is drawn. */
function kindOf(type) {
  if (type === undefined || type === null || type === '' || type === 'image' || type === OFFSCREEN) return 'image';
  if (type === 'pdf' || type === 'svg') return type;
  if (isFlags(type)) return 'svg';
  throw domException('NotSupportedError', `there is no canvas of the type ${describe(type)}, only of 'image', 'pdf' and 'svg'`);
}

/**
 * `CanvasRenderingContext2DSettings`, its enumerations as numbers. The standard takes a value that is no object
 * for none. https://html.spec.whatwg.org/multipage/canvas.html#canvasrenderingcontext2dsettings
 */
function contextAttributes(options) {
  const given = Object(options) === options ? options : {};
  // In the order of their names, as Web IDL reads dictionaries.
  const { alpha = true } = given;
  const colorSpace = colorSpaceOf(given.colorSpace);
  const colorType = colorTypeOf(given.colorType);
  const { desynchronized = false, textContrast = true, willReadFrequently = false } = given;
  return {
    alpha: Boolean(alpha),
    colorSpace,
    colorType,
    desynchronized: Boolean(desynchronized),
    textContrast: Boolean(textContrast),
    willReadFrequently: Boolean(willReadFrequently),
  };
}

/** The native stream of a canvas as it is now, and what ends it. */
let streamOf;
/** The native canvas, with everything recorded. */
let nativeOf;
/** The promise of a file, and whether the canvas has a context; for other kinds of canvases. */
let encodedBytes;
let hasContext;

const dataUrl = (mime, bytes) => `data:${mime};base64,${bytes.toString('base64')}`;

/** What there is of a picture that the format can't hold. */
function noData(error) {
  if (error.name === 'EncodingError') return NO_DATA;
  throw error;
}

class Canvas extends EventTarget {
  #native;
  #width;
  #height;
  #context = null;
  #isOffscreen;
  #kind;
  // What is told of its documents where nothing else is.
  #flags;
  // Its pixels are in Display P3.
  #wide = false;
  #disposed = false;
  // Whose turn it is in the queue. Not the canvas itself, which may be collected while its encodings wait.
  #turns = {};

  constructor(width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT, type = undefined) {
    const kind = kindOf(type);
    const [w, h] = [side(width, 'width'), side(height, 'height')];
    checkArea(w, h);
    super();
    this.#native = new native.Canvas(w, h);
    this.#width = w;
    this.#height = h;
    this.#isOffscreen = type === OFFSCREEN;
    this.#kind = kind;
    this.#flags = typeof type === 'number' ? type : 0;
    if (kind !== 'image') this.#native.becomePaper();
  }

  get width() {
    return this.#width;
  }

  set width(value) {
    this.#resize(reflected(value, DEFAULT_WIDTH, 'width'), this.#height);
  }

  get height() {
    return this.#height;
  }

  set height(value) {
    // Converted first, which may set the width.
    const height = reflected(value, DEFAULT_HEIGHT, 'height');
    this.#resize(this.#width, height);
  }

  get #isEmpty() {
    return this.#width === 0 || this.#height === 0;
  }

  #resize(width, height) {
    checkArea(width, height);
    if (this.#context !== null) forgetContext(this.#context);
    this.#native.resize(width, height);
    this.#width = width;
    this.#height = height;
  }

  getContext(contextId, options = undefined) {
    if (arguments.length < 1) throw tooFew('getContext', 1, arguments.length);
    const id = `${contextId}`;
    const attributes = contextAttributes(options);
    if (id !== '2d') return null;
    if (this.#context === null) {
      const { alpha, colorSpace, colorType } = attributes;
      if (!alpha || colorSpace !== 0 || colorType !== 0) this.#native.setAttributes(!alpha, colorType === 1, colorSpace === 1);
      if (!attributes.textContrast) this.#native.setTextContrast(false);
      this.#wide = colorSpace === 1;
      this.#context = createContext(this, this.#native, attributes, this.#isOffscreen);
    }
    return this.#context;
  }

  async encode(format = undefined, options = undefined) {
    return this.#encodedUnless(this.#settings(format, options), controlOf(Object(options), 'encode'));
  }

  /** The promise of a file of the canvas as it is now, unless it is called off or late. */
  #encodedUnless(settings, { signal, timeout, priority }) {
    signal?.throwIfAborted();
    checkRoom();
    this.#flush();
    const encoded = this.#encoded(settings, priority);
    if (signal === undefined && timeout === undefined) return encoded.promise;
    const work = (off) => {
      off.addEventListener('abort', () => encoded.cancel(off.reason));
      return encoded.promise;
    };
    return withDeadline(work, { signals: [signal], timeout, late: `encoding took longer than ${timeout} ms` });
  }

  /** What is to be written: the document that it is, or a picture. */
  #settings(format, options) {
    const document = this.#documentOf(format === undefined ? this.#kind : format);
    return document === undefined ? encoding(format, options) : document.settings(options, this.#flags);
  }

  /** The same by the rules of toDataURL and toBlob. */
  #dataUrlSettings(type, options) {
    const mime = `${type}`.toLowerCase();
    const document = mime.includes('/') ? this.#documentOf(mime) : undefined;
    if (document === undefined) return dataUrlEncoding(type, options);
    return { mime, settings: document.settings(options, this.#flags) };
  }

  /** The kind of document that a format means, if the canvas is of it. */
  #documentOf(format) {
    const document = DOCUMENTS[this.#kind];
    return document?.names.includes(`${format}`.toLowerCase()) ? document : undefined;
  }

  /** The encoding of what is drawn, in its queue. */
  #encoded(settings, priority) {
    const { format } = settings;
    const task = format in DOCUMENTS ? this.#native.document(settings) : this.#native.encode(settings);
    return enqueue(task, { owner: this.#turns, priority, about: { kind: 'encode', format } });
  }

  #encodedNow(settings) {
    return settings.format in DOCUMENTS ? this.#native.documentSync(settings) : this.#native.encodeSync(settings);
  }

  encodeSync(format = undefined, options = undefined) {
    const settings = this.#settings(format, options);
    this.#flush();
    return this.#encodedNow(settings);
  }

  encodeStream(format = undefined, options = undefined) {
    return webStream(...this.#stream(format, options, 'encodeStream'));
  }

  createPNGStream(options = undefined) {
    this.#checkReceiver();
    return new PNGStream(this, options);
  }

  createJPEGStream(options = undefined) {
    this.#checkReceiver();
    return new JPEGStream(this, options);
  }

  pngStream(options = undefined) {
    return this.createPNGStream(options);
  }

  jpegStream(options = undefined) {
    return this.createJPEGStream(options);
  }

  createPDFStream(options = undefined) {
    this.#checkReceiver();
    return new PDFStream(this, options);
  }

  pdfStream(options = undefined) {
    return this.createPDFStream(options);
  }

  /** For methods that begin with nothing of the canvas: calling it on anything else is the TypeError of Web IDL. */
  #checkReceiver() {}

  #stream(format, options, method) {
    const settings = encoding(format, options);
    const control = controlOf(Object(options), method);
    control.signal?.throwIfAborted();
    checkRoom();
    this.#flush();
    const parts = this.#native.encodeStream(settings);
    return [parts, { ...control, owner: this.#turns, about: { kind: 'encode', format: settings.format } }];
  }

  // toBuffer(), (format, options), ('raw'), or with a callback first: (callback, format, options)
  toBuffer(first = undefined, second = undefined, third = undefined) {
    if (typeof first === 'function') return this.#toBufferLater(first, second, third);
    // Of no pixels there is no file, and no bytes.
    if (first === 'raw' && this.#isEmpty) {
      this.#flush();
      return Buffer.alloc(0);
    }
    return this.encodeSync(first, second);
  }

  /** What is wrong with the call is thrown at once, what goes wrong later is the callback's. */
  #toBufferLater(callback, format, options) {
    const settings = this.#settings(format, options);
    checkRoom();
    this.#flush();
    callBack(this.#encoded(settings, 'normal').promise, callback);
  }

  // toDataURL(type, quality), or with a callback last
  toDataURL(...args) {
    const { type = 'image/png', quality, callback } = dataUrlCall(args);
    if (callback === undefined) return this.#toDataURL(type, quality);
    callBack(this.toDataURLAsync(type, quality), callback);
    return undefined;
  }

  async toDataURLAsync(type = 'image/png', quality = undefined) {
    const { mime, settings } = this.#dataUrlSettings(type, quality);
    const control = controlOf(Object(quality), 'toDataURLAsync');
    this.#flush();
    if (this.#isEmpty) return NO_DATA;
    try {
      return dataUrl(mime, await this.#encodedUnless(settings, control));
    } catch (error) {
      return noData(error);
    }
  }

  #toDataURL(type, quality) {
    const { mime, settings } = this.#dataUrlSettings(type, quality);
    this.#flush();
    if (this.#isEmpty) return NO_DATA;
    try {
      return dataUrl(mime, this.#encodedNow(settings));
    } catch (error) {
      return noData(error);
    }
  }

  toBlob(callback, type = 'image/png', quality = undefined) {
    if (arguments.length < 1) throw tooFew('toBlob', 1, arguments.length);
    if (typeof callback !== 'function') throw wrongType('toBlob: the callback', 'a function', callback);
    const { mime, settings } = this.#dataUrlSettings(type, quality);
    this.#flush();
    if (!this.#isEmpty) checkRoom();
    const encoded = this.#isEmpty ? Promise.resolve(null) : this.#encoded(settings, 'normal').promise;
    // In a task of its own, where what the callback throws is an uncaught exception, not a rejection.
    const give = (blob) => setImmediate(() => callback(blob));
    encoded.then(
      (bytes) => give(bytes && new Blob([bytes], { type: mime })),
      () => give(null),
    );
  }

  data() {
    this.#flush();
    const pixels = pixelsToFill(this.#width, this.#height, false);
    if (pixels.length > 0) this.#native.readPixels([0, 0], this.#width, pixels, false, this.#wide);
    return Buffer.from(pixels.buffer);
  }

  getContent() {
    if (this.#kind !== 'svg') throw domException('InvalidStateError', "getContent: only canvases of the type 'svg' have a content");
    return this.encodeSync();
  }

  get type() {
    return this.#kind;
  }

  get stride() {
    return this.#width * 4;
  }

  dispose() {
    if (this.#context !== null) forgetContext(this.#context);
    this.#disposed = true;
    this.#native.dispose();
  }

  #flush() {
    if (this.#disposed) throw domException('InvalidStateError', 'the canvas has been disposed of');
    if (this.#context !== null) flushContext(this.#context);
  }

  static {
    sources.isCanvas = (value) => typeof value === 'object' && value !== null && #context in value;
    sources.canvas = (value) => {
      value.#flush();
      return [value.#native, value.#width, value.#height];
    };
    streamOf = (canvas, format, options, method) => {
      if (!sources.isCanvas(canvas)) throw wrongType(`${method}: the source`, 'a Canvas', canvas);
      return canvas.#stream(format, options, method);
    };
    sources.nextPage = (canvas, width, height) => {
      if (canvas.#kind !== 'pdf') throw domException('InvalidStateError', "addPage: only canvases of the type 'pdf' have pages");
      const [w, h] = [width === undefined ? canvas.#width : side(width, 'width'), height === undefined ? canvas.#height : side(height, 'height')];
      checkArea(w, h);
      canvas.#flush();
      canvas.#native.nextPage(w, h);
      [canvas.#width, canvas.#height] = [w, h];
    };
    nativeOf = (canvas) => {
      canvas.#flush();
      return canvas.#native;
    };
    encodedBytes = (canvas, settings, control) => canvas.#encodedUnless(settings, control);
    hasContext = (canvas) => canvas.#context !== null;
    addElementMembers(this, (canvas) => canvas.#checkReceiver());
  }
}

// Constants as Web IDL has them, on the class and on each canvas.
for (const [name, value] of Object.entries(PNG_FILTERS)) {
  for (const target of [Canvas, Canvas.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
}
finishInterface(Canvas, 'HTMLCanvasElement');
makeDisposable(Canvas);
makeInspectable(Canvas, ['width', 'height']);

/** A canvas as a PNG file in a Node stream. */
class PNGStream extends EncodedReadable {
  constructor(canvas, options = undefined) {
    super(...streamOf(canvas, 'png', options, 'PNGStream'));
  }
}

/** A canvas of the type 'pdf' as a document in a Node stream. */
class PDFStream extends DocumentReadable {
  constructor(canvas, options = undefined) {
    if (!sources.isCanvas(canvas) || canvas.type !== 'pdf') throw wrongType('PDFStream: the source', "a Canvas of the type 'pdf'", canvas);
    super((signal) => canvas.encode('pdf', { ...Object(options), signal }));
  }
}

/** The same as a JPEG file. */
class JPEGStream extends EncodedReadable {
  constructor(canvas, options = undefined) {
    super(...streamOf(canvas, 'jpeg', options, 'JPEGStream'));
  }
}

const createCanvas = (width, height, type) => new Canvas(width, height, type);

/** Documents of several pages, as @napi-rs/canvas has them. */
const PDFDocument = documentClass(createCanvas);

module.exports = { Canvas, JPEGStream, OFFSCREEN, PDFDocument, PDFStream, PNGStream, createCanvas, encodedBytes, hasContext, nativeOf };
