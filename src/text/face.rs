//! One face of a font file: its bytes, checked once, and what matching and layout ask of it.
//!
//! Glyphs are read from the bytes when they are needed and nothing is unpacked ahead, so a face costs
//! little more than its file. The bundled face is the exception: small text of it unpacks it, once.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::attribute::{Attributes, Style as SkrifaStyle};
use skrifa::bitmap::BitmapStrikes;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::{FontRef, MetadataProvider};

use super::baselines;
use super::names::Names;
use super::small::SmallGlyphs;
use crate::css::{Stretch, Style};
use crate::error::{Error, Result, guard};
use crate::mem::{Charge, Kind, Ledger};

/// The bytes of a font file, shared by the faces of a collection, with their charge.
pub(super) struct FontFile {
    pub(super) bytes: Cow<'static, [u8]>,
    /// `None` for the bundled face, which belongs to the program and not to an environment.
    charge: Option<Charge>,
}

/// A parsed face. Shared between threads; nothing in it changes that can be seen.
pub struct Face {
    file: Arc<FontFile>,
    index: u32,
    names: Names,
    attributes: FaceAttributes,
    units_per_em: f64,
    /// Filled when first asked for; `None` in it for every face but the bundled one.
    small: OnceLock<Option<SmallGlyphs>>,
}

/// What CSS matches faces by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FaceAttributes {
    pub(super) style: Style,
    pub(super) weight: u16,
    pub(super) stretch: Stretch,
}

/// Heights above (`*ascent`) and depths below (`*descent`) the alphabetic baseline. Positive as a
/// rule. Those of a face are in ems; times a size they are in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extents {
    /// Top of the line box the font asks for.
    pub ascent: f64,
    /// Bottom of the line box the font asks for.
    pub descent: f64,
    /// Top of the em square.
    pub em_ascent: f64,
    /// Bottom of the em square.
    pub em_descent: f64,
    /// The hanging baseline, above the alphabetic one.
    pub hanging: f64,
    /// The ideographic baseline, above the alphabetic one: as a rule below it.
    pub ideographic: f64,
}

/// The hanging baseline as a part of the ascent, which browsers use where a font doesn't tell.
const HANGING: f64 = 0.8;

/// The em sizes OpenType allows. <https://learn.microsoft.com/en-us/typography/opentype/spec/head>
const UNITS_PER_EM: std::ops::RangeInclusive<u16> = 16..=16384;
/// The most faces of one collection that are looked at; the largest known ones have about 40.
const MAX_FACES: u32 = 64;
impl FontFile {
    pub(super) fn bundled(bytes: &'static [u8]) -> Arc<Self> {
        Arc::new(Self { bytes: Cow::Borrowed(bytes), charge: None })
    }

    /// Fails when the ledger's budget does not allow the bytes.
    pub(super) fn charged(mut bytes: Vec<u8>, ledger: &Arc<Ledger>) -> Result<Arc<Self>> {
        bytes.shrink_to_fit();
        let charge = ledger.charge(Kind::Font, bytes.capacity())?;
        Ok(Arc::new(Self { bytes: Cow::Owned(bytes), charge: Some(charge) }))
    }

    /// How many faces the file holds, bounded.
    fn faces(&self) -> u32 {
        match skrifa::raw::FileRef::new(&self.bytes) {
            Ok(skrifa::raw::FileRef::Collection(collection)) => collection.len().min(MAX_FACES),
            _ => 1,
        }
    }
}

impl Face {
    /// Every face of a file. Fails with a decode error for what is no font that can be drawn.
    pub(super) fn parse_all(file: &Arc<FontFile>) -> Result<Vec<Arc<Self>>> {
        check_signature(&file.bytes)?;
        // The readers meet bytes from anywhere; a panic in them is the font's fault.
        guard("reading the font", || {
            (0..file.faces()).map(|index| Self::parse(file, index).map(Arc::new)).collect()
        })
        .map_err(|error| Error::decode(error.message()))
    }

    fn parse(file: &Arc<FontFile>, index: u32) -> Result<Self> {
        let font = FontRef::from_index(&file.bytes, index)
            .map_err(|e| Error::decode(format!("the font can't be read: {e}")))?;
        let metrics = Metrics::new(&font, Size::unscaled(), LocationRef::default());
        check_tables(&font, &metrics)?;
        Ok(Self {
            index,
            names: Names::of(&font),
            attributes: FaceAttributes::of(&font),
            units_per_em: f64::from(metrics.units_per_em),
            file: Arc::clone(file),
            small: OnceLock::new(),
        })
    }

    /// The family to show; empty for a font that does not name one.
    pub fn family(&self) -> &str {
        self.names.first().unwrap_or_default()
    }

    /// Heights and depths in ems, with the axes at a place.
    pub(super) fn extents_at(&self, location: LocationRef<'_>) -> Extents {
        let read = guard("reading the font's metrics", || {
            let font = self.tables()?;
            Ok(Extents::of(&font, &Metrics::new(&font, Size::unscaled(), location)))
        });
        read.unwrap_or_default()
    }

