'use strict';

// `npm run bench:memory`: what engines do with memory, side by side. See README.md beside this file.
// Exit code 1 when one of our goals was missed or a requested engine can't be loaded, 2 on bad options.

const { NAMES } = require('./engines.js');
const { setup } = require('./setup.js');
const { readOptions, HELP } = require('./lib/options.js');
const { probe } = require('./lib/probe.js');
const { ensureSources } = require('./lib/sources.js');
const { runCase } = require('./lib/run-case.js');
const report = require('./lib/report.js');
const { start } = require('./lib/start.js');

const SCENARIOS = ['sync-loop', 'churn', 'src-shrink', 'abuse', 'many-live'];

const log = (text) => process.stderr.write(`${text}\n`);

function casesOf(scenario, engine, options) {
  const all = scenario.cases(engine, options.count);
  return options.cases ? all.filter(({ id }) => options.cases.includes(id)) : all;
}

/** Runs a scenario on each engine, one child at a time: `results[case id][engine]`. */
async function runScenario(scenario, engines, options) {
  const results = {};
  for (const engine of engines) {
    for (const spec of casesOf(scenario, engine, options)) {
      log(`${scenario.name} / ${spec.id} / ${engine} …`);
      results[spec.id] ??= {};
      results[spec.id][engine] = await runCase({ ...spec, scenario: scenario.name, engine });
    }
  }
  return results;
}

function ownResults(results) {
  const own = Object.entries(results).filter(([, byEngine]) => byEngine.ours);
  return Object.fromEntries(own.map(([id, byEngine]) => [id, byEngine.ours]));
}

function print(scenario, results, names, goals) {
  const notes = report.details(results);
  const parts = [report.scenarioTable(scenario, results, names), notes && `\`\`\`\n${notes}\n\`\`\``, report.goalLines(goals)];
  console.log(`\n${parts.filter(Boolean).join('\n\n')}`);
}

async function runAll(names, options) {
  const all = [];
  for (const name of options.scenarios) {
    const scenario = require(`./memory/${name}.js`);
    const results = await runScenario(scenario, names, options);
    if (Object.keys(results).length === 0) continue;
    const goals = scenario.goals(ownResults(results));
    print(scenario, results, names, goals);
    all.push({ scenario: name, title: scenario.title, results, goals });
  }
  return all;
}

async function main(options) {
  setup(options.engines, log);
  const engines = options.engines.map(probe);
  const present = engines.filter(({ reason }) => !reason).map(({ name }) => name);
  console.log(`# Memory\n\n${report.engineTable(engines)}`);
  if (options.count) console.log(`\nRun with --count ${options.count}. The goals are meant for the full counts: a pass here shows less.`);
  if (present.length === 0) throw new Error('no engine can be loaded');
  ensureSources(present, log);
  const scenarios = await runAll(present, options);
  if (scenarios.length === 0) throw new Error('no case has that name');
  console.log(`\nFigures: ${report.writeJson({ engines, count: options.count, scenarios }, report.files('memory').json)}`);
  const missed = scenarios.flatMap(({ goals }) => goals).filter(({ pass }) => pass === false);
  const absent = options.explicit && present.length < engines.length;
  process.exitCode = missed.length > 0 || absent ? 1 : 0;
}

start((args) => readOptions(args, process.env, { scenarios: SCENARIOS, engines: NAMES }), HELP, main);
