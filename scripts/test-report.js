'use strict';

// Reads what `node --test --test-reporter=tap` writes: how many tests passed and failed, and which failed.
// https://testanything.org/tap-version-13-specification.html

/** The count that the summary gives for `name`, or 0. */
function count(text, name) {
  const found = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text);
  return found ? Number(found[1]) : 0;
}

/** The first line of the error in the block of details below a failed test. */
function reason(details) {
  const match = /^ *error: (?:\|-\n *)?(.*)$/m.exec(details);
  return match ? match[1].trim().replace(/^['"]|['"]$/g, '') : 'no reason given';
}

/** Tests that failed themselves: `{ name, reason }`. A suite or file whose tests failed is no failure of its own. */
function failures(text) {
  const found = text.matchAll(/^ *not ok \d+ - ([^\n]*)\n *---\n([\s\S]*?)\n *\.\.\.$/gm);
  return [...found]
    .filter(([line, , details]) => !/failureType: 'subtestsFailed'/.test(details) && !/# (?:TODO|SKIP)/.test(line.split('\n')[0]))
    .map(([, name, details]) => ({ name, reason: reason(details) }));
}

/** `{ passed, failed, skipped, failures }`; all zero when nothing was run. */
function readReport(text) {
  return {
    passed: count(text, 'pass'),
    failed: count(text, 'fail') + count(text, 'cancelled'),
    skipped: count(text, 'skipped'),
    failures: failures(text),
  };
}

module.exports = { readReport };
