//! TIFF by the `tiff` crate: strips of rows, each pixel as its difference from the one before, deflated.

use std::io::{self, Seek, SeekFrom, Write};

use ::tiff::encoder::{Compression, DeflateLevel, Predictor, Rational, TiffEncoder, colortype};
use ::tiff::tags::{ResolutionUnit, Tag};
use ::tiff::{TiffError, TiffResult};

use super::converted::in_bytes;
use super::file::Buffer;
use super::straight::{Straight, buffered};
use super::{File, Rows, failed, profile};
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::Kind;

/// What the library may take beside the picture: a strip of a megabyte, its differences and its deflated form.
const SCRATCH: usize = 4 << 20;
/// `ExtraSamples`: alpha that the colours were not multiplied with.
const STRAIGHT_ALPHA: [u16; 1] = [2];

pub(super) fn write(
    rows: &mut dyn Rows,
    resolution: Option<f64>,
    file: &mut File<'_>,
) -> Result<()> {
    let (size, stop) = (rows.size(), file.stop());
    let profile = profile::of(rows.format().space);
    let ledger = rows.ledger().clone();
    let straight = Straight::of(&mut in_bytes(rows)?, &stop)?;
    let _charge = ledger.charge(Kind::Scratch, SCRATCH + size.width() as usize * 8)?;
    // The directory's place is written into the head at last, so nothing can be handed over before.
    let mut whole = Seekable { buffer: Buffer::new(&ledger)?, at: 0, refused: None, file };
    let written = encode(&mut whole, size, &straight, (resolution, profile));
    let Seekable { buffer, refused, .. } = whole;
    if let Some(refused) = refused {
        return Err(refused);
    }
    written.map_err(broken)?;
    buffered("TIFF", file, |to| to.write_all(buffer.bytes()).map_err(|cause| failed("TIFF", cause)))
}

fn encode(
    to: &mut Seekable<'_, '_>,
    size: Size,
    straight: &Straight,
    tags: (Option<f64>, Option<Vec<u8>>),
) -> TiffResult<()> {
    if straight.opaque {
        encode_as::<colortype::RGB8>(to, size, straight, tags)
    } else {
        encode_as::<colortype::RGBA8>(to, size, straight, tags)
    }
}

fn encode_as<C: colortype::ColorType<Inner = u8>>(
    to: &mut Seekable<'_, '_>,
    size: Size,
    straight: &Straight,
    (resolution, profile): (Option<f64>, Option<Vec<u8>>),
) -> TiffResult<()> {
    let mut encoder = TiffEncoder::new(to)?
        .with_compression(Compression::Deflate(DeflateLevel::Balanced))
        .with_predictor(Predictor::Horizontal);
    let mut image = encoder.new_image::<C>(size.width(), size.height())?;
    let directory = image.encoder();
    if !straight.opaque {
        directory.write_tag(Tag::ExtraSamples, &STRAIGHT_ALPHA[..])?;
    }
    if let Some(profile) = profile {
        directory.write_tag(Tag::IccProfile, &*profile)?;
    }
    if let Some(per_inch) = resolution {
        // The cast saturates.
        let thousandths = (per_inch * 1000.0).round() as u32;
        let ratio = || Rational { n: thousandths, d: 1000 };
        directory.write_tag(Tag::ResolutionUnit, ResolutionUnit::Inch.to_u16())?;
        directory.write_tag(Tag::XResolution, ratio())?;
        directory.write_tag(Tag::YResolution, ratio())?;
    }
    image.write_data(&straight.bytes)
}

fn broken(error: TiffError) -> Error {
    failed("TIFF", error)
}

/// A file in memory whose earlier bytes can still be changed.
struct Seekable<'f, 'd> {
    buffer: Buffer,
    at: usize,
    /// Why there is no room, or that it is to stop.
    refused: Option<Error>,
    /// What it is written for.
    file: &'f File<'d>,
}

impl Seekable<'_, '_> {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.stop().check()?;
        self.buffer.write_at(self.at, bytes)?;
        self.at += bytes.len();
        Ok(())
    }
}

impl Write for Seekable<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.refused.is_none() {
            self.refused = self.put(bytes).err();
        }
        if self.refused.is_some() { Err(io::ErrorKind::Other.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Seekable<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let from = |place: usize, by: i64| {
            isize::try_from(by).ok().and_then(|by| place.checked_add_signed(by))
        };
        let place = match to {
            SeekFrom::Start(place) => usize::try_from(place).ok(),
            SeekFrom::End(by) => from(self.buffer.bytes().len(), by),
            SeekFrom::Current(by) => from(self.at, by),
        };
        // Nothing is ever written behind a gap.
        let place = place.filter(|place| *place <= self.buffer.bytes().len());
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at as u64)
    }
}
