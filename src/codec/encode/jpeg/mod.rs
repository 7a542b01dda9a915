//! JPEG, baseline, strip by strip: no copy of the picture is made.
//!
//! <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>. A strip is one row of coding units, 16 or 8 pixels
//! high: [`planes`] makes it luma and colour differences, [`dct`] quantized coefficients, [`entropy`]
//! symbols. The picture is gone through twice. First, some strips are coded into nothing but
//! [`huffman::Counts`], of which the Huffman tables are made; then all are coded into the file.
//!
//! Alpha is dropped by compositing onto black, as the standard says for formats without it
//! (<https://html.spec.whatwg.org/multipage/canvas.html#serialising-bitmaps-to-a-file>): of a
//! premultiplied pixel that is the stored colour.

mod bits;
mod dct;
mod entropy;
mod header;
mod huffman;
mod planes;

use std::io::{self, Write};

use fearless_simd::{Level, Simd, dispatch};

use self::bits::Bits;
use self::dct::{Block, Quantizer, Transformed};
use self::entropy::{Coder, Sink};
use self::huffman::Counts;
use self::planes::Planes;
use super::{File, check_sides, failed};
use crate::error::Result;
use crate::mem::{Bitmap, Kind, level};

/// From how many strips the Huffman tables are made, spread over the picture. More than 16 make a
/// photograph's file smaller by less than a thousandth.
const COUNTED_STRIPS: usize = 16;

/// Collected bits go to the file in pieces of this size, and of at most one coding unit more.
const PIECE: usize = 8 * 1024;

pub(super) fn write(bitmap: &Bitmap, quality: u8, file: &mut File) -> Result<()> {
    check_sides(bitmap, "JPEG", 65_535)?;
    let _charge = bitmap.ledger().charge(Kind::Scratch, scratch_bytes(bitmap.width() as usize))?;
    write_with(level(), bitmap, quality, file).map_err(|cause| failed("JPEG", cause))
}

fn write_with(level: Level, bitmap: &Bitmap, quality: u8, file: &mut File) -> io::Result<()> {
    dispatch!(level, simd => encode(simd, bitmap, quality, file))
}

/// Two rows of pixels; the samples of a strip, at most one and a half for each of 16 rows, as floats
/// and as blocks; the pieces.
fn scratch_bytes(width: usize) -> usize {
    let width = width.next_multiple_of(16);
    let samples = width * 16 * 3 / 2;
    width * 4 * 2 + samples * 4 + samples / 64 * size_of::<Block>() + 2 * PIECE
}

/// Chromium halves the colour planes both ways, except at full quality.
fn halves_colours(quality: u8) -> bool {
    quality < 100
}

fn encode<S: Simd>(simd: S, bitmap: &Bitmap, quality: u8, file: &mut File) -> io::Result<()> {
    let halved = halves_colours(quality);
    let quantizers = [Quantizer::luma(quality), Quantizer::colours(quality)];
    let mut strip = Strip::new(bitmap, halved);
    let tables = strip.count(simd, &quantizers).tables();
    header::write(bitmap, halved, &quantizers, &tables, file)?;
    let mut coder = Coder::new(&tables);
    for y in 0..strip.count_strips() {
        strip.load(simd, y, &quantizers);
        strip.code(&mut coder, |coder| write_piece(coder.bits(), PIECE, file))?;
    }
    coder.bits().finish();
    write_piece(coder.bits(), 0, file)?;
    file.write_all(&header::END)
}

/// Moves collected bytes to the file, if there are at least `least`.
fn write_piece(bits: &mut Bits, least: usize, file: &mut File) -> io::Result<()> {
    if bits.bytes().len() >= least {
        file.write_all(bits.bytes())?;
        bits.clear();
    }
    Ok(())
}

/// One row of coding units on its way through the stages.
struct Strip<'a> {
    bitmap: &'a Bitmap,
    planes: Planes,
    transformed: [Transformed; 3],
}

impl<'a> Strip<'a> {
    fn new(bitmap: &'a Bitmap, halved: bool) -> Self {
        let planes = Planes::new(bitmap.width() as usize, halved);
        Self { bitmap, planes, transformed: Default::default() }
    }

    fn count_strips(&self) -> usize {
        (self.bitmap.height() as usize).div_ceil(self.planes.height())
    }

    /// Brings strip `y` as far as coefficients.
    fn load<S: Simd>(&mut self, simd: S, y: usize, [luma, colours]: &[Quantizer; 2]) {
        self.planes.load(simd, self.bitmap, y);
        let planes = self.planes.all().into_iter().zip([luma, colours, colours]);
        for (out, ((samples, width), quantizer)) in self.transformed.iter_mut().zip(planes) {
            dct::transform(simd, samples, width, quantizer, out);
        }
    }

    /// The symbols of up to [`COUNTED_STRIPS`] strips.
    fn count<S: Simd>(&mut self, simd: S, quantizers: &[Quantizer; 2]) -> Counts {
        let strips = self.count_strips();
        let step = strips.div_ceil(COUNTED_STRIPS);
        let mut counts = Counts::new(step == 1);
        let mut before = [0; 3];
        for y in (0..strips).step_by(step) {
            self.load(simd, y, quantizers);
            for unit in 0..self.units() {
                self.unit(unit, &mut before, &mut counts);
            }
        }
        counts
    }

    /// Codes the strip; `after` is called after each unit.
    fn code(
        &self,
        coder: &mut Coder,
        mut after: impl FnMut(&mut Coder) -> io::Result<()>,
    ) -> io::Result<()> {
        for unit in 0..self.units() {
            let mut before = coder.before;
            self.unit(unit, &mut before, coder);
            coder.before = before;
            after(coder)?;
        }
        Ok(())
    }

