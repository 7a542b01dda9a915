'use strict';

// Canvases that become documents: what is told about one, several pages, and the class that @napi-rs/canvas has for them.

const { Readable } = require('node:stream');
const { isObject } = require('./convert.js');
const { describe, domException, wrongType } = require('./errors.js');

// In the order in which native code takes them.
const TEXTS = ['title', 'author', 'subject', 'keywords', 'creator', 'producer'];
const MOMENTS = ['creationDate', 'modDate'];
const PRODUCER = '@scope/canvas';
// All texts together, in UTF-16 units.
const MOST_TEXT = 2 ** 20;

const MIME = 'application/pdf';

function momentOf(value, name) {
  if (value === undefined) return [];
  if (!(value instanceof Date)) throw wrongType(name, 'a Date', value);
  const year = value.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`${name} must be in a year from 0 to 9999, got ${describe(value)}`);
  const parts = [value.getUTCMonth() + 1, value.getUTCDate(), value.getUTCHours(), value.getUTCMinutes(), value.getUTCSeconds()];
  return [year, ...parts];
}

/** What a document says about itself, for native code. */
function documentSettings(options) {
  const given = isObject(options) ? options : {};
  const about = TEXTS.map((name) => given[name]).map((text) => (text === undefined ? '' : `${text}`));
  about[TEXTS.indexOf('producer')] ||= PRODUCER;
  const length = about.reduce((sum, text) => sum + text.length, 0);
  if (length > MOST_TEXT) throw new RangeError(`what is said about a document must have ${MOST_TEXT} characters at most, got ${length}`);
  return { format: 'pdf', about, moments: MOMENTS.map((name) => momentOf(given[name], name)) };
}

/** The kind of canvas, as `js/canvas.js` knows kinds. */
const PDF = { mime: MIME, names: ['pdf', MIME], settings: documentSettings };

/** A document as a Node stream: it is written on a worker when it is read. */
class DocumentReadable extends Readable {
  #begin;
  #off = new AbortController();
  #bytes = null;
  #at = 0;

  /** `begin(signal)` gives the promise of the file. */
  constructor(begin) {
    super();
    this.#begin = begin;
  }

  async _read(size) {
    try {
      this.#bytes ??= await this.#begin(this.#off.signal);
    } catch (error) {
      this.destroy(error);
      return;
    }
    const part = this.#bytes.subarray(this.#at, this.#at + size);
    this.#at += part.length;
    this.push(part.length > 0 ? part : null);
  }

  _destroy(error, done) {
    this.#off.abort(error ?? domException('AbortError', 'nobody reads the document any more'));
    this.#bytes = Buffer.alloc(0);
    done(error);
  }
}

/** `new PDFDocument(metadata)`, given what makes canvases. */
function documentClass(createCanvas) {
  return class PDFDocument {
    #about;
    #canvas = null;
    #isOpen = false;
    #isClosed = false;

    constructor(metadata = undefined) {
      if (metadata !== undefined && !isObject(metadata)) throw wrongType('PDFDocument: the metadata', 'an object', metadata);
      this.#about = metadata;
      documentSettings(metadata);
    }

    beginPage(width, height, content = undefined) {
      this.#check();
      if (this.#isOpen) throw domException('InvalidStateError', 'beginPage: the page before has not been ended');
      if (this.#canvas === null) this.#canvas = createCanvas(width, height, 'pdf');
      else this.#canvas.getContext('2d').addPage(width, height);
      const context = this.#canvas.getContext('2d');
      context.reset();
      this.#isOpen = true;
      if (content === undefined || content === null) return context;
      const { left, top, right, bottom } = content;
      context.beginPath();
      context.rect(left, top, right - left, bottom - top);
      context.clip();
      context.translate(left, top);
      context.beginPath();
      return context;
    }

    endPage() {
      this.#check();
      if (!this.#isOpen) throw domException('InvalidStateError', 'endPage: no page has been begun');
      this.#isOpen = false;
    }

    close() {
      return this.#end().encodeSync('pdf', this.#about);
    }

    async closeAsync(options = undefined) {
      const { signal, timeout, priority } = Object(options);
      return this.#end().encode('pdf', { ...this.#about, signal, timeout, priority });
    }

    #check() {
      if (this.#isClosed) throw domException('InvalidStateError', 'the document has been closed');
    }

    #end() {
      this.#check();
      if (this.#canvas === null) throw domException('InvalidStateError', 'the document has no page');
      this.#isClosed = true;
      const canvas = this.#canvas;
      this.#canvas = null;
      return canvas;
    }
  };
}

module.exports = { DocumentReadable, PDF, documentClass };
