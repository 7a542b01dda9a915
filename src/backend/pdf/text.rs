//! Text as text: shown with embedded fonts, and read back as the letters that were drawn.

use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Name, Str, TextStr};

use super::fonts::Fonts;
use super::inks::name;
use super::page::{PageWriter, trace};
use super::{matrix, single};
use crate::error::Result;
use crate::geom::Transform;
use crate::text::{FontSubset, Glyph, GlyphRun, cluster_ends, letters_of, run_outline};

/// Thousandths of an em that a glyph may be off its place before it is said.
const SLACK: f64 = 0.25;

impl PageWriter<'_> {
    /// Glyphs, filled or stroked. The content's space is the user's.
    pub(super) fn glyphs(
        &mut self,
        runs: &[GlyphRun],
        place: &Transform,
        stroke: bool,
    ) -> Result<()> {
        for run in runs {
            let is_known = Fonts::entry(self.writer, &run.font).is_some();
            if is_known && FontSubset::looks_like(&run.font) {
                let mode = if stroke { TextRenderingMode::Stroke } else { TextRenderingMode::Fill };
                self.run(run, place, mode, runs)?;
                continue;
            }
            // No font of a document looks like it: its outlines, and letters that can be found.
            self.run(run, place, TextRenderingMode::Invisible, runs)?;
            let outline = run_outline(run).transformed(place);
            trace(&mut self.content, &outline);
            if stroke {
                self.content.stroke()
            } else {
                self.content.fill_nonzero()
            };
        }
        Ok(())
    }

    /// The letters of all runs that a document can have, in one way.
    pub(super) fn letters(
        &mut self,
        runs: &[GlyphRun],
        place: &Transform,
        mode: TextRenderingMode,
    ) -> Result<()> {
        runs.iter().try_for_each(|run| self.run(run, place, mode, runs))
    }

    fn run(
        &mut self,
        run: &GlyphRun,
        place: &Transform,
        mode: TextRenderingMode,
        all: &[GlyphRun],
    ) -> Result<()> {
        let Some(index) = Fonts::entry(self.writer, &run.font) else { return Ok(()) };
        let Some(entry) = self.writer.fonts.get(index) else { return Ok(()) };
        let ends = cluster_ends(all);
        self.content.begin_text();
        self.content.set_font(Name(&name(b'F', entry.id)), single(run.size));
        self.content.set_text_rendering_mode(mode);
        let mut glyphs = run.glyphs.as_slice();
        while let Some((first, _)) = glyphs.split_first() {
            // As many as stand on one line.
            let count = glyphs.iter().take_while(|glyph| glyph.y == first.y).count();
            let (line, rest) = glyphs.split_at(count);
            glyphs = rest;
            let at = Transform::new(1.0, 0.0, 0.0, -1.0, first.x, first.y);
            self.content.set_text_matrix(matrix(&place.then_inner(&at)));
            self.line(index, run, line, &ends);
        }
        self.content.end_text();
        Ok(())
    }

    /// Glyphs on one line from where the first one is.
    fn line(&mut self, index: usize, run: &GlyphRun, line: &[Glyph], ends: &[u32]) {
        let Some(entry) = self.writer.fonts.get(index) else { return };
        let unit = run.size / 1000.0;
        // Where the pen is when nothing is said, from the first glyph's place.
        let mut pen = line.first().map_or(0.0, |glyph| glyph.x);
        for cluster in line.chunk_by(|a, b| a.cluster == b.cluster) {
            let letters = cluster.first().map_or("", |first| letters_of(run, first.cluster, ends));
            let ids: Vec<(u16, f64)> = cluster.iter().map(|glyph| entry.glyph(glyph.id)).collect();
            let is_plain = match ids.as_slice() {
                [(id, _)] => entry.stands_for(*id, letters),
                _ => false,
            };
            if !is_plain {
                let mut mark = self.content.begin_marked_content_with_properties(Name(b"Span"));
                mark.properties().actual_text(TextStr(letters));
            }
            let mut shown = self.content.show_positioned();
            let mut items = shown.items();
            for (glyph, (id, width)) in cluster.iter().zip(ids) {
                let off = (pen - glyph.x) / unit;
                if off.abs() > SLACK {
                    items.adjust(single(off));
                    pen = glyph.x;
                }
                items.show(Str(&id.to_be_bytes()));
                pen += width * unit;
            }
            drop(items);
            drop(shown);
            if !is_plain {
                self.content.end_marked_content();
            }
        }
    }
}
