'use strict';

// The HTTP side of the card server: routes, limits, headers and errors. It draws nothing itself (see render.js).
// `createServer` takes the canvas module as an argument and returns a node:http server that does not listen yet.

const http = require('node:http');

const { readImages, registerFonts } = require('./assets');
const { disconnectSignal } = require('./disconnect');
const { BusyError, Gate } = require('./gate');
const { HttpError } = require('./http-error');
const { parseCardQuery } = require('./query');
const { renderCard } = require('./render');

const MIME = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' };
// A card in work holds the decoded photo and the canvas, some 40 MB. 16 of them bound the server to about 640 MB.
const MAX_ACTIVE = 16;
const MAX_WAITING = 256;
const BASE = 'http://localhost';

function send(res, status, type, body, headers = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  res.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  res.end(bytes);
}

const sendText = (res, status, text, headers) =>
  send(res, status, 'text/plain; charset=utf-8', `${text}\n`, { 'cache-control': 'no-store', ...headers });

function parseUrl(req) {
  try {
    return new URL(req.url, BASE);
  } catch {
    throw new HttpError(400, 'the address of the request cannot be parsed');
  }
}

async function sendCard(app, res, params) {
  const request = parseCardQuery(params);
  const signal = disconnectSignal(res);
  const job = { canvasModule: app.canvasModule, files: app.files, request, signal };
  const bytes = await app.gate.run(() => renderCard(job), signal);
  signal.throwIfAborted();
  // The same query gives the same bytes, so caches may keep them.
  send(res, 200, MIME[request.format], bytes, { 'cache-control': 'public, max-age=86400' });
}

function sendMemory(app, res) {
  const body = JSON.stringify(app.canvasModule.memoryUsage());
  send(res, 200, 'application/json', body, { 'cache-control': 'no-store' });
}

const ROUTES = {
  '/card': (app, res, url) => sendCard(app, res, url.searchParams),
  '/healthz': (app, res) => sendText(res, 200, 'ok'),
  '/memory': (app, res) => sendMemory(app, res),
};

async function route(app, req, res) {
  const url = parseUrl(req);
  if (!Object.hasOwn(ROUTES, url.pathname)) throw new HttpError(404, 'nothing here; try /card?title=Hello');
  if (req.method !== 'GET') {
    throw new HttpError(405, `${req.method} is not allowed; GET is`, { allow: 'GET' });
  }
  await ROUTES[url.pathname](app, res, url);
}

/** Clients learn what they did wrong. What went wrong here is for the log only. */
function sendError(app, res, error) {
  if (error instanceof HttpError) {
    sendText(res, error.status, error.message, error.headers);
  } else if (error instanceof BusyError) {
    sendText(res, 503, 'too many cards are being made; try again soon', { 'retry-after': '1' });
  } else {
    app.log(error);
    if (res.headersSent) res.destroy();
    else sendText(res, 500, 'the card could not be made');
  }
}

async function handle(app, req, res) {
  try {
    await route(app, req, res);
  } catch (error) {
    // A client that has gone needs no answer, and its going is no fault to log.
    if (!(res.destroyed && error.name === 'AbortError')) sendError(app, res, error);
  }
}

/**
 * @param canvasModule what `require('@scope/canvas')` gives
 * @param options {assetsDir, maxActive, maxWaiting, log}
 */
function createServer(canvasModule, options = {}) {
  const { assetsDir, maxActive = MAX_ACTIVE, maxWaiting = MAX_WAITING, log = console.error } = options;
  registerFonts(canvasModule.GlobalFonts, assetsDir);
  const app = { canvasModule, files: readImages(assetsDir), gate: new Gate(maxActive, maxWaiting), log };
  return http.createServer((req, res) => handle(app, req, res));
}

module.exports = { createServer };
