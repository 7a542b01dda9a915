//! Every scene looks as it did when somebody last looked at it: exactly, byte for byte.
//!
//! The pictures are in `tests/goldens`. A missing one fails. To accept pictures, run with `BLESS=1`,
//! look at what was written, and run again without: a run that blesses fails, so that no machine can
//! bless by accident. What differs is written to `target/goldens`: the picture, and where it differs.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod scenes;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use canvas::backend::raster::Threads;
use scenes::SIDE;

fn goldens() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens")
}

/// Where pictures of differences go.
fn reports() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("goldens")
}

fn write_png(path: &Path, pixels: &[u8]) {
    let mut encoder = png::Encoder::new(fs::File::create(path).unwrap(), SIDE, SIDE);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(pixels).unwrap();
}

fn read_png(path: &Path) -> Result<Vec<u8>, String> {
    let file = fs::File::open(path).map_err(|e| format!("has no golden ({e})"))?;
    let mut reader =
        png::Decoder::new(BufReader::new(file)).read_info().map_err(|e| e.to_string())?;
    let info = reader.info();
    let shape = (info.width, info.height, info.color_type);
    if shape != (SIDE, SIDE, png::ColorType::Rgba) {
        return Err(format!("the golden is {shape:?}"));
    }
    let mut pixels = vec![0; (SIDE * SIDE * 4) as usize];
    reader.next_frame(&mut pixels).map_err(|e| e.to_string())?;
    Ok(pixels)
}

/// `None` for equal pictures, else how many bytes differ and the largest difference.
fn compare(actual: &[u8], golden: &[u8]) -> Option<(usize, u8)> {
    let differences = actual.iter().zip(golden).map(|(a, b)| a.abs_diff(*b)).filter(|d| *d > 0);
    let (count, largest) = differences.fold((0, 0), |(n, max), d| (n + 1, d.max(max)));
    (count > 0).then_some((count, largest))
}

/// Black where pictures are equal, brighter the more they differ, at least so much that one sees it.
fn difference(actual: &[u8], golden: &[u8]) -> Vec<u8> {
    let pixel = |(a, b): (&[u8], &[u8])| {
        let largest = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        let shown = if largest == 0 { 0 } else { largest.max(64) };
        [shown, shown, shown, 255]
    };
    actual.chunks_exact(4).zip(golden.chunks_exact(4)).flat_map(pixel).collect()
}

/// What is wrong with one scene, if anything.
fn check(name: &str, actual: &[u8], bless: bool) -> Option<String> {
    let path = goldens().join(format!("{name}.png"));
    let golden = read_png(&path);
    let problem = match &golden {
        Ok(golden) => {
            let (count, largest) = compare(actual, golden)?;
            format!("{count} bytes differ, by {largest} at most")
        }
        Err(problem) => problem.clone(),
    };
    if bless {
        write_png(&path, actual);
        return Some(format!("{name}: blessed; {problem}"));
    }
    fs::create_dir_all(reports()).unwrap();
    write_png(&reports().join(format!("{name}.actual.png")), actual);
    if let Ok(golden) = golden {
        let diff = difference(actual, &golden);
        write_png(&reports().join(format!("{name}.diff.png")), &diff);
    }
    Some(format!("{name}: {problem}"))
}

#[test]
fn every_scene_is_as_its_golden() {
    let bless = std::env::var_os("BLESS").is_some_and(|v| v == "1");
    let scenes = scenes::all();
    assert!(scenes.len() >= 40);
    let mut wrong = String::new();
    for scene in &scenes {
        let pixels = scene.record(SIDE, SIDE, 1.0).pixels(Threads::One);
        if let Some(problem) = check(&scene.name, &pixels, bless) {
            writeln!(wrong, "{problem}").unwrap();
        }
    }
    if bless {
        writeln!(wrong, "BLESS is set: look at what was blessed, then run without.").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}Pictures are in {}", reports().display());
}

#[test]
fn every_golden_has_its_scene_and_every_scene_its_own_name() {
    let scenes = scenes::all();
    let names: BTreeSet<_> = scenes.iter().map(|s| format!("{}.png", s.name)).collect();
    assert_eq!(names.len(), scenes.len());
    for file in fs::read_dir(goldens()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(&name), "no scene draws tests/goldens/{name}");
    }
}

#[test]
fn scenes_show_something_and_differ() {
    let drawn: BTreeSet<_> =
        scenes::all().iter().map(|s| s.record(SIDE, SIDE, 1.0).pixels(Threads::One)).collect();
    assert!(!drawn.contains(&vec![0; (SIDE * SIDE * 4) as usize]), "a scene is blank");
    assert_eq!(drawn.len(), scenes::all().len(), "two scenes are the same picture");
}

#[test]
fn a_difference_of_one_is_seen() {
    let golden = [10, 20, 30, 255, 1, 2, 3, 4];
    let mut actual = golden;
    assert_eq!(compare(&actual, &golden), None);
    actual[5] = 3;
    actual[0] = 4;
    assert_eq!(compare(&actual, &golden), Some((2, 6)));
    assert_eq!(difference(&actual, &golden), [64, 64, 64, 255, 64, 64, 64, 255]);
}
