//! What parts of a glyph are painted with. A canvas's gradients go on in their last colours; those that repeat, or
//! that begin elsewhere, become longer ones of the same kind.

use skrifa::color::{Brush, ColorStop as Stop};
use skrifa::raw::tables::colr::Extend;

use crate::geom::Point;
use crate::paint::{Color, ColorStop, Gradient, GradientGeometry, Paint};

/// How often a gradient repeats on either side of where it is given.
const REPEATS: f64 = 32.0;
/// The most stops of a gradient, repetitions included.
const MAX_STOPS: usize = 4096;

/// The paint, y downwards; `None` where nothing is painted. `color` knows the palette.
pub(super) fn paint(brush: &Brush<'_>, color: impl Fn(u16, f32) -> Color) -> Option<Paint> {
    let point = |x: f32, y: f32| Point::new(f64::from(x), -f64::from(y));
    match brush {
        Brush::Solid { palette_index, alpha } => Some(Paint::Color(color(*palette_index, *alpha))),
        Brush::LinearGradient { p0, p1, color_stops, extend } => {
            let line = Line::new(color_stops, *extend, color)?;
            let (from, to) = (point(p0.x, p0.y), point(p1.x, p1.y));
            let (first, last) = line.reach();
            let geometry =
                GradientGeometry::Linear { from: from.lerp(to, first), to: from.lerp(to, last) };
            Some(line.paint(geometry, first, last))
        }
        Brush::RadialGradient { c0, r0, c1, r1, color_stops, extend } => {
            let line = Line::new(color_stops, *extend, color)?;
            let (from, to) = (point(c0.x, c0.y), point(c1.x, c1.y));
            let [r0, r1] = [*r0, *r1].map(f64::from);
            let (mut first, mut last) = line.reach();
            // No circle is smaller than a point.
            let none = r0 / (r0 - r1);
            if r1 > r0 {
                first = first.max(none);
            } else if r0 > r1 {
                last = last.min(none);
            }
            if first >= last || (last - first).is_nan() {
                return None;
            }
            let radius = |t: f64| (r0 + (r1 - r0) * t).max(0.0);
            let geometry = GradientGeometry::Radial {
                from: from.lerp(to, first),
                from_radius: radius(first),
                to: from.lerp(to, last),
                to_radius: radius(last),
            };
            Some(line.paint(geometry, first, last))
        }
        Brush::SweepGradient { c0, start_angle, end_angle, color_stops, extend } => {
            let line = Line::new(color_stops, *extend, color)?;
            let center = point(c0.x, c0.y);
            let geometry = GradientGeometry::Conic { start_angle: 0.0, center };
            let [start, end] = [*start_angle, *end_angle].map(f64::from);
            let (first, last) = ((0.0 - start) / (end - start), (360.0 - start) / (end - start));
            if start == end || first > last {
                return line.step(geometry, start / 360.0);
            }
            Some(line.paint(geometry, first, last))
        }
    }
}

/// Colours along a line, from 0 to 1 and, by its kind, beyond.
struct Line {
    stops: Vec<(f64, Color)>,
    extend: Extend,
}

impl Line {
    fn new(stops: &[Stop], extend: Extend, color: impl Fn(u16, f32) -> Color) -> Option<Self> {
        let place = |stop: &Stop| f64::from(stop.offset).clamp(0.0, 1.0);
        let mut stops: Vec<(f64, Color)> =
            stops.iter().map(|s| (place(s), color(s.palette_index, s.alpha))).collect();
        stops.sort_by(|a, b| a.0.total_cmp(&b.0));
        (!stops.is_empty() && stops.len() <= MAX_STOPS).then_some(Self { stops, extend })
    }

    /// As far as it goes on.
    fn reach(&self) -> (f64, f64) {
        match self.extend {
            Extend::Repeat | Extend::Reflect => (-REPEATS, REPEATS + 1.0),
            _ => (0.0, 1.0),
        }
    }

    /// The stops from `first` to `last`, which are 0 and 1 of the result.
    fn paint(&self, geometry: GradientGeometry, first: f64, last: f64) -> Paint {
        let mut gradient = Gradient::new(geometry);
        let mut add = |t: f64, color: Color| {
            let offset = ((t - first) / (last - first)).clamp(0.0, 1.0);
            gradient.add_stop(ColorStop { offset, color });
        };
        add(first, self.at(first, true));
        for (t, color) in self.tiled(first, last) {
            add(t, color);
        }
        add(last, self.at(last, false));
        Paint::Gradient(gradient.into())
    }

