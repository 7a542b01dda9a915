//! From a string to positioned glyphs.
//! <https://html.spec.whatwg.org/multipage/canvas.html#text-preparation-algorithm>

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use unicode_script::UnicodeScript;

use super::anchor;
use super::bidi::visual_runs;
use super::boxes::glyph_box;
use super::color::may_have_color;
use super::kept::KeptTexts;
use super::segments::Segments;
use super::shape::{ClusterKind, Features, Piece, Request, Shaped, shape};
use super::{
    Direction, Extents, Font, FontKerning, Segment, TextAlign, TextBaseline, TextOptions,
    TextRendering,
};
use crate::css::{FontShorthand, Setting};
use crate::error::{Error, Result, guard};
use crate::geom::{Point, Rect};

/// The most characters of one text: some 30 MB of glyphs.
pub const MAX_TEXT_CHARS: usize = 1 << 20;

/// A glyph and where its origin is, from the left end of the text's alphabetic baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Index into the face's glyphs.
    pub id: u16,
    /// Bytes of the text where the letters it stands for start.
    pub cluster: u32,
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
    /// The whole text that it is a part of, for those who keep letters.
    pub text: Arc<str>,
}

impl GlyphRun {
    /// Bytes of the glyphs, for the charge of what holds the run.
    pub fn bytes(&self) -> usize {
        self.glyphs.capacity() * size_of::<Glyph>() + self.text.len()
    }
}

impl GlyphRun {
    /// The run in parts, those that bring their own colours and those that do not, each with which it is.
    pub fn by_color(&self) -> impl Iterator<Item = (bool, Self)> {
        let part = |has_color| {
            let is_of_it = |glyph: &&Glyph| may_have_color(&self.font, glyph.id) == has_color;
            let glyphs = self.glyphs.iter().filter(is_of_it).copied().collect();
            (has_color, Self { glyphs, ..self.clone() })
        };
        [true, false].map(part).into_iter().filter(|(_, run)| !run.glyphs.is_empty())
    }
}

/// Where the clusters of a text's runs begin, and so end, in order.
pub fn cluster_ends(runs: &[GlyphRun]) -> Vec<u32> {
    let all = runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.cluster));
    let mut ends: Vec<u32> = all.collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// The letters that the glyphs of a cluster stand for, given what [`cluster_ends`] gives.
pub fn letters_of<'t>(run: &'t GlyphRun, cluster: u32, ends: &[u32]) -> &'t str {
    let next = ends.partition_point(|end| *end <= cluster);
    let end = ends.get(next).map_or(run.text.len(), |end| *end as usize);
    run.text.get(cluster as usize..end).unwrap_or_default()
}

/// A text in glyphs, one run for each face that was needed.
#[derive(Clone, Debug)]
pub struct TextLayout {
    /// At most one run for each face.
    pub runs: Arc<[GlyphRun]>,
    /// The sum of the advances and of what is between them; negative where letters run back.
    pub width: f64,
    /// The box of a text without ink: where its last word starts, as in Chromium.
    pub blank: Rect,
    /// From the leftmost origin of a glyph to the rightmost end of one.
    pub span: (f64, f64),
    /// Of the first face, in pixels.
    pub extents: Extents,
    /// Characters that no font has, the first few.
    pub missing: Vec<char>,
    /// Whether the glyphs are fitted to the pixels.
    is_hinted: bool,
    ink: OnceLock<Option<Rect>>,
}

/// The fonts of a text and what was shaped with them.
pub(super) struct FontList {
    /// Best first.
    pub(super) fonts: Vec<Arc<Font>>,
    words: KeptTexts<WordStyle, Shaped>,
    texts: KeptTexts<TextKey, TextLayout>,
}

impl FontList {
    pub(super) fn new(fonts: Vec<Arc<Font>>) -> Self {
        Self { fonts, words: KeptTexts::default(), texts: KeptTexts::default() }
    }
}

