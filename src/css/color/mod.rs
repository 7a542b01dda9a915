//! CSS colours: text → [`SpecifiedColor`] → text.
//! <https://drafts.csswg.org/css-color-4/>, <https://drafts.csswg.org/css-color-5/>
//!
//! The grammar is read strictly. A colour keeps the numbers of the space it was written in; `to_paint` makes
//! sRGB of it, below 0 and above 1 where it is wider.

mod function;
mod interpolation;
mod mix;
mod space;
mod specified;

pub use specified::SpecifiedColor;

use super::names;
use super::token::{Token, Tokens};

/// Functions may nest so deep; each level is a few frames of the stack.
const MAX_DEPTH: u32 = 32;

/// Reads a colour; `None` when `text` is not one.
pub fn parse(text: &str) -> Option<SpecifiedColor> {
    let mut tokens = Tokens::new(text);
    let color = take(&mut tokens)?;
    tokens.is_at_end().then_some(color)
}

/// Takes a colour; what was taken without being one is not put back.
pub(super) fn take(tokens: &mut Tokens<'_>) -> Option<SpecifiedColor> {
    take_at(tokens, 0)
}

fn take_at(tokens: &mut Tokens<'_>, depth: u32) -> Option<SpecifiedColor> {
    if depth > MAX_DEPTH {
        return None;
    }
    match tokens.next()? {
        Token::Hash(digits) => hex(&digits),
        Token::Ident(name) => named(&name.to_ascii_lowercase()),
        Token::Function(name) => match name.to_ascii_lowercase().as_str() {
            "color-mix" => mix::take(tokens, depth),
            "alpha" => function::take_alpha(tokens, depth),
            // Chromium knows it inside other functions only.
            "light-dark" if depth > 0 => light_dark(tokens, depth),
            name => function::take(name, tokens, depth),
        },
        _ => None,
    }
}

/// A canvas without an element is light. <https://drafts.csswg.org/css-color-5/#light-dark>
fn light_dark(tokens: &mut Tokens<'_>, depth: u32) -> Option<SpecifiedColor> {
    let light = take_at(tokens, depth + 1)?;
    if !tokens.take(&Token::Comma) {
        return None;
    }
    take_at(tokens, depth + 1)?;
    tokens.take_close().then_some(light)
}

/// <https://drafts.csswg.org/css-color-4/#hex-notation>
fn hex(digits: &str) -> Option<SpecifiedColor> {
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
    let color = SpecifiedColor::rgb(channel(rgb >> (2 * bits)), channel(rgb >> bits), channel(rgb));
    Some(SpecifiedColor { alpha, ..color })
}

