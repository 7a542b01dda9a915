//! `calc()` and the other math functions.
//! <https://drafts.csswg.org/css-values-4/#math>
//!
//! Values are computed as they are read, with their units, and linear in the text.

use super::token::{Token, Tokens};
use super::value::{self, Known, Quantity, Unit};

/// Functions and parentheses may nest so deep; each level is a few frames of the stack.
const MAX_DEPTH: u32 = 64;
/// The most arguments of `min()`, `max()` and `hypot()`; longer lists do not parse.
const MAX_ARGUMENTS: usize = 4096;

/// The rest of the function `name` (in lower case), whose opening parenthesis is taken; `None` for what is no
/// math.
pub(super) fn take(name: &str, tokens: &mut Tokens<'_>, known: Known<'_>) -> Option<Quantity> {
    Math { known }.function(name, tokens, 0)
}

struct Math<'a> {
    known: Known<'a>,
}

/// <https://drafts.csswg.org/css-values-4/#round-func>
#[derive(Clone, Copy)]
enum Rounding {
    Nearest,
    Up,
    Down,
    ToZero,
}

impl Math<'_> {
    fn function(&self, name: &str, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        if depth > MAX_DEPTH {
            return None;
        }
        match name {
            "calc" => self.parenthesis(tokens, depth),
            "min" => self.fold(tokens, depth, |a, b| if a.is_nan() || b < a { b } else { a }),
            "max" => self.fold(tokens, depth, |a, b| if a.is_nan() || b > a { b } else { a }),
            "clamp" => self.clamp(tokens, depth),
            "round" => self.round(tokens, depth),
            "hypot" => self.hypot(tokens, depth),
            _ if OF_FEW.contains(&name) => {
                let list = self.list(tokens, depth)?;
                with_one(name, &list).or_else(|| with_more(name, &list))
            }
            _ => None,
        }
    }

    /// A sum and the closing parenthesis.
    fn parenthesis(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        let sum = self.sum(tokens, depth)?;
        tokens.take_close().then_some(sum)
    }

    /// Sums between commas, and the closing parenthesis.
    fn list(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Vec<Quantity>> {
        let mut list = vec![self.sum(tokens, depth)?];
        while tokens.take(&Token::Comma) {
            if list.len() == MAX_ARGUMENTS {
                return None;
            }
            list.push(self.sum(tokens, depth)?);
        }
        tokens.take_close().then_some(list)
    }

    /// Of arguments in one unit; NaN when one is.
    fn fold(
        &self,
        tokens: &mut Tokens<'_>,
        depth: u32,
        pick: impl Fn(f64, f64) -> f64,
    ) -> Option<Quantity> {
        let list = self.list(tokens, depth)?;
        let (values, unit) = of_one_unit(&list)?;
        let has_nan = values.iter().any(|v| v.is_nan());
        let picked = values.into_iter().reduce(pick)?;
        Some(Quantity::new(if has_nan { f64::NAN } else { picked }, unit))
    }

    /// <https://drafts.csswg.org/css-values-4/#funcdef-clamp>
    fn clamp(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        let low = self.bound(tokens, depth)?;
        let separated = tokens.take(&Token::Comma);
        let value = self.sum(tokens, depth)?;
        let separated = separated && tokens.take(&Token::Comma);
        let high = self.bound(tokens, depth)?;
        let same = [low, high].into_iter().flatten().all(|bound| bound.unit == value.unit);
        if !separated || !same || !tokens.take_close() {
            return None;
        }
        let below = high.map_or(value.value, |high| lesser(value.value, high.value));
        let within = low.map_or(below, |low| greater(below, low.value));
        Some(Quantity::new(within, value.unit))
    }

    /// A sum, or `none`.
    fn bound(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Option<Quantity>> {
        if tokens.take_ident("none") {
            return Some(None);
        }
        self.sum(tokens, depth).map(Some)
    }

    fn round(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        let rounding = rounding(tokens);
        if rounding.is_some() && !tokens.take(&Token::Comma) {
            return None;
        }
        let list = self.list(tokens, depth)?;
        let (a, step) = match *list.as_slice() {
            [a] if a.unit == Unit::NUMBER => (a, Quantity::number(1.0)),
            [a, b] if a.unit == b.unit => (a, b),
            _ => return None,
        };
        let rounding = rounding.unwrap_or(Rounding::Nearest);
        Some(Quantity::new(rounded(rounding, a.value, step.value), a.unit))
    }

    fn hypot(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        let list = self.list(tokens, depth)?;
        let (values, unit) = of_one_unit(&list)?;
        let infinite = values.iter().any(|v| v.is_infinite());
        let length = values.into_iter().fold(0.0, f64::hypot);
        Some(Quantity::new(if infinite { f64::INFINITY } else { length }, unit))
    }

    fn sum(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        let mut total = self.product(tokens, depth)?;
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
            let term = self.product(&mut ahead, depth)?;
            if term.unit != total.unit {
                return None;
            }
            total.value += sign * term.value;
            *tokens = ahead;
        }
    }

    fn product(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        let mut total = self.leaf(tokens, depth)?;
        loop {
            if tokens.take(&Token::Other('*')) {
                let factor = self.leaf(tokens, depth)?;
                let unit = total.unit.times(factor.unit)?;
                total = Quantity::new(total.value * factor.value, unit);
            } else if tokens.take(&Token::Other('/')) {
                let divisor = self.leaf(tokens, depth)?;
                let unit = total.unit.over(divisor.unit)?;
                total = Quantity::new(total.value / divisor.value, unit);
            } else {
                return Some(total);
            }
        }
    }

    fn leaf(&self, tokens: &mut Tokens<'_>, depth: u32) -> Option<Quantity> {
        if depth >= MAX_DEPTH {
            return None;
        }
        match tokens.next()? {
            Token::Function(name) => self.function(&name.to_ascii_lowercase(), tokens, depth + 1),
            Token::Open => self.parenthesis(tokens, depth + 1),
            Token::Ident(name) => {
                (self.known.names)(&name).or_else(|| constant(&name)).map(Quantity::number)
            }
            token => value::written(&token, self.known),
        }
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

fn of_one_unit(list: &[Quantity]) -> Option<(Vec<f64>, Unit)> {
    let unit = list.first()?.unit;
    let same = list.iter().all(|quantity| quantity.unit == unit);
    same.then(|| (list.iter().map(|quantity| quantity.value).collect(), unit))
}

/// NaN when one is, which `f64::min` is not.
fn lesser(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::NAN } else { a.min(b) }
}

fn greater(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::NAN } else { a.max(b) }
}

