//! A canvas's pixels: when recorded operations are drawn, who shares the result, and what leaves it.
//!
//! A [`Surface`] owns no pixels until somebody looks. [`Surface::snapshot`] freezes what is there in
//! constant time into a [`Picture`], which whoever needs it first draws, on any thread; drawing after
//! a snapshot copies only while the snapshot is still shared.

mod encoding;
mod painter;
mod paper;
mod picture;
mod pixels;
mod strips;
mod transfer;

use std::sync::Arc;

pub use encoding::EncodeStream;
pub use paper::Pages;
pub use picture::Picture;

use crate::backend::raster;
use crate::context::{Batch, Context};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::list::{DeferredPixels, Recorder, Start};
use crate::mem::{Bitmap, Ledger, PixelFormat};
use crate::text::FontDatabase;
use paper::Paper;
use picture::Base;
use strips::STRIP_BYTES;

/// Snapshots may build on snapshots that nobody has drawn yet, but only this deep: drawing recurses
/// once a level, and each level keeps its operations alive.
const MAX_DEPTH: u32 = 8;
/// The same where no level is ever drawn whole: so many snapshots may be in use at once.
const MAX_VAST_DEPTH: u32 = 64;
/// So many lists may wait to be drawn while another one is recorded. Whoever records faster than that waits too.
const AHEAD: u32 = 2;
/// A canvas of more pixels is never drawn whole: its operations are kept, and whoever encodes or reads it draws a few
/// rows at a time.
const MAX_WHOLE_PIXELS: u64 = 1 << 28;

/// An error where a picture of that size would have to be drawn whole.
fn check_whole(size: Size) -> Result<()> {
    if size.pixels() <= MAX_WHOLE_PIXELS {
        return Ok(());
    }
    let (w, h) = (size.width(), size.height());
    Err(Error::limit(format!(
        "a canvas of {w}x{h} has more than {MAX_WHOLE_PIXELS} pixels, which are never all there: \
         it can be encoded and read, not drawn on another canvas"
    )))
}

/// The pixels of one canvas, drawn or still to be drawn.
#[derive(Debug)]
pub struct Surface {
    width: u32,
    height: u32,
    opaque: bool,
    format: PixelFormat,
    base: Base,
    recorder: Recorder,
    /// What makes it a document: its operations are kept, and pixels are made of copies.
    paper: Option<Box<Paper>>,
}

impl Surface {
    /// A blank surface. It has no pixels yet.
    pub fn new(ledger: &Arc<Ledger>, width: u32, height: u32) -> Result<Self> {
        let recorder = Recorder::new(ledger, width, height)?;
        let format = PixelFormat::default();
        let base = Base::Blank;
        Ok(Self { width, height, opaque: false, format, base, recorder, paper: None })
    }

    /// Width in pixels; may be 0.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels; may be 0.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Width and height, unless there are no pixels.
    pub fn size(&self) -> Option<Size> {
        Size::new(self.width, self.height)
    }

    /// The canvas has no alpha channel: it starts opaque black and stays opaque.
    pub fn set_opaque(&mut self) {
        // What a look at the canvas before made of it is transparent.
        self.reset(self.width, self.height);
        self.opaque = true;
    }

    /// What the pixels are from now on; nothing that was drawn before is kept.
    pub fn set_format(&mut self, format: PixelFormat) {
        self.reset(self.width, self.height);
        self.format = format;
    }

    /// What the pixels are.
    pub fn format(&self) -> PixelFormat {
        self.format
    }

    /// Bytes of all pixels.
    fn bytes(&self) -> usize {
        let each = self.format.pixel_bytes();
        self.size().map_or(0, |size| size.bytes(each).unwrap_or(usize::MAX))
    }

    /// Bytes that drawing now would allocate at most.
    pub fn bytes_to_draw(&self) -> usize {
        if self.is_vast() {
            return STRIP_BYTES;
        }
        if self.paper.is_some() {
            return self.bytes();
        }
        let has_own = match &self.base {
            Base::Bitmap(bitmap) => self.recorder.is_empty() || Arc::strong_count(bitmap) == 1,
            Base::Picture(picture) => self.recorder.is_empty() && picture.depth() == 0,
            Base::Blank => self.recorder.is_empty(),
        };
        if has_own { 0 } else { self.bytes() }
    }

