//! Lists of transform functions, as `DOMMatrix` reads them from a string.
//! <https://drafts.csswg.org/css-transforms-2/#transform-functions>
//!
//! Only parsed here: JavaScript has the arithmetic of matrices. There is no element, so lengths that
//! depend on one, and percentages of its box, do not parse.

use super::token::{Token, Tokens};
use super::value::{self, Known, Quantity, Unit};

/// Lengths are not beyond these in Chromium.
const LENGTHS: (f64, f64) = (-33_554_430.0, 33_554_428.0);
/// The least distance of a perspective, which counts for shorter ones.
/// <https://drafts.csswg.org/css-transforms-2/#perspective>
const NEAREST: f64 = 1.0;

/// A transform function, without what is only another way to write it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// a to f.
    Matrix([f64; 6]),
    /// The columns, one after the other.
    Matrix3d([f64; 16]),
    /// In pixels.
    Translate([f64; 3]),
    /// Factors.
    Scale([f64; 3]),
    /// An axis, and an angle in degrees.
    Rotate([f64; 4]),
    /// Angles in degrees.
    Skew([f64; 2]),
    /// The distance in pixels.
    Perspective([f64; 1]),
}

impl Function {
    /// The number JavaScript knows it by, and its arguments.
    pub fn numbers(&self) -> (u8, &[f64]) {
        match self {
            Self::Matrix(v) => (0, v),
            Self::Matrix3d(v) => (1, v),
            Self::Translate(v) => (2, v),
            Self::Scale(v) => (3, v),
            Self::Rotate(v) => (4, v),
            Self::Skew(v) => (5, v),
            Self::Perspective(v) => (6, v),
        }
    }
}

/// A function, and whether it is one of three dimensions, whatever its arguments are.
pub type Written = (Function, bool);

/// Reads a list; `None` when `text` is none. `none` is an empty one.
pub fn parse(text: &str) -> Option<Vec<Written>> {
    let mut tokens = Tokens::new(text);
    let mut functions = Vec::new();
    if let Some(Token::Ident(name)) = tokens.peek() {
        tokens.next();
        return (name.eq_ignore_ascii_case("none") && tokens.is_at_end()).then_some(functions);
    }
    loop {
        functions.push(function(&mut tokens)?);
        if tokens.is_at_end() {
            return Some(functions);
        }
    }
}

fn function(tokens: &mut Tokens<'_>) -> Option<Written> {
    use Function::{Matrix, Matrix3d, Perspective, Rotate, Scale, Skew, Translate};
    let Token::Function(name) = tokens.next()? else { return None };
    let name = name.to_ascii_lowercase();
    let args = &mut Arguments { tokens, is_first: true };
    let function = match name.as_str() {
        "matrix" => Matrix(args.numbers()?),
        "matrix3d" => Matrix3d(args.numbers()?),
        "translate" => Translate([args.length()?, args.optional(Arguments::length, 0.0)?, 0.0]),
        "translatex" => Translate([args.length()?, 0.0, 0.0]),
        "translatey" => Translate([0.0, args.length()?, 0.0]),
        "translatez" => Translate([0.0, 0.0, args.length()?]),
        "translate3d" => Translate([args.length()?, args.length()?, args.length()?]),
        "scale" => {
            let x = args.factor()?;
            Scale([x, args.optional(Arguments::factor, x)?, 1.0])
        }
        "scalex" => Scale([args.factor()?, 1.0, 1.0]),
        "scaley" => Scale([1.0, args.factor()?, 1.0]),
        "scalez" => Scale([1.0, 1.0, args.factor()?]),
        "scale3d" => Scale([args.factor()?, args.factor()?, args.factor()?]),
        "rotate" | "rotatez" => Rotate([0.0, 0.0, 1.0, args.angle()?]),
        "rotatex" => Rotate([1.0, 0.0, 0.0, args.angle()?]),
        "rotatey" => Rotate([0.0, 1.0, 0.0, args.angle()?]),
        "rotate3d" => Rotate([args.number()?, args.number()?, args.number()?, args.angle()?]),
        "skew" => Skew([args.angle()?, args.optional(Arguments::angle, 0.0)?]),
        "skewx" => Skew([args.angle()?, 0.0]),
        "skewy" => Skew([0.0, args.angle()?]),
        "perspective" if args.takes_none() => Matrix(IDENTITY),
        "perspective" => Perspective([args.distance()?]),
        _ => return None,
    };
    let is_3d =
        matches!(name.as_str(), "translatez" | "scalez" | "rotatex" | "rotatey" | "perspective")
            || name.ends_with("3d");
    tokens.take_close().then_some((function, is_3d))
}

