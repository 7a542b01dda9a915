//! Paths in f64: the outline type, the standard's path-building steps, arcs, SVG path data,
//! flattening to lines, hit tests and operations.
//!
//! Values only: nothing here draws. `context` builds paths, `text` gives glyph outlines as paths,
//! the backends read them.

mod arc;
mod boolean;
mod builder;
mod curve;
mod fill_rule;
mod fill_type;
mod flatten;
mod hit;
mod lengths;
mod measure;
mod outline;
mod round;
mod round_rect;
mod subpath;
mod svg_data;
mod svg_text;

pub use boolean::{PathOp, combine, simplify};
pub use builder::PathBuilder;
pub use fill_rule::FillRule;
pub use fill_type::FillType;
pub use flatten::{Polyline, flatten, outline_lines};
pub use lengths::{Measured, measure};
pub use outline::{Path, Segment, Verb};
pub use round_rect::CornerRadii;
