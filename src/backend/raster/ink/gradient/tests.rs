//! Gradients against a plain f64 reading of the standard, and what must not change a byte.

use fearless_simd::Level;

use super::*;
use crate::geom::Point;
use crate::mem::{self, at_level};
use crate::paint::{Color, ColorStop};

const WIDTH: usize = 70;
const HEIGHT: i32 = 60;

fn linear(x0: f64, y0: f64, x1: f64, y1: f64) -> GradientGeometry {
    GradientGeometry::Linear { from: Point::new(x0, y0), to: Point::new(x1, y1) }
}

fn radial(
    x0: f64,
    y0: f64,
    from_radius: f64,
    x1: f64,
    y1: f64,
    to_radius: f64,
) -> GradientGeometry {
    let (from, to) = (Point::new(x0, y0), Point::new(x1, y1));
    GradientGeometry::Radial { from, from_radius, to, to_radius }
}

fn conic(start_angle: f64, x: f64, y: f64) -> GradientGeometry {
    GradientGeometry::Conic { start_angle, center: Point::new(x, y) }
}

/// Every kind of pair, and numbers that are hard on f32.
fn geometries() -> Vec<GradientGeometry> {
    vec![
        linear(3.0, 4.0, 61.0, 52.0),
        linear(60.0, 10.0, 8.0, 31.0),
        linear(5.0, 0.0, 40.0, 0.0),
        linear(0.0, 40.0, 0.0, 5.0),
        linear(30.0, 30.0, 30.1, 30.2),
        radial(30.0, 30.0, 0.0, 30.0, 30.0, 28.0),
        radial(30.0, 30.0, 25.0, 30.0, 30.0, 5.0),
        radial(28.0, 33.0, 4.0, 36.0, 30.0, 25.0),
        radial(36.0, 30.0, 25.0, 28.0, 33.0, 4.0),
        radial(24.0, 30.0, 0.0, 30.0, 30.0, 28.0),
        radial(20.0, 20.0, 3.0, 50.0, 40.0, 12.0),
        radial(50.0, 40.0, 12.0, 20.0, 20.0, 3.0),
        radial(20.0, 20.0, 9.0, 50.0, 40.0, 9.0),
        radial(20.0, 30.0, 0.0, 40.0, 30.0, 20.0),
        radial(40.0, 30.0, 20.0, 20.0, 30.0, 0.0),
        radial(26.0, 32.0, 5.0, 32.0, 40.0, 15.0),
        radial(20.0, 30.0, 10.0, 50.0, 30.0, 10.000_001),
        radial(20.0, 30.0, 10.0, 50.0, 30.0, 10.1),
        radial(1e5, 0.0, 1e5 - 20.0, 1e5, 0.0, 1e5 - 50.0),
        conic(0.0, 30.0, 30.0),
        conic(1.0, 20.3, 41.7),
        conic(-7.5, -50.0, 90.0),
    ]
}

fn transforms() -> Vec<Transform> {
    vec![
        Transform::IDENTITY,
        Transform::new(0.8, 0.3, -0.5, 1.1, 12.0, -6.0),
        Transform::new(-1.0, 0.0, 0.0, 2.5, 65.0, -40.0),
    ]
}

fn stops() -> Vec<ColorStop> {
    let stop = |offset, r, g, b, a| ColorStop { offset, color: Color::rgba(r, g, b, a) };
    vec![
        stop(0.0, 255, 0, 10, 1.0),
        stop(0.25, 20, 255, 0, 1.0),
        stop(0.25, 0, 40, 255, 0.2),
        stop(0.7, 255, 255, 255, 0.6),
        stop(0.72, 0, 0, 0, 0.6),
        stop(1.0, 90, 200, 130, 0.6),
    ]
}

fn gradient(geometry: GradientGeometry, stops: &[ColorStop]) -> Gradient {
    let mut gradient = Gradient::new(geometry);
    stops.iter().for_each(|&stop| gradient.add_stop(stop));
    gradient
}

fn opaque() -> Vec<ColorStop> {
    stops().into_iter().map(|s| ColorStop { color: Color { a: 1.0, ..s.color }, ..s }).collect()
}

fn ink(geometry: GradientGeometry, stops: &[ColorStop], t: &Transform) -> GradientInk {
    GradientInk::new(&gradient(geometry, stops), t, 1.0).unwrap()
}

