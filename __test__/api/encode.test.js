'use strict';

// encode, encodeSync, toBuffer, toDataURL and data: formats, sizes, qualities, errors.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { createCanvas, loadImage } = require('../../index.js');
const { assertNear, assertSameBytes, context, RED, CLEAR } = require('../helpers/pixels.js');

/** A canvas with detail in it, so that quality shows in the size. */
function busy(width = 64, height = 48) {
  const ctx = context(width, height);
  for (let x = 0; x < width; x += 4) {
    for (let y = 0; y < height; y += 4) {
      ctx.fillStyle = `rgb(${(x * 37) % 256} ${(y * 53) % 256} ${(x * y * 7) % 256})`;
      ctx.fillRect(x, y, 4, 4);
    }
  }
  return ctx.canvas;
}

/** Width and height as a JPEG's frame header has them. */
function jpegSize(bytes) {
  let at = 2;
  while (!(bytes[at + 1] >= 0xc0 && bytes[at + 1] <= 0xc2)) at += 2 + bytes.readUInt16BE(at + 2);
  return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
}

const CHECKS = {
  png: (bytes) => {
    assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    assert.equal(bytes.toString('latin1', 12, 16), 'IHDR');
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [64, 48]);
    assert.equal(bytes.toString('latin1', bytes.length - 8, bytes.length - 4), 'IEND');
  },
  jpeg: (bytes) => {
    assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
    assert.deepEqual(jpegSize(bytes), [64, 48]);
    assert.deepEqual([...bytes.subarray(-2)], [0xff, 0xd9]);
  },
  webp: (bytes) => {
    assert.equal(bytes.toString('latin1', 0, 4), 'RIFF');
    assert.equal(bytes.readUInt32LE(4), bytes.length - 8);
    assert.equal(bytes.toString('latin1', 8, 12), 'WEBP');
  },
};
const NAMES = { png: ['png', 'image/png', 'PNG'], jpeg: ['jpeg', 'jpg', 'image/jpeg'], webp: ['webp', 'image/webp'] };

for (const [format, names] of Object.entries(NAMES)) {
  for (const name of names) {
    test(`encodeSync('${name}') writes a ${format} file`, () => CHECKS[format](busy().encodeSync(name)));
    test(`encode('${name}') writes the same bytes as encodeSync`, async () => {
      const canvas = busy();
      assertSameBytes(await canvas.encode(name), canvas.encodeSync(name));
    });
    test(`toBuffer('${name}') writes the same bytes as encodeSync`, () => {
      const canvas = busy();
      assertSameBytes(canvas.toBuffer(name), canvas.encodeSync(name));
    });
  }
  test(`${format} reads back with its size`, async () => {
    const image = await loadImage(busy().encodeSync(format));
    assert.deepEqual([image.naturalWidth, image.naturalHeight], [64, 48]);
  });
}

test('without a format all of them write PNG', async () => {
  const canvas = busy();
  CHECKS.png(canvas.encodeSync());
  CHECKS.png(canvas.toBuffer());
  CHECKS.png(await canvas.encode());
});

test('the results are Buffers', async () => {
  const canvas = busy();
  assert.ok(Buffer.isBuffer(canvas.encodeSync('png')));
  assert.ok(Buffer.isBuffer(await canvas.encode('png')));
  assert.ok(canvas.encode('png') instanceof Promise);
});

