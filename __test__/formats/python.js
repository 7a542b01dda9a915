'use strict';

// A Python with Pillow beside this file: a decoder and encoder of every format that nobody of ours has written.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, '.python');
const REQUIREMENTS = path.join(__dirname, 'requirements.txt');
const SCRIPT = path.join(__dirname, 'check.py');
const WINDOWS = process.platform === 'win32';
const SYSTEM = WINDOWS ? 'python' : 'python3';
const VENV = path.join(FOLDER, 'venv');
const OWN = path.join(VENV, WINDOWS ? 'Scripts/python.exe' : 'bin/python');
const PACKAGES = path.join(FOLDER, 'packages');

// Installing takes seconds; ten minutes are a hang.
const OPTIONS = { encoding: 'utf8', timeout: 10 * 60 * 1000, maxBuffer: 2 ** 28, stdio: ['pipe', 'pipe', 'pipe'] };
const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];

/** Where Pillow is: in an environment of its own, or in a folder where Python comes without the means to make one. */
const WAYS = [
  {
    command: OWN,
    env: {},
    install() {
      execFileSync(SYSTEM, ['-m', 'venv', VENV], OPTIONS);
      execFileSync(OWN, PIP, OPTIONS);
    },
  },
  {
    command: SYSTEM,
    env: { PYTHONPATH: PACKAGES },
    install: () => execFileSync(SYSTEM, [...PIP, '--target', PACKAGES], OPTIONS),
  },
];

function works({ command, env }) {
  try {
    execFileSync(command, ['-c', 'import PIL.Image'], { ...OPTIONS, env: { ...process.env, ...env } });
    return true;
  } catch {
    return false;
  }
}

function installed() {
  const ready = WAYS.find(works);
  if (ready !== undefined) return ready;
  const failures = [];
  for (const way of WAYS) {
    fs.rmSync(FOLDER, { recursive: true, force: true });
    try {
      way.install();
      if (works(way)) return way;
      failures.push('Pillow was installed and can not be loaded');
    } catch (error) {
      failures.push(error.stderr || error.message);
    }
  }
  throw new Error(`Pillow could not be installed:\n${failures.join('\n')}`);
}

let way;

/** What Pillow says of each of these files, or of what it is told to make. */
function ask(lines) {
  way ??= installed();
  const options = { ...OPTIONS, env: { ...process.env, ...way.env, PYTHONDONTWRITEBYTECODE: '1' }, input: lines.join('\n') };
  const answers = JSON.parse(execFileSync(way.command, [SCRIPT], options));
  for (const { frames } of answers) {
    for (const frame of frames) frame.pixels = Buffer.from(frame.pixels, 'base64');
  }
  return answers;
}

module.exports = { ask };
