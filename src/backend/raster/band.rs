//! The second stage: one band of rows draws every step that touches it.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::blend::{Cover, Solid, lerp, make_opaque};
use super::brush::{Brush, Painter};
use super::clip::{ClipLines, ClipRuns, Clipped, Clips};
use super::coverage::{Cells, Line, LongPath, RectCover, Rule, Runs};
use super::glyphs;
use super::prepare::{Ink, Shape, Step};
use super::rows::{OnRows, Rows, Unbounded};
use crate::geom::DeviceRect;
use crate::mem::{at_level, level};
use crate::paint::CompositeMode;
use crate::stop::Stop;

/// So many steps in a band change pixels here and there rather than all of them in order.
const WORTH_FETCHING: usize = 16;
/// Bytes that processors fetch at once.
const CACHE_LINE: usize = 64;

/// What all bands read.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) steps: &'a [Step],
    pub(super) lines: &'a [Line],
    pub(super) clips: &'a ClipLines,
    /// Asked every few steps.
    pub(super) stop: &'a Stop,
}

/// Steps are drawn in runs of so many.
const RUN: usize = 32;

impl<'a> Scene<'a> {
    /// The steps, until nobody wants the picture any more.
    pub(super) fn runs(self) -> impl Iterator<Item = &'a [Step]> {
        self.steps.chunks(RUN).take_while(move |_| !self.stop.is_requested())
    }
}

/// Working memory that one thread takes from band to band.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) cells: Cells,
    pub(super) mask: Vec<u8>,
    pub(super) layer: Vec<u8>,
}

/// Some rows of the target.
pub(super) struct Band<'a> {
    rows: Rows<'a, 4>,
    opaque: bool,
    clips: Clips,
}

impl<'a> Band<'a> {
    /// The rows from `top` on, as many as `pixels` holds.
    pub(super) fn new(pixels: &'a mut [u8], width: u32, top: usize, opaque: bool) -> Self {
        let rows = Rows::new(pixels, width, top);
        Self { clips: Clips::new(rows.area), rows, opaque }
    }

    /// What a band needs beside its pixels for these steps: sums, clips, a mask for glyphs and a copy of
    /// the rows for unbounded modes.
    pub(super) fn scratch_bytes(steps: &[Step], width: u32, rows: usize, pixel: usize) -> usize {
        let any = |test: fn(&Step) -> bool| usize::from(steps.iter().any(test));
        let pixels = width as usize * rows;
        Cells::bytes(width, rows)
            + LongPath::PIECE_BYTES * any(|s| matches!(s.shape, Shape::Long(..)))
            + ClipRuns::bytes(width, rows) * any(|s| s.clip.is_some())
            + pixels * any(|s| s.composite.is_unbounded() && matches!(s.shape, Shape::Glyphs(_)))
            + pixels * pixel * any(|s| s.composite.is_unbounded() && s.clip.is_some())
    }

    pub(super) fn draw(mut self, scene: Scene<'_>, scratch: &mut Scratch) {
        at_level!(level(), simd => self.draw_steps(simd, scene, scratch));
    }

    /// Reads what many steps are about to change, row by row: small shapes touch it in an order that the
    /// processor can't foresee, and would wait for each pixel.
    fn fetch(&mut self, steps: &[Step]) {
        let here = self.rows.area;
        let areas = steps.iter().map(|step| step.bounds.intersect(&here)).filter(|a| !a.is_empty());
        let (count, area) =
            areas.fold((0, DeviceRect::EMPTY), |(count, all), area| (count + 1, all.union(&area)));
        if count < WORTH_FETCHING {
            return;
        }
        let mut sum = 0u8;
        for y in area.top..area.bottom {
            let row = self.rows.at(y, area.left, area.width() as usize);
            sum = row.chunks(CACHE_LINE).fold(sum, |sum, line| sum.wrapping_add(line[0]));
        }
        // Otherwise the compiler would see that nobody wants the sum.
        std::hint::black_box(sum);
    }

    #[simd]
    fn draw_steps<S: Simd>(&mut self, simd: S, scene: Scene<'_>, scratch: &mut Scratch) {
        self.fetch(scene.steps);
        for step in scene.runs().flatten() {
            let area = step.bounds.intersect(&self.rows.area);
            if area.is_empty() {
                continue;
            }
            match &step.ink {
                Ink::Put(pixels, x, y) => self.rows.put(pixels, area, *x, *y),
                _ => self.composite(simd, step, area, scene, scratch),
            }
            if self.opaque && !step.keeps_opaque() {
                for y in area.top..area.bottom {
                    make_opaque(simd, self.rows.at(y, area.left, area.width() as usize));
                }
            }
        }
    }

