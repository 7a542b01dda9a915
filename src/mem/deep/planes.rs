//! Pixels as four rows of f32, one for each channel: what everything that is more than eight bits of sRGB
//! is computed in.

use super::half::{narrow, widen, widen_any};

/// Pixels that are computed at a time: they stay in the processor's nearest cache.
pub(crate) const LANES: usize = 64;

/// Red, green, blue and alpha of up to [`LANES`] pixels, 1 being full.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planes(pub(crate) [[f32; LANES]; 4]);

impl Default for Planes {
    fn default() -> Self {
        Self([[0.0; LANES]; 4])
    }
}

impl Planes {
    /// The same pixel everywhere.
    pub(crate) fn of(pixel: [f32; 4]) -> Self {
        Self(pixel.map(|v| [v; LANES]))
    }

    #[inline(always)]
    pub(crate) fn set(&mut self, i: usize, pixel: [f32; 4]) {
        for (plane, value) in self.0.iter_mut().zip(pixel) {
            plane[i] = value;
        }
    }

    /// One pixel of half floats.
    #[inline(always)]
    pub(crate) fn pixel_of_halves(bytes: [u8; 8]) -> [f32; 4] {
        std::array::from_fn(|c| widen(half(&bytes, c)))
    }

    #[inline(always)]
    fn load<const N: usize>(&mut self, bytes: &[u8], value: impl Fn(&[u8; N], usize) -> f32) {
        for (i, pixel) in bytes.as_chunks::<N>().0.iter().take(LANES).enumerate() {
            for (c, plane) in self.0.iter_mut().enumerate() {
                plane[i] = value(pixel, c);
            }
        }
    }

    #[inline(always)]
    fn store<const N: usize>(&self, bytes: &mut [u8], value: impl Fn([f32; 4]) -> [u8; N]) {
        let [r, g, b, a] = &self.0;
        for (i, pixel) in bytes.as_chunks_mut::<N>().0.iter_mut().take(LANES).enumerate() {
            *pixel = value([r[i], g[i], b[i], a[i]]);
        }
    }

    /// Reads as many pixels as `bytes` holds, of those that fit.
    #[inline(always)]
    pub(crate) fn load_halves(&mut self, bytes: &[u8]) {
        self.load(
            bytes,
            #[inline(always)]
            |pixel: &[u8; 8], c| widen(half(pixel, c)),
        );
    }

    /// The same from outside: NaN is 0.
    #[inline(always)]
    pub(crate) fn load_any_halves(&mut self, bytes: &[u8]) {
        self.load(
            bytes,
            #[inline(always)]
            |pixel: &[u8; 8], c| widen_any(half(pixel, c)),
        );
    }

    #[inline(always)]
    pub(crate) fn load_bytes(&mut self, bytes: &[u8]) {
        self.load(
            bytes,
            #[inline(always)]
            |pixel: &[u8; 4], c| f32::from(pixel[c]) * (1.0 / 255.0),
        );
    }

    /// Writes as many pixels as `bytes` has room for, of those that are there; each is finite.
    #[inline(always)]
    pub(crate) fn store_halves(&self, bytes: &mut [u8]) {
        self.store(
            bytes,
            #[inline(always)]
            |pixel| {
                let [r, g, b, a] = pixel.map(|v| narrow(v).to_le_bytes());
                [r[0], r[1], g[0], g[1], b[0], b[1], a[0], a[1]]
            },
        );
    }

    /// Cut to 0 and 1, rounded.
    #[inline(always)]
    pub(crate) fn store_bytes(&self, bytes: &mut [u8]) {
        self.store(
            bytes,
            #[inline(always)]
            |pixel| pixel.map(|v| scaled(v, 255.0) as u8),
        );
    }

    /// Cut to 0 and 1, rounded to 16 bits, the high byte first.
    #[inline(always)]
    pub(crate) fn store_words(&self, bytes: &mut [u8]) {
        self.store(
            bytes,
            #[inline(always)]
            |pixel| {
                let [r, g, b, a] = pixel.map(|v| (scaled(v, 65_535.0) as u16).to_be_bytes());
                [r[0], r[1], g[0], g[1], b[0], b[1], a[0], a[1]]
            },
        );
    }

    /// Premultiplied pixels for eight bits: no colour exceeds its alpha, and nothing is negative.
    #[inline(always)]
    pub(crate) fn hold_to_alpha(&mut self) {
        let [r, g, b, a] = &mut self.0;
        for i in 0..LANES {
            a[i] = held(a[i], 1.0);
            for plane in [&mut *r, &mut *g, &mut *b] {
                plane[i] = held(plane[i], a[i]);
            }
        }
    }

    /// Colours times alpha.
    #[inline(always)]
    pub(crate) fn premultiply(&mut self) {
        let [r, g, b, a] = &mut self.0;
        for plane in [r, g, b] {
            for (value, alpha) in plane.iter_mut().zip(&*a) {
                *value *= alpha;
            }
        }
    }

    /// Colours by alpha; transparent black where that is 0.
    #[inline(always)]
    pub(crate) fn unpremultiply(&mut self) {
        let [r, g, b, a] = &mut self.0;
        for i in 0..LANES {
            let (by, any) = if a[i] == 0.0 { (1.0, 0.0) } else { (a[i], 1.0) };
            for plane in [&mut *r, &mut *g, &mut *b] {
                plane[i] = plane[i] / by * any;
            }
        }
    }

    /// Every channel times `by`.
    #[inline(always)]
    pub(crate) fn scale(&mut self, by: f32) {
        self.0.iter_mut().flatten().for_each(|value| *value *= by);
    }
}

#[inline(always)]
fn half(pixel: &[u8; 8], channel: usize) -> u16 {
    u16::from_le_bytes([pixel[channel * 2], pixel[channel * 2 + 1]])
}

/// From 0 to `most`; NaN is 0.
#[inline(always)]
fn held(value: f32, most: f32) -> f32 {
    let below = if value < most { value } else { most };
    if value > 0.0 { below } else { 0.0 }
}

#[inline(always)]
fn scaled(value: f32, whole: f32) -> f32 {
    held(value, 1.0) * whole + 0.5
}
