//! Pictures whose parts and places are nowhere, everywhere, or no numbers.

use canvas::geom::{DeviceRect, Rect};
use canvas::mem::PixelFormat;

use crate::{Canvas, EDGES, MB};

#[test]
fn parts_and_places_at_every_edge() {
    let mut canvas = Canvas::new(80, 90);
    let picture = canvas.picture(7, 5);
    for quality in 0..3 {
        canvas.call("imageSmoothingQuality", &[f64::from(quality)]);
        for &a in &EDGES {
            for &b in &EDGES {
                let (whole, place) =
                    (Rect::new(0.0, 0.0, 7.0, 5.0), Rect::new(5.0, 5.0, 30.0, 20.0));
                for (from, to) in [
                    (Rect::new(a, b, b, a), place),
                    (Rect::new(1.0, 1.0, a, b), place),
                    (Rect::new(a, 1.0, 3.0, b), place),
                    (whole, Rect::new(a, b, b, a)),
                    (whole, Rect::new(5.0, 5.0, a, b)),
                    (Rect::new(a, b, -a, -b), Rect::new(b, a, -b, -a)),
                ] {
                    canvas.image(&picture, from, to);
                }
            }
            canvas.flush();
        }
    }
    drop(picture);
    canvas.finish("parts of pictures", 4 * MB);
}

#[test]
fn parts_without_pixels_draw_nothing() {
    let mut canvas = Canvas::new(80, 90);
    let picture = canvas.picture(7, 5);
    let to = Rect::new(0.0, 0.0, 80.0, 90.0);
    for from in [
        Rect::new(0.0, 0.0, 0.0, 5.0),
        Rect::new(0.0, 0.0, 7.0, 0.0),
        Rect::new(7.0, 0.0, 5.0, 5.0),
        Rect::new(-9.0, -9.0, 9.0, 9.0),
        Rect::new(f64::NAN, 0.0, 5.0, 5.0),
        Rect::new(1e30, 1e30, 1e30, 1e30),
    ] {
        canvas.image(&picture, from, to);
    }
    let whole = Rect::new(0.0, 0.0, 7.0, 5.0);
    for to in [Rect::new(0.0, 0.0, 0.0, 9.0), Rect::new(0.0, f64::INFINITY, 9.0, 9.0)] {
        canvas.image(&picture, whole, to);
    }
    assert_eq!(canvas.ink(), 0);
    // A part much larger than the picture shows all of it, in its place.
    canvas.image(
        &picture,
        Rect::new(-7e9, -5e9, 14e9, 10e9),
        Rect::new(-80e9, -90e9, 160e9, 180e9),
    );
    assert_eq!(canvas.pixel(79, 89), [255, 0, 0, 255]);
    drop(picture);
    canvas.finish("no pixels", MB);
}

#[test]
fn the_widest_and_the_highest_picture() {
    for (width, height) in [(65_535, 1), (1, 65_535), (32_767, 2)] {
        let mut canvas = Canvas::new(80, 90);
        let picture = canvas.picture(width, height);
        let (w, h) = (f64::from(width), f64::from(height));
        for quality in 0..3 {
            canvas.call("imageSmoothingQuality", &[f64::from(quality)]);
            for to in [Rect::new(0.0, 0.0, 80.0, 90.0), Rect::new(-1e6, -1e6, 2e6, 2e6)] {
                canvas.image(&picture, Rect::new(0.0, 0.0, w, h), to);
                canvas.image(&picture, Rect::new(w / 3.0, 0.0, w / 3.0, h), to);
                canvas.image(&picture, Rect::new(w - 1e-9, 0.0, 1e-9, h), to);
            }
        }
        assert_eq!(canvas.pixel(40, 45), [255, 0, 0, 255]);
        drop(picture);
        canvas.finish("long pictures", 8 * MB);
    }
}

#[test]
fn pixels_put_and_read_anywhere() {
    const EDGE: [i32; 9] = [i32::MIN, i32::MIN + 1, -65_536, -1, 0, 1, 79, i32::MAX - 1, i32::MAX];
    let mut canvas = Canvas::new(80, 90);
    let data = vec![255; 7 * 5 * 4];
    for &a in &EDGE {
        for &b in &EDGE {
            let dirty = DeviceRect { left: a, top: b, right: b, bottom: a };
            let all = DeviceRect::of_size(7, 5);
            for (part, at) in [(dirty, (1, 1)), (all, (a, b)), (dirty, (b, a))] {
                canvas
                    .surface
                    .write(&mut canvas.context, (&data, PixelFormat::default()), 7, part, at)
                    .unwrap();
            }
            let area = DeviceRect {
                left: a,
                top: b,
                right: a.saturating_add(3),
                bottom: b.saturating_add(2),
            };
            let mut out = vec![1; area.width() as usize * area.height() as usize * 4];
            canvas.surface.read(area, &mut out, PixelFormat::default()).unwrap();
        }
    }
    canvas.finish("pixels", 4 * MB);
}
