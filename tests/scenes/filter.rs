//! Filters: each function, lists of them, and what they meet.

use canvas::geom::{Point, Rect};
use canvas::paint::GradientGeometry;

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    let mut scenes = functions();
    scenes.extend([
        Scene::new("filter-blur-wide", blur_wide),
        Scene::new("filter-fill-stroke-text", fill_stroke_text),
        Scene::new("filter-turned-and-scaled", turned_and_scaled),
        Scene::new("filter-gradient", gradient),
        Scene::new("filter-clipped", clipped),
        Scene::new("filter-shadow", |p| shadow(p, 12.0)),
        Scene::new("filter-shadow-from-afar", |p| shadow_from_afar(p, "opacity(0.6) blur(1px)")),
        Scene::new("filter-drop-shadow-from-afar", |p| drop_from_afar(p, 1000.0)),
        Scene::new("filter-drop-shadow-then-blur-from-afar", |p| drop_from_afar(p, -900.5)),
        Scene::new("filter-alpha-comes-after", alpha_comes_after),
        Scene::new("filter-clear-and-put-ignore-it", clear_and_put),
        Scene::new("filter-past-the-edges", past_the_edges),
        Scene::new("filter-opaque-canvas", opaque_canvas).opaque(),
    ]);
    for mode in
        ["copy", "source-in", "source-out", "destination-in", "destination-atop", "multiply"]
    {
        scenes.push(Scene::new(&format!("filter-{mode}"), move |p| composed(p, mode, false)));
    }
    for mode in ["copy", "source-in", "xor"] {
        scenes
            .push(Scene::new(&format!("filter-{mode}-clipped"), move |p| composed(p, mode, true)));
    }
    scenes.push(Scene::new("filter-nothing-in-copy", nothing_in_copy));
    scenes
}

fn functions() -> Vec<Scene> {
    [
        ("blur", "blur(3px)"),
        ("blur-even", "blur(2px)"),
        ("brightness", "brightness(1.6)"),
        ("contrast", "contrast(40%)"),
        ("drop-shadow", "drop-shadow(5px 4px 2px rgba(0, 0, 60, 0.7))"),
        ("drop-shadow-between-pixels", "drop-shadow(4.5px -3.25px red)"),
        ("drop-shadow-wide", "drop-shadow(0 0 9px red)"),
        ("grayscale", "grayscale(1)"),
        ("hue-rotate", "hue-rotate(120deg)"),
        ("invert", "invert(1)"),
        ("opacity", "opacity(0.4)"),
        ("saturate", "saturate(3)"),
        ("sepia", "sepia(1)"),
        ("list", "invert(0.8) blur(1px) drop-shadow(3px 3px 2px #06c) hue-rotate(40deg)"),
        ("colours-in-a-row", "saturate(2) brightness(0.8) contrast(1.5) opacity(0.8) sepia(0.4)"),
    ]
    .into_iter()
    .map(|(name, css)| Scene::new(&format!("filter-{name}"), move |p| picture(p, css)))
    .collect()
}

/// Colours at all alphas, as a picture.
fn picture(p: &mut Pen, css: &str) {
    let picture = p.bitmap(6, 6, |x, y| {
        let alpha = 255 - y * 40;
        let part = |v: u32| u8::try_from(v * alpha / 255).unwrap();
        [part(x * 51), part(255 - x * 40), part((x * 97 + 30) % 256), u8::try_from(alpha).unwrap()]
    });
    let (from, to) = (Rect::new(0.0, 0.0, 6.0, 6.0), Rect::new(10.0, 10.0, 60.0, 60.0));
    p.call("imageSmoothingEnabled", &[0.0]);
    p.filter(css).image(&picture, from, to);
}

/// Wider than boxes can be.
fn blur_wide(p: &mut Pen) {
    p.filter("blur(200px)").fill_style("#06c").call("fillRect", &[-500.0, -500.0, 540.0, 1000.0]);
    p.filter("blur(450px)").fill_style("#c20").call("fillRect", &[-900.0, 20.0, 2000.0, 2000.0]);
}

fn fill_stroke_text(p: &mut Pen) {
    p.filter("drop-shadow(3px 3px 1px #444)").fill_style("#d22");
    p.call("beginPath", &[]).circle(24.0, 24.0, 16.0).fill();
    p.stroke_style("#26c").call("lineWidth", &[6.0]).polyline(&[46.0, 10.0, 70.0, 40.0]);
    p.call("stroke", &[]);
    p.font("26px sans-serif").fill_style("#083").text("Filter", 4.0, 68.0);
}

