'use strict';

// What the page sends, checked: {code, width, height}.

const { HttpError } = require('../card-server/http-error');

const MAX_CODE = 64 * 1024;
const MAX_SIDE = 2000;

function readSide(value, name) {
  if (Number.isInteger(value) && value >= 1 && value <= MAX_SIDE) return value;
  throw new HttpError(400, `${name} is no whole number from 1 to ${MAX_SIDE}`);
}

function readJob(body) {
  const { code, width, height } = body ?? {};
  if (typeof code !== 'string') throw new HttpError(400, 'code is not a text');
  if (code.length > MAX_CODE) throw new HttpError(413, `the code is longer than ${MAX_CODE} characters`);
  return { code, width: readSide(width, 'width'), height: readSide(height, 'height') };
}

module.exports = { readJob };
