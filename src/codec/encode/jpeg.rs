//! JPEG, baseline, read from the bitmap row by row.
//!
//! Alpha is dropped by compositing onto black, as the standard says for formats without it
//! (<https://html.spec.whatwg.org/multipage/canvas.html#serialising-bitmaps-to-a-file>): of a
//! premultiplied pixel that is the stored colour.

use jpeg_encoder::{
    Encoder, EncodingError, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr,
};

use super::{File, check_sides, failed, profile};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, Kind};

pub(super) fn write(bitmap: &Bitmap, quality: u8, file: &mut File) -> Result<()> {
    check_sides(bitmap, "JPEG", 65_535)?;
    // 16 rows of three planes, before and after their split into blocks.
    let scratch = bitmap.stride() * 16 * 2;
    let _charge = bitmap.ledger().charge(Kind::Scratch, scratch)?;
    let mut encoder = Encoder::new(file, quality.clamp(1, 100));
    encoder.set_sampling_factor(sampling(quality));
    if let Some(profile) = profile::of(bitmap.format().space) {
        encoder.add_icc_profile(&profile).map_err(broken)?;
    }
    encoder.encode_image(Rows(bitmap)).map_err(broken)
}

/// Chromium halves the colour planes both ways, except at full quality.
fn sampling(quality: u8) -> SamplingFactor {
    if quality >= 100 { SamplingFactor::F_1_1 } else { SamplingFactor::F_2_2 }
}

/// The bitmap as the encoder reads it.
struct Rows<'a>(&'a Bitmap);

impl ImageBuffer for Rows<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    // Both sides were checked against u16; a saturated value can't be seen.
    fn width(&self) -> u16 {
        u16::try_from(self.0.width()).unwrap_or(u16::MAX)
    }

    fn height(&self) -> u16 {
        u16::try_from(self.0.height()).unwrap_or(u16::MAX)
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let stride = self.0.stride();
        let start = usize::from(y) * stride;
        let [luma, blue, red, _] = buffers;
        for &[r, g, b, _] in self.0.data()[start..start + stride].as_chunks().0 {
            let (y, cb, cr) = rgb_to_ycbcr(r, g, b);
            luma.push(y);
            blue.push(cb);
            red.push(cr);
        }
    }
}

fn broken(error: EncodingError) -> Error {
    failed("JPEG", error)
}
