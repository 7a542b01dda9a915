//! Gradients as the standard defines them.
//! <https://html.spec.whatwg.org/multipage/canvas.html#interface-canvasgradient>

use std::borrow::Cow;
use std::sync::Arc;

use super::mixed_stops::MixedStops;
use super::{Color, oklab};
use crate::error::Result;
use crate::geom::Point;
use crate::mem::Ledger;

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
    mixes_in_oklab: bool,
    mixed: MixedStops,
}

/// How far the mixed colours of a gradient in Oklab may be off, of a channel's 1: an eighth of a level of 255.
const MIXING_ERROR: f64 = 1.0 / 2048.0;
/// Pieces that such a gradient is cut into, of all stops together. More stops are not cut.
const MOST_PIECES: usize = 8192;
/// The most times a piece between two stops is halved.
const MOST_HALVINGS: u32 = 8;

impl Gradient {
    /// A gradient without stops, which paints nothing.
    pub fn new(geometry: GradientGeometry) -> Self {
        let mixed = MixedStops::default();
        Self { geometry, stops: Vec::new(), mixes_in_oklab: false, mixed }
    }

    /// Adds a stop behind those with the same offset, as the standard says.
    pub fn add_stop(&mut self, stop: ColorStop) {
        let at = self.stops.partition_point(|s| s.offset <= stop.offset);
        self.stops.insert(at, stop);
        self.mixed.clear();
    }

    /// Colours between the stops are mixed in Oklab from now on, as Chromium does when a stop is not one of the
    /// colours CSS 3 had. The standard does not say.
    pub fn mix_in_oklab(&mut self) {
        self.mixes_in_oklab = true;
        self.mixed.clear();
    }

    /// Works out and keeps what [`Self::srgb_stops`] gives, where that is not what was added.
    pub fn mix(&self, ledger: &Arc<Ledger>) -> Result<()> {
        if !self.mixes_in_oklab {
            return Ok(());
        }
        let pieces = self.stops.len().saturating_mul(1 << self.halvings());
        self.mixed.keep(ledger, pieces, || self.mixed_stops(pieces))
    }

    /// Lets go of what [`Self::mix`] keeps. It can be worked out again.
    pub fn forget_mix(&mut self) {
        self.mixed.clear();
    }

