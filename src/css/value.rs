//! Numbers with their units, written out or computed by [`math`](super::math) functions.
//!
//! `color`, `font`, `spacing` and `filter` say which units they know.

use super::math;
use super::token::{Token, Tokens};

/// What a number counts: the power of each kind of unit. Only math has other powers than 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    percent: i8,
    angle: i8,
    length: i8,
    time: i8,
    frequency: i8,
    resolution: i8,
}

impl Unit {
    pub(super) const NUMBER: Self =
        Self { percent: 0, angle: 0, length: 0, time: 0, frequency: 0, resolution: 0 };
    pub(super) const PERCENT: Self = Self { percent: 1, ..Self::NUMBER };
    /// In degrees.
    pub(super) const ANGLE: Self = Self { angle: 1, ..Self::NUMBER };
    /// In CSS pixels.
    pub(super) const LENGTH: Self = Self { length: 1, ..Self::NUMBER };
    /// In seconds.
    const TIME: Self = Self { time: 1, ..Self::NUMBER };
    /// In hertz.
    const FREQUENCY: Self = Self { frequency: 1, ..Self::NUMBER };
    /// In dots a CSS pixel.
    const RESOLUTION: Self = Self { resolution: 1, ..Self::NUMBER };

    /// Of a product; `None` for powers that nobody means.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        self.combined(other, i8::checked_add)
    }

    /// Of a quotient.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        self.combined(other, i8::checked_sub)
    }

    fn combined(self, other: Self, with: impl Fn(i8, i8) -> Option<i8>) -> Option<Self> {
        Some(Self {
            percent: with(self.percent, other.percent)?,
            angle: with(self.angle, other.angle)?,
            length: with(self.length, other.length)?,
            time: with(self.time, other.time)?,
            frequency: with(self.frequency, other.frequency)?,
            resolution: with(self.resolution, other.resolution)?,
        })
    }
}

/// A number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) value: f64,
    pub(super) unit: Unit,
}

impl Quantity {
    pub(super) const fn new(value: f64, unit: Unit) -> Self {
        Self { value, unit }
    }

    pub(super) const fn number(value: f64) -> Self {
        Self::new(value, Unit::NUMBER)
    }

    /// Its value, if it counts nothing.
    pub(super) fn plain(self) -> Option<f64> {
        (self.unit == Unit::NUMBER).then_some(self.value)
    }
}

/// What the reader of a quantity knows.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// Tells what one of a unit is worth: `deg` is 1 of [`Unit::ANGLE`]. Gets lower case, and `%`.
    pub(super) units: &'a dyn Fn(&str) -> Option<Quantity>,
    /// Numbers with a name that math may use, in any case.
    pub(super) names: &'a dyn Fn(&str) -> Option<f64>,
}

impl<'a> Known<'a> {
    /// Units and no names.
    pub(super) fn units(units: &'a dyn Fn(&str) -> Option<Quantity>) -> Self {
        Self { units, names: &|_| None }
    }
}

/// Takes a number, percentage, known dimension or math function.
pub(super) fn take_quantity(tokens: &mut Tokens<'_>, known: Known<'_>) -> Option<Quantity> {
    match tokens.next()? {
        Token::Function(name) => math::take(&name.to_ascii_lowercase(), tokens, known),
        token => written(&token, known),
    }
}

/// What one token says.
pub(super) fn written(token: &Token<'_>, known: Known<'_>) -> Option<Quantity> {
    let (value, one) = match token {
        Token::Number(value) => return Some(Quantity::number(*value)),
        Token::Percent(value) => (*value, (known.units)("%")?),
        Token::Dimension(value, unit) => (*value, (known.units)(&unit.to_ascii_lowercase())?),
        _ => return None,
    };
    Some(Quantity::new(value * one.value, one.unit))
}

/// Brought into bounds; what is not a number is the lower one.
pub(super) fn within(value: f64, low: f64, high: f64) -> f64 {
    if value.is_nan() { low } else { value.clamp(low, high) }
}

/// The percent sign.
pub(super) fn percent(unit: &str) -> Option<Quantity> {
    (unit == "%").then_some(Quantity::new(1.0, Unit::PERCENT))
}

/// Worth of the angle units. <https://drafts.csswg.org/css-values-4/#angles>
pub(super) fn angle(unit: &str) -> Option<Quantity> {
    let degrees = match unit {
        "deg" => 1.0,
        "grad" => 0.9,
        "rad" => 1f64.to_degrees(),
        "turn" => 360.0,
        _ => return None,
    };
    Some(Quantity::new(degrees, Unit::ANGLE))
}

/// Units that no value has in the end, but math may divide by each other.
pub(super) fn other_dimension(unit: &str) -> Option<Quantity> {
    Some(match unit {
        "s" => Quantity::new(1.0, Unit::TIME),
        "ms" => Quantity::new(0.001, Unit::TIME),
        "hz" => Quantity::new(1.0, Unit::FREQUENCY),
        "khz" => Quantity::new(1000.0, Unit::FREQUENCY),
        "dppx" | "x" => Quantity::new(1.0, Unit::RESOLUTION),
        "dpi" => Quantity::new(1.0 / 96.0, Unit::RESOLUTION),
        "dpcm" => Quantity::new(2.54 / 96.0, Unit::RESOLUTION),
        _ => return None,
    })
}

/// Pixels of one of a length unit, for a font of `em` pixels in a document of `rem`. Where a font would
/// have to be asked, the stand-ins of the standard are used: half an em for `ex` and `ch`, an em for
/// `cap` and `ic`. <https://drafts.csswg.org/css-values-4/#lengths>
pub(super) fn length(unit: &str, em: f64, rem: f64) -> Option<Quantity> {
    let px = match unit {
        "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "em" | "ic" | "cap" => em,
        "rem" | "ric" | "rcap" => rem,
        "ex" | "ch" => em / 2.0,
        "rex" | "rch" => rem / 2.0,
        _ => return None,
    };
    Some(Quantity::new(px, Unit::LENGTH))
}

/// The height of a line of text in ems, which `lh` refers to: about that of the usual fonts.
const LINE_HEIGHT: f64 = 1.15;

/// The units of a page: a viewport and containers, which are 0 where there is none as on Chromium's
/// `OffscreenCanvas`, and lines.
pub(super) fn page_length(unit: &str, em: f64, rem: f64) -> Option<Quantity> {
    let px = match unit {
        "lh" => em * LINE_HEIGHT,
        "rlh" => rem * LINE_HEIGHT,
        "cqw" | "cqh" | "cqi" | "cqb" | "cqmin" | "cqmax" => 0.0,
        _ => {
            let of_viewport = unit.trim_start_matches(['s', 'l', 'd']);
            let is_known = matches!(of_viewport, "vw" | "vh" | "vi" | "vb" | "vmin" | "vmax");
            (is_known && unit.len() - of_viewport.len() <= 1).then_some(0.0)?
        }
    };
    Some(Quantity::new(px, Unit::LENGTH))
}
