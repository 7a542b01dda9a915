//! Numbers that no drawing has, through fill, stroke and clip to pixels: no panic, no long wait.
//!
//! The generator has a fixed seed, so every run draws the same paths and a failure can be repeated.
use std::time::{Duration, Instant};

use canvas::backend::raster;
use canvas::context::{Batch, COMMANDS, Context};
use canvas::geom::Size;
use canvas::list::Recorder;
use canvas::mem::{Bitmap, Ledger};
use canvas::text::FontDatabase;

use crate::Numbers;

const PATHS: usize = 20_000;
/// No single path may take longer, also in an unoptimised build on a slow machine: a server draws
/// other people's pictures meanwhile.
const SLOWEST: Duration = Duration::from_secs(5);
const ALL: Duration = Duration::from_secs(60);

impl Numbers {
    /// A coordinate: half of them on the canvas, the others of every kind there is.
    fn coordinate(&mut self) -> f64 {
        const SPECIAL: [f64; 9] = [
            0.0,
            -0.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            64.0,
        ];
        match self.below(16) {
            0..8 => self.unit() * 100.0,
            8..10 => self.unit() * 1e4,
            10 => self.unit() * 1e8,
            11 => self.unit() * 1e12,
            12 => self.unit() * 1e30,
            13 => self.unit() * 1e-30,
            14 => (self.unit() * 10.0).round(),
            _ => SPECIAL[self.below(SPECIAL.len())],
        }
    }

    /// A length: mostly of some size, often huge or tiny.
    fn length(&mut self) -> f64 {
        match self.below(4) {
            0 => self.coordinate().abs(),
            1 => self.unit().abs() * 10.0,
            _ => 10f64.powf(self.unit() * 12.0),
        }
    }
}

struct Canvas {
    numbers: Numbers,
    context: Context,
    recorder: Recorder,
    fonts: FontDatabase,
}

impl Canvas {
    fn call(&mut self, name: &str, args: &[f64]) {
        let number = COMMANDS.iter().position(|c| c.name == name);
        let number = number.unwrap_or_else(|| panic!("no command {name}"));
        let numbers: Vec<f64> = [number as f64].into_iter().chain(args.iter().copied()).collect();
        // Errors, such as for a negative radius, are answers too.
        let _ = Batch::new(&numbers).step(&mut self.context, &self.fonts, &mut self.recorder);
    }

    /// A command with as many coordinates as it takes.
    fn anywhere(&mut self, name: &str) {
        let count = COMMANDS.iter().find(|c| c.name == name).unwrap().args;
        let args: Vec<_> = (0..count).map(|_| self.numbers.coordinate()).collect();
        self.call(name, &args);
    }

    fn path(&mut self) {
        const SEGMENTS: [&str; 10] = [
            "moveTo",
            "lineTo",
            "lineTo",
            "quadraticCurveTo",
            "bezierCurveTo",
            "arc",
            "ellipse",
            "arcTo",
            "roundRect",
            "closePath",
        ];
        self.call("beginPath", &[]);
        for _ in 0..1 + self.numbers.below(8) {
            let name = SEGMENTS[self.numbers.below(SEGMENTS.len())];
            self.anywhere(name);
        }
    }

    fn style(&mut self) {
        let n = &mut self.numbers;
        let (width, miter, offset) = (n.length(), n.length(), n.coordinate());
        let (cap, join) = (n.below(3) as f64, n.below(3) as f64);
        let dash: Vec<_> = (0..n.below(5)).map(|_| n.length()).collect();
        self.call("lineWidth", &[width]);
        self.call("miterLimit", &[miter]);
        self.call("lineDashOffset", &[offset]);
        self.call("lineCap", &[cap]);
        self.call("lineJoin", &[join]);
        self.context.state_mut().set_dash(&dash);
    }

    fn transform(&mut self) {
        match self.numbers.below(6) {
            0 => self.anywhere("setTransform"),
            1 => self.anywhere("scale"),
            2 => {
                let angle = self.numbers.coordinate();
                self.call("rotate", &[angle]);
            }
            _ => self.call("setTransform", &[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        }
    }

    fn draw(&mut self) {
        let rule = self.numbers.below(2) as f64;
        match self.numbers.below(4) {
            0 => self.call("fill", &[rule]),
            1 => {
                self.call("save", &[]);
                self.call("clip", &[rule]);
                self.call("fillRect", &[0.0, 0.0, 300.0, 150.0]);
                self.call("restore", &[]);
            }
            _ => self.call("stroke", &[]),
        }
    }
}

#[test]
fn hostile_paths_neither_panic_nor_hang() {
    let ledger = Ledger::new();
    let mut canvas = Canvas {
        numbers: Numbers(0x9E37_79B9_7F4A_7C15),
        context: Context::new(&ledger).unwrap(),
        recorder: Recorder::new(&ledger, 120, 150).unwrap(),
        fonts: FontDatabase::new(&ledger),
    };
    let mut bitmap = Bitmap::new(&ledger, Size::new(120, 150).unwrap()).unwrap();
    let options = raster::Options { opaque: false, threads: raster::Threads::One };
    let begin = Instant::now();
    let mut drawn = 0;
    for number in 0..PATHS {
        canvas.style();
        canvas.transform();
        canvas.path();
        canvas.transform();
        canvas.draw();
        let list = canvas.recorder.take().unwrap();
        drawn += list.ops().len();
        let start = Instant::now();
        raster::draw(&list, &mut bitmap, options).unwrap();
        let took = start.elapsed();
        assert!(took < SLOWEST, "path {number} took {took:?}");
    }
    // The generator must not make what is dropped at once.
    assert!(drawn > PATHS / 2, "only {drawn} of {PATHS} paths were drawn");
    assert!(begin.elapsed() < ALL, "{PATHS} paths took {:?}", begin.elapsed());
    // Drawing that was once clean stays so: nothing is left on the account but the picture.
    drop(canvas);
    assert_eq!(ledger.live(), bitmap.data().len());
}
