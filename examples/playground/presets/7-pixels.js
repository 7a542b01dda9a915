// Pixels, one by one
const image = ctx.createImageData(width, height);
for (let y = 0; y < height; y += 1) {
  for (let x = 0; x < width; x += 1) {
    const wave = Math.sin(x / 26) + Math.sin(y / 19) + Math.sin((x + y) / 34)
      + Math.sin(Math.hypot(x - width / 2, y - height / 2) / 15);
    const at = (y * width + x) * 4;
    image.data[at] = 128 + 120 * Math.sin(wave * 1.2);
    image.data[at + 1] = 128 + 120 * Math.sin(wave * 1.2 + 2);
    image.data[at + 2] = 128 + 120 * Math.sin(wave * 1.2 + 4);
    image.data[at + 3] = 255;
  }
}
ctx.putImageData(image, 0, 0);
