//! Some rows of a canvas of half floats: draws every step that touches them.
//!
//! The counterpart of `raster/band` and `raster/brush`, with the same rules for clips, for modes that change
//! pixels outside the shape, and for opaque canvases.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::ink::Ink as DeepInk;
use super::{blend, ink};
use crate::backend::raster::band::{Scene, Scratch, Shaped};
use crate::backend::raster::blend::Cover;
use crate::backend::raster::clip::{Clipped, Clips};
use crate::backend::raster::coverage::Runs;
use crate::backend::raster::prepare::{Ink, Step};
use crate::backend::raster::rows::{self, OnRows};
use crate::geom::DeviceRect;
use crate::mem::{ColorSpace, Depth, LANES, PixelFormat, Planes, at_level, fill_opaque, level};
use crate::paint::{Color, CompositeMode};

/// Bytes of a pixel.
const PIXEL: usize = 8;
const HALVES: PixelFormat = PixelFormat { depth: Depth::Float16, space: ColorSpace::Srgb };

type Rows<'a> = rows::Rows<'a, PIXEL>;

/// Some rows of the target.
pub(in crate::backend::raster) struct Band<'a> {
    rows: Rows<'a>,
    opaque: bool,
    clips: Clips,
}

impl<'a> Band<'a> {
    /// The rows from `top` on, as many as `pixels` holds.
    pub(in crate::backend::raster) fn new(
        pixels: &'a mut [u8],
        width: u32,
        top: usize,
        opaque: bool,
    ) -> Self {
        let rows = Rows::new(pixels, width, top);
        Self { clips: Clips::new(rows.area), rows, opaque }
    }

    pub(in crate::backend::raster) fn draw(mut self, scene: Scene<'_>, scratch: &mut Scratch) {
        at_level!(level(), simd => self.draw_steps(simd, scene, scratch));
    }

    #[simd]
    fn draw_steps<S: Simd>(&mut self, simd: S, scene: Scene<'_>, scratch: &mut Scratch) {
        // An opaque source taken out of what is there: clear, and right under coverage too.
        let clear = DeepInk::color(Color::BLACK, 1.0, ColorSpace::Srgb);
        for step in scene.runs().flatten() {
            let area = step.bounds.intersect(&self.rows.area);
            if area.is_empty() {
                continue;
            }
            match &step.ink {
                Ink::Put(pixels, x, y) => self.rows.put(pixels, area, *x, *y),
                Ink::Clear => {
                    let brush = Brush::new(&clear, CompositeMode::DestinationOut);
                    self.composite(simd, step, &brush, area, scene, scratch);
                }
                Ink::Deep(ink) => {
                    let brush = Brush::new(ink, step.composite);
                    self.composite(simd, step, &brush, area, scene, scratch);
                }
                // The preparer makes no such ink for this target.
                Ink::Color(_) | Ink::Gradient(_) | Ink::Image(_) => {}
            }
            if self.opaque && !step.keeps_opaque() {
                for y in area.top..area.bottom {
                    let row = self.rows.at(y, area.left, area.width() as usize);
                    fill_opaque(row, HALVES);
                }
            }
        }
    }

    #[simd]
    fn composite<S: Simd>(
        &mut self,
        simd: S,
        step: &Step,
        brush: &Brush<'_>,
        area: DeviceRect,
        scene: Scene<'_>,
        scratch: &mut Scratch,
    ) {
        let Scratch { cells, mask, layer } = scratch;
        let clip = step.clip.as_ref();
        let clip = clip.and_then(|clip| self.clips.of(simd, clip, scene.clips, cells));
        let rows = Rows { pixels: self.rows.pixels, area: self.rows.area };
        let mut shape = Shaped { step, area, lines: scene.lines, cells };
        if !step.composite.is_unbounded() {
            let painter = Painter { rows, brush };
            return match clip {
                None => shape.runs(simd, painter),
                Some(clip) => shape.runs(simd, Clipped { clip, buffer: mask, out: painter }),
            };
        }
        match clip {
            None => shape.unbounded(simd, Painter { rows, brush }, mask),
            // On a copy, of which as much is taken over as the clip lets through.
            Some(clip) => {
                layer.clear();
                layer.extend_from_slice(rows.pixels);
                let copy = Rows { pixels: layer, area: rows.area };
                shape.unbounded(simd, Painter { rows: copy, brush }, mask);
                let from = Rows { pixels: layer, area: rows.area };
                clip.sweep(simd, area, &mut Takeover { from, to: rows });
            }
        }
    }
}

