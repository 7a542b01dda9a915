//! APNG and animated WebP: each frame is the rectangle that it changes, as a still picture's pixels, and replaces what is
//! there. Alpha is no matter then, and no frame has to wait for the next one.
//! <https://www.w3.org/TR/png-3/#apng-frame-based-animation>,
//! <https://developers.google.com/speed/webp/docs/riff_container#animation>

use std::sync::Arc;

use flate2::Crc;

use super::converted::in_srgb;
use super::file::Buffer;
use super::film::{Area, Clock, Disposal, Film, FrameOptions, State};
use super::{
    EncodeOptions, Encoded, FileFormat, PngOptions, Rows, WebpOptions, check_sides, check_whole,
    encode_unless, failed,
};
use crate::codec::frames::place::{self, Place};
use crate::codec::frames::png::{SIGNATURE, checksum, chunks};
use crate::codec::frames::{Blend, png};
use crate::codec::webp;
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Ledger, PixelFormat};
use crate::stop::Stop;

/// The most milliseconds of a frame: 16 bits of hundredths of a second.
const MOST_DELAY: u32 = 655_350;
/// Where the number of frames stands in an APNG: after the signature, `IHDR`, and the length and name of `acTL`.
const COUNT_AT: usize = SIGNATURE + 25 + 8;
/// A side of a WebP has 14 bits.
const WEBP_SIDE: u32 = 16_383;
/// What a PNG's sides have, and our canvases never.
const PNG_SIDE: u32 = (1 << 31) - 1;
const WEBP_ANIMATED: u8 = 0x02;
const WEBP_ALPHA: u8 = 0x10;
/// Where the flags of a WebP stand.
const FLAGS_AT: usize = 20;
/// A frame replaces what is there.
const WEBP_REPLACES: u8 = 0x02;

/// What the frames are written as.
#[derive(Clone, Debug, PartialEq)]
pub enum PatchedFormat {
    /// With these options, without a palette.
    Png(PngOptions),
    /// With these options.
    Webp(WebpOptions),
}

/// An APNG or WebP that is written frame by frame.
pub struct Patched {
    size: Size,
    format: PatchedFormat,
    repeats: Option<u16>,
    ledger: Arc<Ledger>,
    buffer: Buffer,
    /// How many frames are in it.
    count: u32,
    /// How many of an APNG's numbered chunks are in it.
    numbered: u32,
    has_alpha: bool,
    shown: Option<Bitmap>,
    /// Where it is not the shown one.
    base: Option<Bitmap>,
    clock: Clock,
    state: State,
}

impl Film for Patched {
    fn add(&mut self, stop: &Stop, rows: &mut dyn Rows, options: FrameOptions) -> Result<()> {
        self.state.check()?;
        let added = self.try_add(stop, rows, options);
        added.inspect_err(|error| self.fail(error.clone()))
    }

    fn fail(&mut self, error: Error) {
        self.state = State::Failed(error);
        (self.shown, self.base) = (None, None);
        // What was written of it is of no use.
        drop(self.buffer.take());
    }

    fn finish(&mut self) -> Result<()> {
        self.state.check()?;
        let finished = self.try_finish();
        finished.inspect_err(|error| self.fail(error.clone()))?;
        self.state = State::Finished;
        (self.shown, self.base) = (None, None);
        Ok(())
    }

    /// Nothing before the end: what stands first in the file is known last.
    fn take(&mut self) -> Result<Option<Encoded>> {
        if !matches!(self.state, State::Finished) {
            return Ok(None);
        }
        let file = self.buffer.take()?;
        Ok((!file.bytes().is_empty()).then_some(file))
    }
}

