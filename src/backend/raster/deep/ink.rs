//! What is poured, in f32 and in the target's colour space.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::gradient::DeepGradient;
use super::picture::Picture;
use crate::backend::raster::ink::ImageInk;
use crate::geom::Transform;
use crate::mem::{ColorSpace, LANES, Planes};
use crate::paint::{Color, Gradient};

/// A source for targets that are more than eight bits of sRGB, or of another format than the source.
#[derive(Clone, Debug)]
pub(in crate::backend::raster) struct Ink {
    source: Source,
    /// From the source's space to the target's.
    spaces: (ColorSpace, ColorSpace),
    /// The operation's.
    alpha: f32,
}

#[derive(Clone, Debug)]
enum Source {
    /// Premultiplied, in the target's space, with the operation's alpha.
    Color([f32; 4]),
    Gradient(DeepGradient),
    /// A picture of eight bits, sampled in eight bits.
    Bytes(Box<ImageInk>),
    Halves(Picture),
}

impl Ink {
    /// One colour on a target of `space`.
    pub(in crate::backend::raster) fn color(color: Color, alpha: f64, space: ColorSpace) -> Self {
        let Color { r, g, b, a } = color.to_space(space);
        let a = (f64::from(a) * alpha).clamp(0.0, 1.0) as f32;
        let source = Source::Color([r * a, g * a, b * a, a]);
        Self { source, spaces: (space, space), alpha: 1.0 }
    }

    /// A gradient under `t`; `None` when it paints nothing.
    pub(in crate::backend::raster) fn gradient(
        gradient: &Gradient,
        t: &Transform,
        alpha: f64,
        space: ColorSpace,
    ) -> Option<Self> {
        let source = Source::Gradient(DeepGradient::new(gradient, t)?);
        Some(Self { source, spaces: (ColorSpace::Srgb, space), alpha: alpha as f32 })
    }

    /// A picture of eight bits, which is itself drawn without the operation's alpha.
    pub(in crate::backend::raster) fn bytes(
        ink: ImageInk,
        alpha: f64,
        spaces: (ColorSpace, ColorSpace),
    ) -> Self {
        Self { source: Source::Bytes(Box::new(ink)), spaces, alpha: alpha as f32 }
    }

    /// A picture of half floats.
    pub(in crate::backend::raster) fn halves(
        picture: Picture,
        alpha: f64,
        spaces: (ColorSpace, ColorSpace),
    ) -> Self {
        Self { source: Source::Halves(picture), spaces, alpha: alpha as f32 }
    }

    /// The one colour it has.
    pub(super) fn solid(&self) -> Option<[f32; 4]> {
        match self.source {
            Source::Color(color) => Some(color),
            _ => None,
        }
    }

    /// Bytes beyond the value itself.
    pub(in crate::backend::raster) fn heap_bytes(&self) -> usize {
        match &self.source {
            Source::Gradient(gradient) => gradient.bytes(),
            Source::Bytes(_) => size_of::<ImageInk>(),
            Source::Color(_) | Source::Halves(_) => 0,
        }
    }

    /// Premultiplied pixels from `(x, y)` on, at most `count` of them and [`LANES`]; gives how many.
    #[inline(never)]
    #[simd]
    pub(super) fn fetch<S: Simd>(
        &self,
        simd: S,
        (x, y): (i32, i32),
        count: usize,
        out: &mut Planes,
    ) -> usize {
        let count = count.min(LANES);
        let known = match &self.source {
            Source::Color(color) => {
                *out = Planes::of(*color);
                return count;
            }
            Source::Gradient(gradient) => gradient.fetch(simd, x, y, out).min(count),
            Source::Bytes(ink) => {
                let mut bytes = [0; LANES * 4];
                ink.row(simd, x, y, &mut bytes[..count * 4]);
                out.load_bytes(&bytes);
                count
            }
            Source::Halves(picture) => {
                picture.fetch(simd, x, y, count, out);
                count
            }
        };
        out.convert(self.spaces.0, self.spaces.1);
        if self.alpha != 1.0 {
            out.scale(self.alpha);
        }
        known
    }

    /// The same for eight bits: rounded, and cut to what they hold.
    #[simd]
    pub(in crate::backend::raster) fn row<S: Simd>(&self, simd: S, x: i32, y: i32, out: &mut [u8]) {
        let (mut x, mut rest) = (x, out);
        while rest.len() >= 4 {
            let mut planes = Planes::default();
            let count = self.fetch(simd, (x, y), rest.len() / 4, &mut planes).max(1);
            planes.hold_to_alpha();
            let (now, after) = rest.split_at_mut(count * 4);
            planes.store_bytes(now);
            (x, rest) = (x.saturating_add(count as i32), after);
        }
    }
}
