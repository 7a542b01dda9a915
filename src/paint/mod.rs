//! What drawing is done with: colours, gradients, composite modes, stroke styles, shadows. Values only.
//!
//! Keyword enums have one table each, which serves parsing and printing; the binding hands the same
//! tables to JavaScript, so that no list exists twice.

mod color;
mod composite;
mod gradient;
mod keyword;
mod shadow;
mod smoothing;
mod stroke;

pub use color::Color;
pub use composite::CompositeMode;
pub use gradient::{ColorStop, Gradient, GradientGeometry};
pub use keyword::Keyword;
pub use shadow::Shadow;
pub use smoothing::{Smoothing, SmoothingQuality};
pub use stroke::{LineCap, LineJoin, StrokeStyle};

use std::sync::Arc;

/// What fills an area.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Color(Color),
    /// A gradient as it was when the drawing method was called.
    Gradient(Arc<Gradient>),
}

impl Paint {
    /// Bytes beyond the value itself, for the charge of what holds it.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Color(_) => 0,
            Self::Gradient(gradient) => gradient.bytes(),
        }
    }
}
