//! CSS colours: what parses is written so that it parses to the same again.
#![no_main]

use canvas::css::color::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Some(color) = parse(&text) {
        let paint = color.to_paint();
        assert!((0.0..=1.0).contains(&paint.a), "{color:?}");
        assert!(paint.channels().iter().all(|v| v.is_finite()), "{color:?}");
        let css = color.to_css();
        let again = parse(&css).unwrap_or_else(|| panic!("{css} does not parse"));
        assert_eq!(whole_turns(&again.to_css()), whole_turns(&css));
    }
});

/// A hue of a hair less than a whole turn is written as one, in Chromium too.
fn whole_turns(css: &str) -> String {
    css.replace(" 360)", " 0)").replace(" 360 /", " 0 /")
}
