//! Union, intersection and the like of what paths enclose.
//!
//! Curves become chords, chords meet on a grid of whole numbers (i_overlay's, which is exact there), and what
//! remains of a curve's chords becomes a part of that curve again. So curves stay curves; where two of them cross
//! is known to a millionth of the paths' size, and a corner that was there stays what it was to the bit.

mod chords;
mod restore;

use std::sync::Arc;

use i_overlay::core::edge_overlay::{EdgeOverlay, InputEdge};
use i_overlay::core::fill_rule::FillRule as GridRule;
use i_overlay::core::overlay::ShapeType;
use i_overlay::core::overlay_rule::OverlayRule;

use self::chords::{Chords, Mark};
use super::{FillRule, FillType, Path};
use crate::error::{Result, guard};
use crate::mem::{Kind, Ledger};

/// What is kept of two areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathOp {
    /// The first without the second.
    Difference,
    /// What lies in both.
    Intersect,
    /// What lies in either.
    Union,
    /// What lies in one only.
    Xor,
    /// The second without the first.
    ReverseDifference,
}

impl PathOp {
    /// The one with this number: `PathOp` in JavaScript.
    pub fn from_number(number: u32) -> Option<Self> {
        use PathOp::{Difference, Intersect, ReverseDifference, Union, Xor};
        [Difference, Intersect, Union, Xor, ReverseDifference].get(number as usize).copied()
    }

    fn keeps(self, in_first: bool, in_second: bool) -> bool {
        match self {
            Self::Difference => in_first && !in_second,
            Self::Intersect => in_first && in_second,
            Self::Union => in_first || in_second,
            Self::Xor => in_first != in_second,
            Self::ReverseDifference => in_second && !in_first,
        }
    }

    /// The same for areas of which some are given by their outside: what is to be made of the insides, and whether
    /// the outside of that is meant. `None` for nothing.
    fn of_insides(self, first: bool, second: bool) -> (Option<OverlayRule>, bool) {
        let keeps = |a: bool, b: bool| self.keeps(a != first, b != second);
        let outside = keeps(false, false);
        let kept = |a: bool, b: bool| keeps(a, b) != outside;
        let rule = match (kept(true, false), kept(false, true), kept(true, true)) {
            (false, false, false) => None,
            (true, false, true) => Some(OverlayRule::Subject),
            (false, true, true) => Some(OverlayRule::Clip),
            (false, false, true) => Some(OverlayRule::Intersect),
            (true, true, true) => Some(OverlayRule::Union),
            (true, false, false) => Some(OverlayRule::Difference),
            (false, true, false) => Some(OverlayRule::InverseDifference),
            (true, true, false) => Some(OverlayRule::Xor),
        };
        (rule, outside)
    }
}

/// What `op` keeps of two areas, with a fill type that is right under both rules. A RangeError when there are too
/// many segments or crossings.
pub fn combine(
    first: (&Path, FillType),
    second: (&Path, FillType),
    op: PathOp,
    ledger: &Arc<Ledger>,
) -> Result<(Path, FillType)> {
    let (rule, inverse) = op.of_insides(first.1.inverse, second.1.inverse);
    let made = FillType { rule: FillRule::EvenOdd, inverse };
    let Some(rule) = rule else { return Ok((Path::new(), made)) };
    if first.1.rule == second.1.rule {
        return Ok((overlay(first.0, second.0, rule, first.1.rule, ledger)?, made));
    }
    // One with a rule of its own: made into one for which both are right.
    let plain = |(path, fill): (&Path, FillType)| simplify(path, fill.rule, ledger);
    let (first, second) = (plain(first)?, plain(second)?);
    Ok((overlay(&first, &second, rule, FillRule::NonZero, ledger)?, made))
}

/// The outline of what `path` encloses, without crossings: outer lines run one way, holes the other.
pub fn simplify(path: &Path, rule: FillRule, ledger: &Arc<Ledger>) -> Result<Path> {
    overlay(path, &Path::new(), OverlayRule::Subject, rule, ledger)
}

