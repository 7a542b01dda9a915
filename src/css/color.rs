//! CSS colours: text → [`Color`] in sRGB. <https://drafts.csswg.org/css-color-4/>
//!
//! The grammar is read here, strictly; the `color` crate converts between the spaces.
//! Colours of wider spaces keep their numbers, below 0 and above 1; eight bits cut them off.
//! Not read: system colours, `color-mix()`, relative colours and `light-dark()`.

use ::color::ColorSpaceTag;

use super::names;
use super::token::{Token, Tokens};
use super::value::{self, Quantity, Unit};
use crate::paint::Color;

/// Reads a colour; `None` when `text` is not one.
pub fn parse(text: &str) -> Option<Color> {
    let mut tokens = Tokens::new(text);
    let color = take(&mut tokens)?;
    tokens.is_at_end().then_some(color)
}

/// Takes a colour; what was taken without being one is not put back.
pub(super) fn take(tokens: &mut Tokens<'_>) -> Option<Color> {
    match tokens.next()? {
        Token::Hash(digits) => hex(&digits),
        Token::Ident(name) => named(&name),
        Token::Function(name) => function(&name.to_ascii_lowercase(), tokens),
        _ => None,
    }
}

/// <https://drafts.csswg.org/css-color-4/#hex-notation>
fn hex(digits: &str) -> Option<Color> {
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let number = || u32::from_str_radix(digits, 16).ok();
    // One digit stands for itself twice: 0xF * 0x11 = 0xFF.
    let short = |n: u32| (n & 0xF) as u8 * 0x11;
    let long = |n: u32| (n & 0xFF) as u8;
    let (channel, bits, opaque): (&dyn Fn(u32) -> u8, u32, bool) = match digits.len() {
        3 => (&short, 4, true),
        4 => (&short, 4, false),
        6 => (&long, 8, true),
        8 => (&long, 8, false),
        _ => return None,
    };
    let rgb = if opaque { number()? } else { number()? >> bits };
    let alpha = if opaque { 1.0 } else { f32::from(channel(number()?)) / 255.0 };
    Some(Color::rgba(channel(rgb >> (2 * bits)), channel(rgb >> bits), channel(rgb), alpha))
}

/// <https://drafts.csswg.org/css-color-4/#named-colors>. A canvas whose element has no computed style
/// takes `currentcolor` to be opaque black:
/// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fillstyle>
fn named(name: &str) -> Option<Color> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "transparent" => Some(Color::TRANSPARENT),
        "currentcolor" => Some(Color::BLACK),
        _ => {
            let [_, r, g, b] = names::lookup(&name)?.to_be_bytes();
            Some(Color::rgb(r, g, b))
        }
    }
}

/// What stands between a colour function's parentheses.
struct Arguments {
    /// Separated by commas, as CSS 2 and 3 had it.
    legacy: bool,
    /// `None` is the keyword `none`.
    components: [Option<Quantity>; 3],
    /// 0 to 1.
    alpha: f64,
}

fn function(name: &str, tokens: &mut Tokens<'_>) -> Option<Color> {
    let space = if name == "color" { predefined_space(tokens)? } else { ColorSpaceTag::Srgb };
    let arguments = arguments(tokens)?;
    if arguments.legacy && !matches!(name, "rgb" | "rgba" | "hsl" | "hsla") {
        return None;
    }
    let rgb = match name {
        "rgb" | "rgba" => rgb(&arguments)?,
        "hsl" | "hsla" => hsl(&arguments)?,
        "hwb" => hwb(&arguments)?,
        "lab" => rectangular(&arguments, ColorSpaceTag::Lab, 100.0, 125.0)?,
        "oklab" => rectangular(&arguments, ColorSpaceTag::Oklab, 1.0, 0.4)?,
        "lch" => polar(&arguments, ColorSpaceTag::Lch, 100.0, 150.0)?,
        "oklch" => polar(&arguments, ColorSpaceTag::Oklch, 1.0, 0.4)?,
        "color" => predefined(&arguments, space)?,
        _ => return None,
    };
    Some(from_unit(rgb, arguments.alpha))
}

