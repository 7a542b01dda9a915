//! One face of a font file: its bytes, checked once, and what matching and layout ask of it.
//!
//! Glyphs are read from the bytes when they are needed and nothing is unpacked ahead, so a face costs
//! little more than its file. The bundled sans is the exception: small text of it unpacks it, once.

use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::charmap::MappingIndex;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::extents::FaceExtents;
use super::file::FontFile;
use super::matching::Capabilities;
use super::names::Names;
use super::small::SmallGlyphs;
use crate::error::{Error, Result, guard};
use crate::mem::Ledger;

/// A parsed face. Shared between threads; nothing in it changes that can be seen.
pub struct Face {
    file: Arc<FontFile>,
    index: u32,
    names: Names,
    capabilities: Capabilities,
    characters: MappingIndex,
    axes: Vec<Axis>,
    is_coloured: bool,
    units_per_em: f64,
    /// Filled when first asked for; `None` in it for every face but the bundled sans.
    small: OnceLock<Option<SmallGlyphs>>,
}

/// An axis of a variable face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Its name in four letters, such as `wght`.
    pub tag: [u8; 4],
    /// The least place.
    pub min: f32,
    /// Where it stands when nothing is wanted.
    pub default: f32,
    /// The greatest place.
    pub max: f32,
    /// Not meant to be shown to users.
    pub hidden: bool,
}

/// The em sizes OpenType allows. <https://learn.microsoft.com/en-us/typography/opentype/spec/head>
const UNITS_PER_EM: std::ops::RangeInclusive<u16> = 16..=16384;
/// The most axes that are looked at; real fonts have up to 20.
const MAX_AXES: usize = 64;

impl Face {
    /// Every face of a file. Fails with a decode error for what is no font that can be drawn.
    pub(super) fn parse_all(file: &Arc<FontFile>) -> Result<Vec<Arc<Self>>> {
        check_signature(file.bytes())?;
        // The readers meet bytes from anywhere; a panic in them is the font's fault.
        guard("reading the font", || {
            let faces = file.faces();
            if faces == 0 {
                return Err(Error::decode("the font collection holds no font"));
            }
            (0..faces).map(|index| Self::parse(file, index).map(Arc::new)).collect()
        })
        .map_err(|error| Error::decode(error.message()))
    }

    /// The face at this place of a collection.
    pub(super) fn parse_one(file: &Arc<FontFile>, index: u32) -> Result<Arc<Self>> {
        guard("reading the font", || Self::parse(file, index).map(Arc::new))
            .map_err(|error| Error::decode(error.message()))
    }

