// Composite modes
ctx.fillStyle = '#20242f';
ctx.fillRect(0, 0, width, height);

const modes = [
  'source-over', 'multiply', 'screen', 'overlay', 'difference', 'lighter',
  'color-dodge', 'soft-light', 'hue', 'xor', 'source-atop', 'destination-out',
];
const cell = createCanvas(110, 84);
const inner = cell.getContext('2d');
modes.forEach((mode, i) => {
  inner.globalCompositeOperation = 'source-over';
  inner.clearRect(0, 0, 110, 84);
  inner.fillStyle = '#ffb238';
  inner.beginPath();
  inner.arc(42, 42, 32, 0, Math.PI * 2);
  inner.fill();
  inner.globalCompositeOperation = mode;
  inner.fillStyle = 'rgb(58 134 255 / 0.9)';
  inner.beginPath();
  inner.arc(70, 42, 32, 0, Math.PI * 2);
  inner.fill();
  const [x, y] = [10 + (i % 4) * 118, 8 + Math.floor(i / 4) * 116];
  ctx.drawImage(cell, x, y);
  ctx.fillStyle = 'white';
  ctx.font = '13px "Noto Sans"';
  ctx.fillText(mode, x + 8, y + 98);
});