    /// Bytes that recording a little more would allocate at most.
    pub fn bytes_to_record(&self) -> usize {
        let may_draw = self.recorder.is_filling() && self.paper.is_none();
        if may_draw { self.bytes_to_draw() } else { 0 }
    }

    /// Forgets everything and gives the pixels back; the surface is blank and of that size then. Pages of a document that
    /// are done stay.
    pub fn reset(&mut self, width: u32, height: u32) {
        (self.width, self.height) = (width, height);
        self.base = Base::Blank;
        self.recorder.reset(width, height);
        if let Some(paper) = &mut self.paper {
            paper.clear();
        }
    }

    /// Lets `draw` record, after handing over what is recorded if that is enough for a list.
    pub fn record<T>(&mut self, draw: impl FnOnce(&mut Recorder) -> Result<T>) -> Result<T> {
        self.take_back();
        if self.is_full() {
            self.hand_over()?;
        }
        draw(&mut self.recorder)
    }

    /// Draws what is recorded if that frees pictures much larger than the canvas, which nobody else
    /// holds, and lets go of smaller versions of the pixels. For when memory is short.
    pub fn shrink(&mut self) {
        match &self.base {
            Base::Bitmap(bitmap) => bitmap.forget_reduced(),
            Base::Picture(picture) => picture.forget_reduced(),
            Base::Blank => {}
        }
        if self.paper.is_some() {
            return;
        }
        let base_hoards = match &self.base {
            // One that somebody else holds is being encoded or drawn: waiting for it is not worth it.
            Base::Picture(picture) => Arc::strong_count(picture) == 1 && picture.hoards(),
            _ => false,
        };
        if base_hoards || self.recorder.hoards() {
            // A refusal leaves everything as it was; whoever needs the pixels will hear of it.
            let _ = self.flush();
        }
    }

    /// Runs a batch of commands to its end. A command that fails doesn't stop the others, because
    /// JavaScript has gone on long ago; the first failure is returned.
    pub fn run(
        &mut self,
        context: &mut Context,
        fonts: &FontDatabase,
        numbers: &[f64],
    ) -> Result<()> {
        self.take_back();
        let mut batch = Batch::new(numbers);
        let mut result = Ok(());
        while !batch.is_done() {
            let may_flush = result.is_ok();
            let stepped = self.step((context, fonts), &mut batch, may_flush);
            if may_flush {
                result = stepped;
            }
        }
        result
    }

    /// A list that could not be drawn is not tried again in the same batch: that would prepare all of
    /// it for each command.
    fn step(
        &mut self,
        (context, fonts): (&mut Context, &FontDatabase),
        batch: &mut Batch<'_>,
        may_flush: bool,
    ) -> Result<()> {
        if !may_flush {
            return batch.step(context, fonts, &mut self.recorder);
        }
        if self.is_full() {
            // On failure the command is still taken off the batch, or it would never end.
            let handed = self.hand_over();
            return handed.and(batch.step(context, fonts, &mut self.recorder));
        }
        let before = batch.clone();
        match batch.step(context, fonts, &mut self.recorder) {
            // The budget has no room for the operation: draw what is recorded, which frees it.
            Err(e) if e.kind() == ErrorKind::Limit && self.may_draw() => {
                self.flush()?;
                *batch = before;
                batch.step(context, fonts, &mut self.recorder)
            }
            other => other,
        }
    }

    /// Lets go of the base where nothing of it shows any more. A bitmap that is nobody else's stays to be
    /// drawn over, unless it would have to be cleared first.
    fn forget_what_is_hidden(&mut self) {
        let stays = match (self.recorder.list().start(), &self.base) {
            (Start::There, _) => true,
            (Start::Anything, Base::Bitmap(bitmap)) => Arc::strong_count(bitmap) == 1,
            _ => false,
        };
        if !stays {
            self.base = Base::Blank;
        }
        self.recorder.go_on();
    }

