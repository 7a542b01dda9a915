//! A colour in sRGB, as canvas styles hold it. Parsing is `css`'s work; blending the backends'.

use crate::mem::{ColorSpace, convert_color};

/// Red, green and blue, not multiplied by alpha: 0 to 1 within sRGB, beyond it for colours of wider
/// spaces. Alpha from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// 0 is transparent, 1 is opaque.
    pub a: f32,
}

impl Color {
    /// `#000000`.
    pub const BLACK: Self = Self::rgb(0, 0, 0);
    /// `rgba(0, 0, 0, 0)`.
    pub const TRANSPARENT: Self = Self { r: 0.0, g: 0.0, b: 0.0, a: 0.0 };

    /// An opaque colour.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r: r as f32 / 255.0, g: g as f32 / 255.0, b: b as f32 / 255.0, a: 1.0 }
    }

    /// A colour with alpha; `a` is clamped to 0..=1 and NaN is 0.
    pub fn rgba(r: u8, g: u8, b: u8, a: f32) -> Self {
        Self::rgb(r, g, b).with_alpha(a)
    }

    /// The same colour with another alpha, clamped to 0..=1; NaN is 0.
    pub fn with_alpha(self, a: f32) -> Self {
        Self { a: if a.is_nan() { 0.0 } else { a.clamp(0.0, 1.0) }, ..self }
    }

    /// From numbers of which 255 is full, as JavaScript sends them.
    pub fn from_numbers([r, g, b, a]: [f64; 4]) -> Self {
        let channel = |v: f64| (v / 255.0) as f32;
        Self { r: channel(r), g: channel(g), b: channel(b), a: 1.0 }.with_alpha(a as f32)
    }

    /// The same numbers; those of bytes are whole.
    pub fn numbers(&self) -> [f64; 3] {
        self.channels().map(|v| {
            let (number, whole) = (f64::from(v) * 255.0, (f64::from(v) * 255.0).round());
            if (number - whole).abs() < SLACK { whole } else { number }
        })
    }

    /// Red, green and blue.
    pub fn channels(&self) -> [f32; 3] {
        [self.r, self.g, self.b]
    }

    /// Red, green and blue as bytes; what is outside sRGB is cut off.
    pub fn bytes(&self) -> [u8; 3] {
        // In f32, where 70% of 255 is 178.5 as in browsers. The casts saturate.
        self.channels().map(|v| (v * 255.0 + 0.5) as u8)
    }

    /// The numbers the same colour has in another space.
    pub fn to_space(self, space: ColorSpace) -> Self {
        let [r, g, b] = convert_color(ColorSpace::Srgb, space, self.channels());
        Self { r, g, b, a: self.a }
    }

    /// Alpha as the 8-bit number that browsers keep for sRGB colours.
    pub fn alpha_u8(&self) -> u8 {
        // The cast saturates, so an alpha written straight into the field can't wrap.
        (self.a * 255.0).round() as u8
    }

    /// The text that reading `fillStyle` gives back: `#rrggbb` when opaque, else `rgba(r, g, b, a)`.
    /// <https://html.spec.whatwg.org/multipage/infrastructure.html#serialisation-of-a-color>
    pub fn to_css(&self) -> String {
        let [r, g, b] = self.bytes();
        match self.alpha_u8() {
            255 => format!("#{r:02x}{g:02x}{b:02x}"),
            alpha => format!("rgba({r}, {g}, {b}, {})", alpha_number(alpha)),
        }
    }
}

/// What is so close to a whole number is one that f32 has missed.
const SLACK: f64 = 2e-5;

/// The shortest number that stands for an 8-bit alpha: two decimals where they lead back to the same
/// 8 bits, else three. <https://drafts.csswg.org/css-color-4/#serializing-alpha-values>
fn alpha_number(alpha: u8) -> f64 {
    let exact = f64::from(alpha) / 255.0;
    let hundredths = (exact * 100.0).round();
    if (hundredths * 255.0 / 100.0).round() == f64::from(alpha) {
        hundredths / 100.0
    } else {
        (exact * 1000.0).round() / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_what_is_outside_is_cut_off() {
        for byte in 0..=255 {
            let color = Color::rgb(byte, 0, 255);
            assert_eq!(color.bytes(), [byte, 0, 255]);
            assert_eq!(color.numbers(), [f64::from(byte), 0.0, 255.0]);
            assert_eq!(Color::from_numbers([f64::from(byte), 0.0, 255.0, 1.0]), color);
        }
        let color = |r, g, b| Color { r, g, b, a: 1.0 };
        assert_eq!(color(0.7, 0.1, 0.5).bytes(), [179, 26, 128]);
        assert_eq!(color(-1.0, 7.0, f32::NAN).bytes(), [0, 255, 0]);
    }

    #[test]
    fn opaque_is_hex_and_the_rest_is_rgba() {
        assert_eq!(Color::rgb(255, 0, 10).to_css(), "#ff000a");
        assert_eq!(Color::TRANSPARENT.to_css(), "rgba(0, 0, 0, 0)");
        assert_eq!(Color::rgba(1, 2, 3, 0.5).to_css(), "rgba(1, 2, 3, 0.5)");
        // 0.999 is 255 in eight bits.
        assert_eq!(Color::rgba(1, 2, 3, 0.999).to_css(), "#010203");
    }

    #[test]
    fn alpha_digits_are_those_of_cssom() {
        let of = |a: u8| Color::rgba(0, 0, 0, f32::from(a) / 255.0).to_css();
        for (alpha, digits) in [
            (0, "0"),
            (1, "0.004"),
            (25, "0.098"),
            (26, "0.1"),
            (51, "0.2"),
            (128, "0.5"),
            (254, "0.996"),
        ] {
            assert_eq!(of(alpha), format!("rgba(0, 0, 0, {digits})"));
        }
    }

    #[test]
    fn every_alpha_leads_back_to_itself() {
        for alpha in 0..=254u8 {
            assert_eq!((alpha_number(alpha) * 255.0).round() as u8, alpha);
        }
    }

    #[test]
    fn alpha_is_clamped() {
        assert_eq!(Color::rgba(0, 0, 0, 7.0).a, 1.0);
        assert_eq!(Color::rgba(0, 0, 0, -1.0).a, 0.0);
        assert_eq!(Color::rgba(0, 0, 0, f32::NAN).a, 0.0);
    }
}
