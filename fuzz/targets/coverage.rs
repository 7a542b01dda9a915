//! Filled polygons against a slow model in f64: the area to the right of each line, pixel by pixel.
#![no_main]

use canvas::backend::raster::{self, Threads};
use canvas::context::Context;
use canvas::geom::{Point, Size};
use canvas::list::Recorder;
use canvas::mem::{Bitmap, Ledger};
use canvas::path::{FillRule, Path};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::Bytes;

/// Two bands, the second one cut short.
const WIDTH: usize = 37;
const HEIGHT: usize = 70;
/// Sums are kept in whole steps, so each line that touches a pixel may be off by a little.
const LEVELS_PER_LINE: f64 = 1.0;
const MOST_LINES: usize = 24;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let rule = if bytes.bit() { FillRule::EvenOdd } else { FillRule::NonZero };
    let mut polygons = Vec::new();
    let mut count = 0;
    while !bytes.is_empty() && count < MOST_LINES {
        let corners = 2 + bytes.below(6);
        polygons.push((0..corners).map(|_| corner(&mut bytes)).collect::<Vec<_>>());
        count += corners;
    }
    let drawn = draw(&polygons, rule);
    let (areas, touching) = model(&polygons);
    for (i, pixel) in drawn.data().chunks_exact(4).enumerate() {
        let wanted = cover(areas[i], rule) * 255.0;
        let off = (f64::from(pixel[3]) - wanted).abs();
        let most = 0.75 + LEVELS_PER_LINE * f64::from(touching[i]);
        let (x, y) = (i % WIDTH, i / WIDTH);
        assert!(off <= most, "({x}, {y}) is {} and should be {wanted}: {polygons:?}", pixel[3]);
    }
});

/// In 256ths, where the rasterizer has its corners: on the canvas and around it.
fn corner(bytes: &mut Bytes<'_>) -> Point {
    let mut axis = |size: usize| {
        let steps = f64::from(u16::from_le_bytes(bytes.take()));
        ((steps / 65535.0 * 3.0 - 1.0) * size as f64 * 256.0).round() / 256.0
    };
    Point::new(axis(WIDTH), axis(HEIGHT))
}

fn draw(polygons: &[Vec<Point>], rule: FillRule) -> Bitmap {
    let mut path = Path::new();
    for corners in polygons {
        path.move_to(corners[0]);
        corners[1..].iter().for_each(|&p| path.line_to(p));
        path.close();
    }
    let ledger = Ledger::new();
    let mut context = Context::new(&ledger).unwrap();
    let mut recorder = Recorder::new(&ledger, WIDTH as u32, HEIGHT as u32).unwrap();
    context.fill_path(&mut recorder, path.into(), rule).unwrap();
    let size = Size::new(WIDTH as u32, HEIGHT as u32).unwrap();
    let mut bitmap = Bitmap::new(&ledger, size).unwrap();
    let options = raster::Options { opaque: false, threads: Threads::One };
    raster::draw(&recorder.take().unwrap(), &mut bitmap, options).unwrap();
    bitmap
}

/// For each pixel the area with its windings, and how many lines pass through it or beside it.
fn model(polygons: &[Vec<Point>]) -> (Vec<f64>, Vec<u32>) {
    let (mut areas, mut touching) = (vec![0.0; WIDTH * HEIGHT], vec![0; WIDTH * HEIGHT]);
    for corners in polygons {
        let next = corners.iter().cycle().skip(1);
        for (&a, &b) in corners.iter().zip(next) {
            for i in 0..WIDTH * HEIGHT {
                let (x, y) = ((i % WIDTH) as f64, (i / WIDTH) as f64);
                let (area, touches) = right_of(a, b, x, y);
                areas[i] += area;
                touching[i] += u32::from(touches);
            }
        }
    }
    (areas, touching)
}

/// The signed area of a pixel to the right of a line, and whether the line is near the pixel.
fn right_of(a: Point, b: Point, x: f64, y: f64) -> (f64, bool) {
    let (top, bottom, sign) = if a.y < b.y { (a, b, 1.0) } else { (b, a, -1.0) };
    let (from, to) = (top.y.max(y), bottom.y.min(y + 1.0));
    if from >= to {
        return (0.0, false);
    }
    let slope = (bottom.x - top.x) / (bottom.y - top.y);
    let at = |y: f64| top.x + (y - top.y) * slope - x;
    let (left, right) = (at(from).min(at(to)), at(from).max(at(to)));
    // How much of the pixel lies to the right, on the average of the line's way from `left` to
    // `right`: the integral of 1 - x, held in 0 to 1.
    let mean = if right - left < 1e-9 {
        1.0 - left.clamp(0.0, 1.0)
    } else {
        (integral(right) - integral(left)) / (right - left)
    };
    (sign * (to - from) * mean, left < 1.1 && right > -0.1)
}

/// The integral of 1 - x, held in 0 to 1, from far left up to `x`, less a constant.
fn integral(x: f64) -> f64 {
    let inside = x.clamp(0.0, 1.0);
    x.min(0.0) + inside - inside * inside / 2.0
}

fn cover(area: f64, rule: FillRule) -> f64 {
    match rule {
        FillRule::NonZero => area.abs().min(1.0),
        FillRule::EvenOdd => {
            let wave = area.rem_euclid(2.0);
            wave.min(2.0 - wave)
        }
    }
}
