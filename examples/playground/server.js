'use strict';

// The HTTP side of the playground: the page's files, and code to be run. Who may ask is guard.js's matter.

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const { disconnectSignal } = require('../card-server/disconnect');
const { BusyError, Gate } = require('../card-server/gate');
const { HttpError } = require('../card-server/http-error');
const { readJson } = require('../render-queue/body');
const { checkHost, checkSender } = require('./guard');
const { readJob } = require('./job');
const { CodeError, render } = require('./render');

const MAX_ACTIVE = 2;
const MAX_WAITING = 8;
const TIMEOUT_MS = 5000;
const PAGE = path.join(__dirname, 'page');
const PRESETS = path.join(__dirname, 'presets');
const FONTS = path.join(__dirname, '../../assets/fonts');
const PICTURE = path.join(__dirname, '../card-server/assets/avatar.png');
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.ttf': 'font/ttf', '.png': 'image/png' };
// Nothing from elsewhere, and in no frame of another page. The code is run in a worker of the page too, hence 'unsafe-eval'.
const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'unsafe-eval'; worker-src 'self'; style-src 'self'; connect-src 'self'; "
    + "font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** The files that may be asked for, by their paths: no path of a request becomes a file's name. */
const FILES = new Map([
  ['/', path.join(PAGE, 'index.html')],
  ...fs.readdirSync(PAGE).map((name) => [`/${name}`, path.join(PAGE, name)]),
  ...['Sans', 'Serif', 'SansMono'].map((name) => [`/Noto${name}.ttf`, path.join(FONTS, `Noto${name}-Regular.subset.ttf`)]),
  ['/picture.png', PICTURE],
]);

function send(res, status, type, body, headers = {}) {
  const bytes = Buffer.from(body);
  res.writeHead(status, { ...HEADERS, 'content-type': type, 'content-length': bytes.length, ...headers });
  res.end(bytes);
}

const sendJson = (res, status, value, headers) => send(res, status, 'application/json', JSON.stringify(value), headers);

/** {title: code}; the title is the first line, a comment. */
function readPresets() {
  const texts = fs.readdirSync(PRESETS).sort().map((name) => fs.readFileSync(path.join(PRESETS, name), 'utf8'));
  return Object.fromEntries(texts.map((text) => [/^\/\/ (.*)/.exec(text)[1], text]));
}

function sendFile({ timeoutMs }, req, res) {
  if (req.method !== 'GET') throw new HttpError(405, `${req.method} is not allowed; GET is`, { allow: 'GET' });
  // The page gives the browser as long as the server has.
  if (req.url === '/settings') return sendJson(res, 200, { timeoutMs, presets: readPresets() });
  const file = FILES.get(req.url);
  if (file === undefined) throw new HttpError(404, 'nothing here');
  return send(res, 200, TYPES[path.extname(file)], fs.readFileSync(file));
}

async function sendPicture({ gate, timeoutMs, token }, req, res) {
  if (req.method !== 'POST') throw new HttpError(405, `${req.method} is not allowed; POST is`, { allow: 'POST' });
  checkSender(req, token);
  const job = readJob(await readJson(req));
  const signal = disconnectSignal(res);
  const { png, drawMs, encodeMs } = await gate.run(() => render(job, { timeoutMs, signal }), signal);
  send(res, 200, 'image/png', png, { 'server-timing': `draw;dur=${drawMs.toFixed(2)}, encode;dur=${encodeMs.toFixed(2)}` });
}

function sendError(res, error, log) {
  const say = (status, message, headers) => sendJson(res, status, { name: 'Error', message, line: null }, headers);
  if (res.destroyed || error.name === 'AbortError') res.destroy();
  else if (error instanceof CodeError) sendJson(res, 422, error.details);
  else if (error instanceof HttpError) say(error.status, error.message, error.headers);
  else if (error instanceof BusyError) say(503, 'too much is being drawn; try again soon', { 'retry-after': '1' });
  else {
    log(error);
    say(500, 'the picture could not be made');
  }
}

async function answer(app, req, res) {
  try {
    checkHost(req);
    if (req.url === '/render') await sendPicture(app, req, res);
    else sendFile(app, req, res);
  } catch (error) {
    sendError(res, error, app.log);
  }
}

/** {server, token}: a server that does not listen yet, and what a page must know to have code run. */
function createPlayground({ timeoutMs = TIMEOUT_MS, maxActive = MAX_ACTIVE, maxWaiting = MAX_WAITING, log = console.error } = {}) {
  const token = randomBytes(24).toString('base64url');
  const app = { gate: new Gate(maxActive, maxWaiting), timeoutMs, token, log };
  return { server: http.createServer((req, res) => answer(app, req, res)), token };
}

module.exports = { createPlayground, readPresets };
