//! Coverage masks of small glyphs by fontdue, which keeps a face as ready-made lines and fills them
//! several times faster than an outline can be read, flattened and filled.
//!
//! For the bundled sans only. fontdue writes its cells without bounds checks, and lines that end
//! within rounding of a pixel's corner can lead it out of its buffer; outlines made for that do it at
//! will, and no panic guard notices. So it sees no font from outside, and of the one it does see only
//! sizes that were all tried with the checks put in. `coverage` asks here first and does the rest.
//!
//! The face unpacked is 2.4 MB of heap, made once in a process (3 ms) and kept; like the face's bytes
//! it belongs to the program and is on no ledger.

use super::GlyphCoverage;
use crate::error::{Error, Result, guard};

/// The largest size in pixels; lines made for [`SCALE`] would show beyond.
const MAX_SIZE: f64 = 64.0;
/// fontdue places glyphs at whole pixels only. Quarters come from masks of four times the size.
const MAX_SIZE_BETWEEN_PIXELS: f64 = 48.0;
/// Sizes are served in these steps of a pixel, so that there are few enough to try them all. With
/// checks, every glyph in each of 1536 steps up to `FINE * MAX_SIZE_BETWEEN_PIXELS` wrote nothing out of bounds, with
/// fontdue's x86 code and with its portable code. Repeat that when the face or fontdue changes.
const STEPS: f64 = 8.0;
/// The pixels of an em for which curves become lines. Twice this takes 0.4 MB more.
const SCALE: f32 = 64.0;
/// Cells of a fine mask across a pixel.
const FINE: usize = 4;

/// The glyphs of the bundled sans that characters have, as lines.
pub(super) struct SmallGlyphs {
    font: fontdue::Font,
}

impl SmallGlyphs {
    /// `bytes` are those of the bundled sans and no others. Unpacks every glyph.
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

    /// The mask of a glyph with its origin `quarter` quarters of a pixel right of a pixel's corner.
    /// `None` for sizes that are not served, and for what has no lines here: a blank glyph, or one
    /// that no character has.
    pub(super) fn coverage(&self, id: u16, size: f64, quarter: u8) -> Option<GlyphCoverage> {
        let served = size > 0.0 && size <= MAX_SIZE && (size * STEPS).fract() == 0.0;
        if !served || id >= self.font.glyph_count() {
            return None;
        }
        if quarter > 0 && size > MAX_SIZE_BETWEEN_PIXELS {
            return None;
        }
        // Exact: a served size has 9 bits.
        let (scale, size) = (if quarter == 0 { 1 } else { FINE }, size as f32);
        let (metrics, data) = self.font.rasterize_indexed(id, size * scale as f32);
        if data.is_empty() {
            return None;
        }
        let (width, height) = (metrics.width, metrics.height);
        let top = -metrics.ymin - i32::try_from(height).ok()?;
        let mask = GlyphCoverage { left: metrics.xmin, top, width, height, data };
        Some(if quarter == 0 { mask } else { reduced(&mask, i32::from(quarter)) })
    }
}

/// A mask of four by four cells to a pixel, moved right by some cells, as a mask of pixels: each is
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
        data.extend(sums.chunks_exact(FINE).map(|s| ((s.iter().sum::<u16>() + 8) / 16) as u8));
    }
    GlyphCoverage { left, top, width, height, data }
}

