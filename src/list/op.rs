//! One drawing operation and the list of them.

use std::collections::HashSet;
use std::sync::Arc;

use super::{ClipNode, Source};
use crate::error::Result;
use crate::geom::{DeviceRect, Rect, Transform};
use crate::mem::{Bitmap, Charge, Kind, Ledger};
use crate::paint::{
    Color, CompositeMode, Filter, Paint, Shadow, Smoothing, SmoothingQuality, StrokeStyle,
};
use crate::path::{FillRule, Path};
use crate::text::{GlyphLook, GlyphRun};

/// What all drawing has in common.
#[derive(Clone, Debug)]
pub struct DrawState {
    /// From the op's user space to device space.
    pub transform: Transform,
    /// The innermost clip; `None` when nothing is clipped.
    pub clip: Option<Arc<ClipNode>>,
    /// How it meets the backdrop.
    pub composite: CompositeMode,
    /// `globalAlpha`, 0 to 1.
    pub alpha: f64,
    /// The shadow drawn before it; `None` when there is none.
    pub shadow: Option<Arc<Shadow>>,
    /// What is drawn goes through it first, before its shadow is thrown; `None` when there is none.
    pub filter: Option<Arc<Filter>>,
}

impl DrawState {
    /// The device pixels a shape on these can touch when it has been filtered.
    pub fn reach(&self, extent: &DeviceRect) -> DeviceRect {
        self.filter.as_deref().map_or(*extent, |filter| filter.spread(extent))
    }

    /// Bytes that the state keeps alive beyond itself.
    pub(super) fn payload(&self) -> usize {
        self.filter.as_deref().map_or(0, Filter::bytes)
    }
}

/// A drawing operation that needs nothing beside it.
#[derive(Clone, Debug)]
pub struct Op {
    /// What is drawn.
    pub kind: OpKind,
    /// How.
    pub state: DrawState,
    /// The device pixels it and its shadow can change, within canvas and clip.
    pub bounds: DeviceRect,
    /// The device pixels its shape can touch before it is filtered, on the canvas or not.
    pub extent: DeviceRect,
}

impl Op {
    /// The device pixels its filtered shape can touch, on the canvas or not.
    pub fn reach(&self) -> DeviceRect {
        self.state.reach(&self.extent)
    }

    /// The device pixels it can change without its shadow.
    pub fn own_bounds(&self) -> DeviceRect {
        if self.state.composite.is_unbounded() {
            self.bounds
        } else {
            self.reach().intersect(&self.bounds)
        }
    }
}

/// The kinds of drawing.
#[derive(Clone, Debug)]
pub enum OpKind {
    /// The inside of a path.
    Fill {
        /// In the op's user space.
        path: Arc<Path>,
        /// What counts as inside.
        rule: FillRule,
        /// What with.
        paint: Paint,
    },
    /// A rectangle; kept apart from `Fill` because backends have quicker ways for it.
    FillRect {
        /// In the op's user space, normalized.
        rect: Rect,
        /// What with.
        paint: Paint,
    },
    /// The outline of a path.
    Stroke {
        /// In the op's user space.
        path: Arc<Path>,
        /// Line styles in the op's user space.
        style: Arc<StrokeStyle>,
        /// What with.
        paint: Paint,
    },
    /// Transparent black in a rectangle, whatever paint, alpha and mode say.
    Clear {
        /// In the op's user space, normalized.
        rect: Rect,
    },
    /// Part of a picture.
    Image {
        /// The picture.
        source: Source,
        /// The part, in the picture's pixels, normalized and inside it.
        from: Rect,
        /// Where it goes in the op's user space, normalized.
        to: Rect,
        /// How it is resampled.
        smoothing: Smoothing,
    },
    /// Glyphs, kept as glyphs so that vector backends keep text.
    Glyphs {
        /// Which glyphs, where, in the text's own space.
        runs: Arc<[GlyphRun]>,
        /// From there to the op's user space.
        place: Transform,
        /// How they look.
        look: GlyphLook,
        /// What draws along their edges, in the op's user space; `None` where they are filled.
        pen: Option<Arc<StrokeStyle>>,
        /// What with.
        paint: Paint,
    },
    /// Pixels that replace what is there, untouched by clip, transform, alpha and mode.
    Put {
        /// The pixels.
        pixels: Arc<Bitmap>,
        /// The device pixel of their upper left corner.
        x: i32,
        /// See `x`.
        y: i32,
    },
}

