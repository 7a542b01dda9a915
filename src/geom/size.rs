//! The size of something that has pixels.

use std::num::NonZeroU32;

/// A width and height in pixels, neither of them zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    width: NonZeroU32,
    height: NonZeroU32,
}

impl Size {
    /// `None` when a side is zero.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        Some(Self { width: NonZeroU32::new(width)?, height: NonZeroU32::new(height)? })
    }

    /// Width in pixels, at least 1.
    pub fn width(self) -> u32 {
        self.width.get()
    }

    /// Height in pixels, at least 1.
    pub fn height(self) -> u32 {
        self.height.get()
    }

    /// Number of pixels; can't overflow.
    pub fn pixels(self) -> u64 {
        u64::from(self.width()) * u64::from(self.height())
    }

    /// Bytes of an RGBA8 picture of this size; `None` where the address space is too small.
    pub fn rgba_bytes(self) -> Option<usize> {
        self.bytes(4)
    }

    /// The same with so many bytes a pixel.
    pub fn bytes(self, each: usize) -> Option<usize> {
        let pixels = usize::try_from(self.pixels()).ok()?;
        pixels.checked_mul(each).filter(|&n| isize::try_from(n).is_ok())
    }

    /// Width and height exchanged.
    pub fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}
