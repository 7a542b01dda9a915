//! The descriptors of `@font-face`, as a `FontFace` object takes them and gives them back.
//! <https://drafts.csswg.org/css-fonts-4/#font-face-rule>

use super::font::SLANT;
use super::token::{Token, Tokens};
use super::unicode_range::UnicodeRanges;
use super::value::{self, Known, Quantity, Unit};
use super::{Stretch, number};
use crate::paint::Keyword;

/// From one number to another that is not below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The least.
    pub low: f32,
    /// The greatest.
    pub high: f32,
}

impl Span {
    /// A single number.
    pub const fn at(value: f32) -> Self {
        Self { low: value, high: value }
    }

    /// Between two numbers, in whichever order.
    pub fn between(a: f32, b: f32) -> Self {
        Self { low: a.min(b), high: a.max(b) }
    }

    /// Whether a number is inside.
    pub fn contains(&self, value: f32) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The nearest number inside.
    pub fn nearest(&self, value: f32) -> f32 {
        value.max(self.low).min(self.high)
    }
}

/// The styles a face can show. A variable one may have both kinds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceStyle {
    /// Drawn as italic.
    pub italic: bool,
    /// Slanted by these degrees; by 0 it is upright.
    pub oblique: Option<Span>,
}

impl FaceStyle {
    /// Upright letters and no others.
    pub const UPRIGHT: Self = Self { italic: false, oblique: Some(Span::at(0.0)) };
    /// Italic letters and no others.
    pub const ITALIC: Self = Self { italic: true, oblique: None };

    /// Whether nothing in it leans to the right.
    pub fn is_upright(&self) -> bool {
        !self.italic && self.oblique.is_none_or(|degrees| degrees.high <= 0.0)
    }
}

/// A tag of four printable characters and a value.
pub type Setting<T> = ([u8; 4], T);

/// The descriptors that are set; `None` and none mean what the font file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FontDescriptors {
    /// 1 to 1000.
    pub weight: Option<Span>,
    /// Percent of the normal width.
    pub stretch: Option<Span>,
    /// Upright, italic, oblique.
    pub style: Option<FaceStyle>,
    /// The characters the face is used for.
    pub ranges: Option<UnicodeRanges>,
    /// OpenType features.
    pub features: Vec<Setting<u32>>,
    /// Places of axes.
    pub variations: Vec<Setting<f32>>,
    /// The font's own ascent in ems.
    pub ascent: Option<f64>,
    /// The font's own descent in ems.
    pub descent: Option<f64>,
    /// The font's own gap between lines in ems. A canvas has no lines, so it is kept and used by nobody.
    pub line_gap: Option<f64>,
}

/// The most features or axes of one list.
const MAX_SETTINGS: usize = 256;

impl FontDescriptors {
    /// Reads a descriptor by the name its attribute has and gives its canonical text; `None` for what does not
    /// parse, which changes nothing.
    pub fn set(&mut self, name: &str, text: &str) -> Option<String> {
        let mut changed = self.clone();
        let css = changed.read(name, text)?;
        *self = changed;
        Some(css)
    }

    fn read(&mut self, name: &str, text: &str) -> Option<String> {
        if name == "unicodeRange" {
            let ranges = UnicodeRanges::parse(text)?;
            let css = ranges.to_string();
            self.ranges = Some(ranges).filter(|ranges| !ranges.is_all());
            return Some(css);
        }
        let mut tokens = Tokens::new(text);
        let mut css = String::new();
        let to = &mut css;
        match name {
            "weight" => self.weight = weight(&mut tokens, to)?,
            "stretch" => self.stretch = stretch(&mut tokens, to)?,
            "style" => self.style = style(&mut tokens, to)?,
            "featureSettings" => self.features = settings(&mut tokens, to, feature)?,
            "variationSettings" => self.variations = settings(&mut tokens, to, variation)?,
            "display" => to.push_str(display(&mut tokens)?),
            "ascentOverride" => self.ascent = metric(&mut tokens, to)?,
            "descentOverride" => self.descent = metric(&mut tokens, to)?,
            "lineGapOverride" => self.line_gap = metric(&mut tokens, to)?,
            _ => return None,
        }
        tokens.is_at_end().then_some(css)
    }
}

fn word(tokens: &mut Tokens<'_>) -> Option<String> {
    let Some(Token::Ident(word)) = tokens.peek() else { return None };
    tokens.next();
    Some(word.to_ascii_lowercase())
}