    /// Coding units in a row. Full colours have units of 8 pixels, of which the planes may hold one more.
    fn units(&self) -> usize {
        (self.bitmap.width() as usize).div_ceil(self.planes.height())
    }

    /// The blocks of one coding unit: one of each component, or four of luma.
    fn unit(&self, unit: usize, before: &mut [i32; 3], sink: &mut impl Sink) {
        let [luma, blue, red] = &self.transformed;
        let [luma_before, blue_before, red_before] = before;
        if self.planes.halved() {
            let row = luma.len() / 2;
            for at in [2 * unit, 2 * unit + 1, row + 2 * unit, row + 2 * unit + 1] {
                entropy::block(&luma[at], luma_before, 0, sink);
            }
        } else {
            entropy::block(&luma[unit], luma_before, 0, sink);
        }
        entropy::block(&blue[unit], blue_before, 1, sink);
        entropy::block(&red[unit], red_before, 1, sink);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::geom::Size;
    use crate::mem::{Ledger, levels};

    fn decoded(file: &[u8]) -> Vec<u8> {
        let mut decoder = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(file));
        decoder.decode().unwrap()
    }

    #[test]
    fn sides_that_are_no_whole_units_come_back() {
        for (width, height) in [(1, 1), (8, 9), (9, 8), (16, 17), (17, 40), (24, 7), (33, 33)] {
            let mut bitmap =
                Bitmap::new(&Ledger::new(), Size::new(width, height).unwrap()).unwrap();
            for (i, pixel) in bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
                let (x, y) = (i as u32 % width, i as u32 / width);
                *pixel = [(60 + x * 4) as u8, (200 - y * 4) as u8, (x + y) as u8, 255];
            }
            for quality in [92, 100] {
                let back = decoded(&bytes(level(), &bitmap, quality));
                let pixels = bitmap.data().as_chunks::<4>().0.iter().zip(back.as_chunks::<3>().0);
                let far = pixels.flat_map(|(a, b)| a.iter().zip(b)).map(|(a, b)| a.abs_diff(*b));
                let far = far.max().unwrap();
                assert!(far <= 12, "{far} of {width}x{height} at {quality}");
                assert_eq!(back.len(), (width * height * 3) as usize);
            }
        }
    }

    /// Noise on a gradient.
    fn picture(width: u32, height: u32) -> Bitmap {
        let mut bitmap = Bitmap::new(&Ledger::new(), Size::new(width, height).unwrap()).unwrap();
        let mut state = 9u32;
        for (i, byte) in bitmap.data_mut().iter_mut().enumerate() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = (i / 64) as u8 ^ (state >> 27) as u8;
        }
        bitmap
    }

    fn bytes(level: Level, bitmap: &Bitmap, quality: u8) -> Vec<u8> {
        let mut file = File::new(bitmap.ledger()).unwrap();
        write_with(level, bitmap, quality, &mut file).unwrap();
        file.bytes
    }

    #[test]
    fn every_level_writes_the_same_bytes() {
        for (width, height) in [(1, 1), (17, 33), (64, 48), (130, 21)] {
            let bitmap = picture(width, height);
            for quality in [1, 50, 92, 100] {
                let plain = bytes(levels()[0], &bitmap, quality);
                for level in levels() {
                    let same = bytes(level, &bitmap, quality) == plain;
                    assert!(same, "{width}x{height} at {quality}, {level:?}");
                }
            }
        }
    }

    #[test]
    fn tables_of_some_strips_code_all_of_them() {
        // Flat where symbols are counted, noise in all other strips.
        let (height, step) = (16 * 40, 40usize.div_ceil(COUNTED_STRIPS));
        let mut bitmap = picture(32, height);
        for strip in bitmap.data_mut().chunks_exact_mut(32 * 4 * 16).step_by(step) {
            strip.fill(7);
        }
        for quality in [50, 100] {
            let whole = bytes(level(), &bitmap, quality);
            let decoded = decoded(&whole);
            assert_eq!(decoded.len(), 32 * height as usize * 3);
            let far = decoded[..32 * 3].iter().all(|&byte| byte.abs_diff(7) < 3);
            assert!(far, "{:?}", &decoded[..32 * 3]);
        }
    }

    #[test]
    fn scratch_covers_what_is_taken() {
        for (quality, width) in [(92, 1000), (100, 1000), (92, 1)] {
            let bitmap = picture(width, 20);
            let mut strip = Strip::new(&bitmap, halves_colours(quality));
            let quantizers = [Quantizer::luma(quality), Quantizer::colours(quality)];
            dispatch!(level(), simd => strip.load(simd, 0, &quantizers));
            let samples: usize = strip.planes.all().iter().map(|(plane, _)| plane.len() * 4).sum();
            let blocks: usize = strip.transformed.iter().map(Vec::capacity).sum();
            let rows = (width as usize).next_multiple_of(16) * 8;
            let taken = samples + blocks * size_of::<Block>() + rows;
            assert!(taken <= scratch_bytes(width as usize), "{taken} at {quality}");
        }
    }

    #[test]
    fn a_budget_met_on_the_way_stops_the_encoder() {
        let bitmap = picture(512, 512);
        let ledger = Arc::clone(bitmap.ledger());
        let mut file = File::new(&ledger).unwrap();
        ledger.set_budget(ledger.live() + 20_000);
        assert!(write_with(level(), &bitmap, 100, &mut file).is_err());
    }
}
