//! Clips as runs of coverage in one band.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::blend::{Cover, multiply_mask, scale_mask};
use super::coverage::{Cells, Line, Lines, Rule, Runs};
use super::prepare::TOLERANCE;
use crate::geom::{DeviceRect, Transform};
use crate::list::ClipNode;

/// Clips that a band remembers: enough for drawings that go back and forth between a few, and a bound
/// for those that use thousands.
const REMEMBERED: usize = 8;

/// The lines of every clip path that the operations use, found once.
#[derive(Default)]
pub(super) struct ClipLines {
    lines: Vec<Line>,
    of: HashMap<usize, Range<usize>>,
}

impl ClipLines {
    /// Adds the paths of `clip` and its parents that are not known yet.
    pub(super) fn add(&mut self, clip: &Arc<ClipNode>) {
        for (node, path, _) in clip.paths() {
            if self.of.contains_key(&identity(node)) {
                // Its parents are known too.
                break;
            }
            let first = self.lines.len();
            let mut lines = Lines::new(&mut self.lines, node.bounds());
            lines.path(path, &Transform::IDENTITY, TOLERANCE);
            self.of.insert(identity(node), first..self.lines.len());
        }
    }

    /// Bytes they occupy.
    pub(super) fn bytes(&self) -> usize {
        self.lines.capacity() * size_of::<Line>()
    }

    fn get(&self, node: &Arc<ClipNode>) -> &[Line] {
        let range = self.of.get(&identity(node)).cloned();
        range.and_then(|range| self.lines.get(range)).unwrap_or_default()
    }
}

/// Equal for the same node. The operations keep their nodes alive, so none is used twice.
fn identity(node: &Arc<ClipNode>) -> usize {
    Arc::as_ptr(node).addr()
}

/// What a clip lets through of the rows of a band, as runs in order.
pub(super) struct ClipRuns {
    top: i32,
    /// Where each row's runs begin.
    rows: Vec<u32>,
    runs: Vec<ClipRun>,
    masks: Vec<u8>,
}

struct ClipRun {
    x: i32,
    len: u32,
    part: Part,
}

enum Part {
    Even(u8),
    /// Where its mask begins.
    Mask(u32),
}

impl ClipRuns {
    fn new(top: i32) -> Self {
        Self { top, rows: Vec::new(), runs: Vec::new(), masks: Vec::new() }
    }

    /// The most bytes they can take for `rows` rows of that width: a mask for every other pixel.
    pub(super) fn bytes(width: u32, rows: usize) -> usize {
        rows * (width as usize * (1 + size_of::<ClipRun>() / 8) + size_of::<u32>())
    }

    fn row(&self, y: i32) -> &[ClipRun] {
        let Ok(row) = usize::try_from(y - self.top) else { return &[] };
        let Some(&first) = self.rows.get(row) else { return &[] };
        let end = self.rows.get(row + 1).map_or(self.runs.len(), |&end| end as usize);
        self.runs.get(first as usize..end).unwrap_or_default()
    }

    /// Calls `each` with every run in the columns of `area`.
    #[simd]
    pub(super) fn sweep<S: Simd, R: Runs<S>>(&self, simd: S, area: DeviceRect, runs: &mut R) {
        let len = area.width() as usize;
        for y in area.top..area.bottom {
            self.through(simd, (y, area.left, len), Cover::Full, &mut Vec::new(), runs);
        }
    }

    /// Gives what the clip lets through of a run.
    #[simd]
    fn through<S: Simd, R: Runs<S>>(
        &self,
        simd: S,
        (y, x, len): (i32, i32, usize),
        cover: Cover<'_>,
        buffer: &mut Vec<u8>,
        out: &mut R,
    ) {
        let end = x + len as i32;
        let runs = self.row(y);
        // Most rows have two or three runs.
        let reached = |run: &ClipRun| run.x + run.len as i32 <= x;
        let skip = if runs.len() < 16 { 0 } else { runs.partition_point(reached) };
        for run in &runs[skip..] {
            if run.x >= end {
                break;
            }
            let (from, to) = (run.x.max(x), (run.x + run.len as i32).min(end));
            if from >= to {
                continue;
            }
            let len = (to - from) as usize;
            let own = match cover {
                Cover::Mask(mask) => Cover::Mask(&mask[(from - x) as usize..][..len]),
                other => other,
            };
            let both = match run.part {
                Part::Even(255) => own,
                Part::Even(part) => scaled(simd, own, part, buffer),
                Part::Mask(first) => {
                    let first = first as usize + (from - run.x) as usize;
                    let mask = self.masks.get(first..first + len).unwrap_or_default();
                    masked(simd, own, mask, buffer)
                }
            };
            out.run(simd, y, from, len, both);
        }
    }
}

