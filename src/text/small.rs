//! Coverage masks of small glyphs by fontdue, which keeps a face as ready-made lines and fills them
//! several times faster than an outline can be read, flattened and filled.
//!
//! For the bundled face only. fontdue writes its cells without bounds checks, and lines that end
//! within rounding of a pixel's corner can lead it out of its buffer; outlines made for that do it at
//! will, and no panic guard notices. So it sees no font from outside, and of the one it does see only
//! sizes that were all tried with the checks put in. `coverage` asks here first and does the rest.

use super::GlyphCoverage;
use crate::error::{Error, Result, guard};

/// The largest size in pixels. Lines are made for [`SCALE`], and larger masks would show them.
const MAX_SIZE: f64 = 64.0;
/// Sizes are served in these steps of a pixel, so that there are few enough to try them all: no
/// write out of bounds in 512 sizes of each glyph, at the size and at three times the size.
const STEPS: f64 = 8.0;
/// The pixels of an em for which curves become lines. Twice this adds 40% to the 0.9 MB that the
/// lines of the bundled face occupy.
const SCALE: f32 = 64.0;
/// fontdue places glyphs at whole pixels only. Thirds are had from masks of three times the size, up
/// to where the outline is as fast.
const MAX_FINE_SIZE: f64 = 64.0;
/// Cells of the fine mask across a pixel.
const FINE: usize = 3;

/// The glyphs of the bundled face that characters have, as lines.
pub(super) struct SmallGlyphs {
    font: fontdue::Font,
}

impl SmallGlyphs {
    /// `bytes` are those of the bundled face and no others. Unpacks every glyph.
    pub(super) fn new(bytes: &[u8]) -> Result<Self> {
        let settings = fontdue::FontSettings {
            scale: SCALE,
            load_substitutions: false,
            ..fontdue::FontSettings::default()
        };
        guard("unpacking the bundled font", || {
            let font = fontdue::Font::from_bytes(bytes, settings).map_err(Error::decode)?;
            Ok(Self { font })
        })
    }

    /// The mask of a glyph with its origin `third` thirds of a pixel right of a pixel's corner.
    /// `None` for sizes that are not served, and for what has no lines here: a blank glyph, or one
    /// that no character has.
    pub(super) fn coverage(&self, id: u16, size: f64, third: u8) -> Option<GlyphCoverage> {
        let served = size > 0.0 && size <= MAX_SIZE && (size * STEPS).fract() == 0.0;
        if !served || id >= self.font.glyph_count() {
            return None;
        }
        if third > 0 && size > MAX_FINE_SIZE {
            return None;
        }
        // Exact: a served size has 9 bits.
        let (scale, size) = (if third == 0 { 1 } else { FINE }, size as f32);
        let (metrics, data) = self.font.rasterize_indexed(id, size * scale as f32);
        if data.is_empty() {
            return None;
        }
        let (width, height) = (metrics.width, metrics.height);
        let top = -metrics.ymin - i32::try_from(height).ok()?;
        let mask = GlyphCoverage { left: metrics.xmin, top, width, height, data };
        Some(if third == 0 { mask } else { reduced(&mask, i32::from(third)) })
    }
}

/// A mask of three by three cells to a pixel, moved right by some cells, as a mask of pixels: each is
/// the mean of its cells.
fn reduced(fine: &GlyphCoverage, right: i32) -> GlyphCoverage {
    let (left, skip_x) = split(fine.left.saturating_add(right));
    let (top, skip_y) = split(fine.top);
    let width = (skip_x + fine.width).div_ceil(FINE);
    let height = (skip_y + fine.height).div_ceil(FINE);
    let mut data = Vec::with_capacity(width * height);
    let mut sums = vec![0u16; width * FINE];
    let mut rows = fine.data.chunks_exact(fine.width);
    for row in 0..height {
        sums.fill(0);
        // The first pixels have fewer rows of cells.
        let count = if row == 0 { FINE - skip_y } else { FINE };
        for cells in rows.by_ref().take(count) {
            for (sum, &cell) in sums[skip_x..].iter_mut().zip(cells) {
                *sum += u16::from(cell);
            }
        }
        data.extend(sums.chunks_exact(FINE).map(|s| ((s[0] + s[1] + s[2] + 4) / 9) as u8));
    }
    GlyphCoverage { left, top, width, height, data }
}

/// The pixel of a cell, and which of the pixel's cells it is.
fn split(cell: i32) -> (i32, usize) {
    let fine = FINE as i32;
    (cell.div_euclid(fine), cell.rem_euclid(fine) as usize)
}
