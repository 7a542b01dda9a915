//! Values of the core as tiny-skia's. Matches and narrowing only, no decisions.

use tiny_skia as ts;

use crate::geom::{Point, Transform};
use crate::paint::{Color, CompositeMode, LineCap, LineJoin};
use crate::path::FillRule;

/// A colour with the op's alpha multiplied in.
pub(super) fn color(color: Color, alpha: f64) -> ts::Color {
    let part = |v: u8| f32::from(v) / 255.0;
    let a = (f64::from(color.a) * alpha).clamp(0.0, 1.0) as f32;
    // All four are within 0 to 1 by construction.
    ts::Color::from_rgba(part(color.r), part(color.g), part(color.b), a)
        .unwrap_or(ts::Color::TRANSPARENT)
}

pub(super) fn point(p: Point) -> ts::Point {
    ts::Point::from_xy(p.x as f32, p.y as f32)
}

pub(super) fn transform(t: &Transform) -> ts::Transform {
    let n = |v: f64| v as f32;
    ts::Transform::from_row(n(t.a), n(t.b), n(t.c), n(t.d), n(t.e), n(t.f))
}

pub(super) fn fill_rule(rule: FillRule) -> ts::FillRule {
    match rule {
        FillRule::NonZero => ts::FillRule::Winding,
        FillRule::EvenOdd => ts::FillRule::EvenOdd,
    }
}

pub(super) fn line_cap(cap: LineCap) -> ts::LineCap {
    match cap {
        LineCap::Butt => ts::LineCap::Butt,
        LineCap::Round => ts::LineCap::Round,
        LineCap::Square => ts::LineCap::Square,
    }
}

pub(super) fn line_join(join: LineJoin) -> ts::LineJoin {
    match join {
        LineJoin::Miter => ts::LineJoin::Miter,
        LineJoin::Round => ts::LineJoin::Round,
        LineJoin::Bevel => ts::LineJoin::Bevel,
    }
}

pub(super) fn blend_mode(mode: CompositeMode) -> ts::BlendMode {
    use CompositeMode as C;
    use ts::BlendMode as B;
    match mode {
        C::SourceOver => B::SourceOver,
        C::SourceIn => B::SourceIn,
        C::SourceOut => B::SourceOut,
        C::SourceAtop => B::SourceAtop,
        C::DestinationOver => B::DestinationOver,
        C::DestinationIn => B::DestinationIn,
        C::DestinationOut => B::DestinationOut,
        C::DestinationAtop => B::DestinationAtop,
        C::Lighter => B::Plus,
        C::Copy => B::Source,
        C::Xor => B::Xor,
        C::Multiply => B::Multiply,
        C::Screen => B::Screen,
        C::Overlay => B::Overlay,
        C::Darken => B::Darken,
        C::Lighten => B::Lighten,
        C::ColorDodge => B::ColorDodge,
        C::ColorBurn => B::ColorBurn,
        C::HardLight => B::HardLight,
        C::SoftLight => B::SoftLight,
        C::Difference => B::Difference,
        C::Exclusion => B::Exclusion,
        C::Hue => B::Hue,
        C::Saturation => B::Saturation,
        C::Color => B::Color,
        C::Luminosity => B::Luminosity,
    }
}
