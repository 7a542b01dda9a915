//! Puts a text of several directions into the order it is read from left to right.
//! <https://www.unicode.org/reports/tr9/>

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};

/// A part of the text that runs in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DirectionalRun {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Its first character is the rightmost one.
    pub(super) is_rtl: bool,
}

/// The runs from left to right; none of an empty text.
pub(super) fn visual_runs(text: &str, is_rtl: bool) -> Vec<DirectionalRun> {
    if text.is_empty() {
        return Vec::new();
    }
    if !is_rtl && !text.chars().any(may_run_left) {
        return vec![DirectionalRun { range: 0..text.len(), is_rtl: false }];
    }
    let base = if is_rtl { Level::rtl() } else { Level::ltr() };
    let info = ParagraphBidiInfo::new(text, Some(base));
    let (levels, runs) = info.visual_runs(0..text.len());
    let directed = |range: Range<usize>| {
        let is_rtl = levels.get(range.start).is_some_and(Level::is_rtl);
        DirectionalRun { range, is_rtl }
    };
    runs.into_iter().map(directed).collect()
}

/// Letters of scripts that run left, and the characters that ask for it. A text without them runs right
/// as a whole; most do, so it is asked first.
fn may_run_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}' | '\u{2068}'
            | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(text: &str, is_rtl: bool) -> Vec<(&str, bool)> {
        let runs = visual_runs(text, is_rtl);
        runs.into_iter().map(|run| (&text[run.range], run.is_rtl)).collect()
    }

    #[test]
    fn runs_come_from_left_to_right() {
        assert_eq!(order("", true), []);
        assert_eq!(order("abc é 中文", false), [("abc é 中文", false)]);
        assert_eq!(order("ab שלום cd", false), [("ab ", false), ("שלום", true), (" cd", false)]);
        assert_eq!(order("ab שלום cd", true), [("cd", false), (" שלום ", true), ("ab", false)]);
        assert_eq!(order("abc!", true), [("!", true), ("abc", false)]);
        // Digits run right inside of Hebrew.
        assert_eq!(order("שנת 1948", true), [("1948", false), ("שנת ", true)]);
    }

    #[test]
    fn marks_override_letters() {
        assert_eq!(order("\u{202E}abc", false), [("\u{202E}", false), ("abc", true)]);
        let runs = visual_runs("a\u{2067}b\u{2069}c", false);
        assert!(runs.iter().all(|run| !run.range.is_empty()));
    }

    /// Whatever is hidden in [`may_run_left`] from the algorithm must not matter to it.
    #[test]
    fn the_short_way_is_right() {
        for character in '\0'..=char::MAX {
            if may_run_left(character) {
                continue;
            }
            let text = character.to_string();
            let info = ParagraphBidiInfo::new(&text, Some(Level::ltr()));
            let any = info.levels.iter().any(Level::is_rtl);
            assert!(!any, "{:x}", character as u32);
        }
    }
}
