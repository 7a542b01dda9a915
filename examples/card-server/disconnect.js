'use strict';

/** A signal that fires when the client has gone before its answer was sent. */
function disconnectSignal(res) {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}

module.exports = { disconnectSignal };
