'use strict';

// Addresses that a click leads to, as documents have them: in printable ASCII, and nothing that a click would run.

// What leads nowhere but is itself a program, or a page with one.
const RUNS = /^(javascript|vbscript|data):/i;
const PLAIN = /^[!-~]*$/;

/** As browsers write an address; one that leads on from the document's own stays what it is. */
function written(text) {
  try {
    return new URL(text).href;
  } catch {
    // A half of a surrogate pair is no character.
    return Buffer.from(text.trim()).toString();
  }
}

/** The address of a link, or null for one that must not be followed. */
function linkAddress(text) {
  const address = PLAIN.test(text) ? text : written(text).replace(/[^!-~]+/gu, encodeURIComponent);
  return RUNS.test(address) ? null : address;
}

module.exports = { linkAddress };
