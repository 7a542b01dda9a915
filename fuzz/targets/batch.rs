//! Batches of commands as JavaScript hands them over, well-formed or not: wrong numbers, commands cut short, texts in pieces.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, Canvas};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let mut canvas = Canvas::new(&mut bytes);
    while !bytes.is_empty() {
        // JavaScript runs batches of up to 2,080 numbers.
        let count = 1 + bytes.below(256) * 8;
        let numbers = (0..count).map(|_| command_or_number(&mut bytes)).collect::<Vec<_>>();
        canvas.batch(&numbers);
    }
    let _ = canvas.pixels();
    canvas.finish();
});

/// Small whole numbers are commands, so there are many of them; texts have three units in one number.
fn command_or_number(bytes: &mut Bytes<'_>) -> f64 {
    match bytes.byte() {
        kind @ 0..100 => f64::from(kind),
        100..110 => (u64::from_le_bytes(bytes.take()) >> 16) as f64,
        _ => bytes.number(),
    }
}
