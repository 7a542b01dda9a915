//! The text of an SVG file, inflated where it is gzip data, within bounds.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use resvg::usvg::roxmltree::{Document, ParsingOptions};

use super::super::{Format, Limits, expand};
use crate::error::{Error, Result};
use crate::mem::Charge;

/// The most bytes of SVG text, plain or inflated.
pub(super) const MAX_SVG_BYTES: usize = 32 << 20;
/// How far the root element's tag is looked for: editors put comments, metadata and entity
/// declarations before it, but not this many.
const PREFIX: usize = 64 << 10;
/// The most XML nodes, text and comments included.
const MAX_NODES: u32 = 1_000_000;
/// What a possible node takes. A text of 100,000 `rect`s takes 1.1 KB for each in the XML tree, in
/// `usvg`'s copy and as a path; [`node_limit`] counts four for each.
const NODE: u64 = 288;

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B, 8])
}

/// The first part of the text, for the root element's tag; `None` where it is not UTF-8.
pub(super) fn prefix(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if is_gzip(bytes) {
        let mut inflated = Vec::new();
        // What a cut-off stream gave before its end may still hold the tag.
        let _ = MultiGzDecoder::new(bytes).take(PREFIX as u64).read_to_end(&mut inflated);
        return valid_start(&inflated).map(|text| Cow::Owned(text.to_owned()));
    }
    valid_start(bytes.get(..PREFIX).unwrap_or(bytes)).map(Cow::Borrowed)
}

/// The bytes as text, without a byte order mark and without a character that the cut has split.
fn valid_start(bytes: &[u8]) -> Option<&str> {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(&bytes[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    Some(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// The whole text. What it takes beyond `bytes`, and what parsing it will take, is booked on `scratch`
/// before it is taken.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    scratch: &mut Charge,
) -> Result<Cow<'a, str>> {
    let not_text = |_| expand::broken(Format::Svg, "it is not UTF-8 text");
    let text = if is_gzip(bytes) {
        let inflated = String::from_utf8(inflate(bytes, scratch)?);
        Cow::Owned(inflated.map_err(|error| not_text(error.utf8_error()))?)
    } else {
        check_length(bytes.len())?;
        Cow::Borrowed(str::from_utf8(bytes).map_err(not_text)?)
    };
    let need = scratch.bytes() as u64 + u64::from(node_limit(&text)) * NODE;
    scratch.resize(limits.check_scratch(need)?)?;
    Ok(text)
}

fn check_length(bytes: usize) -> Result<()> {
    if bytes <= MAX_SVG_BYTES {
        return Ok(());
    }
    Err(Error::limit(format!("the SVG text is longer than the {MAX_SVG_BYTES} bytes allowed")))
}

/// Inflates all members. The length that gzip data gives in its last four bytes refuses bombs at once;
/// should it lie, the text grows, as charged, to the bound and no further.
fn inflate(bytes: &[u8], scratch: &mut Charge) -> Result<Vec<u8>> {
    let said = bytes.last_chunk().map_or(0, |tail| u32::from_le_bytes(*tail) as usize);
    check_length(said)?;
    let mut decoder = MultiGzDecoder::new(bytes);
    let mut inflated = Vec::new();
    let mut room = said + 1;
    loop {
        scratch.resize(scratch.bytes() + room)?;
        inflated.reserve_exact(room);
        let read = decoder.by_ref().take(room as u64).read_to_end(&mut inflated);
        let read =
            read.map_err(|cause| expand::broken(Format::Svg, format!("its gzip data: {cause}")))?;
        check_length(inflated.len())?;
        if read < room {
            return Ok(inflated);
        }
        room = inflated.len().min(MAX_SVG_BYTES + 1 - inflated.len());
    }
}

/// Parses the XML. Nested elements are no recursion there, and entities are bounded: ten levels, 255
/// references in one, and the nodes they may add.
pub(super) fn document(text: &str) -> Result<Document<'_>> {
    let nodes_limit = node_limit(text);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..Default::default() };
    Document::parse_with_options(text, options).map_err(|cause| expand::broken(Format::Svg, cause))
}

/// The most nodes a text may have: each `<` starts or ends at most one node and one text after it;
/// entities may double that.
fn node_limit(text: &str) -> u32 {
    let marks = text.bytes().filter(|&byte| byte == b'<').count();
    u32::try_from(marks * 4 + 64).unwrap_or(MAX_NODES).min(MAX_NODES)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::mem::{Kind, Ledger};

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn whole(bytes: &[u8]) -> Result<usize> {
        let mut scratch = Ledger::new().charge(Kind::Scratch, 0).unwrap();
        text(bytes, &Limits::default(), &mut scratch).map(|text| text.len())
    }

    #[test]
    fn gzip_data_is_inflated_whole_or_refused() {
        let svg = "<svg>".to_owned() + &" ".repeat(200_000) + "</svg>";
        let gz = gzip(svg.as_bytes());
        assert!(gz.len() < 2000);
        assert_eq!(whole(&gz), Ok(svg.len()));
        assert!(prefix(&gz).unwrap().starts_with("<svg>   "));
        assert!(whole(&gz[..gz.len() - 9]).is_err());
        let mut both = gz.clone();
        both.extend(gzip(b"<!-- more -->"));
        assert_eq!(whole(&both), Ok(svg.len() + 13));
    }

    #[test]
    fn bombs_are_refused_before_they_cost() {
        let ledger = Ledger::new();
        let mut scratch = ledger.charge(Kind::Scratch, 0).unwrap();
        let honest = gzip(&vec![b' '; MAX_SVG_BYTES + 1]);
        let error = text(&honest, &Limits::default(), &mut scratch).unwrap_err();
        assert!(error.message().contains("33554432 bytes allowed"), "{error}");
        assert_eq!(ledger.snapshot().peak, 0);
        // The last member's length is all that the file's end tells.
        let mut lying = honest;
        lying.extend(gzip(b" "));
        ledger.set_budget(8 << 20);
        let error = text(&lying, &Limits::default(), &mut scratch).unwrap_err();
        assert!(error.message().contains("budget"), "{error}");
        assert!(whole(&lying).unwrap_err().message().contains("33554432 bytes allowed"));
    }

    #[test]
    fn text_must_be_utf8_but_a_prefix_may_end_anywhere() {
        assert!(whole(b"<svg>\xff</svg>").is_err());
        assert_eq!(prefix(b"\xEF\xBB\xBF<svg>\xC3"), Some(Cow::Borrowed("<svg>")));
        assert_eq!(prefix(b"\xff\xfe<\0s\0"), None);
    }
}
