'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#canvasrenderingcontext2d
//
// Arguments are converted and checked here, at the call, as Web IDL says; what is left is numbers.
// Calls of numbers are recorded (commands.js), all others run what is recorded first.

const { native } = require('./binding.js');
const { parseColor } = require('./color.js');
const { CommandBuffer, KEYWORDS, MAX_TEXT, OP } = require('./commands.js');
const { MIN_LONG, addMembers, dictionary, finishInterface, sequence, toLongInRange, toNumber } = require('./convert.js');
const { AT, StateStack } = require('./drawing-state.js');
const { domException, tooFew, wrongType } = require('./errors.js');
const { matrixFrom } = require('./geometry/matrix.js');
const { matrix2d } = require('./geometry/matrix-init.js');
const gradients = require('./gradient.js');
const { ImageData, blankPixels, formatOf, imageDataParts, pixelsToFill, settingsOf } = require('./image-data.js');
const { MAX_CANVAS_SIDE } = require('./limits.js');
const { linkAddress } = require('./link-address.js');
const { isPath, nativePath, pathOf } = require('./path2d.js');
const patterns = require('./pattern.js');
const { addPathMethods } = require('./path-methods.js');
const { noteTexts } = require('./pending-texts.js');
const { COLOR_SPACES, COLOR_TYPES } = require('./pixel-format.js');
const { textMetrics } = require('./text-metrics.js');
const { TextRanges } = require('./text-ranges.js');

// Another name of a keyword, of no other attribute's: blend modes have `normal` for what operators call source-over.
const ALIASES = new Map([['normal', 'source-over']]);

const CONSTRUCT = Symbol('construct');

/** Runs everything a context has recorded. */
let flushContext;
/** Forgets state and what is recorded, when the canvas starts over. */
let forgetContext;

// Set by canvas.js, image-bitmap.js, image.js and foreign.js, which know their classes. `canvas`, `bitmap`, `image` and
// `foreign` give [native source, width, height]; they are asked after all arguments are converted, which may draw on the source or
// change its size. The natives of all but images are canvases.
const sources = {
  isCanvas: () => false,
  canvas: () => null,
  isBitmap: () => false,
  bitmap: () => null,
  // Bitmaps with a time.
  isFrame: () => false,
  isImage: () => false,
  image: () => null,
  isForeign: () => false,
  foreign: () => null,
  // Begins the next page of a canvas.
  nextPage: () => {},
};

/** What gives a source's picture, and whether it is a canvas's; a TypeError for anything that has none. */
function kindOf(source, method) {
  if (sources.isCanvas(source)) return { picture: sources.canvas, ofCanvas: true };
  if (sources.isBitmap(source)) return { picture: sources.bitmap, ofCanvas: true };
  if (sources.isImage(source)) return { picture: sources.image, ofCanvas: false };
  if (sources.isForeign(source)) return { picture: sources.foreign, ofCanvas: true };
  throw wrongType(`${method}: the source`, 'an Image, a Canvas or an ImageBitmap', source);
}

function fillRule(value) {
  const rule = value === undefined ? 'nonzero' : `${value}`;
  if (rule !== 'nonzero' && rule !== 'evenodd') {
    throw new TypeError(`the fill rule must be 'nonzero' or 'evenodd', got '${rule.slice(0, 60)}'`);
  }
  return rule === 'evenodd' ? 1 : 0;
}

/** A left or upper edge moved so that the other edge is a 32-bit number too. What it moves is outside any canvas. */
const withinReach = (edge) => Math.min(Math.max(edge, MIN_LONG), MAX_CANVAS_SIDE);

/** The bytes of pixels as native code takes them. */
const bytesOfPixels = (data) =>
  data instanceof Uint8ClampedArray ? data : new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);

class CanvasRenderingContext2D {
  #native;
  #nativeCanvas;
  #canvas;
  #shown;
  #attributes;
  #commands;
  #weakCommands = undefined;
  #hasTexts = false;
  #state = new StateStack();

