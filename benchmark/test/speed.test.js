'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { geometricMean, scatter } = require('../lib/stats.js');
const { readOptions } = require('../speed/options.js');
const { summary, rotated } = require('../speed/pass.js');
const { judgeScene, judgePass, meanRatio, fastestPeer } = require('../speed/judge.js');
const { thumbnail, difference } = require('../speed/thumbnail.js');
const { passTable, sizeTable, ms } = require('../speed/table.js');
const scenes = require('../speed/scenes/index.js');
const record = require('../kernels/record.js');

const KNOWN = { engines: ['ours', 'skia', 'cairo'], scenes: [{ id: 'fill' }, { id: 'fill twice' }, { id: 'blur' }] };

const took = (time) => ({ ms: time, picture: null });

test('the geometric mean of a half and a double is one', () => {
  assert.ok(Math.abs(geometricMean([0.5, 2]) - 1) < 1e-12);
  assert.ok(Math.abs(geometricMean([0.1, 0.1, 0.1]) - 0.1) < 1e-12);
  assert.equal(geometricMean([]), null);
});

test('scatter is half the distance of the quartiles over the median', () => {
  assert.equal(scatter([10, 10, 10, 10]), 0);
  assert.equal(scatter([8, 9, 10, 11, 12]), (11.5 - 8.5) / 2 / 10);
  assert.equal(scatter([5]), 0);
});

test('engines take turns at being first', () => {
  assert.deepEqual([0, 1, 2, 3].map((i) => rotated(['a', 'b', 'c'], i)[0]), ['a', 'b', 'c', 'a']);
});

test('a scene counts by the median of its rounds, on the clock that was chosen', () => {
  const rounds = [3, 90, 4].map((wall) => ({ wall, cpu: wall / 2, notes: { KB: 7 } }));
  const opened = { repeats: 5, picture: [1] };
  assert.equal(summary(opened, rounds, 'wall').ms, 4);
  assert.equal(summary(opened, rounds, 'cpu').ms, 2);
  assert.deepEqual(summary(opened, rounds, 'wall').notes, { KB: 7 });
});

test('an engine that lacks something or fails in one round has no time', () => {
  assert.deepEqual(summary({ lacks: 'has no filter' }, [], 'wall'), { lacks: 'has no filter' });
  assert.deepEqual(summary({}, [{ wall: 1 }, { error: 'killed' }], 'wall'), { error: 'killed' });
});

test('the ratio is to the fastest peer, and memcpy is no peer', () => {
  const results = { ours: took(6), skia: took(4), cairo: took(3), memcpy: took(1) };
  assert.deepEqual(fastestPeer(results), { name: 'cairo', ms: 3 });
  const judged = judgeScene({ id: 'fill', copies: 1 }, results);
  assert.deepEqual([judged.ratio, judged.toMemcpy, judged.fastest], [2, 6, 'cairo']);
});

test('a scene that we or all peers lack has no ratio and is not counted', () => {
  const lacking = { lacks: 'has no filter' };
  const without = judgeScene({ id: 'blur' }, { ours: lacking, skia: took(2) });
  const alone = judgeScene({ id: 'blur' }, { ours: took(2), skia: lacking });
  const counted = judgeScene({ id: 'fill' }, { ours: took(1), skia: took(4) });
  assert.deepEqual([without.ratio, alone.ratio], [null, null]);
  assert.equal(meanRatio([without, alone, counted]), 0.25);
  assert.deepEqual(judgePass([{ id: 'blur' }], [without], true), []);
});

test('goals: a scene by its peers, a scene bound by memory by memcpy, the mean by pass', () => {
  const all = [{ id: 'fill', copies: 1, memoryBound: true }, { id: 'lineTo', goal: 0.1 }, { id: 'rects' }];
  const judged = [
    judgeScene(all[0], { ours: took(1.4), skia: took(1), memcpy: took(1) }),
    judgeScene(all[1], { ours: took(2), skia: took(10) }),
    judgeScene(all[2], { ours: took(7), skia: took(10) }),
  ];
  const passes = (one) => judgePass(all, judged, one).map(({ pass }) => pass);
  assert.deepEqual(passes(true), [true, false, true, false]);
  assert.deepEqual(passes(false), [false]);
});

