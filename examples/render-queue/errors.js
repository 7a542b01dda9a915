'use strict';

// What can be wrong with a card, told apart by who can help.

// Begins the reason of every job that failed for its input, so that a person and a program can tell.
const BAD_CARD = 'bad card: ';

/** The card itself is wrong: drawing it again would fail again. */
class BadCardError extends Error {
  constructor(message) {
    super(BAD_CARD + message);
    this.name = 'BadCardError';
  }
}

/** The queue is full: the same card may be sent again later. */
class BusyError extends Error {
  constructor(message) {
    super(message);
    this.name = 'BusyError';
  }
}

const isBadCard = (reason) => reason.startsWith(BAD_CARD);

module.exports = { BadCardError, BusyError, isBadCard };
