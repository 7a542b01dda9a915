//! A gradient's colours in f32, for targets that are more than eight bits of sRGB.
//!
//! Where a pixel lies between the stops is the ordinary ink's answer; its colour is computed here, from
//! stops in sRGB without its limits. It is mixed between them in every colour space, as in Chromium.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use crate::backend::raster::ink::{GradientInk, NOWHERE};
use crate::geom::Transform;
use crate::mem::{LANES, Planes};
use crate::paint::{ColorStop, Gradient};

/// From one stop to the next, or beyond all.
#[derive(Clone, Debug)]
struct Piece {
    start: f32,
    end: f32,
    /// Where `from` is.
    origin: f32,
    from: [f32; 4],
    slope: [f32; 4],
}

#[derive(Clone, Debug)]
pub(super) struct DeepGradient {
    places: GradientInk,
    pieces: Vec<Piece>,
}

impl DeepGradient {
    /// `None` when it paints nothing.
    pub(super) fn new(gradient: &Gradient, t: &Transform) -> Option<Self> {
        let places = GradientInk::new(gradient, t, 1.0)?;
        Some(Self { places, pieces: pieces(&gradient.srgb_stops())? })
    }

    pub(super) fn bytes(&self) -> usize {
        self.places.bytes() + self.pieces.capacity() * size_of::<Piece>()
    }

    /// Premultiplied colours of the pixels from `(x, y)` on; gives how many it knows.
    #[inline(never)]
    #[simd]
    pub(super) fn fetch<S: Simd>(&self, simd: S, x: i32, y: i32, out: &mut Planes) -> usize {
        let mut offsets = [NOWHERE; LANES];
        let count = self.places.offsets(simd, x, y, &mut offsets);
        let mut piece = &self.pieces[0];
        for (i, &offset) in offsets.iter().enumerate().take(count) {
            if !(piece.start <= offset && offset < piece.end) {
                let after = self.pieces.partition_point(|piece| piece.start <= offset);
                piece = &self.pieces[after.saturating_sub(1)];
            }
            let inside = offset - piece.origin;
            out.set(i, std::array::from_fn(|c| piece.from[c] + piece.slope[c] * inside));
        }
        out.premultiply();
        count
    }
}

/// The first is for pixels that nothing is painted on.
fn pieces(stops: &[ColorStop]) -> Option<Vec<Piece>> {
    let (first, last) = (stops.first()?, stops.last()?);
    let even = |start: f32, end: f32, from: [f32; 4]| Piece {
        start,
        end,
        origin: 0.0,
        from,
        slope: [0.0; 4],
    };
    // Offsets are not below -1.
    let painted = (NOWHERE - 1.0) / 2.0;
    let mut pieces = Vec::with_capacity(stops.len() + 2);
    pieces.push(even(f32::NEG_INFINITY, painted, [0.0; 4]));
    pieces.push(even(painted, first.offset as f32, channels(first)));
    for pair in stops.windows(2) {
        let (start, end) = (pair[0].offset as f32, pair[1].offset as f32);
        if start < end {
            let (from, to) = (channels(&pair[0]), channels(&pair[1]));
            let slope = std::array::from_fn(|c| (to[c] - from[c]) / (end - start));
            pieces.push(Piece { start, end, origin: start, from, slope });
        }
    }
    pieces.push(even(last.offset as f32, f32::INFINITY, channels(last)));
    Some(pieces)
}

fn channels(stop: &ColorStop) -> [f32; 4] {
    let [r, g, b] = stop.color.channels();
    [r, g, b, stop.color.a]
}
