// Shapes and gradients
const sky = ctx.createLinearGradient(0, 0, 0, height);
sky.addColorStop(0, '#23408f');
sky.addColorStop(0.6, '#e88d67');
sky.addColorStop(1, '#ffd9a0');
ctx.fillStyle = sky;
ctx.fillRect(0, 0, width, height);

const glow = ctx.createRadialGradient(330, 190, 10, 330, 190, 150);
glow.addColorStop(0, 'rgb(255 246 214)');
glow.addColorStop(0.28, 'rgb(255 246 214)');
glow.addColorStop(0.3, 'rgb(255 226 160 / 0.5)');
glow.addColorStop(1, 'rgb(255 226 160 / 0)');
ctx.fillStyle = glow;
ctx.fillRect(0, 0, width, height);

function hills(top, color, wave) {
  ctx.beginPath();
  ctx.moveTo(0, height);
  for (let x = 0; x <= width; x += 8) {
    ctx.lineTo(x, top + Math.sin(x / wave) * 22 + Math.sin(x / wave * 2.7) * 9);
  }
  ctx.lineTo(width, height);
  ctx.fillStyle = color;
  ctx.fill();
}
hills(236, '#6a5a96', 62);
hills(276, '#3f4a86', 48);
hills(318, '#1d2a55', 74);

ctx.strokeStyle = 'white';
ctx.lineWidth = 2.5;
ctx.lineCap = 'round';
for (const [x, y, size] of [[90, 80, 16], [140, 104, 11], [190, 70, 13]]) {
  ctx.beginPath();
  ctx.moveTo(x - size, y - size / 3);
  ctx.quadraticCurveTo(x - size / 2, y - size / 1.6, x, y);
  ctx.quadraticCurveTo(x + size / 2, y - size / 1.6, x + size, y - size / 3);
  ctx.stroke();
}
