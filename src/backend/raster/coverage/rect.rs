//! Coverage of upright rectangles, without lines.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::Runs;
use super::cells::level;
use super::lines::ONE;
use crate::backend::raster::blend::Cover;
use crate::geom::{DeviceRect, Rect};

/// Rectangles up to this many pixels wide give one mask a row: cheaper than a run for each edge.
const NARROW: usize = 24;

/// A rectangle as coverage of columns times coverage of rows.
pub(in crate::backend::raster) struct RectCover {
    columns: Span,
    rows: Span,
}

/// Pixels along one axis, in 1/256: all between the first and the last are covered wholly.
#[derive(Clone, Copy)]
struct Span {
    first: i32,
    end: i32,
    first_part: i32,
    last_part: i32,
}

impl Span {
    fn new(from: f64, to: f64, low: i32, high: i32) -> Option<Self> {
        let fixed = |v: f64| {
            let held = v.clamp(f64::from(low), f64::from(high));
            (held * f64::from(ONE) + 0.5).floor() as i32
        };
        let (from, to) = (fixed(from), fixed(to));
        if from >= to {
            return None;
        }
        let (first, end) = (from.div_euclid(ONE), (to - 1).div_euclid(ONE) + 1);
        let first_part = to.min((first + 1) * ONE) - from;
        let last_part = to - from.max((end - 1) * ONE);
        Some(Self { first, end, first_part, last_part })
    }

    fn part(&self, at: i32) -> i32 {
        if at == self.first {
            self.first_part
        } else if at == self.end - 1 {
            self.last_part
        } else {
            ONE
        }
    }

    fn len(&self) -> usize {
        (self.end - self.first) as usize
    }
}

impl RectCover {
    /// What `rect` covers of `area`; `None` when that is nothing.
    pub(in crate::backend::raster) fn new(rect: &Rect, area: DeviceRect) -> Option<Self> {
        let columns = Span::new(rect.x, rect.right(), area.left, area.right)?;
        let rows = Span::new(rect.y, rect.bottom(), area.top, area.bottom)?;
        Some(Self { columns, rows })
    }

    /// Gives the runs of all rows.
    #[simd]
    pub(in crate::backend::raster) fn sweep<S: Simd, R: Runs<S>>(&self, simd: S, runs: &mut R) {
        let mut mask = [0u8; NARROW];
        let mut masked = 0;
        let sharp = self.columns.first_part == ONE && self.columns.last_part == ONE;
        for y in self.rows.first..self.rows.end {
            let part = self.rows.part(y);
            let len = self.columns.len();
            if sharp {
                runs.run(simd, y, self.columns.first, len, even(ONE, part));
            } else if len <= NARROW {
                if part != masked {
                    let columns = self.columns.first..self.columns.end;
                    let covers = columns.map(|x| product(self.columns.part(x), part));
                    mask.iter_mut().zip(covers).for_each(|(m, cover)| *m = cover);
                    masked = part;
                }
                runs.run(simd, y, self.columns.first, len, Cover::Mask(&mask[..len]));
            } else {
                self.wide_row(simd, y, part, runs);
            }
        }
    }

    #[simd]
    fn wide_row<S: Simd, R: Runs<S>>(&self, simd: S, y: i32, part: i32, runs: &mut R) {
        let columns = &self.columns;
        let (mut first, mut end) = (columns.first, columns.end);
        if columns.first_part != ONE {
            runs.run(simd, y, first, 1, even(columns.first_part, part));
            first += 1;
        }
        if columns.last_part != ONE {
            end -= 1;
        }
        runs.run(simd, y, first, (end - first) as usize, even(ONE, part));
        if columns.last_part != ONE {
            runs.run(simd, y, end, 1, even(columns.last_part, part));
        }
    }
}

fn product(a: i32, b: i32) -> u8 {
    level((a * b) as u32)
}

fn even(a: i32, b: i32) -> Cover<'static> {
    match product(a, b) {
        255 => Cover::Full,
        part => Cover::Even(part),
    }
}