/// What words are shaped by beside their fonts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct WordStyle {
    is_rtl: bool,
    features: Features,
    language: Option<Arc<str>>,
    settings: Arc<[Setting<u32>]>,
}

/// What texts are laid out by beside their fonts: numbers as bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct TextKey {
    sizes: [u64; 3],
    kerning: FontKerning,
    rendering: TextRendering,
    style: WordStyle,
}

/// A text, the fonts it is in, and how it is set.
#[derive(Clone, Copy)]
pub(super) struct ToLayOut<'a> {
    pub(super) text: &'a str,
    pub(super) list: &'a FontList,
    pub(super) font: &'a FontShorthand,
    pub(super) options: &'a TextOptions,
    /// What knows fonts outside of the list.
    pub(super) fallback: &'a dyn Fn(char) -> Option<Arc<Font>>,
}

impl ToLayOut<'_> {
    /// Lays the text out with the first of the list's fonts that has each character, else with what `fallback` knows;
    /// characters that none has show the first font's glyph for that. Fails when the text is longer than
    /// [`MAX_TEXT_CHARS`].
    pub(super) fn layout(&self) -> Result<Arc<TextLayout>> {
        self.check_length()?;
        let key = self.key();
        self.list.texts.get(self.text, &key, |_| self.make(&key.style, None).map(|(made, _)| made))
    }

    /// The same, with what each cluster takes of the line.
    pub(super) fn segments(&self) -> Result<(TextLayout, Vec<Segment>)> {
        self.check_length()?;
        let segments = Segments::new(self.options.rendering != TextRendering::GeometricPrecision);
        let (layout, segments) = self.make(&self.key().style, Some(segments))?;
        let text = collapsed(self.text);
        Ok((layout, segments.map(|segments| segments.finish(&text)).unwrap_or_default()))
    }

    fn check_length(&self) -> Result<()> {
        // Bytes are quicker to count than characters, and never fewer.
        if self.text.len() > MAX_TEXT_CHARS {
            let count = self.text.chars().count();
            if count > MAX_TEXT_CHARS {
                return Err(Error::limit(format!(
                    "a text of {count} characters is too long: at most {MAX_TEXT_CHARS} are laid out at once"
                )));
            }
        }
        Ok(())
    }

    fn size(&self) -> f64 {
        grid_size(self.font.size_px)
    }

    fn key(&self) -> TextKey {
        let options = self.options;
        TextKey {
            sizes: [self.size(), options.letter, options.word].map(f64::to_bits),
            kerning: options.kerning,
            rendering: options.rendering,
            style: WordStyle {
                is_rtl: options.direction == Direction::Rtl,
                features: Features::of(options, self.font.caps),
                language: options.language.clone(),
                settings: Arc::clone(&options.features),
            },
        }
    }

    fn make(
        &self,
        style: &WordStyle,
        segments: Option<Segments>,
    ) -> Result<(TextLayout, Option<Segments>)> {
        // Damaged fonts that were registered may still make a reader panic.
        guard("laying out the text", || {
            let mut line = Line::new(self.size(), self.options, segments);
            self.fill(&mut line, style)?;
            let precisely = self.options.rendering == TextRendering::GeometricPrecision;
            let first = self.list.fonts.first();
            let extents = first.map(|f| f.extents().at(line.size, precisely)).unwrap_or_default();
            Ok(line.finish(extents, &collapsed(self.text)))
        })
    }

    fn fill(&self, line: &mut Line<'_>, style: &WordStyle) -> Result<()> {
        let text = collapsed(self.text);
        for run in visual_runs(&text, style.is_rtl) {
            line.start_run(run.is_rtl);
            let style = WordStyle { is_rtl: run.is_rtl, ..style.clone() };
            let mut words: Vec<Range<usize>> = words_of(&text, run.range, self.options).collect();
            if run.is_rtl {
                words.reverse();
            }
            for word in words {
                let shaped = self.list.words.get(&text[word.clone()], &style, |text| {
                    shape(
                        text,
                        &Request {
                            fonts: &self.list.fonts,
                            fallback: self.fallback,
                            is_rtl: style.is_rtl,
                            features: style.features,
                            language: style.language.as_deref(),
                            settings: &style.settings,
                        },
                    )
                })?;
                line.push(&shaped, word.start);
            }
        }
        Ok(())
    }
}

