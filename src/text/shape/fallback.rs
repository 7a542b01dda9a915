//! Shapes a text with the first of several fonts that has each cluster.

use std::ops::Range;
use std::sync::Arc;

use harfrust::{Feature, GlyphBuffer, Language, Script, Tag, UnicodeBuffer};

use super::caps::{self, Made, Part};
use super::shaper::{RunStyle, language_of, script_of};
use super::{ClusterKind, Features, Piece, Shaped, ShapedGlyph, punctuation, scripts};
use crate::css::Setting;
use crate::error::Result;
use crate::text::Font;

/// The characters of a text that are told as missing at most.
const MAX_MISSING: usize = 64;
/// The most fonts beyond the list that are tried for one run of text.
const MAX_FALLBACKS: usize = 16;

/// How a text is shaped.
pub(in crate::text) struct Request<'a> {
    pub(in crate::text) fonts: &'a [Arc<Font>],
    /// A font outside of the list that has this character.
    pub(in crate::text) fallback: &'a dyn Fn(char) -> Option<Arc<Font>>,
    pub(in crate::text) is_rtl: bool,
    pub(in crate::text) features: Features,
    pub(in crate::text) language: Option<&'a str>,
    /// Features that go before all others.
    pub(in crate::text) settings: &'a [Setting<u32>],
}

/// Shapes a text of one direction. Damaged fonts may make it panic.
pub(in crate::text) fn shape(text: &str, request: &Request<'_>) -> Result<Shaped> {
    let mut shaped = Shaped::default();
    let language = request.language.and_then(language_of);
    let runs = scripts::runs(text);
    for (range, script) in in_order(runs, request.is_rtl) {
        let script = script_of(script);
        let mut run = Run { text, request, language: language.as_ref(), script, pieces: vec![] };
        run.shape(range, &mut shaped.missing)?;
        run.pieces.sort_by_key(|piece| piece.start);
        shaped.pieces.extend(in_order(run.pieces, request.is_rtl));
    }
    Ok(shaped)
}

/// From the text's order to that from left to right.
fn in_order<T>(mut list: Vec<T>, is_rtl: bool) -> Vec<T> {
    if is_rtl {
        list.reverse();
    }
    list
}

/// A run of one script.
struct Run<'a> {
    text: &'a str,
    request: &'a Request<'a>,
    language: Option<&'a Language>,
    script: Option<Script>,
    pieces: Vec<Piece>,
}

