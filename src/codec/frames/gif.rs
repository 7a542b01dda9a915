//! GIF: its blocks by hand, the pixels of a frame by the `gif` crate.
//! <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>
//!
//! What the format leaves open is as in Chromium: a picture is as large as its first frame at least, colours that a palette
//! lacks are black, and the file ends at the first byte that begins no block.

use std::io::Read;
use std::ops::Range;

use ::gif::{ColorOutput, DecodeOptions};

use super::super::header::Stored;
use super::super::watched::Watched;
use super::super::{Format, Limits, Orientation, expand};
use super::place::{self, Place};
use super::{Blend, Disposal, Part, Parts, Repeats};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, Kind};
use crate::stop::Stop;

const BLACK: [u8; 4] = [0, 0, 0, 255];

/// A frame, as the blocks of the file say.
struct Found {
    place: Place,
    /// From its descriptor on.
    data: Range<usize>,
    control: Control,
}

/// What a graphic control extension says.
#[derive(Clone, Copy)]
struct Control {
    disposal: Disposal,
    /// Hundredths of a second.
    delay: u16,
    transparent: Option<u8>,
}

impl Control {
    const NONE: Self = Self { disposal: Disposal::Keep, delay: 0, transparent: None };

    fn read(content: &[u8]) -> Self {
        let [flags, low, high, transparent, ..] = *content else { return Self::NONE };
        let disposal = match flags >> 2 & 7 {
            2 => Disposal::Background,
            // Some programs write the bit of the third kind instead of its number.
            3 | 4 => Disposal::Previous,
            _ => Disposal::Keep,
        };
        let transparent = (flags & 1 != 0).then_some(transparent);
        Self { disposal, delay: u16::from_le_bytes([low, high]), transparent }
    }
}

/// Goes through the blocks of a file.
struct Blocks<'a> {
    bytes: &'a [u8],
    at: usize,
    control: Control,
    /// How often the animation is repeated, 0 for ever, if a block said so.
    repeats: Option<u16>,
}

impl<'a> Blocks<'a> {
    /// From the first block on.
    fn new(bytes: &'a [u8]) -> Self {
        let palette = bytes.get(10).map_or(0, |flags| palette_bytes(*flags));
        Self { bytes, at: 13 + palette, control: Control::NONE, repeats: None }
    }

    /// The next frame; `None` at the end of the file, or of what can be read of it.
    fn next(&mut self, stop: &Stop) -> Result<Option<Found>> {
        loop {
            stop.check()?;
            match self.bytes.get(self.at) {
                Some(0x21) => self.extension(),
                Some(0x2C) => return Ok(self.frame()),
                _ => return Ok(None),
            }
        }
    }

    fn extension(&mut self) {
        let label = self.bytes.get(self.at + 1).copied();
        let content = self.at + 2;
        self.at = content;
        let first = self.sub_block().unwrap_or_default();
        match label {
            Some(0xF9) => self.control = Control::read(first),
            Some(0xFF) if matches!(first, b"NETSCAPE2.0" | b"ANIMEXTS1.0") => {
                if let Some([1, low, high, ..]) = self.sub_block() {
                    self.repeats = Some(u16::from_le_bytes([*low, *high]));
                }
            }
            _ => {}
        }
        self.at = content;
        self.skip();
    }