/// Chromium rounds sizes down to hundredths of a pixel, in single precision, and then to 64ths. Tiny sizes, which only a
/// transform makes visible, keep their fractions; so do those that nobody sees.
fn grid_size(size: f64) -> f64 {
    if !(1.0..=1e6).contains(&size) {
        return size;
    }
    let hundredths = (size as f32 * 100.0).floor() / 100.0;
    (f64::from(hundredths) * 64.0).floor() / 64.0
}

/// Step 2 of the text preparation algorithm: every ASCII whitespace is a space. So is what else ends lines,
/// as in Chromium.
fn collapsed(text: &str) -> Cow<'_, str> {
    let is_other = |c: char| {
        c != ' ' && (c.is_ascii_whitespace() || matches!(c, '\u{B}' | '\u{2028}' | '\u{2029}'))
    };
    if text.contains(is_other) { text.replace(is_other, " ").into() } else { text.into() }
}

/// What is shaped at once, in order. As in browsers, words are shaped one by one unless more care was
/// asked for; then letters are kerned with the spaces beside them.
fn words_of<'a>(
    text: &'a str,
    run: Range<usize>,
    options: &TextOptions,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let careful = matches!(
        options.rendering,
        TextRendering::OptimizeLegibility | TextRendering::GeometricPrecision
    ) || options.kerning == FontKerning::Normal;
    let mut start = run.start;
    std::iter::from_fn(move || {
        let rest = text.get(start..run.end).filter(|rest| !rest.is_empty())?;
        let length = if careful { rest.len() } else { word_length(rest) };
        start += length;
        Some(start - length..start)
    })
}

/// The bytes of the first word: a space, a character of Chinese or Japanese with its marks, or all up to
/// the next of those.
fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    if first == ' ' {
        return 1;
    }
    let ends =
        |c: char| if is_ideographic(first) { !is_mark(c) } else { c == ' ' || is_ideographic(c) };
    characters.find(|(_, c)| ends(*c)).map_or(text.len(), |(at, _)| at)
}

fn is_ideographic(character: char) -> bool {
    use unicode_script::Script::{Bopomofo, Han, Hiragana, Katakana};
    character > '\u{2E7F}' && matches!(character.script(), Bopomofo | Han | Hiragana | Katakana)
}

fn is_mark(character: char) -> bool {
    character.script() == unicode_script::Script::Inherited
}

/// A line of text that grows to the right.
struct Line<'a> {
    runs: Vec<GlyphRun>,
    size: f64,
    options: &'a TextOptions,
    /// The sum of the advances, without gaps: apart from each other, so that a space of 20 pixels is exactly
    /// 20 more.
    advance: f64,
    gaps: f64,
    span: (f64, f64),
    /// Where the last word starts.
    last: f64,
    missing: Vec<char>,
    /// For those who ask for them.
    segments: Option<Segments>,
}

impl<'a> Line<'a> {
    fn new(size: f64, options: &'a TextOptions, segments: Option<Segments>) -> Self {
        Self {
            runs: Vec::new(),
            size,
            options,
            advance: 0.0,
            gaps: 0.0,
            span: (0.0, 0.0),
            last: 0.0,
            missing: Vec::new(),
            segments,
        }
    }

    fn start_run(&mut self, is_rtl: bool) {
        if let Some(segments) = &mut self.segments {
            segments.start_run(is_rtl);
        }
    }

    /// `start` is where the word starts in the text.
    fn push(&mut self, word: &Shaped, start: usize) {
        self.last = self.advance + self.gaps;
        word.pieces.iter().for_each(|piece| self.push_piece(piece, start));
        for &character in &word.missing {
            if !self.missing.contains(&character) {
                self.missing.push(character);
            }
        }
    }

