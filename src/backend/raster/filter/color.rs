//! The functions that change each pixel by itself.
//! <https://drafts.fxtf.org/filter-effects-1/#ShorthandEquivalents>
//!
//! Two kinds, as in Chromium: those that look at one channel are tables of 256 bytes, cut and not
//! rounded; those that mix the channels are matrices. Tables in a row become one, and matrices in a row
//! run while the pixels are in registers, each clamped but none rounded but the last.
//!
//! Mixing channels is linear, so it needs no division by alpha. In f32, never fused: IEEE 754 gives
//! every level the same bits.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, i32x8, u8x32, u32x8};
use fearless_simd_macros::simd;

use crate::mem::{at_level, level, premultiply, unpremultiply_into};
use crate::paint::FilterFunction;

/// Pixels that are in the works at a time: they stay in the processor's nearest cache.
const CHUNK: usize = 512;
/// Bytes of eight pixels.
const BLOCK: usize = 32;

/// Runs the functions that change colours, up to the first that doesn't; gives how many those are.
pub(super) fn run(functions: &[FilterFunction], pixels: &mut [u8]) -> usize {
    let mut stages: Vec<Stage> = Vec::new();
    let parts = functions.iter().map_while(part);
    let count = parts.map(|part| add(&mut stages, part)).count();
    for chunk in pixels.chunks_mut(CHUNK * 4) {
        for stage in &stages {
            match stage {
                Stage::Tables(tables) => tables.apply(chunk),
                Stage::Matrices(list) => at_level!(level(), simd => mix(simd, list, chunk)),
            }
        }
    }
    count
}

type Table = [u8; 256];
/// Red, green and blue of the result, each from red, green and blue.
type Matrix = [[f32; 3]; 3];

/// What one function does.
enum Part {
    Color(Table),
    Alpha(Table),
    Matrix(Matrix),
}

/// A pass over the pixels.
enum Stage {
    Tables(Box<Tables>),
    Matrices(Vec<Matrix>),
}

/// Applied to straight alpha.
struct Tables {
    color: Table,
    alpha: Table,
}

fn part(function: &FilterFunction) -> Option<Part> {
    Some(match *function {
        FilterFunction::Brightness(v) => Part::Color(line(v, 0.0)),
        FilterFunction::Contrast(v) => Part::Color(line(v, 0.5 - 0.5 * v)),
        FilterFunction::Invert(v) => Part::Color(line(1.0 - 2.0 * v, v)),
        FilterFunction::Opacity(v) => Part::Alpha(line(v, 0.0)),
        FilterFunction::Grayscale(v) => Part::Matrix(between(1.0 - v, GRAY)),
        FilterFunction::Sepia(v) => Part::Matrix(between(1.0 - v, SEPIA)),
        FilterFunction::Saturate(v) => Part::Matrix(between(v, LUMINANCE)),
        FilterFunction::HueRotate(degrees) => Part::Matrix(turned(degrees)),
        FilterFunction::Blur(_) | FilterFunction::DropShadow { .. } => return None,
    })
}

/// Puts a function into the last stage, where it fits in.
fn add(stages: &mut Vec<Stage>, part: Part) {
    match (stages.last_mut(), part) {
        (Some(Stage::Tables(tables)), Part::Color(table)) => then(&mut tables.color, &table),
        (Some(Stage::Tables(tables)), Part::Alpha(table)) => then(&mut tables.alpha, &table),
        (Some(Stage::Matrices(list)), Part::Matrix(matrix)) => list.push(matrix),
        (_, Part::Matrix(matrix)) => stages.push(Stage::Matrices(vec![matrix])),
        (_, Part::Color(color)) => {
            stages.push(Stage::Tables(Box::new(Tables { color, alpha: line(1.0, 0.0) })));
        }
        (_, Part::Alpha(alpha)) => {
            stages.push(Stage::Tables(Box::new(Tables { color: line(1.0, 0.0), alpha })));
        }
    }
}

fn then(first: &mut Table, second: &Table) {
    first.iter_mut().for_each(|v| *v = second[usize::from(*v)]);
}

