//! Shadows farther away and softer than anything.

use crate::{Canvas, EDGES, MB};

#[test]
fn blurs_and_offsets_at_every_edge() {
    let mut canvas = Canvas::new(80, 90);
    let picture = canvas.picture(3, 3);
    let whole = canvas::geom::Rect::new(0.0, 0.0, 3.0, 3.0);
    for &blur in &EDGES {
        for &offset in &EDGES {
            canvas.color("shadowColor", [255.0, 0.0, 0.0, 1.0]).call("shadowBlur", &[blur.abs()]);
            canvas.call("shadowOffsetX", &[offset]).call("shadowOffsetY", &[-offset]);
            canvas.call("fillRect", &[5.0, 5.0, 20.0, 20.0]);
            canvas.call("fillRect", &[offset, 5.0, 20.0, 1e9]);
            canvas.polyline([(5.0, 5.0), (70.0, 9.0), (1e9, 1e9)]);
            canvas.call("fill", &[0.0]).call("stroke", &[]);
            canvas.image(&picture, whole, whole).text("Ag", 9.0, 40.0, None);
        }
        canvas.flush();
    }
    drop(picture);
    canvas.finish("shadows", 8 * MB);
}

#[test]
fn a_shadow_from_far_away_falls_where_it_should() {
    for far in [1e3, 1e6, 1e9] {
        let mut canvas = Canvas::new(80, 90);
        canvas.color("shadowColor", [255.0, 0.0, 0.0, 1.0]);
        canvas.call("shadowOffsetX", &[far]).call("shadowOffsetY", &[-far]);
        canvas.polyline([(10.0 - far, far), (70.0 - far, far), (70.0 - far, far + 60.0)]);
        canvas.call("fill", &[0.0]).call("fillRect", &[10.0 - far, 70.0 + far, 60.0, 10.0]);
        assert_eq!(canvas.pixel(60, 20), [255, 0, 0, 255], "{far}");
        assert_eq!(canvas.pixel(20, 50), [0; 4], "{far}");
        assert_eq!(canvas.pixel(40, 75), [255, 0, 0, 255], "{far}");
        canvas.finish("far shadows", MB);
    }
}

#[test]
fn a_shadow_of_a_million_segments() {
    let mut canvas = Canvas::new(80, 90);
    canvas.color("shadowColor", [255.0, 0.0, 0.0, 1.0]).call("shadowBlur", &[1e30]);
    canvas.polyline(
        (0..1_000_000_usize).map(|i| ((i * 7919 % 801) as f64 / 10.0, (i * 31 % 90) as f64)),
    );
    canvas.call("fill", &[1.0]);
    canvas.finish("the shadow of a million segments", 200 * MB);
}
