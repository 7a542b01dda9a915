//! The `filter` attribute: a list of CSS filter functions, or `none`.
//! <https://drafts.fxtf.org/filter-effects-1/#FilterProperty>
//! <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-filter>
//!
//! A context reads `filter` back as it was set, so nothing is printed here. `url()` is read and has no
//! effect, as in Chromium where the address leads nowhere: there is no document it could lead into.

use super::token::{Token, Tokens};
use super::value::{self, Known, Quantity, Unit};
use super::{color, value::take_quantity};
use crate::geom::Point;
use crate::paint::{Color, Filter, FilterFunction};

/// The most functions one list may have; longer lists do not parse. Real lists have three or four, and
/// each function may cost a pass over the canvas.
const MAX_FUNCTIONS: usize = 32;
/// What `rem` refers to: the font size of a document without styles.
const ROOT_PX: f64 = 16.0;
/// Lengths beyond any canvas, infinity included, count as this, to either side.
const FARTHEST: f64 = 1e9;
/// Factors are not above this, where every colour but black has long reached its limit.
const STRONGEST: f64 = 4096.0;

/// Reads a `filter` value with `em` pixels to the em; `None` when `text` is not one.
pub fn parse(text: &str, em: f64) -> Option<Filter> {
    let mut tokens = Tokens::new(text);
    if takes_none(&mut tokens) {
        return tokens.is_at_end().then(Filter::default);
    }
    let mut functions = Vec::new();
    for _ in 0..MAX_FUNCTIONS {
        functions.extend(function(&mut tokens, em)?);
        if tokens.is_at_end() {
            return Some(Filter::new(functions));
        }
    }
    None
}

fn takes_none(tokens: &mut Tokens<'_>) -> bool {
    let mut ahead = *tokens;
    let found =
        matches!(ahead.next(), Some(Token::Ident(name)) if name.eq_ignore_ascii_case("none"));
    if found {
        *tokens = ahead;
    }
    found
}

/// Takes a function; the inner `None` is one without effect.
/// <https://drafts.fxtf.org/filter-effects-1/#filter-functions>
fn function(tokens: &mut Tokens<'_>, em: f64) -> Option<Option<FilterFunction>> {
    let Token::Function(name) = tokens.next()? else { return None };
    let function = match name.to_ascii_lowercase().as_str() {
        "url" => return tokens.take_url().then_some(None),
        "blur" => FilterFunction::Blur(blur(tokens, em)?),
        "brightness" => FilterFunction::Brightness(amount(tokens, STRONGEST)?),
        "contrast" => FilterFunction::Contrast(amount(tokens, STRONGEST)?),
        "drop-shadow" => drop_shadow(tokens, em)?,
        "grayscale" => FilterFunction::Grayscale(amount(tokens, 1.0)?),
        "hue-rotate" => FilterFunction::HueRotate(hue(tokens)?),
        "invert" => FilterFunction::Invert(amount(tokens, 1.0)?),
        "opacity" => FilterFunction::Opacity(amount(tokens, 1.0)?),
        "saturate" => FilterFunction::Saturate(amount(tokens, STRONGEST)?),
        "sepia" => FilterFunction::Sepia(amount(tokens, 1.0)?),
        _ => return None,
    };
    tokens.take_close().then_some(Some(function))
}

/// An optional number or percentage, 1 when it is left out, and at most `most`.
fn amount(tokens: &mut Tokens<'_>, most: f64) -> Option<f64> {
    if ends(tokens) {
        return Some(1.0);
    }
    let (Quantity { value, unit }, is_computed) = quantity(tokens, &value::percent)?;
    let value = match unit {
        Unit::NUMBER => value,
        Unit::PERCENT => value / 100.0,
        _ => return None,
    };
    not_negative(value, is_computed).map(|value| value.min(most))
}

/// An optional length, 0 when it is left out.
fn blur(tokens: &mut Tokens<'_>, em: f64) -> Option<f64> {
    if ends(tokens) {
        return Some(0.0);
    }
    let (sigma, is_computed) = length(tokens, em)?;
    not_negative(sigma, is_computed)
}

