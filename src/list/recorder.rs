//! Takes operations from the context: culls them, charges them, and says when it is full.

use std::collections::HashSet;
use std::sync::Arc;

use super::{ClipNode, DisplayList, DrawState, Op, OpKind, Source, Start};
use crate::error::{Error, Result};
use crate::geom::{DeviceRect, Rect, Transform};
use crate::mem::{Charge, Kind, Ledger};
use crate::paint::{CompositeMode, Shadow};

/// The list is drawn when it holds this many operations: enough to make a flush's fixed cost
/// vanish, few enough to keep a flush short.
const MAX_OPS: usize = 4096;
/// … or this many bytes of paths, glyphs and stops.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// … or when its pictures keep this many bytes of pixels alive. A card with a 12-megapixel photo
/// stays below; a loop over thousands of images doesn't pile them up.
const MAX_SOURCE_BYTES: usize = 96 * 1024 * 1024;
/// Bytes are booked ahead by this part of what is booked already: the account is shared with other
/// threads, and asking it for each operation would cost as much as recording one.
const AHEAD: usize = 8;
/// Anti-aliasing and resampling touch this many pixels beyond the exact shape.
const FRINGE: f64 = 1.0;
/// A picture that keeps less than this alive is never said to hoard.
const HOARD: usize = 8 * 1024 * 1024;

/// Whether something that occupies `own` bytes keeps so much more alive that it had better be drawn.
pub fn is_hoard(kept: usize, own: usize) -> bool {
    kept > HOARD.max(own.saturating_mul(2))
}

/// Records the operations of one canvas.
#[derive(Debug)]
pub struct Recorder {
    list: DisplayList,
    /// Bytes booked on the list's charge that no operation occupies yet.
    ahead: usize,
}

impl Recorder {
    /// An empty recorder for a canvas of that size.
    pub fn new(ledger: &Arc<Ledger>, width: u32, height: u32) -> Result<Self> {
        let charge = ledger.charge(Kind::Display, 0)?;
        let (ops, sources) = (Vec::new(), HashSet::new());
        let start = Start::There;
        let list = DisplayList { width, height, ops, start, sources, source_bytes: 0, charge };
        Ok(Self { list, ahead: 0 })
    }

    /// Nothing is recorded that changes anything.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The list should be drawn before more is recorded.
    pub fn is_full(&self) -> bool {
        self.list.ops.len() >= MAX_OPS
            || self.list.charge.bytes() >= MAX_BYTES
            || self.list.source_bytes >= MAX_SOURCE_BYTES
    }

    /// The list is on its way to be full: one more batch of commands may fill it.
    pub fn is_filling(&self) -> bool {
        self.list.ops.len() >= MAX_OPS / 2
            || self.list.charge.bytes() >= MAX_BYTES / 2
            || self.list.source_bytes >= MAX_SOURCE_BYTES / 2
    }

    /// The list alone keeps pictures alive that are much larger than its canvas: a thumbnail whose
    /// photograph is gone.
    pub fn hoards(&self) -> bool {
        let canvas = self.list.width as usize * self.list.height as usize * 4;
        is_hoard(self.list.source_bytes, canvas)
            && self.list.ops.iter().any(|op| op.kind.is_only_keeper())
    }

    /// What is recorded so far.
    pub fn list(&self) -> &DisplayList {
        &self.list
    }

