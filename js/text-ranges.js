'use strict';

// The parts of a text that was measured: where they are, and which is where.
//
// No standard yet; names, results and errors are Chromium's behind its flag for them.

const { domException } = require('./errors.js');
const { DOMRectReadOnly } = require('./geometry/rect.js');

// Numbers of one cluster as native code gives them.
const STRIDE = 10;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Letters that are shaped as one, such as a ligature, cut evenly into what a caret may stand between. */
function* lettersOf({ start, end, left, right, isRtl, run }, isStart) {
  const edges = [start];
  for (let at = start + 1; at < end; at++) if (isStart[at] === 1) edges.push(at);
  const width = (right - left) / edges.length;
  for (let place = 0; place < edges.length; place++) {
    const index = isRtl ? edges.length - 1 - place : place;
    const isLast = place === edges.length - 1;
    const sides = { left: left + place * width, right: isLast ? right : left + (place + 1) * width };
    yield { start: edges[index], end: edges[index + 1] ?? end, ...sides, isRtl, run };
  }
}

function indexSizeError(method, what, value, relation, bound) {
  return domException('IndexSizeError', `${method}: the ${what} (${value}) is ${relation} (${bound})`);
}

const hasArea = ({ width, height }) => width > 0 && height > 0;

/** A box around two; one without area counts only beside another such. */
function joined(a, b) {
  if (!hasArea(b)) return hasArea(a) ? a : b;
  if (!hasArea(a)) return b;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

const rectOf = ({ x, y, width, height }) => new DOMRectReadOnly(x, y, width, height);

class TextRanges {
  #length;
  #isRtl;
  #clusters = [];
  #letters = [];

  /** @param numbers the clusters from left to right, @param isRtl the direction of the text as a whole */
  constructor(text, numbers, isRtl) {
    this.#length = text.length;
    this.#isRtl = isRtl;
    const isStart = new Uint8Array(text.length);
    for (const { index } of graphemes.segment(text)) isStart[index] = 1;
    for (let i = 0; i < numbers.length; i += STRIDE) {
      const [start, end, left, right, rtl, run, x, y, width, height] = numbers.slice(i, i + STRIDE);
      const cluster = { start, end, left, right, isRtl: rtl === 1, run, ink: { x, y, width, height } };
      this.#clusters.push(cluster);
      this.#letters.push(...lettersOf(cluster, isStart));
    }
  }

  /** One rectangle for each run of one direction, from left to right. */
  selection(from, to, top, height) {
    this.#check('getSelectionRects', from, to);
    if (this.#length === 0) return [];
    if (from >= to) return [new DOMRectReadOnly(this.#caret(to), top, 0, height)];
    const spans = new Map();
    for (const { start, end, left, right, run } of this.#letters) {
      if (start >= to || end <= from) continue;
      const span = spans.get(run);
      spans.set(run, span === undefined ? [left, right] : [span[0], right]);
    }
    return [...spans.values()].map(([left, right]) => new DOMRectReadOnly(left, top, right - left, height));
  }

  /** The box of the ink of the clusters that start in the range. */
  box(from, to, baseline) {
    const bound = this.#length;
    if (from >= bound) throw indexSizeError('getActualBoundingBox', 'start', from, 'not below the length', bound);
    this.#check('getActualBoundingBox', from, to);
    const inRange = this.#clusters.filter(({ start }) => start >= from && start < to);
    const nothing = { x: this.#letters[0]?.left ?? 0, y: baseline, width: 0, height: 0 };
    return rectOf(inRange.map(({ ink }) => ink).reduce(joined, nothing));
  }

  /** The index whose caret is nearest; where two runs meet, that of the text's own direction. */
  indexAt(offset) {
    let best = { index: 0, distance: Infinity, isOwn: false };
    for (const { start, end, left, right, isRtl } of this.#letters) {
      const isOwn = isRtl === this.#isRtl;
      for (const [x, index] of [[left, isRtl ? end : start], [right, isRtl ? start : end]]) {
        const distance = Math.abs(offset - x);
        if (distance < best.distance || (distance === best.distance && isOwn && !best.isOwn)) best = { index, distance, isOwn };
      }
    }
    return best.index;
  }

  #check(method, from, to) {
    for (const [what, value] of [['start', from], ['end', to]]) {
      if (value > this.#length) throw indexSizeError(method, what, value, 'greater than the length', this.#length);
    }
  }

  /** Where a caret before that code unit stands; within a letter, before the letter. */
  #caret(index) {
    const isAtEnd = index === this.#length;
    const letter = this.#letters.find(({ start, end }) => (isAtEnd ? end === index : start <= index && index < end));
    // Only letters that no glyph stands for are not found.
    if (letter === undefined) return this.#letters.at(-1)?.right ?? 0;
    return letter.isRtl === isAtEnd ? letter.left : letter.right;
  }
}

module.exports = { TextRanges };