/// `[ <color>? && <length>{2,3} ]`: the offset, then the standard deviation.
fn drop_shadow(tokens: &mut Tokens<'_>, em: f64) -> Option<FilterFunction> {
    let first = color(tokens);
    let (x, _) = length(tokens, em)?;
    let (y, _) = length(tokens, em)?;
    let mut ahead = *tokens;
    let sigma = match length(&mut ahead, em) {
        Some((sigma, is_computed)) => {
            *tokens = ahead;
            not_negative(sigma, is_computed)?
        }
        None => 0.0,
    };
    // Without a colour it is `currentcolor`, which is black where no element has styles.
    let color = first.or_else(|| color(tokens)).unwrap_or(Color::BLACK);
    Some(FilterFunction::DropShadow { offset: Point::new(x, y), sigma, color })
}

fn color(tokens: &mut Tokens<'_>) -> Option<Color> {
    let mut ahead = *tokens;
    let color = color::take(&mut ahead)?;
    *tokens = ahead;
    Some(color.to_paint())
}

/// An optional angle in degrees, 0 when it is left out; 0 needs no unit.
fn hue(tokens: &mut Tokens<'_>) -> Option<f64> {
    if ends(tokens) {
        return Some(0.0);
    }
    let (Quantity { value, unit }, is_computed) = quantity(tokens, &value::angle)?;
    let is_angle = unit == Unit::ANGLE || is_plain_zero(value, unit, is_computed);
    is_angle.then_some(if value.is_finite() { value } else { 0.0 })
}

/// A length in pixels, and whether it was computed; 0 needs no unit.
fn length(tokens: &mut Tokens<'_>, em: f64) -> Option<(f64, bool)> {
    let known = |unit: &str| {
        value::length(unit, em, ROOT_PX).or_else(|| value::page_length(unit, em, ROOT_PX))
    };
    let (Quantity { value, unit }, is_computed) = quantity(tokens, &known)?;
    let is_length = unit == Unit::LENGTH || is_plain_zero(value, unit, is_computed);
    let finite = if value.is_nan() { 0.0 } else { value.clamp(-FARTHEST, FARTHEST) };
    is_length.then_some((finite, is_computed))
}

/// A quantity, and whether it was computed.
fn quantity(
    tokens: &mut Tokens<'_>,
    units: &dyn Fn(&str) -> Option<Quantity>,
) -> Option<(Quantity, bool)> {
    let is_computed = matches!(tokens.peek(), Some(Token::Function(_)));
    take_quantity(tokens, Known::units(units)).map(|quantity| (quantity, is_computed))
}

fn is_plain_zero(value: f64, unit: Unit, is_computed: bool) -> bool {
    value == 0.0 && unit == Unit::NUMBER && !is_computed
}

/// A negative number does not parse, but what is computed is brought into range.
/// <https://drafts.csswg.org/css-values-4/#calc-range>
fn not_negative(value: f64, is_computed: bool) -> Option<f64> {
    // `max` turns NaN into 0 too.
    (is_computed || value >= 0.0).then_some(value.max(0.0))
}

/// Nothing more stands in the parentheses.
fn ends(tokens: &Tokens<'_>) -> bool {
    matches!(tokens.peek(), None | Some(Token::Close))
}

#[cfg(test)]
mod tests {
    use super::*;
    use FilterFunction::{Blur, Brightness, Contrast, Grayscale, HueRotate, Opacity, Saturate};

    fn one(text: &str) -> Option<FilterFunction> {
        let filter = parse(text, 20.0)?;
        assert!(filter.functions().len() <= 1, "{text}");
        filter.functions().first().copied()
    }

