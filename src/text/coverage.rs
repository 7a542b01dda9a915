//! Coverage masks of single glyphs, as they are blended.
//!
//! What `small` does not serve is done here. The outline is cut into lines (`chords`), and each line adds, to every
//! pixel it passes, the signed area to its right; summing a row from left to right then gives the exact coverage of
//! each pixel. Last comes the contrast (`tone`).

use std::sync::Arc;

use super::cache::OpenCache;
use super::outline::strike_outline;
use super::union::cover_once;
use super::{Font, Tone, chords, embolden};
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::path::Path;

/// The largest side of an em in pixels that has masks; larger glyphs are drawn by their outlines.
pub const MAX_COVERAGE_SIZE: f64 = 256.0;
/// The most pixels of one mask. A glyph would have to be 4 ems wide and high at the largest size; only
/// damaged fonts have such.
const MAX_COVERAGE_PIXELS: usize = 1024 * 1024;

/// The part of a transform that counts as none, to its largest number.
const LEFT_OVER: f64 = 1.0 / 2048.0;

/// One byte a pixel, 0 is outside and 255 inside; rows without padding, top row first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphCoverage {
    /// Pixels from the glyph's origin to the first column.
    pub left: i32,
    /// Pixels from the baseline down to the first row; negative for what stands on the baseline.
    pub top: i32,
    /// Columns; 0 for a blank glyph.
    pub width: usize,
    /// Rows; 0 for a blank glyph.
    pub height: usize,
    /// `width * height` bytes.
    pub data: Vec<u8>,
}

impl GlyphCoverage {
    fn weigh(&mut self, tone: Tone) {
        if let Some(table) = tone.table() {
            self.data.iter_mut().for_each(|value| *value = table[usize::from(*value)]);
        }
    }
}

/// How a text wants its glyphs to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlyphLook {
    /// Fitted to the rows of the pixel grid where the text is upright.
    pub hinted: bool,
    /// Weighed by how light the text is; see [`Tone`].
    pub contrast: bool,
}

impl Default for GlyphLook {
    fn default() -> Self {
        Self { hinted: true, contrast: true }
    }
}

/// The glyphs of a font as they look under a transform. Numbers are singles, so that a size met again after some
/// arithmetic is the same one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strike {
    /// From ems to device pixels.
    matrix: [f32; 4],
    /// What an em grows by to look bold.
    growth: f32,
    hinted: bool,
    tone: Tone,
}

/// What tells one strike of a font from another.
pub(super) type StrikeKey = ([u32; 5], bool, Tone, Option<ShapeKey>);

/// What tells what is made of a font's outlines from anything else that is.
pub type ShapeKey = [u64; 7];

/// What tells one mask of a font from another: the number of its strike, its quarters, and the glyph.
pub(super) type MaskKey = (u64, [u8; 2], u16);

impl Strike {
    /// Text of `size` under `t`. `None` where it has no masks: an em is larger than [`MAX_COVERAGE_SIZE`], or
    /// nothing.
    pub fn new(font: &Font, size: f64, t: &Transform, hinted: bool, tone: Tone) -> Option<Self> {
        // What a turn by a quarter or a half leaves over is nothing, as in Skia.
        let relaxed = |v: f64| if v.abs() < LEFT_OVER { 0.0 } else { v };
        let largest = t.a.abs().max(t.b.abs()).max(t.c.abs()).max(t.d.abs());
        let matrix = [t.a, t.b, t.c, t.d].map(|v| relaxed(v / largest) * largest * size);
        let [a, b, c, d] = matrix;
        // NaN is in no range.
        let is_sound = |side: f64| (1e-6..=MAX_COVERAGE_SIZE).contains(&side);
        if !is_sound(a.hypot(b)) || !is_sound(c.hypot(d)) {
            return None;
        }
        let is_upright = (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0);
        let synthesis = font.synthesis();
        Some(Self {
            matrix: matrix.map(|v| v as f32),
            growth: if synthesis.bold { embolden::growth(size) as f32 } else { 0.0 },
            hinted: hinted && is_upright && !synthesis.oblique,
            tone,
        })
    }

