//! The drawing itself: each operation as elements, within groups for its clip, its mode and its filters.

use std::sync::Arc;

use super::number::{Precision, exact, path_data, transform};
use super::{Drawing, Writer, address, chain, filters};
use crate::error::Result;
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::list::{ClipNode, ClipShape, Op, OpKind, Step, Words, pixels_for_each, plan};
use crate::mem::Bitmap;
use crate::paint::{
    CompositeMode, Gradient, GradientGeometry, Keyword, LineCap, LineJoin, Paint, StrokeStyle,
};
use crate::path::{FillRule, Path};
use crate::stop::Stop;

/// Groups in groups that viewers follow.
const MOST_CLIPS: usize = 64;

/// What SVG can say.
struct SvgWords;

impl Words for SvgWords {
    fn has_mode(&self, mode: CompositeMode) -> bool {
        mode == CompositeMode::SourceOver || is_blend_mode(mode)
    }

    fn has_words_for(&self, op: &Op) -> bool {
        let clip = op.state.clip.as_ref();
        if clip.is_some_and(|clip| chain(clip).nth(MOST_CLIPS).is_some()) {
            return false;
        }
        match &op.kind {
            OpKind::Fill { paint, .. }
            | OpKind::FillRect { paint, .. }
            | OpKind::Stroke { paint, .. } => is_known(paint),
            OpKind::Glyphs { runs, paint, .. } => {
                let has_colors =
                    runs.iter().any(|run| run.by_color().any(|(has_color, _)| has_color));
                is_known(paint) && !has_colors
            }
            _ => true,
        }
    }
}

/// The modes that `mix-blend-mode` has by the same names.
fn is_blend_mode(mode: CompositeMode) -> bool {
    use CompositeMode as Mode;
    matches!(
        mode,
        Mode::Multiply
            | Mode::Screen
            | Mode::Overlay
            | Mode::Darken
            | Mode::Lighten
            | Mode::ColorDodge
            | Mode::ColorBurn
            | Mode::HardLight
            | Mode::SoftLight
            | Mode::Difference
            | Mode::Exclusion
            | Mode::Hue
            | Mode::Saturation
            | Mode::Color
            | Mode::Luminosity
    )
}

fn is_known(paint: &Paint) -> bool {
    let Paint::Gradient(gradient) = paint else { return true };
    has_words_for(gradient)
}

/// A circle of SVG's gradients that is not inside of the other one is moved there.
fn has_words_for(gradient: &Gradient) -> bool {
    match gradient.geometry() {
        GradientGeometry::Linear { .. } => true,
        GradientGeometry::Radial { from, from_radius, to, to_radius } => {
            let apart = (to.x - from.x).hypot(to.y - from.y);
            apart == 0.0 || apart < (to_radius - from_radius).abs() * 0.999
        }
        GradientGeometry::Conic { .. } => false,
    }
}

