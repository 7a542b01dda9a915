//! Pictures of half floats: sampled, and made smaller.
//!
//! The same filters as for eight bits, computed in f32 with places in f64, so that nothing of the picture's
//! precision is lost. What comes out are the picture's own numbers; the ink converts and weakens them.

use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use crate::backend::raster::ink::{Filter, TIE, View, Wrap, mitchell};
use crate::error::{Error, Result};
use crate::geom::{DeviceRect, Point, Size, Transform};
use crate::mem::{Bitmap, LANES, Planes, at_level, level};

const PIXEL: usize = 8;

/// A part of a picture of half floats, and where it lies.
#[derive(Clone, Debug)]
pub(in crate::backend::raster) struct Picture {
    first: Sampler,
    /// A smaller version of it, and its share.
    second: Option<(Sampler, f32)>,
}

#[derive(Clone, Debug)]
struct Sampler {
    pixels: Arc<Bitmap>,
    /// The part that may be seen, within the picture and not empty.
    window: DeviceRect,
    /// From the target to the picture.
    back: Transform,
    filter: Filter,
    wrap: (Wrap, Wrap),
}

impl Picture {
    /// `None` when it paints nothing. `second`: mixed with it, by its share of 256.
    pub(in crate::backend::raster) fn new(
        (view, filter): (View, Filter),
        second: Option<(View, u16)>,
        wrap: (Wrap, Wrap),
    ) -> Option<Self> {
        let second = match second {
            None => None,
            Some((view, share)) => {
                let sampler = Sampler::new(view, Filter::Bilinear, wrap)?;
                Some((sampler, f32::from(share) / 256.0))
            }
        };
        Some(Self { first: Sampler::new(view, filter, wrap)?, second })
    }

    /// Premultiplied pixels from `(x, y)` on, `count` of them.
    #[inline(never)]
    #[simd]
    pub(super) fn fetch<S: Simd>(&self, _: S, x: i32, y: i32, count: usize, out: &mut Planes) {
        self.first.fetch(x, y, count, out);
        if let Some((second, share)) = &self.second {
            let mut other = Planes::default();
            second.fetch(x, y, count, &mut other);
            for (value, other) in out.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
                *value += (other - *value) * share;
            }
        }
    }
}

impl Sampler {
    fn new(view: View, filter: Filter, wrap: (Wrap, Wrap)) -> Option<Self> {
        let View { pixels, window, place } = view;
        let window = window.intersect(&DeviceRect::of_size(pixels.width(), pixels.height()));
        let back = place.inverse()?;
        (!window.is_empty()).then_some(Self { pixels, window, back, filter, wrap })
    }

    #[inline(always)]
    fn fetch(&self, x: i32, y: i32, count: usize, out: &mut Planes) {
        for i in 0..count.min(LANES) {
            let centre = Point::new(f64::from(x) + i as f64 + 0.5, f64::from(y) + 0.5);
            let at = self.back.map(centre);
            out.set(
                i,
                match self.filter {
                    Filter::Nearest => {
                        let (x, y) = (split(at.x - TIE).0, split(at.y - TIE).0);
                        self.tap(x, y)
                    }
                    Filter::Bilinear => self.sum(at, &[0, 1], |t| [1.0 - t, t]),
                    Filter::Bicubic => self
                        .sum(at, &[-1, 0, 1, 2], |t| [1.0 + t, t, 1.0 - t, 2.0 - t].map(mitchell)),
                },
            );
        }
    }

