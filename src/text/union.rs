//! Masks of shapes that lie over themselves, as the outlines of strokes do.
//!
//! Areas that are added up count twice where a shape is twice, or not at all where it turns back. Here rows are taken in
//! strips in which no line begins, ends or is crossed, and each strip's lines are gone through from left to right:
//! what lies inside by the non-zero rule is added once. Lines begin and end on quarters of a row (`chords`), and so do
//! strips; within a quarter lines that cross are ordered by their middles.
//! Called by `coverage` only.

use super::coverage::{Accumulator, cover};
use crate::geom::{DeviceRect, Point};

/// The finest strip, in rows.
const QUARTER: f64 = 0.25;
/// With more lines times rows than this, areas are added up after all: only damaged fonts have such glyphs, and they
/// would take seconds.
const MOST_WORK: usize = 1 << 24;

/// A line from its top to its bottom.
struct Edge {
    top: f64,
    bottom: f64,
    /// Where it is at its top, and how it goes on.
    x: f64,
    slope: f64,
    /// 1 for a line that went down, else -1.
    turn: i32,
}

impl Edge {
    fn new(from: Point, to: Point) -> Self {
        let (top, bottom, turn) = if from.y < to.y { (from, to, 1) } else { (to, from, -1) };
        let slope = (bottom.x - top.x) / (bottom.y - top.y);
        Self { top: top.y, bottom: bottom.y, x: top.x, slope, turn }
    }

    fn at(&self, y: f64) -> f64 {
        self.x + (y - self.top) * self.slope
    }
}

/// The coverage of what `lines` go around, each pixel of which counts once.
pub(super) fn cover_once(lines: &[(Point, Point)], area: DeviceRect) -> Vec<u8> {
    if lines.len().saturating_mul(area.height() as usize) > MOST_WORK {
        return cover(lines, area);
    }
    let mut edges: Vec<_> =
        lines.iter().filter(|(a, b)| a.y != b.y).map(|&(a, b)| Edge::new(a, b)).collect();
    edges.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut sums = Accumulator::new(area);
    let (mut waiting, mut active) = (edges.iter().peekable(), Vec::new());
    let mut y = f64::NEG_INFINITY;
    loop {
        active.retain(|edge: &&Edge| edge.bottom > y);
        if active.is_empty() {
            let Some(next) = waiting.peek() else { return sums.finish() };
            y = next.top;
        }
        while let Some(edge) = waiting.next_if(|edge| edge.top <= y) {
            active.push(edge);
        }
        let row = y.floor() + 1.0;
        let ends = active.iter().map(|edge| edge.bottom);
        let end = ends.chain(waiting.peek().map(|edge| edge.top)).fold(row, f64::min);
        y = strip(&mut active, (y, end), &mut sums);
    }
}

/// Adds what lies between the lines from `top` to `bottom`, or in a quarter row where some cross; gives its end.
fn strip(active: &mut [&Edge], (top, bottom): (f64, f64), sums: &mut Accumulator) -> f64 {
    let sort = |active: &mut [&Edge], bottom: f64| {
        let middle = (top + bottom) / 2.0;
        active.sort_by(|a, b| a.at(middle).total_cmp(&b.at(middle)));
    };
    sort(active, bottom);
    let is_order =
        |y: f64, active: &[&Edge]| active.windows(2).all(|pair| pair[0].at(y) <= pair[1].at(y));
    let mut end = bottom;
    if bottom - top > QUARTER && !(is_order(top, active) && is_order(bottom, active)) {
        end = top + QUARTER;
        sort(active, end);
    }
    let (mut winding, mut left) = (0, 0.0..0.0);
    for edge in active {
        let was_inside = winding != 0;
        winding += edge.turn;
        if !was_inside {
            left = edge.at(top)..edge.at(end);
        } else if winding == 0 {
            sums.add(Point::new(left.start, top), Point::new(left.end, end));
            sums.add(Point::new(edge.at(end), end), Point::new(edge.at(top), top));
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(points: &[(f64, f64)]) -> Vec<(Point, Point)> {
        let next = points.iter().cycle().skip(1);
        points
            .iter()
            .zip(next)
            .map(|(&a, &b)| (Point::new(a.0, a.1), Point::new(b.0, b.1)))
            .collect()
    }

    fn covered(lines: &[(Point, Point)], width: u32, height: u32) -> Vec<u8> {
        cover_once(lines, DeviceRect::of_size(width, height))
    }

    #[test]
    fn simple_shapes_are_covered_as_their_areas() {
        let shape = around(&[(0.5, 0.25), (3.5, 0.25), (2.0, 2.75), (0.75, 1.5)]);
        let area = DeviceRect::of_size(4, 3);
        let (once, sum) = (cover_once(&shape, area), cover(&shape, area));
        let far = once.iter().zip(&sum).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(far <= Some(1), "{once:?} {sum:?}");
    }

    #[test]
    fn what_lies_twice_counts_once() {
        let half = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)];
        let twice = [around(&half), around(&half)].concat();
        assert_eq!(covered(&twice, 1, 1), [128]);
        // Another direction beside it takes nothing away.
        let beside = [(1.0, 0.0), (0.5, 0.0), (0.5, 1.0), (1.0, 1.0)];
        assert_eq!(covered(&[around(&half), around(&beside)].concat(), 1, 1), [255]);
        // Over it, it does: both go around nothing together.
        let back: Vec<_> = half.iter().rev().copied().collect();
        assert_eq!(covered(&[around(&half), around(&back)].concat(), 1, 1), [0]);
    }

    #[test]
    fn lines_that_cross_change_sides() {
        // An hourglass: its parts go around in different directions.
        let shape = around(&[(0.0, 0.0), (4.0, 0.0), (0.0, 4.0), (4.0, 4.0)]);
        let mask = covered(&shape, 4, 4);
        assert_eq!((mask[1], mask[5], mask[13]), (255, mask[9], 255), "{mask:?}");
        assert!(mask[4] < 10 && mask[8] < 10, "{mask:?}");
    }

    #[test]
    fn too_many_lines_are_added_up() {
        let square = around(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]);
        let many = square.repeat(MOST_WORK / 4);
        assert_eq!(covered(&many, 2, 2), [255; 4]);
    }
}