    /// The account everything is booked on.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.list.charge.ledger()
    }

    /// Hands the list over and starts an empty one.
    pub fn take(&mut self) -> Result<DisplayList> {
        let (width, height) = self.list.size();
        let fresh = Self::new(self.ledger(), width, height)?;
        Ok(std::mem::replace(self, fresh).list)
    }

    /// Takes back a list that was handed over: what is recorded since comes after it.
    pub fn take_back(&mut self, before: DisplayList) {
        let DisplayList { ops, sources, source_bytes, charge, .. } =
            std::mem::replace(&mut self.list, before);
        self.list.ops.extend(ops);
        self.list.sources.extend(sources);
        self.list.source_bytes = self.list.source_bytes.saturating_add(source_bytes);
        self.list.charge.absorb(charge);
    }

    /// Forgets everything and goes on for a canvas of that size.
    pub fn reset(&mut self, width: u32, height: u32) {
        self.forget();
        (self.list.width, self.list.height) = (width, height);
        self.list.start = Start::There;
    }

    /// The list is drawn on what is there from now on: whoever calls this has seen to it.
    pub fn go_on(&mut self) {
        self.list.start = Start::There;
    }

    fn forget(&mut self) {
        self.list.ops = Vec::new();
        self.ahead = 0;
        // Shrinking a charge can't fail.
        let _ = self.list.charge.resize(0);
        self.list.sources = HashSet::new();
        self.list.source_bytes = 0;
    }

    /// The canvas's pixels.
    pub fn canvas_bounds(&self) -> DeviceRect {
        DeviceRect::of_size(self.list.width, self.list.height)
    }

    /// A charge for something that lives in the drawing state, such as a clip path.
    pub fn charge(&self, bytes: usize) -> Result<Charge> {
        self.ledger().charge(Kind::Display, bytes)
    }

    /// Records an operation whose shape lies within `shape` (in the space of `state.transform`).
    /// One that can't change a pixel is dropped.
    pub fn push(&mut self, kind: OpKind, state: DrawState, shape: &Rect) -> Result<()> {
        let clip = clip_bounds(state.clip.as_ref(), self.canvas_bounds());
        let extent = DeviceRect::around(&state.transform.map_bounds(shape).outset(FRINGE));
        let bounds = if state.composite.is_unbounded() {
            clip
        } else {
            let reach = state.reach(&extent);
            let shadow = state.shadow.as_deref().map(|shadow| shaded(&reach, shadow));
            let shadow = shadow.unwrap_or(DeviceRect::EMPTY).intersect(&clip);
            reach.intersect(&clip).union(&shadow)
        };
        self.record(Op { kind, state, bounds, extent })
    }

    /// Records pixels that replace what is there, clip or not.
    pub fn push_put(&mut self, kind: OpKind, area: DeviceRect) -> Result<()> {
        let state = DrawState {
            transform: Transform::IDENTITY,
            clip: None,
            composite: CompositeMode::Copy,
            alpha: 1.0,
            shadow: None,
            filter: None,
        };
        let bounds = area.intersect(&self.canvas_bounds());
        self.record(Op { kind, state, bounds, extent: bounds })
    }

    fn record(&mut self, op: Op) -> Result<()> {
        if op.bounds.is_empty() {
            return Ok(());
        }
        let hides_all = op.hides_all(&self.canvas_bounds().to_rect());
        if hides_all && matches!(op.kind, OpKind::Clear { .. }) {
            self.forget();
            self.list.start = Start::Blank;
            return Ok(());
        }
        self.book(op.bytes())?;
        self.note_source(&op.kind);
        self.list.ops.try_reserve(1).map_err(|e| Error::limit(format!("display list: {e}")))?;
        self.list.ops.push(op);
        if hides_all {
            self.keep_last();
        }
        Ok(())
    }

    /// Forgets what the last operation hides: it need not be drawn, kept or copied.
    fn keep_last(&mut self) {
        let Some(op) = self.list.ops.pop() else { return };
        self.forget();
        // Less than was booked before.
        let _ = self.list.charge.resize(op.bytes());
        self.note_source(&op.kind);
        self.list.ops.push(op);
        self.list.start = Start::Anything;
    }

    fn book(&mut self, bytes: usize) -> Result<()> {
        if let Some(left) = self.ahead.checked_sub(bytes) {
            self.ahead = left;
            return Ok(());
        }
        let charge = &mut self.list.charge;
        let booked = charge.bytes();
        let needed = booked + bytes - self.ahead;
        let ahead = booked / AHEAD;
        if charge.resize(needed + ahead).is_ok() {
            self.ahead = ahead;
            return Ok(());
        }
        // Near the budget only what is needed.
        charge.resize(needed)?;
        self.ahead = 0;
        Ok(())
    }

    fn note_source(&mut self, kind: &OpKind) {
        self.list.source_bytes = self.list.source_bytes.saturating_add(kind.copied_bytes());
        let put;
        let source = match kind {
            OpKind::Put { pixels, .. } => {
                put = Source::Bitmap(Arc::clone(pixels));
                Some(&put)
            }
            kind => kind.source(),
        };
        if let Some(source) = source
            && self.list.sources.insert(source.identity())
        {
            self.list.source_bytes = self.list.source_bytes.saturating_add(source.bytes());
        }
    }
}

/// The device pixels a shadow of `shape` can touch.
fn shaded(shape: &DeviceRect, shadow: &Shadow) -> DeviceRect {
    let Rect { x, y, width, height } = shape.to_rect().outset(shadow.reach());
    DeviceRect::around(&Rect::new(x + shadow.offset.x, y + shadow.offset.y, width, height))
}

