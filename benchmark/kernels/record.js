'use strict';

// Comparing instruction counts with the record.

// Counts repeat to a thousandth or so: what is left comes from hash seeds and addresses. Another
// compiler moves more; then the record is taken anew, before and after the change of compiler.
const TOLERANCE = 0.02;

/** Instructions of one piece of work, from a run that does few and one that does `more` more. */
const difference = (few, many, more) => Math.round((many - few) / more);

function verdictOf(change) {
  if (change === null) return 'NEW';
  if (change > TOLERANCE) return 'SLOWER';
  return change < -TOLERANCE ? 'faster: record it' : 'same';
}

/** `counts` and `recorded` map names to instructions: a list of `{ name, recorded, now, change, verdict }`. */
function compare(counts, recorded) {
  return Object.entries(counts).map(([name, now]) => {
    const before = recorded[name] ?? null;
    const change = before === null ? null : now / before - 1;
    return { name, recorded: before, now, change, verdict: verdictOf(change) };
  });
}

module.exports = { compare, difference, TOLERANCE };
