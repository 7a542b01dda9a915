//! Paths as chords on a grid of whole numbers, each with the curve it stands for.

use std::sync::Arc;

use i_overlay::core::edge_data::{EdgeDataMerge, OverlayEdgeData};
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::segm::boolean::ShapeCountBoolean;

use crate::error::{Error, Result};
use crate::geom::Point;
use crate::mem::{Charge, Kind, Ledger};
use crate::path::Path;
use crate::path::curve::Curve;
use crate::path::subpath::check_count;

/// The largest coordinate is below 2 to this. Fine enough that nobody sees it (a millionth of a millionth of the
/// picture), coarse enough that the same curve there and back meets the same points.
const GRID_BITS: i32 = 40;
/// Contours of a smaller area are what rounding left between lines that were the same: a millionth of the largest
/// coordinate, squared.
pub(super) const SLIVER: u128 = 1 << 40;
/// A chord is nearer to its curve than this part of the largest coordinate …
const FINENESS: f64 = 1.0 / 262_144.0;
/// … unless the curve has this many.
const MAX_CHORDS: f64 = 512.0;
/// Pairs of chords that are looked at, and of those that may meet: some tenths of a second, some hundred megabytes.
const MAX_PAIRS: usize = 1 << 28;
const MAX_MEETINGS: usize = 1 << 19;
/// What a piece of a chord takes on the grid, in its lists and in the result.
const BYTES_A_PIECE: usize = 256;

pub(super) type GridPoint = IntPoint<i64>;

/// The number of a chord, as edges carry it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark(u32);

impl OverlayEdgeData for Mark {
    type Store = ();

    /// Where chords lie on each other, either stands for both.
    fn merge(both: EdgeDataMerge<ShapeCountBoolean, Self>, (): &mut ()) -> Self {
        both.lhs_data
    }
}

/// A straight piece between two points of a curve.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chord {
    pub(super) a: GridPoint,
    pub(super) b: GridPoint,
    pub(super) curve: u32,
    /// The curve's parameters at both ends.
    pub(super) from: f64,
    pub(super) to: f64,
}

/// The chords of two paths.
pub(super) struct Chords {
    curves: Vec<Curve>,
    chords: Vec<Chord>,
    /// How many of them are the first path's.
    first: usize,
    scale: f64,
    meetings: usize,
    charge: Charge,
}

impl Chords {
    /// A RangeError when there are too many, or when they meet too often.
    pub(super) fn of(first: &Path, second: &Path, ledger: &Arc<Ledger>) -> Result<Self> {
        check_count(first.len().saturating_add(second.len()), "op")?;
        first.check_operand("op")?;
        second.check_operand("op")?;
        let largest = first.largest().max(second.largest());
        let exponent = if largest > 0.0 { largest.log2().floor() as i32 + 1 } else { 0 };
        // A power of two, so that what is on the grid is exact; no larger one than f64 has.
        let scale = 2f64.powi((GRID_BITS - exponent).min(1000));
        // Curves are held twice: by their subpaths and by their chords.
        let segments = first.len() + second.len();
        let charge = ledger.charge(Kind::Scratch, segments * 2 * size_of::<Curve>())?;
        let mut chords =
            Self { curves: Vec::new(), chords: Vec::new(), first: 0, scale, meetings: 0, charge };
        chords.add(first, largest * FINENESS)?;
        chords.first = chords.chords.len();
        chords.add(second, largest * FINENESS)?;
        chords.check_meetings()?;
        Ok(chords)
    }

    fn add(&mut self, path: &Path, tolerance: f64) -> Result<()> {
        for subpath in path.subpaths() {
            let end = subpath.curves.last().map(Curve::end);
            let back = end.filter(|p| *p != subpath.start).map(|p| Curve::Line([p, subpath.start]));
            for curve in subpath.curves.into_iter().chain(back) {
                self.add_curve(curve, tolerance)?;
                check_count(self.chords.len(), "op")?;
            }
        }
        Ok(())
    }

    fn add_curve(&mut self, curve: Curve, tolerance: f64) -> Result<()> {
        let number = self.curves.len() as u32;
        self.curves.push(curve);
        let steps = (bend(&curve) / tolerance).sqrt().ceil().clamp(1.0, MAX_CHORDS);
        self.make_room(steps as usize)?;
        let mut last = (0.0, self.grid(curve.start()));
        for i in 1..=steps as u32 {
            let t = f64::from(i) / steps;
            let at = self.grid(curve.at(t));
            if at != last.1 {
                self.chords.push(Chord { a: last.1, b: at, curve: number, from: last.0, to: t });
                last = (t, at);
            }
        }
        Ok(())
    }

