//! SVG path data, and path commands in batches, as they are: malformed ones, too.
#![no_main]

use canvas::context::Batch;
use canvas::geom::{Rect, Transform};
use canvas::path::{Path, PathBuilder, flatten, outline_lines};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::Bytes;

/// The most numbers of one batch.
const MOST: usize = 4096;

fuzz_target!(|data: &[u8]| {
    let path = match data.split_first() {
        Some((b'b', data)) => batch(Bytes::new(data)),
        _ => Path::from_svg_data(&String::from_utf8_lossy(data)),
    };
    check(&path);
});

fn batch(mut bytes: Bytes<'_>) -> Path {
    let mut numbers = Vec::new();
    while !bytes.is_empty() && numbers.len() < MOST {
        numbers.push(bytes.number());
    }
    let mut builder = PathBuilder::default();
    let _ = Batch::new(&numbers).run_on_path(&mut builder);
    builder.path().clone()
}

fn check(path: &Path) {
    let window = Rect::new(0.0, 0.0, 100.0, 100.0);
    let bounds = path.bounds();
    assert_eq!(bounds.is_some(), !path.is_empty());
    let _ = (path.control_bounds(), path.as_rect());
    for t in [Transform::IDENTITY, Transform::rotate(1.0), Transform::scale(1e30, 1e-30)] {
        for line in flatten(path, &t, 0.1) {
            assert!(line.points.iter().all(|p| p.is_finite()), "{line:?}");
        }
        // Every subpath is closed: what goes up comes down.
        let mut climbed = 0.0;
        let mut total = 0.0;
        outline_lines(path, &t, 0.1, &window, |a, b| {
            climbed += b.y - a.y;
            total += (b.y - a.y).abs();
        });
        assert!(f64::abs(climbed) <= 1e-9 * total, "{climbed} of {total}");
    }
    let mut twice = path.clone();
    twice.append(path, &Transform::translate(1.0, 1.0));
    assert!(twice.len() <= 2 * path.len());
}
