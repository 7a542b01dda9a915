//! The CSS `font` shorthand, as `ctx.font` takes it and gives it back.
//! <https://drafts.csswg.org/css-fonts-4/#font-prop>
//! <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-font>
//!
//! Relative sizes refer to the font of a canvas without an element, `10px sans-serif`. The line
//! height is read and dropped, as the canvas standard wants. Not read: units of a viewport, which a server
//! has none of.

use std::fmt;
use std::sync::Arc;

use super::font_face::Setting;
use super::number;
use super::token::{self, Token, Tokens};
use super::value::{self, Known, Quantity, Unit};
use crate::paint::Keyword;

/// Everything `ctx.font` says.
#[derive(Clone, Debug, PartialEq)]
pub struct FontShorthand {
    /// Upright or slanted.
    pub style: Style,
    /// Degrees of an oblique style, positive ones to the right; 14 for italic, 0 for upright.
    pub slant: f64,
    /// Which letters are drawn as capitals of another size.
    pub caps: VariantCaps,
    /// 1 to 1000; 400 is normal, 700 is bold.
    pub weight: u16,
    /// Condensed or expanded.
    pub stretch: Stretch,
    /// The size of the em square in CSS pixels; finite, not negative.
    pub size_px: f64,
    /// Wanted families, best first; never empty.
    pub families: Vec<Family>,
    /// Places of axes. Not of the shorthand: an attribute beside it.
    pub variations: Arc<[Setting<f32>]>,
}

/// `font-style`. An `oblique` of the usual angle is an italic, one of any other prints as upright, both as
/// in Chromium.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Upright.
    #[default]
    Normal,
    /// A face drawn as italic.
    Italic,
    /// A slanted upright face.
    Oblique,
}

impl Keyword for Style {
    const TABLE: &'static [(Self, &'static str)] =
        &[(Self::Normal, "normal"), (Self::Italic, "italic"), (Self::Oblique, "oblique")];
}

/// `font-stretch` as the shorthand has it, narrow to wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stretch {
    /// 50% of the normal width.
    UltraCondensed,
    /// 62.5%.
    ExtraCondensed,
    /// 75%.
    Condensed,
    /// 87.5%.
    SemiCondensed,
    /// 100%.
    #[default]
    Normal,
    /// 112.5%.
    SemiExpanded,
    /// 125%.
    Expanded,
    /// 150%.
    ExtraExpanded,
    /// 200%.
    UltraExpanded,
}

impl Keyword for Stretch {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::UltraCondensed, "ultra-condensed"),
        (Self::ExtraCondensed, "extra-condensed"),
        (Self::Condensed, "condensed"),
        (Self::SemiCondensed, "semi-condensed"),
        (Self::Normal, "normal"),
        (Self::SemiExpanded, "semi-expanded"),
        (Self::Expanded, "expanded"),
        (Self::ExtraExpanded, "extra-expanded"),
        (Self::UltraExpanded, "ultra-expanded"),
    ];
}

/// `font-variant-caps`; the shorthand has the first two.
/// <https://drafts.csswg.org/css-fonts-4/#font-variant-caps-prop>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VariantCaps {
    /// As they are.
    #[default]
    Normal,
    /// Small letters as small capitals.
    SmallCaps,
    /// All letters as small capitals.
    AllSmallCaps,
    /// Small letters as capitals of their height.
    PetiteCaps,
    /// All letters so.
    AllPetiteCaps,
    /// Capitals as small capitals, among small letters.
    Unicase,
    /// Capitals made for titles.
    TitlingCaps,
}

impl Keyword for VariantCaps {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Normal, "normal"),
        (Self::SmallCaps, "small-caps"),
        (Self::AllSmallCaps, "all-small-caps"),
        (Self::PetiteCaps, "petite-caps"),
        (Self::AllPetiteCaps, "all-petite-caps"),
        (Self::Unicase, "unicase"),
        (Self::TitlingCaps, "titling-caps"),
    ];
}