/// One value or two, each written to `to`.
fn one_or_two(
    tokens: &mut Tokens<'_>,
    to: &mut String,
    take: impl Fn(&mut Tokens<'_>, &mut String) -> Option<f64>,
) -> Option<Span> {
    let first = take(tokens, to)?;
    if tokens.is_at_end() {
        return Some(Span::at(first as f32));
    }
    to.push(' ');
    Some(Span::between(first as f32, take(tokens, to)? as f32))
}

/// `auto`, which is `None`, or one value or two.
fn auto_or(
    tokens: &mut Tokens<'_>,
    to: &mut String,
    take: impl Fn(&mut Tokens<'_>, &mut String) -> Option<f64>,
) -> Option<Option<Span>> {
    if tokens.take_ident("auto") {
        to.push_str("auto");
        return Some(None);
    }
    one_or_two(tokens, to, take).map(Some)
}

/// `auto | <font-weight-absolute>{1,2}`
fn weight(tokens: &mut Tokens<'_>, to: &mut String) -> Option<Option<Span>> {
    let one = |tokens: &mut Tokens<'_>, to: &mut String| {
        if let Some(word) = word(tokens) {
            to.push_str(&word);
            return match word.as_str() {
                "normal" => Some(400.0),
                "bold" => Some(700.0),
                _ => None,
            };
        }
        let weight = value::take_quantity(tokens, Known::units(&|_| None))?.plain()?;
        to.push_str(&number::six_digits(weight));
        (1.0..=1000.0).contains(&weight).then_some(weight)
    };
    auto_or(tokens, to, one)
}

/// `auto | <'font-width'>{1,2}`
fn stretch(tokens: &mut Tokens<'_>, to: &mut String) -> Option<Option<Span>> {
    let one = |tokens: &mut Tokens<'_>, to: &mut String| {
        if let Some(word) = word(tokens) {
            to.push_str(&word);
            return Stretch::parse(&word).map(Stretch::percent);
        }
        let Quantity { value, unit } = value::take_quantity(tokens, Known::units(&value::percent))?;
        to.push_str(&number::six_digits(value));
        to.push('%');
        (unit == Unit::PERCENT && value >= 0.0).then_some(value)
    };
    auto_or(tokens, to, one)
}

/// `auto | normal | italic | oblique [<angle>{1,2}]?`
fn style(tokens: &mut Tokens<'_>, to: &mut String) -> Option<Option<FaceStyle>> {
    let word = word(tokens)?;
    to.push_str(&word);
    match word.as_str() {
        "auto" => return Some(None),
        "normal" => return Some(Some(FaceStyle::UPRIGHT)),
        "italic" => return Some(Some(FaceStyle::ITALIC)),
        "oblique" if tokens.is_at_end() => {
            let oblique = Some(Span::at(SLANT as f32));
            return Some(Some(FaceStyle { italic: false, oblique }));
        }
        "oblique" => to.push(' '),
        _ => return None,
    }
    let one = |tokens: &mut Tokens<'_>, to: &mut String| {
        let Quantity { value, unit } = value::take_quantity(tokens, Known::units(&value::angle))?;
        to.push_str(&number::six_digits(value));
        to.push_str("deg");
        (unit == Unit::ANGLE && (-90.0..=90.0).contains(&value)).then_some(value)
    };
    let oblique = one_or_two(tokens, to, one)?;
    Some(Some(FaceStyle { italic: false, oblique: Some(oblique) }))
}

