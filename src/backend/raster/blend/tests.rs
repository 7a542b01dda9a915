//! Every mode against the specification, every level against plain code, every length of run.

use fearless_simd::Level;

use super::{Cover, Solid, lerp, make_opaque, model, multiply_mask, pixels, scale_mask};
use crate::mem::{at_level, levels};
use crate::paint::{CompositeMode as Mode, Keyword};

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
        const EDGES: [u8; 8] = [0, 1, 2, 127, 128, 253, 254, 255];
        let edge = self.byte().is_multiple_of(2);
        let mut next = || {
            let byte = self.byte();
            if edge { EDGES[usize::from(byte % 8)] } else { byte }
        };
        let a = next();
        let mut color = || if edge { next().min(a) } else { scaled(next(), a) };
        [color(), color(), color(), a]
    }

    fn row(&mut self, pixels: usize) -> Vec<u8> {
        (0..pixels).flat_map(|_| self.pixel()).collect()
    }

    fn mask(&mut self, pixels: usize) -> Vec<u8> {
        let edges = [0, 255, 1, 254];
        let mut cover = |i: usize| if i.is_multiple_of(3) { edges[i / 3 % 4] } else { self.byte() };
        (0..pixels).map(&mut cover).collect()
    }
}

fn scaled(c: u8, by: u8) -> u8 {
    ((u32::from(c) * u32::from(by) + 127) / 255) as u8
}

fn modes() -> impl Iterator<Item = Mode> {
    Mode::TABLE.iter().map(|(mode, _)| *mode).filter(|mode| *mode != Mode::Clear)
}

fn draw_pixels(level: Level, mode: Mode, dst: &[u8], src: &[u8], cover: Cover<'_>) -> Vec<u8> {
    let mut out = dst.to_vec();
    at_level!(level, simd => pixels(simd, mode, &mut out, src, cover));
    out
}

fn draw_solid(level: Level, mode: Mode, dst: &[u8], color: [u8; 4], cover: Cover<'_>) -> Vec<u8> {
    let mut out = dst.to_vec();
    at_level!(level, simd => Solid::new(mode, color).run(simd, &mut out, cover));
    out
}

/// Results are rounded once, or twice under a cover: never a whole step and a half away.
fn assert_near(got: &[u8], mode: Mode, backdrop: [u8; 4], source: [u8; 4], cover: u8) {
    /// Two roundings by half a step each, and what `f32` adds.
    const MOST: f64 = 1.001;
    let exact = model::composite(mode, backdrop, source, cover);
    let near = got.iter().zip(exact).all(|(&got, exact)| (f64::from(got) - exact).abs() <= MOST);
    assert!(near, "{mode:?} {source:?} x {cover} on {backdrop:?}: {got:?}, not {exact:?}");
    assert!(got[..3].iter().all(|c| *c <= got[3]), "{mode:?}: {got:?} is no valid pixel");
}

fn each_near(out: &[u8], mode: Mode, dst: &[u8], src: impl Fn(usize) -> [u8; 4], mask: &[u8]) {
    let pairs = out.chunks_exact(4).zip(dst.as_chunks::<4>().0);
    for (i, (got, backdrop)) in pairs.enumerate() {
        assert_near(got, mode, *backdrop, src(i), mask[i]);
    }
}

#[test]
fn every_mode_follows_the_specification() {
    const RUN: usize = 4096;
    let mut numbers = Numbers(7);
    let (dst, src) = (numbers.row(RUN), numbers.row(RUN));
    let mask = numbers.mask(RUN);
    let level = crate::mem::level();
    for mode in modes() {
        let source = |i: usize| src.as_chunks::<4>().0[i];
        let out = draw_pixels(level, mode, &dst, &src, Cover::Full);
        each_near(&out, mode, &dst, source, &[255; RUN]);
        let out = draw_pixels(level, mode, &dst, &src, Cover::Mask(&mask));
        each_near(&out, mode, &dst, source, &mask);
        for part in [0, 1, 100, 254, 255] {
            let out = draw_pixels(level, mode, &dst, &src, Cover::Even(part));
            each_near(&out, mode, &dst, source, &[part; RUN]);
        }
    }
}