    fn parse(file: &Arc<FontFile>, index: u32) -> Result<Self> {
        let font = FontRef::from_index(file.bytes(), index)
            .map_err(|e| Error::decode(format!("the font can't be read: {e}")))?;
        let metrics = Metrics::new(&font, Size::unscaled(), LocationRef::default());
        check_tables(&font, &metrics)?;
        Ok(Self {
            index,
            names: Names::of(&font),
            capabilities: Capabilities::of(&font),
            characters: MappingIndex::new(&font),
            axes: axes(&font),
            is_coloured: has_colours(&font),
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

    /// The account of the face; `None` for a bundled one.
    pub(super) fn ledger(&self) -> Option<&Arc<Ledger>> {
        self.file.ledger()
    }

    /// Whether it has a glyph for a character.
    pub fn has(&self, character: char) -> bool {
        let Ok(tables) = self.tables() else { return false };
        let glyph = self.characters.charmap(&tables).map(character);
        glyph.is_some_and(|id| id.to_u32() != 0)
    }

    /// Whether its glyphs have colours of their own.
    pub fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// What can be varied; empty for a face that is as it is.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The bytes of its file, and which face of the file it is.
    pub(super) fn data(&self) -> (&[u8], u32) {
        (self.file.bytes(), self.index)
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// What CSS matches it by.
    pub fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em
    }

    /// The fast way to small masks; `None` for every face but the bundled sans.
    pub(super) fn small_glyphs(&self) -> Option<&SmallGlyphs> {
        let unpack = || SmallGlyphs::new(self.file.unpackable_bytes()?).ok();
        self.small.get_or_init(unpack).as_ref()
    }

    /// A view for the table readers; costs a look at the table directory.
    pub(super) fn tables(&self) -> Result<FontRef<'_>> {
        FontRef::from_index(self.file.bytes(), self.index)
            .map_err(|e| Error::internal(format!("a parsed font can't be read again: {e}")))
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Capabilities { style, weight, stretch } = self.capabilities;
        write!(f, "Face({} {weight:?} {style:?} {stretch:?})", self.family())
    }
}

fn check_signature(bytes: &[u8]) -> Result<()> {
    match bytes.first_chunk::<4>() {
        None => Err(Error::decode(format!("{} bytes are too few for a font", bytes.len()))),
        Some(_) => Ok(()),
    }
}

fn axes(font: &FontRef<'_>) -> Vec<Axis> {
    let axes = font.axes();
    let axes = axes.iter().take(MAX_AXES).map(|axis| Axis {
        tag: axis.tag().to_be_bytes(),
        min: axis.min_value(),
        default: axis.default_value(),
        max: axis.max_value(),
        hidden: axis.is_hidden(),
    });
    axes.collect()
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
    if font.outline_glyphs().format().is_none() && !has_pictures(font) {
        return refuse("it has neither outlines nor pictures of glyphs".to_owned());
    }
    Ok(())
}

/// Whether glyphs come in colours: layers, pictures or SVG.
fn has_colours(font: &FontRef<'_>) -> bool {
    font.colr().is_ok() || has_pictures(font)
}

/// Pictures that stand for outlines.
fn has_pictures(font: &FontRef<'_>) -> bool {
    font.cbdt().is_ok() || font.sbix().is_ok() || font.svg().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::css::{FaceStyle, Span};
    use crate::error::ErrorKind;
    use crate::geom::Transform;
    use crate::text::{Font, Masks, Strike, Tone, glyph_outline, run_outline, testing};

    fn parse(bytes: Vec<u8>) -> Result<Vec<Arc<Face>>> {
        Face::parse_all(&FontFile::new(bytes, &Ledger::new())?)
    }

    #[test]
    fn the_bundled_face_is_what_it_says() {
        let faces = parse(testing::BUNDLED.to_vec()).unwrap();
        assert_eq!(faces.len(), 1);
        let face = &faces[0];
        assert_eq!(face.family(), "Noto Sans");
        let all = Capabilities {
            style: FaceStyle::UPRIGHT,
            weight: Span::at(400.0),
            stretch: Span::at(100.0),
        };
        assert_eq!(face.capabilities(), all);
        assert!(face.has('A') && !face.has('\u{4E00}') && face.axes().is_empty());
        let e = face.extents_at(LocationRef::default());
        // Noto Sans: ascent 1069 and descent 293 of 1000 units.
        assert!((e.ascent - 1.069).abs() < 1e-6 && (e.descent - 0.293).abs() < 1e-6, "{e:?}");
    }

    #[test]
    fn attributes_come_from_the_font() {
        let face = parse(testing::variant(700, true, 3)).unwrap().remove(0);
        let Capabilities { style, weight, stretch } = face.capabilities();
        assert_eq!((style, weight, stretch), (FaceStyle::ITALIC, Span::at(700.0), Span::at(75.0)));
        let weight =
            |class| parse(testing::variant(class, false, 5)).unwrap()[0].capabilities().weight;
        assert_eq!((weight(3), weight(0)), (Span::at(300.0), Span::at(400.0)));
    }

    #[test]
    fn axes_come_from_the_font() {
        let axes = [(b"wght", [100.0, 400.0, 900.0]), (b"slnt", [-10.0, 0.0, 0.0])];
        let face = parse(testing::variable(&axes)).unwrap().remove(0);
        assert_eq!(face.axes().len(), 2);
        let Capabilities { style, weight, .. } = face.capabilities();
        assert_eq!(weight, Span { low: 100.0, high: 900.0 });
        assert_eq!(style.oblique, Some(Span { low: 0.0, high: 10.0 }));
    }

    #[test]
    fn what_is_no_font_is_refused_in_clear_words() {
        let refused = |bytes: &[u8]| {
            let error = parse(bytes.to_vec()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            error.message().to_owned()
        };
        assert!(refused(b"").contains("0 bytes"));
        assert!(refused(b"wOF2 and more").contains("cut short"));
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
        layout.ink_bounds();
        for run in layout.runs.iter() {
            run_outline(run);
            for glyph in run.glyphs.iter().step_by(7) {
                let t = Transform::IDENTITY;
                let strike = Strike::new(&run.font, 40.0, &t, true, Tone::LINEAR).unwrap();
                let _ = Masks::of(&run.font, &strike).get(glyph.id, [1, 0]);
            }
        }
        true
    }

    #[test]
    fn glyphs_of_glyphs_end() {
        let font = testing::bundled();
        let first = testing::glyph(&font, '!');
        let points = |glyphs: &[(u16, Option<[u16; 2]>)]| {
            let font = parse(testing::composites(glyphs)).unwrap().remove(0);
            let font = Arc::new(Font::plain(font));
            let strike = Strike::new(&font, 40.0, &Transform::IDENTITY, true, Tone::LINEAR);
            let _ = Masks::of(&font, &strike.unwrap()).get(first, [0; 2]);
            glyph_outline(&font, first, 40.0).len()
        };
        assert_eq!(points(&[(first, None)]), 4);
        assert_eq!(points(&[(first, Some([first + 1; 2])), (first + 1, None)]), 8);
        let own = points(&[(first, Some([first; 2]))]);
        let turns = [(first, Some([first + 1; 2])), (first + 1, Some([first; 2]))];
        assert_eq!((own, points(&turns)), (0, 0));
        // A thousand million triangles.
        let mut doubled: Vec<_> = (0..30).map(|i| (first + i, Some([first + i + 1; 2]))).collect();
        doubled.push((first + 30, None));
        assert_eq!(points(&doubled), 0);
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
