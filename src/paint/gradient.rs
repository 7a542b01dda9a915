//! Gradients as the standard defines them.
//! <https://html.spec.whatwg.org/multipage/canvas.html#interface-canvasgradient>

use super::Color;
use crate::geom::Point;

/// Where a gradient's colours run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GradientGeometry {
    /// From one point to another.
    Linear {
        /// Offset 0.
        from: Point,
        /// Offset 1.
        to: Point,
    },
    /// From one circle to another.
    Radial {
        /// Centre of the circle of offset 0.
        from: Point,
        /// Its radius, not negative.
        from_radius: f64,
        /// Centre of the circle of offset 1.
        to: Point,
        /// Its radius, not negative.
        to_radius: f64,
    },
    /// Around a point.
    Conic {
        /// Where offset 0 is, in radians from the positive x axis; offsets grow clockwise.
        start_angle: f64,
        /// The point.
        center: Point,
    },
}

/// A colour at a place of the gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColorStop {
    /// 0 to 1.
    pub offset: f64,
    /// The colour there.
    pub color: Color,
}

/// A gradient: a geometry and stops in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    geometry: GradientGeometry,
    stops: Vec<ColorStop>,
}

impl Gradient {
    /// A gradient without stops, which paints nothing.
    pub fn new(geometry: GradientGeometry) -> Self {
        Self { geometry, stops: Vec::new() }
    }

    /// Adds a stop behind those with the same offset, as the standard says.
    pub fn add_stop(&mut self, stop: ColorStop) {
        let at = self.stops.partition_point(|s| s.offset <= stop.offset);
        self.stops.insert(at, stop);
    }

    /// Where the colours run.
    pub fn geometry(&self) -> GradientGeometry {
        self.geometry
    }

    /// The stops in ascending order.
    pub fn stops(&self) -> &[ColorStop] {
        &self.stops
    }

    /// The gradient paints nothing: no stops, both points the same, or both circles the same.
    pub fn paints_nothing(&self) -> bool {
        let degenerate = match self.geometry {
            GradientGeometry::Linear { from, to } => from == to,
            GradientGeometry::Radial { from, from_radius, to, to_radius } => {
                from == to && from_radius == to_radius
            }
            GradientGeometry::Conic { .. } => false,
        };
        degenerate || self.stops.is_empty()
    }

    /// Bytes the gradient occupies.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.stops.capacity() * size_of::<ColorStop>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_are_ordered_and_equal_offsets_keep_their_order() {
        let p = Point::default();
        let mut g = Gradient::new(GradientGeometry::Linear { from: p, to: Point::new(1.0, 0.0) });
        assert!(g.paints_nothing());
        for (offset, r) in [(1.0, 1), (0.5, 2), (0.5, 3), (0.0, 4)] {
            g.add_stop(ColorStop { offset, color: Color::rgb(r, 0, 0) });
        }
        let order: Vec<_> = g.stops().iter().map(|s| s.color.bytes()[0]).collect();
        assert_eq!(order, [4, 2, 3, 1]);
        assert!(!g.paints_nothing());
        let same = Gradient::new(GradientGeometry::Linear { from: p, to: p });
        assert!(same.paints_nothing());
    }
}
