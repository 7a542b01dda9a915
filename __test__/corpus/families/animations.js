'use strict';

// Frames of animations: files that end early, lie about their frames, or have more than anybody wants. The outcome is
// 'frames 5, 4 good' or what went wrong before there were any.

const { ImageDecoder } = require('../../../index.js');
const { ascii, crc32, flipped, join, noise, patch, repeat, seed, u16be, u16le, u24le, u32be, u32le } = require('../bytes.js');
const { errorOutcome } = require('../outcome.js');

const ANY = ['frames', 'EncodingError', 'limit'];
const TYPES = { gif: 'image/gif', png: 'image/png', webp: 'image/webp' };
const SEEDS = [
  'gif-animated.gif', 'webp-animated.webp',
  ...['disposals.gif', 'plays-5.png', 'disposal-2-blend-1.png', 'still-apart.png', 'alpha.webp', 'alpha-lossy.webp'].map((name) => `animations/${name}`),
];
// More are only counted.
const MOST = 40;

const typeOf = (bytes) => {
  const [first] = bytes;
  if (first === 0x89) return TYPES.png;
  return first === 0x52 ? TYPES.webp : TYPES.gif;
};

/** Decodes the frames, the last one first: it needs most of the others. */
async function outcomeOf(bytes) {
  const decoder = new ImageDecoder({ data: bytes, type: typeOf(bytes) });
  try {
    await decoder.tracks.ready;
    const { frameCount } = decoder.tracks[0];
    let good = 0;
    const indices = [...Array(Math.min(frameCount, MOST)).keys(), ...(frameCount > MOST ? [frameCount - 1] : [])];
    for (const frameIndex of indices.reverse()) {
      try {
        const { image } = await decoder.decode({ frameIndex });
        good += 1;
        image.close();
      } catch (error) {
        const text = errorOutcome(error);
        if (text !== 'EncodingError' && !text.startsWith('limit')) throw error;
      }
    }
    return `frames ${frameCount}, ${good} good`;
  } finally {
    decoder.close();
  }
}

const files = (rows) => rows.map(([name, expect, bytes]) => ({ name, expect, run: async () => outcomeOf(await bytes()) }));

const truncations = () => SEEDS.flatMap((name) => {
  const bytes = seed(name);
  const step = Math.max(1, Math.floor(bytes.length / 30));
  const lengths = Array.from({ length: Math.ceil(bytes.length / step) - 1 }, (_, i) => (i + 1) * step);
  return lengths.map((length) => [`${name} cut to ${length}`, ANY, () => bytes.subarray(0, length)]);
});

const flips = () => SEEDS.flatMap((name) => Array.from({ length: 24 }, (_, i) =>
  [`${name}: ${1 + (i % 8)} bits changed (${i})`, ANY, () => flipped(seed(name), 1 + (i % 8), i + 500, 4)]));

// ----- GIF -----

