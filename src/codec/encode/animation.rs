//! GIF with several frames, each written as what it changes.
//!
//! Three pictures are told apart. The *shown* one is what a viewer has on the screen after the frames so far; the *base* is
//! what the next frame is drawn on, which a frame's disposal may have changed; the *target* is what the next frame has to
//! show. A frame is then the rectangle in which target and shown differ, with the pixels in it that stay left out. A file
//! can't make pixels transparent that are not, except by how the frame before is disposed of: so each frame is held back
//! until the next one is known.

use std::io::{self, Write};
use std::sync::Arc;

use ::gif::{DisposalMethod, Encoder, Frame, Repeat};

use super::converted::in_srgb;
use super::file::Buffer;
use super::film::{Area, Clock, Disposal, Film, FrameOptions, State};
use super::gif::{MAX_SIDE, broken, bytes, side};
use super::indexed::{Rgba, cut, reduce_frame, scratch};
use super::{Colors, Encoded, Rows, check_sides, room};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::mem::{Charge, Kind, Ledger};
use crate::stop::Stop;

const CLEAR: Rgba = [0; 4];
/// The format's unit of time.
const HUNDREDTH_MS: f64 = 10.0;

/// What all frames have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct AnimationOptions {
    /// How often it is shown again; `None` for ever.
    pub repeats: Option<u16>,
    /// The colours of each frame.
    pub colors: Colors,
    /// The palette that the first frame gets is every frame's.
    pub global_palette: bool,
}

/// A GIF that is written frame by frame.
pub struct Animation {
    size: Size,
    options: AnimationOptions,
    ledger: Arc<Ledger>,
    /// `None` before the first frame, and when it is finished.
    encoder: Option<Encoder<Output>>,
    /// What is left of the file once it is finished.
    finished: Option<Buffer>,
    shown: Vec<Rgba>,
    /// Where it is not the shown one.
    base: Option<Vec<Rgba>>,
    held: Option<Held>,
    clock: Clock,
    state: State,
    charge: Charge,
}

impl Film for Animation {
    fn add(&mut self, stop: &Stop, rows: &mut dyn Rows, options: FrameOptions) -> Result<()> {
        self.state.check()?;
        let added = self.try_add(stop, rows, options);
        self.note(added)
    }

    fn fail(&mut self, error: Error) {
        self.state = State::Failed(error);
        (self.shown, self.base, self.held) = (Vec::new(), None, None);
        // Nothing is refused that is given back.
        let _ = self.charge.resize(0);
    }

    fn finish(&mut self) -> Result<()> {
        self.state.check()?;
        let finished = self.try_finish();
        self.note(finished)?;
        self.state = State::Finished;
        (self.shown, self.base) = (Vec::new(), None);
        self.charge.resize(0)
    }

    fn take(&mut self) -> Result<Option<Encoded>> {
        let written = self.encoder.as_mut().map(|encoder| &mut encoder.get_mut().buffer);
        let Some(buffer) = written.or(self.finished.as_mut()) else { return Ok(None) };
        let part = buffer.take()?;
        Ok((!part.bytes().is_empty()).then_some(part))
    }
}

/// A frame that is not written yet.
struct Held {
    area: Area,
    indices: Vec<u8>,
    /// `None` for the global one.
    palette: Option<Vec<u8>>,
    transparent: u8,
    /// Hundredths of a second.
    delay: u16,
    _charge: Charge,
}

