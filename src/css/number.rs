//! Numbers as Chromium prints them.

/// With six significant digits, without zeros at the end; very small and very large ones with an exponent, and
/// then with all six.
pub(super) fn six_digits(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    // Rust's exponent is that of the number once it is rounded.
    let text = format!("{value:.5e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    match exponent {
        -6..=5 => {
            let decimals = usize::try_from(5 - exponent).unwrap_or(0);
            let plain = format!("{value:.decimals$}");
            if plain.contains('.') {
                plain.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                plain
            }
        }
        _ => format!("{digits}e{exponent:+}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_chromium_prints_them() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-0.25, "-0.25"),
            (0.123_456_789, "0.123457"),
            (123_456.789, "123457"),
            (99_999.96, "100000"),
            (999_999.4, "999999"),
            (999_999.5, "1.00000e+6"),
            (1e30, "1.00000e+30"),
            (1e-6, "0.000001"),
            (1e-7, "1.00000e-7"),
            (-6.853_95e-9, "-6.85395e-9"),
            (1.234_567e-5, "0.0000123457"),
        ] {
            assert_eq!(six_digits(value), text);
        }
    }
}
