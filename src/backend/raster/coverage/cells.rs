//! Exact areas under lines, pixel by pixel.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::Runs;
use super::lines::{Line, ONE, SHIFT};
use crate::backend::raster::blend::Cover;
use crate::geom::DeviceRect;
use crate::path::FillRule;

/// Pixels that are marked together as touched by a line.
const BLOCK: usize = 8;
/// The sum of a wholly covered pixel: its height times its width, in steps.
const FULL: i32 = ONE * ONE;
/// Half a step of the 32.32 positions along a line.
const HALF: i64 = 1 << 31;

/// The sums of some rows of pixels.
///
/// Adding along a row up to a pixel gives the area of the pixel to the right of all lines, times their
/// direction: the winding number where no line passes. 65,536 windings are 0 again. Between uses all
/// cells are 0 and nothing is marked; a sweep leaves them so.
#[derive(Default)]
pub(in crate::backend::raster) struct Cells {
    cells: Vec<i32>,
    /// A bit for each block of a row.
    touched: Vec<u64>,
    /// The coverage of blocks that stand side by side.
    mask: Vec<u8>,
    area: DeviceRect,
    /// Cells in a row.
    stride: usize,
    /// Words of marks in a row.
    words: usize,
}

/// How sums become coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::raster) struct Rule(pub(in crate::backend::raster) FillRule);

impl Cells {
    /// The bytes that rows of `width` pixels take.
    pub(in crate::backend::raster) fn bytes(width: u32, rows: usize) -> usize {
        let (stride, words) = layout(width);
        rows * (stride * size_of::<i32>() + words * size_of::<u64>()) + stride
    }

    /// Prepares for lines that are cut to `area`'s left, right and rows, or to more rows.
    pub(in crate::backend::raster) fn start(&mut self, area: DeviceRect) {
        (self.stride, self.words) = layout(area.width());
        self.area = area;
        let rows = area.height() as usize;
        let grow = |len: usize, wanted: usize| wanted.max(len);
        self.cells.resize(grow(self.cells.len(), rows * self.stride), 0);
        self.touched.resize(grow(self.touched.len(), rows * self.words), 0);
        self.mask.resize(grow(self.mask.len(), self.stride), 0);
    }

    /// Adds the part of each line that is in the rows.
    pub(in crate::backend::raster) fn add(&mut self, lines: &[Line]) {
        let (top, bottom) = (self.area.top * ONE, self.area.bottom * ONE);
        for line in lines {
            let (high, low) = (line.y0.min(line.y1), line.y0.max(line.y1));
            if low > top && high < bottom {
                self.line(line, top, bottom);
            }
        }
    }

    fn line(&mut self, line: &Line, top: i32, bottom: i32) {
        let left = self.area.left * ONE;
        let (x0, y0, x1, y1, sign) = if line.y0 < line.y1 {
            (line.x0 - left, line.y0, line.x1 - left, line.y1, 1)
        } else {
            (line.x1 - left, line.y1, line.x0 - left, line.y0, -1)
        };
        let (from, to) = (y0.max(top), y1.min(bottom));
        if x0 == x1 {
            return self.upright(x0, from - top, to - top, sign);
        }
        // Positions are exact multiples of the slope from the line's start, so it makes no difference
        // at which row one begins.
        let slope = ratio(x1 - x0, y1 - y0);
        let mut at = (i64::from(x0) << 32) + i64::from(from - y0) * slope + HALF;
        let mut x = (at >> 32) as i32;
        let mut rise = None;
        let mut y = from;
        while y < to {
            let next = ((y | (ONE - 1)) + 1).min(to);
            let height = next - y;
            at += i64::from(height) * slope;
            let end = (at >> 32) as i32;
            let row = ((y - top) >> SHIFT) as usize;
            if x >> SHIFT == end >> SHIFT {
                self.within(row, x, end, height * sign);
            } else {
                let rise = *rise.get_or_insert_with(|| ratio(y1 - y0, (x1 - x0).abs()));
                self.across(row, x.min(end), x.max(end), height, rise, sign);
            }
            (x, y) = (end, next);
        }
    }

    /// A line straight down: the same two cells in each row.
    fn upright(&mut self, x: i32, from: i32, to: i32, sign: i32) {
        let mut y = from;
        while y < to {
            let next = ((y | (ONE - 1)) + 1).min(to);
            self.within((y >> SHIFT) as usize, x, x, (next - y) * sign);
            y = next;
        }
    }

