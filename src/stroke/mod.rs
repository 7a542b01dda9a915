//! The outlines of strokes: pens, joins, caps and dashes.
//!
//! Apart from `path`, because a pen is a paint's, and below the backends, because hit tests and paths made of
//! strokes need it too. Nothing outside this folder names tiny-skia, whose stroker it is.

mod convert;
mod dash;
mod outline;
mod stretch;

pub use outline::{check, outline, outlined, scratch};
