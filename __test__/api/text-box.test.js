'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { createCanvas, layoutText } = require('../..');

const context = () => {
  const ctx = createCanvas(300, 200).getContext('2d');
  ctx.font = '20px sans-serif';
  return ctx;
};

const texts = (box) => box.lines.map((line) => line.text);

describe('layoutText', () => {
  it('breaks lines where they fit and leaves out the spaces at their ends', () => {
    const ctx = context();
    const text = 'one two  three four';
    const width = ctx.measureText('one two').width;
    const box = layoutText(ctx, text, { width });
    assert.deepEqual(texts(box), ['one two', 'three', 'four']);
    assert.equal(box.width, width);
    assert.deepEqual(box.lines.map(({ start, end }) => text.slice(start, end)), texts(box));
    assert.equal(box.truncated, false);
  });

  it('ends lines at line feeds, and shows the empty ones', () => {
    const ctx = context();
    assert.deepEqual(texts(layoutText(ctx, 'a\n\nb\n')), ['a', '', 'b', '']);
    assert.deepEqual(texts(layoutText(ctx, '')), ['']);
    assert.ok(layoutText(ctx, '').height > 20);
  });

  it('breaks a long word between graphemes, and puts one into any line', () => {
    const ctx = context();
    const box = layoutText(ctx, 'e\u0301e\u0301e\u0301', { width: 1 });
    assert.deepEqual(texts(box), ['e\u0301', 'e\u0301', 'e\u0301']);
    const two = ctx.measureText('ab').width;
    assert.deepEqual(texts(layoutText(ctx, 'abab abc', { width: two })), ['ab', 'ab', 'ab', 'c']);
  });

  it('cuts to a number of lines with an ellipsis', () => {
    const ctx = context();
    const width = ctx.measureText('one two').width;
    const box = layoutText(ctx, 'one two three four', { width, maxLines: 2 });
    assert.equal(box.truncated, true);
    assert.equal(box.lines.length, 2);
    assert.match(box.lines[1].text, /^thre?e?\s?f?…$/);
    assert.ok(box.lines[1].width <= width);
    assert.match(layoutText(ctx, 'one two three', { width, maxLines: 1, ellipsis: '' }).lines[0].text, /^one two$/);
    assert.equal(layoutText(ctx, 'a', { maxLines: 1 }).truncated, false);
  });

  it('aligns by the direction', () => {
    const ctx = context();
    const x = (align) => layoutText(ctx, 'abc', { width: 200, align }).lines[0].x;
    const room = 200 - ctx.measureText('abc').width;
    assert.deepEqual([x('left'), x('start'), x('center'), x('end'), x('right')], [0, 0, room / 2, room, room]);
    ctx.direction = 'rtl';
    assert.deepEqual([x('left'), x('start'), x('end'), x('right')], [0, room, 0, room]);
  });

  it('draws each line where fillText would', () => {
    const [ctx, other] = [context(), context()];
    const box = layoutText(ctx, 'one\ntwo', { lineHeight: 30 });
    assert.equal(box.height, 60);
    assert.ok(Math.abs(box.lines[1].baseline - box.lines[0].baseline - 30) < 1e-9);
    box.fill(10, 20);
    for (const { text, baseline } of box.lines) other.fillText(text, 10, 20 + baseline);
    const pixels = (c) => c.getImageData(0, 0, 300, 200).data;
    assert.deepEqual(pixels(ctx), pixels(other));
    assert.ok(pixels(ctx).some((value) => value !== 0));
  });

  it('sets the styles of spans and puts them back', () => {
    const ctx = context();
    const box = layoutText(ctx, [{ text: 'small ' }, { text: 'LARGE', font: '40px sans-serif', fillStyle: '#f00' }]);
    assert.equal(box.lines.length, 1);
    ctx.font = '40px sans-serif';
    const large = ctx.measureText('LARGE').width;
    assert.equal(box.lines[0].ascent, ctx.measureText('').fontBoundingBoxAscent);
    ctx.font = '20px sans-serif';
    assert.ok(Math.abs(box.width - ctx.measureText('small ').width - large) < 1e-9);
    box.fill(0, 0);
    assert.deepEqual([ctx.font, ctx.fillStyle], ['20px sans-serif', '#000000']);
    const { data } = ctx.getImageData(0, 0, 300, 60);
    assert.ok(data.some((value, index) => index % 4 === 0 && value === 255), 'red is drawn');
  });

  it('refuses what it can not use', () => {
    const ctx = context();
    assert.throws(() => layoutText(ctx), TypeError);
    assert.throws(() => layoutText({}, 'a'), TypeError);
    assert.throws(() => layoutText(ctx, [{}]), TypeError);
    assert.throws(() => layoutText(ctx, 'a', { align: 'middle' }), TypeError);
    for (const width of [0, -1, NaN, 'x']) assert.throws(() => layoutText(ctx, 'a', { width }), RangeError);
  });
});
