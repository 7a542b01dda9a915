'use strict';

// `npm run bench`: how fast engines are, side by side. See README.md beside this file.
// Exit code 1 when one of our goals was missed or a requested engine can't be loaded, 2 on bad options.

const fs = require('node:fs');
const { NAMES } = require('./engines.js');
const { setup } = require('./setup.js');
const { probe } = require('./lib/probe.js');
const report = require('./lib/report.js');
const { start } = require('./lib/start.js');
const scenes = require('./speed/scenes/index.js');
const { readOptions, HELP } = require('./speed/options.js');
const { ensureSources } = require('./speed/sources.js');
const { runPass } = require('./speed/pass.js');
const { judgeScene, judgePass } = require('./speed/judge.js');
const { passTable, sizeTable } = require('./speed/table.js');

const log = (text) => process.stderr.write(`${text}\n`);

const TITLES = { one: 'One thread', all: 'All threads' };

async function measure(name, names, options) {
  const one = name === 'one';
  const raw = await runPass(options.scenes, names, options, one, log);
  const judged = raw.map(({ results }, i) => judgeScene(options.scenes[i], results));
  return { name, judged, goals: judgePass(options.scenes, judged, one) };
}

function textOf(pass, names) {
  const parts = [`## ${TITLES[pass.name]}`, passTable(pass.judged, names), report.goalLines(pass.goals)];
  return parts.filter(Boolean).join('\n\n');
}

function heading(engines, options) {
  const time = options.clock === 'cpu' ? ' (on one thread: of processor time)' : '';
  const how = `Milliseconds${time} per scene at 1024x768: medians of ${options.rounds} interleaved rounds.`;
  return `# Speed\n\n${how} ${report.machineLine()}\n\n${report.engineTable(engines)}`;
}

/** Scenes that have a ratio in some pass, for the chart. */
function chartRows(passes, all) {
  const ratiosOf = (id) => passes.flatMap(({ name, judged }) => {
    const { ratio } = judged.find((one) => one.id === id);
    return ratio === null ? [] : [[name, ratio]];
  });
  const rows = all.map(({ id }) => ({ id, ratios: Object.fromEntries(ratiosOf(id)) }));
  return rows.filter(({ ratios }) => Object.keys(ratios).length > 0);
}

function write(engines, options, passes, text) {
  const files = report.files('speed');
  const { rounds, clock } = options;
  // Thumbnails have served their purpose.
  const figures = JSON.parse(JSON.stringify(passes, (key, value) => (key === 'picture' ? undefined : value)));
  report.writeJson({ engines, rounds, clock, passes: figures }, files.json);
  fs.writeFileSync(files.markdown, text);
  const rows = chartRows(passes, options.scenes);
  if (rows.length > 0) {
    // Here, because our own addon may be what can't be loaded.
    const { drawChart } = require('./speed/chart.js');
    fs.writeFileSync(files.chart, drawChart('@scope/canvas beside its fastest peer', rows));
  }
  return files.json;
}

async function main(options) {
  if (options.list) {
    options.scenes.forEach(({ id }) => console.log(id));
    return;
  }
  setup(options.engines, log);
  const engines = options.engines.map(probe);
  const names = engines.filter(({ reason }) => !reason).map(({ name }) => name);
  if (names.length === 0) throw new Error('no engine can be loaded');
  ensureSources(names, log);
  const passes = [];
  for (const name of options.passes) passes.push(await measure(name, names, options));
  const text = [heading(engines, options), ...passes.map((pass) => textOf(pass, names)), sizeTable(passes[0].judged, names)];
  const markdown = `${text.filter(Boolean).join('\n\n')}\n`;
  console.log(`${markdown}\nFigures: ${write(engines, options, passes, markdown)}`);
  const missed = passes.some(({ goals }) => goals.some(({ pass }) => pass === false));
  process.exitCode = missed || (options.explicit && names.length < engines.length) ? 1 : 0;
}

start((args) => readOptions(args, { engines: NAMES, scenes }), HELP, main);
