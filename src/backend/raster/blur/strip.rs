//! Sixteen lines of bytes side by side, blurred together: one lane a line.
//!
//! `mod.rs` lays rows or columns in, runs the kernel and takes the lines out again. Whatever the
//! picture's shape, the loop is the same and every load is in order.
//!
//! Boxes cost the same for every sigma: their convolution is the triple integral of a sum of four to
//! six cells. All of it is integers, exact modulo 2^32, so it holds no error that could grow.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, i16x16, i32x8, u8x16, u16x16, u32x8};
use fearless_simd_macros::simd;

use super::kernel::{Boxes, Kernel, WHOLE, WHOLE_BITS};

/// Lines of a strip.
pub(super) const LANES: usize = 16;

/// A cell of each line.
type Cells = [i16; LANES];

/// Lines of one length, with room at both ends for what is outside of the picture: transparent.
pub(super) struct Strip {
    length: usize,
    before: usize,
    after: usize,
    cells: Vec<Cells>,
    blurred: Vec<[u8; LANES]>,
}

impl Strip {
    /// Bytes of a strip for lines of that length.
    pub(super) fn bytes(kernel: &Kernel, length: usize) -> usize {
        let (before, after) = margins(kernel);
        (length + before + after) * (size_of::<Cells>() + LANES)
    }

    pub(super) fn new(kernel: &Kernel, length: usize) -> Self {
        let (before, after) = margins(kernel);
        Self {
            length,
            before,
            after,
            cells: vec![[0; LANES]; before + length + after],
            blurred: vec![[0; LANES]; length + after],
        }
    }

    /// Cells to be filled, first to last. All lanes of each have to be written.
    pub(super) fn input(&mut self) -> &mut [Cells] {
        &mut self.cells[self.before..self.before + self.length]
    }

    /// Fills the first lanes of a cell, as many as there are bytes.
    #[simd]
    #[inline(always)]
    pub(super) fn put<S: Simd>(&mut self, simd: S, at: usize, bytes: &[u8]) {
        let cell = &mut self.cells[self.before + at];
        if let Ok(all) = <&[u8; LANES]>::try_from(bytes) {
            let (low, high) = u8x16::load_array_ref(simd, all).widen();
            *cell = low.combine(high).bitcast::<i16x16<S>>().to_array();
            return;
        }
        for (to, &value) in cell.iter_mut().zip(bytes) {
            *to = i16::from(value);
        }
    }

    /// The blurred cells, first to last.
    pub(super) fn output(&self) -> &[[u8; LANES]] {
        &self.blurred[self.after..]
    }

    /// Blurs the lines.
    #[simd]
    pub(super) fn run<S: Simd>(&mut self, simd: S, kernel: &Kernel) {
        match kernel {
            Kernel::Identity => self.copy(),
            Kernel::Weights(weights) => self.weigh(simd, weights),
            Kernel::Boxes(boxes) if boxes.is_odd() => self.odd_boxes(simd, *boxes),
            Kernel::Boxes(boxes) => self.even_boxes(simd, *boxes),
        }
    }

    fn copy(&mut self) {
        for (to, from) in self.blurred.iter_mut().zip(&self.cells) {
            *to = from.map(|v| v as u8);
        }
    }

    #[simd]
    fn weigh<S: Simd>(&mut self, simd: S, weights: &[i32]) {
        let reach = weights.len() - 1;
        let half = i32x8::splat(simd, WHOLE / 2);
        for (at, to) in self.blurred.iter_mut().enumerate().skip(reach) {
            let window = &self.cells[at - reach..at + reach + 1];
            let (mut low, mut high) = (half, half);
            for (cell, distance) in window.iter().zip((0..=reach).rev().chain(1..=reach)) {
                let weight = i32x8::splat(simd, weights[distance]);
                let (l, h) = i16x16::load_array_ref(simd, cell).widen();
                low += l * weight;
                high += h * weight;
            }
            *to = bytes(low >> WHOLE_BITS, high >> WHOLE_BITS);
        }
    }