    /// All stops strictly between two places.
    fn tiled(&self, first: f64, last: f64) -> Vec<(f64, Color)> {
        let repeats = matches!(self.extend, Extend::Repeat | Extend::Reflect);
        let tiles = if repeats {
            let most = (MAX_STOPS / self.stops.len()).max(1) as f64;
            let from = first.floor().max(-most / 2.0);
            from as i64..last.ceil().min(from + most) as i64
        } else {
            0..1
        };
        let mut list = Vec::new();
        for tile in tiles {
            let is_mirrored = self.extend == Extend::Reflect && tile.rem_euclid(2) == 1;
            let place = |t: f64| tile as f64 + if is_mirrored { 1.0 - t } else { t };
            let stops = self.stops.iter().map(|&(t, color)| (place(t), color));
            if is_mirrored { list.extend(stops.rev()) } else { list.extend(stops) }
        }
        list.retain(|&(t, _)| t > first && t < last);
        list
    }

    /// The colour at a place. Where it jumps, what is `after`, or before.
    fn at(&self, t: f64, after: bool) -> Color {
        let t = match self.extend {
            Extend::Repeat | Extend::Reflect => {
                let tile = if after { t.floor() } else { t.ceil() - 1.0 };
                let inside = t - tile;
                let is_mirrored = self.extend == Extend::Reflect && tile.rem_euclid(2.0) == 1.0;
                if is_mirrored { 1.0 - inside } else { inside }
            }
            _ => t,
        };
        let next =
            self.stops.partition_point(|&(place, _)| if after { place <= t } else { place < t });
        match (next.checked_sub(1).and_then(|i| self.stops.get(i)), self.stops.get(next)) {
            (Some(&(from, a)), Some(&(to, b))) if to > from => {
                let part = ((t - from) / (to - from)) as f32;
                let mix = |a: f32, b: f32| a + (b - a) * part;
                Color { r: mix(a.r, b.r), g: mix(a.g, b.g), b: mix(a.b, b.b), a: mix(a.a, b.a) }
            }
            (Some(&(_, color)), _) | (None, Some(&(_, color))) => color,
            (None, None) => Color::TRANSPARENT,
        }
    }

    /// A sweep over no angle at all: the first colour before it and the last after it.
    fn step(&self, geometry: GradientGeometry, at: f64) -> Option<Paint> {
        let ((_, before), (_, after)) = (*self.stops.first()?, *self.stops.last()?);
        if matches!(self.extend, Extend::Repeat | Extend::Reflect) {
            return None;
        }
        let mut gradient = Gradient::new(geometry);
        let offset = at.clamp(0.0, 1.0);
        gradient.add_stop(ColorStop { offset, color: before });
        gradient.add_stop(ColorStop { offset, color: after });
        Some(Paint::Gradient(gradient.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(extend: Extend) -> Line {
        let stops = vec![(0.0, Color::rgb(0, 0, 0)), (1.0, Color::rgb(255, 255, 255))];
        Line { stops, extend }
    }

    fn stops(line: &Line, first: f64, last: f64) -> Vec<(f64, f32)> {
        let point = Point::default();
        let geometry = GradientGeometry::Conic { start_angle: 0.0, center: point };
        let Paint::Gradient(gradient) = line.paint(geometry, first, last) else { return vec![] };
        gradient.stops().iter().map(|stop| (stop.offset, stop.color.r)).collect()
    }

    #[test]
    fn gradients_begin_and_end_where_they_are_asked_to() {
        assert_eq!(stops(&line(Extend::Pad), 0.25, 0.75), [(0.0, 0.25), (1.0, 0.75)]);
        let wide = stops(&line(Extend::Pad), -1.0, 3.0);
        assert_eq!(wide, [(0.0, 0.0), (0.25, 0.0), (0.5, 1.0), (1.0, 1.0)]);
    }

    #[test]
    fn gradients_repeat_and_turn_back() {
        let repeated = stops(&line(Extend::Repeat), 0.0, 2.0);
        assert_eq!(repeated, [(0.0, 0.0), (0.5, 1.0), (0.5, 0.0), (1.0, 1.0)]);
        let mirrored = stops(&line(Extend::Reflect), -0.5, 1.5);
        assert_eq!(
            mirrored,
            [(0.0, 0.5), (0.25, 0.0), (0.25, 0.0), (0.75, 1.0), (0.75, 1.0), (1.0, 0.5)]
        );
    }
}
