//! Glyphs as coverage on the pixel grid; those too large for that are drawn as outlines.

use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::coverage::Runs;
use super::shadow::Cast;
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::paint::{Paint, StrokeStyle};
use crate::path::Path;
use crate::stroke;
use crate::text::{
    GlyphCoverage, GlyphLook, GlyphRun, Masks, ShapeKey, Strike, Tone, may_have_color,
    placed_outlines, run_outline, shape_coverage,
};

/// No mask reaches so far, in pixels.
const FAR: f64 = 1e6;

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
        self.rows(y, part).get(..part.width() as usize).unwrap_or_default()
    }

    /// The coverage from that row of `part` on, a glyph's width from row to row.
    fn rows(&self, y: i32, part: DeviceRect) -> &[u8] {
        let first =
            (y - self.top) as usize * self.coverage.width + (part.left - self.left) as usize;
        self.coverage.data.get(first..).unwrap_or_default()
    }

    /// Gives the runs of what it covers of `area`.
    #[simd]
    pub(super) fn runs<S: Simd, R: Runs<S>>(&self, simd: S, area: DeviceRect, runs: &mut R) {
        let part = self.area().intersect(&area);
        if !part.is_empty() {
            runs.block(simd, part, self.rows(part.top, part), self.coverage.width);
        }
    }
}

/// The glyphs of all runs on the pixel grid, without those in their own colours, `t` being from theirs to it; `None` where one run is too large for
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
        let mut masks = Masks::of(&run.font, &strike);
        for glyph in &run.glyphs {
            if may_have_color(&run.font, glyph.id) {
                continue;
            }
            let ([x, y], quarters) = strike.place(t.map(Point::new(glyph.x, glyph.y)));
            if let Some(coverage) = masks.get(glyph.id, quarters) {
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

/// The strokes of the glyphs of all runs on the pixel grid, each a shape of its own as in Chromium; `t` leads from user
/// space to the grid, `place` from the text's space to user space. `None` where they are too large for that.
pub(super) fn stroked(
    runs: &[GlyphRun],
    (t, place): (&Transform, &Transform),
    pen: &StrokeStyle,
    (look, tone): (GlyphLook, Tone),
    area: &Rect,
) -> Option<Vec<PlacedGlyph>> {
    let to_device = t.then_inner(place);
    if pen.dash.is_empty() {
        return solid_strokes(runs, (t, &to_device), pen, (look, tone));
    }
    let to_user = t.inverse()?;
    let mut placed = Vec::new();
    for run in runs {
        for glyph in placed_outlines(run, &to_device, look.hinted)? {
            let edge = glyph.transformed(&to_user);
            let Some((outline, back)) = stroke::outline(&edge, pen, t, area) else { continue };
            let coverage = shape_coverage(&outline.transformed(&back), tone)?;
            let (left, top) = (coverage.left, coverage.top);
            placed.push(PlacedGlyph { coverage: Arc::new(coverage), left, top });
        }
    }
    Some(placed)
}

/// The same for solid lines, whose masks are kept: a label is often outlined, and its letters are the same.
fn solid_strokes(
    runs: &[GlyphRun],
    (t, to_device): (&Transform, &Transform),
    pen: &StrokeStyle,
    (look, tone): (GlyphLook, Tone),
) -> Option<Vec<PlacedGlyph>> {
    // A pen is the same wherever it is.
    let t = Transform::new(t.a, t.b, t.c, t.d, 0.0, 0.0);
    let (to_user, key) = (t.inverse()?, pen_key(pen, &t));
    let everything = Rect::new(-FAR, -FAR, 2.0 * FAR, 2.0 * FAR);
    let stroke = |edge: &Path| {
        let outline = stroke::outline(&edge.transformed(&to_user), pen, &t, &everything);
        outline.map_or_else(Path::new, |(outline, back)| outline.transformed(&back))
    };
    let mut placed = Vec::with_capacity(runs.iter().map(|run| run.glyphs.len()).sum());
    for run in runs {
        let strike = Strike::new(&run.font, run.size, to_device, look.hinted, tone)?;
        let mut masks = Masks::of_shapes(&run.font, &strike, key);
        for glyph in &run.glyphs {
            let ([x, y], quarters) = strike.place(to_device.map(Point::new(glyph.x, glyph.y)));
            let coverage = masks.shaped(glyph.id, quarters, stroke)?;
            placed.push(PlacedGlyph {
                left: x.saturating_add(coverage.left),
                top: y.saturating_add(coverage.top),
                coverage,
            });
        }
    }
    Some(placed)
}

/// What tells one pen under a transform from another.
fn pen_key(pen: &StrokeStyle, t: &Transform) -> ShapeKey {
    let numbers = [t.a, t.b, t.c, t.d, pen.width, pen.miter_limit].map(f64::to_bits);
    let [a, b, c, d, width, miter] = numbers;
    [a, b, c, d, width, miter, (pen.cap as u64) << 8 | pen.join as u64]
}

/// The outlines of all runs, without what has its own colours, in the space that `place` leads to.
pub(super) fn outlines(runs: &[GlyphRun], place: &Transform) -> Path {
    let mut path = Path::new();
    for (has_color, run) in runs.iter().flat_map(GlyphRun::by_color) {
        if !has_color {
            path.append(&run_outline(&run), place);
        }
    }
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