impl OpKind {
    /// The one colour it is drawn with; `None` for pictures and gradients.
    pub fn color(&self) -> Option<Color> {
        match self.paint() {
            Some(Paint::Color(color)) => Some(*color),
            _ => None,
        }
    }

    /// The same in opaque black where it has one colour.
    pub fn in_black(&self) -> Self {
        let mut kind = self.clone();
        if let Some(Paint::Color(color)) = kind.paint_mut() {
            *color = Color::BLACK;
        }
        kind
    }

    fn paint(&self) -> Option<&Paint> {
        match self {
            Self::Fill { paint, .. }
            | Self::FillRect { paint, .. }
            | Self::Stroke { paint, .. }
            | Self::Glyphs { paint, .. } => Some(paint),
            Self::Clear { .. } | Self::Image { .. } | Self::Put { .. } => None,
        }
    }

    fn paint_mut(&mut self) -> Option<&mut Paint> {
        match self {
            Self::Fill { paint, .. }
            | Self::FillRect { paint, .. }
            | Self::Stroke { paint, .. }
            | Self::Glyphs { paint, .. } => Some(paint),
            Self::Clear { .. } | Self::Image { .. } | Self::Put { .. } => None,
        }
    }

    /// Nothing shows through it inside its shape, opacity and mode apart.
    fn is_opaque(&self) -> bool {
        matches!(self, Self::Put { .. }) || self.color().is_some_and(|color| color.a == 1.0)
    }

    /// Bytes the op keeps alive beyond itself, pictures excepted: they carry charges of their own.
    pub(super) fn payload(&self) -> usize {
        match self {
            Self::Fill { path, paint, .. } => path.bytes() + paint.bytes(),
            Self::Stroke { path, paint, style } => {
                path.bytes() + paint.bytes() + size_of_val(&*style.dash)
            }
            Self::FillRect { paint, .. } => paint.bytes(),
            Self::Glyphs { runs, paint, .. } => {
                let own = size_of_val::<[GlyphRun]>(runs) + paint.bytes();
                own + runs.iter().map(GlyphRun::bytes).sum::<usize>()
            }
            Self::Clear { .. } | Self::Image { .. } | Self::Put { .. } => 0,
        }
    }
}

/// What a list is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// What is there.
    There,
    /// Anything: the first operation hides it all.
    Anything,
    /// A blank canvas: everything was cleared.
    Blank,
}

/// Operations in drawing order for one canvas, with the charge for what they occupy.
#[derive(Debug)]
pub struct DisplayList {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) ops: Vec<Op>,
    pub(super) start: Start,
    /// Pictures the list keeps alive, each counted once.
    pub(super) sources: HashSet<usize>,
    pub(super) source_bytes: usize,
    pub(super) charge: Charge,
}

impl DisplayList {
    /// A list of one operation, for a backend that draws a part of its work on a picture of its own.
    pub fn of_one(ledger: &Arc<Ledger>, (width, height): (u32, u32), op: Op) -> Result<Self> {
        let charge = ledger.charge(Kind::Display, size_of::<Op>())?;
        let (ops, sources) = (vec![op], HashSet::new());
        let start = Start::There;
        Ok(Self { width, height, ops, start, sources, source_bytes: 0, charge })
    }

