'use strict';

// Command line of `npm run bench:load`.

const { parseArgs } = require('node:util');

const HELP = `usage: npm run bench:load -- [options]
  --connections a,b  numbers of connections, each from 1 to 1024 (default: 1,16,64)
  --engines a,b      engines to run (default: all that can be loaded)
  --seconds N        how long each load lasts (default: 10)
  --idle N           seconds without work before the last look at RSS (default: 5)
  --rounds N         loads of each engine and number of connections; figures are their medians (default: 1)
  --help             this text`;

// The server lets 16 cards be made at once and the others wait; more than this says nothing new.
const MOST_CONNECTIONS = 1024;
const MOST_SECONDS = 3600;

const TYPES = {
  connections: { type: 'string', default: '1,16,64' },
  engines: { type: 'string' },
  seconds: { type: 'string', default: '10' },
  idle: { type: 'string', default: '5' },
  rounds: { type: 'string', default: '1' },
  help: { type: 'boolean' },
};

function whole(text, option, most) {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
  throw new Error(`${option}: expected a whole number from 1 to ${most} but received '${text}'`);
}

function enginesOf(text, known) {
  if (text === undefined) return known;
  const names = text.split(',');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return [...new Set(names)];
  throw new Error(`--engines: expected ${known.join(', ')} but received '${unknown}'`);
}

/** `{ help, connections, engines, explicit, seconds, idle, rounds }`; throws on anything unknown. */
function readOptions(argv, known) {
  const { values } = parseArgs({ args: argv, options: TYPES });
  const connections = values.connections.split(',').map((text) => whole(text, '--connections', MOST_CONNECTIONS));
  return {
    help: Boolean(values.help),
    connections: [...new Set(connections)],
    engines: enginesOf(values.engines, known.engines),
    explicit: values.engines !== undefined,
    seconds: whole(values.seconds, '--seconds', MOST_SECONDS),
    idle: whole(values.idle, '--idle', MOST_SECONDS),
    rounds: whole(values.rounds, '--rounds', 100),
  };
}

module.exports = { readOptions, HELP };
