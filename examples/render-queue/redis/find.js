'use strict';

// The `redis-server` of this machine. The package's own service is not ours: ours has a port of its own.

const { findProgram } = require('../../programs');

const ADVICE = 'Install Redis (on Debian and Ubuntu: apt-get install redis-server), or give the address of one in REDIS_URL.';

/** The path of redis-server. Throws an Error that says what to do where it cannot be had. */
const findRedis = (log) => findProgram(['redis-server'], ADVICE, log);

module.exports = { findRedis };
