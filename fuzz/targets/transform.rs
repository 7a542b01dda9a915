//! Lists of CSS transform functions: the numbers of what parses are finite, but for factors.
#![no_main]

use canvas::css::transform::{Function, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    for (function, _) in parse(&text).unwrap_or_default() {
        let (_, numbers) = function.numbers();
        // A factor that is computed may be beyond what a single holds.
        let is_scale = matches!(function, Function::Scale(_));
        assert!(numbers.iter().all(|n| n.is_finite() || is_scale && !n.is_nan()), "{function:?}");
    }
});
