'use strict';

/** An error whose message is meant for the client: the status to answer with, and headers that go with it. */
class HttpError extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.headers = headers;
  }
}

module.exports = { HttpError };
