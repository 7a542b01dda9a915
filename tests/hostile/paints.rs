//! Gradients that have no extent, patterns that have too much, and transforms that leave no plane.

use canvas::geom::{Point, Transform};
use canvas::paint::{Color, ColorStop, Gradient, GradientGeometry, Pattern, Repetition};

use crate::{Canvas, EDGES, MB};

const RED: Color = Color::rgb(255, 0, 0);
const BLUE: Color = Color::rgb(0, 0, 255);

fn two_colors(geometry: GradientGeometry) -> Gradient {
    let mut gradient = Gradient::new(geometry);
    gradient.add_stop(ColorStop { offset: 0.0, color: RED });
    gradient.add_stop(ColorStop { offset: 1.0, color: BLUE });
    gradient
}

fn linear(from: Point, to: Point) -> GradientGeometry {
    GradientGeometry::Linear { from, to }
}

fn radial(from: Point, from_radius: f64, to: Point, to_radius: f64) -> GradientGeometry {
    GradientGeometry::Radial { from, from_radius, to, to_radius }
}

fn p(x: f64, y: f64) -> Point {
    Point::new(x, y)
}

fn draw(canvas: &mut Canvas) {
    canvas.call("fillRect", &[0.0, 0.0, 80.0, 90.0]);
    canvas
        .polyline([(5.0, 5.0), (70.0, 9.0), (9.0, 80.0)])
        .call("fill", &[0.0])
        .call("stroke", &[]);
}

#[test]
fn gradients_at_every_edge() {
    let edges: Vec<_> = EDGES.into_iter().filter(|v| v.is_finite()).collect();
    let mut canvas = Canvas::new(80, 90);
    for &a in &edges {
        for &b in &edges {
            let (r, s) = (a.abs(), b.abs());
            for geometry in [
                linear(p(a, b), p(b, a)),
                linear(p(1.0, 1.0), p(1.0 + a, 1.0 + b)),
                linear(p(a, a), p(a, a)),
                radial(p(a, b), r, p(b, a), s),
                radial(p(40.0, 40.0), r, p(40.0, 40.0), s),
                radial(p(40.0, 40.0), r, p(41.0, 40.0), r),
                radial(p(40.0, 40.0), 0.0, p(40.0 + a, 40.0), s),
                GradientGeometry::Conic { start_angle: a, center: p(b, a) },
            ] {
                canvas.gradient(two_colors(geometry));
                draw(&mut canvas);
            }
            canvas.flush();
        }
    }
    canvas.finish("gradients", 16 * MB);
}

#[test]
fn gradients_without_extent_paint_nothing() {
    for geometry in [
        linear(p(5.0, 5.0), p(5.0, 5.0)),
        radial(p(5.0, 5.0), 3.0, p(5.0, 5.0), 3.0),
        radial(p(5.0, 5.0), 0.0, p(5.0, 5.0), 0.0),
    ] {
        let mut canvas = Canvas::new(20, 20);
        canvas.gradient(two_colors(geometry)).call("fillRect", &[0.0, 0.0, 20.0, 20.0]);
        assert_eq!(canvas.ink(), 0, "{geometry:?}");
    }
}

#[test]
fn a_hundred_thousand_stops() {
    for geometry in [
        linear(p(0.0, 0.0), p(80.0, 0.0)),
        radial(p(40.0, 40.0), 0.0, p(40.0, 40.0), 60.0),
        GradientGeometry::Conic { start_angle: 0.0, center: p(40.0, 40.0) },
    ] {
        let mut gradient = Gradient::new(geometry);
        for i in 0..100_000 {
            let color = if i % 2 == 0 { RED } else { BLUE };
            gradient.add_stop(ColorStop { offset: f64::from(i) / 100_000.0, color });
        }
        let mut canvas = Canvas::new(80, 90);
        canvas.gradient(gradient);
        for _ in 0..10 {
            draw(&mut canvas);
        }
        assert_eq!(canvas.pixel(40, 60)[3], 255);
        canvas.finish("100,000 stops", 100 * MB);
    }
}

#[test]
fn singular_and_huge_matrices() {
    let mut canvas = Canvas::new(80, 90);
    let picture = canvas.picture(5, 4);
    let whole = canvas::geom::Rect::new(0.0, 0.0, 5.0, 4.0);
    let gradients = [linear(p(0.0, 0.0), p(9.0, 9.0)), radial(p(0.0, 0.0), 1.0, p(5.0, 5.0), 9.0)];
    for &a in &EDGES {
        for &b in &EDGES {
            for matrix in [
                [a, 0.0, 0.0, b, 0.0, 0.0],
                [a, a, b, b, 1.0, 1.0],
                [0.0, a, b, 0.0, a, b],
                [1.0, a, b, 1.0, 40.0, 40.0],
                [a, b, -b, a, 40.0, 40.0],
                [1.0, 0.0, 0.0, 1.0, a, b],
            ] {
                canvas.call("setTransform", &[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
                canvas.call("transform", &matrix).color("fillColor", [0.0, 0.0, 0.0, 0.5]);
                draw(&mut canvas);
                canvas.image(&picture, whole, whole);
                canvas.text("Ag", 3.0, 9.0, None);
                for geometry in gradients {
                    canvas.gradient(two_colors(geometry));
                    draw(&mut canvas);
                }
                canvas.pattern(Pattern::new(picture.clone(), Repetition::Repeat));
                draw(&mut canvas);
            }
            canvas.flush();
        }
    }
    drop(picture);
    canvas.finish("matrices", 32 * MB);
}

#[test]
fn patterns_of_one_pixel_at_every_scale() {
    for scale in [1e-300, 1e-30, 1e-9, 1e-3, 1.0, 1e3, 1e9, 1e30, 1e300] {
        for (_, repetition) in
            [(0, Repetition::Repeat), (1, Repetition::RepeatX), (2, Repetition::NoRepeat)]
        {
            for quality in 0..3 {
                let mut canvas = Canvas::new(80, 90);
                let mut pattern = Pattern::new(canvas.picture(1, 1), repetition);
                pattern.transform = Transform::scale(scale, scale);
                canvas.call("imageSmoothingQuality", &[f64::from(quality)]);
                canvas.pattern(pattern);
                draw(&mut canvas);
                if repetition == Repetition::Repeat && (1e-9..=1e9).contains(&scale) {
                    assert_eq!(canvas.pixel(40, 80), [255, 0, 0, 255], "{scale}");
                }
                canvas.finish("a pattern of one pixel", MB);
            }
        }
    }
}
