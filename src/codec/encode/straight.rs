//! All of a picture without alpha in its colours, for encoders that want it in one piece.

use std::io::{BufWriter, Write};

use super::converted::Converted;
use super::{File, Rows, failed, room};
use crate::error::Result;
use crate::mem::{Charge, Kind};
use crate::stop::Stop;

/// Three channels where the picture is opaque, else four.
pub(super) struct Straight {
    pub(super) bytes: Vec<u8>,
    pub(super) opaque: bool,
    _charge: Charge,
}

impl Straight {
    pub(super) fn of(rows: &mut Converted<'_>, stop: &Stop) -> Result<Self> {
        let (size, opaque) = (rows.size(), rows.is_opaque());
        let channels = if opaque { 3 } else { 4 };
        let length = size.width() as usize * size.height() as usize * channels;
        let charge = rows.ledger().charge(Kind::Scratch, length)?;
        let mut bytes = room(length)?;
        for y in 0..size.height() {
            stop.check()?;
            let row = rows.straight_row(y)?;
            if opaque {
                bytes.extend(row.as_chunks().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]));
            } else {
                bytes.extend_from_slice(row);
            }
        }
        Ok(Self { bytes, opaque, _charge: charge })
    }
}

/// Some libraries write a byte at a time.
const BUFFER: usize = 16 * 1024;

/// Gathers what is written into larger pieces.
pub(super) fn buffered<'f, 'd>(
    format: &str,
    file: &'f mut File<'d>,
    write: impl FnOnce(&mut BufWriter<&'f mut File<'d>>) -> Result<()>,
) -> Result<()> {
    let mut to = BufWriter::with_capacity(BUFFER, file);
    write(&mut to)?;
    to.flush().map_err(|cause| failed(format, cause))
}
