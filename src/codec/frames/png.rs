//! APNG: each frame becomes a PNG file of its own, which has the animation's palette and colour space.
//! <https://www.w3.org/TR/png-3/#apng-frame-based-animation>

use std::ops::Range;
use std::sync::Arc;

use flate2::Crc;

use super::super::{Format, expand};
use super::place::Place;
use super::{Blend, Disposal, Part, Parts, Repeats};
use crate::error::Result;
use crate::mem::{Block, Kind, Ledger};
use crate::stop::Stop;

pub(in super::super) const SIGNATURE: usize = 8;
/// Length, kind and checksum.
const FRAME: usize = 12;
/// The number that frames' data begins with.
const NUMBER: usize = 4;

/// One chunk.
pub(in super::super) struct Chunk<'a> {
    pub(in super::super) kind: [u8; 4],
    pub(in super::super) content: &'a [u8],
    /// Where it is in the file, all of it.
    range: Range<usize>,
}

/// The chunks in a part of a file. The last one may be cut off, and is as long as it is then.
pub(in super::super) fn chunks(
    bytes: &[u8],
    range: Range<usize>,
) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..range.end)?;
        let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
        let kind = *rest.get(4..)?.first_chunk()?;
        let content = rest.get(8..)?;
        let content = content.get(..length).unwrap_or(content);
        let start = at;
        at = at.saturating_add(length).saturating_add(FRAME);
        Some(Chunk { kind, content, range: start..at.min(range.end) })
    })
}

/// A frame whose pixels are looked for.
struct Open {
    place: Place,
    duration: u64,
    how: (Blend, Disposal),
    data: Option<Range<usize>>,
}

/// What an `fcTL` chunk says; `None` where it breaks the rules.
fn control(content: &[u8], parts: &Parts) -> Option<Open> {
    let at = |at: usize| {
        let four = content.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map_or(0, u32::from_be_bytes)
    };
    let two = |at: usize| u16::from_be_bytes([content[at], content[at + 1]]);
    if content.len() != 26 {
        return None;
    }
    let place = Place { width: at(4), height: at(8), left: at(12), top: at(16) };
    let (seconds, parts_of) = (u64::from(two(20)), u64::from(two(22)));
    let duration = seconds * 1_000_000 / if parts_of == 0 { 100 } else { parts_of };
    let disposal = match content[24] {
        0 => Disposal::Keep,
        1 => Disposal::Background,
        2 => Disposal::Previous,
        _ => return None,
    };
    let blend = match content[25] {
        0 => Blend::Replace,
        1 => Blend::Over,
        _ => return None,
    };
    let open = Open { place, duration, how: (blend, disposal), data: None };
    place.lies_within(parts.size).then_some(open)
}

/// Finds all frames; `None` where there is no animation, or none that keeps the rules.
pub(super) fn index(stop: &Stop, bytes: &[u8], parts: &mut Parts) -> Result<Option<Repeats>> {
    let mut said: Option<(u32, u32)> = None;
    let mut open: Option<Open> = None;
    let mut number = 0;
    for chunk in chunks(bytes, SIGNATURE..bytes.len()) {
        stop.check()?;
        let is_numbered = matches!(&chunk.kind, b"fcTL" | b"fdAT");
        if is_numbered {
            // They are in order, or the file ends where they are not.
            if chunk.content.first_chunk() != Some(&u32::to_be_bytes(number)) {
                break;
            }
            number += 1;
        }
        match &chunk.kind {
            b"acTL" => {
                let Some([a, b, c, d, e, f, g, h]) = chunk.content.first_chunk::<8>() else {
                    break;
                };
                said = Some((
                    u32::from_be_bytes([*a, *b, *c, *d]),
                    u32::from_be_bytes([*e, *f, *g, *h]),
                ));
            }
            b"IDAT" if said.is_none() => return Ok(None),
            b"fcTL" => {
                close(&mut open, said, parts)?;
                open = control(chunk.content, parts);
                if open.is_none() {
                    break;
                }
            }
            b"IDAT" | b"fdAT" => {
                // A picture without control before the first frame is none of the animation.
                let Some(open) = &mut open else { continue };
                let start = open.data.as_ref().map_or(chunk.range.start, |data| data.start);
                open.data = Some(start..chunk.range.end);
            }
            b"IEND" => break,
            _ => {}
        }
    }
    close(&mut open, said, parts)?;
    let Some((_, plays)) = said.filter(|_| !parts.found.is_empty()) else { return Ok(None) };
    // So often it is played, or for ever.
    Ok(Some(plays.checked_sub(1)))
}

