//! Filters. <https://drafts.fxtf.org/filter-effects-1/#FilterProperty>

use super::Color;
use crate::geom::{DeviceRect, Point, Rect};

/// The widest blur a filter gets, as in Chromium: it spreads a point over 3,000 pixels.
pub const MAX_FILTER_SIGMA: f64 = 532.0;

/// One filter function. Amounts are not negative; lengths are in device pixels: no transform applies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FilterFunction {
    /// A Gaussian of that standard deviation.
    Blur(f64),
    /// Colours times that.
    Brightness(f64),
    /// Colours' distance from the middle grey times that.
    Contrast(f64),
    /// A shadow below the picture.
    DropShadow {
        /// Where it falls.
        offset: Point,
        /// The standard deviation of its blur.
        sigma: f64,
        /// Its colour.
        color: Color,
    },
    /// Towards grey, 0 to 1.
    Grayscale(f64),
    /// Turns all hues, in degrees; finite.
    HueRotate(f64),
    /// Towards the opposite, 0 to 1.
    Invert(f64),
    /// Alpha times that, 0 to 1.
    Opacity(f64),
    /// Colours' distance from their grey times that.
    Saturate(f64),
    /// Towards sepia, 0 to 1.
    Sepia(f64),
}

impl FilterFunction {
    /// All pixels that can show something when `shape` holds all that did before.
    pub fn spread(&self, shape: &DeviceRect) -> DeviceRect {
        match self {
            Self::Blur(sigma) => outset(shape, *sigma),
            Self::DropShadow { offset, sigma, .. } => {
                shape.union(&outset(&moved(shape, *offset), *sigma))
            }
            _ => *shape,
        }
    }

    /// The pixels it has to work on for what shows in `area`, when `shape` holds all that can show
    /// before: those near it, and those that throw a shadow on it.
    pub fn works_on(&self, area: &DeviceRect, shape: &DeviceRect) -> (DeviceRect, DeviceRect) {
        match self {
            Self::Blur(sigma) => (with_sources(area, *sigma, shape), DeviceRect::EMPTY),
            Self::DropShadow { offset, sigma, .. } => {
                let back = Point::new(-offset.x, -offset.y);
                let cast = moved(area, back).intersect(&outset(shape, *sigma));
                (*area, with_sources(&cast, *sigma, shape))
            }
            _ => (*area, DeviceRect::EMPTY),
        }
    }
}

/// The functions of a `filter` attribute, the first applied first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    functions: Vec<FilterFunction>,
}

impl Filter {
    /// A list of functions.
    pub fn new(functions: Vec<FilterFunction>) -> Self {
        Self { functions }
    }

    /// Changes nothing.
    pub fn is_none(&self) -> bool {
        self.functions.is_empty()
    }

    /// The functions, the first applied first.
    pub fn functions(&self) -> &[FilterFunction] {
        &self.functions
    }

    /// All pixels that can show something of what is drawn on `shape`.
    pub fn spread(&self, shape: &DeviceRect) -> DeviceRect {
        self.functions.iter().fold(*shape, |area, function| function.spread(&area))
    }

    /// Bytes of the value and the list.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.functions.capacity() * size_of::<FilterFunction>()
    }
}

/// The pixels a blur of that sigma mixes into those of `area`: three sigmas around.
fn outset(area: &DeviceRect, sigma: f64) -> DeviceRect {
    if area.is_empty() {
        return DeviceRect::EMPTY;
    }
    let reach = (3.0 * sigma.min(MAX_FILTER_SIGMA)).ceil() as i32;
    DeviceRect {
        left: area.left.saturating_sub(reach),
        top: area.top.saturating_sub(reach),
        right: area.right.saturating_add(reach),
        bottom: area.bottom.saturating_add(reach),
    }
}

/// An area and the pixels of `shape` that a blur mixes into it.
fn with_sources(area: &DeviceRect, sigma: f64, shape: &DeviceRect) -> DeviceRect {
    area.union(&outset(area, sigma).intersect(shape))
}

fn moved(area: &DeviceRect, by: Point) -> DeviceRect {
    if area.is_empty() {
        return DeviceRect::EMPTY;
    }
    let Rect { x, y, width, height } = area.to_rect();
    DeviceRect::around(&Rect::new(x + by.x, y + by.y, width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(left: i32, top: i32, right: i32, bottom: i32) -> DeviceRect {
        DeviceRect { left, top, right, bottom }
    }

    #[test]
    fn spreading_adds_up() {
        let offset = Point::new(-10.5, 4.0);
        let shadow = FilterFunction::DropShadow { offset, sigma: 0.0, color: Color::BLACK };
        let filter =
            Filter::new(vec![FilterFunction::Blur(1.5), FilterFunction::Invert(1.0), shadow]);
        assert_eq!(filter.spread(&rect(20, 20, 30, 30)), rect(4, 15, 35, 39));
    }

    #[test]
    fn blurs_work_on_what_they_spread() {
        let area = rect(0, 0, 50, 50);
        let blurred = FilterFunction::Blur(2.0).works_on(&area, &rect(-90, 10, 54, 20));
        assert_eq!(blurred, (rect(-6, 0, 54, 50), DeviceRect::EMPTY));
        // From a shape of one pixel, with room for its shadow's blur.
        let offset = Point::new(-100.0, 0.0);
        let shadow = FilterFunction::DropShadow { offset, sigma: 2.0, color: Color::BLACK };
        let far = shadow.works_on(&area, &rect(120, 20, 121, 21));
        assert_eq!(far, (area, rect(114, 14, 127, 27)));
        assert_eq!(shadow.works_on(&area, &rect(0, 0, 9, 9)), (area, DeviceRect::EMPTY));
    }

    #[test]
    fn any_number_is_bounded() {
        let far = rect(i32::MIN, i32::MIN, i32::MAX, i32::MAX);
        let offset = Point::new(1e9, -1e9);
        let shadow = FilterFunction::DropShadow { offset, sigma: 1e9, color: Color::BLACK };
        for function in [shadow, FilterFunction::Blur(1e9)] {
            assert_eq!(function.spread(&far), far);
            assert!(function.spread(&DeviceRect::EMPTY).is_empty());
        }
        let spread = FilterFunction::Blur(1e9).spread(&rect(0, 0, 1, 1));
        assert_eq!(spread.width(), 2 * 1596 + 1);
    }
}
