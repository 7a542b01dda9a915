'use strict';

// One Image whose src is set to a large picture again and again, then to sources of 0, 1 and 2 bytes.

const { memory } = require('../lib/rss.js');
const { readSources } = require('../lib/sources.js');
const { sleep } = require('../lib/settle.js');
const { goal, judgeCases } = require('../lib/goals.js');
const ledger = require('../lib/ledger.js');

const COUNT = 500;
const TINY = [0, 1, 2];
// Long enough for an asynchronous decoder to refuse two bytes.
const LATER_MS = 200;

function cases(engine, count) {
  return [{ id: 'src-shrink', params: { count: count ?? COUNT } }];
}

function loadInto(image, bytes) {
  return new Promise((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = (error) => reject(error instanceof Error ? error : new Error('the picture was refused'));
    image.src = bytes;
  });
}

/** What the image is now: its size as text, and the bytes the engine says are live since `baseline`. */
function state(engine, image, baseline) {
  const now = ledger.read(engine);
  return { size: `${image.width}x${image.height}`, live: now ? now.live - baseline.live : null };
}

/** Sets `length` bytes that are no picture; tells what the image is at once and a little later. */
async function shrink(engine, image, length, baseline) {
  let said = 'nothing';
  image.onload = () => { said = 'load'; };
  image.onerror = () => { said = 'error'; };
  try {
    image.src = Buffer.alloc(length);
  } catch (error) {
    said = `threw ${error.message}`;
  }
  const atOnce = state(engine, image, baseline);
  await sleep(LATER_MS);
  return { atOnce, later: state(engine, image, baseline), said, rss: memory().now };
}

function flatten(length, { atOnce, later, said, rss }) {
  return {
    [`size${length}`]: atOnce.size,
    [`live${length}`]: atOnce.live,
    [`laterSize${length}`]: later.size,
    [`laterLive${length}`]: later.live,
    [`said${length}`]: said,
    [`rss${length}`]: rss,
  };
}

async function run(engine, { count }) {
  const photo = readSources(['jpeg']).get('jpeg');
  const baseline = ledger.read(engine);
  const start = memory().now;
  const image = new engine.Image();
  for (let i = 0; i < count; i += 1) await loadInto(image, photo);
  const full = state(engine, image, baseline);
  const figures = { count, start, fullSize: full.size, fullLive: full.live, fullRss: memory().now };
  for (const length of TINY) {
    await loadInto(image, photo);
    Object.assign(figures, flatten(length, await shrink(engine, image, length, baseline)));
  }
  return { ...figures, peak: memory().peak };
}

function judge(id, figures) {
  return TINY.map((length) => {
    const got = `${figures[`size${length}`]}, ${figures[`live${length}`]} bytes live at once, ${figures[`laterLive${length}`]} later`;
    // The engine may hold the bytes it was just given, and nothing else.
    const freed = figures[`live${length}`] <= length && figures[`laterLive${length}`] <= length;
    return goal(`src-shrink: src of ${length} bytes empties the image at once`, figures[`size${length}`] === '0x0' && freed, got);
  });
}

function goals(results) {
  return judgeCases('src-shrink', results, judge);
}

function tinyFigures(length) {
  return [
    [`size${length}`, `src of ${length} bytes: size at once`, 'text'],
    [`live${length}`, `src of ${length} bytes: live bytes at once`, 'count'],
    [`laterSize${length}`, `src of ${length} bytes: size ${LATER_MS} ms later`, 'text'],
    [`laterLive${length}`, `src of ${length} bytes: live bytes ${LATER_MS} ms later`, 'count'],
    [`said${length}`, `src of ${length} bytes: event`, 'text'],
    [`rss${length}`, `src of ${length} bytes: RSS`, 'MB'],
  ];
}

module.exports = {
  name: 'src-shrink',
  title: `one Image, src set ${COUNT} times to a 12 MP JPEG, then to 0, 1 and 2 bytes`,
  cases,
  run,
  goals,
  figures: [
    ['count', 'times set', 'count'],
    ['start', 'RSS before', 'MB'],
    ['fullSize', 'size with the picture', 'text'],
    ['fullLive', 'live bytes with the picture', 'count'],
    ['fullRss', 'RSS with the picture', 'MB'],
    ...TINY.flatMap(tinyFigures),
    ['peak', 'peak RSS', 'MB'],
  ],
};