#[test]
fn a_colour_is_composited_as_a_row_of_it() {
    let mut numbers = Numbers(11);
    let dst = numbers.row(67);
    let mask = numbers.mask(67);
    let level = crate::mem::level();
    let mut colors: Vec<[u8; 4]> = (0..20).map(|_| numbers.pixel()).collect();
    colors.extend([[0; 4], [0, 0, 0, 255], [255; 4], [9, 200, 31, 255]]);
    for mode in modes() {
        for &color in &colors {
            let row = color.repeat(67);
            let masks = [vec![255; 67], vec![90; 67], mask.clone()];
            let covers = [Cover::Full, Cover::Even(90), Cover::Mask(&mask)];
            for (cover, weights) in covers.into_iter().zip(masks) {
                let one = draw_solid(level, mode, &dst, color, cover);
                each_near(&one, mode, &dst, |_| color, &weights);
                assert_eq!(one, draw_pixels(level, mode, &dst, &row, cover), "{mode:?} {color:?}");
            }
        }
    }
}

#[test]
fn all_levels_and_all_lengths_give_the_same_bytes() {
    let mut numbers = Numbers(3);
    let levels = levels();
    for run in 0..70 {
        let (dst, src) = (numbers.row(run), numbers.row(run));
        let (mask, color) = (numbers.mask(run), numbers.pixel());
        for mode in modes() {
            for cover in [Cover::Full, Cover::Even(numbers.byte()), Cover::Mask(&mask)] {
                let plain = draw_pixels(levels[0], mode, &dst, &src, cover);
                let plain_solid = draw_solid(levels[0], mode, &dst, color, cover);
                for &level in &levels[1..] {
                    let out = draw_pixels(level, mode, &dst, &src, cover);
                    assert_eq!(out, plain, "{mode:?} {cover:?} {level:?}");
                    let out = draw_solid(level, mode, &dst, color, cover);
                    assert_eq!(out, plain_solid, "{mode:?} {color:?} {cover:?} {level:?}");
                }
            }
        }
    }
}

#[test]
fn a_pixel_is_the_same_wherever_it_lies_in_a_run() {
    let mut numbers = Numbers(5);
    let (dst, src, mask) = (numbers.row(40), numbers.row(40), numbers.mask(40));
    let level = crate::mem::level();
    for mode in modes() {
        let whole = draw_pixels(level, mode, &dst, &src, Cover::Mask(&mask));
        for run in 1..=20 {
            let mut parts = Vec::new();
            for from in (0..40).step_by(run) {
                let to = (from + run).min(40);
                let (bytes, cover) = (from * 4..to * 4, Cover::Mask(&mask[from..to]));
                let part = draw_pixels(level, mode, &dst[bytes.clone()], &src[bytes], cover);
                parts.extend(part);
            }
            assert_eq!(parts, whole, "{mode:?} in runs of {run}");
        }
    }
}