  constructor(token = undefined, canvas = undefined, nativeCanvas = undefined, attributes = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    const own = new native.Context2D(nativeCanvas);
    this.#native = own;
    this.#nativeCanvas = nativeCanvas;
    this.#canvas = canvas;
    this.#shown = canvas;
    this.#attributes = attributes;
    this.#commands = new CommandBuffer((numbers, count) => own.run(numbers, count));
  }

  // The standard has a read-only attribute; libraries that wrap canvases put their own here.
  get canvas() {
    return this.#shown;
  }

  set canvas(value) {
    this.#shown = value;
  }

  // ----- state -----

  save() {
    this.#state.save();
    this.#commands.save();
  }

  restore() {
    if (this.#state.restore()) this.#commands.restore();
  }

  reset() {
    forgetContext(this);
    this.#native.reset();
  }

  addPage(width = undefined, height = undefined) {
    this.#checkReceiver();
    sources.nextPage(this.#canvas, width, height);
  }

  annotateLinkUrl(left, top, right, bottom, url) {
    this.#checkReceiver();
    if (arguments.length < 5) throw tooFew('annotateLinkUrl', 5, arguments.length);
    const address = linkAddress(`${url}`);
    if (address !== null) this.#addLink([left, top, right, bottom], address, false);
  }

  annotateLinkToDestination(left, top, right, bottom, name) {
    this.#checkReceiver();
    if (arguments.length < 5) throw tooFew('annotateLinkToDestination', 5, arguments.length);
    this.#addLink([left, top, right, bottom], `${name}`, true);
  }

  annotateNamedDestination(x, y, name) {
    this.#checkReceiver();
    if (arguments.length < 3) throw tooFew('annotateNamedDestination', 3, arguments.length);
    const at = [+x, +y];
    if (!at.every(Number.isFinite)) return;
    this.#commands.flush();
    this.#nativeCanvas.addPlace(...at, `${name}`);
  }

  #addLink(edges, target, isPlace) {
    const [left, top, right, bottom] = edges.map(Number);
    const rect = [left, top, right - left, bottom - top];
    if (!rect.every(Number.isFinite)) return;
    this.#commands.flush();
    this.#nativeCanvas.addLink(rect, target, isPlace);
  }

  getContextAttributes() {
    const { alpha, colorSpace, colorType, desynchronized, willReadFrequently } = this.#attributes;
    return { alpha, colorSpace: COLOR_SPACES[colorSpace], colorType: COLOR_TYPES[colorType], desynchronized, willReadFrequently };
  }

  isContextLost() {
    return this.#canvas === undefined;
  }

  /** For methods that need nothing of the context: calling it on anything else is the TypeError of Web IDL. */
  #checkReceiver() {}

  // ----- transforms -----

  scale(x, y) {
    if (arguments.length < 2) throw tooFew('scale', 2, arguments.length);
    this.#commands.add2(OP.scale, +x, +y);
  }

  rotate(angle) {
    if (arguments.length < 1) throw tooFew('rotate', 1, arguments.length);
    this.#commands.add1(OP.rotate, +angle);
  }

  translate(x, y) {
    if (arguments.length < 2) throw tooFew('translate', 2, arguments.length);
    this.#commands.add2(OP.translate, +x, +y);
  }

  transform(a, b, c, d, e, f) {
    if (arguments.length < 6) throw tooFew('transform', 6, arguments.length);
    this.#commands.add6(OP.transform, +a, +b, +c, +d, +e, +f);
  }

  // setTransform(matrix) or (a, b, c, d, e, f)
  setTransform(a = undefined, b, c, d, e, f) {
    const commands = this.#commands;
    const count = arguments.length;
    if (count >= 6) {
      commands.add6(OP.setTransform, +a, +b, +c, +d, +e, +f);
      return;
    }
    if (count > 1) throw tooFew('setTransform', 6, count);
    const m = matrix2d(a);
    commands.add6(OP.setTransform, m[0], m[1], m[4], m[5], m[12], m[13]);
  }

  getTransform() {
    this.#commands.flush();
    const [a, b, c, d, e, f] = this.#native.transform();
    return matrixFrom(a, b, c, d, e, f);
  }

  // Not of the standard any more, and still in use.
  get currentTransform() {
    return this.getTransform();
  }

  set currentTransform(value) {
    const commands = this.#commands;
    const m = matrix2d(value);
    commands.add6(OP.setTransform, m[0], m[1], m[4], m[5], m[12], m[13]);
  }

  resetTransform() {
    this.#commands.add6(OP.setTransform, 1, 0, 0, 1, 0, 0);
  }

  // ----- compositing and image smoothing -----

  get globalAlpha() {
    return this.#state.get(AT.globalAlpha);
  }

  set globalAlpha(value) {
    const state = this.#state;
    const alpha = +value;
    if (!(alpha >= 0 && alpha <= 1)) return;
    state.set(AT.globalAlpha, alpha);
    this.#commands.add1(OP.globalAlpha, alpha);
  }

  get imageSmoothingEnabled() {
    return this.#state.get(AT.imageSmoothingEnabled);
  }

  set imageSmoothingEnabled(value) {
    const enabled = Boolean(value);
    this.#state.set(AT.imageSmoothingEnabled, enabled);
    this.#commands.add1(OP.imageSmoothingEnabled, enabled ? 1 : 0);
  }

  // ----- fill and stroke styles -----

  get fillStyle() {
    return this.#state.get(AT.fillStyle);
  }

  set fillStyle(value) {
    this.#setStyle(value, AT.fillStyle, OP.fillColor);
  }

  get strokeStyle() {
    return this.#state.get(AT.strokeStyle);
  }

  set strokeStyle(value) {
    this.#setStyle(value, AT.strokeStyle, OP.strokeColor);
  }

  #setStyle(value, at, op) {
    if (gradients.isGradient(value)) {
      const method = op === OP.fillColor ? 'setFillGradient' : 'setStrokeGradient';
      this.#setStyleObject(value, at, method, gradients.nativeGradient(value), gradients.addUser);
      return;
    }
    if (patterns.isPattern(value)) {
      const method = op === OP.fillColor ? 'setFillPattern' : 'setStrokePattern';
      this.#setStyleObject(value, at, method, patterns.nativePattern(value), patterns.addUser);
      return;
    }
    const color = parseColor(`${value}`);
    if (color === null) return;
    this.#state.set(at, color.css);
    this.#commands.add4(op, color.r, color.g, color.b, color.a);
  }