/// One entry of a family list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// A family by name.
    Named(String),
    /// A kind of family.
    Generic(Generic),
}

/// The generic families. <https://drafts.csswg.org/css-fonts-4/#generic-font-families>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum Generic {
    Serif,
    SansSerif,
    Monospace,
    Cursive,
    Fantasy,
    SystemUi,
    UiSerif,
    UiSansSerif,
    UiMonospace,
    UiRounded,
    Math,
    Emoji,
    Fangsong,
}

impl Keyword for Generic {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Serif, "serif"),
        (Self::SansSerif, "sans-serif"),
        (Self::Monospace, "monospace"),
        (Self::Cursive, "cursive"),
        (Self::Fantasy, "fantasy"),
        (Self::SystemUi, "system-ui"),
        (Self::UiSerif, "ui-serif"),
        (Self::UiSansSerif, "ui-sans-serif"),
        (Self::UiMonospace, "ui-monospace"),
        (Self::UiRounded, "ui-rounded"),
        (Self::Math, "math"),
        (Self::Emoji, "emoji"),
        (Self::Fangsong, "fangsong"),
    ];
}

/// The size that `em`, `%` and `larger` refer to.
const PARENT_PX: f64 = 10.0;
/// The weight that `bolder` and `lighter` refer to, as any unset weight.
const NORMAL_WEIGHT: u16 = 400;
const BOLD_WEIGHT: u16 = 700;
/// The largest size; larger ones are this.
const MAX_PX: f64 = 10_000.0;
/// The angle of an `oblique` that says none, and of an italic.
pub const SLANT: f64 = 14.0;
/// The most families one list may have; longer lists do not parse. No real list comes near.
const MAX_FAMILIES: usize = 256;

impl Default for FontShorthand {
    /// `10px sans-serif`, the font a context starts with.
    fn default() -> Self {
        Self {
            style: Style::Normal,
            slant: 0.0,
            caps: VariantCaps::Normal,
            weight: NORMAL_WEIGHT,
            stretch: Stretch::Normal,
            size_px: PARENT_PX,
            families: vec![Family::Generic(Generic::SansSerif)],
            variations: Arc::default(),
        }
    }
}

/// Reads a `font` value; `None` when `text` is not one.
pub fn parse(text: &str) -> Option<FontShorthand> {
    let mut tokens = Tokens::new(text);
    if let Some(font) = system_font(tokens) {
        return Some(font);
    }
    let mut font = FontShorthand::default();
    prefixes(&mut tokens, &mut font)?;
    font.size_px = size(&mut tokens)?;
    if tokens.take(&Token::Other('/')) {
        line_height(&mut tokens)?;
    }
    font.families = families(&mut tokens)?;
    Some(font)
}

/// A word that stands for a font of the system: on every system what Chromium's are without one.
/// <https://drafts.csswg.org/css-fonts-4/#system-family-name-value>
fn system_font(mut tokens: Tokens<'_>) -> Option<FontShorthand> {
    let Token::Ident(word) = tokens.next()? else { return None };
    let size_px = match word.to_ascii_lowercase().as_str() {
        "caption" | "icon" | "menu" | "message-box" | "small-caption" | "status-bar" => 16.0,
        "-webkit-mini-control" | "-webkit-small-control" | "-webkit-control" => 40.0 / 3.0,
        _ => return None,
    };
    let families = vec![Family::Named("Arial".to_owned())];
    tokens.is_at_end().then(|| FontShorthand { size_px, families, ..FontShorthand::default() })
}

/// What stands before the size, in any order; each at most once, `normal` for any of them.
#[derive(Default)]
struct Seen {
    style: bool,
    variant: bool,
    weight: bool,
    stretch: bool,
    normals: usize,
}

