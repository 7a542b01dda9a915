//! The first stage: operations as what a band can draw directly.

use std::ops::Range;
use std::sync::Arc;

use super::clip::ClipLines;
use super::coverage::{Line, Lines, LongPath};
use super::glyphs::{self, PlacedGlyph};
use super::ink::{GradientInk, ImageInk};
use super::shadow::Cast;
use super::{colored, deep, picture, straight};
use crate::error::Result;
use crate::geom::{DeviceRect, Rect, Transform};
use crate::list::{ClipNode, DrawState, Op, OpKind};
use crate::mem::{Bitmap, Charge, Kind, Ledger, PixelFormat};
use crate::paint::{Color, CompositeMode, Paint, StrokeStyle};
use crate::path::{FillRule, Path};
use crate::stroke;

/// The farthest a line may be from its curve, in pixels. Half as far on average, and only where curves
/// bend: a few levels of coverage at the most.
pub(super) const TOLERANCE: f64 = 1.0 / 32.0;

/// An operation, ready to be drawn in any band.
pub(super) struct Step {
    pub(super) shape: Shape,
    pub(super) ink: Ink,
    pub(super) composite: CompositeMode,
    pub(super) clip: Option<Arc<ClipNode>>,
    pub(super) bounds: DeviceRect,
}

/// Where something is drawn, in device space.
pub(super) enum Shape {
    /// Among the preparer's lines.
    Lines(Range<usize>, FillRule),
    /// More lines than are kept.
    Long(Box<LongPath>, FillRule),
    Rect(Rect),
    Glyphs(Vec<PlacedGlyph>),
}

/// What it is drawn with.
pub(super) enum Ink {
    /// Premultiplied, in the target's space.
    Color([u8; 4]),
    Gradient(Box<GradientInk>),
    /// A picture or a pattern.
    Image(Box<ImageInk>),
    /// Anything for a target of half floats; what takes f32 to compute for one of bytes.
    Deep(Box<deep::Ink>),
    /// Rows of pixels that replace what is there, from this device pixel on.
    Put(Arc<Bitmap>, i32, i32),
    /// Transparent black.
    Clear,
}

impl Step {
    /// Bytes the step occupies for as long as the list is drawn, without its lines.
    fn bytes(&self) -> usize {
        let glyphs = match &self.shape {
            Shape::Glyphs(glyphs) => glyphs.iter().map(PlacedGlyph::bytes).sum(),
            Shape::Long(path, _) => path.bytes(),
            Shape::Lines(..) | Shape::Rect(_) => 0,
        };
        let ink = match &self.ink {
            Ink::Gradient(ink) => ink.bytes(),
            Ink::Image(_) => size_of::<ImageInk>(),
            Ink::Deep(ink) => size_of::<deep::Ink>() + ink.heap_bytes(),
            Ink::Color(_) | Ink::Put(..) | Ink::Clear => 0,
        };
        size_of::<Self>() + glyphs + ink
    }
}

/// Prepares the operations of one list.
pub(super) struct Preparer {
    pub(super) steps: Vec<Step>,
    pub(super) lines: Vec<Line>,
    pub(super) clips: ClipLines,
    /// The target's.
    format: PixelFormat,
    /// Bytes of the steps.
    step_bytes: usize,
    /// Bytes of pictures that live as long as the steps, and carry charges of their own.
    held_bytes: usize,
    /// For steps and lines.
    charge: Charge,
}

impl Preparer {
    pub(super) fn new(ledger: &Arc<Ledger>, format: PixelFormat) -> Result<Self> {
        Ok(Self {
            steps: Vec::new(),
            lines: Vec::new(),
            clips: ClipLines::default(),
            format,
            step_bytes: 0,
            held_bytes: 0,
            charge: ledger.charge(Kind::Scratch, 0)?,
        })
    }

    /// Bytes of everything prepared.
    fn bytes(&self) -> usize {
        self.step_bytes + self.lines.capacity() * size_of::<Line>() + self.clips.bytes()
    }

    /// Bytes that drawing the steps would free. What only stays allocated doesn't count: drawing more
    /// often would not make it less.
    pub(super) fn pending_bytes(&self) -> usize {
        self.step_bytes + self.held_bytes + self.lines.len() * size_of::<Line>()
    }

    /// The next steps are all that keeps so many bytes of pictures.
    pub(super) fn hold(&mut self, bytes: usize) {
        self.held_bytes += bytes;
    }

    /// Forgets the steps, which are drawn.
    pub(super) fn clear(&mut self) -> Result<()> {
        self.steps.clear();
        self.lines.clear();
        (self.step_bytes, self.held_bytes) = (0, 0);
        self.charge.resize(self.bytes())
    }

