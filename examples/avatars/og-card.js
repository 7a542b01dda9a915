'use strict';

// The picture of a link preview: a title that a user wrote, and the people it is by.

const { createCanvas } = require('../../index.js');
const { fitText } = require('../text-box/fit');
const { drawAvatar, hueOf } = require('./avatar');
const { UserError, readTitle, readUser } = require('./user');

const SIZE = { width: 1200, height: 630 };
const MARGIN = 72;
const AVATAR = 112;
const STEP = 98;
const MAX_PEOPLE = 5;

/** {title, people}, checked. */
function readCard({ title, people }) {
  if (!Array.isArray(people) || people.length === 0) throw new UserError('people is not a list of at least one');
  return { title: readTitle(title), people: people.slice(0, MAX_PEOPLE).map(readUser), more: Math.max(people.length - MAX_PEOPLE, 0) };
}

/** From teal to violet: white text can be read on all of these. */
function drawGround(ctx, title) {
  const hue = 200 + hueOf(title) / 4;
  const { width, height } = SIZE;
  const ground = ctx.createLinearGradient(0, 0, width, height);
  ground.addColorStop(0, `oklch(0.36 0.11 ${hue})`);
  ground.addColorStop(1, `oklch(0.2 0.08 ${hue + 40})`);
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, width, height);
  for (const [x, y, radius, turn] of [[1100, 60, 420, 60], [160, 660, 360, -30], [880, 640, 300, 110]]) {
    const light = ctx.createRadialGradient(x, y, 0, x, y, radius);
    light.addColorStop(0, `oklch(0.65 0.16 ${hue + turn} / 0.55)`);
    light.addColorStop(1, `oklch(0.65 0.16 ${hue + turn} / 0)`);
    ctx.fillStyle = light;
    ctx.fillRect(0, 0, width, height);
  }
}

function drawTitle(ctx, title) {
  const box = { width: SIZE.width - 2 * MARGIN, height: 320 };
  ctx.fillStyle = 'white';
  const { layout } = fitText(ctx, title, { ...box, least: 36, most: 84, family: 'sans-serif', style: 'bold' });
  layout.fill(MARGIN, MARGIN);
}

/** "Ada", "Ada and Grace", "Ada and 3 more" */
function namesOf(people, more) {
  const [first, second] = people.map(({ name }) => name);
  const others = people.length - 1 + more;
  if (others === 0) return first;
  return `${first} and ${others === 1 ? second : `${others} more`}`;
}

async function drawPeople(ctx, people, more) {
  const top = SIZE.height - MARGIN - AVATAR;
  // From the last to the first, which lies on top.
  for (let i = people.length - 1; i >= 0; i -= 1) {
    await drawAvatar(ctx, people[i], { x: MARGIN + i * STEP, y: top, size: AVATAR, ring: 5, ringColor: 'rgb(255 255 255 / 0.92)' });
  }
  ctx.fillStyle = 'rgb(255 255 255 / 0.85)';
  ctx.textBaseline = 'middle';
  const x = MARGIN + (people.length - 1) * STEP + AVATAR + 32;
  const room = { width: SIZE.width - MARGIN - x, height: 80 };
  const { layout } = fitText(ctx, namesOf(people, more), { ...room, least: 18, most: 32, family: 'sans-serif' });
  layout.fill(x, top + (AVATAR - layout.height) / 2);
}

/** The card as a PNG. Throws a UserError for what a user must mend. */
async function ogCard(input) {
  const { title, people, more } = readCard(input);
  const canvas = createCanvas(SIZE.width, SIZE.height);
  try {
    const ctx = canvas.getContext('2d', { alpha: false });
    drawGround(ctx, title);
    drawTitle(ctx, title);
    await drawPeople(ctx, people, more);
    return await canvas.encode('png');
  } finally {
    canvas.dispose();
  }
}

module.exports = { ogCard };
