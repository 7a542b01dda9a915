//! Charged bytes that are not pixels.

use std::sync::Arc;

use super::pages::Pages;
use super::{Charge, Kind, Ledger};
use crate::error::Result;

/// A copy of bytes that JavaScript may change or free meanwhile: input for a worker. Large ones are
/// on pages of their own, as bitmaps are.
pub struct Block {
    pages: Pages,
    _charge: Charge,
}

impl Block {
    /// Copies `bytes`, charged as `kind`.
    pub fn copy_of(ledger: &Arc<Ledger>, kind: Kind, bytes: &[u8]) -> Result<Self> {
        let mut block = Self::zeroed(ledger, kind, bytes.len())?;
        block.bytes_mut().copy_from_slice(bytes);
        Ok(block)
    }

    /// So many zeros, to be written to.
    pub fn zeroed(ledger: &Arc<Ledger>, kind: Kind, length: usize) -> Result<Self> {
        let charge = ledger.charge(kind, length)?;
        Ok(Self { pages: Pages::zeroed(length)?, _charge: charge })
    }

    /// The bytes, writable.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.pages.bytes_mut()
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.pages.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_charged_copy() {
        let ledger = Ledger::new();
        for len in [0, 5, 1_000_000] {
            let bytes: Vec<u8> = (0..len).map(|i| i as u8).collect();
            let block = Block::copy_of(&ledger, Kind::Input, &bytes).unwrap();
            assert_eq!(block.bytes(), bytes);
            assert_eq!(ledger.live(), len);
        }
        assert_eq!(ledger.live(), 0);
    }
}
