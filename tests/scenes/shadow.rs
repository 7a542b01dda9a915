//! Shadows of every kind of drawing.

use canvas::geom::Rect;

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("shadow-rect", |p| rect(p, 8.0)),
        Scene::new("shadow-rect-not-blurred", |p| rect(p, 0.0)),
        Scene::new("shadow-path", path),
        Scene::new("shadow-stroke", stroke),
        Scene::new("shadow-text", text),
        Scene::new("shadow-image-clipped", image),
        Scene::new("shadow-translucent", translucent),
        Scene::new("shadow-source-in", source_in),
    ]
}

fn cast(p: &mut Pen, blur: f64, x: f64, y: f64) -> &mut Pen {
    p.call("shadowColor", &[20.0, 40.0, 90.0, 0.8]);
    p.call("shadowBlur", &[blur]).call("shadowOffsetX", &[x]).call("shadowOffsetY", &[y])
}

fn rect(p: &mut Pen, blur: f64) {
    cast(p, blur, 6.0, 4.5).fill_style("#e0a030").call("fillRect", &[14.0, 12.0, 40.0, 44.0]);
}

fn path(p: &mut Pen) {
    cast(p, 10.0, 3.0, 5.0)
        .fill_style("#2a7")
        .call("beginPath", &[])
        .circle(36.0, 34.0, 22.0)
        .fill();
}

fn stroke(p: &mut Pen) {
    cast(p, 5.0, 4.0, 4.0)
        .call("lineWidth", &[5.0])
        .polyline(&[10.0, 10.0, 66.0, 30.0, 20.0, 62.0]);
    p.call("stroke", &[]);
}

fn text(p: &mut Pen) {
    cast(p, 3.0, 2.0, 2.0).font("30px sans-serif").fill_style("#b02").text("Shade", 4.0, 70.0);
}

fn image(p: &mut Pen) {
    // Only a ring of the picture is there, and half of it is clipped away.
    let picture = p.bitmap(20, 20, |x, y| match (x, y) {
        (5..15, 5..15) => [0; 4],
        _ => [200, 60, 20, 255],
    });
    p.call("beginPath", &[]).circle(40.0, 40.0, 34.0).clip();
    let (from, to) = (Rect::new(0.0, 0.0, 20.0, 20.0), Rect::new(10.0, 10.0, 40.0, 40.0));
    cast(p, 6.0, 16.0, 12.0).image(&picture, from, to);
}

fn translucent(p: &mut Pen) {
    p.fill_style("#dde").call("fillRect", &[0.0, 0.0, 80.0, 80.0]).call("globalAlpha", &[0.6]);
    cast(p, 12.0, 0.0, 8.0).fill_style("rgba(200, 0, 0, 0.5)").call("rotate", &[0.3]);
    p.call("fillRect", &[26.0, 10.0, 36.0, 30.0]);
}

fn source_in(p: &mut Pen) {
    p.fill_style("#8bd").call("fillRect", &[10.0, 10.0, 60.0, 60.0]).composite("source-in");
    cast(p, 8.0, 10.0, 10.0).fill_style("#333").call("fillRect", &[20.0, 20.0, 30.0, 30.0]);
}