/// `1, 2, 3, 4` or `1 2 3 / 4`, and the closing parenthesis.
fn arguments(tokens: &mut Tokens<'_>) -> Option<Arguments> {
    let first = component(tokens)?;
    let legacy = tokens.take(&Token::Comma);
    let second = component(tokens)?;
    if legacy && !tokens.take(&Token::Comma) {
        return None;
    }
    let components = [first, second, component(tokens)?];
    let separator = if legacy { Token::Comma } else { Token::Other('/') };
    let alpha = if tokens.take(&separator) { component(tokens)? } else { Some(OPAQUE) };
    let has_none = components.contains(&None) || alpha.is_none();
    if (legacy && has_none) || !tokens.take_close() {
        return None;
    }
    Some(Arguments { legacy, components, alpha: clamp(scaled(alpha, 1.0)?, 1.0) })
}

const OPAQUE: Quantity = Quantity { value: 1.0, unit: Unit::Number };

/// The outer `None` is an error, the inner one the keyword `none`.
fn component(tokens: &mut Tokens<'_>) -> Option<Option<Quantity>> {
    if let Some(Token::Ident(name)) = tokens.peek() {
        tokens.next();
        return name.eq_ignore_ascii_case("none").then_some(None);
    }
    value::take_quantity(tokens, &value::angle).map(Some)
}

/// A number as it is or a percentage of `whole`; `none` is 0. Angles are errors.
fn scaled(component: Option<Quantity>, whole: f64) -> Option<f64> {
    let Some(Quantity { value, unit }) = component else { return Some(0.0) };
    match unit {
        Unit::Number => Some(no_nan(value)),
        Unit::Percent => Some(no_nan(value) / 100.0 * whole),
        Unit::Angle | Unit::Length => None,
    }
}

/// An angle in degrees, 0 up to 360; a bare number is in degrees too.
fn hue(component: Option<Quantity>) -> Option<f64> {
    let Some(Quantity { value, unit }) = component else { return Some(0.0) };
    let degrees = if value.is_finite() { value.rem_euclid(360.0) } else { 0.0 };
    matches!(unit, Unit::Number | Unit::Angle).then_some(degrees)
}

/// `calc()` turns what is not a number into 0 at its outer end.
fn no_nan(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value }
}

fn clamp(value: f64, max: f64) -> f64 {
    value.clamp(0.0, max)
}

/// <https://drafts.csswg.org/css-color-4/#rgb-functions>
fn rgb(arguments: &Arguments) -> Option<[f64; 3]> {
    let percents =
        arguments.components.iter().flatten().filter(|c| c.unit == Unit::Percent).count();
    if arguments.legacy && !matches!(percents, 0 | 3) {
        return None;
    }
    let [r, g, b] = arguments.components.map(|c| scaled(c, 255.0).map(|v| clamp(v, 255.0) / 255.0));
    Some([r?, g?, b?])
}

/// Hue, and two parts of 100; CSS 3 wanted the percent sign.
fn hue_and_parts(arguments: &Arguments) -> Option<(f64, f64, f64)> {
    let [h, first, second] = arguments.components;
    let signed = [first, second].iter().flatten().all(|part| part.unit == Unit::Percent);
    if arguments.legacy && !signed {
        return None;
    }
    let part = |c| scaled(c, 100.0).map(|v| clamp(v, 100.0) / 100.0);
    Some((hue(h)?, part(first)?, part(second)?))
}

/// <https://drafts.csswg.org/css-color-4/#the-hsl-notation>
fn hsl(arguments: &Arguments) -> Option<[f64; 3]> {
    let (hue, saturation, lightness) = hue_and_parts(arguments)?;
    Some(hsl_to_rgb(hue, saturation, lightness))
}