    #[test]
    fn amounts() {
        for (text, wanted) in [
            ("brightness()", Brightness(1.0)),
            ("brightness( 50% )", Brightness(0.5)),
            ("BRIGHTNESS(+.25", Brightness(0.25)),
            ("brightness(calc(1 - 2))", Brightness(0.0)),
            ("brightness(calc(NaN))", Brightness(0.0)),
            ("contrast(1e40)", Contrast(STRONGEST)),
            ("grayscale(200%)", Grayscale(1.0)),
            ("opacity(2)", Opacity(1.0)),
            ("saturate(3)", Saturate(3.0)),
        ] {
            assert_eq!(one(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn lengths_and_angles() {
        for (text, wanted) in [
            ("blur()", Blur(0.0)),
            ("blur(0)", Blur(0.0)),
            ("blur(1em)", Blur(20.0)),
            ("blur(1rem)", Blur(16.0)),
            ("blur(1DVW)", Blur(0.0)),
            ("blur(3pt)", Blur(4.0)),
            ("blur(calc(1px + 1em))", Blur(21.0)),
            ("blur(calc(1px - 2px))", Blur(0.0)),
            ("blur(calc(infinity * 1px))", Blur(FARTHEST)),
            ("blur(1e40px)", Blur(FARTHEST)),
            ("hue-rotate()", HueRotate(0.0)),
            ("hue-rotate(0)", HueRotate(0.0)),
            ("hue-rotate(-0.5turn)", HueRotate(-180.0)),
            ("hue-rotate(calc(infinity * 1deg))", HueRotate(0.0)),
        ] {
            assert_eq!(one(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn drop_shadows() {
        let shadow = |x, y, sigma, color| FilterFunction::DropShadow {
            offset: Point::new(x, y),
            sigma,
            color,
        };
        let red = Color::rgb(255, 0, 0);
        for (text, wanted) in [
            ("drop-shadow(0 -2px)", shadow(0.0, -2.0, 0.0, Color::BLACK)),
            ("drop-shadow(1px 2px 3px red)", shadow(1.0, 2.0, 3.0, red)),
            ("drop-shadow(rgb(255 0 0) 1px 2px)", shadow(1.0, 2.0, 0.0, red)),
            ("drop-shadow(calc(1px + 1px) 0 calc(-1px) red)", shadow(2.0, 0.0, 0.0, red)),
            ("drop-shadow(1px 1px transparent)", shadow(1.0, 1.0, 0.0, Color::TRANSPARENT)),
        ] {
            assert_eq!(one(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn lists() {
        let count = |text: &str| parse(text, 10.0).map(|filter| filter.functions().len());
        for (text, wanted) in [
            ("none", Some(0)),
            (" NoNe/**/", Some(0)),
            ("url(#x)", Some(0)),
            ("url('a' ) blur(1px)url(", Some(1)),
            ("blur(1px)/**/sepia() invert(1", Some(3)),
            ("none none", None),
            ("none blur(1px)", None),
            ("blur(1px) none", None),
            ("blur(1px), blur(1px)", None),
            ("", None),
            (" ", None),
            ("inherit", None),
            ("blur(1px);", None),
        ] {
            assert_eq!(count(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "blur(-1px)",
            "blur(1)",
            "blur(1%)",
            "blur(1px 1px)",
            "blur(1xvw)",
            "blur(1sdvw)",
            "blur(calc(0))",
            "blur (1px)",
            "brightness(-1)",
            "brightness(1px)",
            "brightness(calc(50% + 1))",
            "hue-rotate(90)",
            "hue-rotate(10%)",
            "drop-shadow()",
            "drop-shadow(1px)",
            "drop-shadow(1px 2px -3px)",
            "drop-shadow(1px 2px 3px 4px)",
            "drop-shadow(red 1px 2px red)",
            "drop-shadow(1px red 2px)",
            "drop-shadow(inset 1px 2px)",
            "drop-shadow(1px 2px red 3px)",
            "alpha(opacity=50)",
        ] {
            assert_eq!(parse(text, 10.0), None, "{text}");
        }
    }

    #[test]
    fn long_texts_take_little_time() {
        let most = "invert(1)".repeat(MAX_FUNCTIONS);
        assert!(parse(&most, 10.0).is_some());
        assert!(parse(&format!("{most}invert(1)"), 10.0).is_none());
        for piece in ["blur(1px) ", "blur(calc(", "drop-shadow(", "url(", "/*", "\\", "((", "1"] {
            parse(&piece.repeat(1_000_000 / piece.len()), 10.0);
        }
        assert!(parse(&format!("blur({}5px)", " ".repeat(1_000_000)), 10.0).is_some());
        assert!(parse(&format!("url({})", "x".repeat(1_000_000)), 10.0).is_some());
    }
}