    /// The pixel that a glyph's origin at `at` is in, and the quarters of it to the right and below.
    pub fn place(&self, at: Point) -> ([i32; 2], [u8; 2]) {
        let [x_has, y_has] = self.has_quarters();
        let ((x, right), (y, down)) = (on_grid(at.x, x_has), on_grid(at.y, y_has));
        ([x, y], [right, down])
    }

    /// The directions in which glyphs stand on quarters of a pixel: along the line of text. Across it they stand on
    /// whole pixels, which keeps them equally sharp; a line that is turned has quarters both ways.
    fn has_quarters(&self) -> [bool; 2] {
        let [a, b, ..] = self.matrix;
        [b == 0.0 || a != 0.0, b != 0.0]
    }

    /// From ems, y downwards, to device pixels.
    pub fn transform(&self) -> Transform {
        let [a, b, c, d] = self.matrix.map(f64::from);
        Transform::new(a, b, c, d, 0.0, 0.0)
    }

    pub(super) fn matrix(&self) -> [f32; 4] {
        self.matrix
    }

    pub(super) fn growth(&self) -> f32 {
        self.growth
    }

    pub(super) fn is_hinted(&self) -> bool {
        self.hinted
    }

    /// The pixels of an em where glyphs are plain: upright, equally wide and high, as in the font.
    fn plain_size(&self) -> Option<f64> {
        let [a, b, c, d] = self.matrix;
        let is_plain = a == d && a > 0.0 && b == 0.0 && c == 0.0 && self.growth == 0.0;
        (is_plain && !self.hinted).then_some(f64::from(a))
    }

    pub(super) fn key(&self, shape: Option<ShapeKey>) -> StrikeKey {
        let [a, b, c, d] = self.matrix.map(f32::to_bits);
        ([a, b, c, d, self.growth.to_bits()], self.hinted, self.tone, shape)
    }
}

/// The nearest quarter of a pixel or, without quarters, the nearest pixel: whole pixels, and 0 to 3 quarters on top.
fn on_grid(v: f64, has_quarters: bool) -> (i32, u8) {
    let v = v + if has_quarters { 0.125 } else { 0.5 };
    let pixel = v.floor();
    let quarter = if has_quarters { ((v - pixel) * 4.0) as u8 } else { 0 };
    // Casts saturate: a glyph far away is outside whatever canvas there is.
    (pixel as i32, quarter)
}

/// The masks of a strike, for some glyphs one after the other.
pub struct Masks<'a> {
    font: &'a Font,
    strike: &'a Strike,
    number: u64,
    kept: OpenCache<'a, MaskKey, GlyphCoverage>,
}

impl<'a> Masks<'a> {
    /// Those of `font`. As long as they are held, other threads wait for theirs.
    pub fn of(font: &'a Font, strike: &'a Strike) -> Self {
        Self::numbered(font, strike, None)
    }

    /// Those of shapes that are made of the glyphs' outlines.
    pub fn of_shapes(font: &'a Font, strike: &'a Strike, key: ShapeKey) -> Self {
        Self::numbered(font, strike, Some(key))
    }

    fn numbered(font: &'a Font, strike: &'a Strike, key: Option<ShapeKey>) -> Self {
        let number = font.strikes().number(strike.key(key));
        Self { font, strike, number, kept: font.glyph_cache().open(font.face().ledger()) }
    }

    /// The mask of a glyph with its origin so many quarters of a pixel right of and below a pixel's corner. `None`
    /// where the glyph is larger than any sound one.
    pub fn get(&mut self, id: u16, quarters: [u8; 2]) -> Option<Arc<GlyphCoverage>> {
        let (font, strike) = (self.font, self.strike);
        self.kept.get((self.number, quarters, id), || {
            let small = strike.plain_size().zip(font.small_glyphs()).filter(|_| quarters[1] == 0);
            let small = small.and_then(|(size, glyphs)| glyphs.coverage(id, size, quarters[0]));
            let [x, y] = quarters.map(|quarter| f64::from(quarter) / 4.0);
            let mut mask = small.or_else(|| by_outline(font, strike, id, Point::new(x, y)))?;
            mask.weigh(strike.tone);
            Some(mask)
        })
    }