const IDENTITY: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The arguments of a function, with commas between them.
struct Arguments<'a, 'b> {
    tokens: &'a mut Tokens<'b>,
    is_first: bool,
}

impl Arguments<'_, '_> {
    fn comma(&mut self) -> Option<()> {
        let is_there = self.is_first || self.tokens.take(&Token::Comma);
        self.is_first = false;
        is_there.then_some(())
    }

    /// The next argument, and whether it was computed.
    fn next(&mut self, units: &dyn Fn(&str) -> Option<Quantity>) -> Option<(Quantity, bool)> {
        self.comma()?;
        let is_computed = matches!(self.tokens.peek(), Some(Token::Function(_)));
        value::take_quantity(self.tokens, Known::units(units))
            .map(|quantity| (quantity, is_computed))
    }

    /// Another argument, or `initial` where there is none.
    fn optional(&mut self, next: fn(&mut Self) -> Option<f64>, initial: f64) -> Option<f64> {
        let is_there = self.tokens.peek() == Some(Token::Comma);
        if is_there { next(self) } else { Some(initial) }
    }

    fn number(&mut self) -> Option<f64> {
        let (Quantity { value, unit }, is_computed) = self.next(&|_| None)?;
        (unit == Unit::NUMBER).then_some(finite(value, is_computed))
    }

    fn numbers<const N: usize>(&mut self) -> Option<[f64; N]> {
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            *number = self.number()?;
        }
        Some(numbers)
    }

    /// A number or a percentage, in the single precision browsers keep it in.
    fn factor(&mut self) -> Option<f64> {
        let (Quantity { value, unit }, is_computed) = self.next(&value::percent)?;
        let value = match unit {
            Unit::NUMBER => value,
            Unit::PERCENT if !is_computed => value / 100.0,
            _ => return None,
        };
        Some(single(finite(value, is_computed)))
    }

    fn length(&mut self) -> Option<f64> {
        let pixels = self.pixels()?;
        Some(single(pixels.clamp(LENGTHS.0, LENGTHS.1)))
    }

    /// What `perspective()` takes: a length that is not negative.
    fn distance(&mut self) -> Option<f64> {
        let is_computed = matches!(self.tokens.peek(), Some(Token::Function(_)));
        let pixels = self.pixels()?;
        (is_computed || pixels >= 0.0).then_some(pixels.max(NEAREST))
    }

    /// An absolute length; 0 needs no unit.
    fn pixels(&mut self) -> Option<f64> {
        let (Quantity { value, unit }, is_computed) = self.next(&absolute)?;
        let is_length = unit == Unit::LENGTH || is_plain_zero(value, unit, is_computed);
        is_length.then_some(finite(value, is_computed))
    }

    /// Degrees; 0 needs no unit. An infinite turn is none.
    fn angle(&mut self) -> Option<f64> {
        let (Quantity { value, unit }, is_computed) = self.next(&value::angle)?;
        let is_angle = unit == Unit::ANGLE || is_plain_zero(value, unit, is_computed);
        is_angle.then_some(if value.is_finite() { value } else { 0.0 })
    }

    fn takes_none(&mut self) -> bool {
        let is_none = matches!(self.tokens.peek(), Some(Token::Ident(name)) if name.eq_ignore_ascii_case("none"));
        if is_none {
            self.tokens.next();
        }
        is_none
    }
}

/// Lengths that depend on no font.
fn absolute(unit: &str) -> Option<Quantity> {
    let is_absolute = matches!(unit, "px" | "in" | "cm" | "mm" | "q" | "pt" | "pc");
    if is_absolute { value::length(unit, 0.0, 0.0) } else { None }
}

fn is_plain_zero(value: f64, unit: Unit, is_computed: bool) -> bool {
    value == 0.0 && unit == Unit::NUMBER && !is_computed
}

