//! Kernels of the rasterizer: each a recorded picture of 512 by 512 pixels.

use std::f64::consts::TAU;
use std::sync::Arc;

use canvas::geom::{Point, Rect};
use canvas::mem::{Bitmap, PixelFormat};
use canvas::paint::GradientGeometry;

use crate::pen::Pen;
use crate::{Kernel, drawing};

const SIDE: u32 = 512;
const LENGTH: f64 = 512.0;

pub fn kernels() -> Vec<Kernel> {
    vec![
        Kernel { name: "fill-rects", prepare: || drawn(fill_rects) },
        Kernel { name: "fill-circles", prepare: || drawn(fill_circles) },
        Kernel { name: "stroke-curves", prepare: || drawn(stroke_curves) },
        Kernel { name: "linear-gradient", prepare: || drawn(linear_gradient) },
        Kernel { name: "image-1-to-1", prepare: || drawn(image_one_to_one) },
        Kernel { name: "image-rotated", prepare: || drawn(image_rotated) },
        Kernel { name: "clip-curves", prepare: || drawn(clip_curves) },
        Kernel { name: "composite-multiply", prepare: || drawn(composite_multiply) },
    ]
}

fn drawn(draw: fn(&mut Pen)) -> Box<dyn FnMut()> {
    let mut pen = Pen::new(SIDE, SIDE);
    draw(&mut pen);
    drawing(pen.finish(false, PixelFormat::default()))
}

/// A place between 0 and `limit`, spread evenly over the steps.
fn place(step: u32, stride: f64, limit: f64) -> f64 {
    (f64::from(step) * stride) % limit
}

/// Fractional edges, half of them translucent.
fn fill_rects(p: &mut Pen) {
    for i in 0..200 {
        p.fill_style(if i % 2 == 0 { "#c62828" } else { "#1565c080" });
        p.call("fillRect", &[place(i, 37.3, 440.0), place(i, 91.7, 440.0), 60.4, 45.6]);
    }
}

fn fill_circles(p: &mut Pen) {
    p.fill_style("#2e7d32cc");
    for i in 0..100 {
        let (x, y) = (place(i, 47.3, LENGTH), place(i, 81.9, LENGTH));
        p.call("beginPath", &[]).circle(x, y, 10.0 + f64::from(i % 20)).fill();
    }
}

fn stroke_curves(p: &mut Pen) {
    p.stroke_style("#4527a0");
    for i in 0..60 {
        let (x, y) = (place(i, 47.3, LENGTH), place(i, 81.9, LENGTH));
        p.call("lineWidth", &[1.0 + f64::from(i % 6)]).call("beginPath", &[]);
        p.call("moveTo", &[x, y]);
        p.call("bezierCurveTo", &[x + 60.0, y - 40.0, x + 80.0, y + 90.0, x - 30.0, y + 70.0]);
        p.call("stroke", &[]);
    }
}

fn linear_gradient(p: &mut Pen) {
    let (from, to) = (Point::new(20.0, 10.0), Point::new(490.0, 470.0));
    let stops = [(0.0, "#ffeb3b"), (0.4, "#e91e6380"), (1.0, "#3f51b5")];
    p.fill_gradient(GradientGeometry::Linear { from, to }, &stops);
    p.call("fillRect", &[0.0, 0.0, LENGTH, LENGTH]);
}

/// Premultiplied pixels of every alpha.
fn picture(p: &Pen) -> Arc<Bitmap> {
    p.bitmap(SIDE, SIDE, |x, y| {
        let alpha = (x ^ y).to_le_bytes()[0];
        [alpha / 2, alpha / 3, alpha, alpha]
    })
}

const WHOLE: Rect = Rect { x: 0.0, y: 0.0, width: LENGTH, height: LENGTH };

fn image_one_to_one(p: &mut Pen) {
    let picture = picture(p);
    p.image(&picture, WHOLE, WHOLE);
}

fn image_rotated(p: &mut Pen) {
    let picture = picture(p);
    p.call("translate", &[150.0, -70.0]).call("rotate", &[TAU / 14.0]);
    p.image(&picture, WHOLE, WHOLE);
}

fn clip_curves(p: &mut Pen) {
    p.call("beginPath", &[]).circle(200.0, 220.0, 170.0).circle(330.0, 300.0, 160.0).clip();
    for i in 0..20 {
        p.fill_style(if i % 2 == 0 { "#00838f" } else { "#ff6f0080" });
        p.call("fillRect", &[place(i, 37.3, 300.0), place(i, 91.7, 300.0), 200.0, 180.0]);
    }
}

fn composite_multiply(p: &mut Pen) {
    p.fill_style("#d7ccc8").call("fillRect", &[0.0, 0.0, LENGTH, LENGTH]);
    p.composite("multiply").fill_style("#00897bb0");
    p.call("fillRect", &[0.0, 0.0, LENGTH, LENGTH]);
}
