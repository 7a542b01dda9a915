//! Sampling against a model in f64, on every SIMD level, with rows begun anywhere.

use std::sync::Arc;

use super::{Filter, ImageInk, View, Wrap};
use crate::backend::raster::blend::Cover;
use crate::geom::{DeviceRect, Point, Size, Transform};
use crate::mem::{Bitmap, Ledger, at_level, levels};

const WIDTH: u32 = 37;
const HEIGHT: u32 = 23;

/// Premultiplied pixels without any order.
fn noise(width: u32, height: u32) -> Arc<Bitmap> {
    let mut bitmap = Bitmap::new(&Ledger::new(), Size::new(width, height).unwrap()).unwrap();
    let mut seed = 1u32;
    for pixel in bitmap.data_mut().chunks_exact_mut(4) {
        for value in pixel.iter_mut() {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = (seed >> 24) as u8;
        }
        let alpha = pixel[3];
        pixel.iter_mut().for_each(|v| *v = (*v).min(alpha));
    }
    Arc::new(bitmap)
}

fn view(pixels: &Arc<Bitmap>, place: Transform) -> View {
    let window = DeviceRect::of_size(pixels.width(), pixels.height());
    View { pixels: Arc::clone(pixels), window, place }
}

fn tap(view: &View, wrap: (Wrap, Wrap), x: f64, y: f64) -> [f64; 4] {
    let w = view.window;
    let at = |wrap, v: f64, first: i32, size: u32| {
        let (v, size) = (v - f64::from(first), f64::from(size));
        match wrap {
            Wrap::Clamp => Some(v.clamp(0.0, size - 1.0)),
            Wrap::Repeat => Some(v - (v / size).floor() * size),
            Wrap::None => (v >= 0.0 && v < size).then_some(v),
        }
    };
    let (x, y) = (at(wrap.0, x, w.left, w.width()), at(wrap.1, y, w.top, w.height()));
    let (Some(x), Some(y)) = (x, y) else { return [0.0; 4] };
    let (x, y) = (x as u32 + w.left as u32, y as u32 + w.top as u32);
    view.pixels.pixel(x, y).unwrap().map(f64::from)
}

fn mitchell(x: f64) -> f64 {
    let x = x.abs();
    let (b, c) = (1.0 / 3.0, 1.0 / 3.0);
    let sum = if x < 1.0 {
        (12.0 - 9.0 * b - 6.0 * c) * x.powi(3)
            + (-18.0 + 12.0 * b + 6.0 * c) * x.powi(2)
            + (6.0 - 2.0 * b)
    } else if x < 2.0 {
        (-b - 6.0 * c) * x.powi(3)
            + (6.0 * b + 30.0 * c) * x.powi(2)
            + (-12.0 * b - 48.0 * c) * x
            + (8.0 * b + 24.0 * c)
    } else {
        0.0
    };
    sum / 6.0
}

/// The colour at a target pixel, in f64.
fn model(view: &View, filter: Filter, wrap: (Wrap, Wrap), x: i32, y: i32) -> [f64; 4] {
    let back = view.place.inverse().unwrap();
    let p = back.map(Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5));
    let weight: fn(f64) -> f64 = match filter {
        Filter::Nearest => return tap(view, wrap, (p.x - 1e-6).floor(), (p.y - 1e-6).floor()),
        Filter::Bilinear => |d| (1.0 - d.abs()).max(0.0),
        Filter::Bicubic => mitchell,
    };
    let (u, v) = (p.x - 0.5, p.y - 0.5);
    let mut sum = [0.0; 4];
    for j in -1..=2 {
        for i in -1..=2 {
            let (tx, ty) = (u.floor() + f64::from(i), v.floor() + f64::from(j));
            let w = weight(tx - u) * weight(ty - v);
            let pixel = tap(view, wrap, tx, ty);
            sum.iter_mut().zip(pixel).for_each(|(sum, v)| *sum += v * w);
        }
    }
    let alpha = sum[3].clamp(0.0, 255.0);
    sum.map(|v| v.clamp(0.0, alpha))
}

/// A row on every level, which must agree.
fn row(ink: &ImageInk, x: i32, y: i32, pixels: usize) -> Vec<u8> {
    let rows = levels().into_iter().map(|level| {
        let mut out = vec![7; pixels * 4];
        at_level!(level, simd => ink.row(simd, x, y, &mut out));
        (level, out)
    });
    let mut rows: Vec<_> = rows.collect();
    let (_, first) = rows.remove(0);
    for (level, other) in rows {
        assert_eq!(first, other, "{level:?} at {x},{y}");
    }
    first
}