fn prefixes(tokens: &mut Tokens<'_>, font: &mut FontShorthand) -> Option<()> {
    let mut seen = Seen::default();
    let mut ahead = *tokens;
    while prefix(&mut ahead, font, &mut seen)? {
        *tokens = ahead;
    }
    let set = [seen.style, seen.variant, seen.weight, seen.stretch];
    (set.iter().filter(|&&s| s).count() + seen.normals <= set.len()).then_some(())
}

/// Takes one prefix; false when what comes is none, `None` when it came before.
fn prefix(tokens: &mut Tokens<'_>, font: &mut FontShorthand, seen: &mut Seen) -> Option<bool> {
    let before = *tokens;
    let word = match tokens.next()? {
        Token::Ident(word) => word.to_ascii_lowercase(),
        Token::Number(_) | Token::Function(_) => {
            *tokens = before;
            return match weight_number(tokens) {
                Some(weight) => once(&mut seen.weight, &mut font.weight, weight),
                None => Some(false),
            };
        }
        _ => return Some(false),
    };
    if word == "normal" {
        seen.normals += 1;
        return Some(true);
    }
    if let Some(style) = Style::parse(&word) {
        (font.slant, font.style) = match style {
            Style::Normal => (0.0, style),
            Style::Italic => (SLANT, style),
            Style::Oblique => oblique(slanted(tokens)?),
        };
        return (!std::mem::replace(&mut seen.style, true)).then_some(true);
    }
    if word == "small-caps" {
        return once(&mut seen.variant, &mut font.caps, VariantCaps::SmallCaps);
    }
    if let Some(weight) = weight_word(&word) {
        return once(&mut seen.weight, &mut font.weight, weight);
    }
    match Stretch::parse(&word) {
        Some(stretch) => once(&mut seen.stretch, &mut font.stretch, stretch),
        None => Some(false),
    }
}

fn once<T>(seen: &mut bool, place: &mut T, value: T) -> Option<bool> {
    *place = value;
    (!std::mem::replace(seen, true)).then_some(true)
}

/// <https://drafts.csswg.org/css-fonts-4/#relative-weights>
fn weight_word(word: &str) -> Option<u16> {
    match word {
        "bold" | "bolder" => Some(BOLD_WEIGHT),
        "lighter" => Some(100),
        _ => None,
    }
}

/// A weight as a number. What has a unit is the size and stays where it is.
fn weight_number(tokens: &mut Tokens<'_>) -> Option<u16> {
    let mut ahead = *tokens;
    let is_computed = matches!(ahead.peek(), Some(Token::Function(_)));
    let Quantity { value, unit } = value::take_quantity(&mut ahead, Known::units(&length))?;
    let is_weight = is_computed || (1.0..=1000.0).contains(&value);
    // 0 is no weight but a size without a unit.
    if unit != Unit::NUMBER || !is_weight {
        return None;
    }
    *tokens = ahead;
    // The cast cuts decimals off, and makes 0 of NaN.
    Some((value as u16).clamp(1, 1000))
}

/// The optional angle behind `oblique`, within a quarter turn.
fn slanted(tokens: &mut Tokens<'_>) -> Option<f64> {
    let mut ahead = *tokens;
    match value::take_quantity(&mut ahead, Known::units(&value::angle)) {
        Some(Quantity { value, unit: Unit::ANGLE }) => {
            *tokens = ahead;
            (-90.0..=90.0).contains(&value).then_some(value)
        }
        _ => Some(SLANT),
    }
}

fn oblique(angle: f64) -> (f64, Style) {
    (angle, if angle == SLANT { Style::Italic } else { Style::Oblique })
}

/// <https://drafts.csswg.org/css-fonts-4/#font-size-prop>
fn size(tokens: &mut Tokens<'_>) -> Option<f64> {
    if let Some(Token::Ident(word)) = tokens.peek() {
        tokens.next();
        return size_word(&word.to_ascii_lowercase());
    }
    let is_computed = matches!(tokens.peek(), Some(Token::Function(_)));
    let size = value::take_quantity(tokens, Known::units(&length))?;
    let is_zero = size.value == 0.0 && !is_computed;
    let is_size = size.unit == Unit::LENGTH || (size.unit == Unit::NUMBER && is_zero);
    let fits = is_computed || size.value >= 0.0;
    (is_size && fits).then_some(value::within(size.value, 0.0, MAX_PX))
}