/// The file so far.
struct Output {
    buffer: Buffer,
    refused: Option<Error>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.refused.is_none() {
            self.refused = self.buffer.push(bytes).err();
        }
        if self.refused.is_some() { Err(io::ErrorKind::Other.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Animation {
    /// Without a frame yet. Everything is charged on `ledger`.
    pub fn new(ledger: &Arc<Ledger>, size: Size, options: AnimationOptions) -> Result<Self> {
        check_sides(size, "GIF", MAX_SIDE)?;
        Ok(Self {
            size,
            options,
            ledger: Arc::clone(ledger),
            encoder: None,
            finished: None,
            shown: Vec::new(),
            base: None,
            held: None,
            clock: Clock::new(HUNDREDTH_MS, u16::MAX.into()),
            state: State::Open,
            charge: ledger.charge(Kind::Scratch, 0)?,
        })
    }

    /// The ledger's reason is better than the library's.
    fn note(&mut self, result: Result<()>) -> Result<()> {
        let Err(error) = result else { return Ok(()) };
        let refused = self.encoder.as_mut().and_then(|encoder| encoder.get_mut().refused.take());
        let error = refused.unwrap_or(error);
        self.fail(error.clone());
        Err(error)
    }

    fn try_add(&mut self, stop: &Stop, rows: &mut dyn Rows, options: FrameOptions) -> Result<()> {
        stop.check()?;
        let is_first = self.shown.is_empty();
        let count = self.size.width() as usize * self.size.height() as usize;
        // Shown, base and target.
        self.charge.resize(count * size_of::<Rgba>() * 3)?;
        if is_first {
            self.shown = vec![CLEAR; count];
        }
        let mut target = self.base.take().unwrap_or_else(|| self.shown.clone());
        let before = (options.disposal == Some(Disposal::Previous)).then(|| target.clone());
        let place = Area::of(rows.size(), options, self.size)?;
        self.draw(stop, rows, (place, options.disposal.is_none()), &mut target)?;
        self.clear_for(&target)?;
        let area = if is_first { Some(self.all()) } else { self.changed(&target) };
        let delay = self.clock.tick(options.delay) as u16;
        let next = self.frame(area, &target, delay)?;
        stop.check()?;
        self.release(DisposalMethod::Keep)?;
        self.held = Some(next);
        self.base = match options.disposal {
            Some(Disposal::Background) => {
                let mut base = target.clone();
                place.rows(self.stride()).for_each(|row| base[row].fill(CLEAR));
                Some(base)
            }
            Some(Disposal::Previous) => before,
            Some(Disposal::Keep) | None => None,
        };
        self.shown = target;
        Ok(())
    }

    fn try_finish(&mut self) -> Result<()> {
        self.release(DisposalMethod::Keep)?;
        let Some(encoder) = self.encoder.take() else {
            let message = "an animation has at least one frame";
            return Err(Error::new(ErrorKind::InvalidState, message));
        };
        let mut output = encoder.into_inner().map_err(broken)?;
        if let Some(refused) = output.refused.take() {
            return Err(refused);
        }
        self.finished = Some(output.buffer);
        Ok(())
    }

    fn stride(&self) -> usize {
        self.size.width() as usize
    }

    fn all(&self) -> Area {
        let (width, height) = (self.stride(), self.size.height() as usize);
        Area { left: 0, top: 0, width, height }
    }

    /// Puts the frame in its place, or draws it over what is there.
    fn draw(
        &self,
        stop: &Stop,
        rows: &mut dyn Rows,
        (place, replaces): (Area, bool),
        target: &mut [Rgba],
    ) -> Result<()> {
        let mut rows = in_srgb(rows)?;
        for (y, range) in (0..).zip(place.rows(self.stride())) {
            stop.check()?;
            let row = rows.straight_row(y)?.as_chunks().0;
            for (to, from) in target[range].iter_mut().zip(row) {
                let pixel = cut(*from);
                if replaces || pixel[3] != 0 {
                    *to = pixel;
                }
            }
        }
        Ok(())
    }

    /// Where something has to become transparent, the frame before is made to clear it, and with it all that it covers.
    fn clear_for(&mut self, target: &[Rgba]) -> Result<()> {
        let cleared = |i: usize| self.shown[i][3] != 0 && target[i][3] == 0;
        let Some(area) = Area::around(self.size, cleared) else { return Ok(()) };
        let Some(held) = self.held.take() else { return Ok(()) };
        let held = held.grown(area, &self.ledger)?;
        for row in held.area.rows(self.stride()) {
            self.shown[row].fill(CLEAR);
        }
        self.held = Some(held);
        self.release(DisposalMethod::Background)
    }

    fn changed(&self, target: &[Rgba]) -> Option<Area> {
        Area::around(self.size, |i| self.shown[i] != target[i])
    }

    /// The frame that makes the target of what is shown; one of a single pixel that changes nothing, where they are the same.
    fn frame(&mut self, area: Option<Area>, target: &[Rgba], delay: u16) -> Result<Held> {
        let area = area.unwrap_or(Area { left: 0, top: 0, width: 1, height: 1 });
        let charge = self.ledger.charge(Kind::Scratch, area.pixels())?;
        let _scratch = self.ledger.charge(Kind::Scratch, scratch(area.pixels()))?;
        let mut pixels = room(area.pixels())?;
        for row in area.rows(self.stride()) {
            let both = self.shown[row.clone()].iter().zip(&target[row]);
            pixels
                .extend(both.map(|(shown, wanted)| if shown == wanted { CLEAR } else { *wanted }));
        }
        let (indexed, transparent) = reduce_frame(&pixels, area.width, &self.options.colors)?;
        let mut palette = Some(bytes(&indexed.palette));
        if self.encoder.is_none() {
            let global = if self.options.global_palette { palette.take() } else { None };
            self.begin(global.as_deref().unwrap_or_default())?;
            if self.options.global_palette {
                let dither = self.options.colors.dither();
                let kept = indexed.palette.get(..usize::from(transparent)).unwrap_or_default();
                self.options.colors = Colors::Given { palette: kept.to_vec(), dither };
            }
        } else if self.options.global_palette {
            palette = None;
        }
        let indices = indexed.indices;
        Ok(Held { area, indices, palette, transparent, delay, _charge: charge })
    }

    fn begin(&mut self, palette: &[u8]) -> Result<()> {
        let output = Output { buffer: Buffer::new(&self.ledger)?, refused: None };
        let (width, height) = (side(self.size.width()), side(self.size.height()));
        let mut encoder = Encoder::new(output, width, height, palette).map_err(broken)?;
        let repeat = match self.options.repeats {
            None => Some(Repeat::Infinite),
            Some(0) => None,
            Some(times) => Some(Repeat::Finite(times)),
        };
        if let Some(repeat) = repeat {
            encoder.set_repeat(repeat).map_err(broken)?;
        }
        self.encoder = Some(encoder);
        Ok(())
    }

    /// Writes the frame that is held.
    fn release(&mut self, dispose: DisposalMethod) -> Result<()> {
        let (Some(held), Some(encoder)) = (self.held.take(), &mut self.encoder) else {
            return Ok(());
        };
        // What the library compresses it into.
        let _scratch = self.ledger.charge(Kind::Scratch, held.area.pixels() * 2)?;
        let whole = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        let frame = Frame {
            delay: held.delay,
            dispose,
            transparent: Some(held.transparent),
            left: whole(held.area.left),
            top: whole(held.area.top),
            width: whole(held.area.width),
            height: whole(held.area.height),
            palette: held.palette,
            buffer: held.indices.into(),
            ..Frame::default()
        };
        encoder.write_frame(&frame).map_err(broken)
    }
}

impl Held {
    /// The same frame with another area in it, which it leaves as it is.
    fn grown(self, with: Area, ledger: &Arc<Ledger>) -> Result<Self> {
        let area = self.area.with(with);
        if area == self.area {
            return Ok(self);
        }
        let charge = ledger.charge(Kind::Scratch, area.pixels())?;
        let mut indices = vec![self.transparent; area.pixels()];
        let own =
            Area { left: self.area.left - area.left, top: self.area.top - area.top, ..self.area };
        for (to, from) in own.rows(area.width).zip(self.indices.chunks_exact(self.area.width)) {
            indices[to].copy_from_slice(from);
        }
        Ok(Self { area, indices, _charge: charge, ..self })
    }
}

#[cfg(test)]
mod tests {
    use ::gif::{ColorOutput, DecodeOptions};

    use super::*;
    use crate::mem::{Bitmap, premultiply};

    const RED: Rgba = [255, 0, 0, 255];
    const BLUE: Rgba = [0, 0, 255, 255];
    const GREEN: Rgba = [0, 255, 0, 255];
    const FRAME: FrameOptions = FrameOptions { left: 0, top: 0, delay: 100.0, disposal: None };

    fn options() -> AnimationOptions {
        let colors = Colors::Most { count: 256, dither: 0.0 };
        AnimationOptions { repeats: None, colors, global_palette: false }
    }

    fn bitmap(ledger: &Arc<Ledger>, width: u32, pixels: &[Rgba]) -> Bitmap {
        let size = Size::new(width, pixels.len() as u32 / width).unwrap();
        let mut bitmap = Bitmap::new(ledger, size).unwrap();
        bitmap.data_mut().copy_from_slice(pixels.as_flattened());
        premultiply(bitmap.data_mut());
        bitmap
    }

    fn add(animation: &mut Animation, width: u32, pixels: &[Rgba], frame: FrameOptions) {
        let picture = bitmap(&animation.ledger.clone(), width, pixels);
        animation.add(&Stop::default(), &mut &picture, frame).unwrap();
    }

    /// The file that has all frames.
    fn file(animation: &mut Animation) -> Vec<u8> {
        animation.finish().unwrap();
        animation.take().unwrap().unwrap().bytes().to_vec()
    }

    /// What a viewer shows after each frame, as the format's disposals say, and the frames' areas and delays.
    fn played(file: &[u8]) -> (Vec<Vec<Rgba>>, Vec<(Area, u16)>) {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::RGBA);
        let mut decoder = options.read_info(file).unwrap();
        let stride = usize::from(decoder.width());
        let mut canvas = vec![CLEAR; stride * usize::from(decoder.height())];
        let (mut shown, mut frames) = (Vec::new(), Vec::new());
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            let [left, top] = [frame.left, frame.top].map(usize::from);
            let [width, height] = [frame.width, frame.height].map(usize::from);
            let area = Area { left, top, width, height };
            let pixels: &[Rgba] = frame.buffer.as_chunks().0;
            for (row, from) in area.rows(stride).zip(pixels.chunks_exact(width)) {
                let drawn = canvas[row].iter_mut().zip(from).filter(|(_, from)| from[3] != 0);
                drawn.for_each(|(to, from)| *to = *from);
            }
            shown.push(canvas.clone());
            frames.push((area, frame.delay));
            assert!(matches!(frame.dispose, DisposalMethod::Keep | DisposalMethod::Background));
            if frame.dispose == DisposalMethod::Background {
                area.rows(stride).for_each(|row| canvas[row].fill(CLEAR));
            }
        }
        (shown, frames)
    }

    #[test]
    fn only_what_changes_is_written() {
        let mut animation =
            Animation::new(&Ledger::new(), Size::new(4, 3).unwrap(), options()).unwrap();
        let mut pixels = vec![RED; 12];
        add(&mut animation, 4, &pixels, FRAME);
        pixels[5] = BLUE;
        pixels[10] = GREEN;
        add(&mut animation, 4, &pixels, FRAME);
        let second = pixels.clone();
        add(&mut animation, 4, &pixels, FRAME);
        let (shown, frames) = played(&file(&mut animation));
        assert_eq!(shown, [vec![RED; 12], second.clone(), second]);
        let areas: Vec<_> =
            frames.iter().map(|(area, _)| (area.left, area.top, area.width, area.height)).collect();
        assert_eq!(areas, [(0, 0, 4, 3), (1, 1, 2, 2), (0, 0, 1, 1)]);
        assert!(frames.iter().all(|(_, delay)| *delay == 10));
    }

    #[test]
    fn what_becomes_transparent_is_cleared_before() {
        let mut animation =
            Animation::new(&Ledger::new(), Size::new(4, 1).unwrap(), options()).unwrap();
        let moments = [
            [RED, CLEAR, CLEAR, BLUE],
            [RED, GREEN, CLEAR, BLUE],
            [CLEAR, RED, CLEAR, BLUE],
            [CLEAR, CLEAR, CLEAR, CLEAR],
            [CLEAR, CLEAR, RED, CLEAR],
        ];
        for moment in &moments {
            add(&mut animation, 4, moment, FRAME);
        }
        assert_eq!(played(&file(&mut animation)).0, moments.map(|moment| moment.to_vec()));
    }

    #[test]
    fn disposals_are_what_the_format_says() {
        let patch = |left, disposal| FrameOptions { left, disposal, ..FRAME };
        let cases = [
            (Some(Disposal::Keep), [RED, GREEN, BLUE]),
            (Some(Disposal::Background), [RED, CLEAR, BLUE]),
            (Some(Disposal::Previous), [RED, RED, BLUE]),
            (None, [RED, GREEN, BLUE]),
        ];
        for (disposal, last) in cases {
            let mut animation =
                Animation::new(&Ledger::new(), Size::new(3, 1).unwrap(), options()).unwrap();
            add(&mut animation, 3, &[RED; 3], FRAME);
            add(&mut animation, 1, &[GREEN], patch(1, disposal));
            add(&mut animation, 1, &[BLUE], patch(2, None));
            let shown = played(&file(&mut animation)).0;
            assert_eq!(shown, [vec![RED; 3], vec![RED, GREEN, RED], last.to_vec()], "{disposal:?}");
        }
        // Drawn over, or instead.
        for (disposal, expected) in [(Some(Disposal::Keep), RED), (None, CLEAR)] {
            let mut animation =
                Animation::new(&Ledger::new(), Size::new(1, 1).unwrap(), options()).unwrap();
            add(&mut animation, 1, &[RED], FRAME);
            add(&mut animation, 1, &[CLEAR], patch(0, disposal));
            assert_eq!(played(&file(&mut animation)).0[1], [expected], "{disposal:?}");
        }
    }

    #[test]
    fn frames_share_the_first_palette_if_they_are_to() {
        let pixels = [RED, BLUE, GREEN, RED];
        let mut lengths = Vec::new();
        for global_palette in [false, true] {
            let options = AnimationOptions { global_palette, ..options() };
            let mut animation =
                Animation::new(&Ledger::new(), Size::new(4, 1).unwrap(), options).unwrap();
            let mut moments = Vec::new();
            for i in 0..4 {
                let mut moment = pixels.to_vec();
                moment.rotate_left(i);
                add(&mut animation, 4, &moment, FRAME);
                moments.push(moment);
            }
            let file = file(&mut animation);
            assert_eq!(played(&file).0, moments);
            lengths.push(file.len());
        }
        assert!(lengths[1] < lengths[0], "{lengths:?}");
    }

    #[test]
    fn it_is_charged_while_it_lasts_and_refused_for_good() {
        let ledger = Ledger::new();
        let mut animation =
            Animation::new(&ledger, Size::new(100, 100).unwrap(), options()).unwrap();
        add(&mut animation, 100, &[RED; 10_000], FRAME);
        assert!(ledger.live() > 100 * 100 * 4);
        animation.finish().unwrap();
        let part = animation.take().unwrap().unwrap();
        assert!(part.bytes().ends_with(b";"));
        drop(part);
        assert_eq!(ledger.live(), 0);
        assert_eq!(animation.finish().unwrap_err().kind(), ErrorKind::InvalidState);
        let mut refused = Animation::new(&ledger, Size::new(100, 100).unwrap(), options()).unwrap();
        let picture = bitmap(&ledger, 100, &[RED; 10_000]);
        ledger.set_budget(ledger.live() + 1000);
        let first = refused.add(&Stop::default(), &mut &picture, FRAME).unwrap_err();
        ledger.set_budget(usize::MAX);
        assert_eq!(first.kind(), ErrorKind::Limit);
        assert_eq!(refused.add(&Stop::default(), &mut &picture, FRAME).unwrap_err(), first);
        let mut empty = Animation::new(&ledger, Size::new(1, 1).unwrap(), options()).unwrap();
        assert_eq!(empty.finish().unwrap_err().kind(), ErrorKind::InvalidState);
        let mut small = Animation::new(&ledger, Size::new(99, 100).unwrap(), options()).unwrap();
        let outside = small.add(&Stop::default(), &mut &picture, FRAME).unwrap_err();
        assert_eq!(outside.kind(), ErrorKind::Range);
    }
}
