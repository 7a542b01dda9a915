//! From a string to positioned glyphs.
//! <https://html.spec.whatwg.org/multipage/canvas.html#text-preparation-algorithm>

use std::sync::Arc;

use skrifa::charmap::Charmap;
use skrifa::instance::Size;
use skrifa::metrics::GlyphMetrics;
use skrifa::{GlyphId, MetadataProvider};

use super::anchor;
use super::color::may_have_color;
use super::kern::Kerning;
use super::outline::ink_bounds;
use super::{Direction, Extents, Font, GlyphSpacing, TextAlign, TextBaseline};
use crate::error::{Error, Result, guard};
use crate::geom::{Point, Rect};

/// The most characters of one text: some 30 MB of glyphs.
pub const MAX_TEXT_CHARS: usize = 1 << 20;

/// A glyph and where its origin is, from the left end of the text's alphabetic baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Index into the face's glyphs.
    pub id: u16,
    /// Pixels to the right.
    pub x: f64,
    /// Pixels down.
    pub y: f64,
}

/// The glyphs of a text that are of one face, in the order of the text.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The font.
    pub font: Arc<Font>,
    /// Pixels of an em.
    pub size: f64,
    /// The glyphs, blank ones included.
    pub glyphs: Vec<Glyph>,
}

impl GlyphRun {
    /// Bytes of the glyphs, for the charge of what holds the run.
    pub fn bytes(&self) -> usize {
        self.glyphs.capacity() * size_of::<Glyph>()
    }
}

impl GlyphRun {
    /// The run in parts, those that bring their own colours and those that do not, each with which it is.
    pub fn by_color(&self) -> impl Iterator<Item = (bool, Self)> {
        let part = |has_color| {
            let is_of_it = |glyph: &&Glyph| may_have_color(&self.font, glyph.id) == has_color;
            let glyphs = self.glyphs.iter().filter(is_of_it).copied().collect();
            (has_color, Self { font: Arc::clone(&self.font), size: self.size, glyphs })
        };
        [true, false].map(part).into_iter().filter(|(_, run)| !run.glyphs.is_empty())
    }
}

/// A text in glyphs, one run for each face that was needed.
#[derive(Clone, Debug)]
pub struct TextLayout {
    /// At most one run for each face.
    pub runs: Vec<GlyphRun>,
    /// The sum of the advances and of what is between them; negative where letters run back.
    pub width: f64,
    /// From the leftmost origin of a glyph to the rightmost end of one.
    pub span: (f64, f64),
    /// Of the first face, in pixels.
    pub extents: Extents,
}

/// Lays out `text` at `size` pixels and with this spacing, with the first of `faces` that has each character; characters
/// that none has show the first face's glyph for that. Fails when the text is longer than
/// [`MAX_TEXT_CHARS`].
pub fn layout(
    text: &str,
    fonts: &[Arc<Font>],
    size: f64,
    spacing: GlyphSpacing,
) -> Result<TextLayout> {
    let count = text.chars().count();
    if count > MAX_TEXT_CHARS {
        return Err(Error::limit(format!(
            "a text of {count} characters is too long: at most {MAX_TEXT_CHARS} are laid out at once"
        )));
    }
    // Damaged fonts that were registered may still make a reader panic.
    guard("laying out the text", || {
        let mut line = Line::new(fonts, size, spacing)?;
        text.chars().for_each(|character| line.push(collapsed(character)));
        let extents = fonts.first().map(|font| font.extents().scaled(size)).unwrap_or_default();
        Ok(line.finish(extents))
    })
}

/// Step 2 of the text preparation algorithm: every ASCII whitespace is a space.
fn collapsed(character: char) -> char {
    if character.is_ascii_whitespace() { ' ' } else { character }
}

/// One face during a layout.
struct Source<'a> {
    font: &'a Arc<Font>,
    characters: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    kerning: Kerning<'a>,
    glyphs: Vec<Glyph>,
}