describe('quality', () => {
  for (const format of ['jpeg', 'webp']) {
    test(`${format}: a higher number is a larger file`, () => {
      const canvas = busy();
      const sizes = [5, 50, 100].map((quality) => canvas.encodeSync(format, quality).length);
      assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2], `${sizes}`);
    });
    test(`${format}: the object's quality runs from 0 to 1`, () => {
      const canvas = busy();
      assertSameBytes(canvas.encodeSync(format, { quality: 0.5 }), canvas.encodeSync(format, 50));
    });
    for (const bad of [-1, 101, NaN, 'high']) {
      test(`${format}: the quality ${bad} is a RangeError that names it`, async () => {
        const expected = { name: 'RangeError', message: new RegExp(`0 to 100.*${bad}`) };
        assert.throws(() => busy().encodeSync(format, bad), expected);
        await assert.rejects(busy().encode(format, bad), expected);
      });
    }
    test(`${format}: an object's quality of 2 is a RangeError`, () => {
      assert.throws(() => busy().encodeSync(format, { quality: 2 }), RangeError);
    });
  }

  test('the default qualities are 92 for JPEG and 80 for WebP', () => {
    const canvas = busy();
    assertSameBytes(canvas.encodeSync('jpeg'), canvas.encodeSync('jpeg', 92));
    assertSameBytes(canvas.encodeSync('webp'), canvas.encodeSync('webp', 80));
  });

  test('lossless WebP gives every byte back', async () => {
    const canvas = busy();
    const image = await loadImage(canvas.encodeSync('webp', { lossless: true }));
    const copy = context(64, 48);
    copy.drawImage(image, 0, 0);
    assertSameBytes(copy.canvas.data(), canvas.data());
  });

  test('the default level of PNG is 2 for an opaque picture and 6 for one with alpha', () => {
    const canvas = busy();
    const ctx = canvas.getContext('2d');
    ctx.clearRect(0, 0, 5, 5);
    assertSameBytes(canvas.encodeSync('png'), canvas.encodeSync('png', { compressionLevel: 6 }));
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    assertSameBytes(canvas.encodeSync('png'), canvas.encodeSync('png', { compressionLevel: 2 }));
  });

  test('PNG gives every byte back at every level', async () => {
    const canvas = busy();
    for (const compressionLevel of [1, 5, 9]) {
      const image = await loadImage(canvas.encodeSync('png', { compressionLevel }));
      const copy = context(64, 48);
      copy.drawImage(image, 0, 0);
      assertSameBytes(copy.canvas.data(), canvas.data());
    }
    assert.throws(() => canvas.encodeSync('png', { compressionLevel: 10 }), RangeError);
  });

  test('JPEG has transparent pixels over black', async () => {
    const image = await loadImage(createCanvas(8, 8).encodeSync('jpeg'));
    const ctx = context(8, 8);
    ctx.drawImage(image, 0, 0);
    assertNear([...ctx.getImageData(4, 4, 1, 1).data], [0, 0, 0, 255], 2);
  });
});

describe('errors', () => {
  for (const format of ['heif', 'image/heif', '', 'png;', null, 7, {}]) {
    test(`the format ${JSON.stringify(format)} is a TypeError that says what is allowed`, async () => {
      const expected = { name: 'TypeError', message: /'png', 'jpeg', 'webp', 'avif', 'gif'.* or 'raw'/ };
      assert.throws(() => busy(8, 8).encodeSync(format), expected);
      assert.throws(() => busy(8, 8).toBuffer(format), expected);
      await assert.rejects(busy(8, 8).encode(format), expected);
    });
  }

  for (const [width, height] of [[0, 0], [0, 5], [5, 0]]) {
    test(`a canvas of ${width}x${height} can't be encoded`, async () => {
      const canvas = createCanvas(width, height);
      assert.throws(() => canvas.encodeSync('png'), (error) => error instanceof Error && /0/.test(error.message));
      await assert.rejects(canvas.encode('png'), Error);
    });
  }
});

