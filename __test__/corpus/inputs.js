'use strict';

// An input is { name, expect, run }. `run` gives its outcome as text ('done' if nothing), or throws what becomes one;
// outcome.js has the words. These make inputs of tables.

const outcome = () => require('./outcome.js');

/** Rows of [name, expected, function that gives a file]. */
const pictures = (rows, options = undefined) =>
  rows.map(([name, expect, bytes]) => ({ name, expect, run: async () => outcome().pictureOutcome(await bytes(), options) }));

/** Rows of [name, expected, function to be run]. */
const calls = (rows) => rows.map(([name, expect, run]) => ({ name, expect, run }));

/** A file cut to each of some lengths. */
const cuts = (file, bytes, lengths, expect) =>
  pictures([...new Set(lengths)].filter((length) => length >= 0 && length < bytes.length)
    .map((length) => [`${file} cut to ${length}`, expect, () => bytes.subarray(0, length)]));

module.exports = { calls, cuts, pictures };
