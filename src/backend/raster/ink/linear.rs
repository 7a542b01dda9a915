//! Gradients along a line: a row is cut where pieces of the ramp meet, and within a piece the colour is a
//! linear function of the column. Called by `gradient`.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, i32x8, u8x32, u32x8};
use fearless_simd_macros::simd;

use super::ramp::{Piece, Ramp, pixel};
use super::walk::{HIGHEST, LOWEST};
use crate::geom::{Point, Transform};

/// A piece is computed anew at columns that this divides. A step is cut off at 2^-24 of a level, so
/// after so many pixels a colour is wrong by 2^-15.
const BLOCK: i64 = 512;
/// An edge this near to a pixel's centre, in pixels, is at the centre: the pixel gets the colour
/// after it. Far more than the errors of f64, far less than what can be seen.
const AT_CENTRE: f64 = 1e-6;
/// A slant below this, against the other axis, is the rounding of a rotation by a quarter turn. Over
/// the widest canvas it moves the gradient by less than 1e-4 pixels.
const STRAIGHT: f64 = 1e-9;
/// No row of a canvas leads from below this to infinity.
const HUGE: f64 = 1e290;
/// Bits behind the point of colours in fixed point: 8 before it and these are a u32.
const FRACTION: f64 = (1u32 << 24) as f64;

/// A linear gradient in device space.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    ramp: Ramp,
    /// The offset at the centre of pixel (0, 0), and by how much it grows by column and by row.
    origin: f64,
    by_column: f64,
    by_row: f64,
    /// Columns an offset is long.
    columns: f64,
}

/// The columns of one piece in a row.
#[derive(Clone, Copy)]
struct Run {
    /// Which piece.
    piece: usize,
    start: i64,
    /// The first column that is not in it.
    end: i64,
}

impl Linear {
    /// `None` when the points are the same, the plane collapses, or numbers leave what f64 holds.
    pub(super) fn new(ramp: Ramp, from: Point, to: Point, t: &Transform) -> Option<Self> {
        let inverse = t.inverse()?;
        let along = to - from;
        // Squares of what is scaled to 1 neither vanish nor overflow.
        let scale = along.x.abs().max(along.y.abs());
        let unit = Point::new(along.x / scale, along.y / scale);
        let square = scale * (unit.x * unit.x + unit.y * unit.y);
        let offset = |v: Point| (v.x * unit.x + v.y * unit.y) / square;
        let origin = offset(inverse.map(Point::new(0.5, 0.5)) - from);
        let mut by_column = offset(Point::new(inverse.a, inverse.b));
        let mut by_row = offset(Point::new(inverse.c, inverse.d));
        if ![origin, by_column, by_row].iter().all(|v| v.abs() < HUGE) {
            return None;
        }
        if by_column.abs() <= by_row.abs() * STRAIGHT {
            by_column = 0.0;
        } else if by_row.abs() <= by_column.abs() * STRAIGHT {
            by_row = 0.0;
        }
        Some(Self { ramp, origin, by_column, by_row, columns: 1.0 / by_column })
    }

    pub(super) fn ramp(&self) -> &Ramp {
        &self.ramp
    }

    /// The colour of row `y` when it has only one.
    pub(super) fn row_color(&self, y: i32) -> Option<[u8; 4]> {
        let offset = self.at_row(y);
        (self.by_column == 0.0).then(|| pixel(self.ramp.at(offset).color(offset)))
    }

    /// Fills `out` with the pixels from (x, y) on.
    #[simd]
    pub(super) fn row<S: Simd>(&self, simd: S, x: i32, y: i32, out: &mut [u8]) {
        if let Some(color) = self.row_color(y) {
            return fill(simd, out, color);
        }
        let at_row = self.at_row(y);
        let (mut x, mut rest) = (i64::from(x), out);
        let mut run = self.find(at_row, x);
        while !rest.is_empty() {
            if x >= run.end {
                run = self.next(at_row, run);
            }
            let block = x.div_euclid(BLOCK) * BLOCK;
            let end = run.end.min(block + BLOCK);
            // A run without columns is passed over.
            let pixels = (end - x).clamp(0, rest.len() as i64 / 4) as usize;
            let (now, after) = rest.split_at_mut(pixels * 4);
            if pixels > 0 {
                self.fill_run(simd, &run, at_row, (x, block), now);
            }
            (x, rest) = (x + pixels as i64, after);
        }
    }

    /// The offsets of the pixels from (x, y) on, as far beyond the stops as makes a difference.
    pub(super) fn offsets(&self, x: i32, y: i32, offsets: &mut [f32]) {
        // An edge at a pixel's centre is before it.
        let first = self.at_row(y) + self.by_column.abs() * AT_CENTRE;
        for (i, offset) in offsets.iter_mut().enumerate() {
            let column = f64::from(x) + i as f64;
            let exact = first + column * self.by_column;
            *offset = exact.clamp(f64::from(LOWEST), f64::from(HIGHEST)) as f32;
        }
    }

    fn at_row(&self, y: i32) -> f64 {
        self.origin + f64::from(y) * self.by_row
    }

    /// The run that column `x` is in.
    #[inline(always)]
    fn find(&self, at_row: f64, x: i64) -> Run {
        let grows = self.by_column > 0.0;
        let reaches = |piece: &Piece| (self.edge(at_row, piece) <= x) == grows;
        let reached = self.ramp.pieces().partition_point(reaches);
        self.run(at_row, reached.saturating_sub(1))
    }

    /// The run behind `run`; the last one goes on.
    #[inline(always)]
    fn next(&self, at_row: f64, run: Run) -> Run {
        let last = self.ramp.pieces().len() - 1;
        let piece = if self.by_column > 0.0 {
            (run.piece + 1).min(last)
        } else {
            run.piece.saturating_sub(1)
        };
        self.run(at_row, piece)
    }