    /// The content of the next sub-block; `None` after the last one.
    fn sub_block(&mut self) -> Option<&'a [u8]> {
        let length = usize::from(*self.bytes.get(self.at)?);
        let content = self.bytes.get(self.at + 1..self.at + 1 + length)?;
        self.at += 1 + length;
        (length > 0).then_some(content)
    }

    /// Goes on after the sub-blocks, or to the end of the file.
    fn skip(&mut self) {
        while let Some(length) = self.bytes.get(self.at) {
            self.at += 1 + usize::from(*length);
            if *length == 0 {
                return;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn frame(&mut self) -> Option<Found> {
        let start = self.at;
        let descriptor = self.bytes.get(start..start + 10)?;
        let side = |at: usize| u32::from(u16_at(descriptor, at));
        let place = Place { left: side(1), top: side(3), width: side(5), height: side(7) };
        // The palette, and a byte for how wide codes are.
        self.at = start + 10 + palette_bytes(descriptor[9]) + 1;
        self.skip();
        let data = start..self.at.min(self.bytes.len());
        let control = std::mem::replace(&mut self.control, Control::NONE);
        Some(Found { place, data, control })
    }
}

/// The bytes of the palette that such flags announce.
fn palette_bytes(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// The size of the picture.
pub(in super::super) fn header(bytes: &[u8]) -> Result<Stored> {
    if bytes.len() < 13 {
        return Err(expand::broken(Format::Gif, "the data ends too early"));
    }
    let (mut width, mut height) = (u32::from(u16_at(bytes, 6)), u32::from(u16_at(bytes, 8)));
    if let Some(first) = Blocks::new(bytes).next(&Stop::default())? {
        width = width.max(first.place.left + first.place.width);
        height = height.max(first.place.top + first.place.height);
    }
    Ok(Stored { width: width.into(), height: height.into(), orientation: Orientation::Upright })
}

/// Finds all frames.
pub(super) fn index(stop: &Stop, bytes: &[u8], parts: &mut Parts) -> Result<Repeats> {
    let mut blocks = Blocks::new(bytes);
    while let Some(Found { place, data, control }) = blocks.next(stop)? {
        let blend = if control.transparent.is_none() { Blend::Replace } else { Blend::Over };
        let duration = u64::from(control.delay) * 10_000;
        parts.push((place, data), duration, (blend, control.disposal), control.transparent)?;
    }
    Ok(match blocks.repeats {
        Some(0) => None,
        times => Some(times.unwrap_or(0).into()),
    })
}

/// Draws the first frame on `bitmap`, which has the size of the picture.
pub(in super::super) fn decode(
    bytes: &[u8],
    stop: &Stop,
    bitmap: &mut Bitmap,
    limits: &Limits,
) -> Result<()> {
    let found = Blocks::new(bytes).next(stop)?;
    let Some(Found { place, data, control }) = found else {
        return Err(expand::broken(Format::Gif, "it has no frame"));
    };
    draw_part((stop, limits), bytes, (place, data), control.transparent, bitmap)
}

/// Draws a frame on what lies under it.
pub(super) fn draw(
    how: (&Stop, &Limits),
    bytes: &[u8],
    part: &Part,
    picture: &mut Bitmap,
) -> Result<()> {
    draw_part(how, bytes, (part.place, part.data.clone()), part.transparent, picture)
}

fn draw_part(
    (stop, limits): (&Stop, &Limits),
    bytes: &[u8],
    (place, data): (Place, Range<usize>),
    transparent: Option<u8>,
    picture: &mut Bitmap,
) -> Result<()> {
    if place.size().is_none() {
        return Ok(());
    }
    // However little of it is seen, all of it is unpacked.
    limits.check(place.width.into(), place.height.into())?;
    // The frame's numbers, the dictionary, and what is read at a time.
    let count = u64::from(place.width) * u64::from(place.height);
    let needed = limits.check_scratch(count + (96 << 10))?;
    let _scratch = picture.ledger().charge(Kind::Scratch, needed)?;
    let frame = bytes.get(data).unwrap_or_default();
    let flags = frame.get(9).copied().unwrap_or(0);
    let palette = palette(bytes, frame, flags);
    let mut decoder = {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::Indexed);
        options.read_info(HEADER.chain(Watched::new(frame, stop))).map_err(broken)?
    };
    if decoder.next_frame_info().map_err(broken)?.is_none() {
        return Err(expand::broken(Format::Gif, "the data ends too early"));
    }
    // All at once: read row by row, the crate loses what a last code stands for beyond the row's end.
    let mut indices = room(decoder.buffer_size())?;
    if !decoder.fill_buffer(&mut indices).map_err(broken)? {
        return Err(expand::broken(Format::Gif, "the data ends too early"));
    }
    let rows = order(place.height, flags & 0x40 != 0);
    for (y, row) in rows.zip(indices.chunks_exact(place.width as usize)) {
        let Some(pixels) = place::row_at(picture, place, y) else { continue };
        for (pixel, index) in pixels.iter_mut().zip(row) {
            if Some(*index) != transparent {
                *pixel = palette[usize::from(*index)];
            }
        }
    }
    Ok(())
}

fn room(bytes: usize) -> Result<Vec<u8>> {
    let mut room = Vec::new();
    let made = room.try_reserve_exact(bytes);
    made.map_err(|cause| Error::limit(format!("no memory for decoding: {cause}")))?;
    room.resize(bytes, 0);
    Ok(room)
}

/// The start of a file with a palette: the crate refuses frames that have none. Colours are looked up here.
const HEADER: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0";

/// The frame's own colours, or those of the file.
fn palette(bytes: &[u8], frame: &[u8], flags: u8) -> [[u8; 4]; 256] {
    let own = (palette_bytes(flags) > 0).then_some((frame, 10, flags));
    let (from, start, flags) = own.unwrap_or((bytes, 13, bytes.get(10).copied().unwrap_or(0)));
    let rest = from.get(start..).unwrap_or_default();
    let colors = rest.get(..palette_bytes(flags)).unwrap_or(rest);
    let mut palette = [BLACK; 256];
    for (color, &[r, g, b]) in palette.iter_mut().zip(colors.as_chunks::<3>().0) {
        *color = [r, g, b, 255];
    }
    palette
}

/// The rows in the order in which they are stored.
fn order(height: u32, interlaced: bool) -> impl Iterator<Item = u32> {
    let passes: &[(u32, usize)] =
        if interlaced { &[(0, 8), (4, 8), (2, 4), (1, 2)] } else { &[(0, 1)] };
    passes.iter().flat_map(move |&(first, step)| (first..height).step_by(step))
}

fn broken(error: ::gif::DecodingError) -> Error {
    match error {
        ::gif::DecodingError::Io(cause) => expand::broken_io(Format::Gif, &cause),
        other => expand::broken(Format::Gif, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interlaced_rows_come_in_four_passes() {
        assert_eq!(order(3, false).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(order(10, true).collect::<Vec<_>>(), [0, 8, 4, 2, 6, 1, 3, 5, 7, 9]);
    }

    #[test]
    fn a_picture_is_as_large_as_its_first_frame() {
        let screen =
            |width: u8, height: u8| [b"GIF89a", &[width, 0, height, 0, 0, 0, 0][..]].concat();
        let frame = b",\x02\0\x01\0\x03\0\x04\0\0\x02\0";
        let size = |bytes: &[u8]| header(bytes).map(|stored| (stored.width, stored.height));
        assert_eq!(size(&[&screen(9, 9), &frame[..]].concat()).unwrap(), (9, 9));
        assert_eq!(size(&[&screen(0, 0), &frame[..]].concat()).unwrap(), (5, 5));
        assert_eq!(size(&[&screen(7, 2), &frame[..]].concat()).unwrap(), (7, 5));
        assert_eq!(size(&screen(2, 3)).unwrap(), (2, 3));
        assert!(size(b"GIF89a\x01\0").is_err());
    }
}