    /// The account of the face; `None` for the bundled one.
    pub(super) fn ledger(&self) -> Option<&Arc<Ledger>> {
        self.file.charge.as_ref().map(Charge::ledger)
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn attributes(&self) -> FaceAttributes {
        self.attributes
    }

    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em
    }

    /// The fast way to small masks; `None` for faces from outside.
    pub(super) fn small_glyphs(&self) -> Option<&SmallGlyphs> {
        let bundled = || match &self.file.bytes {
            Cow::Borrowed(bytes) => SmallGlyphs::new(bytes).ok(),
            Cow::Owned(_) => None,
        };
        self.small.get_or_init(bundled).as_ref()
    }

    /// A view for the table readers; costs a look at the table directory.
    pub(super) fn tables(&self) -> Result<FontRef<'_>> {
        FontRef::from_index(&self.file.bytes, self.index)
            .map_err(|e| Error::internal(format!("a parsed font can't be read again: {e}")))
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FaceAttributes { style, weight, stretch } = self.attributes;
        write!(f, "Face({} {weight} {style:?} {stretch:?})", self.family())
    }
}

/// Web font wrappers are no fonts to the parsers; say so in words that help.
fn check_signature(bytes: &[u8]) -> Result<()> {
    match bytes.first_chunk::<4>() {
        None => Err(Error::decode(format!("{} bytes are too few for a font", bytes.len()))),
        Some(b"wOFF" | b"wOF2") => Err(Error::decode(
            "WOFF and WOFF2 fonts can't be read: register the TrueType or OpenType font inside",
        )),
        Some(_) => Ok(()),
    }
}

/// What no text can be drawn without. A bad checksum or a missing table that layout can do without
/// (`name`, `OS/2`, `post`) is no reason to refuse a font.
fn check_tables(font: &FontRef<'_>, metrics: &Metrics) -> Result<()> {
    let refuse = |why: String| Err(Error::decode(format!("the font can't be used: {why}")));
    if !UNITS_PER_EM.contains(&metrics.units_per_em) {
        let (low, high) = (UNITS_PER_EM.start(), UNITS_PER_EM.end());
        let units = metrics.units_per_em;
        return refuse(format!("its em square has {units} units, allowed are {low} to {high}"));
    }
    if metrics.glyph_count == 0 || font.hmtx().is_err() {
        return refuse("it has no glyphs or no widths".to_owned());
    }
    if !font.charmap().has_map() {
        return refuse("it maps no characters to glyphs".to_owned());
    }
    let has_pictures = BitmapStrikes::new(font).format().is_some();
    if font.outline_glyphs().format().is_none() && !has_pictures {
        return refuse("it has neither outlines nor pictures".to_owned());
    }
    Ok(())
}

impl FaceAttributes {
    fn of(font: &FontRef<'_>) -> Self {
        let Attributes { stretch, style, weight } = Attributes::new(font);
        Self {
            style: match style {
                SkrifaStyle::Normal => Style::Normal,
                SkrifaStyle::Italic => Style::Italic,
                SkrifaStyle::Oblique(_) => Style::Oblique,
            },
            // Saturating cast; fonts say 0 for "not told" and sometimes 1 to 9.
            weight: match weight.value() as u16 {
                0 => 400,
                class @ 1..=9 => class * 100,
                weight => weight.min(1000),
            },
            stretch: stretch_of(stretch.percentage()),
        }
    }
}

/// The keyword nearest to a width in percent of the normal one.
fn stretch_of(percent: f32) -> Stretch {
    use Stretch::*;
    const WIDTHS: [(Stretch, f32); 9] = [
        (UltraCondensed, 50.0),
        (ExtraCondensed, 62.5),
        (Condensed, 75.0),
        (SemiCondensed, 87.5),
        (Normal, 100.0),
        (SemiExpanded, 112.5),
        (Expanded, 125.0),
        (ExtraExpanded, 150.0),
        (UltraExpanded, 200.0),
    ];
    let distance = |width: f32| (width - percent).abs();
    WIDTHS
        .into_iter()
        .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))
        .map_or(Normal, |(stretch, _)| stretch)
}

impl Extents {
    fn of(font: &FontRef<'_>, metrics: &Metrics) -> Self {
        let em = f64::from(metrics.units_per_em);
        let (ascent, descent) = (f64::from(metrics.ascent) / em, -f64::from(metrics.descent) / em);
        let typographic = font.os2().ok().map(|os2| {
            (f64::from(os2.s_typo_ascender()) / em, -f64::from(os2.s_typo_descender()) / em)
        });
        // The em square reaches as far up, of its height, as the typographic box does of its own.
        // <https://drafts.csswg.org/css-inline-3/#baseline-synthesis-em>
        let (up, down) = [typographic, Some((ascent, descent))]
            .into_iter()
            .flatten()
            .find(|(up, down)| up + down > 0.0)
            .unwrap_or((1.0, 0.0));
        let em_ascent = up / (up + down);
        let told = |tag: &[u8; 4]| baselines::height(font, Tag::new(tag)).map(|units| units / em);
        Self {
            ascent,
            descent,
            em_ascent,
            em_descent: 1.0 - em_ascent,
            hanging: told(b"hang").unwrap_or(ascent * HANGING),
            ideographic: told(b"ideo").unwrap_or(-descent),
        }
    }

