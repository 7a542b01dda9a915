//! ICO and CUR: picks the largest picture and hands it on.
//!
//! The directory is read here, because the `image` crate prefers colour depth to size. A PNG inside
//! goes to the PNG reader; a bitmap inside is shown to the crate as an icon file of one entry, which
//! is spliced together at reading and not copied.

use std::io::{BufRead, Read, Seek, SeekFrom};

use image::ImageDecoder;
use image::codecs::ico::IcoDecoder;

use super::header::Stored;
use super::{Format, How, Orientation, expand, png, raster};
use crate::error::Result;
use crate::mem::Bitmap;
use crate::stop::Stop;

/// Bytes of the file header, and of one directory entry.
const FILE_HEADER: usize = 6;
const ENTRY: usize = 16;

/// The chosen entry's picture.
enum Picture<'a> {
    Png(&'a [u8]),
    Bitmap(OneEntry<'a>),
}

/// Width and height of the largest picture.
pub(super) fn header(bytes: &[u8]) -> Result<Stored> {
    match largest(bytes)? {
        Picture::Png(png) => {
            // Icons are never turned; browsers read no EXIF data inside them.
            let stored = png::header(png)?;
            Ok(Stored { orientation: Orientation::Upright, ..stored })
        }
        Picture::Bitmap(file) => {
            let (width, height) = open(file)?.dimensions();
            let orientation = Orientation::Upright;
            Ok(Stored { width: width.into(), height: height.into(), orientation })
        }
    }
}

/// Decodes the largest picture.
pub(super) fn decode(bytes: &[u8], stop: &Stop, bitmap: &mut Bitmap, how: How<'_>) -> Result<()> {
    match largest(bytes)? {
        Picture::Png(png) => png::decode(png, stop, bitmap, how),
        Picture::Bitmap(file) => {
            raster::decode((Box::new(open(file)?), None), Format::Ico, (bitmap, stop), how)
        }
    }
}

fn open(file: OneEntry<'_>) -> Result<IcoDecoder<OneEntry<'_>>> {
    IcoDecoder::new(file).map_err(|error| raster::broken(Format::Ico, &error))
}

/// The entry of the greatest area; among equals the deepest colour, then the first.
fn largest(bytes: &[u8]) -> Result<Picture<'_>> {
    let broken = |cause: &str| expand::broken(Format::Ico, cause);
    let count = match bytes {
        [_, _, _, _, low, high, ..] => usize::from(u16::from_le_bytes([*low, *high])),
        _ => return Err(broken("the header is cut off")),
    };
    let directory = bytes
        .get(FILE_HEADER..FILE_HEADER + count * ENTRY)
        .ok_or_else(|| broken("the directory is cut off"))?;
    // A side of 0 means 256. A cursor keeps its hot spot where an icon keeps the depth.
    let side = |byte: u8| if byte == 0 { 256 } else { u32::from(byte) };
    let is_icon = bytes[2] == 1;
    let depth = |entry: &[u8; ENTRY]| u16::from_le_bytes([entry[6], entry[7]]);
    let entries = directory.as_chunks::<ENTRY>().0;
    let best = entries
        .iter()
        .rev()
        .max_by_key(|e| (side(e[0]) * side(e[1]), if is_icon { depth(e) } else { 0 }))
        .ok_or_else(|| broken("the directory is empty"))?;
    picture(bytes, best).ok_or_else(|| broken("an entry points beyond the end"))
}

fn picture<'a>(bytes: &'a [u8], entry: &[u8; ENTRY]) -> Option<Picture<'a>> {
    let word =
        |at: usize| u32::from_le_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]);
    let (length, offset) = (word(8) as usize, word(12) as usize);
    let body = bytes.get(offset..offset.checked_add(length)?)?;
    if Format::sniff(body) == Some(Format::Png) {
        return Some(Picture::Png(body));
    }
    Some(Picture::Bitmap(OneEntry::new(entry, body)))
}

/// A header, a directory of one entry, and that entry's bytes, read as one file.
struct OneEntry<'a> {
    head: [u8; FILE_HEADER + ENTRY],
    body: &'a [u8],
    at: usize,
}

