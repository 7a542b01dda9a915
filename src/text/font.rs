//! A face as a text uses it: where its axes stand, and what of the wanted style is made up.

use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::FontRef;
use skrifa::instance::{LocationRef, NormalizedCoord};

use super::boxes::GlyphBoxes;
use super::cache::GlyphCache;
use super::color::{PictureKey, PlacedPicture};
use super::coverage::{GlyphCoverage, MaskKey};
use super::extents::FaceExtents;
use super::face::Face;
use super::hinting::Hinting;
use super::shape::ShapingTables;
use super::small::SmallGlyphs;
use super::strikes::Strikes;
use crate::css::{FontDescriptors, Setting};

/// What a face lacks of the wanted style and is made up when its glyphs are drawn.
/// <https://drafts.csswg.org/css-fonts-4/#font-synthesis-intro>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Synthesis {
    /// Outlines are made thicker.
    pub bold: bool,
    /// Outlines are slanted.
    pub oblique: bool,
}

/// An instance of a face. Shared between threads; holds the coverage of the glyphs drawn lately.
pub struct Font {
    face: Arc<Face>,
    /// One for each axis; none for a face without axes, and at its default.
    coordinates: Box<[NormalizedCoord]>,
    synthesis: Synthesis,
    descriptors: Arc<FontDescriptors>,
    extents: FaceExtents,
    hinting: Hinting,
    boxes: GlyphBoxes,
    strikes: Strikes,
    cache: GlyphCache<MaskKey, GlyphCoverage>,
    pictures: GlyphCache<PictureKey, PlacedPicture>,
    shaping: OnceLock<ShapingTables>,
}

impl Font {
    /// The face as it is in its file.
    #[cfg(test)]
    pub(super) fn plain(face: Arc<Face>) -> Self {
        Self::new(face, Box::default(), Synthesis::default(), Arc::default())
    }

    /// The face with its axes at these normalized places, used as the descriptors say.
    pub(super) fn new(
        face: Arc<Face>,
        coordinates: Box<[NormalizedCoord]>,
        synthesis: Synthesis,
        descriptors: Arc<FontDescriptors>,
    ) -> Self {
        let own = face.extents_at(LocationRef::new(&coordinates));
        let extents = own.overridden(descriptors.ascent, descriptors.descent);
        Self {
            face,
            coordinates,
            synthesis,
            descriptors,
            extents,
            hinting: Hinting::default(),
            boxes: GlyphBoxes::default(),
            strikes: Strikes::default(),
            cache: GlyphCache::default(),
            pictures: GlyphCache::default(),
            shaping: OnceLock::new(),
        }
    }

    /// The face in its file.
    pub fn face(&self) -> &Arc<Face> {
        &self.face
    }

    /// Where the axes of a variable face stand.
    pub(super) fn location(&self) -> LocationRef<'_> {
        LocationRef::new(&self.coordinates)
    }

    /// The same, to compare.
    pub(super) fn coordinates(&self) -> &[NormalizedCoord] {
        &self.coordinates
    }

    /// What is made up.
    pub fn synthesis(&self) -> Synthesis {
        self.synthesis
    }

    /// Whether it is to be used for a character: it has a glyph, and its `unicode-range` has the character.
    pub fn has(&self, character: char) -> bool {
        self.covers(character) && self.face.has(character)
    }

    /// Whether it is for some characters only, whatever others it has.
    pub fn is_partial(&self) -> bool {
        self.descriptors.ranges.is_some()
    }

    fn covers(&self, character: char) -> bool {
        self.descriptors.ranges.as_ref().is_none_or(|ranges| ranges.contain(character))
    }

    /// OpenType features that its descriptors turn on, off, or to a number.
    pub fn features(&self) -> &[Setting<u32>] {
        &self.descriptors.features
    }

    /// Heights and depths in ems.
    pub(super) fn extents(&self) -> FaceExtents {
        self.extents
    }

    pub(super) fn hinting(&self) -> &Hinting {
        &self.hinting
    }

    pub(super) fn boxes(&self) -> &GlyphBoxes {
        &self.boxes
    }

    pub(super) fn strikes(&self) -> &Strikes {
        &self.strikes
    }

    pub(super) fn glyph_cache(&self) -> &GlyphCache<MaskKey, GlyphCoverage> {
        &self.cache
    }

    /// Lets go of the glyphs drawn lately.
    pub(super) fn forget_glyphs(&self) {
        self.cache.clear();
        self.pictures.clear();
    }

    pub(super) fn picture_cache(&self) -> &GlyphCache<PictureKey, PlacedPicture> {
        &self.pictures
    }

    /// Some glyphs bring their own colours.
    pub(super) fn has_colors(&self) -> bool {
        self.face.is_coloured()
    }

    /// What shaping needs, made when first asked for. `tables` are those of its face.
    pub(super) fn shaping(&self, tables: &FontRef<'_>) -> &ShapingTables {
        self.shaping.get_or_init(|| ShapingTables::new(tables, &self.coordinates))
    }

    /// The fast way to small masks; `None` where the outlines are needed.
    pub(super) fn small_glyphs(&self) -> Option<&SmallGlyphs> {
        if self.coordinates.is_empty() && self.synthesis == Synthesis::default() {
            self.face.small_glyphs()
        } else {
            None
        }
    }
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Font({:?} {:?} {:?})", self.face, self.coordinates, self.synthesis)
    }
}