fn row(ink: &GradientInk, level: Level, x: i32, y: i32, pixels: usize) -> Vec<u8> {
    let mut out = vec![7; pixels * 4];
    at_level!(level, simd => ink.row(simd, x, y, &mut out));
    out
}

/// The standard's words for a point of user space; `None` where nothing is painted.
fn model_offset(geometry: GradientGeometry, p: Point) -> Option<f64> {
    let dot = |a: Point, b: Point| a.x * b.x + a.y * b.y;
    match geometry {
        GradientGeometry::Linear { from, to } => {
            Some(dot(p - from, to - from) / dot(to - from, to - from))
        }
        GradientGeometry::Conic { start_angle, center } => {
            let v = p - center;
            Some(((v.y.atan2(v.x) - start_angle) / std::f64::consts::TAU).rem_euclid(1.0))
        }
        GradientGeometry::Radial { from, from_radius, to, to_radius } => {
            let (d, growth, v) = (to - from, to_radius - from_radius, p - from);
            let a = dot(d, d) - growth * growth;
            let b = -2.0 * (dot(v, d) + from_radius * growth);
            let c = dot(v, v) - from_radius * from_radius;
            let root = (b * b - 4.0 * a * c).sqrt();
            let both = [(-b + root) / (2.0 * a), (-b - root) / (2.0 * a), -c / b];
            let solutions = if a.abs() < 1e-9 { &both[2..] } else { &both[..2] };
            let drawn = |t: &&f64| t.is_finite() && from_radius + **t * growth > 0.0;
            solutions.iter().filter(drawn).copied().reduce(f64::max)
        }
    }
}

fn model_color(stops: &[ColorStop], t: f64, alpha: f64) -> [f64; 4] {
    let at = |c: Color| {
        let [r, g, b] = c.bytes().map(f64::from);
        [r, g, b, f64::from(c.a)]
    };
    let before = stops.iter().rfind(|s| s.offset <= t);
    let after = stops.iter().find(|s| s.offset > t);
    let [r, g, b, a] = match (before, after) {
        (Some(p), Some(n)) => {
            let part = (t - p.offset) / (n.offset - p.offset);
            let (p, n) = (at(p.color), at(n.color));
            std::array::from_fn(|c| p[c] + (n[c] - p[c]) * part)
        }
        (Some(one), None) | (None, Some(one)) => at(one.color),
        (None, None) => [0.0; 4],
    };
    [r * a * alpha, g * a * alpha, b * a * alpha, a * alpha * 255.0]
}

/// The pixel is right to a level for a place that is at most a thousandth of a pixel off.
fn is_right(pixel: &[u8], gradient: &Gradient, inverse: &Transform, p: Point, alpha: f64) -> bool {
    const OFF: f64 = 1e-3;
    [(0.0, 0.0), (OFF, 0.0), (-OFF, 0.0), (0.0, OFF), (0.0, -OFF)].iter().any(|&(x, y)| {
        let offset = model_offset(gradient.geometry(), inverse.map(p + Point::new(x, y)));
        let want = offset.map_or([0.0; 4], |t| model_color(gradient.stops(), t, alpha));
        pixel.iter().zip(want).all(|(&got, want)| (f64::from(got) - want).abs() < 1.0)
    })
}

