//! A canvas without Node, with an eye on its clock and its account.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use canvas::context::{COMMANDS, Context, Style, TextToDraw};
use canvas::geom::{Point, Rect, Size};
use canvas::list::Source;
use canvas::mem::{Bitmap, Ledger};
use canvas::paint::{Gradient, Keyword, Pattern};
use canvas::surface::Surface;
use canvas::text::FontDatabase;

pub const MB: usize = 1 << 20;

/// Nearly all take well under a second, also in an unoptimised build.
const SLOWEST: Duration = Duration::from_secs(30);
/// JavaScript hands over this many numbers at a time.
const BATCH: usize = 2048;

pub struct Canvas {
    pub ledger: Arc<Ledger>,
    pub surface: Surface,
    pub context: Context,
    pub fonts: FontDatabase,
    begin: Instant,
    numbers: Vec<f64>,
}

impl Canvas {
    pub fn new(width: u32, height: u32) -> Self {
        let ledger = Ledger::new();
        Self {
            surface: Surface::new(&ledger, width, height).unwrap(),
            context: Context::new(&ledger).unwrap(),
            fonts: FontDatabase::new(&ledger),
            ledger,
            begin: Instant::now(),
            numbers: Vec::new(),
        }
    }

    /// Records a command that takes only numbers. Errors, such as for a negative radius, are answers too.
    pub fn call(&mut self, name: &str, args: &[f64]) -> &mut Self {
        let number = COMMANDS.iter().position(|c| c.name == name);
        let number = number.unwrap_or_else(|| panic!("no command {name}"));
        assert_eq!(args.len(), COMMANDS[number].args, "{name}");
        self.numbers.push(number as f64);
        self.numbers.extend_from_slice(args);
        if self.numbers.len() >= BATCH {
            self.run();
        }
        self
    }

    /// Runs what is recorded.
    pub fn run(&mut self) {
        let numbers = std::mem::take(&mut self.numbers);
        let _ = self.surface.run(&mut self.context, &self.fonts, &numbers);
        self.context.settle().unwrap();
    }

    /// Sets an attribute with named values.
    pub fn keyword<K: Keyword>(&mut self, command: &str, name: &str) -> &mut Self {
        let index = K::TABLE.iter().position(|(_, n)| *n == name);
        let index = index.unwrap_or_else(|| panic!("{command} has no value {name}"));
        self.call(command, &[index as f64])
    }

    /// Lines through the points, as a path of their own.
    pub fn polyline(&mut self, points: impl IntoIterator<Item = (f64, f64)>) -> &mut Self {
        self.call("beginPath", &[]);
        points.into_iter().for_each(|(x, y)| {
            self.call("lineTo", &[x, y]);
        });
        self
    }

    pub fn color(&mut self, command: &str, [r, g, b, a]: [f64; 4]) -> &mut Self {
        self.call(command, &[r, g, b, a])
    }

    pub fn dash(&mut self, lengths: &[f64]) -> &mut Self {
        self.run();
        self.context.state_mut().set_dash(lengths);
        self
    }

    pub fn gradient(&mut self, gradient: Gradient) -> &mut Self {
        self.run();
        let style = Style::Gradient(Rc::new(RefCell::new(Arc::new(gradient))));
        self.context.state_mut().fill = style.clone();
        self.context.state_mut().stroke = style;
        self
    }

    pub fn pattern(&mut self, pattern: Pattern) -> &mut Self {
        self.run();
        let style = Style::Pattern(Rc::new(RefCell::new(Arc::new(pattern))));
        self.context.state_mut().fill = style;
        self
    }

    /// A red picture.
    pub fn picture(&self, width: u32, height: u32) -> Source {
        let mut bitmap = Bitmap::new(&self.ledger, Size::new(width, height).unwrap()).unwrap();
        bitmap.data_mut().chunks_exact_mut(4).for_each(|p| p.copy_from_slice(&[255, 0, 0, 255]));
        Source::Bitmap(Arc::new(bitmap))
    }

    pub fn image(&mut self, source: &Source, from: Rect, to: Rect) -> &mut Self {
        self.run();
        let (context, source) = (&mut self.context, source.clone());
        self.surface.record(|out| context.draw_image(out, source, from, to)).unwrap();
        self
    }

    pub fn font(&mut self, css: &str) -> bool {
        self.run();
        self.context.set_font(css)
    }

    /// Fills and strokes a text.
    pub fn text(&mut self, text: &str, x: f64, y: f64, max_width: Option<f64>) -> &mut Self {
        self.run();
        let text = TextToDraw { text, at: Point::new(x, y), max_width };
        let (context, fonts) = (&mut self.context, &self.fonts);
        self.surface.record(|out| context.fill_text(out, fonts, text)).unwrap();
        self.surface.record(|out| context.stroke_text(out, fonts, text)).unwrap();
        self
    }

    /// Draws what is recorded.
    pub fn flush(&mut self) -> &mut Self {
        self.run();
        self.surface.flush().unwrap();
        self
    }

    /// A pixel as it is stored, premultiplied.
    pub fn pixel(&mut self, x: u32, y: u32) -> [u8; 4] {
        self.run();
        let pixels = self.surface.pixels().unwrap();
        pixels.map_or([0; 4], |bitmap| bitmap.pixel(x, y).unwrap())
    }

    /// How many pixels are not transparent.
    pub fn ink(&mut self) -> usize {
        self.run();
        let pixels = self.surface.pixels().unwrap();
        pixels.map_or(0, |bitmap| bitmap.data().chunks_exact(4).filter(|p| p[3] > 0).count())
    }

    /// Ends the canvas: it must have been quick, must not have taken more than `most` bytes at once, and
    /// leaves nothing on its account, at once or nearly so.
    pub fn finish(mut self, what: &str, most: usize) {
        self.flush();
        let (took, peak) = (self.begin.elapsed(), self.ledger.snapshot().peak);
        println!("{what}: {:.2} s, peak {:.1} MB", took.as_secs_f64(), peak as f64 / MB as f64);
        assert!(took < SLOWEST, "{what} took {took:?}");
        assert!(peak <= most, "{what} took {peak} bytes");
        let ledger = Arc::clone(&self.ledger);
        drop(self);
        // A painter that was at work may hold its share a little longer, on a machine with other work.
        let deadline = Instant::now() + Duration::from_secs(60);
        while ledger.live() > 0 {
            assert!(
                Instant::now() < deadline,
                "{what} left {} bytes on the account",
                ledger.live()
            );
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
