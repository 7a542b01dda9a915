//! One Bézier curve: where it is, how long, its parts.
//!
//! What hit tests and operations on paths share. Lines are curves too, so that callers have one case.

use crate::geom::Point;

/// A line or a curve, with both of its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Curve {
    Line([Point; 2]),
    Quad([Point; 3]),
    Cubic([Point; 4]),
}

/// A part of a curve, from one parameter to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Curve {
    pub(super) fn points(&self) -> &[Point] {
        match self {
            Self::Line(p) => p,
            Self::Quad(p) => p,
            Self::Cubic(p) => p,
        }
    }

    pub(super) fn start(&self) -> Point {
        let (Self::Line([p, ..]) | Self::Quad([p, ..]) | Self::Cubic([p, ..])) = *self;
        p
    }

    pub(super) fn end(&self) -> Point {
        let (Self::Line([.., p]) | Self::Quad([.., p]) | Self::Cubic([.., p])) = *self;
        p
    }

    /// The point at `t`; the ends to the bit.
    pub(super) fn at(&self, t: f64) -> Point {
        if t <= 0.0 {
            return self.start();
        }
        if t >= 1.0 {
            return self.end();
        }
        match *self {
            Self::Line([a, b]) => a.lerp(b, t),
            Self::Quad([a, b, c]) => a.lerp(b, t).lerp(b.lerp(c, t), t),
            Self::Cubic([a, b, c, d]) => {
                let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
                ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
            }
        }
    }

    /// The direction at `t`, of any length; zero where there is none.
    pub(super) fn direction(&self, t: f64) -> Point {
        let way = match *self {
            Self::Line([a, b]) => b - a,
            Self::Quad([a, b, c]) => (b - a).lerp(c - b, t),
            Self::Cubic([a, b, c, d]) => {
                let (first, middle, last) = (b - a, c - b, d - c);
                first.lerp(middle, t).lerp(middle.lerp(last, t), t)
            }
        };
        if way == Point::default() { self.end() - self.start() } else { way }
    }

    /// Calls `piece` for each part that only rises, only falls or is level.
    pub(super) fn each_monotone(&self, mut piece: impl FnMut(Piece)) {
        let mut from = 0.0;
        for to in self.y_turns().into_iter().filter(|t| *t > 0.0 && *t < 1.0).chain([1.0]) {
            if to > from {
                piece(Piece { from, to });
                from = to;
            }
        }
    }

    /// Where the curve may turn back in y, in order; NaN where it doesn't.
    fn y_turns(&self) -> [f64; 2] {
        match self.map_y() {
            Ys::Line => [f64::NAN; 2],
            Ys::Quad([a, b, c]) => [(a - b) / (a - 2.0 * b + c), f64::NAN],
            Ys::Cubic([p0, p1, p2, p3]) => {
                let a = p3 - 3.0 * p2 + 3.0 * p1 - p0;
                let b = 2.0 * (p2 - 2.0 * p1 + p0);
                let [s, t] = super::outline::quadratic_roots(a, b, p1 - p0);
                if s > t { [t, s] } else { [s, t] }
            }
        }
    }

    fn map_y(&self) -> Ys {
        match self {
            Self::Line(_) => Ys::Line,
            Self::Quad(p) => Ys::Quad(p.map(|q| q.y)),
            Self::Cubic(p) => Ys::Cubic(p.map(|q| q.y)),
        }
    }

    /// Where in a monotone piece the curve has this `y`.
    pub(super) fn solve_y(&self, piece: Piece, y: f64) -> f64 {
        let (mut low, mut high) = (piece.from, piece.to);
        let rising = self.at(low).y < self.at(high).y;
        if self.at(low).y == y {
            return low;
        }
        if self.at(high).y == y {
            return high;
        }
        // Each step halves what is left; f64 has no more to tell after these.
        for _ in 0..60 {
            let middle = (low + high) / 2.0;
            if (self.at(middle).y < y) == rising {
                low = middle;
            } else {
                high = middle;
            }
        }
        (low + high) / 2.0
    }
}

enum Ys {
    Line,
    Quad([f64; 3]),
    Cubic([f64; 4]),
}
