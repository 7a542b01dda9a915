//! The first stage: operations as what a band can draw directly.

use std::sync::Arc;

use super::clip_mask::ClipLines;
use super::glyphs::{self, PlacedGlyph};
use super::ink::ImageInk;
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
    /// A picture or a pattern; the step's alpha is in it.
    Picture(Box<ImageInk>),
    /// Rows of pixels that replace what is there, from this device pixel on.
    Put(Arc<Bitmap>, i32, i32),
    /// Transparent black.
    Clear,
}

impl Step {
    /// Bytes the step occupies for as long as the list is drawn.
    pub(super) fn bytes(&self) -> usize {
        let ink = match self.ink {
            Ink::Picture(_) => size_of::<ImageInk>(),
            _ => 0,
        };
        size_of::<Self>()
            + ink
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
    clips: ClipLines,
    /// For the clips' lines.
    charge: Charge,
}

impl Preparer {
    pub(super) fn new(ledger: &Arc<Ledger>) -> Result<Self> {
        let charge = ledger.charge(Kind::Scratch, 0)?;
        Ok(Self { clips: ClipLines::default(), charge })
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
        let drawn = Self::shape_and_ink(op)?;
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

    /// Where and with what; `None` when there is nothing of either.
    fn shape_and_ink(op: &Op) -> Result<Option<(Shape, Ink)>> {
        let t = &op.state.transform;
        let painted = match &op.kind {
            OpKind::Fill { path, rule, paint } => Some((fill(path, t, *rule), paint)),
            OpKind::FillRect { rect, paint } => Some((area(rect, t), paint)),
            OpKind::Stroke { path, style, paint } => stroke::outline(path, style, t, op.bounds)
                .map(|(path, place)| (fill(&path, &place, FillRule::NonZero), paint)),
            OpKind::Glyphs { run, paint } => Some((glyphs::shape(run, t), paint)),
            OpKind::Clear { rect } => return Ok(Some((area(rect, t), Ink::Clear))),
            OpKind::Image { source, from, to, smoothing } => {
                let ink = picture::image_ink(source, (from, to), t, *smoothing, op.state.alpha)?;
                return Ok(ink.map(|ink| (area(to, t), Ink::Picture(Box::new(ink)))));
            }
            OpKind::Put { pixels, x, y } => {
                let rect = op.bounds.to_rect();
                return Ok(Some((Shape::Rect(rect), Ink::Put(Arc::clone(pixels), *x, *y))));
            }
        };
        let Some((shape, paint)) = painted else { return Ok(None) };
        Ok(ink(paint, op)?.map(|ink| (shape, ink)))
    }
}

/// `None` when the paint leaves nothing anywhere.
fn ink(paint: &Paint, op: &Op) -> Result<Option<Ink>> {
    let t = &op.state.transform;
    Ok(match paint {
        Paint::Color(color) => Some(Ink::Color(*color)),
        Paint::Gradient(gradient) => Some(Ink::Gradient(Arc::clone(gradient), *t)),
        Paint::Pattern(pattern, smoothing) => {
            let ink = picture::pattern_ink(pattern, t, *smoothing, op.state.alpha)?;
            ink.map(|ink| Ink::Picture(Box::new(ink)))
        }
    })
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
