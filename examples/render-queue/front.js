'use strict';

// The HTTP side of the queue: takes cards in, says how they stand, hands out the pictures. It draws nothing.
// `createFront` returns a node:http server that does not listen yet.

const http = require('node:http');

const { HttpError } = require('../card-server/http-error');
const { Admission } = require('./admission');
const { readJson } = require('./body');
const { parseCard } = require('./card');
const { BadCardError, BusyError } = require('./errors');
const { isAway } = require('./queues');

const ID = /^\/cards\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function send(res, status, type, body, headers = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const own = { 'content-type': type, 'content-length': bytes.length, 'x-content-type-options': 'nosniff' };
  res.writeHead(status, { ...own, ...headers });
  res.end(bytes);
}

const sendJson = (res, status, value, headers) =>
  send(res, status, 'application/json', `${JSON.stringify(value)}\n`, { 'cache-control': 'no-store', ...headers });

async function addCard(app, req, res) {
  const card = parseCard(await readJson(req), app.settings.avatarOrigins);
  const id = await app.admission.add(card);
  sendJson(res, 202, { id, state: 'waiting' }, { location: `/cards/${id}` });
}

async function sendPicture(app, res, id) {
  const bytes = await app.results.read(id);
  if (bytes === null) return false;
  send(res, 200, 'image/png', bytes, { 'cache-control': 'public, max-age=86400, immutable' });
  return true;
}

/** A job that is not done yet, or has just failed. */
async function sendState(app, res, job) {
  const state = await job.getState();
  // Done since the picture was looked for; or it was, and its picture has been deleted.
  if (state === 'completed') {
    return (await sendPicture(app, res, job.id)) || sendJson(res, 410, { id: job.id, state: 'deleted' });
  }
  // It will be among the dead letters in a moment.
  const name = state === 'failed' ? 'active' : state;
  return sendJson(res, 200, { id: job.id, state: name, attempts: job.attemptsMade }, { 'retry-after': '1' });
}

/** Clients learn the reason where it lies in their card. Any other is for the log and for dead.js. */
function sendLetter(res, { id, data: { badCard, reason, attempts } }) {
  if (badCard) sendJson(res, 422, { id, state: 'failed', reason, attempts });
  else sendJson(res, 500, { id, state: 'failed', reason: 'the card could not be drawn', attempts });
}

/** The order matters: a failed job is among the dead letters before it leaves the render queue. */
async function sendCard(app, res, id) {
  if (await sendPicture(app, res, id)) return;
  const job = await app.queues.render.getJob(id);
  if (job !== undefined) return sendState(app, res, job);
  const letter = await app.queues.dead.getJob(id);
  if (letter === undefined) throw new HttpError(404, 'there is no card of this id');
  sendLetter(res, letter);
}

async function sendCounts({ queues }, res) {
  const [render, dead] = await Promise.all([
    queues.render.getJobCounts('waiting', 'delayed', 'active', 'completed', 'failed'),
    queues.dead.getJobCountByTypes('waiting'),
  ]);
  sendJson(res, 200, { ...render, dead });
}

function allow(req, method) {
  if (req.method !== method) throw new HttpError(405, `${req.method} is not allowed; ${method} is`, { allow: method });
}

async function route(app, req, res) {
  const [pathname] = req.url.split('?', 1);
  const id = ID.exec(pathname)?.[1];
  if (pathname === '/cards') {
    allow(req, 'POST');
    return addCard(app, req, res);
  }
  if (id === undefined && pathname !== '/queue') throw new HttpError(404, 'nothing here; POST a card to /cards');
  allow(req, 'GET');
  return id === undefined ? sendCounts(app, res) : sendCard(app, res, id);
}

function sendError(app, res, error) {
  const fail = (status, message, headers) => sendJson(res, status, { error: message }, headers);
  if (error instanceof HttpError) return fail(error.status, error.message, error.headers);
  if (error instanceof BadCardError) return fail(400, error.message);
  if (error instanceof BusyError) return fail(503, 'too many cards are waiting; try again soon', { 'retry-after': '1' });
  app.log(error);
  if (isAway(app.queues.redis, error)) return fail(503, 'the queue cannot be reached; try again soon', { 'retry-after': '5' });
  return fail(500, 'something went wrong');
}

async function handle(app, req, res) {
  try {
    await route(app, req, res);
  } catch (error) {
    // A client that has gone needs no answer.
    if (res.destroyed) return;
    if (res.headersSent) res.destroy();
    else sendError(app, res, error);
  }
}

/** @param app {queues, results, settings, log} */
function createFront({ queues, results, settings, log = console.error }) {
  const app = { queues, results, settings, log, admission: new Admission(queues.render, settings.maxWaiting) };
  return http.createServer((req, res) => handle(app, req, res));
}

module.exports = { createFront };
