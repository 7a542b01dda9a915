//! Brackets, commas and stops of Chinese and Japanese that follow each other lose the blank half between
//! them, as `text-spacing-trim: normal` has it.
//! <https://drafts.csswg.org/css-text-4/#text-spacing-trim-property>

use std::ops::Range;

/// Which half of a full-width character is blank.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    Left,
    Right,
    Both,
    Neither,
}

fn blank_of(character: char) -> Blank {
    match character {
        '（' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' | '［'
        | '｛' | '｟' => Blank::Left,
        '）' | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟'
        | '］' | '｝' | '｠' | '、' | '。' | '，' | '．' => Blank::Right,
        '\u{3000}' | '・' => Blank::Both,
        _ => Blank::Neither,
    }
}

/// The bytes of the characters that are to be half as wide.
pub(super) fn halved(text: &str) -> Vec<Range<usize>> {
    let mut halved = Vec::new();
    let mut last = (0..0, Blank::Neither);
    for (at, character) in text.char_indices() {
        let range = at..at + character.len_utf8();
        let blank = blank_of(character);
        match (last.1, blank) {
            (Blank::Left | Blank::Right | Blank::Both, Blank::Left) => halved.push(range.clone()),
            (Blank::Right, Blank::Right | Blank::Both) => halved.push(last.0),
            _ => {}
        }
        last = (range, blank);
    }
    halved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_blank_half_stays_between_two() {
        let halves = |text: &str| -> Vec<String> {
            halved(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(halves("、。「」"), ["、", "「"]);
        assert_eq!(halves("「「あ」」。"), ["「", "」", "」"]);
        assert_eq!(halves("「あ」い、う"), [""; 0]);
        assert_eq!(halves("。・「"), ["。", "「"]);
        assert_eq!(halves("(a) [b]."), [""; 0]);
    }
}
