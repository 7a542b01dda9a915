//! The second stage: one band of rows draws every step that touches it.

use fearless_simd::dispatch;
use tiny_skia as ts;

use super::clip_mask::{ClipLines, ClipMask};
use super::ink::ImageInk;
use super::prepare::{Ink, Shape, Step};
use super::{convert, glyphs, polygon};
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::mem::{Bitmap, level};
use crate::paint::{ColorStop, Gradient, GradientGeometry};

/// Some rows of the target.
pub(super) struct Band<'a> {
    pixels: &'a mut [u8],
    area: DeviceRect,
    opaque: bool,
    clip: ClipMask,
}

impl<'a> Band<'a> {
    /// The rows from `top` on, as many as `pixels` holds.
    pub(super) fn new(pixels: &'a mut [u8], width: u32, top: usize, opaque: bool) -> Self {
        let rows = (pixels.len() / (width as usize * 4)) as u32;
        let (top, size) = (top as i32, DeviceRect::of_size(width, rows));
        let area = DeviceRect { top, bottom: top + size.bottom, ..size };
        Self { pixels, area, opaque, clip: ClipMask::new(width, rows, top) }
    }

    /// What a band needs beside its pixels for these steps: masks of one byte a pixel for clips and
    /// glyphs, a layer for unbounded modes, a copy of the rows where those are clipped, sampled pictures.
    pub(super) fn scratch_bytes(steps: &[Step], band_bytes: usize) -> usize {
        let mask = band_bytes / 4;
        let any = |test: fn(&Step) -> bool| usize::from(steps.iter().any(test));
        mask * any(|s| s.clip.is_some())
            + mask * any(|s| matches!(s.shape, Shape::Glyphs(_)))
            + band_bytes * any(|s| s.composite.is_unbounded())
            + band_bytes * any(|s| matches!(s.ink, Ink::Picture(_)))
            + band_bytes * any(|s| s.composite.is_unbounded() && s.clip.is_some())
    }

    pub(super) fn draw(mut self, steps: &[Step], clips: &ClipLines) {
        for step in steps {
            let area = step.bounds.intersect(&self.area);
            if area.is_empty() {
                continue;
            }
            match &step.ink {
                Ink::Put(pixels, x, y) => self.put(pixels, area, *x, *y),
                _ => self.composite(step, area, clips),
            }
            if self.opaque && !step.keeps_opaque() {
                self.make_opaque(area);
            }
        }
    }

    fn composite(&mut self, step: &Step, area: DeviceRect, clips: &ClipLines) {
        let (width, rows, top) = (self.area.width(), self.area.height(), self.area.top);
        let mask = step.clip.as_ref().and_then(|clip| self.clip.of(clip, clips));
        let Some(mut target) = ts::PixmapMut::from_bytes(self.pixels, width, rows) else { return };
        if matches!(step.ink, Ink::Clear) && !step.composite.is_unbounded() {
            // An opaque source taken out of what is there: clear, and right under coverage too.
            return paint(step, area, top, ts::BlendMode::DestinationOut, mask, &mut target);
        }
        let blend = convert::blend_mode(step.composite);
        if !step.composite.is_unbounded() {
            return paint(step, area, top, blend, mask, &mut target);
        }
        // The mode also changes what lies outside the shape: draw the shape alone on a transparent
        // layer, then composite all of the layer that the clip lets through.
        let Some(mut layer) = ts::Pixmap::new(width, rows) else { return };
        if !matches!(step.ink, Ink::Clear) {
            paint(step, area, top, ts::BlendMode::SourceOver, None, &mut layer.as_mut());
        }
        match mask {
            None => composite_layer(&mut target, &layer, area, top, blend),
            Some(mask) => {
                // tiny-skia's mask weakens the source, which is not clipping for these modes: blend
                // a copy of the rows, and take over as much of it as the clip lets through.
                let mut blended = target.as_ref().to_owned();
                composite_layer(&mut blended.as_mut(), &layer, area, top, blend);
                take_over(target.data_mut(), blended.data(), mask.data());
            }
        }
    }

