//! Operations on another grid of pixels: larger, and of a part of the canvas.

use std::sync::Arc;

use super::{ClipNode, ClipShape, DisplayList, Op, OpKind, Source};
use crate::error::Result;
use crate::geom::{DeviceRect, Point, Rect, Size, Transform};
use crate::mem::Ledger;
use crate::paint::{CompositeMode, Filter, FilterFunction, Shadow, Smoothing};

/// Some operations as they are drawn on a picture of `area`, with `scale` pixels for each of the canvas's.
pub fn scaled(
    ledger: &Arc<Ledger>,
    ops: &[Op],
    area: &DeviceRect,
    scale: f64,
) -> Result<Option<DisplayList>> {
    let side = |length: u32| (f64::from(length) * scale).ceil() as u32;
    let Some(size) = Size::new(side(area.width()), side(area.height())) else { return Ok(None) };
    let corner = Point::new(f64::from(area.left), f64::from(area.top));
    let grid = Grid {
        map: Transform::scale(scale, scale).then_inner(&Transform::translate(-corner.x, -corner.y)),
        scale,
        canvas: DeviceRect::of_size(size.width(), size.height()),
    };
    let ops: Vec<Op> =
        ops.iter().map(|op| grid.op(op)).filter(|op| !op.bounds.is_empty()).collect();
    DisplayList::of(ledger, (size.width(), size.height()), ops).map(Some)
}

struct Grid {
    map: Transform,
    scale: f64,
    canvas: DeviceRect,
}

impl Grid {
    fn op(&self, op: &Op) -> Op {
        let mut state = op.state.clone();
        state.transform = self.map.then_inner(&state.transform);
        state.clip = state.clip.map(|clip| self.clip(&clip));
        state.shadow = state.shadow.map(|shadow| {
            let Shadow { color, blur, offset } = *shadow;
            let blur = blur * self.scale;
            Arc::new(Shadow { color, blur, offset: self.length(offset) })
        });
        state.filter = state.filter.map(|filter| {
            Arc::new(Filter::new(filter.functions().iter().map(|f| self.function(*f)).collect()))
        });
        let mut kind = op.kind.clone();
        let mut bounds = self.area(&op.bounds).intersect(&self.canvas);
        if let OpKind::Put { pixels, x, y } = &op.kind {
            // Pixels as an image that replaces what is there, and nothing beside it.
            let (x, y) = (f64::from(*x), f64::from(*y));
            let size = pixels.size();
            let [width, height] = [size.width(), size.height()].map(f64::from);
            let to = Rect::new(x, y, width, height);
            state.transform = self.map;
            state.composite = CompositeMode::Copy;
            bounds = DeviceRect::around(&self.map.map_bounds(&to)).intersect(&self.canvas);
            state.clip = Some(ClipNode::new(None, ClipShape::Bounds, bounds, None));
            kind = OpKind::Image {
                source: Source::Bitmap(Arc::clone(pixels)),
                from: Rect::new(0.0, 0.0, width, height),
                to,
                smoothing: Smoothing { enabled: false, ..Smoothing::default() },
            };
        }
        Op { kind, state, bounds, extent: self.area(&op.extent) }
    }

    fn area(&self, area: &DeviceRect) -> DeviceRect {
        if area.is_empty() {
            return DeviceRect::EMPTY;
        }
        DeviceRect::around(&self.map.map_bounds(&area.to_rect()))
    }

    fn length(&self, p: Point) -> Point {
        Point::new(p.x * self.scale, p.y * self.scale)
    }

    fn function(&self, function: FilterFunction) -> FilterFunction {
        match function {
            FilterFunction::Blur(sigma) => FilterFunction::Blur(sigma * self.scale),
            FilterFunction::DropShadow { offset, sigma, color } => FilterFunction::DropShadow {
                offset: self.length(offset),
                sigma: sigma * self.scale,
                color,
            },
            other => other,
        }
    }

    fn clip(&self, clip: &Arc<ClipNode>) -> Arc<ClipNode> {
        let mut chain: Vec<&Arc<ClipNode>> =
            std::iter::successors(Some(clip), |node| node.parent()).collect();
        let mut outer: Option<Arc<ClipNode>> = None;
        while let Some(node) = chain.pop() {
            let shape = match node.shape() {
                ClipShape::Bounds => ClipShape::Bounds,
                ClipShape::Path { path, rule } => {
                    ClipShape::Path { path: Arc::new(path.transformed(&self.map)), rule: *rule }
                }
            };
            // As everywhere, none is wider than what is drawn on.
            let bounds = self.area(&node.bounds()).intersect(&self.canvas);
            outer = Some(ClipNode::new(outer.as_ref(), shape, bounds, None));
        }
        outer.unwrap_or_else(|| Arc::clone(clip))
    }
}
