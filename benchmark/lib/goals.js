'use strict';

// Judging our own results against the goals.

/** A goal that passed or failed: what it says, and what was got. */
function goal(text, pass, got) {
  return { text, pass: Boolean(pass), got };
}

/** A goal that this run can't judge, and why. */
function unjudged(text, why) {
  return { text, pass: null, got: why };
}

/**
 * Applies `judge(figures)` to each of our results; a case that did not end well fails by itself.
 * `results` is case id -> result of runCase.
 */
function judgeCases(scenario, results, judge) {
  return Object.entries(results).flatMap(([id, result]) => {
    if (result.end !== 'ok') return [goal(`${scenario}/${id}: ends well`, false, result.end)];
    return judge(id, result.figures);
  });
}

module.exports = { goal, unjudged, judgeCases };
