//! Cuts a text into runs of one script.
//! <https://www.unicode.org/reports/tr24/#Common>

use std::ops::Range;

use unicode_script::{Script, ScriptExtension, UnicodeScript};

/// Opening brackets that are remembered; deeper ones take the script around them.
const MAX_DEPTH: usize = 32;

/// The runs in order, without gaps; none of an empty text. Characters of no script of their own, such as
/// spaces and digits, belong to what is before them, at the start to what comes after; a closing bracket
/// to what its opening one belongs to.
pub(super) fn runs(text: &str) -> Vec<(Range<usize>, Script)> {
    let mut runs = Vec::new();
    let mut run = Run { start: 0, scripts: common() };
    let mut brackets: Vec<(char, ScriptExtension)> = Vec::new();
    for (at, character) in text.char_indices() {
        let mut scripts = character.script_extension();
        if let Some(opening) = opening_of(character)
            && let Some(depth) = brackets.iter().rposition(|(open, _)| *open == opening)
        {
            scripts = brackets.drain(depth..).next().map_or(scripts, |(_, scripts)| scripts);
        }
        run.take(at, scripts, &mut runs);
        if is_opening(character) && brackets.len() < MAX_DEPTH {
            brackets.push((character, run.scripts));
        }
    }
    if !text.is_empty() {
        runs.push((run.start..text.len(), run.script()));
    }
    runs
}

struct Run {
    start: usize,
    /// What every character so far may belong to.
    scripts: ScriptExtension,
}

impl Run {
    fn take(
        &mut self,
        at: usize,
        scripts: ScriptExtension,
        runs: &mut Vec<(Range<usize>, Script)>,
    ) {
        if is_neutral(&scripts) {
            return;
        }
        let shared = self.scripts.intersection(scripts);
        if is_neutral(&self.scripts) {
            self.scripts = scripts;
        } else if !shared.is_empty() || (self.scripts.is_empty() && scripts.is_empty()) {
            // Two of an unknown script share none but stay together.
            self.scripts = shared;
        } else {
            runs.push((self.start..at, self.script()));
            *self = Self { start: at, scripts };
        }
    }

    /// Of several, the first by the Unicode order of scripts.
    fn script(&self) -> Script {
        self.scripts.iter().next().unwrap_or(Script::Common)
    }
}

fn common() -> ScriptExtension {
    ScriptExtension::from(Script::Common)
}

fn is_neutral(scripts: &ScriptExtension) -> bool {
    scripts.is_common() || scripts.is_inherited()
}

/// The brackets of Latin and of Chinese text.
const BRACKETS: [(char, char); 13] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('«', '»'),
    ('‘', '’'),
    ('“', '”'),
    ('‹', '›'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
];

fn is_opening(character: char) -> bool {
    BRACKETS.iter().any(|(open, _)| *open == character)
}

fn opening_of(character: char) -> Option<char> {
    BRACKETS.iter().find(|(_, close)| *close == character).map(|(open, _)| *open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Script)> {
        runs(text).into_iter().map(|(range, script)| (&text[range], script)).collect()
    }

    #[test]
    fn neutral_characters_join_their_neighbours() {
        use Script::*;
        assert_eq!(cut(""), []);
        assert_eq!(cut("12 !"), [("12 !", Common)]);
        assert_eq!(cut("1. abc, \u{301}"), [("1. abc, \u{301}", Latin)]);
        assert_eq!(cut("abc. где 1"), [("abc. ", Latin), ("где 1", Cyrillic)]);
        assert_eq!(cut("שלום abc"), [("שלום ", Hebrew), ("abc", Latin)]);
    }

    #[test]
    fn brackets_belong_together() {
        use Script::*;
        assert_eq!(cut("ab (где) cd"), [("ab (", Latin), ("где", Cyrillic), (") cd", Latin)]);
        assert_eq!(cut("где) cd"), [("где) ", Cyrillic), ("cd", Latin)]);
        let deep = "(".repeat(1000) + "a" + &")".repeat(1000);
        assert_eq!(cut(&deep).len(), 1);
    }

    #[test]
    fn scripts_that_share_characters_share_runs() {
        use Script::*;
        // The long vowel mark is for Hiragana and Katakana, the danda for many scripts of India.
        assert_eq!(cut("ラーメン"), [("ラーメン", Katakana)]);
        assert_eq!(cut("らーめん"), [("らーめん", Hiragana)]);
        assert_eq!(cut("नमस्ते।"), [("नमस्ते।", Devanagari)]);
    }
}
