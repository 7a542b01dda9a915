//! Fills of paths that are long or lie nowhere.

use std::f64::consts::TAU;

use crate::{Canvas, EDGES, MB, Numbers};

const SEGMENTS: usize = 1_000_000;

/// Draws a path of [`SEGMENTS`] lines with both rules.
fn fill(what: &str, point: impl FnMut(usize) -> (f64, f64)) {
    let mut canvas = Canvas::new(300, 150);
    canvas.polyline((0..SEGMENTS).map(point));
    canvas.call("fill", &[0.0]).call("fill", &[1.0]);
    canvas.finish(what, 100 * MB);
}

#[test]
fn a_million_random_segments() {
    let mut n = Numbers(1);
    fill("random lines", |_| (n.up_to(300.0), n.up_to(150.0)));
    fill("random lines far and wide", |_| (n.unit() * 1e5, n.unit() * 1e5));
}

#[test]
fn a_million_segments_of_a_spiral() {
    fill("a spiral", |i| {
        let (angle, radius) = (i as f64 * 0.01, i as f64 * 1e-4);
        (150.0 + radius * angle.cos(), 75.0 + radius * angle.sin())
    });
}

#[test]
fn a_million_segments_in_one_pixel() {
    fill("a zigzag in one pixel", |i| (5.1 + (i % 2) as f64 * 0.8, 5.0 + (i % 97) as f64 / 97.0));
}

#[test]
fn a_million_segments_in_one_row() {
    fill("a zigzag in one row", |i| ((i * 7919 % 300) as f64, 5.0 + (i % 2) as f64));
}

#[test]
fn a_million_level_or_upright_segments() {
    fill("upright lines", |i| ((i / 2 % 300) as f64 + 0.5, (i.div_ceil(2) % 2) as f64 * 150.0));
    fill("level lines", |i| ((i % 2) as f64 * 300.0, (i / 2 % 150) as f64));
}

#[test]
fn a_star_of_a_million_points() {
    fill("a star", |i| {
        let angle = i as f64 * TAU * 0.381_966;
        (150.0 + 1e4 * angle.cos(), 75.0 + 1e4 * angle.sin())
    });
}

#[test]
fn a_hundred_thousand_subpaths() {
    let mut canvas = Canvas::new(300, 150);
    let mut n = Numbers(2);
    canvas.call("beginPath", &[]);
    for i in 0..100_000 {
        let (x, y) = (n.up_to(300.0), n.up_to(150.0));
        match i % 4 {
            0 => canvas.call("rect", &[x, y, 3.0, 2.0]),
            1 => canvas.call("moveTo", &[x, y]),
            2 => canvas.call("arc", &[x, y, 4.0, 0.0, 7.0, 0.0]).call("closePath", &[]),
            _ => canvas.call("lineTo", &[x, y]),
        };
    }
    canvas.call("fill", &[0.0]).call("fill", &[1.0]);
    canvas.call("stroke", &[]);
    canvas.finish("subpaths", 600 * MB);
}

/// Curves become lines, up to 1,024 each. What lies to the left of the canvas is kept only for what it
/// adds to the rows, and must not be kept line by line.
#[test]
fn curves_beside_the_canvas_cost_what_shows() {
    let mut canvas = Canvas::new(300, 150);
    canvas.call("beginPath", &[]).call("moveTo", &[-1e6, 0.0]);
    for i in 0..20_000 {
        let y = f64::from(i % 150);
        canvas.call("bezierCurveTo", &[-5e6, 150.0, -1e5, 0.0, 1.0, y]);
        canvas.call("bezierCurveTo", &[-1e5, 150.0, -5e6, 0.0, -1e6, y]);
    }
    canvas.call("fill", &[1.0]);
    canvas.finish("curves from far left", 20 * MB);
}

#[test]
fn curves_of_more_lines_than_are_kept() {
    let mut canvas = Canvas::new(4000, 400);
    let mut n = Numbers(3);
    canvas.call("beginPath", &[]);
    for _ in 0..20_000 {
        let points: Vec<_> = (0..6).map(|_| n.up_to(4000.0)).collect();
        canvas.call("bezierCurveTo", &points);
    }
    canvas.call("fill", &[1.0]).call("clip", &[0.0]).call("fillRect", &[0.0, 0.0, 4e3, 4e3]);
    canvas.finish("long curves", 60 * MB);
}

#[test]
fn coordinates_at_every_edge() {
    let mut canvas = Canvas::new(120, 150);
    for &a in &EDGES {
        for &b in &EDGES {
            canvas.polyline([(a, b), (b, 10.0), (5.0, a), (60.0, 60.0)]);
            canvas.call("fill", &[0.0]).call("fill", &[1.0]);
            canvas.call("fillRect", &[a, 1.0, b, 5.0]).call("clearRect", &[1.0, a, 9.0, b]);
            canvas.call("strokeRect", &[a, b, b, a]);
            canvas.call("beginPath", &[]).call("moveTo", &[1.0, 1.0]);
            canvas.call("bezierCurveTo", &[a, b, b, a, 9.0, 9.0]);
            canvas.call("quadraticCurveTo", &[a, b, 1.0, 9.0]);
            canvas.call("arcTo", &[a, 5.0, 5.0, b, 9.0]).call("arcTo", &[5.0, 6.0, 7.0, a, b]);
            canvas.call("fill", &[0.0]);
        }
        canvas.flush();
    }
    canvas.finish("coordinates", 4 * MB);
}

