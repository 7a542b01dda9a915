//! The compositor against the specification, Chromium, and itself at every level.

use fearless_simd::Level;

use super::blend;
use crate::backend::raster::blend::{Cover, model};
use crate::mem::{LANES, Planes, at_level, level, levels};
use crate::paint::{CompositeMode as Mode, Keyword};

const PIXEL: usize = 8;

/// Xorshift, with the same numbers in each run.
struct Numbers(u32);

impl Numbers {
    fn byte(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 11) as u8
    }

    /// A valid premultiplied pixel; every other one lies at the edges of what there is.
    fn pixel(&mut self) -> [u8; 4] {
        const EDGES: [u8; 6] = [0, 1, 127, 128, 254, 255];
        let edge = self.byte().is_multiple_of(2);
        let mut next = || {
            let byte = self.byte();
            if edge { EDGES[usize::from(byte % 6)] } else { byte }
        };
        let a = next();
        [next().min(a), next().min(a), next().min(a), a]
    }

    /// Any number a canvas may hold, far ones too.
    fn any(&mut self) -> f32 {
        let size = f32::from(self.byte()) / 64.0 - 2.0;
        if self.byte() < 16 { size * 30_000.0 } else { size }
    }
}

fn modes() -> impl Iterator<Item = Mode> {
    Mode::TABLE.iter().map(|(mode, _)| *mode).filter(|mode| *mode != Mode::Clear)
}

fn mode(name: &str) -> Mode {
    Mode::TABLE.iter().find(|(_, n)| *n == name).unwrap().0
}

fn of_bytes(pixels: &[[u8; 4]; LANES]) -> Planes {
    let mut planes = Planes::default();
    planes.load_bytes(pixels.as_flattened());
    planes
}

fn blended(mode: Mode, dst: &Planes, src: &Planes) -> Planes {
    let mut out = *dst;
    at_level!(level(), simd => blend::blend(simd, mode, &mut out, src, LANES));
    out
}

fn drawn(level: Level, mode: Mode, dst: &Planes, src: &Planes, cover: Cover<'_>) -> Vec<u8> {
    let mut row = vec![0; LANES * PIXEL];
    dst.store_halves(&mut row);
    at_level!(level, simd => blend::row(simd, mode, &mut row, src, cover));
    row
}

#[test]
fn every_mode_follows_the_specification() {
    /// Of a byte: where `color-burn` divides by 1 / 255, it is what f32 knows of it.
    const MOST: f64 = 0.02;
    let mut numbers = Numbers(5);
    for _ in 0..64 {
        let dst: [[u8; 4]; LANES] = std::array::from_fn(|_| numbers.pixel());
        let src: [[u8; 4]; LANES] = std::array::from_fn(|_| numbers.pixel());
        for mode in modes() {
            let out = blended(mode, &of_bytes(&dst), &of_bytes(&src));
            for i in 0..LANES {
                let exact = model::composite(mode, dst[i], src[i], 255);
                for (c, exact) in exact.iter().enumerate() {
                    let got = f64::from(out.0[c][i]) * 255.0;
                    let (d, s) = (dst[i], src[i]);
                    assert!((got - exact).abs() <= MOST, "{mode:?} {s:?} on {d:?}: {got} {exact}");
                }
            }
        }
    }
}

#[test]
fn coverage_follows_the_specification() {
    /// Of a half between 0.5 and 1: the result is rounded once, the backdrop was before.
    const MOST: f64 = 255.0 / 2048.0;
    let mut numbers = Numbers(9);
    let dst: [[u8; 4]; LANES] = std::array::from_fn(|_| numbers.pixel());
    let src: [[u8; 4]; LANES] = std::array::from_fn(|_| numbers.pixel());
    let mask: [u8; LANES] = std::array::from_fn(|_| numbers.byte());
    for mode in modes() {
        let even = [100; LANES];
        for (cover, weights) in [(Cover::Mask(&mask), &mask), (Cover::Even(100), &even)] {
            let row = drawn(level(), mode, &of_bytes(&dst), &of_bytes(&src), cover);
            let mut out = Planes::default();
            out.load_halves(&row);
            for i in 0..LANES {
                let exact = model::composite(mode, dst[i], src[i], weights[i]);
                for (c, exact) in exact.iter().enumerate() {
                    let got = f64::from(out.0[c][i]) * 255.0;
                    assert!((got - exact).abs() <= MOST, "{mode:?} {i} {c}: {got} {exact}");
                }
            }
        }
    }
}