impl<'a> Source<'a> {
    fn new(font: &'a Arc<Font>) -> Result<Self> {
        let tables = font.face().tables()?;
        Ok(Self {
            font,
            characters: tables.charmap(),
            metrics: tables.glyph_metrics(Size::unscaled(), font.location()),
            kerning: Kerning::of(&tables),
            glyphs: Vec::new(),
        })
    }

    /// `None` for a character the face lacks.
    fn glyph(&self, character: char) -> Option<u16> {
        let id = self.characters.map(character)?.to_u32();
        u16::try_from(id).ok().filter(|&id| id != 0)
    }
}

/// A line of text that grows to the right.
struct Line<'a> {
    sources: Vec<Source<'a>>,
    size: f64,
    spacing: GlyphSpacing,
    /// The sum of the advances, without gaps: apart from each other, so that a space of 20 pixels is exactly
    /// 20 more.
    advance: f64,
    gaps: f64,
    /// What is to come between the last cluster and the next.
    gap: f64,
    span: (f64, f64),
    /// Source and id of the glyph before, for kerning.
    last: Option<(usize, u16)>,
}

impl<'a> Line<'a> {
    fn new(fonts: &'a [Arc<Font>], size: f64, spacing: GlyphSpacing) -> Result<Self> {
        let sources = fonts.iter().map(Source::new).collect::<Result<_>>()?;
        Ok(Self {
            sources,
            size,
            spacing,
            advance: 0.0,
            gaps: 0.0,
            gap: 0.0,
            span: (0.0, 0.0),
            last: None,
        })
    }

    fn push(&mut self, character: char) {
        let found =
            self.sources.iter().enumerate().find_map(|(i, s)| Some((i, s.glyph(character)?)));
        let (index, id) = match found {
            Some(found) => found,
            None if is_ignorable(character) => return,
            None => (0, 0),
        };
        let kern = if self.spacing.kerns { self.kern(index, id) } else { 0.0 };
        if !continues_cluster(character) {
            self.gaps += self.gap;
            self.gap = self.spacing.letter;
            if is_word_separator(character) {
                self.gap += self.spacing.word;
            }
        }
        let Some(source) = self.sources.get_mut(index) else { return };
        self.advance += kern;
        let x = self.advance + self.gaps;
        self.span.0 = self.span.0.min(x);
        source.glyphs.push(Glyph { id, x, y: 0.0 });
        let advance = source.metrics.advance_width(GlyphId::from(id)).unwrap_or(0.0);
        self.advance += f64::from(advance) * self.size / source.font.face().units_per_em();
        self.span.1 = self.span.1.max(self.advance + self.gaps);
        self.last = Some((index, id));
    }

    /// Pixels between the glyph before and this one, where both are of one face.
    fn kern(&self, index: usize, id: u16) -> f64 {
        let Some((_, left)) = self.last.filter(|&(last, _)| last == index) else { return 0.0 };
        let Some(source) = self.sources.get(index) else { return 0.0 };
        source.kerning.between(left, id) * self.size / source.font.face().units_per_em()
    }

    fn finish(self, extents: Extents) -> TextLayout {
        let runs = self.sources.into_iter().filter(|source| !source.glyphs.is_empty());
        let size = self.size;
        let runs = runs.map(|source| GlyphRun {
            font: Arc::clone(source.font),
            size,
            glyphs: source.glyphs,
        });
        TextLayout {
            runs: runs.collect(),
            width: self.advance + (self.gaps + self.gap),
            span: self.span,
            extents,
        }
    }
}

/// What `wordSpacing` widens. <https://drafts.csswg.org/css-text-4/#word-separator>
fn is_word_separator(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{A0}' | '\u{1361}' | '\u{10100}' | '\u{10101}' | '\u{1039F}' | '\u{1091F}'
    )
}

