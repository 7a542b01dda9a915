//! Clips as runs of coverage in one band.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::blend::{Cover, multiply_mask, scale_mask};
use super::coverage::{Cells, Line, Lines, LongPath, Rule, Runs};
use crate::geom::{DeviceRect, Transform};
use crate::list::ClipNode;
use crate::path::FillRule;

/// Clips that a band remembers: enough for drawings that go back and forth between a few, and a bound
/// for those that use thousands.
const REMEMBERED: usize = 8;
/// Of a chain of more clips than this that have to be made, some are remembered on the way: one halfway,
/// one halfway from there, and so on. Going back out of `n` clips then takes some `n · log n` of them, and
/// not `n²`.
const LONG_CHAIN: usize = 16;
/// The most of those that are remembered: enough for a million clips.
const STATIONS: usize = 16;

/// The lines of every clip path that the operations use, found once.
#[derive(Default)]
pub(super) struct ClipLines {
    lines: Vec<Line>,
    of: HashMap<usize, Kept>,
}

/// Where the lines of a clip are.
enum Kept {
    /// In the list.
    Lines(Range<usize>),
    /// They are too many for it.
    Long(LongPath),
}

impl ClipLines {
    /// Adds the paths of `clip` and its parents that are not known yet.
    pub(super) fn add(&mut self, clip: &Arc<ClipNode>) {
        for (node, path, _) in clip.paths() {
            if self.of.contains_key(&identity(node)) {
                // Its parents are known too.
                break;
            }
            let (first, place, bounds) = (self.lines.len(), Transform::IDENTITY, node.bounds());
            let kept = if Lines::new(&mut self.lines, bounds).path(path, &place) {
                Kept::Lines(first..self.lines.len())
            } else {
                Kept::Long(LongPath { path: Arc::clone(path), place, bounds })
            };
            self.of.insert(identity(node), kept);
        }
    }

    /// Bytes they occupy.
    pub(super) fn bytes(&self) -> usize {
        self.lines.capacity() * size_of::<Line>()
    }

    /// Adds up the lines of a clip in the rows of `area`.
    fn add_to(&self, cells: &mut Cells, node: &Arc<ClipNode>, area: DeviceRect) {
        cells.start(area);
        match self.of.get(&identity(node)) {
            Some(Kept::Lines(range)) => {
                cells.add(self.lines.get(range.clone()).unwrap_or_default());
            }
            Some(Kept::Long(path)) => path.lines(area, |lines| cells.add(lines)),
            None => {}
        }
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
    kept: Vec<(usize, Rc<ClipRuns>)>,
    /// Those on the way to a clip in many others, outermost first.
    stations: Vec<(usize, Rc<ClipRuns>)>,
    /// How many clips were made.
    #[cfg(test)]
    made: usize,
}

impl Clips {
    pub(super) fn new(area: DeviceRect) -> Self {
        Self {
            area,
            kept: Vec::new(),
            stations: Vec::new(),
            #[cfg(test)]
            made: 0,
        }
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
        self.kept.last().map(|(_, runs)| &**runs)
    }

    /// Starts from the nearest remembered parent, so that nested clips cost one path each.
    #[simd]
    fn build<S: Simd>(
        &mut self,
        simd: S,
        clip: &Arc<ClipNode>,
        lines: &ClipLines,
        cells: &mut Cells,
    ) -> Rc<ClipRuns> {
        let mut new = Vec::new();
        let mut built = None;
        for (node, _, rule) in clip.paths() {
            built = self.known(identity(node));
            if built.is_some() {
                break;
            }
            new.push((node, rule));
        }
        let mut station = new.len();
        if new.len() > LONG_CHAIN {
            // Stations of another chain are in the way of those to come.
            let parent = built.as_ref();
            let is_parent = |runs: &Rc<ClipRuns>| parent.is_some_and(|p| Rc::ptr_eq(p, runs));
            let keep = self.stations.iter().position(|(_, runs)| is_parent(runs));
            self.stations.truncate(keep.map_or(0, |at| at + 1));
            station /= 2;
        }
        while let Some((node, rule)) = new.pop() {
            let runs = Rc::new(self.one(simd, (node, rule), built.as_deref(), lines, cells));
            if new.len() == station && station > 0 && self.stations.len() < STATIONS {
                self.stations.push((identity(node), Rc::clone(&runs)));
                station = if station > LONG_CHAIN { station / 2 } else { 0 };
            }
            built = Some(runs);
        }
        built.unwrap_or_else(|| Rc::new(ClipRuns::new(self.area.top)))
    }

