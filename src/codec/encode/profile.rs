//! The ICC profile of a colour space that is not sRGB. <https://www.color.org/specification/ICC.1-2022-05.pdf>
//!
//! A matrix profile: primaries adapted to D50, and sRGB's curve. sRGB itself gets none: every reader takes
//! a file without a profile for sRGB.

use crate::mem::ColorSpace;

/// D50, the white of all profiles.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
/// XYZ of Display P3's red, green and blue, adapted to it.
const PRIMARIES: [[f64; 3]; 3] =
    [[0.515_12, 0.241_2, -0.001_05], [0.291_98, 0.692_25, 0.041_89], [0.157_1, 0.066_55, 0.784_06]];
/// Bradford's adaptation from D65, row by row.
const ADAPTATION: [f64; 9] =
    [1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_48, -0.017_07, -0.009_25, 0.015_08, 0.751_68];
/// ((v + 0.055) / 1.055)^2.4, and v / 12.92 up to 0.04045.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

const HEADER: usize = 128;
const TAG: usize = 12;

/// The profile for files of that space.
pub(super) fn of(space: ColorSpace) -> Option<Vec<u8>> {
    match space {
        ColorSpace::Srgb => None,
        ColorSpace::DisplayP3 => Some(display_p3()),
    }
}

fn display_p3() -> Vec<u8> {
    let [red, green, blue] = PRIMARIES.map(|primary| numbers(b"XYZ ", &primary));
    let parts = [
        (vec![*b"desc"], text("Display P3")),
        (vec![*b"cprt"], text("No copyright")),
        (vec![*b"wtpt"], numbers(b"XYZ ", &WHITE)),
        (vec![*b"chad"], numbers(b"sf32", &ADAPTATION)),
        (vec![*b"rXYZ"], red),
        (vec![*b"gXYZ"], green),
        (vec![*b"bXYZ"], blue),
        (vec![*b"rTRC", *b"gTRC", *b"bTRC"], curve()),
    ];
    let tags: usize = parts.iter().map(|(names, _)| names.len()).sum();
    let (mut table, mut data) = (word(tags), Vec::new());
    for (names, bytes) in parts {
        let at = HEADER + 4 + tags * TAG + data.len();
        for name in names {
            table.extend([name.to_vec(), word(at), word(bytes.len())].concat());
        }
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let length = HEADER + table.len() + data.len();
    [header(length), table, data].concat()
}

fn header(length: usize) -> Vec<u8> {
    let mut header = [word(length), vec![0; 4], word(0x0430_0000)].concat();
    header.extend(b"mntrRGB XYZ ");
    // 1 January 2024, midnight: a profile has a date, and the same bytes every day.
    header.extend([7, 0xe8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header.extend(b"acsp");
    // Platform, flags, maker, model, attributes, perceptual intent.
    header.resize(68, 0);
    header.extend(WHITE.iter().flat_map(|v| fixed(*v)));
    header.resize(HEADER, 0);
    header
}

fn word(number: usize) -> Vec<u8> {
    (number as u32).to_be_bytes().to_vec()
}

/// `s15Fixed16Number`.
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], numbers: &[f64]) -> Vec<u8> {
    let mut bytes = [kind.to_vec(), word(0)].concat();
    bytes.extend(numbers.iter().flat_map(|v| fixed(*v)));
    bytes
}

fn curve() -> Vec<u8> {
    let mut bytes = [b"para".to_vec(), word(0), vec![0, 3, 0, 0]].concat();
    bytes.extend(CURVE.iter().flat_map(|v| fixed(*v)));
    bytes
}

/// `multiLocalizedUnicodeType` with one record, American English.
fn text(text: &str) -> Vec<u8> {
    let characters: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = [b"mluc".to_vec(), word(0), word(1), word(12)].concat();
    bytes.extend(b"enUS");
    bytes.extend([word(characters.len()), word(28), characters].concat());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8]) -> u32 {
        u32::from_be_bytes(bytes[..4].try_into().unwrap())
    }

    #[test]
    fn every_tag_lies_in_the_profile() {
        let profile = of(ColorSpace::DisplayP3).unwrap();
        assert_eq!(number(&profile) as usize, profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        let count = number(&profile[128..]) as usize;
        for tag in profile[132..132 + count * TAG].chunks_exact(TAG) {
            let (at, length) = (number(&tag[4..]) as usize, number(&tag[8..]) as usize);
            assert!(at % 4 == 0 && at >= 132 + count * TAG && at + length <= profile.len());
        }
        assert!(of(ColorSpace::Srgb).is_none());
    }

    #[test]
    fn the_primaries_make_white() {
        for (i, white) in WHITE.iter().enumerate() {
            let sum: f64 = PRIMARIES.iter().map(|primary| primary[i]).sum();
            assert!((sum - white).abs() < 2e-4, "{sum} {white}");
        }
    }
}
