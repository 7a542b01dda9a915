'use strict';

// Fonts taken apart and put together. https://learn.microsoft.com/typography/opentype/spec/otff

const { GlobalFonts, FontFace, convertSVGTextToPath, createCanvas, fonts } = require('../../index.js');
const { errorOutcome } = require('./outcome.js');
const { join, number } = require('./bytes.js');

const FAMILY = 'Hostile';
// Letters of each script of the fonts, with marks, joiners, ligatures, emoji, and what no font has.
const TEXT = 'AV fi e\u0301 \u05e9\u05dc \u0633\u0644 \u0995\u09cd\u0995 \u0915\u094d\u0937 \u0e01\u0e33 \u65e5 \uac00 \u{1f600}\u{1f44d}\u{1f3fd}\u2764\ufe0f \u{10fffd}';

const u16 = (value) => number(value, 2, false);
const u32 = (value) => number(value, 4, false);

/** The tables of a font as { tag, at, data }, where `at` is that of its record. */
function tablesOf(file, start = 0) {
  return Array.from({ length: file.readUInt16BE(start + 4) }, (_, i) => {
    const at = start + 12 + (i * 16);
    const [offset, length] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    return { tag: file.toString('latin1', at, at + 4), at, offset, data: file.subarray(offset, offset + length) };
  });
}

/** A font of tables, { tag: bytes }; its checksums are 0, which nobody checks. */
function fontOf(tables, version = 0x00010000) {
  const all = Object.entries(tables);
  let offset = 12 + (all.length * 16);
  const [records, bodies] = [[], []];
  for (const [tag, data] of all) {
    const padded = join(data, Buffer.alloc(-data.length & 3));
    records.push(join(tag, u32(0), u32(offset), u32(data.length)));
    bodies.push(padded);
    offset += padded.length;
  }
  return join(u32(version), u16(all.length), u16(0), u16(0), u16(0), ...records, ...bodies);
}

/** A font with some of its tables exchanged; null takes one away. */
function withTables(file, changes) {
  const tables = Object.fromEntries(tablesOf(file).map(({ tag, data }) => [tag, data]));
  for (const [tag, data] of Object.entries(changes)) {
    if (data === null) delete tables[tag];
    else tables[tag] = typeof data === 'function' ? data(tables[tag]) : data;
  }
  return fontOf(tables, file.readUInt32BE(0));
}

const isFinite = (box) => ['width', 'actualBoundingBoxLeft', 'actualBoundingBoxAscent', 'fontBoundingBoxAscent', 'emHeightDescent'].every((name) => Number.isFinite(box[name]));

/** Draws in all ways; what is wrong with it, or null. */
function used() {
  const ctx = createCanvas(64, 32).getContext('2d');
  ctx.font = `italic small-caps bold 15px ${FAMILY}, sans-serif`;
  for (const settings of ['normal', '"wght" 777, "wdth" 60, "opsz" 1e9']) {
    ctx.fontVariationSettings = settings;
    if (!isFinite(ctx.measureText(TEXT))) return 'measures that are not finite';
    ctx.fillText(TEXT, 0, 20);
    ctx.strokeText(TEXT, 0, 30);
    ctx.scale(3, 1);
  }
  ctx.getImageData(0, 0, 1, 1);
  ctx.canvas.dispose();
  return null;
}

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">
<text y="20" font-family="${FAMILY}" font-size="15">${TEXT}</text>
<text y="30" font-family="${FAMILY}" font-style="italic" font-weight="900" letter-spacing="2" rotate="10">${TEXT}</text></svg>`;

function registered(bytes) {
  let key;
  try {
    key = GlobalFonts.register(bytes, FAMILY);
  } catch (error) {
    return errorOutcome(error);
  }
  try {
    GlobalFonts.getVariationAxes(FAMILY);
    convertSVGTextToPath(SVG);
    return used() ?? 'font';
  } finally {
    GlobalFonts.remove(key);
  }
}

async function asFace(bytes) {
  const face = new FontFace(FAMILY, bytes);
  try {
    await face.loaded;
  } catch (error) {
    // What the field calls it when a face's data is no font.
    return error.name === 'SyntaxError' ? 'EncodingError' : errorOutcome(error);
  }
  fonts.add(face);
  try {
    return used() ?? 'font';
  } finally {
    fonts.delete(face);
  }
}

/** 'font' for what is one, and is drawn with; an error else. Both ways of loading must agree. */
async function fontOutcome(bytes) {
  const outcome = registered(bytes);
  const face = await asFace(bytes);
  return face === outcome ? outcome : `GlobalFonts gave ${outcome}, FontFace ${face}`;
}

/** Rows of [name, expected, function that gives a font file]. */
const fontInputs = (rows) => rows.map(([name, expect, bytes]) => ({ name, expect, run: async () => fontOutcome(await bytes()) }));

module.exports = { fontInputs, fontOf, tablesOf, withTables };
