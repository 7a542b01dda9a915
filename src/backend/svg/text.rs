//! Text: words on their places, or outlines.

use std::collections::BTreeMap;

use super::Writer;
use super::number::{Precision, exact};
use crate::error::Result;
use crate::geom::Transform;
use crate::paint::{Paint, StrokeStyle};
use crate::text::{FontStyle, Glyph, GlyphRun, cluster_ends, letters_of, run_outline};

/// Letters without white space between them, and where they stand.
struct Word {
    letters: String,
    /// The left end of the leftmost glyph.
    x: f64,
    y: f64,
    /// From there to the right end of the rightmost glyph.
    width: f64,
    clusters: usize,
    /// White space follows.
    has_space: bool,
}

impl Writer<'_> {
    /// Glyphs, filled or stroked, in a space that `t` leads from.
    pub(super) fn glyphs(
        &mut self,
        runs: &[GlyphRun],
        place: &Transform,
        pen: Option<&StrokeStyle>,
        (paint, alpha, t): (&Paint, f64, &Transform),
    ) -> Result<()> {
        let is_moved = (place.a, place.b, place.c, place.d) == (1.0, 0.0, 0.0, 1.0);
        // A pen would be as condensed as its text.
        let as_paths = self.look.text_as_paths || (!is_moved && pen.is_some());
        // Words are in the text's own space, and a gradient in that of the operation.
        let (to_device, own) =
            if is_moved { (*t, None) } else { (t.then_inner(place), Some(place)) };
        let own = own.filter(|_| !as_paths);
        let Some(ink) = self.ink(paint, alpha, t, own)? else { return Ok(()) };
        let ends = cluster_ends(runs);
        for run in runs {
            let paint_it = |writer: &mut Self| match pen {
                None => ink.fill(&mut writer.xml),
                Some(pen) => {
                    writer.xml.attr("fill", "none");
                    ink.stroke(&mut writer.xml);
                    writer.pen(pen, t);
                }
            };
            if as_paths {
                let outline = run_outline(run).transformed(place);
                if !outline.is_empty() {
                    self.xml.open("path");
                    self.transform(t);
                    self.data(&outline, t);
                    paint_it(self);
                    self.xml.close();
                }
                continue;
            }
            let words = words(run, &ends);
            if words.is_empty() {
                continue;
            }
            let offset = if is_moved { (place.e, place.f) } else { (0.0, 0.0) };
            self.xml.open_inline("text");
            self.transform(&to_device);
            self.font(run);
            paint_it(self);
            for word in words {
                self.word(&word, offset, &to_device);
            }
            self.xml.close();
        }
        Ok(())
    }

    fn font(&mut self, run: &GlyphRun) {
        let style = FontStyle::of(&run.font);
        let family = style.family.replace(['\\', '\''], "");
        self.xml.text_attr("font-family", &format!("'{family}', {}", style.generic));
        self.xml.attr("font-size", exact(run.size));
        if style.weight != 400 {
            self.xml.attr("font-weight", style.weight);
        }
        if style.italic {
            self.xml.attr("font-style", "italic");
        }
        if style.stretch != 100.0 {
            self.xml.attr("style", format_args!("font-stretch:{}%", exact(style.stretch)));
        }
    }

    fn word(&mut self, word: &Word, (right, down): (f64, f64), t: &Transform) {
        let precision = Precision::of(t);
        self.xml.open("tspan").attr("x", precision.number(word.x + right));
        self.xml.attr("y", precision.number(word.y + down));
        // With another font, and with more space between letters than the font has, it is still as wide.
        if word.clusters > 1 {
            self.xml.attr("textLength", precision.number(word.width));
        }
        self.xml.text(&word.letters);
        self.xml.close();
        if word.has_space {
            self.xml.text(" ");
        }
    }
}

/// The words of a run in the order of the text.
fn words(run: &GlyphRun, ends: &[u32]) -> Vec<Word> {
    let mut clusters: BTreeMap<u32, Vec<&Glyph>> = BTreeMap::new();
    for glyph in &run.glyphs {
        clusters.entry(glyph.cluster).or_default().push(glyph);
    }
    let mut words: Vec<Word> = Vec::new();
    // Where the cluster after the last one begins, while a word goes on.
    let mut next = None;
    for (cluster, glyphs) in clusters {
        let letters = letters_of(run, cluster, ends);
        let end = cluster.saturating_add(u32::try_from(letters.len()).unwrap_or(u32::MAX));
        if letters.chars().all(char::is_whitespace) {
            if let Some(word) = words.last_mut() {
                word.has_space = true;
            }
            next = None;
            continue;
        }
        let Some(first) = glyphs.first() else { continue };
        let left = glyphs.iter().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
        let right = |glyph: &&Glyph| glyph.x + run.font.advance(glyph.id) * run.size;
        let right = glyphs.iter().map(right).fold(left, f64::max);
        match words.last_mut() {
            Some(word) if next == Some(cluster) && word.y == first.y => {
                let end = right.max(word.x + word.width);
                word.x = word.x.min(left);
                word.width = end - word.x;
                word.letters.push_str(letters);
                word.clusters += 1;
            }
            _ => words.push(Word {
                letters: letters.to_owned(),
                x: left,
                y: first.y,
                width: right - left,
                clusters: 1,
                has_space: false,
            }),
        }
        next = Some(end);
    }
    words
}
