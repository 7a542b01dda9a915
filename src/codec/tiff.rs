//! What is read of a TIFF file's first directory here: the colour profile, which the `image` crate's reader would keep as
//! a list of values, 32 bytes for each of its own; and whether strips have the bytes that they must, because for what is
//! not compressed that reader takes what follows a strip for its rest.
//!
//! Classic files only: of those with 64-bit offsets nothing is found.

use super::{Format, expand};
use crate::error::Result;

/// Tags of the directory.
const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const BITS: u16 = 258;
const COMPRESSION: u16 = 259;
const SAMPLES: u16 = 277;
const ROWS_PER_STRIP: u16 = 278;
const STRIP_BYTES: u16 = 279;
const PLANAR: u16 = 284;
/// `InterColorProfile`, as ISO 12639 calls it.
const PROFILE: u16 = 34_675;
/// The types of single bytes: `BYTE` and `UNDEFINED`.
const BYTES: [u16; 2] = [1, 7];
/// An entry's tag, type, count and value.
const ENTRY: usize = 12;

/// The numbers of a file in its own order of bytes.
#[derive(Clone, Copy)]
struct File<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { bytes, is_big_endian: false }),
            b"MM\0*" => Some(Self { bytes, is_big_endian: true }),
            _ => None,
        }
    }

    fn u16(self, at: usize) -> Option<u16> {
        let two = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big_endian { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    fn u32(self, at: usize) -> Option<usize> {
        let four = *self.bytes.get(at..)?.first_chunk()?;
        let number =
            if self.is_big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
        usize::try_from(number).ok()
    }

    /// Where the last entry with that tag is, which is the one that counts for the `image` crate.
    fn entry(self, tag: u16) -> Option<usize> {
        let directory = self.u32(4)?;
        let first = directory.checked_add(2)?;
        (0..usize::from(self.u16(directory)?))
            .rev()
            .map(|i| first.saturating_add(i * ENTRY))
            .find(|&at| self.u16(at) == Some(tag))
    }
}

/// The numbers that an entry has, which are of 16 or 32 bits.
#[derive(Clone, Copy)]
struct Numbers<'a> {
    file: File<'a>,
    is_short: bool,
    count: usize,
    at: usize,
}

impl<'a> File<'a> {
    fn numbers(self, tag: u16) -> Option<Numbers<'a>> {
        let entry = self.entry(tag)?;
        let (kind, count) = (self.u16(entry.checked_add(2)?)?, self.u32(entry.checked_add(4)?)?);
        let (is_short, size) = match kind {
            3 => (true, 2),
            4 => (false, 4),
            _ => return None,
        };
        let value = entry.checked_add(8)?;
        // Up to four bytes stand where the offset of more would.
        let at = if count.checked_mul(size)? <= 4 { value } else { self.u32(value)? };
        Some(Numbers { file: self, is_short, count, at })
    }

    fn number(self, tag: u16) -> Option<usize> {
        self.numbers(tag)?.get(0)
    }
}

impl Numbers<'_> {
    fn get(self, i: usize) -> Option<usize> {
        if i >= self.count {
            return None;
        }
        let at = self.at.checked_add(i.checked_mul(if self.is_short { 2 } else { 4 })?)?;
        if self.is_short { self.file.u16(at).map(usize::from) } else { self.file.u32(at) }
    }
}

/// Refuses a page whose strips, not compressed, say that they have fewer bytes than their rows.
pub(super) fn check_strips(bytes: &[u8]) -> Result<()> {
    let Some((number, needed, said)) = File::open(bytes).and_then(short_strip) else {
        return Ok(());
    };
    let cause = format!("strip {number} has {said} bytes of the {needed} that its rows take");
    Err(expand::broken(Format::Tiff, cause))
}