    /// The weighted neighbours of a place, those of each axis `steps` away from the pixel before it.
    #[inline(always)]
    fn sum<const N: usize>(
        &self,
        at: Point,
        steps: &[i64; N],
        weights: impl Fn(f64) -> [f64; N],
    ) -> [f32; 4] {
        let ((x, across), (y, down)) = (split(at.x - 0.5), split(at.y - 0.5));
        let (columns, rows) = (weights(across), weights(down));
        let mut sum = [0.0; 4];
        for (dy, row) in steps.iter().zip(rows) {
            for (dx, column) in steps.iter().zip(columns) {
                let weight = (row * column) as f32;
                // An exact place takes nothing from its neighbours, whatever they are.
                if weight != 0.0 {
                    let pixel = self.tap(x.saturating_add(*dx), y.saturating_add(*dy));
                    sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += value * weight);
                }
            }
        }
        sum
    }

    /// A pixel of the picture, or what is beyond its edges.
    #[inline(always)]
    fn tap(&self, x: i64, y: i64) -> [f32; 4] {
        let w = &self.window;
        let column = self.wrap.0.apply_far(x - i64::from(w.left), w.right - w.left);
        let row = self.wrap.1.apply_far(y - i64::from(w.top), w.bottom - w.top);
        let (Some(column), Some(row)) = (column, row) else { return [0.0; 4] };
        let (x, y) = ((w.left + column) as usize, (w.top + row) as usize);
        let first = y * self.pixels.stride() + x * PIXEL;
        let bytes = self.pixels.data().get(first..first + PIXEL);
        bytes.and_then(|bytes| bytes.try_into().ok()).map_or([0.0; 4], Planes::pixel_of_halves)
    }
}

/// A pixel, and how far behind it a place is. Casts saturate; a place that is nowhere is at a pixel.
#[inline(always)]
fn split(at: f64) -> (i64, f64) {
    // Far beyond every picture, with room for what is added to it.
    const FAR: f64 = (1u64 << 52) as f64;
    let held = if at.is_nan() { 0.0 } else { at.clamp(-FAR, FAR) };
    let pixel = held.floor();
    // What arithmetic leaves of a whole number is none.
    let rest = held - pixel;
    match rest {
        ..1e-9 => (pixel as i64, 0.0),
        0.999_999_999.. => (pixel as i64 + 1, 0.0),
        _ => (pixel as i64, rest),
    }
}

/// The picture at half its size, rounded down, but at least a pixel: pairs averaged, and an odd side's
/// neighbours weighed 1, 2, 1.
pub(in crate::backend::raster) fn halve(from: &Bitmap) -> Result<Bitmap> {
    let half = |side: u32| (side / 2).max(1);
    let size = Size::new(half(from.width()), half(from.height()))
        .ok_or_else(|| Error::internal("a picture has no pixels"))?;
    let mut to = Bitmap::with_format(from.ledger(), size, from.format())?;
    let stride = to.stride();
    at_level!(level(), simd => {
        for (y, out) in to.data_mut().chunks_exact_mut(stride).enumerate() {
            halve_row(simd, from, y, out);
        }
    });
    Ok(to)
}

#[simd]
fn halve_row<S: Simd>(_: S, from: &Bitmap, y: usize, out: &mut [u8]) {
    let (rows, columns) = (weights(from.height()), weights(from.width()));
    for (k, out) in out.chunks_mut(PIXEL * LANES).enumerate() {
        let mut planes = Planes::default();
        for i in 0..out.len() / PIXEL {
            let mut sum = [0.0; 4];
            for (dy, row) in rows.iter().enumerate() {
                for (dx, column) in columns.iter().enumerate() {
                    let (x, y) = ((k * LANES + i) * 2 + dx, y * 2 + dy);
                    let first = y * from.stride() + x * PIXEL;
                    let bytes = from.data().get(first..first + PIXEL);
                    let Some(pixel) = bytes.and_then(|bytes| bytes.try_into().ok()) else {
                        continue;
                    };
                    let pixel = Planes::pixel_of_halves(pixel);
                    sum.iter_mut().zip(pixel).for_each(|(sum, v)| *sum += v * (row * column));
                }
            }
            planes.set(i, sum);
        }
        planes.store_halves(out);
    }
}

/// How the pixels of a side make one of half of it.
fn weights(side: u32) -> &'static [f32] {
    match side {
        1 => &[1.0],
        _ if side.is_multiple_of(2) => &[0.5, 0.5],
        _ => &[0.25, 0.5, 0.25],
    }
}
