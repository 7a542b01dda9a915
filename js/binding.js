'use strict';

// The addon, loaded once.

module.exports = require('./native.js').loadNative();