    /// Stops between which mixing in sRGB gives the gradient: those that were added, or many more.
    pub fn srgb_stops(&self) -> Cow<'_, [ColorStop]> {
        match self.mixed.get() {
            _ if !self.mixes_in_oklab => Cow::Borrowed(&self.stops),
            Some(kept) => Cow::Borrowed(kept),
            None => Cow::Owned(self.mixed_stops(self.stops.len())),
        }
    }

    /// How often what lies between two stops may be halved.
    fn halvings(&self) -> u32 {
        let each = (MOST_PIECES / self.stops.len().max(1)).max(1);
        each.ilog2().min(MOST_HALVINGS)
    }

    fn mixed_stops(&self, room: usize) -> Vec<ColorStop> {
        let halvings = self.halvings();
        let mut list = Vec::with_capacity(room);
        list.extend(self.stops.first());
        for pair in self.stops.windows(2) {
            let labs = [&pair[0], &pair[1]].map(|stop| oklab::from_srgb(channels(stop)));
            if pair[0].offset < pair[1].offset {
                cut(&mut list, (&pair[0], &pair[1]), labs, halvings);
            }
            list.push(pair[1]);
        }
        list
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

fn channels(stop: &ColorStop) -> [f64; 3] {
    stop.color.channels().map(f64::from)
}

/// Adds the stops between two, halving until the line between them is close to the curve.
fn cut(
    list: &mut Vec<ColorStop>,
    (from, to): (&ColorStop, &ColorStop),
    [a, b]: [[f64; 3]; 2],
    halvings: u32,
) {
    let middle: [f64; 3] = std::array::from_fn(|c| (a[c] + b[c]) / 2.0);
    let color = oklab::to_srgb(middle);
    let (left, right) = (channels(from), channels(to));
    let is_far = |limit: fn(f64) -> f64| {
        let off = |c: usize| limit(color[c]) - (limit(left[c]) + limit(right[c])) / 2.0;
        (0..3).any(|c| off(c).abs() > MIXING_ERROR)
    };
    // Eight bits cut off what is outside sRGB, which bends the curve too. A curve may pass the middle of its
    // chord by chance, so all are halved some times.
    let is_straight = !is_far(|v| v) && !is_far(|v| v.clamp(0.0, 1.0));
    if halvings == 0 || (is_straight && halvings + 2 < MOST_HALVINGS) {
        return;
    }
    let [r, g, b_] = color.map(|v| v as f32);
    let alpha = (from.color.a + to.color.a) / 2.0;
    let stop = ColorStop {
        offset: (from.offset + to.offset) / 2.0,
        color: Color { r, g, b: b_, a: alpha },
    };
    cut(list, (from, &stop), [a, middle], halvings - 1);
    list.push(stop);
    cut(list, (&stop, to), [middle, b], halvings - 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modern(colors: &[Color]) -> Gradient {
        let p = Point::default();
        let mut g = Gradient::new(GradientGeometry::Linear { from: p, to: Point::new(1.0, 0.0) });
        for (i, color) in colors.iter().enumerate() {
            let offset = i as f64 / (colors.len() - 1) as f64;
            g.add_stop(ColorStop { offset, color: *color });
        }
        g.mix_in_oklab();
        g
    }

    /// Halves and quarters as Chromium painted them.
    #[test]
    fn oklab_between_red_and_blue() {
        let g = modern(&[Color::rgb(255, 0, 0), Color::rgba(0, 0, 255, 0.0)]);
        let stops = g.srgb_stops();
        assert!((30..=257).contains(&stops.len()), "{}", stops.len());
        assert!(stops.is_sorted_by(|a, b| a.offset < b.offset));
        let middle = stops.iter().find(|stop| stop.offset == 0.5).unwrap();
        assert_eq!((middle.color.bytes(), middle.color.a), ([140, 83, 162], 0.5));
    }

    #[test]
    fn the_line_between_stops_is_close_to_the_curve() {
        let ends = [Color { r: 1.3, g: -0.4, b: 0.2, a: 1.0 }, Color::rgb(0, 120, 255)];
        let g = modern(&ends);
        let labs = ends.map(|color| oklab::from_srgb(color.channels().map(f64::from)));
        let stops = g.srgb_stops();
        for pair in stops.windows(2) {
            for part in [0.25, 0.5, 0.75] {
                let at = pair[0].offset + (pair[1].offset - pair[0].offset) * part;
                let lab = std::array::from_fn(|c| labs[0][c] + (labs[1][c] - labs[0][c]) * at);
                let wanted = oklab::to_srgb(lab);
                for (c, wanted) in wanted.into_iter().enumerate() {
                    let (a, b) = (channels(&pair[0])[c], channels(&pair[1])[c]);
                    let off = a + (b - a) * part - wanted;
                    assert!(off.abs() < 4.0 * MIXING_ERROR, "{at} {c}: {off}");
                }
            }
        }
    }

    #[test]
    fn many_stops_are_not_cut() {
        let colors: Vec<Color> = (0..100_000).map(|i| Color::rgb((i % 256) as u8, 0, 9)).collect();
        assert_eq!(modern(&colors).srgb_stops().len(), colors.len());
        let colors: Vec<Color> =
            (0..1000).map(|i| Color::rgb((i * 77 % 256) as u8, 0, 9)).collect();
        assert!(modern(&colors).srgb_stops().len() <= 2 * MOST_PIECES);
    }

    #[test]
    fn what_is_mixed_is_kept_until_a_stop_is_added() {
        let ledger = Ledger::new();
        let mut g = modern(&[Color::rgb(255, 0, 0), Color::rgb(0, 0, 255)]);
        let worked_out = g.srgb_stops().into_owned();
        assert_eq!(ledger.live(), 0);
        g.mix(&ledger).unwrap();
        assert_eq!(ledger.live(), worked_out.len() * size_of::<ColorStop>());
        let kept = g.srgb_stops().as_ptr();
        g.mix(&ledger).unwrap();
        let Cow::Borrowed(again) = g.srgb_stops() else { panic!("worked out anew") };
        assert_eq!((again.as_ptr(), again), (kept, &*worked_out));
        assert_eq!(g.clone(), g);
        g.add_stop(ColorStop { offset: 0.5, color: Color::rgb(0, 255, 0) });
        assert_eq!(ledger.live(), 0);
        let green = |stop: &ColorStop| stop.offset == 0.5 && stop.color.g == 1.0;
        g.mix(&ledger).unwrap();
        assert!(g.srgb_stops().iter().any(green) && ledger.live() > 0);
        g.forget_mix();
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn mixing_is_charged_before_it_is_done() {
        for count in [2, 40, 9000] {
            let colors: Vec<Color> =
                (0..count).map(|i| Color::rgb((i * 77 % 256) as u8, 0, 9)).collect();
            let (g, ledger) = (modern(&colors), Ledger::new());
            g.mix(&ledger).unwrap();
            let (stops, peak) = (g.srgb_stops().len(), ledger.snapshot().peak);
            assert!(peak >= stops * size_of::<ColorStop>() && ledger.live() <= peak);
            let fresh = g.clone();
            ledger.set_budget(ledger.live() + peak - 1);
            assert!(fresh.mix(&ledger).is_err());
            assert!(matches!(fresh.srgb_stops(), Cow::Owned(_)));
        }
        let plain =
            Gradient::new(GradientGeometry::Conic { start_angle: 0.0, center: Point::default() });
        let ledger = Ledger::new();
        plain.mix(&ledger).unwrap();
        assert_eq!(ledger.snapshot().peak, 0, "what was added is enough");
    }

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
