//! Everything that is more than eight bits of sRGB, in f32.
//!
//! A canvas of half floats has bands of its own here ([`Band`]); a canvas of eight bits in Display P3, and
//! one that a picture of another format is drawn on, have the ordinary bands, which fetch such sources from
//! here ([`Ink`]) and round them. Shapes, coverage and clips are those of the other bands: runs with a
//! byte for each pixel. Nothing the ordinary bands do with eight bits passes through here.

mod band;
mod blend;
mod gradient;
mod ink;
mod picture;
mod separable;
#[cfg(test)]
mod tests;

pub(super) use band::Band;
pub(super) use ink::Ink;
pub(super) use picture::{Picture, halve};
