//! A colour as it was written: numbers of its own space.

use std::fmt::{self, Write as _};

use super::space::{Space, Values};
use crate::css::number;
use crate::paint::Color;

/// A colour with the space it was written in. Drawing uses [`to_paint`](Self::to_paint), reading a style back
/// [`to_css`](Self::to_css).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpecifiedColor {
    pub(super) space: Space,
    /// 0 where a component is missing.
    pub(super) values: Values,
    /// Which of them are the keyword `none`.
    pub(super) missing: [bool; 3],
    /// 0 to 1; 0 where it is missing.
    pub(super) alpha: f32,
    pub(super) alpha_is_missing: bool,
}

/// A chroma up to this is that of a grey, whose hue says nothing.
const GREY_CHROMA: f32 = 0.04;
/// Far beyond what any pixel holds.
const LARGEST: f32 = 1e6;
/// Brings ties that f32 misses by a rounding error back up, as Chromium has them.
const TIE_SLACK: f32 = 1e-7;

impl SpecifiedColor {
    /// With what the space says of its numbers: lightness has bounds, and chroma is not negative. A mix of huge numbers
    /// may be no number; what is read as 0 then, a hue and all of Lab and its like, is 0 at once.
    pub(super) fn new(space: Space, components: [Option<f32>; 3], alpha: Option<f32>) -> Self {
        let (white, hue) = (space.white(), space.hue());
        let mut values: [f32; 3] = std::array::from_fn(|i| {
            let value = components[i].unwrap_or(0.0);
            if value.is_nan() && (white.is_some() || hue == Some(i)) { 0.0 } else { value }
        });
        if let Some(white) = white {
            values[0] = within(values[0], white);
        }
        if space.is_lch() {
            values[1] = values[1].max(0.0);
        }
        Self {
            space,
            values,
            missing: components.map(|v| v.is_none()),
            alpha: within(alpha.unwrap_or(0.0), 1.0),
            alpha_is_missing: alpha.is_none(),
        }
    }

    /// An opaque colour of sRGB bytes.
    pub(super) fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self::new(Space::Rgb, [r, g, b].map(|v| Some(f32::from(v))), Some(1.0))
    }

    /// Its three numbers, where there are any.
    pub(super) fn components(&self) -> [Option<f32>; 3] {
        std::array::from_fn(|i| (!self.missing[i]).then_some(self.values[i]))
    }

    pub(super) fn alpha(&self) -> Option<f32> {
        (!self.alpha_is_missing).then_some(self.alpha)
    }

    /// The same colour in another space. Missing components become 0, and the hue of greys is missing.
    /// <https://drafts.csswg.org/css-color-4/#powerless>
    pub(super) fn converted(&self, space: Space) -> Self {
        if self.space == space {
            return *self;
        }
        let values = self.space.convert(space, self.values);
        let is_grey = match space {
            Space::Hsl => values[1] == 0.0,
            Space::Hwb => values[1] + values[2] >= 1.0,
            _ => values[1] <= GREY_CHROMA,
        };
        let missing = std::array::from_fn(|i| is_grey && space.hue() == Some(i));
        Self { space, values, missing, ..*self }
    }

    /// `rgb()` and its like, hexadecimal and named colours, and not what is computed from them.
    pub fn is_legacy(&self) -> bool {
        self.space.is_legacy()
    }

    /// Gradients of nothing but such colours are mixed in sRGB.
    pub fn mixes_in_srgb(&self) -> bool {
        self.is_legacy() && self.missing == [false; 3] && !self.alpha_is_missing
    }

    /// What drawing uses: bytes of `rgb()` and its like. Numbers that are not finite are brought into range.
    pub fn to_paint(&self) -> Color {
        if self.space == Space::Rgb {
            let [r, g, b] = self.unbounded().bytes();
            return Color::rgba(r, g, b, self.alpha);
        }
        self.unbounded()
    }

    fn unbounded(&self) -> Color {
        let [r, g, b] = self
            .space
            .convert(Space::Srgb, self.values)
            .map(|v| if v.is_nan() { 0.0 } else { v.clamp(-LARGEST, LARGEST) });
        Color { r, g, b, a: 1.0 }.with_alpha(self.alpha)
    }

    /// The text that reading a style back gives: `#rrggbb` or `rgba()` for legacy colours, else the function
    /// of the space.
    /// <https://html.spec.whatwg.org/multipage/infrastructure.html#serialisation-of-a-color>
    pub fn to_css(&self) -> String {
        if self.is_legacy() { self.legacy_css() } else { self.to_string() }
    }

    fn legacy_css(&self) -> String {
        let color = self.to_paint();
        let alpha = color.alpha_u8();
        if alpha == 255 {
            return color.to_css();
        }
        let slack = if self.space == Space::Rgb { 0.0 } else { TIE_SLACK };
        let slackened =
            Color { r: color.r + slack, g: color.g + slack, b: color.b + slack, ..color };
        slackened.to_css()
    }
}

/// From 0 to `most`; what is not a number is 0.
fn within(value: f32, most: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, most) }
}

/// <https://drafts.csswg.org/css-color-4/#serializing-color-values>
impl fmt::Display for SpecifiedColor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.space.name();
        match self.space.white() {
            Some(_) => write!(f, "{name}(")?,
            None => write!(f, "color({name} ")?,
        }
        for (i, component) in self.components().into_iter().enumerate() {
            f.write_str(if i == 0 { "" } else { " " })?;
            write_component(f, component)?;
        }
        if self.alpha != 1.0 {
            f.write_str(" / ")?;
            write_component(f, self.alpha())?;
        }
        f.write_char(')')
    }
}

fn write_component(f: &mut fmt::Formatter<'_>, component: Option<f32>) -> fmt::Result {
    match component {
        None => f.write_str("none"),
        Some(v) if v.is_nan() => f.write_str("calc(NaN)"),
        Some(v) if v.is_infinite() => {
            f.write_str(if v > 0.0 { "calc(infinity)" } else { "calc(-infinity)" })
        }
        Some(v) => f.write_str(&number::six_digits(f64::from(v))),
    }
}
