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
use crate::backend::raster::glyphs;
use crate::backend::raster::prepare::{Ink, Shape, Step};
use crate::geom::DeviceRect;
use crate::mem::{
    Bitmap, ColorSpace, Depth, LANES, PixelFormat, Planes, at_level, fill_opaque, level,
};
use crate::paint::{Color, CompositeMode};

/// Bytes of a pixel.
const PIXEL: usize = 8;
const HALVES: PixelFormat = PixelFormat { depth: Depth::Float16, space: ColorSpace::Srgb };

struct Rows<'a> {
    pixels: &'a mut [u8],
    area: DeviceRect,
}

impl Rows<'_> {
    /// `len` pixels from `(x, y)` on; none when they are not all there.
    fn at(&mut self, y: i32, x: i32, len: usize) -> &mut [u8] {
        let stride = self.area.width() as usize;
        let first = (y - self.area.top) as usize * stride + (x - self.area.left) as usize;
        self.pixels.get_mut(first * PIXEL..(first + len) * PIXEL).unwrap_or_default()
    }
}

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
        let rows = (pixels.len() / (width as usize * PIXEL)) as u32;
        let (top, size) = (top as i32, DeviceRect::of_size(width, rows));
        let area = DeviceRect { top, bottom: top + size.bottom, ..size };
        Self { rows: Rows { pixels, area }, opaque, clips: Clips::new(area) }
    }

    pub(in crate::backend::raster) fn draw(mut self, scene: Scene<'_>, scratch: &mut Scratch) {
        at_level!(level(), simd => self.draw_steps(simd, scene, scratch));
    }

    #[simd]
    fn draw_steps<S: Simd>(&mut self, simd: S, scene: Scene<'_>, scratch: &mut Scratch) {
        // An opaque source taken out of what is there: clear, and right under coverage too.
        let clear = DeepInk::color(Color::BLACK, 1.0, ColorSpace::Srgb);
        for step in scene.steps {
            let area = step.bounds.intersect(&self.rows.area);
            if area.is_empty() {
                continue;
            }
            match &step.ink {
                Ink::Put(pixels, x, y) => self.put(pixels, area, *x, *y),
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
            None => unbounded(simd, &mut shape, rows, brush, mask),
            // On a copy, of which as much is taken over as the clip lets through.
            Some(clip) => {
                layer.clear();
                layer.extend_from_slice(rows.pixels);
                let copy = Rows { pixels: layer, area: rows.area };
                unbounded(simd, &mut shape, copy, brush, mask);
                let from = Rows { pixels: layer, area: rows.area };
                clip.sweep(simd, area, &mut Takeover { from, to: rows });
            }
        }
    }

    /// Copies rows of the same format.
    fn put(&mut self, pixels: &Bitmap, area: DeviceRect, x: i32, y: i32) {
        let bytes = area.width() as usize * PIXEL;
        for row in area.top..area.bottom {
            let from = (row - y) as usize * pixels.stride() + (area.left - x) as usize * PIXEL;
            let to = self.rows.at(row, area.left, area.width() as usize);
            if let Some(from) = pixels.data().get(from..from + bytes)
                && to.len() == bytes
            {
                to.copy_from_slice(from);
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
            blend::row(simd, self.brush.mode, now, source, part(cover, at, count));
            (at, rest) = (at + count, after);
        }
    }
}

/// The cover of some pixels of a run.
fn part(cover: Cover<'_>, at: usize, count: usize) -> Cover<'_> {
    match cover {
        Cover::Mask(mask) => Cover::Mask(mask.get(at..at + count).unwrap_or_default()),
        other => other,
    }
}

/// Paints in a mode that changes all of the area.
#[simd]
fn unbounded<S: Simd>(
    simd: S,
    shape: &mut Shaped<'_>,
    rows: Rows<'_>,
    brush: &Brush<'_>,
    mask: &mut Vec<u8>,
) {
    let area = shape.area;
    let mut out = Unbounded { painter: Painter { rows, brush }, area, at: (area.top, area.left) };
    match &shape.step.shape {
        // One run for each row of all of them.
        Shape::Glyphs(placed) => {
            glyphs::gather(placed, area, mask);
            let width = area.width() as usize;
            for (row, y) in mask.chunks_exact(width).zip(area.top..) {
                out.run(simd, y, area.left, width, Cover::Mask(row));
            }
        }
        _ => shape.runs(simd, &mut out),
    }
    out.clear_to(area.bottom, area.left);
}

/// Paints runs, which come row by row, and clears what lies between them.
struct Unbounded<'a, 'b> {
    painter: Painter<'a, 'b>,
    area: DeviceRect,
    /// The next pixel that is neither painted nor cleared.
    at: (i32, i32),
}

impl Unbounded<'_, '_> {
    fn clear(&mut self, y: i32, from: i32, to: i32) {
        if from < to {
            self.painter.rows.at(y, from, (to - from) as usize).fill(0);
        }
    }

    /// Clears up to a pixel.
    fn clear_to(&mut self, y: i32, x: i32) {
        while self.at.0 < y {
            self.clear(self.at.0, self.at.1, self.area.right);
            self.at = (self.at.0 + 1, self.area.left);
        }
        self.clear(y, self.at.1, x);
    }
}

impl<S: Simd> Runs<S> for Unbounded<'_, '_> {
    #[simd]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        self.clear_to(y, x);
        self.painter.run(simd, y, x, len, cover);
        self.at = (y, x + len as i32);
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
            let cover = part(cover, i * LANES, to.len() / PIXEL);
            blend::lerp(simd, to, from, cover);
        }
    }
}
