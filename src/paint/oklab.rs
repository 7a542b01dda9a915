//! Oklab, in which gradients of modern colours are mixed. <https://bottosson.github.io/posts/oklab/>
//!
//! Of sRGB without its limits: negative numbers are mirrored.

type Matrix = [[f64; 3]; 3];

/// From linear sRGB to the cones' answers.
const TO_CONES: Matrix = [
    [0.412_221_469_470_763, 0.536_332_537_261_734_8, 0.051_445_993_267_502_22],
    [0.211_903_495_823_917_83, 0.680_699_550_645_261_1, 0.107_396_953_530_820_9],
    [0.088_302_459_190_051_7, 0.281_718_839_136_121_5, 0.629_978_701_673_826_8],
];
const FROM_CONES: Matrix = [
    [4.076_741_636_075_958, -3.307_711_539_258_063, 0.230_969_903_182_104],
    [-1.268_437_973_285_032, 2.609_757_349_287_689, -0.341_319_376_002_657],
    [-0.004_196_076_138_677, -0.703_418_617_935_936, 1.707_614_694_074_612],
];
/// From the cube roots of the cones' answers to lightness and two axes.
const TO_LAB: Matrix = [
    [0.210_454_268_309_314, 0.793_617_774_702_305_4, -0.004_072_043_011_619_3],
    [1.977_998_532_431_168_4, -2.428_592_242_048_58, 0.450_593_709_617_411],
    [0.025_904_042_465_547_8, 0.782_771_712_457_529_6, -0.808_675_754_923_077_4],
];
const FROM_LAB: Matrix = [
    [1.0, 0.396_337_777_376_174_9, 0.215_803_757_309_913_6],
    [1.0, -0.105_561_345_815_658_6, -0.063_854_172_825_813_3],
    [1.0, -0.089_484_177_529_811_9, -1.291_485_548_019_409_2],
];

/// Encoded sRGB to Oklab.
pub(super) fn from_srgb(rgb: [f64; 3]) -> [f64; 3] {
    let linear = rgb.map(|v| {
        let size = v.abs();
        let line = size <= 0.040_45;
        (if line { size / 12.92 } else { ((size + 0.055) / 1.055).powf(2.4) }).copysign(v)
    });
    apply(&TO_LAB, apply(&TO_CONES, linear).map(f64::cbrt))
}

/// Oklab to encoded sRGB.
pub(super) fn to_srgb(lab: [f64; 3]) -> [f64; 3] {
    let linear = apply(&FROM_CONES, apply(&FROM_LAB, lab).map(|v| v * v * v));
    linear.map(|v| {
        let size = v.abs();
        let line = size <= 0.003_130_8;
        (if line { size * 12.92 } else { size.powf(1.0 / 2.4) * 1.055 - 0.055 }).copysign(v)
    })
}

fn apply(m: &Matrix, v: [f64; 3]) -> [f64; 3] {
    m.map(|[a, b, c]| a * v[0] + b * v[1] + c * v[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let near =
            |a: [f64; 3], b: [f64; 3], most| a.iter().zip(b).all(|(a, b)| (a - b).abs() < most);
        assert!(near(from_srgb([1.0; 3]), [1.0, 0.0, 0.0], 1e-6));
        // Red as CSS Color 4 has it.
        assert!(near(from_srgb([1.0, 0.0, 0.0]), [0.62796, 0.22486, 0.12585], 1e-4));
        for rgb in [[0.1, 0.5, 0.9], [-0.2, 1.3, 0.0], [0.001, 0.02, 1.0]] {
            let back = to_srgb(from_srgb(rgb));
            assert!(near(back, rgb, 1e-5), "{back:?}");
        }
    }
}
