//! The first stage: operations as what a band can draw directly.

use std::sync::Arc;

use super::clip_mask::ClipLines;
use super::glyphs::{self, PlacedGlyph};
use super::{picture, stroke};
use crate::error::Result;
use crate::geom::{DeviceRect, Rect, Transform};
use crate::list::{ClipNode, Op, OpKind};
use crate::mem::{Bitmap, Charge, Kind, Ledger};
use crate::paint::{Color, CompositeMode, Gradient, Paint};
use crate::path::{FillRule, Path, Polyline, flatten};

/// The farthest a line may be from its curve, in pixels: an eighth of a 4x4 sample's width, so that
/// flattening moves no coverage by more than anti-aliasing's own step.
pub(super) const TOLERANCE: f64 = 1.0 / 32.0;

/// An operation, ready to be drawn in any band.
pub(super) struct Step {
    pub(super) shape: Shape,
    pub(super) ink: Ink,
    pub(super) alpha: f64,
    pub(super) composite: CompositeMode,
    pub(super) clip: Option<Arc<ClipNode>>,
    pub(super) bounds: DeviceRect,
}

/// Where something is drawn, in device space.
pub(super) enum Shape {
    Lines(Vec<Polyline>, FillRule),
    Rect(Rect),
    Glyphs(Vec<PlacedGlyph>),
}

/// What it is drawn with.
pub(super) enum Ink {
    Color(Color),
    /// With the transform from the gradient's space to device space.
    Gradient(Arc<Gradient>, Transform),
    /// With the transform from the picture's pixels to device space.
    Picture(Arc<Bitmap>, Transform, picture::Filter),
    /// Rows of pixels that replace what is there, from this device pixel on.
    Put(Arc<Bitmap>, i32, i32),
    /// Transparent black.
    Clear,
}

impl Step {
    /// Bytes the step occupies for as long as the list is drawn.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>()
            + match &self.shape {
                Shape::Lines(lines, _) => lines_bytes(lines),
                Shape::Glyphs(glyphs) => glyphs.iter().map(PlacedGlyph::bytes).sum(),
                Shape::Rect(_) => 0,
            }
    }
}

pub(super) fn lines_bytes(lines: &[Polyline]) -> usize {
    size_of_val(lines) + lines.iter().map(|l| size_of_val(&*l.points)).sum::<usize>()
}

/// Prepares the operations of one list.
pub(super) struct Preparer {
    ledger: Arc<Ledger>,
    clips: ClipLines,
    /// For the clips' lines.
    charge: Charge,
}

impl Preparer {
    pub(super) fn new(ledger: &Arc<Ledger>) -> Result<Self> {
        let charge = ledger.charge(Kind::Scratch, 0)?;
        Ok(Self { ledger: Arc::clone(ledger), clips: ClipLines::default(), charge })
    }

    pub(super) fn clips(&self) -> &ClipLines {
        &self.clips
    }

    /// The operation as a step; `None` when it draws nothing.
    pub(super) fn prepare(&mut self, op: &Op) -> Result<Option<Step>> {
        if let Some(clip) = &op.state.clip {
            let bytes = self.charge.bytes() + self.clips.add(clip);
            self.charge.resize(bytes)?;
        }
        let t = &op.state.transform;
        let drawn = match &op.kind {
            OpKind::Fill { path, rule, paint } => Some((fill(path, t, *rule), ink(paint, t))),
            OpKind::FillRect { rect, paint } => Some((area(rect, t), ink(paint, t))),
            OpKind::Clear { rect } => Some((area(rect, t), Ink::Clear)),
            OpKind::Stroke { path, style, paint } => {
                let outline = stroke::outline(path, style, t, op.bounds);
                outline.map(|(path, place)| (fill(&path, &place, FillRule::NonZero), ink(paint, t)))
            }
            OpKind::Image { source, from, to, smoothing } => {
                let part = picture::fetch(source, from, to, t, *smoothing, &self.ledger)?;
                let ink = Ink::Picture(part.pixels, part.transform, part.filter);
                Some((area(to, t), ink))
            }
            OpKind::Glyphs { run, paint } => Some((glyphs::shape(run, t), ink(paint, t))),
            OpKind::Put { pixels, x, y } => {
                let rect = op.bounds.to_rect();
                Some((Shape::Rect(rect), Ink::Put(Arc::clone(pixels), *x, *y)))
            }
        };
        // An unbounded mode clears the clip region even where its shape is empty.
        let drawn = drawn.or_else(|| {
            let nothing = Shape::Lines(Vec::new(), FillRule::NonZero);
            op.state.composite.is_unbounded().then_some((nothing, Ink::Clear))
        });
        Ok(drawn.map(|(shape, ink)| Step {
            shape,
            ink,
            alpha: op.state.alpha,
            composite: op.state.composite,
            clip: op.state.clip.clone(),
            bounds: op.bounds,
        }))
    }
}

fn ink(paint: &Paint, t: &Transform) -> Ink {
    match paint {
        Paint::Color(color) => Ink::Color(*color),
        Paint::Gradient(gradient) => Ink::Gradient(Arc::clone(gradient), *t),
    }
}

pub(super) fn fill(path: &Path, t: &Transform, rule: FillRule) -> Shape {
    Shape::Lines(flatten(path, t, TOLERANCE), rule)
}

/// A rectangle stays one unless it is turned or skewed.
fn area(rect: &Rect, t: &Transform) -> Shape {
    if t.is_scale_translate() {
        return Shape::Rect(t.map_bounds(rect));
    }
    let mut path = Path::new();
    let [first, rest @ ..] = rect.corners();
    path.move_to(first);
    rest.iter().for_each(|&p| path.line_to(p));
    path.close();
    fill(&path, t, FillRule::NonZero)
}