/// Marks that belong to the letter before: the blocks of combining marks, until there is shaping.
fn continues_cluster(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Control and format characters and variation selectors: a face that lacks them shows nothing.
/// <https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point>
fn is_ignorable(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
                | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

impl TextLayout {
    /// From the point the text is drawn at to the left end of its alphabetic baseline, before any
    /// condensing.
    pub fn origin(&self, align: TextAlign, baseline: TextBaseline, direction: Direction) -> Point {
        anchor::origin(self.width, &self.extents, align, baseline, direction)
    }

    /// The horizontal scale that makes the text no wider than `max_width`, at most 1; `None` when
    /// nothing is to be drawn because `max_width` is not positive.
    pub fn fit(&self, max_width: f64) -> Option<f64> {
        if max_width.is_nan() || max_width <= 0.0 {
            return None;
        }
        Some(if self.width > max_width { max_width / self.width } else { 1.0 })
    }

    /// The bounds of the ink, from the left end of the alphabetic baseline; `None` when all is blank.
    pub fn ink_bounds(&self) -> Option<Rect> {
        let glyphs = self.runs.iter().flat_map(run_ink);
        let corners =
            glyphs.flat_map(|r| [Point::new(r.x, r.y), Point::new(r.right(), r.bottom())]);
        Rect::around(corners)
    }

    /// Bytes of all glyphs.
    pub fn bytes(&self) -> usize {
        self.runs.iter().map(GlyphRun::bytes).sum()
    }
}

/// The ink of every glyph of a run. Each different glyph is measured once, so that a long text costs
/// no more than its alphabet.
fn run_ink(run: &GlyphRun) -> impl Iterator<Item = Rect> {
    let mut ids: Vec<u16> = run.glyphs.iter().map(|glyph| glyph.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let bounds = ink_bounds(&run.font, &ids, run.size);
    run.glyphs.iter().filter_map(move |glyph| {
        let ink = ids.binary_search(&glyph.id).ok().and_then(|at| bounds[at])?;
        Some(Rect { x: ink.x + glyph.x, y: ink.y + glyph.y, ..ink })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::text::testing;

    fn lay(text: &str, size: f64) -> TextLayout {
        spaced(text, size, GlyphSpacing::default())
    }

    fn spaced(text: &str, size: f64, spacing: GlyphSpacing) -> TextLayout {
        layout(text, &[testing::bundled()], size, spacing).unwrap()
    }

    #[test]
    fn letters_and_words_are_spaced() {
        let space = |letter, word| GlyphSpacing { letter, word, kerns: true };
        let xs = |layout: &TextLayout| -> Vec<f64> {
            layout.runs[0].glyphs.iter().map(|glyph| glyph.x).collect()
        };
        let (plain, wide) = (lay("a b", 10.0), spaced("a b", 10.0, space(3.0, 5.0)));
        let moved: Vec<f64> =
            xs(&plain).iter().zip([0.0, 3.0, 11.0]).map(|(x, by)| x + by).collect();
        assert_eq!(xs(&wide), moved);
        assert_eq!(wide.width, plain.width + 14.0);
        // Every kind of space, and a mark that belongs to its letter.
        for (text, more) in [("a\tb", 14.0), ("a\u{A0}b", 14.0), ("e\u{301}b", 6.0), ("", 0.0)] {
            let (plain, wide) = (lay(text, 10.0), spaced(text, 10.0, space(3.0, 5.0)));
            assert!((wide.width - plain.width - more).abs() < 1e-9, "{text:?}");
        }
        let back = spaced("abc", 10.0, space(-50.0, 0.0));
        assert!(back.width < -100.0 && back.span.0 < -80.0 && back.span.1 < 10.0);
        assert_eq!(back.fit(10.0), Some(1.0));
    }

    #[test]
    fn widths_add_up_and_scale() {
        // Noto Sans: H is 741 units wide, space 260.
        assert!((lay("H", 100.0).width - 74.1).abs() < 1e-9);
        assert!((lay("H H", 1000.0).width - 1742.0).abs() < 1e-9);
        assert!((lay("Hello", 33.0).width - lay("Hello", 330.0).width / 10.0).abs() < 1e-9);
        let empty = lay("", 10.0);
        assert_eq!((empty.width, empty.runs.len(), empty.ink_bounds()), (0.0, 0, None));
        assert!(empty.extents.ascent > 10.0);
        assert_eq!(lay("abc", 0.0).width, 0.0);
    }

    #[test]
    fn every_ascii_whitespace_is_a_space() {
        let ids = |text| lay(text, 10.0).runs[0].glyphs.iter().map(|g| g.id).collect::<Vec<_>>();
        assert_eq!(ids("a\tb\nc\x0Cd\re"), ids("a b c d e"));
        assert_ne!(ids("a\u{A0}b").len(), 2);
    }

    #[test]
    fn missing_characters_fall_back_and_then_show_a_box() {
        let face = testing::bundled();
        let only = lay("\u{4E00}", 10.0);
        assert_eq!(only.runs[0].glyphs[0].id, 0);
        assert!(only.width > 0.0);
        assert_eq!(lay("a\u{FE0F}\u{200D}\u{7}b", 10.0).width, lay("ab", 10.0).width);
        // A face that lacks everything: the bundled one without characters in its map.
        let mut blind = testing::BUNDLED.to_vec();
        let cmap = testing::table(&blind, b"cmap");
        let subtables = u16::from_be_bytes([blind[cmap + 2], blind[cmap + 3]]);
        // Every subtable becomes a format 12 map of no groups: 16 bytes with their length in them.
        for i in 0..usize::from(subtables) {
            let at = cmap + 4 + 8 * i + 4;
            let offset = u32::from_be_bytes(blind[at..at + 4].try_into().unwrap()) as usize;
            let map = cmap + offset;
            blind[map..map + 16]
                .copy_from_slice(&[0, 12, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0]);
        }
        let mut database = super::super::FontDatabase::new(&crate::mem::Ledger::new());
        database.register(blind, Some("Blind")).unwrap();
        let font = crate::css::font::parse("10px Blind").unwrap();
        let laid = database.layout("ab\u{4E00}c", &font, GlyphSpacing::default()).unwrap();
        let chain = database.match_fonts(&font);
        assert_eq!(laid.runs.len(), 2);
        assert!(
            Arc::ptr_eq(&laid.runs[0].font, &chain[0]) && Arc::ptr_eq(&laid.runs[1].font, &face)
        );
        assert_eq!(laid.runs[0].glyphs.len(), 1, "the box of the first face");
        let xs: Vec<f64> = laid.runs[1].glyphs.iter().map(|g| g.x).collect();
        let a = lay("a", 10.0).width;
        assert_eq!((xs.len(), xs[0], xs[1]), (3, 0.0, a));
        assert!(xs[2] > laid.runs[0].glyphs[0].x);
    }

    #[test]
    fn too_long_a_text_is_refused() {
        let long = "é".repeat(MAX_TEXT_CHARS);
        assert_eq!(lay(&long, 10.0).runs[0].glyphs.len(), MAX_TEXT_CHARS);
        let error = layout(&(long + "x"), &[testing::bundled()], 10.0, GlyphSpacing::default())
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.message().contains("1048577"), "{error}");
    }

    #[test]
    fn fit_condenses_only_what_is_too_wide() {
        let text = lay("Hello", 20.0);
        assert_eq!(text.fit(text.width), Some(1.0));
        assert_eq!(text.fit(1e9), Some(1.0));
        assert_eq!(text.fit(text.width / 4.0), Some(0.25));
        assert_eq!([text.fit(0.0), text.fit(-1.0), text.fit(f64::NAN)], [None; 3]);
    }

    #[test]
    fn ink_bounds_are_those_of_all_outlines() {
        let text = lay("Ajÿ H", 300.0);
        let mut path = crate::path::Path::new();
        for run in &text.runs {
            path.append(&crate::text::run_outline(run), &crate::geom::Transform::IDENTITY);
        }
        let (ink, outline) = (text.ink_bounds().unwrap(), path.bounds().unwrap());
        for (a, b) in [(ink.x, outline.x), (ink.y, outline.y)] {
            assert!((a - b).abs() < 1e-9);
        }
        assert!((ink.right() - outline.right()).abs() < 1e-9);
        assert!((ink.bottom() - outline.bottom()).abs() < 1e-9);
        assert_eq!(lay("  ", 10.0).ink_bounds(), None);
    }
}
