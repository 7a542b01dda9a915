//! `rgb()`, `hsl()`, `hwb()`, `lab()`, `lch()`, `oklab()`, `oklch()`, `color()` and `alpha()`, relative colours
//! included. <https://drafts.csswg.org/css-color-5/#relative-colors>

use super::space::Space;
use super::{SpecifiedColor, take_at};
use crate::css::token::{Token, Tokens};
use crate::css::value::{self, Known, Quantity, Unit};

/// The names of a space's components, and of how much each is 100%.
struct Channels {
    names: [&'static str; 3],
    whole: [f64; 3],
}

fn channels(space: Space) -> Channels {
    let (names, whole) = match space {
        Space::Rgb => (["r", "g", "b"], [255.0; 3]),
        Space::Hsl => (["h", "s", "l"], [0.0, 100.0, 100.0]),
        Space::Hwb => (["h", "w", "b"], [0.0, 100.0, 100.0]),
        Space::Lab => (["l", "a", "b"], [100.0, 125.0, 125.0]),
        Space::Oklab => (["l", "a", "b"], [1.0, 0.4, 0.4]),
        Space::Lch => (["l", "c", "h"], [100.0, 150.0, 0.0]),
        Space::Oklch => (["l", "c", "h"], [1.0, 0.4, 0.0]),
        Space::XyzD50 | Space::XyzD65 => (["x", "y", "z"], [1.0; 3]),
        _ => (["r", "g", "b"], [1.0; 3]),
    };
    Channels { names, whole }
}

/// The rest of the function `name` (in lower case), whose opening parenthesis is taken.
pub(super) fn take(name: &str, tokens: &mut Tokens<'_>, depth: u32) -> Option<SpecifiedColor> {
    let space = match name {
        "rgb" | "rgba" => Some(Space::Rgb),
        "hsl" | "hsla" => Some(Space::Hsl),
        "hwb" => Some(Space::Hwb),
        "lab" => Some(Space::Lab),
        "lch" => Some(Space::Lch),
        "oklab" => Some(Space::Oklab),
        "oklch" => Some(Space::Oklch),
        "color" => None,
        _ => return None,
    };
    let origin = if tokens.take_ident("from") { Some(take_at(tokens, depth + 1)?) } else { None };
    let space = match space {
        Some(space) => space,
        None => {
            let Token::Ident(name) = tokens.next()? else { return None };
            Space::predefined(&name.to_ascii_lowercase())?
        }
    };
    Reader::new(space, origin).color(tokens)
}

/// The rest of `alpha( from <color> / <alpha-value> )`.
/// <https://drafts.csswg.org/css-color-5/#relative-alpha>
pub(super) fn take_alpha(tokens: &mut Tokens<'_>, depth: u32) -> Option<SpecifiedColor> {
    if !tokens.take_ident("from") {
        return None;
    }
    let is_current = matches!(tokens.peek(), Some(Token::Ident(name)) if name.eq_ignore_ascii_case("currentcolor"));
    let origin = take_at(tokens, depth + 1)?;
    let reader = Reader::new(origin.space, Some(origin));
    if !tokens.take(&Token::Other('/')) {
        return None;
    }
    let alpha = reader.alpha(tokens)?;
    let color =
        SpecifiedColor { alpha: alpha.unwrap_or(0.0), alpha_is_missing: alpha.is_none(), ..origin };
    // A legacy colour has no word for what is missing, and the current one is none.
    let leaves = is_current || (color.is_legacy() && alpha.is_none());
    tokens.take_close().then(|| if leaves { color.converted(Space::Srgb) } else { color })
}

/// What stands between a colour function's parentheses.
struct Reader {
    space: Space,
    channels: Channels,
    /// In the space of the function.
    origin: Option<SpecifiedColor>,
}

/// Three components, and whether commas separate them.
struct Components {
    legacy: bool,
    list: [Option<Quantity>; 3],
}

impl Reader {
    fn new(space: Space, origin: Option<SpecifiedColor>) -> Self {
        let origin = origin.map(|color| color.converted(space));
        Self { space, channels: channels(space), origin }
    }

    fn color(&self, tokens: &mut Tokens<'_>) -> Option<SpecifiedColor> {
        let components = self.components(tokens)?;
        let separator = if components.legacy { Token::Comma } else { Token::Other('/') };
        let alpha = if tokens.take(&separator) {
            self.alpha(tokens)?
        } else {
            Some(self.origin.map_or(1.0, |origin| origin.alpha))
        };
        let fits = !components.legacy || self.may_be_legacy(&components.list, alpha);
        if !fits || !tokens.take_close() {
            return None;
        }
        let [a, b, c] = [0, 1, 2].map(|i| self.resolved(i, components.list[i]));
        Some(self.finished([a?, b?, c?], alpha))
    }

    /// `1, 2, 3` or `1 2 3`.
    fn components(&self, tokens: &mut Tokens<'_>) -> Option<Components> {
        let first = self.component(tokens, 0)?;
        let legacy = self.origin.is_none() && tokens.take(&Token::Comma);
        let second = self.component(tokens, 1)?;
        if legacy && !tokens.take(&Token::Comma) {
            return None;
        }
        Some(Components { legacy, list: [first, second, self.component(tokens, 2)?] })
    }

