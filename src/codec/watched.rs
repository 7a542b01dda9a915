//! A file in memory that can't be read on when its decoder is to stop: the decoders of libraries have no other place
//! to ask at.

use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};

use zune_core::bytestream::{ZByteIoError, ZByteReaderTrait, ZCursor, ZSeekFrom};

use crate::stop::Stop;

/// Bytes that are given at a time.
const PIECE: usize = 32 << 10;

/// The bytes of a file.
pub(super) struct Watched<'a> {
    bytes: Cursor<&'a [u8]>,
    stop: &'a Stop,
}

impl<'a> Watched<'a> {
    pub(super) fn new(bytes: &'a [u8], stop: &'a Stop) -> Self {
        Self { bytes: Cursor::new(bytes), stop }
    }

    fn ask(&self) -> io::Result<()> {
        // Not `Interrupted`, after which readers try again.
        self.stop.check().map_err(|error| io::Error::other(error.to_string()))
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.ask()?;
        self.bytes.read(to)
    }
}

impl BufRead for Watched<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.ask()?;
        let rest = self.bytes.fill_buf()?;
        // Not all at once: whoever has it doesn't ask again.
        Ok(rest.get(..PIECE).unwrap_or(rest))
    }

    fn consume(&mut self, count: usize) {
        self.bytes.consume(count);
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// The same for the JPEG decoder, whose readers are of its own kind. A byte at a time it can only be told that a file has
/// ended, so reading several and asking for the end are what fails.
pub(super) struct WatchedJpeg<'a> {
    bytes: ZCursor<&'a [u8]>,
    stop: &'a Stop,
}

impl<'a> WatchedJpeg<'a> {
    pub(super) fn new(bytes: &'a [u8], stop: &'a Stop) -> Self {
        Self { bytes: ZCursor::new(bytes), stop }
    }

    #[inline(always)]
    fn ask(&self) -> Result<(), ZByteIoError> {
        if self.stop.is_requested() { Err(ZByteIoError::Generic("stopped")) } else { Ok(()) }
    }
}

// Inlined, because entropy-coded data is read four bytes at a time.
impl ZByteReaderTrait for WatchedJpeg<'_> {
    #[inline(always)]
    fn read_byte_no_error(&mut self) -> u8 {
        self.bytes.read_byte_no_error()
    }

    #[inline(always)]
    fn read_exact_bytes(&mut self, to: &mut [u8]) -> Result<(), ZByteIoError> {
        self.ask()?;
        self.bytes.read_exact_bytes(to)
    }

    #[inline(always)]
    fn read_bytes(&mut self, to: &mut [u8]) -> Result<usize, ZByteIoError> {
        self.ask()?;
        self.bytes.read_bytes(to)
    }

    fn peek_bytes(&mut self, to: &mut [u8]) -> Result<usize, ZByteIoError> {
        self.bytes.peek_bytes(to)
    }

    fn peek_exact_bytes(&mut self, to: &mut [u8]) -> Result<(), ZByteIoError> {
        self.bytes.peek_exact_bytes(to)
    }

    #[inline(always)]
    fn z_seek(&mut self, from: ZSeekFrom) -> Result<u64, ZByteIoError> {
        self.bytes.z_seek(from)
    }

    #[inline(always)]
    fn is_eof(&mut self) -> Result<bool, ZByteIoError> {
        self.ask()?;
        self.bytes.is_eof()
    }

    fn z_position(&mut self) -> Result<u64, ZByteIoError> {
        self.bytes.z_position()
    }

    fn read_remaining(&mut self, sink: &mut Vec<u8>) -> Result<usize, ZByteIoError> {
        self.ask()?;
        self.bytes.read_remaining(sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_fail_from_the_moment_on_that_they_are_to_stop() {
        let stop = Stop::default();
        let bytes = [7; 20];
        let mut plain = Watched::new(&bytes, &stop);
        let mut jpeg = WatchedJpeg::new(&bytes, &stop);
        let mut four = [0; 4];
        assert!(plain.read_exact(&mut four).is_ok() && plain.fill_buf().is_ok());
        assert!(jpeg.read_exact_bytes(&mut four).is_ok() && jpeg.is_eof().is_ok_and(|end| !end));
        stop.request();
        assert!(plain.read_exact(&mut four).is_err() && plain.fill_buf().is_err());
        assert!(jpeg.read_exact_bytes(&mut four).is_err() && jpeg.is_eof().is_err());
        assert!(jpeg.read_bytes(&mut four).is_err());
    }
}