    #[simd]
    fn odd_boxes<S: Simd>(&mut self, simd: S, boxes: Boxes) {
        let (back, _) = boxes.taps();
        let mut sums = Sums::new(simd, boxes);
        let (count, span) = (self.blurred.len(), boxes.span());
        let tap = |i: usize| self.cells[span - back[i]..][..count].iter();
        let taps = tap(0).zip(tap(1)).zip(tap(2).zip(tap(3)));
        for (to, ((a, b), (c, d))) in self.blurred.iter_mut().zip(taps) {
            let [a, b, c, d] = [a, b, c, d].map(|cell| i16x16::load_array_ref(simd, cell));
            let thrice = b - c;
            *to = sums.next((a - d) - (thrice + thrice + thrice));
        }
    }

    #[simd]
    fn even_boxes<S: Simd>(&mut self, simd: S, boxes: Boxes) {
        let (back, _) = boxes.taps();
        let mut sums = Sums::new(simd, boxes);
        let (count, span) = (self.blurred.len(), boxes.span());
        let tap = |i: usize| self.cells[span - back[i]..][..count].iter();
        let taps = tap(0).zip(tap(1)).zip(tap(2)).zip(tap(3).zip(tap(4)).zip(tap(5)));
        for (to, (((a, b), c), ((d, e), f))) in self.blurred.iter_mut().zip(taps) {
            let [a, b, c, d, e, f] =
                [a, b, c, d, e, f].map(|cell| i16x16::load_array_ref(simd, cell));
            let twice = e - b;
            *to = sums.next((a - c) + (d - f) + (twice + twice));
        }
    }
}

/// Zeros a kernel reads before the first and after the last cell.
fn margins(kernel: &Kernel) -> (usize, usize) {
    match kernel {
        Kernel::Identity => (0, 0),
        // The window is centred: `blurred` starts that many cells late, as with boxes.
        Kernel::Weights(_) => (kernel.reach(), kernel.reach()),
        Kernel::Boxes(boxes) => (boxes.span(), boxes.reach()),
    }
}

/// The three integrals of sixteen lines. They wrap around; what counts is right modulo 2^32.
struct Sums<S: Simd> {
    first: (i32x8<S>, i32x8<S>),
    second: (i32x8<S>, i32x8<S>),
    third: (i32x8<S>, i32x8<S>),
    scale: f32x8<S>,
    half: f32x8<S>,
}

impl<S: Simd> Sums<S> {
    #[simd]
    fn new(simd: S, boxes: Boxes) -> Self {
        let zero = (i32x8::splat(simd, 0), i32x8::splat(simd, 0));
        let scale = f32x8::splat(simd, (2.0 / boxes.sum()) as f32);
        Self { first: zero, second: zero, third: zero, scale, half: f32x8::splat(simd, 0.5) }
    }

    /// Adds the next difference; gives the mean, rounded.
    #[inline(always)]
    fn next(&mut self, difference: i16x16<S>) -> [u8; LANES] {
        let (low, high) = difference.widen();
        let (low, high) = (self.first.0 + low, self.first.1 + high);
        self.first = (low, high);
        let (low, high) = (self.second.0 + low, self.second.1 + high);
        self.second = (low, high);
        let (low, high) = (self.third.0 + low, self.third.1 + high);
        self.third = (low, high);
        bytes(self.mean(low), self.mean(high))
    }

    /// Half the sum fits 31 bits and so converts alike everywhere; the scale makes up for it.
    #[inline(always)]
    fn mean(&self, sum: i32x8<S>) -> i32x8<S> {
        let half: i32x8<S> = (sum.bitcast::<u32x8<S>>() >> 1).bitcast();
        let mean = half.to_float::<f32x8<S>>() * self.scale + self.half;
        mean.to_int()
    }
}

/// Numbers of 0 to 255 as bytes.
#[inline(always)]
fn bytes<S: Simd>(low: i32x8<S>, high: i32x8<S>) -> [u8; LANES] {
    let (low, high) = low.relaxed_narrow(high).bitcast::<u16x16<S>>().split();
    let bytes: u8x16<S> = low.relaxed_narrow(high);
    bytes.to_array()
}
