//! A file in memory that can't be read on when its decoder is to stop: the decoders of libraries have no other place
//! to ask at.

use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};

use crate::stop::Stop;

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
        self.bytes.fill_buf()
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
