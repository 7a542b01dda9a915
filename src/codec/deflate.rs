//! Streams of documents.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// As zlib packs it.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut deflater = Deflater::default();
    deflater.push(bytes);
    deflater.finish()
}

/// The same, of bytes that come one after the other.
pub struct Deflater(ZlibEncoder<Vec<u8>>);

impl Default for Deflater {
    fn default() -> Self {
        Self(ZlibEncoder::new(Vec::new(), Compression::new(6)))
    }
}

impl Deflater {
    /// Takes more.
    pub fn push(&mut self, bytes: &[u8]) {
        // Writing into a vector can't fail.
        let _ = self.0.write_all(bytes);
    }

    /// How many bytes are packed.
    pub fn packed(&self) -> usize {
        self.0.get_ref().len()
    }

    /// All of it.
    pub fn finish(self) -> Vec<u8> {
        self.0.finish().unwrap_or_default()
    }
}
