//! Values of the core as tiny-skia's. Matches only, no decisions.

use tiny_skia as ts;

use crate::paint::{LineCap, LineJoin};

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
