'use strict';

// Broken and lying picture files, in processes of their own: each ends in time, stays small, and says so.

const assert = require('node:assert/strict');
const path = require('node:path');
const { describe, test } = require('node:test');

const { runWell } = require('../helpers/child.js');
const { FIXTURES, expected } = require('../helpers/fixtures.js');

const SCRIPT = path.join(__dirname, '../helpers/broken-pictures.js');
const MB = 1024 * 1024;
// A bare Node is 45 MB; the rest is pictures, of which a hostile one may be up to maxPixels.
const MOST_BYTES = { cut: 300 * MB, flipped: 900 * MB, random: 300 * MB, hostile: 600 * MB };
const TIMEOUT = { timeout: 180_000 };

const decodeAll = async (kind, folder) => {
  const child = await runWell(SCRIPT, { args: [kind, folder], ...TIMEOUT });
  return { ...JSON.parse(child.stdout), peak: child.peak };
};

const KINDS = {
  cut: ['each fixture cut short at 20 places', FIXTURES],
  flipped: ['each fixture with changed bits', FIXTURES],
  random: ['random bytes behind each signature', FIXTURES],
  hostile: ['files that lie about their size, loop or explode', path.join(FIXTURES, 'hostile')],
};

for (const [kind, [name, folder]] of Object.entries(KINDS)) {
  describe(name, () => {
    let result;
    test('all end, without a crash', async () => {
      result = await decodeAll(kind, folder);
      assert.ok(Object.keys(result.outcomes).length >= 20);
    });
    test('with a picture or a proper error each', () => {
      const odd = Object.values(result.outcomes).filter((outcome) => outcome !== 'picture' && outcome !== 'error');
      assert.deepEqual(odd, []);
    });
    test('none takes long', () => assert.deepEqual(result.slow, []));
    test('the process stays small', () => {
      assert.ok(result.peak < MOST_BYTES[kind], `${Math.round(result.peak / MB)} MB, at most ${MOST_BYTES[kind] / MB} are allowed`);
    });
    test('nothing is left of them', () => assert.deepEqual(result.left, { bitmaps: 0, pixels: 0, input: 0 }));
    if (kind === 'cut') {
      test('what is cut to nothing is an error', () => {
        for (const [file, outcome] of Object.entries(result.outcomes)) if (file.endsWith(' cut to 0')) assert.equal(outcome, 'error', file);
      });
    }
    if (kind === 'hostile') {
      for (const [file, { outcome, why }] of Object.entries(expected.hostile)) {
        test(`${file} (${why}): ${outcome === 'any' ? 'a picture or an error' : outcome}`, () => {
          if (outcome === 'any') assert.match(result.outcomes[file], /^(picture|error)$/);
          else assert.equal(result.outcomes[file], outcome);
        });
      }
    }
  });
}
