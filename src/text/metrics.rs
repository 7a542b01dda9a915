//! `TextMetrics`: the numbers that `measureText` answers with.
//! <https://html.spec.whatwg.org/multipage/canvas.html#textmetrics>

use super::{Direction, TextAlign, TextBaseline, TextLayout};

/// Distances from the point and the baseline the text would be drawn at, in CSS pixels. Left, up and
/// "above the baseline" are positive where a name says left, ascent or baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the standard's attributes by their names")]
pub struct TextMetrics {
    pub width: f64,
    pub actual_bounding_box_left: f64,
    pub actual_bounding_box_right: f64,
    pub font_bounding_box_ascent: f64,
    pub font_bounding_box_descent: f64,
    pub actual_bounding_box_ascent: f64,
    pub actual_bounding_box_descent: f64,
    pub em_height_ascent: f64,
    pub em_height_descent: f64,
    pub hanging_baseline: f64,
    pub alphabetic_baseline: f64,
    pub ideographic_baseline: f64,
}

impl TextMetrics {
    /// Measures a layout as it would be drawn with these attributes.
    pub fn new(
        layout: &TextLayout,
        align: TextAlign,
        baseline: TextBaseline,
        direction: Direction,
    ) -> Self {
        let origin = layout.origin(align, baseline, direction);
        let ink = layout.ink_bounds().unwrap_or(layout.blank);
        let extents = &layout.extents;
        let line = |line: TextBaseline| minus(line.height(extents), origin.y);
        Self {
            width: layout.width,
            actual_bounding_box_left: minus(0.0, ink.x + origin.x),
            actual_bounding_box_right: ink.right() + origin.x,
            font_bounding_box_ascent: minus(extents.ascent, origin.y),
            font_bounding_box_descent: extents.descent + origin.y,
            actual_bounding_box_ascent: minus(0.0, ink.y + origin.y),
            actual_bounding_box_descent: ink.bottom() + origin.y,
            em_height_ascent: minus(extents.em_ascent, origin.y),
            em_height_descent: extents.em_descent + origin.y,
            hanging_baseline: line(TextBaseline::Hanging),
            alphabetic_baseline: line(TextBaseline::Alphabetic),
            ideographic_baseline: line(TextBaseline::Ideographic),
        }
    }
}

/// A difference that is never minus zero, which JavaScript would show.
fn minus(a: f64, b: f64) -> f64 {
    a - b + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    fn measure(text: &str, align: TextAlign, baseline: TextBaseline) -> TextMetrics {
        let layout =
            testing::layout(text, &[testing::bundled()], 100.0, Default::default()).unwrap();
        TextMetrics::new(&layout, align, baseline, Direction::Inherit)
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-4
    }

    /// Noto Sans, of 1000 units: H is 741 wide, its ink from 97 to 643 and 714 high: in whole pixels from 9 to 65, and 72.
    #[test]
    fn a_letter_on_the_baseline() {
        let m = measure("H", TextAlign::Start, TextBaseline::Alphabetic);
        assert!(near(m.width, 74.1));
        assert!(near(m.actual_bounding_box_left, -9.0), "{m:?}");
        assert!(near(m.actual_bounding_box_right, 65.0), "{m:?}");
        assert!(near(m.actual_bounding_box_ascent, 72.0));
        assert!(near(m.actual_bounding_box_descent, 0.0));
        assert!(near(m.font_bounding_box_ascent, 107.0));
        assert!(near(m.font_bounding_box_descent, 29.0));
        assert!(near(m.em_height_ascent + m.em_height_descent, 100.0));
        assert!(near(m.hanging_baseline, 0.8 * 107.0));
        assert_eq!(m.alphabetic_baseline, 0.0);
        assert!(near(m.ideographic_baseline, -29.0));
    }

    #[test]
    fn alignment_moves_the_box_sideways() {
        let start = measure("H", TextAlign::Start, TextBaseline::Alphabetic);
        let right = measure("H", TextAlign::Right, TextBaseline::Alphabetic);
        let center = measure("H", TextAlign::Center, TextBaseline::Alphabetic);
        let left = |m: TextMetrics| m.actual_bounding_box_left;
        assert!(near(left(right), left(start) + 74.1) && near(left(center), left(start) + 37.05));
        let width = |m: TextMetrics| m.actual_bounding_box_left + m.actual_bounding_box_right;
        assert!(near(width(right), width(start)) && near(width(center), width(start)));
    }

    #[test]
    fn baselines_move_the_box_up_and_down() {
        let plain = measure("Hg", TextAlign::Start, TextBaseline::Alphabetic);
        let top = measure("Hg", TextAlign::Start, TextBaseline::Top);
        assert!(near(top.em_height_ascent, 0.0) && near(top.em_height_descent, 100.0));
        assert!(near(top.alphabetic_baseline, -plain.em_height_ascent));
        let height = |m: &TextMetrics| m.actual_bounding_box_ascent + m.actual_bounding_box_descent;
        assert!(near(height(&top), height(&plain)));
        let middle = measure("Hg", TextAlign::Start, TextBaseline::Middle);
        assert!(near(middle.em_height_ascent, 50.0) && near(middle.em_height_descent, 50.0));
        let bottom = measure("Hg", TextAlign::Start, TextBaseline::Bottom);
        assert!(near(bottom.em_height_descent, 0.0));
        assert!(near(measure("H", TextAlign::Start, TextBaseline::Hanging).hanging_baseline, 0.0));
        let low = measure("H", TextAlign::Start, TextBaseline::Ideographic);
        assert!(near(low.ideographic_baseline, 0.0) && near(low.font_bounding_box_descent, 0.0));
    }

    #[test]
    fn blank_text_has_no_ink_and_no_minus_zero() {
        let m = measure("", TextAlign::Start, TextBaseline::Alphabetic);
        for zero in [m.width, m.actual_bounding_box_left, m.actual_bounding_box_ascent] {
            assert!(zero == 0.0 && zero.is_sign_positive());
        }
        assert!(m.alphabetic_baseline.is_sign_positive());
        assert!(near(m.font_bounding_box_ascent, 107.0));
    }
}
