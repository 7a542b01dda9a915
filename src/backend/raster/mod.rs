//! Pixels from a display list.
//!
//! Stages:
//! 1. **Prepare** (once per operation, `prepare`): curves become device-space lines, strokes become
//!    outlines, pictures become inks that know how to sample them, glyphs become coverage. A shadow
//!    becomes coverage too (`shadow`, `blur`), whole and before there are bands; a filter makes a picture
//!    of the operation first (`filter`).
//! 2. **Bands** (`band`): the picture is cut into horizontal bands of [`BAND_ROWS`] rows, and each
//!    band draws all operations that touch it, as runs: `coverage` turns shapes into runs, `clip` cuts
//!    them, `brush` fetches their source pixels from `ink` and hands them to `blend`.
//!
//! Coverage is the exact area, added up in integers, so neither the bands' edges nor the number of
//! threads change a byte. The pixel loops are written for all vector widths at once; which one runs
//! changes no byte either.

mod alone;
mod band;
mod blend;
mod blur;
mod brush;
mod clip;
mod colored;
mod coverage;
mod deep;
mod filter;
mod glyphs;
mod ink;
mod picture;
mod prepare;
mod rows;
mod shadow;
mod squeeze;
mod straight;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::error::Result;
use crate::list::{DisplayList, Op, Sink, replay};
use crate::mem::{Bitmap, Kind};
use band::{Band, Scene, Scratch};
use filter::Filtered;
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

/// Steps are drawn when they and their lines take this many bytes, so that working memory stays
/// bounded however long a list is.
const PREPARED_BYTES: usize = 32 * 1024 * 1024;

/// Draws `list` onto `target`, which has the list's size.
pub fn draw(list: &DisplayList, target: &mut Bitmap, options: Options) -> Result<()> {
    let preparer = Preparer::new(target.ledger(), target.format())?;
    let mut sink = RasterSink { target, options, preparer };
    replay(list, &mut sink)
}

struct RasterSink<'a> {
    target: &'a mut Bitmap,
    options: Options,
    preparer: Preparer,
}

impl Sink for RasterSink<'_> {
    fn op(&mut self, op: &Op) -> Result<()> {
        let (ledger, threads) = (self.target.ledger(), self.options.threads);
        let flattened = colored::flattened(op, ledger, threads)?;
        let op = flattened.as_ref().unwrap_or(op);
        let filtered = filter::filtered(op, self.target.format(), ledger, threads)?;
        let (op, caster) = match &filtered {
            Some(filtered) => (&filtered.op, filtered.caster.as_ref().unwrap_or(&filtered.op)),
            None => (op, op),
        };
        if let Some(cast) = shadow::cast(caster, ledger, threads)? {
            self.preparer.shadow(op, cast)?;
        }
        self.preparer.prepare(op)?;
        self.preparer.hold(filtered.as_ref().map_or(0, Filtered::bytes));
        if self.preparer.pending_bytes() >= PREPARED_BYTES { self.draw_steps() } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<()> {
        self.draw_steps()
    }
}

impl RasterSink<'_> {
    fn draw_steps(&mut self) -> Result<()> {
        let parallel = match self.options.threads {
            Threads::One => false,
            Threads::Pool => true,
            Threads::Auto => {
                rayon::current_num_threads() > 1
                    && pixels_to_paint(&self.preparer.steps) >= PARALLEL_FROM_PIXELS
            }
        };
        let working = if parallel { rayon::current_num_threads() } else { 1 };
        let (width, opaque) = (self.target.width(), self.options.opaque);
        let rows = BAND_ROWS.min(self.target.height() as usize);
        let format = self.target.format();
        let band = Band::scratch_bytes(&self.preparer.steps, width, rows, format.pixel_bytes());
        let scratch = working * band;
        let _charge = self.target.ledger().charge(Kind::Scratch, scratch)?;

        let Preparer { steps, lines, clips, .. } = &self.preparer;
        let scene = Scene { steps, lines, clips };
        let draw = |scratch: &mut Scratch, (index, pixels): (usize, &mut [u8])| {
            let top = index * BAND_ROWS;
            if format.is_deep() {
                deep::Band::new(pixels, width, top, opaque).draw(scene, scratch);
            } else {
                Band::new(pixels, width, top, opaque).draw(scene, scratch);
            }
        };
        let band_bytes = BAND_ROWS * self.target.stride();
        let pixels = self.target.data_mut();
        if parallel {
            pixels.par_chunks_mut(band_bytes).enumerate().for_each_init(Scratch::default, draw);
        } else {
            let mut scratch = Scratch::default();
            pixels.chunks_mut(band_bytes).enumerate().for_each(|band| draw(&mut scratch, band));
        }
        self.preparer.clear()
    }
}

fn pixels_to_paint(steps: &[Step]) -> u64 {
    let area = |s: &Step| u64::from(s.bounds.width()) * u64::from(s.bounds.height());
    steps.iter().map(area).sum()
}
