//! Numbers that are too large to draw with.
//!
//! `usvg` turns an arc into the more curves the larger it is, three million for the largest radius there
//! is, and strokes every path to know its bounds. What is beyond [`LARGEST`] is refused before.

use resvg::usvg::roxmltree::{Document, Node};

use super::super::{Format, expand};
use crate::error::Result;

/// No drawing has coordinates beyond it; an arc of it becomes less than a hundred curves.
const LARGEST: f64 = 1e10;

/// Refuses a document with larger numbers in paths and strokes.
pub(super) fn check(document: &Document<'_>) -> Result<()> {
    if document.descendants().any(has_larger) {
        return Err(expand::broken(Format::Svg, "a path or stroke has numbers beyond 1e10"));
    }
    Ok(())
}

fn has_larger(node: Node<'_, '_>) -> bool {
    let is_sheet =
        node.is_text() && node.parent().is_some_and(|one| one.tag_name().name() == "style");
    let in_sheet = is_sheet && node.text().is_some_and(|text| is_larger(text, false));
    in_sheet
        || node.attributes().any(|attribute| match attribute.name() {
            "d" => is_larger(attribute.value(), true),
            "points" | "r" | "rx" | "ry" | "style" | "stroke-width" | "stroke-dasharray" => {
                is_larger(attribute.value(), false)
            }
            _ => false,
        })
}

/// Whether a text has a larger number; not in the midst of words, unless these are commands.
fn is_larger(text: &str, after_letters: bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut last = b' ';
    while let Some(&byte) = bytes.get(at) {
        let starts = byte.is_ascii_digit() || byte == b'.';
        let is_word = !after_letters && (last.is_ascii_alphanumeric() || b"#_/+=".contains(&last));
        if !starts || is_word {
            last = byte;
            at += 1;
            continue;
        }
        let length = number_length(&bytes[at..]);
        if text
            .get(at..at + length)
            .and_then(|t| t.parse::<f64>().ok())
            .is_some_and(|n| n > LARGEST)
        {
            return true;
        }
        at += length.max(1);
        last = b' ';
    }
    false
}

/// How many bytes the number at the beginning has, without a sign.
fn number_length(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_found_wherever_paths_have_them() {
        for larger in ["1e11", "-1E+38", "M0 0A1e30 5", "5.5.5e20", "99999999999", "0,1e999"] {
            assert!(is_larger(larger, true), "{larger}");
        }
        for fine in ["", ".", "...", "1e10", "1e-38", "9999999999.9", "M1 2e5L-3e-400", "1e", "é1"]
        {
            assert!(!is_larger(fine, true), "{fine}");
        }
    }

    #[test]
    fn words_and_colours_are_no_numbers() {
        for fine in ["#1e2020", "url(#a1e30)", "x1e30", "data:;base64,A+1e30/1e40="] {
            assert!(!is_larger(fine, false), "{fine}");
        }
        assert!(is_larger("stroke-width:1e38", false) && is_larger("5,1e38px", false));
    }

    #[test]
    fn a_document_is_refused() {
        let refused = |body: &str| {
            let text = format!("<svg>{body}</svg>");
            check(&Document::parse(&text).unwrap()).is_err()
        };
        assert!(refused("<path d='M0 0A1e38 1e38 0 1 1 5 5'/>"));
        assert!(refused("<circle r='1e38'/>") && refused("<g style='stroke-width: 1e38'/>"));
        assert!(refused("<style>g { stroke-dasharray: 1e38 1 }</style>"));
        assert!(!refused("<g id='1e38' fill='#1e3800'/><path d='M0 0L5 5'/>"));
    }
}
