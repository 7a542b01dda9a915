//! A page's drawing as a stream of PDF's operators.

use std::sync::Arc;

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name, Ref};

use super::clips::Clips;
use super::inks::{blend_mode, flip, name};
use super::{Page, Writer, matrix, single};
use crate::codec::Deflater;
use crate::error::Result;
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::list::{DrawPixels, Op, OpKind, Step, Words, pixels_for_each, plan};
use crate::mem::Bitmap;
use crate::paint::{
    CompositeMode, Gradient, GradientGeometry, LineCap, LineJoin, Paint, StrokeStyle,
};
use crate::path::{FillRule, Path, Segment};
use crate::stop::Stop;

/// So much of a stream waits to be packed: one of a million operations is never whole.
const MOST_UNPACKED: usize = 64 << 10;

pub(super) struct PageWriter<'a> {
    pub(super) writer: &'a mut Writer,
    draw: &'a DrawPixels<'a>,
    page: &'a Page,
    pub(super) content: Content,
    /// What of the stream is packed already.
    packed: Deflater,
    clips: Clips,
    /// From device space to the page's.
    flip: Transform,
}

/// What PDF can say.
struct PdfWords;

impl Words for PdfWords {
    fn has_mode(&self, mode: CompositeMode) -> bool {
        blend_mode(mode).is_some()
    }

    fn has_words_for(&self, op: &Op) -> bool {
        op.state.filter.is_none() && has_words_for(op)
    }
}

impl<'a> PageWriter<'a> {
    pub(super) fn new(writer: &'a mut Writer, draw: &'a DrawPixels<'a>, page: &'a Page) -> Self {
        let (_, height) = page.list.size();
        let flip = flip(f64::from(height));
        Self {
            writer,
            draw,
            page,
            content: Content::new(),
            packed: Deflater::default(),
            clips: Clips::default(),
            flip,
        }
    }

    /// The stream, packed.
    pub(super) fn write(mut self, stop: &Stop) -> Result<Vec<u8>> {
        self.content.transform(matrix(&self.flip));
        if self.page.opaque {
            let (width, height) = self.page.list.size();
            self.content.set_fill_rgb(0.0, 0.0, 0.0);
            self.content.rect(0.0, 0.0, width as f32, height as f32).fill_nonzero();
        }
        for step in plan(&self.page.list, self.page.opaque, &PdfWords) {
            stop.check()?;
            match step {
                Step::Own(op) => {
                    self.shadow(&op)?;
                    self.own(&op)?;
                }
                Step::Pixels(op) => self.pixels(&op)?,
                Step::Together(ops) => self.draw_below(ops)?,
            }
            self.pack(MOST_UNPACKED)?;
        }
        self.clips.set(&mut self.content, None);
        self.pack(0)?;
        Ok(self.packed.finish())
    }

    /// Packs what there is of the stream if it is longer than this.
    fn pack(&mut self, most: usize) -> Result<()> {
        if self.content.len() > most {
            let content = std::mem::replace(&mut self.content, Content::new());
            self.packed.push(&content.finish());
            self.packed.push(b"\n");
        }
        self.writer.book(self.content.len().saturating_add(self.packed.packed()))
    }

    /// Draws in PDF's own words.
    fn own(&mut self, op: &Op) -> Result<()> {
        self.clips.set(&mut self.content, op.state.clip.as_ref());
        self.content.save_state();
        let drawn = self.own_within(op);
        self.content.restore_state();
        drawn
    }

    fn own_within(&mut self, op: &Op) -> Result<()> {
        let (state, t) = (&op.state, op.state.transform);
        if let OpKind::Put { pixels, x, y } = &op.kind {
            let id = self.writer.bitmap(pixels, false)?;
            let corner = Point::new(f64::from(*x), f64::from(*y));
            self.place(id, corner, [f64::from(pixels.width()), f64::from(pixels.height())]);
            return Ok(());
        }
        // What is flat shows nothing, and viewers stumble over it.
        if t.inverse().is_none() {
            return Ok(());
        }
        let alpha = |paint: &Paint| match paint {
            Paint::Color(color) => state.alpha * f64::from(color.a),
            _ => state.alpha,
        };
        let mode = state.composite;
        match &op.kind {
            OpKind::Fill { path, rule, paint } => {
                self.writer.set_state(&mut self.content, alpha(paint), mode);
                if self.set_paint(paint, &t, false)? {
                    self.content.transform(matrix(&t));
                    trace(&mut self.content, path);
                    fill(&mut self.content, *rule);
                }
            }
            OpKind::FillRect { rect, paint } => {
                self.writer.set_state(&mut self.content, alpha(paint), mode);
                if self.set_paint(paint, &t, false)? {
                    self.content.transform(matrix(&t));
                    add_rect(&mut self.content, rect);
                    self.content.fill_nonzero();
                }
            }
            OpKind::Stroke { path, style, paint } => {
                self.writer.set_state(&mut self.content, alpha(paint), mode);
                if self.set_paint(paint, &t, true)? {
                    self.content.transform(matrix(&t));
                    self.set_pen(style);
                    trace(&mut self.content, path);
                    self.content.stroke();
                }
            }
            OpKind::Glyphs { runs, place, pen, paint, .. } => {
                self.writer.set_state(&mut self.content, alpha(paint), mode);
                if self.set_paint(paint, &t, pen.is_some())? {
                    self.content.transform(matrix(&t));
                    if let Some(pen) = pen {
                        self.set_pen(pen);
                    }
                    self.glyphs(runs, place, pen.is_some())?;
                }
            }
            OpKind::Image { source, from, to, smoothing } => {
                self.writer.set_state(&mut self.content, state.alpha, mode);
                let id = self.writer.image(source, *smoothing)?;
                self.content.transform(matrix(&t));
                self.place_part(id, source.size(), (from, to));
            }
            OpKind::Clear { .. } | OpKind::Put { .. } => {}
        }
        Ok(())
    }

