'use strict';

// Command line and environment of `npm run bench:memory`.

const { parseArgs } = require('node:util');

const HELP = `usage: npm run bench:memory -- [options]
  --only a,b     scenarios to run (default: all)
  --case a,b     cases of those scenarios to run (default: all)
  --engine a,b   engines to run (default: all that can be loaded)
  --count N      how much to do, see benchmark/README.md (also BENCH_MEMORY_COUNT)
  --help         this text`;

function list(text, allowed, what) {
  if (text === undefined) return allowed;
  const names = text.split(',');
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    throw new Error(`${what}: expected ${allowed.join(', ')} but received '${unknown}'`);
  }
  return names;
}

function count(text) {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`--count: expected a whole number above 0 but received '${text}'`);
  }
  return value;
}

/** `{ help, scenarios, cases, engines, explicit, count }`; throws on anything unknown. */
function readOptions(argv, env, known) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    args: argv,
    options: { only: text, case: text, engine: text, count: text, help: { type: 'boolean' } },
  });
  return {
    help: Boolean(values.help),
    scenarios: list(values.only, known.scenarios, '--only'),
    cases: values.case === undefined ? null : values.case.split(','),
    engines: list(values.engine, known.engines, '--engine'),
    explicit: values.engine !== undefined,
    count: count(values.count ?? env.BENCH_MEMORY_COUNT),
  };
}

module.exports = { readOptions, HELP };