fn rounding(tokens: &mut Tokens<'_>) -> Option<Rounding> {
    [
        ("nearest", Rounding::Nearest),
        ("up", Rounding::Up),
        ("down", Rounding::Down),
        ("to-zero", Rounding::ToZero),
    ]
    .into_iter()
    .find_map(|(word, rounding)| tokens.take_ident(word).then_some(rounding))
}

/// <https://drafts.csswg.org/css-values-4/#round-infinities>
fn rounded(rounding: Rounding, a: f64, step: f64) -> f64 {
    let step = step.abs();
    if step == 0.0 || a.is_nan() || step.is_nan() || (a.is_infinite() && step.is_infinite()) {
        return f64::NAN;
    }
    if a.is_infinite() {
        return a;
    }
    if step.is_infinite() {
        return match rounding {
            Rounding::Up if a > 0.0 => f64::INFINITY,
            Rounding::Down if a < 0.0 => f64::NEG_INFINITY,
            _ => 0f64.copysign(a),
        };
    }
    let steps = a / step;
    step * match rounding {
        // Halves go up, also below 0.
        Rounding::Nearest => (steps + 0.5).floor(),
        Rounding::Up => steps.ceil(),
        Rounding::Down => steps.floor(),
        Rounding::ToZero => steps.trunc(),
    }
}

/// The functions of one, two and three numbers.
const OF_FEW: [&str; 16] = [
    "abs", "sign", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "pow", "sqrt", "log",
    "exp", "mod", "rem", "progress",
];

