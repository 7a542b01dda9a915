'use strict';

// The addon, loaded once.

const { load } = require('./native.js');

module.exports = load();
