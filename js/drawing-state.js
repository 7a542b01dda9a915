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

const NAMES = Object.keys(INITIAL);
const VALUES = Object.values(INITIAL);

/** Names to where the values are. A plain object: its fields are constants to the compiler. */
const AT = Object.fromEntries(NAMES.map((name, at) => [name, at]));

// A bit for each of the values, of which a small integer has 31.
const ALL = -1;

/**
 * The current state, and what a restore brings back: of each state that was saved only the values that changed after,
 * because a copy of them all would cost ten times what the change does.
 */
class StateStack {
  #values = [...VALUES];
  // Where a value was, and the value, of those to bring back.
  #old = [];
  // Of each save: how much there was to bring back before, and what had changed.
  #saves = [];
  // What changed since the last save. Before the first nothing is to be brought back.
  #changed = ALL;

  get(at) {
    return this.#values[at];
  }

  set(at, value) {
    const values = this.#values;
    const bit = 1 << at;
    if ((this.#changed & bit) === 0) {
      this.#changed |= bit;
      this.#old.push(at, values[at]);
    }
    values[at] = value;
  }

  save() {
    this.#saves.push(this.#old.length, this.#changed);
    this.#changed = 0;
  }

  /** False when there is nothing to restore. */
  restore() {
    const saves = this.#saves;
    if (saves.length === 0) return false;
    this.#changed = saves.pop();
    const from = saves.pop();
    const old = this.#old;
    while (old.length > from) {
      const value = old.pop();
      this.#values[old.pop()] = value;
    }
    return true;
  }

  reset() {
    this.#values = [...VALUES];
    this.#old = [];
    this.#saves = [];
    this.#changed = ALL;
  }
}

module.exports = { AT, StateStack };
