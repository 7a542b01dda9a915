//! Glyphs as coverage where they stand upright, as outlines everywhere else.

use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::blend::Cover;
use super::coverage::Runs;
use super::shadow::Cast;
use crate::geom::{DeviceRect, Transform};
use crate::text::{GlyphCoverage, GlyphRun, MAX_COVERAGE_SIZE, glyph_coverage_at};

/// Coverage of a glyph at a device pixel.
pub(super) struct PlacedGlyph {
    coverage: Arc<GlyphCoverage>,
    left: i32,
    top: i32,
}

impl PlacedGlyph {
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.coverage.data.len()
    }

    /// A shadow is drawn as one large glyph: coverage at device pixels.
    pub(super) fn of_shadow(cast: Cast) -> Self {
        let Cast { area, coverage: data, .. } = cast;
        let (left, top) = (area.left, area.top);
        let (width, height) = (area.width() as usize, area.height() as usize);
        let coverage = GlyphCoverage { left: 0, top: 0, width, height, data };
        Self { coverage: Arc::new(coverage), left, top }
    }

    fn area(&self) -> DeviceRect {
        // A glyph's coverage is at most a few hundred pixels wide.
        let beyond = |first: i32, count: usize| {
            first.saturating_add(i32::try_from(count).unwrap_or(i32::MAX))
        };
        DeviceRect {
            left: self.left,
            top: self.top,
            right: beyond(self.left, self.coverage.width),
            bottom: beyond(self.top, self.coverage.height),
        }
    }

    /// The coverage of a row of `part`, which lies in the glyph's area.
    fn row(&self, y: i32, part: DeviceRect) -> &[u8] {
        let width = self.coverage.width;
        let first = (y - self.top) as usize * width + (part.left - self.left) as usize;
        self.coverage.data.get(first..first + part.width() as usize).unwrap_or_default()
    }

    /// Gives the runs of what it covers of `area`.
    #[simd]
    pub(super) fn runs<S: Simd, R: Runs<S>>(&self, simd: S, area: DeviceRect, runs: &mut R) {
        let part = self.area().intersect(&area);
        for y in part.top..part.bottom {
            let row = self.row(y, part);
            if !row.is_empty() {
                runs.run(simd, y, part.left, row.len(), Cover::Mask(row));
            }
        }
    }
}

/// The run's glyphs on the pixel grid; `None` where they have to be drawn as outlines.
///
/// Coverage is drawn from the pixel grid's point of view, so it serves only where the transform
/// scales both axes alike and does not turn. Origins are then rounded, to thirds of a pixel along the
/// line, which keeps letters evenly spaced, and to whole pixels across it, which keeps all letters
/// equally sharp.
pub(super) fn placed(run: &GlyphRun, t: &Transform) -> Option<Vec<PlacedGlyph>> {
    let upright = t.is_scale_translate() && t.a == t.d && t.a > 0.0;
    let size = run.size * t.a;
    if !upright || size > MAX_COVERAGE_SIZE {
        return None;
    }
    let mut placed = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let (x, third) = in_thirds(t.a * glyph.x + t.e);
        if let Some(coverage) = glyph_coverage_at(&run.font, glyph.id, size, third) {
            // Casts saturate: a glyph far away is outside whatever canvas there is.
            let y = (t.d * glyph.y + t.f).round() as i32;
            placed.push(PlacedGlyph {
                left: x.saturating_add(coverage.left),
                top: y.saturating_add(coverage.top),
                coverage,
            });
        }
    }
    Some(placed)
}

/// The nearest third of a pixel: whole pixels, and 0 to 2 thirds on top.
fn in_thirds(x: f64) -> (i32, u8) {
    let pixel = x.floor();
    let third = ((x - pixel) * 3.0).round() as u8;
    let pixel = pixel as i32;
    if third == 3 { (pixel.saturating_add(1), 0) } else { (pixel, third) }
}

/// What the glyphs cover of `area`, as one mask of its size: where they overlap the larger coverage
/// counts.
pub(super) fn gather(glyphs: &[PlacedGlyph], area: DeviceRect, mask: &mut Vec<u8>) {
    let width = area.width() as usize;
    mask.clear();
    mask.resize(width * area.height() as usize, 0);
    for glyph in glyphs {
        let part = glyph.area().intersect(&area);
        for y in part.top..part.bottom {
            let first = (y - area.top) as usize * width + (part.left - area.left) as usize;
            let row = glyph.row(y, part);
            for (value, &more) in mask[first..first + row.len()].iter_mut().zip(row) {
                *value = (*value).max(more);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_rounded_to_thirds() {
        for (x, placed) in [
            (5.0, (5, 0)),
            (5.16, (5, 0)),
            (5.17, (5, 1)),
            (5.5, (5, 2)),
            (5.84, (6, 0)),
            (-0.1, (0, 0)),
            (-0.3, (-1, 2)),
            (-1.7, (-2, 1)),
            (1e300, (i32::MAX, 0)),
            (-1e300, (i32::MIN, 0)),
            (f64::NAN, (0, 0)),
            (f64::INFINITY, (i32::MAX, 0)),
        ] {
            assert_eq!(in_thirds(x), placed, "{x}");
        }
    }
}
