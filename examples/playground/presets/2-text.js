// Text
ctx.fillStyle = '#fffaf0';
ctx.fillRect(0, 0, width, height);

const ink = ctx.createLinearGradient(30, 0, 400, 0);
ink.addColorStop(0, '#d8483e');
ink.addColorStop(1, '#7a3fb0');
ctx.fillStyle = ink;
ctx.font = '72px "Noto Serif"';
ctx.fillText('Hamburg', 28, 92);

ctx.strokeStyle = '#26324a';
ctx.lineWidth = 1.5;
ctx.font = '54px "Noto Sans"';
ctx.strokeText('Outlined 0123', 30, 160);

ctx.fillStyle = '#26324a';
ctx.font = '20px "Noto Sans"';
ctx.fillText('Příliš žluťoučký kůň — Ξεσκεπάζω — Съешь', 30, 204);
ctx.letterSpacing = '6px';
ctx.fillText('letterSpacing', 30, 238);
ctx.letterSpacing = '0px';
ctx.font = 'italic 20px "Noto Serif"';
ctx.fillText('made up italics', 250, 238);

ctx.font = '15px "Noto Sans Mono"';
for (const [i, align] of ['left', 'center', 'right'].entries()) {
  ctx.textAlign = align;
  ctx.fillText(align, 240, 274 + i * 22);
}
ctx.fillStyle = '#d8483e';
ctx.fillRect(239.5, 258, 1, 66);

ctx.translate(452, 292);
ctx.rotate(-Math.PI / 5);
ctx.textAlign = 'right';
ctx.font = '26px "Noto Sans"';
ctx.fillText('turned', 0, 0);
