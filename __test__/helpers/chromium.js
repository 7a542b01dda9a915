'use strict';

// A Chromium for tests in a real page, driven by playwright-core, which is installed in `../examples` when it is missing.

const path = require('node:path');

const { findProgram } = require('../../examples/programs');
const { installPackages } = require('./packages.js');

const FOLDER = path.join(__dirname, '../examples');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ADVICE = 'Install Chromium (on Debian: apt-get install chromium) or Chrome.';
// It runs as root in containers, where its sandbox cannot be had, and draws on the processor.
const ARGS = ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'];
const TIMEOUT_MS = 120_000;

/** A browser that is running; the caller closes it. */
function launchChromium(args = []) {
  installPackages(FOLDER);
  const { chromium } = require(path.join(FOLDER, 'node_modules/playwright-core'));
  return chromium.launch({ executablePath: findProgram(NAMES, ADVICE, () => {}), args: [...ARGS, ...args], timeout: TIMEOUT_MS });
}

module.exports = { launchChromium };