    #[inline(always)]
    fn run(&self, at_row: f64, piece: usize) -> Run {
        let pieces = self.ramp.pieces();
        let here = self.edge(at_row, &pieces[piece]);
        let next = pieces.get(piece + 1).map(|next| self.edge(at_row, next));
        if self.by_column > 0.0 {
            Run { piece, start: here, end: next.unwrap_or(i64::MAX) }
        } else {
            Run { piece, start: next.unwrap_or(i64::MIN), end: here }
        }
    }

    /// The first column on the other side of a piece's start: in it where offsets grow with columns,
    /// before it where they fall.
    #[inline(always)]
    fn edge(&self, at_row: f64, piece: &Piece) -> i64 {
        let column = (piece.start - at_row) * self.columns;
        // Casts saturate.
        if self.by_column > 0.0 {
            (column - AT_CENTRE).ceil() as i64
        } else {
            ((column + AT_CENTRE).floor() + 1.0) as i64
        }
    }

    /// Fills `out` with pixels of one run, from column `x` of a block on.
    #[simd]
    #[inline(always)]
    fn fill_run<S: Simd>(
        &self,
        simd: S,
        run: &Run,
        at_row: f64,
        (x, block): (i64, i64),
        out: &mut [u8],
    ) {
        let piece = &self.ramp.pieces()[run.piece];
        let anchor = run.start.max(block);
        let from = piece.color(at_row + anchor as f64 * self.by_column);
        // A piece with two pixels grows by less than 255; with one pixel no step is taken.
        let step = piece.slope.map(|slope| (slope * self.by_column).clamp(-256.0, 256.0));
        // Both are in one block.
        let skipped = (x - anchor) as u32;
        if step == [0.0; 4] {
            fill(simd, out, pixel(from));
        } else if step[3] == 0.0 {
            fill_even_alpha(simd, out, Fixed::new(from, step), skipped);
        } else {
            let single = |v: [f64; 4]| v.map(|v| v as f32);
            fill_any(simd, out, single(from), single(step), skipped);
        }
    }
}

/// Premultiplied red, green and blue in fixed point, half a level added; alpha rounded.
struct Fixed {
    from: [u32; 3],
    step: [u32; 3],
    alpha: u32,
}

impl Fixed {
    #[inline(always)]
    fn new(from: [f64; 4], step: [f64; 4]) -> Self {
        let alpha = from[3];
        let place = |c: usize| ((from[c] * alpha + 0.5) * FRACTION) as u32;
        // Negative steps wrap around, and so do the sums.
        let grow = |c: usize| (step[c] * alpha * FRACTION) as i64 as u32;
        Self {
            from: std::array::from_fn(place),
            step: std::array::from_fn(grow),
            alpha: u32::from(pixel(from)[3]) << 24,
        }
    }
}

#[simd]
fn fill<S: Simd>(simd: S, out: &mut [u8], color: [u8; 4]) {
    let all: u8x32<S> = u32x8::splat(simd, u32::from_le_bytes(color)).bitcast();
    for pixels in out.chunks_mut(32) {
        store(all, pixels);
    }
}

#[simd]
fn fill_even_alpha<S: Simd>(simd: S, out: &mut [u8], color: Fixed, skipped: u32) {
    let lane = |c: usize| {
        u32x8::from_fn(simd, |i| {
            let taken = skipped.wrapping_add(i as u32);
            color.from[c].wrapping_add(color.step[c].wrapping_mul(taken))
        })
    };
    let eight = |c: usize| u32x8::splat(simd, color.step[c].wrapping_mul(8));
    let (mut r, mut g, mut b) = (lane(0), lane(1), lane(2));
    let (r_step, g_step, b_step) = (eight(0), eight(1), eight(2));
    let alpha = u32x8::splat(simd, color.alpha);
    for pixels in out.chunks_mut(32) {
        let packed = (r >> 24) | ((g >> 16) & 0xff00) | ((b >> 8) & 0x00ff_0000) | alpha;
        store(packed.bitcast(), pixels);
        r += r_step;
        g += g_step;
        b += b_step;
    }
}

#[simd]
fn fill_any<S: Simd>(simd: S, out: &mut [u8], from: [f32; 4], step: [f32; 4], skipped: u32) {
    let mut column: f32x8<S> = f32x8::from_fn(simd, |i| (skipped + i as u32) as f32);
    for pixels in out.chunks_mut(32) {
        let [r, g, b, a] = std::array::from_fn(|c| column * step[c] + from[c]);
        store(pack(r * a, g * a, b * a, a), pixels);
        column += 8.0;
    }
}

/// Eight pixels from premultiplied channels, 0 to 255, rounded.
#[simd]
#[inline(always)]
pub(super) fn pack<S: Simd>(r: f32x8<S>, g: f32x8<S>, b: f32x8<S>, a: f32x8<S>) -> u8x32<S> {
    let byte = |v: f32x8<S>| -> u32x8<S> { (v + 0.5).to_int::<i32x8<S>>().bitcast() };
    (byte(r) | (byte(g) << 8) | (byte(b) << 16) | (byte(a) << 24)).bitcast()
}

/// Stores eight pixels or, at a row's end, fewer.
#[simd]
#[inline(always)]
pub(super) fn store<S: Simd>(eight: u8x32<S>, pixels: &mut [u8]) {
    if pixels.len() == 32 {
        eight.store_slice(pixels);
    } else {
        let bytes = eight.to_array();
        pixels.copy_from_slice(&bytes[..pixels.len()]);
    }
}