/// <https://drafts.csswg.org/css-color-4/#hsl-to-rgb>: each channel is a trapezoid over the hue
/// circle, twelve units long, shifted by a third of it.
fn hsl_to_rgb(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|shift| {
        let k = (shift + hue / 30.0) % 12.0;
        lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

/// <https://drafts.csswg.org/css-color-4/#hwb-to-rgb>
fn hwb(arguments: &Arguments) -> Option<[f64; 3]> {
    let (hue, white, black) = hue_and_parts(arguments)?;
    if white + black >= 1.0 {
        return Some([white / (white + black); 3]);
    }
    Some(hsl_to_rgb(hue, 1.0, 0.5).map(|channel| channel * (1.0 - white - black) + white))
}

/// lab() and oklab(): `light` is the lightness of white, `whole` is 100% of an axis.
/// <https://drafts.csswg.org/css-color-4/#specifying-lab-lch>
fn rectangular(args: &Arguments, space: ColorSpaceTag, light: f64, whole: f64) -> Option<[f64; 3]> {
    let [l, a, b] = args.components;
    Some(to_srgb(space, [clamp(scaled(l, light)?, light), scaled(a, whole)?, scaled(b, whole)?]))
}

/// lch() and oklch(): `light` is the lightness of white, `whole` is 100% of chroma.
fn polar(args: &Arguments, space: ColorSpaceTag, light: f64, whole: f64) -> Option<[f64; 3]> {
    let [l, c, h] = args.components;
    let chroma = scaled(c, whole)?.max(0.0);
    Some(to_srgb(space, [clamp(scaled(l, light)?, light), chroma, hue(h)?]))
}

/// <https://drafts.csswg.org/css-color-4/#predefined>
fn predefined_space(tokens: &mut Tokens<'_>) -> Option<ColorSpaceTag> {
    let Token::Ident(name) = tokens.next()? else { return None };
    Some(match name.to_ascii_lowercase().as_str() {
        "srgb" => ColorSpaceTag::Srgb,
        "srgb-linear" => ColorSpaceTag::LinearSrgb,
        "display-p3" => ColorSpaceTag::DisplayP3,
        "a98-rgb" => ColorSpaceTag::A98Rgb,
        "prophoto-rgb" => ColorSpaceTag::ProphotoRgb,
        "rec2020" => ColorSpaceTag::Rec2020,
        "xyz" | "xyz-d65" => ColorSpaceTag::XyzD65,
        "xyz-d50" => ColorSpaceTag::XyzD50,
        _ => return None,
    })
}

fn predefined(arguments: &Arguments, space: ColorSpaceTag) -> Option<[f64; 3]> {
    let [a, b, c] = arguments.components.map(|component| scaled(component, 1.0));
    Some(to_srgb(space, [a?, b?, c?]))
}

/// Far beyond what any pixel holds; it keeps the conversions' cubes inside f32.
const LARGEST: f64 = 1e6;

fn to_srgb(space: ColorSpaceTag, components: [f64; 3]) -> [f64; 3] {
    let components = components.map(|v| v.clamp(-LARGEST, LARGEST) as f32);
    space.convert(ColorSpaceTag::Srgb, components).map(f64::from)
}

/// From channels where 1 is full.
fn from_unit(rgb: [f64; 3], alpha: f64) -> Color {
    let [r, g, b] = rgb.map(|v| v as f32);
    Color { r, g, b, a: 1.0 }.with_alpha(alpha as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What reading the style back gives; the empty string for what is no colour.
    fn css(text: &str) -> String {
        parse(text).map(|color| color.to_css()).unwrap_or_default()
    }

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(css(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn names_and_hex() {
        check(&[
            ("red", "#ff0000"),
            ("  ReBeCcApUrPlE\n", "#663399"),
            ("lightgoldenrodyellow", "#fafad2"),
            ("transparent", "rgba(0, 0, 0, 0)"),
            ("currentColor", "#000000"),
            ("grey", "#808080"),
            ("LightSlateGrey", "#778899"),
            ("r\\65 d", "#ff0000"),
            ("/**/red/**/", "#ff0000"),
            ("#f0a", "#ff00aa"),
            ("#F0A8", "rgba(255, 0, 170, 0.533)"),
            ("#12ab34", "#12ab34"),
            ("#12AB3480", "rgba(18, 171, 52, 0.5)"),
            ("#000000ff", "#000000"),
        ]);
    }

    #[test]
    fn rgb_old_and_new() {
        check(&[
            ("rgb(1,2,3)", "#010203"),
            ("RGBA( 1 , 2 , 3 , .5 )", "rgba(1, 2, 3, 0.5)"),
            ("rgb(1 2 3 / 50%)", "rgba(1, 2, 3, 0.5)"),
            ("rgb(1,2,3,25%)", "rgba(1, 2, 3, 0.25)"),
            ("rgb(50%,50%,50%)", "#808080"),
            ("rgb(10% 20 30%)", "#1a144d"),
            ("rgb(300 -20 255.4)", "#ff00ff"),
            ("rgb(2.5 0.5 0.4)", "#030100"),
            ("rgb(250% -20% 40%)", "#ff0066"),
            ("rgb(1 2 3 / 7)", "#010203"),
            ("rgb(1 2 3 / -1)", "rgba(1, 2, 3, 0)"),
            ("rgb(none 128 none)", "#008000"),
            ("rgb(1 2 3 / none)", "rgba(1, 2, 3, 0)"),
            ("rgb(1 2 3", "#010203"),
            ("rgb(1/**/2 3)", "#010203"),
            ("rgb(1+2+3)", "#010203"),
            ("rgb(1e2 0 0)", "#640000"),
            ("rgb(1e999 0 0)", "#ff0000"),
            ("rgb(calc(2 * 4), calc(1 + 2), 3)", "#080303"),
            ("rgb(calc(infinity), calc(NaN), calc(-infinity))", "#ff0000"),
            ("\u{c}rgb(1\t2\n3\r)", "#010203"),
        ]);
    }

    #[test]
    fn hsl_and_hwb() {
        check(&[
            ("hsl(120, 100%, 50%)", "#00ff00"),
            ("hsl(120deg 30% 50%)", "#59a659"),
            ("hsl(120 30 50)", "#59a659"),
            ("hsla(-240deg, 100%, 25%, 0.2)", "rgba(0, 128, 0, 0.2)"),
            ("hsl(0.5turn 100% 50% / 50%)", "rgba(0, 255, 255, 0.5)"),
            ("hsl(200grad 100% 50%)", "#00ffff"),
            ("hsl(3.14159265rad 100% 50%)", "#00ffff"),
            ("hsl(0 200% 50%)", "#ff0000"),
            ("hsl(0 0% 50%)", "#808080"),
            ("hsl(none none 100%)", "#ffffff"),
            ("hsl(1e999 100% 50%)", "#ff0000"),
            ("hwb(120 30% 50%)", "#4d804d"),
            ("hwb(120deg 30 50 / 0.5)", "rgba(77, 128, 77, 0.5)"),
            ("hwb(0 100% 100%)", "#808080"),
            ("hwb(90deg 0% 0%)", "#80ff00"),
            ("hwb(none none none)", "#ff0000"),
        ]);
    }

    /// The sRGB values of these colours are those of the CSS Color 4 reference tests.
    #[test]
    fn wide_spaces() {
        check(&[
            ("lab(46.2775% -47.5621 48.5837)", "#008000"),
            ("lch(46.2775% 67.9892 134.3912)", "#008000"),
            ("oklab(51.975% -0.1403 0.10768)", "#008000"),
            ("oklch(51.975% 0.17686 142.495)", "#008000"),
            ("color(srgb 0 0.5 1)", "#0080ff"),
            ("color(display-p3 0.21604 0.49418 0.13151)", "#008000"),
            ("color(a98-rgb 0.281363 0.498012 0.116746)", "#008000"),
            ("color(prophoto-rgb 0.230479 0.395789 0.129968)", "#008000"),
            ("color(rec2020 0.235202 0.431704 0.085432)", "#008000"),
            ("color(xyz 0.07719 0.15438 0.02573)", "#008000"),
            ("color(xyz-d50 0.08312 0.154746 0.020961)", "#008000"),
            ("color(srgb-linear 0 0.21586 0)", "#008000"),
            ("lab(0 0 0 / 0.5)", "rgba(0, 0, 0, 0.5)"),
            ("lab(100 0 0)", "#ffffff"),
            ("lab(400 0 0)", "#ffffff"),
            ("lab(-40 0 0)", "#000000"),
            ("oklab(100% 0% 0%)", "#ffffff"),
            ("lch(50 -20 0)", &css("lch(50 0 0)")),
            ("lch(50 40% 20)", &css("lch(50 60 20)")),
            ("oklch(.5 50% 20)", &css("oklch(0.5 0.2 20deg)")),
            ("lab(50% 20% -20%)", &css("lab(50 25 -25)")),
            ("oklab(none none none / none)", "rgba(0, 0, 0, 0)"),
            ("color(SRGB 200% -3 none / 20%)", "rgba(255, 0, 0, 0.2)"),
            ("color(display-p3 0 1 0)", "#00ff00"),
        ]);
    }

    #[test]
    fn no_component_is_too_large() {
        for space in ["lab(", "lch(", "oklab(", "oklch(", "color(xyz ", "color(rec2020 "] {
            for size in ["1e999", "-1e999", "1e30", "-1e30", "calc(NaN)"] {
                assert!(parse(&format!("{space}{size} {size} {size})")).is_some(), "{space}{size}");
            }
        }
    }

    #[test]
    fn refused() {
        let table = [
            "",
            " ",
            "/*",
            "auto",
            "123",
            "#",
            "#1",
            "#12",
            "#12345",
            "#1234567",
            "#123456789",
            "#ggg",
            "# fff",
            "fff",
            "red blue",
            "red,",
            "red;",
            "rgb",
            "rgb()",
            "rgb(1)",
            "rgb(1,2)",
            "rgb(1,2,3,4,5)",
            "rgb(1 2 3 4)",
            "rgb(1 2 3 / 4 5)",
            "rgb(1, 2 3)",
            "rgb(1 2, 3)",
            "rgb(1 2 3, 4)",
            "rgb(1, 2, 3 / 4)",
            "rgb(1,2,3,)",
            "rgb(,1,2,3)",
            "rgb(1,2,3))",
            "rgb(1,2,3) x",
            "rgb (1,2,3)",
            "rgb(10%, 20, 30%)",
            "rgb(1deg 2 3)",
            "rgb(1px 2 3)",
            "rgb(none, 2, 3)",
            "rgb(1, 2, 3, none)",
            "rgb(a b c)",
            "rgb(1 2 3 / 4deg)",
            "rgb[1 2 3]",
            "hsl(120, 100, 50)",
            "hsl(120%, 100%, 50%)",
            "hsl(120 100deg 50)",
            "hsl(120px 1% 1%)",
            "hwb(120, 30%, 50%)",
            "hwba(120 30% 50%)",
            "lab(1, 2, 3)",
            "lab(0 0 0deg)",
            "lch(1 2 3%)",
            "color(srgb 1 2)",
            "color(srgb, 1, 2, 3)",
            "color(1 2 3)",
            "color(lab 1 2 3)",
            "color(srgb 0deg 0 0)",
            "\"red\"",
            "rgb(\"1\" 2 3)",
            "réd",
            "url(red)",
            "inherit",
            "red\\",
            "rgb(1 2 3 /)",
            "rgb(calc(1 +2) 2 3)",
        ];
        for text in table {
            assert_eq!(css(text), "", "{text:?}");
        }
    }

    /// Every parser step is linear, so megabytes are read in no time; an hour would be quadratic.
    #[test]
    fn megabytes_are_read_in_linear_time() {
        let started = std::time::Instant::now();
        let mega = |text: &str| text.repeat((1 << 20) / text.len());
        assert_eq!(css(&format!("rgb({}1 2 3)", mega(" "))), "#010203");
        assert_eq!(css(&format!("{}red", mega("/**/ "))), "#ff0000");
        assert_eq!(css(&format!("rgb({} 2 3)", mega("1"))), "#ff0203");
        for text in ["a", "#a", "rgb(", "\\61 ", "1 ", "calc(", "\"", "/*", "rgb(1,"] {
            assert_eq!(css(&mega(text)), "", "{text:?}");
        }
        assert_eq!(css(&format!("rgb(calc(1{}) 2 3)", mega(" + 1"))), "#ff0203");
        assert!(started.elapsed().as_secs() < 10, "took {:?}", started.elapsed());
    }
}
