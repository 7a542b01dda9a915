//! GIF with one frame, by the `gif` crate.

use ::gif::{Encoder, EncodingError, Frame};

use super::converted::in_srgb;
use super::indexed::{Rgba, index_cut};
use super::{Colors, File, Rows, check_sides, failed};
use crate::error::Error;
use crate::error::Result;

/// The format keeps a side in 16 bits.
pub(super) const MAX_SIDE: u32 = 65_535;

pub(super) fn write(rows: &mut dyn Rows, colors: &Colors, file: &mut File<'_>) -> Result<()> {
    let size = rows.size();
    check_sides(size, "GIF", MAX_SIDE)?;
    let stop = file.stop();
    let (indexed, transparent) = index_cut(&mut in_srgb(rows)?, colors, &stop)?;
    let (width, height) = (side(size.width()), side(size.height()));
    let mut encoder =
        Encoder::new(&mut *file, width, height, &bytes(&indexed.palette)).map_err(broken)?;
    let buffer = (&*indexed.indices).into();
    encoder
        .write_frame(&Frame { width, height, transparent, buffer, ..Frame::default() })
        .map_err(broken)?;
    encoder.into_inner().map(drop).map_err(broken)
}

/// Checked before.
pub(super) fn side(length: u32) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// A palette as the format has it.
pub(super) fn bytes(palette: &[Rgba]) -> Vec<u8> {
    palette.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect()
}

pub(super) fn broken(error: EncodingError) -> Error {
    failed("GIF", error)
}