impl Patched {
    /// Without a frame yet; shown again so often, or for ever. Everything is charged on `ledger`.
    pub fn new(
        ledger: &Arc<Ledger>,
        size: Size,
        format: PatchedFormat,
        repeats: Option<u16>,
    ) -> Result<Self> {
        match format {
            PatchedFormat::Png(_) => check_sides(size, "PNG", PNG_SIDE)?,
            PatchedFormat::Webp(_) => check_sides(size, "WebP", WEBP_SIDE)?,
        }
        check_whole(size)?;
        Ok(Self {
            size,
            format,
            repeats,
            ledger: Arc::clone(ledger),
            buffer: Buffer::new(ledger)?,
            count: 0,
            numbered: 0,
            has_alpha: false,
            shown: None,
            base: None,
            clock: Clock::new(1.0, MOST_DELAY),
            state: State::Open,
        })
    }

    fn try_add(&mut self, stop: &Stop, rows: &mut dyn Rows, options: FrameOptions) -> Result<()> {
        stop.check()?;
        let place = Area::of(rows.size(), options, self.size)?;
        let mut target = match (self.base.take(), &self.shown) {
            (Some(base), _) => base,
            (None, Some(shown)) => shown.try_clone()?,
            (None, None) => Bitmap::new(&self.ledger, self.size)?,
        };
        let returns = options.disposal == Some(Disposal::Previous);
        let before = returns.then(|| target.try_clone()).transpose()?;
        let blend = if options.disposal.is_none() { Blend::Replace } else { Blend::Over };
        draw(stop, rows, (place, blend), &mut target)?;
        let part = self.part(&target)?;
        let delay = self.clock.tick(options.delay);
        self.write(stop, part, &target, delay)?;
        self.base = match options.disposal {
            Some(Disposal::Background) => {
                let mut base = target.try_clone()?;
                place::clear(place_of(place), &mut base);
                Some(base)
            }
            Some(Disposal::Previous) => before,
            Some(Disposal::Keep) | None => None,
        };
        self.shown = Some(target);
        Ok(())
    }

    /// What has to be written: all of the first frame, of others what differs, one pixel at least.
    fn part(&self, target: &Bitmap) -> Result<Area> {
        let whole = Place { left: 0, top: 0, width: self.size.width(), height: self.size.height() };
        let Some(shown) = &self.shown else { return Ok(area_of(whole)) };
        let (old, new) = (shown.data().as_chunks::<4>().0, target.data().as_chunks::<4>().0);
        let changed = Area::around(self.size, |i| old.get(i) != new.get(i));
        let mut area = changed.unwrap_or(Area { left: 0, top: 0, width: 1, height: 1 });
        if matches!(self.format, PatchedFormat::Webp(_)) {
            // Places are kept in pairs of pixels.
            let (left, top) = (area.left & !1, area.top & !1);
            area = Area {
                left,
                top,
                width: area.width + area.left - left,
                height: area.height + area.top - top,
            };
        }
        Ok(area)
    }

    /// Writes a part of a picture as the next frame.
    fn write(&mut self, stop: &Stop, area: Area, target: &Bitmap, delay: u32) -> Result<()> {
        let part = cut(target, area, &self.ledger)?;
        let (format, is_png) = match &self.format {
            PatchedFormat::Png(options) => (FileFormat::Png(options.clone()), true),
            PatchedFormat::Webp(options) => (FileFormat::Webp(*options), false),
        };
        let options = EncodeOptions { format, background: None };
        let still = if is_png {
            // All frames are of the first one's kind.
            encode_unless(stop, WithAlpha(&part), &options)?
        } else {
            encode_unless(stop, &part, &options)?
        };
        drop(part);
        if is_png {
            self.write_png(still.bytes(), area, delay)?;
        } else {
            self.write_webp(still.bytes(), area, delay)?;
        }
        self.count += 1;
        Ok(())
    }