const WRAPS: [(Wrap, Wrap); 4] = [
    (Wrap::Clamp, Wrap::Clamp),
    (Wrap::Repeat, Wrap::Repeat),
    (Wrap::Repeat, Wrap::None),
    (Wrap::None, Wrap::None),
];

fn places() -> Vec<Transform> {
    vec![
        Transform::translate(3.0, -2.0),
        Transform::translate(3.25, 2.5),
        Transform::scale(0.5, 0.5),
        Transform::new(0.5, 0.0, 0.0, 0.5, 7.0, 3.0),
        Transform::new(0.37, 0.0, 0.0, 0.81, 1.5, 0.25),
        Transform::new(2.0, 0.0, 0.0, 2.0, -5.0, 4.0),
        Transform::new(3.3, 0.0, 0.0, 1.2, -20.3, 1.0),
        Transform::new(-1.7, 0.0, 0.0, 2.3, 60.0, 0.5),
        Transform::rotate(0.4),
        Transform::translate(20.0, 5.0).then_inner(&Transform::rotate(2.2)),
        Transform::new(1.9, 0.3, -0.6, 2.4, -10.0, -8.0),
        Transform::new(0.0, 1.0, -1.0, 0.0, 30.0, 0.0),
        Transform::new(0.01, 0.0, 0.0, 0.01, 5.0, 5.0),
    ]
}

#[test]
fn every_filter_follows_the_model_within_a_level() {
    let pixels = noise(WIDTH, HEIGHT);
    for place in places() {
        let view = view(&pixels, place);
        for (wrap, filter) in
            WRAPS.into_iter().flat_map(|w| [Filter::Bilinear, Filter::Bicubic].map(|f| (w, f)))
        {
            let ink = ImageInk::new(view.clone(), filter, wrap, 1.0).unwrap();
            for y in [-3, 0, 7, 31] {
                let got = row(&ink, -9, y, 90);
                for (x, pixel) in (-9..).zip(got.chunks_exact(4)) {
                    let want = model(&view, filter, wrap, x, y);
                    let near =
                        pixel.iter().zip(want).all(|(&g, w)| (f64::from(g) - w).abs() <= 1.0);
                    assert!(near, "{filter:?} {wrap:?} {place:?} {x},{y}: {pixel:?} {want:?}");
                }
            }
        }
    }
}

#[test]
fn the_nearest_pixel_is_the_models_and_ties_go_to_the_first() {
    let pixels = noise(WIDTH, HEIGHT);
    for place in places() {
        let view = view(&pixels, place);
        for wrap in WRAPS {
            let ink = ImageInk::new(view.clone(), Filter::Nearest, wrap, 1.0).unwrap();
            for y in [-3, 0, 7, 31] {
                let got = row(&ink, -9, y, 90);
                for (x, pixel) in (-9..).zip(got.chunks_exact(4)) {
                    // Within the tie's width of an edge either pixel is right.
                    let back = view.place.inverse().unwrap();
                    let p = back.map(Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5));
                    let edge = |v: f64| v - v.floor() > 1e-9 && v - v.floor() < 1.0 / 2048.0;
                    let want = model(&view, Filter::Nearest, wrap, x, y).map(|v| v as u8);
                    let right = pixel == want || edge(p.x) || edge(p.y);
                    assert!(right, "{wrap:?} {place:?} {x},{y}: {pixel:?} {want:?}");
                }
            }
        }
    }
    // Half the size: the lines between pixels are hit exactly.
    let half = view(&pixels, Transform::scale(0.5, 0.5));
    let ink = ImageInk::new(half, Filter::Nearest, WRAPS[0], 1.0).unwrap();
    assert_eq!(row(&ink, 2, 1, 1), pixels.pixel(4, 2).unwrap());
}

#[test]
fn a_pixel_does_not_depend_on_where_its_row_begins() {
    let pixels = noise(WIDTH, HEIGHT);
    for place in places() {
        for filter in [Filter::Nearest, Filter::Bilinear, Filter::Bicubic] {
            let ink = ImageInk::new(view(&pixels, place), filter, WRAPS[0], 0.7).unwrap();
            let whole = row(&ink, -20, 6, 200);
            for (start, len) in [(1, 3), (4, 64), (7, 130), (13, 65), (199, 1)] {
                let part = row(&ink, -20 + start as i32, 6, len);
                assert_eq!(part, whole[start * 4..(start + len) * 4], "{filter:?} {place:?}");
            }
        }
    }
}

