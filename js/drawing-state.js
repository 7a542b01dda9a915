'use strict';

// The drawing state as JavaScript reads it back. Native code has its own, which it draws with; every
// change is made here and recorded for there.
// https://html.spec.whatwg.org/multipage/canvas.html#drawing-state

const INITIAL = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  globalAlpha: 1,
  globalCompositeOperation: 'source-over',
  imageSmoothingEnabled: true,
  imageSmoothingQuality: 'low',
  shadowColor: 'rgba(0, 0, 0, 0)',
  shadowBlur: 0,
  shadowOffsetX: 0,
  shadowOffsetY: 0,
  filter: 'none',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  miterLimit: 10,
  lineDash: [],
  lineDashOffset: 0,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  direction: 'inherit',
  letterSpacing: '0px',
  wordSpacing: '0px',
  fontKerning: 'auto',
  fontStretch: 'normal',
  fontVariantCaps: 'normal',
  textRendering: 'auto',
  lang: 'inherit',
  fontFeatureSettings: 'normal',
  fontVariationSettings: 'normal',
};

/**
 * One state. Copied field by field: an engine's way of copying any object loses the fast path as soon as a
 * field has held numbers of two kinds, and a save that is used then costs six times as much.
 */
class DrawingState {
  constructor(from) {
    this.fillStyle = from.fillStyle;
    this.strokeStyle = from.strokeStyle;
    this.globalAlpha = from.globalAlpha;
    this.globalCompositeOperation = from.globalCompositeOperation;
    this.imageSmoothingEnabled = from.imageSmoothingEnabled;
    this.imageSmoothingQuality = from.imageSmoothingQuality;
    this.shadowColor = from.shadowColor;
    this.shadowBlur = from.shadowBlur;
    this.shadowOffsetX = from.shadowOffsetX;
    this.shadowOffsetY = from.shadowOffsetY;
    this.filter = from.filter;
    this.lineWidth = from.lineWidth;
    this.lineCap = from.lineCap;
    this.lineJoin = from.lineJoin;
    this.miterLimit = from.miterLimit;
    this.lineDash = from.lineDash;
    this.lineDashOffset = from.lineDashOffset;
    this.font = from.font;
    this.textAlign = from.textAlign;
    this.textBaseline = from.textBaseline;
    this.direction = from.direction;
    this.letterSpacing = from.letterSpacing;
    this.wordSpacing = from.wordSpacing;
    this.fontKerning = from.fontKerning;
    this.fontStretch = from.fontStretch;
    this.fontVariantCaps = from.fontVariantCaps;
    this.textRendering = from.textRendering;
    this.lang = from.lang;
    this.fontFeatureSettings = from.fontFeatureSettings;
    this.fontVariationSettings = from.fontVariationSettings;
  }
}

/** The current state and those saved. A saved state is shared until the current one changes. */
class StateStack {
  #now = new DrawingState(INITIAL);
  #shared = false;
  #saved = [];

  get now() {
    return this.#now;
  }

  /** The current state, for a change. */
  own() {
    if (this.#shared) {
      this.#now = new DrawingState(this.#now);
      this.#shared = false;
    }
    return this.#now;
  }

  save() {
    this.#saved.push(this.#now);
    this.#shared = true;
  }

  /** False when there is nothing to restore. */
  restore() {
    if (this.#saved.length === 0) return false;
    this.#now = this.#saved.pop();
    this.#shared = true;
    return true;
  }

  reset() {
    this.#now = new DrawingState(INITIAL);
    this.#shared = false;
    this.#saved = [];
  }
}

module.exports = { StateStack };
