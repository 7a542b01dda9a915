//! A gradient's stops as pieces on which colour is a linear function of the offset.
//!
//! There is no table of colours: each pixel is computed from its piece, so that stops of one offset
//! make a hard edge and a narrow piece is as exact as a wide one. Geometry is that of `linear`,
//! `radial` and `conic`, which call this.

use crate::paint::ColorStop;

/// Colours are made this much smaller, which moves none by a thousandth of a level: rounded channels
/// then never exceed rounded alpha, whatever the errors of f32 and of fixed point.
const HEADROOM: f64 = 1.0 - 1.0 / (1 << 20) as f64;

/// From one stop to the next, or on the outside of all.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The first offset; minus infinity for what lies before all stops.
    pub(super) start: f64,
    /// How many offsets; 0 where the colour is the same all over.
    width: f64,
    /// Red, green and blue at the start, 0 to 1, and alpha, 0 to 255.
    pub(super) from: [f64; 4],
    /// How much each grows by offset.
    pub(super) slope: [f64; 4],
}

impl Piece {
    fn even(start: f64, color: [f64; 4]) -> Self {
        Self { start, width: 0.0, from: color, slope: [0.0; 4] }
    }

    fn between(start: f64, end: f64, from: [f64; 4], to: [f64; 4]) -> Self {
        let width = end - start;
        let slope = std::array::from_fn(|c| (to[c] - from[c]) / width);
        Self { start, width, from, slope }
    }

    /// The colour at an offset; outside the piece that of the nearer end.
    pub(super) fn color(&self, offset: f64) -> [f64; 4] {
        if self.width == 0.0 {
            return self.from;
        }
        let inside = (offset - self.start).clamp(0.0, self.width);
        std::array::from_fn(|c| self.from[c] + self.slope[c] * inside)
    }

    /// Alpha does not change.
    pub(super) fn has_even_alpha(&self) -> bool {
        self.slope[3] == 0.0
    }
}

/// All pieces, the first from minus infinity on, each until the next one starts.
#[derive(Clone, Debug)]
pub(super) struct Ramp {
    pieces: Vec<Piece>,
}

impl Ramp {
    /// The pieces of `stops`, which are in ascending order; `None` when there are none.
    ///
    /// <https://html.spec.whatwg.org/multipage/canvas.html#interpolation>: between stops, channels that are
    /// not premultiplied are mixed; before the first stop and after the last one their colours go on;
    /// of stops with one offset the first ends what comes before, the last begins what follows.
    pub(super) fn new(stops: &[ColorStop], alpha: f64) -> Option<Self> {
        let (first, last) = (stops.first()?, stops.last()?);
        let mut pieces = Vec::with_capacity(stops.len() + 1);
        pieces.push(Piece::even(f64::NEG_INFINITY, channels(first, alpha)));
        for pair in stops.windows(2) {
            if pair[0].offset < pair[1].offset {
                let (from, to) = (channels(&pair[0], alpha), channels(&pair[1], alpha));
                pieces.push(Piece::between(pair[0].offset, pair[1].offset, from, to));
            }
        }
        pieces.push(Piece::even(last.offset, channels(last, alpha)));
        Some(Self { pieces })
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The piece that `offset` is in.
    pub(super) fn at(&self, offset: f64) -> &Piece {
        let after = self.pieces.partition_point(|piece| piece.start <= offset);
        &self.pieces[after.saturating_sub(1)]
    }

    /// The alpha that all pieces have, 0 to 255.
    pub(super) fn even_alpha(&self) -> Option<f64> {
        let alpha = self.pieces[0].from[3];
        let same = |piece: &Piece| piece.has_even_alpha() && piece.from[3] == alpha;
        self.pieces.iter().all(same).then_some(alpha)
    }

    /// Bytes beyond the value itself.
    pub(super) fn bytes(&self) -> usize {
        self.pieces.capacity() * size_of::<Piece>()
    }
}

fn channels(stop: &ColorStop, alpha: f64) -> [f64; 4] {
    let color = stop.color;
    let channel = |v: f64| v.clamp(0.0, 255.0) / 255.0 * HEADROOM;
    let [r, g, b] = color.numbers();
    [channel(r), channel(g), channel(b), f64::from(color.a) * alpha * 255.0]
}

/// Rounded and multiplied by alpha.
pub(super) fn pixel([r, g, b, a]: [f64; 4]) -> [u8; 4] {
    // Casts saturate.
    [r * a, g * a, b * a, a].map(|v| (v + 0.5) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::Color;

    fn ramp(stops: &[(f64, Color)]) -> Option<Ramp> {
        let stops: Vec<_> =
            stops.iter().map(|&(offset, color)| ColorStop { offset, color }).collect();
        Ramp::new(&stops, 1.0)
    }

    fn at(ramp: &Ramp, offset: f64) -> [u8; 4] {
        pixel(ramp.at(offset).color(offset))
    }

    #[test]
    fn without_stops_there_is_nothing() {
        assert!(ramp(&[]).is_none());
    }

    #[test]
    fn one_stop_is_one_colour() {
        let ramp = ramp(&[(0.5, Color::rgb(1, 2, 255))]).unwrap();
        for offset in [f64::NEG_INFINITY, 0.0, 0.5, 1.0, f64::INFINITY] {
            assert_eq!(at(&ramp, offset), [1, 2, 255, 255]);
        }
        assert_eq!(ramp.even_alpha(), Some(255.0));
    }

    #[test]
    fn stops_of_one_offset_make_a_hard_edge() {
        let [red, green, blue] = [[255, 0, 0], [0, 255, 0], [0, 0, 255]];
        let color = |[r, g, b]: [u8; 3]| Color::rgb(r, g, b);
        let ramp = ramp(&[
            (0.0, color(green)),
            (0.0, color(red)),
            (0.5, color(red)),
            (0.5, color(green)),
            (0.5, color(blue)),
            (1.0, color(blue)),
            (1.0, color(green)),
        ])
        .unwrap();
        let rgb = |offset| at(&ramp, offset)[..3].to_vec();
        // The stop between two others at one offset never shows.
        assert_eq!([rgb(-0.1), rgb(0.0), rgb(0.4999999)], [green, red, red]);
        assert_eq!([rgb(0.5), rgb(0.9999999), rgb(1.0)], [blue, blue, green]);
    }

    #[test]
    fn channels_are_mixed_before_they_are_multiplied() {
        let ramp = ramp(&[(0.0, Color::rgb(255, 0, 0)), (1.0, Color::rgba(0, 0, 255, 0.0))]);
        assert_eq!(at(&ramp.unwrap(), 0.5), [64, 0, 64, 128]);
    }

    #[test]
    fn no_channel_exceeds_alpha() {
        let ramp =
            ramp(&[(0.0, Color::rgb(255, 255, 0)), (1.0, Color::rgba(255, 0, 255, 0.0))]).unwrap();
        for step in 0..=5100 {
            let [r, g, b, a] = at(&ramp, f64::from(step) / 5100.0);
            assert!(r <= a && g <= a && b <= a);
        }
    }
}
