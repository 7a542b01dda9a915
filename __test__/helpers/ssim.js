'use strict';

// How alike two pictures look: the structural similarity index (Wang, Bovik, Sheikh and Simoncelli 2004) of their
// luminance, in windows of 11 by 11 pixels weighed by a Gaussian, with the constants of that paper.

const RADIUS = 5;
const SIGMA = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

const WEIGHTS = (() => {
  const weights = Array.from({ length: 2 * RADIUS + 1 }, (_, i) => Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2)));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
})();

/** The luma of opaque RGBA pixels. */
function luminance(pixels) {
  const luma = new Float64Array(pixels.length / 4);
  for (let i = 0; i < luma.length; i += 1) {
    luma[i] = 0.299 * pixels[i * 4] + 0.587 * pixels[i * 4 + 1] + 0.114 * pixels[i * 4 + 2];
  }
  return luma;
}

/** The weighed means of all windows that lie in the picture, row by row. */
function means(values, width, height) {
  const columns = width - 2 * RADIUS;
  const rows = height - 2 * RADIUS;
  const across = new Float64Array(columns * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      across[y * columns + x] = WEIGHTS.reduce((sum, weight, i) => sum + weight * values[y * width + x + i], 0);
    }
  }
  const both = new Float64Array(columns * rows);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      both[y * columns + x] = WEIGHTS.reduce((sum, weight, i) => sum + weight * across[(y + i) * columns + x], 0);
    }
  }
  return both;
}

const products = (a, b) => a.map((value, i) => value * b[i]);

/** From -1 to 1; 1 is the same. Of RGBA bytes without alpha; both sides are at least 11 pixels. */
function ssim(mine, theirs, width, height) {
  if (width <= 2 * RADIUS || height <= 2 * RADIUS) throw new RangeError('the pictures are smaller than a window');
  const [a, b] = [luminance(mine), luminance(theirs)];
  const [meanA, meanB, meanAA, meanBB, meanAB] = [a, b, products(a, a), products(b, b), products(a, b)].map((values) =>
    means(values, width, height),
  );
  let sum = 0;
  for (let i = 0; i < meanA.length; i += 1) {
    const both = meanA[i] * meanB[i];
    const squares = meanA[i] ** 2 + meanB[i] ** 2;
    const variances = meanAA[i] + meanBB[i] - squares;
    sum += ((2 * both + C1) * (2 * (meanAB[i] - both) + C2)) / ((squares + C1) * (variances + C2));
  }
  return sum / meanA.length;
}

module.exports = { ssim };
