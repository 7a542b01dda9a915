//! The file while it is written.

use std::io::{self, Write};
use std::sync::Arc;

use super::Encoded;
use crate::error::{Error, Result};
use crate::mem::{Charge, Kind, Ledger};
use crate::stop::Stop;

/// A part of a file is handed over when it has this many bytes.
const PART: usize = 64 * 1024;

/// Takes the parts of a file as they are written, and may hold up who writes.
pub type Drain<'a> = dyn FnMut(Encoded) -> Result<()> + 'a;

/// Bytes that are charged before they are taken.
pub(super) struct Buffer {
    bytes: Vec<u8>,
    charge: Charge,
}

impl Buffer {
    pub(super) fn new(ledger: &Arc<Ledger>) -> Result<Self> {
        Ok(Self { bytes: Vec::new(), charge: ledger.charge(Kind::Encoded, 0)? })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn reserve(&mut self, more: usize) -> Result<()> {
        let need = self.bytes.len().saturating_add(more);
        if need <= self.bytes.capacity() {
            return Ok(());
        }
        // Doubling as a vector does, but charged first; both blocks live while one is copied.
        let capacity = need.max(self.bytes.capacity().saturating_mul(2)).max(4096);
        self.charge.resize(capacity)?;
        let grown = self.bytes.try_reserve_exact(capacity - self.bytes.len());
        grown.map_err(|cause| Error::limit(format!("no memory for the encoded file: {cause}")))
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.reserve(bytes.len())?;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Over what is there from `place` on, which is not beyond the end.
    pub(super) fn write_at(&mut self, place: usize, bytes: &[u8]) -> Result<()> {
        let there = self.bytes.get_mut(place..).unwrap_or_default();
        let over = there.len().min(bytes.len());
        let (first, rest) = bytes.split_at(over);
        there[..over].copy_from_slice(first);
        self.push(rest)
    }

    /// What is there, which is gone then.
    pub(super) fn take(&mut self) -> Result<Encoded> {
        let none = self.charge.ledger().charge(Kind::Encoded, 0)?;
        let charge = std::mem::replace(&mut self.charge, none);
        Ok(Encoded { bytes: std::mem::take(&mut self.bytes), _charge: charge })
    }

    fn finish(mut self) -> Result<Encoded> {
        self.bytes.shrink_to_fit();
        self.charge.resize(self.bytes.capacity())?;
        Ok(Encoded { bytes: self.bytes, _charge: self.charge })
    }
}

/// The file, or what of it was not handed over yet.
pub(super) struct File<'a> {
    buffer: Buffer,
    drain: Option<&'a mut Drain<'a>>,
    /// Why the ledger or the drain refused, or that it is to stop: `io::Error` can't carry it through the libraries.
    refused: Option<Error>,
    stop: Stop,
}

impl<'a> File<'a> {
    /// All of it stays here.
    pub(super) fn new(ledger: &Arc<Ledger>, stop: &Stop) -> Result<Self> {
        let (buffer, stop) = (Buffer::new(ledger)?, Stop::default().within(stop));
        Ok(Self { buffer, drain: None, refused: None, stop })
    }

    /// It is handed over in parts.
    pub(super) fn drained(
        ledger: &Arc<Ledger>,
        stop: &Stop,
        drain: &'a mut Drain<'a>,
    ) -> Result<Self> {
        Ok(Self { drain: Some(drain), ..Self::new(ledger, stop)? })
    }

    /// A file that becomes a part of this one.
    pub(super) fn apart(&self) -> Result<File<'static>> {
        File::new(self.buffer.charge.ledger(), &self.stop)
    }

    /// The file's own, which whoever it is written for has a part in.
    pub(super) fn stop(&self) -> Stop {
        self.stop.clone()
    }

    fn take(&mut self, bytes: &[u8]) -> Result<()> {
        self.stop.check()?;
        self.buffer.push(bytes)?;
        match &mut self.drain {
            Some(drain) if self.buffer.bytes.len() >= PART => drain(self.buffer.take()?),
            _ => Ok(()),
        }
    }

    /// What is left of it.
    pub(super) fn finish(self, written: Result<()>) -> Result<Encoded> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        written?;
        self.buffer.finish()
    }
}

impl Write for File<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.refused.is_some() {
            return Err(io::ErrorKind::Other.into());
        }
        if let Err(error) = self.take(bytes) {
            self.refused = Some(error);
            return Err(io::ErrorKind::Other.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
