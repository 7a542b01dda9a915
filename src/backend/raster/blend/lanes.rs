//! Eight pixels at once: how they are read, taken apart, rounded and written.
//!
//! A vector holds eight pixels as 32 bytes on every level, so that each level does the same sums in
//! the same order. Channels are computed as two vectors of 16-bit lanes, red and blue (`even`) beside
//! green and alpha (`odd`): getting there and back takes a mask and a shift, no lane crosses. This
//! counts on red being the lowest byte of a little-endian word. Called by the compositors of this
//! folder only.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, u8x16, u8x32, u16x8, u16x16, u32x8, u64x2, u64x4};

/// Pixels in a vector.
pub(super) const PIXELS: usize = 8;
/// Bytes of a pixel.
pub(super) const BYTES: usize = 4;
/// Bytes of a vector.
pub(super) const BLOCK: usize = PIXELS * BYTES;

/// Eight pixels.
pub(super) type Px<S> = u8x32<S>;
/// Sixteen channels, or eight numbers that each stand twice, for both channels of a half pixel.
pub(super) type Half<S> = u16x16<S>;

/// Eight pixels in 16-bit lanes.
#[derive(Clone, Copy)]
pub(super) struct Halves<S: Simd> {
    /// Red and blue.
    pub even: Half<S>,
    /// Green and alpha.
    pub odd: Half<S>,
}

impl<S: Simd> Halves<S> {
    #[inline(always)]
    pub(super) fn of(pixels: Px<S>) -> Self {
        let both: Half<S> = pixels.bitcast();
        Self { even: both & 0x00ff, odd: both >> 8 }
    }

    /// Each channel times its pixel's number.
    #[inline(always)]
    pub(super) fn times(self, number: Half<S>) -> Self {
        Self { even: self.even * number, odd: self.odd * number }
    }

    /// Channel by channel.
    #[inline(always)]
    pub(super) fn plus(self, other: Self) -> Self {
        Self { even: self.even + other.even, odd: self.odd + other.odd }
    }

    /// Pixels from numerators over 255, rounded to the nearest.
    #[inline(always)]
    pub(super) fn rounded(self) -> Px<S> {
        let (even, odd) = (self.even + 128, self.odd + 128);
        Self { even, odd }.rounded_with_half()
    }

    /// The same where 128 has been added already.
    #[inline(always)]
    pub(super) fn rounded_with_half(self) -> Px<S> {
        let even = self.even + (self.even >> 8);
        let odd = self.odd + (self.odd >> 8);
        ((even >> 8) | (odd & 0xff00)).bitcast()
    }
}

/// `round(v / 255)` for `v` up to 65,152.
#[inline(always)]
pub(super) fn div255<S: Simd>(v: Half<S>) -> Half<S> {
    let v = v + 128;
    (v + (v >> 8)) >> 8
}

/// `255 - v` for bytes in 16-bit lanes.
#[inline(always)]
pub(super) fn inverse<S: Simd>(v: Half<S>) -> Half<S> {
    v ^ 255
}

/// Each pixel's alpha, twice.
#[inline(always)]
pub(super) fn alpha<S: Simd>(pixels: Px<S>) -> Half<S> {
    let words: u32x8<S> = pixels.bitcast();
    let alpha = words >> 24;
    (alpha | (alpha << 16)).bitcast()
}

/// Pixels times a weight of 255.
#[inline(always)]
pub(super) fn scale<S: Simd>(pixels: Px<S>, weight: Half<S>) -> Px<S> {
    Halves::of(pixels).times(weight).rounded()
}

/// From `old` towards `new` by a weight of 255.
#[inline(always)]
pub(super) fn mix<S: Simd>(old: Px<S>, new: Px<S>, weight: Half<S>) -> Px<S> {
    Halves::of(old).times(inverse(weight)).plus(Halves::of(new).times(weight)).rounded()
}

/// One colour eight times.
#[inline(always)]
pub(super) fn splat<S: Simd>(simd: S, color: [u8; 4]) -> Px<S> {
    u32x8::splat(simd, u32::from_le_bytes(color)).bitcast()
}

/// Eight bytes of a mask, each twice.
#[inline(always)]
fn weights<S: Simd>(simd: S, mask: [u8; PIXELS]) -> Half<S> {
    let bytes: u8x16<S> = u64x2::splat(simd, u64::from_le_bytes(mask)).bitcast();
    let wide: u16x8<S> = bytes.zip_low(u8x16::splat(simd, 0)).bitcast();
    wide.zip_low(wide).combine(wide.zip_high(wide))
}

/// Something that has a value for each pixel of a run.
///
/// The end of a run, and a run of fewer than eight pixels, is read as two parts that overlap: then
/// no pixel beyond the run is touched and none is handled one by one.
pub(super) trait Feed<S: Simd>: Copy {
    /// The values of eight pixels.
    type Item;
    /// Those of the eight pixels from `at` on.
    fn at(self, simd: S, at: usize) -> Self::Item;
    /// Those of a run of `1..8` pixels, in the order of [`short`].
    fn short(self, simd: S, run: usize) -> Self::Item;
}

/// The bytes of `N` items of a slice from item `at` on.
#[inline(always)]
fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut part = [0; N];
    part.copy_from_slice(&bytes[at..at + N]);
    part
}

