'use strict';

// The bytes of an avatar: out of its data: URL, or fetched. A server that may answer better next time is an Error, which
// is tried again; anything else is a BadCardError, which is not.

const { DATA_URL, MAX_AVATAR_BYTES } = require('./card');
const { BadCardError } = require('./errors');

// Request timeout, too early, too many requests; and all that servers say of themselves.
const mayPass = (status) => status === 408 || status === 425 || status === 429 || status >= 500;

function checkStatus(status) {
  if (status >= 200 && status <= 299) return;
  if (mayPass(status)) throw new Error(`the avatar's server answered ${status}`);
  // Redirects are answers too: following one would leave the allowed origins.
  throw new BadCardError(`the avatar's server answered ${status}`);
}

/** Reads no more than is allowed, whatever the server says or sends. */
async function readBody(body) {
  const chunks = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_AVATAR_BYTES) throw new BadCardError(`the avatar has more than ${MAX_AVATAR_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function fetchBytes(url, signal) {
  const response = await fetch(url, { signal, redirect: 'manual' });
  try {
    checkStatus(response.status);
    return response.body === null ? Buffer.alloc(0) : await readBody(response.body);
  } finally {
    // Lets go of the connection where the body was not read to its end.
    if (response.body !== null && !response.body.locked) await response.body.cancel();
  }
}

async function fetchAvatar(url, signal) {
  try {
    return await fetchBytes(url, signal);
  } catch (error) {
    signal.throwIfAborted();
    // fetch() says only that it failed; why is in the cause.
    if (error instanceof TypeError) throw new Error(`the avatar cannot be fetched: ${error.cause?.message ?? error.message}`);
    throw error;
  }
}

async function readAvatar(avatar, signal) {
  const data = DATA_URL.exec(avatar);
  return data ? Buffer.from(data.groups.base64, 'base64') : fetchAvatar(avatar, signal);
}

module.exports = { readAvatar };
