//! Strokes: joins, caps, hairlines, dashes.

use canvas::paint::{LineCap, LineJoin};

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("stroke-joins", joins),
        Scene::new("stroke-caps", caps),
        Scene::new("stroke-miter-limit", miter_limit),
        Scene::new("stroke-hairlines", hairlines),
        Scene::new("stroke-rects", rects),
        Scene::new("stroke-circle", circle),
        Scene::new("stroke-tight-curve", tight_curve),
        Scene::new("stroke-closed-and-open", closed_and_open),
        Scene::new("stroke-pen-is-stretched", stretched),
        Scene::new("stroke-transform-after-path", transform_after_path),
        Scene::new("stroke-no-length", no_length),
        Scene::new("stroke-overlap-is-one-shape", overlap),
        Scene::new("stroke-far-ends", far_ends),
        Scene::new("dash-patterns", dash_patterns),
        Scene::new("dash-offsets", dash_offsets),
        Scene::new("dash-circle", dash_circle),
        Scene::new("dash-dots", dash_dots),
        Scene::new("dash-closed-rect", dash_closed_rect),
        Scene::new("dash-caps", dash_caps),
        Scene::new("dash-finer-than-pixels", dash_fine),
        Scene::new("dash-from-far-away", dash_far),
    ]
}

fn cap(p: &mut Pen, name: &str) {
    p.keyword::<LineCap>("lineCap", name);
}

fn join(p: &mut Pen, name: &str) {
    p.keyword::<LineJoin>("lineJoin", name);
}

fn line(p: &mut Pen, points: &[f64]) {
    p.polyline(points).call("stroke", &[]);
}

fn joins(p: &mut Pen) {
    p.call("lineWidth", &[9.0]);
    for (i, name) in ["miter", "round", "bevel"].iter().enumerate() {
        let y = 24.0 * i as f64;
        join(p, name);
        line(p, &[8.0, 26.0 + y, 30.0, 10.0 + y, 52.0, 26.0 + y, 72.0, 20.0 + y]);
    }
}

fn caps(p: &mut Pen) {
    for (i, name) in ["butt", "round", "square"].iter().enumerate() {
        let y = 16.0 + 24.0 * i as f64;
        p.call("lineWidth", &[14.0]).stroke_style("#78909c");
        cap(p, name);
        line(p, &[16.0, y, 64.0, y]);
        p.call("lineWidth", &[1.0]).stroke_style("#000");
        cap(p, "butt");
        line(p, &[16.0, y + 0.5, 64.0, y + 0.5]);
    }
}

fn miter_limit(p: &mut Pen) {
    p.call("lineWidth", &[6.0]);
    // The same corner below its limit, which bevels it, and above.
    p.call("miterLimit", &[2.0]);
    line(p, &[8.0, 10.0, 60.0, 18.0, 8.0, 26.0]);
    p.call("miterLimit", &[20.0]);
    line(p, &[8.0, 52.0, 50.0, 60.0, 8.0, 68.0]);
}

fn hairlines(p: &mut Pen) {
    for (i, width) in [1.0, 0.5, 0.25].iter().enumerate() {
        let x = 4.0 + 26.0 * i as f64;
        p.call("lineWidth", &[*width]);
        line(p, &[x, 4.5, x + 20.0, 4.5]);
        line(p, &[x, 9.0, x + 20.0, 9.0]);
        line(p, &[x + 0.5, 12.0, x + 0.5, 76.0]);
        line(p, &[x + 3.0, 12.0, x + 20.0, 76.0]);
        line(p, &[x + 3.0, 76.0, x + 20.0, 60.0]);
        p.call("beginPath", &[]).circle(x + 13.0, 24.0, 7.0).call("stroke", &[]);
    }
}

fn rects(p: &mut Pen) {
    p.call("strokeRect", &[4.5, 4.5, 70.0, 70.0]);
    p.call("lineWidth", &[6.0])
        .stroke_style("#00838f")
        .call("strokeRect", &[14.0, 14.0, 24.0, 24.0]);
    join(p, "round");
    p.call("strokeRect", &[50.0, 14.0, 16.0, 24.0]);
    // Without height: a line. Without both: nothing.
    p.call("strokeRect", &[14.0, 54.0, 52.0, 0.0]).call("strokeRect", &[40.0, 66.0, 0.0, 0.0]);
}

fn circle(p: &mut Pen) {
    p.call("lineWidth", &[10.0]).stroke_style("#6a1b9a").call("beginPath", &[]);
    p.circle(40.0, 40.0, 30.0).call("stroke", &[]);
}

fn tight_curve(p: &mut Pen) {
    p.call("lineWidth", &[16.0]).stroke_style("#2e7d32").call("beginPath", &[]);
    p.call("moveTo", &[14.0, 70.0]).call("bezierCurveTo", &[30.0, -4.0, 46.0, -4.0, 50.0, 68.0]);
    p.call("stroke", &[]).call("lineWidth", &[2.0]).stroke_style("#fff");
    p.call("stroke", &[]);
}

fn closed_and_open(p: &mut Pen) {
    p.call("lineWidth", &[8.0]);
    // Back at its start by a line, it still has two caps; closed, it has a corner.
    line(p, &[10.0, 10.0, 34.0, 10.0, 34.0, 70.0, 10.0, 70.0, 10.0, 10.0]);
    p.polyline(&[46.0, 10.0, 70.0, 10.0, 70.0, 70.0, 46.0, 70.0]).call("closePath", &[]);
    p.call("stroke", &[]);
}