/// An ink and how it meets the backdrop.
struct Brush<'a> {
    ink: &'a ink::Ink,
    mode: CompositeMode,
    /// Of an ink that is one colour.
    solid: Option<Planes>,
    /// What a wholly covered pixel becomes, whatever it was.
    replaces: Option<[u8; PIXEL]>,
}

impl<'a> Brush<'a> {
    fn new(ink: &'a ink::Ink, mode: CompositeMode) -> Self {
        let pixel = ink.solid();
        let solid = pixel.map(Planes::of);
        let replaces = pixel.filter(|pixel| match mode {
            CompositeMode::SourceOver => pixel[3] == 1.0,
            mode => mode == CompositeMode::Copy,
        });
        let replaces = replaces.map(|pixel| {
            let mut bytes = [0; PIXEL];
            Planes::of(pixel).store_halves(&mut bytes);
            bytes
        });
        Self { ink, mode, solid, replaces }
    }
}

/// Paints runs onto rows.
struct Painter<'a, 'b> {
    rows: Rows<'a>,
    brush: &'b Brush<'b>,
}

impl OnRows<PIXEL> for Painter<'_, '_> {
    fn rows(&mut self) -> Rows<'_> {
        Rows { pixels: self.rows.pixels, area: self.rows.area }
    }
}

impl<S: Simd> Runs<S> for Painter<'_, '_> {
    #[inline(always)]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        self.paint(simd, (y, x, len), cover);
    }
}

impl Painter<'_, '_> {
    /// Never part of its callers: there is one for each kind of shape and clip.
    #[inline(never)]
    #[simd]
    fn paint<S: Simd>(&mut self, simd: S, (y, x, len): (i32, i32, usize), cover: Cover<'_>) {
        let row = self.rows.at(y, x, len);
        if let (Some(pixel), Cover::Full | Cover::Even(255)) = (self.brush.replaces, cover) {
            return row.as_chunks_mut::<PIXEL>().0.fill(pixel);
        }
        let (mut at, mut rest) = (0, row);
        while !rest.is_empty() {
            let mut fetched;
            let (source, count) = match &self.brush.solid {
                Some(solid) => (solid, LANES.min(rest.len() / PIXEL)),
                None => {
                    fetched = Planes::default();
                    let (x, left) = (x.saturating_add(at as i32), rest.len() / PIXEL);
                    let count = self.brush.ink.fetch(simd, (x, y), left, &mut fetched).max(1);
                    (&fetched, count)
                }
            };
            let (now, after) = rest.split_at_mut(count * PIXEL);
            blend::row(simd, self.brush.mode, now, source, cover.part(at, count));
            (at, rest) = (at + count, after);
        }
    }
}

/// Moves pixels towards their new values by the coverage of runs.
struct Takeover<'a> {
    from: Rows<'a>,
    to: Rows<'a>,
}

impl<S: Simd> Runs<S> for Takeover<'_> {
    #[simd]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        let (to, from) = (self.to.at(y, x, len), self.from.at(y, x, len));
        let parts = to.chunks_mut(PIXEL * LANES).zip(from.chunks(PIXEL * LANES));
        for (i, (to, from)) in parts.enumerate() {
            let cover = cover.part(i * LANES, to.len() / PIXEL);
            blend::lerp(simd, to, from, cover);
        }
    }
}