/// A cover weakened evenly.
#[simd]
fn scaled<'a, S: Simd>(simd: S, cover: Cover<'a>, by: u8, buffer: &'a mut Vec<u8>) -> Cover<'a> {
    match cover {
        Cover::Full => Cover::Even(by),
        Cover::Even(part) => {
            let mut one = [part];
            scale_mask(simd, &mut one, by);
            Cover::Even(one[0])
        }
        Cover::Mask(mask) => {
            buffer.clear();
            buffer.extend_from_slice(mask);
            scale_mask(simd, buffer, by);
            Cover::Mask(buffer)
        }
    }
}

/// A cover weakened by a mask.
#[simd]
fn masked<'a, S: Simd>(
    simd: S,
    cover: Cover<'a>,
    by: &'a [u8],
    buffer: &'a mut Vec<u8>,
) -> Cover<'a> {
    if matches!(cover, Cover::Full) {
        return Cover::Mask(by);
    }
    buffer.clear();
    buffer.extend_from_slice(by);
    match cover {
        Cover::Full => {}
        Cover::Even(part) => scale_mask(simd, buffer, part),
        Cover::Mask(mask) => multiply_mask(simd, buffer, mask),
    }
    Cover::Mask(buffer)
}

impl<S: Simd> Runs<S> for ClipRuns {
    fn run(&mut self, _: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        let row = (y - self.top) as usize;
        while self.rows.len() <= row {
            self.rows.push(self.runs.len() as u32);
        }
        let part = match cover {
            Cover::Full => Part::Even(255),
            Cover::Even(part) => Part::Even(part),
            Cover::Mask(mask) => {
                let first = self.masks.len() as u32;
                self.masks.extend_from_slice(mask);
                Part::Mask(first)
            }
        };
        self.runs.push(ClipRun { x, len: len as u32, part });
    }
}

/// Passes on what a clip lets through.
pub(super) struct Clipped<'a, R> {
    pub(super) clip: &'a ClipRuns,
    pub(super) buffer: &'a mut Vec<u8>,
    pub(super) out: R,
}

impl<S: Simd, R: Runs<S>> Runs<S> for Clipped<'_, R> {
    #[simd]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        self.clip.through(simd, (y, x, len), cover, self.buffer, &mut self.out);
    }
}

/// The clips used last in one band.
pub(super) struct Clips {
    area: DeviceRect,
    /// The one used last at the end.
    kept: Vec<(usize, ClipRuns)>,
}

impl Clips {
    pub(super) fn new(area: DeviceRect) -> Self {
        Self { area, kept: Vec::new() }
    }

    /// What `clip` lets through; `None` when its bounds say everything.
    #[simd]
    pub(super) fn of<S: Simd>(
        &mut self,
        simd: S,
        clip: &Arc<ClipNode>,
        lines: &ClipLines,
        cells: &mut Cells,
    ) -> Option<&ClipRuns> {
        let (innermost, ..) = clip.paths().next()?;
        let wanted = identity(innermost);
        match self.kept.iter().position(|(id, _)| *id == wanted) {
            Some(at) => self.kept[at..].rotate_left(1),
            None => {
                let runs = self.build(simd, clip, lines, cells);
                if self.kept.len() == REMEMBERED {
                    self.kept.remove(0);
                }
                self.kept.push((wanted, runs));
            }
        }
        self.kept.last().map(|(_, runs)| runs)
    }

    /// Starts from the nearest remembered parent, so that nested clips cost one path each.
    #[simd]
    fn build<S: Simd>(
        &self,
        simd: S,
        clip: &Arc<ClipNode>,
        lines: &ClipLines,
        cells: &mut Cells,
    ) -> ClipRuns {
        let known = |node: &Arc<ClipNode>| {
            let id = identity(node);
            self.kept.iter().find(|(kept, _)| *kept == id).map(|(_, runs)| runs)
        };
        let mut new = Vec::new();
        let mut parent = None;
        for (node, _, rule) in clip.paths() {
            parent = known(node);
            if parent.is_some() {
                break;
            }
            new.push((node, rule));
        }
        let mut built: Option<ClipRuns> = None;
        for (node, rule) in new.into_iter().rev() {
            let mut runs = ClipRuns::new(self.area.top);
            let area = node.bounds().intersect(&self.area);
            cells.start(area);
            cells.add(lines.get(node));
            match built.as_ref().or(parent) {
                Some(clip) => {
                    let mut out = Clipped { clip, buffer: &mut Vec::new(), out: &mut runs };
                    cells.sweep(simd, Rule(rule), &mut out);
                }
                None => cells.sweep(simd, Rule(rule), &mut runs),
            }
            built = Some(runs);
        }
        built.unwrap_or_else(|| ClipRuns::new(self.area.top))
    }
}

impl<S: Simd, R: Runs<S>> Runs<S> for &mut R {
    #[simd]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        (**self).run(simd, y, x, len, cover);
    }
}
