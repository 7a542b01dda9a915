//! Contrast of text: how much more or less of a colour a pixel at a glyph's edge gets than the glyph covers of it.
//!
//! Blending in sRGB makes light text on dark look bold and dark text on light look thin. Chromium evens that out
//! by a table for the lightness of the text, as if the ground were its opposite: a little contrast, and blending
//! with a gamma near 1.2. Its numbers were found by drawing text in all greys: all 256 rows of the eight tables
//! are the same.

use std::sync::LazyLock;

/// Contrast for black text; the lighter the text the less.
const CONTRAST: f64 = 0.2;
/// 1.2, kept in 64ths.
const GAMMA: f64 = 76.0 / 64.0;
/// Lightnesses that have tables.
const STEPS: u8 = 8;

/// Which table, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tone(Option<u8>);

impl Tone {
    /// Coverage as it is.
    pub const LINEAR: Self = Self(None);
    /// For what has no one colour: gradients and patterns count as middle grey.
    pub const MIDDLE: Self = Self(Some(STEPS / 2));

    /// For text in an sRGB colour.
    pub fn of([r, g, b]: [u8; 3]) -> Self {
        let [r, g, b] = [r, g, b].map(f64::from);
        let light = (0.2126 * r + 0.7152 * g + 0.0722 * b).round() as u8;
        Self(Some(light >> 5))
    }

    /// Coverage to what is blended; `None` when that is the same.
    pub(super) fn table(self) -> Option<&'static [u8; 256]> {
        TABLES.get(usize::from(self.0?))
    }
}

static TABLES: LazyLock<[[u8; 256]; STEPS as usize]> =
    LazyLock::new(|| std::array::from_fn(|step| table(step as u8)));

fn table(step: u8) -> [u8; 256] {
    // The three bits repeated: 0 for the first and 255 for the last.
    let text = f64::from(step << 5 | step << 2 | step >> 1) / 255.0;
    let ground = 1.0 - text;
    let [linear_text, linear_ground] = [text, ground].map(|v| v.powf(GAMMA));
    std::array::from_fn(|covered| {
        let plain = covered as f64 / 255.0;
        let part = plain + (1.0 - plain) * CONTRAST * linear_ground * plain;
        let mixed = (linear_text * part + linear_ground * (1.0 - part)).powf(1.0 / GAMMA);
        (255.0 * (mixed - ground) / (text - ground)).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(color: [u8; 3], covered: u8) -> u8 {
        Tone::of(color).table().unwrap()[usize::from(covered)]
    }

    #[test]
    fn ends_stay_and_nothing_turns_back() {
        for step in 0..STEPS {
            let table = table(step);
            assert_eq!((table[0], table[255]), (0, 255));
            assert!(table.is_sorted());
        }
        assert_eq!(Tone::LINEAR.table(), None);
    }

    /// What Chromium makes of the same edge in black, #222, #666, #aaa and white.
    #[test]
    fn tables_are_the_browsers() {
        for (covered, expected) in [
            (20, [20, 21, 21, 23, 30]),
            (94, [93, 96, 98, 102, 110]),
            (148, [144, 149, 153, 156, 161]),
            (208, [202, 208, 211, 212, 215]),
        ] {
            let greys = [0x00, 0x22, 0x66, 0xAA, 0xFF].map(|v| at([v, v, v], covered));
            assert_eq!(greys, expected, "{covered}");
        }
    }

    #[test]
    fn colors_count_by_their_light() {
        assert_eq!(Tone::of([255, 0, 0]), Tone::of([0x22; 3]));
        assert_eq!(Tone::of([0, 255, 0]), Tone::of([0xAA; 3]));
        assert_eq!(Tone::of([0, 0, 255]), Tone::of([0; 3]));
        assert_eq!(Tone::of([0x80; 3]), Tone::MIDDLE);
    }
}
