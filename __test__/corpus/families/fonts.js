'use strict';

// TrueType and OpenType fonts, collections, WOFF and WOFF2.

const zlib = require('node:zlib');

const { ascii, flipped, font, insert, join, noise, number, patch, repeat, u16be, u32be, zlibBomb } = require('../bytes.js');
const { fontInputs, fontOf, tablesOf, withTables } = require('../fonts.js');

const PLAIN = 'sans-light.ttf';
const SEEDS = [PLAIN, 'cff2.otf', 'korean.otf', 'emoji-cbdt.ttf', 'emoji-colr0.ttf', 'emoji-colr1.ttf', 'emoji-sbix.ttf', 'svg.ttf'];
// Without these nothing can be drawn.
const NEEDED = ['cmap', 'head', 'hhea', 'maxp'];
const GIGABYTE = 1 << 30;

const ANY = ['font', 'EncodingError'];
const isNeeded = (tag) => NEEDED.includes(tag);

/** Each table of each seed: gone, cut, empty, elsewhere, filled with what is none. */
function tables() {
  return SEEDS.flatMap((name) => {
    const file = font(name);
    return tablesOf(file).flatMap(({ tag, at, data }) => {
      const what = `${name}, ${tag}:`;
      return [
        [`${what} gone`, isNeeded(tag) ? 'EncodingError' : ANY, () => withTables(file, { [tag]: null })],
        [`${what} cut in half`, ANY, () => withTables(file, { [tag]: data.subarray(0, data.length >> 1) })],
        [`${what} of no bytes`, isNeeded(tag) ? 'EncodingError' : ANY, () => withTables(file, { [tag]: Buffer.alloc(0) })],
        [`${what} of length 2^32 - 1`, ANY, () => patch(file, at + 12, u32be(0xffffffff))],
        [`${what} beyond the end`, ANY, () => patch(file, at + 8, u32be(0xfffffff0))],
        [`${what} at the beginning`, ANY, () => patch(file, at + 8, u32be(0))],
        [`${what} of 0xff`, ANY, () => withTables(file, { [tag]: Buffer.alloc(data.length, 255) })],
        [`${what} of noise`, ANY, () => withTables(file, { [tag]: noise(data.length, 3) })],
      ];
    });
  });
}

function truncations() {
  return [...SEEDS, 'two-faces.ttc', 'black.woff', 'black.woff2'].flatMap((name) => {
    const file = font(name);
    const ends = [0, 1, 3, 4, 5, 11, 12, 20, 28, 44, 100, file.length >> 2, file.length >> 1];
    // What lacks only tables that are not needed is a font still.
    return ends.map((end) => [`${name} cut to ${end}`, end > 1000 ? ['EncodingError', 'font'] : 'EncodingError', () => file.subarray(0, end)]);
  });
}

const plain = (changes) => () => withTables(font(PLAIN), changes);
const set = (offset, values) => (data) => patch(data, offset, values);

