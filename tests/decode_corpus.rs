//! Every fixture decodes to the picture that other decoders see, every cut of it to a picture or an
//! error, and no hostile file costs memory. `__test__/fixtures/README.md` says what each file is for.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use canvas::Result;
use canvas::codec::{Limits, SvgFonts, decode, read};
use canvas::mem::{Bitmap, Ledger, unpremultiply_into};
use serde_json::Value;

static FONT: &[u8] = include_bytes!("../assets/fonts/NotoSans-Regular.subset.ttf");
/// What a hostile file may cost at most.
const HOSTILE_BYTES: usize = 64 << 20;
/// Hostile files are small; unoptimised builds on slow machines stay far below this.
const HOSTILE_TIME: Duration = Duration::from_secs(10);

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("__test__/fixtures")
}

fn expected() -> Value {
    serde_json::from_slice(&fs::read(fixtures().join("expected.json")).unwrap()).unwrap()
}

fn decode_all(bytes: &[u8], ledger: &Arc<Ledger>) -> Result<Bitmap> {
    let limits = Limits::default();
    let header = read(bytes, &limits)?;
    let bitmap = decode(bytes, &header, &limits, &SvgFonts::new(&[FONT]), ledger)?;
    assert_eq!(bitmap.size(), header.size, "the picture has the size its header gave");
    Ok(bitmap)
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

/// `None` if the probe matches, else what was got and wanted.
fn probe(bitmap: &Bitmap, probe: &Value) -> Option<String> {
    let (x, y, tolerance) = (number(&probe[0]), number(&probe[1]), number(&probe[3]));
    let mut got = [0; 4];
    unpremultiply_into(&bitmap.pixel(x, y).unwrap(), &mut got);
    let off = |i: usize| u32::from(got[i]).abs_diff(number(&probe[2][i])) > tolerance;
    (0..4).any(off).then(|| format!("({x},{y}): {got:?}, not {}+-{tolerance}", probe[2]))
}

#[test]
fn every_fixture_shows_what_other_decoders_see() {
    let expected = expected();
    let mut wrong = Vec::new();
    for (name, file) in expected["files"].as_object().unwrap() {
        let ledger = Ledger::new();
        let bytes = fs::read(fixtures().join(name)).unwrap();
        match decode_all(&bytes, &ledger) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(bitmap) => {
                let size = (number(&file["width"]), number(&file["height"]));
                if (bitmap.width(), bitmap.height()) == size {
                    let probes = file["probes"].as_array().unwrap();
                    assert!(!probes.is_empty(), "{name} has no probes");
                    let off = probes.iter().filter_map(|p| probe(&bitmap, p));
                    wrong.extend(off.map(|off| format!("{name} {off}")));
                } else {
                    wrong.push(format!("{name}: {bitmap:?}, not {size:?}"));
                }
            }
        }
        assert_eq!(ledger.live(), 0, "{name} leaves bytes on the ledger");
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn cut_files_are_errors_or_whole_pictures() {
    for name in expected()["files"].as_object().unwrap().keys() {
        let bytes = fs::read(fixtures().join(name)).unwrap();
        for part in 0..20 {
            let ledger = Ledger::new();
            let cut = &bytes[..bytes.len() * part / 20];
            if let Err(error) = decode_all(cut, &ledger) {
                assert_ne!(error.kind(), canvas::ErrorKind::Internal, "{name} {part}/20: {error}");
            }
            assert_eq!(ledger.live(), 0, "{name} {part}/20 leaves bytes on the ledger");
        }
    }
}

#[test]
fn half_a_raster_picture_is_an_error() {
    for (name, file) in expected()["files"].as_object().unwrap() {
        if file["format"] == "svg" {
            continue;
        }
        let bytes = fs::read(fixtures().join(name)).unwrap();
        let half = decode_all(&bytes[..bytes.len() / 2], &Ledger::new());
        // Of an animation the first frame may be whole in the first half.
        assert!(half.is_err() || name.contains("animated"), "{name}: half of it decodes");
    }
}

#[test]
fn hostile_files_cost_little() {
    let hostile = expected();
    let hostile = hostile["hostile"].as_object().unwrap();
    let files = fs::read_dir(fixtures().join("hostile")).unwrap().count();
    assert_eq!(files, hostile.len(), "every hostile file has its outcome");
    for (name, file) in hostile {
        let ledger = Ledger::new();
        let bytes = fs::read(fixtures().join("hostile").join(name)).unwrap();
        let start = Instant::now();
        let result = decode_all(&bytes, &ledger);
        let took = start.elapsed();
        match file["outcome"].as_str().unwrap() {
            "error" => assert!(result.is_err(), "{name} decodes to {result:?}"),
            "any" => {}
            other => panic!("{name} has the unknown outcome {other}"),
        }
        drop(result);
        let peak = ledger.snapshot().peak;
        assert!(peak < HOSTILE_BYTES, "{name} costs {peak} bytes");
        assert!(took < HOSTILE_TIME, "{name} takes {took:?}");
        assert_eq!(ledger.live(), 0, "{name} leaves bytes on the ledger");
    }
}