    /// What areas, or lines, are drawn with from here on; false for what paints nothing.
    fn set_paint(&mut self, paint: &Paint, t: &Transform, lines: bool) -> Result<bool> {
        let to_page = self.flip.then_inner(t);
        let pattern = match paint {
            Paint::Color(color) => {
                let [r, g, b] = color.channels().map(|v| v.clamp(0.0, 1.0));
                if lines {
                    self.content.set_stroke_rgb(r, g, b);
                } else {
                    self.content.set_fill_rgb(r, g, b);
                }
                return Ok(true);
            }
            Paint::Gradient(gradient) => {
                let (width, height) = self.page.list.size();
                let size = [width as f32, height as f32];
                self.writer.mask_gradient(&mut self.content, gradient, (t, size))?;
                self.writer.gradient(gradient, &to_page)
            }
            Paint::Pattern(pattern, _) if pattern.paints_nothing() => None,
            Paint::Pattern(pattern, smoothing) => {
                Some(self.writer.tiles(pattern, *smoothing, &to_page)?)
            }
        };
        let Some(id) = pattern else { return Ok(false) };
        let name = name(b'P', id);
        if lines {
            self.content.set_stroke_color_space(pdf_writer::types::ColorSpaceOperand::Pattern);
            self.content.set_stroke_pattern(None, Name(&name));
        } else {
            self.content.set_fill_color_space(pdf_writer::types::ColorSpaceOperand::Pattern);
            self.content.set_fill_pattern(None, Name(&name));
        }
        Ok(true)
    }

    fn set_pen(&mut self, style: &StrokeStyle) {
        self.content.set_line_width(single(style.width));
        self.content.set_line_cap(match style.cap {
            LineCap::Butt => LineCapStyle::ButtCap,
            LineCap::Round => LineCapStyle::RoundCap,
            LineCap::Square => LineCapStyle::ProjectingSquareCap,
        });
        self.content.set_line_join(match style.join {
            LineJoin::Miter => LineJoinStyle::MiterJoin,
            LineJoin::Round => LineJoinStyle::RoundJoin,
            LineJoin::Bevel => LineJoinStyle::BevelJoin,
        });
        self.content.set_miter_limit(single(style.miter_limit.max(1.0)));
        // Dashes that are all of no length are an error in PDF, and nothing on a canvas.
        if style.dash.iter().sum::<f64>() > 0.0 {
            let dash = style.dash.iter().map(|length| single(*length));
            self.content.set_dash_pattern(dash, single(style.dash_offset));
        }
    }

    /// A picture whose upper left corner is there, of that size.
    fn place(&mut self, id: Ref, at: Point, [width, height]: [f64; 2]) {
        let upwards = Transform::new(width, 0.0, 0.0, -height, at.x, at.y + height);
        self.content.transform(matrix(&upwards));
        self.content.x_object(Name(&name(b'I', id)));
    }

    fn place_part(&mut self, id: Ref, size: crate::geom::Size, (from, to): (&Rect, &Rect)) {
        let [width, height] = [size.width(), size.height()].map(f64::from);
        let (across, down) = (to.width / from.width, to.height / from.height);
        if !(across.is_finite() && down.is_finite()) {
            return;
        }
        if *from != Rect::new(0.0, 0.0, width, height) {
            add_rect(&mut self.content, to);
            self.content.clip_nonzero().end_path();
        }
        let corner = Point::new(to.x - from.x * across, to.y - from.y * down);
        self.place(id, corner, [width * across, height * down]);
    }

    /// Draws an operation as pixels, and its letters so that they can be found.
    fn pixels(&mut self, op: &Op) -> Result<()> {
        let area = op.bounds;
        let mut alone = op.clone();
        alone.state.composite = CompositeMode::SourceOver;
        self.draw_area(&[alone], area, op.state.composite)?;
        self.hidden_text(op)
    }

