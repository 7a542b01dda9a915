//! Letters of every size.

use crate::{Canvas, EDGES, MB};

#[test]
fn fonts_of_every_size() {
    let mut canvas = Canvas::new(80, 90);
    for size in
        ["1e-300", "1e-30", "1e-9", "0.01", "1", "255.9", "256.1", "1e4", "1e9", "1e30", "1e300"]
    {
        if !canvas.font(&format!("{size}px serif")) {
            continue;
        }
        for scale in [1e-30, 1e-9, 1.0, 1e9, 1e30] {
            canvas.call("setTransform", &[scale, 0.0, 0.0, scale, 10.0, 40.0]);
            for max_width in [None, Some(1e-300), Some(1.0), Some(1e300)] {
                canvas.text("Ag\u{301} W", 0.0, 0.0, max_width);
                canvas.text("Ag\u{301} W", -1e9, 1e9, max_width);
            }
        }
        canvas.flush();
    }
    canvas.finish("fonts", 16 * MB);
}

#[test]
fn places_at_every_edge() {
    let mut canvas = Canvas::new(80, 90);
    assert!(canvas.font("20px serif"));
    for &a in &EDGES {
        for &b in &EDGES {
            canvas.text("Ag", a, b, None).text("Ag", 5.0, 30.0, Some(a)).text(
                "Ag",
                b,
                30.0,
                Some(1.0),
            );
        }
        canvas.flush();
    }
    canvas.finish("places of texts", 8 * MB);
}

#[test]
fn a_text_of_a_hundred_thousand_letters() {
    let mut canvas = Canvas::new(80, 90);
    let text = "Ag W".repeat(25_000);
    canvas.text(&text, 5.0, 40.0, None).text(&text, 5.0, 40.0, Some(70.0));
    assert!(canvas.ink() > 0);
    canvas.finish("a hundred thousand letters", 250 * MB);
}