    /// Adds the shadow of an operation as a step; it goes before the operation's own.
    pub(super) fn shadow(&mut self, op: &Op, cast: Cast) -> Result<()> {
        let DrawState { composite, clip, .. } = &op.state;
        let own = cast.area.intersect(&op.bounds);
        self.push(Step {
            ink: match composite {
                CompositeMode::Clear => Ink::Clear,
                _ => color_ink(cast.color, 1.0, self.format),
            },
            shape: Shape::Glyphs(vec![PlacedGlyph::of_shadow(cast)]),
            composite: *composite,
            clip: clip.clone(),
            bounds: if composite.is_unbounded() { op.bounds } else { own },
        })
    }

    fn push(&mut self, step: Step) -> Result<()> {
        self.step_bytes += step.bytes();
        self.steps.push(step);
        self.charge.resize(self.bytes())
    }

    /// Adds the operation as a step, unless it draws nothing.
    pub(super) fn prepare(&mut self, op: &Op) -> Result<()> {
        if let Some(clip) = &op.state.clip {
            self.clips.add(clip);
        }
        let step = |shape, ink, bounds| Step {
            shape,
            ink,
            composite: op.state.composite,
            clip: op.state.clip.clone(),
            bounds,
        };
        if let Some((shape, ink)) = self.shape_and_ink(op)? {
            self.push(step(shape, ink, op.own_bounds()))?;
        }
        let ledger = Arc::clone(self.charge.ledger());
        for (shape, ink, area) in colored::steps(op, self.format, &ledger)? {
            self.push(step(shape, ink, area.intersect(&op.bounds)))?;
        }
        self.charge.resize(self.bytes())
    }

    fn shape_and_ink(&mut self, op: &Op) -> Result<Option<(Shape, Ink)>> {
        let drawn = match ink(op, self.format, self.charge.ledger())? {
            Some(ink) => self.shape(op).map(|shape| (shape, ink)),
            None => None,
        };
        // An unbounded mode clears the clip region even where its shape is empty.
        Ok(drawn.or_else(|| {
            let nothing = Shape::Lines(0..0, FillRule::NonZero);
            op.state.composite.is_unbounded().then_some((nothing, Ink::Clear))
        }))
    }

    /// `None` when it has no area.
    fn shape(&mut self, op: &Op) -> Option<Shape> {
        let (t, bounds) = (&op.state.transform, op.own_bounds());
        match &op.kind {
            OpKind::Fill { path, rule, .. } => Some(self.fill(Arc::clone(path), t, *rule, bounds)),
            OpKind::FillRect { rect, .. } | OpKind::Clear { rect } => {
                Some(self.rect(rect, t, bounds))
            }
            OpKind::Image { to, .. } => Some(match whole_pixels(to, t) {
                Some(rect) => Shape::Rect(rect),
                None => self.rect(to, t, bounds),
            }),
            OpKind::Stroke { path, style, .. } => self.stroke(path, style, t, bounds),
            OpKind::Glyphs { runs, place, look, pen: Some(pen), paint } => {
                let look = (*look, glyphs::tone(*look, paint));
                match glyphs::stroked(runs, (t, place), pen, look, &bounds.to_rect()) {
                    Some(placed) => Some(Shape::Glyphs(placed)),
                    None => self.stroke(&glyphs::outlines(runs, place), pen, t, bounds),
                }
            }
            OpKind::Glyphs { runs, place, look, pen: None, paint } => {
                let tone = glyphs::tone(*look, paint);
                let placed = glyphs::placed(runs, &t.then_inner(place), *look, tone);
                Some(placed.map(Shape::Glyphs).unwrap_or_else(|| {
                    let path = glyphs::outlines(runs, place);
                    self.fill(path.into(), t, FillRule::NonZero, bounds)
                }))
            }
            OpKind::Put { .. } => Some(Shape::Rect(bounds.to_rect())),
        }
    }

    fn fill(
        &mut self,
        path: Arc<Path>,
        t: &Transform,
        rule: FillRule,
        bounds: DeviceRect,
    ) -> Shape {
        let first = self.lines.len();
        if Lines::new(&mut self.lines, bounds).path(&path, t) {
            return Shape::Lines(first..self.lines.len(), rule);
        }
        Shape::Long(Box::new(LongPath { path, place: *t, bounds }), rule)
    }

    fn stroke(
        &mut self,
        path: &Path,
        style: &StrokeStyle,
        t: &Transform,
        bounds: DeviceRect,
    ) -> Option<Shape> {
        let first = self.lines.len();
        if straight::outline(path, style, t, &mut Lines::new(&mut self.lines, bounds)) {
            return Some(Shape::Lines(first..self.lines.len(), FillRule::NonZero));
        }
        let (path, place) = stroke::outline(path, style, t, &bounds.to_rect())?;
        Some(self.fill(path.into(), &place, FillRule::NonZero, bounds))
    }

