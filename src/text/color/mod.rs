//! Glyphs that bring their own colours: paint graphs (`COLR`) and pictures (`sbix`, `CBDT`).
//!
//! Fonts are not trusted. A graph is walked only when `size` has found it to be of a sound size, and what comes of
//! it is a flat list of steps; pictures are given as they are in the file, for the backend to decode within limits.

mod brush;
mod paints;
pub(super) mod picture;
mod size;

use std::sync::Arc;

use skrifa::GlyphId;
use skrifa::color::ColorGlyphCollection;

use super::outline::slant;
use super::{Font, Strike};
use crate::error::{Result, guard};
use crate::geom::{Rect, Size, Transform};
use crate::mem::Bitmap;
use crate::paint::{Color, CompositeMode, Paint};
use crate::path::Path;

/// What a glyph in colours is made of, in ems, y downwards.
pub enum ColorGlyph {
    /// What to paint, one after the other.
    Paints(Vec<PaintStep>),
    /// A picture as it is in the font.
    Picture(GlyphPicture),
}

impl ColorGlyph {
    /// What it may touch, in ems; `None` when that is nothing. What is painted without a clip has no end, and is not
    /// counted.
    pub fn reach(&self) -> Option<Rect> {
        match self {
            Self::Paints(steps) => paints::reach(steps),
            Self::Picture(GlyphPicture { place, size, .. }) => {
                let (width, height) = (f64::from(size.width()), f64::from(size.height()));
                Some(place.map_bounds(&Rect::new(0.0, 0.0, width, height)))
            }
        }
    }
}

/// A step of a glyph's painting.
#[derive(Clone, Debug)]
pub enum PaintStep {
    /// What follows, until the layer ends, is painted apart.
    PushLayer,
    /// The layer meets what was there before; `None`: it is forgotten.
    PopLayer(Option<CompositeMode>),
    /// What follows shows inside of the path only.
    PushClip(Arc<Path>),
    /// The clip before counts again.
    PopClip,
    /// Everything within the clips, the paint being under a transform.
    Fill(Paint, Transform),
}

/// A picture of a glyph.
pub struct GlyphPicture {
    /// How it is stored.
    pub data: PictureData,
    /// From its pixels to ems, y downwards.
    pub place: Transform,
    /// Its pixels as the font tells them.
    pub size: Size,
}

/// The pixels of a glyph's picture.
pub enum PictureData {
    /// A PNG file.
    Png(Vec<u8>),
    /// Premultiplied RGBA of so many columns, row by row.
    Rgba(Vec<u8>, u32),
}

/// A glyph's picture at its place about the glyph's origin.
#[derive(Clone, Debug)]
pub struct PlacedPicture {
    /// The pixels, with their own charge.
    pub bitmap: Arc<Bitmap>,
    /// Pixels from the origin to the first column.
    pub left: i32,
    /// Pixels from the baseline down to the first row.
    pub top: i32,
}

/// A strike with the colour that glyphs may use as a part of theirs.
pub(super) type PictureKey = (super::coverage::MaskKey, [u32; 4]);

/// The glyph in colours, `foreground` being the text's own; `None` for an ordinary one, and for one that is damaged
/// or takes too much.
pub fn color_glyph(font: &Font, id: u16, foreground: Color) -> Option<ColorGlyph> {
    if !font.has_colors() {
        return None;
    }
    let read = || {
        let tables = font.face().tables()?;
        let em = font.face().units_per_em();
        let slant = slant(font);
        if let Some(glyph) = ColorGlyphCollection::new(&tables).get(GlyphId::from(id)) {
            let units = slant.then_inner(&Transform::scale(1.0 / em, -1.0 / em));
            let steps = paints::steps(font, &tables, &glyph, id, (units, foreground));
            return Ok(steps.map(ColorGlyph::Paints));
        }
        let picture = picture::of(&tables, id, em).map(|GlyphPicture { data, place, size }| {
            ColorGlyph::Picture(GlyphPicture { data, place: slant.then_inner(&place), size })
        });
        Ok(picture)
    };
    // The readers meet bytes from anywhere.
    guard("reading a glyph in colours", read).ok().flatten()
}

/// Whether [`color_glyph`] may find something; quick.
#[inline]
pub fn may_have_color(font: &Font, id: u16) -> bool {
    font.has_colors() && has_color(font, id)
}

fn has_color(font: &Font, id: u16) -> bool {
    let look = || {
        let tables = font.face().tables()?;
        let has_paints = ColorGlyphCollection::new(&tables).get(GlyphId::from(id)).is_some();
        Ok(has_paints || picture::exists(&tables, id))
    };
    guard("looking for a glyph in colours", look).unwrap_or(false)
}