impl Run<'_> {
    fn shape(&mut self, range: Range<usize>, missing: &mut Vec<char>) -> Result<()> {
        let mut left = vec![range];
        for (i, font) in self.request.fonts.iter().enumerate() {
            left = self.shape_all(font, left, i == 0)?;
        }
        let mut tries = 0;
        while let Some(range) = left.pop() {
            let font = self.beyond(&range).filter(|_| tries < MAX_FALLBACKS);
            tries += 1;
            let Some(font) = font else {
                note(missing, self.text, &range);
                self.shape_box(range)?;
                continue;
            };
            let before = range.len();
            let still = self.shape_all(&font, vec![range], true)?;
            // The font may have the character by its map and still not shape it.
            let after: usize = still.iter().map(Range::len).sum();
            if after >= before {
                for range in still {
                    note(missing, self.text, &range);
                    self.shape_box(range)?;
                }
            } else {
                left.extend(still);
            }
        }
        Ok(())
    }

    /// A font that is not in the list for the first character that shows.
    fn beyond(&self, range: &Range<usize>) -> Option<Arc<Font>> {
        let characters = self.text.get(range.clone())?.chars();
        let mut visible = characters.filter(|&c| !is_invisible(c) && !is_selector(c));
        (self.request.fallback)(visible.next()?)
    }

    /// Shapes ranges with a font; gives what it lacks.
    fn shape_all(
        &mut self,
        font: &Arc<Font>,
        ranges: Vec<Range<usize>>,
        is_first: bool,
    ) -> Result<Vec<Range<usize>>> {
        let mut left = Vec::new();
        for range in ranges {
            let text = &self.text[range.clone()];
            // Shaping with a font that has nothing of it would be in vain; the first one is tried anyhow,
            // because it may compose letters of parts.
            if !is_first && !text.chars().any(|c| font.has(c)) {
                left.push(range);
                continue;
            }
            self.shape_with(font, range, &mut left)?;
        }
        Ok(left)
    }

    fn shape_with(
        &mut self,
        font: &Arc<Font>,
        range: Range<usize>,
        left: &mut Vec<Range<usize>>,
    ) -> Result<()> {
        let made = self.made(font)?;
        for part in caps::parts(self.text, range, &made) {
            let glyphs = self.glyphs(font, &part, &made)?;
            self.sort(font, part, glyphs, left);
        }
        Ok(())
    }

    /// How the font makes the capitals that are wanted.
    fn made(&self, font: &Font) -> Result<Made> {
        Ok(caps::of(&font.face().tables()?, self.script, self.request.features.caps))
    }

    /// The boxes of the first font.
    fn shape_box(&mut self, range: Range<usize>) -> Result<()> {
        let Some(font) = self.request.fonts.first() else { return Ok(()) };
        let made = self.made(font)?;
        for part in caps::parts(self.text, range, &made) {
            let glyphs = self.glyphs(font, &part, &made)?;
            self.add(font, &part, part.range.clone(), &glyphs);
        }
        Ok(())
    }

    fn glyphs(&self, font: &Arc<Font>, part: &Part, made: &Made) -> Result<GlyphBuffer> {
        let range = &part.range;
        let tables = font.face().tables()?;
        let mut buffer = UnicodeBuffer::new();
        buffer.set_pre_context(&self.text[..range.start]);
        for (at, character) in self.text[range.clone()].char_indices() {
            // A text is at most some megabytes long.
            let cluster = (range.start + at) as u32;
            part.letters.write(character, |c| buffer.add(c, cluster));
        }
        buffer.set_post_context(&self.text[range.end..]);
        let mut features = self.request.features.list(made.features(part));
        // What the attributes say goes before what the face says: of two for one tag the last counts.
        let feature = |&(tag, value): &Setting<u32>| Feature::new(Tag::new(&tag), value, ..);
        features.splice(0..0, font.features().iter().map(feature));
        features.extend(self.request.settings.iter().map(feature));
        for half in punctuation::halved(&self.text[range.clone()]) {
            let place = range.start + half.start..range.start + half.end;
            features.push(Feature::new(Tag::new(b"halt"), 1, place));
        }
        let style = RunStyle {
            script: self.script,
            is_rtl: self.request.is_rtl,
            language: self.language,
            features: &features,
        };
        Ok(font.shaping(&tables).shape(&tables, buffer, &style))
    }

    /// Keeps the clusters the font has; the others are left.
    fn sort(
        &mut self,
        font: &Arc<Font>,
        part: Part,
        glyphs: GlyphBuffer,
        left: &mut Vec<Range<usize>>,
    ) {
        let infos = glyphs.glyph_infos();
        let is_whole = !font.is_partial() && infos.iter().all(|info| info.glyph_id != 0);
        if is_whole {
            return self.add(font, &part, part.range.clone(), &glyphs);
        }
        // Neighbours stay together: they may be one word of another font.
        let mut has_range: Option<Range<usize>> = None;
        for (cluster, has) in clusters(font, self.text, &part.range, &glyphs) {
            if has {
                match &mut has_range {
                    Some(range) => range.end = cluster.end,
                    None => has_range = Some(cluster),
                }
                continue;
            }
            if let Some(range) = has_range.take() {
                self.add(font, &part, range, &glyphs);
            }
            match left.last_mut() {
                Some(last) if last.end == cluster.start => last.end = cluster.end,
                _ => left.push(cluster),
            }
        }
        if let Some(range) = has_range {
            self.add(font, &part, range, &glyphs);
        }
    }

    /// The glyphs of a range of what was shaped.
    fn add(&mut self, font: &Arc<Font>, whole: &Part, range: Range<usize>, buffer: &GlyphBuffer) {
        let of_range = indices(buffer, &range, self.request.is_rtl);
        let (Some(infos), Some(places)) =
            (buffer.glyph_infos().get(of_range.clone()), buffer.glyph_positions().get(of_range))
        else {
            return;
        };
        let mut glyphs: Vec<ShapedGlyph> = Vec::with_capacity(infos.len());
        for (info, place) in infos.iter().zip(places) {
            if let Some(last) = glyphs.last_mut().filter(|last| last.cluster == info.cluster) {
                last.ends_cluster = false;
            }
            glyphs.push(ShapedGlyph {
                // A font has at most 65,535 glyphs.
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                ends_cluster: true,
                is_rounded: false,
                kind: kind_at(self.text, info.cluster),
                cluster: info.cluster,
                advance: place.x_advance,
                dx: place.x_offset,
                dy: place.y_offset,
            });
        }
        let (letters, start) = (whole.letters, range.start);
        let mut piece = Piece { font: Arc::clone(font), letters, glyphs, start };
        if font.has_colors() {
            piece.follow_pictures();
        }
        self.pieces.push(piece);
    }
}

