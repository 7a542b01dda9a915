//! Offsets of gradients between two circles.
//! <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-createradialgradient>
//!
//! The standard draws the circles of all offsets over each other, so a pixel has the largest offset whose
//! circle passes through it and has a radius above 0. Each kind of pair is solved in a frame of its own, in
//! which f32 is exact enough; what is left over is solved in f64. Called by `gradient`.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8};
use fearless_simd_macros::simd;

use super::walk::{CHUNK, Field, Walk};
use crate::geom::{Point, Transform};

/// Centres this near, against what the radius grows by, are one: no circle moves by more than this part
/// of that.
const NEAR: f64 = 1e-6;
/// The smaller circle touches the larger one from within when the frame's radius differs from 1 by less:
/// far above f64's errors.
const TOUCHES: f64 = 1e-9;
/// How many offsets away the circles may shrink to a point, and how many a strip may be wide. What f32
/// loses on the way is about 2^-24 of it, in offsets.
const FARTHEST: f64 = 1024.0;

/// A pair of circles, in device space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Radial {
    pair: Pair,
    frame: Transform,
}

#[derive(Clone, Copy, Debug)]
enum Pair {
    Concentric(Concentric),
    Strip(Strip),
    Around(Around),
    Through(Through),
    Apart(Apart),
    Any(Any),
}

impl Radial {
    /// `None` when the circles are the same or both are points, the plane collapses, or numbers leave
    /// what f64 holds.
    pub(super) fn new(c0: Point, r0: f64, c1: Point, r1: f64, t: &Transform) -> Option<Self> {
        let inverse = t.inverse()?;
        let (between, growth) = ((c1 - c0).length(), (r1 - r0).abs());
        if (between == 0.0 && growth == 0.0) || r0.max(r1) == 0.0 {
            return None;
        }
        let (pair, frame) = if growth == 0.0 && r0 <= between * FARTHEST {
            strip(c0, c1, r0)
        } else if r0.min(r1) > growth * FARTHEST {
            let any = Any { along: c1 - c0, radius: r0, growth: r1 - r0 };
            (Pair::Any(any), Transform::translate(-c0.x, -c0.y))
        } else if between <= growth * NEAR {
            concentric(c0, r0, r1)
        } else {
            focal((c0, r0), (c1, r1))
        };
        let frame = frame.then_inner(&inverse);
        frame.is_finite().then_some(Self { pair, frame })
    }

    /// A circle passes through every pixel.
    pub(super) fn is_everywhere(&self) -> bool {
        matches!(self.pair, Pair::Concentric(_) | Pair::Around(_))
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
        match self.pair {
            Pair::Concentric(field) => walk.fill(simd, field, offsets, count),
            Pair::Strip(field) => walk.fill(simd, field, offsets, count),
            Pair::Around(field) => walk.fill(simd, field, offsets, count),
            Pair::Through(field) => walk.fill(simd, field, offsets, count),
            Pair::Apart(field) => walk.fill(simd, field, offsets, count),
            Pair::Any(any) => walk.fill_exactly(|p| any.offset(p), offsets, count),
        }
    }
}

fn concentric(centre: Point, r0: f64, r1: f64) -> (Pair, Transform) {
    let growth = r1 - r0;
    let place = Transform::scale(1.0 / growth.abs(), 1.0 / growth.abs())
        .then_inner(&Transform::translate(-centre.x, -centre.y));
    let (scale, shift) = (growth.signum() as f32, (-r0 / growth) as f32);
    (Pair::Concentric(Concentric { scale, shift }), place)
}

fn strip(c0: Point, c1: Point, radius: f64) -> (Pair, Transform) {
    let half = radius / (c1 - c0).length();
    (Pair::Strip(Strip { square: (half * half) as f32 }), along(c0, c1))
}

/// Two circles that grow from a point. The larger one counts as the second; the way back is mirrored.
fn focal(first: (Point, f64), second: (Point, f64)) -> (Pair, Transform) {
    let grows = first.1 < second.1;
    let ((small, r), (large, radius)) = if grows { (first, second) } else { (second, first) };
    // The offset, from the smaller circle to the larger one, at which the radius is 0; not above 0.
    let start = r / (r - radius);
    let origin = small + (large - small) * start;
    let circle = radius / ((large - small).length() * (1.0 - start));
    // Where the larger circle is 1 and the point is 0, offsets in this or the other direction.
    let (scale, shift) = if grows { (1.0 - start, start) } else { (start - 1.0, 1.0 - start) };
    let line = Line { scale: scale as f32, shift: shift as f32 };
    let square = (circle * circle) as f32;
    let beyond = (circle - 1.0) * (circle + 1.0);
    let pair = if (circle - 1.0).abs() < TOUCHES {
        Pair::Through(Through { line })
    } else if circle > 1.0 {
        Pair::Around(Around { line, square, beyond: beyond as f32 })
    } else {
        Pair::Apart(Apart { line, square, short: -beyond as f32, farther: grows })
    };
    (pair, along(origin, large))
}

