//! Filters: an operation drawn for itself, as far as it shows, filtered, and drawn as a picture in its
//! place. <https://html.spec.whatwg.org/multipage/canvas.html#drawing-model>
//!
//! What an area of the result needs is found from the last function to the first; then all functions run
//! over one bitmap of that size. Only a shadow that falls far away gets a bitmap of its own, so that
//! the space between is never made. Called once an operation, before there are bands.

mod color;
mod drop;

use std::sync::Arc;

use super::alone::alone;
use super::blur::Blur;
use super::{Threads, shadow};
use crate::error::{Error, Result};
use crate::geom::{DeviceRect, Rect, Size, Transform};
use crate::list::{DrawState, Op, OpKind, Source};
use crate::mem::{Bitmap, Kind, Ledger, PixelFormat};
use crate::paint::{Color, FilterFunction, MAX_FILTER_SIGMA, Paint, Smoothing};
use crate::path::{FillRule, Path};
use drop::DropShadow;

/// So many shadows of an operation may fall far away from what throws them. Each can double what has to
/// be drawn, so more of them are left out.
const MAX_FAR: u32 = 4;
/// Functions work on so many pixels around what shows, and no more: the reach of the widest blur.
/// What is farther away hardly shows, but a list of wide blurs could ask for any amount of it.
const MAX_ROOM: i32 = 1596;

/// An operation without its filter: pictures of what the filter made of it.
pub(super) struct Filtered {
    /// Draws what shows of it.
    pub(super) op: Op,
    /// Throws its shadow, where that is not what shows.
    pub(super) caster: Option<Op>,
}

impl Filtered {
    /// Bytes of the pictures.
    pub(super) fn bytes(&self) -> usize {
        let bytes = |op: &Op| match &op.kind {
            OpKind::Image { .. } => op.extent.pixels() as usize * 4,
            _ => 0,
        };
        bytes(&self.op) + self.caster.as_ref().map_or(0, bytes)
    }
}

/// `op` through its filter, in the space of a target of that format; `None` when it has none. Filters work
/// on bytes, on every canvas.
pub(super) fn filtered(
    op: &Op,
    target: PixelFormat,
    ledger: &Arc<Ledger>,
    threads: Threads,
) -> Result<Option<Filtered>> {
    let Some(filter) = op.state.filter.as_deref() else { return Ok(None) };
    let format = PixelFormat { space: target.space, ..PixelFormat::default() };
    let mut chain = Chain::new(op, filter.functions(), format, ledger, threads);
    let shown = op.reach().intersect(&op.bounds);
    let cast = shadow::source(op);
    let both = shown.union(&cast);
    if both.pixels() <= shown.pixels() + cast.pixels() {
        return Ok(Some(Filtered { op: chain.op(both)?, caster: None }));
    }
    let mut shown = chain.op(shown)?;
    let caster = chain.op(cast)?;
    shown.state.shadow = None;
    Ok(Some(Filtered { op: shown, caster: Some(caster) }))
}

/// Some pixels of the operation, with where they are.
struct Layer {
    area: DeviceRect,
    bitmap: Bitmap,
}

/// An operation and the functions it goes through.
struct Chain<'a> {
    op: &'a Op,
    functions: &'a [FilterFunction],
    /// The pixels that can show something before the first function, after it, and so on.
    extents: Vec<DeviceRect>,
    /// Shadows made apart so far.
    far: u32,
    format: PixelFormat,
    ledger: &'a Arc<Ledger>,
    threads: Threads,
}

impl<'a> Chain<'a> {
    fn new(
        op: &'a Op,
        functions: &'a [FilterFunction],
        format: PixelFormat,
        ledger: &'a Arc<Ledger>,
        threads: Threads,
    ) -> Self {
        let mut extents = vec![op.extent];
        extents.extend(functions.iter().scan(op.extent, |extent, function| {
            *extent = function.spread(extent);
            Some(*extent)
        }));
        Self { op, functions, extents, far: 0, format, ledger, threads }
    }

