'use strict';

// The figures of a run as text.

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const milliseconds = (ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

/** The value below which `share` of the values lie (nearest rank). */
function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

function row(name, cells) {
  return `  ${name.padEnd(18)}${cells.map((cell) => cell.padEnd(18)).join('')}`.trimEnd();
}

function ledgerRow({ live, bitmaps, peak, reported }) {
  return row('ledger', [
    `live ${megabytes(live)}`, `bitmaps ${bitmaps}`, `peak ${megabytes(peak)}`, `reported ${megabytes(reported)}`,
  ]);
}

/** `run` holds what main.js measured; `start`, `busy` and `idle` are samples of the server process. */
function formatReport({ requests, concurrency, seconds, latencies, start, busy, idle, idleSeconds }) {
  const { delay } = busy;
  const latency = latencies.length === 0
    ? ['no answers']
    : [`p50 ${milliseconds(percentile(latencies, 0.5))}`, `p99 ${milliseconds(percentile(latencies, 0.99))}`];
  return [
    `card server: ${requests} cards of 1200x630, ${concurrency} in flight, PNG and JPEG in turn`,
    row('requests', [`${(latencies.length / seconds).toFixed(1)} per second`, `${seconds.toFixed(1)} s in all`]),
    row('latency', latency),
    // Unlike the rest, this hardly moves when the machine has other work.
    row('CPU', [`${milliseconds((busy.cpu - start.cpu) / requests)} a card`, 'all threads of the server']),
    row('event-loop delay', [
      `p99 ${milliseconds(delay.p99)}`, `max ${milliseconds(delay.max)}`, `(above the ${delay.resolution} ms sampling interval)`,
    ]),
    row('RSS', [
      `start ${megabytes(start.rss)}`, `peak ${megabytes(idle.peakRss)}`, `after ${idleSeconds} s idle ${megabytes(idle.rss)}`,
    ]),
    ledgerRow(idle.ledger),
  ].join('\n');
}

module.exports = { formatReport };