    /// Copies rows.
    fn put(&mut self, pixels: &Bitmap, area: DeviceRect, x: i32, y: i32) {
        let stride = self.area.width() as usize * 4;
        let bytes = area.width() as usize * 4;
        for row in area.top..area.bottom {
            let to = (row - self.area.top) as usize * stride + area.left as usize * 4;
            let from = (row - y) as usize * pixels.stride() + (area.left - x) as usize * 4;
            self.pixels[to..to + bytes].copy_from_slice(&pixels.data()[from..from + bytes]);
        }
    }

    /// Premultiplied colour over black is the colour itself, so only alpha has to be set.
    fn make_opaque(&mut self, area: DeviceRect) {
        let stride = self.area.width() as usize * 4;
        let (left, right) = (area.left as usize * 4, area.right as usize * 4);
        let top = (area.top - self.area.top) as usize;
        let rows = self.pixels.chunks_exact_mut(stride).skip(top).take(area.height() as usize);
        for pixel in rows.flat_map(|row| row[left..right].chunks_exact_mut(4)) {
            pixel[3] = 255;
        }
    }
}

impl Step {
    fn keeps_opaque(&self) -> bool {
        match self.ink {
            Ink::Put(..) | Ink::Clear => false,
            _ => self.composite.keeps_opaque(),
        }
    }
}

/// Pours the step's ink into its shape.
fn paint(
    step: &Step,
    area: DeviceRect,
    top: i32,
    blend: ts::BlendMode,
    mask: Option<&ts::Mask>,
    target: &mut ts::PixmapMut<'_>,
) {
    let sampled = match &step.ink {
        Ink::Picture(ink) => sample(ink, area),
        _ => None,
    };
    let Some(shader) = shader(step, top, sampled.as_ref().map(|rows| (rows, area))) else { return };
    // Opaque pixels cover what is below them: no need to look at it. (A mask would be added to it.)
    let covers = matches!(&step.ink, Ink::Picture(ink) if ink.is_opaque()) && mask.is_none();
    let blend = match blend {
        ts::BlendMode::SourceOver if covers => ts::BlendMode::Source,
        other => other,
    };
    let paint = ink_paint(shader, blend);
    match &step.shape {
        Shape::Rect(rect) => {
            if let Some(part) = rect.intersect(&area.to_rect()) {
                fill_rect(target, &part, top, &paint, mask);
            }
        }
        Shape::Lines(lines, rule) => {
            if let Some(path) = polygon::cut(lines, area, top) {
                let rule = convert::fill_rule(*rule);
                target.fill_path(&path, &paint, rule, ts::Transform::identity(), mask);
            }
        }
        Shape::Glyphs(placed) => {
            let (width, rows) = (target.width(), target.height());
            if let Some(coverage) = glyphs::coverage(placed, area, (width, rows, top), mask) {
                fill_rect(target, &area.to_rect(), top, &paint, Some(&coverage));
            }
        }
    }
}

/// Composites a layer as large as the target, within `area`.
fn composite_layer(
    target: &mut ts::PixmapMut<'_>,
    layer: &ts::Pixmap,
    area: DeviceRect,
    top: i32,
    blend: ts::BlendMode,
) {
    let (pad, nearest) = (ts::SpreadMode::Pad, ts::FilterQuality::Nearest);
    let shader = ts::Pattern::new(layer.as_ref(), pad, nearest, 1.0, ts::Transform::identity());
    fill_rect(target, &area.to_rect(), top, &ink_paint(shader, blend), None);
}

