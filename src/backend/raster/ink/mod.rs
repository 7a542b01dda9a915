//! Inks: what fills a row of the target with premultiplied source pixels before it is composited.
//!
//! An ink knows nothing of shapes, clips and modes. The bands ask for rows; each pixel of a row
//! depends only on its place on the target, never on where the row was begun.

mod bicubic;
mod bilinear;
mod enlarge;
mod halve;
mod image;
mod nearest;
mod place;
#[cfg(test)]
mod tests;
mod window;

pub(super) use halve::halve;
pub(super) use image::{Filter, ImageInk, View};
pub(super) use window::Wrap;
