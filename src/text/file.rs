//! The bytes of a font file: the program's own, copied, unpacked, or mapped.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use skrifa::raw::FileRef;

use super::{Face, web_font};
use crate::error::{Error, ErrorKind, LimitMet, Result};
use crate::mem::{Charge, FileMap, Kind, Ledger};

/// Files from this length on are mapped instead of read: of a large font a text needs little.
const MAP_FROM: u64 = 1024 * 1024;
/// The longest file that is looked at. The largest fonts there are have some 50 MB, collections 150 MB.
const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// The most faces of one collection that are looked at; the largest known ones have about 40.
const MAX_FACES: u32 = 64;

/// The bytes of a font file, shared by the faces of a collection, with their charge.
pub struct FontFile {
    bytes: Bytes,
    /// `None` for the bundled faces, which belong to the program and not to an environment.
    charge: Option<Charge>,
}

enum Bytes {
    Bundled(&'static [u8]),
    /// The same of the one face that may be unpacked for small text.
    Unpackable(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(FileMap),
}

impl AsRef<[u8]> for FontFile {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

impl FontFile {
    pub(super) fn bundled(bytes: &'static [u8]) -> Arc<Self> {
        Arc::new(Self { bytes: Bytes::Bundled(bytes), charge: None })
    }

    /// The bundled file that `SmallGlyphs` was tried with, and no other.
    pub(super) fn unpackable(bytes: &'static [u8]) -> Arc<Self> {
        Arc::new(Self { bytes: Bytes::Unpackable(bytes), charge: None })
    }

    /// Takes a font, or unpacks one that is WOFF or WOFF2. Fails when the ledger's budget does not allow the bytes.
    pub fn new(bytes: Vec<u8>, ledger: &Arc<Ledger>) -> Result<Arc<Self>> {
        if web_font::is_packed(&bytes) {
            let unpacked = web_font::unpack(&bytes, ledger)?;
            drop(bytes);
            return Self::charged(unpacked, ledger);
        }
        Self::charged(bytes, ledger)
    }

    /// The same of bytes that are somebody else's: copied once the budget allows it.
    pub fn copy_of(bytes: &[u8], ledger: &Arc<Ledger>) -> Result<Arc<Self>> {
        if web_font::is_packed(bytes) {
            return Self::charged(web_font::unpack(bytes, ledger)?, ledger);
        }
        let charge = ledger.charge(Kind::Font, bytes.len())?;
        Ok(Arc::new(Self { bytes: Bytes::Owned(bytes.to_vec()), charge: Some(charge) }))
    }

    fn charged(mut bytes: Vec<u8>, ledger: &Arc<Ledger>) -> Result<Arc<Self>> {
        bytes.shrink_to_fit();
        let charge = ledger.charge(Kind::Font, bytes.capacity())?;
        Ok(Arc::new(Self { bytes: Bytes::Owned(bytes), charge: Some(charge) }))
    }

    /// Opens a file of at most `most` bytes: a large one is mapped, which is charged with nothing because its pages
    /// are the system's, and a small one is read.
    pub fn open(path: &Path, most: u64, ledger: &Arc<Ledger>) -> Result<Arc<Self>> {
        let refuse = |why: &dyn std::fmt::Display| {
            let message = format!("the font {} can't be read: {why}", path.display());
            Error::decode(message)
        };
        let about = fs::metadata(path).map_err(|e| refuse(&e))?;
        if !about.is_file() {
            return Err(Error::new(
                ErrorKind::Type,
                format!("{} is not a regular file", path.display()),
            ));
        }
        if about.len() > most.min(MAX_BYTES) {
            let (has, most) = (about.len(), most.min(MAX_BYTES));
            let limit = LimitMet { name: "maxInputBytes", actual: Some(has), allowed: most };
            let message = format!("{} has {has} bytes, at most {most} are allowed", path.display());
            return Err(Error::over(limit, message));
        }
        if about.len() >= MAP_FROM {
            let file = Self::mapped(path, ledger).map_err(|e| refuse(&e))?;
            if !web_font::is_packed(file.bytes()) {
                return Ok(file);
            }
            return Self::charged(web_font::unpack(file.bytes(), ledger)?, ledger);
        }
        Self::new(fs::read(path).map_err(|e| refuse(&e))?, ledger)
    }

    /// Maps a file whatever its length.
    pub(super) fn mapped(path: &Path, ledger: &Arc<Ledger>) -> std::io::Result<Arc<Self>> {
        let map = FileMap::open(path, MAX_BYTES)?;
        let charge = ledger.charge(Kind::Font, 0).map_err(std::io::Error::other)?;
        Ok(Arc::new(Self { bytes: Bytes::Mapped(map), charge: Some(charge) }))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Bundled(bytes) | Bytes::Unpackable(bytes) => bytes,
            Bytes::Owned(bytes) => bytes,
            Bytes::Mapped(map) => map.bytes(),
        }
    }

    /// Fails with a decode error when its first face can't be drawn.
    pub fn check(self: &Arc<Self>) -> Result<()> {
        Face::parse_one(self, 0).map(drop)
    }

    /// Whether it has the same bytes as another.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let (a, b) = (self.bytes(), other.bytes());
        // Of mapped files comparing would read every page, so the quick question comes first.
        std::ptr::eq(a, b) || (a.len() == b.len() && a == b)
    }

    /// The bytes, if they may be unpacked for small text.
    pub(super) fn unpackable_bytes(&self) -> Option<&'static [u8]> {
        match self.bytes {
            Bytes::Unpackable(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The account it is on; `None` for the bundled files.
    pub(super) fn ledger(&self) -> Option<&Arc<Ledger>> {
        self.charge.as_ref().map(Charge::ledger)
    }

    /// How many faces the file holds, bounded.
    pub(super) fn faces(&self) -> u32 {
        match FileRef::new(self.bytes()) {
            Ok(FileRef::Collection(collection)) => collection.len().min(MAX_FACES),
            _ => 1,
        }
    }
}
