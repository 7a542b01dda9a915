'use strict';

// The addon, loaded once. The public classes hold its objects in private fields: what is called on those trusts
// its arguments, and nobody else should find it.

const native = require('./native.js').loadNative();

module.exports = { native };