/// The frame is whole, if it has pixels and so many were said to be there.
fn close(open: &mut Option<Open>, said: Option<(u32, u32)>, parts: &mut Parts) -> Result<()> {
    let Some(Open { place, duration, how, data: Some(data) }) = open.take() else { return Ok(()) };
    let most = said.map_or(0, |(frames, _)| frames as usize);
    if parts.found.len() >= most {
        return Ok(());
    }
    parts.push((place, data), duration, how, None)
}

/// A file with this frame alone.
pub(super) fn file_of(bytes: &[u8], part: &Part, ledger: &Arc<Ledger>) -> Result<Block> {
    let mut written = 0;
    file(bytes, part, |piece| written += piece.len())?;
    let mut block = Block::zeroed(ledger, Kind::Scratch, written)?;
    let mut rest = block.bytes_mut();
    file(bytes, part, |piece| {
        if let Some((to, after)) = std::mem::take(&mut rest).split_at_mut_checked(piece.len()) {
            to.copy_from_slice(piece);
            rest = after;
        }
    })?;
    Ok(block)
}

fn file(bytes: &[u8], part: &Part, mut write: impl FnMut(&[u8])) -> Result<()> {
    write(bytes.get(..SIGNATURE).unwrap_or_default());
    let mut chunk = |kind: &[u8; 4], content: &[u8]| {
        write(&(content.len() as u32).to_be_bytes());
        write(kind);
        write(content);
        write(&checksum(kind, content).to_be_bytes());
    };
    for Chunk { kind, content, .. } in chunks(bytes, SIGNATURE..bytes.len()) {
        match &kind {
            b"IDAT" | b"fdAT" | b"IEND" => break,
            b"IHDR" => {
                let mut header = [0; 13];
                header[..4].copy_from_slice(&part.place.width.to_be_bytes());
                header[4..8].copy_from_slice(&part.place.height.to_be_bytes());
                let rest = content.get(8..13).unwrap_or_default();
                header.iter_mut().skip(8).zip(rest).for_each(|(to, from)| *to = *from);
                chunk(&kind, &header);
            }
            // Which are about colours; an orientation is that of the whole picture.
            b"PLTE" | b"tRNS" | b"cICP" | b"iCCP" | b"sRGB" | b"gAMA" | b"cHRM" | b"sBIT" => {
                chunk(&kind, content);
            }
            _ => {}
        }
    }
    for Chunk { kind, content, range } in chunks(bytes, part.data.clone()) {
        let data = match &kind {
            b"IDAT" => content,
            b"fdAT" => content.get(NUMBER..).unwrap_or_default(),
            _ => continue,
        };
        let stored = bytes.get(range.clone()).and_then(|chunk| chunk.last_chunk::<4>());
        let is_whole = range.len() == content.len() + FRAME;
        if is_whole && stored != Some(&checksum(&kind, content).to_be_bytes()) {
            return Err(expand::broken(Format::Png, "the checksum of a frame's data is wrong"));
        }
        chunk(b"IDAT", data);
    }
    chunk(b"IEND", &[]);
    Ok(())
}

pub(in super::super) fn checksum(kind: &[u8; 4], content: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(content);
    sum.sum()
}
