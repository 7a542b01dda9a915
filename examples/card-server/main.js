'use strict';

// What `npm start` runs: starts the card server in a process of its own, asks it for cards as a busy site would, checks
// every answer, writes one card to out/card.png and prints what it cost. Exits with 1 when any check failed.

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { parseArgs } = require('node:util');

const { Checks } = require('./measure/checks');
const { runLoad } = require('./measure/load');
const { formatReport } = require('./measure/report');
const { Subject } = require('./measure/subject');

const IDLE_SECONDS = 5;
const OUT = path.join(__dirname, 'out', 'card.png');
const FORMATS = ['png', 'jpeg'];
const TEXTS = [
  ['Draw once, ship every card', 'A photo, an SVG and a PNG, decoded for each request and encoded off the event loop.'],
  ['Memory that comes back when the burst is over', 'What a request takes, it gives back before the next one needs it.'],
  ['Kerning, ligatures and efficient affinity', 'Office fjords, AVATAR, “To Type or Not To Type”: every pair in its place.'],
  ['A headline that is rather longer than most, so that it wraps over three lines', 'And a subtitle below it.'],
];

function count(name, value, max) {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new RangeError(`--${name} is ${JSON.stringify(value)}; a whole number from 1 to ${max} is allowed`);
}

function readOptions() {
  const { values } = parseArgs({
    options: { requests: { type: 'string', default: '200' }, concurrency: { type: 'string', default: '16' } },
  });
  return { requests: count('requests', values.requests, 1_000_000), concurrency: count('concurrency', values.concurrency, 1024) };
}

/** PNG and JPEG in turn, each text twice before the next. */
function query(index) {
  const format = FORMATS[index % FORMATS.length];
  const [title, subtitle] = TEXTS[Math.floor(index / FORMATS.length) % TEXTS.length];
  return { format, target: `/card?${new URLSearchParams({ title, subtitle, format })}` };
}

async function measure(subject, options, checks) {
  const port = await subject.listening();
  const start = await subject.start();
  const queries = Array.from({ length: options.requests }, (_, index) => query(index));
  const latencies = [];
  const seconds = await runLoad({
    port,
    targets: queries.map(({ target }) => target),
    concurrency: options.concurrency,
    onAnswer(index, answer) {
      latencies.push(answer.ms);
      checks.answer(queries[index].target, queries[index].format, answer);
    },
    onFailure: (index, error) => checks.fail(`${queries[index].target}: ${error.message}`),
  });
  const busy = await subject.sample();
  await sleep(IDLE_SECONDS * 1000);
  const idle = await subject.sample();
  return { ...options, seconds, latencies, start, busy, idle, idleSeconds: IDLE_SECONDS };
}

/** After the last answer nothing of a card may be left. */
function checkLedger(checks, { start, idle }) {
  const before = start.ledger.bitmaps;
  const after = idle.ledger.bitmaps;
  if (after !== before) checks.fail(`${after} bitmaps are alive after the run, ${before} were before it`);
}

function writeCard(checks) {
  const card = checks.first(query(0).target);
  if (card === undefined) return;
  fs.mkdirSync(path.dirname(OUT), { recursive: true });
  fs.writeFileSync(OUT, card);
  console.log(`  wrote ${path.relative(process.cwd(), OUT)}`);
}

async function main() {
  const options = readOptions();
  const checks = new Checks();
  const subject = new Subject(options.concurrency);
  try {
    const run = await measure(subject, options, checks);
    checkLedger(checks, run);
    console.log(formatReport(run));
    writeCard(checks);
    const end = await subject.close();
    if (end !== 0) checks.fail(`the server process ended with ${end}`);
  } finally {
    subject.kill();
  }
  for (const failure of checks.failures) console.error(`  FAILED ${failure}`);
  if (checks.failures.length > 0) process.exitCode = 1;
  else console.log(`  all ${options.requests} answers passed their checks`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
