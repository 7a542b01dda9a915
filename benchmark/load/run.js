'use strict';

// One load on one engine: a fresh server, a warm-up, the load itself, and a look at what is left when it is idle.

const { sleep } = require('../lib/settle.js');
const { Subject } = require('./subject.js');

// Long enough for V8 to compile what is hot; a fifth of the default load.
const WARM_UP_SECONDS = 2;
// With 64 connections a slow engine answers after many seconds. That is a figure, no failure.
const TIMEOUT_SECONDS = 120;

// As the card server's own measurement asks: short and long titles, kerning, several lines.
const TEXTS = [
  ['Draw once, ship every card', 'A photo, an SVG and a PNG, decoded for each request and encoded off the event loop.'],
  ['Memory that comes back when the burst is over', 'What a request takes, it gives back before the next one needs it.'],
  ['Kerning, ligatures and efficient affinity', 'Office fjords, AVATAR, “To Type or Not To Type”: every pair in its place.'],
  ['A headline that is rather longer than most, so that it wraps over three lines', 'And a subtitle below it.'],
];
const REQUESTS = TEXTS.map(([title, subtitle]) => ({ path: `/card?${new URLSearchParams({ title, subtitle })}` }));

/** Loads the server for some seconds; throws when any answer was not a card. */
async function fire(port, connections, duration) {
  // Not above: setup installs it when the benchmark is first run.
  const autocannon = require('autocannon');
  const url = `http://127.0.0.1:${port}`;
  const result = await autocannon({ url, connections, duration, timeout: TIMEOUT_SECONDS, requests: REQUESTS });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0) throw new Error(`${errors} errors, ${timeouts} timeouts, ${non2xx} answers without a card`);
  return result;
}

function figuresOf({ start, before, loaded, idle, picture }, result) {
  const answers = result['2xx'];
  const cards = loaded.cards - before.cards;
  return {
    answers,
    rate: answers / result.duration,
    p50: answers > 0 ? result.latency.p50 : null,
    p99: answers > 0 ? result.latency.p99 : null,
    delay: loaded.delay.p99,
    delayMax: loaded.delay.max,
    cpu: cards > 0 ? (loaded.cpu - before.cpu) / cards : null,
    start: start.rss,
    peak: idle.peak,
    idle: idle.rss,
    kept: idle.rss - start.rss,
    live: idle.live,
    picture,
  };
}

async function measure(subject, connections, { seconds, idle: idleSeconds }) {
  const port = await subject.listening();
  const start = await subject.ask('look');
  await fire(port, connections, Math.min(WARM_UP_SECONDS, seconds));
  await subject.ask('drain');
  const before = await subject.ask('watch');
  const result = await fire(port, connections, seconds);
  const loaded = await subject.ask('drain');
  await sleep(idleSeconds * 1000);
  const idle = await subject.ask('look');
  const picture = await subject.ask('picture');
  await subject.close();
  return figuresOf({ start, before, loaded, idle, picture }, result);
}

/** `{ end, figures, detail }`; `end` is 'ok' only if every answer was a card and the server ended well. */
async function runLoad(engine, connections, options) {
  const subject = new Subject(engine);
  try {
    return { end: 'ok', figures: await measure(subject, connections, options), detail: null };
  } catch (error) {
    return { end: error.message.split('\n')[0], figures: null, detail: error.message };
  } finally {
    subject.kill();
  }
}

module.exports = { runLoad, figuresOf };