fn overlay(
    first: &Path,
    second: &Path,
    keep: OverlayRule,
    rule: FillRule,
    ledger: &Arc<Ledger>,
) -> Result<Path> {
    let chords = Chords::of(first, second, ledger)?;
    if chords.is_empty() {
        return Ok(Path::new());
    }
    let _scratch = ledger.charge(Kind::Scratch, chords.scratch())?;
    // What goes wrong within the crate is an error of this call, and nothing is left half done.
    let contours = guard("path operations", || {
        let mut grid = EdgeOverlay::<i64, Mark>::new(chords.len());
        for (mark, chord, is_first) in chords.all() {
            let side = if is_first { ShapeType::Subject } else { ShapeType::Clip };
            grid.add_edge(InputEdge { a: chord.a, b: chord.b, data: mark }, side);
        }
        grid.options.min_output_area = chords::SLIVER;
        let rule = match rule {
            FillRule::NonZero => GridRule::NonZero,
            FillRule::EvenOdd => GridRule::EvenOdd,
        };
        Ok(grid.build_vector_shapes(keep, rule))
    })?;
    let mut out = Path::new();
    for contour in contours.iter().flatten() {
        restore::add(&mut out, &chords, contour);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Transform};
    use crate::path::PathBuilder;

    const WINDING: FillType = FillType { rule: FillRule::NonZero, inverse: false };

    fn combined(a: &str, b: &str, op: PathOp) -> Path {
        let (a, b) = (Path::from_svg_data(a), Path::from_svg_data(b));
        combine((&a, WINDING), (&b, WINDING), op, &Ledger::new()).unwrap().0
    }

    fn circle(x: f64, y: f64, radius: f64) -> Path {
        let mut builder = PathBuilder::default();
        let angles = (0.0, std::f64::consts::TAU);
        builder.arc(&Transform::IDENTITY, Point::new(x, y), radius, angles, false).unwrap();
        builder.path().clone()
    }

    /// Twice the area of the polygon that stands for a path.
    fn area(path: &Path) -> f64 {
        let lines = crate::path::flatten(path, &Transform::IDENTITY, 1e-7);
        let cross = |a: Point, b: Point| a.x * b.y - a.y * b.x;
        let of = |points: &[Point]| {
            let pairs = points.windows(2).map(|w| cross(w[0], w[1])).sum::<f64>();
            pairs + cross(points[points.len() - 1], points[0])
        };
        (lines.iter().map(|line| of(&line.points)).sum::<f64>() / 2.0).abs()
    }

    const A: &str = "M0 0h10v10h-10z";
    const B: &str = "M5 5h10v10h-10z";
    const ALL: [PathOp; 5] = [
        PathOp::Difference,
        PathOp::Intersect,
        PathOp::Union,
        PathOp::Xor,
        PathOp::ReverseDifference,
    ];

    #[test]
    fn squares_keep_their_corners() {
        for (op, size, corners) in ALL
            .iter()
            .zip([75.0, 25.0, 175.0, 150.0, 75.0])
            .zip([6, 4, 8, 12, 6])
            .map(|((a, b), c)| (a, b, c))
        {
            let made = combined(A, B, *op);
            assert_eq!(area(&made), size, "{op:?} {}", made.to_svg());
            let moves = made.subpaths().len();
            assert_eq!(made.len() - moves, corners, "{op:?} {}", made.to_svg());
        }
    }

    #[test]
    fn coordinates_stay_what_they_were() {
        let made =
            combined("M.1 .1h10.3v10.3h-10.3z", "M5.7 5.1h10.3v10.3h-10.3z", PathOp::Intersect);
        let bounds = made.bounds().unwrap();
        let right = Path::from_svg_data("M.1 .1h10.3").bounds().unwrap().right();
        assert_eq!((bounds.x, bounds.y), (5.7, 5.1));
        assert!(made.to_svg().contains(&format!("{right}")), "{}", made.to_svg());
    }

    #[test]
    fn curves_stay_curves() {
        let (a, b) = (circle(0.0, 0.0, 5.0), circle(4.0, 0.0, 5.0));
        let made =
            combine((&a, WINDING), (&b, WINDING), PathOp::Intersect, &Ledger::new()).unwrap().0;
        assert!(made.len() <= 16, "{}", made.to_svg());
        // Two segments of a circle, each r²/2·(α - sin α) with cos(α/2) = 2/5.
        let angle = 2.0 * 0.4f64.acos();
        let size = 25.0 * (angle - angle.sin());
        assert!((area(&made) - size).abs() < 1e-3, "{} {size}", area(&made));
    }

    #[test]
    fn what_is_the_same_leaves_nothing_over() {
        let round = circle(3.0, 4.0, 5.0);
        let with =
            |op| combine((&round, WINDING), (&round, WINDING), op, &Ledger::new()).unwrap().0;
        assert!(with(PathOp::Difference).is_empty() && with(PathOp::Xor).is_empty());
        assert_eq!(with(PathOp::Union).subpaths().len(), 1);
        assert!((area(&with(PathOp::Intersect)) - area(&round)).abs() < 1e-4);
        assert_eq!(area(&combined(A, "M10 0h10v10h-10z", PathOp::Union)), 200.0);
        assert!(combined(A, "M10 0h10v10h-10z", PathOp::Intersect).is_empty());
    }

    #[test]
    fn rules_and_outsides_are_understood() {
        let ring = Path::from_svg_data("M0 0h10v10h-10zM2 2h4v4h-4z");
        let square = Path::from_svg_data("M0 0h10v10h-10z");
        let even_odd = FillType { rule: FillRule::EvenOdd, inverse: false };
        let outside = FillType { rule: FillRule::NonZero, inverse: true };
        assert_eq!(area(&simplify(&ring, FillRule::NonZero, &Ledger::new()).unwrap()), 100.0);
        assert_eq!(area(&simplify(&ring, FillRule::EvenOdd, &Ledger::new()).unwrap()), 84.0);
        let (hole, fill) =
            combine((&ring, even_odd), (&square, WINDING), PathOp::Xor, &Ledger::new()).unwrap();
        assert_eq!((area(&hole), fill.inverse), (16.0, false));
        // Everything but the square, without the ring: everything but the square.
        let (made, fill) =
            combine((&square, outside), (&ring, even_odd), PathOp::Difference, &Ledger::new())
                .unwrap();
        assert_eq!((area(&made), fill.inverse), (100.0, true));
        let (made, fill) =
            combine((&ring, even_odd), (&square, outside), PathOp::Intersect, &Ledger::new())
                .unwrap();
        assert_eq!((made.is_empty(), fill.inverse), (true, false));
    }

    #[test]
    fn operations_agree_on_areas() {
        let a = Path::from_svg_data("M0 0C90 10 -40 60 50 70Q90 -30 10 40L60 5z");
        let b = Path::from_svg_data("M10 50Q50 -60 70 60C0 0 90 0 20 70z");
        let of = |op| area(&combine((&a, WINDING), (&b, WINDING), op, &Ledger::new()).unwrap().0);
        let [less, both, either, one, other] = ALL.map(of);
        assert!((less + both + other - either).abs() < 0.01 && (less + other - one).abs() < 0.01);
        assert!(less > 1.0 && both > 1.0 && other > 1.0);
    }

    #[test]
    fn limits_come_before_work() {
        let mut long = Path::new();
        (0..300_000).for_each(|i| long.line_to(Point::new(f64::from(i), f64::from(i % 7))));
        assert!(simplify(&long, FillRule::NonZero, &Ledger::new()).is_err());
        let mut dense = Path::new();
        for i in 0..4000 {
            dense.line_to(Point::new(f64::from(i % 2) * 1e3, f64::from(i)));
            dense.line_to(Point::new(f64::from(i), f64::from(i % 3) * 1e3));
        }
        assert!(simplify(&dense, FillRule::NonZero, &Ledger::new()).is_err());
    }

    #[test]
    fn hostile_numbers_neither_panic_nor_hang() {
        let values = [0.0, -1.0, 1e-300, 1e-30, 1e9, 1e30, -1e300, f64::MAX, f64::MIN];
        for &far in &values {
            for &near in &values {
                let mut path = Path::new();
                path.move_to(Point::new(far, near));
                path.cubic_to(Point::new(near, far), Point::new(-far, near), Point::new(1.0, 2.0));
                path.quad_to(Point::new(far, 1.0), Point::new(near, -near));
                for op in ALL {
                    let round = circle(1.0, 2.0, 3.0);
                    let made = combine((&path, WINDING), (&round, WINDING), op, &Ledger::new());
                    let reach = far.abs().max(near.abs());
                    assert_eq!(made.is_ok(), reach <= 1e300, "{far} {near}");
                    assert!(made.is_ok_and(|(path, _)| path.is_finite()) || reach > 1e300);
                }
            }
        }
    }
}
