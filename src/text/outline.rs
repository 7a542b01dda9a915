//! Glyph outlines as paths, y downwards, the baseline's origin at (0, 0).

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider, OutlineGlyphCollection};

use super::{Font, GlyphRun};
use crate::error::guard;
use crate::geom::{Point, Rect, Transform};
use crate::path::Path;

/// The outline of one glyph at a size; empty for a blank or damaged glyph.
pub fn glyph_outline(font: &Font, id: u16, size: f64) -> Path {
    Glyphs::of(font, size).map_or_else(Path::new, |glyphs| glyphs.draw(id))
}

/// The outlines of all glyphs of a run, where the run has them.
pub fn run_outline(run: &GlyphRun) -> Path {
    let mut path = Path::new();
    let Some(glyphs) = Glyphs::of(&run.font, run.size) else { return path };
    for glyph in &run.glyphs {
        path.append(&glyphs.draw(glyph.id), &Transform::translate(glyph.x, glyph.y));
    }
    path
}

/// The bounds of each glyph's ink in pixels, in the order of the ids; `None` for a blank glyph.
pub(super) fn ink_bounds(font: &Font, ids: &[u16], size: f64) -> Vec<Option<Rect>> {
    let Some(glyphs) = Glyphs::of(font, size) else { return vec![None; ids.len()] };
    ids.iter().map(|&id| glyphs.draw(id).bounds()).collect()
}

/// The outlines of a font at a size.
struct Glyphs<'a> {
    outlines: OutlineGlyphCollection<'a>,
    location: LocationRef<'a>,
    /// Outlines are read in font units and scaled here, in f64, so that no size loses precision.
    scale: f64,
}

impl<'a> Glyphs<'a> {
    fn of(font: &'a Font, size: f64) -> Option<Self> {
        let face = font.face();
        let outlines = face.tables().ok()?.outline_glyphs();
        Some(Self { outlines, location: font.location(), scale: size / face.units_per_em() })
    }

    fn draw(&self, id: u16) -> Path {
        // Guarded, because damaged point lists are known to make the reader panic.
        let drawn = guard("reading a glyph", || {
            let mut pen = Pen { path: Path::new(), scale: self.scale };
            let settings = DrawSettings::unhinted(Size::unscaled(), self.location);
            let outline = self.outlines.get(GlyphId::from(id));
            let drawn = outline.is_some_and(|outline| outline.draw(settings, &mut pen).is_ok());
            Ok(if drawn { pen.path } else { Path::new() })
        });
        drawn.unwrap_or_default()
    }
}

struct Pen {
    path: Path,
    scale: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.cubic_to(self.point(cx0, cy0), self.point(cx1, cy1), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Segment;
    use crate::text::testing;

    #[test]
    fn y_grows_downwards_and_sizes_scale() {
        let face = testing::bundled();
        let id = testing::glyph(&face, 'H');
        let outline = glyph_outline(&face, id, 1000.0);
        assert_eq!(outline.bounds(), Some(Rect::new(97.0, -714.0, 546.0, 714.0)));
        let huge = glyph_outline(&face, id, 1e9).bounds().unwrap();
        assert!((huge.y + 714e6).abs() < 1e-3);
        assert!(matches!(outline.segments().last(), Some(Segment::Close)));
        assert!(glyph_outline(&face, testing::glyph(&face, ' '), 10.0).is_empty());
        assert!(glyph_outline(&face, u16::MAX, 10.0).is_empty());
    }

    #[test]
    fn a_run_has_its_glyphs_in_their_places() {
        let face = testing::bundled();
        let text = testing::layout("HH", &[face], 1000.0, Default::default()).unwrap();
        let bounds = run_outline(&text.runs[0]).bounds();
        assert_eq!(bounds, Some(Rect::new(97.0, -714.0, 741.0 + 546.0, 714.0)));
    }
}
