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

use std::borrow::Cow;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::error::Result;
use crate::geom::DeviceRect;
use crate::list::{DisplayList, Op, Sink, replay};
use crate::mem::{Bitmap, Kind};
use crate::stop::Stop;
use band::{Band, Scene, Scratch};
use filter::Filtered;
use prepare::{Preparer, Step};

/// Rows of a band. Tall enough that cutting and culling an operation once a band costs little, low
/// enough that a 630-row card gives every core something to do.
pub const BAND_ROWS: usize = 64;
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

/// Threads of the shared pool.
pub fn threads() -> usize {
    rayon::current_num_threads()
}

/// How a list is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The canvas has no alpha channel: what an operation makes transparent becomes black.
    pub opaque: bool,
    /// Who draws.
    pub threads: Threads,
}

/// What a shadow or a filter makes for itself is as large as what it is made of; of what covers more pixels than this,
/// only what shows in the rows that are drawn is made.
const MAX_APART: u64 = 1 << 24;

/// Steps are drawn when they and their lines take this many bytes, so that working memory stays
/// bounded however long a list is.
const PREPARED_BYTES: usize = 32 * 1024 * 1024;

/// Draws `list` onto `target`, which has the list's size.
pub fn draw(list: &DisplayList, target: &mut Bitmap, options: Options) -> Result<()> {
    draw_rows(list, 0, target, options)
}

/// The same from the operation `drawn` on, which becomes the number of those that are on the target, all of them unless
/// there is an error. Stops before its end when it is to, which leaves a part of an operation: for pictures that nobody
/// looks at then.
pub fn draw_unless(
    stop: &Stop,
    list: &DisplayList,
    drawn: &mut usize,
    target: &mut Bitmap,
    options: Options,
) -> Result<()> {
    let mut sink = RasterSink::new(target, 0, options, stop)?;
    sink.skip = *drawn;
    let result = replay(list, &mut sink);
    *drawn = sink.drawn.max(*drawn);
    result
}

/// Draws the rows from `top` on, as many as `target` has. With the same bytes as in the whole picture if `top` is
/// a multiple of [`BAND_ROWS`]; only wide blurs of huge shapes, of which each part is made apart, may differ by a level.
pub fn draw_rows(
    list: &DisplayList,
    top: u32,
    target: &mut Bitmap,
    options: Options,
) -> Result<()> {
    draw_rows_from(0, list, top, target, options)
}

/// The same from the operation `first` on.
pub fn draw_rows_from(
    first: usize,
    list: &DisplayList,
    top: u32,
    target: &mut Bitmap,
    options: Options,
) -> Result<()> {
    let stop = Stop::default();
    let mut sink = RasterSink::new(target, top, options, &stop)?;
    sink.skip = first;
    replay(list, &mut sink)
}

struct RasterSink<'a> {
    target: &'a mut Bitmap,
    /// The device pixels that the target holds.
    rows: DeviceRect,
    options: Options,
    stop: &'a Stop,
    preparer: Preparer,
    /// Operations that were drawn before.
    skip: usize,
    /// Operations that came.
    seen: usize,
    /// Operations that are on the target.
    drawn: usize,
}

impl Sink for RasterSink<'_> {
    fn op(&mut self, op: &Op) -> Result<()> {
        self.stop.check()?;
        self.seen += 1;
        if self.seen <= self.skip {
            return Ok(());
        }
        let Some(op) = self.shown(op) else { return Ok(()) };
        let op = &*op;
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

impl<'a> RasterSink<'a> {
    fn new(target: &'a mut Bitmap, top: u32, options: Options, stop: &'a Stop) -> Result<Self> {
        let preparer = Preparer::new(target.ledger(), target.format())?;
        let rows = DeviceRect::of_size(target.width(), top.saturating_add(target.height()));
        // No canvas has more rows than an i32 counts.
        let rows = DeviceRect { top: i32::try_from(top).unwrap_or(i32::MAX), ..rows };
        Ok(Self { target, rows, options, stop, preparer, skip: 0, seen: 0, drawn: 0 })
    }

    /// What of an operation is to be drawn. All of it where that makes no difference in memory: lines are cut to its
    /// bounds and rounded there, so others would give other pixels.
    fn shown<'o>(&self, op: &'o Op) -> Option<Cow<'o, Op>> {
        let shown = op.bounds.intersect(&self.rows);
        let is_apart = op.state.shadow.is_some() || op.state.filter.is_some();
        if shown.is_empty() {
            None
        } else if is_apart && op.bounds.pixels() > MAX_APART {
            Some(Cow::Owned(Op { bounds: shown, ..op.clone() }))
        } else {
            Some(Cow::Borrowed(op))
        }
    }

    fn draw_steps(&mut self) -> Result<()> {
        let parallel = match self.options.threads {
            Threads::One => false,
            Threads::Pool => true,
            Threads::Auto => {
                threads() > 1 && pixels_to_paint(&self.preparer.steps) >= PARALLEL_FROM_PIXELS
            }
        };
        let working = if parallel { threads() } else { 1 };
        let (width, opaque) = (self.target.width(), self.options.opaque);
        let rows = BAND_ROWS.min(self.target.height() as usize);
        let format = self.target.format();
        let band = Band::scratch_bytes(&self.preparer.steps, width, rows, format.pixel_bytes());
        let scratch = working * band;
        let _charge = self.target.ledger().charge(Kind::Scratch, scratch)?;

        let first = self.rows.top as usize;
        let Preparer { steps, lines, clips, .. } = &self.preparer;
        let scene = Scene { steps, lines, clips, stop: self.stop };
        let draw = |scratch: &mut Scratch, (index, pixels): (usize, &mut [u8])| {
            let top = first + index * BAND_ROWS;
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
        self.drawn = self.seen;
        self.preparer.clear()?;
        self.stop.check()
    }
}

fn pixels_to_paint(steps: &[Step]) -> u64 {
    steps.iter().map(|step| step.bounds.pixels()).sum()
}
