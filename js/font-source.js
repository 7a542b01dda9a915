'use strict';

// The `src` of a font face: a list of addresses and names of fonts. https://drafts.csswg.org/css-fonts-4/#src-desc

const STRING = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'/y;
const BARE = /[^\s"'()\\]*/y;
const FUNCTION = /(url|local|format|tech)\(\s*/iy;
const BETWEEN = /\s*/y;

/** What a string means: its escapes are characters. https://drafts.csswg.org/css-syntax-3/#consume-escaped-code-point */
function unescaped(quoted) {
  const text = quoted.slice(1, -1).replaceAll(/\\\n/g, '');
  return text.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (all, hex, character) => {
    if (hex === undefined) return character;
    const code = parseInt(hex, 16);
    const isNone = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
    return String.fromCodePoint(isNone ? 0xfffd : code);
  });
}

class Reader {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  get isAtEnd() {
    return this.#at === this.#text.length;
  }

  /** What a sticky expression matches here; undefined for nothing. */
  take(expression) {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text);
    if (match === null) return undefined;
    this.#at = expression.lastIndex;
    return match;
  }

  takeCharacter(character) {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    this.take(BETWEEN);
    return true;
  }

  /** `name(argument)`; undefined where there is none. */
  takeFunction() {
    const name = this.take(FUNCTION)?.[1].toLowerCase();
    if (name === undefined) return undefined;
    const quoted = this.take(STRING)?.[0];
    const argument = quoted === undefined ? this.take(BARE)[0] : unescaped(quoted);
    this.take(BETWEEN);
    return this.takeCharacter(')') ? { name, argument } : undefined;
  }
}

/** The sources in order, as `{ name: 'url' | 'local', argument }`; undefined for what is no list of them. */
function fontSources(text) {
  const reader = new Reader(text);
  reader.take(BETWEEN);
  const sources = [];
  do {
    const source = reader.takeFunction();
    if (source?.name !== 'url' && source?.name !== 'local') return undefined;
    sources.push(source);
    for (const hint of source.name === 'url' ? ['format', 'tech'] : []) {
      if (!reader.isAtEnd && reader.take(new RegExp(`(?=${hint}\\()`, 'iy')) && reader.takeFunction() === undefined) return undefined;
    }
  } while (reader.takeCharacter(','));
  return reader.isAtEnd ? sources : undefined;
}

module.exports = { fontSources };
