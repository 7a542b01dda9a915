//! Chords that remain, as the parts of curves they stand for.

use i_overlay::vector::edge::DataVectorEdge;

use super::chords::{Chords, GridPoint, Mark};
use crate::geom::Point;
use crate::path::Path;
use crate::path::curve::Curve;

/// Chords in a row of one curve, in one direction.
#[derive(Clone, Copy)]
struct Run {
    start: GridPoint,
    end: GridPoint,
    curve: Curve,
    number: u32,
    from: f64,
    to: f64,
}

/// Adds a contour as a closed subpath.
pub(super) fn add(out: &mut Path, chords: &Chords, contour: &[DataVectorEdge<i64, Mark>]) {
    let mut runs: Vec<Run> = Vec::new();
    for edge in contour {
        let Some(next) = run(chords, edge) else { continue };
        match runs.last_mut() {
            Some(last) if last.goes_on_in(&next) => last.take(&next),
            _ => runs.push(next),
        }
    }
    // The contour may have begun in the middle of a run.
    if runs.len() > 1
        && let (Some(first), Some(last)) = (runs.first().copied(), runs.last_mut())
        && last.goes_on_in(&first)
    {
        last.take(&first);
        runs.remove(0);
    }
    let Some(last) = runs.last() else { return };
    let mut corner = Vec::with_capacity(runs.len());
    let mut before = *last;
    for run in &runs {
        corner.push(meeting(chords, &before, run));
        before = *run;
    }
    out.move_to(corner[0]);
    for (i, run) in runs.iter().enumerate() {
        let (start, end) = (corner[i], corner[(i + 1) % corner.len()]);
        let is_back = i + 1 == runs.len() && matches!(run.curve, Curve::Line(_));
        if !is_back {
            out.push_curve(&run.curve.part(run.from, run.to).between(start, end));
        }
    }
    out.close();
}

fn run(chords: &Chords, edge: &DataVectorEdge<i64, Mark>) -> Option<Run> {
    let (chord, curve) = chords.get(edge.data)?;
    // How far along the chord, which the edge is a part of.
    let (dx, dy) = ((chord.b.x - chord.a.x) as f64, (chord.b.y - chord.a.y) as f64);
    let at = |p: GridPoint| {
        let along = (p.x - chord.a.x) as f64 * dx + (p.y - chord.a.y) as f64 * dy;
        let part = (along / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        if part == 1.0 { chord.to } else { chord.from + (chord.to - chord.from) * part }
    };
    let (from, to) = (at(edge.a), at(edge.b));
    (edge.a != edge.b).then_some(Run {
        start: edge.a,
        end: edge.b,
        curve: *curve,
        number: chord.curve,
        from,
        to,
    })
}

impl Run {
    fn goes_on_in(&self, next: &Self) -> bool {
        self.number == next.number
            && self.end == next.start
            && (self.from < self.to) == (next.from < next.to)
            && (self.to - next.from).abs() < 1e-9
    }

    fn take(&mut self, next: &Self) {
        (self.end, self.to) = (next.end, next.to);
    }
}

/// The point where one run ends and the next one starts: a corner of either curve to the bit, or else on the lines
/// that run upright or level, which keep their coordinate to the bit.
fn meeting(chords: &Chords, before: &Run, after: &Run) -> Point {
    let corner = |run: &Run, t: f64| {
        let p = match t {
            0.0 => run.curve.start(),
            1.0 => run.curve.end(),
            _ => return None,
        };
        Some(p)
    };
    if let Some(p) = corner(after, after.from).or_else(|| corner(before, before.to)) {
        return p;
    }
    let mut p = chords.place(after.start);
    for run in [before, after] {
        if let Curve::Line([a, b]) = run.curve {
            p.x = if a.x == b.x { a.x } else { p.x };
            p.y = if a.y == b.y { a.y } else { p.y };
        }
    }
    p
}
