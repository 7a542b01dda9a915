'use strict';

// The render queue of examples/render-queue for real: a Redis of its own, worker processes, and a front that is asked over
// HTTP. Its packages are installed when they are missing, and so is Redis where this runs as root on a Debian; where
// Redis cannot be had, the tests fail and say so. Only on other systems than Linux are they skipped.

const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');

const EXAMPLE = path.join(__dirname, '../../examples/render-queue');
const supported = process.platform === 'linux';
if (supported) {
  require(path.join(EXAMPLE, 'setup')).setup(() => {});
  require(path.join(EXAMPLE, 'redis/find')).findRedis(() => {});
}
// The tests have a Redis of their own, whatever the environment offers.
delete process.env.REDIS_URL;

const canvas = require('../../index.js');
const { readImages } = require('../../examples/card-server/assets');
const { parseCard } = require('../../examples/render-queue/card');
const { AvatarServer } = require('../../examples/render-queue/demo/avatars');
const { Client } = require('../../examples/render-queue/demo/client');
const { drawPicture, loadTemplate } = require('../../examples/render-queue/picture');
const { readSettings } = require('../../examples/render-queue/settings');
const { runWell } = require('../helpers/child.js');

// Dead workers are noticed after seconds, and attempts follow at once.
const HURRY = { LOCK_MS: '1000', STALLED_MS: '500', BACKOFF_MS: '20', ATTEMPTS: '3', CONCURRENCY: '2' };
// No part of a test takes this long unless it hangs.
const LIMIT_MS = 60_000;

const avatar = readImages().avatar;
const asData = (bytes, type = 'png') => `data:image/${type};base64,${bytes.toString('base64')}`;
const never = new AbortController().signal;

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
};

async function until(what, holds) {
  const deadline = Date.now() + LIMIT_MS;
  while (!await holds()) {
    assert.ok(Date.now() < deadline, `${what}: not so after ${LIMIT_MS} ms`);
    await sleep(20);
  }
}

/** The whole service with an avatar server and a directory of its own. `onEnd` takes what ends them. */
async function start(onEnd, { workers, env = {} }) {
  const { startService } = require('../../examples/render-queue/demo/service');
  const avatars = new AvatarServer(avatar);
  await avatars.listen();
  onEnd(() => avatars.close());
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'render-queue-results-'));
  onEnd(() => fs.rmSync(directory, { recursive: true, force: true }));
  const told = { ...HURRY, AVATAR_ORIGINS: avatars.origin, RESULTS_DIR: directory, ...env };
  const service = await startService({ workers, env: told, log: () => {} });
  onEnd(() => service.stop());
  return { ...service, avatars, directory, client: new Client(service.url, AbortSignal.timeout(LIMIT_MS)) };
}

/** Hooks that run in the reverse of the order they were given in, as `startService` stops its parts. */
function endings() {
  const all = [];
  return { onEnd: (hook) => all.push(hook), run: async () => { while (all.length > 0) await all.pop()(); } };
}

/** A service for one test. */
function startFor(t, options) {
  const { onEnd, run } = endings();
  t.after(run);
  return start(onEnd, options);
}

const card = (fields) => ({ title: 'A card', name: 'Robin Vale', ...fields });
const letterOf = async ({ queues }, id) => (await queues.dead.getJob(id))?.data;

/** The picture of a card without any queue. */
async function drawHere(body, origins) {
  const template = await loadTemplate(canvas);
  try {
    return await drawPicture({ canvasModule: canvas, template, card: parseCard(body, origins), signal: never });
  } finally {
    template.dispose();
  }
}

