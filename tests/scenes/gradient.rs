//! Gradients.

use canvas::geom::Point;
use canvas::paint::GradientGeometry;

use super::pen::Stops;
use super::{Pen, Scene};

const FIRE: Stops<'static> = &[(0.0, "#000"), (0.4, "#c00"), (0.7, "#fa0"), (1.0, "#ff8")];
/// Outside sRGB at one end, transparent at the other.
const MODERN: Stops<'static> =
    &[(0.0, "color(srgb 1.4 -0.3 0)"), (0.6, "blue"), (1.0, "oklch(0.8 0.2 150 / 0)")];
const ALL: [f64; 4] = [0.0, 0.0, 80.0, 80.0];

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("gradient-linear", |p| fill(p, linear(10.0, 20.0, 70.0, 60.0), FIRE)),
        Scene::new("gradient-hard-stops", hard_stops),
        Scene::new("gradient-one-stop", |p| fill(p, linear(0.0, 0.0, 80.0, 0.0), &[(0.5, "#086")])),
        Scene::new("gradient-no-length", no_length),
        Scene::new("gradient-to-transparent", to_transparent),
        Scene::new("gradient-radial", |p| fill(p, radial(40.0, 40.0, 4.0, 40.0, 40.0, 36.0), FIRE)),
        Scene::new("gradient-radial-focus", |p| {
            fill(p, radial(28.0, 30.0, 0.0, 40.0, 40.0, 38.0), FIRE)
        }),
        Scene::new("gradient-radial-inwards", |p| {
            fill(p, radial(40.0, 40.0, 36.0, 40.0, 40.0, 6.0), FIRE)
        }),
        Scene::new("gradient-radial-cone", |p| {
            fill(p, radial(20.0, 40.0, 4.0, 56.0, 40.0, 16.0), FIRE)
        }),
        Scene::new("gradient-radial-strip", |p| {
            fill(p, radial(20.0, 40.0, 12.0, 60.0, 40.0, 12.0), FIRE)
        }),
        Scene::new("gradient-transformed", transformed),
        Scene::new("gradient-path-moved-after", path_moved_after),
        Scene::new("gradient-stroke", stroke),
        Scene::new("gradient-alpha", alpha),
        Scene::new("gradient-oklab", |p| fill(p, linear(4.0, 0.0, 76.0, 20.0), MODERN)),
        Scene::new("gradient-oklab-radial", |p| {
            fill(p, radial(28.0, 30.0, 0.0, 40.0, 40.0, 38.0), MODERN)
        }),
    ]
}

fn linear(x0: f64, y0: f64, x1: f64, y1: f64) -> GradientGeometry {
    GradientGeometry::Linear { from: Point::new(x0, y0), to: Point::new(x1, y1) }
}

fn radial(x0: f64, y0: f64, r0: f64, x1: f64, y1: f64, r1: f64) -> GradientGeometry {
    let (from, to) = (Point::new(x0, y0), Point::new(x1, y1));
    GradientGeometry::Radial { from, from_radius: r0, to, to_radius: r1 }
}

fn fill(p: &mut Pen, geometry: GradientGeometry, stops: Stops<'_>) {
    p.fill_gradient(geometry, stops).call("fillRect", &ALL);
}

fn hard_stops(p: &mut Pen) {
    let stops =
        [(0.0, "#e53935"), (0.33, "#e53935"), (0.33, "#fff"), (0.66, "#fff"), (0.66, "#1e88e5")];
    fill(p, linear(0.0, 10.0, 0.0, 70.0), &stops);
}

fn no_length(p: &mut Pen) {
    // Both points the same: paints nothing.
    p.fill_style("#9e9e9e").call("fillRect", &[0.0, 0.0, 80.0, 40.0]);
    fill(p, linear(20.0, 20.0, 20.0, 20.0), FIRE);
    fill(p, radial(20.0, 20.0, 9.0, 20.0, 20.0, 9.0), FIRE);
}

fn to_transparent(p: &mut Pen) {
    // Colours are mixed before they are multiplied by alpha: red stays red down to nothing.
    p.fill_style("#fff").call("fillRect", &ALL);
    let red = [(0.0, "#f00"), (1.0, "rgba(255, 0, 0, 0)")];
    p.fill_gradient(linear(8.0, 0.0, 72.0, 0.0), &red).call("fillRect", &[0.0, 8.0, 80.0, 28.0]);
    // Towards transparent black it darkens on the way.
    let black = [(0.0, "#f00"), (1.0, "rgba(0, 0, 0, 0)")];
    p.fill_gradient(linear(8.0, 0.0, 72.0, 0.0), &black).call("fillRect", &[0.0, 44.0, 80.0, 28.0]);
}

fn transformed(p: &mut Pen) {
    // The gradient is turned with the shape.
    p.call("translate", &[40.0, 40.0]).call("rotate", &[0.5]).call("scale", &[1.5, 0.75]);
    p.fill_gradient(linear(-20.0, 0.0, 20.0, 0.0), FIRE);
    p.call("fillRect", &[-20.0, -30.0, 40.0, 60.0]);
}

fn path_moved_after(p: &mut Pen) {
    // The path is where it was, the gradient where the transform is at `fill`.
    p.call("beginPath", &[]).circle(40.0, 40.0, 34.0).call("translate", &[0.0, 40.0]);
    p.fill_gradient(linear(0.0, -20.0, 0.0, 20.0), FIRE).fill();
}

fn stroke(p: &mut Pen) {
    p.stroke_gradient(linear(0.0, 0.0, 80.0, 80.0), FIRE).call("lineWidth", &[12.0]);
    p.call("strokeRect", &[14.0, 14.0, 52.0, 52.0]);
}

fn alpha(p: &mut Pen) {
    p.fill_style("#0277bd").call("fillRect", &[0.0, 0.0, 80.0, 40.0]);
    p.call("globalAlpha", &[0.5]);
    fill(p, radial(40.0, 40.0, 0.0, 40.0, 40.0, 36.0), FIRE);
}
