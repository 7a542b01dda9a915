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

/// Where Gauss and Legendre look on each stretch of -1 to 1, and how much each place counts.
const GAUSS: [(f64, f64); 5] = [
    (0.0, 0.568_888_888_888_888_9),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
    (0.906_179_845_938_664, 0.236_926_885_056_189_1),
];
/// Stretches a curve's length is added up from.
const STRETCHES: u32 = 16;

impl Curve {
    /// The length of a line to the bit, of a curve to about a millionth.
    pub(super) fn length(&self) -> f64 {
        match self {
            Self::Line([a, b]) => (*b - *a).length(),
            _ => (0..STRETCHES).map(|i| self.stretch(i, 1.0)).sum(),
        }
    }

    /// The length of the first `part` of a stretch.
    fn stretch(&self, index: u32, part: f64) -> f64 {
        let step = 1.0 / f64::from(STRETCHES);
        let (from, half) = (f64::from(index) * step, step * part / 2.0);
        let speed = |t: f64| self.speed(t);
        GAUSS.iter().map(|(at, weight)| weight * speed(from + half * (1.0 + at))).sum::<f64>()
            * half
    }

    fn speed(&self, t: f64) -> f64 {
        match *self {
            Self::Line([a, b]) => (b - a).length(),
            Self::Quad([a, b, c]) => (b - a).lerp(c - b, t).length() * 2.0,
            Self::Cubic([a, b, c, d]) => {
                let (first, middle, last) = (b - a, c - b, d - c);
                first.lerp(middle, t).lerp(middle.lerp(last, t), t).length() * 3.0
            }
        }
    }

    /// The parameter at a distance along the curve.
    pub(super) fn at_length(&self, distance: f64) -> f64 {
        if distance <= 0.0 {
            return 0.0;
        }
        if let Self::Line(_) = self {
            return (distance / self.length()).min(1.0);
        }
        let mut left = distance;
        for i in 0..STRETCHES {
            let all = self.stretch(i, 1.0);
            if left <= all {
                let (mut low, mut high) = (0.0, 1.0);
                // Far finer than the length is known.
                for _ in 0..40 {
                    let middle = (low + high) / 2.0;
                    if self.stretch(i, middle) < left { low = middle } else { high = middle }
                }
                return (f64::from(i) + (low + high) / 2.0) / f64::from(STRETCHES);
            }
            left -= all;
        }
        1.0
    }

    /// The part between two parameters; backwards when the first is the larger one.
    pub(super) fn part(&self, from: f64, to: f64) -> Self {
        if from > to {
            return self.part(to, from).reversed();
        }
        let (a, b) = (self.at(from), self.at(to));
        let whole = (from <= 0.0, to >= 1.0);
        match *self {
            _ if whole == (true, true) => *self,
            Self::Line(_) => Self::Line([a, b]),
            Self::Quad([p, q, r]) => Self::Quad([a, p.lerp(q, from).lerp(q.lerp(r, from), to), b]),
            Self::Cubic(p) => {
                // Each control point of a part is the curve's blossom at as many of its ends.
                let blossom = |u: f64, v: f64, w: f64| {
                    let (x, y, z) = (p[0].lerp(p[1], u), p[1].lerp(p[2], u), p[2].lerp(p[3], u));
                    x.lerp(y, v).lerp(y.lerp(z, v), w)
                };
                Self::Cubic([a, blossom(from, from, to), blossom(from, to, to), b])
            }
        }
    }

    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Line([a, b]) => Self::Line([b, a]),
            Self::Quad([a, b, c]) => Self::Quad([c, b, a]),
            Self::Cubic([a, b, c, d]) => Self::Cubic([d, c, b, a]),
        }
    }

    /// The same curve between points that are hardly elsewhere.
    pub(super) fn between(self, start: Point, end: Point) -> Self {
        match self {
            Self::Line(_) => Self::Line([start, end]),
            Self::Quad([_, b, _]) => Self::Quad([start, b, end]),
            Self::Cubic([_, b, c, _]) => Self::Cubic([start, b, c, end]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUBIC: Curve = Curve::Cubic([
        Point::new(0.0, 0.0),
        Point::new(10.0, 30.0),
        Point::new(40.0, -20.0),
        Point::new(50.0, 10.0),
    ]);

    #[test]
    fn parts_lie_on_the_curve() {
        let part = CUBIC.part(0.25, 0.75);
        for (t, whole) in [(0.0, 0.25), (0.5, 0.5), (1.0, 0.75)] {
            assert!((part.at(t) - CUBIC.at(whole)).length() < 1e-12);
        }
        assert_eq!(CUBIC.part(0.75, 0.25), part.reversed());
        assert_eq!(CUBIC.part(0.0, 1.0), CUBIC);
        let quad = Curve::Quad([Point::new(0.0, 0.0), Point::new(5.0, 9.0), Point::new(10.0, 0.0)]);
        assert!((quad.part(0.2, 0.6).at(0.5) - quad.at(0.4)).length() < 1e-12);
    }

    #[test]
    fn lengths_are_those_of_many_chords() {
        let chords = |to: f64| {
            let at = |i: u32| CUBIC.at(f64::from(i) / 10_000.0 * to);
            (0..10_000).map(|i| (at(i + 1) - at(i)).length()).sum::<f64>()
        };
        assert!((CUBIC.length() - chords(1.0)).abs() < 1e-5);
        let t = CUBIC.at_length(20.0);
        assert!((chords(t) - 20.0).abs() < 1e-5);
    }
}
