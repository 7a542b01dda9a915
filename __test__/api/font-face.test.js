'use strict';

// https://drafts.csswg.org/css-font-loading-3/ with what Chromium answers.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { afterEach, describe, test } = require('node:test');

const { FontFace, FontFaceSet, FontFaceSetLoadEvent, GlobalFonts, fonts, memoryUsage, setLimits } = require('../../index.js');
const { context } = require('../helpers/pixels.js');

const BOLD = path.join(__dirname, '../../examples/card-server/assets/NotoSans-Bold.subset.ttf');
const PACKED = path.join(__dirname, '../fixtures/fonts/letters.woff2');
const bold = fs.readFileSync(BOLD);
const packed = fs.readFileSync(PACKED);

GlobalFonts.systemFonts = false;
afterEach(() => fonts.clear());

function width(font, text = 'mmm') {
  const ctx = context();
  ctx.font = font;
  return ctx.measureText(text).width;
}

const isBold = (family, text) => width(`40px "${family}"`, text) > width('40px Nowhere', text) + 1;

describe('FontFace', () => {
  test('bytes of a font are loaded at once', async () => {
    const face = new FontFace('A', bold);
    assert.equal(face.status, 'loaded');
    assert.equal(await face.loaded, face);
    assert.equal(await face.load(), face);
  });
  test('packed bytes are unpacked by a worker', async () => {
    const face = new FontFace('A', packed);
    assert.equal(face.status, 'loading');
    fonts.add(face);
    assert.equal(fonts.status, 'loading');
    assert.equal(await fonts.ready, fonts);
    assert.equal(face.status, 'loaded');
    assert.equal(width('40px A'), width('40px "Noto Sans"'));
  });
  for (const [name, source] of [['no font', new ArrayBuffer(10)], ['a picture', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')], ['broken WOFF2', packed.subarray(0, 200)], ['nothing', Buffer.alloc(0)]]) {
    test(`${name} is an error`, async () => {
      const face = new FontFace('A', source);
      await assert.rejects(face.loaded, { name: 'SyntaxError' });
      assert.equal(face.status, 'error');
    });
  }
  test('descriptors read back as CSS writes them', () => {
    const face = new FontFace('a b', 'url(a.ttf)', {
      weight: '100 900', style: 'oblique 10deg 20deg', stretch: '75% 125%', unicodeRange: 'U+0-7F, U+4??',
      featureSettings: '"smcp" on, "liga" 0', variationSettings: '"wght" 200', ascentOverride: '90%',
    });
    const { family, status, weight, style, stretch, unicodeRange, featureSettings, variationSettings, display, ascentOverride } = face;
    assert.deepEqual(
      { family, status, weight, style, stretch, unicodeRange, featureSettings, variationSettings, display, ascentOverride },
      {
        family: '"a b"', status: 'unloaded', weight: '100 900', style: 'oblique 10deg 20deg', stretch: '75% 125%',
        unicodeRange: 'U+0-7F, U+400-4FF', featureSettings: '"smcp", "liga" 0', variationSettings: '"wght" 200', display: 'auto', ascentOverride: '90%',
      },
    );
  });
  for (const [name, args] of [['weight', ['A', 'url(a)', { weight: 'foo' }]], ['source', ['A', 'foo']], ['empty source', ['A', '']], ['half a source', ['A', 'url("a"']]]) {
    test(`a bad ${name} is a SyntaxError of the promise`, async () => {
      const face = new FontFace(...args);
      assert.deepEqual([face.status, face.weight], ['error', 'normal']);
      await assert.rejects(face.loaded, { name: 'SyntaxError' });
      await assert.rejects(face.load(), { name: 'SyntaxError' });
    });
  }
  test('a bad value that is set throws and changes nothing', () => {
    const face = new FontFace('A', bold);
    assert.throws(() => { face.weight = 'zz'; }, { name: 'SyntaxError' });
    assert.equal(face.weight, 'normal');
  });
  test('its arguments are checked', () => {
    assert.throws(() => new FontFace('A'), TypeError);
    assert.throws(() => new FontFace('A', 'url(a)', 5), TypeError);
    assert.throws(() => FontFace('A', 'url(a)'), TypeError);
  });
  for (const [name, source] of [
    ['a path', `url("${BOLD.replaceAll('\\', '\\\\')}")`],
    ['a file: URL', `url(${pathToFileURL(BOLD)}) format("truetype")`],
    ['a data: URL', `url(data:font/ttf;base64,${bold.toString('base64')})`],
    ['the second of a list', 'local("Nothing"), url(/no/such/font.ttf) format("woff2") tech(variations), ' + `url('${pathToFileURL(BOLD)}')`],
  ]) {
    test(`loads ${name}`, async () => {
      const face = new FontFace('Loaded', source);
      assert.equal(face.status, 'unloaded');
      fonts.add(face);
      const loading = face.load();
      assert.equal(face.status, 'loading');
      assert.equal(await loading, face);
      assert.ok(isBold('Loaded'));
    });
  }
  test('loads over HTTP', async (t) => {
    const server = http.createServer((request, response) => (request.url === '/a.ttf' ? response.end(bold) : response.writeHead(404).end()));
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    t.after(() => server.close());
    const address = `http://127.0.0.1:${server.address().port}`;
    const refused = await new FontFace('A', `url(${address}/a.ttf)`).load().catch((error) => error);
    assert.equal(refused.cause.limit, 'allowPrivateAddresses');
    setLimits({ allowPrivateAddresses: true });
    t.after(() => setLimits({ allowPrivateAddresses: false }));
    await new FontFace('A', `url(${address}/a.ttf)`).load();
    await assert.rejects(new FontFace('A', `url(${address}/b.ttf)`).load(), { name: 'NetworkError' });
  });
  test('what can not be fetched is a NetworkError', async () => {
    for (const source of ['url(/no/such/font.ttf)', 'local(x)', `url(${pathToFileURL(__filename)})`, 'url(data:font/ttf;base64,AAAA)']) {
      await assert.rejects(new FontFace('A', source).load(), { name: 'NetworkError' }, source);
    }
  });
});

describe('fonts', () => {
  test('text is drawn in what is in the set', () => {
    const face = new FontFace('Set', bold);
    assert.ok(!isBold('Set'));
    assert.equal(fonts.add(face), fonts);
    fonts.add(face);
    assert.ok(fonts.size === 1 && fonts.has(face) && isBold('Set'));
    face.family = 'Other';
    assert.ok(!isBold('Set') && isBold('Other'));
    assert.equal(fonts.delete(face), true);
    assert.equal(fonts.delete(face), false);
    assert.ok(!isBold('Other'));
  });
  test('weights are chosen by their descriptors', () => {
    fonts.add(new FontFace('W', bold, { weight: '400' })).add(new FontFace('W', packed, { weight: '900' }));
    assert.equal(GlobalFonts.has('W'), false);
    assert.ok(isBold('W'));
  });
  test('a unicode-range leaves other letters to the next font', () => {
    fonts.add(new FontFace('Part', bold, { unicodeRange: 'U+41-5A' }));
    assert.ok(isBold('Part', 'MMM'));
    assert.equal(width('40px Part', 'mmm'), width('40px Nowhere', 'mmm'));
  });
  test('overrides change what is measured', () => {
    fonts.add(new FontFace('Tall', bold, { ascentOverride: '200%', descentOverride: '50%' }));
    const ctx = context();
    ctx.font = '10px Tall';
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = ctx.measureText('x');
    assert.deepEqual([fontBoundingBoxAscent, fontBoundingBoxDescent], [20, 5]);
  });
  test('removeAll leaves its faces alone', () => {
    fonts.add(new FontFace('Kept', bold));
    GlobalFonts.removeAll();
    assert.ok(isBold('Kept'));
  });
  test('check tells what is loaded', () => {
    fonts.add(new FontFace('Y', 'url(/no/such/font.ttf)', { unicodeRange: 'U+41-5A' }));
    assert.equal(fonts.check('10px Nope'), true);
    assert.equal(fonts.check('10px Y'), true, 'a space is in none of its ranges');
    assert.equal(fonts.check('10px Y', 'A'), false);
    assert.throws(() => fonts.check('zzz'), { name: 'SyntaxError' });
    assert.throws(() => fonts.check(), TypeError);
  });
  test('load loads what a text needs', async () => {
    const url = `url(${pathToFileURL(BOLD)})`;
    const [latin, greek] = ['U+41-7A', 'U+370-3FF'].map((unicodeRange) => new FontFace('Z', url, { unicodeRange }));
    fonts.add(latin).add(greek);
    assert.deepEqual(await fonts.load('10px Z', 'abc'), [latin]);
    assert.equal(greek.status, 'unloaded');
    assert.deepEqual(await fonts.load('10px Nope'), []);
    await assert.rejects(fonts.load('zzz'), { name: 'SyntaxError' });
  });
  test('events tell of loading', async () => {
    // What came before has been told by then.
    await new Promise(setImmediate);
    const events = [];
    const note = (event) => events.push([event.type, event.fontfaces.length, event.constructor === FontFaceSetLoadEvent]);
    for (const type of ['loading', 'loadingdone', 'loadingerror']) fonts[`on${type}`] = note;
    fonts.add(new FontFace('Y', 'url(data:font/ttf;base64,AAAA)'));
    await assert.rejects(fonts.load('10px Y'), { name: 'NetworkError' });
    await fonts.ready;
    for (const type of ['loading', 'loadingdone', 'loadingerror']) fonts[`on${type}`] = null;
    assert.deepEqual(events, [['loading', 0, true], ['loadingdone', 0, true], ['loadingerror', 1, true]]);
    assert.equal(fonts.onloading, null);
  });
  test('is like a set', () => {
    const face = new FontFace('A', bold);
    fonts.add(face);
    assert.deepEqual([[...fonts], [...fonts.keys()], [...fonts.entries()]], [[face], [face], [[face, face]]]);
    fonts.forEach((one, same, set) => assert.ok(one === face && same === face && set === fonts));
    assert.ok(fonts instanceof FontFaceSet && fonts instanceof EventTarget);
    assert.equal(Object.prototype.toString.call(fonts), '[object FontFaceSet]');
    assert.throws(() => new FontFaceSet(), TypeError);
    for (const wrong of [undefined, null, {}, 'A']) assert.throws(() => fonts.add(wrong), TypeError);
  });
  test('faces that are dropped are freed', async () => {
    const before = memoryUsage().bytesByKind.font;
    const face = new FontFace('Freed', bold);
    fonts.add(face);
    assert.equal(memoryUsage().bytesByKind.font - before, bold.length);
    fonts.clear();
    assert.equal(width('10px Freed') > 0, true);
  });
});
