//! Offsets of gradients around a point.
//! <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createconicgradient>
//!
//! Called by `gradient`.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8};
use fearless_simd_macros::simd;

use super::walk::{CHUNK, Field, Walk};
use crate::geom::{Point, Transform};

/// `atan(q) / 2π` for q from 0 to 1 as q times a polynomial of q², lowest power first. Fitted for the
/// least maximum error, which is 5e-8 turns in f32: 3e-4 pixels at a distance of 1,000.
const TURNS: [f32; 7] = [
    0.159_154_33,
    -0.053_026_237,
    0.031_525_116,
    -0.021_061_517,
    0.012_672_501,
    -0.005_348_277_7,
    0.001_084_130_5,
];
/// An angle this little before an edge, in turns, is at the edge: what is left of the errors above must
/// not decide about pixels whose centres lie on it, as those on the starting ray often do.
const AT_EDGE: f32 = 1.0 / (1 << 21) as f32;
/// A pixel whose centre is this near to the gradient's, in pixels, is at it and has the angle 0: more than
/// what f32 loses over a block.
const AT_CENTRE: f32 = 1e-3;
/// Farther away, in pixels, only the direction counts.
const FAR: f64 = 1e9;

/// A centre and a starting ray, in device space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conic {
    frame: Transform,
}

impl Conic {
    /// `None` when the plane collapses or numbers leave what f64 holds.
    pub(super) fn new(start_angle: f64, centre: Point, t: &Transform) -> Option<Self> {
        let inverse = t.inverse()?;
        let turned = Transform::rotate(-start_angle)
            .then_inner(&Transform::translate(-centre.x, -centre.y))
            .then_inner(&inverse);
        // Angles are the same at any scale: a pixel's larger side becomes 1.
        let side = [turned.a, turned.b, turned.c, turned.d].iter().fold(0.0, |m, v| v.abs().max(m));
        let distance = turned.e.abs().max(turned.f.abs()) / FAR;
        let scale = 1.0 / f64::max(side, distance);
        let frame = Transform::scale(scale, scale).then_inner(&turned);
        frame.is_finite().then_some(Self { frame })
    }

    pub(super) fn frame(&self) -> &Transform {
        &self.frame
    }

    /// The first `count` offsets of the walk.
    #[simd]
    pub(super) fn offsets<S: Simd>(
        &self,
        simd: S,
        walk: &Walk,
        offsets: &mut [f32; CHUNK],
        count: usize,
    ) {
        walk.fill(simd, Angle, offsets, count);
    }
}

/// Turns, from the ray (1, 0) clockwise (y grows downwards), 0 to 1 without 1.
#[derive(Clone, Copy, Debug)]
struct Angle;

impl Field for Angle {
    #[simd]
    #[inline(always)]
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        let (wide, high) = (x.abs(), y.abs());
        let long = wide.max(high);
        let q = wide.min(high) / long;
        let square = q * q;
        let [rest @ .., last] = TURNS;
        let mut sum = f32x8::splat(x.token(), last);
        for factor in rest.into_iter().rev() {
            sum = sum * square + factor;
        }
        let within = |low: f32x8<S>, total: f32| f32x8::splat(x.token(), total) - low;
        let eighth = sum * q;
        let quarter = high.simd_gt(wide).select(within(eighth, 0.25), eighth);
        let half = x.simd_lt(0.0).select(within(quarter, 0.5), quarter);
        let turn = y.simd_lt(0.0).select(within(half, 1.0), half) + AT_EDGE;
        let below_one = turn.simd_ge(1.0).select(turn - 1.0, turn);
        long.simd_lt(AT_CENTRE).select(f32x8::splat(x.token(), 0.0), below_one)
    }
}
