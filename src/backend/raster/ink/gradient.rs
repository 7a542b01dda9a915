//! Rows of a gradient's pixels.
//! <https://html.spec.whatwg.org/multipage/canvas.html#interface-canvasgradient>
//!
//! A pixel's colour depends on its place alone, not on where a run starts, on which processor draws or how
//! many. Colours are rounded, not dithered. Pixels outside a cone are transparent. Called by the bands.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::conic::Conic;
use super::lanes::Lanes;
use super::linear::Linear;
use super::radial::Radial;
use super::ramp::Ramp;
use super::walk::{CHUNK, NOTHING, Walk};
use crate::geom::Transform;
use crate::paint::{Gradient, GradientGeometry};

/// A gradient in device space.
#[derive(Clone, Debug)]
pub(in crate::backend::raster) struct GradientInk {
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Linear(Linear),
    Curve(Curve, Lanes),
}

/// A geometry whose offset is no linear function of the column.
#[derive(Clone, Copy, Debug)]
enum Curve {
    Radial(Radial),
    Conic(Conic),
}

impl GradientInk {
    /// The gradient under `transform`, with `alpha` (0 to 1) multiplied in; `None` when it paints nothing
    /// or numbers leave what f64 holds.
    pub(in crate::backend::raster) fn new(
        gradient: &Gradient,
        transform: &Transform,
        alpha: f64,
    ) -> Option<Self> {
        if gradient.paints_nothing() {
            return None;
        }
        let ramp = Ramp::new(&gradient.srgb_stops(), alpha)?;
        let kind = match gradient.geometry() {
            GradientGeometry::Linear { from, to } => {
                Kind::Linear(Linear::new(ramp, from, to, transform)?)
            }
            GradientGeometry::Radial { from, from_radius, to, to_radius } => {
                let radial = Radial::new(from, from_radius, to, to_radius, transform)?;
                Kind::Curve(Curve::Radial(radial), Lanes::new(&ramp, radial.is_everywhere()))
            }
            GradientGeometry::Conic { start_angle, center } => {
                let conic = Conic::new(start_angle, center, transform)?;
                Kind::Curve(Curve::Conic(conic), Lanes::new(&ramp, true))
            }
        };
        Some(Self { kind })
    }

    /// Fills `out` with the pixels from (x, y) on.
    #[simd]
    pub(in crate::backend::raster) fn row<S: Simd>(&self, simd: S, x: i32, y: i32, out: &mut [u8]) {
        let whole = out.len() / 4 * 4;
        match &self.kind {
            Kind::Linear(linear) => linear.row(simd, x, y, &mut out[..whole]),
            Kind::Curve(curve, lanes) => curve.row(simd, lanes, x, y, &mut out[..whole]),
        }
    }

    /// Where the pixels from (x, y) on lie between the stops, or that nothing is painted there; gives how
    /// many of `offsets` are known.
    #[simd]
    pub(in crate::backend::raster) fn offsets<S: Simd>(
        &self,
        simd: S,
        x: i32,
        y: i32,
        offsets: &mut [f32; CHUNK],
    ) -> usize {
        match &self.kind {
            Kind::Linear(linear) => {
                linear.offsets(x, y, offsets);
                CHUNK
            }
            Kind::Curve(curve, _) => {
                let walk = Walk::new(curve.frame(), x, y);
                let count = walk.left.min(CHUNK);
                curve.offsets(simd, &walk, offsets, count);
                count
            }
        }
    }

    /// The colour of row `y`, when every pixel has it wherever the row starts and ends.
    pub(in crate::backend::raster) fn row_color(&self, y: i32) -> Option<[u8; 4]> {
        match &self.kind {
            Kind::Linear(linear) => linear.row_color(y),
            Kind::Curve(..) => None,
        }
    }

    /// Every pixel is opaque.
    pub(in crate::backend::raster) fn is_opaque(&self) -> bool {
        match &self.kind {
            Kind::Linear(linear) => linear.ramp().even_alpha() == Some(255.0),
            Kind::Curve(_, lanes) => lanes.is_opaque(),
        }
    }

    /// Bytes the ink occupies.
    pub(in crate::backend::raster) fn bytes(&self) -> usize {
        let more = match &self.kind {
            Kind::Linear(linear) => linear.ramp().bytes(),
            Kind::Curve(_, lanes) => lanes.bytes(),
        };
        size_of::<Self>() + more
    }
}

impl Curve {
    #[simd]
    fn row<S: Simd>(&self, simd: S, lanes: &Lanes, x: i32, y: i32, out: &mut [u8]) {
        let (mut x, mut rest, mut offsets) = (x, out, [NOTHING; CHUNK]);
        while !rest.is_empty() {
            let walk = Walk::new(self.frame(), x, y);
            let count = walk.left.min(CHUNK).min(rest.len() / 4);
            let (now, after) = rest.split_at_mut(count * 4);
            self.offsets(simd, &walk, &mut offsets, count);
            lanes.color(simd, &offsets, now);
            (x, rest) = (x.saturating_add(count as i32), after);
        }
    }

    #[simd]
    #[inline(always)]
    fn offsets<S: Simd>(&self, simd: S, walk: &Walk, offsets: &mut [f32; CHUNK], count: usize) {
        match self {
            Self::Radial(radial) => radial.offsets(simd, walk, offsets, count),
            Self::Conic(conic) => conic.offsets(simd, walk, offsets, count),
        }
    }

    fn frame(&self) -> &Transform {
        match self {
            Self::Radial(radial) => radial.frame(),
            Self::Conic(conic) => conic.frame(),
        }
    }
}

#[cfg(test)]
mod tests;
