//! Which installed face is the best for a character that no other font has.

use std::cmp::Ordering;

use super::emoji::is_coloured;
use super::matching::{Distance, Wanted};
use super::names::folded;
use super::system::SystemFace;
use crate::css::{Family, FontShorthand, Generic};

/// Families made for reading, by how their names begin; all others, which may be made for anything, come after.
const KNOWN: &[&str] = &[
    "noto",
    "dejavu",
    "liberation",
    "segoe ui",
    "arial",
    "helvetica",
    "pingfang",
    "hiragino",
    "microsoft",
    "yu gothic",
    "malgun",
    "nirmala",
    "leelawadee",
    "source han",
    "wenquanyi",
    "droid",
    "times",
    "courier",
    "apple",
    "freesans",
    "freeserif",
    "freemono",
    "unifont",
];
/// Families whose every glyph is a box.
const BOXES: &[&str] = &["last resort", "lastresort", ".lastresort", "adobe blank"];

/// What kind of letters a name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sans,
    Serif,
    Mono,
}

impl Kind {
    fn of_name(folded_name: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| folded_name.contains(word));
        if has(&["mono", "courier", "consolas", "menlo"]) {
            Self::Mono
        } else if !has(&["sans"]) && has(&["serif", "times", "georgia", "roman", "song", "ming"]) {
            Self::Serif
        } else {
            Self::Sans
        }
    }

    fn of_font(font: &FontShorthand) -> Self {
        let generic = font.families.iter().rev().find_map(|family| match family {
            Family::Generic(Generic::Serif | Generic::UiSerif | Generic::Fangsong) => {
                Some(Self::Serif)
            }
            Family::Generic(Generic::Monospace | Generic::UiMonospace) => Some(Self::Mono),
            Family::Generic(_) => Some(Self::Sans),
            Family::Named(_) => None,
        });
        generic.unwrap_or(Self::Sans)
    }
}

/// What decides between faces that may have a character.
pub(super) struct Preference<'a> {
    in_colours: bool,
    kind: Kind,
    wanted: &'a Wanted,
}

/// Less is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rank {
    steps: [usize; 4],
    distance: Distance,
}

impl<'a> Preference<'a> {
    pub(super) fn new(character: char, font: &FontShorthand, wanted: &'a Wanted) -> Self {
        Self { in_colours: is_coloured(character), kind: Kind::of_font(font), wanted }
    }

    pub(super) fn rank(&self, face: &SystemFace) -> Rank {
        let name = folded(face.names.first().unwrap_or_default());
        let distance = Distance::new(&face.capabilities, self.wanted);
        self.rank_of(&name, face.is_coloured, distance)
    }

    fn rank_of(&self, folded_name: &str, is_coloured: bool, distance: Distance) -> Rank {
        let begins = |list: &[&str]| list.iter().position(|start| folded_name.starts_with(start));
        let steps = [
            usize::from(begins(BOXES).is_some()),
            usize::from(is_coloured != self.in_colours),
            usize::from(Kind::of_name(folded_name) != self.kind),
            begins(KNOWN).unwrap_or(KNOWN.len()),
        ];
        Rank { steps, distance }
    }
}

impl Rank {
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.steps.cmp(&other.steps).then_with(|| self.distance.order(&other.distance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::css::font;
    use crate::css::{FaceStyle, Span};
    use crate::text::matching::Capabilities;

    fn sorted(
        character: char,
        text: &str,
        faces: &[(&'static str, bool, f32)],
    ) -> Vec<&'static str> {
        let font = font::parse(text).unwrap();
        let wanted = Wanted::of(&font);
        let preference = Preference::new(character, &font, &wanted);
        let mut ranked: Vec<_> = faces
            .iter()
            .map(|&(name, coloured, weight)| {
                let (weight, stretch) = (Span::at(weight), Span::at(100.0));
                let face = Capabilities { weight, stretch, style: FaceStyle::UPRIGHT };
                (preference.rank_of(&folded(name), coloured, Distance::new(&face, &wanted)), name)
            })
            .collect();
        ranked.sort_by(|a, b| a.0.order(&b.0));
        ranked.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn readable_faces_come_first_and_boxes_last() {
        let faces = [
            ("Last Resort", false, 400.0),
            ("Blackletter", false, 400.0),
            ("Noto Sans CJK Bold", false, 700.0),
            ("Noto Color Emoji", true, 400.0),
            ("Noto Serif CJK", false, 400.0),
            ("Noto Sans CJK", false, 400.0),
        ];
        let first = |character, text| sorted(character, text, &faces)[0];
        assert_eq!(first('一', "10px sans-serif"), "Noto Sans CJK");
        assert_eq!(first('一', "bold 10px x"), "Noto Sans CJK Bold");
        assert_eq!(first('一', "10px x, serif"), "Noto Serif CJK");
        assert_eq!(first('😀', "10px serif"), "Noto Color Emoji");
        assert_eq!(sorted('一', "10px x", &faces).last(), Some(&"Last Resort"));
    }

    #[test]
    fn kinds_are_told_by_name() {
        assert_eq!(Kind::of_name("dejavu sans mono"), Kind::Mono);
        assert_eq!(Kind::of_name("ms sans serif"), Kind::Sans);
        assert_eq!(Kind::of_name("dejavu serif"), Kind::Serif);
    }
}
