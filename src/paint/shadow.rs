//! Shadows. <https://html.spec.whatwg.org/multipage/canvas.html#shadows>

use super::Color;
use crate::geom::Point;

/// The widest blur a shadow gets, as in Chromium: beyond, its edge is a wash over 800 pixels anyway.
const MAX_SIGMA: f64 = 135.0;

/// The shadow styles of a drawing state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shadow {
    /// `shadowColor`. Default: transparent black.
    pub color: Color,
    /// `shadowBlur`, finite and not negative. Default: 0.
    pub blur: f64,
    /// `shadowOffsetX` and `shadowOffsetY` in device pixels, finite: no transform applies. Default: 0.
    pub offset: Point,
}

impl Default for Shadow {
    fn default() -> Self {
        Self { color: Color::TRANSPARENT, blur: 0.0, offset: Point::default() }
    }
}

impl Shadow {
    /// "Shadows are only drawn if the opacity component of the alpha component of the color of
    /// shadowColor is nonzero and either the shadowBlur is nonzero, or the shadowOffsetX is nonzero,
    /// or the shadowOffsetY is nonzero."
    pub fn is_drawn(&self) -> bool {
        self.color.a > 0.0 && (self.blur > 0.0 || self.offset != Point::default())
    }

    /// The standard deviation of the Gaussian it is blurred with, in device pixels.
    pub fn sigma(&self) -> f64 {
        (self.blur / 2.0).min(MAX_SIGMA)
    }

    /// It shows no farther from the moved shape than this.
    pub fn reach(&self) -> f64 {
        (3.0 * self.sigma()).ceil()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_needs_a_colour_and_a_blur_or_an_offset() {
        let mut shadow = Shadow { blur: 4.0, ..Shadow::default() };
        assert!(!shadow.is_drawn());
        shadow.color = Color::BLACK;
        assert!(shadow.is_drawn());
        assert_eq!((shadow.sigma(), shadow.reach()), (2.0, 6.0));
        shadow.blur = 0.0;
        assert!(!shadow.is_drawn());
        shadow.offset.y = -0.5;
        assert!(shadow.is_drawn());
        shadow.blur = 1e300;
        assert_eq!(shadow.reach(), 405.0);
    }
}
