'use strict';

// What a worker does with one job: check the card, draw it in time, put the picture where pictures go.

const { UnrecoverableError } = require('bullmq');

const { parseCard } = require('./card');
const { deadline } = require('./deadline');
const { BadCardError } = require('./errors');
const { SIZE, drawPicture } = require('./picture');

async function draw({ canvasModule, template, settings, results }, job, signal) {
  const card = parseCard(job.data, settings.avatarOrigins);
  const bytes = await drawPicture({ canvasModule, template, card, signal });
  signal.throwIfAborted();
  // The name and the facts, not the bytes: Redis keeps this in memory.
  return { file: await results.write(job.id, bytes), bytes: bytes.length, ...SIZE };
}

/**
 * The processor of a worker. Its errors are what BullMQ goes by: an UnrecoverableError ends the job, any other is tried
 * again after a while. `lost` fires when the job is no longer this worker's.
 */
function createProcessor(app) {
  // BullMQ passes the signal to functions of three parameters only.
  return async (job, token, lost) => {
    const { signal, done } = deadline(app.settings.jobTimeoutMs, lost);
    try {
      return await draw(app, job, signal);
    } catch (error) {
      if (error instanceof BadCardError) throw new UnrecoverableError(error.message);
      throw error;
    } finally {
      done();
    }
  };
}

module.exports = { createProcessor };
