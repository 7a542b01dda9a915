'use strict';

// Judges the end of every card, and prints what the run was like.

const { readPicture } = require('../../card-server/measure/picture');
const { SIZE } = require('../../card-server/card');

// Of a thousand equal failures, a few tell the story.
const SHOWN = 8;

const isCard = (bytes) => {
  const got = readPicture(bytes);
  return got?.format === 'png' && got.width === SIZE.width && got.height === SIZE.height;
};

/** What is wrong with the end of a card; null when it is as it should be. `letter` is its dead letter, if it has one. */
function judge({ body, reason }, { picture }, letter) {
  if (reason === undefined) {
    if (picture === undefined) return `${body.title}: not drawn (${letter?.reason})`;
    return isCard(picture) ? null : `${body.title}: the picture is no PNG of ${SIZE.width} x ${SIZE.height}`;
  }
  if (picture !== undefined) return `${body.title}: drawn, though it is bad`;
  if (letter === undefined) return `${body.title}: not among the dead letters`;
  return reason.test(letter.reason) ? null : `${body.title}: failed for another reason: ${letter.reason}`;
}

function printFailures(failures) {
  for (const failure of failures.slice(0, SHOWN)) console.error(`  FAILED ${failure}`);
  if (failures.length > SHOWN) console.error(`  and ${failures.length - SHOWN} more`);
}

function printReport(run) {
  const perSecond = (run.drawn / run.seconds).toFixed(1);
  console.log(`
  ${run.drawn} of ${run.good} good cards drawn by ${run.workers} workers in ${run.seconds.toFixed(1)} s: ${perSecond} cards/s
  ${run.retries} retries, ${run.stalled} taken over from the killed worker
  ${run.letters.length} dead letters of ${run.bad} bad cards:`);
  for (const { reason, attempts } of run.letters) console.log(`    after ${attempts} attempts: ${reason}`);
  console.log(`  ${run.refused} cards refused at the door (400), ${run.busy} answers that said to wait (503)
  pictures in ${run.directory}`);
}

module.exports = { judge, printFailures, printReport };
