//! Where a text may be broken into lines.
//! <https://www.unicode.org/reports/tr14/>

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A place between two characters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineBreak {
    /// UTF-16 code units before it.
    pub at: u32,
    /// The line ends here, however short it is.
    pub is_forced: bool,
}

/// The places in order; the last is the end of the text, unless that is empty. The end is forced only after a
/// line feed or its like.
pub fn line_breaks(text: &str) -> Vec<LineBreak> {
    let (mut bytes, mut units) = (0, 0);
    let ends_line =
        text.ends_with(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']);
    let place = |(byte, opportunity): (usize, BreakOpportunity)| {
        let passed = text.get(bytes..byte).unwrap_or_default();
        units += passed.chars().map(char::len_utf16).sum::<usize>();
        bytes = byte;
        let is_forced =
            opportunity == BreakOpportunity::Mandatory && (byte < text.len() || ends_line);
        // A text is at most some megabytes long.
        LineBreak { at: units as u32, is_forced }
    };
    if text.is_empty() { Vec::new() } else { linebreaks(text).map(place).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(u32, bool)> {
        line_breaks(text).into_iter().map(|b| (b.at, b.is_forced)).collect()
    }

    #[test]
    fn breaks_are_after_spaces_and_hyphens_and_between_ideographs() {
        assert_eq!(places(""), []);
        assert_eq!(places("ab cd-ef"), [(3, false), (6, false), (8, false)]);
        assert_eq!(places("a\u{A0}b (c)"), [(4, false), (7, false)]);
        assert_eq!(places("日本。"), [(1, false), (3, false)]);
    }

    #[test]
    fn line_feeds_are_forced() {
        assert_eq!(places("a\r\nb\n"), [(3, true), (5, true)]);
        assert_eq!(places("\n"), [(1, true)]);
    }

    #[test]
    fn places_are_counted_in_utf_16() {
        assert_eq!(places("😀😀 é"), [(2, false), (5, false), (6, false)]);
    }
}