    /// The part of a line that stays in one column of one row; `height` has the direction's sign.
    #[inline]
    fn within(&mut self, row: usize, x: i32, end: i32, height: i32) {
        let column = (x >> SHIFT) as usize;
        let here = first_share((x & (ONE - 1)) + (end & (ONE - 1)), height);
        if let Some([a, b]) = self.cells.get_mut(row * self.stride + column..).and_then(pair) {
            *a = a.wrapping_add(here);
            *b = b.wrapping_add(height * ONE - here);
        }
        self.mark(row, column, column + 1);
    }

    /// The part of a line that crosses columns within one row, from `x` to `end` on its right.
    #[inline]
    fn across(&mut self, row: usize, x: i32, end: i32, height: i32, rise: i64, sign: i32) {
        let (first, last) = ((x >> SHIFT) as usize, (end >> SHIFT) as usize);
        let cells = self.cells.get_mut(row * self.stride + first..row * self.stride + last + 2);
        let Some(cells) = cells else { return };
        let (mut done, mut carry, mut start) = (0, 0i32, x);
        let mut edge = (x | (ONE - 1)) + 1;
        for cell in cells.iter_mut().take(last - first + 1) {
            let stop = edge.min(end);
            // How far down the line has come at the right of this column.
            let down = ((i64::from(stop - x) * rise + HALF) >> 32) as i32;
            let down = if stop == end { height } else { down.min(height) };
            let part = (down - done) * sign;
            let here = first_share(start + stop - 2 * (edge - ONE), part);
            *cell = cell.wrapping_add(carry + here);
            carry = part * ONE - here;
            (done, start, edge) = (down, stop, edge + ONE);
        }
        if let Some(cell) = cells.last_mut() {
            *cell = cell.wrapping_add(carry);
        }
        self.mark(row, first, last + 1);
    }

    #[inline]
    fn mark(&mut self, row: usize, first: usize, last: usize) {
        let (first, last) = (first / BLOCK, last / BLOCK);
        let marks = &mut self.touched[row * self.words..(row + 1) * self.words];
        if first / 64 == last / 64 {
            marks[first / 64] |= (u64::MAX >> (63 - (last - first))) << (first % 64);
        } else {
            for block in first..=last {
                marks[block / 64] |= 1 << (block % 64);
            }
        }
    }

    /// Gives the runs of all rows, and leaves every cell 0.
    #[simd]
    pub(in crate::backend::raster) fn sweep<S: Simd, R: Runs<S>>(
        &mut self,
        simd: S,
        rule: Rule,
        runs: &mut R,
    ) {
        let (stride, words, area) = (self.stride, self.words, self.area);
        let width = area.width() as usize;
        let rows = self.cells.chunks_exact_mut(stride).zip(self.touched.chunks_exact_mut(words));
        for ((cells, marks), y) in rows.zip(area.top..area.bottom) {
            let mut row = Row { runs, mask: &mut self.mask, y, left: area.left, width, rule };
            row.sweep(simd, cells, marks);
        }
    }
}

/// A part of [`FULL`] as 0 to 255.
#[inline(always)]
pub(super) fn level(covered: u32) -> u8 {
    ((covered * 255 + FULL as u32 / 2) >> 16) as u8
}

/// Cells in a row of that many pixels, and words of marks: a line at the right edge adds to the pixel
/// beyond it.
fn layout(width: u32) -> (usize, usize) {
    let blocks = (width as usize + 2).div_ceil(BLOCK);
    (blocks * BLOCK, blocks.div_ceil(64))
}

/// `a / b` in 32.32; `b` is positive.
fn ratio(a: i32, b: i32) -> i64 {
    (f64::from(a) * 4_294_967_296.0 / f64::from(b)) as i64
}

fn pair(cells: &mut [i32]) -> Option<&mut [i32; 2]> {
    cells.first_chunk_mut()
}

/// What a line of that height adds to its own column, where `sum` is its distances from the column's
/// left edge at both ends together; the rest goes to the column on the right.
#[inline]
fn first_share(sum: i32, height: i32) -> i32 {
    (height * (2 * ONE - sum)) >> 1
}

/// One row on its way to runs.
struct Row<'a, R> {
    runs: &'a mut R,
    mask: &'a mut [u8],
    y: i32,
    left: i32,
    width: usize,
    rule: Rule,
}