const screen = (width, height) => join('GIF89a', u16le(width), u16le(height), [0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
/** One pixel; only its place and size lie. */
const image = (width = 1, height = 1, x = 0, y = 0, flags = 0) => join([0x2c], u16le(x), u16le(y), u16le(width), u16le(height), [flags, 2, 2, 0x4c, 1, 0]);
const control = (disposal, delay = 0) => join([0x21, 0xf9, 4, disposal << 2 | 1], u16le(delay), [0, 0]);
const gif = (...parts) => join(screen(8, 8), image(8, 8).subarray(0, 11), [2, 0x4c, 1, 0], ...parts, [0x3b]);
const gifs = () => [
  ['a GIF of 65,535 frames of one pixel', 'frames 65535, 41 good', () => join(screen(1, 1), repeat(join(control(0), image()), 65_535), [0x3b])],
  ['a GIF of 70,000 frames', 'limit maxFrames', () => join(screen(1, 1), repeat(image(), 70_000), [0x3b])],
  ['a GIF of 5,000 frames of all disposals', 'frames 5001, 41 good', () => join(screen(300, 300), repeat(join(control(1), image(), control(2), image(1, 1, 5, 5), control(3), image(1, 1, 299, 299)), 1667), [0x3b])],
  ['a GIF with a frame of 65535x65535', ANY, () => join(screen(1, 1), image(), image(65_535, 65_535), [0x3b])],
  ['a GIF with an interlaced frame of 32767x8000', ANY, () => join(screen(1, 1), image(), image(32_767, 8000, 0, 0, 0x40), [0x3b])],
  ['a GIF with a frame at 65535,65535', 'frames 2, 2 good', () => join(screen(1, 1), image(), image(1, 1, 65_535, 65_535), [0x3b])],
  ['a GIF with a frame of 0x0', 'frames 2, 2 good', () => join(screen(1, 1), image(), image(0, 0), [0x3b])],
  ['a GIF with controls and no frame', ['frames', 'EncodingError'], () => join(screen(1, 1), repeat(control(2), 100_000), [0x3b])],
  ['a GIF of 32 MB of comments between frames', 'frames 2, 2 good', () => join(screen(1, 1), image(), [0x21, 0xfe], repeat(Buffer.alloc(256, 255), 1 << 17), [0], image(), [0x3b])],
  ['a GIF whose frame has a table that is not there', ANY, () => gif(image(4, 4, 0, 0, 0x87))],
  ['a GIF whose delays overflow', 'frames 60000, 41 good', () => join(screen(1, 1), repeat(join(control(0, 65_535), image()), 60_000), [0x3b])],
];

// ----- APNG -----

const chunk = (type, ...data) => {
  const body = join(type, ...data);
  return join(u32be(body.length - 4), body, u32be(crc32(body)));
};

/** The chunks of a file: { type, data }. */
function chunksOf(bytes) {
  const all = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    all.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return all;
}

const PLAYED = 'animations/plays-5.png';
const png = (all) => Buffer.concat([seed(PLAYED).subarray(0, 8), ...all.map(({ type, data }) => chunk(type, data))]);
const changed = (change) => () => png(change(chunksOf(seed(PLAYED))));
/** Every chunk of a type is another. */
const each = (wanted, change) => changed((all) => all.map((one) => (one.type === wanted ? { ...one, data: change(one.data) } : one)));
const without = (type) => changed((all) => all.filter((one) => one.type !== type));
const pngs = () => [
  ['an APNG that says it has no frames', ANY, each('acTL', (data) => patch(data, 0, u32be(0)))],
  ['an APNG that says it has 2^32 - 1 frames', 'frames 5, 5 good', each('acTL', (data) => patch(data, 0, u32be(0xffffffff)))],
  ['an APNG that says it has two frames', 'frames 2, 2 good', each('acTL', (data) => patch(data, 0, u32be(2)))],
  ['an APNG whose acTL has three bytes', ANY, each('acTL', (data) => data.subarray(0, 3))],
  ['an APNG without acTL', 'frames 1, 1 good', without('acTL')],
  ['an APNG without fcTL', ANY, without('fcTL')],
  ['an APNG without fdAT', ANY, without('fdAT')],
  ['an APNG without IDAT', ANY, without('IDAT')],
  ['an APNG whose frames have the same numbers', ANY, each('fcTL', (data) => patch(data, 0, u32be(0)))],
  ['an APNG whose frames are backwards', ANY, changed((all) => [...all.slice(0, 3), ...all.slice(3, -1).reverse(), all.at(-1)])],
  ['an APNG whose frames are 0x0', ANY, each('fcTL', (data) => patch(data, 4, join(u32be(0), u32be(0))))],
  ['an APNG whose frames are 2^32 - 1 wide', ANY, each('fcTL', (data) => patch(data, 4, u32be(0xffffffff)))],
  ['an APNG whose frames are somewhere else', ANY, each('fcTL', (data) => patch(data, 12, join(u32be(0xfffffff0), u32be(0xfffffff0))))],
  ['an APNG whose frames are larger than their data', ANY, each('fcTL', (data) => patch(data, 4, join(u32be(20), u32be(14))))],
  ['an APNG whose delays are n/0', 'frames 5, 5 good', each('fcTL', (data) => patch(data, 20, join(u16be(7), u16be(0))))],
  ['an APNG of an unknown disposal', ANY, each('fcTL', (data) => patch(data, 24, [9]))],
  ['an APNG of an unknown blend', ANY, each('fcTL', (data) => patch(data, 25, [9]))],
  ['an APNG whose fcTL has 25 bytes', ANY, each('fcTL', (data) => data.subarray(0, 25))],
  ['an APNG whose fdAT has no number', ANY, each('fdAT', (data) => data.subarray(0, 2))],
  ['an APNG whose fdAT is noise', ANY, each('fdAT', (data) => join(data.subarray(0, 4), noise(50, 3)))],
  ['an APNG with wrong checksums', ANY, () => patch(seed(PLAYED), seed(PLAYED).length - 20, [1, 2, 3, 4])],
  ['an APNG with a profile that is a bomb', ANY, changed((all) => [all[0], { type: 'iCCP', data: join('x', [0, 0], noise(2000, 3)) }, ...all.slice(1)])],
  ['an APNG of 70,000 frames', 'limit maxFrames', changed(([head, control]) => {
    const data = join([0x78, 1, 1], u16le(4), u16le(0xfffb), [0, 1, 2, 3], u32be(0));
    const frames = [];
    for (let i = 0; i < 70_000; i += 1) {
      frames.push({ type: 'fcTL', data: join(u32be(2 * i), u32be(1), u32be(1), u32be(0), u32be(0), u16be(1), u16be(1), [0, 0]) });
      frames.push({ type: 'fdAT', data: join(u32be(2 * i + 1), data) });
    }
    return [head, { ...control, data: join(u32be(70_000), u32be(0)) }, ...frames, { type: 'IEND', data: Buffer.alloc(0) }];
  })],
];

// ----- WebP -----

const part = (type, data) => join(type, u32le(data.length), data, Buffer.alloc(data.length % 2));
const riff = (...parts) => {
  const body = join('WEBP', ...parts);
  return join('RIFF', u32le(body.length), body);
};
const extended = (width, height) => part('VP8X', join([2, 0, 0, 0], u24le(width - 1), u24le(height - 1)));
const anim = () => part('ANIM', [0, 0, 0, 0, 0, 0]);
const still = () => seed('webp-lossless.webp').subarray(12);
const anmf = (data, { x = 0, y = 0, width = 64, height = 48, flags = 0 } = {}) =>
  part('ANMF', join(u24le(x), u24le(y), u24le(width - 1), u24le(height - 1), u24le(10), [flags], data));
const webps = () => [
  ['a WebP of 3,000 frames', 'frames 3000, 41 good', () => riff(extended(64, 48), anim(), repeat(anmf(still()), 3000))],
  ['a WebP of 70,000 frames', 'limit maxFrames', () => riff(extended(64, 48), anim(), repeat(anmf(Buffer.alloc(8)), 70_000))],
  ['a WebP with a frame beside the picture', 'EncodingError', () => riff(extended(64, 48), anim(), anmf(still()), anmf(still(), { x: 9 }))],
  ['a WebP with a frame of another size than its pixels', ANY, () => riff(extended(64, 48), anim(), anmf(still()), anmf(still(), { width: 10 }))],
  ['a WebP with a frame without pixels', ANY, () => riff(extended(64, 48), anim(), anmf(still()), anmf(part('JUNK', [1, 2, 3, 4, 5, 6, 7, 8])))],
  ['a WebP with a frame of noise', ANY, () => riff(extended(64, 48), anim(), anmf(still()), anmf(part('VP8L', noise(500, 4))))],
  ['a WebP with alpha without colours', ANY, () => riff(extended(64, 48), anim(), anmf(still()), anmf(part('ALPH', noise(500, 4))))],
  ['a WebP whose frame says it has 4 GB', ANY, () => {
    const bytes = riff(extended(64, 48), anim(), anmf(still()), anmf(still()));
    return patch(bytes, bytes.lastIndexOf(ascii('ANMF')) + 4, u32le(0xffffffff));
  }],
];

exports.inputs = () => files([...gifs(), ...pngs(), ...webps(), ...truncations(), ...flips()]);
