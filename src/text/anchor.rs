//! Where a text lies about the point it is drawn at.
//! <https://html.spec.whatwg.org/multipage/canvas.html#text-preparation-algorithm>

use super::Extents;
use crate::geom::Point;
use crate::paint::Keyword;

/// `textAlign`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextAlign {
    /// The side where the direction starts.
    #[default]
    Start,
    /// The side where the direction ends.
    End,
    /// The point is at the left end.
    Left,
    /// The point is at the right end.
    Right,
    /// The point is in the middle.
    Center,
}

impl Keyword for TextAlign {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Start, "start"),
        (Self::End, "end"),
        (Self::Left, "left"),
        (Self::Right, "right"),
        (Self::Center, "center"),
    ];
}

/// `textBaseline`: the line of the font that the point is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextBaseline {
    /// Top of the em square.
    Top,
    /// Where Indic letters hang from.
    Hanging,
    /// Middle of the em square.
    Middle,
    /// Where Latin letters stand on.
    #[default]
    Alphabetic,
    /// Where Chinese characters stand on.
    Ideographic,
    /// Bottom of the em square.
    Bottom,
}

impl Keyword for TextBaseline {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Top, "top"),
        (Self::Hanging, "hanging"),
        (Self::Middle, "middle"),
        (Self::Alphabetic, "alphabetic"),
        (Self::Ideographic, "ideographic"),
        (Self::Bottom, "bottom"),
    ];
}

/// `direction`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
    /// That of the canvas element; without one, left to right.
    #[default]
    Inherit,
}

impl Keyword for Direction {
    const TABLE: &'static [(Self, &'static str)] =
        &[(Self::Ltr, "ltr"), (Self::Rtl, "rtl"), (Self::Inherit, "inherit")];
}

impl TextBaseline {
    /// How far this line is above the alphabetic one.
    pub fn height(self, extents: &Extents) -> f64 {
        match self {
            Self::Top => extents.em_ascent,
            Self::Hanging => extents.hanging,
            Self::Middle => (extents.em_ascent - extents.em_descent) / 2.0,
            Self::Alphabetic => 0.0,
            Self::Ideographic => extents.ideographic,
            Self::Bottom => -extents.em_descent,
        }
    }
}

impl TextAlign {
    /// How far the left end of a text of this width is to the right of its anchor.
    pub fn offset(self, width: f64, direction: Direction) -> f64 {
        let rtl = direction == Direction::Rtl;
        match self {
            Self::Left => 0.0,
            Self::Right => -width,
            Self::Center => -width / 2.0,
            Self::Start => if rtl { Self::Right } else { Self::Left }.offset(width, direction),
            Self::End => if rtl { Self::Left } else { Self::Right }.offset(width, direction),
        }
    }
}

/// From the anchor to the left end of the alphabetic baseline.
pub(super) fn origin(
    width: f64,
    extents: &Extents,
    align: TextAlign,
    baseline: TextBaseline,
    direction: Direction,
) -> Point {
    Point::new(align.offset(width, direction), baseline.height(extents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        assert_eq!(TextAlign::TABLE.len(), 5);
        assert_eq!(TextBaseline::TABLE.len(), 6);
        for (i, (value, name)) in TextBaseline::TABLE.iter().enumerate() {
            assert_eq!((TextBaseline::parse(name), *value as usize), (Some(*value), i));
        }
        for (i, (value, name)) in TextAlign::TABLE.iter().enumerate() {
            assert_eq!((TextAlign::parse(name), *value as usize), (Some(*value), i));
        }
        for (i, (value, name)) in Direction::TABLE.iter().enumerate() {
            assert_eq!((Direction::parse(name), *value as usize), (Some(*value), i));
        }
    }

    #[test]
    fn start_and_end_follow_the_direction() {
        use Direction::{Inherit, Ltr, Rtl};
        let at = |align: TextAlign, direction| align.offset(10.0, direction);
        assert_eq!([at(TextAlign::Start, Ltr), at(TextAlign::Start, Rtl)], [0.0, -10.0]);
        assert_eq!([at(TextAlign::End, Ltr), at(TextAlign::End, Rtl)], [-10.0, 0.0]);
        assert_eq!([at(TextAlign::Start, Inherit), at(TextAlign::Center, Rtl)], [0.0, -5.0]);
        assert_eq!([at(TextAlign::Left, Rtl), at(TextAlign::Right, Ltr)], [0.0, -10.0]);
    }

    #[test]
    fn baselines_from_top_to_bottom() {
        let extents = Extents {
            ascent: 10.0,
            descent: 4.0,
            em_ascent: 9.0,
            em_descent: 3.0,
            hanging: 8.0,
            ideographic: -4.0,
        };
        let heights: Vec<f64> =
            TextBaseline::TABLE.iter().map(|(baseline, _)| baseline.height(&extents)).collect();
        assert_eq!(heights, [9.0, 8.0, 3.0, 0.0, -4.0, -3.0]);
    }
}