/// Backdrop and source, straight, that Chromium 156 drew on a float16 canvas.
const FAR: [([f32; 4], [f32; 4]); 5] = [
    ([0.2, 0.6, 0.9, 0.7], [0.8, 0.3, 0.1, 0.4]),
    ([0.2, 0.6, 0.9, 1.0], [0.8, 0.3, 0.1, 1.0]),
    ([1.5, -0.5, 0.9, 1.0], [0.8, 0.3, 2.0, 0.5]),
    ([0.8, 0.9, 0.7, 1.0], [1.5, -0.5, 0.9, 1.0]),
    ([3.0, 2.0, -1.0, 1.0], [2.0, -1.0, 3.0, 1.0]),
];

/// What it had then, straight: mode, which of [`FAR`], pixel.
#[rustfmt::skip]
const CHROMIUM: &[(&str, usize, [f32; 4])] = &[
    ("source-over", 2, [1.1504, -0.1, 1.4502, 1.0]),
    ("source-over", 4, [2.0, -1.0, 3.0, 1.0]),
    ("source-in", 2, [0.7998, 0.3, 2.0, 0.5]),
    ("source-in", 4, [2.0, -1.0, 3.0, 1.0]),
    ("source-out", 2, [0.0, 0.0, 0.0, 0.0]),
    ("source-out", 4, [0.0, 0.0, 0.0, 0.0]),
    ("source-atop", 2, [1.1504, -0.1, 1.4502, 1.0]),
    ("source-atop", 4, [2.0, -1.0, 3.0, 1.0]),
    ("destination-over", 2, [1.5, -0.5, 0.8999, 1.0]),
    ("destination-over", 4, [3.0, 2.0, -1.0, 1.0]),
    ("destination-in", 2, [1.5, -0.5, 0.8999, 0.5]),
    ("destination-in", 4, [3.0, 2.0, -1.0, 1.0]),
    ("destination-out", 2, [1.5, -0.5, 0.8999, 0.5]),
    ("destination-out", 4, [0.0, 0.0, 0.0, 0.0]),
    ("destination-atop", 2, [1.5, -0.5, 0.8999, 0.5]),
    ("destination-atop", 4, [3.0, 2.0, -1.0, 1.0]),
    ("lighter", 2, [1.0, -0.3501, 1.0, 1.0]),
    ("lighter", 4, [1.0, 1.0, 1.0, 1.0]),
    ("copy", 2, [0.7998, 0.3, 2.0, 0.5]),
    ("copy", 4, [2.0, -1.0, 3.0, 1.0]),
    ("xor", 2, [1.5, -0.5, 0.8999, 0.5]),
    ("xor", 4, [0.0, 0.0, 0.0, 0.0]),
    ("multiply", 2, [1.3496, -0.325, 1.3496, 1.0]),
    ("multiply", 4, [6.0, -2.0, -3.0, 1.0]),
    ("screen", 2, [1.2998, -0.2749, 1.0, 1.0]),
    ("screen", 4, [-1.0, 3.0, 5.0, 1.0]),
    ("overlay", 2, [1.3496, -0.3999, 1.0498, 1.0]),
    ("overlay", 4, [-3.0, 5.0, -6.0, 1.0]),
    ("darken", 2, [1.1504, -0.5, 0.8999, 1.0]),
    ("darken", 4, [2.0, -1.0, -1.0, 1.0]),
    ("lighten", 2, [1.5, -0.1, 1.4502, 1.0]),
    ("lighten", 4, [3.0, 2.0, 3.0, 1.0]),
    ("color-dodge", 2, [1.25, -0.6069, 0.0, 1.0]),
    ("color-dodge", 4, [-3.0, 1.0, 0.5, 1.0]),
    ("color-burn", 2, [1.5625, -0.25, 0.9248, 1.0]),
    ("color-burn", 4, [2.0, 0.0, 0.3333, 1.0]),
    ("hard-light", 2, [1.3496, -0.3999, 1.0498, 1.0]),
    ("hard-light", 4, [-3.0, -4.0, 9.0, 1.0]),
    ("soft-light", 2, [1.417, -0.3501, 0.9731, 1.0]),
    ("soft-light", 4, [-0.8037, 8.0, -156.0, 1.0]),
    ("difference", 2, [1.0996, 0.15, 1.0, 1.0]),
    ("difference", 4, [1.0, 3.0, 4.0, 1.0]),
    ("exclusion", 2, [0.7002, -0.2, 0.1001, 1.0]),
    ("exclusion", 4, [-7.0, 5.0, 8.0, 1.0]),
    ("hue", 2, [0.9058, -0.1821, 0.8159, 1.0]),
    ("hue", 4, [1.3643, 2.459, 1.0, 1.0]),
    ("saturation", 2, [1.0244, -0.2124, 0.6538, 1.0]),
    ("saturation", 4, [1.3262, 1.9512, 3.8262, 1.0]),
    ("color", 2, [0.9106, -0.1925, 0.8579, 1.0]),
    ("color", 4, [1.3643, 2.459, 1.0, 1.0]),
    ("luminosity", 2, [1.2217, -0.0243, 0.8481, 1.0]),
    ("luminosity", 4, [0.4155, 0.3423, 0.1221, 1.0]),
];