impl Writer<'_> {
    /// Everything that is drawn.
    pub(super) fn sheet(&mut self, drawing: &Drawing<'_>, stop: &Stop) -> Result<()> {
        let steps = plan(drawing.list, drawing.opaque, &SvgWords);
        let mixes = steps.iter().any(|step| match step {
            Step::Own(op) | Step::Pixels(op) => op.state.composite != CompositeMode::SourceOver,
            Step::Together(_) => false,
        });
        // What is on the page around the picture has no part in it.
        if mixes {
            self.xml.open("g").attr("style", "isolation:isolate");
        }
        if drawing.opaque {
            let (width, height) = self.size;
            self.xml.open("rect").attr("width", width).attr("height", height);
            self.xml.close();
        }
        for step in steps {
            stop.check()?;
            match step {
                Step::Own(op) => self.own(&op)?,
                Step::Pixels(op) => {
                    let mut alone = Op::clone(&op);
                    alone.state.composite = CompositeMode::SourceOver;
                    self.pixels(&[alone], &op.bounds, op.state.composite)?;
                }
                Step::Together(ops) => {
                    let area = DeviceRect::of_size(self.size.0, self.size.1);
                    self.pixels(ops, &area, CompositeMode::SourceOver)?;
                }
            }
            self.book(0)?;
        }
        self.enter(&[]);
        if mixes {
            self.xml.close();
        }
        Ok(())
    }

    /// What is written from here on is in groups of these clips, from the outermost to the innermost. A clip that has a
    /// clip itself would be shorter, and is not known to all viewers.
    fn enter(&mut self, clips: &[u32]) {
        let common = self.groups.iter().zip(clips).take_while(|(a, b)| a == b).count();
        while self.groups.len() > common {
            self.groups.pop();
            self.xml.close();
        }
        for id in &clips[common..] {
            let clip = self.reference(*id);
            self.xml.open("g").attr("clip-path", clip);
            self.groups.push(*id);
        }
    }

    fn own(&mut self, op: &Op) -> Result<()> {
        let is_put = matches!(op.kind, OpKind::Put { .. });
        // What is flat shows nothing.
        if !is_put && op.state.transform.inverse().is_none() {
            return Ok(());
        }
        let clip = op.state.clip.as_ref().filter(|_| !is_put);
        let clips = clip.map_or_else(Vec::new, |clip| self.clips(clip));
        let mode = if is_put { CompositeMode::SourceOver } else { op.state.composite };
        let is_over = mode == CompositeMode::SourceOver;
        for pass in filters::passes(op, is_over) {
            let filter = pass.map(|pass| self.filter(op, &pass));
            if !is_over {
                self.open_mixed(mode);
            }
            self.enter(&clips);
            if let Some(id) = filter {
                let filter = self.reference(id);
                self.xml.open("g").attr("filter", filter);
            }
            self.shape(op)?;
            if filter.is_some() {
                self.xml.close();
            }
            if !is_over {
                self.close_mixed();
            }
        }
        Ok(())
    }

    /// A group that is mixed with what is below it. Clips are within it: a group with a clip is mixed in itself.
    fn open_mixed(&mut self, mode: CompositeMode) {
        self.enter(&[]);
        self.xml.open("g").attr("style", format_args!("mix-blend-mode:{}", mode.name()));
    }

    fn close_mixed(&mut self) {
        self.enter(&[]);
        self.xml.close();
    }

    fn shape(&mut self, op: &Op) -> Result<()> {
        let (state, t) = (&op.state, &op.state.transform);
        match &op.kind {
            OpKind::Fill { path, rule, paint } => {
                if let Some(ink) = self.ink(paint, state.alpha, t, None)? {
                    self.xml.open("path");
                    self.transform(t);
                    self.data(path, t);
                    ink.fill(&mut self.xml);
                    self.rule("fill-rule", *rule);
                    self.xml.close();
                }
            }
            OpKind::FillRect { rect, paint } => {
                if let Some(ink) = self.ink(paint, state.alpha, t, None)? {
                    self.xml.open("rect");
                    self.transform(t);
                    self.rect(rect, Precision::of(t));
                    ink.fill(&mut self.xml);
                    self.xml.close();
                }
            }
            OpKind::Stroke { path, style, paint } => {
                if let Some(ink) = self.ink(paint, state.alpha, t, None)? {
                    self.xml.open("path");
                    self.transform(t);
                    self.data(path, t);
                    self.xml.attr("fill", "none");
                    ink.stroke(&mut self.xml);
                    self.pen(style, t);
                    self.xml.close();
                }
            }
            OpKind::Glyphs { runs, place, pen, paint, .. } => {
                self.glyphs(runs, place, pen.as_deref(), (paint, state.alpha, t))?;
            }
            OpKind::Image { source, from, to, smoothing } => {
                let id = self.picture(source, smoothing.enabled)?;
                self.part(id, source.size(), (from, to), (t, state.alpha));
            }
            OpKind::Put { pixels, x, y } => {
                let size = [pixels.width(), pixels.height()].map(f64::from);
                let at = Point::new(f64::from(*x), f64::from(*y));
                self.embed(pixels, Rect::new(at.x, at.y, size[0], size[1]), false)?;
            }
            OpKind::Clear { .. } => {}
        }
        Ok(())
    }

    /// Draws operations as pixels.
    fn pixels(&mut self, ops: &[Op], area: &DeviceRect, mode: CompositeMode) -> Result<()> {
        let scale = pixels_for_each(area);
        let Some(bitmap) = (self.draw)(ops, area, scale)? else { return Ok(()) };
        if mode == CompositeMode::SourceOver {
            self.enter(&[]);
            return self.place(&bitmap, area, scale);
        }
        self.open_mixed(mode);
        self.place(&bitmap, area, scale)?;
        self.close_mixed();
        Ok(())
    }

    fn place(&mut self, bitmap: &Bitmap, area: &DeviceRect, scale: f64) -> Result<()> {
        let size = [bitmap.width(), bitmap.height()].map(|side| f64::from(side) / scale);
        let corner = Point::new(f64::from(area.left), f64::from(area.top));
        self.embed(bitmap, Rect::new(corner.x, corner.y, size[0], size[1]), true)
    }

    pub(super) fn transform(&mut self, t: &Transform) {
        if let Some(value) = transform(t) {
            self.xml.attr("transform", value);
        }
    }

    pub(super) fn data(&mut self, path: &Path, t: &Transform) {
        let relative = self.look.relative;
        self.xml.attr_of("d", |out| path_data(out, path, Precision::of(t), relative));
    }

    pub(super) fn rect(&mut self, rect: &Rect, precision: Precision) {
        let at = |value| precision.number(value);
        self.xml.attr("x", at(rect.x)).attr("y", at(rect.y));
        self.xml.attr("width", at(rect.width)).attr("height", at(rect.height));
    }

    fn rule(&mut self, name: &str, rule: FillRule) {
        if rule == FillRule::EvenOdd {
            self.xml.attr(name, "evenodd");
        }
    }

    /// What lines look like. What is as SVG has it anyway is left out.
    pub(super) fn pen(&mut self, style: &StrokeStyle, t: &Transform) {
        let precision = Precision::of(t);
        if style.width != 1.0 {
            self.xml.attr("stroke-width", exact(style.width));
        }
        match style.cap {
            LineCap::Butt => {}
            LineCap::Round => _ = self.xml.attr("stroke-linecap", "round"),
            LineCap::Square => _ = self.xml.attr("stroke-linecap", "square"),
        }
        match style.join {
            LineJoin::Miter => {
                // A limit below 1 is an error in SVG, and means the same as 1.
                self.xml.attr("stroke-miterlimit", exact(style.miter_limit.max(1.0)));
            }
            LineJoin::Round => _ = self.xml.attr("stroke-linejoin", "round"),
            LineJoin::Bevel => _ = self.xml.attr("stroke-linejoin", "bevel"),
        }
        if style.dash.iter().sum::<f64>() > 0.0 {
            let lengths: Vec<String> =
                style.dash.iter().map(|length| precision.number(*length).to_string()).collect();
            self.xml.attr("stroke-dasharray", lengths.join(" "));
            if style.dash_offset != 0.0 {
                self.xml.attr("stroke-dashoffset", precision.number(style.dash_offset));
            }
        }
    }

    /// The numbers of a clip and of those that it is in, from the outermost, all of them defined.
    fn clips(&mut self, clip: &Arc<ClipNode>) -> Vec<u32> {
        let mut ids: Vec<u32> = chain(clip).map(|node| self.clip(node)).collect();
        ids.reverse();
        ids
    }

    fn clip(&mut self, node: &Arc<ClipNode>) -> u32 {
        let key = address(node);
        if let Some(id) = self.clips.get(&key) {
            return *id;
        }
        let id = self.next();
        let name = self.name(id);
        self.clips.insert(key, id);
        self.xml.open("clipPath").attr("id", name);
        match node.shape() {
            ClipShape::Bounds => {
                self.xml.open("rect");
                self.rect(&node.bounds().to_rect(), Precision::DEVICE);
                self.xml.close();
            }
            // One of nothing hides everything.
            ClipShape::Path { path, rule } => {
                self.xml.open("path");
                self.data(path, &Transform::IDENTITY);
                self.rule("clip-rule", *rule);
                self.xml.close();
            }
        }
        self.xml.close();
        id
    }
}