    /// Its pixels are never all there.
    pub fn is_vast(&self) -> bool {
        self.size().is_some_and(|size| check_whole(size).is_err())
    }

    /// Where the whole is never drawn, what snapshots took goes on growing once nobody holds them any more.
    fn take_back(&mut self) {
        if !self.is_vast() {
            return;
        }
        self.forget_what_is_hidden();
        while let Base::Picture(picture) = &self.base
            && Arc::strong_count(picture) == 1
            && let Some((base, list)) = picture.take_back()
        {
            self.base = base;
            self.recorder.take_back(list);
        }
    }

    fn is_full(&self) -> bool {
        self.recorder.is_full() && !self.is_vast() && self.paper.is_none()
    }

    /// Drawing what is recorded would make room for more.
    fn may_draw(&self) -> bool {
        !self.recorder.is_empty() && self.paper.is_none()
    }

    /// Makes room for more operations: those there are will be drawn by another thread, if there is one, while more are
    /// recorded.
    fn hand_over(&mut self) -> Result<()> {
        if !painter::are_there() {
            return self.flush();
        }
        self.forget_what_is_hidden();
        if self.depth() >= AHEAD {
            self.draw_base()?;
        }
        if self.depth() >= MAX_DEPTH {
            return self.flush();
        }
        if let Some(picture) = self.freeze()? {
            picture.draw_soon();
        }
        Ok(())
    }

    /// Makes pixels of the last snapshot, or waits for whoever is doing so.
    fn draw_base(&mut self) -> Result<()> {
        if let Base::Picture(picture) = &self.base {
            let bitmap = picture.pixels()?;
            self.base = Base::Bitmap(bitmap);
        }
        Ok(())
    }

    /// Draws everything recorded.
    pub fn flush(&mut self) -> Result<()> {
        if self.paper.is_some() {
            return Ok(());
        }
        self.forget_what_is_hidden();
        // A snapshot first: should drawing fail, pictures must not pile up on each other.
        self.draw_base()?;
        let already = matches!(self.base, Base::Bitmap(_)) && self.recorder.is_empty();
        if already || self.size().is_none() {
            return Ok(());
        }
        if let Some(picture) = self.freeze()? {
            let bitmap = picture.pixels()?;
            // Dropping the picture here is what makes the bitmap the surface's own again.
            self.base = Base::Bitmap(bitmap);
        }
        Ok(())
    }

    /// What the canvas shows now, in constant time. `None` without pixels.
    pub fn snapshot(&mut self) -> Result<Option<Arc<Picture>>> {
        let Some(size) = self.size() else { return Ok(None) };
        if self.paper.is_some() {
            return self.copy(size).map(Some);
        }
        self.forget_what_is_hidden();
        let is_vast = self.is_vast();
        if self.depth() >= MAX_VAST_DEPTH {
            self.take_back();
        }
        if is_vast && self.depth() >= MAX_VAST_DEPTH {
            let message = "pictures of a canvas that is never drawn whole are in use";
            return Err(Error::limit(format!("{MAX_VAST_DEPTH} {message}")));
        }
        if !is_vast && self.depth() >= MAX_DEPTH {
            self.flush()?;
        }
        match &self.base {
            Base::Bitmap(bitmap) if self.recorder.is_empty() => {
                Ok(Some(Picture::drawn(size, Arc::clone(bitmap))))
            }
            Base::Picture(picture) if self.recorder.is_empty() => Ok(Some(Arc::clone(picture))),
            _ => self.freeze(),
        }
    }

    /// The same for drawing it elsewhere, which takes all of its pixels.
    pub fn source(&mut self) -> Result<Option<Arc<Picture>>> {
        self.size().map_or(Ok(()), check_whole)?;
        self.snapshot()
    }

    /// The pixels, drawn now; `None` for a canvas without pixels or one nothing was drawn on.
    pub fn pixels(&mut self) -> Result<Option<Arc<Bitmap>>> {
        if self.paper.is_some() {
            let shows = !self.recorder.is_empty();
            let picture = if shows { self.snapshot()? } else { None };
            return picture.map(|picture| picture.pixels()).transpose();
        }
        self.forget_what_is_hidden();
        if matches!(self.base, Base::Blank) && self.recorder.is_empty() {
            return Ok(None);
        }
        self.flush()?;
        match &self.base {
            Base::Bitmap(bitmap) => Ok(Some(Arc::clone(bitmap))),
            _ => Ok(None),
        }
    }