    /// Books what more chords take, and the boxes around them, before they are there.
    fn make_room(&mut self, more: usize) -> Result<()> {
        let (len, room) = (self.chords.len(), self.chords.capacity());
        if len + more <= room {
            return Ok(());
        }
        let wanted = (len + more).max(2 * room);
        let each = size_of::<Chord>() + size_of::<Extent>();
        self.charge.resize(self.charge.bytes() + (wanted - room) * each)?;
        self.chords.reserve_exact(wanted - len);
        Ok(())
    }

    fn grid(&self, p: Point) -> GridPoint {
        let round = |v: f64| (v * self.scale).round() as i64;
        GridPoint { x: round(p.x), y: round(p.y) }
    }

    /// The point that a grid point stands for.
    pub(super) fn place(&self, p: GridPoint) -> Point {
        Point::new(p.x as f64 / self.scale, p.y as f64 / self.scale)
    }

    pub(super) fn len(&self) -> usize {
        self.chords.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chords.is_empty()
    }

    /// All chords, and whether they are the first path's.
    pub(super) fn all(&self) -> impl Iterator<Item = (Mark, &Chord, bool)> {
        self.chords.iter().enumerate().map(|(i, chord)| (Mark(i as u32), chord, i < self.first))
    }

    /// The chord with this number and its curve.
    pub(super) fn get(&self, mark: Mark) -> Option<(&Chord, &Curve)> {
        let chord = self.chords.get(mark.0 as usize)?;
        Some((chord, self.curves.get(chord.curve as usize)?))
    }

    /// Counts before any work is done how often chords may meet: time and memory grow with that.
    fn check_meetings(&mut self) -> Result<()> {
        let mut boxes: Vec<_> = self.chords.iter().map(Extent::of).collect();
        boxes.sort_unstable_by_key(|b| b.left);
        let (mut pairs, mut meetings) = (0usize, 0usize);
        for (i, one) in boxes.iter().enumerate() {
            for other in boxes[i + 1..].iter().take_while(|b| b.left <= one.right) {
                pairs += 1;
                meetings += usize::from(one.meets(other));
            }
            if pairs > MAX_PAIRS || meetings > MAX_MEETINGS {
                return Err(Error::limit("op: the paths have too many crossings"));
            }
        }
        self.meetings = meetings;
        Ok(())
    }

    /// Bytes that the grid may take: each meeting makes up to two pieces more.
    pub(super) fn scratch(&self) -> usize {
        (self.len() + 2 * self.meetings) * BYTES_A_PIECE
    }
}

/// A chord with the box around it.
struct Extent {
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    a: GridPoint,
    b: GridPoint,
}

impl Extent {
    fn of(chord: &Chord) -> Self {
        let (a, b) = (chord.a, chord.b);
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        Self { left, right, top: a.y.min(b.y), bottom: a.y.max(b.y), a, b }
    }

    /// Both cross, or one ends on the other; not when they only follow each other.
    fn meets(&self, other: &Self) -> bool {
        if other.top > self.bottom || other.bottom < self.top || other.left > self.right {
            return false;
        }
        let splits = |one: &Self, other: &Self| {
            let (c, d) = (one.side(other.a), one.side(other.b));
            (c < 0.0) != (d < 0.0) || c == 0.0 || d == 0.0
        };
        let follows = self.b == other.a || self.a == other.b;
        !follows && splits(self, other) && splits(other, self)
    }

    fn side(&self, p: GridPoint) -> f64 {
        let difference = |a: i64, b: i64| (a - b) as f64;
        difference(self.b.x, self.a.x) * difference(p.y, self.a.y)
            - difference(self.b.y, self.a.y) * difference(p.x, self.a.x)
    }
}

/// Wang: how far a curve of one chord may be from it.
fn bend(curve: &Curve) -> f64 {
    let second = |a: Point, b: Point, c: Point| ((a - b) - (b - c)).length();
    match *curve {
        Curve::Line(_) => 0.0,
        Curve::Quad([a, b, c]) => second(a, b, c) / 4.0,
        Curve::Cubic([a, b, c, d]) => second(a, b, c).max(second(b, c, d)) * 0.75,
    }
}