/// `slope · v + start`, where 1 is full.
fn line(slope: f64, start: f64) -> Table {
    // The cast cuts, and saturates at both ends.
    std::array::from_fn(|v| (slope * v as f64 + start * 255.0) as u8)
}

const IDENTITY: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const GRAY: [[f64; 3]; 3] = [[0.2126, 0.7152, 0.0722]; 3];
/// What the standard keeps to three digits.
const LUMINANCE: [[f64; 3]; 3] = [[0.213, 0.715, 0.072]; 3];
const SEPIA: [[f64; 3]; 3] = [[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]];

/// `kept` of the colour and the rest of what the other matrix makes of it.
fn between(kept: f64, other: [[f64; 3]; 3]) -> Matrix {
    combined([(IDENTITY, kept), (other, 1.0 - kept)])
}

/// <https://drafts.fxtf.org/filter-effects-1/#attr-valuedef-type-huerotate>
fn turned(degrees: f64) -> Matrix {
    const COS: [[f64; 3]; 3] =
        [[0.787, -0.715, -0.072], [-0.213, 0.285, -0.072], [-0.213, -0.715, 0.928]];
    const SIN: [[f64; 3]; 3] =
        [[-0.213, -0.715, 0.928], [0.143, 0.140, -0.283], [-0.787, 0.715, 0.072]];
    let (sin, cos) = degrees.to_radians().sin_cos();
    combined([(LUMINANCE, 1.0), (COS, cos), (SIN, sin)])
}

fn combined<const N: usize>(parts: [([[f64; 3]; 3], f64); N]) -> Matrix {
    let sum = |row: usize, column: usize| -> f64 {
        parts.iter().map(|(matrix, weight)| matrix[row][column] * weight).sum()
    };
    std::array::from_fn(|row| std::array::from_fn(|column| sum(row, column) as f32))
}

impl Tables {
    fn apply(&self, pixels: &mut [u8]) {
        let mut straight = [0; CHUNK * 4];
        let straight = &mut straight[..pixels.len()];
        unpremultiply_into(pixels, straight);
        for [r, g, b, a] in straight.as_chunks_mut::<4>().0 {
            for channel in [r, g, b] {
                *channel = self.color[usize::from(*channel)];
            }
            *a = self.alpha[usize::from(*a)];
        }
        premultiply(straight);
        pixels.copy_from_slice(straight);
    }
}

