//! Mixing two colours.
//! <https://drafts.csswg.org/css-color-4/#interpolation>

use super::SpecifiedColor;
use super::space::{Space, in_circle};

/// Which way around the circle. <https://drafts.csswg.org/css-color-4/#hue-interpolation>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hues {
    Shorter,
    Longer,
    Increasing,
    Decreasing,
}

/// So much of the way from one colour to another, in a space.
pub(super) fn mix(
    space: Space,
    hues: Hues,
    [mut a, mut b]: [SpecifiedColor; 2],
    part: f32,
) -> SpecifiedColor {
    (a, b) = (prepared(&a, space), prepared(&b, space));
    complete(&mut a, b);
    complete(&mut b, a);
    let components = std::array::from_fn(|i| {
        // Either both are missing or none.
        if a.missing[i] {
            return None;
        }
        if space.hue() == Some(i) {
            return Some(between_hues(a.values[i], b.values[i], part, hues));
        }
        Some(between(a.values[i] * a.weight(), b.values[i] * b.weight(), part))
    });
    let alpha = (!a.alpha_is_missing).then(|| between(a.alpha, b.alpha, part));
    let divisor = alpha.filter(|&alpha| alpha != 0.0).unwrap_or(1.0);
    let is_hue = |i: usize| space.hue() == Some(i);
    let mut index = 0;
    let straight = components.map(|v: Option<f32>| {
        index += 1;
        v.map(|v| if is_hue(index - 1) { v } else { v / divisor })
    });
    SpecifiedColor::new(space, straight, alpha)
}

impl SpecifiedColor {
    /// What components are multiplied by before they are mixed.
    fn weight(&self) -> f32 {
        if self.alpha_is_missing { 1.0 } else { self.alpha }
    }
}

/// In the space, with what was missing and means the same there missing again.
fn prepared(color: &SpecifiedColor, space: Space) -> SpecifiedColor {
    let mut converted = color.converted(space);
    if color.space != space {
        for (i, is_missing) in analogous(color, space).into_iter().enumerate() {
            if is_missing {
                converted.values[i] = 0.0;
                converted.missing[i] = true;
            }
        }
    }
    converted
}

/// <https://drafts.csswg.org/css-color-4/#interpolation-missing>
fn analogous(color: &SpecifiedColor, space: Space) -> [bool; 3] {
    let [first, second, third] = color.missing;
    let from = color.space;
    let is_polar = |space: Space| space.is_lch() || space == Space::Hsl;
    let has_planes = |space: Space| space.white().is_none() && space.hue().is_none();
    match space {
        _ if has_planes(from) && has_planes(space) => color.missing,
        _ if from.is_lab() && space.is_lab() => color.missing,
        _ if from.is_lch() && space.is_lch() => color.missing,
        // Hue and lightness change places.
        _ if is_polar(from) && is_polar(space) => [third, second, first],
        _ if from.white().is_some() && space.white().is_some() => [first, false, false],
        Space::Hsl if from.is_lab() => [false, false, first],
        _ if from == Space::Hsl && space.is_lab() => [third, false, false],
        Space::Hwb if from == Space::Hsl => [first, false, false],
        Space::Hsl if from == Space::Hwb => [first, false, false],
        _ if from == Space::Hwb && space.is_lch() => [false, false, first],
        _ => [false; 3],
    }
}

/// What is missing in a colour is that of the other one.
fn complete(color: &mut SpecifiedColor, other: SpecifiedColor) {
    for i in 0..3 {
        if color.missing[i] && !other.missing[i] {
            color.values[i] = other.values[i];
            color.missing[i] = false;
        }
    }
    if color.alpha_is_missing && !other.alpha_is_missing {
        color.alpha = other.alpha;
        color.alpha_is_missing = false;
    }
}

fn between(a: f32, b: f32, part: f32) -> f32 {
    (f64::from(a) + f64::from(b - a) * f64::from(part)) as f32
}

fn between_hues(mut a: f32, mut b: f32, part: f32, hues: Hues) -> f32 {
    let way = b - a;
    match hues {
        Hues::Shorter if way > 180.0 => a += 360.0,
        Hues::Shorter if way < -180.0 => b += 360.0,
        Hues::Longer if way > 0.0 && way < 180.0 => a += 360.0,
        Hues::Longer if way > -180.0 && way <= 0.0 => b += 360.0,
        Hues::Increasing if way < 0.0 => b += 360.0,
        Hues::Decreasing if way > 0.0 => a += 360.0,
        _ => {}
    }
    in_circle(between(a, b, part))
}
