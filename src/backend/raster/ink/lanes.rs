//! Offsets to pixels for gradients whose offset is no linear function of the column. Called by `radial`
//! and `conic` through `gradient`.
//!
//! Eight neighbours mostly lie in one piece of the ramp, whose numbers stay in registers; where they don't,
//! each piece that is met is computed for all eight and taken where it applies. A pixel's colour
//! depends on its offset alone, never on its neighbours.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, mask32x8, u8x32, u32x8};
use fearless_simd_macros::simd;

use super::linear::{pack, store};
use super::ramp::Ramp;
use super::walk::{CHUNK, LOWEST, NOTHING};

/// Keeps the slope of a piece that is no wider than f32's smallest numbers finite.
const STEEPEST: f64 = 1e30;

/// A [`super::ramp::Piece`] in f32.
#[derive(Clone, Debug)]
struct Lane {
    start: f32,
    end: f32,
    /// 0 where the colour does not change.
    origin: f32,
    from: [f32; 4],
    slope: [f32; 4],
}

/// A ramp for offsets in f32.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    pieces: Vec<Lane>,
    /// All pixels have this alpha, and the pieces are premultiplied.
    even_alpha: Option<f32>,
}

impl Lanes {
    /// The pieces of `ramp`; `everywhere`: no offset will be [`NOTHING`].
    pub(super) fn new(ramp: &Ramp, everywhere: bool) -> Self {
        let even_alpha = ramp.even_alpha().filter(|_| everywhere);
        let mut pieces = Vec::with_capacity(ramp.pieces().len() + 1);
        let (start, end) = (f32::NEG_INFINITY, (NOTHING + LOWEST) / 2.0);
        pieces.push(Lane { start, end, origin: 0.0, from: [0.0; 4], slope: [0.0; 4] });
        for (k, piece) in ramp.pieces().iter().enumerate() {
            let next = ramp.pieces().get(k + 1);
            let scale = |v: [f64; 4]| {
                let [r, g, b, a] = v;
                let by = even_alpha.unwrap_or(1.0);
                [r * by, g * by, b * by, a].map(|v| v.clamp(-STEEPEST, STEEPEST) as f32)
            };
            pieces.push(Lane {
                start: if k == 0 { end } else { piece.start as f32 },
                end: next.map_or(f32::INFINITY, |next| next.start as f32),
                origin: if piece.start.is_finite() { piece.start as f32 } else { 0.0 },
                from: scale(piece.from),
                slope: scale(piece.slope),
            });
        }
        Self { pieces, even_alpha: even_alpha.map(|alpha| alpha as f32) }
    }

    /// Every pixel is painted and opaque.
    pub(super) fn is_opaque(&self) -> bool {
        self.even_alpha == Some(255.0)
    }

    /// Bytes beyond the value itself.
    pub(super) fn bytes(&self) -> usize {
        self.pieces.capacity() * size_of::<Lane>()
    }

    /// Colours `out` by the first of `offsets`, none of which is NaN.
    #[simd]
    #[inline(always)]
    pub(super) fn color<S: Simd>(&self, simd: S, offsets: &[f32; CHUNK], out: &mut [u8]) {
        match self.even_alpha {
            Some(_) => self.color_all::<S, true>(simd, offsets, out),
            None => self.color_all::<S, false>(simd, offsets, out),
        }
    }

    #[simd]
    fn color_all<S: Simd, const EVEN: bool>(
        &self,
        simd: S,
        offsets: &[f32; CHUNK],
        out: &mut [u8],
    ) {
        let mut at = self.find(offsets[0]);
        let mut piece = self.pieces[at].spread(simd);
        for (offsets, pixels) in offsets.chunks_exact(8).zip(out.chunks_mut(32)) {
            let t = f32x8::from_slice(simd, offsets);
            if !piece.holds(t).all_true() {
                at = self.find_near(at, offsets[0]);
                piece = self.pieces[at].spread(simd);
                if !piece.holds(t).all_true() {
                    store(self.mixed::<S, EVEN>(simd, t, at), pixels);
                    continue;
                }
            }
            store(piece.pixels::<EVEN>(t), pixels);
        }
    }

    /// Eight pixels of several pieces, the first of them `at`.
    #[simd]
    #[inline(always)]
    fn mixed<S: Simd, const EVEN: bool>(&self, simd: S, t: f32x8<S>, mut at: usize) -> u8x32<S> {
        let offsets = t.to_array();
        let mut all = u32x8::splat(simd, 0);
        let mut left = 0xff_u64;
        while left != 0 {
            let lane = left.trailing_zeros() as usize;
            at = self.find_near(at, offsets[lane]);
            let piece = self.pieces[at].spread(simd);
            let here = piece.holds(t);
            all = here.select(piece.pixels::<EVEN>(t).bitcast(), all);
            left &= !(here.to_bitmask() | 1 << lane);
        }
        all.bitcast()
    }

    /// The piece `offset` is in.
    fn find(&self, offset: f32) -> usize {
        self.pieces.partition_point(|piece| piece.start <= offset).saturating_sub(1)
    }

    /// The same, sought first beside another one.
    #[inline(always)]
    fn find_near(&self, at: usize, offset: f32) -> usize {
        let holds = |k: usize| {
            self.pieces.get(k).is_some_and(|piece| piece.start <= offset && offset < piece.end)
        };
        let before = at.saturating_sub(1);
        [at, at + 1, before].into_iter().find(|&k| holds(k)).unwrap_or_else(|| self.find(offset))
    }
}

impl Lane {
    #[inline(always)]
    fn spread<S: Simd>(&self, simd: S) -> Spread<S> {
        let all = |v: f32| f32x8::splat(simd, v);
        Spread {
            start: all(self.start),
            end: all(self.end),
            origin: all(self.origin),
            from: self.from.map(all),
            slope: self.slope.map(all),
        }
    }
}

/// A [`Lane`] with each number in all eight lanes of a register.
#[derive(Clone, Copy)]
struct Spread<S: Simd> {
    start: f32x8<S>,
    end: f32x8<S>,
    origin: f32x8<S>,
    from: [f32x8<S>; 4],
    slope: [f32x8<S>; 4],
}

impl<S: Simd> Spread<S> {
    #[inline(always)]
    fn holds(&self, t: f32x8<S>) -> mask32x8<S> {
        t.simd_ge(self.start) & t.simd_lt(self.end)
    }

    /// The pixels of eight offsets in the piece. `EVEN`: the channels are premultiplied already.
    #[inline(always)]
    fn pixels<const EVEN: bool>(&self, t: f32x8<S>) -> u8x32<S> {
        let inside = t - self.origin;
        let channel = |c: usize| inside * self.slope[c] + self.from[c];
        if EVEN {
            pack(channel(0), channel(1), channel(2), self.from[3])
        } else {
            let alpha = channel(3);
            pack(channel(0) * alpha, channel(1) * alpha, channel(2) * alpha, alpha)
        }
    }
}
