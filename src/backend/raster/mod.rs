//! Pixels from a display list, through tiny-skia.
//!
//! Stages:
//! 1. **Prepare** (once per operation, `prepare`): curves become device-space lines, strokes become
//!    outlines, pictures become inks that know how to sample them, glyphs become coverage.
//! 2. **Bands** (`band`): the picture is cut into horizontal bands of [`BAND_ROWS`] rows, and each
//!    band draws all operations that touch it. Lines are cut exactly at the band's edges.
//!
//! The grid is constant and always used, also on one thread: cutting a curve at another place would
//! change its anti-aliasing, so only a constant grid makes the bytes independent of how many threads
//! draw. Nothing outside this folder names tiny-skia, and f32 begins here.

mod band;
mod clip_mask;
mod convert;
mod dash;
mod glyphs;
mod ink;
mod picture;
mod polygon;
mod prepare;
mod stretch;
mod stroke;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::error::Result;
use crate::list::{DisplayList, Op, Sink, replay};
use crate::mem::{Bitmap, Charge, Kind};
use band::Band;
use prepare::{Preparer, Step};

/// Rows of a band. Tall enough that cutting and culling an operation once a band costs little, low
/// enough that a 630-row card gives every core something to do.
const BAND_ROWS: usize = 64;
/// Below this many pixels to paint (summed over operations) the threads' hand-over costs more than
/// they save.
const PARALLEL_FROM_PIXELS: u64 = 2_000_000;

/// Who draws the bands. The bytes are the same for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Threads {
    /// The shared pool for large work, the calling thread for small.
    #[default]
    Auto,
    /// Only the calling thread.
    One,
    /// The shared pool, however small the work.
    Pool,
}

/// How a list is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The canvas has no alpha channel: what an operation makes transparent becomes black.
    pub opaque: bool,
    /// Who draws.
    pub threads: Threads,
}

/// Draws `list` onto `target`, which has the list's size.
pub fn draw(list: &DisplayList, target: &mut Bitmap, options: Options) -> Result<()> {
    let charge = target.ledger().charge(Kind::Scratch, 0)?;
    let preparer = Preparer::new(target.ledger())?;
    let steps = Vec::with_capacity(list.ops().len());
    let mut sink = RasterSink { target, options, preparer, steps, charge };
    replay(list, &mut sink)
}

struct RasterSink<'a> {
    target: &'a mut Bitmap,
    options: Options,
    preparer: Preparer,
    steps: Vec<Step>,
    charge: Charge,
}

impl Sink for RasterSink<'_> {
    fn op(&mut self, op: &Op) -> Result<()> {
        if let Some(step) = self.preparer.prepare(op)? {
            let bytes = self.charge.bytes() + step.bytes();
            self.charge.resize(bytes)?;
            self.steps.push(step);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        let parallel = match self.options.threads {
            Threads::One => false,
            Threads::Pool => true,
            Threads::Auto => self.pixels_to_paint() >= PARALLEL_FROM_PIXELS,
        };
        let working = if parallel { rayon::current_num_threads() } else { 1 };
        let band_bytes = BAND_ROWS * self.target.stride();
        let scratch = working * Band::scratch_bytes(&self.steps, band_bytes);
        let mut charge = self.target.ledger().charge(Kind::Scratch, scratch)?;

        let (width, opaque) = (self.target.width(), self.options.opaque);
        let (steps, clips) = (&self.steps, self.preparer.clips());
        let draw = |(index, pixels): (usize, &mut [u8])| {
            Band::new(pixels, width, index * BAND_ROWS, opaque).draw(steps, clips);
        };
        let pixels = self.target.data_mut();
        if parallel {
            pixels.par_chunks_mut(band_bytes).enumerate().for_each(draw);
        } else {
            pixels.chunks_mut(band_bytes).enumerate().for_each(draw);
        }
        self.steps.clear();
        charge.resize(0)?;
        self.charge.resize(0)
    }
}

impl RasterSink<'_> {
    fn pixels_to_paint(&self) -> u64 {
        let area = |s: &Step| u64::from(s.bounds.width()) * u64::from(s.bounds.height());
        self.steps.iter().map(area).sum()
    }
}