/// The first strip that is too short: which one it is, the bytes it needs and those it says it has.
fn short_strip(file: File<'_>) -> Option<(usize, usize, usize)> {
    let counts = file.numbers(STRIP_BYTES)?;
    if file.number(COMPRESSION).unwrap_or(1) != 1 {
        return None;
    }
    let (width, height) = (file.number(WIDTH)?, file.number(HEIGHT)?);
    let samples = match file.number(PLANAR) {
        Some(2) => 1,
        _ => file.number(SAMPLES).unwrap_or(1),
    };
    let bits = file.number(BITS).unwrap_or(1);
    let row = width.checked_mul(samples)?.checked_mul(bits)?.div_ceil(8);
    let rows = file.number(ROWS_PER_STRIP).unwrap_or(height).clamp(1, height.max(1));
    let strips = height.div_ceil(rows);
    // There are no more than the file has room for. Planes one after the other begin anew.
    (0..counts.count.min(file.bytes.len())).find_map(|i| {
        let above = i.checked_rem(strips)?.checked_mul(rows)?;
        let needed = row.checked_mul(rows.min(height.checked_sub(above)?))?;
        counts.get(i).filter(|&said| said < needed).map(|said| (i, needed, said))
    })
}

/// The ICC profile of the first page.
pub(super) fn profile(bytes: &[u8]) -> Option<&[u8]> {
    let file = File::open(bytes)?;
    let entry = file.entry(PROFILE)?;
    if !BYTES.contains(&file.u16(entry.checked_add(2)?)?) {
        return None;
    }
    let (length, at) = (file.u32(entry.checked_add(4)?)?, file.u32(entry.checked_add(8)?)?);
    bytes.get(at..at.checked_add(length)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One entry of four bytes or more, and those bytes behind it.
    fn file(is_big_endian: bool, kind: u16, length: u32) -> Vec<u8> {
        let two = |v: u16| if is_big_endian { v.to_be_bytes() } else { v.to_le_bytes() };
        let four = |v: u32| if is_big_endian { v.to_be_bytes() } else { v.to_le_bytes() };
        let mark: &[u8] = if is_big_endian { b"MM\0*" } else { b"II*\0" };
        [
            mark,
            &four(8),
            &two(1),
            &two(PROFILE),
            &two(kind),
            &four(length),
            &four(26),
            &four(0),
            b"profile",
        ]
        .concat()
    }

    #[test]
    fn a_profile_is_found_in_both_orders_of_bytes() {
        for is_big_endian in [false, true] {
            assert_eq!(profile(&file(is_big_endian, 7, 7)), Some(&b"profile"[..]));
            assert_eq!(profile(&file(is_big_endian, 1, 3)), Some(&b"pro"[..]));
        }
    }

    /// A directory of 32-bit numbers.
    fn directory(entries: &[(u16, u32)]) -> Vec<u8> {
        let mut bytes = [&b"II*\0\x08\0\0\0"[..], &[entries.len() as u8, 0]].concat();
        for (tag, value) in entries {
            bytes.extend(
                [&tag.to_le_bytes()[..], &[4, 0, 1, 0, 0, 0], &value.to_le_bytes()].concat(),
            );
        }
        bytes
    }

    #[test]
    fn strips_have_the_bytes_of_their_rows() {
        let page = |compression, bytes| {
            directory(&[
                (WIDTH, 5),
                (HEIGHT, 3),
                (BITS, 4),
                (COMPRESSION, compression),
                (SAMPLES, 1),
                (STRIP_BYTES, bytes),
            ])
        };
        assert!(check_strips(&page(1, 9)).is_ok());
        let error = check_strips(&page(1, 8)).unwrap_err();
        assert!(
            error.message().ends_with("strip 0 has 8 bytes of the 9 that its rows take"),
            "{error}"
        );
        assert!(check_strips(&page(5, 8)).is_ok(), "packed, it may have any length");
        let whole = page(1, 8);
        (0..whole.len()).for_each(|length| drop(check_strips(&whole[..length])));
    }

    #[test]
    fn what_is_no_whole_profile_is_none() {
        assert_eq!(profile(&file(false, 3, 7)), None);
        assert_eq!(profile(&file(false, 7, 8)), None);
        assert_eq!(profile(&file(true, 7, u32::MAX)), None);
        let whole = file(false, 7, 7);
        (0..whole.len()).for_each(|length| assert_eq!(profile(&whole[..length]), None));
        let beyond = [&whole[..4], &[0xFF; 4], &whole[8..]].concat();
        assert_eq!(profile(&beyond), None);
    }
}