  #setStyleObject(value, at, method, nativeValue, addUser) {
    this.#commands.flush();
    this.#native[method](nativeValue);
    this.#weakCommands ??= new WeakRef(this.#commands);
    addUser(value, this.#weakCommands);
    this.#state.set(at, value);
  }

  createLinearGradient(x0, y0, x1, y1) {
    this.#checkReceiver();
    if (arguments.length < 4) throw tooFew('createLinearGradient', 4, arguments.length);
    return gradients.linearGradient(+x0, +y0, +x1, +y1);
  }

  createRadialGradient(x0, y0, r0, x1, y1, r1) {
    this.#checkReceiver();
    if (arguments.length < 6) throw tooFew('createRadialGradient', 6, arguments.length);
    return gradients.radialGradient(+x0, +y0, +r0, +x1, +y1, +r1);
  }

  createPattern(image, repetition) {
    this.#checkReceiver();
    if (arguments.length < 2) throw tooFew('createPattern', 2, arguments.length);
    const { picture: pictureOf, ofCanvas } = kindOf(image, 'createPattern');
    // [LegacyNullToEmptyString]
    const name = repetition === null ? '' : `${repetition}`;
    const picture = pictureOf(image, 'createPattern');
    // An image that is still being fetched, or has no source, makes no pattern.
    const kind = patterns.repetitionOf(name);
    return picture === null ? null : patterns.createPattern(picture[0], ofCanvas, kind);
  }

  createConicGradient(startAngle, x, y) {
    this.#checkReceiver();
    if (arguments.length < 3) throw tooFew('createConicGradient', 3, arguments.length);
    return gradients.conicGradient(+startAngle, +x, +y);
  }

  // ----- shadows -----

  get shadowColor() {
    return this.#state.get(AT.shadowColor);
  }

