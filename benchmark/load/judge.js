'use strict';

// Medians of the rounds, and the goals.

const { median } = require('../lib/stats.js');
const { goal, unjudged } = require('../lib/goals.js');
const { format, MB } = require('../lib/format.js');
const { difference } = require('../speed/thumbnail.js');

const GOALS = {
  /** Requests each second, to those of the better peer. */
  rate: 2,
  /** Largest p99 of the event loop's delay, to that of the better peer. */
  delay: 1 / 5,
  /** The number of connections whose delay is judged: with fewer, the loop of any engine has pauses. */
  delayAt: 64,
  /** Most bytes of RSS over those at the start, when idle again. */
  kept: 30 * MB,
};

// Engines differ in anti-aliasing, smoothing and fonts' hinting; more than this and something else was drawn.
const SAME_PICTURE = 6;

/** One result of several rounds: the first that failed, or the medians of all figures. */
function combined(rounds) {
  const failed = rounds.find(({ end }) => end !== 'ok');
  if (failed) return failed;
  const all = rounds.map(({ figures }) => figures);
  const middle = (key) => {
    const values = all.map((figures) => figures[key]).filter((value) => value !== null);
    return values.length === 0 ? null : median(values);
  };
  const keys = Object.keys(all[0]).filter((key) => key !== 'picture');
  const figures = Object.fromEntries(keys.map((key) => [key, middle(key)]));
  return { end: 'ok', detail: null, figures: { ...figures, picture: all[0].picture } };
}

const peersOf = (byEngine) => Object.entries(byEngine).filter(([name, { end }]) => name !== 'ours' && end === 'ok');

/** How far our card is from the peer's that is least like it, or null when they are alike or unknown. */
function otherPicture(byEngine) {
  const ours = byEngine.ours?.figures?.picture;
  if (!ours) return null;
  const by = Math.max(0, ...peersOf(byEngine).map(([, { figures }]) => difference(ours, figures.picture)));
  return by > SAME_PICTURE ? by : null;
}

function rateGoal(count, ours, peers) {
  const text = `${count} connections: at least ${GOALS.rate} times the requests of the better peer`;
  const best = Math.max(...peers.map(([, { figures }]) => figures.rate));
  if (!(best > 0)) return unjudged(text, 'no peer answered');
  return goal(text, ours.rate >= GOALS.rate * best, `${(ours.rate / best).toFixed(2)} times`);
}

function delayGoal(count, ours, peers) {
  const text = `${count} connections: event-loop delay p99 at most a fifth of the better peer's`;
  if (peers.length === 0) return unjudged(text, 'no peer was measured');
  const best = Math.min(...peers.map(([, { figures }]) => figures.delay));
  return goal(text, ours.delay <= GOALS.delay * best, `${format('delay', ours.delay)}, peer ${format('delay', best)}`);
}

function keptGoal(count, ours) {
  const text = `${count} connections: RSS when idle at most ${GOALS.kept / MB} MB over the start`;
  return goal(text, ours.kept <= GOALS.kept, format('MB', ours.kept));
}

/** The goals of one number of connections. `byEngine` is engine -> combined result. */
function judge(count, byEngine) {
  if (!byEngine.ours) return [];
  const { end, figures: ours } = byEngine.ours;
  if (end !== 'ok') return [goal(`${count} connections: ends well`, false, end)];
  const peers = peersOf(byEngine);
  const delay = count === GOALS.delayAt ? [delayGoal(count, ours, peers)] : [];
  return [rateGoal(count, ours, peers), ...delay, keptGoal(count, ours)];
}

module.exports = { combined, judge, otherPicture, GOALS };
