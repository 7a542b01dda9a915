'use strict';

// Text in lines: an addition to the standard, made of its own measureText and fillText.

const { native } = require('./binding.js');
const { CanvasRenderingContext2D } = require('./context2d.js');
const { dictionary } = require('./convert.js');
const { tooFew, wrongType } = require('./errors.js');

/** What a span may set, by the context's names. */
const ATTRIBUTES = [
  'font', 'fillStyle', 'strokeStyle', 'letterSpacing', 'wordSpacing', 'fontKerning', 'fontStretch',
  'fontVariantCaps', 'fontFeatureSettings', 'fontVariationSettings', 'textRendering', 'lang',
];
const ALIGNMENTS = ['start', 'end', 'left', 'right', 'center'];
/** Widths are sums of fractions: a line that was measured to fit must fit again. */
const SLACK = 1e-6;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Where each grapheme of a text ends. */
function* graphemeEnds(text) {
  for (const { index, segment } of graphemes.segment(text)) yield index + segment.length;
}

function spansOf(text) {
  if (typeof text !== 'object' || text === null || typeof text[Symbol.iterator] !== 'function') {
    return [{ text: `${text}`, style: {} }];
  }
  return Array.from(text, (span) => {
    const members = dictionary(span, 'layoutText: a span');
    if (members.text === undefined) throw wrongType("layoutText: a span's text", 'a string', members.text);
    const set = ATTRIBUTES.filter((name) => members[name] !== undefined);
    return { text: `${members.text}`, style: Object.fromEntries(set.map((name) => [name, members[name]])) };
  });
}

function positive(value, fallback, what) {
  if (value === undefined || value === null) return fallback;
  const number = Number(value);
  if (!(number > 0)) throw new RangeError(`layoutText: ${what} must be more than 0, got ${number}`);
  return number;
}

function optionsOf(value) {
  const { width, maxLines, ellipsis, align, lineHeight } = dictionary(value, 'layoutText: the options');
  if (align !== undefined && !ALIGNMENTS.includes(align)) {
    throw new TypeError(`layoutText: align must be one of ${ALIGNMENTS.join(', ')}, got ${String(align)}`);
  }
  return {
    width: positive(width, Infinity, 'width'),
    maxLines: Math.max(1, Math.floor(positive(maxLines, Infinity, 'maxLines'))),
    ellipsis: ellipsis === undefined || ellipsis === null ? '\u2026' : `${ellipsis}`,
    align: align ?? 'start',
    lineHeight: positive(lineHeight, undefined, 'lineHeight'),
  };
}

/** A text of several styles that is measured and drawn by parts. */
class StyledText {
  #context;
  #spans;

  constructor(context, spans) {
    this.#context = context;
    this.text = spans.map((span) => span.text).join('');
    let end = 0;
    this.#spans = spans.map(({ text, style }) => ({ start: end, end: (end += text.length), style }));
  }

  /** Calls with each part of one style, in order, and that style on the context. */
  #each(start, end, visit) {
    const context = this.#context;
    for (const span of this.#spans) {
      const [from, to] = [Math.max(start, span.start), Math.min(end, span.end)];
      // An empty line has the height of its style.
      if (from > to || (from === to && start !== end)) continue;
      context.save();
      try {
        Object.assign(context, { textAlign: 'left', textBaseline: 'alphabetic' }, span.style);
        visit(this.text.slice(from, to), context);
      } finally {
        context.restore();
      }
      if (start === end) return;
    }
  }

  /** The parts of a line with their metrics; `more` is added to the last. */
  parts(start, end, more = '') {
    const parts = [];
    this.#each(start, end, (text, context) => parts.push({ text, metrics: context.measureText(text) }));
    if (more !== '') {
      const last = Math.max(start, end - 1);
      this.#each(last, Math.max(end, last), (text, context) => {
        const part = parts.at(-1) ?? { text: '' };
        part.text += more;
        part.metrics = context.measureText(part.text);
        if (parts.length === 0) parts.push(part);
      });
    }
    return parts;
  }

  width(start, end, more = '') {
    return this.parts(start, end, more).reduce((sum, { metrics }) => sum + metrics.width, 0);
  }

  /** Draws the parts of a line from the left end of its baseline. */
  draw({ start, end, parts }, x, y, method) {
    const rtl = this.#context.direction === 'rtl';
    let at = rtl ? x + parts.reduce((sum, { metrics }) => sum + metrics.width, 0) : x;
    let next = 0;
    this.#each(start, end, (_, context) => {
      const part = parts[next++];
      if (part === undefined) return;
      if (rtl) at -= part.metrics.width;
      context[method](part.text, at, y);
      if (!rtl) at += part.metrics.width;
    });
  }
}