  set shadowColor(value) {
    const state = this.#state;
    const color = parseColor(`${value}`);
    if (color === null) return;
    state.set(AT.shadowColor, color.css);
    this.#commands.add4(OP.shadowColor, color.r, color.g, color.b, color.a);
  }

  get shadowBlur() {
    return this.#state.get(AT.shadowBlur);
  }

  set shadowBlur(value) {
    this.#setFinite(AT.shadowBlur, OP.shadowBlur, +value, 0);
  }

  get shadowOffsetX() {
    return this.#state.get(AT.shadowOffsetX);
  }

  set shadowOffsetX(value) {
    this.#setFinite(AT.shadowOffsetX, OP.shadowOffsetX, +value);
  }

  get shadowOffsetY() {
    return this.#state.get(AT.shadowOffsetY);
  }

  set shadowOffsetY(value) {
    this.#setFinite(AT.shadowOffsetY, OP.shadowOffsetY, +value);
  }

  // ----- filters -----

  get filter() {
    return this.#state.get(AT.filter);
  }

  set filter(value) {
    const state = this.#state;
    const string = `${value}`;
    if (string === 'none') {
      this.#commands.add(OP.noFilter);
    } else {
      this.#commands.flush();
      if (!this.#native.setFilter(string)) return;
    }
    // Read back as it was set, as the standard has it.
    state.set(AT.filter, string);
  }

  #setFinite(at, op, value, least = -Infinity) {
    if (!Number.isFinite(value) || value < least) return;
    this.#state.set(at, value);
    this.#commands.add1(op, value);
  }

  // ----- rectangles -----

  clearRect(x, y, w, h) {
    if (arguments.length < 4) throw tooFew('clearRect', 4, arguments.length);
    this.#commands.add4(OP.clearRect, +x, +y, +w, +h);
  }

  fillRect(x, y, w, h) {
    if (arguments.length < 4) throw tooFew('fillRect', 4, arguments.length);
    this.#commands.add4(OP.fillRect, +x, +y, +w, +h);
  }

  strokeRect(x, y, w, h) {
    if (arguments.length < 4) throw tooFew('strokeRect', 4, arguments.length);
    this.#commands.add4(OP.strokeRect, +x, +y, +w, +h);
  }

  // ----- paths -----

  beginPath() {
    this.#commands.add(OP.beginPath);
  }

  fill(first = undefined, second = undefined) {
    const commands = this.#commands;
    if (!isPath(first) && arguments.length < 2) {
      commands.add1(OP.fill, fillRule(first));
      return;
    }
    const path = pathOf(first);
    const rule = fillRule(second);
    const shape = nativePath(path);
    commands.flush();
    this.#native.fillPath(shape, rule === 1);
  }

  stroke(path = undefined) {
    const commands = this.#commands;
    if (arguments.length === 0) {
      commands.add(OP.stroke);
      return;
    }
    const shape = nativePath(path);
    commands.flush();
    this.#native.strokePath(shape);
  }

  clip(first = undefined, second = undefined) {
    const commands = this.#commands;
    if (!isPath(first) && arguments.length < 2) {
      commands.add1(OP.clip, fillRule(first));
      return;
    }
    const path = pathOf(first);
    const rule = fillRule(second);
    const shape = nativePath(path);
    commands.flush();
    this.#native.clipPath(shape, rule === 1);
  }

  // isPointInPath(x, y, rule) or (path, x, y, rule)
  isPointInPath(first, second, ...rest) {
    if (arguments.length < 2) throw tooFew('isPointInPath', 2, arguments.length);
    const commands = this.#commands;
    const ofPath = rest.length > 1 || (rest.length === 1 && isPath(first));
    const path = ofPath ? pathOf(first) : undefined;
    const numbers = ofPath ? [second, ...rest] : [first, second, ...rest];
    const [x, y, rule] = [+numbers[0], +numbers[1], fillRule(numbers[2])];
    const shape = path && nativePath(path);
    commands.flush();
    return this.#native.isPointInPath(shape, x, y, rule === 1);
  }

