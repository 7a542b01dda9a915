'use strict';

// Whole numbers on the command line.

const { parseArgs } = require('node:util');

/** @param known {name: [default, least, most]} */
function readOptions(known) {
  const options = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string' }]));
  const { values } = parseArgs({ options });
  return Object.fromEntries(Object.entries(known).map(([name, [fallback, least, most]]) => {
    const text = values[name] ?? String(fallback);
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return [name, value];
    throw new RangeError(`--${name} is ${JSON.stringify(text)}; a whole number from ${least} to ${most} is allowed`);
  }));
}

module.exports = { readOptions };