/** A context of one colour, as far as `thumbnail` looks. */
const plain = (width, height, pixel) => ({
  getImageData: () => ({ data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => pixel[i % 4]) }),
});

test('a thumbnail lies on white and tells pictures apart', () => {
  const half = thumbnail(plain(32, 24, [0, 0, 0, 51]), 32, 24);
  assert.equal(half.length, 16 * 12 * 3);
  assert.ok(half.every((value) => value === 204));
  assert.equal(difference(half, half), 0);
  assert.equal(difference(half, thumbnail(plain(32, 24, [0, 0, 0, 0]), 32, 24)), 51);
});

test('a scene where ours drew something else says so', () => {
  const [a, b] = [[0, 0, 0], [100, 100, 100]];
  const judged = (mine) => judgeScene({ id: 'x' }, { ours: { ms: 1, picture: mine }, skia: { ms: 1, picture: a } });
  assert.equal(judged(a).otherPicture, null);
  assert.equal(judged(b).otherPicture, 100);
  assert.match(passTable([judged(b)], ['ours', 'skia']), /another picture: 100 levels/);
});

test('the table shows what an engine lacks and where one failed', () => {
  const results = { ours: took(12.345), skia: { lacks: 'has no filter' }, cairo: { error: 'timed out\nat' } };
  const text = passTable([judgeScene({ id: 'blur' }, results)], ['ours', 'skia', 'cairo']);
  assert.match(text, /\| blur \| 12\.3 \| has no filter \| failed: timed out \| – \| – \|/);
  assert.match(text, /geometric mean of 0 scenes .* – \|/);
});

test('sizes are shown where files were written', () => {
  const written = { id: 'encode', results: { ours: { notes: { KB: 99.6 } }, skia: { lacks: 'no' } } };
  assert.match(sizeTable([written], ['ours', 'skia']), /\| encode \| 100 \| – \|/);
  assert.equal(sizeTable([{ id: 'fill', results: { ours: took(1) } }], ['ours']), '');
});

test('milliseconds have about three digits', () => {
  assert.deepEqual([0.1234, 12.34, 123.4].map(ms), ['0.12', '12.3', '123']);
});

test('scenes are chosen by a part of their name', () => {
  assert.deepEqual(readOptions(['--scenes', 'fill'], KNOWN).scenes.map(({ id }) => id), ['fill', 'fill twice']);
  assert.throws(() => readOptions(['--scenes', 'text'], KNOWN), /no scene's name contains 'text'/);
});

test('options name what was got and what is allowed', () => {
  assert.throws(() => readOptions(['--engines', 'gpu'], KNOWN), /expected ours, skia, cairo but received 'gpu'/);
  assert.throws(() => readOptions(['--rounds', '0'], KNOWN), /received '0'/);
  assert.throws(() => readOptions(['nothing'], KNOWN), /no group of scenes is called 'nothing'/);
  assert.throws(() => readOptions(['--threads', '4'], KNOWN), /expected one, all, both/);
  assert.deepEqual(readOptions([], KNOWN).passes, ['one', 'all']);
  assert.deepEqual(readOptions(['--threads', 'one'], KNOWN).passes, ['one']);
});

test('every scene has its own name', () => {
  assert.ok(scenes.length >= 40);
  assert.equal(new Set(scenes.map(({ id }) => id)).size, scenes.length);
});

test('kernels: the difference of two runs is the work', () => {
  assert.equal(record.difference(1100, 1300, 2), 100);
});

test('kernels: more instructions than recorded is slower, fewer is to be recorded', () => {
  const verdicts = record.compare({ a: 1030, b: 1010, c: 900, d: 5 }, { a: 1000, b: 1000, c: 1000 });
  assert.deepEqual(verdicts.map(({ verdict }) => verdict), ['SLOWER', 'same', 'faster: record it', 'NEW']);
});
