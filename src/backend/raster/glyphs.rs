//! Glyphs as coverage on the pixel grid; those too large for that are drawn as outlines.

use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::blend::Cover;
use super::coverage::Runs;
use super::shadow::Cast;
use crate::geom::{DeviceRect, Point, Transform};
use crate::paint::Paint;
use crate::path::Path;
use crate::text::{GlyphCoverage, GlyphLook, GlyphRun, Strike, Tone, glyph_coverage, run_outline};

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

/// The glyphs of all runs on the pixel grid, `t` being from theirs to it; `None` where one run is too large for
/// that, and all have to be drawn as outlines.
pub(super) fn placed(
    runs: &[GlyphRun],
    t: &Transform,
    look: GlyphLook,
    tone: Tone,
) -> Option<Vec<PlacedGlyph>> {
    let mut placed = Vec::with_capacity(runs.iter().map(|run| run.glyphs.len()).sum());
    for run in runs {
        let strike = Strike::new(&run.font, run.size, t, look.hinted, tone)?;
        let [x_has, y_has] = strike.has_quarters();
        for glyph in &run.glyphs {
            let at = t.map(Point::new(glyph.x, glyph.y));
            let (x, right) = on_grid(at.x, x_has);
            let (y, down) = on_grid(at.y, y_has);
            if let Some(coverage) = glyph_coverage(&run.font, &strike, glyph.id, [right, down]) {
                placed.push(PlacedGlyph {
                    left: x.saturating_add(coverage.left),
                    top: y.saturating_add(coverage.top),
                    coverage,
                });
            }
        }
    }
    Some(placed)
}

/// The outlines of all runs in the space that `place` leads to.
pub(super) fn outlines(runs: &[GlyphRun], place: &Transform) -> Path {
    let mut path = Path::new();
    runs.iter().for_each(|run| path.append(&run_outline(run), place));
    path
}

/// What weighs the coverage of text in this paint.
pub(super) fn tone(look: GlyphLook, paint: &Paint) -> Tone {
    match paint {
        _ if !look.contrast => Tone::LINEAR,
        Paint::Color(color) => {
            let [r, g, b] = color.bytes();
            Tone::of([r, g, b])
        }
        Paint::Gradient(_) | Paint::Pattern(..) => Tone::MIDDLE,
    }
}

/// The nearest quarter of a pixel or, without quarters, the nearest pixel: whole pixels, and 0 to 3 quarters on top.
fn on_grid(v: f64, has_quarters: bool) -> (i32, u8) {
    let v = v + if has_quarters { 0.125 } else { 0.5 };
    let pixel = v.floor();
    let quarter = if has_quarters { ((v - pixel) * 4.0) as u8 } else { 0 };
    // Casts saturate: a glyph far away is outside whatever canvas there is.
    (pixel as i32, quarter)
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
    fn origins_are_rounded() {
        for (x, placed) in [
            (5.0, (5, 0)),
            (5.124, (5, 0)),
            (5.125, (5, 1)),
            (5.5, (5, 2)),
            (5.875, (6, 0)),
            (-0.1, (0, 0)),
            (-0.3, (-1, 3)),
            (-1.7, (-2, 1)),
            (1e300, (i32::MAX, 0)),
            (-1e300, (i32::MIN, 0)),
            (f64::NAN, (0, 0)),
            (f64::INFINITY, (i32::MAX, 0)),
        ] {
            assert_eq!(on_grid(x, true), placed, "{x}");
        }
        assert_eq!([5.49, 5.5, -0.5, -0.51].map(|y| on_grid(y, false).0), [5, 6, 0, -1]);
    }
}