/// Absolute sizes as browsers have them for a medium size of 16px; relative ones are a factor of 1.2.
/// <https://drafts.csswg.org/css-fonts-4/#absolute-size-mapping>
fn size_word(word: &str) -> Option<f64> {
    Some(match word {
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" => 16.0,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" => 32.0,
        "xxx-large" => 48.0,
        "larger" => PARENT_PX * 1.2,
        "smaller" => PARENT_PX / 1.2,
        "math" => PARENT_PX,
        _ => return None,
    })
}

/// Pixels of one of a length unit, or of a percent.
fn length(unit: &str) -> Option<Quantity> {
    if unit == "%" {
        return Some(Quantity::new(PARENT_PX / 100.0, Unit::LENGTH));
    }
    value::length(unit, PARENT_PX, PARENT_PX)
}

/// Any number, length or percentage that is not negative, or `normal`; dropped.
fn line_height(tokens: &mut Tokens<'_>) -> Option<()> {
    if let Some(Token::Ident(word)) = tokens.peek() {
        tokens.next();
        return word.eq_ignore_ascii_case("normal").then_some(());
    }
    let is_computed = matches!(tokens.peek(), Some(Token::Function(_)));
    let height = value::take_quantity(tokens, Known::units(&length))?;
    (is_computed || height.value >= 0.0).then_some(())
}

/// The comma-separated list, to the end of the text.
fn families(tokens: &mut Tokens<'_>) -> Option<Vec<Family>> {
    let mut list = Vec::new();
    loop {
        if list.len() == MAX_FAMILIES {
            return None;
        }
        list.push(family(tokens)?);
        match tokens.next() {
            None => return Some(list),
            Some(Token::Comma) => {}
            Some(_) => return None,
        }
    }
}

/// A string, or names joined by single spaces. <https://drafts.csswg.org/css-fonts-4/#family-name-syntax>
fn family(tokens: &mut Tokens<'_>) -> Option<Family> {
    let first = match tokens.next()? {
        Token::String(name) => return Some(Family::Named(name.into_owned())),
        Token::Ident(name) => name,
        _ => return None,
    };
    let keyword = first.to_ascii_lowercase();
    if let Some(generic) = Generic::parse(&keyword).filter(|_| stands_alone(&keyword)) {
        return Some(Family::Generic(generic));
    }
    let mut name = first.into_owned();
    let mut words = 1;
    while let Some(Token::Ident(word)) = tokens.peek() {
        tokens.next();
        name.push(' ');
        name.push_str(&word);
        words += 1;
    }
    if words > 1 {
        return (!stands_alone(&keyword)).then_some(Family::Named(name));
    }
    match Generic::parse(&keyword) {
        Some(generic) => Some(Family::Generic(generic)),
        None => (!is_reserved(&name)).then_some(Family::Named(name)),
    }
}

/// A word no name may begin with: in Chromium the older of the generic families.
fn stands_alone(keyword: &str) -> bool {
    matches!(
        keyword,
        "serif"
            | "sans-serif"
            | "cursive"
            | "fantasy"
            | "monospace"
            | "system-ui"
            | "math"
            | "-webkit-body"
    )
}

/// Words that mean something else where any property value may stand.
/// <https://drafts.csswg.org/css-values-4/#common-keywords>
fn is_reserved(name: &str) -> bool {
    ["inherit", "initial", "unset", "revert", "revert-layer", "default"]
        .iter()
        .any(|word| name.eq_ignore_ascii_case(word))
}

impl Stretch {
    /// Percent of the normal width.
    pub fn percent(self) -> f64 {
        const PERCENT: [f64; 9] = [50.0, 62.5, 75.0, 87.5, 100.0, 112.5, 125.0, 150.0, 200.0];
        PERCENT[self as usize]
    }
}