#[test]
fn transforms_of_any_size_are_sampled_where_they_say() {
    let pixels = noise(WIDTH, HEIGHT);
    // A pixel of the picture is larger than any canvas: its middle is (5.5, 6.5).
    let huge = Transform::new(1e9, 0.0, 0.0, 1e9, -5.5e9, -6.5e9);
    // All of the picture is on one pixel.
    let tiny = Transform::scale(1e-9, 1e-9);
    let skewed = Transform::new(1e9, 2e8, -3e8, 1e9, 4.0, 5.0);
    for filter in [Filter::Nearest, Filter::Bilinear, Filter::Bicubic] {
        let ink = ImageInk::new(view(&pixels, huge), filter, WRAPS[0], 1.0).unwrap();
        let want = model(&view(&pixels, huge), filter, WRAPS[0], 0, 0);
        for pixel in row(&ink, 0, 0, 20).chunks_exact(4) {
            let near = pixel.iter().zip(want).all(|(&g, w)| (f64::from(g) - w).abs() <= 1.0);
            assert!(near, "{filter:?} {pixel:?} {want:?}");
        }
        for wrap in WRAPS {
            for place in
                [tiny, skewed, Transform::scale(1e300, 1e-300), Transform::scale(1e-150, 1e150)]
            {
                if let Some(ink) = ImageInk::new(view(&pixels, place), filter, wrap, 1.0) {
                    row(&ink, i32::MAX - 70, i32::MAX, 60);
                    row(&ink, i32::MIN, i32::MIN, 60);
                }
            }
        }
        let ink = ImageInk::new(view(&pixels, tiny), filter, WRAPS[0], 1.0).unwrap();
        assert_eq!(row(&ink, 3, 3, 1), pixels.pixel(WIDTH - 1, HEIGHT - 1).unwrap());
    }
}

#[test]
fn collapsed_planes_and_empty_parts_paint_nothing() {
    let pixels = noise(4, 4);
    for place in [
        Transform::scale(0.0, 1.0),
        Transform::new(1.0, 2.0, 2.0, 4.0, 0.0, 0.0),
        Transform::scale(f64::NAN, 1.0),
        Transform::scale(f64::INFINITY, 1.0),
    ] {
        assert!(ImageInk::new(view(&pixels, place), Filter::Bilinear, WRAPS[0], 1.0).is_none());
    }
    let beside = DeviceRect { left: 4, top: 0, right: 9, bottom: 4 };
    let view = View { window: beside, ..view(&pixels, Transform::IDENTITY) };
    assert!(ImageInk::new(view, Filter::Bilinear, WRAPS[0], 1.0).is_none());
}

#[test]
fn one_pixel_fills_all_or_nothing_but_itself() {
    let pixels = noise(1, 1);
    let color = pixels.pixel(0, 0).unwrap();
    let place = Transform::new(2.5, 0.4, -0.3, 1.5, 3.0, 2.0);
    for filter in [Filter::Nearest, Filter::Bilinear, Filter::Bicubic] {
        for wrap in &WRAPS[..2] {
            for place in [place, Transform::scale(3.0, 3.0), Transform::scale(0.5, 0.5)] {
                let ink = ImageInk::new(view(&pixels, place), filter, *wrap, 1.0).unwrap();
                assert!(row(&ink, -30, 4, 80).chunks_exact(4).all(|p| p == color), "{filter:?}");
            }
        }
        let ink = ImageInk::new(view(&pixels, place), filter, WRAPS[3], 1.0).unwrap();
        assert!(row(&ink, 50, 4, 20).iter().all(|&v| v == 0));
    }
}

#[test]
fn a_window_hides_its_neighbours() {
    let pixels = noise(WIDTH, HEIGHT);
    let window = DeviceRect { left: 10, top: 5, right: 14, bottom: 9 };
    for place in places() {
        let view = View { window, ..view(&pixels, place) };
        for filter in [Filter::Bilinear, Filter::Bicubic] {
            let ink = ImageInk::new(view.clone(), filter, WRAPS[0], 1.0).unwrap();
            for (x, pixel) in (0..).zip(row(&ink, 0, 9, 70).chunks_exact(4)) {
                let want = model(&view, filter, WRAPS[0], x, 9);
                let near = pixel.iter().zip(want).all(|(&g, w)| (f64::from(g) - w).abs() <= 1.0);
                assert!(near, "{filter:?} {place:?} {x}: {pixel:?} {want:?}");
            }
        }
    }
}

