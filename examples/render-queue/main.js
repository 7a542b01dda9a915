'use strict';

// What `npm start` runs here: Redis, the front and the workers; 200 cards through all of it, a few of them bad; one
// worker killed in the middle. Prints the figures and exits with 0 when every card has the end it should have.
//   node main.js --cards 1000 --workers 4

const fs = require('node:fs');
const path = require('node:path');
const { performance } = require('node:perf_hooks');

const { readImages } = require('../card-server/assets');
const { AvatarServer } = require('./demo/avatars');
const { REFUSED, makeCards } = require('./demo/cards');
const { Client, mapWide } = require('./demo/client');
const { judge, printFailures, printReport } = require('./demo/report');
const { startService } = require('./demo/service');
const { readOptions } = require('./options');

const OUT = path.join(__dirname, 'out', 'demo');
// Short times, so that a run takes seconds: a killed worker's job is taken over after two or three of them.
const HURRY = { LOCK_MS: '2000', STALLED_MS: '1000', BACKOFF_MS: '200', MAX_WAITING: '64', RESULTS_DIR: OUT };
const SENDERS = 8;
const LIMIT_MS = 10 * 60 * 1000;

/** Fires on Ctrl-C, SIGTERM, and when the run takes too long. */
function endSignal() {
  const controller = new AbortController();
  const abort = (why) => controller.abort(new Error(`the run was ended: ${why}`));
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  setTimeout(() => abort(`it took longer than ${LIMIT_MS / 60_000} minutes`), LIMIT_MS).unref();
  return controller.signal;
}

/** Kills the worker that waits for the held avatar, then lets go of it: whoever takes the job over can draw it. */
async function killOne({ fleet, queues }, avatars) {
  await avatars.held;
  try {
    const jobs = await queues.render.getActive();
    const { processedBy } = jobs.find(({ data }) => data.avatar?.includes('/held/'));
    const pid = Number(processedBy.split('/').pop());
    console.log(`  killing worker ${pid} in the middle of a card`);
    fleet.kill(pid);
  } finally {
    avatars.release();
  }
}

async function refusals(client) {
  const statuses = await Promise.all(REFUSED.map(async (body) => (await client.post(body)).status));
  return statuses.filter((status) => status === 400).length;
}

async function sendAll(service, avatars, cards, signal) {
  const client = new Client(service.url, signal);
  const refused = await refusals(client);
  const began = performance.now();
  const killed = killOne(service, avatars);
  // It is awaited below; should the sending fail first, that is the error to tell.
  killed.catch(() => {});
  const ids = await mapWide(cards, SENDERS, ({ body }) => client.add(body));
  const ends = await mapWide(ids, SENDERS, (id) => client.end(id));
  const seconds = (performance.now() - began) / 1000;
  await killed;
  return { ids, ends, seconds, refused, busy: client.busy };
}

/** Judges each card by its end and its dead letter; the figures and what is wrong. */
async function summary({ queues }, cards, { ids, ends, ...run }) {
  const letters = new Map((await queues.dead.getJobs(['waiting'])).map(({ id, data }) => [id, data]));
  const done = await queues.render.getCompleted();
  const failures = cards.map((card, i) => judge(card, ends[i], letters.get(ids[i]))).filter(Boolean);
  if (run.refused !== REFUSED.length) failures.push(`${run.refused} of ${REFUSED.length} wrong cards were refused`);
  const again = (sum, { attemptsMade = 1, attempts = attemptsMade }) => sum + attempts - 1;
  const stalled = done.filter(({ stalledCounter }) => stalledCounter > 0).length;
  if (stalled === 0) failures.push('no job was taken over from the killed worker');
  const good = cards.filter(({ reason }) => reason === undefined).length;
  return {
    ...run, failures, stalled, good,
    bad: cards.length - good,
    drawn: ends.filter(({ picture }) => picture !== undefined).length,
    retries: [...done, ...letters.values()].reduce(again, 0),
    letters: [...letters.values()],
  };
}

async function run(options, avatars) {
  const signal = endSignal();
  await avatars.listen();
  const bytes = readImages().avatar;
  const cards = makeCards(options.cards, { origin: avatars.origin, data: `data:image/png;base64,${bytes.toString('base64')}` });
  const service = await startService({ workers: options.workers, env: { ...HURRY, AVATAR_ORIGINS: avatars.origin } });
  try {
    console.log(`  ${options.workers} workers (${service.fleet.pids.join(', ')}), front at ${service.url}`);
    return await summary(service, cards, await sendAll(service, avatars, cards, signal));
  } finally {
    await service.stop();
  }
}

async function main() {
  const options = readOptions({ cards: [200, 10, 10_000], workers: [2, 1, 64] });
  fs.rmSync(OUT, { recursive: true, force: true });
  const avatars = new AvatarServer(readImages().avatar);
  try {
    const result = await run(options, avatars);
    printReport({ ...result, workers: options.workers, directory: path.relative(process.cwd(), OUT) });
    printFailures(result.failures);
    if (result.failures.length > 0) process.exitCode = 1;
  } finally {
    await avatars.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
