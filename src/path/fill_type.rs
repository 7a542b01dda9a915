//! What a path made by operations says about its inside.

use super::FillRule;

/// A fill rule, and whether the outside is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FillType {
    /// What counts as inside.
    pub rule: FillRule,
    /// Everything but that.
    pub inverse: bool,
}

impl FillType {
    /// The one with this number: `FillType` in JavaScript.
    pub fn from_number(number: u32) -> Self {
        let rule = if number & 1 == 1 { FillRule::EvenOdd } else { FillRule::NonZero };
        Self { rule, inverse: number & 2 == 2 }
    }

    /// Its number.
    pub fn number(self) -> u32 {
        u32::from(self.rule == FillRule::EvenOdd) + 2 * u32::from(self.inverse)
    }
}
