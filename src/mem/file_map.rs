//! A file as memory: its pages come when they are read, belong to the system's cache, and may go again.
//!
//! For font files, of which a text reads a few pages. A file that is cut short while it is mapped ends the process
//! when a page behind its new end is read; who maps a file says so to whoever names it. Package managers and
//! `mv` put a new file in the old one's place, which does no harm.

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// The bytes of a regular file.
pub struct FileMap(Mmap);

impl FileMap {
    /// Maps a file of at most `most` bytes; longer ones, empty ones and what is no regular file are refused.
    pub fn open(path: &Path, most: u64) -> io::Result<Self> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        if !about.is_file() || about.len() == 0 || about.len() > most {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a file of a fitting length",
            ));
        }
        // SAFETY: the mapping is private and read-only. Nobody here writes to font files; another process that
        // does changes bytes under the readers, which take them for what they are at that moment and check each
        // (no reader relies on a second read giving the same), and one that shortens the file ends the process,
        // as the head of this file tells.
        unsafe { Mmap::map(&file) }.map(Self)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_mapped_whole() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(FileMap::open(&path, 1 << 20).unwrap().bytes(), bytes);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(FileMap::open(folder, 1 << 20).is_err());
        assert!(FileMap::open(&folder.join("Cargo.toml"), 10).is_err());
        assert!(FileMap::open(&folder.join("no such file"), 1 << 20).is_err());
    }
}
