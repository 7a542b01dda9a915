'use strict';

// Writes THIRD-PARTY-LICENSES.md: the licences of everything whose code is in the addon. Most of them want
// their texts to come with the binary, so the file is packed with it.
//   node scripts/licenses.js           write it (after any change of Cargo.lock)
//   node scripts/licenses.js --check   only compare; exit code 1 when it does not follow Cargo.lock

const fs = require('node:fs');
const path = require('node:path');
const { linkedCrates } = require('./licenses/crates.js');
const { document } = require('./licenses/document.js');
const { NOTICES_FILE } = require('./platforms.js');
const { ROOT, CommandError, main } = require('./run.js');

const FILE = path.join(ROOT, NOTICES_FILE);

const listed = (text) => text.match(/^- \[.+?\]/gm) || [];

/** What makes two documents differ, in a few words. */
function difference(written, wanted) {
  const [before, after] = [listed(written), listed(wanted)];
  const missing = after.filter((line) => !before.includes(line)).map((line) => line.slice(3, -1));
  const gone = before.filter((line) => !after.includes(line)).map((line) => line.slice(3, -1));
  const parts = [missing.length > 0 && `it lacks ${missing.join(', ')}`, gone.length > 0 && `it still has ${gone.join(', ')}`];
  return parts.filter(Boolean).join('; ') || 'the texts differ';
}

function licenses() {
  const wanted = document(linkedCrates());
  if (!process.argv.includes('--check')) return fs.writeFileSync(FILE, wanted);
  const written = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : '';
  if (written !== wanted) {
    throw new CommandError(`${NOTICES_FILE} does not follow Cargo.lock (${difference(written, wanted)}): run \`npm run licenses\`.`, 1);
  }
}

if (require.main === module) main(licenses);

module.exports = { difference };