  // isPointInStroke(x, y) or (path, x, y)
  isPointInStroke(first, second, ...rest) {
    if (arguments.length < 2) throw tooFew('isPointInStroke', 2, arguments.length);
    const commands = this.#commands;
    const path = rest.length > 0 ? pathOf(first) : undefined;
    const [x, y] = path === undefined ? [+first, +second] : [+second, +rest[0]];
    const shape = path && nativePath(path);
    commands.flush();
    return this.#native.isPointInStroke(shape, x, y);
  }

  // ----- line styles -----

  get lineWidth() {
    return this.#state.get(AT.lineWidth);
  }

  set lineWidth(value) {
    const state = this.#state;
    const width = +value;
    if (!(width > 0) || width === Infinity) return;
    state.set(AT.lineWidth, width);
    this.#commands.add1(OP.lineWidth, width);
  }

  get miterLimit() {
    return this.#state.get(AT.miterLimit);
  }

  set miterLimit(value) {
    const state = this.#state;
    const limit = +value;
    if (!(limit > 0) || limit === Infinity) return;
    state.set(AT.miterLimit, limit);
    this.#commands.add1(OP.miterLimit, limit);
  }

  get lineDashOffset() {
    return this.#state.get(AT.lineDashOffset);
  }

  set lineDashOffset(value) {
    this.#setFinite(AT.lineDashOffset, OP.lineDashOffset, +value);
  }

  setLineDash(segments) {
    this.#checkReceiver();
    if (arguments.length < 1) throw tooFew('setLineDash', 1, arguments.length);
    const list = sequence(segments, toNumber);
    if (list === undefined) throw wrongType('setLineDash: the segments', 'a list of numbers', segments);
    if (list.some((length) => !(length >= 0) || length === Infinity)) return;
    this.#commands.flush();
    this.#native.setLineDash(list);
    this.#state.set(AT.lineDash, list.length % 2 === 1 ? [...list, ...list] : list);
  }

  getLineDash() {
    return [...this.#state.get(AT.lineDash)];
  }

  // ----- text -----

  get font() {
    return this.#state.get(AT.font);
  }

  set font(value) {
    const string = `${value}`;
    this.#commands.flush();
    const attributes = this.#native.setFont(string);
    if (attributes) this.#keepFont(attributes);
  }

  #keepFont([font, stretch, caps]) {
    const state = this.#state;
    state.set(AT.font, font);
    state.set(AT.fontStretch, stretch);
    state.set(AT.fontVariantCaps, caps);
  }

  get fontStretch() {
    return this.#state.get(AT.fontStretch);
  }

  set fontStretch(value) {
    this.#setFontPart(false, KEYWORDS.fontStretch.get(`${value}`));
  }

  get fontVariantCaps() {
    return this.#state.get(AT.fontVariantCaps);
  }

  set fontVariantCaps(value) {
    this.#setFontPart(true, KEYWORDS.fontVariantCaps.get(`${value}`));
  }

