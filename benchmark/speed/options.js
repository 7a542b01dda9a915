'use strict';

// Command line of `npm run bench`.

const { parseArgs } = require('node:util');

const HELP = `usage: npm run bench -- [options] [groups]
  groups           text, images ...: the files in speed/scenes whose scenes are run (default: all)
  --scenes a,b     scenes whose name contains one of these (default: all)
  --engines a,b    engines to run (default: all that can be loaded)
  --rounds N       rounds of each scene, at least 1 (default: 9)
  --threads WHICH  one, all or both (default: both)
  --clock WHICH    wall, or cpu: on one thread, the processor's time, for a machine with other work
                   (default: wall)
  --list           the names of the scenes
  --help           this text`;

const DEFAULT_ROUNDS = 9;

function oneOf(text, allowed, option) {
  if (allowed.includes(text)) return text;
  throw new Error(`${option}: expected ${allowed.join(', ')} but received '${text}'`);
}

function rounds(text) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`--rounds: expected a whole number above 0 but received '${text}'`);
}

function scenesOf(groups, scenes) {
  if (groups.length === 0) return scenes;
  const unknown = groups.find((name) => !scenes.some(({ group }) => group === name));
  if (unknown !== undefined) throw new Error(`no group of scenes is called '${unknown}'`);
  return scenes.filter(({ group }) => groups.includes(group));
}

function scenesNamed(text, scenes) {
  if (text === undefined) return scenes;
  const parts = text.split(',').filter((part) => part !== '');
  const unknown = parts.find((part) => !scenes.some(({ id }) => id.includes(part)));
  if (unknown !== undefined) throw new Error(`--scenes: no scene's name contains '${unknown}'`);
  return scenes.filter(({ id }) => parts.some((part) => id.includes(part)));
}

const TYPES = {
  scenes: { type: 'string' },
  engines: { type: 'string' },
  rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
  threads: { type: 'string', default: 'both' },
  clock: { type: 'string', default: 'wall' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
};

/** `{ help, list, scenes, engines, explicit, rounds, passes, clock }`; throws on anything unknown. */
function readOptions(argv, known) {
  const { values, positionals } = parseArgs({ args: argv, options: TYPES, allowPositionals: true });
  const engines = values.engines === undefined ? known.engines : values.engines.split(',');
  engines.forEach((name) => oneOf(name, known.engines, '--engines'));
  const threads = oneOf(values.threads, ['one', 'all', 'both'], '--threads');
  return {
    help: Boolean(values.help),
    list: Boolean(values.list),
    scenes: scenesNamed(values.scenes, scenesOf(positionals, known.scenes)),
    engines,
    explicit: values.engines !== undefined,
    rounds: rounds(values.rounds),
    passes: threads === 'both' ? ['one', 'all'] : [threads],
    clock: oneOf(values.clock, ['wall', 'cpu'], '--clock'),
  };
}

module.exports = { readOptions, HELP };
