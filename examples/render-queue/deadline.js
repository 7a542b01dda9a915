'use strict';

/**
 * A signal that fires after `ms`, or with `lost`, which tells that the job is another's. `done()` must be called at the
 * end, or the timer would hold the process. (AbortSignal.any does the same from Node 20.3 on.)
 */
function deadline(ms, lost) {
  const controller = new AbortController();
  const follow = () => controller.abort(new Error('the job was given to another worker'));
  const timer = setTimeout(() => controller.abort(new Error(`the card took longer than ${ms} ms`)), ms);
  if (lost?.aborted) follow();
  else lost?.addEventListener('abort', follow, { once: true });
  const done = () => {
    clearTimeout(timer);
    lost?.removeEventListener('abort', follow);
  };
  return { signal: controller.signal, done };
}

module.exports = { deadline };
