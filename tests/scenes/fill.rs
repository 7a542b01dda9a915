//! Filled shapes, fill rules, clips.

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("fill-triangle", triangle),
        Scene::new("fill-star-nonzero", |p| star(p, 0.0)),
        Scene::new("fill-star-evenodd", |p| star(p, 1.0)),
        Scene::new("fill-winding-holes", winding_holes),
        Scene::new("fill-rect-whole-pixels", rect_whole_pixels),
        Scene::new("fill-rect-fractions", rect_fractions),
        Scene::new("fill-rect-turned", rect_turned),
        Scene::new("fill-round-rect", round_rect),
        Scene::new("fill-pie", pie),
        Scene::new("fill-ellipse", ellipse),
        Scene::new("fill-curves", curves),
        Scene::new("fill-arc-to", arc_to),
        Scene::new("fill-open-path-is-closed", open_path),
        Scene::new("fill-transforms-stack", transforms),
        Scene::new("fill-alpha-overlap", alpha_overlap),
        Scene::new("fill-far-beyond-the-canvas", far),
        Scene::new("clip-circle", clip_circle),
        Scene::new("clip-evenodd", clip_evenodd),
        Scene::new("clip-nested-and-restored", clip_nested),
        Scene::new("clip-whole-pixel-rect", clip_rect),
        Scene::new("clip-empty", clip_empty),
        Scene::new("clip-keeps-what-copy-clears", clip_copy),
    ]
}

fn triangle(p: &mut Pen) {
    p.fill_style("#1b6ca8").polyline(&[40.0, 6.0, 74.0, 72.0, 6.0, 60.0]).fill();
}

fn star(p: &mut Pen, rule: f64) {
    // Every second corner of a pentagon: the middle is wound around twice.
    let corners: Vec<f64> = (0..5)
        .flat_map(|i| {
            let angle = f64::from(i * 2) * std::f64::consts::TAU / 5.0;
            [40.0 + 36.0 * angle.sin(), 42.0 - 36.0 * angle.cos()]
        })
        .collect();
    p.fill_style("#b3261e").polyline(&corners).call("fill", &[rule]);
}

fn winding_holes(p: &mut Pen) {
    // Three circles in circles: turning the same way fills, turning the other way cuts out.
    p.fill_style("#333").call("beginPath", &[]).circle(40.0, 40.0, 36.0);
    p.call("moveTo", &[64.0, 40.0]);
    p.call("arc", &[40.0, 40.0, 24.0, 0.0, std::f64::consts::TAU, 1.0]).call("closePath", &[]);
    p.circle(40.0, 40.0, 12.0).fill();
}

fn rect_whole_pixels(p: &mut Pen) {
    p.fill_style("rgb(10, 120, 60)").call("fillRect", &[10.0, 10.0, 60.0, 60.0]);
    p.call("clearRect", &[20.0, 20.0, 20.0, 40.0]);
    p.fill_style("rgb(240, 180, 0)").call("fillRect", &[70.0, 70.0, -20.0, -20.0]);
}

fn rect_fractions(p: &mut Pen) {
    for i in 0..8 {
        let at = f64::from(i) * 9.0 + f64::from(i) / 8.0;
        p.call("fillRect", &[at + 2.0, at / 2.0 + 2.0, 6.0, 30.25]);
    }
}

fn rect_turned(p: &mut Pen) {
    p.call("translate", &[40.0, 40.0]).call("rotate", &[0.4]);
    p.fill_style("teal").call("fillRect", &[-25.0, -25.0, 50.0, 50.0]);
    p.call("clearRect", &[-10.0, -10.0, 20.0, 20.0]);
}

fn round_rect(p: &mut Pen) {
    p.fill_style("#5b3fa0").call("beginPath", &[]);
    // Radii: upper left 24, upper right 8, lower right 16 by 30, lower left none.
    let radii = [24.0, 24.0, 8.0, 8.0, 16.0, 30.0, 0.0, 0.0];
    p.call("roundRect", &[&[6.0, 8.0, 68.0, 64.0], &radii[..]].concat()).fill();
}

fn pie(p: &mut Pen) {
    for (color, from, to) in [("#d33", 0.0, 2.0), ("#3a3", 2.0, 4.5), ("#33d", 4.5, 6.0)] {
        p.fill_style(color).call("beginPath", &[]).call("moveTo", &[40.0, 40.0]);
        p.call("arc", &[40.0, 40.0, 36.0, from, to, 0.0]).fill();
    }
}

fn ellipse(p: &mut Pen) {
    p.fill_style("#c2185b").call("beginPath", &[]);
    p.call("ellipse", &[40.0, 40.0, 36.0, 16.0, 0.6, 0.0, std::f64::consts::TAU, 0.0]).fill();
    p.fill_style("#fff").call("beginPath", &[]);
    // From 1 to 2.5 the short way, and back the long way when turning the other way.
    p.call("ellipse", &[40.0, 40.0, 20.0, 8.0, 0.6, 1.0, 2.5, 1.0]).fill();
}