fn clip_bounds(clip: Option<&Arc<ClipNode>>, canvas: DeviceRect) -> DeviceRect {
    clip.map_or(canvas, |c| c.bounds().intersect(&canvas))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Size};
    use crate::mem::Bitmap;
    use crate::paint::{Color, Filter, FilterFunction, Paint, Smoothing};

    fn state(composite: CompositeMode) -> DrawState {
        DrawState {
            transform: Transform::IDENTITY,
            clip: None,
            composite,
            alpha: 1.0,
            shadow: None,
            filter: None,
        }
    }

    fn rect_op(rect: Rect) -> OpKind {
        OpKind::FillRect { rect, paint: Paint::Color(Color::BLACK) }
    }

    #[test]
    fn what_cannot_show_is_dropped() {
        let mut recorder = Recorder::new(&Ledger::new(), 10, 10).unwrap();
        let outside = Rect::new(20.0, 0.0, 5.0, 5.0);
        recorder.push(rect_op(outside), state(CompositeMode::SourceOver), &outside).unwrap();
        assert!(recorder.is_empty());
        // An unbounded mode clears the canvas even when its shape is elsewhere.
        recorder.push(rect_op(outside), state(CompositeMode::Copy), &outside).unwrap();
        assert_eq!(recorder.list().ops()[0].bounds, DeviceRect::of_size(10, 10));
    }

    #[test]
    fn a_shadow_shows_where_its_shape_does_not() {
        let mut recorder = Recorder::new(&Ledger::new(), 10, 10).unwrap();
        let outside = Rect::new(20.0, 2.0, 5.0, 5.0);
        let shadow = Shadow { color: Color::BLACK, blur: 2.0, offset: Point::new(-16.0, 0.0) };
        let state =
            DrawState { shadow: Some(Arc::new(shadow)), ..state(CompositeMode::SourceOver) };
        recorder.push(rect_op(outside), state, &outside).unwrap();
        let op = &recorder.list().ops()[0];
        // One pixel of fringe and three of blur around 4,2 5x5.
        assert_eq!(op.bounds, DeviceRect { left: 0, top: 0, right: 10, bottom: 10 });
        assert_eq!(op.extent, DeviceRect { left: 19, top: 1, right: 26, bottom: 8 });
    }

    #[test]
    fn a_filter_shows_where_its_shape_does_not() {
        let ledger = Ledger::new();
        let mut recorder = Recorder::new(&ledger, 10, 10).unwrap();
        let outside = Rect::new(12.0, 2.0, 5.0, 5.0);
        let filter = Arc::new(Filter::new(vec![FilterFunction::Blur(1.0)]));
        let bytes = filter.bytes();
        let state = DrawState { filter: Some(filter), ..state(CompositeMode::SourceOver) };
        recorder.push(rect_op(outside), state, &outside).unwrap();
        let op = &recorder.list().ops()[0];
        assert_eq!(op.bounds, DeviceRect { left: 8, top: 0, right: 10, bottom: 10 });
        assert_eq!(op.extent, DeviceRect { left: 11, top: 1, right: 18, bottom: 8 });
        assert_eq!(ledger.live(), size_of::<Op>() + bytes);
    }

    #[test]
    fn operations_are_charged_and_given_back() {
        let ledger = Ledger::new();
        let mut recorder = Recorder::new(&ledger, 10, 10).unwrap();
        let rect = Rect::new(0.0, 0.0, 5.0, 5.0);
        recorder.push(rect_op(rect), state(CompositeMode::SourceOver), &rect).unwrap();
        assert_eq!(ledger.live(), size_of::<Op>());
        let list = recorder.take().unwrap();
        assert!(recorder.is_empty());
        drop(list);
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn booking_ahead_stays_small_and_stops_at_the_budget() {
        let ledger = Ledger::new();
        let mut recorder = Recorder::new(&ledger, 10, 10).unwrap();
        let rect = Rect::new(0.0, 0.0, 5.0, 5.0);
        let push = |recorder: &mut Recorder| {
            recorder.push(rect_op(rect), state(CompositeMode::SourceOver), &rect)
        };
        for count in 1..=1000 {
            push(&mut recorder).unwrap();
            let used = count * size_of::<Op>();
            let booked = ledger.live();
            assert!(used <= booked && booked <= used + used / AHEAD, "{count}: {booked}");
        }
        // As many as the budget has room for, to the byte.
        ledger.set_budget(1500 * size_of::<Op>());
        while push(&mut recorder).is_ok() {}
        assert_eq!(recorder.list().ops().len(), 1500);
        recorder.reset(10, 10);
        assert_eq!(ledger.live(), 0);
        push(&mut recorder).unwrap();
        assert_eq!(ledger.live(), size_of::<Op>());
    }

    #[test]
    fn pictures_fill_the_list_once_each() {
        let ledger = Ledger::new();
        let mut recorder = Recorder::new(&ledger, 10, 10).unwrap();
        let size = Size::new(4096, 4096).unwrap();
        let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
        let mut draw = |bitmap: &Arc<Bitmap>| {
            let kind = OpKind::Image {
                source: Source::Bitmap(Arc::clone(bitmap)),
                from: rect,
                to: rect,
                smoothing: Smoothing::default(),
            };
            recorder.push(kind, state(CompositeMode::SourceOver), &rect).unwrap();
            recorder.is_full()
        };
        let first = Arc::new(Bitmap::new(&ledger, size).unwrap());
        assert!(!(0..100).any(|_| draw(&first)), "the same picture again costs nothing");
        assert!(draw(&Arc::new(Bitmap::new(&ledger, size).unwrap())));
    }
}