/// `normal`, or tags with values. Of several for one tag the last counts, which is for those who use them.
fn settings<T>(
    tokens: &mut Tokens<'_>,
    to: &mut String,
    value: impl Fn(&mut Tokens<'_>, &mut String) -> Option<T>,
) -> Option<Vec<Setting<T>>> {
    if tokens.take_ident("normal") {
        to.push_str("normal");
        return Some(Vec::new());
    }
    let mut list = Vec::new();
    loop {
        let Some(Token::String(tag)) = tokens.next() else { return None };
        let bytes: [u8; 4] = tag.as_bytes().try_into().ok()?;
        if list.len() == MAX_SETTINGS || !bytes.iter().all(|b| (0x20..=0x7E).contains(b)) {
            return None;
        }
        to.push_str(if list.is_empty() { "\"" } else { ", \"" });
        for c in tag.chars() {
            to.push_str(if matches!(c, '"' | '\\') { "\\" } else { "" });
            to.push(c);
        }
        to.push('"');
        list.push((bytes, value(tokens, to)?));
        if !tokens.take(&Token::Comma) {
            return Some(list);
        }
    }
}

/// A whole number, `on`, `off`, or nothing, which is on.
fn feature(tokens: &mut Tokens<'_>, to: &mut String) -> Option<u32> {
    if matches!(tokens.peek(), None | Some(Token::Comma)) || tokens.take_ident("on") {
        return Some(1);
    }
    let value = if tokens.take_ident("off") {
        0.0
    } else {
        value::take_quantity(tokens, Known::units(&|_| None))?.plain()?
    };
    if value < 0.0 || value > f64::from(i32::MAX) || value.fract() != 0.0 {
        return None;
    }
    // "On" is not written.
    if value != 1.0 {
        to.push_str(&format!(" {value}"));
    }
    Some(value as u32)
}

fn variation(tokens: &mut Tokens<'_>, to: &mut String) -> Option<f32> {
    let value = value::take_quantity(tokens, Known::units(&|_| None))?.plain()?;
    // The largest number of CSS is the largest of the type it is kept in.
    let value = value.clamp(f64::from(f32::MIN), f64::from(f32::MAX));
    to.push(' ');
    to.push_str(&number::six_digits(value));
    Some(value as f32)
}

fn display(tokens: &mut Tokens<'_>) -> Option<&'static str> {
    let word = word(tokens)?;
    ["auto", "block", "swap", "fallback", "optional"].into_iter().find(|known| *known == word)
}

/// `normal | <percentage [0,∞]>`
fn metric(tokens: &mut Tokens<'_>, to: &mut String) -> Option<Option<f64>> {
    if tokens.take_ident("normal") {
        to.push_str("normal");
        return Some(None);
    }
    let Quantity { value, unit } = value::take_quantity(tokens, Known::units(&value::percent))?;
    to.push_str(&number::six_digits(value));
    to.push('%');
    (unit == Unit::PERCENT && value >= 0.0 && value.is_finite()).then_some(Some(value / 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn css(name: &str, text: &str) -> Option<String> {
        FontDescriptors::default().set(name, text)
    }

    #[test]
    fn descriptors_read_back_as_in_chromium() {
        for (name, text, expected) in [
            ("weight", "100 900", "100 900"),
            ("weight", " BOLD ", "bold"),
            ("weight", "900 100", "900 100"),
            ("weight", "auto", "auto"),
            ("style", "oblique 10deg 20deg", "oblique 10deg 20deg"),
            ("style", "oblique", "oblique"),
            ("stretch", "75% 125%", "75% 125%"),
            ("stretch", "condensed", "condensed"),
            ("unicodeRange", "U+0-7F, U+4??", "U+0-7F, U+400-4FF"),
            ("featureSettings", "\"smcp\" on, \"liga\" 0", "\"smcp\", \"liga\" 0"),
            ("variationSettings", "'wght' 200", "\"wght\" 200"),
            ("variationSettings", "'wght' 1e999", "\"wght\" 3.40282e+38"),
            ("display", "swap", "swap"),
            ("ascentOverride", "90%", "90%"),
            ("lineGapOverride", "normal", "normal"),
        ] {
            assert_eq!(css(name, text).as_deref(), Some(expected), "{name} {text:?}");
        }
    }

    #[test]
    fn what_does_not_parse_is_refused() {
        for (name, text) in [
            ("weight", "foo"),
            ("weight", "0"),
            ("weight", "1001"),
            ("weight", "1 2 3"),
            ("weight", "bolder"),
            ("style", "oblique 91deg"),
            ("style", "italic 3deg"),
            ("stretch", "-1%"),
            ("stretch", "75"),
            ("unicodeRange", "a"),
            ("featureSettings", "\"abc\" 1"),
            ("featureSettings", "\"abcd\" 1.5"),
            ("featureSettings", "\"abcd\","),
            ("variationSettings", "\"wght\""),
            ("display", "soon"),
            ("ascentOverride", "-1%"),
            ("ascentOverride", "1"),
            ("color", "red"),
        ] {
            assert_eq!(css(name, text), None, "{name} {text:?}");
        }
    }

    #[test]
    fn values_are_kept() {
        let mut all = FontDescriptors::default();
        all.set("weight", "900 100").unwrap();
        all.set("style", "oblique -10deg 20deg").unwrap();
        all.set("featureSettings", "'smcp' off").unwrap();
        all.set("ascentOverride", "90%").unwrap();
        all.set("unicodeRange", "U+0-10FFFF").unwrap();
        assert_eq!(all.weight, Some(Span { low: 100.0, high: 900.0 }));
        let oblique = Some(Span { low: -10.0, high: 20.0 });
        assert_eq!(all.style, Some(FaceStyle { italic: false, oblique }));
        assert_eq!(all.features, [(*b"smcp", 0)]);
        assert_eq!((all.ascent, all.ranges.clone()), (Some(0.9), None));
        assert_eq!(all.set("weight", "auto").as_deref(), Some("auto"));
        assert_eq!(all.weight, None);
    }
}