  #setFontPart(isCaps, number) {
    if (number === undefined) return;
    this.#commands.flush();
    this.#keepFont(this.#native.setFontPart(isCaps, number));
  }

  get letterSpacing() {
    return this.#state.get(AT.letterSpacing);
  }

  set letterSpacing(value) {
    this.#setTextCss('letterSpacing', `${value}`);
  }

  get wordSpacing() {
    return this.#state.get(AT.wordSpacing);
  }

  set wordSpacing(value) {
    this.#setTextCss('wordSpacing', `${value}`);
  }

  // Of CSS, and of no browser's canvas.

  get fontFeatureSettings() {
    return this.#state.get(AT.fontFeatureSettings);
  }

  set fontFeatureSettings(value) {
    this.#setTextCss('fontFeatureSettings', `${value}`);
  }

  get fontVariationSettings() {
    return this.#state.get(AT.fontVariationSettings);
  }

  set fontVariationSettings(value) {
    this.#setTextCss('fontVariationSettings', `${value}`);
  }

  /** Sets an attribute that native code reads as CSS; what doesn't parse changes nothing. */
  #setTextCss(name, string) {
    this.#commands.flush();
    const css = this.#native.setTextCss(name, string);
    if (typeof css === 'string') this.#state.set(AT[name], css);
  }

  get lang() {
    return this.#state.get(AT.lang);
  }

  set lang(value) {
    const lang = `${value}`;
    this.#commands.flush();
    this.#native.setLang(lang);
    this.#state.set(AT.lang, lang);
  }

  fillText(text, x, y, maxWidth = undefined) {
    if (arguments.length < 3) throw tooFew('fillText', 3, arguments.length);
    this.#drawText(OP.fillText, `${text}`, +x, +y, maxWidth === undefined ? undefined : +maxWidth);
  }

  strokeText(text, x, y, maxWidth = undefined) {
    if (arguments.length < 3) throw tooFew('strokeText', 3, arguments.length);
    this.#drawText(OP.strokeText, `${text}`, +x, +y, maxWidth === undefined ? undefined : +maxWidth);
  }

  #drawText(op, text, x, y, maxWidth) {
    const commands = this.#commands;
    if (text.length > MAX_TEXT) {
      commands.flush();
      this.#native.drawText(op === OP.strokeText, text, x, y, maxWidth);
      return;
    }
    // Not a number means that there is none.
    if (maxWidth !== undefined && !Number.isFinite(maxWidth)) return;
    if (!this.#hasTexts) this.#noteTexts();
    commands.addText(op, x, y, maxWidth ?? NaN, text);
  }

  #noteTexts() {
    this.#hasTexts = true;
    this.#weakCommands ??= new WeakRef(this.#commands);
    noteTexts(this.#weakCommands);
  }

  measureText(text, options = undefined) {
    if (arguments.length < 1) throw tooFew('measureText', 1, arguments.length);
    const string = `${text}`;
    const hasRanges = options !== undefined && Boolean(dictionary(options, 'measureText: the options').ranges);
    this.#commands.flush();
    const numbers = this.#native.measureText(string);
    return textMetrics(numbers, hasRanges ? this.#rangesOf(string) : undefined);
  }

  #rangesOf(text) {
    return new TextRanges(text, this.#native.measureSegments(text), this.#state.get(AT.direction) === 'rtl');
  }

  // ----- images -----

  // drawImage(image, dx, dy), (image, dx, dy, dw, dh) or (image, sx, sy, sw, sh, dx, dy, dw, dh)
  drawImage(image, dx, dy, ...more) {
    this.#checkReceiver();
    const count = arguments.length;
    if (count < 3 || count === 4 || (count > 5 && count < 9)) throw new TypeError(`drawImage takes 3, 5 or 9 arguments, got ${count}`);
    const { picture: pictureOf, ofCanvas } = kindOf(image, 'drawImage');
    const v = [+dx, +dy, ...more.slice(0, count < 9 ? 2 : 6).map(toNumber)];
    const picture = pictureOf(image, 'drawImage');
    // An image that is still being fetched draws nothing, as in browsers.
    if (picture === null) return;
    const [source, width, height] = picture;
    const place = v.length === 8 ? v : [0, 0, width, height, v[0], v[1], v[2] ?? width, v[3] ?? height];
    this.#commands.flush();
    if (ofCanvas) this.#native.drawCanvas(source, place);
    else this.#native.drawImage(source, place);
  }

  // createImageData(imageData) or (sw, sh, settings)
  createImageData(first, second = undefined, settings = undefined) {
    this.#checkReceiver();
    if (arguments.length < 1) throw tooFew('createImageData', 1, arguments.length);
    if (arguments.length === 1) {
      const given = imageDataParts(first);
      if (given === undefined) throw wrongType('createImageData: the only argument', 'an ImageData', first);
      return new ImageData(given.width, given.height, settingsOf(given.format));
    }
    const [width, height] = [Math.abs(toLongInRange(first, 'sw')), Math.abs(toLongInRange(second, 'sh'))];
    const format = formatOf(settings, this.#isWide);
    if (width === 0 || height === 0) throw domException('IndexSizeError', `createImageData: a size of ${width}x${height} has no pixels`);
    return new ImageData(blankPixels(width, height, format.deep), width, height, settingsOf(format));
  }

  /** Image data is in the canvas's colour space unless another is named. */
  get #isWide() {
    return this.#attributes.colorSpace === 1;
  }

  getImageData(sx, sy, sw, sh, settings = undefined) {
    this.#checkReceiver();
    if (arguments.length < 4) throw tooFew('getImageData', 4, arguments.length);
    let [x, y] = [toLongInRange(sx, 'sx'), toLongInRange(sy, 'sy')];
    const [signedWidth, signedHeight] = [toLongInRange(sw, 'sw'), toLongInRange(sh, 'sh')];
    const format = formatOf(settings, this.#isWide);
    if (signedWidth === 0 || signedHeight === 0) {
      throw domException('IndexSizeError', `getImageData: a size of ${signedWidth}x${signedHeight} has no pixels`);
    }
    if (signedWidth < 0) x += signedWidth;
    if (signedHeight < 0) y += signedHeight;
    const [width, height] = [Math.abs(signedWidth), Math.abs(signedHeight)];
    const data = pixelsToFill(width, height, format.deep);
    this.#commands.flush();
    this.#nativeCanvas.readPixels([withinReach(x), withinReach(y)], width, bytesOfPixels(data), format.deep, format.wide);
    return new ImageData(data, width, height, settingsOf(format));
  }

  // putImageData(data, dx, dy) or (data, dx, dy, dirtyX, dirtyY, dirtyWidth, dirtyHeight)
  putImageData(imageData, dx, dy, ...dirty) {
    this.#checkReceiver();
    if (arguments.length < 3) throw tooFew('putImageData', 3, arguments.length);
    if (dirty.length > 0 && dirty.length < 4) throw tooFew('putImageData', 7, arguments.length);
    const given = imageDataParts(imageData);
    if (given === undefined) throw wrongType('putImageData: the data', 'an ImageData', imageData);
    const [x, y] = [toLongInRange(dx, 'dx'), toLongInRange(dy, 'dy')];
    const { data, width, height, format } = given;
    let [left, top, w, h] = [0, 0, width, height];
    if (dirty.length > 0) {
      [left, top, w, h] = dirty.slice(0, 4).map((value) => toLongInRange(value, 'a dirty number'));
      // Negative sizes mean the same area, seen from its other corner.
      if (w < 0) [left, w] = [left + w, -w];
      if (h < 0) [top, h] = [top + h, -h];
    }
    if (data.length === 0) throw domException('InvalidStateError', "putImageData: the data's buffer is detached");
    this.#commands.flush();
    const place = [x, y, Math.max(left, MIN_LONG), Math.max(top, MIN_LONG), w, h];
    this.#native.putPixels(bytesOfPixels(data), width, place, format.deep, format.wide);
  }

  static {
    flushContext = (context) => context.#commands.flush();
    forgetContext = (context) => {
      context.#commands.clear();
      context.#state.reset();
    };
    addPathMethods(this, (context) => context.#commands);
    for (const [name, values] of Object.entries(KEYWORDS)) {
      const [at, op] = [AT[name], OP[name]];
      // Parts of the font have accessors of their own.
      if (op === undefined) continue;
      addMembers(this, {
        get [name]() {
          return this.#state.get(at);
        },
        set [name](value) {
          const state = this.#state;
          const given = `${value}`;
          const keyword = values.has(given) ? given : ALIASES.get(given);
          const number = values.get(keyword);
          if (number === undefined) return;
          state.set(at, keyword);
          this.#commands.add1(op, number);
        },
      });
    }
  }
}

finishInterface(CanvasRenderingContext2D);

/** The context of a canvas that no element could show. */
class OffscreenCanvasRenderingContext2D extends CanvasRenderingContext2D {}

finishInterface(OffscreenCanvasRenderingContext2D);

function createContext(canvas, nativeCanvas, attributes, isOffscreen) {
  const Context = isOffscreen ? OffscreenCanvasRenderingContext2D : CanvasRenderingContext2D;
  return new Context(CONSTRUCT, canvas, nativeCanvas, attributes);
}

module.exports = { CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D, createContext, flushContext, forgetContext, sources };
