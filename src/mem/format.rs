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
