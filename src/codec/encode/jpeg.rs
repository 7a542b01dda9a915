//! JPEG, read from the bitmap row by row; only a progressive one keeps all blocks.
//!
//! Alpha is dropped by compositing onto black, as the standard says for formats without it
//! (<https://html.spec.whatwg.org/multipage/canvas.html#serialising-bitmaps-to-a-file>): of a
//! premultiplied pixel that is the stored colour.

use std::cell::RefCell;

use jpeg_encoder::{
    Encoder, EncodingError, ImageBuffer, JpegColorType, PixelDensity, PixelDensityUnit,
    SamplingFactor, rgb_to_ycbcr,
};

use super::{File, JpegOptions, Rows, Sampling, check_sides, failed, profile};
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::{Kind, read_bytes};
use crate::stop::Stop;

/// Bytes of a pixel in the planes and blocks of a progressive file.
const KEPT: usize = 4 * (1 + 2);

pub(super) fn write(rows: &mut dyn Rows, options: &JpegOptions, file: &mut File<'_>) -> Result<()> {
    let (size, format) = (rows.size(), rows.format());
    check_sides(size, "JPEG", 65_535)?;
    let width = size.width() as usize;
    // 16 rows of three planes, before and after their split into blocks, and one row in bytes.
    let mut scratch = width * 4 * (16 * 2 + 1);
    if options.progressive {
        let height = size.height() as usize;
        scratch += width.next_multiple_of(16) * height.next_multiple_of(16) * KEPT;
    }
    let _charge = rows.ledger().charge(Kind::Scratch, scratch)?;
    let stop = file.stop();
    let mut encoder = Encoder::new(&mut *file, options.quality.clamp(1, 100));
    encoder.set_sampling_factor(sampling(options));
    encoder.set_progressive(options.progressive);
    if let Some(per_inch) = options.resolution {
        // The cast saturates.
        let density = (per_inch.round() as u16, per_inch.round() as u16);
        encoder.set_density(PixelDensity { density, unit: PixelDensityUnit::Inches });
    }
    if let Some(profile) = profile::of(format.space) {
        encoder.add_icc_profile(&profile).map_err(broken)?;
    }
    let bytes = vec![0; if format.is_deep() { width * 4 } else { 0 }];
    let source = RefCell::new(Source { rows, bytes, failed: None, stop });
    let written = encoder.encode_image(Picture { size, source: &source }).map_err(broken);
    if let Some(error) = source.into_inner().failed {
        file.refuse(error);
    }
    written
}

/// Chromium halves the colour planes both ways, except at full quality.
fn sampling(options: &JpegOptions) -> SamplingFactor {
    match options.sampling {
        Some(Sampling::Full) => SamplingFactor::F_1_1,
        Some(Sampling::Halved) => SamplingFactor::F_2_1,
        Some(Sampling::Quartered) => SamplingFactor::F_2_2,
        None if options.quality >= 100 => SamplingFactor::F_1_1,
        None => SamplingFactor::F_2_2,
    }
}

/// The picture as the encoder reads it, which asks for rows in order, and can't be told that there is none.
struct Picture<'a, 'r> {
    size: Size,
    source: &'a RefCell<Source<'r>>,
}

struct Source<'r> {
    rows: &'r mut dyn Rows,
    /// A row in eight bits, where the picture has more.
    bytes: Vec<u8>,
    /// Why there are no more rows.
    failed: Option<Error>,
    /// The file's: rows that are not there must not become a part of it.
    stop: Stop,
}

impl Source<'_> {
    fn row(&mut self, y: u32) -> Result<&[u8]> {
        let row = self.rows.row(y)?;
        if self.bytes.is_empty() {
            return Ok(row);
        }
        read_bytes(row, &mut self.bytes);
        Ok(&self.bytes)
    }

    /// Adds a row to the planes; anything, which is written nowhere, once there is no row.
    fn fill(&mut self, y: u32, width: usize, [luma, blue, red, _]: &mut [Vec<u8>; 4]) {
        if self.failed.is_none() {
            match self.row(y) {
                Ok(row) => {
                    for &[r, g, b, _] in row.as_chunks().0 {
                        let (y, cb, cr) = rgb_to_ycbcr(r, g, b);
                        luma.push(y);
                        blue.push(cb);
                        red.push(cr);
                    }
                    return;
                }
                Err(error) => {
                    self.stop.request();
                    self.failed = Some(error);
                }
            }
        }
        for plane in [luma, blue, red] {
            plane.resize(plane.len() + width, 0);
        }
    }
}

impl ImageBuffer for Picture<'_, '_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    // Both sides were checked against u16; a saturated value can't be seen.
    fn width(&self) -> u16 {
        u16::try_from(self.size.width()).unwrap_or(u16::MAX)
    }

    fn height(&self) -> u16 {
        u16::try_from(self.size.height()).unwrap_or(u16::MAX)
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let mut source = self.source.borrow_mut();
        source.fill(y.into(), self.size.width() as usize, buffers);
    }
}

fn broken(error: EncodingError) -> Error {
    failed("JPEG", error)
}
