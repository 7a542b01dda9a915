//! Clips in clips in clips.

use std::f64::consts::TAU;

use crate::{Canvas, MB};

const NESTED: usize = 10_000;

/// A canvas on which clips of a kind were nested, with a drawing after each.
fn nested(what: &str, draw: bool, mut clip: impl FnMut(&mut Canvas, usize)) -> Canvas {
    let mut canvas = Canvas::new(120, 150);
    for i in 0..NESTED {
        canvas.call("save", &[]).call("beginPath", &[]);
        clip(&mut canvas, i);
        canvas.call("clip", &[0.0]);
        if draw {
            canvas.call("fillRect", &[0.0, 0.0, 120.0, 150.0]);
        }
    }
    canvas.call("fillRect", &[0.0, 0.0, 120.0, 150.0]).flush();
    println!("{what} are nested");
    canvas
}

fn rectangle(canvas: &mut Canvas, i: usize) {
    canvas.call("rect", &[i as f64 * 1e-3, 0.5, 110.0, 140.0]);
}

fn circle(canvas: &mut Canvas, i: usize) {
    canvas.call("arc", &[60.0, 75.0, 70.0 - i as f64 * 1e-3, 0.0, TAU, 0.0]);
}

fn turned(canvas: &mut Canvas, i: usize) {
    canvas.call("setTransform", &[0.8, 0.6, -0.6, 0.8, i as f64 * 1e-3, 0.0]);
    canvas.call("rect", &[0.0, -50.0, 150.0, 150.0]);
    canvas.call("setTransform", &[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
}

#[test]
fn ten_thousand_nested_clips() {
    for draw in [false, true] {
        let mut canvas = nested("rectangles", draw, rectangle);
        assert!(canvas.pixel(50, 50)[3] > 0);
        canvas.finish("nested rectangles", 20 * MB);
        let mut canvas = nested("circles", draw, circle);
        assert!(canvas.pixel(60, 75)[3] > 0);
        canvas.finish("nested circles", 40 * MB);
        let mut canvas = nested("turned rectangles", draw, turned);
        assert!(canvas.pixel(60, 75)[3] > 0);
        canvas.finish("nested turned rectangles", 20 * MB);
    }
}

/// Going back out, each clip is needed again, and all that it lies in.
#[test]
fn ten_thousand_clips_with_a_drawing_at_each_restore() {
    let mut canvas = nested("turned rectangles", false, turned);
    for _ in 0..NESTED {
        canvas.call("restore", &[]).call("fillRect", &[0.0, 0.0, 120.0, 150.0]);
    }
    canvas.finish("out of nested clips", 20 * MB);
}

#[test]
fn nothing_shows_in_an_empty_clip() {
    let mut canvas = Canvas::new(120, 150);
    for i in 0..NESTED {
        canvas.call("save", &[]).call("beginPath", &[]);
        match i % 4 {
            0 => rectangle(&mut canvas, i),
            1 => turned(&mut canvas, i),
            // An empty path.
            2 => {}
            _ => {
                canvas.call("rect", &[1e9, 1e9, 5.0, 5.0]);
            }
        }
        canvas.call("clip", &[1.0]);
        if i > 2 {
            canvas.call("fillRect", &[0.0, 0.0, 120.0, 150.0]);
        }
    }
    assert_eq!(canvas.ink(), 0);
    for _ in 0..NESTED {
        canvas.call("restore", &[]);
    }
    canvas.call("fillRect", &[0.0, 0.0, 120.0, 150.0]);
    assert_eq!(canvas.ink(), 120 * 150);
    canvas.finish("empty clips", 20 * MB);
}

#[test]
fn a_clip_of_a_million_segments() {
    let mut canvas = Canvas::new(120, 150);
    canvas.polyline(
        (0..1_000_000_usize).map(|i| ((i * 7919 % 1201) as f64 / 10.0, (i * 31 % 150) as f64)),
    );
    canvas.call("clip", &[1.0]).call("fillRect", &[0.0, 0.0, 120.0, 150.0]);
    canvas.call("clip", &[0.0]).call("fillRect", &[0.0, 0.0, 120.0, 150.0]);
    canvas.finish("a clip of a million segments", 200 * MB);
}

#[test]
fn clips_far_away_or_too_large() {
    for far in [1e9, 1e30, 1e300, f64::MAX] {
        let mut canvas = Canvas::new(70, 70);
        canvas.call("save", &[]);
        canvas.polyline([(far, far), (far / 2.0, far), (far, far / 3.0)]).call("clip", &[0.0]);
        canvas.call("fillRect", &[0.0, 0.0, 70.0, 70.0]).call("restore", &[]);
        assert_eq!(canvas.ink(), 0, "{far}");
        canvas.polyline([(-far, -far), (far, -far), (far, far), (-far, far)]).call("clip", &[0.0]);
        canvas.call("fillRect", &[0.0, 0.0, 70.0, 70.0]);
        assert_eq!(canvas.ink(), 70 * 70, "{far}");
    }
}
