//! QOI, by the `qoi` crate.

use std::io::Write;

use ::qoi::Encoder;

use super::converted::in_srgb;
use super::straight::{Straight, buffered};
use super::{File, Rows, failed};
use crate::error::Result;
use crate::mem::Kind;

pub(super) fn write(rows: &mut dyn Rows, file: &mut File<'_>) -> Result<()> {
    let size = rows.size();
    let stop = file.stop();
    let Straight { bytes, .. } = Straight::of(&mut in_srgb(rows)?, &stop)?;
    let encoder = Encoder::new(&bytes, size.width(), size.height());
    let encoder = encoder.map_err(|cause| failed("QOI", cause))?;
    // The whole file, in one piece.
    let _charge = rows.ledger().charge(Kind::Scratch, encoder.required_buf_len())?;
    let whole = encoder.encode_to_vec().map_err(|cause| failed("QOI", cause))?;
    stop.check()?;
    buffered("QOI", file, |to| to.write_all(&whole).map_err(|cause| failed("QOI", cause)))
}
