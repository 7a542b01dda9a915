//! An icon of one picture, a PNG, by `image`.

use image::ExtendedColorType;
use image::codecs::ico::{IcoEncoder, IcoFrame};

use super::{File, PngOptions, Rows, check_sides, failed, png};
use crate::error::Result;

/// The directory keeps a side in a byte, in which 0 is 256.
const MAX_SIDE: u32 = 256;

pub(super) fn write(rows: &mut dyn Rows, options: &PngOptions, file: &mut File<'_>) -> Result<()> {
    let size = rows.size();
    check_sides(size, "ICO", MAX_SIDE)?;
    let mut inner = file.apart()?;
    let written = png::write(rows, options, &mut inner);
    let picture = inner.finish(written)?;
    let color = ExtendedColorType::Rgba8;
    let frame = IcoFrame::with_encoded(picture.bytes(), size.width(), size.height(), color);
    let frame = frame.map_err(|cause| failed("ICO", cause))?;
    IcoEncoder::new(file).encode_images(&[frame]).map_err(|cause| failed("ICO", cause))
}
