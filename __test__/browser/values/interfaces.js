'use strict';

// The members of each interface: what kind they are, how many arguments methods need, and whether they are
// enumerable, configurable and writable. Where ours differ from Chromium's, `api/web-idl.test.js` says in what.

const INTERFACES = [
  'CanvasGradient',
  'CanvasPattern',
  'CanvasRenderingContext2D',
  'DOMMatrix',
  'DOMMatrixReadOnly',
  'DOMPoint',
  'DOMPointReadOnly',
  'DOMQuad',
  'DOMRect',
  'DOMRectReadOnly',
  'ImageData',
  'Path2D',
  'TextMetrics',
];

const DESCRIBE = `
const flags = (one) => ['enumerable', 'configurable', 'writable'].filter((flag) => one[flag]).map((flag) => flag[0]).join('');
const kind = (one) => {
  if (one.get || one.set) return [one.get && one.get.name + ' ' + one.get.length, one.set && one.set.name + ' ' + one.set.length].filter(Boolean).join(', ');
  return typeof one.value === 'function' ? one.value.name + '(' + one.value.length + ')' : typeof one.value;
};
const members = (object) => Object.fromEntries(
  Object.entries(Object.getOwnPropertyDescriptors(object)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, kind(one) + ' ' + flags(one)]),
);
const tag = Object.getOwnPropertyDescriptor(Interface.prototype, Symbol.toStringTag);
return {
  name: Interface.name,
  parent: Object.getPrototypeOf(Interface).name,
  inherits: Object.getPrototypeOf(Interface.prototype) === Object.prototype,
  tag: tag.value + ' ' + flags(tag),
  statics: members(Interface),
  members: members(Interface.prototype),
};`;

const caseOf = (name) => `const Interface = ${name};${DESCRIBE}`;

// Those that the test goes through member by member.
const DIFFERENT = ['CanvasRenderingContext2D', 'Path2D', 'TextMetrics'];

module.exports = {
  cases: INTERFACES.map(caseOf),
  departures: Object.fromEntries(DIFFERENT.map((name) => [caseOf(name), 'api/web-idl.test.js has the list'])),
  caseOf,
  DIFFERENT,
};
