//! Inks: what fills a row of the target with premultiplied source pixels before it is composited.
//!
//! Pixels are sampled at their centres, with the operation's opacity multiplied in. An ink knows nothing of
//! shapes, clips and modes: blending is `blend`'s work, and the bands call both. Each pixel of a row
//! depends only on its place on the target, never on where the row was begun.

mod bicubic;
mod bilinear;
mod conic;
mod gradient;
mod halve;
mod image;
mod lanes;
mod linear;
mod nearest;
mod place;
mod radial;
mod ramp;
#[cfg(test)]
mod tests;
mod upright;
mod walk;
mod window;

pub(super) use bicubic::mitchell;
pub(super) use gradient::GradientInk;
pub(super) use halve::halve;
pub(super) use image::{Filter, ImageInk, View};
pub(super) use nearest::TIE;
pub(super) use walk::NOTHING as NOWHERE;
pub(super) use window::Wrap;
