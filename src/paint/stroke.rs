//! Line styles.
//! <https://html.spec.whatwg.org/multipage/canvas.html#line-styles>

use std::sync::Arc;

use super::Keyword;

/// `lineCap`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineCap {
    /// Ends at the line's end.
    #[default]
    Butt,
    /// A half circle beyond the end.
    Round,
    /// A half square beyond the end.
    Square,
}

impl Keyword for LineCap {
    const TABLE: &'static [(Self, &'static str)] =
        &[(Self::Butt, "butt"), (Self::Round, "round"), (Self::Square, "square")];
}

/// `lineJoin`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineJoin {
    /// Outer edges meet, up to the miter limit.
    #[default]
    Miter,
    /// A circle around the corner.
    Round,
    /// A straight cut.
    Bevel,
}

impl Keyword for LineJoin {
    const TABLE: &'static [(Self, &'static str)] =
        &[(Self::Miter, "miter"), (Self::Round, "round"), (Self::Bevel, "bevel")];
}

/// How lines are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct StrokeStyle {
    /// Width in user-space units, positive and finite. Default: 1.
    pub width: f64,
    /// Default: butt.
    pub cap: LineCap,
    /// Default: miter.
    pub join: LineJoin,
    /// Positive and finite. Default: 10.
    pub miter_limit: f64,
    /// On and off lengths, none negative, an even number of them. Default: none.
    pub dash: Arc<[f64]>,
    /// Where in the pattern a line starts. Default: 0.
    pub dash_offset: f64,
}

impl Default for StrokeStyle {
    fn default() -> Self {
        Self {
            width: 1.0,
            cap: LineCap::Butt,
            join: LineJoin::Miter,
            miter_limit: 10.0,
            dash: Arc::from([]),
            dash_offset: 0.0,
        }
    }
}

impl StrokeStyle {
    /// How far beyond its path a stroke can reach, in user space.
    pub fn reach(&self) -> f64 {
        let join = if self.join == LineJoin::Miter { self.miter_limit.max(1.0) } else { 1.0 };
        let cap = if self.cap == LineCap::Square { std::f64::consts::SQRT_2 } else { 1.0 };
        self.width / 2.0 * join.max(cap)
    }
}
