//! WOFF and WOFF2: fonts packed for the web. <https://www.w3.org/TR/WOFF/> <https://www.w3.org/TR/WOFF2/>
//!
//! What a file says it unpacks to is added up and charged before anything is unpacked; the decoder holds itself
//! to those lengths.

use std::sync::Arc;

use crate::error::{Error, Result, guard};
use crate::mem::{Kind, Ledger};

/// The most bytes a font may unpack to; also the decoder's own limit for WOFF2.
const MAX_UNPACKED: u64 = 128 * 1024 * 1024;
/// A deflate stream can't give more bytes than this for each of its own.
const MAX_DEFLATE_RATIO: u64 = 1032;
/// More than this for each byte is no font, says the decoder's author after 14,000 of them.
const MAX_BROTLI_RATIO: u64 = 100;

/// WOFF2's tables that are packed unless they say otherwise, by their index in the list of known tags.
const GLYF: u8 = 10;
const LOCA: u8 = 11;

/// Whether the bytes begin as such a font.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes.first_chunk(), Some(b"wOFF" | b"wOF2"))
}

/// The TrueType or OpenType font inside.
pub(super) fn unpack(bytes: &[u8], ledger: &Arc<Ledger>) -> Result<Vec<u8>> {
    let is_first = bytes.starts_with(b"wOFF");
    let sizes = if is_first { woff_sizes(bytes) } else { woff2_sizes(bytes) };
    let sizes =
        sizes.ok_or_else(|| Error::decode("the WOFF font's list of tables is cut short"))?;
    let ratio = if is_first { MAX_DEFLATE_RATIO } else { MAX_BROTLI_RATIO };
    let most = MAX_UNPACKED.min(bytes.len() as u64 * ratio);
    if sizes.stream > most || sizes.font > MAX_UNPACKED {
        let said = sizes.stream.max(sizes.font);
        return Err(Error::decode(format!(
            "{} bytes of a WOFF font can't hold the {said} bytes they say they do",
            bytes.len()
        )));
    }
    let working = usize::try_from(sizes.stream + sizes.font).unwrap_or(usize::MAX);
    let _working = ledger.charge(Kind::Scratch, working)?;
    guard("unpacking the font", || {
        let unpacked =
            if is_first { wuff::decompress_woff1(bytes) } else { wuff::decompress_woff2(bytes) };
        unpacked.map_err(|_| Error::decode("the WOFF font can't be unpacked: its data is damaged"))
    })
    .map_err(|error| Error::decode(error.message()))
}

/// What unpacking takes, as the list of tables has it.
#[derive(Debug, PartialEq)]
struct Sizes {
    /// Bytes that come out of the streams.
    stream: u64,
    /// Bytes of the font's tables.
    font: u64,
}

fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let word = bytes.get(at..)?.first_chunk()?;
    Some(u64::from(u32::from_be_bytes(*word)))
}

fn table_count(bytes: &[u8]) -> Option<usize> {
    let count = bytes.get(12..)?.first_chunk()?;
    Some(usize::from(u16::from_be_bytes(*count)))
}

/// <https://www.w3.org/TR/WOFF/#TableDirectory>
fn woff_sizes(bytes: &[u8]) -> Option<Sizes> {
    const HEADER: usize = 44;
    const ENTRY: usize = 20;
    let lengths = (0..table_count(bytes)?).map(|i| word(bytes, HEADER + i * ENTRY + 12));
    let font = lengths.sum::<Option<u64>>()?;
    Some(Sizes { stream: font, font })
}

/// <https://www.w3.org/TR/WOFF2/#table_dir_format>
fn woff2_sizes(bytes: &[u8]) -> Option<Sizes> {
    const HEADER: usize = 48;
    const OTHER_TAG: u8 = 63;
    let mut rest = bytes.get(HEADER..)?;
    let mut sizes = Sizes { stream: 0, font: 0 };
    for _ in 0..table_count(bytes)? {
        let (&flags, after) = rest.split_first()?;
        rest = after;
        let (tag, version) = (flags & 63, flags >> 6);
        if tag == OTHER_TAG {
            rest = rest.get(4..)?;
        }
        let length = base_128(&mut rest)?;
        let is_packed = match tag {
            GLYF | LOCA => version != 3,
            _ => version != 0,
        };
        sizes.stream += if is_packed { base_128(&mut rest)? } else { length };
        sizes.font += length;
    }
    Some(sizes)
}

