//! AVIF by ravif and rav1e, which are not stopped in the middle: they take a picture and give a file.

use std::io::Write;

use ravif::{Encoder, Img, RGB8, RGBA8};

use super::converted::in_srgb;
use super::straight::{Straight, buffered};
use super::{AvifOptions, File, Rows, check_sides, failed};
use crate::error::Result;
use crate::mem::Kind;

/// The longest side of an AV1 picture.
const MAX_SIDE: u32 = 65_536;

/// What rav1e takes for each pixel, from above: planes of 10 bits, those it makes of them, and what it finds out about blocks.
const SCRATCH: usize = 64;

pub(super) fn write(rows: &mut dyn Rows, options: &AvifOptions, file: &mut File<'_>) -> Result<()> {
    check_sides(rows.size(), "AVIF", MAX_SIDE)?;
    let (size, stop) = (rows.size(), file.stop());
    let pixels = size.width() as usize * size.height() as usize;
    let ledger = std::sync::Arc::clone(rows.ledger());
    let straight = Straight::of(&mut in_srgb(rows)?, &stop)?;
    let _charge = ledger.charge(Kind::Scratch, pixels.saturating_mul(SCRATCH))?;
    let quality = options.quality.clamp(1.0, 100.0);
    let encoder = Encoder::new()
        .with_quality(quality)
        .with_alpha_quality(options.alpha_quality.map_or(quality, |alpha| alpha.clamp(1.0, 100.0)))
        .with_speed(options.speed.clamp(1, 10))
        .with_num_threads(Some(1));
    let (width, height) = (size.width() as usize, size.height() as usize);
    let made = if straight.opaque {
        let bytes = straight.bytes.as_chunks::<3>().0.iter();
        let all: Vec<RGB8> = bytes.map(|&[r, g, b]| RGB8::new(r, g, b)).collect();
        drop(straight);
        encoder.encode_rgb(Img::new(&all, width, height))
    } else {
        let bytes = straight.bytes.as_chunks::<4>().0.iter();
        let all: Vec<RGBA8> = bytes.map(|&[r, g, b, a]| RGBA8::new(r, g, b, a)).collect();
        drop(straight);
        encoder.encode_rgba(Img::new(&all, width, height))
    };
    let made = made.map_err(|cause| failed("AVIF", cause))?;
    stop.check()?;
    buffered("AVIF", file, |to| {
        to.write_all(&made.avif_file).map_err(|cause| failed("AVIF", cause))
    })
}