#[simd]
fn mix<S: Simd>(simd: S, matrices: &[Matrix], pixels: &mut [u8]) {
    let (blocks, rest) = pixels.as_chunks_mut::<BLOCK>();
    for block in blocks {
        *block = mixed(simd, matrices, block);
    }
    if !rest.is_empty() {
        let mut block = [0; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        rest.copy_from_slice(&mixed(simd, matrices, &block)[..rest.len()]);
    }
}

#[simd]
#[inline(always)]
fn mixed<S: Simd>(simd: S, matrices: &[Matrix], pixels: &[u8; BLOCK]) -> [u8; BLOCK] {
    let words: u32x8<S> = u8x32::load_array_ref(simd, pixels).bitcast();
    let alpha = float(words >> 24);
    let (mut r, mut g, mut b) =
        (float(words & 255), float((words >> 8) & 255), float((words >> 16) & 255));
    for [red, green, blue] in matrices {
        let (x, y, z) = (r, g, b);
        r = (x * red[0] + y * red[1] + z * red[2]).max(0.0).min(alpha);
        g = (x * green[0] + y * green[1] + z * green[2]).max(0.0).min(alpha);
        b = (x * blue[0] + y * blue[1] + z * blue[2]).max(0.0).min(alpha);
    }
    let words = round(r) | (round(g) << 8) | (round(b) << 16) | (words & 0xff00_0000);
    words.bitcast::<u8x32<S>>().to_array()
}

#[inline(always)]
fn float<S: Simd>(bytes: u32x8<S>) -> f32x8<S> {
    bytes.bitcast::<i32x8<S>>().to_float()
}

#[inline(always)]
fn round<S: Simd>(value: f32x8<S>) -> u32x8<S> {
    (value + 0.5).to_int::<i32x8<S>>().bitcast()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::levels;
    use FilterFunction::{
        Blur, Brightness, Contrast, Grayscale, HueRotate, Invert, Opacity, Saturate, Sepia,
    };

    fn through(functions: &[FilterFunction], mut pixel: [u8; 4]) -> [u8; 4] {
        assert_eq!(run(functions, &mut pixel), functions.len());
        pixel
    }

    #[test]
    fn colours_are_chromiums() {
        let rust = [200, 60, 20, 255];
        for (function, wanted) in [
            (Brightness(1.1), [220, 66, 22, 255]),
            (Brightness(0.3), [60, 18, 6, 255]),
            (Contrast(0.5), [163, 93, 73, 255]),
            (Contrast(1.7), [250, 12, 0, 255]),
            (Invert(1.0), [55, 195, 235, 255]),
            (Invert(0.3), [156, 100, 84, 255]),
            (Grayscale(1.0), [87, 87, 87, 255]),
            (Grayscale(0.5), [143, 73, 53, 255]),
            (Sepia(1.0), [129, 114, 89, 255]),
            (Saturate(2.0), [255, 33, 0, 255]),
            (HueRotate(90.0), [20, 118, 0, 255]),
            (Opacity(0.5), [100, 30, 10, 127]),
        ] {
            assert_eq!(through(&[function], rust), wanted, "{function:?}");
        }
    }

    #[test]
    fn lists_are_chromiums() {
        let rust = [200, 60, 20, 255];
        for (functions, wanted) in [
            (&[Brightness(1.5), Contrast(0.8)][..], [229, 97, 49, 255]),
            (&[Grayscale(1.0), Brightness(1.3)], [113, 113, 113, 255]),
            // What the first clamps away is gone.
            (&[Saturate(3.0), Saturate(0.3)], [118, 43, 41, 255]),
        ] {
            assert_eq!(through(functions, rust), wanted, "{functions:?}");
        }
    }

    #[test]
    fn alpha_is_no_colour() {
        assert_eq!(through(&[Invert(1.0), Contrast(0.0)], [0; 4]), [0; 4]);
        assert_eq!(through(&[Invert(1.0)], [100, 0, 50, 100]), [0, 100, 50, 100]);
        assert_eq!(through(&[Saturate(9.0)], [60, 10, 10, 100]), [100, 0, 0, 100]);
        assert_eq!(through(&[Opacity(0.5), Opacity(0.5)], [255; 4]), [63; 4]);
    }

    #[test]
    fn the_most_of_everything_is_harmless() {
        for v in [0.0, 1e-9, 1.0, 4096.0] {
            for function in [Brightness(v), Contrast(v), Saturate(v)] {
                for alpha in [0, 1, 77, 255] {
                    let [r, g, b, a] = through(&[function], [alpha, alpha / 2, 0, alpha]);
                    assert!(r <= a && g <= a && b <= a, "{function:?}");
                }
            }
        }
        assert_eq!(through(&[Saturate(4096.0)], [128, 128, 128, 255]), [128, 128, 128, 255]);
    }

    #[test]
    fn it_ends_where_pixels_depend_on_others() {
        let mut pixel = [9, 9, 9, 255];
        let functions = [Opacity(1.0), Sepia(0.5), Blur(1.0), Invert(1.0)];
        assert_eq!(run(&functions, &mut pixel), 2);
        assert_eq!(run(&functions[2..], &mut pixel), 0);
    }

    #[test]
    fn every_level_gives_the_same_bytes() {
        let matrices = [turned(77.0), between(0.3, SEPIA), between(2.5, LUMINANCE)];
        for count in [1, 7, 8, 9, 100] {
            let source: Vec<u8> = (0..count * 4u32)
                .flat_map(|i| {
                    let a = (i * 89 % 256) as u8;
                    [a, a / 2, a / 3, a]
                })
                .collect();
            let results: Vec<_> = levels()
                .into_iter()
                .map(|level| {
                    let mut pixels = source.clone();
                    at_level!(level, simd => mix(simd, &matrices, &mut pixels));
                    pixels
                })
                .collect();
            assert!(results.windows(2).all(|two| two[0] == two[1]));
        }
    }
}