    fn write_png(&mut self, still: &[u8], area: Area, delay: u32) -> Result<()> {
        let is_first = self.count == 0;
        if is_first {
            self.buffer.push(still.get(..SIGNATURE).unwrap_or_default())?;
        }
        let mut has_control = false;
        for png::Chunk { kind, content, .. } in chunks(still, SIGNATURE..still.len()) {
            match &kind {
                b"IDAT" => {
                    if !has_control {
                        has_control = true;
                        let control = self.control(area, delay);
                        self.chunk(b"fcTL", &[&control])?;
                    }
                    if is_first {
                        self.chunk(b"IDAT", &[content])?;
                    } else {
                        let number = self.number();
                        self.chunk(b"fdAT", &[&number, content])?;
                    }
                }
                b"IEND" => {}
                // What the first says of itself is said of all.
                _ if is_first => {
                    self.chunk(&kind, &[content])?;
                    if &kind == b"IHDR" {
                        let plays = plays(self.repeats);
                        self.chunk(b"acTL", &[&[0; 4], &plays.to_be_bytes()])?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn number(&mut self) -> [u8; 4] {
        self.numbered += 1;
        (self.numbered - 1).to_be_bytes()
    }

    /// The content of `fcTL`.
    fn control(&mut self, area: Area, delay: u32) -> [u8; 26] {
        let place = place_of(area);
        let mut control = [0; 26];
        control[..4].copy_from_slice(&self.number());
        let sides = [place.width, place.height, place.left, place.top];
        for (to, side) in control[4..20].as_chunks_mut::<4>().0.iter_mut().zip(sides) {
            *to = side.to_be_bytes();
        }
        let (time, parts) = match u16::try_from(delay) {
            Ok(milliseconds) => (milliseconds, 1000_u16),
            Err(_) => (u16::try_from(delay / 10).unwrap_or(u16::MAX), 100),
        };
        control[20..22].copy_from_slice(&time.to_be_bytes());
        control[22..24].copy_from_slice(&parts.to_be_bytes());
        // It stays, and replaces what is there: both are 0.
        control
    }

    /// A chunk of PNG.
    fn chunk(&mut self, kind: &[u8; 4], contents: &[&[u8]]) -> Result<()> {
        let length: usize = contents.iter().map(|content| content.len()).sum();
        let length = u32::try_from(length).map_err(|_| failed("PNG", "a frame is too large"))?;
        self.buffer.push(&length.to_be_bytes())?;
        self.buffer.push(kind)?;
        let mut sum = Crc::new();
        sum.update(kind);
        for content in contents {
            sum.update(content);
            self.buffer.push(content)?;
        }
        self.buffer.push(&sum.sum().to_be_bytes())
    }

    fn write_webp(&mut self, still: &[u8], area: Area, delay: u32) -> Result<()> {
        let place = place_of(area);
        if self.count == 0 {
            self.buffer.push(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0")?;
            for side in [self.size.width(), self.size.height()] {
                self.buffer.push(&three(side - 1))?;
            }
            self.buffer.push(b"ANIM\x06\0\0\0\0\0\0\0")?;
            let plays = u16::try_from(plays(self.repeats)).unwrap_or(u16::MAX);
            self.buffer.push(&plays.to_le_bytes())?;
        }
        self.buffer.push(b"ANMF")?;
        let length_at = self.buffer.bytes().len();
        self.buffer.push(&[0; 4])?;
        let numbers = [place.left / 2, place.top / 2, place.width - 1, place.height - 1, delay];
        for number in numbers {
            self.buffer.push(&three(number))?;
        }
        self.buffer.push(&[WEBP_REPLACES])?;
        for (name, range) in webp::chunks(still, 12..still.len()) {
            if !matches!(&name, b"ALPH" | b"VP8 " | b"VP8L") {
                continue;
            }
            let content = still.get(range).unwrap_or_default();
            self.has_alpha |= webp::has_alpha(name, content);
            let length = u32::try_from(content.len()).map_err(|_| too_large())?;
            self.buffer.push(&name)?;
            self.buffer.push(&length.to_le_bytes())?;
            self.buffer.push(content)?;
            self.buffer.push(&[0][..content.len() % 2])?;
        }
        let length = self.buffer.bytes().len() - length_at - 4;
        let length = u32::try_from(length).map_err(|_| too_large())?;
        self.buffer.write_at(length_at, &length.to_le_bytes())
    }

    fn try_finish(&mut self) -> Result<()> {
        if self.count == 0 {
            let message = "an animation has at least one frame";
            return Err(Error::new(ErrorKind::InvalidState, message));
        }
        if let PatchedFormat::Png(_) = self.format {
            let count = self.count.to_be_bytes();
            let content = [count, plays(self.repeats).to_be_bytes()].concat();
            self.buffer.write_at(COUNT_AT, &content)?;
            let sum = checksum(b"acTL", &content).to_be_bytes();
            self.buffer.write_at(COUNT_AT + content.len(), &sum)?;
            return self.chunk(b"IEND", &[]);
        }
        let alpha = if self.has_alpha { WEBP_ALPHA } else { 0 };
        self.buffer.write_at(FLAGS_AT, &[WEBP_ANIMATED | alpha])?;
        let length = u32::try_from(self.buffer.bytes().len() - 8).map_err(|_| too_large())?;
        self.buffer.write_at(4, &length.to_le_bytes())
    }
}

fn too_large() -> Error {
    failed("WebP", "the animation has more than 4 GB")
}

/// How often it is played; 0 for ever.
fn plays(repeats: Option<u16>) -> u32 {
    repeats.map_or(0, |repeats| u32::from(repeats) + 1)
}

fn three(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

fn place_of(area: Area) -> Place {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    Place {
        left: side(area.left),
        top: side(area.top),
        width: side(area.width),
        height: side(area.height),
    }
}

fn area_of(place: Place) -> Area {
    let [left, top, width, height] =
        [place.left, place.top, place.width, place.height].map(|side| side as usize);
    Area { left, top, width, height }
}

/// Puts a frame in its place, or draws it over what is there.
fn draw(
    stop: &Stop,
    rows: &mut dyn Rows,
    (area, blend): (Area, Blend),
    target: &mut Bitmap,
) -> Result<()> {
    let place = place_of(area);
    let mut rows = in_srgb(rows)?;
    for y in 0..rows.size().height() {
        stop.check()?;
        let from = rows.row(y)?.as_chunks::<4>().0;
        let Some(to) = place::row_at(target, place, y) else { break };
        place::put_row(from, blend, to);
    }
    Ok(())
}

/// A part of a picture.
fn cut(picture: &Bitmap, area: Area, ledger: &Arc<Ledger>) -> Result<Bitmap> {
    let size = place_of(area).size().ok_or_else(|| Error::internal("a part without pixels"))?;
    let mut part = Bitmap::new(ledger, size)?;
    let stride = part.stride();
    let rows = area.rows(picture.width() as usize);
    for (to, row) in part.data_mut().chunks_exact_mut(stride).zip(rows) {
        let from = picture.data().get(row.start * 4..row.end * 4).unwrap_or_default();
        to.copy_from_slice(from);
    }
    Ok(part)
}

/// A picture that is written with alpha, whether it has some or not.
struct WithAlpha<'a>(&'a Bitmap);

impl Rows for WithAlpha<'_> {
    fn size(&self) -> Size {
        self.0.size()
    }

    fn format(&self) -> PixelFormat {
        self.0.format()
    }

    fn ledger(&self) -> &Arc<Ledger> {
        self.0.ledger()
    }

    fn is_opaque(&self) -> bool {
        false
    }

    fn row(&mut self, y: u32) -> Result<&[u8]> {
        let start = y as usize * self.0.stride();
        let row = self.0.data().get(start..start + self.0.stride());
        row.ok_or_else(|| Error::internal("a row was asked for that the picture has not"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Format, Frames, Limits};
    use crate::mem::{Block, Kind, premultiply};

    type Rgba = [u8; 4];
    const CLEAR: Rgba = [0; 4];
    const RED: Rgba = [255, 0, 0, 255];
    const GREEN: Rgba = [0, 255, 0, 255];
    const FAINT: Rgba = [0, 0, 255, 51];
    const FRAME: FrameOptions = FrameOptions { left: 0, top: 0, delay: 100.0, disposal: None };

    fn formats() -> [PatchedFormat; 2] {
        let options = PngOptions {
            level: None,
            filter: None,
            colors: None,
            background_index: None,
            resolution: Some(72.0),
            text: vec![("Title".to_owned(), "Film".to_owned())],
        };
        let webp = WebpOptions { quality: 80.0, lossless: true };
        [PatchedFormat::Png(options), PatchedFormat::Webp(webp)]
    }

    fn bitmap(ledger: &Arc<Ledger>, width: u32, pixels: &[Rgba]) -> Bitmap {
        let size = Size::new(width, pixels.len() as u32 / width).unwrap();
        let mut bitmap = Bitmap::new(ledger, size).unwrap();
        bitmap.data_mut().copy_from_slice(pixels.as_flattened());
        premultiply(bitmap.data_mut());
        bitmap
    }

    fn add(film: &mut Patched, width: u32, pixels: &[Rgba], frame: FrameOptions) {
        let picture = bitmap(&film.ledger.clone(), width, pixels);
        film.add(&Stop::default(), &mut &picture, frame).unwrap();
    }

    /// The frames of the finished file, premultiplied, and its reader.
    fn played(film: &mut Patched) -> (Vec<Vec<Rgba>>, Frames) {
        film.finish().unwrap();
        let file = film.take().unwrap().unwrap();
        let ledger = Ledger::new();
        let input = Block::copy_of(&ledger, Kind::Input, file.bytes()).unwrap();
        let format = Format::sniff(file.bytes()).unwrap();
        let how = (Limits::default(), false);
        let mut frames = Frames::open(&Stop::default(), (input, format), how, &ledger).unwrap();
        let shown = (0..frames.count()).map(|frame| {
            let picture = frames.frame(&Stop::default(), frame).unwrap();
            picture.data().as_chunks().0.to_vec()
        });
        (shown.collect(), frames)
    }

    #[test]
    fn every_moment_is_what_was_shown() {
        let moments = [
            [RED, CLEAR, CLEAR, GREEN, FAINT, CLEAR],
            [RED, CLEAR, CLEAR, GREEN, FAINT, CLEAR],
            [CLEAR, CLEAR, CLEAR, GREEN, CLEAR, FAINT],
            [CLEAR; 6],
            [FAINT; 6],
        ];
        for format in formats() {
            let size = Size::new(3, 2).unwrap();
            let mut film = Patched::new(&Ledger::new(), size, format, Some(2)).unwrap();
            for moment in &moments {
                add(&mut film, 3, moment, FRAME);
            }
            let (shown, frames) = played(&mut film);
            let ledger = Ledger::new();
            let wanted = moments.map(|m| bitmap(&ledger, 3, &m).data().as_chunks().0.to_vec());
            assert_eq!(shown, wanted);
            assert_eq!(frames.repeats(), Some(2));
            assert_eq!(frames.moment(4).map(|moment| moment.start), Some(400_000));
        }
    }

    #[test]
    fn disposals_are_what_they_say() {
        let patch = |left, disposal| FrameOptions { left, disposal, ..FRAME };
        let cases = [
            (Some(Disposal::Keep), [RED, GREEN, RED, GREEN]),
            (Some(Disposal::Background), [RED, CLEAR, RED, GREEN]),
            (Some(Disposal::Previous), [RED, RED, RED, GREEN]),
            (None, [RED, GREEN, RED, GREEN]),
        ];
        for format in formats() {
            for (disposal, last) in cases {
                let size = Size::new(4, 1).unwrap();
                let mut film = Patched::new(&Ledger::new(), size, format.clone(), None).unwrap();
                add(&mut film, 4, &[RED; 4], FRAME);
                add(&mut film, 1, &[GREEN], patch(1, disposal));
                add(&mut film, 1, &[GREEN], patch(3, None));
                let (shown, frames) = played(&mut film);
                assert_eq!(shown, [vec![RED; 4], vec![RED, GREEN, RED, RED], last.to_vec()]);
                assert_eq!(frames.repeats(), None);
            }
            // Drawn over, or instead.
            for (disposal, expected) in [(Some(Disposal::Keep), RED), (None, CLEAR)] {
                let size = Size::new(1, 1).unwrap();
                let mut film = Patched::new(&Ledger::new(), size, format.clone(), None).unwrap();
                add(&mut film, 1, &[RED], FRAME);
                add(&mut film, 1, &[CLEAR], patch(0, disposal));
                assert_eq!(played(&mut film).0[1], [expected], "{disposal:?}");
            }
        }
    }

    #[test]
    fn only_what_changes_is_written() {
        for format in formats() {
            let size = Size::new(64, 64).unwrap();
            let mut film = Patched::new(&Ledger::new(), size, format, None).unwrap();
            let mut pixels: Vec<Rgba> = (0..64 * 64_u32)
                .map(|i| [(i * 7) as u8, (i * i) as u8, (i / 3) as u8, 255])
                .collect();
            add(&mut film, 64, &pixels, FRAME);
            let first = film.buffer.bytes().len();
            pixels[64 * 33 + 33] = RED;
            add(&mut film, 64, &pixels, FRAME);
            let second = film.buffer.bytes().len() - first;
            assert!(second < 200, "{second} of {first}");
            assert_eq!(played(&mut film).0[1], pixels);
        }
    }

    #[test]
    fn long_frames_are_kept_in_hundredths() {
        for (format, expected) in formats().into_iter().zip([100_000_000, 100_004_000]) {
            let mut film =
                Patched::new(&Ledger::new(), Size::new(1, 1).unwrap(), format, Some(0)).unwrap();
            let long = FrameOptions { delay: 100_004.0, ..FRAME };
            add(&mut film, 1, &[RED], long);
            add(&mut film, 1, &[GREEN], FRAME);
            let (_, frames) = played(&mut film);
            assert_eq!(frames.moment(1).map(|moment| moment.start), Some(expected));
            assert_eq!(frames.repeats(), Some(0));
        }
    }

    #[test]
    fn it_is_charged_while_it_lasts_and_refused_for_good() {
        for format in formats() {
            let ledger = Ledger::new();
            let size = Size::new(100, 100).unwrap();
            let mut film = Patched::new(&ledger, size, format.clone(), None).unwrap();
            add(&mut film, 100, &[RED; 10_000], FRAME);
            assert!(ledger.live() > 100 * 100 * 4);
            assert!(film.take().unwrap().is_none());
            film.finish().unwrap();
            drop(film.take().unwrap().unwrap());
            assert_eq!(ledger.live(), 0);
            assert_eq!(film.finish().unwrap_err().kind(), ErrorKind::InvalidState);
            let mut refused = Patched::new(&ledger, size, format.clone(), None).unwrap();
            let picture = bitmap(&ledger, 100, &[RED; 10_000]);
            ledger.set_budget(ledger.live() + 1000);
            let first = refused.add(&Stop::default(), &mut &picture, FRAME).unwrap_err();
            ledger.set_budget(usize::MAX);
            assert_eq!(first.kind(), ErrorKind::Limit);
            assert_eq!(refused.add(&Stop::default(), &mut &picture, FRAME).unwrap_err(), first);
            let mut empty = Patched::new(&ledger, size, format.clone(), None).unwrap();
            assert_eq!(empty.finish().unwrap_err().kind(), ErrorKind::InvalidState);
            let small = Size::new(99, 100).unwrap();
            let mut small = Patched::new(&ledger, small, format, None).unwrap();
            let outside = small.add(&Stop::default(), &mut &picture, FRAME).unwrap_err();
            assert_eq!(outside.kind(), ErrorKind::Range);
        }
    }
}