#[test]
fn an_opaque_colour_over_itself_changes_nothing() {
    let mut numbers = Numbers(13);
    for &level in &levels() {
        for _ in 0..50 {
            let [r, g, b, _] = numbers.pixel();
            let color = [r, g, b, 255];
            let (row, mask) = (color.repeat(19), numbers.mask(19));
            for cover in [Cover::Full, Cover::Even(numbers.byte()), Cover::Mask(&mask)] {
                for mode in [Mode::SourceOver, Mode::SourceAtop, Mode::DestinationOver] {
                    assert_eq!(draw_solid(level, mode, &row, color, cover), row, "{mode:?}");
                    assert_eq!(draw_pixels(level, mode, &row, &row, cover), row, "{mode:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_not_covered_stays_under_bounded_modes() {
    let mut numbers = Numbers(17);
    let (dst, src) = (numbers.row(30), numbers.row(30));
    let level = crate::mem::level();
    for mode in modes().filter(|mode| !mode.is_unbounded()) {
        for cover in [Cover::Even(0), Cover::Mask(&[0; 30])] {
            assert_eq!(draw_pixels(level, mode, &dst, &src, cover), dst, "{mode:?}");
            assert_eq!(draw_solid(level, mode, &dst, [255; 4], cover), dst, "{mode:?}");
        }
        let clear = vec![0; dst.len()];
        assert_eq!(draw_pixels(level, mode, &dst, &clear, Cover::Full), dst, "{mode:?}");
    }
}

#[test]
fn a_prepared_colour_serves_many_runs() {
    let mut numbers = Numbers(19);
    let dst = numbers.row(24);
    let level = crate::mem::level();
    for mode in modes() {
        let color = numbers.pixel();
        let whole = draw_solid(level, mode, &dst, color, Cover::Full);
        let mut out = dst.clone();
        let brush = Solid::new(mode, color);
        at_level!(level, simd => {
            for part in out.chunks_mut(3 * 4) {
                brush.run(simd, part, Cover::Full);
            }
        });
        assert_eq!(out, whole, "{mode:?}");
    }
}

#[test]
fn the_shortest_slice_ends_the_run() {
    let level = crate::mem::level();
    for mode in modes() {
        let dst = [40, 50, 60, 200].repeat(12);
        let mask = [130; 10];
        let out = draw_pixels(level, mode, &dst, &[1, 2, 3, 4].repeat(11), Cover::Mask(&mask));
        assert_eq!(out[40..], dst[40..], "{mode:?}");
        let out = draw_pixels(level, mode, &dst, &[1, 2, 3, 4].repeat(9), Cover::Full);
        assert_eq!(out[36..], dst[36..], "{mode:?}");
        let out = draw_solid(level, mode, &dst, [255; 4], Cover::Mask(&mask));
        assert_eq!(out[40..], dst[40..], "{mode:?}");
    }
}

#[test]
fn lerp_moves_towards_the_new_pixels() {
    let mut numbers = Numbers(23);
    for run in 0..70 {
        let (old, new, mask) = (numbers.row(run), numbers.row(run), numbers.mask(run));
        for &level in &levels() {
            let mut out = old.clone();
            at_level!(level, simd => lerp(simd, &mut out, &new, &mask));
            for (i, got) in out.iter().enumerate() {
                let (old, new) = (u32::from(old[i]), u32::from(new[i]));
                let part = u32::from(mask[i / 4]);
                let exact = (old * (255 - part) + new * part + 127) / 255;
                assert_eq!(u32::from(*got), exact, "{level:?} {run}");
            }
        }
    }
}

#[test]
fn masks_multiply_exactly() {
    let all: Vec<u8> = (0..=255).collect();
    for &level in &levels() {
        for by in 0..=255 {
            let exact: Vec<u8> = all.iter().map(|&cover| scaled(cover, by)).collect();
            let (mut one, mut each) = (all.clone(), all.clone());
            at_level!(level, simd => {
                scale_mask(simd, &mut one, by);
                multiply_mask(simd, &mut each, &[by; 256]);
            });
            assert_eq!(one, exact);
            assert_eq!(each, exact);
        }
    }
}

#[test]
fn opaque_means_alpha_alone() {
    for run in 0..40 {
        let row = Numbers(29).row(run);
        let mut exact = row.clone();
        exact.chunks_exact_mut(4).for_each(|pixel| pixel[3] = 255);
        for &level in &levels() {
            let mut out = row.clone();
            at_level!(level, simd => make_opaque(simd, &mut out));
            assert_eq!(out, exact);
        }
    }
}