/** The largest of ascending candidates that passes; -1 when the first fails. Tries few of many. */
function lastThat(count, passes) {
  let [low, high] = [-1, 0];
  for (let step = 1; high < count && passes(high); step *= 2) {
    low = high;
    high = low + step;
  }
  high = Math.min(high, count);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const trimmedEnd = (text, start, end) => start + text.slice(start, end).trimEnd().length;

/** Where the lines of a styled text start and end, without the spaces they end with. */
function* linesOf(styled, width) {
  const { text } = styled;
  const breaks = Array.from(native.lineBreaks(text), (code) => ({ at: code >> 1, isForced: code % 2 === 1 }));
  const fits = (start, end) => styled.width(start, trimmedEnd(text, start, end)) <= width + SLACK;
  let [start, next, until] = [0, 0, 0];
  let forced = true;
  while (next < breaks.length) {
    // One more than the next place where the line must end.
    if (until <= next) for (until = next + 1; until < breaks.length && !breaks[until - 1].isForced;) until += 1;
    const count = until - next;
    let last = lastThat(count, (index) => fits(start, breaks[next + index].at));
    let end;
    if (last >= 0) {
      end = breaks[next + last].at;
    } else {
      // A word too long for a line is broken anywhere, but one grapheme stands in any line.
      const word = text.slice(start, breaks[next].at);
      const ends = Array.from(graphemeEnds(word), (length) => start + length);
      end = ends[Math.max(0, lastThat(ends.length, (index) => fits(start, ends[index])))];
      if (end === breaks[next].at) last = 0;
    }
    forced = last >= 0 && breaks[next + last].isForced;
    yield { start, end: trimmedEnd(text, start, end) };
    start = end;
    next += last + 1;
  }
  // After a last line feed, and where there is no text at all, is an empty line.
  if (forced) yield { start: text.length, end: text.length };
}

/** The end of as much of a line as leaves room for the ellipsis. */
function cut(styled, { start }, width, ellipsis) {
  const rest = styled.text.slice(start).split(/[\n\r\v\f\u0085\u2028\u2029]/u, 1)[0];
  const ends = [start, ...Array.from(graphemeEnds(rest), (length) => start + length)];
  const at = (index) => trimmedEnd(styled.text, start, ends[index]);
  const last = lastThat(ends.length, (index) => styled.width(start, at(index), ellipsis) <= width + SLACK);
  return at(Math.max(0, last));
}

function offset(align, direction, room) {
  const rtl = direction === 'rtl';
  if (align === 'center') return room / 2;
  const right = align === 'right' || (align === 'start' && rtl) || (align === 'end' && !rtl);
  return right ? room : 0;
}

/** Lines of text in a box. Remembers the context; draw before its font changes. */
class TextBox {
  #styled;
  #lines;

  constructor(styled, lines, facts) {
    this.#styled = styled;
    this.#lines = lines;
    Object.assign(this, facts);
    this.lines = lines.map(({ parts, start, end, ...line }) => ({ text: parts.map((part) => part.text).join(''), start, end, ...line }));
  }

  /** Fills the text with the box's upper left corner at a point. */
  fill(x, y) {
    this.#draw(+x, +y, 'fillText');
  }

  /** Strokes it. */
  stroke(x, y) {
    this.#draw(+x, +y, 'strokeText');
  }

  #draw(x, y, method) {
    for (const line of this.#lines) this.#styled.draw(line, x + line.x, y + line.baseline, method);
  }
}

function layoutText(context, text, options = undefined) {
  if (arguments.length < 2) throw tooFew('layoutText', 2, arguments.length);
  if (!(context instanceof CanvasRenderingContext2D)) {
    throw wrongType('layoutText: the context', 'a CanvasRenderingContext2D', context);
  }
  const { width, maxLines, ellipsis, align, lineHeight } = optionsOf(options);
  const styled = new StyledText(context, spansOf(text));
  const places = [];
  let truncated = false;
  for (const place of linesOf(styled, width)) {
    truncated = places.length + 1 > maxLines;
    if (truncated) break;
    places.push(place);
  }
  let y = 0;
  const lines = places.map((place, index) => {
    const isCut = truncated && index === places.length - 1;
    const end = isCut ? cut(styled, place, width, ellipsis) : place.end;
    const parts = styled.parts(place.start, end, isCut ? ellipsis : '');
    const most = (name) => Math.max(0, ...parts.map(({ metrics }) => metrics[name]));
    const [ascent, descent] = [most('fontBoundingBoxAscent'), most('fontBoundingBoxDescent')];
    const height = lineHeight ?? ascent + descent;
    const baseline = y + (height - ascent - descent) / 2 + ascent;
    y += height;
    const lineWidth = parts.reduce((sum, { metrics }) => sum + metrics.width, 0);
    return { start: place.start, end, parts, x: 0, baseline, width: lineWidth, ascent, descent };
  });
  const widest = Math.max(0, ...lines.map((line) => line.width));
  const room = width === Infinity ? widest : width;
  for (const line of lines) line.x = offset(align, context.direction, room - line.width);
  return new TextBox(styled, lines, { width: widest, height: y, truncated });
}

module.exports = { layoutText };
