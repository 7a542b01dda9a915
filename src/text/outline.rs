//! Glyph outlines as paths, y downwards, the baseline's origin at (0, 0).

use std::sync::Arc;

use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, HintingInstance, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{GlyphId, MetadataProvider, OutlineGlyphCollection};

use super::hinting::MAX_POINTS;
use super::{Font, GlyphRun, Strike, Tone, embolden};
use crate::error::guard;
use crate::geom::{Point, Transform};
use crate::path::Path;

/// How far a made-up oblique leans to the right, of its height: Chromium's.
const SLANT: f64 = 0.25;

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

/// The outline of each glyph of a run as it is drawn under `t`, in device space: fitted to pixels, and on its place
/// there. `None` where glyphs are too large for that.
pub fn placed_outlines<'a>(
    run: &'a GlyphRun,
    t: &'a Transform,
    hinted: bool,
) -> Option<impl Iterator<Item = Path> + use<'a>> {
    let strike = Strike::new(&run.font, run.size, t, hinted, Tone::LINEAR)?;
    let glyphs = Glyphs::of_strike(&run.font, &strike)?;
    Some(run.glyphs.iter().map(move |glyph| {
        let ([x, y], quarters) = strike.place(t.map(Point::new(glyph.x, glyph.y)));
        let [right, down] = quarters.map(|quarter| f64::from(quarter) / 4.0);
        let at = Transform::translate(f64::from(x) + right, f64::from(y) + down);
        glyphs.draw(glyph.id).transformed(&at)
    }))
}

/// The outline as a strike has it, in device pixels.
pub(super) fn strike_outline(font: &Font, strike: &Strike, id: u16) -> Path {
    Glyphs::of_strike(font, strike).map_or_else(Path::new, |glyphs| glyphs.draw(id))
}

/// The outlines of a font at a size.
struct Glyphs<'a> {
    font: &'a Font,
    outlines: OutlineGlyphCollection<'a>,
    /// Outlines are read in font units and scaled here, in f64, so that no size loses precision.
    scale: f64,
    hinter: Option<Arc<HintingInstance>>,
    /// What outlines grow by on all sides.
    growth: f64,
    /// From outlines that are read and grown to those that are wanted.
    place: Transform,
}

impl<'a> Glyphs<'a> {
    fn of(font: &'a Font, size: f64) -> Option<Self> {
        let face = font.face();
        let outlines = face.tables().ok()?.outline_glyphs();
        let growth = if font.synthesis().bold { size * embolden::growth(size) / 2.0 } else { 0.0 };
        let scale = size / face.units_per_em();
        let place = slant(font);
        Some(Self { font, outlines, scale, hinter: None, growth, place })
    }

    fn of_strike(font: &'a Font, strike: &Strike) -> Option<Self> {
        let face = font.face();
        let tables = face.tables().ok()?;
        let outlines = tables.outline_glyphs();
        let [a, b, c, d] = strike.matrix().map(f64::from);
        let em = c.hypot(d);
        let hinter = if strike.is_hinted() {
            let glyphs = tables.maxp().map_or(0, |maxp| usize::from(maxp.num_glyphs()));
            let make = || {
                let ledger = face.ledger();
                Ok(font.hinting().at(
                    em as f32,
                    &tables,
                    &outlines,
                    glyphs,
                    font.location(),
                    ledger,
                ))
            };
            // Damaged fonts may make the reader panic.
            guard("fitting a font to pixels", make).ok().flatten()
        } else {
            None
        };
        let growth = em * f64::from(strike.growth()) / 2.0;
        let place = Transform::new(a / em, b / em, c / em, d / em, 0.0, 0.0);
        let place = place.then_inner(&slant(font));
        Some(Self { font, outlines, scale: em / face.units_per_em(), hinter, growth, place })
    }

    fn draw(&self, id: u16) -> Path {
        let mut path = self.plain(id);
        if let Some(hinter) = self.hinter.as_deref().filter(|_| path.len() <= MAX_POINTS) {
            let settings = DrawSettings::hinted(hinter, false);
            path = self.read(id, settings, 1.0).unwrap_or(path);
        }
        if self.growth > 0.0 {
            path = embolden::grown(&path, self.growth);
        }
        if self.place == Transform::IDENTITY { path } else { path.transformed(&self.place) }
    }

    fn plain(&self, id: u16) -> Path {
        let settings = DrawSettings::unhinted(Size::unscaled(), self.font.location());
        self.read(id, settings, self.scale).unwrap_or_default()
    }

    fn read(&self, id: u16, settings: DrawSettings<'_>, scale: f64) -> Option<Path> {
        // Guarded, because damaged point lists are known to make the reader panic.
        let drawn = guard("reading a glyph", || {
            let mut pen = Pen::new(scale);
            let outline = self.outlines.get(GlyphId::from(id));
            let drawn = outline.is_some_and(|outline| outline.draw(settings, &mut pen).is_ok());
            Ok(drawn.then_some(pen.path))
        });
        drawn.ok().flatten()
    }
}

pub(super) fn slant(font: &Font) -> Transform {
    let slant = if font.synthesis().oblique { -SLANT } else { 0.0 };
    Transform::new(1.0, 0.0, slant, 1.0, 0.0, 0.0)
}

/// Draws into a path.
pub(super) struct Pen {
    pub(super) path: Path,
    scale: f64,
    /// Of y.
    up: f64,
}

impl Pen {
    fn new(scale: f64) -> Self {
        Self { path: Path::new(), scale, up: -scale }
    }

    /// In font units, y upwards.
    pub(super) fn upwards() -> Self {
        Self { path: Path::new(), scale: 1.0, up: 1.0 }
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(f64::from(x) * self.scale, f64::from(y) * self.up)
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
    use crate::geom::Rect;
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
