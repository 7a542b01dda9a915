//! Work for an instruction counter: `kernels NAME TIMES` does one thing that many times on one thread.
//!
//! `benchmark/kernels.js` counts the instructions of two runs with different times; the difference is
//! the work itself, without start and preparation. `kernels list` prints the names, `kernels level`
//! the processor's architecture and vector instructions, which counts depend on.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark fails by panicking")]

mod drawings;
mod files;
#[path = "../../tests/scenes/pen.rs"]
#[expect(dead_code, reason = "the kernels need only a part of the pen that tests draw with")]
mod pen;

use std::hint::black_box;

use canvas::backend::raster::Threads;
use pen::Drawing;

/// Something to be done again and again; what is prepared for it is not counted.
struct Kernel {
    name: &'static str,
    prepare: fn() -> Box<dyn FnMut()>,
}

/// The ten.
fn all() -> Vec<Kernel> {
    drawings::kernels().into_iter().chain(files::kernels()).collect()
}

/// Draws again and again on the same bitmap.
fn drawing(drawing: Drawing) -> Box<dyn FnMut()> {
    let mut bitmap = drawing.blank();
    Box::new(move || drawing.draw(black_box(&mut bitmap), Threads::One))
}

fn run(name: &str, times: &str) {
    let kernel = all().into_iter().find(|k| k.name == name);
    let kernel = kernel.unwrap_or_else(|| panic!("no kernel is called {name}"));
    let times: u32 = times.parse().unwrap();
    let mut work = (kernel.prepare)();
    (0..times).for_each(|_| work());
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["list"] => all().iter().for_each(|k| println!("{}", k.name)),
        ["level"] => println!("{} {:?}", std::env::consts::ARCH, canvas::mem::level()),
        [name, times] => run(name, times),
        // What `cargo bench` starts this with.
        _ => println!("usage: kernels list | level | NAME TIMES; or npm run bench:kernels"),
    }
}
