//! Pixels without a file around them, in the canvas's own colour space.

use std::io::Write;

use super::converted::in_bytes;
use super::{File, RawOrder, Rows, failed};
use crate::error::Result;

pub(super) fn write(rows: &mut dyn Rows, order: RawOrder, file: &mut File<'_>) -> Result<()> {
    let (height, stop) = (rows.size().height(), file.stop());
    let mut rows = in_bytes(rows)?;
    let mut swapped = vec![0; rows.size().width() as usize * 4];
    for y in 0..height {
        stop.check()?;
        let row = match order {
            RawOrder::Rgba => rows.straight_row(y)?,
            RawOrder::Bgra => {
                let pixels = swapped.as_chunks_mut().0.iter_mut().zip(rows.row(y)?.as_chunks().0);
                pixels.for_each(|(to, &[r, g, b, a])| *to = [b, g, r, a]);
                &swapped
            }
        };
        file.write_all(row).map_err(|cause| failed("raw", cause))?;
    }
    Ok(())
}
