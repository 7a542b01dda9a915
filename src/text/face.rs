//! One face of a font file: its bytes, checked once, and what matching and layout ask of it.
//!
//! Glyphs are read from the bytes when they are needed and nothing is unpacked ahead, so a face costs
//! little more than its file. The bundled face is the exception: small text of it unpacks it, once.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::attribute::{Attributes, Style as SkrifaStyle};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::extents::FaceExtents;
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
    pub(super) fn extents_at(&self, location: LocationRef<'_>) -> FaceExtents {
        let read = guard("reading the font's metrics", || {
            let font = self.tables()?;
            Ok(FaceExtents::of(&font, &Metrics::new(&font, Size::unscaled(), location)))
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
    if font.outline_glyphs().format().is_none() {
        return refuse("it has no outlines; bitmap fonts can't be drawn".to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::text::{Font, glyph_coverage_at, run_outline, testing};

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
        let Ok(layout) = testing::layout(&text, &fonts, 200.0, Default::default()) else {
            return false;
        };
        layout.ink_bounds(true);
        for run in &layout.runs {
            run_outline(run);
            for glyph in run.glyphs.iter().step_by(7) {
                let _ = glyph_coverage_at(&run.font, glyph.id, 40.0, 1);
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
