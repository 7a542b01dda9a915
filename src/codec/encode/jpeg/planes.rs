//! A strip of pixels as luma and colour differences, ready for the transform: floats around zero.
//!
//! JFIF's conversion (ITU-R BT.601, full range, <https://www.w3.org/Graphics/JPEG/jfif3.pdf>). Halved
//! colours are those of the mean of four pixels, which the conversion, being linear, allows. Samples
//! outside the picture repeat its last column and row.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, i32x8, u8x32, u32x8};
use fearless_simd_macros::simd;

use crate::mem::Bitmap;

/// Weights of red, green and blue.
const LUMA: [f32; 3] = [0.299, 0.587, 0.114];
/// `(blue - luma) / 1.772`.
const BLUE: [f32; 3] = [-0.168_735_89, -0.331_264_1, 0.5];
/// `(red - luma) / 1.402`.
const RED: [f32; 3] = [0.5, -0.418_687_6, -0.081_312_41];

/// The three planes of one strip.
pub(super) struct Planes {
    /// Pixels of a row, a whole number of coding units.
    width: usize,
    halved: bool,
    luma: Vec<f32>,
    blue: Vec<f32>,
    red: Vec<f32>,
    /// Two rows of pixels, filled up to `width`.
    rows: [Vec<u8>; 2],
}

impl Planes {
    pub(super) fn new(width: usize, halved: bool) -> Self {
        // Full colours need units of 8 pixels only; 16 let both kinds be converted alike.
        let width = width.next_multiple_of(16);
        let luma = if halved { width * 16 } else { width * 8 };
        let colours = if halved { luma / 4 } else { luma };
        Self {
            width,
            halved,
            luma: vec![0.0; luma],
            blue: vec![0.0; colours],
            red: vec![0.0; colours],
            rows: [vec![0; width * 4], vec![0; width * 4]],
        }
    }

    pub(super) fn halved(&self) -> bool {
        self.halved
    }

    /// Rows of pixels in a strip.
    pub(super) fn height(&self) -> usize {
        if self.halved { 16 } else { 8 }
    }

    /// Luma, blue and red, each with its width.
    pub(super) fn all(&self) -> [(&[f32], usize); 3] {
        let colours = if self.halved { self.width / 2 } else { self.width };
        [(&self.luma, self.width), (&self.blue, colours), (&self.red, colours)]
    }

    /// Fills the planes with strip `y` of the picture.
    pub(super) fn load<S: Simd>(&mut self, simd: S, bitmap: &Bitmap, y: usize) {
        let first = y * self.height();
        for pair in 0..self.height() / 2 {
            for (i, row) in self.rows.iter_mut().enumerate() {
                fill_row(row, bitmap, first + pair * 2 + i);
            }
            self.convert_pair(simd, pair);
        }
    }

    /// Converts the two rows in `rows` into the rows `2 * pair` and `2 * pair + 1`.
    fn convert_pair<S: Simd>(&mut self, simd: S, pair: usize) {
        let (w, [top, bottom]) = (self.width, &self.rows);
        let at = pair * 2 * w;
        weigh(simd, top, LUMA, -128.0, &mut self.luma[at..at + w]);
        weigh(simd, bottom, LUMA, -128.0, &mut self.luma[at + w..at + 2 * w]);
        if self.halved {
            let half = pair * w / 2..(pair + 1) * w / 2;
            halve(simd, top, bottom, &mut self.blue[half.clone()], &mut self.red[half]);
            return;
        }
        for (row, at) in [(top, at), (bottom, at + w)] {
            weigh(simd, row, BLUE, 0.0, &mut self.blue[at..at + w]);
            weigh(simd, row, RED, 0.0, &mut self.red[at..at + w]);
        }
    }
}

/// Row `y`, or the last one, with its last pixel repeated.
fn fill_row(row: &mut [u8], bitmap: &Bitmap, y: usize) {
    let stride = bitmap.stride();
    let start = y.min(bitmap.height() as usize - 1) * stride;
    let (inside, beyond) = row.split_at_mut(stride);
    inside.copy_from_slice(&bitmap.data()[start..start + stride]);
    let last = inside.last_chunk().copied().unwrap_or([0; 4]);
    beyond.as_chunks_mut().0.fill(last);
}

#[inline(always)]
fn load<S: Simd>(simd: S, pixels: &[u8; 32]) -> u32x8<S> {
    u8x32::load_array_ref(simd, pixels).bitcast()
}

#[inline(always)]
fn float<S: Simd>(value: u32x8<S>) -> f32x8<S> {
    value.bitcast::<i32x8<S>>().to_float()
}

#[inline(always)]
fn weighted<S: Simd>([r, g, b]: [f32x8<S>; 3], weights: [f32; 3]) -> f32x8<S> {
    r * weights[0] + g * weights[1] + b * weights[2]
}

/// The weighted sum of each pixel's channels.
#[simd]
fn weigh<S: Simd>(simd: S, row: &[u8], weights: [f32; 3], shift: f32, out: &mut [f32]) {
    let pixels = row.as_chunks::<32>().0.iter();
    for (pixels, out) in pixels.zip(out.as_chunks_mut::<8>().0) {
        let pixels = load(simd, pixels);
        let channels = [pixels & 255, (pixels >> 8) & 255, (pixels >> 16) & 255];
        (weighted(channels.map(float), weights) + shift).store_array(out);
    }
}

/// Both colour differences of each two by two pixels.
#[simd]
fn halve<S: Simd>(simd: S, top: &[u8], bottom: &[u8], blue: &mut [f32], red: &mut [f32]) {
    let rows = top.as_chunks::<64>().0.iter().zip(bottom.as_chunks::<64>().0);
    let out = blue.as_chunks_mut::<8>().0.iter_mut().zip(red.as_chunks_mut::<8>().0);
    for ((top, bottom), (blue, red)) in rows.zip(out) {
        let (top, bottom) = (top.as_chunks::<32>().0, bottom.as_chunks::<32>().0);
        let left = columns(load(simd, &top[0]), load(simd, &bottom[0]));
        let right = columns(load(simd, &top[1]), load(simd, &bottom[1]));
        // Of eight columns each; a sum has at most ten bits.
        let [rb, g] = [0, 1].map(|i| left[i].unzip_low(right[i]) + left[i].unzip_high(right[i]));
        let channels = [rb & 0xFFFF, g, rb >> 16].map(float);
        weighted(channels, BLUE.map(|weight| weight / 4.0)).store_array(blue);
        weighted(channels, RED.map(|weight| weight / 4.0)).store_array(red);
    }
}

/// Red (low half) and blue (high half) of two pixels added, and green.
#[inline(always)]
fn columns<S: Simd>(top: u32x8<S>, bottom: u32x8<S>) -> [u32x8<S>; 2] {
    let rb = (top & 0x00FF_00FF) + (bottom & 0x00FF_00FF);
    [rb, ((top >> 8) & 255) + ((bottom >> 8) & 255)]
}
