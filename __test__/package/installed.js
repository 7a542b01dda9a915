'use strict';

// The packages of this platform as users get them: packed, and installed offline into an empty project.

const fs = require('node:fs');
const path = require('node:path');
const { hostInfo, platformName } = require('../../js/native.js');
const { PLATFORMS, fillPackage } = require('../../scripts/platforms.js');
const { ROOT, npm, pack } = require('./npm.js');

const name = platformName(hostInfo());
const binary = `canvas.${name}.node`;

/** A copy of the platform package with the addon and its licences in it, as the release puts them there. */
function platformPackage(folder) {
  const copy = path.join(folder, 'platform');
  fs.cpSync(path.join(ROOT, 'npm', name), copy, { recursive: true });
  fillPackage(require('../../package.json'), PLATFORMS.find((platform) => platform.name === name), ROOT, copy);
  return copy;
}

/** Installs both into the folder `app`; gives their tarballs, the main package's first. `temporary` takes all else. */
async function installPacked(temporary, app) {
  fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'app', private: true }));
  const tarballs = [await pack(temporary, ROOT), await pack(temporary, platformPackage(temporary))];
  // No --ignore-scripts: an install script, if there were one, would run and could fail here.
  await npm(temporary, app, ['install', '--offline', ...tarballs]);
  return tarballs;
}

module.exports = { binary, installPacked, name };