impl<'a> OneEntry<'a> {
    fn new(entry: &[u8; ENTRY], body: &'a [u8]) -> Self {
        let mut head = [0; FILE_HEADER + ENTRY];
        // An icon with one picture.
        head[2] = 1;
        head[4] = 1;
        head[FILE_HEADER..].copy_from_slice(entry);
        // Planes and depth: unused for a single entry, and a cursor's hot spot would be refused.
        head[FILE_HEADER + 4..FILE_HEADER + 8].fill(0);
        let offset = (FILE_HEADER + ENTRY) as u32;
        head[FILE_HEADER + 12..].copy_from_slice(&offset.to_le_bytes());
        Self { head, body, at: 0 }
    }
}

impl BufRead for OneEntry<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        Ok(match self.head.get(self.at..) {
            Some(rest) if !rest.is_empty() => rest,
            _ => self.body.get(self.at - self.head.len()..).unwrap_or_default(),
        })
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for OneEntry<'_> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let read = self.fill_buf()?.read(target)?;
        self.consume(read);
        Ok(read)
    }
}

impl Seek for OneEntry<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let end = (self.head.len() + self.body.len()) as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => (self.at as u64).checked_add_signed(by),
        };
        // Beyond the end is legal and reads nothing.
        let at = at.and_then(|at| usize::try_from(at.min(end)).ok());
        self.at = at.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidInput))?;
        Ok(self.at as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Limits, SvgFonts, read};
    use crate::mem::Ledger;

    /// A 32-bit bitmap as icons hold it: header with twice the height, pixels, empty mask.
    fn dib(side: u8, blue: u8) -> Vec<u8> {
        let mut bytes = vec![40, 0, 0, 0, side, 0, 0, 0, side * 2, 0, 0, 0, 1, 0, 32, 0];
        bytes.resize(40, 0);
        let pixels = usize::from(side) * usize::from(side);
        bytes.extend([blue, 0, 0, 255].repeat(pixels));
        bytes.resize(bytes.len() + usize::from(side) * 4, 0);
        bytes
    }

    fn icon(kind: u8, pictures: &[(u8, u8)]) -> Vec<u8> {
        let mut file = vec![0, 0, kind, 0, pictures.len() as u8, 0];
        let mut at = FILE_HEADER + ENTRY * pictures.len();
        for &(side, blue) in pictures {
            let length = dib(side, blue).len();
            // A hot spot or depth that must not decide.
            file.extend([side, side, 0, 0, 200, 3, 200 - side, 3]);
            file.extend((length as u32).to_le_bytes());
            file.extend((at as u32).to_le_bytes());
            at += length;
        }
        pictures.iter().for_each(|&(side, blue)| file.extend(dib(side, blue)));
        file
    }

    #[test]
    fn the_largest_picture_is_shown() {
        let limits = Limits::default();
        for kind in [1, 2] {
            let file = icon(kind, &[(2, 10), (5, 20), (3, 30)]);
            let header = read(&file, &limits).unwrap();
            assert_eq!((header.size.width(), header.size.height()), (5, 5));
            let fonts = SvgFonts::new(&[]);
            let bitmap =
                crate::codec::decode(&file, &header, &limits, &fonts, &Ledger::new()).unwrap();
            assert_eq!(bitmap.pixel(2, 2), Some([0, 0, 20, 255]));
        }
    }

    #[test]
    fn broken_directories_are_errors() {
        for file in [&[0, 0, 1, 0, 0, 0][..], &[0, 0, 1, 0, 9], &[0, 0, 1, 0, 255, 255, 1, 1]] {
            assert!(read(file, &Limits::default()).is_err());
        }
        let mut beyond = icon(1, &[(2, 10)]);
        beyond[FILE_HEADER + 12..FILE_HEADER + 16].fill(0xFF);
        let error = read(&beyond, &Limits::default()).unwrap_err();
        assert!(error.message().contains("points beyond the end"), "{error}");
    }

    #[test]
    fn the_spliced_file_reads_like_one() {
        let body = [7, 8, 9];
        let mut file = OneEntry::new(&[5; ENTRY], &body);
        let mut all = Vec::new();
        file.read_to_end(&mut all).unwrap();
        assert_eq!(all.len(), FILE_HEADER + ENTRY + 3);
        assert_eq!(all[FILE_HEADER + ENTRY..], body);
        assert_eq!(file.seek(SeekFrom::End(-1)).unwrap(), 24);
        assert_eq!(file.fill_buf().unwrap(), [9]);
        assert_eq!(file.seek(SeekFrom::Start(u64::MAX)).unwrap(), 25);
        assert!(file.fill_buf().unwrap().is_empty());
        assert!(file.seek(SeekFrom::Current(-26)).is_err());
    }
}