/// The kept picture of a glyph in colours, or what `make` makes.
pub fn kept_picture(
    font: &Font,
    strike: &Strike,
    (id, quarters): (u16, [u8; 2]),
    foreground: Color,
    make: impl FnOnce() -> Result<Option<PlacedPicture>>,
) -> Result<Option<Arc<PlacedPicture>>> {
    let Color { r, g, b, a } = foreground;
    let number = font.strikes().number(strike.key(None));
    let key = ((number, quarters, id), [r, g, b, a].map(f32::to_bits));
    font.picture_cache().open(None).try_get(key, make)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::css::font;
    use crate::mem::Ledger;
    use crate::text::FontDatabase;

    static PAINTS: &[u8] = include_bytes!("../../../__test__/fonts/paints.ttf");
    static PICTURES: &[u8] = include_bytes!("../../../__test__/fonts/emoji-cbdt.ttf");

    fn font(bytes: &[u8]) -> Option<Arc<Font>> {
        let mut database = FontDatabase::new(&Ledger::new());
        database.register(bytes.to_vec(), Some("Colors")).ok()?;
        Some(database.match_font(&font::parse("10px Colors").unwrap()))
    }

    fn glyphs(font: &Font) -> Vec<ColorGlyph> {
        (0..100).filter_map(|id| color_glyph(font, id, Color::rgb(1, 2, 3))).collect()
    }

    #[test]
    fn every_paint_becomes_steps() {
        let font = font(PAINTS).unwrap();
        let glyphs = glyphs(&font);
        assert!(glyphs.len() >= 50, "{}", glyphs.len());
        let (mut modes, mut own, mut gradients) = (Vec::new(), false, 0);
        for glyph in &glyphs {
            assert!(glyph.reach().is_some());
            let ColorGlyph::Paints(steps) = glyph else { panic!("is no picture") };
            for step in steps {
                match step {
                    PaintStep::PopLayer(mode) => modes.push(*mode),
                    PaintStep::Fill(Paint::Color(color), _) => own |= color.bytes() == [1, 2, 3],
                    PaintStep::Fill(..) => gradients += 1,
                    _ => {}
                }
            }
            let count = |test: fn(&PaintStep) -> bool| steps.iter().filter(|s| test(s)).count();
            let (pushed, popped) = (
                count(|s| matches!(s, PaintStep::PushClip(_))),
                count(|s| matches!(s, PaintStep::PopClip)),
            );
            assert_eq!(pushed, popped);
        }
        modes.dedup();
        assert!(modes.contains(&None) && modes.len() >= 27 && own && gradients >= 11);
    }

    #[test]
    fn pictures_stand_on_the_baseline() {
        let font = font(PICTURES).unwrap();
        let glyphs = glyphs(&font);
        assert!(!glyphs.is_empty());
        for glyph in glyphs {
            let ColorGlyph::Picture(picture) = &glyph else { panic!("is a picture") };
            assert!(
                matches!(&picture.data, PictureData::Png(bytes) if bytes.starts_with(b"\x89PNG"))
            );
            let reach = glyph.reach().unwrap();
            assert!(reach.y < -0.5 && reach.y > -1.5 && reach.width > 0.8, "{reach:?}");
        }
    }

    /// Every byte of the colour table in turn: whatever it becomes takes no long time and does no harm.
    #[test]
    fn damaged_graphs_do_no_harm() {
        let start = crate::text::testing::table(PAINTS, b"COLR");
        let mut drawn = 0;
        for at in (start..PAINTS.len().min(start + 2000)).step_by(3) {
            for bits in [0xFF, 0x01, 0x80] {
                let mut bytes = PAINTS.to_vec();
                bytes[at] ^= bits;
                drawn += font(&bytes).map_or(0, |font| glyphs(&font).len());
            }
        }
        assert!(drawn > 10_000, "{drawn}");
    }

    /// Layers of layers of layers: a few hundred bytes that ask for more steps than there are atoms.
    #[test]
    fn graphs_that_multiply_are_refused() {
        let levels = 40u32;
        let mut colr = Vec::new();
        let word = |table: &mut Vec<u8>, v: u32| table.extend_from_slice(&v.to_be_bytes());
        // Version 1, nothing of version 0; the base glyphs at 34, the layers behind them.
        colr.extend_from_slice(&[0, 1, 0, 0]);
        [0, 0].into_iter().for_each(|v| word(&mut colr, v));
        colr.extend_from_slice(&[0, 0]);
        let base = 34;
        let base_length = 4 + 6 + 6;
        let layers = base + base_length;
        [base, layers, 0, 0, 0].into_iter().for_each(|v| word(&mut colr, v));
        word(&mut colr, 1);
        colr.extend_from_slice(&[0, 5]);
        word(&mut colr, 10);
        // Glyph 5: all layers from the first two on.
        colr.extend_from_slice(&[1, 2, 0, 0, 0, 0]);
        word(&mut colr, 2 * levels);
        let paints = 4 + 4 * 2 * levels;
        for level in 0..levels {
            // Both layers of a level are the next one, twice.
            word(&mut colr, paints + 6 * level);
            word(&mut colr, paints + 6 * level);
        }
        for level in 1..=levels {
            let next = if level < levels { 2 } else { 0 };
            colr.extend_from_slice(&[1, next]);
            word(&mut colr, 2 * level);
        }
        let bytes = crate::text::testing::with_table(b"name", b"COLR", &colr);
        let font = font(&bytes).unwrap();
        assert!(may_have_color(&font, 5));
        assert!(color_glyph(&font, 5, Color::BLACK).is_none());
    }
}
