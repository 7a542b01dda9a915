'use strict';

// `npm run bench:load`: the card server of each engine under load, side by side. See README.md beside this file.
// Exit code 1 when one of our goals was missed or a requested engine can't be loaded, 2 on bad options.

const fs = require('node:fs');
const { NAMES } = require('./engines.js');
const { setup } = require('./setup.js');
const { probe } = require('./lib/probe.js');
const report = require('./lib/report.js');
const { start } = require('./lib/start.js');
const { readOptions, HELP } = require('./load/options.js');
const { runLoad } = require('./load/run.js');
const { combined, judge, otherPicture } = require('./load/judge.js');
const { loadTable } = require('./load/table.js');
const { rotated } = require('./speed/pass.js');

const log = (text) => process.stderr.write(`${text}\n`);

/** All loads with one number of connections: `{ engine: [result of each round] }`, each round beginning with another. */
async function loadAll(connections, names, options, turn) {
  const rounds = Object.fromEntries(names.map((name) => [name, []]));
  for (let i = 0; i < options.rounds; i += 1) {
    for (const name of rotated(names, turn + i)) {
      log(`${connections} connections / ${name} …`);
      rounds[name].push(await runLoad(name, connections, options));
    }
  }
  return rounds;
}

async function measureAll(names, options) {
  const results = [];
  for (const [turn, connections] of options.connections.entries()) {
    const rounds = await loadAll(connections, names, options, turn);
    const byEngine = Object.fromEntries(names.map((name) => [name, combined(rounds[name])]));
    results.push({ connections, rounds, byEngine, goals: judge(connections, byEngine) });
  }
  return results;
}

function notes(results) {
  const ended = results.flatMap(({ connections, byEngine }) => Object.entries(byEngine)
    .filter(([, { detail }]) => detail)
    .map(([name, { detail }]) => `${connections} connections, ${name}: ${detail.trim()}`));
  const other = results.map(({ byEngine }) => otherPicture(byEngine)).find((by) => by !== null);
  return [
    ended.length > 0 && `\`\`\`\n${ended.join('\n')}\n\`\`\``,
    other !== undefined && `The engines drew different pictures (${other.toFixed(1)} levels apart): the figures can't be compared.`,
  ].filter(Boolean);
}

function textOf(engines, options, results) {
  const { seconds, rounds, idle } = options;
  const how = `${seconds} s of load after a warm-up, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, then ${idle} s idle; `
    + 'client and server on the same machine.';
  const goals = results.flatMap((one) => one.goals);
  const parts = [
    `# Load\n\n${how} ${report.machineLine()}`, report.engineTable(engines), loadTable(results), ...notes(results),
    report.goalLines(goals),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function write(engines, options, results, text) {
  const files = report.files('load');
  const figures = JSON.parse(JSON.stringify(results, (key, value) => (key === 'picture' ? undefined : value)));
  const { seconds, idle, rounds } = options;
  report.writeJson({ engines, seconds, idle, rounds, results: figures }, files.json);
  fs.writeFileSync(files.markdown, text);
  return files.json;
}

async function main(options) {
  setup(options.engines, log, ['autocannon']);
  const engines = options.engines.map(probe);
  const names = engines.filter(({ reason }) => !reason).map(({ name }) => name);
  if (names.length === 0) throw new Error('no engine can be loaded');
  const results = await measureAll(names, options);
  const text = textOf(engines, options, results);
  console.log(`${text}\nFigures: ${write(engines, options, results, text)}`);
  const missed = results.some(({ goals }) => goals.some(({ pass }) => pass === false));
  process.exitCode = missed || (options.explicit && names.length < engines.length) ? 1 : 0;
}

start((args) => readOptions(args, { engines: NAMES }), HELP, main);