    /// A rectangle stays one unless it is turned or skewed.
    fn rect(&mut self, rect: &Rect, t: &Transform, bounds: DeviceRect) -> Shape {
        if t.is_scale_translate() {
            return Shape::Rect(t.map_bounds(rect));
        }
        let first = self.lines.len();
        Lines::new(&mut self.lines, bounds).polygon(&rect.corners(), t);
        Shape::Lines(first..self.lines.len(), FillRule::NonZero)
    }
}

/// An upright picture covers the pixels whose middles it covers, wholly, as in Chromium: pictures side by side
/// show no seams wherever they meet. `None` for others, and for those less than a pixel wide or high, which
/// must not come and go.
fn whole_pixels(to: &Rect, t: &Transform) -> Option<Rect> {
    let is_turned = t.a == 0.0 && t.d == 0.0;
    if !(t.is_scale_translate() || is_turned) {
        return None;
    }
    let rect = t.map_bounds(to);
    let nearest = |edge: f64| (edge + 0.5).floor();
    let (left, top) = (nearest(rect.x), nearest(rect.y));
    let (right, bottom) = (nearest(rect.right()), nearest(rect.bottom()));
    (rect.width >= 1.0 && rect.height >= 1.0)
        .then(|| Rect::new(left, top, right - left, bottom - top))
}

/// What an operation is drawn with; `None` when that leaves nothing anywhere.
fn ink(op: &Op, format: PixelFormat, ledger: &Arc<Ledger>) -> Result<Option<Ink>> {
    let (t, alpha) = (&op.state.transform, op.state.alpha);
    if op.state.composite == CompositeMode::Clear {
        return Ok(Some(Ink::Clear));
    }
    match &op.kind {
        OpKind::Fill { paint, .. }
        | OpKind::FillRect { paint, .. }
        | OpKind::Stroke { paint, .. }
        | OpKind::Glyphs { paint, .. } => {
            if let Paint::Gradient(gradient) = paint {
                gradient.mix(ledger)?;
            }
            paint_ink(paint, t, alpha, format)
        }
        OpKind::Clear { .. } => Ok(Some(Ink::Clear)),
        OpKind::Image { source, from, to, smoothing } => {
            picture::image_ink(source, (from, to), t, *smoothing, (alpha, format))
        }
        OpKind::Put { pixels, x, y } => Ok(Some(Ink::Put(Arc::clone(pixels), *x, *y))),
    }
}

fn paint_ink(paint: &Paint, t: &Transform, alpha: f64, format: PixelFormat) -> Result<Option<Ink>> {
    Ok(match paint {
        Paint::Color(color) => Some(color_ink(*color, alpha, format)),
        Paint::Gradient(gradient) if format != PixelFormat::default() => {
            let ink = deep::Ink::gradient(gradient, t, alpha, format.space);
            ink.map(|ink| Ink::Deep(Box::new(ink)))
        }
        Paint::Gradient(gradient) => {
            GradientInk::new(gradient, t, alpha).map(|ink| Ink::Gradient(Box::new(ink)))
        }
        Paint::Pattern(pattern, smoothing) => {
            picture::pattern_ink(pattern, t, *smoothing, (alpha, format))?
        }
    })
}

fn color_ink(color: Color, alpha: f64, format: PixelFormat) -> Ink {
    if format.is_deep() {
        return Ink::Deep(Box::new(deep::Ink::color(color, alpha, format.space)));
    }
    Ink::Color(premultiplied(color.to_space(format.space), alpha))
}

/// The colour as pixels have it, with the operation's alpha.
pub(super) fn premultiplied(color: Color, alpha: f64) -> [u8; 4] {
    let a = (f64::from(color.a) * alpha).clamp(0.0, 1.0);
    let part = |v: u8| (f64::from(v) * a).round() as u8;
    let [r, g, b] = color.bytes();
    [part(r), part(g), part(b), part(255)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_no_longer_counts_against_the_limit() {
        let ledger = Ledger::new();
        let mut preparer = Preparer::new(&ledger, PixelFormat::default()).unwrap();
        preparer.rect(
            &Rect::new(1.0, 1.0, 9.0, 9.0),
            &Transform::rotate(0.5),
            DeviceRect::of_size(20, 20),
        );
        assert!(preparer.pending_bytes() > 0);
        preparer.clear().unwrap();
        // The memory is kept for the steps to come, and is charged.
        assert_eq!(preparer.pending_bytes(), 0);
        assert!(preparer.bytes() > 0 && ledger.live() == preparer.bytes());
    }
}