describe('render queue', { skip: supported ? false : 'Redis is installed on Linux only' }, () => {
  describe('cards', () => {
    const { onEnd, run } = endings();
    let service;
    before(async () => { service = await start(onEnd, { workers: 2 }); });
    after(run);

    const good = {
      'the least a card has': () => card(),
      'every field': () => card({ subtitle: 'And a subtitle', name: 'Дарья', colour: '#62E6CF', avatar: asData(avatar) }),
      'an avatar that is fetched': ({ origin }) => card({ title: 'Fetched', avatar: `${origin}/good/1.png` }),
      'an avatar that comes at the second attempt': ({ origin }) => card({ title: 'Late', avatar: `${origin}/late/1.png` }),
    };
    for (const [name, make] of Object.entries(good)) {
      test(`${name}: the picture is the one that is drawn directly`, async () => {
        const body = make(service.avatars);
        const { picture } = await service.client.end(await service.client.add(body));
        assert.ok(picture, 'the card failed');
        const expected = await drawHere(body, [service.avatars.origin]);
        assert.ok(picture.equals(expected), `${picture.length} bytes, ${expected.length} were expected`);
      });
    }

    test('a colour is seen at the foot of the picture', async () => {
      const { picture } = await service.client.end(await service.client.add(card({ colour: '#4a6bff' })));
      const image = await canvas.loadImage(picture);
      const context = canvas.createCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      assert.deepEqual([...context.getImageData(600, 625, 1, 1).data], [0x4a, 0x6b, 0xff, 255]);
    });

    test('Redis holds the name of a picture, the directory its bytes', async () => {
      const id = await service.client.add(card({ title: 'Where it is' }));
      const { picture } = await service.client.end(id);
      // The file is there a moment before the job is marked as done.
      await until('the job is done', async () => (await service.queues.render.getJobState(id)) === 'completed');
      const job = await service.queues.render.getJob(id);
      assert.deepEqual(job.returnvalue, { file: `${id}.png`, bytes: picture.length, width: 1200, height: 630 });
      assert.ok(fs.readFileSync(path.join(service.directory, `${id}.png`)).equals(picture));
      assert.deepEqual(fs.readdirSync(service.directory).filter((name) => !name.endsWith('.png')), []);
    });

    test('a late avatar took one attempt more', async () => {
      const id = await service.client.add(card({ avatar: `${service.avatars.origin}/late/2.png` }));
      await service.client.end(id);
      await until('the job is done', async () => (await service.queues.render.getJobState(id)) === 'completed');
      assert.equal((await service.queues.render.getJob(id)).attemptsMade, 2);
    });

    test('many at once all have an end, and the count of them is right', async () => {
      const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => service.client.add(card({ title: `Card ${i}` }))));
      const ends = await Promise.all(ids.map((id) => service.client.end(id)));
      assert.equal(new Set(ends.map(({ picture }) => picture.toString('base64'))).size, 12);
      await until('nothing waits', async () => {
        const counts = await (await fetch(`${service.url}/queue`)).json();
        return counts.waiting + counts.active + counts.delayed + counts.failed === 0;
      });
    });
  });

  describe('dead letters', () => {
    const { onEnd, run } = endings();
    let service;
    before(async () => { service = await start(onEnd, { workers: 1, env: { JOB_TIMEOUT_MS: '1500' } }); });
    after(run);

    const huge = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="40000"/>');
    const bad = {
      'no picture': [() => asData(Buffer.from('This is no picture.')), /^bad card: the avatar cannot be drawn: not an image/],
      'a picture too large': [() => asData(huge), /^bad card: the avatar cannot be drawn: .*40000x40000.*maxSide/],
      'an avatar that is not there': [({ origin }) => `${origin}/gone/1.png`, /^bad card: the avatar's server answered 404$/],
    };
    for (const [name, [make, reason]] of Object.entries(bad)) {
      test(`${name}: one attempt, and the client learns why`, async () => {
        const body = card({ avatar: make(service.avatars) });
        const id = await service.client.add(body);
        const { picture, state, reason: told, attempts } = await service.client.end(id);
        assert.equal(picture, undefined);
        assert.deepEqual([state, attempts], ['failed', 1]);
        assert.match(told, reason);
        const letter = await letterOf(service, id);
        assert.equal(letter.reason, told);
        assert.equal(letter.card.avatar, body.avatar);
        assert.equal((await fetch(`${service.url}/cards/${id}`)).status, 422);
        assert.equal(await service.queues.render.getJob(id), undefined);
      });
    }

    test('a card that others wrote to the queue is checked too', async () => {
      const jobId = '00000000-0000-4000-8000-000000000000';
      await service.queues.render.add('card', card({ title: 7 }), { jobId });
      const { reason, attempts } = await service.client.end(jobId);
      assert.equal(reason, 'bad card: title is 7; a string is needed');
      assert.equal(attempts, 1);
    });

    test('a server that stays down: all attempts, and the reason is not for the client', async () => {
      const id = await service.client.add(card({ avatar: `${service.avatars.origin}/down/1.png` }));
      const { state, reason, attempts } = await service.client.end(id);
      assert.deepEqual([state, reason, attempts], ['failed', 'the card could not be drawn', 3]);
      assert.equal((await letterOf(service, id)).reason, "the avatar's server answered 503");
    });

    test('a card that takes too long is given up, and put back later it is drawn', async () => {
      const { revive } = require('../../examples/render-queue/dead-letters');
      const id = await service.client.add(card({ avatar: `${service.avatars.origin}/held/1.png` }));
      const { state, attempts } = await service.client.end(id);
      assert.deepEqual([state, attempts], ['failed', 3]);
      assert.equal((await letterOf(service, id)).reason, 'the card took longer than 1500 ms');
      service.avatars.release();
      assert.equal(await revive(service.queues, id), true);
      assert.ok((await service.client.end(id)).picture);
      assert.equal(await letterOf(service, id), undefined);
      assert.equal(await revive(service.queues, id), false);
    });
  });

  describe('workers that end', () => {
    test('one is killed in the middle of a job: another finishes it', async (t) => {
      const service = await startFor(t, { workers: 1 });
      const [killed] = service.fleet.pids;
      const id = await service.client.add(card({ avatar: `${service.avatars.origin}/held/1.png` }));
      await service.avatars.held;
      assert.match((await service.queues.render.getJob(id)).processedBy, new RegExp(`/${killed}$`));
      service.fleet.kill(killed);
      await until('the process is gone', () => !isAlive(killed));
      service.avatars.release();
      const { picture } = await service.client.end(id);
      assert.ok(picture, 'the card was lost');
      await until('the job is done', async () => (await service.queues.render.getJobState(id)) === 'completed');
      const job = await service.queues.render.getJob(id);
      assert.equal(job.stalledCounter, 1);
      assert.deepEqual(service.fleet.pids.map((pid) => `${os.hostname()}/${pid}`), [job.processedBy]);
      assert.ok(!job.processedBy.endsWith(`/${killed}`));
    });

    test('a card that its workers die of fails for good, and those after it are drawn', async (t) => {
      const service = await startFor(t, { workers: 1 });
      const id = await service.client.add(card({ avatar: `${service.avatars.origin}/held/1.png` }));
      let deaths = 0;
      await until('the card is a dead letter', async () => {
        const job = await service.queues.render.getJob(id);
        const worker = service.fleet.pids.find((pid) => job?.processedBy?.endsWith(`/${pid}`));
        if (worker !== undefined && isAlive(worker) && await job.getState() === 'active') {
          service.fleet.kill(worker);
          await until('the process is gone', () => !isAlive(worker));
          deaths += 1;
        }
        return (await letterOf(service, id)) !== undefined;
      });
      assert.equal((await letterOf(service, id)).reason, 'job stalled more than allowable limit');
      // Two are forgiven. A fourth worker may be killed while it writes down that the card has failed.
      assert.ok(deaths >= 3, `${deaths} workers died`);
      assert.ok((await service.client.end(await service.client.add(card()))).picture);
    });

    test('SIGTERM: what is in work is finished, what waits is left', async (t) => {
      const service = await startFor(t, { workers: 1, env: { CONCURRENCY: '1' } });
      const id = await service.client.add(card({ avatar: `${service.avatars.origin}/held/1.png` }));
      await service.avatars.held;
      const waiting = await service.client.add(card());
      const ends = service.fleet.stop();
      // Long enough for the signal to arrive; were it not, the test would pass without it.
      await sleep(300);
      service.avatars.release();
      assert.deepEqual(await ends, [0]);
      assert.equal(await service.queues.render.getJobState(id), 'completed');
      assert.equal(await service.queues.render.getJobState(waiting), 'waiting');
    });

    test('workers that cannot start are an error, not a hang', async (t) => {
      const starting = startFor(t, { workers: 2, env: { NODE_OPTIONS: '--there-is-no-such-option' } });
      await assert.rejects(starting, /a worker ended before it took jobs \(9\)/);
    });
  });

  describe('the front', () => {
    const { onEnd, run } = endings();
    let service;
    // No worker: what is sent waits.
    before(async () => { service = await start(onEnd, { workers: 0, env: { MAX_WAITING: '3' } }); });
    after(run);

    const refused = [
      ['no object', [], /a card is a JSON object/],
      ['no title', { name: 'A' }, /title is missing; a string is needed/],
      ['an empty title', card({ title: ' \n' }), /title has 0 characters; 1 to 200 are allowed/],
      ['a long title', card({ title: 'x'.repeat(201) }), /title has 201 characters/],
      ['no name', { title: 'A' }, /name is missing/],
      ['a colour by name', card({ colour: 'red' }), /colour is "red"; six hexadecimal digits/],
      ['an unknown field', card({ size: 1 }), /unknown field "size"; known are title, subtitle, name, colour, avatar/],
      ['an avatar from elsewhere', card({ avatar: 'http://127.0.0.1:1/a.png' }), /avatars are not fetched from "http:\/\/127.0.0.1:1"/],
      ['a file as avatar', card({ avatar: 'file:///etc/passwd' }), /avatars are not fetched from/],
      ['a path as avatar', card({ avatar: '/etc/passwd' }), /avatar is "\/etc\/passwd"; a data: URL/],
      ['an SVG as avatar', card({ avatar: asData(Buffer.from('<svg/>'), 'svg+xml') }), /no data: URL of a PNG, JPEG, WebP or GIF/],
      ['an avatar of 64 KB and a byte', card({ avatar: asData(Buffer.alloc(64 * 1024 + 1)) }), /65537 bytes; at most 65536/],
      ['__proto__', JSON.parse('{"title":"A","name":"B","__proto__":{"x":1}}'), /unknown field "__proto__"/],
    ];
    for (const [name, body, message] of refused) {
      test(`400 for ${name}`, async () => {
        const response = await service.client.post(body);
        assert.equal(response.status, 400);
        assert.match((await response.json()).error, message);
      });
    }

    const requests = [
      [415, '/cards', { method: 'POST', body: '{}' }],
      [400, '/cards', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }],
      [413, '/cards', { method: 'POST', body: 'x'.repeat(100_000), headers: { 'content-type': 'application/json' } }],
      [405, '/cards', {}],
      [405, '/queue', { method: 'POST' }],
      [404, '/cards/1', {}],
      [404, '/cards/00000000-0000-4000-8000-00000000ffff', {}],
      [404, '/cards/..%2f..%2fsecret', {}],
    ];
    for (const [status, target, options] of requests) {
      test(`${status} for ${options.method ?? 'GET'} ${target}`, async () => {
        const response = await fetch(service.url + target, options);
        assert.equal(response.status, status);
        assert.equal(typeof (await response.json()).error, 'string');
      });
    }

    test('a bound on what waits is exact however many come at once', async () => {
      const { Admission } = require('../../examples/render-queue/admission');
      const admission = new Admission(service.queues.dead, 7);
      const ends = await Promise.allSettled(Array.from({ length: 30 }, () => admission.add(card())));
      assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 7);
      for (const { reason } of ends.filter(({ status }) => status === 'rejected')) assert.equal(reason.name, 'BusyError');
      assert.equal(await service.queues.dead.getJobCountByTypes('waiting'), 7);
      await service.queues.dead.drain();
    });

    test('503 when as many wait as may, and those that wait are drawn once there is a worker', async () => {
      const responses = await Promise.all(Array.from({ length: 5 }, () => service.client.post(card())));
      const statuses = responses.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [202, 202, 202, 503, 503]);
      const full = responses.find(({ status }) => status === 503);
      assert.equal(full.headers.get('retry-after'), '1');
      const taken = responses.filter(({ status }) => status === 202);
      const waiting = await (await fetch(service.url + taken[0].headers.get('location'))).json();
      assert.equal(waiting.state, 'waiting');
      await service.fleet.start(1);
      for (const response of taken) assert.ok((await service.client.end((await response.json()).id)).picture);
    });
  });

  describe('Redis', () => {
    const { startRedis } = require('../../examples/render-queue/redis/start');

    test('is gone after the end: no process, no directory', async () => {
      const redis = await startRedis();
      assert.ok(isAlive(redis.pid));
      assert.equal(new URL(redis.url).hostname, '127.0.0.1');
      assert.equal(fs.statSync(redis.directory).mode & 0o777, 0o700);
      await redis.stop();
      assert.equal(isAlive(redis.pid), false);
      assert.equal(fs.existsSync(redis.directory), false);
    });

    test('is gone when the process that started it is killed', async () => {
      const source = `require(${JSON.stringify(path.join(EXAMPLE, 'redis/start'))}).startRedis()
        .then(({ pid, directory }) => console.log(JSON.stringify({ pid, directory })));`;
      const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
      const line = await new Promise((resolve) => child.stdout.once('data', resolve));
      const { pid, directory } = JSON.parse(line);
      assert.ok(isAlive(pid));
      child.kill('SIGKILL');
      await until('no process is left', () => !isAlive(pid));
      await until('no directory is left', () => !fs.existsSync(directory));
    });

    test('asks for the password that it was started with', async (t) => {
      const IORedis = require('../../examples/render-queue/node_modules/ioredis');
      const redis = await startRedis();
      t.after(redis.stop);
      const url = new URL(redis.url);
      url.password = '';
      const client = new IORedis(url.href, { maxRetriesPerRequest: 0, retryStrategy: null });
      t.after(() => client.disconnect());
      client.on('error', () => {});
      await assert.rejects(client.set('a', 'b'), /NOAUTH/);
    });

    test('where it cannot be had, the error says what to do', async (t) => {
      const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'render-queue-path-'));
      t.after(() => fs.rmSync(empty, { recursive: true }));
      const source = `require(${JSON.stringify(path.join(EXAMPLE, 'redis/find'))}).findRedis();`;
      const { status, stderr } = spawnSync(process.execPath, ['-e', source], { env: { PATH: empty }, encoding: 'utf8' });
      assert.equal(status, 1);
      assert.match(stderr, /redis-server is not on the PATH and (?:there is no apt-get|only root).*apt-get install.*REDIS_URL/);
    });

    test('when it answers nothing, the front does', async (t) => {
      const service = await startFor(t, { workers: 0 });
      process.kill(service.redis.pid, 'SIGSTOP');
      try {
        const responses = await Promise.all([1, 2, 3].map(() => service.client.post(card())));
        assert.deepEqual(responses.map(({ status }) => status), [503, 503, 503]);
      } finally {
        process.kill(service.redis.pid, 'SIGCONT');
      }
      await until('it is there again', async () => (await service.client.post(card())).status === 202);
    });

    test('when it goes away, the front says so at once and everything still ends', async (t) => {
      const service = await startFor(t, { workers: 1, env: { JOB_TIMEOUT_MS: '500' } });
      const id = await service.client.add(card());
      assert.ok((await service.client.end(id)).picture);
      process.kill(service.redis.pid, 'SIGKILL');
      await until('the connection is closed', () => service.queues.redis.status !== 'ready');
      const response = await service.client.post(card());
      assert.equal(response.status, 503);
      assert.match((await response.json()).error, /the queue cannot be reached/);
      // What is drawn stays.
      assert.equal((await fetch(`${service.url}/cards/${id}`)).status, 200);
      await service.stop();
      assert.equal(fs.existsSync(service.redis.directory), false);
    });
  });

  test('drawing leaves no pixels behind, whether a card is good or bad', async () => {
    const before = canvas.memoryUsage().bitmaps;
    await drawHere(card({ avatar: asData(avatar) }), []);
    await assert.rejects(drawHere(card({ avatar: asData(Buffer.from('no picture')) }), []), { name: 'BadCardError' });
    await until('the bitmaps are gone', () => canvas.memoryUsage().bitmaps === before);
  });

  test('settings out of range are refused', () => {
    assert.throws(() => readSettings({ ATTEMPTS: '0' }), { name: 'RangeError', message: /ATTEMPTS is "0"; .*from 1 to 100/ });
    assert.throws(() => readSettings({ PORT: 'http' }), { name: 'RangeError', message: /PORT is "http"/ });
    assert.throws(() => readSettings({ AVATAR_ORIGINS: 'https://a.example/path' }), { name: 'TypeError' });
    assert.throws(() => readSettings({ AVATAR_ORIGINS: 'https://' }), { name: 'TypeError' });
    assert.throws(() => readSettings({ REDIS_URL: 'nonsense' }), { name: 'TypeError', message: /^REDIS_URL is no URL/ });
    assert.deepEqual(readSettings({ AVATAR_ORIGINS: 'https://a.example, http://b.example:81' }).avatarOrigins,
      ['https://a.example', 'http://b.example:81']);
  });

  test('the demonstration runs to its end', async () => {
    const { stdout } = await runWell(path.join(EXAMPLE, 'main.js'), { args: ['--cards', '40'], timeout: 3 * LIMIT_MS });
    assert.match(stdout, /38 of 38 good cards drawn by 2 workers/);
    assert.match(stdout, /2 dead letters of 2 bad cards/);
  });
});
