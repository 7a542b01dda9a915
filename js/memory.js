'use strict';

// What native memory is alive, and how much may be.

const { native } = require('./binding.js');

const KINDS = native.memoryKinds();

function memoryUsage() {
  const { byKind, ...usage } = native.memoryUsage();
  return { ...usage, bytesByKind: Object.fromEntries(KINDS.map((kind, index) => [kind, byKind[index]])) };
}

function setMemoryBudget(bytes) {
  native.setMemoryBudget(Number(bytes));
}

/** Frees what is only kept to be found again. */
const clearAllCache = () => native.clearAllCache();

module.exports = { clearAllCache, memoryUsage, setMemoryBudget };
