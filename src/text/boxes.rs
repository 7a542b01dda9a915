//! The boxes of glyphs as `measureText` has them: whole pixels around the ink, as in Chromium, whose boxes are
//! those of its masks. Those too large for masks are measured at 64 pixels and scaled.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::outline::strike_outline;
use super::{Font, MAX_COVERAGE_SIZE, Strike, Tone, color_glyph};
use crate::geom::{Rect, Transform};
use crate::mem::{Charge, Kind};
use crate::paint::Color;

/// The size that larger glyphs are measured at.
const MEASURED_AT: f64 = 64.0;
/// Boxes of one font that are kept; then it starts anew.
const MOST: usize = 2048;
/// What one takes, about.
const ENTRY: usize = 64;

/// Glyph, size as bits, whether it is hinted.
type Key = (u16, u64, bool);

/// The boxes that were asked for lately.
#[derive(Default)]
pub(super) struct GlyphBoxes(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    boxes: HashMap<Key, Option<Rect>>,
    charge: Option<Charge>,
}

/// The box about a glyph's origin, y downwards; `None` for a blank glyph.
pub(super) fn glyph_box(font: &Font, id: u16, size: f64, hinted: bool) -> Option<Rect> {
    let key = (id, size.to_bits(), hinted);
    let lock = || font.boxes().0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().boxes.get(&key) {
        return *known;
    }
    let made = measure(font, id, size, hinted);
    let mut kept = lock();
    if kept.boxes.len() >= MOST {
        kept.boxes.clear();
    }
    if kept.charge.is_none() {
        // Without room on the budget they are kept all the same: there is one set for each font.
        let ledger = font.face().ledger();
        kept.charge = ledger.and_then(|ledger| ledger.charge(Kind::Font, MOST * ENTRY).ok());
    }
    kept.boxes.insert(key, made);
    made
}

fn measure(font: &Font, id: u16, size: f64, hinted: bool) -> Option<Rect> {
    if !size.is_finite() {
        return None;
    }
    let fits = size <= MAX_COVERAGE_SIZE;
    let at = if fits { size } else { MEASURED_AT };
    let strike = Strike::new(font, at, &Transform::IDENTITY, hinted && fits, Tone::LINEAR)?;
    let ink = match color_glyph(font, id, Color::BLACK) {
        Some(glyph) => Transform::scale(at, at).map_bounds(&glyph.reach()?),
        None => strike_outline(font, &strike, id).control_bounds()?,
    };
    let (left, top) = (ink.x.floor(), ink.y.floor());
    let (right, bottom) = (ink.right().ceil(), ink.bottom().ceil());
    if right <= left || bottom <= top {
        return None;
    }
    let scale = size / at;
    let pixels = Rect::new(left, top, right - left, bottom - top);
    Some(Rect::new(pixels.x * scale, pixels.y * scale, pixels.width * scale, pixels.height * scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    #[test]
    fn boxes_are_whole_pixels_until_glyphs_are_large() {
        let font = testing::bundled();
        let id = testing::glyph(&font, 'H');
        // Noto Sans: H is 546 of 1000 units wide and 714 high, 97 from its origin.
        assert_eq!(glyph_box(&font, id, 100.0, false), Some(Rect::new(9.0, -72.0, 56.0, 72.0)));
        assert_eq!(glyph_box(&font, id, 640.0, false), Some(Rect::new(60.0, -460.0, 360.0, 460.0)));
        assert_eq!(glyph_box(&font, testing::glyph(&font, ' '), 20.0, true), None);
        // Fitted to rows, its top is on one.
        let hinted = glyph_box(&font, id, 14.0, true).unwrap();
        assert_eq!((hinted.y, hinted.bottom()), (-10.0, 0.0));
        assert_eq!(glyph_box(&font, id, 14.0, true), Some(hinted));
        assert_eq!(glyph_box(&font, id, 0.0, true), None);
        assert_eq!(glyph_box(&font, id, f64::NAN, true), None);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let font = testing::bundled();
        for size in 1..=3 * MOST {
            glyph_box(&font, 40, size as f64 / 100.0, false);
            assert!(font.boxes().0.lock().unwrap().boxes.len() <= MOST);
        }
    }
}
