'use strict';

// The measured process: the server of one engine (argv: its name), so that its memory and its event loop are its own.
// Answers the parent's messages one by one:
//   'look'    -> memory, processor time and cards so far
//   'watch'   -> the same, after beginning to watch the event loop anew
//   'drain'   -> the same with the delays of the event loop, once no card is being made any more
//   'picture' -> a thumbnail of the first card
//   'end'     -> closes; the process ends by itself, so the engine's teardown is part of the run
// and ends when the parent is gone.

const http = require('node:http');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const { Gate } = require('../../examples/card-server/gate.js');
const { SIZE } = require('../../examples/card-server/card.js');
const { parseCardQuery } = require('../../examples/card-server/query.js');
const { load } = require('../engines.js');
const { memory } = require('../lib/rss.js');
const { sleep } = require('../lib/settle.js');
const { thumbnail } = require('../speed/thumbnail.js');
const { cardMaker, release } = require('./card.js');

// As many cards at once as the card server makes; clients beyond that wait here.
const MAX_ACTIVE = 16;
// Each sample is the time between two firings of a timer, so this much of it is no delay.
const RESOLUTION_MS = 10;
const DRAIN_LOOK_MS = 5;

const engine = load(process.argv[2]);
const { drawn, make } = cardMaker(engine);
const gate = new Gate(MAX_ACTIVE, Infinity);
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let cards = 0;
let active = 0;

/** One card. Once begun it is finished even if its client has gone, so that processor time and cards belong together. */
async function card(request) {
  active += 1;
  try {
    const bytes = await make(request);
    cards += 1;
    return bytes;
  } finally {
    active -= 1;
  }
}

/** Fires when the client has gone before its answer was sent: a card that only waits is not made then. */
function goneSignal(res) {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}

function send(res, status, type, body) {
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  res.end(body);
}

async function answer(req, res) {
  const gone = goneSignal(res);
  try {
    const request = parseCardQuery(new URL(req.url, 'http://localhost').searchParams);
    send(res, 200, 'image/png', await gate.run(() => card(request), gone));
  } catch (error) {
    if (!gone.aborted) send(res, 500, 'text/plain', String(error));
  }
}

function delays() {
  const above = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return { p99: above(delay.percentile(99)), max: above(delay.max) };
}

function look() {
  const { now, peak } = memory();
  const { user, system } = process.cpuUsage();
  const live = engine.memoryUsage ? engine.memoryUsage().live : null;
  return { rss: now, peak, cpu: (user + system) / 1000, cards, live };
}

const answers = {
  look,
  watch() {
    delay.reset();
    delay.enable();
    return look();
  },
  async drain() {
    delay.disable();
    while (active > 0) await sleep(DRAIN_LOOK_MS);
    return { ...look(), delay: delays() };
  },
  async picture() {
    const canvas = await drawn(parseCardQuery(new URLSearchParams()));
    const picture = thumbnail(canvas.getContext('2d'), SIZE.width, SIZE.height);
    release(canvas);
    return picture;
  },
};

const server = http.createServer(answer);

function end() {
  server.close();
  server.closeAllConnections();
}

process.on('message', async (name) => {
  if (name === 'end') process.disconnect();
  else process.send({ [name]: await answers[name]() });
});
process.once('disconnect', end);
server.listen(0, '127.0.0.1', () => process.send({ listening: server.address().port }));
