'use strict';

// The card server of examples/card-server, in this process, over real connections: what it answers, what it refuses, and
// that no pixels are left when it is done.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');

const canvas = require('../../index.js');
const { balance, clampLines, wrapWords } = require('../../examples/card-server/draw/text');
const { readPicture } = require('../../examples/card-server/measure/picture');
const { createServer } = require('../../examples/card-server/server');
const { closeGracefully } = require('../../examples/card-server/shutdown');

const ASSETS = path.join(__dirname, '../../examples/card-server/assets');
// Workers let go of a snapshot moments after their promise resolves.
const SETTLE_MS = 3000;

/** A server on a port of its own, with what it logged. */
async function listen(options, canvasModule = canvas) {
  const logged = [];
  const server = createServer(canvasModule, { log: (error) => logged.push(error), ...options });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, logged, port: server.address().port, close: () => closeGracefully(server, 1000) };
}

/** Sends one request on its own connection. `sent` is the request, `answer` what comes back. */
function send({ port }, target, method = 'GET') {
  let sent;
  const answer = new Promise((resolve, reject) => {
    sent = http.request({ agent: false, host: '127.0.0.1', port, path: target, method }, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    sent.end();
  });
  return { sent, answer };
}

const get = (app, target) => send(app, target).answer;

async function assertBitmaps(expected) {
  const deadline = Date.now() + SETTLE_MS;
  while (canvas.memoryUsage().bitmaps !== expected && Date.now() < deadline) await sleep(10);
  assert.equal(canvas.memoryUsage().bitmaps, expected);
}

describe('cards', () => {
  let app;
  before(async () => { app = await listen(); });
  after(() => app.close());

  for (const format of ['png', 'jpeg']) {
    test(`${format} has its headers and its size`, async () => {
      const bitmaps = canvas.memoryUsage().bitmaps;
      const { status, headers, body } = await get(app, `/card?title=Hello&format=${format}`);
      assert.equal(status, 200);
      assert.equal(headers['content-type'], `image/${format}`);
      assert.equal(Number(headers['content-length']), body.length);
      assert.match(headers['cache-control'], /^public, max-age=\d+$/);
      assert.deepEqual(readPicture(body), { format, width: 1200, height: 630 });
      await assertBitmaps(bitmaps);
    });
  }

  test('webp is WebP', async () => {
    const { headers, body } = await get(app, '/card?title=Hello&format=webp&quality=60');
    assert.equal(headers['content-type'], 'image/webp');
    assert.equal(body.toString('latin1', 0, 4) + body.toString('latin1', 8, 12), 'RIFFWEBP');
  });

  test('the picture shows the text: same query same bytes, other title other bytes', async () => {
    const [one, same, other] = await Promise.all(['One', 'One', 'Other'].map((title) => get(app, `/card?title=${title}`)));
    assert.ok(one.body.equals(same.body));
    assert.ok(!one.body.equals(other.body));
  });

  test('a lower quality makes a smaller JPEG', async () => {
    const [low, high] = await Promise.all([20, 95].map((quality) => get(app, `/card?format=jpeg&quality=${quality}`)));
    assert.ok(low.body.length < high.body.length, `${low.body.length} < ${high.body.length}`);
  });

  test('eight at once leave no bitmap behind', async () => {
    const bitmaps = canvas.memoryUsage().bitmaps;
    const targets = Array.from({ length: 8 }, (_, i) => `/card?title=Card%20${i}&format=${i % 2 ? 'png' : 'jpeg'}`);
    const answers = await Promise.all(targets.map((target) => get(app, target)));
    assert.deepEqual(answers.map(({ status }) => status), Array(8).fill(200));
    await assertBitmaps(bitmaps);
  });

  test('nothing was logged', () => assert.deepEqual(app.logged, []));
});

describe('refusals', () => {
  let app;
  before(async () => { app = await listen(); });
  after(() => app.close());

  const refused = [
    ['/card?format=gif', 400, /format is "gif"; allowed are png, jpeg, webp/],
    ['/card?format=jpeg&quality=101', 400, /quality is "101"; a whole number from 0 to 100/],
    ['/card?quality=high', 400, /quality is "high"/],
    [`/card?title=${'x'.repeat(201)}`, 400, /title has 201 characters; at most 200/],
    [`/card?subtitle=${'x'.repeat(301)}`, 400, /subtitle has 301 characters; at most 300/],
    ['/card?title=%20', 400, /title is empty/],
    ['/card?title=a&title=b', 400, /title was given 2 times/],
    ['/card?colour=red', 400, /unknown parameter "colour"/],
    ['//', 400, /cannot be parsed/],
    ['/', 404, /nothing here/],
    ['/constructor', 404, /nothing here/],
  ];
  for (const [target, expected, message] of refused) {
    test(`${expected} for ${target.slice(0, 40)}`, async () => {
      const { status, headers, body } = await get(app, target);
      assert.equal(status, expected);
      assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
      assert.match(body.toString(), message);
    });
  }

  test('405 for POST', async () => {
    const { status, headers } = await send(app, '/card', 'POST').answer;
    assert.equal(status, 405);
    assert.equal(headers.allow, 'GET');
  });

  test('a title of 200 code points is accepted', async () => {
    assert.equal((await get(app, `/card?title=${encodeURIComponent('𝒳'.repeat(200))}`)).status, 200);
  });
});

describe('state', () => {
  let app;
  before(async () => { app = await listen(); });
  after(() => app.close());

  test('/healthz says ok', async () => {
    const { status, body } = await get(app, '/healthz');
    assert.equal(status, 200);
    assert.equal(body.toString(), 'ok\n');
  });

  test('/memory is the ledger as JSON', async () => {
    const { headers, body } = await get(app, '/memory');
    const usage = JSON.parse(body);
    assert.equal(headers['content-type'], 'application/json');
    for (const key of ['live', 'peak', 'bitmaps', 'reported']) assert.equal(typeof usage[key], 'number', key);
  });
});

describe('trouble', () => {
  test('a photo that cannot be decoded is a 500 that tells clients nothing, and the other images are freed', async (t) => {
    const assetsDir = fs.mkdtempSync(path.join(os.tmpdir(), 'card-'));
    t.after(() => fs.rmSync(assetsDir, { recursive: true }));
    fs.cpSync(ASSETS, assetsDir, { recursive: true });
    fs.writeFileSync(path.join(assetsDir, 'photo.jpg'), 'not a photo');
    const app = await listen({ assetsDir });
    t.after(app.close);
    const bitmaps = canvas.memoryUsage().bitmaps;
    const { status, body } = await get(app, '/card');
    assert.equal(status, 500);
    assert.equal(body.toString(), 'the card could not be made\n');
    assert.equal(app.logged.length, 1);
    assert.ok(app.logged[0] instanceof Error);
    await assertBitmaps(bitmaps);
  });

  test('503 when as many wait as may', async (t) => {
    const app = await listen({ maxActive: 1, maxWaiting: 1 });
    t.after(app.close);
    const answers = await Promise.all([1, 2, 3].map(() => get(app, '/card?format=jpeg')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 503]);
    assert.equal(answers.find(({ status }) => status === 503).headers['retry-after'], '1');
  });

  test('clients that go away are not worked for, leave nothing behind and block nobody', async (t) => {
    let begun = 0;
    const createCanvas = (...size) => {
      begun += 1;
      return canvas.createCanvas(...size);
    };
    const counting = Object.create(canvas, { createCanvas: { value: createCanvas } });
    const app = await listen({ maxActive: 1, maxWaiting: 4 }, counting);
    t.after(app.close);
    const bitmaps = canvas.memoryUsage().bitmaps;
    const gone = [1, 2, 3].map(() => send(app, '/card'));
    const lost = gone.map(({ answer }) => assert.rejects(answer, { code: 'ECONNRESET' }));
    // Long enough for the first to be at work and the others to wait, far shorter than a card takes.
    await sleep(20);
    for (const { sent } of gone) sent.destroy();
    await Promise.all(lost);
    assert.equal((await get(app, '/card')).status, 200);
    // The first of the three may be done when its client goes, and the second be at work; the third never is.
    assert.ok(begun <= 3, `${begun} cards were begun`);
    await assertBitmaps(bitmaps);
    assert.deepEqual(app.logged, []);
  });
});

describe('lines of text', () => {
  const ctx = canvas.createCanvas(1, 1).getContext('2d');
  ctx.font = '20px "Noto Sans"';
  const width = (text) => ctx.measureText(text).width;

  test('break between words and fit', () => {
    const lines = wrapWords(ctx, 'the quick brown fox jumps', width('the quick brown'));
    assert.deepEqual(lines, ['the quick brown', 'fox jumps']);
  });

  test('a word wider than a line is cut, and nothing of it is lost', () => {
    const lines = wrapWords(ctx, 'mmmmmmmmmm', width('mmmm'));
    assert.deepEqual(lines, ['mmmm', 'mmmm', 'mm']);
  });

  test('balancing keeps the number of lines and lengthens the last', () => {
    const text = 'one two three four five six';
    const room = width('one two three four five');
    assert.equal(wrapWords(ctx, text, room).length, 2);
    const lines = balance(ctx, text, room);
    assert.equal(lines.length, 2);
    assert.notEqual(lines[1], 'six');
    assert.equal(lines.join(' '), text);
  });

  test('what does not fit becomes an ellipsis after a whole word', () => {
    assert.deepEqual(clampLines(ctx, ['one two', 'three'], 1, width('one two')), ['one…']);
    assert.deepEqual(clampLines(ctx, ['one'], 1, width('one')), ['one']);
  });
});
