'use strict';

// Markdown tables, the lines that pass or fail, and the JSON file.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { format } = require('./format.js');

const RESULTS = path.join(__dirname, '..', 'results');

function row(cells) {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function table(head, rows) {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function engineTable(engines) {
  return table(['engine', 'version', 'state'], engines.map(({ name, version, reason }) => [
    name, version ?? '–', reason ? `not run: ${reason.split('\n')[0]}` : 'run',
  ]));
}

/** Rows of one case; a figure that no engine has is left out. */
function caseRows(scenario, id, results, names) {
  const cells = (pick) => names.map((name) => (results[name] ? pick(results[name]) : '–'));
  const rows = [[id, 'ended', ...cells((result) => result.end)]];
  for (const [key, title, kind] of scenario.figures) {
    const values = cells((result) => format(kind, result.figures[key]));
    if (values.some((value) => value !== '–')) rows.push([id, title, ...values]);
  }
  return rows;
}

/** The table of one scenario. `results` is case id -> engine name -> result of runCase. */
function scenarioTable(scenario, results, names) {
  const rows = Object.entries(results).flatMap(([id, byEngine]) => caseRows(scenario, id, byEngine, names));
  return `## ${scenario.name}: ${scenario.title}\n\n${table(['case', 'figure', ...names], rows)}`;
}

function details(results) {
  const lines = [];
  for (const [id, byEngine] of Object.entries(results)) {
    for (const [name, result] of Object.entries(byEngine)) {
      if (result.detail) lines.push(`${id}, ${name}: ${result.end}\n${result.detail.trim()}`);
    }
  }
  return lines.join('\n');
}

function verdict(pass) {
  if (pass === null) return 'NOT JUDGED';
  return pass ? 'PASS' : 'FAIL';
}

function goalLines(goals) {
  return goals.map(({ pass, text, got }) => `- ${verdict(pass)} ${text} (${got})`).join('\n');
}

function machine() {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: os.cpus().length,
    memory: os.totalmem(),
  };
}

/** The machine in a sentence. */
function machineLine() {
  const { node, platform, cores } = machine();
  return `${os.cpus()[0]?.model.trim() ?? platform}, ${cores} cores, ${platform}, Node ${node}.`;
}

/** Files of one run, named by the time: `{ json, markdown, chart }`. */
function files(name) {
  fs.mkdirSync(RESULTS, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const file = (ending) => path.join(RESULTS, `${name}-${stamp}.${ending}`);
  return { json: file('json'), markdown: file('md'), chart: file('png') };
}

/** Writes everything as JSON, with the machine, and returns the file's path. */
function writeJson(report, file) {
  fs.writeFileSync(file, `${JSON.stringify({ machine: machine(), ...report }, null, 2)}\n`);
  return file;
}

module.exports = { table, engineTable, scenarioTable, details, goalLines, machineLine, files, writeJson };
