'use strict';

// Writes the reference in docs/api from index.d.ts, by TypeDoc. A name that can't be linked to ends it with an error.
//   node scripts/docs.js             docs/api
//   node scripts/docs.js --out DIR   another folder, for the test that compares

const path = require('node:path');
const { parseArgs } = require('node:util');
const { ROOT, main, run } = require('./run.js');
const { installPackages } = require('../__test__/helpers/packages.js');

const FOLDER = path.join(__dirname, 'docs');
const OPTIONS = { out: { type: 'string', default: path.join(ROOT, 'docs', 'api') } };

function docs() {
  const { values } = parseArgs({ options: OPTIONS });
  installPackages(FOLDER);
  const typedoc = path.join(FOLDER, 'node_modules', 'typedoc', 'bin', 'typedoc');
  run(process.execPath, [typedoc, '--options', path.join(FOLDER, 'typedoc.json'), '--out', path.resolve(values.out)], { cwd: FOLDER });
}

main(docs);
