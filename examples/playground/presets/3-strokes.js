// Strokes, joins and dashes
ctx.fillStyle = '#f4f1ea';
ctx.fillRect(0, 0, width, height);

const colors = ['#d8483e', '#2fa58b', '#3f8fd2'];
ctx.lineWidth = 22;
['miter', 'round', 'bevel'].forEach((join, i) => {
  ctx.lineJoin = join;
  ctx.strokeStyle = colors[i];
  ctx.beginPath();
  ctx.moveTo(40 + i * 145, 130);
  ctx.lineTo(90 + i * 145, 50);
  ctx.lineTo(140 + i * 145, 130);
  ctx.stroke();
});

['butt', 'round', 'square'].forEach((cap, i) => {
  ctx.lineCap = cap;
  ctx.lineWidth = 14;
  ctx.strokeStyle = '#26324a';
  ctx.setLineDash([1, 26, 40, 26]);
  ctx.lineDashOffset = i * 12;
  ctx.beginPath();
  ctx.moveTo(40, 180 + i * 26);
  ctx.bezierCurveTo(160, 120 + i * 26, 300, 240 + i * 26, 440, 180 + i * 26);
  ctx.stroke();
});

ctx.setLineDash([]);
for (let i = 0; i < 60; i += 1) {
  const angle = (i / 60) * Math.PI * 2;
  ctx.lineWidth = 0.5 + i / 30;
  ctx.strokeStyle = `hsl(${i * 6} 70% 45%)`;
  ctx.beginPath();
  ctx.moveTo(240 + Math.cos(angle) * 16, 300 + Math.sin(angle) * 16);
  ctx.lineTo(240 + Math.cos(angle) * 54, 300 + Math.sin(angle) * 54);
  ctx.stroke();
}
