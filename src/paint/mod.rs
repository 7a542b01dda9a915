//! What drawing is done with: colours, gradients, patterns, composite modes, stroke styles, shadows,
//! filters. Values only.
//!
//! Keyword enums have one table each, which serves parsing and printing; the binding hands the same
//! tables to JavaScript, so that no list exists twice.

mod color;
mod composite;
mod filter;
mod gradient;
mod keyword;
mod mixed_stops;
mod oklab;
mod pattern;
mod shadow;
mod smoothing;
mod source;
mod stroke;

pub use color::Color;
pub use composite::CompositeMode;
pub use filter::{Filter, FilterFunction, MAX_FILTER_SIGMA};
pub use gradient::{ColorStop, Gradient, GradientGeometry};
pub use keyword::Keyword;
pub use pattern::{Pattern, Repetition};
pub use shadow::Shadow;
pub use smoothing::{Smoothing, SmoothingQuality};
pub use source::{DeferredPixels, Source};
pub use stroke::{LineCap, LineJoin, StrokeStyle};

use std::sync::Arc;

/// What fills an area.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Color(Color),
    /// A gradient as it was when the drawing method was called.
    Gradient(Arc<Gradient>),
    /// A pattern and how it was to be sampled when the drawing method was called.
    Pattern(Arc<Pattern>, Smoothing),
}

impl Paint {
    /// Bytes beyond the value itself, for the charge of what holds it.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Color(_) => 0,
            Self::Gradient(gradient) => gradient.bytes(),
            // The picture carries a charge of its own.
            Self::Pattern(..) => size_of::<Pattern>(),
        }
    }

    /// The picture it is made of, if it is.
    pub fn source(&self) -> Option<&Source> {
        match self {
            Self::Pattern(pattern, _) => Some(&pattern.source),
            Self::Color(_) | Self::Gradient(_) => None,
        }
    }
}
