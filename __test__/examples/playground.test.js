'use strict';

// The playground of examples/playground: what it refuses, how it ends code that does not end, and its page in a real
// browser. The browser is a Chromium of the machine; run as root on a Debian, the tests install it. The tests with it are
// skipped only on other systems than Linux, and on Node.js 18, for which Playwright is not.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { pathToFileURL } = require('node:url');

const { createCanvas, loadImage } = require('../../index.js');
const { closeGracefully } = require('../../examples/card-server/shutdown');
const { CodeError, render } = require('../../examples/playground/render');
const { createPlayground, readPresets } = require('../../examples/playground/server');
const { launchChromium } = require('../helpers/chromium.js');

const EXAMPLE = path.join(__dirname, '../../examples/playground');
// No part of a test takes this long unless it hangs.
const LIMIT_MS = 60_000;

/** The playground on a port of its own, with what it logged. */
async function listen(options) {
  const logged = [];
  const { server, token } = createPlayground({ timeoutMs: LIMIT_MS, log: (error) => logged.push(error), ...options });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { server, token, port, logged, origin: `http://127.0.0.1:${port}`, close: () => closeGracefully(server, 1000) };
}

/** One request on its own connection. `sent` is the request, `answer` what comes back. */
function send({ port }, { target = '/render', method = 'GET', headers = {}, body = '' }) {
  let sent;
  const answer = new Promise((resolve, reject) => {
    sent = http.request({ agent: false, host: '127.0.0.1', port, path: target, method, headers }, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
  return { sent, answer };
}

const JOB = { code: 'ctx.fillRect(0, 0, 2, 2)', width: 4, height: 3 };

/** Code to be run, as the page sends it, but for what a test changes. */
const sendCode = (app, job, headers = {}) => send(app, {
  method: 'POST',
  headers: { origin: app.origin, 'content-type': 'application/json', 'x-playground-token': app.token, ...headers },
  body: typeof job === 'string' ? job : JSON.stringify({ ...JOB, ...job }),
});

const post = (app, job, headers) => sendCode(app, job, headers).answer;

describe('what is sent', () => {
  let app;
  before(async () => { app = await listen(); });
  after(() => app.close());

  const refuses = (name, status, message, job, headers) => test(`${status}: ${name}`, async () => {
    const answer = await post(app, job, typeof headers === 'function' ? headers(app) : headers);
    assert.equal(answer.status, status);
    assert.match(JSON.parse(answer.body).message, message);
  });

  test('the code is run, and its picture comes back with its times', async () => {
    const { status, headers, body } = await post(app, {});
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'image/png');
    assert.match(headers['server-timing'], /^draw;dur=[\d.]+, encode;dur=[\d.]+$/);
    const image = await loadImage(body);
    const ctx = createCanvas(image.width, image.height).getContext('2d');
    ctx.drawImage(image, 0, 0);
    assert.deepEqual([image.width, image.height], [4, 3]);
    assert.deepEqual([...ctx.getImageData(1, 1, 2, 2).data].filter((_, i) => i % 4 === 3), [255, 0, 0, 0]);
  });

  test('other names and ports that lead here see nothing: DNS rebinding', async () => {
    for (const host of ['evil.example', `evil.example:${app.port}`, '127.0.0.1', `127.0.0.1:${app.port + 1}`, `127.0.0.1.evil.example:${app.port}`]) {
      const headers = { host, origin: `http://${host}` };
      assert.equal((await send(app, { target: '/', headers }).answer).status, 403, host);
      assert.equal((await post(app, {}, headers)).status, 403, host);
    }
    const host = `localhost:${app.port}`;
    assert.equal((await post(app, {}, { host, origin: `http://${host}` })).status, 200);
  });

  refuses('a page of another origin', 403, /only pages of the playground/, {}, { origin: 'http://evil.example' });
  refuses('a page of another port', 403, /only pages of the playground/, {}, (one) => ({ origin: `http://127.0.0.1:${one.port + 1}` }));
  refuses('a page of another name for here', 403, /only pages of the playground/, {}, (one) => ({ origin: `http://localhost:${one.port}` }));
  refuses('a page in a sandbox', 403, /only pages of the playground/, {}, { origin: 'null' });
  refuses('no origin', 403, /only pages of the playground/, {}, { origin: '' });
  refuses('no token', 403, /token/, {}, { 'x-playground-token': '' });
  refuses('a wrong token of the right length', 403, /token/, {}, (one) => ({ 'x-playground-token': 'A'.repeat(one.token.length) }));
  refuses('a form', 415, /application\/json is needed/, {}, { 'content-type': 'text/plain' });
  refuses('what is no JSON', 400, /not JSON/, '{');
  refuses('null', 400, /code is not a text/, 'null');
  refuses('no code', 400, /code is not a text/, { code: 5 });
  refuses('too much code', 413, /longer than 65536 characters/, { code: ' '.repeat(65_537) });
  refuses('too long a body', 413, /longer than 98304 bytes/, { code: ' '.repeat(200_000) });
  refuses('a canvas too large', 400, /width is no whole number from 1 to 2000/, { width: 2001 });
  refuses('a canvas of nothing', 400, /height is no whole number/, { height: 0 });
  refuses('half a pixel', 400, /height is no whole number/, { height: 1.5 });

  test('only the files of the page are there', async () => {
    for (const target of ['/', '/main.mjs', '/worker.mjs', '/compare.mjs', '/style.css', '/NotoSans.ttf', '/picture.png', '/settings']) {
      const { status, headers } = await send(app, { target }).answer;
      assert.equal(status, 200, target);
      assert.match(headers['content-security-policy'], /^default-src 'none'/);
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['access-control-allow-origin'], undefined);
    }
    for (const target of ['/server.js', '/page/main.mjs', '/../server.js', '/%2e%2e/server.js', '//main.mjs', '/presets/1-shapes.js', '/constructor']) {
      assert.equal((await send(app, { target }).answer).status, 404, target);
    }
  });

  test('405 for other methods', async () => {
    assert.equal((await send(app, { target: '/render' }).answer).headers.allow, 'POST');
    assert.equal((await send(app, { target: '/', method: 'POST' }).answer).headers.allow, 'GET');
  });

  test('nothing was logged', () => assert.deepEqual(app.logged, []));
});

describe('code', () => {
  let app;
  before(async () => { app = await listen({ maxActive: 1, maxWaiting: 1 }); });
  after(() => app.close());

  const fails = (name, code, expected) => test(name, async () => {
    const { status, body } = await post(app, { code });
    assert.equal(status, 422);
    const error = JSON.parse(body);
    assert.deepEqual([error.name, error.line], expected.slice(0, 2));
    assert.match(error.message, expected[2]);
  });

  fails('an error has its name and line', 'ctx.save();\n\nctx.getImageData(0, 0, 0, 1);', ['IndexSizeError', 3, /./]);
  fails('an error of later', 'await null;\nunknown();', ['ReferenceError', 2, /unknown is not defined/]);
  fails('an error that nobody waits for', 'setTimeout(() => { null.x; });\nawait new Promise(() => {});', ['TypeError', 1, /null/]);
  fails('what cannot be parsed', 'ctx.(', ['SyntaxError', null, /./]);
  fails('what is thrown and no error', 'throw "text";', ['Error', null, /^text$/]);
  fails('a process that ends', 'process.exit(3)', ['Error', null, /ended before it had drawn \(code 3\)/]);
  fails('a promise that nobody keeps', 'await new Promise(() => {})', ['Error', null, /ended before it had drawn/]);
  fails('canvases beyond the budget', 'const all = [];\nfor (;;) { all.push(createCanvas(2000, 2000)); all.at(-1).getContext("2d").fillRect(0, 0, 9, 9); all.at(-1).data(); }', ['RangeError', 2, /budget/i]);
  fails('a heap that is full', 'const all = [];\nfor (;;) all.push({ more: [1, 2, 3] });', ['Error', null, /ended before it had drawn/]);

  test('memory outside of the heap', { skip: process.platform !== 'linux' && 'only Linux tells how much a process has' }, async () => {
    const { body } = await post(app, { code: 'const all = [];\nfor (;;) all.push(new Uint8Array(1 << 24).fill(1));' });
    assert.match(JSON.parse(body).message, /took more than 640 MB|ended before it had drawn|Array buffer allocation failed/);
  });

  test('what does not end is ended', async () => {
    await assert.rejects(render({ ...JOB, code: 'for (;;);' }, { timeoutMs: 300 }), (error) => {
      assert.ok(error instanceof CodeError);
      assert.deepEqual(error.details, { name: 'TimeoutError', message: 'not done after 300 ms', line: null });
      return true;
    });
  });

  test('a page that goes away ends its code, whose place another takes', async () => {
    const gone = sendCode(app, { code: 'for (;;);' });
    const lost = assert.rejects(gone.answer, { code: 'ECONNRESET' });
    await new Promise((resolve) => { gone.sent.once('finish', resolve); });
    const next = post(app, {});
    gone.sent.destroy();
    await lost;
    assert.equal((await next).status, 200);
  });

  test('503 when as many wait as may', async () => {
    const code = 'for (;;);';
    const all = [1, 2, 3].map(() => sendCode(app, { code }));
    const ends = all.map(({ answer }) => answer.catch((error) => error));
    const { status, headers } = await Promise.race(ends);
    assert.deepEqual([status, headers['retry-after']], [503, '1']);
    for (const { sent } of all) sent.destroy();
    await Promise.all(ends);
    assert.equal((await post(app, {})).status, 200);
  });

  test('nothing was logged', () => assert.deepEqual(app.logged, []));
});

describe('differences', () => {
  let compare;
  let drawDifference;
  before(async () => { ({ compare, drawDifference } = await import(pathToFileURL(path.join(EXAMPLE, 'page/compare.mjs')).href)); });
  const white = [255, 255, 255, 255];

  test('of the same picture there are none', () => {
    assert.deepEqual(compare(white, white), { mean: 0, most: 0, differing: 0, off: 0 });
  });

  test('of one pixel of two', () => {
    assert.deepEqual(compare([...white, 0, 0, 0, 255], [...white, 30, 0, 0, 255]), { mean: 5, most: 30, differing: 50, off: 50 });
  });

  test('what is under alpha 0 does not count, what is half there counts half', () => {
    assert.equal(compare([9, 9, 9, 0], white).mean, 0);
    assert.equal(compare([0, 0, 0, 51], white).most, 51);
  });

  test('are enlarged, and opaque', () => {
    assert.deepEqual([...drawDifference([9, 0, 200, 255], [0, 1, 0, 255], 8)], [72, 8, 255, 255]);
  });

  test('of two sizes is an error', () => assert.throws(() => compare(white, [...white, ...white]), RangeError));
});

// Mean levels of 255: what the two rasterizers differ by at edges, more where there is much text.
const MEAN = 0.6;

const drivable = process.platform === 'linux' && parseInt(process.versions.node, 10) >= 20;

describe('in Chromium', { skip: !drivable && 'needs the Chromium of a Linux, and Node.js 20' }, () => {
  let app;
  let browser;
  before(async () => {
    app = await listen();
    browser = await launchChromium(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  async function open(url = `${app.origin}/#${app.token}`) {
    const page = await browser.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    page.on('console', (message) => { if (message.type() === 'error') errors.push(new Error(message.text())); });
    await page.goto(url);
    return { page, errors };
  }

  const settled = (page) => page.waitForSelector('body[data-state=done], body[data-state=failed]');

  async function run(page, code) {
    await page.fill('#code', code);
    await page.$eval('#run', (button) => button.click());
    await settled(page);
  }

  const alphaSum = (page, id) => page.$eval(`#${id} canvas`, (canvas) =>
    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, byte, i) => sum + (i % 4 === 3 ? byte : 0), 0));

  test('every preset is drawn alike on both sides', async () => {
    const { page, errors } = await open();
    await settled(page);
    const titles = Object.keys(readPresets());
    assert.deepEqual(await page.locator('#presets option').allTextContents(), titles);
    assert.equal(titles.length, fs.readdirSync(path.join(EXAMPLE, 'presets')).length);
    for (const title of titles) {
      await page.selectOption('#presets', title);
      await settled(page);
      assert.equal(await page.getAttribute('body', 'data-state'), 'done', title);
      const mean = parseFloat(await page.textContent('#mean'));
      assert.ok(mean <= MEAN, `${title}: a mean difference of ${mean} levels`);
      for (const id of ['browser', 'server']) assert.equal(await alphaSum(page, id), 480 * 360 * 255, `${title}, ${id}`);
    }
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('a difference is seen and measured, on a canvas of another size', async () => {
    const { page } = await open();
    await settled(page);
    await page.fill('#width', '50');
    await page.fill('#height', '20');
    await run(page, 'ctx.fillStyle = typeof process === "object" ? "black" : "#646464";\nctx.fillRect(0, 0, 25, 20);');
    assert.equal(await page.textContent('#mean'), '50.000 levels');
    assert.equal(await page.textContent('#most'), '100 levels');
    assert.equal(await page.textContent('#differing'), '50.00 %');
    assert.equal(await page.textContent('#off'), '50.00 %');
    const corner = await page.$eval('#difference canvas', (canvas) => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data]);
    assert.deepEqual(corner, [255, 255, 255, 255]);
    await page.close();
  });

  test('errors of the code are shown on both sides', async () => {
    const { page } = await open();
    await settled(page);
    await run(page, '\nunknown();');
    assert.equal(await page.getAttribute('body', 'data-state'), 'failed');
    const [here, there] = await page.locator('figure pre').allTextContents();
    assert.equal(here, 'ReferenceError: unknown is not defined\nin line 2');
    assert.equal(there, here);
    await page.close();
  });

  test('code that does not end is ended on both sides, and the page goes on', async () => {
    const quick = await listen({ timeoutMs: 300 });
    const { page } = await open(`${quick.origin}/#${quick.token}`);
    try {
      await settled(page);
      await run(page, 'for (;;);');
      const late = 'TimeoutError: not done after 300 ms';
      assert.deepEqual(await page.locator('figure pre').allTextContents(), [late, late]);
    } finally {
      await page.close();
      await quick.close();
    }
    const { page: next } = await open();
    await settled(next);
    await run(next, 'ctx.fillRect(0, 0, width, height)');
    assert.equal(await next.textContent('#mean'), '0.000 levels');
    await next.close();
  });

  test('a page without the token has nothing run', async () => {
    const { page } = await open(`${app.origin}/`);
    await settled(page);
    assert.match(await page.textContent('#server pre'), /the token is missing or wrong/);
    await page.close();
  });

  test('pages of other origins, and of names that lead here, have nothing run though they know the token', async () => {
    const other = http.createServer((req, res) => res.end('<!doctype html>'));
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { page } = await open(`http://127.0.0.1:${other.address().port}/`);
    try {
      const send = ({ url, token, mode }) => {
        const headers = mode === 'no-cors' ? {} : { 'content-type': 'application/json', 'x-playground-token': token };
        return fetch(url, { method: 'POST', mode, headers, body: '{"code":"","width":1,"height":1}' }).then((res) => res.type, (error) => error.name);
      };
      const url = `${app.origin}/render`;
      assert.equal(await page.evaluate(send, { url, token: app.token, mode: 'cors' }), 'TypeError');
      // The request is sent, and refused; the page learns nothing.
      assert.match(await page.evaluate(send, { url, token: app.token, mode: 'no-cors' }), /TypeError|opaque/);
      const rebound = await page.goto(`http://evil.example:${app.port}/`);
      assert.equal(rebound.status(), 403);
    } finally {
      await page.close();
      await new Promise((resolve) => other.close(resolve));
      other.closeAllConnections();
    }
  });
});
