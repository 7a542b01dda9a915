//! Paths in f64: the outline type, the standard's path-building steps, arcs, SVG path data and
//! flattening to lines.
//!
//! Values only: nothing here draws. `context` builds paths, `text` gives glyph outlines as paths,
//! the backends read them.

mod arc;
mod builder;
mod curve;
mod fill_rule;
mod flatten;
mod hit;
mod outline;
mod round_rect;
mod svg_data;

pub use builder::PathBuilder;
pub use fill_rule::FillRule;
pub use flatten::{Polyline, flatten, outline_lines};
pub use outline::{Path, Segment, Verb};
pub use round_rect::CornerRadii;
