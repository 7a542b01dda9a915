'use strict';

// What files of scenes share. They and this file run in the browser too, so they use nothing but a context
// and their tools:
//   another(width, height)  makes a canvas
//   image(file)             a promise of the picture in a file of `__test__/fixtures` that `fixtures` names
// The families of `__test__/fonts/families.json` that a group names are registered.

/**
 * A group of scenes.
 * @param scenes functions of a context and the tools by their names, which may return promises; or `sized` ones
 * @param side of the square pictures of other scenes, in pixels
 * @param fixtures the files that scenes load
 * @param families the families that scenes draw text in
 * @param limits how far a scene may be from the browser's picture: `mean` of the absolute differences of red, green
 *   and blue, in levels of 255; `bad`, how many percent of the pixels may have a channel that differs by more than
 *   16 levels from the browser's pixel and from each of its neighbours; `ssim`, how alike they must be at least
 * @param farther wider limits of scenes by their names, each with its `reason`
 * @param prepare is called before each scene
 */
function group({ scenes, side = 160, fixtures = [], families = [], limits = {}, farther = {}, prepare = () => {} }) {
  const names = Object.keys(scenes);
  const sizeOf = (name) => scenes[name].size ?? [side, side];

  /** Draws a scene on a new context of a canvas of its size, and white under it. */
  async function draw(ctx, name, tools) {
    ctx.save();
    prepare(ctx);
    await scenes[name](ctx, tools);
    ctx.restore();
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = '#fff';
    ctx.fillRect(0, 0, ...sizeOf(name));
  }
  const limitsOf = (name) => ({ mean: 0.5, bad: 0.3, ssim: -1, ...limits, ...farther[name] });
  return { names, fixtures, families, farther, sizeOf, limitsOf, draw };
}

/** A scene of another size. */
const sized = (width, height, draw) => Object.assign((ctx, tools) => draw(ctx, tools), { size: [width, height] });

/** What scenes of text are held to: a stem that lies elsewhere by less than a pixel is not bad, but shows in `ssim`. */
const TEXT = { mean: 1, bad: Infinity, ssim: 0.995 };

/**
 * The reason for wider limits where edges are all that differs: Chromium covers pixels by approximations of its own,
 * above all along curves and beside thin lines. How far its picture is from the area itself was measured: from our
 * picture drawn eight times as large, and averaged.
 */
const area = (mean, bad) => `Chromium's picture is ${mean} and ${bad} % away from the covered area itself`;

/** The reason for wider limits where pictures are smoothed in the low quality. */
const SIXTEENTHS = 'Chromium weighs neighbours in sixteenths, where the standard leaves them free and we take 256ths';

/** A scene of lines of text, spread over its height, that begin at `x`. */
const lines = (width, height, attributes, texts, x = 6) =>
  sized(width, height, (ctx) => {
    Object.assign(ctx, attributes);
    texts.forEach((text, i) => ctx.fillText(text, x, Math.round((height / texts.length) * (i + 0.7))));
  });

module.exports = { SIXTEENTHS, TEXT, TURN: 2 * Math.PI, area, group, lines, sized };
