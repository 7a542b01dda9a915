//! CSS fonts: what parses is written so that it parses to the same again.
#![no_main]

use canvas::css::font::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Some(font) = parse(&text) {
        let css = font.to_css();
        let again = parse(&css).unwrap_or_else(|| panic!("{css:?} does not parse"));
        assert_eq!(again.to_css(), css);
    }
});
