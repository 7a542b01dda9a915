//! Patterns as the standard defines them.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvaspattern>

use super::{Keyword, Source};
use crate::geom::Transform;

/// Along which axes a pattern goes on beyond its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repetition {
    /// Both.
    Repeat,
    /// Horizontally.
    RepeatX,
    /// Vertically.
    RepeatY,
    /// Neither: beyond the picture there is nothing.
    NoRepeat,
}

impl Keyword for Repetition {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Repeat, "repeat"),
        (Self::RepeatX, "repeat-x"),
        (Self::RepeatY, "repeat-y"),
        (Self::NoRepeat, "no-repeat"),
    ];
}

/// A picture as a fill.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The picture, as it was when the pattern was made.
    pub source: Source,
    /// How it goes on.
    pub repetition: Repetition,
    /// From the picture's pixels to user space. Default: identity.
    pub transform: Transform,
}

impl Pattern {
    /// A pattern whose upper left corner is the origin of user space.
    pub fn new(source: Source, repetition: Repetition) -> Self {
        Self { source, repetition, transform: Transform::IDENTITY }
    }

    /// The pattern paints nothing: its transform collapses the plane or is not finite.
    pub fn paints_nothing(&self) -> bool {
        self.transform.inverse().is_none()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source.identity() == other.source.identity()
            && self.repetition == other.repetition
            && self.transform == other.transform
    }
}