/// Moves each pixel towards its new value by the mask's coverage.
fn take_over(pixels: &mut [u8], new: &[u8], mask: &[u8]) {
    let both = pixels.chunks_exact_mut(4).zip(new.chunks_exact(4));
    for ((pixel, new), &cover) in both.zip(mask) {
        for (value, &new) in pixel.iter_mut().zip(new) {
            let mixed =
                u32::from(*value) * u32::from(255 - cover) + u32::from(new) * u32::from(cover);
            *value = ((mixed + 127) / 255) as u8;
        }
    }
}

fn ink_paint(shader: ts::Shader<'_>, blend_mode: ts::BlendMode) -> ts::Paint<'_> {
    ts::Paint { shader, blend_mode, anti_alias: true, ..ts::Paint::default() }
}

fn fill_rect(
    target: &mut ts::PixmapMut<'_>,
    rect: &Rect,
    top: i32,
    paint: &ts::Paint<'_>,
    mask: Option<&ts::Mask>,
) {
    let y = rect.y - f64::from(top);
    let (left, right) = (rect.x as f32, rect.right() as f32);
    let local = ts::Rect::from_ltrb(left, y as f32, right, (y + rect.height) as f32);
    if let Some(local) = local {
        target.fill_rect(local, paint, ts::Transform::identity(), mask);
    }
}

/// The rows of a picture that `area` shows.
fn sample(ink: &ImageInk, area: DeviceRect) -> Option<ts::Pixmap> {
    let mut rows = ts::Pixmap::new(area.width(), area.height())?;
    let stride = area.width() as usize * 4;
    dispatch!(level(), simd => {
        for (y, row) in (area.top..).zip(rows.data_mut().chunks_exact_mut(stride)) {
            match ink.direct_row(area.left, y, row.len() / 4) {
                Some(pixels) => row.copy_from_slice(pixels),
                None => ink.row(simd, area.left, y, row),
            }
        }
    });
    Some(rows)
}

/// The ink with row `top` as its origin; `None` when it paints nothing.
fn shader<'a>(
    step: &Step,
    top: i32,
    sampled: Option<(&'a ts::Pixmap, DeviceRect)>,
) -> Option<ts::Shader<'a>> {
    let local = |t: &Transform| Transform::translate(0.0, -f64::from(top)).then_inner(t);
    match &step.ink {
        Ink::Color(color) => Some(ts::Shader::SolidColor(convert::color(*color, step.alpha))),
        Ink::Clear => Some(ts::Shader::SolidColor(ts::Color::BLACK)),
        Ink::Gradient(gradient, t) => gradient_shader(gradient, &local(t), step.alpha),
        Ink::Picture(_) => {
            let (rows, area) = sampled?;
            let (left, y) = (area.left as f32, (area.top - top) as f32);
            let (pad, nearest) = (ts::SpreadMode::Pad, ts::FilterQuality::Nearest);
            let place = ts::Transform::from_translate(left, y);
            Some(ts::Pattern::new(rows.as_ref(), pad, nearest, 1.0, place))
        }
        Ink::Put(..) => None,
    }
}

fn gradient_shader(gradient: &Gradient, t: &Transform, alpha: f64) -> Option<ts::Shader<'static>> {
    let stop =
        |s: &ColorStop| ts::GradientStop::new(s.offset as f32, convert::color(s.color, alpha));
    let mut stops: Vec<_> = gradient.stops().iter().map(stop).collect();
    if let [only] = stops[..] {
        // tiny-skia makes one stop a plain colour, which would also fill where no circle passes.
        stops.push(only);
    }
    let place = convert::transform(t);
    let point = |p: Point| convert::point(p);
    match gradient.geometry() {
        GradientGeometry::Linear { from, to } => {
            ts::LinearGradient::new(point(from), point(to), stops, ts::SpreadMode::Pad, place)
        }
        GradientGeometry::Radial { from, from_radius, to, to_radius } => {
            let (r0, r1) = (from_radius as f32, to_radius as f32);
            let pad = ts::SpreadMode::Pad;
            ts::RadialGradient::new(point(from), r0, point(to), r1, stops, pad, place)
        }
    }
}
