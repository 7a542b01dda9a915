'use strict';

// Publishes all packages of one version: the platform packages first, the main package last, so
// that nobody can install a main package whose binaries are not there yet.
//   node scripts/publish.js --binaries <folder> --tag v1.2.3 --repository owner/name [--dry-run]
// The release workflow calls it with the binaries of all build jobs in one folder. It can be run
// again after a failure: what is already published is left alone.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { PLATFORMS, binaryFile, fillPackage, outOfStep, packageName } = require('./platforms.js');
const { ROOT, CommandError, run, main } = require('./run.js');

const OPTIONS = {
  binaries: { type: 'string' },
  tag: { type: 'string' },
  repository: { type: 'string' },
  'dry-run': { type: 'boolean' },
};

const fail = (message) => {
  throw new CommandError(message, 1);
};

/** Everything that would make a half-published version is found before the first upload. */
function checkInput(root, { binaries, tag, repository }) {
  if (!binaries || !tag || !repository) fail('Needed: --binaries <folder> --tag <tag> --repository <owner/name>.');
  if (tag !== `v${root.version}`) fail(`The tag is ${tag}, package.json says ${root.version}.`);
  const files = outOfStep();
  if (files.length > 0) fail(`Run \`npm run platforms\`: out of step: ${files.join(', ')}.`);
  const missing = PLATFORMS.map((platform) => binaryFile(root, platform))
    .filter((file) => !fs.existsSync(path.join(binaries, file)));
  if (missing.length > 0) fail(`No binary in ${binaries} for: ${missing.join(', ')}.`);
}

function isPublished(name, version) {
  try {
    const found = execFileSync('npm', ['view', `${name}@${version}`, 'version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return found.trim() === version;
  } catch {
    // E404: the name is new.
    return false;
  }
}

/** Provenance needs the repository in each manifest; only the copy being published gets it. */
function setRepository(folder, repository) {
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  manifest.repository = { type: 'git', url: `git+https://github.com/${repository}.git` };
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

function publish(folder, name, version, { repository, 'dry-run': dryRun }) {
  if (!dryRun && isPublished(name, version)) {
    console.log(`${name}@${version} is already published`);
    return;
  }
  setRepository(folder, repository);
  const args = dryRun ? ['--dry-run'] : ['--provenance'];
  // A prerelease must not become what `npm install` picks.
  if (version.includes('-')) args.push('--tag', 'next');
  run('npm', ['publish', '--access', 'public', ...args], { cwd: folder });
}

function publishAll(options) {
  const root = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  checkInput(root, options);
  for (const platform of PLATFORMS) {
    const folder = path.join(ROOT, 'npm', platform.name);
    fillPackage(root, platform, options.binaries, folder);
    publish(folder, packageName(root, platform), root.version, options);
  }
  publish(ROOT, root.name, root.version, options);
}

main(() => publishAll(parseArgs({ options: OPTIONS }).values));