    /// The operation as a picture of `area`.
    fn op(&mut self, area: DeviceRect) -> Result<Op> {
        let state =
            DrawState { transform: Transform::IDENTITY, filter: None, ..self.op.state.clone() };
        let bounds = self.op.bounds;
        let Some(layer) = self.layer(self.functions.len(), area)? else {
            // Nothing, which an unbounded mode still draws.
            let (path, paint) = (Arc::new(Path::new()), Paint::Color(Color::TRANSPARENT));
            let kind = OpKind::Fill { path, rule: FillRule::NonZero, paint };
            return Ok(Op { kind, state, bounds, extent: DeviceRect::EMPTY });
        };
        let size = layer.bitmap.size();
        let kind = OpKind::Image {
            source: Source::Bitmap(Arc::new(layer.bitmap)),
            from: Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height())),
            to: layer.area.to_rect(),
            smoothing: Smoothing::default(),
        };
        Ok(Op { kind, state, bounds, extent: layer.area })
    }

    /// At least `area` of what the first `count` functions make; `None` where they make nothing.
    fn layer(&mut self, count: usize, area: DeviceRect) -> Result<Option<Layer>> {
        let mut area = area.intersect(&self.extents[count]);
        if area.is_empty() {
            return Ok(None);
        }
        let room = with_room(&area);
        for before in (0..count).rev() {
            let (near, far) = self.functions[before].works_on(&area, &self.extents[before]);
            let near = near.intersect(&room);
            let all = near.union(&far);
            let is_far = all != all.intersect(&room);
            if is_far || all.pixels() > 2 * (near.pixels() + far.pixels()) {
                let layer = self.with_far_shadow(before, area, far)?;
                return self.run(layer, before + 1..count).map(Some);
            }
            area = all;
        }
        let bitmap = alone(
            self.op.kind.clone(),
            &self.op.state.transform,
            (area, self.format),
            self.ledger,
            self.threads,
        )?;
        let layer = Layer { area, bitmap: bitmap.ok_or_else(no_pixels)? };
        self.run(layer, 0..count).map(Some)
    }

    /// `area` of what function `at` makes, a shadow thrown from `far` on.
    fn with_far_shadow(&mut self, at: usize, area: DeviceRect, far: DeviceRect) -> Result<Layer> {
        self.far += 1;
        let source = if self.far <= MAX_FAR { self.layer(at, far)? } else { None };
        let mut layer = match self.layer(at, area)? {
            Some(layer) => layer.with(area)?,
            None => Layer::new(area, self.format, self.ledger)?,
        };
        if let (Some(source), Some(shadow)) = (source, drop_shadow(&self.functions[at])) {
            // Its blur needs room.
            shadow.cast(&source.with(far)?, &mut layer)?;
        }
        Ok(layer)
    }

    /// Runs some of the functions over a layer.
    fn run(&self, mut layer: Layer, functions: std::ops::Range<usize>) -> Result<Layer> {
        let mut rest = &self.functions[functions];
        while let Some(first) = rest.first() {
            let mut done = 1;
            if let FilterFunction::Blur(sigma) = first {
                blur(&mut layer, *sigma)?;
            } else if let Some(shadow) = drop_shadow(first) {
                shadow.cast_on_itself(&mut layer)?;
            } else {
                done = color::run(rest, layer.bitmap.data_mut());
            }
            rest = &rest[done..];
        }
        Ok(layer)
    }
}

impl Layer {
    fn new(area: DeviceRect, format: PixelFormat, ledger: &Arc<Ledger>) -> Result<Self> {
        let size = Size::new(area.width(), area.height()).ok_or_else(no_pixels)?;
        Ok(Self { area, bitmap: Bitmap::with_format(ledger, size, format)? })
    }

    fn width(&self) -> usize {
        self.area.width() as usize
    }

    /// The same pixels with room for all of `area`.
    fn with(self, area: DeviceRect) -> Result<Self> {
        let all = self.area.union(&area);
        if all == self.area {
            return Ok(self);
        }
        let mut larger = Self::new(all, self.bitmap.format(), self.bitmap.ledger())?;
        let (from, to) = (self.bitmap.stride(), larger.bitmap.stride());
        let first =
            (self.area.top - all.top) as usize * to + (self.area.left - all.left) as usize * 4;
        let rows = larger.bitmap.data_mut()[first..].chunks_mut(to);
        for (row, pixels) in rows.zip(self.bitmap.data().chunks_exact(from)) {
            row[..from].copy_from_slice(pixels);
        }
        Ok(larger)
    }
}

fn drop_shadow(function: &FilterFunction) -> Option<DropShadow> {
    match *function {
        FilterFunction::DropShadow { offset, sigma, color } => {
            Some(DropShadow { offset, sigma, color })
        }
        _ => None,
    }
}

fn blur(layer: &mut Layer, sigma: f64) -> Result<()> {
    let sigma = sigma.min(MAX_FILTER_SIGMA);
    let blur = Blur::of_picture(sigma, sigma);
    let (width, height) = (layer.width(), layer.area.height() as usize);
    let ledger = layer.bitmap.ledger();
    let _scratch = ledger.charge(Kind::Scratch, blur.scratch_bytes(width, height, 4))?;
    blur.pixels(layer.bitmap.data_mut(), width);
    Ok(())
}

fn with_room(area: &DeviceRect) -> DeviceRect {
    DeviceRect {
        left: area.left.saturating_sub(MAX_ROOM),
        top: area.top.saturating_sub(MAX_ROOM),
        right: area.right.saturating_add(MAX_ROOM),
        bottom: area.bottom.saturating_add(MAX_ROOM),
    }
}

fn no_pixels() -> Error {
    Error::internal("a filter was to be run over no pixels")
}
