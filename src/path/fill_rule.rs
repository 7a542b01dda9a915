//! What counts as the inside of a path.

/// `CanvasFillRule`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FillRule {
    /// Inside where the path winds around a point at all.
    #[default]
    NonZero,
    /// Inside where it does so an odd number of times.
    EvenOdd,
}