/// What is written counts up to the largest single, what is computed up to the largest number; what is
/// no number is 0. <https://drafts.csswg.org/css-values-4/#calc-ieee>
fn finite(value: f64, is_computed: bool) -> f64 {
    let most = if is_computed { f64::MAX } else { f64::from(f32::MAX) };
    if value.is_nan() { 0.0 } else { value.clamp(-most, most) }
}

fn single(value: f64) -> f64 {
    f64::from(value as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Function::{Matrix, Perspective, Rotate, Scale, Skew, Translate};

    #[test]
    fn functions() {
        for (text, function, is_3d) in [
            ("matrix(1,2,3,4,5,6)", Matrix([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), false),
            ("translate(1in)", Translate([96.0, 0.0, 0.0]), false),
            ("TRANSLATE( 1PX , -2px", Translate([1.0, -2.0, 0.0]), false),
            ("translateY(calc(1px + 1in))", Translate([0.0, 97.0, 0.0]), false),
            ("translateZ(0)", Translate([0.0, 0.0, 0.0]), true),
            ("translate(1e40px)", Translate([33_554_428.0, 0.0, 0.0]), false),
            ("scale(50%)", Scale([0.5, 0.5, 1.0]), false),
            ("scale3d(2, 3, 4)", Scale([2.0, 3.0, 4.0]), true),
            ("scaleY(0.1)", Scale([1.0, f64::from(0.1f32), 1.0]), false),
            ("rotate(.25turn)", Rotate([0.0, 0.0, 1.0, 90.0]), false),
            ("rotateX(0)", Rotate([1.0, 0.0, 0.0, 0.0]), true),
            ("rotate(calc(infinity * 1deg))", Rotate([0.0, 0.0, 1.0, 0.0]), false),
            ("skew(10deg)", Skew([10.0, 0.0]), false),
            ("perspective(0)", Perspective([1.0]), true),
            ("perspective(calc(-5px))", Perspective([1.0]), true),
            ("perspective(none)", Matrix(IDENTITY), true),
            (
                "matrix(1e39,0,0,1,0,0)",
                Matrix([f64::from(f32::MAX), 0.0, 0.0, 1.0, 0.0, 0.0]),
                false,
            ),
            ("matrix(calc(NaN),0,0,1,0,0)", Matrix([0.0, 0.0, 0.0, 1.0, 0.0, 0.0]), false),
        ] {
            assert_eq!(parse(text), Some(vec![(function, is_3d)]), "{text}");
        }
    }

    #[test]
    fn lists() {
        let count = |text: &str| parse(text).map(|functions| functions.len());
        for (text, wanted) in [
            ("none", Some(0)),
            (" NONE/**/", Some(0)),
            ("scale(2)rotate(1deg)\n skewX(0)", Some(3)),
            ("scale(2)/**/scale(2)", Some(2)),
            ("", None),
            (" ", None),
            ("none none", None),
            ("scale(2) none", None),
            ("scale(2), scale(2)", None),
            ("scale(2);", None),
        ] {
            assert_eq!(count(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "inherit",
            "foo(1)",
            "translate(10)",
            "translate(1em)",
            "translate(1%)",
            "translate(1vw)",
            "translate(calc(0))",
            "translate(calc(1px + 1%))",
            "translate(1px 2px)",
            "translate(1px,)",
            "translate(,1px)",
            "translate()",
            "translate(1px,2px,3px)",
            "translate (1px)",
            "scale(1,2,3)",
            "scale(1px)",
            "scale(calc(50%))",
            "rotate(90)",
            "rotate(calc(0))",
            "rotate(1deg, 2deg)",
            "matrix(1 2 3 4 5 6)",
            "matrix(1,2,3,4,5)",
            "matrix(1,2,3,4,5px,6px)",
            "matrix(NaN,0,0,1,0,0)",
            "perspective(-1px)",
            "perspective(100)",
            "rotate3d(10%,0,0,0deg)",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn long_texts_take_little_time() {
        let many = "rotate(1deg)".repeat(80_000);
        assert_eq!(parse(&many).map(|list| list.len()), Some(80_000));
        for piece in ["rotate(1deg", "rotate(calc(", "scale((", "/*", "matrix(1,", "none "] {
            parse(&piece.repeat(1_000_000 / piece.len()));
        }
    }
}
