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

module.exports = { memoryUsage, setMemoryBudget };
