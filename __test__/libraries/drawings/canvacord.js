'use strict';

// A rank card of canvacord.

const { createCanvas } = require('canvas');

function avatar() {
  const canvas = createCanvas(128, 128);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = ctx.createLinearGradient(0, 0, 128, 128);
  ctx.fillStyle.addColorStop(0, 'gold');
  ctx.fillStyle.addColorStop(1, 'purple');
  ctx.fillRect(0, 0, 128, 128);
  return canvas.toBuffer();
}

module.exports = async () => {
  const { Font, RankCardBuilder } = await import('canvacord');
  Font.loadDefault();
  const card = new RankCardBuilder()
    .setDisplayName('Robin Vale')
    .setUsername('@robin')
    .setAvatar(avatar())
    .setCurrentXP(300)
    .setRequiredXP(600)
    .setLevel(3)
    .setRank(5)
    .setOverlay(90)
    .setBackground('#23272a')
    .setStatus('online');
  return card.build({ format: 'png' });
};
