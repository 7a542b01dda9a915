'use strict';

// Pictures as programs draw them: a chart, a house, a sheet of gradients. All made up here.

const { random, color, disc, WIDTH, HEIGHT } = require('./draw.js');

/** A bar chart with grid, axes and labels. */
function drawChart(ctx, font, bars = 2000) {
  const next = random();
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  ctx.strokeStyle = '#ddd';
  ctx.fillStyle = '#555';
  ctx.lineWidth = 1;
  ctx.font = `12px ${font}`;
  for (let y = 20; y <= 720; y += 35) {
    ctx.beginPath();
    ctx.moveTo(40, y + 0.5);
    ctx.lineTo(WIDTH - 10, y + 0.5);
    ctx.stroke();
    ctx.fillText(String(720 - y), 8, y + 4);
  }
  const width = (WIDTH - 60) / bars;
  for (let i = 0; i < bars; i += 1) {
    const height = 350 + 300 * Math.sin(i / (bars / 12)) + next() * 40;
    ctx.fillStyle = `hsl(${Math.floor((i * 240) / bars)}, 70%, 50%)`;
    ctx.fillRect(45 + i * width, 720 - height, width * 0.8, height);
  }
  ctx.strokeStyle = '#333';
  ctx.strokeRect(40.5, 20.5, WIDTH - 51, 700);
}

function sky(ctx) {
  const gradient = ctx.createLinearGradient(0, 0, 0, 500);
  gradient.addColorStop(0, '#4a90d9');
  gradient.addColorStop(1, '#e8f3fb');
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, WIDTH, 560);
  ctx.fillStyle = '#ffe27a';
  disc(ctx, 850, 120, 60);
  ctx.fill();
  ctx.fillStyle = '#6fae4e';
  ctx.beginPath();
  ctx.moveTo(0, 540);
  ctx.bezierCurveTo(300, 440, 700, 620, WIDTH, 500);
  ctx.lineTo(WIDTH, HEIGHT);
  ctx.lineTo(0, HEIGHT);
  ctx.fill();
}

function walls(ctx) {
  ctx.fillStyle = '#d8b48a';
  ctx.fillRect(330, 340, 360, 270);
  ctx.fillStyle = '#9c3b2e';
  ctx.beginPath();
  ctx.moveTo(290, 345);
  ctx.lineTo(510, 180);
  ctx.lineTo(730, 345);
  ctx.closePath();
  ctx.fill();
  ctx.strokeStyle = '#7d5a3c';
  ctx.lineWidth = 2;
  for (let y = 360; y < 610; y += 18) ctx.strokeRect(330, y, 360, 18);
}

function openings(ctx) {
  for (const x of [365, 585]) {
    ctx.fillStyle = '#bfe0f2';
    ctx.fillRect(x, 390, 70, 80);
    ctx.strokeStyle = '#fff';
    ctx.lineWidth = 5;
    ctx.strokeRect(x, 390, 70, 80);
    ctx.strokeRect(x + 35, 390, 0, 80);
  }
  ctx.fillStyle = '#5b3a22';
  ctx.beginPath();
  ctx.roundRect(475, 470, 75, 140, [37, 37, 0, 0]);
  ctx.fill();
}

function garden(ctx) {
  ctx.fillStyle = '#f4f1ea';
  for (let x = 10; x < WIDTH; x += 24) {
    ctx.beginPath();
    ctx.moveTo(x, 700);
    ctx.lineTo(x, 640);
    ctx.lineTo(x + 7, 628);
    ctx.lineTo(x + 14, 640);
    ctx.lineTo(x + 14, 700);
    ctx.fill();
  }
  const next = random();
  for (let i = 0; i < 60; i += 1) {
    ctx.fillStyle = `hsla(${100 + Math.floor(next() * 40)}, 45%, 35%, 0.8)`;
    disc(ctx, 120 + next() * 120, 380 + next() * 120, 25);
    ctx.fill();
  }
}

/** A house with sky, garden and fence. */
function drawHouse(ctx) {
  sky(ctx);
  walls(ctx);
  openings(ctx);
  garden(ctx);
}

/** Tiles with a linear or a radial gradient each, over a gradient. */
function drawGradients(ctx) {
  const next = random();
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  const fill = (gradient, x, y, w, h) => {
    gradient.addColorStop(0, color(next));
    gradient.addColorStop(0.5, color(next, 0.5));
    gradient.addColorStop(1, color(next));
    ctx.fillStyle = gradient;
    ctx.fillRect(x, y, w, h);
  };
  fill(ctx.createLinearGradient(0, 0, WIDTH, HEIGHT), 0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < 48; i += 1) {
    const [x, y] = [(i % 8) * 128 + 8, Math.floor(i / 8) * 128 + 8];
    const gradient = i % 2
      ? ctx.createLinearGradient(x, y, x + 112, y + 112)
      : ctx.createRadialGradient(x + 40, y + 40, 5, x + 56, y + 56, 60);
    fill(gradient, x, y, 112, 112);
  }
}

module.exports = { drawChart, drawHouse, drawGradients };
