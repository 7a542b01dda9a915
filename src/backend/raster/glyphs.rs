//! Glyphs as coverage where they stand upright, as outlines everywhere else.

use std::collections::HashMap;
use std::sync::Arc;

use tiny_skia as ts;

use super::prepare::{Shape, fill};
use crate::geom::{DeviceRect, Transform};
use crate::path::FillRule;
use crate::text::{GlyphCoverage, GlyphRun, MAX_COVERAGE_SIZE, glyph_coverage_at, run_outline};

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
}

/// The run's shape in device space.
///
/// Coverage is drawn from the pixel grid's point of view, so it serves only where the transform
/// scales both axes alike and does not turn. Origins are then rounded, to thirds of a pixel along the
/// line, which keeps letters evenly spaced, and to whole pixels across it, which keeps all letters
/// equally sharp. Everything else is filled as outlines.
pub(super) fn shape(run: &GlyphRun, t: &Transform) -> Shape {
    let upright = t.is_scale_translate() && t.a == t.d && t.a > 0.0;
    let size = run.size * t.a;
    if !upright || size > MAX_COVERAGE_SIZE {
        return fill(&run_outline(run), t, FillRule::NonZero);
    }
    let mut known = HashMap::new();
    let mut placed = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let (x, third) = in_thirds(t.a * glyph.x + t.e);
        let coverage = known
            .entry((glyph.id, third))
            .or_insert_with(|| glyph_coverage_at(&run.face, glyph.id, size, third).map(Arc::new));
        if let Some(coverage) = coverage {
            // Casts saturate: a glyph far away is outside whatever canvas there is.
            let y = (t.d * glyph.y + t.f).round() as i32;
            placed.push(PlacedGlyph {
                left: x.saturating_add(coverage.left),
                top: y.saturating_add(coverage.top),
                coverage: Arc::clone(coverage),
            });
        }
    }
    Shape::Glyphs(placed)
}

/// The nearest third of a pixel: whole pixels, and 0 to 2 thirds on top.
fn in_thirds(x: f64) -> (i32, u8) {
    let pixel = x.floor();
    let third = ((x - pixel) * 3.0).round() as u8;
    let pixel = pixel as i32;
    if third == 3 { (pixel.saturating_add(1), 0) } else { (pixel, third) }
}

/// What the glyphs cover of `area`, in a mask as large as the band (width, rows, first row), cut by
/// the clip; `None` when they don't touch it.
pub(super) fn coverage(
    glyphs: &[PlacedGlyph],
    area: DeviceRect,
    (width, rows, top): (u32, u32, i32),
    clip: Option<&ts::Mask>,
) -> Option<ts::Mask> {
    let mut touching = glyphs.iter().filter(|g| !g.area().intersect(&area).is_empty()).peekable();
    touching.peek()?;
    let mut mask = ts::Mask::new(width, rows)?;
    for glyph in touching {
        add(glyph, area, top, width as usize, mask.data_mut());
    }
    if let Some(clip) = clip {
        for (value, by) in mask.data_mut().iter_mut().zip(clip.data()) {
            *value = ((u16::from(*value) * u16::from(*by) + 127) / 255) as u8;
        }
    }
    Some(mask)
}

/// Overlapping glyphs of one text are one shape: the larger coverage counts.
fn add(glyph: &PlacedGlyph, area: DeviceRect, top: i32, stride: usize, mask: &mut [u8]) {
    let part = glyph.area().intersect(&area);
    let (columns, skip) = (part.width() as usize, (part.left - glyph.left) as usize);
    for row in part.top..part.bottom {
        let from = (row - glyph.top) as usize * glyph.coverage.width + skip;
        let to = (row - top) as usize * stride + part.left as usize;
        let source = &glyph.coverage.data[from..from + columns];
        for (value, &more) in mask[to..to + columns].iter_mut().zip(source) {
            *value = (*value).max(more);
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