/// What is lent for a whole row, and the part of 255 it is painted by.
fn lent(ink: &ImageInk, x: i32, y: i32, len: usize) -> Option<(&[u8], u8)> {
    match ink.direct_row((x, y), len, Cover::Full)? {
        (row, Cover::Full) => Some((row, 255)),
        (row, Cover::Even(part)) => Some((row, part)),
        (_, Cover::Mask(_)) => None,
    }
}

#[test]
fn rows_that_are_copies_are_lent() {
    let pixels = noise(WIDTH, HEIGHT);
    let moved = view(&pixels, Transform::translate(3.0, -2.0));
    let ink = ImageInk::new(moved.clone(), Filter::Bilinear, WRAPS[0], 1.0).unwrap();
    assert_eq!(lent(&ink, 5, 1, 30).unwrap(), (&*row(&ink, 5, 1, 30), 255));
    assert!(lent(&ink, 2, 1, 30).is_none() && lent(&ink, 5, 1, 36).is_none());
    let tiled = ImageInk::new(moved.clone(), Filter::Bilinear, WRAPS[1], 1.0).unwrap();
    assert_eq!(lent(&tiled, 5 - 74, 1 + 46, 30).unwrap().0, row(&ink, 5, 1, 30));
    assert_eq!(row(&tiled, 5 - 74, 1 + 46, 60)[..120], row(&ink, 5, 1, 30));
    let weak = ImageInk::new(moved, Filter::Bilinear, WRAPS[0], 0.5).unwrap();
    assert_eq!(lent(&weak, 5, 1, 30).unwrap(), (&*row(&ink, 5, 1, 30), 128));
    assert!(weak.direct_row((5, 1), 1, Cover::Mask(&[9])).is_none());
    let turned =
        ImageInk::new(view(&pixels, Transform::rotate(0.1)), Filter::Nearest, WRAPS[0], 1.0);
    assert!(lent(&turned.unwrap(), 5, 1, 1).is_none());
}

#[test]
fn opaque_inks_are_known() {
    let mut solid = Bitmap::new(&Ledger::new(), Size::new(4, 4).unwrap()).unwrap();
    solid.data_mut().fill(255);
    let solid = Arc::new(solid);
    assert!(!solid.is_known_opaque(), "nobody looks for the first who asks");
    let opaque = |pixels: &Arc<Bitmap>, wrap, alpha| {
        let view = view(pixels, Transform::rotate(0.3));
        let ink = ImageInk::new(view, Filter::Bicubic, wrap, alpha).unwrap();
        let all = row(&ink, -9, 2, 40).chunks_exact(4).all(|p| p[3] == 255);
        assert!(all || !ink.is_opaque());
        ink.is_opaque()
    };
    assert!(opaque(&solid, WRAPS[0], 1.0) && opaque(&solid, WRAPS[1], 1.0));
    assert!(!opaque(&solid, WRAPS[2], 1.0) && !opaque(&solid, WRAPS[0], 0.9));
    assert!(!opaque(&noise(4, 4), WRAPS[0], 1.0));
}

#[test]
fn versions_are_mixed_by_their_share() {
    let (large, small) = (noise(8, 8), noise(4, 4));
    let scale = Transform::scale(2.0, 2.0);
    let ink = |pixels, place| {
        ImageInk::new(view(pixels, place), Filter::Bilinear, WRAPS[0], 1.0).unwrap()
    };
    let (a, b) = (ink(&large, Transform::IDENTITY), ink(&small, scale));
    let both = ink(&large, Transform::IDENTITY).mixed_with(view(&small, scale), 64).unwrap();
    let (a, b) = (row(&a, -5, 3, 300), row(&b, -5, 3, 300));
    for (got, (a, b)) in row(&both, -5, 3, 300).iter().zip(a.iter().zip(&b)) {
        let want = f64::from(*a) * 0.75 + f64::from(*b) * 0.25;
        assert!((f64::from(*got) - want).abs() <= 0.5);
    }
}
