//! A face as a text uses it: where its axes stand, and what of the wanted style is made up.

use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::instance::{LocationRef, NormalizedCoord};

use super::cache::GlyphCache;
use super::color::{self, PictureKey, PlacedPicture};
use super::coverage::{GlyphCoverage, MaskKey};
use super::face::{Extents, Face};
use super::hinting::Hinting;
use super::small::SmallGlyphs;

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
    extents: Extents,
    hinting: Hinting,
    cache: GlyphCache<MaskKey, GlyphCoverage>,
    pictures: GlyphCache<PictureKey, PlacedPicture>,
    has_colors: OnceLock<bool>,
}

impl Font {
    /// The face as it is in its file.
    pub(super) fn plain(face: Arc<Face>) -> Self {
        Self::new(face, Box::default(), Synthesis::default())
    }

    /// The face with its axes at these normalized places.
    pub(super) fn new(
        face: Arc<Face>,
        coordinates: Box<[NormalizedCoord]>,
        synthesis: Synthesis,
    ) -> Self {
        let extents = face.extents_at(LocationRef::new(&coordinates));
        Self {
            face,
            coordinates,
            synthesis,
            extents,
            hinting: Hinting::default(),
            cache: GlyphCache::default(),
            pictures: GlyphCache::default(),
            has_colors: OnceLock::new(),
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

    /// What is made up.
    pub fn synthesis(&self) -> Synthesis {
        self.synthesis
    }

    /// Heights and depths in ems.
    pub fn extents(&self) -> Extents {
        self.extents
    }

    pub(super) fn hinting(&self) -> &Hinting {
        &self.hinting
    }

    pub(super) fn glyph_cache(&self) -> &GlyphCache<MaskKey, GlyphCoverage> {
        &self.cache
    }

    pub(super) fn picture_cache(&self) -> &GlyphCache<PictureKey, PlacedPicture> {
        &self.pictures
    }

    /// Some glyphs bring their own colours.
    pub(super) fn has_colors(&self) -> bool {
        let look = || self.face.tables().is_ok_and(|tables| color::has_any(&tables));
        *self.has_colors.get_or_init(look)
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
