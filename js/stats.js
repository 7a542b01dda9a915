'use strict';

const { count } = require('./observe.js');
const { load } = require('./queue.js');

/** What the asynchronous work of this thread has been so far. */
const stats = () => ({ ...load(), ...count() });

module.exports = { stats };