const heads = () => [
  ['no tables', 'EncodingError', () => fontOf({})],
  ['65535 tables', 'EncodingError', () => patch(font(PLAIN), 4, u16be(65_535))],
  ['each table twice', ANY, () => {
    const file = font(PLAIN);
    const count = tablesOf(file).length;
    const records = file.subarray(12, 12 + (count * 16));
    return insert(patch(file, 4, u16be(count * 2)), 12, records);
  }],
  ['all tables at one place', 'EncodingError', () => tablesOf(font(PLAIN)).reduce((file, { at }) => patch(file, at + 8, u32be(500)), font(PLAIN))],
  ['the version of nothing', 'EncodingError', () => patch(font(PLAIN), 0, [1, 2, 3, 4])],
  ['CFF in a TrueType font', ANY, () => patch(font('korean.otf'), 0, [0, 1, 0, 0])],
  ['TrueType called CFF', ANY, () => patch(font(PLAIN), 0, ascii('OTTO'))],
  ...[0, 1, 15, 16, 16_385, 65_535].map((units) => [`${units} units an em`, ANY, plain({ head: set(18, u16be(units)) })]),
  ...[1, 2, 65_535].map((format) => [`glyph places of format ${format}`, ANY, plain({ head: set(50, u16be(format)) })]),
  ['a wrong magic number', ANY, plain({ head: set(12, [0, 0, 0, 0]) })],
  ['boxes turned inside out', 'font', plain({ head: set(36, join(u16be(0x7fff), u16be(0x7fff), u16be(0x8000), u16be(0x8000))) })],
  ...[0, 1, 65_535].map((count) => [`${count} glyphs`, ANY, plain({ maxp: set(4, u16be(count)) })]),
  ...[0, 1, 65_535].map((count) => [`${count} widths`, ANY, plain({ hhea: set(34, u16be(count)) })]),
  ['an ascent of -32768 and a descent of 32767', 'font', plain({ hhea: set(4, join(u16be(0x8000), u16be(0x7fff), u16be(0x8000))) })],
  ['instructions of 65535 levels', 'font', plain({ maxp: set(14, repeat([255, 255], 8)) })],
  ['a program that jumps to itself', 'font', plain({ prep: Buffer.of(0xb8, 0xff, 0xfd, 0x1c), fpgm: Buffer.of(0xb8, 0xff, 0xfd, 0x1c) })],
  ['a function that calls itself', 'font', plain({ fpgm: Buffer.of(0xb0, 0, 0x2c, 0xb0, 0, 0x2b, 0x2d), prep: Buffer.of(0xb0, 0, 0x2b) })],
  ['programs of noise', 'font', plain({ fpgm: noise(5000, 3), prep: noise(5000, 5) })],
];

const cmap = (...subtables) => {
  let offset = 4 + (subtables.length * 8);
  const records = subtables.map(({ platform = 3, encoding = 10, data, at }) => {
    const record = join(u16be(platform), u16be(encoding), u32be(at ?? offset));
    offset += data.length;
    return record;
  });
  return join(u16be(0), u16be(subtables.length), ...records, ...subtables.map(({ data }) => data));
};
const format12 = (groups, count = groups.length, length = 16 + (groups.length * 12)) =>
  join(u16be(12), u16be(0), u32be(length), u32be(0), u32be(count), ...groups.map((group) => join(...group.map(u32be))));
const format4 = (segments, count = segments.length) => {
  const row = (index) => join(...segments.map((segment) => u16be(segment[index] & 0xffff)));
  return join(u16be(4), u16be(16 + (segments.length * 8)), u16be(0), u16be(count * 2), u16be(0), u16be(0), u16be(0), row(1), u16be(0), row(0), row(2), row(3));
};
const withMap = (name, expect, ...subtables) => [`cmap: ${name}`, expect, plain({ cmap: cmap(...subtables.map((data) => (Buffer.isBuffer(data) ? { data } : data))) })];