    fn push_piece(&mut self, piece: &Piece, start: usize) {
        let size = piece.letters.size(self.size);
        let pixels = |parts: i32| f64::from(parts) / piece.em() * size;
        let index = self.run(&piece.font, size);
        let (letter, word) = (self.options.letter, self.options.word);
        let mut glyphs = std::mem::take(&mut self.runs[index].glyphs);
        glyphs.reserve(piece.glyphs.len());
        for glyph in &piece.glyphs {
            let gap = match glyph.kind {
                _ if !glyph.ends_cluster => 0.0,
                ClusterKind::Letter => letter,
                ClusterKind::Space => letter + word,
                ClusterKind::Tight => 0.0,
            };
            let x = self.advance + self.gaps + pixels(glyph.dx);
            self.span.0 = self.span.0.min(x);
            // In texts of some megabytes.
            let cluster = start as u32 + glyph.cluster;
            let placed = Glyph { id: glyph.id, cluster, x, y: -pixels(glyph.dy) };
            glyphs.push(placed);
            let left = self.advance + self.gaps;
            let advance = pixels(glyph.advance);
            self.advance += if glyph.is_rounded { advance.round() } else { advance };
            self.span.1 = self.span.1.max(self.advance + self.gaps);
            // To the right of a cluster in either direction, as in Chromium.
            self.gaps += gap;
            if let Some(segments) = &mut self.segments {
                segments.push((&piece.font, size), &placed, (left, self.advance + self.gaps));
            }
        }
        self.runs[index].glyphs = glyphs;
    }

    /// The run of a font at a size.
    fn run(&mut self, font: &Arc<Font>, size: f64) -> usize {
        let known = self.runs.iter().position(|r| Arc::ptr_eq(&r.font, font) && r.size == size);
        known.unwrap_or_else(|| {
            self.runs.push(GlyphRun {
                font: Arc::clone(font),
                size,
                glyphs: Vec::new(),
                text: Arc::default(),
            });
            self.runs.len() - 1
        })
    }

    fn finish(mut self, extents: Extents, text: &str) -> (TextLayout, Option<Segments>) {
        let text: Arc<str> = text.into();
        self.runs.iter_mut().for_each(|run| run.text = Arc::clone(&text));
        let layout = TextLayout {
            runs: self.runs.into(),
            width: self.advance + self.gaps,
            blank: Rect { x: self.last, ..Rect::default() },
            span: self.span,
            extents,
            missing: self.missing,
            is_hinted: self.options.rendering != TextRendering::GeometricPrecision,
            ink: OnceLock::new(),
        };
        (layout, self.segments)
    }
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

    /// The box of the ink, from the left end of the alphabetic baseline; `None` when all is blank.
    pub fn ink_bounds(&self) -> Option<Rect> {
        *self.ink.get_or_init(|| self.find_ink())
    }

    fn find_ink(&self) -> Option<Rect> {
        let glyphs = self.runs.iter().flat_map(|run| {
            run.glyphs.iter().filter_map(move |glyph| {
                let ink = glyph_box(&run.font, glyph.id, run.size, self.is_hinted)?;
                Some(Rect { x: ink.x + glyph.x, y: ink.y + glyph.y, ..ink })
            })
        });
        let corners =
            glyphs.flat_map(|r| [Point::new(r.x, r.y), Point::new(r.right(), r.bottom())]);
        Rect::around(corners)
    }

