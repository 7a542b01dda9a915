//! What the clusters of a text cover of its line, for those who ask about parts of it.

use super::boxes::glyph_box;
use super::{Font, layout::Glyph};
use crate::geom::{Point, Rect};

/// Letters that are shaped as one, with what they take of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// UTF-16 code units of the text where they start.
    pub start: usize,
    /// … and end.
    pub end: usize,
    /// Pixels from the left end of the line.
    pub left: f64,
    /// The same, with the spacing after them.
    pub right: f64,
    /// They are read from right to left.
    pub is_rtl: bool,
    /// Counts the runs of one direction from the left.
    pub run: usize,
    /// The box of the ink; of blank letters a point on the baseline.
    pub ink: Rect,
}

/// The segments of a line that grows to the right. Until the end they are counted in bytes.
#[derive(Default)]
pub(super) struct Segments {
    list: Vec<Segment>,
    run: usize,
    is_rtl: bool,
    is_hinted: bool,
}

impl Segments {
    pub(super) fn new(is_hinted: bool) -> Self {
        Self { is_hinted, ..Self::default() }
    }

    /// What follows is of the next run of one direction.
    pub(super) fn start_run(&mut self, is_rtl: bool) {
        (self.run, self.is_rtl) = (self.run + 1, is_rtl);
    }

    /// The next glyph of a font at a size, which takes this part of the line.
    pub(super) fn push(&mut self, (font, size): (&Font, f64), glyph: &Glyph, part: (f64, f64)) {
        let own = glyph_box(font, glyph.id, size, self.is_hinted).unwrap_or_default();
        let ink = Rect { x: own.x + glyph.x, y: own.y + glyph.y, ..own };
        let start = glyph.cluster as usize;
        match self.list.last_mut().filter(|last| last.start == start && last.run == self.run) {
            Some(last) => {
                last.right = part.1;
                last.ink = joined(last.ink, ink);
            }
            None => self.list.push(Segment {
                start,
                end: start,
                left: part.0,
                right: part.1,
                is_rtl: self.is_rtl,
                run: self.run,
                ink,
            }),
        }
    }

    /// All of them from left to right.
    pub(super) fn finish(mut self, text: &str) -> Vec<Segment> {
        let mut starts: Vec<_> = self.list.iter().map(|segment| segment.start).collect();
        starts.push(text.len());
        starts.sort_unstable();
        starts.dedup();
        // Code units up to each start.
        let (mut at, mut count) = (0, 0);
        let units: Vec<usize> = starts
            .iter()
            .map(|&start| {
                count += text.get(at..start).unwrap_or_default().encode_utf16().count();
                at = start;
                count
            })
            .collect();
        for segment in &mut self.list {
            let place = starts.partition_point(|&start| start < segment.start);
            let count = |place: usize| units.get(place).copied().unwrap_or(count);
            (segment.start, segment.end) = (count(place), count(place + 1));
        }
        self.list
    }
}

/// A box around both; one without area counts only beside another such.
fn joined(a: Rect, b: Rect) -> Rect {
    let has_area = |r: &Rect| r.width > 0.0 && r.height > 0.0;
    match (has_area(&a), has_area(&b)) {
        (true, true) => {
            let corners = [a, b].into_iter();
            let corners =
                corners.flat_map(|r| [Point::new(r.x, r.y), Point::new(r.right(), r.bottom())]);
            Rect::around(corners).unwrap_or(a)
        }
        (true, false) => a,
        (false, _) => b,
    }
}