#[test]
fn every_pixel_is_what_the_standard_says() {
    for geometry in geometries() {
        for t in transforms() {
            for alpha in [1.0, 0.4] {
                let gradient = gradient(geometry, &stops());
                let ink = GradientInk::new(&gradient, &t, alpha).unwrap();
                let inverse = t.inverse().unwrap();
                for y in 0..HEIGHT {
                    let row = row(&ink, mem::level(), 0, y, WIDTH);
                    for (x, pixel) in row.chunks_exact(4).enumerate() {
                        let centre = Point::new(x as f64 + 0.5, f64::from(y) + 0.5);
                        let right = is_right(pixel, &gradient, &inverse, centre, alpha);
                        assert!(right, "{geometry:?} {t:?} {alpha} at {x}, {y}: {pixel:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_level_gives_the_same_bytes() {
    for (geometry, stops) in
        geometries().into_iter().flat_map(|g| [(g, stops()), (g, opaque()), (g, vec![stops()[2]])])
    {
        for t in transforms() {
            let ink = ink(geometry, &stops, &t);
            for y in [-1, 0, 13, 30, 59] {
                let mut all = mem::levels().into_iter().map(|l| row(&ink, l, -9, y, 90));
                let first = all.next().unwrap();
                assert!(all.all(|other| other == first), "{geometry:?} {t:?} row {y}");
            }
        }
    }
}

#[test]
fn a_pixel_is_the_same_wherever_the_run_starts() {
    let (start, end) = (-520, 1100);
    for geometry in geometries() {
        for stops in [stops(), opaque()] {
            let ink = ink(geometry, &stops, &transforms()[1]);
            let whole = row(&ink, mem::level(), start, 21, (end - start) as usize);
            for (x, pixels) in
                [(-519, 3), (-510, 40), (-3, 1), (-1, 2), (0, 1100), (9, 90), (507, 9), (512, 65)]
            {
                let from = (x - start) as usize * 4;
                let part = row(&ink, mem::level(), x, 21, pixels);
                assert_eq!(part, whole[from..from + pixels * 4], "{geometry:?} from {x}");
            }
        }
    }
}

#[test]
fn edges_at_a_centre_belong_to_what_follows() {
    let [red, blue] = [[255, 0, 0, 255], [0, 0, 255, 255]];
    let stop = |offset, [r, g, b, _]: [u8; 4]| ColorStop { offset, color: Color::rgb(r, g, b) };
    let stops = [stop(0.0, red), stop(0.5, red), stop(0.5, blue), stop(1.0, blue)];
    // 0.1 + 2 * 0.2 is not 0.5 in f64 in every order of computing it.
    let to_right = ink(linear(0.0, 0.0, 5.0, 0.0), &stops, &Transform::IDENTITY);
    assert_eq!(row(&to_right, mem::level(), 0, 0, 5), [red, red, blue, blue, blue].as_flattened());
    let to_left = ink(linear(5.0, 0.0, 0.0, 0.0), &stops, &Transform::IDENTITY);
    assert_eq!(row(&to_left, mem::level(), 0, 0, 5), [blue, blue, blue, red, red].as_flattened());
    // Half a turn from the ray of a centre that is a pixel's: below is red, that row and above blue.
    for turns in [0.0, 1.0, -3.0] {
        let start = turns * std::f64::consts::TAU;
        let half = ink(conic(start, 2.5, 2.5), &stops, &Transform::IDENTITY);
        let colors = [(1, [blue; 5]), (2, [blue, blue, red, red, red]), (3, [red; 5])];
        for (y, colors) in colors {
            assert_eq!(row(&half, mem::level(), 0, y, 5), colors.as_flattened(), "{start} {y}");
        }
    }
}

#[test]
fn edges_of_a_circle_stay_hard() {
    let stop = |offset, v| ColorStop { offset, color: Color::rgb(v, v, v) };
    let stops = [stop(0.0, 0), stop(0.5, 0), stop(0.5, 255), stop(1.0, 255)];
    let ink = ink(radial(1000.0, 0.5, 0.0, 1000.0, 0.5, 1000.5), &stops, &Transform::IDENTITY);
    let row = row(&ink, mem::level(), 0, 0, 2000);
    let (dark, light) = ([0, 0, 0, 255], [255; 4]);
    for (x, pixel) in row.chunks_exact(4).enumerate() {
        let distance = (x as f64 + 0.5 - 1000.0).abs();
        assert_eq!(pixel, if distance < 500.25 { dark } else { light }, "{x}");
    }
}

#[test]
fn rows_of_one_colour_and_equal_rows_are_known() {
    let turned = Transform::rotate(std::f64::consts::FRAC_PI_2);
    let down = linear(0.0, 3.0, 0.0, 40.0);
    let across = linear(3.0, 0.0, 40.0, 0.0);
    let cases = [(down, Transform::IDENTITY), (across, turned), (down, Transform::scale(3.0, 0.5))];
    for (geometry, t) in cases {
        let ink = ink(geometry, &stops(), &t);
        for y in 0..50 {
            let color = ink.row_color(y).unwrap();
            assert_eq!(row(&ink, mem::level(), 5, y, 30), [color; 30].as_flattened());
        }
    }
    for (geometry, t) in [(across, Transform::IDENTITY), (down, turned)] {
        let ink = ink(geometry, &stops(), &t);
        assert!(ink.row_color(0).is_none());
        let rows = [0, 1, 59].map(|y| row(&ink, mem::level(), 0, y, 60));
        assert!(rows[0] == rows[1] && rows[1] == rows[2]);
    }
    for geometry in [linear(0.0, 0.0, 1.0, 1.0), conic(0.0, 0.0, 0.0)] {
        let ink = ink(geometry, &stops(), &Transform::IDENTITY);
        assert!(ink.row_color(0).is_none());
    }
}

#[test]
fn opaque_is_said_of_what_is_opaque_everywhere() {
    let is_opaque = |geometry, stops: &[ColorStop], alpha| {
        GradientInk::new(&gradient(geometry, stops), &Transform::IDENTITY, alpha)
            .unwrap()
            .is_opaque()
    };
    let everywhere = [
        linear(0.0, 0.0, 9.0, 9.0),
        radial(5.0, 5.0, 0.0, 5.0, 5.0, 9.0),
        radial(4.0, 5.0, 1.0, 5.0, 5.0, 9.0),
        conic(0.0, 5.0, 5.0),
    ];
    for geometry in everywhere {
        assert!(is_opaque(geometry, &opaque(), 1.0));
        assert!(!is_opaque(geometry, &opaque(), 0.99));
        assert!(!is_opaque(geometry, &stops(), 1.0));
    }
    for cone in [radial(0.0, 0.0, 1.0, 9.0, 0.0, 3.0), radial(0.0, 0.0, 2.0, 9.0, 0.0, 2.0)] {
        assert!(!is_opaque(cone, &opaque(), 1.0));
    }
}

#[test]
fn what_paints_nothing_is_no_ink() {
    let none = |geometry, stops: &[ColorStop], t: Transform| {
        GradientInk::new(&gradient(geometry, stops), &t, 1.0).is_none()
    };
    let stops = stops();
    assert!(none(linear(0.0, 0.0, 1.0, 0.0), &[], Transform::IDENTITY));
    assert!(none(linear(4.0, 4.0, 4.0, 4.0), &stops, Transform::IDENTITY));
    assert!(none(radial(4.0, 4.0, 2.0, 4.0, 4.0, 2.0), &stops, Transform::IDENTITY));
    assert!(none(radial(4.0, 4.0, 0.0, 9.0, 4.0, 0.0), &stops, Transform::IDENTITY));
    for geometry in geometries() {
        assert!(none(geometry, &stops, Transform::scale(1.0, 0.0)));
    }
}

/// Numbers out of all proportion give colours of the gradient, not garbage, and no panic.
#[test]
fn any_numbers_give_premultiplied_pixels_on_every_level() {
    let numbers =
        [0.0_f64, 1.0, -1.0, 1e-300, 1e-30, 1e-7, 1e7, -1e15, 1e30, -1e154, 1e308, -1e308];
    let mut transforms = transforms();
    transforms.extend([
        Transform::new(1e-9, 0.0, 0.0, 1e-9, 1e9, -1e9),
        Transform::new(1e12, 3.0, -5.0, 1e12, -1e15, 1e15),
        Transform::new(1e-150, 0.0, 0.0, 1e150, 0.0, 0.0),
        Transform::new(1.0, 1.0, 1.0, 1.000_000_000_1, 1e100, 0.0),
    ]);
    let pick = |i: usize| numbers[i % numbers.len()];
    let size = |i: usize| pick(i).abs();
    for i in 0..numbers.len() * 40 {
        let (a, b, c, d) = (i, i / 3 + 1, i / 5 + 2, i / 7 + 3);
        for geometry in [
            linear(pick(a), pick(b), pick(c), pick(d)),
            radial(pick(a), pick(b), size(c), pick(d), pick(a + 2), size(b + 5)),
            radial(pick(a), pick(b), size(c), pick(a), pick(b), size(d)),
            conic(pick(a), pick(b), pick(c)),
        ] {
            let t = &transforms[i % transforms.len()];
            let Some(ink) = GradientInk::new(&gradient(geometry, &stops()), t, 0.9) else {
                continue;
            };
            for (x, y) in [(-5, 3), (i32::MAX - 30, i32::MAX), (i32::MIN, i32::MIN)] {
                let rows: Vec<_> = mem::levels().iter().map(|&l| row(&ink, l, x, y, 30)).collect();
                assert!(rows.iter().all(|other| *other == rows[0]), "{geometry:?} {t:?} {x}");
                let valid = |p: &[u8]| p[..3].iter().all(|&v| v <= p[3]);
                assert!(rows[0].chunks_exact(4).all(valid), "{geometry:?} {t:?} {x}, {y}");
            }
        }
    }
}
