//! Strokes with pens and patterns of every size.

use canvas::paint::{LineCap, LineJoin};

use crate::{Canvas, EDGES, MB, Numbers};

const CAPS: [&str; 3] = ["butt", "round", "square"];
const JOINS: [&str; 3] = ["miter", "round", "bevel"];

#[test]
fn a_million_segments() {
    let mut n = Numbers(1);
    let mut canvas = Canvas::new(300, 150);
    canvas.polyline((0..1_000_000).map(|_| (n.up_to(300.0), n.up_to(150.0))));
    canvas.call("stroke", &[]);
    canvas.finish("a million segments stroked", 800 * MB);
}

#[test]
fn a_million_lone_lines() {
    let mut n = Numbers(2);
    let mut canvas = Canvas::new(300, 150);
    canvas.call("beginPath", &[]);
    for _ in 0..1_000_000 {
        canvas.call("moveTo", &[n.up_to(300.0), n.up_to(150.0)]);
        canvas.call("lineTo", &[n.up_to(300.0), n.up_to(150.0)]);
    }
    canvas.call("stroke", &[]);
    canvas.finish("a million lone lines", 200 * MB);
}

#[test]
fn round_joins_of_wide_pens() {
    for width in [3.0, 1e3, 1e6, 1e30] {
        let mut n = Numbers(3);
        let mut canvas = Canvas::new(300, 150);
        canvas.polyline((0..100_000).map(|_| (n.up_to(300.0), n.up_to(150.0))));
        canvas.call("lineWidth", &[width]).keyword::<LineJoin>("lineJoin", "round");
        canvas.keyword::<LineCap>("lineCap", "round").call("stroke", &[]);
        canvas.finish(&format!("round joins, {width} wide"), 300 * MB);
    }
}

#[test]
fn widths_and_miter_limits_at_every_edge() {
    let mut canvas = Canvas::new(120, 150);
    for width in [1e-30, 1e-9, 0.001, 1.0, 1e3, 1e9, 1e30, 1e300, f64::MAX, 5e-324] {
        for miter in [1e-30, 1.0, 10.0, 1e9, 1e30, 1e300] {
            canvas.call("lineWidth", &[width]).call("miterLimit", &[miter]);
            for (cap, join) in CAPS.iter().zip(JOINS) {
                canvas.keyword::<LineCap>("lineCap", cap).keyword::<LineJoin>("lineJoin", join);
                canvas.polyline([(10.0, 10.0), (90.0, 11.0), (10.0, 12.0), (50.0, 140.0)]);
                canvas.call("bezierCurveTo", &[1e9, 0.0, -1e9, 0.0, 5.0, 5.0]).call("stroke", &[]);
                canvas.call("strokeRect", &[5.0, 5.0, 1e9, 1e-9]);
                canvas.polyline([(10.0, 10.0), (1e30, 90.0)]).call("stroke", &[]);
            }
            canvas.flush();
        }
    }
    canvas.finish("pens", 8 * MB);
}

#[test]
fn a_pen_wider_than_the_canvas_covers_it() {
    for width in [1e3, 1e6, 1e9, 1e30, f64::MAX] {
        let mut canvas = Canvas::new(70, 70);
        canvas.call("lineWidth", &[width]);
        canvas.polyline([(-1e3, 35.0), (1e3, 35.0), (1e3, 36.0)]).call("stroke", &[]);
        assert_eq!(canvas.ink(), 70 * 70, "{width}");
    }
}

#[test]
fn endless_dashes_on_a_million_lines() {
    let mut n = Numbers(4);
    let mut canvas = Canvas::new(300, 150);
    canvas.dash(&[1e-9, 1e-9]);
    canvas.polyline((0..1_000_000).map(|_| (n.unit() * 1e6, n.unit() * 1e6)));
    canvas.call("stroke", &[]);
    canvas.finish("dashes of 1e-9 on a million lines", 800 * MB);
}

#[test]
fn a_million_dashes_on_many_subpaths() {
    let mut n = Numbers(5);
    let mut canvas = Canvas::new(300, 150);
    let lengths: Vec<_> = (0..1_000_000).map(|_| n.up_to(2.0)).collect();
    canvas.dash(&lengths).call("lineDashOffset", &[7e5]);
    canvas.call("beginPath", &[]);
    for _ in 0..50_000 {
        canvas.call("moveTo", &[n.up_to(300.0), n.up_to(150.0)]);
        canvas.call("lineTo", &[n.up_to(300.0), n.up_to(150.0)]);
    }
    canvas.call("stroke", &[]);
    canvas.finish("a million dashes on 50,000 lines", 100 * MB);
}

#[test]
fn dashes_that_leave_and_return_a_million_times() {
    let mut canvas = Canvas::new(300, 150);
    canvas.dash(&vec![0.3; 100_000]);
    let away = |i: usize| if i.is_multiple_of(2) { 10.0 } else { -1e4 };
    canvas.polyline((0..100_000).map(|i| (away(i / 2), (i.div_ceil(2) % 150) as f64)));
    canvas.call("stroke", &[]);
    canvas.finish("dashes that leave and return", 100 * MB);
}

#[test]
fn dashes_at_every_edge() {
    let mut canvas = Canvas::new(120, 150);
    for &a in &EDGES {
        for &b in &EDGES {
            canvas.dash(&[3.0]).dash(&[a.abs(), b.abs()]).call("lineDashOffset", &[b]);
            for (cap, width) in CAPS.iter().zip([1.0, 30.0, 1e9]) {
                canvas.keyword::<LineCap>("lineCap", cap).call("lineWidth", &[width]);
                canvas.polyline([(-1e9, 0.0), (1e9, 9.0), (50.0, 50.0), (50.0, 50.0)]);
                canvas.call("closePath", &[]).call("stroke", &[]);
                canvas.call("strokeRect", &[5.0, 5.0, 90.0, 90.0]);
            }
        }
        canvas.flush();
    }
    canvas.finish("dashes", 8 * MB);
}

#[test]
fn dashes_without_length() {
    let mut canvas = Canvas::new(120, 150);
    let mut lengths = vec![0.0; 1_000_000];
    lengths[999_999] = 5.0;
    canvas.dash(&lengths).keyword::<LineCap>("lineCap", "round");
    canvas.call("strokeRect", &[5.0, 5.0, 90.0, 90.0]);
    canvas.polyline([(0.0, 0.0), (100.0, 100.0)]).call("stroke", &[]);
    canvas.finish("dashes without length", 200 * MB);
}
