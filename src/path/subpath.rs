//! A path as chains of curves, for operations that walk along them.

use super::curve::Curve;
use super::{Path, Segment};
use crate::error::{Error, Result};
use crate::geom::Point;

/// The most segments that operations on paths take and make: with 2^18 none takes much longer than a second or
/// some hundred megabytes.
pub(super) const MAX_SEGMENTS: usize = 1 << 18;

/// No coordinate of theirs is larger: differences and sums of some are numbers then.
const MAX_COORDINATE: f64 = f64::MAX / 16.0;

/// A chain of lines and curves that have a length.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Subpath {
    pub(super) start: Point,
    /// The line that closes the chain is among them, where it has a length.
    pub(super) curves: Vec<Curve>,
    pub(super) closed: bool,
}

impl Path {
    /// A RangeError for a path that is too long or too large for operations.
    pub fn check_operand(&self, what: &str) -> Result<()> {
        check_count(self.len(), what)?;
        let largest = self.largest();
        if self.is_finite() && largest <= MAX_COORDINATE {
            return Ok(());
        }
        let message =
            format!("{what}: a coordinate of {largest:e} is more than {MAX_COORDINATE:e}");
        Err(Error::limit(message))
    }

    /// The subpaths, those without length too.
    pub(super) fn subpaths(&self) -> Vec<Subpath> {
        let mut all: Vec<Subpath> = Vec::new();
        let (mut here, mut is_over) = (Point::default(), true);
        for segment in self.segments() {
            if let Segment::Move(p) = segment {
                all.push(Subpath { start: p, curves: Vec::new(), closed: false });
                (here, is_over) = (p, false);
                continue;
            }
            if is_over {
                // After a close: the next one starts where the last one did.
                all.push(Subpath { start: here, curves: Vec::new(), closed: false });
                is_over = false;
            }
            let Some(subpath) = all.last_mut() else { continue };
            let curve = match segment {
                Segment::Line(p) => Curve::Line([here, p]),
                Segment::Quad(c, p) => Curve::Quad([here, c, p]),
                Segment::Cubic(c1, c2, p) => Curve::Cubic([here, c1, c2, p]),
                Segment::Close | Segment::Move(_) => {
                    subpath.closed = true;
                    is_over = true;
                    Curve::Line([here, subpath.start])
                }
            };
            here = curve.end();
            if curve.points().iter().any(|p| *p != curve.start()) {
                subpath.curves.push(curve);
            }
        }
        all
    }

    /// Adds a curve, whose start the path must have reached.
    pub(super) fn push_curve(&mut self, curve: &Curve) {
        match *curve {
            Curve::Line([_, p]) => self.line_to(p),
            Curve::Quad([_, c, p]) => self.quad_to(c, p),
            Curve::Cubic([_, c1, c2, p]) => self.cubic_to(c1, c2, p),
        }
    }

    /// Adds a whole subpath. The line that closes it is not written out.
    pub(super) fn push_subpath(&mut self, subpath: &Subpath) {
        self.move_to(subpath.start);
        let back = match subpath.curves.last() {
            Some(Curve::Line([_, p])) => subpath.closed && *p == subpath.start,
            _ => false,
        };
        let written = subpath.curves.len() - usize::from(back);
        subpath.curves.iter().take(written).for_each(|curve| self.push_curve(curve));
        if subpath.closed {
            self.close();
        }
    }
}

pub(super) fn check_count(count: usize, what: &str) -> Result<()> {
    if count > MAX_SEGMENTS {
        let message = format!("{what}: {count} segments are more than {MAX_SEGMENTS}");
        return Err(Error::limit(message));
    }
    Ok(())
}
