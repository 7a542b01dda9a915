'use strict';

// The Markdown report.

const { table } = require('../lib/report.js');
const { meanRatio } = require('./judge.js');

/** Milliseconds with about three digits. */
function ms(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const times = (value) => (value === null ? '–' : value.toFixed(2));

function cell(result) {
  if (!result) return '–';
  if (result.lacks) return result.lacks;
  return result.error ? `failed: ${result.error.split('\n')[0]}` : ms(result.ms);
}

function sceneRow(one, names) {
  const other = one.otherPicture === null ? '' : ` (another picture: ${one.otherPicture.toFixed(0)} levels)`;
  return [
    `${one.id}${other}`,
    ...names.map((name) => cell(one.results[name])),
    cell(one.results.memcpy),
    one.ratio === null ? '–' : `**${times(one.ratio)}**`,
  ];
}

function passTable(judged, names) {
  const head = ['scene', ...names, 'memcpy', 'ours / fastest peer'];
  const rows = judged.map((one) => sceneRow(one, names));
  const mean = meanRatio(judged);
  const counted = judged.filter(({ ratio }) => ratio !== null).length;
  rows.push([`geometric mean of ${counted} scenes`, ...names.map(() => ''), '', mean === null ? '–' : `**${times(mean)}**`]);
  return table(head, rows);
}

/** File sizes, where scenes wrote files. */
function sizeTable(judged, names) {
  const size = (result) => (result?.notes?.KB ? result.notes.KB.toFixed(0) : '–');
  const written = judged.filter(({ results }) => names.some((name) => results[name]?.notes?.KB));
  if (written.length === 0) return '';
  return table(['KB written', ...names], written.map(({ id, results }) => [id, ...names.map((name) => size(results[name]))]));
}

module.exports = { passTable, sizeTable, ms };
