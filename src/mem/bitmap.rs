//! The one pixel type.

use std::fmt;
use std::sync::Arc;

use super::pages::Pages;
use super::{Charge, Kind, Ledger};
use crate::error::{Error, Result};
use crate::geom::Size;

/// Premultiplied RGBA, 8 bits a channel, rows without padding, top row first.
///
/// It exists only together with its charge, so what the ledger says is what is alive.
pub struct Bitmap {
    size: Size,
    pages: Pages,
    charge: Charge,
}

impl Bitmap {
    /// A transparent black bitmap. Fails before any memory is taken when the ledger's budget does
    /// not allow it.
    pub fn new(ledger: &Arc<Ledger>, size: Size) -> Result<Self> {
        let bytes = size.rgba_bytes().ok_or_else(|| {
            let (w, h) = (size.width(), size.height());
            Error::limit(format!("a bitmap of {w}x{h} pixels is larger than the address space"))
        })?;
        let charge = ledger.charge(Kind::Pixels, bytes)?;
        let pages = Pages::zeroed(bytes)?;
        Ok(Self { size, pages, charge })
    }

    /// A copy, charged like any other bitmap.
    pub fn try_clone(&self) -> Result<Self> {
        let mut copy = Self::new(self.charge.ledger(), self.size)?;
        copy.data_mut().copy_from_slice(self.data());
        Ok(copy)
    }

    /// Width and height in pixels.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.size.width()
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.size.height()
    }

    /// Bytes of one row.
    pub fn stride(&self) -> usize {
        self.width() as usize * 4
    }

    /// All pixels.
    pub fn data(&self) -> &[u8] {
        self.pages.bytes()
    }

    /// All pixels, writable.
    pub fn data_mut(&mut self) -> &mut [u8] {
        self.pages.bytes_mut()
    }

    /// The account the pixels are booked on.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.charge.ledger()
    }

    /// The pixel at `(x, y)` as stored; `None` outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width() || y >= self.height() {
            return None;
        }
        let at = y as usize * self.stride() + x as usize * 4;
        self.data().get(at..at + 4)?.try_into().ok()
    }
}

impl fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bitmap({}x{})", self.width(), self.height())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bitmap_is_charged_to_the_byte() {
        let ledger = Ledger::new();
        let bitmap = Bitmap::new(&ledger, Size::new(100, 50).unwrap()).unwrap();
        assert_eq!(ledger.live(), 100 * 50 * 4);
        let copy = bitmap.try_clone().unwrap();
        assert_eq!((ledger.live(), ledger.snapshot().bitmaps), (2 * 100 * 50 * 4, 2));
        drop((bitmap, copy));
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn refused_bitmaps_cost_nothing() {
        let ledger = Ledger::new();
        ledger.set_budget(1000);
        assert!(Bitmap::new(&ledger, Size::new(16, 16).unwrap()).is_err());
        assert_eq!(ledger.snapshot().peak, 0);
        ledger.set_budget(usize::MAX);
        let giant = Size::new(u32::MAX, u32::MAX).unwrap();
        assert!(Bitmap::new(&ledger, giant).is_err());
        assert_eq!(ledger.live(), 0);
    }
}