/// The functions of one number.
fn with_one(name: &str, list: &[Quantity]) -> Option<Quantity> {
    let [a] = *list else { return None };
    let radians = || match a.unit {
        Unit::NUMBER => Some(a.value),
        Unit::ANGLE => Some(a.value.to_radians()),
        _ => None,
    };
    let angle = |radians: f64| Some(Quantity::new(radians.to_degrees(), Unit::ANGLE));
    Some(match name {
        "abs" => Quantity::new(a.value.abs(), a.unit),
        "sign" if a.value == 0.0 || a.value.is_nan() => Quantity::number(a.value),
        "sign" => Quantity::number(a.value.signum()),
        "sin" => Quantity::number(radians()?.sin()),
        "cos" => Quantity::number(radians()?.cos()),
        "tan" => Quantity::number(radians()?.tan()),
        "asin" => return angle(a.plain()?.asin()),
        "acos" => return angle(a.plain()?.acos()),
        "atan" => return angle(a.plain()?.atan()),
        "sqrt" => Quantity::number(a.plain()?.sqrt()),
        "exp" => Quantity::number(a.plain()?.exp()),
        "log" => Quantity::number(a.plain()?.ln()),
        _ => return None,
    })
}

/// The functions of two and three.
fn with_more(name: &str, list: &[Quantity]) -> Option<Quantity> {
    match (name, list) {
        ("pow", &[a, b]) => Some(Quantity::number(a.plain()?.powf(b.plain()?))),
        ("log", &[a, b]) => Some(Quantity::number(a.plain()?.ln() / b.plain()?.ln())),
        ("mod" | "rem", &[a, b]) if a.unit == b.unit => {
            Some(Quantity::new(remainder(name == "mod", a.value, b.value), a.unit))
        }
        ("atan2", &[a, b]) if a.unit == b.unit => {
            Some(Quantity::new(a.value.atan2(b.value).to_degrees(), Unit::ANGLE))
        }
        ("progress", &[a, start, end]) if a.unit == start.unit && a.unit == end.unit => {
            Some(Quantity::number(progress(a.value, start.value, end.value)))
        }
        _ => None,
    }
}

/// With the sign of the divisor for `mod()`, of the dividend for `rem()`.
/// <https://drafts.csswg.org/css-values-4/#mod-rem-infinities>
fn remainder(is_mod: bool, a: f64, b: f64) -> f64 {
    if is_mod && b.is_infinite() && a.is_finite() {
        return if a.is_sign_negative() == b.is_sign_negative() { a } else { f64::NAN };
    }
    let rest = a % b;
    let other_side = rest != 0.0 && rest.is_sign_negative() != b.is_sign_negative();
    if is_mod && other_side { rest + b } else { rest }
}