const maps = () => [
  withMap('no subtables', ANY),
  withMap('a subtable that is the table', ANY, { data: Buffer.alloc(0), at: 0 }),
  withMap('a subtable beyond the end', ANY, { data: Buffer.alloc(4), at: 0xfffffff0 }),
  withMap('1,000 subtables of one', ANY, ...Array.from({ length: 1000 }, () => ({ data: Buffer.alloc(0), at: 8004 }))),
  withMap('2^32 - 1 groups', ANY, format12([[0, 0x10ffff, 0]], 0xffffffff)),
  withMap('all characters in one group', 'font', format12([[0, 0x10ffff, 0]])),
  withMap('a group that ends before it begins', ANY, format12([[0x10ffff, 0, 5]])),
  withMap('a group of 2^32 characters', ANY, format12([[0, 0xffffffff, 0]])),
  withMap('a thousand groups of all characters', ANY, format12(Array.from({ length: 1000 }, () => [0, 0x10ffff, 7]))),
  withMap('groups of glyphs beyond the last', ANY, format12([[32, 0x1ffff, 0xfffffff0]])),
  withMap('a group of surrogates', ANY, format12([[0xd800, 0xdfff, 1]])),
  withMap('a length of 0', ANY, format12([[0, 0x10ffff, 0]], 1, 0)),
  withMap('segments: 32767', ANY, { encoding: 1, data: format4([[0, 65_535, 0, 0]], 32_767) }),
  withMap('segments: an odd count', ANY, { encoding: 1, data: patch(format4([[0, 65_535, 0, 0]]), 6, u16be(3)) }),
  withMap('segments: none', ANY, { encoding: 1, data: format4([]) }),
  withMap('segments: offsets far beyond the end', ANY, { encoding: 1, data: format4([[32, 65_534, 0, 0xfffe], [65_535, 65_535, 1, 0]]) }),
  withMap('segments: all of them overlapping', ANY, { encoding: 1, data: format4(Array.from({ length: 4000 }, () => [0, 65_535, 1, 0])) }),
  withMap('segments: backwards', ANY, { encoding: 1, data: format4([[9000, 5, 1, 0], [65_535, 65_535, 1, 0]]) }),
  ...[0, 2, 6, 8, 10, 13, 14, 99, 65_535].map((format) => withMap(`format ${format} of 0xff`, ANY, join(u16be(format), Buffer.alloc(300, 255)))),
];

const composite = (...glyphs) => join(u16be(0xffff), Buffer.alloc(8), ...glyphs.map((glyph, i) => join(u16be(i < glyphs.length - 1 ? 0x21 : 1), u16be(glyph), u16be(0), u16be(0))));

/** The light font with all its glyphs exchanged. */
function withGlyphs(glyphOf, places = undefined) {
  return () => {
    const file = font(PLAIN);
    const count = tablesOf(file).find(({ tag }) => tag === 'maxp').data.readUInt16BE(4);
    const glyphs = Array.from({ length: count }, (_, i) => glyphOf(i, count)).map((glyph) => join(glyph, Buffer.alloc(-glyph.length & 3)));
    let offset = 0;
    const starts = [0, ...glyphs.map((glyph) => { offset += glyph.length; return offset; })];
    const loca = join(...starts.map((start, i) => u32be(places?.(start, i, count, offset) ?? start)));
    return withTables(file, { glyf: join(...glyphs), loca, head: set(50, u16be(1)) });
  };
}

const simple = (contours, points, rest) => join(u16be(contours), Buffer.alloc(8), u16be(points), u16be(0), rest);

const glyphs = () => [
  ['glyphs of themselves', 'font', withGlyphs((i) => composite(i))],
  ['glyphs of themselves twice', 'font', withGlyphs((i) => composite(i, i))],
  ['each glyph of the next', 'font', withGlyphs((i, count) => composite((i + 1) % count))],
  ['each glyph of the next, twice', 'font', withGlyphs((i, count) => (i < count - 1 ? composite(i + 1, i + 1) : simple(1, 0, [1, 0, 0])))],
  ['each glyph of a thousand others', 'font', withGlyphs((i, count) => composite(...Array.from({ length: 1000 }, (_, k) => (i + k) % count)))],
  ['glyphs of glyphs that are not there', 'font', withGlyphs(() => composite(65_535))],
  ['parts without an end', 'font', withGlyphs((i) => patch(composite(i), 10, u16be(0x21)))],
  ['parts at points that are not there', 'font', withGlyphs((i, count) => patch(composite((i + 1) % count), 10, u16be(0)))],
  ['32767 contours', 'font', withGlyphs(() => simple(32_767, 0, noise(40, 3)))],
  ['65535 points', 'font', withGlyphs(() => simple(1, 65_535, noise(40, 3)))],
  ['contours that end before they begin', 'font', withGlyphs(() => join(u16be(3), Buffer.alloc(8), u16be(9), u16be(2), u16be(0), u16be(0), repeat([1], 30)))],
  ['flags that repeat without an end', 'font', withGlyphs(() => simple(1, 5000, repeat([0x3f, 255], 30)))],
  ['instructions of 65535 bytes', 'font', withGlyphs(() => patch(simple(1, 3, noise(40, 3)), 12, u16be(65_535)))],
  ['glyphs of noise', 'font', withGlyphs((i) => noise(60, i))],
  ['places in falling order', 'font', withGlyphs((i) => noise(8, i), (start, _, __, end) => end - start)],
  ['places beyond the end', 'font', withGlyphs((i) => noise(8, i), () => 0xfffffff0)],
  ['one glyph of all bytes', 'font', withGlyphs((i) => noise(64, i), (_, i, count, end) => (i === 0 ? 0 : end))],
];

