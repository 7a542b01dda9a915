//! The specification in `f64`, pixel by pixel and word for word: what the tests hold the code to.
//! <https://drafts.fxtf.org/compositing/>

use crate::paint::CompositeMode as Mode;

type Color = [f64; 3];

/// A premultiplied pixel in `0.0..=255.0`, exact, for a source weakened by `cover` (255 is all).
pub(in crate::backend::raster) fn composite(
    mode: Mode,
    backdrop: [u8; 4],
    source: [u8; 4],
    cover: u8,
) -> [f64; 4] {
    let unit = |pixel: [u8; 4]| pixel.map(|c| f64::from(c) / 255.0);
    let (d, s) = (unit(backdrop), unit(source).map(|c| c * f64::from(cover) / 255.0));
    let result = match porter_duff(mode, s[3], d[3]) {
        Some((from_source, from_backdrop)) => {
            std::array::from_fn(|i| (s[i] * from_source + d[i] * from_backdrop).min(1.0))
        }
        None => blend(mode, d, s),
    };
    result.map(|c| c * 255.0)
}

/// How much of the source and of the backdrop the result has.
fn porter_duff(mode: Mode, sa: f64, da: f64) -> Option<(f64, f64)> {
    Some(match mode {
        Mode::SourceOver => (1.0, 1.0 - sa),
        Mode::SourceIn => (da, 0.0),
        Mode::SourceOut => (1.0 - da, 0.0),
        Mode::SourceAtop => (da, 1.0 - sa),
        Mode::DestinationOver => (1.0 - da, 1.0),
        Mode::DestinationIn => (0.0, sa),
        Mode::DestinationOut => (0.0, 1.0 - sa),
        Mode::DestinationAtop => (1.0 - da, sa),
        Mode::Lighter => (1.0, 1.0),
        Mode::Copy => (1.0, 0.0),
        Mode::Xor => (1.0 - da, 1.0 - sa),
        _ => return None,
    })
}

/// `co = cs·αs·(1 - αb) + cb·αb·(1 - αs) + αs·αb·B(cb, cs)`.
fn blend(mode: Mode, d: [f64; 4], s: [f64; 4]) -> [f64; 4] {
    let (sa, da) = (s[3], d[3]);
    let straight = |p: [f64; 4]| -> Color {
        std::array::from_fn(|i| if p[3] == 0.0 { 0.0 } else { (p[i] / p[3]).min(1.0) })
    };
    let mixed = mix(mode, straight(d), straight(s));
    let channel = |i: usize| s[i] * (1.0 - da) + d[i] * (1.0 - sa) + sa * da * mixed[i];
    [channel(0), channel(1), channel(2), sa + da - sa * da]
}

fn mix(mode: Mode, cb: Color, cs: Color) -> Color {
    match mode {
        Mode::Hue => set_lum(set_sat(cs, sat(cb)), lum(cb)),
        Mode::Saturation => set_lum(set_sat(cb, sat(cs)), lum(cb)),
        Mode::Color => set_lum(cs, lum(cb)),
        Mode::Luminosity => set_lum(cb, lum(cs)),
        _ => std::array::from_fn(|i| separable(mode, cb[i], cs[i])),
    }
}

fn separable(mode: Mode, cb: f64, cs: f64) -> f64 {
    match mode {
        Mode::Multiply => cb * cs,
        Mode::Screen => cb + cs - cb * cs,
        Mode::Overlay => separable(Mode::HardLight, cs, cb),
        Mode::Darken => cb.min(cs),
        Mode::Lighten => cb.max(cs),
        Mode::ColorDodge if cb == 0.0 => 0.0,
        Mode::ColorDodge if cs == 1.0 => 1.0,
        Mode::ColorDodge => (cb / (1.0 - cs)).min(1.0),
        Mode::ColorBurn if cb == 1.0 => 1.0,
        Mode::ColorBurn if cs == 0.0 => 0.0,
        Mode::ColorBurn => 1.0 - ((1.0 - cb) / cs).min(1.0),
        Mode::HardLight if cs <= 0.5 => separable(Mode::Multiply, cb, 2.0 * cs),
        Mode::HardLight => separable(Mode::Screen, cb, 2.0 * cs - 1.0),
        Mode::SoftLight if cs <= 0.5 => cb - (1.0 - 2.0 * cs) * cb * (1.0 - cb),
        Mode::SoftLight => {
            let curve = if cb <= 0.25 { ((16.0 * cb - 12.0) * cb + 4.0) * cb } else { cb.sqrt() };
            cb + (2.0 * cs - 1.0) * (curve - cb)
        }
        Mode::Difference => (cb - cs).abs(),
        Mode::Exclusion => cb + cs - 2.0 * cb * cs,
        _ => panic!("{mode:?} is not separable"),
    }
}

fn lum([r, g, b]: Color) -> f64 {
    0.3 * r + 0.59 * g + 0.11 * b
}

fn ends(color: Color) -> (f64, f64) {
    (color.iter().copied().fold(f64::MAX, f64::min), color.iter().copied().fold(0.0, f64::max))
}

fn sat(color: Color) -> f64 {
    let (low, high) = ends(color);
    high - low
}

fn set_sat(color: Color, wanted: f64) -> Color {
    let (low, high) = ends(color);
    color.map(|c| if high > low { (c - low) * wanted / (high - low) } else { 0.0 })
}

fn set_lum(color: Color, wanted: f64) -> Color {
    let step = wanted - lum(color);
    clip_color(color.map(|c| c + step))
}

fn clip_color(color: Color) -> Color {
    let (l, (low, high)) = (lum(color), ends(color));
    if low < 0.0 {
        color.map(|c| l + (c - l) * l / (l - low))
    } else if high > 1.0 {
        color.map(|c| l + (c - l) * (1.0 - l) / (high - l))
    } else {
        color
    }
}