    /// Moves base and list into a picture, which becomes the base.
    fn freeze(&mut self) -> Result<Option<Arc<Picture>>> {
        let Some(size) = self.size() else { return Ok(None) };
        let depth = self.depth() + 1;
        let list = self.recorder.take()?;
        let base = std::mem::replace(&mut self.base, Base::Blank);
        let options = raster::Options { opaque: self.opaque, ..raster::Options::default() };
        let picture = Picture::recorded((size, self.format), base, list, depth, options);
        self.base = Base::Picture(Arc::clone(&picture));
        Ok(Some(picture))
    }

    fn depth(&self) -> u32 {
        self.base.depth().max(self.recorder.list().depth())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{DeviceRect, Rect};
    use crate::list::Source;
    use crate::paint::{Color, CompositeMode};

    struct Canvas {
        ledger: Arc<Ledger>,
        surface: Surface,
        context: Context,
    }

    impl Canvas {
        fn new(width: u32, height: u32) -> Self {
            let ledger = Ledger::new();
            let surface = Surface::new(&ledger, width, height).unwrap();
            let context = Context::new(&ledger).unwrap();
            Self { ledger, surface, context }
        }

        fn fill(&mut self, color: Color, rect: Rect) {
            self.context.state_mut().fill = crate::context::Style::Color(color);
            self.surface.record(|out| self.context.fill_rect(out, rect)).unwrap();
        }

        fn pixel(&mut self, x: u32, y: u32) -> Option<[u8; 4]> {
            self.surface.pixels().unwrap().and_then(|b| b.pixel(x, y))
        }
    }

    const RED: Color = Color::rgb(255, 0, 0);
    const BLUE: Color = Color::rgb(0, 0, 255);
    const WHOLE: Rect = Rect::new(0.0, 0.0, 100.0, 100.0);

    #[test]
    fn recording_owns_no_pixels_and_looking_does() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        assert_eq!(c.ledger.snapshot().bitmaps, 0);
        assert_eq!(c.pixel(5, 5), Some([255, 0, 0, 255]));
        let now = c.ledger.snapshot();
        assert_eq!((now.bitmaps, now.live), (1, 40_000));
        c.surface.reset(100, 100);
        assert_eq!(c.ledger.live(), 0);
    }