    /// The mask of what `shape` makes of a glyph's outline, which stands as for [`Self::get`]. `None` where it is larger
    /// than masks may be.
    pub fn shaped(
        &mut self,
        id: u16,
        quarters: [u8; 2],
        shape: impl FnOnce(&Path) -> Path,
    ) -> Option<Arc<GlyphCoverage>> {
        let (font, strike) = (self.font, self.strike);
        self.kept.get((self.number, quarters, id), || {
            let [right, down] = quarters.map(|quarter| f64::from(quarter) / 4.0);
            let outline = strike_outline(font, strike, id);
            let outline = outline.transformed(&Transform::translate(right, down));
            shape_coverage(&shape(&outline), strike.tone)
        })
    }
}

/// The mask of a shape that is drawn like a glyph, from the corner of the canvas. `None` where it is larger than
/// masks may be.
pub fn shape_coverage(shape: &Path, tone: Tone) -> Option<GlyphCoverage> {
    let mut mask = mask_of(shape, Point::default(), cover_once)?;
    mask.weigh(tone);
    Some(mask)
}

/// The mask by the outline, for every face and strike, with the glyph's origin at `origin`.
fn by_outline(font: &Font, strike: &Strike, id: u16, origin: Point) -> Option<GlyphCoverage> {
    mask_of(&strike_outline(font, strike, id), origin, cover)
}

fn mask_of(
    outline: &Path,
    origin: Point,
    cover: impl FnOnce(&[(Point, Point)], DeviceRect) -> Vec<u8>,
) -> Option<GlyphCoverage> {
    // Checked before the curves become lines, because huge ones become many.
    if outline.control_bounds().is_some_and(|bounds| pixels(&bounds).is_none()) {
        return None;
    }
    let mut lines = Vec::new();
    chords::lines(outline, &Transform::translate(origin.x, origin.y), |from, to| {
        lines.push((from, to));
    });
    let corners = lines.iter().flat_map(|&(from, to)| [from, to]);
    let area = Rect::around(corners).map_or(Some(DeviceRect::EMPTY), |ink| pixels(&ink))?;
    let (width, height) = (area.width() as usize, area.height() as usize);
    let data = if area.is_empty() { Vec::new() } else { cover(&lines, area) };
    let (width, height) = if area.is_empty() { (0, 0) } else { (width, height) };
    Some(GlyphCoverage { left: area.left, top: area.top, width, height, data })
}

/// The pixels that `bounds` touches; `None` when they are more than a mask may have.
fn pixels(bounds: &Rect) -> Option<DeviceRect> {
    let area = DeviceRect::around(bounds);
    let count = (area.width() as usize).checked_mul(area.height() as usize)?;
    (count <= MAX_COVERAGE_PIXELS).then_some(area)
}

pub(super) fn cover(lines: &[(Point, Point)], area: DeviceRect) -> Vec<u8> {
    let mut sums = Accumulator::new(area);
    lines.iter().for_each(|&(from, to)| sums.add(from, to));
    sums.finish()
}

/// Changes of coverage from each pixel to the next in its row.
pub(super) struct Accumulator {
    origin: Point,
    rows: usize,
    /// Two cells longer than a row of pixels: a line at the right edge also touches the cell after
    /// the one it is in.
    stride: usize,
    cells: Vec<f32>,
}

impl Accumulator {
    pub(super) fn new(area: DeviceRect) -> Self {
        let (stride, rows) = (area.width() as usize + 2, area.height() as usize);
        let origin = Point::new(f64::from(area.left), f64::from(area.top));
        Self { origin, rows, stride, cells: vec![0.0; stride * rows] }
    }