/// Which glyphs are of a range of the text. Their clusters go up, or down where the text runs left; looking at
/// all of them for each of many ranges would take the square of their number.
fn indices(buffer: &GlyphBuffer, range: &Range<usize>, is_rtl: bool) -> Range<usize> {
    let infos = buffer.glyph_infos();
    let before = |place: usize| infos.partition_point(|info| (info.cluster as usize) < place);
    let from = |place: usize| infos.partition_point(|info| (info.cluster as usize) >= place);
    if is_rtl { from(range.end)..from(range.start) } else { before(range.start)..before(range.end) }
}

/// The clusters of what was shaped, in the order of the text, and whether the font has them.
fn clusters(
    font: &Font,
    text: &str,
    range: &Range<usize>,
    glyphs: &GlyphBuffer,
) -> Vec<(Range<usize>, bool)> {
    let mut starts: Vec<(usize, bool)> = Vec::new();
    for info in glyphs.glyph_infos() {
        starts.push((info.cluster as usize, info.glyph_id != 0));
    }
    // By place, the lacking first.
    starts.sort_unstable();
    starts.dedup_by_key(|(start, _)| *start);
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([range.end]);
    let ranges = starts.iter().zip(ends).map(|(&(start, has), end)| (start..end, has));
    let ranges = ranges.map(|(cluster, has)| {
        let first = text.get(cluster.clone()).and_then(|text| text.chars().next());
        let allowed = !font.is_partial() || first.is_none_or(|c| font.has(c) || is_invisible(c));
        (cluster, has && allowed)
    });
    ranges.collect()
}

fn kind_at(text: &str, cluster: u32) -> ClusterKind {
    match text.get(cluster as usize..).and_then(|text| text.chars().next()) {
        Some(c) if is_word_separator(c) => ClusterKind::Space,
        Some(c) if is_invisible(c) || is_joined(c) => ClusterKind::Tight,
        _ => ClusterKind::Letter,
    }
}

/// Of a script whose letters are joined. <https://drafts.csswg.org/css-text-4/#cursive-script>
fn is_joined(character: char) -> bool {
    use unicode_script::Script::{
        Arabic, Hanifi_Rohingya, Mandaic, Mongolian, Nko, Phags_Pa, Syriac,
    };
    let script = unicode_script::UnicodeScript::script(&character);
    matches!(script, Arabic | Hanifi_Rohingya | Mandaic | Mongolian | Nko | Phags_Pa | Syriac)
}

/// <https://drafts.csswg.org/css-text-4/#word-separator>
fn is_word_separator(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{A0}' | '\u{1361}' | '\u{10100}' | '\u{10101}' | '\u{1039F}' | '\u{1091F}'
    )
}

/// Format characters, which no font needs to have.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}')
}

fn note(missing: &mut Vec<char>, text: &str, range: &Range<usize>) {
    for character in text.get(range.clone()).into_iter().flat_map(str::chars) {
        if missing.len() >= MAX_MISSING {
            return;
        }
        let shows = !is_invisible(character) && !is_selector(character);
        if shows && !missing.contains(&character) {
            missing.push(character);
        }
    }
}
