//! The text of an SVG file, inflated where it is gzip data, within bounds.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use resvg::usvg::roxmltree::{Document, Error as Cause, ParsingOptions};

use super::super::{Format, Limits, expand};
use crate::error::{Error, Result};
use crate::mem::Charge;

/// How far the root element's tag is looked for: editors put comments, metadata and entity
/// declarations before it, but not this many.
const PREFIX: usize = 64 << 10;
/// XML nodes, of which many are text and comments, for each that `maxSvgNodes` allows.
const XML_NODES: u64 = 2;
/// What a possible node takes. A text of 100,000 `rect`s takes 1.1 KB for each in the XML tree, in
/// `usvg`'s copy and as a path; [`node_limit`] counts four for each.
const NODE: u64 = 288;
/// The most attributes of one element. The parser compares each with all before it; drawing programs
/// write some 50.
const MAX_ATTRIBUTES: u32 = 256;

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
        let inflated = String::from_utf8(inflate(bytes, limits, scratch)?);
        Cow::Owned(inflated.map_err(|error| not_text(error.utf8_error()))?)
    } else {
        limits.check_svg_bytes(bytes.len() as u64)?;
        Cow::Borrowed(str::from_utf8(bytes).map_err(not_text)?)
    };
    let need = scratch.bytes() as u64 + u64::from(node_limit(&text, limits)) * NODE;
    scratch.resize(limits.check_scratch(need)?)?;
    Ok(text)
}

/// Inflates all members. The length that gzip data gives in its last four bytes refuses bombs at once;
/// should it lie, the text grows, as charged, to the bound and no further.
fn inflate(bytes: &[u8], limits: &Limits, scratch: &mut Charge) -> Result<Vec<u8>> {
    let said = bytes.last_chunk().map_or(0, |tail| u32::from_le_bytes(*tail) as usize);
    limits.check_svg_bytes(said as u64)?;
    let most = usize::try_from(limits.max_svg_bytes).unwrap_or(usize::MAX).saturating_add(1);
    let mut decoder = MultiGzDecoder::new(bytes);
    let mut inflated = Vec::new();
    let mut room = said + 1;
    loop {
        scratch.resize(scratch.bytes() + room)?;
        inflated.reserve_exact(room);
        let read = decoder.by_ref().take(room as u64).read_to_end(&mut inflated);
        let read =
            read.map_err(|cause| expand::broken(Format::Svg, format!("its gzip data: {cause}")))?;
        limits.check_svg_bytes(inflated.len() as u64)?;
        if read < room {
            return Ok(inflated);
        }
        room = inflated.len().min(most - inflated.len());
    }
}

/// Parses the XML. Nested elements are no recursion there, and entities are bounded: ten levels, 255
/// references in one, and the nodes they may add.
pub(super) fn document<'a>(text: &'a str, limits: &Limits) -> Result<Document<'a>> {
    if most_attributes(text) > MAX_ATTRIBUTES {
        let message = format!(
            "an element of the SVG picture has more than the {MAX_ATTRIBUTES} attributes allowed"
        );
        return Err(Error::limit(message));
    }
    let nodes_limit = node_limit(text, limits);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..Default::default() };
    Document::parse_with_options(text, options).map_err(|cause| match cause {
        Cause::NodesLimitReached if u64::from(nodes_limit) == most_nodes(limits) => {
            limits.out_of_svg_nodes()
        }
        cause => expand::broken(Format::Svg, cause),
    })
}

/// The most attributes that any tag has, told by their `=`. A tag begins at any `<`, in which case what
/// comments and entities hold counts as well: no value holds a `<`.
fn most_attributes(text: &str) -> u32 {
    let (mut most, mut count) = (0, 0);
    let mut is_in_tag = false;
    let mut quote = None;
    for byte in text.bytes() {
        match byte {
            b'<' => (is_in_tag, quote, count) = (true, None, 0),
            _ if !is_in_tag => {}
            _ if quote.is_some() => quote = quote.filter(|&open| open != byte),
            b'"' | b'\'' => quote = Some(byte),
            b'>' => is_in_tag = false,
            b'=' => {
                count += 1;
                most = most.max(count);
            }
            _ => {}
        }
    }
    most
}

/// The most nodes a text may have: each `<` starts or ends at most one node and one text after it;
/// entities may double that.
fn node_limit(text: &str, limits: &Limits) -> u32 {
    let marks = text.bytes().filter(|&byte| byte == b'<').count();
    u32::try_from(most_nodes(limits).min(marks as u64 * 4 + 64)).unwrap_or(u32::MAX)
}

/// The most XML nodes of any text.
fn most_nodes(limits: &Limits) -> u64 {
    limits.max_svg_nodes.saturating_mul(XML_NODES).saturating_add(64)
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

    #[test]
    fn attributes_are_counted() {
        assert_eq!(most_attributes("<a b=''>c=d=e=f</a><g h='=' i=\"'=>\" j = 'k'/>"), 3);
        assert_eq!(most_attributes("<!ENTITY a \"<b '\"><c d='' e='' f=''/>"), 3);
        let many = |count: usize| format!("<svg{}/>", " a=''".repeat(count));
        assert!(
            document(&many(257), &Limits::default())
                .unwrap_err()
                .message()
                .contains("256 attributes")
        );
        assert!(
            document(&many(256), &Limits::default()).unwrap_err().message().contains("decoded")
        );
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
        let honest = gzip(&vec![b' '; Limits::default().max_svg_bytes as usize + 1]);
        let error = text(&honest, &Limits::default(), &mut scratch).unwrap_err();
        assert!(error.message().contains("maxSvgBytes allows 33554432"), "{error}");
        assert_eq!(ledger.snapshot().peak, 0);
        // The last member's length is all that the file's end tells.
        let mut lying = honest;
        lying.extend(gzip(b" "));
        ledger.set_budget(8 << 20);
        let error = text(&lying, &Limits::default(), &mut scratch).unwrap_err();
        assert!(error.message().contains("budget"), "{error}");
        assert!(whole(&lying).unwrap_err().message().contains("maxSvgBytes allows 33554432"));
    }

    #[test]
    fn text_must_be_utf8_but_a_prefix_may_end_anywhere() {
        assert!(whole(b"<svg>\xff</svg>").is_err());
        assert_eq!(prefix(b"\xEF\xBB\xBF<svg>\xC3"), Some(Cow::Borrowed("<svg>")));
        assert_eq!(prefix(b"\xff\xfe<\0s\0"), None);
    }
}
