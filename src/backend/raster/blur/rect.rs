//! Upright rectangles, blurred without pixels: the shadow of most boxes.
//!
//! The coverage of such a rectangle is a row's times a column's, and so is its blur, whose rows and
//! columns are sums over the kernel. Within one level of what blurring its pixels gives.

use std::ops::Range;

use super::Blur;
use super::kernel::Kernel;
use crate::geom::{DeviceRect, Rect};

impl Blur {
    /// The blurred coverage of `rect` at the pixels of `area`.
    pub(in crate::backend::raster) fn rect(&self, rect: &Rect, area: DeviceRect) -> Vec<u8> {
        let row = profile(&self.x, rect.x..rect.right(), area.left..area.right);
        let column = profile(&self.y, rect.y..rect.bottom(), area.top..area.bottom);
        let mut coverage = Vec::with_capacity(row.len() * column.len());
        for part in column {
            let level = part * 255.0;
            coverage.extend(row.iter().map(|part| (part * level + 0.5) as u8));
        }
        coverage
    }
}

/// The blurred coverage of `shape` at the `pixels` of a line, 0 to 1.
fn profile(kernel: &Kernel, shape: Range<f64>, pixels: Range<i32>) -> Vec<f32> {
    let weights = kernel.weights();
    // sums[n] is the sum of the first n weights.
    let mut sums = vec![0.0];
    sums.extend(weights.iter().scan(0.0, |sum, weight| {
        *sum += weight;
        Some(*sum)
    }));
    let edge = Edge { weights: &weights, sums: &sums, reach: kernel.reach() as i64 };
    let cover = |at: i32| (edge.beyond(shape.start, at) - edge.beyond(shape.end, at)) as f32;
    pixels.map(|at| cover(at).clamp(0.0, 1.0)).collect()
}

struct Edge<'a> {
    weights: &'a [f64],
    sums: &'a [f64],
    reach: i64,
}

impl Edge<'_> {
    /// How much of the kernel around pixel `at` lies to the right of `edge`.
    fn beyond(&self, edge: f64, at: i32) -> f64 {
        // The pixel that the edge cuts. Casts saturate; so far away, nothing is in reach anyway.
        let cut = edge.floor();
        let right = cut + 1.0 - edge;
        let before =
            (i64::from(at) - (cut as i64).clamp(-(1 << 40), 1 << 40)).saturating_add(self.reach);
        // A symmetric kernel: what is to the right of the cut pixel are the first `before` weights.
        let wholly = before.clamp(0, self.weights.len() as i64) as usize;
        let partly = usize::try_from(before).ok().and_then(|at| self.weights.get(at));
        self.sums[wholly] + partly.unwrap_or(&0.0) * right
    }
}