    #[test]
    fn a_snapshot_is_untouched_by_later_drawing() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        let picture = c.surface.snapshot().unwrap().unwrap();
        c.fill(BLUE, WHOLE);
        assert_eq!(c.pixel(1, 1), Some([0, 0, 255, 255]));
        assert_eq!(picture.pixels().unwrap().pixel(1, 1), Some([255, 0, 0, 255]));
        drop(picture);
        assert_eq!(c.ledger.snapshot().bitmaps, 1);
    }

    #[test]
    fn drawing_without_a_snapshot_never_copies() {
        let mut c = Canvas::new(100, 100);
        for _ in 0..10 {
            c.fill(RED, WHOLE);
            c.surface.flush().unwrap();
        }
        assert!(c.ledger.snapshot().peak < 2 * 40_000, "{:?}", c.ledger.snapshot());
    }

    #[test]
    fn a_canvas_drawn_on_itself_many_times_stays_bounded() {
        let mut c = Canvas::new(64, 64);
        c.fill(RED, Rect::new(0.0, 0.0, 1.0, 64.0));
        for i in 0..1000 {
            let source = c.surface.snapshot().unwrap().unwrap();
            let to = Rect::new(f64::from(i % 64), 0.0, 64.0, 64.0);
            let from = Rect::new(0.0, 0.0, 64.0, 64.0);
            let source = Source::Deferred(source);
            c.surface.record(|out| c.context.draw_image(out, source, from, to)).unwrap();
        }
        assert_eq!(c.pixel(63, 5), Some([255, 0, 0, 255]));
        let now = c.ledger.snapshot();
        assert_eq!(now.bitmaps, 1);
        assert!(now.peak < 20 * 64 * 64 * 4, "{now:?}");
    }

    #[test]
    fn a_list_refused_in_its_middle_is_drawn_once() {
        let draw = |budget: usize| {
            let mut c = Canvas::new(64, 64);
            c.ledger.set_budget(budget);
            let half = Color { a: 0.25, ..RED };
            c.fill(half, Rect::new(0.0, 0.0, 64.0, 64.0));
            // Enough lines for some of them to be drawn before the others are prepared, and then a layer that is too much.
            let mut path = crate::path::Path::default();
            for i in 0..60_000 {
                let (x, y) = (f64::from(i * 37 % 64), f64::from(i * 91 % 64));
                path.line_to(crate::geom::Point::new(x, y));
            }
            let path = Arc::new(path);
            for _ in 0..40 {
                let rule = crate::path::FillRule::NonZero;
                let path = Arc::clone(&path);
                c.surface.record(|out| c.context.fill_path(out, path, rule)).unwrap();
            }
            c
        };
        let mut whole = draw(usize::MAX);
        let wanted = whole.pixel(5, 5);
        let peak = whole.ledger.snapshot().peak;
        let mut refusals = 0;
        for part in [2, 6, 10, 14] {
            let mut c = draw(usize::MAX);
            c.ledger.set_budget(c.ledger.live() + (peak - c.ledger.live().min(peak)) * part / 20);
            refusals += usize::from(c.surface.pixels().is_err());
            c.ledger.set_budget(usize::MAX);
            assert_eq!(c.pixel(5, 5), wanted, "{part}");
        }
        assert!(refusals > 0);
    }

    #[test]
    fn a_canvas_never_drawn_whole_can_be_drawn_on_and_read_for_ever() {
        let mut c = Canvas::new(20_000, 20_000);
        let corner = DeviceRect { left: 0, top: 0, right: 1, bottom: 1 };
        let mut pixel = [0; 4];
        for i in 0..200 {
            c.fill(if i % 2 == 0 { RED } else { BLUE }, WHOLE);
            c.surface.read(corner, &mut pixel, PixelFormat::default()).unwrap();
            assert_eq!(pixel, if i % 2 == 0 { [255, 0, 0, 255] } else { [0, 0, 255, 255] });
        }
        // While its pictures are held each has a list of its own, and there is an end.
        let mut held = Vec::new();
        while let Ok(Some(picture)) = c.surface.snapshot() {
            held.push(picture);
            c.fill(RED, WHOLE);
            assert!(held.len() < 100);
        }
        held.clear();
        c.surface.read(corner, &mut pixel, PixelFormat::default()).unwrap();
        assert_eq!(pixel, [255, 0, 0, 255]);
    }

    #[test]
    fn a_refused_flush_loses_nothing() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        c.ledger.set_budget(10_000);
        assert_eq!(c.surface.flush().unwrap_err().kind(), ErrorKind::Limit);
        c.ledger.set_budget(usize::MAX);
        assert_eq!(c.pixel(5, 5), Some([255, 0, 0, 255]));
    }

    #[test]
    fn flushes_refused_again_and_again_pile_nothing_up() {
        let mut c = Canvas::new(100, 100);
        c.ledger.set_budget(20_000);
        for _ in 0..50 {
            c.fill(RED, Rect::new(0.0, 0.0, 5.0, 5.0));
            assert!(c.surface.flush().is_err());
        }
        assert_eq!(c.surface.depth(), 1);
        c.ledger.set_budget(usize::MAX);
        assert_eq!(c.pixel(2, 2), Some([255, 0, 0, 255]));
    }

    #[test]
    fn thumbnails_let_go_of_photographs_that_only_they_hold() {
        let ledger = Ledger::new();
        let size = Size::new(4096, 3072).unwrap();
        let kept = Arc::new(Bitmap::new(&ledger, size).unwrap());
        let thumbs: Vec<_> = (0..3)
            .map(|i| {
                let mut surface = Surface::new(&ledger, 100, 75).unwrap();
                let mut context = Context::new(&ledger).unwrap();
                let photo = match i {
                    0 => Arc::clone(&kept),
                    _ => Arc::new(Bitmap::new(&ledger, size).unwrap()),
                };
                let source = Source::Bitmap(photo);
                let from = Rect::new(0.0, 0.0, 4096.0, 3072.0);
                let to = Rect::new(0.0, 0.0, 100.0, 75.0);
                surface.record(|out| context.draw_image(out, source, from, to)).unwrap();
                if i == 2 {
                    // A snapshot that was let go leaves the list in the base.
                    drop(surface.snapshot().unwrap());
                }
                surface
            })
            .collect();
        assert_eq!(ledger.snapshot().bitmaps, 3);
        let mut thumbs = thumbs;
        thumbs.iter_mut().for_each(Surface::shrink);
        // The photograph that is still held, and two thumbnails.
        assert_eq!(ledger.snapshot().bitmaps, 3);
        assert!(ledger.live() < 60_000_000, "{}", ledger.live());
    }

    #[test]
    fn smaller_versions_go_when_memory_is_short() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        let picture = c.surface.snapshot().unwrap().unwrap();
        let half = |_: &Bitmap| Bitmap::new(&c.ledger, Size::new(50, 50).unwrap());
        picture.pixels().unwrap().reduced(1, half).unwrap();
        let with_half = c.ledger.live();
        c.surface.shrink();
        assert_eq!(c.ledger.live(), with_half - 10_000);
        c.surface.flush().unwrap();
        picture.pixels().unwrap().reduced(1, half).unwrap();
        c.surface.shrink();
        assert_eq!(c.ledger.live(), with_half - 10_000);
    }

    #[test]
    fn an_opaque_canvas_stays_opaque() {
        let mut c = Canvas::new(100, 100);
        c.surface.set_opaque();
        c.fill(RED, Rect::new(0.0, 0.0, 50.0, 100.0));
        c.context.state_mut().composite = CompositeMode::DestinationOut;
        c.fill(BLUE, Rect::new(0.0, 0.0, 25.0, 100.0));
        assert_eq!(c.pixel(10, 10), Some([0, 0, 0, 255]));
        assert_eq!(c.pixel(40, 10), Some([255, 0, 0, 255]));
        assert_eq!(c.pixel(90, 10), Some([0, 0, 0, 255]));
    }

    #[test]
    fn no_pixels_is_no_error() {
        let mut c = Canvas::new(0, 100);
        c.fill(RED, WHOLE);
        c.surface.flush().unwrap();
        assert!(c.surface.snapshot().unwrap().is_none());
        assert!(c.surface.pixels().unwrap().is_none());
    }

    #[test]
    fn what_is_hidden_is_forgotten() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        c.fill(BLUE, Rect::new(10.0, 10.0, 5.0, 5.0));
        assert_eq!(c.surface.recorder.list().ops().len(), 2);
        c.fill(BLUE, WHOLE.outset(3.0));
        assert_eq!(c.surface.recorder.list().ops().len(), 1);
        assert_eq!(c.pixel(50, 50), Some([0, 0, 255, 255]));
        // A hair short of the edge, or seen through: everything stays.
        c.fill(RED, WHOLE);
        c.fill(BLUE, Rect::new(0.0, 0.0, 100.0, 99.9));
        c.fill(Color { a: 0.5, ..BLUE }, WHOLE);
        assert_eq!(c.surface.recorder.list().ops().len(), 3);
        assert_eq!(c.pixel(50, 50), Some([0, 0, 255, 255]));
    }

    #[test]
    fn clearing_all_gives_everything_back() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        let before = c.surface.snapshot().unwrap().unwrap();
        c.fill(BLUE, Rect::new(10.0, 10.0, 5.0, 5.0));
        c.surface.record(|out| c.context.clear_rect(out, WHOLE)).unwrap();
        assert!(c.surface.recorder.list().ops().is_empty());
        assert_eq!(c.pixel(12, 12), None);
        assert_eq!(c.ledger.snapshot().bitmaps, 0, "nobody drew the snapshot");
        c.fill(BLUE, Rect::new(10.0, 10.0, 5.0, 5.0));
        assert_eq!((c.pixel(12, 12), c.pixel(50, 50)), (Some([0, 0, 255, 255]), Some([0; 4])));
        assert_eq!(before.pixels().unwrap().pixel(50, 50), Some([255, 0, 0, 255]));
    }

    #[test]
    fn what_hides_a_shared_picture_needs_no_copy_of_it() {
        let mut c = Canvas::new(100, 100);
        c.fill(RED, WHOLE);
        let shared = c.surface.pixels().unwrap().unwrap();
        c.fill(BLUE, WHOLE);
        let own = c.surface.pixels().unwrap().unwrap();
        assert_eq!(
            (shared.pixel(1, 1), own.pixel(1, 1)),
            (Some([255, 0, 0, 255]), Some([0, 0, 255, 255]))
        );
        let kept = Arc::as_ptr(&own);
        drop((shared, own));
        c.fill(RED, WHOLE);
        assert_eq!(Arc::as_ptr(&c.surface.pixels().unwrap().unwrap()), kept, "drawn over");
    }

    /// Many more rectangles than a list holds, all over the canvas.
    fn draw_long_lists(c: &mut Canvas, count: u32) {
        for i in 0..count {
            let color = Color::rgb(i as u8, (i >> 3) as u8, (i >> 6) as u8).with_alpha(0.5);
            let (x, y) = (f64::from(i % 97), f64::from(i % 89));
            c.fill(color, Rect::new(x, y, 9.5, 7.25));
        }
    }

    #[test]
    fn lists_that_are_drawn_while_others_are_recorded_look_the_same() {
        let mut ahead = Canvas::new(100, 100);
        draw_long_lists(&mut ahead, 30_000);
        let mut at_once = Canvas::new(100, 100);
        for start in 0..300 {
            for i in start * 100..(start + 1) * 100 {
                let color = Color::rgb(i as u8, (i >> 3) as u8, (i >> 6) as u8).with_alpha(0.5);
                let (x, y) = (f64::from(i % 97), f64::from(i % 89));
                at_once.fill(color, Rect::new(x, y, 9.5, 7.25));
            }
            at_once.surface.flush().unwrap();
        }
        let pixels = |c: &mut Canvas| c.surface.pixels().unwrap().unwrap().data().to_vec();
        assert!(pixels(&mut ahead) == pixels(&mut at_once));
        assert_eq!(ahead.ledger.snapshot().bitmaps, 1);
        assert!(ahead.ledger.snapshot().peak < 10_000_000, "{:?}", ahead.ledger.snapshot());
    }

    #[test]
    fn what_is_being_drawn_goes_with_its_canvas() {
        for _ in 0..20 {
            let mut c = Canvas::new(100, 100);
            draw_long_lists(&mut c, 9000);
            c.surface.reset(100, 100);
            // At once, unless the painter is not let at a processor.
            let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
            while c.ledger.live() > 0 {
                assert!(std::time::Instant::now() < deadline, "{} bytes are left", c.ledger.live());
                std::thread::yield_now();
            }
        }
    }

    #[test]
    fn a_vast_canvas_is_read_where_it_is_looked_at() {
        let mut c = Canvas::new(60_000, 60_000);
        assert!(c.surface.is_vast());
        c.fill(RED, Rect::new(0.0, 0.0, 60_000.0, 50_000.0));
        draw_long_lists(&mut c, 9000);
        c.fill(BLUE, Rect::new(59_000.0, 40_000.0, 10.0, 10.0));
        let area = DeviceRect { left: 58_999, top: 39_999, right: 59_001, bottom: 40_001 };
        let mut out = [0; 16];
        c.surface.read(area, &mut out, PixelFormat::default()).unwrap();
        let (red, blue) = ([255, 0, 0, 255], [0, 0, 255, 255]);
        assert_eq!(out.as_chunks::<4>().0, [red, red, red, blue]);
        assert!(c.ledger.snapshot().peak < 60_000_000, "{:?}", c.ledger.snapshot());
        assert_eq!(c.surface.pixels().unwrap_err().kind(), ErrorKind::Limit);
    }
}
