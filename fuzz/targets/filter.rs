//! The `filter` attribute: what parses has functions with numbers in their bounds.
#![no_main]

use canvas::css::filter::parse;
use canvas::geom::DeviceRect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Some(filter) = parse(&text, 10.0) {
        // Adds offsets and blurs up, which must be finite and must not overflow.
        filter.spread(&DeviceRect { left: 0, top: 0, right: 1 << 16, bottom: 1 << 16 });
    }
});
