//! Shaping: from a piece of text to the glyphs of its fonts, in the order they stand in.
//!
//! A run is shaped with the first font; what that lacks is shaped with the next, cluster by cluster,
//! so that no letter is parted from its marks. What no font has shows the first font's box.

mod caps;
mod fallback;
mod features;
mod punctuation;
mod scripts;
mod shaper;

pub(super) use fallback::{Request, shape};
pub(super) use features::Features;
pub(super) use shaper::ShapingTables;

use std::sync::Arc;

use skrifa::raw::TableProvider;

use super::Font;
use super::color::picture;
pub(super) use caps::Letters;

/// A text in glyphs from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaped {
    pub(super) pieces: Vec<Piece>,
    /// Characters that no font has.
    pub(super) missing: Vec<char>,
}

/// Glyphs of one font.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) font: Arc<Font>,
    /// Small capitals may be made of large ones of another size.
    pub(super) letters: Letters,
    pub(super) glyphs: Vec<ShapedGlyph>,
    /// Bytes of the text where its part starts.
    start: usize,
}

/// A glyph in parts of its font's unit; see [`Piece::em`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    /// The glyph after it starts another cluster.
    pub(super) ends_cluster: bool,
    /// Its advance is whole pixels, as Chromium has those of pictures of an `sbix` table.
    pub(super) is_rounded: bool,
    /// What its cluster is to spacing.
    pub(super) kind: ClusterKind,
    /// Bytes of the text where its cluster starts.
    pub(super) cluster: u32,
    pub(super) advance: i32,
    /// To the right.
    pub(super) dx: i32,
    /// Up.
    pub(super) dy: i32,
}

/// What letter and word spacing make of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClusterKind {
    Letter,
    /// <https://drafts.csswg.org/css-text-4/#word-separator>
    Space,
    /// Gets no space after it: it shows nothing, or is joined to the next letter.
    Tight,
}

impl Piece {
    /// The parts of an em.
    pub(super) fn em(&self) -> f64 {
        self.font.face().units_per_em() * f64::from(shaper::PARTS_OF_UNIT)
    }

    /// Pictures tell themselves how much of the line they take, but for those of an `sbix` table.
    fn follow_pictures(&mut self) {
        let em = self.em();
        let Ok(tables) = self.font.face().tables() else { return };
        let is_sbix = tables.sbix().is_ok();
        for glyph in &mut self.glyphs {
            if is_sbix {
                glyph.is_rounded = picture::exists(&tables, glyph.id);
            } else if let Some(advance) = picture::advance(&tables, glyph.id) {
                // Saturates.
                glyph.advance = (advance * em).round() as i32;
            }
        }
    }
}

impl Shaped {
    /// About what it takes.
    pub(super) fn bytes(&self) -> usize {
        let pieces = self.pieces.iter();
        let glyphs: usize =
            pieces.map(|piece| piece.glyphs.capacity() * size_of::<ShapedGlyph>()).sum();
        size_of::<Self>() + self.pieces.capacity() * size_of::<Piece>() + glyphs
    }
}