/// <https://drafts.csswg.org/css-color-4/#named-colors>. A canvas whose element has no computed style
/// takes `currentcolor` to be opaque black:
/// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-fillstyle>
fn named(name: &str) -> Option<SpecifiedColor> {
    match name {
        "transparent" => Some(SpecifiedColor { alpha: 0.0, ..SpecifiedColor::rgb(0, 0, 0) }),
        "currentcolor" => Some(SpecifiedColor::rgb(0, 0, 0)),
        _ => {
            let [a, r, g, b] = names::lookup(name)?.to_be_bytes();
            Some(SpecifiedColor { alpha: f32::from(a) / 255.0, ..SpecifiedColor::rgb(r, g, b) })
        }
    }
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
    fn a_mix_beyond_all_numbers_reads_as_it_is_written() {
        let far = "color-mix(in oklch longer hue, red 20%, color(display-p3 1 none 5888888888888888888888))";
        check(&[(far, "oklch(0 0 0)"), ("oklch(0 0 calc(NaN))", "oklch(0 0 0)")]);
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
    fn wide_spaces_are_painted() {
        let painted = |text: &str| parse(text).unwrap().to_paint().to_css();
        for (text, wanted) in [
            ("lab(46.2775% -47.5621 48.5837)", "#008000"),
            ("lch(46.2775% 67.9892 134.3912)", "#008000"),
            ("oklab(51.975% -0.1403 0.10768)", "#008000"),
            ("oklch(51.975% 0.17686 142.495)", "#008000"),
            ("color(srgb 0 0.5 1)", "#0080ff"),
            ("color(display-p3 0.21604 0.49418 0.13151)", "#008000"),
            ("color(display-p3-linear 0.0383 0.2087 0.0156)", "#008000"),
            ("color(a98-rgb 0.281363 0.498012 0.116746)", "#008000"),
            ("color(prophoto-rgb 0.230479 0.395789 0.129968)", "#008000"),
            ("color(xyz 0.07719 0.15438 0.02573)", "#008000"),
            ("color(xyz-d50 0.08312 0.154746 0.020961)", "#008000"),
            ("color(srgb-linear 0 0.21586 0)", "#008000"),
            ("color(SRGB 200% -3 none / 20%)", "rgba(255, 0, 0, 0.2)"),
            ("color(display-p3 0 1 0)", "#00ff00"),
        ] {
            assert_eq!(painted(text), wanted, "{text}");
        }
    }

    /// More is compared with what Chromium answered, in `__test__/browser`.
    #[test]
    fn wide_spaces_keep_their_numbers() {
        check(&[
            ("lab(50% 20% -20%)", "lab(50 25 -25)"),
            ("lab(400 0 0 / 0.5)", "lab(100 0 0 / 0.5)"),
            ("lch(50 -20 -20)", "lch(50 0 340)"),
            ("oklab(none none none / none)", "oklab(none none none / none)"),
            ("oklch(.5 50% 0.5turn)", "oklch(0.5 0.2 180)"),
            ("color(display-p3 50% 2 none / 30%)", "color(display-p3 0.5 2 none / 0.3)"),
            ("color(xyz 1 0 0)", "color(xyz-d65 1 0 0)"),
            (
                "color(srgb calc(infinity) calc(-infinity) calc(NaN))",
                "color(srgb calc(infinity) calc(-infinity) calc(NaN))",
            ),
        ]);
    }

    #[test]
    fn relative_colours() {
        check(&[
            ("rgb(from red r g b)", "color(srgb 1 0 0)"),
            ("rgb(from red b none calc(r / 2))", "color(srgb 0 none 0.5)"),
            (
                "rgb(from rgb(10 20 30 / 0.4) r g b / alpha)",
                "color(srgb 0.0392157 0.0784314 0.117647 / 0.4)",
            ),
            ("hsl(from red calc(h + 120) s l)", "color(srgb 0 1 0)"),
            ("color(from rgb(from red b g r) srgb r g b)", "color(srgb 0 0 1)"),
            ("alpha(from red / 50%)", "rgba(255, 0, 0, 0.5)"),
            ("alpha(from lab(50 20 20) / calc(alpha / 2))", "lab(50 20 20 / 0.5)"),
            ("lab(from lch(50 none 30) l a b)", "lab(50 0 0)"),
        ]);
    }

    #[test]
    fn mixes() {
        check(&[
            ("color-mix(in srgb, red, blue)", "color(srgb 0.5 0 0.5)"),
            ("color-mix(in srgb, red 20%, 30% blue)", "color(srgb 0.4 0 0.6 / 0.5)"),
            ("color-mix(in hsl longer hue, red, blue)", "color(srgb 0 1 0)"),
            ("color-mix(in srgb, transparent, blue)", "color(srgb 0 0 1 / 0.5)"),
            ("color-mix(in srgb, red 0%, blue 0%)", "color(srgb 0.5 0 0.5 / 0)"),
            ("color-mix(in lch, lab(50 none 20), lch(none 30 20))", "lch(50 25 55)"),
            ("color-mix(in srgb, light-dark(red, lime), blue)", "color(srgb 0.5 0 0.5)"),
            (
                "color-mix(in srgb, color-mix(in srgb, red, blue), white)",
                "color(srgb 0.75 0.5 0.75)",
            ),
        ]);
    }

    #[test]
    fn system_colours_are_those_of_a_light_page() {
        check(&[
            ("Canvas", "#ffffff"),
            ("CANVASTEXT", "#000000"),
            ("LinkText", "#0000ee"),
            ("highlight", "rgba(0, 65, 198, 0.8)"),
            ("AccentColor", ""),
        ]);
    }

    /// The library knows more digits of each matrix than Chromium.
    #[test]
    fn conversions_agree_with_the_color_crate() {
        use ::color::ColorSpaceTag as Tag;
        use space::Space;
        let tags = [
            (Space::SrgbLinear, Tag::LinearSrgb),
            (Space::DisplayP3, Tag::DisplayP3),
            (Space::XyzD50, Tag::XyzD50),
            (Space::XyzD65, Tag::XyzD65),
            (Space::Oklab, Tag::Oklab),
        ];
        for rgb in [[0.1, 0.5, 0.9], [1.0, 0.0, 0.3], [-0.2, 1.2, 0.4]] {
            for (space, tag) in tags {
                let (ours, theirs) = (Space::Srgb.convert(space, rgb), Tag::Srgb.convert(tag, rgb));
                let back = space.convert(Space::Srgb, ours);
                let far = |a: [f32; 3], b: [f32; 3], most| {
                    a.iter().zip(b).any(|(a, b)| (a - b).abs() > most)
                };
                assert!(!far(ours, theirs, 1e-3), "{space:?} {ours:?} {theirs:?}");
                assert!(!far(back, rgb, 1e-3), "{space:?} {rgb:?} {back:?}");
            }
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |count: usize| {
            let (open, close) = ("color-mix(in srgb, ".repeat(count), ", blue)".repeat(count));
            parse(&format!("{open}red{close}"))
        };
        assert!(nested(20).is_some());
        assert_eq!(nested(50_000), None);
        assert_eq!(parse(&"rgb(from ".repeat(100_000)), None);
        assert_eq!(parse(&"alpha(from ".repeat(100_000)), None);
    }

    #[test]
    fn no_component_is_too_large() {
        for space in ["lab(", "lch(", "oklab(", "oklch(", "color(xyz ", "color(rec2020 "] {
            for size in ["1e999", "-1e999", "1e30", "-1e30", "calc(NaN)"] {
                assert!(parse(&format!("{space}{size} {size} {size})")).is_some(), "{space}{size}");
            }
        }
    }

    /// What is no number in Lab and its like is 0, as it is where such text is read.
    #[test]
    fn mixes_of_huge_numbers_read_back_as_they_are_written() {
        let of = |space: &str, number: &str| {
            format!("color-mix(in {space}, red 20%, color(display-p3 1 none {number}))")
        };
        assert_eq!(css(&of("oklch longer hue", "5888888888888888888888")), "oklch(0 0 0)");
        for space in
            ["oklch longer hue", "oklch", "lch", "oklab", "lab", "srgb", "hsl", "hwb", "xyz"]
        {
            for number in
                ["1e22", "1e38", "-1e38", "calc(infinity)", "calc(-infinity)", "calc(NaN)"]
            {
                let written = css(&of(space, number));
                assert!(!written.is_empty());
                assert_eq!(css(&written), written, "{space} {number}");
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
