'use strict';

// The figures as Markdown.

const { format } = require('../lib/format.js');
const { table } = require('../lib/report.js');

const COLUMNS = [
  ['requests/s', 'rate', 'perSecond'],
  ['latency p50', 'p50', 'ms'],
  ['latency p99', 'p99', 'ms'],
  ['loop delay p99', 'delay', 'delay'],
  ['CPU a card', 'cpu', 'ms'],
  ['RSS at start', 'start', 'MB'],
  ['peak', 'peak', 'MB'],
  ['idle', 'idle', 'MB'],
  ['idle over start', 'kept', 'MB'],
];

function cells({ end, figures }) {
  if (end !== 'ok') return [end, ...COLUMNS.slice(1).map(() => '–')];
  return COLUMNS.map(([, key, kind]) => format(kind, figures[key]));
}

/** `results` is a list of `{ connections, byEngine }`. */
function loadTable(results) {
  const rows = results.flatMap(({ connections, byEngine }) =>
    Object.entries(byEngine).map(([name, result]) => [connections, name, ...cells(result)]));
  return table(['connections', 'engine', ...COLUMNS.map(([title]) => title)], rows);
}

module.exports = { loadTable };