    /// Adds a line, row by row. Lines downwards count positive.
    pub(super) fn add(&mut self, from: Point, to: Point) {
        let (from, to) = (from - self.origin, to - self.origin);
        if from.y == to.y {
            return;
        }
        let (sign, top, bottom) = if from.y < to.y { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (bottom.x - top.x) / (bottom.y - top.y);
        let (mut x, mut y) = (top.x, top.y);
        // Nothing is above or left of the origin, so that truncation is rounding down, without the
        // function call that `floor` is on processors of the base line.
        for row in top.y as usize..self.rows {
            let next_y = bottom.y.min((row + 1) as f64);
            let next_x = top.x + (next_y - top.y) * slope;
            let cells = &mut self.cells[row * self.stride..][..self.stride];
            add_to_row(cells, x, next_x, sign * (next_y - y));
            if next_y >= bottom.y {
                break;
            }
            (x, y) = (next_x, next_y);
        }
    }

    pub(super) fn finish(&self) -> Vec<u8> {
        let mut data = Vec::with_capacity((self.stride - 2) * self.rows);
        for row in self.cells.chunks_exact(self.stride) {
            let mut sum = 0.0;
            data.extend(row[..self.stride - 2].iter().map(|change| {
                sum += change;
                // Overlapping contours of one direction add up beyond 1.
                (sum.abs().min(1.0) * 255.0 + 0.5) as u8
            }));
        }
        data
    }
}

/// A line from `x0` to `x1` that goes `height` of a row down (or up, if negative).
fn add_to_row(cells: &mut [f32], x0: f64, x1: f64, height: f64) {
    // Rounding may lead a hair over the edges.
    let inside = |x: f64| x.clamp(0.0, (cells.len() - 2) as f64);
    let (left, right) = (inside(x0.min(x1)), inside(x0.max(x1)));
    let first = left as usize;
    if right <= (first + 1) as f64 {
        return add_to_cell(cells, first, (left + right) / 2.0, height);
    }
    let per_column = height / (right - left);
    let mut from = left;
    for column in first.. {
        let to = right.min((column + 1) as f64);
        add_to_cell(cells, column, (from + to) / 2.0, per_column * (to - from));
        if to >= right {
            break;
        }
        from = to;
    }
}

/// Of the line's own pixel, what lies to the right of its middle; of all later ones, everything.
fn add_to_cell(cells: &mut [f32], column: usize, middle: f64, height: f64) {
    let to_the_left = height * (middle - column as f64);
    cells[column] += (height - to_the_left) as f32;
    cells[column + 1] += to_the_left as f32;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Synthesis, testing};

    fn glyph_coverage(
        font: &Font,
        strike: &Strike,
        id: u16,
        quarters: [u8; 2],
    ) -> Option<Arc<GlyphCoverage>> {
        Masks::of(font, strike).get(id, quarters)
    }

    fn at_size(font: &Font, size: f64) -> Strike {
        Strike::new(font, size, &Transform::IDENTITY, true, Tone::LINEAR).unwrap()
    }

    fn around(points: &[Point]) -> Vec<(Point, Point)> {
        points.iter().copied().zip(points.iter().copied().cycle().skip(1)).collect()
    }