#[test]
fn radii_and_sweeps_at_every_edge() {
    let mut canvas = Canvas::new(120, 150);
    for &a in &EDGES {
        for &b in &EDGES {
            canvas.call("beginPath", &[]);
            canvas.call("arc", &[60.0, 60.0, a, 0.0, b, 0.0]);
            canvas.call("arc", &[60.0, 60.0, 5.0, a, b, 1.0]);
            canvas.call("ellipse", &[60.0, 60.0, a, b, 1.0, 0.0, 1e300, 0.0]);
            canvas.call("ellipse", &[60.0, 60.0, 9.0, 4.0, a, b, -1e300, 1.0]);
            canvas.call("fill", &[0.0]).call("stroke", &[]);
            canvas.call("beginPath", &[]);
            let (p, q) = (a.abs(), b.abs());
            canvas.call("roundRect", &[9.0, 9.0, 40.0, -30.0, p, q, q, p, p, p, q, q]);
            canvas.call("roundRect", &[a, b, b, a, p, q, q, p, p, p, q, q]);
            canvas.call("fill", &[1.0]).call("stroke", &[]);
        }
        canvas.flush();
    }
    canvas.finish("radii", 8 * MB);
}

/// A shape around everything fills the canvas, however far away its corners are.
#[test]
fn what_surrounds_the_canvas_fills_it() {
    for far in [1e5, 1e9, 1e30, 1e300, f64::MAX] {
        let mut canvas = Canvas::new(70, 70);
        canvas.polyline([(-far, -far), (far, -far), (far, far), (-far, far)]);
        canvas.call("fill", &[0.0]);
        assert_eq!(canvas.ink(), 70 * 70, "a path {far} away");
        assert_eq!(canvas.pixel(35, 65), [0, 0, 0, 255]);
        let half = far / 2.0;
        let mut canvas = Canvas::new(70, 70);
        canvas.call("fillRect", &[-half, -half, far, far]);
        assert_eq!(canvas.ink(), 70 * 70, "a rectangle {far} wide");
    }
}

#[test]
fn what_a_transform_makes_too_large_fills_the_canvas_too() {
    for scale in [1e5, 1e150, 1e300, f64::MAX] {
        let mut canvas = Canvas::new(70, 70);
        canvas.call("scale", &[scale, scale]);
        canvas.call("fillRect", &[-1e30, -1e30, 2e30, 2e30]);
        assert_eq!(canvas.ink(), 70 * 70, "scaled by {scale}");
    }
}

#[test]
fn the_widest_and_the_highest_canvas() {
    for (width, height) in [(65_535, 3), (3, 65_535), (65_535, 1), (1, 65_535)] {
        let mut canvas = Canvas::new(width, height);
        let (w, h) = (f64::from(width), f64::from(height));
        canvas.polyline([(-1.0, -1.0), (w + 1.0, -1.0), (w + 1.0, h + 1.0), (-1.0, h + 1.0)]);
        canvas.call("fill", &[0.0]);
        assert_eq!(canvas.ink(), (width * height) as usize);
        canvas.polyline([(0.0, 0.0), (w, h), (w, 0.0), (0.0, h)]);
        canvas.call("clip", &[1.0]).call("stroke", &[]);
        canvas.call("arc", &[w, h, w, 0.0, 7.0, 0.0]).call("fill", &[1.0]);
        canvas.call("shadowBlur", &[50.0]).color("shadowColor", [255.0, 0.0, 0.0, 1.0]);
        canvas.call("fillRect", &[w - 1.5, h - 1.5, 1.0, 1.0]).call("stroke", &[]);
        canvas.keyword::<canvas::paint::CompositeMode>("globalCompositeOperation", "copy");
        canvas.call("fill", &[0.0]);
        // A shadow takes its surroundings with it: some 150 rows of this one.
        canvas.finish(&format!("{width}x{height}"), 100 * MB);
    }
}

#[test]
fn a_canvas_without_area() {
    for (width, height) in [(0, 0), (0, 65_535), (65_535, 0)] {
        let mut canvas = Canvas::new(width, height);
        canvas.call("fillRect", &[-1e9, -1e9, 2e9, 2e9]);
        canvas.polyline([(0.0, 0.0), (9.0, 0.0), (0.0, 9.0)]).call("clip", &[0.0]);
        canvas.call("fill", &[0.0]).call("stroke", &[]);
        assert_eq!(canvas.ink(), 0);
        canvas.finish("no area", MB);
    }
}

/// Fills take time in proportion to their lines: ten times as many, not a hundred times as long.
#[test]
fn ten_times_the_lines_take_about_ten_times_as_long() {
    let time = |count: usize| {
        let mut n = Numbers(4);
        let mut canvas = Canvas::new(300, 150);
        canvas.polyline((0..count).map(|_| (n.up_to(300.0), n.up_to(150.0)))).run();
        let begin = std::time::Instant::now();
        canvas.call("fill", &[0.0]).flush();
        begin.elapsed()
    };
    let (few, many) = (time(100_000), time(1_000_000));
    println!("1e5 random lines: {few:.2?}, 1e6: {many:.2?}");
    assert!(many < few * 40, "{few:?} and {many:?}");
}
