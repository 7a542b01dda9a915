//! Animated WebP: each frame becomes a WebP file of its own, with the animation's colour profile.
//! <https://developers.google.com/speed/webp/docs/riff_container#animation>

use std::ops::Range;
use std::sync::Arc;

use super::super::decode::stored;
use super::super::webp::{chunks, has_alpha, profile};
use super::super::{Format, Header, How, Orientation, expand};
use super::place::{self, Place};
use super::{Blend, Disposal, Part, Parts, Repeats};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, Block, Kind, Ledger};
use crate::stop::Stop;

/// The first chunk, and what comes before it.
const FIRST: usize = 12;
/// What a frame says about itself before its pixels.
const ABOUT: usize = 16;
const ANIMATED: u8 = 0x02;
const ALPHA: u8 = 0x10;
const PROFILE: u8 = 0x20;

/// A frame.
struct Found {
    place: Place,
    data: Range<usize>,
    milliseconds: u32,
    how: (Blend, Disposal),
}

impl Found {
    /// What the content of an `ANMF` chunk says.
    fn read(content: &[u8], range: &Range<usize>) -> Option<Self> {
        let [x0, x1, x2, y0, y1, y2, w0, w1, w2, h0, h1, h2, d0, d1, d2, flags] =
            *content.first_chunk::<ABOUT>()?;
        let three = |a, b, c| u32::from_le_bytes([a, b, c, 0]);
        let place = Place {
            left: three(x0, x1, x2) * 2,
            top: three(y0, y1, y2) * 2,
            width: three(w0, w1, w2) + 1,
            height: three(h0, h1, h2) + 1,
        };
        let blend = if flags & 2 == 0 { Blend::Over } else { Blend::Replace };
        let disposal = if flags & 1 == 0 { Disposal::Keep } else { Disposal::Background };
        Some(Self {
            place,
            data: range.start + ABOUT..range.end,
            milliseconds: three(d0, d1, d2),
            how: (blend, disposal),
        })
    }
}

/// The frames of a file.
fn frames(bytes: &[u8]) -> impl Iterator<Item = Found> {
    chunks(bytes, FIRST..bytes.len())
        .filter(|(name, _)| name == b"ANMF")
        .map_while(|(_, range)| Found::read(bytes.get(range.clone())?, &range))
}

/// Finds all frames; `None` where there is no animation.
pub(super) fn index(stop: &Stop, bytes: &[u8], parts: &mut Parts) -> Result<Option<Repeats>> {
    let is_animated = bytes.get(FIRST..FIRST + 4) == Some(b"VP8X")
        && bytes.get(FIRST + 8).is_some_and(|flags| flags & ANIMATED != 0);
    if !is_animated {
        return Ok(None);
    }
    let anim = chunks(bytes, FIRST..bytes.len()).find(|(name, _)| name == b"ANIM");
    let plays = anim
        .and_then(|(_, range)| bytes.get(range)?.get(4..6)?.try_into().ok())
        .map_or(1, u16::from_le_bytes);
    for Found { place, data, milliseconds, how } in frames(bytes) {
        stop.check()?;
        if !place.lies_within(parts.size) {
            return Err(expand::broken(Format::Webp, "a frame does not lie within the picture"));
        }
        parts.push((place, data), u64::from(milliseconds) * 1000, how, None)?;
    }
    if parts.found.is_empty() {
        return Err(expand::broken(Format::Webp, "it has no frame"));
    }
    Ok(Some(u32::from(plays).checked_sub(1)))
}

/// A file with this frame alone.
pub(super) fn file_of(bytes: &[u8], part: &Part, ledger: &Arc<Ledger>) -> Result<Block> {
    file(bytes, (part.place, part.data.clone()), ledger)
}

/// Draws the first frame on `bitmap`, which has the size of the picture.
pub(in super::super) fn decode(
    bytes: &[u8],
    stop: &Stop,
    bitmap: &mut Bitmap,
    how: How<'_>,
) -> Result<()> {
    let first = frames(bytes).next().filter(|found| found.place.lies_within(bitmap.size()));
    let Some(Found { place, data, .. }) = first else {
        return Err(expand::broken(Format::Webp, "its first frame does not lie within it"));
    };
    let size = place.size().ok_or_else(broken)?;
    let ledger = Arc::clone(bitmap.ledger());
    let file = file(bytes, (place, data), &ledger)?;
    let header = Header { format: Format::Webp, size, orientation: Orientation::Upright };
    let pixels = stored(file.bytes(), &header, (how, stop), &ledger)?;
    place::put(&pixels, place, Blend::Replace, bitmap);
    Ok(())
}

fn file(bytes: &[u8], (place, data): (Place, Range<usize>), ledger: &Arc<Ledger>) -> Result<Block> {
    let icc = profile(bytes);
    // The pixels, after their alpha if they have one beside them.
    let alpha = chunks(bytes, data.clone()).next().filter(|(name, _)| name == b"ALPH");
    let pixels = chunks(bytes, data).find(|(name, _)| matches!(name, b"VP8 " | b"VP8L"));
    let Some((name, pixels)) = pixels else { return Err(broken()) };
    let pixels = bytes.get(pixels).unwrap_or_default();
    let alpha = alpha.filter(|_| name == *b"VP8 ").and_then(|(_, range)| bytes.get(range));
    let has_alpha = alpha.is_some() || has_alpha(name, pixels);
    let mut about = [0; 10];
    about[0] = if has_alpha { ALPHA } else { 0 } | if icc.is_some() { PROFILE } else { 0 };
    about[4..7].copy_from_slice(&(place.width - 1).to_le_bytes()[..3]);
    about[7..].copy_from_slice(&(place.height - 1).to_le_bytes()[..3]);
    let contents =
        [(*b"VP8X", Some(&about[..])), (*b"ICCP", icc), (*b"ALPH", alpha), (name, Some(pixels))];
    let contents = contents.iter().filter_map(|(name, content)| Some((name, (*content)?)));
    let length: usize =
        contents.clone().map(|(_, content)| 8 + content.len() + content.len() % 2).sum();
    let mut block = Block::zeroed(ledger, Kind::Scratch, FIRST + length)?;
    let mut rest = block.bytes_mut();
    let mut write = |piece: &[u8]| {
        if let Some((to, after)) = std::mem::take(&mut rest).split_at_mut_checked(piece.len()) {
            to.copy_from_slice(piece);
            rest = after;
        }
    };
    let size = |length: usize| u32::try_from(length).map(u32::to_le_bytes).map_err(|_| broken());
    write(b"RIFF");
    write(&size(4 + length)?);
    write(b"WEBP");
    for (name, content) in contents {
        write(name);
        write(&size(content.len())?);
        write(content);
        write(&[0][..content.len() % 2]);
    }
    Ok(block)
}

fn broken() -> Error {
    expand::broken(Format::Webp, "a frame has no pixels")
}