/// The pixel of a cell, and which of the pixel's cells it is.
fn split(cell: i32) -> (i32, usize) {
    let fine = FINE as i32;
    (cell.div_euclid(fine), cell.rem_euclid(fine) as usize)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::css::font;
    use crate::geom::{DeviceRect, Point, Rect, Transform};
    use crate::mem::Ledger;
    use crate::path::flatten;
    use crate::text::coverage::cover;
    use crate::text::{Font, FontDatabase, glyph_outline, testing};

    /// The bundled font as if it came from outside.
    fn registered() -> Arc<Font> {
        let mut database = FontDatabase::new(&Ledger::new());
        database.register(testing::BUNDLED.to_vec(), Some("Outside")).unwrap();
        database.match_font(&font::parse("10px Outside").unwrap())
    }

    fn bundled() -> SmallGlyphs {
        SmallGlyphs::new(testing::BUNDLED).unwrap()
    }

    /// The exact mask.
    fn by_outline(font: &Arc<Font>, id: u16, size: f64, quarter: u8) -> GlyphCoverage {
        let right = Transform::translate(f64::from(quarter) / 4.0, 0.0);
        let lines = flatten(&glyph_outline(font, id, size), &right, 0.02);
        let lines: Vec<(Point, Point)> = lines
            .iter()
            .flat_map(|line| {
                let ends = line.points.iter().skip(1).chain(line.points.first());
                line.points.iter().copied().zip(ends.copied())
            })
            .collect();
        let corners = lines.iter().flat_map(|&(from, to)| [from, to]);
        let area = DeviceRect::around(&Rect::around(corners).unwrap());
        let (width, height) = (area.width() as usize, area.height() as usize);
        let data = cover(&lines, area);
        GlyphCoverage { left: area.left, top: area.top, width, height, data }
    }

    /// Of `mask`, at a pixel from the glyph's origin.
    fn level(mask: &GlyphCoverage, x: i32, y: i32) -> u8 {
        let inside = |v: i32, size: usize| usize::try_from(v).ok().filter(|&v| v < size);
        match (inside(x - mask.left, mask.width), inside(y - mask.top, mask.height)) {
            (Some(column), Some(row)) => mask.data[row * mask.width + column],
            _ => 0,
        }
    }

    /// Differences on the pixels that either mask covers.
    fn differences(a: &GlyphCoverage, b: &GlyphCoverage) -> Vec<u8> {
        let right = |m: &GlyphCoverage| m.left + m.width as i32;
        let bottom = |m: &GlyphCoverage| m.top + m.height as i32;
        let rows = a.top.min(b.top)..bottom(a).max(bottom(b));
        rows.flat_map(|y| (a.left.min(b.left)..right(a).max(right(b))).map(move |x| (x, y)))
            .map(|(x, y)| (level(a, x, y), level(b, x, y)))
            .filter(|&levels| levels != (0, 0))
            .map(|(a, b)| a.abs_diff(b))
            .collect()
    }

    /// Lines made for 64 pixels leave their curves by more of a pixel the larger the glyph is.
    #[test]
    fn masks_are_those_of_the_outlines() {
        let (small, face) = (bundled(), registered());
        for (size, mean, most) in
            [(8.0, 0.5, 6), (13.0, 0.5, 6), (24.0, 0.6, 12), (48.0, 1.0, 28), (64.0, 1.2, 40)]
        {
            let mut all = Vec::new();
            for character in '!'..='~' {
                let id = testing::glyph(&face, character);
                for quarter in 0..=3 {
                    let Some(mask) = small.coverage(id, size, quarter) else { continue };
                    let own = by_outline(&face, id, size, quarter);
                    all.extend(differences(&mask, &own));
                }
            }
            let found = all.iter().map(|&d| f64::from(d)).sum::<f64>() / all.len() as f64;
            assert!(all.len() > 1000 && found < mean, "{size}: mean {found}");
            assert!(all.iter().all(|&d| d <= most), "{size}: {:?}", all.iter().max());
        }
    }

    /// Rounding at the edges must not move a mask by a pixel at any size.
    #[test]
    fn no_size_is_out_of_place() {
        let (small, face) = (bundled(), registered());
        for character in ['g', 'H', 'o', '_', '|'] {
            let id = testing::glyph(&face, character);
            for step in 8..=512u16 {
                let (size, quarter) = (f64::from(step) / STEPS, (step % 4) as u8);
                let Some(mask) = small.coverage(id, size, quarter) else { continue };
                let own = by_outline(&face, id, size, quarter);
                let most = differences(&mask, &own).into_iter().max();
                assert!(most <= Some(45), "{character} {size} {quarter}: {most:?}");
            }
        }
    }

    #[test]
    fn what_is_not_served() {
        let (small, face) = (bundled(), testing::bundled());
        let id = testing::glyph(&face, 'A');
        let served = |size, quarter| small.coverage(id, size, quarter).is_some();
        assert!(served(64.0, 0) && served(0.125, 0) && served(48.0, 2) && !served(48.125, 1));
        for size in [0.0, -8.0, 64.125, 12.3, f64::NAN, f64::INFINITY] {
            assert!(!served(size, 0), "{size}");
        }
        assert_eq!(small.coverage(testing::glyph(&face, ' '), 16.0, 0), None);
        assert_eq!(small.coverage(u16::MAX, 16.0, 0), None);
    }

    /// Unchecked writes in reach of a hostile outline: no font from outside may get here.
    #[test]
    fn only_the_bundled_sans_is_unpacked() {
        assert!(testing::bundled().small_glyphs().is_some());
        let database = FontDatabase::new(&Ledger::new());
        for other in ["10px serif", "10px monospace"] {
            let font = database.match_font(&font::parse(other).unwrap());
            assert!(font.small_glyphs().is_none(), "{other}");
        }
        assert!(registered().small_glyphs().is_none());
    }

    /// The face that was tried; see [`STEPS`] for what to repeat before this changes. FNV-1a.
    #[test]
    fn the_face_is_the_one_that_was_tried() {
        let hash = testing::BUNDLED.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        assert_eq!(hash, 0xAB53_4068_C942_2734);
    }
}