    /// Draws the shadow of an operation as pixels: the shape itself is moved far to the left, and its shadow stays.
    fn shadow(&mut self, op: &Op) -> Result<()> {
        let Some(shadow) = op.state.shadow.as_deref() else { return Ok(()) };
        let area = op.bounds;
        let away = f64::from(area.right.saturating_sub(op.extent.left.min(area.left))).max(1.0)
            + f64::from(op.extent.width())
            + 100.0;
        let mut alone = op.clone();
        let aside = Transform::translate(-away, 0.0);
        alone.state.transform = aside.then_inner(&op.state.transform);
        alone.state.composite = CompositeMode::SourceOver;
        let offset = Point::new(shadow.offset.x + away, shadow.offset.y);
        alone.state.shadow = Some(Arc::new(crate::paint::Shadow { offset, ..*shadow }));
        alone.extent = DeviceRect::around(&aside.map_bounds(&op.extent.to_rect()));
        self.draw_area(&[alone], area, op.state.composite)
    }

    /// Draws all of these as pixels.
    fn draw_below(&mut self, ops: &[Op]) -> Result<()> {
        let (width, height) = self.page.list.size();
        self.draw_area(ops, DeviceRect::of_size(width, height), CompositeMode::SourceOver)?;
        ops.iter().try_for_each(|op| self.hidden_text(op))
    }

    fn draw_area(&mut self, ops: &[Op], area: DeviceRect, mode: CompositeMode) -> Result<()> {
        let scale = pixels_for_each(&area);
        let Some(bitmap) = (self.draw)(ops, &area, scale)? else { return Ok(()) };
        self.place_bitmap(&bitmap, &area, scale, mode)
    }

    fn place_bitmap(
        &mut self,
        bitmap: &Bitmap,
        area: &DeviceRect,
        scale: f64,
        mode: CompositeMode,
    ) -> Result<()> {
        let id = self.writer.bitmap(bitmap, true)?;
        // What is drawn as pixels is clipped already.
        self.clips.set(&mut self.content, None);
        self.content.save_state();
        self.writer.set_state(&mut self.content, 1.0, mode);
        let corner = Point::new(f64::from(area.left), f64::from(area.top));
        let size = [bitmap.width(), bitmap.height()].map(|side| f64::from(side) / scale);
        self.place(id, corner, size);
        self.content.restore_state();
        Ok(())
    }

    /// The letters of what was drawn as pixels.
    fn hidden_text(&mut self, op: &Op) -> Result<()> {
        let OpKind::Glyphs { runs, place, .. } = &op.kind else { return Ok(()) };
        if op.state.transform.inverse().is_none() {
            return Ok(());
        }
        self.clips.set(&mut self.content, None);
        self.content.save_state();
        self.content.transform(matrix(&op.state.transform));
        let written = self.letters(runs, place, pdf_writer::types::TextRenderingMode::Invisible);
        self.content.restore_state();
        written
    }
}

/// PDF can say what it is drawn with, and what it is.
fn has_words_for(op: &Op) -> bool {
    let is_known =
        |gradient: &Gradient| !matches!(gradient.geometry(), GradientGeometry::Conic { .. });
    match &op.kind {
        OpKind::Fill { paint, .. }
        | OpKind::FillRect { paint, .. }
        | OpKind::Stroke { paint, .. } => match paint {
            Paint::Gradient(gradient) => is_known(gradient),
            _ => true,
        },
        OpKind::Glyphs { runs, paint, .. } => {
            let has_colors = runs.iter().any(|run| run.by_color().any(|(has_color, _)| has_color));
            let known = match paint {
                Paint::Gradient(gradient) => is_known(gradient),
                _ => true,
            };
            known && !has_colors
        }
        _ => true,
    }
}

fn fill(content: &mut Content, rule: FillRule) {
    match rule {
        FillRule::NonZero => content.fill_nonzero(),
        FillRule::EvenOdd => content.fill_even_odd(),
    };
}

pub(super) fn add_rect(content: &mut Content, rect: &Rect) {
    let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(single);
    content.rect(x, y, width, height);
}

/// Adds a path's segments.
pub(super) fn trace(content: &mut Content, path: &Path) {
    let mut at = Point::default();
    let mut start = at;
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                content.move_to(single(p.x), single(p.y));
                (at, start) = (p, p);
            }
            Segment::Line(p) => {
                content.line_to(single(p.x), single(p.y));
                at = p;
            }
            Segment::Quad(c, p) => {
                // The same curve with two control points.
                let (c1, c2) = (at.lerp(c, 2.0 / 3.0), p.lerp(c, 2.0 / 3.0));
                cubic(content, [c1, c2, p]);
                at = p;
            }
            Segment::Cubic(c1, c2, p) => {
                cubic(content, [c1, c2, p]);
                at = p;
            }
            Segment::Close => {
                content.close_path();
                at = start;
            }
        }
    }
}

fn cubic(content: &mut Content, [a, b, c]: [Point; 3]) {
    let [ax, ay, bx, by, cx, cy] = [a.x, a.y, b.x, b.y, c.x, c.y].map(single);
    content.cubic_to(ax, ay, bx, by, cx, cy);
}
