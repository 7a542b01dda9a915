//! Canvases of half floats and in Display P3. Goldens have the canvas's own numbers as bytes, so those in
//! Display P3 look paler than they are.

use canvas::geom::{Point, Rect};
use canvas::mem::{ColorSpace, Depth, PixelFormat};
use canvas::paint::GradientGeometry;

use super::{Pen, Scene};

const SPACES: [(ColorSpace, &str); 2] = [(ColorSpace::Srgb, "srgb"), (ColorSpace::DisplayP3, "p3")];
const DEPTHS: [(Depth, &str); 2] = [(Depth::Unorm8, "unorm8"), (Depth::Float16, "float16")];

pub fn scenes() -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (space, space_name) in SPACES {
        for (depth, depth_name) in DEPTHS {
            if (depth, space) == (Depth::Unorm8, ColorSpace::Srgb) {
                continue;
            }
            let scene = |name: &str, draw: fn(&mut Pen)| {
                let name = format!("format-{depth_name}-{space_name}-{name}");
                Scene::new(&name, draw).with_format(depth, space)
            };
            scenes.push(scene("shapes", shapes));
            scenes.push(scene("gradients", gradients));
            scenes.push(scene("pictures", pictures));
            scenes.push(scene("modes", modes));
            scenes.push(scene("opaque", modes).opaque());
            scenes.push(scene("clipped-copy", clipped_copy));
        }
    }
    // Half floats onto a canvas of bytes.
    scenes.push(Scene::new("format-unorm8-srgb-pictures", pictures));
    scenes
}

fn shapes(p: &mut Pen) {
    p.call("shadowColor", &[20.0, 40.0, 90.0, 0.8]).call("shadowBlur", &[6.0]);
    p.call("shadowOffsetX", &[3.0]).fill_style("#e03010").call("beginPath", &[]);
    p.circle(26.0, 26.0, 18.0).fill().stroke_style("rgba(20, 160, 40, 0.6)");
    p.call("lineWidth", &[4.0]).polyline(&[6.0, 66.0, 40.0, 30.0, 74.0, 72.0]);
    p.call("stroke", &[]).font("18px sans-serif").fill_style("color(display-p3 0 0.2 1)");
    p.text("Wide", 30.5, 20.5);
}

fn gradients(p: &mut Pen) {
    let stops = [(0.1, "red"), (0.5, "rgba(0, 200, 0, 0.2)"), (0.5, "#00f"), (0.9, "yellow")];
    let (from, to) = (Point::new(4.0, 4.0), Point::new(76.0, 30.0));
    p.fill_gradient(GradientGeometry::Linear { from, to }, &stops);
    p.call("fillRect", &[2.0, 2.0, 76.0, 34.0]);
    let radial = GradientGeometry::Radial {
        from: Point::new(14.0, 58.0),
        from_radius: 2.0,
        to: Point::new(26.0, 58.0),
        to_radius: 6.0,
    };
    p.fill_gradient(radial, &stops).call("fillRect", &[2.0, 40.0, 36.0, 38.0]);
    let conic = GradientGeometry::Conic { start_angle: 0.5, center: Point::new(60.0, 58.0) };
    p.call("globalAlpha", &[0.7]).fill_gradient(conic, &stops);
    p.call("beginPath", &[]).circle(60.0, 58.0, 18.0).fill();
}

/// A picture of each format, larger, smaller and turned.
fn pictures(p: &mut Pen) {
    for (column, (space, _)) in SPACES.into_iter().enumerate() {
        for (row, (depth, _)) in DEPTHS.into_iter().enumerate() {
            let picture = p.bitmap_of((8, 8), PixelFormat { depth, space }, |x, y| {
                [(x * 36) as u8, (y * 36) as u8, 90, if x == y { 100 } else { 255 }]
            });
            let (x, y) = (column as f64 * 40.0, row as f64 * 40.0);
            let from = Rect::new(0.0, 0.0, 8.0, 8.0);
            p.call("imageSmoothingQuality", &[0.0]);
            p.image(&picture, from, Rect::new(x + 1.0, y + 1.0, 20.0, 20.0));
            p.call("imageSmoothingEnabled", &[0.0]);
            p.image(&picture, from, Rect::new(x + 22.0, y + 1.0, 16.0, 16.0));
            p.call("imageSmoothingEnabled", &[1.0]).call("imageSmoothingQuality", &[1.0]);
            p.image(&picture, from, Rect::new(x + 1.0, y + 23.0, 5.0, 5.0));
            p.call("imageSmoothingQuality", &[2.0]);
            p.image(
                &picture,
                Rect::new(1.0, 1.0, 5.0, 5.0),
                Rect::new(x + 8.0, y + 23.0, 14.0, 14.0),
            );
            p.call("save", &[]).call("translate", &[x + 30.0, y + 28.0]).call("rotate", &[0.6]);
            p.call("globalAlpha", &[0.8]);
            p.image(&picture, from, Rect::new(-6.0, -6.0, 12.0, 12.0));
            p.call("restore", &[]);
        }
    }
}

fn modes(p: &mut Pen) {
    let names = [
        "source-over",
        "source-atop",
        "destination-over",
        "destination-out",
        "lighter",
        "xor",
        "multiply",
        "screen",
        "overlay",
        "darken",
        "color-dodge",
        "color-burn",
        "soft-light",
        "difference",
        "hue",
        "luminosity",
    ];
    for (i, name) in names.into_iter().enumerate() {
        let (x, y) = ((i % 4) as f64 * 20.0, (i / 4) as f64 * 20.0);
        p.composite("source-over").fill_style("rgba(40, 120, 220, 0.8)");
        p.call("fillRect", &[x + 1.0, y + 1.0, 12.5, 12.5]);
        p.composite(name).fill_style("rgba(250, 160, 30, 0.7)").call("beginPath", &[]);
        p.circle(x + 12.0, y + 12.0, 6.0).fill();
    }
}

fn clipped_copy(p: &mut Pen) {
    p.fill_style("#284").call("fillRect", &[0.0, 0.0, 80.0, 80.0]).call("beginPath", &[]);
    p.circle(40.0, 40.0, 34.0).clip().composite("copy").fill_style("rgba(250, 160, 30, 0.7)");
    p.call("rotate", &[0.2]).call("fillRect", &[20.0, 8.0, 40.0, 90.0]);
}
