//! Where an encoder reads a picture from.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Ledger, PixelFormat, read_bytes};

/// A picture that is read row by row, from the first to the last.
pub trait Rows {
    /// Width and height.
    fn size(&self) -> Size;
    /// What the rows are made of.
    fn format(&self) -> PixelFormat;
    /// The account that encoding is booked on.
    fn ledger(&self) -> &Arc<Ledger>;
    /// No pixel is known to let anything through.
    fn is_opaque(&self) -> bool;
    /// A row of premultiplied pixels.
    fn row(&mut self, y: u32) -> Result<&[u8]>;
    /// All of it, where it is there.
    fn whole(&self) -> Option<&Bitmap> {
        None
    }
}

impl Rows for &Bitmap {
    fn size(&self) -> Size {
        (**self).size()
    }

    fn format(&self) -> PixelFormat {
        (**self).format()
    }

    fn ledger(&self) -> &Arc<Ledger> {
        (**self).ledger()
    }

    fn is_opaque(&self) -> bool {
        (**self).is_opaque()
    }

    fn row(&mut self, y: u32) -> Result<&[u8]> {
        let start = y as usize * self.stride();
        let row = self.data().get(start..start + self.stride());
        row.ok_or_else(|| Error::internal("a row was asked for that the picture has not"))
    }

    fn whole(&self) -> Option<&Bitmap> {
        Some(self)
    }
}

/// All of a picture in eight bits, for an encoder that reads it in no order: itself, or a copy.
pub(super) enum InBytes<'a> {
    Own(&'a Bitmap),
    Copy(Bitmap),
}

impl InBytes<'_> {
    pub(super) fn bitmap(&self) -> &Bitmap {
        match self {
            Self::Own(bitmap) => bitmap,
            Self::Copy(bitmap) => bitmap,
        }
    }
}

/// The same, collected where it has to be.
pub(super) fn in_bytes<'a>(rows: &'a mut dyn Rows) -> Result<InBytes<'a>> {
    let (size, format) = (rows.size(), rows.format());
    if !format.is_deep() && rows.whole().is_some() {
        return rows.whole().map(InBytes::Own).ok_or_else(|| Error::internal("no picture"));
    }
    let bytes = PixelFormat { space: format.space, ..PixelFormat::default() };
    let mut copy = Bitmap::with_format(rows.ledger(), size, bytes)?;
    let stride = copy.stride();
    for (y, to) in (0..).zip(copy.data_mut().chunks_exact_mut(stride)) {
        let row = rows.row(y)?;
        if format.is_deep() {
            read_bytes(row, to);
        } else {
            to.copy_from_slice(row);
        }
    }
    Ok(InBytes::Copy(copy))
}