#[test]
fn numbers_beyond_0_and_1_go_through_as_in_chromium() {
    for (name, pair, wanted) in CHROMIUM {
        let premultiplied = |[r, g, b, a]: [f32; 4]| Planes::of([r * a, g * a, b * a, a]);
        let (dst, src) = FAR[*pair];
        let mut out = blended(mode(name), &premultiplied(dst), &premultiplied(src));
        out.unpremultiply();
        for (c, wanted) in wanted.iter().enumerate() {
            let got = out.0[c][0];
            // Chromium's colours and results are halves, which blend modes make a little coarser.
            let most = 2e-3 * (1.0 + wanted.abs());
            assert!((got - wanted).abs() <= most, "{name} {pair} {c}: {got} {wanted}");
        }
    }
}

#[test]
fn every_level_gives_the_same_halves_and_all_are_finite() {
    let mut numbers = Numbers(3);
    for round in 0..20 {
        let mut any = || {
            let mut planes = Planes::default();
            planes.0.iter_mut().flatten().for_each(|value| *value = numbers.any());
            planes
        };
        let (dst, src) = (any(), any());
        let mask: [u8; LANES] = std::array::from_fn(|_| numbers.byte());
        for mode in modes() {
            for cover in [Cover::Full, Cover::Even(77), Cover::Mask(&mask)] {
                let plain = drawn(Level::fallback(), mode, &dst, &src, cover);
                for level in levels() {
                    let row = drawn(level, mode, &dst, &src, cover);
                    assert!(row == plain, "{mode:?} {cover:?} {level:?} {round}");
                }
                let halves = plain.as_chunks::<2>().0.iter();
                assert!(halves.map(|h| u16::from_le_bytes(*h)).all(|h| h & 0x7c00 != 0x7c00));
            }
        }
    }
}

#[test]
fn runs_of_every_length_touch_their_own_pixels_only() {
    let (dst, src) = (Planes::of([0.1, 0.2, 0.3, 0.5]), Planes::of([0.4, 0.0, 0.2, 0.4]));
    let whole = drawn(level(), Mode::Xor, &dst, &src, Cover::Full);
    for len in 1..=LANES {
        let mut row = vec![0; LANES * PIXEL];
        dst.store_halves(&mut row);
        let before = row.clone();
        let run = &mut row[..len * PIXEL];
        at_level!(level(), simd => blend::row(simd, Mode::Xor, run, &src, Cover::Full));
        assert!(row[..len * PIXEL] == whole[..len * PIXEL]);
        assert!(row[len * PIXEL..] == before[len * PIXEL..]);
    }
}