const u24be = (value) => number(value, 3, false);

/** The font of painted glyphs with another graph: `paintOf` gives each glyph's paint, all 20 bytes long at most. */
function withPaints(paintOf, { layers = [] } = {}) {
  return () => {
    const file = font('paints.ttf');
    const count = tablesOf(file).find(({ tag }) => tag === 'maxp').data.readUInt16BE(4);
    const paints = Array.from({ length: count }, (_, i) => { const paint = paintOf(i, count); return join(paint, Buffer.alloc(20 - paint.length)); });
    const records = paints.map((_, i) => join(u16be(i), u32be(4 + (count * 6) + (i * 20))));
    const bases = join(u32be(count), ...records, ...paints);
    const list = join(u32be(layers.length), ...layers.map((_, i) => u32be(4 + (layers.length * 4) + (i * 20))), ...layers.map((paint) => join(paint, Buffer.alloc(20 - paint.length))));
    const head = join(u16be(1), u16be(0), u32be(0), u32be(0), u16be(0), u32be(34), u32be(34 + bases.length), u32be(0), u32be(0), u32be(0));
    return withTables(file, { COLR: join(head, bases, list) });
  };
}

const paintGlyph = (glyph) => join([11], u16be(glyph));
const paintLayers = (count, first) => join([1, count], u32be(first));
const translate = (offset) => join([14], u24be(offset), u16be(1), u16be(1));

const paints = () => [
  ['a painted glyph of itself', 'font', withPaints((i) => paintGlyph(i))],
  ['each painted glyph of the next', 'font', withPaints((i, count) => paintGlyph((i + 1) % count))],
  ['a painted glyph of one that is not there', 'font', withPaints(() => paintGlyph(65_535))],
  ['layers of themselves', 'font', withPaints(() => paintLayers(1, 0), { layers: [paintLayers(1, 0)] })],
  ['255 layers of 255 layers, eight deep', 'font', withPaints(() => paintLayers(255, 0), { layers: Array.from({ length: 255 * 8 }, (_, i) => paintLayers(255, Math.min(255 * (Math.floor(i / 255) + 1), (255 * 8) - 255))) })],
  ['layers beyond the last', 'font', withPaints(() => paintLayers(255, 0xfffffff0))],
  ['a paint at 0 from itself', 'font', withPaints(() => translate(0))],
  ['paints beyond the end', 'font', withPaints(() => translate(0xffffff))],
  ['paints of an unknown kind', 'font', withPaints(() => Buffer.of(255))],
  ['a composition of itself', 'font', withPaints((i) => join([32], u24be(8), [3], u24be(8), paintGlyph(i)))],
  ['a chain through all paints', 'font', withPaints(() => translate(20))],
  ['gradients beyond the end', 'font', withPaints(() => join([4], u24be(0xffff00), repeat([127], 12)))],
  ['colours beyond the palette', 'font', withPaints(() => join([2], u16be(0xfffe), u16be(0x7fff)))],
  ['2^32 - 1 painted glyphs', 'font', () => withTables(font('paints.ttf'), { COLR: set(34, u32be(0xffffffff)) })],
  ['65535 palettes', 'font', () => withTables(font('paints.ttf'), { CPAL: set(4, u16be(65_535)) })],
  ['colours of layers that are not there', 'font', () => withTables(font('emoji-colr0.ttf'), { COLR: set(12, u16be(65_535)) })],
];

