'use strict';

// Reads the JSON body of a request, no more of it than is allowed.

const { HttpError } = require('../card-server/http-error');

// A card with the largest avatar in base64, and its texts.
const MAX_BODY = 96 * 1024;

const tooLong = () => new HttpError(413, `the body is longer than ${MAX_BODY} bytes`, { connection: 'close' });

async function readBytes(req) {
  if (Number(req.headers['content-length']) > MAX_BODY) throw tooLong();
  const chunks = [];
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length > MAX_BODY) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function checkType(type = '') {
  if (/^application\/json *(?:;|$)/i.test(type)) return;
  throw new HttpError(415, `content-type is ${JSON.stringify(type)}; application/json is needed`);
}

/** The value in the body, or an HttpError that says what is wrong with it. */
async function readJson(req) {
  checkType(req.headers['content-type']);
  const bytes = await readBytes(req);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, 'the body is not JSON in UTF-8');
  }
}

module.exports = { readJson };
