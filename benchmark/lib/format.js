'use strict';

// Figures as text.

const MB = 1024 * 1024;

const FORMATS = {
  MB: (value) => `${(value / MB).toFixed(1)} MB`,
  seconds: (value) => `${(value / 1000).toFixed(1)} s`,
  ms: (value) => `${value.toFixed(0)} ms`,
  delay: (value) => `${value.toFixed(1)} ms`,
  perSecond: (value) => value.toFixed(1),
  us: (value) => `${value.toFixed(1)} µs`,
  count: (value) => value.toLocaleString('en-US'),
  ratio: (value) => value.toFixed(2),
  rate: (value) => `${(value / 1024).toLocaleString('en-US', { maximumFractionDigits: 0 })} KB`,
  text: (value) => String(value),
};

/** A figure in its format; a dash for what the engine does not have. */
function format(kind, value) {
  return value === undefined || value === null ? '–' : FORMATS[kind](value);
}

module.exports = { format, MB };