/// <https://www.w3.org/TR/WOFF2/#UIntBase128>
fn base_128(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for _ in 0..5 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value = value << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::text::testing;

    /// The bundled font as WOFF, its tables as they are.
    fn stored() -> Vec<u8> {
        let font = testing::BUNDLED;
        let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
        let start = 44 + 20 * count;
        let mut woff = b"wOFF".to_vec();
        woff.extend_from_slice(&font[..4]);
        let total = (start + font.len()) as u32;
        woff.extend_from_slice(&total.to_be_bytes());
        woff.extend_from_slice(&[font[4], font[5], 0, 0]);
        woff.extend_from_slice(&(font.len() as u32).to_be_bytes());
        woff.resize(44, 0);
        for entry in font[12..].chunks_exact(16).take(count) {
            let word = |at: usize| u32::from_be_bytes(entry[at..at + 4].try_into().unwrap());
            woff.extend_from_slice(&entry[..4]);
            for word in [word(8) + start as u32, word(12), word(12), word(4)] {
                woff.extend_from_slice(&word.to_be_bytes());
            }
        }
        woff.extend_from_slice(font);
        woff
    }

    static WOFF2: &[u8] = include_bytes!("../../__test__/fixtures/fonts/letters.woff2");

    fn has_letters(bytes: Vec<u8>) -> bool {
        let file = crate::text::FontFile::new(bytes, &Ledger::new()).unwrap();
        crate::text::Face::parse_one(&file, 0).unwrap().has('A')
    }

    #[test]
    fn packed_fonts_are_unpacked_and_charged() {
        assert!(has_letters(stored()) && has_letters(WOFF2.to_vec()));
        let ledger = Ledger::new();
        let font = unpack(WOFF2, &ledger).unwrap();
        assert!(font.len() > WOFF2.len());
        assert_eq!((ledger.live(), ledger.snapshot().peak > font.len()), (0, true));
        ledger.set_budget(WOFF2.len());
        assert_eq!(unpack(WOFF2, &ledger).unwrap_err().kind(), ErrorKind::Limit);
    }

    #[test]
    fn lists_of_tables_are_added_up() {
        let sizes = woff_sizes(&stored()).unwrap();
        assert!(sizes.font <= testing::BUNDLED.len() as u64);
        let sizes = woff2_sizes(WOFF2).unwrap();
        assert!(sizes.font >= sizes.stream && sizes.stream > WOFF2.len() as u64);
    }

    #[test]
    fn bombs_are_refused_before_they_go_off() {
        let ledger = Ledger::new();
        let mut woff = stored();
        woff[44 + 12..44 + 16].fill(0xFF);
        let error = unpack(&woff, &ledger).unwrap_err();
        assert!(error.message().contains("can't hold"), "{error}");
        let mut woff2 = WOFF2[..48].to_vec();
        woff2[12..14].copy_from_slice(&[0, 1]);
        // A table of 2 GB.
        woff2.extend_from_slice(&[1, 0x87, 0xFF, 0xFF, 0xFF, 0x7F]);
        let error = unpack(&woff2, &ledger).unwrap_err();
        assert!(error.message().contains("can't hold"), "{error}");
        assert_eq!(ledger.snapshot().peak, 0);
    }

    #[test]
    fn damaged_fonts_do_no_harm() {
        let ledger = Ledger::new();
        for font in [stored(), WOFF2.to_vec()] {
            for i in 0..60 {
                assert!(unpack(&font[..(font.len() - 1) * i / 60], &ledger).is_err());
            }
            let step = (font.len() / 200).max(1);
            for at in (0..font.len().min(300)).chain((300..font.len()).step_by(step)) {
                let mut damaged = font.clone();
                damaged[at] ^= 0x41;
                if let Ok(unpacked) = unpack(&damaged, &ledger) {
                    assert!(unpacked.len() < 4 << 20);
                }
            }
        }
        assert_eq!(ledger.live(), 0);
    }
}