    /// About what it takes.
    pub(super) fn bytes(&self) -> usize {
        let glyphs: usize = self.runs.iter().map(GlyphRun::bytes).sum();
        size_of::<Self>() + size_of_val::<[GlyphRun]>(&self.runs) + glyphs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::text::testing;

    fn lay(text: &str, size: f64) -> Arc<TextLayout> {
        spaced(text, size, TextOptions::default())
    }

    fn spaced(text: &str, size: f64, options: TextOptions) -> Arc<TextLayout> {
        testing::layout(text, &[testing::bundled()], size, options).unwrap()
    }

    /// What widths in Chromium 156 tell.
    #[test]
    fn sizes_are_rounded_down_twice() {
        let sizes = [(17.05, 1090), (17.1, 1094), (17.15, 1097), (17.3, 1106), (17.8, 1138)];
        let others =
            [(9.9, 632), (11.3, 723), (13.37, 855), (22.7, 1452), (40.1, 2565), (64.0, 4096)];
        for (size, sixty_fourths) in sizes.into_iter().chain(others) {
            assert_eq!(grid_size(size) * 64.0, f64::from(sixty_fourths), "{size}");
        }
        for size in [0.3, 1e30, f64::INFINITY] {
            assert_eq!(grid_size(size), size);
        }
    }

    #[test]
    fn letters_and_words_are_spaced() {
        let space = |letter, word| TextOptions { letter, word, ..TextOptions::default() };
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
        assert_eq!(lay("a\u{FE0F}\u{200D}\u{AD}b", 10.0).width, lay("ab", 10.0).width);
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
        let laid = database.layout("ab\u{4E00}c", &font, &TextOptions::default()).unwrap();
        let chain = database.match_fonts(&font);
        assert_eq!(laid.runs.len(), 2);
        let of = |font: &Arc<Font>| laid.runs.iter().find(|r| Arc::ptr_eq(&r.font, font)).unwrap();
        assert_eq!(of(&chain[0]).glyphs.len(), 1, "the box of the first face");
        assert_eq!(laid.missing, ['\u{4E00}']);
        let xs: Vec<f64> = of(&face).glyphs.iter().map(|g| g.x).collect();
        let a = lay("a", 10.0).width;
        assert_eq!((xs.len(), xs[0], xs[1]), (3, 0.0, a));
        assert!(xs[2] > of(&chain[0]).glyphs[0].x);
    }

    #[test]
    fn words_end_at_spaces_and_about_ideographs() {
        let words = |text: &'static str, careful: bool| -> Vec<&str> {
            let kerning = if careful { FontKerning::Normal } else { FontKerning::Auto };
            let options = TextOptions { kerning, ..TextOptions::default() };
            words_of(text, 0..text.len(), &options).map(|range| &text[range]).collect()
        };
        assert_eq!(words("ab  c", false), ["ab", " ", " ", "c"]);
        assert_eq!(words("ab  c", true), ["ab  c"]);
        assert_eq!(
            words("ab日本か\u{3099}。」c", false),
            ["ab", "日", "本", "か\u{3099}", "。」c"]
        );
        assert_eq!(words("한국어", false), ["한국어"]);
        assert_eq!(collapsed("a\tb\u{2028}c\u{B}d"), "a b c d");
    }

    #[test]
    fn too_long_a_text_is_refused() {
        let long = "é".repeat(MAX_TEXT_CHARS);
        assert_eq!(lay(&long, 10.0).runs[0].glyphs.len(), MAX_TEXT_CHARS);
        let error =
            testing::layout(&(long + "x"), &[testing::bundled()], 10.0, TextOptions::default())
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
    fn ink_is_in_the_box_of_all_glyphs() {
        let precisely = TextRendering::GeometricPrecision;
        let options = TextOptions { rendering: precisely, ..TextOptions::default() };
        let text = spaced("Ajÿ H", 64.0, options);
        let mut path = crate::path::Path::new();
        for run in text.runs.iter() {
            path.append(&crate::text::run_outline(run), &crate::geom::Transform::IDENTITY);
        }
        let (ink, outline) = (text.ink_bounds().unwrap(), path.bounds().unwrap());
        let room = [
            outline.x - ink.x,
            outline.y - ink.y,
            ink.right() - outline.right(),
            ink.bottom() - outline.bottom(),
        ];
        assert!(room.iter().all(|room| (0.0..1.0).contains(room)), "{room:?}");
        assert_eq!(lay("  ", 10.0).ink_bounds(), None);
    }
}