    /// The outer `None` is an error, the inner one the keyword `none`.
    fn component(&self, tokens: &mut Tokens<'_>, index: usize) -> Option<Option<Quantity>> {
        if let Some(Token::Ident(name)) = tokens.peek() {
            tokens.next();
            if name.eq_ignore_ascii_case("none") {
                return Some(None);
            }
            let value = self.named(&name)?;
            let is_hue = self.space.hue() == Some(index);
            return Some(Some(Quantity::new(
                value,
                if is_hue { Unit::ANGLE } else { Unit::NUMBER },
            )));
        }
        self.quantity(tokens).map(Some)
    }

    fn quantity(&self, tokens: &mut Tokens<'_>) -> Option<Quantity> {
        let units = |unit: &str| {
            // Nobody's font or page has a size here, as in Chromium.
            value::percent(unit)
                .or_else(|| value::angle(unit))
                .or_else(|| value::length(unit, 0.0, 0.0))
                .or_else(|| value::page_length(unit, 0.0, 0.0))
                .or_else(|| value::other_dimension(unit))
        };
        value::take_quantity(tokens, Known { units: &units, names: &|name| self.named(name) })
    }

    /// A component of the origin colour by its name, in the numbers the function takes.
    fn named(&self, name: &str) -> Option<f64> {
        let origin = self.origin.as_ref()?;
        if name.eq_ignore_ascii_case("alpha") {
            return Some(f64::from(origin.alpha));
        }
        let index = self.channels.names.iter().position(|n| name.eq_ignore_ascii_case(n))?;
        let value = f64::from(origin.values[index]);
        Some(if self.is_part(index) { value * 100.0 } else { value })
    }

    /// A part of 100 that is held as one of 1.
    fn is_part(&self, index: usize) -> bool {
        matches!(self.space, Space::Hsl | Space::Hwb) && index > 0
    }

    /// <https://drafts.csswg.org/css-color-4/#typedef-legacy-rgb-syntax>: three numbers or three percentages;
    /// hsl() wants the percent signs.
    fn may_be_legacy(&self, list: &[Option<Quantity>; 3], alpha: Option<f32>) -> bool {
        if list.contains(&None) || alpha.is_none() {
            return false;
        }
        let percents = list
            .iter()
            .flatten()
            .skip(self.space.hue().map_or(0, |_| 1))
            .map(|q| q.unit == Unit::PERCENT);
        match self.space {
            Space::Rgb => matches!(percents.filter(|is| *is).count(), 0 | 3),
            Space::Hsl => percents.into_iter().all(|is| is),
            _ => false,
        }
    }

    /// The outer `None` is an error: a number as it is or a percentage of the whole; `none` stays.
    fn resolved(&self, index: usize, component: Option<Quantity>) -> Option<Option<f32>> {
        let Some(Quantity { value, unit }) = component else { return Some(None) };
        if self.space.hue() == Some(index) {
            let is_angle = matches!(unit, Unit::NUMBER | Unit::ANGLE);
            return is_angle.then(|| Some(self.hue(value, unit)));
        }
        let number = match unit {
            Unit::NUMBER => value,
            Unit::PERCENT if value.is_nan() => 0.0,
            Unit::PERCENT => value / 100.0 * self.channels.whole[index],
            _ => return None,
        };
        Some(Some(self.adjusted(index, number)))
    }

    /// From 0 up to 360. What has no place on the circle is 0, but numbers of lch() and oklch() end at the
    /// largest in Chromium.
    fn hue(&self, value: f64, unit: Unit) -> f32 {
        let clamps = self.space.is_lch() && unit == Unit::NUMBER;
        let degrees = match value {
            v if v.is_nan() || (v.is_infinite() && !clamps) => 0.0,
            v => v.clamp(f64::MIN, f64::MAX),
        };
        ((degrees % 360.0 + 360.0) % 360.0) as f32
    }

    /// Bounds of the legacy spaces, which relative colours don't have.
    fn adjusted(&self, index: usize, value: f64) -> f32 {
        let is_relative = self.origin.is_some();
        let scaled = if self.is_part(index) { value / 100.0 } else { value };
        match self.space {
            _ if scaled.is_nan() && self.space.is_legacy() => 0.0,
            Space::Rgb if !is_relative => scaled.clamp(0.0, 255.0) as f32,
            Space::Hsl if !is_relative => scaled.clamp(0.0, 1.0) as f32,
            Space::Rgb | Space::Hsl => (scaled as f32).clamp(f32::MIN, f32::MAX),
            _ => scaled as f32,
        }
    }

    /// The outer `None` is an error, the inner one the keyword `none`.
    fn alpha(&self, tokens: &mut Tokens<'_>) -> Option<Option<f32>> {
        if tokens.take_ident("none") {
            return Some(None);
        }
        let Quantity { value, unit } = match tokens.peek() {
            Some(Token::Ident(name)) => {
                tokens.next();
                Quantity::number(self.named(&name)?)
            }
            _ => self.quantity(tokens)?,
        };
        let alpha = match unit {
            Unit::NUMBER => value,
            Unit::PERCENT => value / 100.0,
            _ => return None,
        };
        Some(Some(value::within(alpha, 0.0, 1.0) as f32))
    }

    fn finished(&self, components: [Option<f32>; 3], alpha: Option<f32>) -> SpecifiedColor {
        if self.origin.is_none() {
            return SpecifiedColor::new(self.space, components, alpha);
        }
        if self.space == Space::Rgb {
            // The same numbers, so that what is missing stays so.
            let parts = components.map(|c| c.map(|v| (f64::from(v) / 255.0) as f32));
            return SpecifiedColor::new(Space::Srgb, parts, alpha);
        }
        let color = SpecifiedColor::new(self.space, components, alpha);
        if self.space.is_legacy() { color.converted(Space::Srgb) } else { color }
    }
}
