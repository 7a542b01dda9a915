'use strict';

// The social card. `drawCard` only draws: it loads nothing, encodes nothing and keeps nothing, so it works on any 2D
// context of 1200 x 630. The parts are in draw/, each in its own box; the boxes are laid out here.

const { drawBackdrop } = require('./draw/backdrop');
const { drawFooter } = require('./draw/footer');
const { drawHeadline } = require('./draw/headline');
const { drawPhoto } = require('./draw/photo');

// The size that link previews ask for.
const SIZE = Object.freeze({ width: 1200, height: 630 });

const PANEL = Object.freeze({ x: 736, y: 48, width: 416, height: 534 });
const HEADLINE = Object.freeze({ x: 64, y: 58, width: 576, height: 400 });
const FOOTER = Object.freeze({ x: 64, y: 484, width: 576, height: 96 });

/**
 * Draws one card.
 * @param ctx a 2D context of a canvas of `SIZE`
 * @param assets {photo, badge, avatar}: decoded images
 * @param text {title, subtitle, kicker, author, site, note, tags}
 */
function drawCard(ctx, assets, text) {
  drawBackdrop(ctx, SIZE, PANEL);
  drawPhoto(ctx, PANEL, assets, text.tags);
  drawHeadline(ctx, HEADLINE, text);
  drawFooter(ctx, FOOTER, assets.avatar, text);
}

module.exports = { SIZE, drawCard };