impl FontShorthand {
    /// The text that reading `ctx.font` gives back.
    pub fn to_css(&self) -> String {
        self.to_string()
    }
}

/// In Chromium's order, without what is at its initial value and without the stretch.
impl fmt::Display for FontShorthand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.style == Style::Italic {
            f.write_str("italic ")?;
        }
        match self.weight {
            NORMAL_WEIGHT => {}
            BOLD_WEIGHT => f.write_str("bold ")?,
            weight => write!(f, "{weight} ")?,
        }
        if self.caps == VariantCaps::SmallCaps {
            f.write_str("small-caps ")?;
        }
        write!(f, "{}px", number::six_digits(f64::from(self.size_px as f32)))?;
        for (i, family) in self.families.iter().enumerate() {
            write!(f, "{}{family}", if i == 0 { " " } else { ", " })?;
        }
        Ok(())
    }
}

/// A name that is one plain identifier stands as it is, others are quoted.
/// <https://drafts.csswg.org/cssom/#serialize-a-string>
impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Generic(generic) => return f.write_str(generic.name()),
            Self::Named(name) => name,
        };
        let is_keyword = is_reserved(name) || Generic::parse(&name.to_ascii_lowercase()).is_some();
        if token::is_plain_ident(name) && !name.starts_with("--") && !is_keyword {
            return f.write_str(name);
        }
        f.write_str("\"")?;
        for c in name.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                '\x01'..='\x1F' | '\x7F' => write!(f, "\\{:x} ", u32::from(c))?,
                '\0' => f.write_str("\u{FFFD}")?,
                _ => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn css(text: &str) -> String {
        parse(text).map(|font| font.to_css()).unwrap_or_default()
    }

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(css(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn canonical_text() {
        assert_eq!(FontShorthand::default().to_css(), "10px sans-serif");
        check(&[
            ("10px sans-serif", "10px sans-serif"),
            ("  20PX   SERIF ", "20px serif"),
            ("12px Arial", "12px Arial"),
            ("italic 700 12px \"Noto Sans\", serif", "italic bold 12px \"Noto Sans\", serif"),
            (
                "small-caps italic 400 12px/2 Unknown Font, sans-serif",
                "italic small-caps 12px \"Unknown Font\", sans-serif",
            ),
            ("condensed oblique bold small-caps 12px x", "italic bold small-caps 12px x"),
            ("oblique 14deg 12px x", "italic 12px x"),
            ("oblique 20deg 12px x", "12px x"),
            ("bolder 12px x", "bold 12px x"),
            ("lighter 12px x", "100 12px x"),
            ("1000 12px x", "1000 12px x"),
            ("350.9 12px x", "350 12px x"),
            ("calc(2000) 12px x", "1000 12px x"),
            ("normal normal normal normal 12px x", "12px x"),
            ("normal bold normal 12px x", "bold 12px x"),
            ("bold 12px/normal x", "bold 12px x"),
            ("12px / 1.5em x", "12px x"),
            ("12px/120% x", "12px x"),
            ("bold/**/12px/**/x", "bold 12px x"),
            ("calc(200 * 2) 12px x", "12px x"),
        ]);
    }

    #[test]
    fn sizes() {
        check(&[
            ("1in x", "96px x"),
            ("2.54cm x", "96px x"),
            ("25.4mm x", "96px x"),
            ("101.6q x", "96px x"),
            ("72pt x", "96px x"),
            ("6pc x", "96px x"),
            ("10pt x", "13.3333px x"),
            ("2em x", "20px x"),
            ("1.5rem x", "15px x"),
            ("2ex x", "10px x"),
            ("3ch x", "15px x"),
            ("150% x", "15px x"),
            ("xx-small x", "9px x"),
            ("xxx-large x", "48px x"),
            ("larger x", "12px x"),
            ("smaller x", "8.33333px x"),
            ("0 x", "0px x"),
            ("0px x", "0px x"),
            (".5px x", "0.5px x"),
            ("1e2px x", "100px x"),
            ("1234567px x", "10000px x"),
            ("1e999px x", "10000px x"),
            ("calc(-5px) x", "0px x"),
            ("calc(10px + 50%) x", "15px x"),
            ("max(1em, 3px) x", "10px x"),
            ("caption", "16px Arial"),
            ("calc(10px + 1em / 2) x", "15px x"),
        ]);
        assert!(
            (parse("10pt x").unwrap().size_px - 40.0 / 3.0).abs() < 1e-9,
            "the size itself is exact"
        );
    }

    #[test]
    fn family_names() {
        check(&[
            ("1px a b  c", "1px \"a b c\""),
            ("1px 'a \"b\"'", "1px \"a \\\"b\\\"\""),
            ("1px \"serif\", serif", "1px \"serif\", serif"),
            ("1px \"a\\a b\"", "1px \"a\\a b\""),
            ("1px Noto\\ Sans", "1px \"Noto Sans\""),
            ("1px Ünïcode", "1px Ünïcode"),
            ("1px \"\"", "1px \"\""),
            ("1px \"1st\", -x, --y", "1px \"1st\", -x, \"--y\""),
            ("1px italic serif", "1px \"italic serif\""),
            ("1px \"Noto Sans", "1px \"Noto Sans\""),
            ("1px System-UI, emoji, ui-rounded", "1px system-ui, emoji, ui-rounded"),
        ]);
    }

    #[test]
    fn what_is_printed_reads_back() {
        for text in [
            "italic small-caps 550 13.3333px \"a\\\\b\\\"c\\1 \", serif, \"serif\", x",
            "bold 0px x",
        ] {
            let font = parse(text).unwrap();
            assert_eq!(parse(&font.to_css()), Some(font));
        }
    }

    #[test]
    fn refused() {
        for text in [
            "",
            " ",
            "inherit",
            "initial",
            "unset",
            "bogus",
            "10px",
            "sans-serif",
            "10 sans-serif",
            "-1px x",
            "1px",
            "px x",
            "1foo x",
            "1vw x",
            "1deg x",
            "1px x,",
            "1px ,x",
            "1px x y,, z",
            "1px inherit",
            "1px x, initial",
            "1px default",
            "1px 1st",
            "1px x!",
            "1px x;",
            "1px x 2px",
            "bold bold 1px x",
            "italic oblique 1px x",
            "bold 400 1px x",
            "small-caps small-caps 1px x",
            "normal normal normal normal normal 1px x",
            "bold italic small-caps condensed normal 1px x",
            "1001 1px x",
            "0.5 1px x",
            "oblique 91deg 1px x",
            "1px/-1 x",
            "1px/ x",
            "1px/bold x",
            "italic",
            "italic bold",
            "1px \"a\" b",
            "1px a \"b\"",
            "1px \"a\nb\"",
            "1px x / 2",
            "calc(1) x",
            "1px sans-serif serif",
            "caption x",
            "calc(0) x",
            "var(--x)",
            "10 px x",
            "1px/1deg x",
        ] {
            assert_eq!(css(text), "", "{text:?}");
        }
    }

    #[test]
    fn megabytes_are_read_in_linear_time() {
        let started = std::time::Instant::now();
        let mega = |text: &str| text.repeat((1 << 20) / text.len());
        assert!(parse(&format!("1px {}", mega("a "))).is_some());
        assert!(parse(&format!("1px \"{}\"", mega("\\\""))).is_some());
        assert!(parse(&format!("1px{}x", mega(" "))).is_some());
        assert_eq!(parse(&format!("1px {}x", mega("a,"))), None);
        assert_eq!(parse(&mega("normal ")), None);
        assert!(started.elapsed().as_secs() < 10, "took {:?}", started.elapsed());
    }
}
