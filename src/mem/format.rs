//! What a bitmap's numbers mean.

/// How a channel is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// A byte, 0 to 255.
    #[default]
    Unorm8,
    /// A half-precision float, 1 being full; values beyond 0 and 1 are kept.
    Float16,
}

/// `PredefinedColorSpace`: <https://html.spec.whatwg.org/multipage/canvas.html#predefinedcolorspace>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorSpace {
    /// sRGB.
    #[default]
    Srgb,
    /// sRGB's transfer function with wider primaries.
    DisplayP3,
}

/// Depth and colour space. Default: 8 bits, sRGB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PixelFormat {
    /// How a channel is stored.
    pub depth: Depth,
    /// What red, green and blue are.
    pub space: ColorSpace,
}

impl PixelFormat {
    /// Bytes of a pixel.
    pub fn pixel_bytes(self) -> usize {
        match self.depth {
            Depth::Unorm8 => 4,
            Depth::Float16 => 8,
        }
    }

    /// Channels are floats.
    pub fn is_deep(self) -> bool {
        self.depth == Depth::Float16
    }
}

/// 1 as a half.
pub(super) const HALF_ONE: [u8; 2] = 0x3c00_u16.to_le_bytes();

/// Alpha becomes full. A premultiplied colour over black is the colour itself, so nothing else changes.
pub fn fill_opaque(pixels: &mut [u8], format: PixelFormat) {
    match format.depth {
        Depth::Unorm8 => {
            pixels.as_chunks_mut::<4>().0.iter_mut().for_each(|pixel| pixel[3] = 255);
        }
        Depth::Float16 => {
            let pixels = pixels.as_chunks_mut::<8>().0;
            pixels.iter_mut().for_each(|pixel| pixel[6..].copy_from_slice(&HALF_ONE));
        }
    }
}

/// Makes premultiplied pixels of any bytes: no colour is brighter than its alpha, which is from 0 to 1; of halves, which
/// may be, each is a number.
pub fn make_valid(pixels: &mut [u8], format: PixelFormat) {
    match format.depth {
        Depth::Unorm8 => {
            for [red, green, blue, alpha] in pixels.as_chunks_mut::<4>().0 {
                *red = (*red).min(*alpha);
                *green = (*green).min(*alpha);
                *blue = (*blue).min(*alpha);
            }
        }
        Depth::Float16 => {
            let halves = pixels.as_chunks_mut::<2>().0;
            halves.iter_mut().filter(|half| !is_number(**half)).for_each(|half| *half = [0; 2]);
            for alpha in halves.iter_mut().skip(3).step_by(4) {
                *alpha = clamped(u16::from_le_bytes(*alpha)).to_le_bytes();
            }
        }
    }
}

/// Neither infinite nor NaN.
fn is_number(half: [u8; 2]) -> bool {
    u16::from_le_bytes(half) & 0x7c00 != 0x7c00
}

/// A half held between 0 and 1: among those without a sign, the larger number has the larger bits.
fn clamped(half: u16) -> u16 {
    if half & 0x8000 != 0 { 0 } else { half.min(u16::from_le_bytes(HALF_ONE)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_held_under_their_alpha() {
        let mut pixels = [9, 200, 100, 100, 255, 255, 255, 0, 1, 2, 3, 255];
        make_valid(&mut pixels, PixelFormat::default());
        assert_eq!(pixels, [9, 100, 100, 100, 0, 0, 0, 0, 1, 2, 3, 255]);
    }

    #[test]
    fn halves_become_numbers_and_alphas() {
        let format = PixelFormat { depth: Depth::Float16, ..PixelFormat::default() };
        let cases: [([u16; 4], [u16; 4]); 3] = [
            ([0x7c00, 0xfc00, 0x7e01, 0x7e00], [0, 0, 0, 0]),
            ([0x4000, 0xbc00, 0x3800, 0x4000], [0x4000, 0xbc00, 0x3800, 0x3c00]),
            ([0x3c00, 0, 1, 0xb800], [0x3c00, 0, 1, 0]),
        ];
        for (given, wanted) in cases {
            let bytes = |halves: [u16; 4]| halves.map(u16::to_le_bytes).concat();
            let mut pixels = bytes(given);
            make_valid(&mut pixels, format);
            assert_eq!(pixels, bytes(wanted));
        }
    }
}
