'use strict';

// From a card to the bytes of its picture, with the drawing of the card server. What all cards share is decoded once for
// each process; what belongs to one card is given back before the next step needs the memory.

const { decodeImages, disposeImages, readImages, registerFonts } = require('../card-server/assets');
const { SIZE, drawCard } = require('../card-server/card');
const { BadCardError } = require('./errors');
const { readAvatar } = require('./avatar');

// An avatar is drawn 64 pixels wide. This leaves room, and keeps a file of a few bytes from asking for gigabytes.
const AVATAR_LIMITS = { maxSide: 2048, maxPixels: 2048 * 2048 };
const STRIPE = 14;
// What each card says beside its own words.
const IMPRINT = {
  kicker: 'From the queue',
  site: 'cards.example.org',
  note: 'Drawn by a worker',
  tags: ['Canvas 2D', 'BullMQ', 'Redis'],
};

/** The images of all cards. `dispose()` gives their pixels back. */
async function loadTemplate(canvasModule) {
  registerFonts(canvasModule.GlobalFonts);
  const images = await decodeImages(canvasModule.loadImage, readImages());
  return { images, dispose: () => disposeImages(images) };
}

async function decodeAvatar(canvasModule, bytes, signal) {
  try {
    return await canvasModule.loadImage(bytes, { ...AVATAR_LIMITS, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new BadCardError(`the avatar cannot be drawn: ${error.message}`);
  }
}

function paint(context, images, card) {
  drawCard(context, images, { ...IMPRINT, title: card.title, subtitle: card.subtitle, author: card.name });
  context.fillStyle = card.colour;
  context.fillRect(0, SIZE.height - STRIPE, SIZE.width, STRIPE);
}

async function paintWithAvatar(context, { canvasModule, template, card, signal }) {
  if (card.avatar === null) return paint(context, template.images, card);
  const avatar = await decodeAvatar(canvasModule, await readAvatar(card.avatar, signal), signal);
  try {
    paint(context, { ...template.images, avatar }, card);
  } finally {
    avatar.dispose();
  }
}

/** The PNG of a card. The signal is looked at between the steps, and ends a fetch at once. */
async function drawPicture(work) {
  const { canvasModule, signal } = work;
  signal.throwIfAborted();
  const canvas = canvasModule.createCanvas(SIZE.width, SIZE.height);
  try {
    await paintWithAvatar(canvas.getContext('2d'), work);
    signal.throwIfAborted();
    return await canvas.encode('png');
  } finally {
    canvas.dispose();
  }
}

module.exports = { SIZE, drawPicture, loadTemplate };