/// To the frame in which `from` is (0, 0) and `to` is (1, 0).
fn along(from: Point, to: Point) -> Transform {
    let length = (to - from).length();
    let (x, y) = ((to.x - from.x) / length / length, (to.y - from.y) / length / length);
    Transform::new(x, -y, y, x, 0.0, 0.0).then_inner(&Transform::translate(-from.x, -from.y))
}

/// An offset as a linear function of something else.
#[derive(Clone, Copy, Debug)]
struct Line {
    scale: f32,
    shift: f32,
}

/// One centre, at the origin.
#[derive(Clone, Copy, Debug)]
struct Concentric {
    scale: f32,
    shift: f32,
}

impl Field for Concentric {
    #[simd]
    #[inline(always)]
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        (x * x + y * y).sqrt() * self.scale + self.shift
    }
}

/// Equal circles around (0, 0) and (1, 0), with their square radius.
#[derive(Clone, Copy, Debug)]
struct Strip {
    square: f32,
}

impl Field for Strip {
    #[simd]
    #[inline(always)]
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        // Beside the strip there is no root.
        x + (f32x8::splat(x.token(), self.square) - y * y).sqrt()
    }
}

/// Circles that start at the origin as a point, and the one around (1, 0) has the origin within: through
/// each pixel passes exactly one.
///
/// With `k` times that circle's centre and radius R: `(x - k)² + y² = k²R²`. Of the two forms of the
/// root each is exact on one side of the origin.
#[derive(Clone, Copy, Debug)]
struct Around {
    line: Line,
    /// R².
    square: f32,
    /// R² - 1.
    beyond: f32,
}

impl Field for Around {
    #[simd]
    #[inline(always)]
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        let (xx, yy) = (x * x, y * y);
        let sum = x.abs() + (xx * self.square + yy * self.beyond).sqrt();
        let ahead = x.simd_gt(0.0);
        let above = ahead.select(xx + yy, sum);
        let below = ahead.select(sum, f32x8::splat(x.token(), self.beyond));
        above / below * self.line.scale + self.line.shift
    }
}

/// The same where the circle around (1, 0) passes through the origin: half of the plane.
#[derive(Clone, Copy, Debug)]
struct Through {
    line: Line,
}

impl Field for Through {
    #[simd]
    #[inline(always)]
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        let times = (x * x + y * y) / (x + x);
        let offset = times * self.line.scale + self.line.shift;
        x.simd_gt(0.0).select(offset, f32x8::splat(x.token(), f32::NAN))
    }
}

/// The same where it leaves the origin out: a cone, through each pixel of which two circles pass.
#[derive(Clone, Copy, Debug)]
struct Apart {
    line: Line,
    /// R².
    square: f32,
    /// 1 - R².
    short: f32,
    /// The circle farther from the origin has the larger offset.
    farther: bool,
}

impl Field for Apart {
    #[simd]
    #[inline(always)]
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        let (xx, yy) = (x * x, y * y);
        // Beside the cone there is no root.
        let sum = x + (xx * self.square - yy * self.short).sqrt();
        let times = if self.farther { sum / self.short } else { (xx + yy) / sum };
        let offset = times * self.line.scale + self.line.shift;
        x.simd_gt(0.0).select(offset, f32x8::splat(x.token(), f32::NAN))
    }
}

/// Any pair; the first centre is the origin.
#[derive(Clone, Copy, Debug)]
struct Any {
    along: Point,
    radius: f64,
    growth: f64,
}

impl Any {
    /// Solves `|p - t·along| = radius + t·growth` for the largest t that leaves a radius.
    fn offset(&self, p: Point) -> f64 {
        let dot = |a: Point, b: Point| a.x * b.x + a.y * b.y;
        let square = dot(self.along, self.along) - self.growth * self.growth;
        let half = dot(p, self.along) + self.radius * self.growth;
        let rest = dot(p, p) - self.radius * self.radius;
        let root = (half * half - square * rest).sqrt();
        // The sum without cancellation gives one solution, and their product the other.
        let sum = half + root.copysign(half);
        let (one, other) = (sum / square, rest / sum);
        [one.max(other), one.min(other)]
            .into_iter()
            .find(|t| self.radius + t * self.growth > 0.0)
            .unwrap_or(f64::NAN)
    }
}
