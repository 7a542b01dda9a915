//! `letterSpacing` and `wordSpacing`: one length, which keeps its unit.
//! <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-letterspacing>

use super::number;
use super::token::{Token, Tokens, is_whitespace};
use super::value::{self, Quantity};

/// A length in its own unit, so that it follows later changes of the font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    value: f32,
    unit: &'static str,
}

impl Default for Spacing {
    /// `0px`.
    fn default() -> Self {
        Self { value: 0.0, unit: "px" }
    }
}

/// The units of lengths, in the case they are printed in.
const UNITS: [&str; 49] = [
    "px", "in", "cm", "mm", "q", "pt", "pc", "em", "rem", "ex", "rex", "ch", "rch", "cap", "rcap",
    "ic", "ric", "lh", "rlh", "vw", "vh", "vi", "vb", "vmin", "vmax", "svw", "svh", "svi", "svb",
    "svmin", "svmax", "lvw", "lvh", "lvi", "lvb", "lvmin", "lvmax", "dvw", "dvh", "dvi", "dvb",
    "dvmin", "dvmax", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax",
];
/// Those that are other in every font.
const MEASURED: [&str; 4] = ["ex", "ch", "cap", "ic"];
/// Lengths beyond any canvas count as this, to either side.
const FARTHEST: f64 = 1e9;
/// What `rem` refers to: the font size of a document without styles.
const ROOT_PX: f64 = 16.0;

/// Reads a length, written out: as in Chromium nothing computed, no 0 without a unit, and no spaces around.
/// `None` when `text` is not one.
pub fn parse(text: &str) -> Option<Spacing> {
    if text.starts_with(is_whitespace) || text.ends_with(is_whitespace) {
        return None;
    }
    let mut tokens = Tokens::new(text);
    let Token::Dimension(number, unit) = tokens.next()? else { return None };
    let unit = UNITS.into_iter().find(|known| unit.eq_ignore_ascii_case(known))?;
    let value = number.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32;
    tokens.is_at_end().then_some(Spacing { value, unit })
}

fn pixels(unit: &str, em: f64) -> Option<Quantity> {
    value::length(unit, em, ROOT_PX).or_else(|| value::page_length(unit, em, ROOT_PX))
}

impl Spacing {
    /// In pixels, in a font of `em` pixels. `ems` measures a unit in the font, where it can.
    pub fn pixels(&self, em: f64, ems: impl FnOnce(&str) -> Option<f64>) -> f64 {
        let measured = if MEASURED.contains(&self.unit) { ems(self.unit) } else { None };
        let known = || pixels(self.unit, em).map_or(0.0, |one| one.value);
        let one = measured.map_or_else(known, |ems| ems * em);
        (f64::from(self.value) * one).clamp(-FARTHEST, FARTHEST)
    }

    /// The text that reading the attribute gives back.
    pub fn to_css(&self) -> String {
        format!("{}{}", number::six_digits(f64::from(self.value)), self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_keep_their_units() {
        for (text, css, px) in [
            ("3PX", "3px", 3.0),
            ("-0.5em", "-0.5em", -10.0),
            ("1rem", "1rem", 16.0),
            ("1Q", "1q", 96.0 / 101.6),
            ("1dvw", "1dvw", 0.0),
            ("1.123456789px", "1.12346px", f64::from(1.123_456_8_f32)),
            ("1e40px", "3.40282e+38px", FARTHEST),
            ("/**/-0px", "0px", 0.0),
        ] {
            let spacing = parse(text).unwrap();
            let found = spacing.pixels(20.0, |_| None);
            assert_eq!((spacing.to_css(), found), (css.to_owned(), px), "{text}");
        }
    }

    #[test]
    fn some_are_measured_in_the_font() {
        let ems = |unit: &str| (unit == "ch").then_some(0.7);
        assert_eq!(parse("2ch").unwrap().pixels(10.0, ems), 14.0);
        assert_eq!(parse("2ex").unwrap().pixels(10.0, ems), 10.0);
        assert_eq!(parse("2em").unwrap().pixels(10.0, |_| Some(9.0)), 20.0);
    }

    #[test]
    fn every_unit_is_a_length() {
        assert!(UNITS.iter().all(|unit| pixels(unit, 1.0).is_some()));
    }

    #[test]
    fn what_is_none() {
        for text in
            ["", "0", "3", " 3px", "3px ", "3 px", "10%", "1deg", "normal", "calc(1px)", "3px 4px"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