const strikes = () => [
  ...['CBLC', 'CBDT'].flatMap((tag) => [4, 8, 12, 16, 48, 56, 64, 100].map((at) => [`emoji-cbdt.ttf, ${tag}: 2^32 - 1 at ${at}`, 'font', () => withTables(font('emoji-cbdt.ttf'), { [tag]: set(at, u32be(0xffffffff)) })])),
  ...[4, 8, 12, 16, 20, 24].map((at) => [`emoji-sbix.ttf: 2^32 - 1 at ${at}`, 'font', () => withTables(font('emoji-sbix.ttf'), { sbix: set(at, u32be(0xffffffff)) })]),
  ['pictures of glyphs that declare 65500x65500', 'font', () => {
    const file = Buffer.from(font('emoji-sbix.ttf'));
    for (let at = file.indexOf('IHDR'); at >= 0; at = file.indexOf('IHDR', at + 1)) file.set([0, 0, 255, 220, 0, 0, 255, 220], at + 4);
    return file;
  }],
  ['pictures of glyphs that are all broken', 'font', () => {
    const file = Buffer.from(font('emoji-cbdt.ttf'));
    for (let at = file.indexOf('IDAT'); at >= 0; at = file.indexOf('IDAT', at + 1)) file.set(noise(20, at), at + 4);
    return file;
  }],
  ['a picture that names itself', 'font', () => Buffer.from(font('emoji-sbix.ttf').toString('latin1').replaceAll('png ', 'dupe'), 'latin1')],
];

/** One document for all glyphs. */
const documents = (text) => join(u16be(0), u32be(10), u32be(0), u16be(1), u16be(0), u16be(65_535), u32be(14), u32be(text.length), text);
const withDocument = (text) => () => withTables(font('svg.ttf'), { 'SVG ': documents(Buffer.from(typeof text === 'function' ? text() : text)) });
const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

const drawings = () => [
  ['a document of itself', 'font', withDocument(`<svg ${NS}><g id="glyph1"><use xlink:href="#glyph1"/></g></svg>`)],
  ['a document of laughs', 'font', withDocument(`<!DOCTYPE svg [<!ENTITY a "&a;&a;">]><svg ${NS}><g id="glyph1">&a;</g></svg>`)],
  ['a document 100,000 deep', 'font', withDocument(`<svg ${NS}>${'<g>'.repeat(100_000)}`)],
  ['a document of a gigabyte, packed', 'font', withDocument(() => zlib.gzipSync(Buffer.alloc(64 << 20, 32)))],
  ['a document of noise', 'font', withDocument(() => noise(500, 3))],
  ['documents that do not end', 'font', () => withTables(font('svg.ttf'), { 'SVG ': set(10, u16be(65_535)) })],
  ['a document of a length beyond the end', 'font', () => withTables(font('svg.ttf'), { 'SVG ': set(20, u32be(0xffffffff)) })],
];

const variations = () => ['fvar', 'avar', 'HVAR', 'MVAR'].flatMap((tag) => [2, 4, 6, 8, 10, 12, 16].map((at) =>
  [`flex.ttf, ${tag}: 65535 at ${at}`, ANY, () => withTables(font('flex.ttf'), { [tag]: set(at, u16be(65_535)) })]));

const layouts = () => ['GSUB', 'GPOS', 'GDEF'].flatMap((tag) => [
  ...[4, 6, 8].map((at) => [`bengali.ttf, ${tag}: its list at itself (${at})`, 'font', () => withTables(font('bengali.ttf'), { [tag]: set(at, u16be(0)) })]),
  ...[51, 52, 53, 54].map((start) => [`bengali.ttf, ${tag}: a hundred bits changed (${start})`, 'font', () => withTables(font('bengali.ttf'), { [tag]: (data) => flipped(data, 100, start, 4) })]),
]);

