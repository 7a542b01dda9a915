//! Streams of documents.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// As zlib packs it.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::new(6));
    // Writing into a vector can't fail.
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}