    fn square(x: f64, y: f64, side: f64) -> Vec<(Point, Point)> {
        let at = |dx: f64, dy: f64| Point::new(x + dx * side, y + dy * side);
        around(&[at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)])
    }

    #[test]
    fn coverage_is_the_exact_area() {
        let area = DeviceRect { left: -1, top: 2, right: 2, bottom: 5 };
        let data = cover(&square(-0.5, 2.5, 2.0), area);
        assert_eq!(data, [64, 128, 64, 128, 255, 128, 64, 128, 64]);
        // A triangle with its slope across two pixels: an eighth and three eighths are missing.
        let points = [Point::new(0.0, 0.0), Point::new(2.0, 0.0), Point::new(0.0, 1.0)];
        assert_eq!(cover(&around(&points), DeviceRect::of_size(2, 1)), [191, 64]);
    }

    #[test]
    fn direction_and_overlap_do_not_matter() {
        let area = DeviceRect::of_size(3, 3);
        let twice: Vec<_> =
            square(0.0, 0.0, 3.0).into_iter().chain(square(0.0, 0.0, 2.0)).collect();
        assert_eq!(cover(&twice, area), [255; 9]);
        let backwards: Vec<_> = square(0.0, 0.0, 3.0).into_iter().map(|(a, b)| (b, a)).collect();
        assert_eq!(cover(&backwards, area), [255; 9]);
    }

    #[test]
    fn a_letter_stands_on_the_baseline() {
        let font = testing::bundled();
        let id = testing::glyph(&font, 'H');
        let mask = glyph_coverage(&font, &at_size(&font, 100.0), id, [0, 0]).unwrap();
        assert_eq!(mask.data.len(), mask.width * mask.height);
        assert_eq!(mask.top + mask.height as i32, 0);
        // Noto Sans: capitals are 714 of 1000 units high. Hinting leaves whole rows.
        assert_eq!(mask.height, 72);
        assert!(mask.left > 0 && (50..75).contains(&mask.width), "{} {}", mask.left, mask.width);
        let middle = mask.width / 2;
        assert!(mask.data.chunks(mask.width).all(|row| matches!(row[middle], 0 | 255)));
    }

    /// How much ink a mask has, in pixels.
    fn ink(mask: &GlyphCoverage) -> f64 {
        mask.data.iter().map(|&v| f64::from(v) / 255.0).sum()
    }

    #[test]
    fn turned_and_mirrored_masks_have_the_same_ink() {
        let font = testing::bundled();
        let id = testing::glyph(&font, 'g');
        let mask = |t: Transform, hinted| {
            let strike = Strike::new(&font, 40.0, &t, hinted, Tone::LINEAR).unwrap();
            glyph_coverage(&font, &strike, id, [0, 0]).unwrap()
        };
        let plain = mask(Transform::IDENTITY, true);
        for (t, hinted) in [
            (Transform::scale(-1.0, 1.0), true),
            (Transform::new(0.0, 1.0, -1.0, 0.0, 0.0, 0.0), true),
            (Transform::rotate(0.7), false),
        ] {
            let other = mask(t, true);
            let least = if hinted { 0.02 } else { 0.06 };
            assert!((ink(&other) / ink(&plain) - 1.0).abs() < least, "{t:?}");
            assert_eq!(*other == *mask(t, false), !hinted);
        }
        let turned = mask(Transform::new(0.0, 1.0, -1.0, 0.0, 0.0, 0.0), true);
        assert_eq!((turned.width, turned.height), (plain.height, plain.width));
    }

    #[test]
    fn masks_of_shapes_are_made_once() {
        let font = testing::bundled();
        let (id, strike) = (testing::glyph(&font, 'g'), at_size(&font, 40.0));
        let made = std::cell::Cell::new(0);
        let shaped = |key: u64, grown: f64| {
            let mut masks = Masks::of_shapes(&font, &strike, [key; 7]);
            let grow = |path: &Path| {
                made.set(made.get() + 1);
                path.transformed(&Transform::scale(grown, grown))
            };
            masks.shaped(id, [0, 0], grow).unwrap()
        };
        let (once, twice) = (shaped(1, 1.0), shaped(2, 2.0));
        assert!((ink(&twice) / ink(&once) - 4.0).abs() < 0.05);
        assert!(Arc::ptr_eq(&once, &shaped(1, 1.0)) && Arc::ptr_eq(&twice, &shaped(2, 2.0)));
        assert_eq!(made.get(), 2);
        let plain = glyph_coverage(&font, &strike, id, [0, 0]).unwrap();
        assert!(!Arc::ptr_eq(&plain, &once));
        assert!((ink(&once) / ink(&plain) - 1.0).abs() < 0.01);
    }

    #[test]
    fn origins_are_rounded() {
        for (x, placed) in [
            (5.0, (5, 0)),
            (5.124, (5, 0)),
            (5.125, (5, 1)),
            (5.5, (5, 2)),
            (5.875, (6, 0)),
            (-0.1, (0, 0)),
            (-0.3, (-1, 3)),
            (-1.7, (-2, 1)),
            (1e300, (i32::MAX, 0)),
            (-1e300, (i32::MIN, 0)),
            (f64::NAN, (0, 0)),
            (f64::INFINITY, (i32::MAX, 0)),
        ] {
            assert_eq!(on_grid(x, true), placed, "{x}");
        }
        assert_eq!([5.49, 5.5, -0.5, -0.51].map(|y| on_grid(y, false).0), [5, 6, 0, -1]);
    }

    #[test]
    fn quarters_are_along_the_line() {
        let font = testing::bundled();
        let quarters =
            |t: Transform| Strike::new(&font, 9.0, &t, true, Tone::LINEAR).unwrap().has_quarters();
        assert_eq!(quarters(Transform::scale(2.0, -3.0)), [true, false]);
        assert_eq!(quarters(Transform::new(1.0, 0.0, 0.5, 1.0, 0.0, 0.0)), [true, false]);
        assert_eq!(quarters(Transform::new(0.0, -1.0, 1.0, 0.0, 0.0, 0.0)), [false, true]);
        assert_eq!(quarters(Transform::rotate(0.5)), [true, true]);
    }

    #[test]
    fn synthesis_thickens_and_slants() {
        let plain = testing::bundled();
        let made = |bold, oblique| {
            let face = Arc::clone(plain.face());
            Font::new(face, Box::default(), Synthesis { bold, oblique }, Default::default())
        };
        let id = testing::glyph(&plain, 'l');
        let mask = |font: &Font| glyph_coverage(font, &at_size(font, 48.0), id, [0, 0]).unwrap();
        let (thin, bold, oblique) =
            (mask(&plain), mask(&made(true, false)), mask(&made(false, true)));
        let row = |mask: &GlyphCoverage| {
            let middle = &mask.data[mask.height / 2 * mask.width..][..mask.width];
            middle.iter().map(|&v| f64::from(v) / 255.0).sum::<f64>()
        };
        // A stem is a 32nd of an em wider, and a pixel higher at both ends.
        assert!((row(&bold) - row(&thin) - 1.5).abs() < 0.02, "{}", row(&bold));
        assert_eq!((bold.height, bold.top), (thin.height + 1, thin.top));
        let wider = oblique.width as i32 - thin.width as i32;
        assert!((8..=10).contains(&wider), "{wider}");
        assert!((row(&oblique) - row(&thin)).abs() < 0.05);
    }

    #[test]
    fn giants_are_refused() {
        assert!(pixels(&Rect::new(0.5, 0.0, 1023.0, 1024.0)).is_some());
        assert_eq!(pixels(&Rect::new(0.5, 0.0, 1024.0, 1024.0)), None);
        assert_eq!(pixels(&Rect::new(-1e9, -1e9, 2e9, 2e9)), None);
    }

    #[test]
    fn sizes_without_masks() {
        let font = testing::bundled();
        let id = testing::glyph(&font, 'A');
        let strike = |size| Strike::new(&font, size, &Transform::IDENTITY, true, Tone::LINEAR);
        for size in [0.0, -0.0, f64::NAN, f64::INFINITY, MAX_COVERAGE_SIZE + 0.1] {
            assert_eq!(strike(size), None, "{size}");
        }
        assert!(glyph_coverage(&font, &strike(MAX_COVERAGE_SIZE).unwrap(), id, [0, 0]).is_some());
        assert!(glyph_coverage(&font, &strike(1e-5).unwrap(), id, [0, 0]).is_some());
        let strike = at_size(&font, 20.0);
        let blank = glyph_coverage(&font, &strike, testing::glyph(&font, ' '), [0, 0]).unwrap();
        assert_eq!((blank.width, blank.height, blank.data.len()), (0, 0, 0));
        assert!(glyph_coverage(&font, &strike, u16::MAX, [0, 0]).unwrap().data.is_empty());
    }
}