fn turned_and_scaled(p: &mut Pen) {
    p.call("translate", &[40.0, 40.0]).call("rotate", &[0.5]).call("scale", &[3.0, 0.7]);
    p.filter("blur(2px) drop-shadow(6px 0 #06c)").fill_style("#e80");
    p.call("fillRect", &[-8.0, -16.0, 12.0, 32.0]);
}

fn gradient(p: &mut Pen) {
    let geometry =
        GradientGeometry::Linear { from: Point::new(10.0, 0.0), to: Point::new(70.0, 0.0) };
    p.fill_gradient(geometry, &[(0.0, "red"), (1.0, "rgba(0, 0, 255, 0.2)")]);
    p.filter("hue-rotate(90deg) invert(0.2)").call("fillRect", &[10.0, 10.0, 60.0, 60.0]);
}

fn clipped(p: &mut Pen) {
    p.call("beginPath", &[]).circle(40.0, 40.0, 30.5).clip();
    p.filter("blur(6px)").fill_style("#339").call("fillRect", &[0.0, 20.0, 50.0, 80.0]);
}

fn shadow(p: &mut Pen, offset: f64) {
    p.call("shadowColor", &[0.0, 90.0, 30.0, 0.9]).call("shadowBlur", &[4.0]);
    p.call("shadowOffsetX", &[offset]).call("shadowOffsetY", &[9.5]);
    p.filter("opacity(0.6) blur(1px)").fill_style("#d22");
    p.call("fillRect", &[12.0, 12.0, 36.0, 36.0]);
}

fn shadow_from_afar(p: &mut Pen, css: &str) {
    p.call("shadowColor", &[0.0, 90.0, 30.0, 0.9]).call("shadowBlur", &[4.0]);
    p.call("shadowOffsetX", &[5000.0]).filter(css).fill_style("#d22");
    p.call("beginPath", &[]).circle(-4970.0, 40.0, 20.0).circle(60.0, 20.0, 14.0).fill();
}

fn drop_from_afar(p: &mut Pen, x: f64) {
    p.filter(&format!("sepia(0.5) drop-shadow({}px 3px 1px #a0c) blur(1px)", -x));
    p.fill_style("#2a2").call("beginPath", &[]);
    p.circle(x + 26.0, 40.0, 18.0).circle(58.0, 50.0, 14.0).fill();
}

fn alpha_comes_after(p: &mut Pen) {
    p.call("globalAlpha", &[0.5]).filter("drop-shadow(12px 12px blue)").fill_style("red");
    p.call("fillRect", &[14.0, 14.0, 36.0, 36.0]);
}

fn clear_and_put(p: &mut Pen) {
    p.fill_style("#fc0").call("fillRect", &[0.0, 0.0, 80.0, 80.0]);
    p.filter("blur(4px) invert(1)").call("clearRect", &[10.0, 10.0, 30.0, 30.0]);
    let pixels = p.bitmap(20, 20, |x, _| [u8::try_from(x * 12).unwrap(), 0, 0, 255]);
    p.put(&pixels, 50, 50);
}

fn past_the_edges(p: &mut Pen) {
    p.filter("blur(5px)").fill_style("#a05");
    p.call("fillRect", &[-1e6, -1e6, 1e6 + 8.0, 2e6]);
    p.call("fillRect", &[84.0, 30.0, 40.0, 30.0]);
    p.call("fillRect", &[20.0, 76.0, 40.0, 1e9]);
}

fn opaque_canvas(p: &mut Pen) {
    p.filter("blur(4px)").composite("source-over").fill_style("#6cf");
    p.call("fillRect", &[20.0, 20.0, 40.0, 40.0]);
    p.composite("destination-out").call("fillRect", &[40.0, 40.0, 30.0, 30.0]);
}

fn composed(p: &mut Pen, mode: &str, clip: bool) {
    p.fill_style("#fb0").call("fillRect", &[6.0, 6.0, 50.0, 68.0]);
    if clip {
        p.call("beginPath", &[]).circle(40.0, 40.0, 31.5).clip();
    }
    p.composite(mode).filter("blur(2px) hue-rotate(60deg)").fill_style("#34a");
    p.call("beginPath", &[]).circle(48.0, 42.0, 22.0).fill();
}

fn nothing_in_copy(p: &mut Pen) {
    p.fill_style("#fb0").call("fillRect", &[6.0, 6.0, 50.0, 68.0]);
    p.call("beginPath", &[]).circle(40.0, 40.0, 25.0).clip();
    p.composite("copy").filter("blur(2px)").call("fillRect", &[500.0, 0.0, 10.0, 10.0]);
}