    fn known(&self, id: usize) -> Option<Rc<ClipRuns>> {
        let mut all = self.kept.iter().chain(&self.stations);
        all.find(|(known, _)| *known == id).map(|(_, runs)| Rc::clone(runs))
    }

    /// A clip in its parent.
    #[simd]
    fn one<S: Simd>(
        &mut self,
        simd: S,
        (node, rule): (&Arc<ClipNode>, FillRule),
        parent: Option<&ClipRuns>,
        lines: &ClipLines,
        cells: &mut Cells,
    ) -> ClipRuns {
        #[cfg(test)]
        {
            self.made += 1;
        }
        let mut runs = ClipRuns::new(self.area.top);
        lines.add_to(cells, node, node.bounds().intersect(&self.area));
        match parent {
            Some(clip) => {
                let mut out = Clipped { clip, buffer: &mut Vec::new(), out: &mut runs };
                cells.sweep(simd, Rule(rule), &mut out);
            }
            None => cells.sweep(simd, Rule(rule), &mut runs),
        }
        runs
    }
}

impl<S: Simd, R: Runs<S>> Runs<S> for &mut R {
    #[simd]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        (**self).run(simd, y, x, len, cover);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;
    use crate::list::ClipShape;
    use crate::mem::{at_level, level};
    use crate::path::Path;

    const AREA: DeviceRect = DeviceRect { left: 0, top: 0, right: 90, bottom: 64 };

    /// Triangles in triangles, outermost first.
    fn chain(count: usize) -> Vec<Arc<ClipNode>> {
        let mut nodes: Vec<Arc<ClipNode>> = Vec::new();
        for i in 0..count {
            let mut path = Path::new();
            path.move_to(Point::new(i as f64 / 1000.0, -10.0));
            path.line_to(Point::new(100.0, 0.0));
            path.line_to(Point::new(50.0, 100.0));
            let shape = ClipShape::Path { path: Arc::new(path), rule: FillRule::NonZero };
            nodes.push(ClipNode::new(nodes.last(), shape, AREA, None));
        }
        nodes
    }

    /// What each clip of a chain lets through, asked for in that order, and how many had to be made.
    fn ask<'a>(nodes: impl Iterator<Item = &'a Arc<ClipNode>>) -> (Vec<Vec<u8>>, usize) {
        let mut lines = ClipLines::default();
        let (mut clips, mut cells) = (Clips::new(AREA), Cells::default());
        let mut masks = Vec::new();
        for node in nodes {
            lines.add(node);
            at_level!(level(), simd => {
                let runs = clips.of(simd, node, &lines, &mut cells).unwrap();
                masks.push(runs.masks.clone());
            });
        }
        (masks, clips.made)
    }

    #[test]
    fn going_back_out_of_many_clips_does_not_begin_anew_each_time() {
        let nodes = chain(2000);
        let (into, made) = ask(nodes.iter());
        assert_eq!(made, 2000, "one each on the way in");
        let (mut out, made) = ask(nodes.iter().rev());
        // 2,000 and some for each halving of the way; it would be two million.
        assert!(made < 2000 * 12, "{made}");
        out.reverse();
        assert!(into == out, "a clip looks different on the way out");
    }

    #[test]
    fn clips_of_two_chains_in_turn() {
        let (a, b) = (chain(300), chain(40));
        let turns = || a.iter().rev().zip(b.iter().cycle()).flat_map(|(a, b)| [a, b]);
        let (mixed, _) = ask(turns());
        let (alone, _) = ask(a.iter().rev());
        assert!(mixed.iter().step_by(2).eq(alone.iter()));
    }
}
