'use strict';

// Ratios to the fastest peer, their mean, and the goals.

const { geometricMean } = require('../lib/stats.js');
const { goal } = require('../lib/goals.js');
const { difference } = require('./thumbnail.js');

const GOALS = {
  /** Largest ratio to the fastest peer in a scene, on one thread. */
  scene: 0.8,
  /** Largest geometric mean of the ratios, on one thread and on all. */
  mean: { one: 0.4, all: 0.3 },
  /** Largest ratio to memcpy where memory is the bound. */
  memcpy: 1.5,
};

// Engines differ in anti-aliasing, smoothing and hinting, which the mean over cells of 64 pixels hides.
// What is left is a few levels; more means that something was not drawn, or was drawn otherwise.
const SAME_PICTURE = 6;

function fastestPeer(results) {
  const peers = Object.entries(results).filter(([name, { ms }]) => name !== 'ours' && name !== 'memcpy' && ms);
  peers.sort(([, a], [, b]) => a.ms - b.ms);
  return peers.length > 0 ? { name: peers[0][0], ms: peers[0][1].ms } : null;
}

const ratio = (ms, to) => (ms && to ? ms / to : null);

/** One scene with its ratios; null where an engine has no figure. */
function judgeScene(scene, results) {
  const ms = results.ours?.ms;
  const peer = fastestPeer(results);
  return {
    id: scene.id,
    results,
    fastest: peer && peer.name,
    ratio: ratio(ms, peer?.ms),
    toMemcpy: scene.copies ? ratio(ms, results.memcpy?.ms) : null,
    otherPicture: otherPicture(results),
  };
}

/** Whether ours drew something else than the first peer that has a picture; null when unknown. */
function otherPicture(results) {
  const ours = results.ours?.picture;
  const peer = Object.entries(results).find(([name, { picture }]) => name !== 'ours' && picture);
  if (!ours || !peer) return null;
  const by = difference(ours, peer[1].picture);
  return by > SAME_PICTURE ? by : null;
}

const meanRatio = (judged) => geometricMean(judged.map((scene) => scene.ratio).filter((value) => value !== null));

function sceneGoals(scenes, judged) {
  return judged.filter((one) => one.ratio !== null).map((one) => {
    const { goal: own, memoryBound } = scenes.find(({ id }) => id === one.id);
    if (memoryBound) {
      return goal(`${one.id}: at most ${GOALS.memcpy} times memcpy`, one.toMemcpy <= GOALS.memcpy, one.toMemcpy.toFixed(2));
    }
    const limit = own ?? GOALS.scene;
    return goal(`${one.id}: at most ${limit} of the fastest peer`, one.ratio <= limit, one.ratio.toFixed(2));
  });
}

/** The goals of a pass: on one thread each scene and the mean, on all threads the mean. */
function judgePass(scenes, judged, one) {
  const mean = meanRatio(judged);
  if (mean === null) return [];
  const limit = one ? GOALS.mean.one : GOALS.mean.all;
  const overall = goal(`geometric mean on ${one ? 'one thread' : 'all threads'}: at most ${limit}`, mean <= limit, mean.toFixed(2));
  return one ? [...sceneGoals(scenes, judged), overall] : [overall];
}

module.exports = { judgeScene, judgePass, meanRatio, fastestPeer, GOALS };