impl<R> Row<'_, R> {
    #[inline(always)]
    fn sweep<S: Simd>(&mut self, simd: S, cells: &mut [i32], marks: &mut [u64])
    where
        R: Runs<S>,
    {
        // The winding so far, the pixel reached, and where the mask that is being built began.
        let (mut sum, mut at, mut begun) = (0i32, 0, 0);
        for (word, marks) in marks.iter_mut().enumerate() {
            let mut left = std::mem::take(marks);
            while left != 0 {
                let x = (word * 64 + left.trailing_zeros() as usize) * BLOCK;
                left &= left - 1;
                if x != at {
                    self.masked(simd, begun, at);
                    self.even(simd, at, x, sum);
                    begun = x;
                }
                if let Some(block) = cells[x..].first_chunk_mut::<BLOCK>() {
                    let mask = self.mask[x..].first_chunk_mut::<BLOCK>();
                    sum = self.rule.cover_block(block, sum, mask);
                }
                at = x + BLOCK;
            }
        }
        self.masked(simd, begun, at);
        self.even(simd, at, self.width, sum);
    }

    /// Pixels between lines: all have the same coverage.
    #[inline(always)]
    fn even<S: Simd>(&mut self, simd: S, from: usize, to: usize, sum: i32)
    where
        R: Runs<S>,
    {
        let to = to.min(self.width);
        if sum == 0 || from >= to {
            return;
        }
        let cover = match self.rule.cover(sum) {
            0 => return,
            255 => Cover::Full,
            part => Cover::Even(part),
        };
        self.runs.run(simd, self.y, self.left + from as i32, to - from, cover);
    }

    /// Pixels that lines touch.
    #[inline(always)]
    fn masked<S: Simd>(&mut self, simd: S, from: usize, to: usize)
    where
        R: Runs<S>,
    {
        let to = to.min(self.width);
        if from < to {
            let cover = Cover::Mask(&self.mask[from..to]);
            self.runs.run(simd, self.y, self.left + from as i32, to - from, cover);
        }
    }
}

impl Rule {
    /// The coverage of a pixel from its sum.
    #[inline(always)]
    fn cover(self, sum: i32) -> u8 {
        let covered = match self.0 {
            FillRule::NonZero => sum.unsigned_abs().min(FULL as u32),
            // Odd windings are inside: a wave that rises for one winding and falls for the next.
            FillRule::EvenOdd => {
                let wave = (sum & (2 * FULL - 1)) as u32;
                wave.min(2 * FULL as u32 - wave)
            }
        };
        level(covered)
    }

