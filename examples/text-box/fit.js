'use strict';

// The largest text that fits a box.

const { layoutText } = require('../../index.js');

/**
 * Lays a text out in the largest whole size of font, from `least` to `most` pixels, in which it fits `width` and
 * `height`. What does not fit in the least is cut with an ellipsis. Sets the context's font. Gives { size, layout }.
 */
function fitText(ctx, text, { width, height, least, most, family, style = '', align = 'start' }) {
  const layOut = (size, maxLines = null) => {
    ctx.font = `${style} ${size}px ${family}`;
    return layoutText(ctx, text, { width, align, maxLines });
  };
  // Its lines must hold whole words: a larger font that breaks one is no better.
  const fits = (size) => {
    const layout = layOut(size);
    return layout.height <= height && breaksBetweenWords(layout, text);
  };
  // The sizes that fit come before those that do not.
  let [fitting, tooLarge] = [least, most + 1];
  while (tooLarge - fitting > 1) {
    const middle = Math.floor((fitting + tooLarge) / 2);
    if (fits(middle)) fitting = middle;
    else tooLarge = middle;
  }
  const layout = layOut(fitting);
  if (layout.height <= height) return { size: fitting, layout };
  const lineHeight = layout.height / layout.lines.length;
  return { size: fitting, layout: layOut(fitting, Math.max(1, Math.floor(height / lineHeight))) };
}

const breaksBetweenWords = ({ lines }, text) =>
  lines.slice(1).every(({ start }) => /[\s\p{Pd}]/u.test(text[start - 1]));

module.exports = { fitText };