fn stretched(p: &mut Pen) {
    p.call("save", &[]).call("scale", &[4.0, 1.0]).call("lineWidth", &[4.0]);
    p.call("beginPath", &[]).circle(10.0, 40.0, 6.0).call("stroke", &[]).call("restore", &[]);
    p.call("lineWidth", &[1.0]);
    line(p, &[40.0, 0.0, 40.0, 80.0]);
}

fn transform_after_path(p: &mut Pen) {
    // The path keeps its place, the pen gets the new transform.
    p.call("save", &[]).polyline(&[10.0, 20.0, 70.0, 20.0]).lines(&[20.0, 30.0, 20.0, 74.0]);
    p.call("scale", &[1.0, 8.0]).call("lineWidth", &[2.0]);
    p.call("stroke", &[]).call("restore", &[]);
}

fn no_length(p: &mut Pen) {
    p.call("lineWidth", &[12.0]);
    cap(p, "round");
    line(p, &[20.0, 20.0, 20.0, 20.0]);
    p.call("beginPath", &[]).call("moveTo", &[60.0, 20.0]).call("closePath", &[]);
    p.call("stroke", &[]);
    // Only this one is to be seen.
    p.stroke_style("#d84315");
    line(p, &[20.0, 60.0, 20.0, 60.0, 60.0, 60.0, 60.0, 60.0]);
}

fn overlap(p: &mut Pen) {
    p.call("lineWidth", &[14.0]).stroke_style("rgba(0, 0, 200, 0.5)");
    p.polyline(&[10.0, 10.0, 70.0, 70.0]).lines(&[70.0, 10.0, 10.0, 70.0]).call("stroke", &[]);
}

fn far_ends(p: &mut Pen) {
    // Through the middle of the canvas from a million pixels away.
    p.call("lineWidth", &[4.0]);
    line(p, &[-1e6, -5e5 + 20.0, 1e6 + 80.0, 5e5 + 60.0]);
    p.stroke_style("#c62828").call("lineWidth", &[2.0]);
    p.call("beginPath", &[]).circle(-9960.0, 40.0, 1e4).call("stroke", &[]);
}

fn dash_patterns(p: &mut Pen) {
    p.call("lineWidth", &[4.0]);
    let patterns: [&[f64]; 6] =
        [&[8.0, 4.0], &[2.0, 2.0], &[12.0, 3.0, 3.0, 3.0], &[5.0], &[6.0, 0.0], &[0.0, 6.0]];
    for (i, pattern) in patterns.iter().enumerate() {
        let y = 8.0 + 13.0 * i as f64;
        p.dash(pattern);
        line(p, &[4.0, y, 76.0, y]);
    }
}

fn dash_offsets(p: &mut Pen) {
    p.call("lineWidth", &[5.0]).dash(&[12.0, 6.0]);
    for i in 0..7 {
        let y = 7.0 + 11.0 * f64::from(i);
        p.call("lineDashOffset", &[f64::from(i - 3) * 4.0]);
        line(p, &[4.0, y, 76.0, y]);
    }
}

fn dash_circle(p: &mut Pen) {
    p.call("lineWidth", &[8.0]).stroke_style("#ad1457").dash(&[9.0, 5.0]);
    p.call("beginPath", &[]).circle(40.0, 40.0, 30.0).call("stroke", &[]);
    p.call("lineWidth", &[1.0]).stroke_style("#000").dash(&[3.0, 3.0]);
    p.call("beginPath", &[]).circle(40.0, 40.0, 16.0).call("stroke", &[]);
}

fn dash_dots(p: &mut Pen) {
    p.call("lineWidth", &[6.0]).dash(&[0.0, 12.0]);
    cap(p, "round");
    line(p, &[10.0, 12.0, 72.0, 12.0, 72.0, 72.0]);
    cap(p, "square");
    line(p, &[10.0, 28.0, 54.0, 72.0]);
    cap(p, "butt");
    line(p, &[10.0, 72.0, 40.0, 72.0]);
}

fn dash_closed_rect(p: &mut Pen) {
    // On at the start and at the end of the outline: one dash around the first corner.
    p.call("lineWidth", &[8.0]).dash(&[20.0, 10.0]).call("lineDashOffset", &[10.0]);
    p.call("strokeRect", &[10.0, 10.0, 60.0, 60.0]);
}

fn dash_caps(p: &mut Pen) {
    p.call("lineWidth", &[8.0]).dash(&[12.0, 14.0]);
    for (i, name) in ["butt", "round", "square"].iter().enumerate() {
        let y = 14.0 + 20.0 * i as f64;
        cap(p, name);
        line(p, &[8.0, y, 72.0, y + 10.0]);
    }
}

fn dash_fine(p: &mut Pen) {
    // A quarter of each line is on, in pieces no pixel can show: a quarter of the ink.
    p.call("lineWidth", &[12.0]).dash(&[0.01, 0.03]);
    line(p, &[4.0, 14.0, 76.0, 14.0]);
    line(p, &[14.0, 24.0, 14.0, 76.0]);
    p.dash(&[1e-12, 1e-12]);
    line(p, &[28.0, 34.0, 76.0, 76.0]);
}

fn dash_far(p: &mut Pen) {
    // Ten million dashes, of which ten are here; in both rows at the same places.
    p.call("lineWidth", &[6.0]).dash(&[5.0, 3.0]);
    line(p, &[-8e7, 20.0, 8e7, 20.0]);
    line(p, &[-8.0, 40.0, 88.0, 40.0]);
    p.stroke_style("#1565c0");
    line(p, &[-8.0, 60.0, -8.0, 4e6, -16.0, 4e6, -16.0, 60.0, 88.0, 60.0]);
}