    /// A list of these operations, which are charged.
    pub(super) fn of(
        ledger: &Arc<Ledger>,
        (width, height): (u32, u32),
        ops: Vec<Op>,
    ) -> Result<Self> {
        let charge = ledger.charge(Kind::Display, ops.iter().map(Op::bytes).sum())?;
        let (sources, start) = (HashSet::new(), Start::There);
        Ok(Self { width, height, ops, start, sources, source_bytes: 0, charge })
    }

    /// The same operations once more, for whoever works on them while more are recorded here.
    pub fn copy(&self) -> Result<Self> {
        let list = Self::of(self.ledger(), self.size(), self.ops.clone())?;
        let (start, source_bytes) = (self.start, self.source_bytes);
        Ok(Self { start, source_bytes, ..list })
    }

    /// What the first operation is drawn on.
    pub fn start(&self) -> Start {
        self.start
    }

    /// The operations in drawing order.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// Drawing it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty() && self.start != Start::Blank
    }

    /// The account the operations are booked on.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.charge.ledger()
    }

    /// Width and height of the canvas the operations were recorded for.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Bytes of pixels the list keeps alive or copies when it is drawn.
    pub fn source_bytes(&self) -> usize {
        self.source_bytes
    }

    /// How deep the chain of deferred pictures under this list is.
    pub fn depth(&self) -> u32 {
        self.ops.iter().map(|op| op.kind.depth()).max().unwrap_or(0)
    }
}

impl Op {
    /// Bytes it occupies, pictures excepted.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.kind.payload() + self.state.payload()
    }

    /// Nothing of what was there shows after it on a canvas of that size.
    pub(super) fn hides_all(&self, canvas: &Rect) -> bool {
        let DrawState { transform, clip, composite, alpha, shadow, filter } = &self.state;
        let rect = match &self.kind {
            OpKind::Put { pixels, x, y } => {
                let (x, y) = (f64::from(*x), f64::from(*y));
                return Rect::new(x, y, f64::from(pixels.width()), f64::from(pixels.height()))
                    .contains(canvas);
            }
            OpKind::Clear { rect } | OpKind::FillRect { rect, .. } => rect,
            _ => return false,
        };
        let is_clear = matches!(self.kind, OpKind::Clear { .. });
        let is_over = matches!(composite, CompositeMode::SourceOver | CompositeMode::Copy);
        let is_plain = *alpha == 1.0 && shadow.is_none() && filter.is_none();
        let replaces = self.kind.is_opaque() && is_over && is_plain;
        clip.is_none()
            && (is_clear || replaces)
            && transform.is_scale_translate()
            && transform.map_bounds(rect).contains(canvas)
    }
}

impl OpKind {
    /// The picture it draws, or draws with.
    pub(super) fn source(&self) -> Option<&Source> {
        match self {
            Self::Image { source, .. } => Some(source),
            Self::Fill { paint, .. }
            | Self::FillRect { paint, .. }
            | Self::Stroke { paint, .. }
            | Self::Glyphs { paint, .. } => paint.source(),
            Self::Clear { .. } | Self::Put { .. } => None,
        }
    }

    /// Bytes of pixels that drawing it copies for itself alone: a part of a picture that is averaged
    /// down, and its smaller versions. Those of a whole picture are kept beside it for all.
    pub(super) fn copied_bytes(&self) -> usize {
        let Self::Image { source, from, smoothing, .. } = self else { return 0 };
        let area = from.width * from.height;
        let is_part = area < source.size().pixels() as f64;
        let is_averaged = smoothing.enabled && smoothing.quality != SmoothingQuality::Low;
        if is_part && is_averaged { (area * 4.0 * 1.5) as usize } else { 0 }
    }

    /// Nobody else holds the picture.
    pub(super) fn is_only_keeper(&self) -> bool {
        self.source().is_some_and(Source::is_unshared)
    }

    fn depth(&self) -> u32 {
        self.source().map_or(0, Source::depth)
    }
}
