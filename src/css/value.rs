//! Numbers with their units, written out or as `calc()`.
//! <https://drafts.csswg.org/css-values-4/#calc-func>
//!
//! Of the math functions only `calc()` is read, with the four operations, nesting and the numeric
//! constants. `color`, `font` and `filter` say which units they know.

use super::token::{Token, Tokens};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Number,
    Percent,
    /// In degrees.
    Angle,
    /// In CSS pixels.
    Length,
}

/// A number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) value: f64,
    pub(super) unit: Unit,
}

/// Tells what one of a dimension is worth: `deg` is 1 of [`Unit::Angle`]. Gets lower case.
pub(super) type Dimensions<'a> = &'a dyn Fn(&str) -> Option<Quantity>;

/// `calc()` may nest so deep; each level is a few frames of the stack.
const MAX_DEPTH: u32 = 32;

impl Quantity {
    pub(super) const fn new(value: f64, unit: Unit) -> Self {
        Self { value, unit }
    }

    fn number(self) -> Option<f64> {
        (self.unit == Unit::Number).then_some(self.value)
    }
}

/// Takes a number, percentage, known dimension or `calc()`.
pub(super) fn take_quantity(tokens: &mut Tokens<'_>, known: Dimensions<'_>) -> Option<Quantity> {
    leaf(tokens, known, 0, false)
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
    Some(Quantity::new(degrees, Unit::Angle))
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
    Some(Quantity::new(px, Unit::Length))
}

fn leaf(
    tokens: &mut Tokens<'_>,
    known: Dimensions<'_>,
    depth: u32,
    in_calc: bool,
) -> Option<Quantity> {
    if depth > MAX_DEPTH {
        return None;
    }
    match tokens.next()? {
        Token::Number(value) => Some(Quantity::new(value, Unit::Number)),
        Token::Percent(value) => Some(Quantity::new(value, Unit::Percent)),
        Token::Dimension(value, unit) => {
            let one = known(&unit.to_ascii_lowercase())?;
            Some(Quantity::new(value * one.value, one.unit))
        }
        Token::Function(name) if name.eq_ignore_ascii_case("calc") => {
            parenthesis(tokens, known, depth + 1)
        }
        Token::Open if in_calc => parenthesis(tokens, known, depth + 1),
        Token::Ident(name) if in_calc => constant(&name).map(|v| Quantity::new(v, Unit::Number)),
        _ => None,
    }
}

/// <https://drafts.csswg.org/css-values-4/#calc-constants>
fn constant(name: &str) -> Option<f64> {
    let table = [
        ("e", std::f64::consts::E),
        ("pi", std::f64::consts::PI),
        ("infinity", f64::INFINITY),
        ("-infinity", f64::NEG_INFINITY),
        ("nan", f64::NAN),
    ];
    table.iter().find(|(word, _)| name.eq_ignore_ascii_case(word)).map(|&(_, value)| value)
}

fn parenthesis(tokens: &mut Tokens<'_>, known: Dimensions<'_>, depth: u32) -> Option<Quantity> {
    let sum = sum(tokens, known, depth)?;
    tokens.take_close().then_some(sum)
}

fn sum(tokens: &mut Tokens<'_>, known: Dimensions<'_>, depth: u32) -> Option<Quantity> {
    let mut total = product(tokens, known, depth)?;
    loop {
        let mut ahead = *tokens;
        // Plus and minus need whitespace on both sides; without it they belong to a number.
        let spaced = ahead.skip_whitespace();
        let sign = match ahead.next_raw() {
            Some(Token::Other('+')) => 1.0,
            Some(Token::Other('-')) => -1.0,
            _ => return Some(total),
        };
        if !spaced || !ahead.skip_whitespace() {
            return None;
        }
        let term = product(&mut ahead, known, depth)?;
        if term.unit != total.unit {
            return None;
        }
        total.value += sign * term.value;
        *tokens = ahead;
    }
}

fn product(tokens: &mut Tokens<'_>, known: Dimensions<'_>, depth: u32) -> Option<Quantity> {
    let mut total = leaf(tokens, known, depth, true)?;
    loop {
        if tokens.take(&Token::Other('*')) {
            let factor = leaf(tokens, known, depth, true)?;
            total = match (total.number(), factor.number()) {
                (_, Some(n)) => Quantity::new(total.value * n, total.unit),
                (Some(n), None) => Quantity::new(factor.value * n, factor.unit),
                (None, None) => return None,
            };
        } else if tokens.take(&Token::Other('/')) {
            total.value /= leaf(tokens, known, depth, true)?.number()?;
        } else {
            return Some(total);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Quantity> {
        let mut tokens = Tokens::new(text);
        take_quantity(&mut tokens, &angle).filter(|_| tokens.is_at_end())
    }

    #[test]
    fn calc_computes() {
        for (text, value, unit) in [
            ("5", 5.0, Unit::Number),
            ("calc(1 + 2 * 3)", 7.0, Unit::Number),
            ("calc((1 + 2) * 3)", 9.0, Unit::Number),
            ("CALC( 1turn / 4 - 10deg )", 80.0, Unit::Angle),
            ("calc(2 * 10%)", 20.0, Unit::Percent),
            ("calc(calc(1) - -1", 2.0, Unit::Number),
            ("calc(-infinity)", f64::NEG_INFINITY, Unit::Number),
        ] {
            assert_eq!(read(text), Some(Quantity::new(value, unit)), "{text}");
        }
    }

    #[test]
    fn calc_refuses() {
        for text in [
            "calc()",
            "calc(1 +2)",
            "calc(1+ 2)",
            "calc(1 + 2%)",
            "calc(1deg * 1deg)",
            "calc(1 / 1deg)",
            "calc(1 2)",
            "(1)",
            "pi",
            "1px",
            "calc(1,2)",
            "calc (1)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        assert!(read(&format!("{}1", "calc(".repeat(32))).is_some());
        assert!(read(&format!("calc({}1", "(".repeat(500_000))).is_none());
    }
}
