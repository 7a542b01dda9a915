//! The picture does not depend on who draws it: one thread or many, now or again, byte for byte.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod scenes;

use std::sync::Once;

use canvas::backend::raster::{Options, Threads, draw_rows};
use scenes::{Drawing, SIDE, Scene};

/// Sizes with one band, with a band of one row, with whole bands, with a last band cut short, and
/// the scale at which a scene fills them. A band has 64 rows.
const SIZES: [(u32, u32, f64); 6] = [
    (SIDE, 40, 1.0),
    (SIDE, 65, 1.0),
    (150, 203, 2.1),
    (256, 256, 3.2),
    (97, 131, 1.37),
    (1, 300, 3.75),
];

/// At least two threads, also on a machine with one core. Every test asks for them before it draws,
/// because the first drawing would make a pool of its own.
fn threads() {
    static POOL: Once = Once::new();
    POOL.call_once(|| rayon::ThreadPoolBuilder::new().num_threads(4).build_global().unwrap());
}

fn differing(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a != b).count()
}

/// The pixels of a drawing that is never there as a whole.
fn in_strips(drawing: &Drawing, rows: u32, threads: Threads) -> Vec<u8> {
    let (width, height) = drawing.list.size();
    let options = Options { opaque: drawing.opaque, threads };
    let strip = |top: u32| {
        let mut strip = drawing.blank_of(width, rows.min(height - top));
        draw_rows(&drawing.list, top, &mut strip, options).unwrap();
        drawing.straight(&strip)
    };
    (0..height).step_by(rows as usize).flat_map(strip).collect()
}

/// What is wrong with a scene at one size.
fn check(scene: &Scene, (width, height, scale): (u32, u32, f64)) -> Option<String> {
    let drawing = scene.record(width, height, scale);
    let one = drawing.pixels(Threads::One);
    let others = [
        ("the pool", drawing.pixels(Threads::Pool)),
        ("the pool again", drawing.pixels(Threads::Pool)),
        ("one thread again", drawing.pixels(Threads::One)),
        ("whoever should", drawing.pixels(Threads::Auto)),
        ("another recording", scene.record(width, height, scale).pixels(Threads::Pool)),
        ("strips", in_strips(&drawing, 64, Threads::One)),
        ("strips of two bands", in_strips(&drawing, 128, Threads::Pool)),
    ];
    let (by, other) = others.iter().find(|(_, other)| *other != one)?;
    let count = differing(&one, other);
    Some(format!("{} at {width}x{height}: {count} bytes differ when drawn by {by}\n", scene.name))
}

#[test]
fn every_scene_has_the_same_bytes_whoever_draws() {
    let scenes = scenes::all();
    assert!(scenes.len() >= 40);
    threads();
    let problems: String = scenes
        .iter()
        .flat_map(|scene| SIZES.iter().filter_map(move |size| check(scene, *size)))
        .collect();
    assert!(problems.is_empty(), "{problems}");
}

/// Rows far apart in one picture are drawn by different bands: the same shape must come out the same
/// in each, wherever it starts in its band.
#[test]
fn a_shape_looks_the_same_in_every_band() {
    threads();
    for scene in scenes::all().iter().filter(|s| s.name.starts_with("put-")) {
        // Put pixels stand at device pixels: a taller canvas leaves what is above as it was.
        let low = scene.record(SIDE, SIDE, 1.0).pixels(Threads::One);
        let high = scene.record(SIDE, SIDE * 4, 1.0).pixels(Threads::Pool);
        assert_eq!(differing(&low, &high[..low.len()]), 0, "{}", scene.name);
    }
}