// A lookup that does itself again: https://learn.microsoft.com/typography/opentype/spec/gsub#51-sequence-context-format-1-simple-glyph-contexts
function recursive() {
  // Format 3: one glyph of any; does lookup 0 at it 50 times.
  const coverage = join(u16be(2), u16be(1), u16be(0), u16be(65_535), u16be(0));
  const actions = repeat(join(u16be(0), u16be(0)), 50);
  const subtable = join(u16be(3), u16be(1), u16be(50), u16be(8 + actions.length), actions, coverage);
  const lookup = join(u16be(5), u16be(0), u16be(1), u16be(8), subtable);
  const lookups = join(u16be(1), u16be(4), lookup);
  const language = join(u16be(0), u16be(0xffff), u16be(1), u16be(0));
  const scripts = join(u16be(1), 'DFLT', u16be(8), u16be(4), u16be(0), language);
  const features = join(u16be(1), 'ccmp', u16be(8), u16be(0), u16be(1), u16be(0));
  const at = 10;
  return join(u16be(1), u16be(0), u16be(at), u16be(at + scripts.length), u16be(at + scripts.length + features.length), scripts, features, lookups);
}

/** Each glyph becomes 500 of itself, again and again. */
function growing() {
  const coverage = join(u16be(2), u16be(1), u16be(0), u16be(65_535), u16be(0));
  const sequences = join(u16be(500), repeat(u16be(36), 500));
  const subtable = join(u16be(1), u16be(8), u16be(1), u16be(8 + coverage.length), coverage, sequences);
  const lookup = join(u16be(2), u16be(0), u16be(1), u16be(8), subtable);
  const lookups = join(u16be(8), ...Array.from({ length: 8 }, (_, i) => u16be(18 + (i * lookup.length))), repeat(lookup, 8));
  const language = join(u16be(0), u16be(0xffff), u16be(1), u16be(0));
  const scripts = join(u16be(1), 'DFLT', u16be(8), u16be(4), u16be(0), language);
  const features = join(u16be(1), 'ccmp', u16be(8), u16be(0), u16be(8), ...Array.from({ length: 8 }, (_, i) => u16be(i)));
  return join(u16be(1), u16be(0), u16be(10), u16be(10 + scripts.length), u16be(10 + scripts.length + features.length), scripts, features, lookups);
}

const shaping = () => [
  ['a lookup that does itself', 'font', plain({ GSUB: recursive() })],
  ['glyphs that become 500, eight times over', 'font', plain({ GSUB: growing() })],
];

const collections = () => {
  const NAME = 'two-faces.ttc';
  return [
    ...[0, 65_535, 0x7fffffff, 0xffffffff].map((count) => [`a collection of ${count}`, count < 5 ? 'EncodingError' : ANY, () => patch(font(NAME), 8, u32be(count))]),
    ...[0, 12, 0x7fffffff, 0xffffffff].map((at) => [`a collection whose faces are at ${at}`, 'EncodingError', () => patch(patch(font(NAME), 12, u32be(at)), 16, u32be(at))]),
    ['a collection of which one face is at its end', ANY, () => patch(font(NAME), 16, u32be(font(NAME).length))],
    ['a collection of 10,000 times one face', ANY, () => {
      const file = font(PLAIN);
      const head = 12 + (10_000 * 4);
      const moved = tablesOf(file).reduce((moving, { at, offset }) => patch(moving, at + 8, u32be(offset + head)), file);
      return join('ttcf', u32be(0x10000), u32be(10_000), repeat(u32be(head), 10_000), moved);
    }],
    ['a collection of version 9', ANY, () => patch(font(NAME), 4, u32be(0x90000))],
  ];
};

const U32 = { 0: 0, 1: 1, '2^31': 0x80000000, '2^32 - 1': 0xffffffff };

