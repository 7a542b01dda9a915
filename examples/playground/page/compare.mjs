// How two pictures differ. Both are put on white first: what a pixel of alpha 0 is coloured shows nowhere.

// A channel that differs by no more levels of 255 than this is hard to see.
const LEVELS = 16;

const onWhite = (value, alpha) => (value * alpha) / 255 + 255 - alpha;

/** How far the channels of one pixel are apart: [red, green, blue]. */
const apart = (a, b, i) => [0, 1, 2].map((channel) => Math.abs(onWhite(a[i + channel], a[i + 3]) - onWhite(b[i + channel], b[i + 3])));

/**
 * Of RGBA bytes of the same size: `mean`, the mean difference of red, green and blue in levels of 255; `most`, the largest;
 * `differing` and `off`, the percentages of pixels that differ by half a level and more, and by more than 16.
 */
export function compare(a, b) {
  if (a.length !== b.length) throw new RangeError('the pictures differ in size');
  const pixels = a.length / 4;
  let [sum, most, differing, off] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 4) {
    const channels = apart(a, b, i);
    const worst = Math.max(...channels);
    sum += channels[0] + channels[1] + channels[2];
    most = Math.max(most, worst);
    if (worst >= 0.5) differing += 1;
    if (worst > LEVELS) off += 1;
  }
  return { mean: sum / (pixels * 3), most, differing: (differing * 100) / pixels, off: (off * 100) / pixels };
}

/** A picture of the differences, black where there is none, each multiplied by `gain`. */
export function drawDifference(a, b, gain) {
  const picture = new Uint8ClampedArray(a.length);
  for (let i = 0; i < a.length; i += 4) {
    apart(a, b, i).forEach((value, channel) => { picture[i + channel] = value * gain; });
    picture[i + 3] = 255;
  }
  return picture;
}