#[inline(always)]
fn load<S: Simd>(simd: S, pixels: &[u8], at: usize) -> Px<S> {
    u8x32::from_slice(simd, &pixels[at * BYTES..at * BYTES + BLOCK])
}

#[inline(always)]
fn store<S: Simd>(value: Px<S>, pixels: &mut [u8], at: usize) {
    value.store_slice(&mut pixels[at * BYTES..at * BYTES + BLOCK]);
}

/// A run of `1..8` pixels as eight: from 4 on, its first four and its last four; from 2 on, its first
/// two, its last two, and again; else one pixel eight times.
#[inline(always)]
fn short<S: Simd>(simd: S, pixels: &[u8], run: usize) -> Px<S> {
    let end = run * BYTES;
    if run >= 4 {
        let first = u8x16::from_slice(simd, &pixels[..16]);
        first.combine(u8x16::from_slice(simd, &pixels[end - 16..end]))
    } else if run >= 2 {
        let first = u64::from_le_bytes(part(pixels, 0));
        let last = u64::from_le_bytes(part(pixels, end - 8));
        let both: u64x2<S> = [first, last].simd_into(simd);
        u64x4::block_splat(both).bitcast()
    } else {
        splat(simd, part(pixels, 0))
    }
}

#[inline(always)]
fn store_short<S: Simd>(value: Px<S>, pixels: &mut [u8], run: usize) {
    let end = run * BYTES;
    if run >= 4 {
        let (first, last) = value.split();
        first.store_slice(&mut pixels[..16]);
        last.store_slice(&mut pixels[end - 16..end]);
    } else if run >= 2 {
        let words: u64x4<S> = value.bitcast();
        pixels[..8].copy_from_slice(&words[0].to_le_bytes());
        pixels[end - 8..end].copy_from_slice(&words[1].to_le_bytes());
    } else {
        let words: u32x8<S> = value.bitcast();
        pixels[..4].copy_from_slice(&words[0].to_le_bytes());
    }
}

/// Pixels of a row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a>(pub &'a [u8]);

impl<S: Simd> Feed<S> for Row<'_> {
    type Item = Px<S>;

    #[inline(always)]
    fn at(self, simd: S, at: usize) -> Px<S> {
        load(simd, self.0, at)
    }

    #[inline(always)]
    fn short(self, simd: S, run: usize) -> Px<S> {
        short(simd, self.0, run)
    }
}

/// One byte for each pixel.
#[derive(Clone, Copy)]
pub(super) struct Mask<'a>(pub &'a [u8]);

impl<S: Simd> Feed<S> for Mask<'_> {
    type Item = Half<S>;

    #[inline(always)]
    fn at(self, simd: S, at: usize) -> Half<S> {
        weights(simd, part(self.0, at))
    }

    #[inline(always)]
    fn short(self, simd: S, run: usize) -> Half<S> {
        let mask = self.0;
        let bytes = if run >= 4 {
            let first = u32::from_le_bytes(part(mask, 0));
            u64::from(first) | u64::from(u32::from_le_bytes(part(mask, run - 4))) << 32
        } else if run >= 2 {
            let first = u16::from_le_bytes(part(mask, 0));
            let last = u16::from_le_bytes(part(mask, run - 2));
            (u64::from(first) | u64::from(last) << 16) * 0x1_0000_0001
        } else {
            u64::from(mask[0])
        };
        weights(simd, bytes.to_le_bytes())
    }
}

/// The same for each pixel.
#[derive(Clone, Copy)]
pub(super) struct Same<T>(pub T);

impl<S: Simd, T: Copy> Feed<S> for Same<T> {
    type Item = T;

    #[inline(always)]
    fn at(self, _: S, _: usize) -> T {
        self.0
    }

    #[inline(always)]
    fn short(self, _: S, _: usize) -> T {
        self.0
    }
}

impl<S: Simd, A: Feed<S>, B: Feed<S>> Feed<S> for (A, B) {
    type Item = (A::Item, B::Item);

    #[inline(always)]
    fn at(self, simd: S, at: usize) -> Self::Item {
        (self.0.at(simd, at), self.1.at(simd, at))
    }

    #[inline(always)]
    fn short(self, simd: S, run: usize) -> Self::Item {
        (self.0.short(simd, run), self.1.short(simd, run))
    }
}

/// Replaces each pixel of `dst` by `blend` of it and the feed's value. `feed` has as many values as
/// `dst` has pixels.
#[inline(always)]
pub(super) fn each<S: Simd, F: Feed<S>>(
    simd: S,
    dst: &mut [u8],
    feed: F,
    blend: impl Fn(Px<S>, F::Item) -> Px<S>,
) {
    let run = dst.len() / BYTES;
    if run < PIXELS {
        if run > 0 {
            let value = blend(short(simd, dst, run), feed.short(simd, run));
            store_short(value, dst, run);
        }
        return;
    }
    // The last eight overlap those before them, so they are read before anything is written.
    let end = run - PIXELS;
    let last = load(simd, dst, end);
    let mut at = 0;
    while at < end {
        let value = blend(load(simd, dst, at), feed.at(simd, at));
        store(value, dst, at);
        at += PIXELS;
    }
    store(blend(last, feed.at(simd, end)), dst, end);
}
