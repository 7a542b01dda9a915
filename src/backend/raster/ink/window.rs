//! The part of a picture that may be seen, and what lies beyond its edges.
//!
//! Coordinates here are relative to the part's upper left pixel, so that nothing can reach a
//! neighbour outside it by mistake.

use std::sync::Arc;

use crate::geom::DeviceRect;
use crate::mem::Bitmap;

/// What is beyond an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// The pixels of the edge, on and on.
    Clamp,
    /// The picture again.
    Repeat,
    /// Transparent black.
    None,
}

impl Wrap {
    /// The same from any distance.
    pub(in crate::backend::raster) fn apply_far(self, at: i64, len: i32) -> Option<i32> {
        let near = match self {
            Self::Repeat => at.rem_euclid(i64::from(len.max(1))),
            Self::Clamp | Self::None => at,
        };
        let held = near.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
        self.apply(held as i32, len)
    }

    /// Where `at` lies within `0..len`.
    fn apply(self, at: i32, len: i32) -> Option<i32> {
        match self {
            _ if (0..len).contains(&at) => Some(at),
            Self::Clamp => Some(at.clamp(0, len - 1)),
            Self::Repeat => Some(at.rem_euclid(len)),
            Self::None => None,
        }
    }
}

/// A part of a picture; not empty.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pixels: Arc<Bitmap>,
    /// The byte of the upper left pixel.
    start: usize,
    width: i32,
    height: i32,
    wrap_x: Wrap,
    wrap_y: Wrap,
}

impl Window {
    /// `None` when `part` has no pixel of the picture.
    pub(super) fn new(pixels: Arc<Bitmap>, part: DeviceRect, wrap: (Wrap, Wrap)) -> Option<Self> {
        let part = part.intersect(&DeviceRect::of_size(pixels.width(), pixels.height()));
        if part.is_empty() {
            return None;
        }
        // Both are 0 or more: the part was cut to the picture.
        let start = part.top as usize * pixels.stride() + part.left as usize * 4;
        let (width, height) = (part.right - part.left, part.bottom - part.top);
        Some(Self { pixels, start, width, height, wrap_x: wrap.0, wrap_y: wrap.1 })
    }

    pub(super) fn width(&self) -> i32 {
        self.width
    }

    pub(super) fn height(&self) -> i32 {
        self.height
    }

    pub(super) fn wrap(&self) -> (Wrap, Wrap) {
        (self.wrap_x, self.wrap_y)
    }

    /// All bytes from the upper left pixel on, and how many lead from a row to the next.
    pub(super) fn bytes(&self) -> (&[u8], usize) {
        (self.pixels.data().get(self.start..).unwrap_or_default(), self.pixels.stride())
    }

    /// The part's row `y` after wrapping; `None` where there is nothing.
    pub(super) fn row(&self, y: i32) -> Option<&[u8]> {
        let y = self.wrap_y.apply(y, self.height)? as usize;
        let from = self.start + y * self.pixels.stride();
        self.pixels.data().get(from..from + self.width as usize * 4)
    }

    /// The pixel `x` of a row, after wrapping.
    pub(super) fn pixel_of(&self, row: Option<&[u8]>, x: i32) -> [u8; 4] {
        let at = self.wrap_x.apply(x, self.width).map(|x| x as usize * 4);
        let bytes = row.zip(at).and_then(|(row, at)| row.get(at..at + 4));
        bytes.and_then(|b| b.try_into().ok()).unwrap_or_default()
    }

    /// Columns `x..` of a row into `out`, after wrapping.
    pub(super) fn columns(&self, row: Option<&[u8]>, x: i32, out: &mut [u8]) {
        let Some(row) = row else { return out.fill(0) };
        let (mut x, mut out) = (x, out);
        while !out.is_empty() {
            let wanted = i32::try_from(out.len() / 4).unwrap_or(i32::MAX);
            let is_there = self.wrap_x == Wrap::Repeat || (0..self.width).contains(&x);
            let count = if is_there {
                wanted.min(self.width - x.rem_euclid(self.width))
            } else if x < 0 {
                wanted.min(x.saturating_neg())
            } else {
                wanted
            };
            let (now, rest) = out.split_at_mut(count as usize * 4);
            if is_there {
                let at = x.rem_euclid(self.width) as usize * 4;
                now.copy_from_slice(&row[at..at + count as usize * 4]);
            } else {
                let edge = self.pixel_of(Some(row), x);
                now.chunks_exact_mut(4).for_each(|pixel| pixel.copy_from_slice(&edge));
            }
            (x, out) = (x.saturating_add(count), rest);
        }
    }
}
