'use strict';

// Whether a PDF of ours is one: each object where the table says it is, each stream can be unpacked, and only operators,
// names and numbers stand in what pages are drawn by.

const { inflateSync } = require('node:zlib');

const OPERATORS = new Set(['q', 'Q', 'cm', 'w', 'J', 'j', 'M', 'd', 'gs', 'm', 'l', 'c', 'h', 're', 'S', 'f', 'f*', 'W', 'W*', 'n', 'BT', 'ET', 'Tf', 'Tr', 'Tm', 'TJ', 'cs', 'CS',
  'scn', 'SCN', 'rg', 'RG', 'sh', 'Do', 'BDC', 'EMC']);
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)$/;
// Strings first, so that nothing in them is taken for anything else.
const TOKENS = /\((?:[^\\()]|\\[^])*\)|<[\da-fA-F\s]*>|<<|>>|[[\]]|\/[^\s()<>[\]/]*|[^\s()<>[\]/]+/g;
// What is written with one page is written in the same way with more of it.
const MOST_TOKENS = 1 << 21;

// Beyond it there are only texts, which may have any words.
const MOST_DICTIONARY = 1000;

const fault = (text) => ({ fault: text });

/** What is wrong in what a page is drawn by, or null. */
function contentFault(content) {
  const depths = { q: 0, BT: 0, BDC: 0 };
  const ends = { Q: 'q', ET: 'BT', EMC: 'BDC' };
  const text = content.subarray(0, MOST_TOKENS).toString('latin1');
  const isWhole = text.length === content.length;
  for (const [token] of isWhole ? text.matchAll(TOKENS) : text.slice(0, text.lastIndexOf('\n')).matchAll(TOKENS)) {
    if (/^[(<>[\]/]/.test(token)) continue;
    if (!OPERATORS.has(token) && !NUMBER.test(token)) return `${JSON.stringify(token.slice(0, 40))} is drawn by`;
    if (token in depths) depths[token] += 1;
    if (token in ends) depths[ends[token]] -= 1;
    if (depths[ends[token]] < 0) return `${token} ends nothing`;
    if (depths.q > 28) return 'states are nested deeper than readers let them';
  }
  const open = Object.keys(depths).filter((name) => depths[name] !== 0);
  return isWhole && open.length > 0 ? `${open} without an end` : null;
}

function streamFault(dictionary, bytes) {
  const plain = dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
  const isDrawn = dictionary.includes('/Subtype /Form') || dictionary.includes('/PatternType') || !/\/(Subtype|Type|Length1|Name)\b/.test(dictionary);
  // Fonts and their tables of letters are for others to read.
  return isDrawn && !/^(\0\x01\0\0|OTTO|true|%!PS|\/CIDInit|\x01\0)/.test(plain.subarray(0, 8).toString('latin1')) ? contentFault(plain) : null;
}

/** 'document of N pages', or what is wrong with it. */
function documentOutcome(bytes) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.subarray(-64).toString('latin1'))?.[1] ?? NaN);
  if (!file.subarray(0, 8).toString('latin1').startsWith('%PDF-1.') || Number.isNaN(start)) return 'no document';
  const table = file.subarray(start).toString('latin1');
  const entries = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, at]) => Number(at));
  let pages = 0;
  for (const [index, at] of entries.entries()) {
    const { fault: wrong, isPage } = objectAt(file, index + 1, at, entries);
    if (wrong) return `object ${index + 1}: ${wrong}`;
    pages += isPage ? 1 : 0;
  }
  return `document of ${pages} pages`;
}

function objectAt(file, number, at) {
  const begin = `${number} 0 obj\n`;
  if (file.subarray(at, at + begin.length).toString('latin1') !== begin) return fault('is not where the table says');
  const body = at + begin.length;
  const object = file.subarray(body, file.indexOf('\nendobj', body, 'latin1'));
  const stream = object.indexOf('\nstream\n', 0, 'latin1');
  const dictionary = object.subarray(0, stream < 0 ? object.length : stream).toString('latin1');
  if (/[\s[]-?(inf|NaN)[\s\]]/.test(dictionary.slice(0, MOST_DICTIONARY))) return fault('a number that is none');
  if (stream < 0) return { isPage: /\/Type \/Page\b/.test(dictionary) };
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
  const from = body + stream + '\nstream\n'.length;
  if (file.subarray(from + length, from + length + 10).toString('latin1') !== '\nendstream') return fault('a stream of another length');
  return { fault: streamFault(dictionary, file.subarray(from, from + length)) };
}

module.exports = { documentOutcome };