/// <https://drafts.csswg.org/css-values-5/#progress-func>
fn progress(a: f64, start: f64, end: f64) -> f64 {
    if start == end {
        // Before, at and after the only place there is.
        return if a < start { 0.0 } else { f64::from(a >= start) };
    }
    ((a - start) / (end - start)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Quantity> {
        let units = |unit: &str| {
            value::angle(unit)
                .or_else(|| value::percent(unit))
                .or_else(|| value::length(unit, 10.0, 10.0))
        };
        let names = |name: &str| (name == "x").then_some(7.0);
        let mut tokens = Tokens::new(text);
        value::take_quantity(&mut tokens, Known { units: &units, names: &names })
            .filter(|_| tokens.is_at_end())
    }

    fn check(table: &[(&str, f64, Unit)]) {
        for &(text, value, unit) in table {
            let got = read(text).unwrap_or_else(|| panic!("{text}"));
            let close = (got.value - value).abs() < 1e-9 || got.value == value;
            assert!(close && got.unit == unit, "{text}: {got:?}");
        }
    }

    #[test]
    fn calc_computes() {
        check(&[
            ("5", 5.0, Unit::NUMBER),
            ("calc(1 + 2 * 3)", 7.0, Unit::NUMBER),
            ("calc((1 + 2) * 3)", 9.0, Unit::NUMBER),
            ("CALC( 1turn / 4 - 10deg )", 80.0, Unit::ANGLE),
            ("calc(2 * 10%)", 20.0, Unit::PERCENT),
            ("calc(calc(1) - -1", 2.0, Unit::NUMBER),
            ("calc(-infinity)", f64::NEG_INFINITY, Unit::NUMBER),
            ("calc(x * 1px)", 7.0, Unit::LENGTH),
            ("calc(4px * 3px / 2em)", 0.6, Unit::LENGTH),
            ("calc(1px / 2px)", 0.5, Unit::NUMBER),
        ]);
    }

    #[test]
    fn functions_compute() {
        check(&[
            ("min(3, 1, 2)", 1.0, Unit::NUMBER),
            ("max(3px, 1em)", 10.0, Unit::LENGTH),
            ("clamp(1, 5, 3)", 3.0, Unit::NUMBER),
            ("clamp(4, 5, 3)", 4.0, Unit::NUMBER),
            ("clamp(none, 5, none)", 5.0, Unit::NUMBER),
            ("round(2.5)", 3.0, Unit::NUMBER),
            ("round(-2.5)", -2.0, Unit::NUMBER),
            ("round(up, 21px, 10px)", 30.0, Unit::LENGTH),
            ("round(down, -21, 10)", -30.0, Unit::NUMBER),
            ("round(to-zero, -29, 10)", -20.0, Unit::NUMBER),
            ("round(5, infinity)", 0.0, Unit::NUMBER),
            ("round(up, 5, infinity)", f64::INFINITY, Unit::NUMBER),
            ("mod(-7, 5)", 3.0, Unit::NUMBER),
            ("rem(-7, 5)", -2.0, Unit::NUMBER),
            ("mod(7, infinity)", 7.0, Unit::NUMBER),
            ("sin(30deg)", 0.5, Unit::NUMBER),
            ("cos(pi / 3)", 0.5, Unit::NUMBER),
            ("tan(45deg)", 1.0, Unit::NUMBER),
            ("asin(1)", 90.0, Unit::ANGLE),
            ("acos(0)", 90.0, Unit::ANGLE),
            ("atan2(1px, 1px)", 45.0, Unit::ANGLE),
            ("pow(2, 10)", 1024.0, Unit::NUMBER),
            ("sqrt(16)", 4.0, Unit::NUMBER),
            ("hypot(3px, 4px)", 5.0, Unit::LENGTH),
            ("log(8, 2)", 3.0, Unit::NUMBER),
            ("exp(log(5))", 5.0, Unit::NUMBER),
            ("abs(-3%)", 3.0, Unit::PERCENT),
            ("sign(-3px)", -1.0, Unit::NUMBER),
            ("progress(15px, 10px, 20px)", 0.5, Unit::NUMBER),
            ("progress(30, 10, 20)", 1.0, Unit::NUMBER),
            ("progress(5, 0, 0)", 1.0, Unit::NUMBER),
        ]);
        for text in
            ["min(1, NaN)", "round(1, 0)", "mod(1, 0)", "mod(-1, infinity)", "clamp(1, NaN, 2)"]
        {
            assert!(read(text).is_some_and(|q| q.value.is_nan()), "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "calc()",
            "calc(1 +2)",
            "calc(1+ 2)",
            "calc(1 + 2%)",
            "calc(1 2)",
            "(1)",
            "pi",
            "x",
            "1foo",
            "calc(1,2)",
            "calc (1)",
            "min()",
            "min(1 2)",
            "min(1px, 1)",
            "clamp(1, 2)",
            "clamp(1, none, 2)",
            "round(1px)",
            "round(sideways, 1, 1)",
            "round(up 1, 1)",
            "pow(1px, 2)",
            "pow(2)",
            "sqrt(1px)",
            "log(1, 2, 3)",
            "sin(1px)",
            "asin(1deg)",
            "atan2(1, 1px)",
            "mod(1, 1px)",
            "nothing(1)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn nesting_and_lists_are_bounded() {
        assert!(read(&format!("{}1", "calc(".repeat(32))).is_some());
        assert!(read(&format!("calc({}1", "(".repeat(500_000))).is_none());
        assert!(read(&format!("{}1", "max(".repeat(250_000))).is_none());
        assert!(read(&format!("max({}1)", "1,".repeat(500_000))).is_none());
        assert!(read(&format!("calc(1{})", " + 1".repeat(250_000))).is_some());
        let long = format!("calc(1px{})", " * 1px".repeat(200_000));
        assert!(read(&long).is_none(), "powers are bounded");
    }
}