describe('toDataURL', () => {
  const mimeOf = (url) => /^data:([^;]+);base64,/.exec(url)[1];
  const bytesOf = (url) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

  test('is PNG without a type', () => {
    const url = busy().toDataURL();
    assert.equal(mimeOf(url), 'image/png');
    CHECKS.png(bytesOf(url));
  });

  for (const format of ['png', 'jpeg', 'webp', 'gif', 'bmp', 'tiff', 'qoi']) {
    test(`image/${format} gives the bytes encodeSync gives`, () => {
      const canvas = busy();
      const url = canvas.toDataURL(`image/${format}`);
      assert.equal(mimeOf(url), `image/${format}`);
      assertSameBytes(bytesOf(url), canvas.encodeSync(format));
    });
  }

  test('types are not case-sensitive', () => assert.equal(mimeOf(busy().toDataURL('IMAGE/JPEG')), 'image/jpeg'));

  for (const type of ['image/heif', 'text/plain', 'gif', '', null]) {
    test(`the unknown type ${JSON.stringify(type)} gives PNG`, () => assert.equal(mimeOf(busy().toDataURL(type)), 'image/png'));
  }

  test('quality runs from 0 to 1', () => {
    const canvas = busy();
    assertSameBytes(bytesOf(canvas.toDataURL('image/jpeg', 0.3)), canvas.encodeSync('jpeg', 30));
  });

  for (const quality of [-0.1, 1.1, NaN, '0.3', null]) {
    test(`the quality ${JSON.stringify(quality)} is the default`, () => {
      const canvas = busy();
      assert.equal(canvas.toDataURL('image/jpeg', quality), canvas.toDataURL('image/jpeg'));
    });
  }

  for (const [width, height] of [[0, 0], [0, 9], [9, 0]]) {
    test(`a canvas of ${width}x${height} gives 'data:,'`, () => assert.equal(createCanvas(width, height).toDataURL(), 'data:,'));
  }
});

describe('data', () => {
  test('is RGBA, not premultiplied, row by row', () => {
    const ctx = context(2, 2);
    ctx.fillStyle = 'red';
    ctx.fillRect(1, 0, 1, 1);
    assert.deepEqual([...ctx.canvas.data()], [...CLEAR, ...RED, ...CLEAR, ...CLEAR]);
  });
  test('is a copy', () => {
    const canvas = busy(4, 4);
    const first = canvas.data();
    first.fill(1);
    assert.notDeepEqual(canvas.data(), first);
  });
  test('is empty for a canvas without pixels', () => assert.equal(createCanvas(0, 9).data().length, 0));
  test('is transparent for a canvas nobody drew on', () => assertSameBytes(createCanvas(2, 1).data(), Buffer.alloc(8)));
});

test('toDataURL gives nothing where the format cannot hold the picture', () => {
  assert.equal(createCanvas(20000, 1).toDataURL('image/webp'), 'data:,');
});

describe('toBlob', () => {
  const blobOf = (canvas, ...args) => new Promise((resolve) => canvas.toBlob(resolve, ...args));

  test('gives a blob of the type, with what was drawn before the call', async () => {
    const canvas = createCanvas(20, 10);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#f00';
    ctx.fillRect(0, 0, 20, 10);
    const waiting = blobOf(canvas);
    ctx.clearRect(0, 0, 20, 10);
    const blob = await waiting;
    assert.equal(blob.type, 'image/png');
    const image = await loadImage(Buffer.from(await blob.arrayBuffer()));
    ctx.drawImage(image, 0, 0);
    assert.deepEqual([...ctx.getImageData(5, 5, 1, 1).data], [255, 0, 0, 255]);
    assert.equal((await blobOf(canvas, 'image/webp', 0.5)).type, 'image/webp');
    assert.equal((await blobOf(canvas, 'image/unknown')).type, 'image/png');
  });

  test('gives null where there are no pixels, and never at once', async () => {
    let called = false;
    createCanvas(0, 5).toBlob((blob) => {
      called = true;
      assert.equal(blob, null);
    });
    assert.equal(called, false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(called, true);
  });

  test('refuses what is no callback', () => {
    assert.throws(() => createCanvas(5, 5).toBlob(), TypeError);
    assert.throws(() => createCanvas(5, 5).toBlob(null), TypeError);
  });
});
