'use strict';

// Jobs that failed for good are moved out of the render queue to one of their own, where they wait for a person: with
// the card, the reason, and who tried how often. Nothing takes jobs from there but dead.js.
//
// BullMQ marks a job as failed in one step; moving it takes two, add and remove. So it is done for all that are found
// failed, not for the one that just did: if a process ends in between, the next one moves the rest. Adding twice is
// harmless, for the id is the same.

const { isBadCard } = require('./errors');

const BATCH = 100;
// Dead letters are kept this many times as long as pictures, for people look at them in the morning, or after a holiday.
const KEEP_FACTOR = 7;

function letterOf(job) {
  const { data: card, failedReason: reason, attemptsMade: attempts, processedBy: worker, finishedOn } = job;
  return { card, reason, attempts, worker, failedAt: new Date(finishedOn).toISOString(), badCard: isBadCard(reason) };
}

/** Moves every job that has failed for good; returns how many. */
async function moveFailed({ render, dead }) {
  let moved = 0;
  for (;;) {
    const jobs = await render.getFailed(0, BATCH - 1);
    for (const job of jobs) {
      await dead.add('dead', letterOf(job), { jobId: job.id });
      await render.remove(job.id);
    }
    moved += jobs.length;
    if (jobs.length < BATCH) return moved;
  }
}

/** Puts a dead letter back into the render queue with all its attempts; false when there is none of that id. */
async function revive({ render, dead }, id) {
  const letter = await dead.getJob(id);
  if (letter === undefined) return false;
  await render.add('card', letter.data.card, { jobId: id });
  await dead.remove(id);
  return true;
}

const deleteOld = ({ dead }, keepMs) => dead.clean(keepMs * KEEP_FACTOR, 0, 'wait');

module.exports = { deleteOld, moveFailed, revive };