const packed = () => {
  const fields = { flavor: 4, length: 8, 'number of tables': 12, 'size of the font': 16, 'place of the metadata': 24, 'length of the metadata': 28 };
  return [
    ...['black.woff', 'black.woff2'].flatMap((name) => Object.entries(fields).flatMap(([field, at]) => Object.entries(U32).map(([what, value]) =>
      [`${name}: ${field} of ${what}`, ANY, () => patch(font(name), at, u32be(value))]))),
    ...[0, 1, 2, 3].flatMap((table) => Object.entries({ place: 4, 'packed length': 8, length: 12 }).flatMap(([field, at]) => Object.entries(U32).map(([what, value]) =>
      [`black.woff, table ${table}: ${field} of ${what}`, ANY, () => patch(font('black.woff'), 44 + (table * 20) + at, u32be(value))]))),
    ...Array.from({ length: 12 }, (_, i) => [`black.woff2: its directory changed (${i})`, ANY, () => patch(font('black.woff2'), 48 + (i * 3), [0xff, 0xff, 0xff])]),
    ...[61, 62, 63, 64, 65, 66].map((start) => [`black.woff2: ten bits changed (${start})`, ANY, () => flipped(font('black.woff2'), 10, start, 48)]),
    ...[61, 62, 63, 64, 65, 66].map((start) => [`black.woff: ten bits changed (${start})`, ANY, () => flipped(font('black.woff'), 10, start, 44)]),
    ['WOFF: a table of a gigabyte', ['EncodingError', 'limit'], () => {
      const bomb = zlibBomb(GIGABYTE);
      return join('wOFF', u32be(0x10000), u32be(64 + bomb.length), u16be(1), u16be(0), u32be(28 + GIGABYTE), u32be(0), Buffer.alloc(20), 'cmap', u32be(64), u32be(bomb.length), u32be(GIGABYTE), u32be(0), bomb);
    }],
    ['WOFF: a table of a gigabyte that says it is small', 'EncodingError', () => {
      const bomb = zlibBomb(GIGABYTE);
      return join('wOFF', u32be(0x10000), u32be(64 + bomb.length), u16be(1), u16be(0), u32be(28 + 4_000_000), u32be(0), Buffer.alloc(20), 'cmap', u32be(64), u32be(bomb.length), u32be(4_000_000), u32be(0), bomb);
    }],
    ['WOFF2: a gigabyte of zeros', ['EncodingError', 'limit'], () => {
      const bomb = zlib.brotliCompressSync(Buffer.alloc(1 << 26), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } });
      const directory = join([0], [0x84, 0x80, 0x80, 0x80, 0x00]);
      return join('wOF2', u32be(0x10000), u32be(48 + directory.length + bomb.length), u16be(1), u16be(0), u32be(28 + GIGABYTE), u32be(bomb.length), Buffer.alloc(24), directory, bomb);
    }],
    ['WOFF2: tables of 4 GB', ['EncodingError', 'limit'], () => join('wOF2', u32be(0x10000), u32be(200), u16be(3), u16be(0), u32be(0xffffffff), u32be(100), Buffer.alloc(24), repeat(join([5], [0x8f, 0xff, 0xff, 0xff, 0x7f]), 3), noise(200, 3))],
  ];
};

const nothing = () => [
  ['no bytes', 'EncodingError', () => Buffer.alloc(0)],
  ['noise', 'EncodingError', () => noise(5000, 3)],
  ['a picture', 'EncodingError', () => require('../bytes.js').seed('png-rgb8.png')],
  ['0xff', 'EncodingError', () => Buffer.alloc(1 << 20, 255)],
  ['zeros', 'EncodingError', () => Buffer.alloc(1 << 20)],
  ['a font behind a font', ANY, () => join(font(PLAIN), font('korean.otf'))],
  ['a name of 65535 bytes', ANY, plain({ name: (data) => patch(data, 6 + 8, u16be(65_535)) })],
  ['65535 names', ANY, plain({ name: set(2, u16be(65_535)) })],
];

module.exports = {
  inputs: () => fontInputs([
    ...truncations(), ...tables(), ...heads(), ...maps(), ...glyphs(), ...paints(), ...strikes(), ...drawings(), ...variations(), ...layouts(),
    ...shaping(), ...collections(), ...packed(), ...nothing(),
  ]),
};
