//! Every composite mode on the same two shapes, and what surrounds them.

use canvas::paint::{CompositeMode, Keyword};

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    let mut scenes: Vec<_> = CompositeMode::TABLE
        .iter()
        .map(|(_, name)| Scene::new(&format!("composite-{name}"), move |p| two_shapes(p, name)))
        .collect();
    scenes.extend([
        Scene::new("composite-alpha", |p| {
            p.call("globalAlpha", &[0.5]);
            two_shapes(p, "destination-out");
        }),
        Scene::new("composite-empty-source", empty_source),
        Scene::new("composite-clear-ignores-it", clear),
        Scene::new("opaque-clear", opaque_clear).opaque(),
        Scene::new("opaque-destination-out", |p| two_shapes(p, "destination-out")).opaque(),
        Scene::new("opaque-copy", |p| two_shapes(p, "copy")).opaque(),
    ]);
    scenes
}

/// The backdrop: two columns, opaque and half transparent. The source: three rows, opaque, half
/// transparent, and a triangle for the edges. So every pair of alphas meets somewhere.
fn two_shapes(p: &mut Pen, mode: &str) {
    p.fill_style("rgb(200, 120, 40)").call("fillRect", &[8.0, 4.0, 24.0, 72.0]);
    p.fill_style("rgba(200, 120, 40, 0.5)").call("fillRect", &[32.0, 4.0, 24.0, 72.0]);
    p.composite(mode).fill_style("rgb(30, 90, 220)");
    if CompositeMode::parse(mode).is_some_and(CompositeMode::is_unbounded) {
        // One shape: these modes clear whatever a second one would not cover.
        p.polyline(&[20.0, 12.0, 76.0, 12.0, 76.0, 40.0, 20.0, 40.0])
            .lines(&[20.0, 50.0, 76.0, 74.0]);
        p.call("lineTo", &[20.0, 74.0]).fill();
        return;
    }
    p.call("fillRect", &[20.0, 10.0, 56.0, 18.0]).fill_style("rgba(30, 90, 220, 0.5)");
    p.call("fillRect", &[20.0, 32.0, 56.0, 16.0]);
    p.polyline(&[20.0, 52.0, 76.0, 72.0, 20.0, 72.0]).fill();
}

fn empty_source(p: &mut Pen) {
    p.fill_style("#f57c00").call("fillRect", &[0.0, 0.0, 80.0, 80.0]);
    p.call("beginPath", &[]).call("rect", &[20.0, 20.0, 40.0, 50.0]).clip();
    // A shape outside the canvas: `source-in` clears all of the clip.
    p.composite("source-in").call("fillRect", &[200.0, 0.0, 10.0, 10.0]);
}

fn clear(p: &mut Pen) {
    p.fill_style("#f57c00").call("fillRect", &[0.0, 0.0, 80.0, 80.0]);
    p.composite("destination-over").call("globalAlpha", &[0.2]);
    p.call("beginPath", &[]).circle(40.0, 40.0, 30.0).clip();
    p.call("clearRect", &[10.0, 20.0, 60.5, 50.0]);
}

fn opaque_clear(p: &mut Pen) {
    p.fill_style("#4caf50").call("fillRect", &[10.0, 10.0, 60.0, 60.0]);
    p.call("clearRect", &[30.0, 30.0, 50.0, 50.0]);
    p.fill_style("rgba(255, 255, 255, 0.5)").call("fillRect", &[0.0, 50.0, 50.0, 10.0]);
}
