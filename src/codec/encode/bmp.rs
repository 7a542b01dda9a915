//! BMP, by `image`: 24 bits, or 32 with masks where there is alpha.

use image::ExtendedColorType;
use image::codecs::bmp::BmpEncoder;

use super::converted::in_srgb;
use super::straight::{Straight, buffered};
use super::{File, Rows, failed};
use crate::error::Result;

pub(super) fn write(rows: &mut dyn Rows, file: &mut File<'_>) -> Result<()> {
    let size = rows.size();
    let stop = file.stop();
    let Straight { bytes, opaque, .. } = Straight::of(&mut in_srgb(rows)?, &stop)?;
    let color = if opaque { ExtendedColorType::Rgb8 } else { ExtendedColorType::Rgba8 };
    buffered("BMP", file, |to| {
        let written = BmpEncoder::new(to).encode(&bytes, size.width(), size.height(), color);
        written.map_err(|cause| failed("BMP", cause))
    })
}
