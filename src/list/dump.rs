//! A stable text form of a display list, for tests and bug reports.

use std::fmt::Write;

use super::{DisplayList, Op, OpKind, Sink, replay};
use crate::error::Result;
use crate::paint::{Filter, Keyword, Paint, Shadow};

/// One line for the canvas, one for each operation.
pub fn dump(list: &DisplayList) -> String {
    let (width, height) = list.size();
    let mut out = Dump(format!("canvas {width}x{height}\n"));
    // Writing into a string can't fail.
    let _ = replay(list, &mut out);
    out.0
}

struct Dump(String);

impl Sink for Dump {
    fn op(&mut self, op: &Op) -> Result<()> {
        let b = op.bounds;
        let t = op.state.transform;
        let _ = writeln!(
            self.0,
            "{} [{},{} {}x{}] {} alpha {} matrix({} {} {} {} {} {}){}{}{}",
            describe(&op.kind),
            b.left,
            b.top,
            b.width(),
            b.height(),
            op.state.composite.name(),
            op.state.alpha,
            t.a,
            t.b,
            t.c,
            t.d,
            t.e,
            t.f,
            if op.state.clip.is_some() { " clipped" } else { "" },
            op.state.shadow.as_deref().map(describe_shadow).unwrap_or_default(),
            op.state.filter.as_deref().map(describe_filter).unwrap_or_default(),
        );
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}

fn describe(kind: &OpKind) -> String {
    match kind {
        OpKind::Fill { path, rule, paint } => {
            format!("fill {} segments {rule:?} {}", path.len(), describe_paint(paint))
        }
        OpKind::FillRect { rect, paint } => {
            let (x, y, w, h) = (rect.x, rect.y, rect.width, rect.height);
            format!("rect {x},{y} {w}x{h} {}", describe_paint(paint))
        }
        OpKind::Stroke { path, style, paint } => {
            format!("stroke {} segments {} {}", path.len(), style.width, describe_paint(paint))
        }
        OpKind::Clear { rect } => {
            format!("clear {},{} {}x{}", rect.x, rect.y, rect.width, rect.height)
        }
        OpKind::Image { source, to, .. } => {
            format!("image {source:?} to {},{} {}x{}", to.x, to.y, to.width, to.height)
        }
        OpKind::Glyphs { runs, place, pen, paint, .. } => {
            let count: usize = runs.iter().map(|run| run.glyphs.len()).sum();
            let size = runs.first().map_or(0.0, |run| run.size);
            let how = if pen.is_some() { "stroked " } else { "" };
            format!(
                "{how}glyphs {count} of {size}px at {},{} {}",
                place.e,
                place.f,
                describe_paint(paint)
            )
        }
        OpKind::Put { pixels, x, y } => format!("put {pixels:?} at {x},{y}"),
    }
}

fn describe_shadow(shadow: &Shadow) -> String {
    let Shadow { color, blur, offset } = shadow;
    format!(" shadow {} {blur} at {},{}", color.to_css(), offset.x, offset.y)
}

fn describe_filter(filter: &Filter) -> String {
    format!(" filter {:?}", filter.functions())
}

fn describe_paint(paint: &Paint) -> String {
    match paint {
        Paint::Color(color) => color.to_css(),
        Paint::Gradient(gradient) => format!("gradient of {} stops", gradient.stops().len()),
        Paint::Pattern(pattern, _) => {
            format!("pattern {:?} {}", pattern.source, pattern.repetition.name())
        }
    }
}