    #[simd]
    fn composite<S: Simd>(
        &mut self,
        simd: S,
        step: &Step,
        area: DeviceRect,
        scene: Scene<'_>,
        scratch: &mut Scratch,
    ) {
        let brush = brush(step);
        let clip = step.clip.as_ref();
        let Scratch { cells, mask, layer } = scratch;
        let clip = clip.and_then(|clip| self.clips.of(simd, clip, scene.clips, cells));
        let rows = Rows { pixels: self.rows.pixels, area: self.rows.area };
        let mut shape = Shaped { step, area, lines: scene.lines, cells };
        if !step.composite.is_unbounded() {
            let painter = Painter { rows, brush: &brush };
            return match clip {
                None => shape.runs(simd, painter),
                Some(clip) => shape.runs(simd, Clipped { clip, buffer: mask, out: painter }),
            };
        }
        match clip {
            None => shape.unbounded(simd, Painter { rows, brush: &brush }, mask),
            // Clipping keeps what was there, which weakening the source doesn't in these modes: paint
            // on a copy, and take over as much of it as the clip lets through.
            Some(clip) => {
                layer.clear();
                layer.extend_from_slice(rows.pixels);
                let copy = Rows { pixels: layer, area: rows.area };
                shape.unbounded(simd, Painter { rows: copy, brush: &brush }, mask);
                let from = Rows { pixels: layer, area: rows.area };
                clip.sweep(simd, area, &mut Takeover { from, to: rows, mask });
            }
        }
    }
}

impl Step {
    pub(super) fn keeps_opaque(&self) -> bool {
        match self.ink {
            Ink::Put(..) | Ink::Clear => false,
            _ => self.composite.keeps_opaque(),
        }
    }
}

fn brush(step: &Step) -> Brush<'_> {
    match &step.ink {
        Ink::Color(color) => Brush::Solid(Solid::new(step.composite, *color)),
        Ink::Gradient(ink) => Brush::Gradient(ink, step.composite),
        Ink::Image(ink) => Brush::Image(ink, step.composite),
        Ink::Deep(ink) => Brush::Deep(ink, step.composite),
        // An opaque source taken out of what is there: clear, and right under coverage too. An
        // unbounded mode without a shape clears by itself.
        Ink::Clear | Ink::Put(..) => {
            Brush::Solid(Solid::new(CompositeMode::DestinationOut, [0, 0, 0, 255]))
        }
    }
}

/// The shape of a step in a band.
pub(super) struct Shaped<'a> {
    pub(super) step: &'a Step,
    pub(super) area: DeviceRect,
    pub(super) lines: &'a [Line],
    pub(super) cells: &'a mut Cells,
}

impl Shaped<'_> {
    /// Gives the shape's runs.
    #[simd]
    pub(super) fn runs<S: Simd, R: Runs<S>>(&mut self, simd: S, mut runs: R) {
        match &self.step.shape {
            Shape::Rect(rect) => {
                if let Some(rect) = RectCover::new(rect, self.area) {
                    rect.sweep(simd, &mut runs);
                }
            }
            Shape::Lines(range, rule) => {
                self.cells.start(self.area);
                self.cells.add(self.lines.get(range.clone()).unwrap_or_default());
                self.cells.sweep(simd, Rule(*rule), &mut runs);
            }
            Shape::Long(path, rule) => {
                self.cells.start(self.area);
                path.lines(self.area, |lines| self.cells.add(lines));
                self.cells.sweep(simd, Rule(*rule), &mut runs);
            }
            Shape::Glyphs(placed) => {
                placed.iter().for_each(|glyph| glyph.runs(simd, self.area, &mut runs));
            }
        }
    }

    /// Paints in a mode that changes all of the area.
    #[simd]
    pub(super) fn unbounded<S: Simd, P: Runs<S> + OnRows<PIXEL>, const PIXEL: usize>(
        &mut self,
        simd: S,
        painter: P,
        mask: &mut Vec<u8>,
    ) {
        let mut out = Unbounded::new(painter, self.area);
        match &self.step.shape {
            // One run for each row of all of them.
            Shape::Glyphs(placed) => {
                glyphs::gather(placed, self.area, mask);
                let width = self.area.width() as usize;
                for (row, y) in mask.chunks_exact(width).zip(self.area.top..) {
                    out.run(simd, y, self.area.left, width, Cover::Mask(row));
                }
            }
            _ => self.runs(simd, &mut out),
        }
        out.finish();
    }
}

/// Moves pixels towards their new values by the coverage of runs.
struct Takeover<'a> {
    from: Rows<'a, 4>,
    to: Rows<'a, 4>,
    mask: &'a mut Vec<u8>,
}

impl<S: Simd> Runs<S> for Takeover<'_> {
    #[simd]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        let (to, from) = (self.to.at(y, x, len), self.from.at(y, x, len));
        match cover {
            Cover::Full => to.copy_from_slice(from),
            Cover::Even(part) => {
                self.mask.clear();
                self.mask.resize(len, part);
                lerp(simd, to, from, self.mask);
            }
            Cover::Mask(mask) => lerp(simd, to, from, mask),
        }
    }
}
