//! How a format of vectors, which has no words for some operations, comes by the same picture.

use std::ops::Deref;

use super::{DisplayList, Op, OpKind, Start};
use crate::error::Result;
use crate::geom::DeviceRect;
use crate::mem::Bitmap;
use crate::paint::CompositeMode;

/// So many operations are compared one by one with one that lies over them.
const MOST_BELOW: usize = 4096;
/// Pixels a side for each of the canvas's where something is drawn as pixels: 144 to the inch.
const SCALE: f64 = 2.0;
/// Where that would be more pixels than this, one for each has to do.
const MOST_PIXELS: f64 = 16_000_000.0;

/// Draws operations on a transparent picture of an area, with so many pixels a side for each of the canvas's. `None` for
/// an area without pixels.
pub type DrawPixels<'a> = dyn Fn(&[Op], &DeviceRect, f64) -> Result<Option<Bitmap>> + 'a;

/// Pixels a side for each of the canvas's in an area that is drawn as pixels.
pub fn pixels_for_each(area: &DeviceRect) -> f64 {
    if area.pixels() as f64 * SCALE * SCALE > MOST_PIXELS { 1.0 } else { SCALE }
}

/// What a format can say.
pub trait Words {
    /// What is drawn mixes that way with what is below.
    fn has_mode(&self, mode: CompositeMode) -> bool;
    /// Its shape, what it is drawn with, and its filter.
    fn has_words_for(&self, op: &Op) -> bool;
}

/// An operation as the list has it, or a changed one. A plan of a million must not be another list of them.
#[derive(Debug)]
pub enum Planned<'a> {
    /// The list's.
    Same(&'a Op),
    /// Another mode has the same effect.
    Changed(Box<Op>),
}

impl Deref for Planned<'_> {
    type Target = Op;

    fn deref(&self) -> &Op {
        match self {
            Self::Same(op) => op,
            Self::Changed(op) => op,
        }
    }
}

/// A part of a drawing, drawn over those before it.
#[derive(Debug)]
pub enum Step<'a> {
    /// An operation in the format's own words. Its mode is one that the format has.
    Own(Planned<'a>),
    /// An operation as pixels, alone. Its mode is one that the format has.
    Pixels(Planned<'a>),
    /// All of these as pixels, together.
    Together(&'a [Op]),
}

impl Step<'_> {
    /// It is drawn over what is there.
    fn is_plain(&self) -> bool {
        match self {
            Self::Own(op) | Self::Pixels(op) => {
                let is_put = matches!(op.kind, OpKind::Put { .. });
                is_put || op.state.composite == CompositeMode::SourceOver
            }
            Self::Together(_) => true,
        }
    }
}

/// The steps that draw a list on nothing, or on black where `opaque`.
pub fn plan<'a>(list: &'a DisplayList, opaque: bool, words: &impl Words) -> Vec<Step<'a>> {
    let all = Sorter { list, opaque, below: below(list), words };
    // What goes below all that is there, the last one lowest.
    let mut under = Vec::new();
    let mut over = Vec::new();
    // All that is there is drawn over what was there.
    let mut is_plain = true;
    for (index, op) in list.ops().iter().enumerate() {
        match all.place(index, is_plain) {
            Place::Over => {
                let step = all.step(op);
                is_plain = is_plain && step.is_plain();
                over.push(step);
            }
            Place::Under => under.push(all.step(op)),
            Place::Together => {
                under.clear();
                over.clear();
                over.push(Step::Together(&list.ops()[..=index]));
                is_plain = true;
            }
            Place::Nowhere => {}
        }
    }
    under.reverse();
    under.append(&mut over);
    under
}

/// Where an operation goes.
enum Place {
    Over,
    Under,
    /// With all that lies below it.
    Together,
    /// Nothing shows of it.
    Nowhere,
}

struct Sorter<'a, 'w, W> {
    list: &'a DisplayList,
    opaque: bool,
    /// For each operation an area that holds all before it.
    below: Vec<DeviceRect>,
    words: &'w W,
}

fn below(list: &DisplayList) -> Vec<DeviceRect> {
    let areas = list
        .ops()
        .iter()
        .scan(DeviceRect::EMPTY, |area, op| Some(std::mem::replace(area, area.union(&op.bounds))));
    areas.collect()
}

impl<'a, W: Words> Sorter<'a, '_, W> {
    fn step(&self, op: &'a Op) -> Step<'a> {
        let known = self.words.has_words_for(op);
        // Where it is drawn on nothing, any mode that shows something is this one.
        let op = if self.words.has_mode(op.state.composite) {
            Planned::Same(op)
        } else {
            let mut changed = Box::new(op.clone());
            changed.state.composite = CompositeMode::SourceOver;
            Planned::Changed(changed)
        };
        if known { Step::Own(op) } else { Step::Pixels(op) }
    }

    fn place(&self, index: usize, is_plain: bool) -> Place {
        let op = &self.list.ops()[index];
        let mode = op.state.composite;
        match &op.kind {
            OpKind::Clear { .. } if self.is_over_something(index) => return Place::Together,
            OpKind::Clear { .. } => return Place::Nowhere,
            OpKind::Put { pixels, .. } if pixels.is_opaque() || !self.is_over_something(index) => {
                return Place::Over;
            }
            OpKind::Put { .. } => return Place::Together,
            _ => {}
        }
        if self.words.has_mode(mode) {
            return Place::Over;
        }
        if !self.is_over_something(index) {
            return if shows_on_nothing(mode) { Place::Over } else { Place::Nowhere };
        }
        // Its shadow would lie between.
        if mode == CompositeMode::DestinationOver && is_plain && op.state.shadow.is_none() {
            return if self.opaque { Place::Nowhere } else { Place::Under };
        }
        Place::Together
    }

    /// Something may be there already where the operation draws.
    fn is_over_something(&self, index: usize) -> bool {
        let ops = self.list.ops();
        let bounds = ops[index].bounds;
        let is_over = |area: &DeviceRect| !area.intersect(&bounds).is_empty();
        if self.opaque || self.list.start() == Start::Anything && index > 0 {
            return true;
        }
        // Each one is looked at while they are few.
        is_over(&self.below[index])
            && (index > MOST_BELOW || ops[..index].iter().any(|op| is_over(&op.bounds)))
    }
}

/// A shape drawn that way leaves something where there is nothing below.
fn shows_on_nothing(mode: CompositeMode) -> bool {
    use CompositeMode::{Clear, DestinationIn, DestinationOut, SourceAtop, SourceIn};
    !matches!(mode, SourceIn | SourceAtop | DestinationIn | DestinationOut | Clear)
}