fn curves(p: &mut Pen) {
    p.fill_style("#00695c").call("beginPath", &[]).call("moveTo", &[8.0, 70.0]);
    p.call("quadraticCurveTo", &[10.0, -20.0, 40.0, 40.0]);
    p.call("bezierCurveTo", &[80.0, 100.0, 90.0, -20.0, 60.0, 10.0]);
    p.call("bezierCurveTo", &[20.0, 40.0, 100.0, 90.0, 70.0, 74.0]);
    p.call("closePath", &[]).fill();
}

fn arc_to(p: &mut Pen) {
    p.fill_style("#ef6c00").call("beginPath", &[]).call("moveTo", &[8.0, 8.0]);
    p.call("arcTo", &[72.0, 8.0, 72.0, 72.0, 24.0]);
    p.call("arcTo", &[72.0, 72.0, 8.0, 72.0, 8.0]);
    // A radius of zero is a plain corner.
    p.call("arcTo", &[8.0, 72.0, 8.0, 8.0, 0.0]).call("closePath", &[]).fill();
}

fn open_path(p: &mut Pen) {
    // Two subpaths, neither closed: both are filled as if they were.
    p.polyline(&[6.0, 6.0, 36.0, 6.0, 36.0, 74.0]).lines(&[44.0, 74.0, 74.0, 74.0, 44.0, 6.0]);
    p.fill();
}

fn transforms(p: &mut Pen) {
    for (i, color) in ["#e53935", "#fb8c00", "#fdd835", "#43a047", "#1e88e5"].iter().enumerate() {
        p.call("save", &[]).call("translate", &[40.0, 40.0]);
        p.call("rotate", &[i as f64 * 0.3]).call("scale", &[1.0 - i as f64 * 0.18, 0.6]);
        p.call("transform", &[1.0, 0.0, 0.3, 1.0, 0.0, 0.0]);
        p.fill_style(color).call("fillRect", &[-30.0, -30.0, 60.0, 60.0]).call("restore", &[]);
    }
}

fn alpha_overlap(p: &mut Pen) {
    p.call("globalAlpha", &[0.5]);
    p.fill_style("#f00").call("fillRect", &[8.0, 8.0, 40.0, 40.0]);
    p.fill_style("#00f").call("fillRect", &[28.0, 28.0, 44.0, 44.0]);
    // The colour's own alpha and the global one are multiplied.
    p.fill_style("rgba(0, 255, 0, 0.5)").call("fillRect", &[0.0, 60.0, 40.0, 12.0]);
}

fn far(p: &mut Pen) {
    // A triangle so large that only one of its edges crosses the canvas: y = x/2 + 20.
    p.fill_style("#455a64").polyline(&[-4e6, -2e6 + 20.0, 4e6, 2e6 + 20.0, -4e6, 4e6]).fill();
}

fn stripes(p: &mut Pen) {
    for i in 0..10 {
        let shade = ["#0d47a1", "#90caf9"][i % 2];
        p.fill_style(shade).call("fillRect", &[0.0, i as f64 * 8.0, 80.0, 8.0]);
    }
}

fn clip_circle(p: &mut Pen) {
    p.call("beginPath", &[]).circle(40.0, 40.0, 32.5).clip();
    stripes(p);
}

fn clip_evenodd(p: &mut Pen) {
    p.call("beginPath", &[]).circle(40.0, 40.0, 36.0).circle(48.0, 36.0, 20.0);
    p.call("clip", &[1.0]);
    stripes(p);
}

fn clip_nested(p: &mut Pen) {
    p.call("save", &[]).call("beginPath", &[]).circle(30.0, 40.0, 28.0).clip();
    p.call("save", &[]).call("beginPath", &[]).circle(50.0, 40.0, 28.0).clip();
    stripes(p);
    p.call("restore", &[]).fill_style("rgba(255, 0, 0, 0.5)");
    p.call("fillRect", &[0.0, 60.0, 80.0, 20.0]).call("restore", &[]);
    p.fill_style("#000").call("fillRect", &[70.0, 0.0, 10.0, 10.0]);
}

fn clip_rect(p: &mut Pen) {
    p.call("beginPath", &[]).call("rect", &[10.0, 20.0, 50.0, 50.0]).clip();
    p.call("beginPath", &[]).call("rect", &[30.0, 10.0, 45.0, 40.0]).clip();
    stripes(p);
}

fn clip_empty(p: &mut Pen) {
    p.fill_style("#888").call("fillRect", &[0.0, 0.0, 40.0, 80.0]);
    // An empty path as clip lets nothing through, not everything.
    p.call("beginPath", &[]).clip();
    stripes(p);
}

fn clip_copy(p: &mut Pen) {
    stripes(p);
    p.call("beginPath", &[]).circle(40.0, 40.0, 30.0).clip();
    // `copy` clears all of the clip and nothing beyond it.
    p.composite("copy").fill_style("#e91e63").call("fillRect", &[40.0, 30.0, 40.0, 20.0]);
}
