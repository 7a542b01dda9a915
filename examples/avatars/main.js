'use strict';

// Two pictures of what users sent: a row of avatars, and the card of a link preview.

const fs = require('node:fs');
const path = require('node:path');

const { createCanvas } = require('../../index.js');
const { main } = require('../run');
const { drawAvatar } = require('./avatar');
const { ogCard } = require('./og-card');
const { readUser } = require('./user');

const picture = fs.readFileSync(path.join(__dirname, '../card-server/assets/photo.jpg'));

const PEOPLE = [
  { name: 'Ada Lovelace' },
  { name: 'Lake Sherburne', picture },
  { name: 'Ζωή Παπαδάκη' },
  { name: 'grace.hopper', color: '#c2478b' },
  { name: 'Œuvre' },
  { name: 'Юрий Алексеевич Гагарин' },
  { name: '42' },
];

const SIZE = 120;
const GAP = 24;

/** Round, and transparent around. */
async function avatars() {
  const canvas = createCanvas(GAP + PEOPLE.length * (SIZE + GAP), SIZE + 2 * GAP);
  try {
    const ctx = canvas.getContext('2d');
    for (const [i, person] of PEOPLE.entries()) {
      await drawAvatar(ctx, readUser(person), { x: GAP + i * (SIZE + GAP), y: GAP, size: SIZE });
    }
    return await canvas.encode('png');
  } finally {
    canvas.dispose();
  }
}

const card = () => ogCard({ title: 'Drawing what users send, and staying up when they send something else', people: PEOPLE });

async function draw() {
  return { 'avatars.png': await avatars(), 'og-card.png': await card() };
}

main(module, draw);

module.exports = { draw };