    /// In pixels at a size.
    pub fn scaled(&self, size: f64) -> Self {
        Self {
            ascent: self.ascent * size,
            descent: self.descent * size,
            em_ascent: self.em_ascent * size,
            em_descent: self.em_descent * size,
            hanging: self.hanging * size,
            ideographic: self.ideographic * size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::geom::Transform;
    use crate::text::{Font, Strike, Tone, glyph_coverage, layout, run_outline, testing};

    fn parse(bytes: Vec<u8>) -> Result<Vec<Arc<Face>>> {
        Face::parse_all(&FontFile::charged(bytes, &Ledger::new())?)
    }

    #[test]
    fn the_bundled_face_is_what_it_says() {
        let faces = parse(testing::BUNDLED.to_vec()).unwrap();
        assert_eq!(faces.len(), 1);
        let face = &faces[0];
        assert_eq!(face.family(), "Noto Sans");
        let FaceAttributes { style, weight, stretch } = face.attributes();
        assert_eq!((style, weight, stretch), (Style::Normal, 400, Stretch::Normal));
        let e = face.extents_at(LocationRef::default());
        // Noto Sans: ascent 1069 and descent 293 of 1000 units.
        assert!((e.ascent - 1.069).abs() < 1e-6 && (e.descent - 0.293).abs() < 1e-6, "{e:?}");
        assert!((e.em_ascent + e.em_descent - 1.0).abs() < 1e-12);
        assert_eq!(e.scaled(10.0).em_ascent, e.em_ascent * 10.0);
    }

    #[test]
    fn attributes_come_from_the_font() {
        let face = parse(testing::variant(700, true, 3)).unwrap().remove(0);
        let FaceAttributes { style, weight, stretch } = face.attributes();
        assert_eq!((style, weight, stretch), (Style::Italic, 700, Stretch::Condensed));
        assert_eq!(parse(testing::variant(3, false, 5)).unwrap()[0].attributes().weight, 300);
        assert_eq!(parse(testing::variant(0, false, 5)).unwrap()[0].attributes().weight, 400);
    }

    #[test]
    fn what_is_no_font_is_refused_in_clear_words() {
        let refused = |bytes: &[u8]| {
            let error = parse(bytes.to_vec()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            error.message().to_owned()
        };
        assert!(refused(b"").contains("0 bytes"));
        assert!(refused(b"wOF2 and more").contains("WOFF"));
        refused(b"\x89PNG\r\n\x1a\n and so on");
        refused(&[0; 1000]);
        let mut no_em = testing::BUNDLED.to_vec();
        let head = testing::table(&no_em, b"head");
        no_em[head + 18..head + 20].fill(0);
        assert!(refused(&no_em).contains("0 units"));
    }

    /// Everything that a damaged font is asked for once it got past parsing.
    fn exercise(bytes: Vec<u8>) -> bool {
        let Ok(faces) = parse(bytes) else { return false };
        let text: String = (' '..'\u{250}').chain('А'..'я').collect();
        let fonts: Vec<_> = faces.into_iter().map(|face| Arc::new(Font::plain(face))).collect();
        let Ok(layout) = layout(&text, &fonts, 200.0, Default::default()) else { return false };
        layout.ink_bounds();
        for run in &layout.runs {
            run_outline(run);
            for glyph in run.glyphs.iter().step_by(7) {
                let t = Transform::IDENTITY;
                let strike = Strike::new(&run.font, 40.0, &t, true, Tone::LINEAR).unwrap();
                let _ = glyph_coverage(&run.font, &strike, glyph.id, [1, 0]);
            }
        }
        true
    }

    #[test]
    fn truncated_fonts_do_no_harm() {
        let font = testing::BUNDLED;
        assert!(exercise(font.to_vec()));
        for i in 0..40 {
            exercise(font[..font.len() * i / 40].to_vec());
        }
    }

    #[test]
    fn damaged_fonts_do_no_harm() {
        let font = testing::BUNDLED;
        let mut survivors = 0;
        // All of the table directory and of the small tables, then places all over the file.
        let small = [b"head", b"hhea", b"maxp", b"cmap", b"name", b"OS/2"];
        let small = small.into_iter().flat_map(|tag| {
            let start = testing::table(font, tag);
            start..start + 32
        });
        for at in (0..200).chain(small).chain((200..font.len()).step_by(font.len() / 200)) {
            for bits in [0xFF, 0x80, 0x01] {
                let mut damaged = font.to_vec();
                damaged[at] ^= bits;
                survivors += usize::from(exercise(damaged));
            }
        }
        assert!(survivors > 500, "only {survivors} got as far as layout");
    }
}
