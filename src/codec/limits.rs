//! What a decode may cost, checked from the header before any pixel is allocated.

use crate::error::{Error, LimitMet, Result};
use crate::geom::Size;

/// What a decode may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most pixels a picture may have. Default: 2²⁸, which is 1 GiB as RGBA and what browsers
    /// allow a canvas.
    pub max_pixels: u64,
    /// The longest side. Default: 32,767, the coordinate range of common rasterizers.
    pub max_side: u32,
    /// The most bytes a decoder may use beside its output. Default: 512 MiB.
    pub max_scratch: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_pixels: 1 << 28, max_side: 32_767, max_scratch: 512 << 20 }
    }
}

impl Limits {
    /// The size as a value that exists, or the reason why it may not.
    pub fn check(&self, width: u64, height: u64) -> Result<Size> {
        let picture = || format!("the picture has {width}x{height} pixels");
        if width.max(height) > u64::from(self.max_side) {
            let limit = self.max_side;
            let message = format!("{}: maxSide allows {limit} on a side", picture());
            return Err(over("maxSide", width.max(height), limit.into(), message));
        }
        if width.saturating_mul(height) > self.max_pixels {
            let limit = self.max_pixels;
            let message = format!("{}: maxPixels allows {limit}", picture());
            return Err(over("maxPixels", width.saturating_mul(height), limit, message));
        }
        let side = |value| u32::try_from(value).unwrap_or(0);
        Size::new(side(width), side(height))
            .ok_or_else(|| Error::decode(format!("{}: neither side may be 0", picture())))
    }

    /// Refuses a decoder's need of `bytes` beside its output.
    pub(super) fn check_scratch(&self, bytes: u64) -> Result<usize> {
        let allowed = usize::try_from(bytes).ok().filter(|_| bytes <= self.max_scratch);
        allowed.ok_or_else(|| {
            let limit = self.max_scratch;
            let message = format!(
                "decoding needs {bytes} bytes of working memory: maxScratch allows {limit}"
            );
            over("maxScratch", bytes, limit, message)
        })
    }

    /// A decoder met the limit of its working memory by itself.
    pub(super) fn out_of_scratch(&self, message: String) -> Error {
        let limit = LimitMet { name: "maxScratch", actual: None, allowed: self.max_scratch };
        Error::over(limit, message)
    }
}

fn over(name: &'static str, actual: u64, allowed: u64, message: String) -> Error {
    Error::over(LimitMet { name, actual: Some(actual), allowed }, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn the_limits_are_inclusive_and_named() {
        let limits = Limits { max_pixels: 100, max_side: 50, max_scratch: 10 };
        assert!(limits.check(50, 2).is_ok());
        let side = limits.check(51, 1).unwrap_err();
        assert_eq!(side.kind(), ErrorKind::Limit);
        assert_eq!(side.message(), "the picture has 51x1 pixels: maxSide allows 50 on a side");
        let pixels = limits.check(50, 3).unwrap_err();
        assert_eq!(pixels.message(), "the picture has 50x3 pixels: maxPixels allows 100");
        assert!(limits.check(u64::MAX, u64::MAX).is_err());
        assert_eq!(limits.check_scratch(10).unwrap(), 10);
        assert!(limits.check_scratch(11).unwrap_err().message().contains("maxScratch allows 10"));
    }

    #[test]
    fn nothing_is_no_picture() {
        let limits = Limits::default();
        assert_eq!(limits.check(0, 5).unwrap_err().kind(), ErrorKind::Decode);
        assert_eq!(limits.check(5, 0).unwrap_err().kind(), ErrorKind::Decode);
    }
}
