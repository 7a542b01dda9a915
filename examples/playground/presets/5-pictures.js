// Pictures, clips and filters
ctx.fillStyle = '#e9eef5';
ctx.fillRect(0, 0, width, height);
ctx.imageSmoothingQuality = 'high';

const filters = ['none', 'grayscale(1)', 'sepia(0.9)', 'blur(4px)', 'hue-rotate(120deg)', 'contrast(1.8)'];
filters.forEach((filter, i) => {
  const [x, y] = [20 + (i % 3) * 150, 16 + Math.floor(i / 3) * 168];
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x, y, 140, 130, 24);
  ctx.clip();
  ctx.fillStyle = 'white';
  ctx.fillRect(x, y, 140, 130);
  ctx.filter = filter;
  ctx.drawImage(picture, x + 10, y + 5, 120, 120);
  ctx.restore();
  ctx.fillStyle = '#26324a';
  ctx.font = '14px "Noto Sans"';
  ctx.fillText(filter, x + 6, y + 150);
});
