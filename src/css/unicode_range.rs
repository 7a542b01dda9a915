//! `unicode-range`: the characters a face is used for.
//! <https://drafts.csswg.org/css-fonts-4/#unicode-range-desc>

use std::fmt;

/// The last code point of Unicode.
const LAST: u32 = 0x10_FFFF;
/// The most ranges of one list; real ones have some dozens.
const MAX_RANGES: usize = 4096;

/// First and last character of each range, as they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnicodeRanges(Vec<(u32, u32)>);

impl UnicodeRanges {
    /// Reads a list; `None` when `text` is none.
    pub fn parse(text: &str) -> Option<Self> {
        let ranges: Option<Vec<_>> =
            text.split(',').take(MAX_RANGES + 1).map(|part| range(part.trim())).collect();
        ranges.filter(|ranges| ranges.len() <= MAX_RANGES).map(Self)
    }

    /// Whether it leaves no character out.
    pub fn is_all(&self) -> bool {
        self.0.iter().any(|&(first, last)| first == 0 && last == LAST)
    }

    /// Whether a character is in one of them.
    pub fn contain(&self, character: char) -> bool {
        let code = u32::from(character);
        self.0.iter().any(|&(first, last)| (first..=last).contains(&code))
    }
}

/// <https://drafts.csswg.org/css-syntax-3/#urange>
fn range(text: &str) -> Option<(u32, u32)> {
    let digits = text.strip_prefix(['u', 'U'])?.strip_prefix('+')?;
    let (first, last) = match digits.split_once('-') {
        Some((first, last)) => (hex(first)?, hex(last)?),
        None => {
            let known = digits.trim_end_matches('?');
            let filled = |digit| known.to_owned() + &str::repeat(digit, digits.len() - known.len());
            (hex(&filled("0"))?, hex(&filled("F"))?)
        }
    };
    (first <= last && last <= LAST).then_some((first, last))
}

fn hex(digits: &str) -> Option<u32> {
    let fits = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    fits.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

impl fmt::Display for UnicodeRanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, &(first, last)) in self.0.iter().enumerate() {
            write!(f, "{}U+{first:X}", if i == 0 { "" } else { ", " })?;
            if last > first {
                write!(f, "-{last:X}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_written() {
        for (text, css) in [
            ("U+26", "U+26"),
            ("u+0-7f", "U+0-7F"),
            (" U+4?? ,U+1F600-1F64F", "U+400-4FF, U+1F600-1F64F"),
            ("U+??", "U+0-FF"),
            ("U+0-10FFFF", "U+0-10FFFF"),
        ] {
            assert_eq!(UnicodeRanges::parse(text).unwrap().to_string(), css);
        }
        for text in [
            "",
            "26",
            "U+",
            "U+7F-0",
            "U+110000",
            "U+G",
            "U+4?4",
            "U+1-2?",
            "U+1,",
            "U+1234567",
            "U++1",
        ] {
            assert_eq!(UnicodeRanges::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn characters_are_found() {
        let ranges = UnicodeRanges::parse("U+41-43, U+4E??").unwrap();
        assert!("AC一".chars().all(|c| ranges.contain(c)));
        assert!(!"D@あ".chars().any(|c| ranges.contain(c)));
        assert!(!ranges.is_all() && UnicodeRanges::parse("U+0-10FFFF").unwrap().is_all());
    }
}
