//! Things that fill a row with source pixels: premultiplied RGBA8, sampled at pixel centres, with the
//! operation's opacity multiplied in. Blending them with a canvas is `blend`'s work; the bands call both.

mod conic;
mod gradient;
mod image;
mod lanes;
mod linear;
mod radial;
mod ramp;
mod walk;

pub(super) use gradient::GradientInk;
pub(super) use image::ImageInk;
