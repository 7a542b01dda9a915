// Shadows and patterns
const tile = createCanvas(24, 24);
const inner = tile.getContext('2d');
inner.fillStyle = '#eef3fb';
inner.fillRect(0, 0, 24, 24);
inner.fillStyle = '#cdd9ee';
inner.beginPath();
inner.arc(12, 12, 4, 0, Math.PI * 2);
inner.fill();
ctx.fillStyle = ctx.createPattern(tile, 'repeat');
ctx.fillRect(0, 0, width, height);

function card(x, y, color, blur, dx, dy) {
  ctx.save();
  ctx.shadowColor = 'rgb(20 30 60 / 0.5)';
  ctx.shadowBlur = blur;
  ctx.shadowOffsetX = dx;
  ctx.shadowOffsetY = dy;
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.roundRect(x, y, 120, 120, 18);
  ctx.fill();
  ctx.restore();
}
card(30, 30, '#ff6b5e', 0, 8, 8);
card(180, 30, '#ffc145', 12, 4, 6);
card(330, 30, '#2fb59a', 40, 0, 14);

ctx.shadowColor = '#3a63d8';
ctx.shadowBlur = 18;
ctx.strokeStyle = 'white';
ctx.lineWidth = 10;
ctx.lineJoin = 'round';
ctx.beginPath();
for (let i = 0; i <= 10; i += 1) {
  const radius = i % 2 ? 32 : 76;
  const angle = (i / 10) * Math.PI * 2 - Math.PI / 2;
  ctx.lineTo(130 + Math.cos(angle) * radius, 260 + Math.sin(angle) * radius);
}
ctx.stroke();

ctx.shadowColor = 'rgb(0 0 0 / 0.6)';
ctx.shadowBlur = 6;
ctx.shadowOffsetY = 4;
ctx.fillStyle = '#3a63d8';
ctx.font = 'bold 60px "Noto Sans"';
ctx.fillText('Shadow', 232, 282);