    /// The coverage of a block's pixels, which become 0; gives the sum at its end.
    #[inline(always)]
    fn cover_block(
        self,
        cells: &mut [i32; BLOCK],
        before: i32,
        mask: Option<&mut [u8; BLOCK]>,
    ) -> i32 {
        let mut sums = std::mem::take(cells);
        let mut sum = before;
        for cell in &mut sums {
            sum = sum.wrapping_add(*cell);
            *cell = sum;
        }
        if let Some(mask) = mask {
            for (cover, sum) in mask.iter_mut().zip(sums) {
                *cover = self.cover(sum);
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::raster::coverage::Lines;
    use crate::geom::Point;
    use crate::mem::{at_level, levels};

    const SIDE: u32 = 40;

    /// Coverage as a picture; pixels without a run are 0.
    struct Plane(Vec<u8>);

    impl<S: Simd> Runs<S> for Plane {
        fn run(&mut self, _: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
            assert!(len > 0);
            let first = y as usize * SIDE as usize + x as usize;
            for (i, value) in self.0[first..first + len].iter_mut().enumerate() {
                assert_eq!(*value, 0, "pixels are given once");
                *value = match cover {
                    Cover::Full => 255,
                    Cover::Even(part) => part,
                    Cover::Mask(mask) => mask[i],
                };
            }
        }
    }

    fn lines(polygons: &[Vec<Point>]) -> Vec<Line> {
        let mut out = Vec::new();
        let mut lines = Lines::new(&mut out, DeviceRect::of_size(SIDE, SIDE));
        for points in polygons {
            let next = points.iter().cycle().skip(1);
            points.iter().zip(next).for_each(|(&a, &b)| lines.line(a, b));
        }
        out
    }

    /// The coverage of lines, drawn in bands of that many rows.
    fn coverage(lines: &[Line], rule: FillRule, rows: i32) -> Vec<u8> {
        let all: Vec<_> = levels()
            .into_iter()
            .map(|level| {
                let mut plane = Plane(vec![0; (SIDE * SIDE) as usize]);
                let mut cells = Cells::default();
                for top in (0..SIDE as i32).step_by(rows as usize) {
                    let area =
                        DeviceRect { top, bottom: top + rows, ..DeviceRect::of_size(SIDE, 0) };
                    cells.start(area.intersect(&DeviceRect::of_size(SIDE, SIDE)));
                    cells.add(lines);
                    at_level!(level, simd => cells.sweep(simd, Rule(rule), &mut plane));
                    assert!(cells.cells.iter().all(|&c| c == 0));
                    assert!(cells.touched.iter().all(|&t| t == 0));
                }
                plane.0
            })
            .collect();
        assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "levels differ");
        all.into_iter().next().unwrap()
    }

    fn random(seed: &mut u64) -> f64 {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as f64 / f64::from(1u32 << 31)
    }

    /// The area of a convex polygon in a pixel, by cutting it at the pixel's four sides.
    fn area_in(points: &[Point], x: f64, y: f64) -> f64 {
        let mut points = points.to_vec();
        for (upright, edge, sign) in
            [(true, x, 1.0), (true, x + 1.0, -1.0), (false, y, 1.0), (false, y + 1.0, -1.0)]
        {
            let of = |p: Point| if upright { p.x } else { p.y };
            let mut cut = Vec::new();
            for (i, &a) in points.iter().enumerate() {
                let b = points[(i + 1) % points.len()];
                let (da, db) = ((of(a) - edge) * sign, (of(b) - edge) * sign);
                if da >= 0.0 {
                    cut.push(a);
                }
                if (da > 0.0 && db < 0.0) || (da < 0.0 && db > 0.0) {
                    cut.push(a.lerp(b, da / (da - db)));
                }
            }
            points = cut;
        }
        let next = points.iter().cycle().skip(1);
        let twice: f64 = points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
        twice.abs() / 2.0
    }

    #[test]
    fn triangles_are_covered_exactly() {
        let mut seed = 7;
        for _ in 0..60 {
            // Some reach beyond the picture on every side.
            let mut place = || random(&mut seed) * 70.0 - 15.0;
            let triangle: Vec<_> = (0..3).map(|_| Point::new(place(), place())).collect();
            let drawn =
                coverage(&lines(std::slice::from_ref(&triangle)), FillRule::NonZero, SIDE as i32);
            for (i, &cover) in drawn.iter().enumerate() {
                let (x, y) = ((i as u32 % SIDE) as f64, (i as u32 / SIDE) as f64);
                let exact = area_in(&triangle, x, y) * 255.0;
                // Corners are moved by half of 1/256 of a pixel, a level or so along an edge.
                let off = (f64::from(cover) - exact).abs();
                assert!(off <= 2.0, "{triangle:?}: {cover}, not {exact}, at {x},{y}");
            }
        }
    }

    #[test]
    fn bands_and_order_change_nothing() {
        let mut seed = 3;
        for rule in [FillRule::NonZero, FillRule::EvenOdd] {
            for _ in 0..40 {
                let mut place = || random(&mut seed) * 60.0 - 10.0;
                let polygon: Vec<_> = (0..9).map(|_| Point::new(place(), place())).collect();
                let mut lines = lines(&[polygon]);
                let whole = coverage(&lines, rule, SIDE as i32);
                assert_eq!(whole, coverage(&lines, rule, 7));
                lines.reverse();
                assert_eq!(whole, coverage(&lines, rule, 1));
            }
        }
    }

    #[test]
    fn rules_count_windings() {
        let square = |from: f64, to: f64| {
            vec![
                Point::new(from, from),
                Point::new(to, from),
                Point::new(to, to),
                Point::new(from, to),
            ]
        };
        let two = lines(&[square(2.0, 30.0), square(10.0, 20.0)]);
        let at = |plane: &[u8], x: usize| plane[15 * SIDE as usize + x];
        let non_zero = coverage(&two, FillRule::NonZero, 8);
        let even_odd = coverage(&two, FillRule::EvenOdd, 8);
        assert_eq!((at(&non_zero, 1), at(&non_zero, 5), at(&non_zero, 15)), (0, 255, 255));
        assert_eq!((at(&even_odd, 1), at(&even_odd, 5), at(&even_odd, 15)), (0, 255, 0));
        let mut hole = square(10.0, 20.0);
        hole.reverse();
        let ring = coverage(&lines(&[square(2.0, 30.0), hole]), FillRule::NonZero, 8);
        assert_eq!((at(&ring, 9), at(&ring, 10), at(&ring, 19), at(&ring, 20)), (255, 0, 0, 255));
    }

    #[test]
    fn thousands_of_windings_are_covered() {
        let square = vec![
            Point::new(-5.0, -5.0),
            Point::new(50.0, -5.0),
            Point::new(50.0, 50.0),
            Point::new(-5.0, 50.0),
        ];
        for windings in [1, 1000, 32_768, 40_000] {
            let all = lines(&vec![square.clone(); windings]);
            assert!(coverage(&all, FillRule::NonZero, 40).iter().all(|&c| c == 255), "{windings}");
            let odd = if windings % 2 == 1 { 255 } else { 0 };
            assert!(coverage(&all, FillRule::EvenOdd, 40).iter().all(|&c| c == odd), "{windings}");
        }
    }
}
