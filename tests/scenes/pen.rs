//! A canvas to draw scenes on, without Node.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use canvas::backend::raster;
use canvas::context::{Batch, COMMANDS, Context, Style, TextToDraw};
use canvas::css::color::SpecifiedColor;
use canvas::geom::{Point, Rect, Size};
use canvas::list::{DisplayList, Recorder, Source};
use canvas::mem::{Bitmap, Depth, Ledger, PixelFormat, fill_opaque, read_row, write_row};
use canvas::paint::{ColorStop, CompositeMode, Gradient, GradientGeometry, Keyword};
use canvas::text::FontDatabase;

pub struct Pen {
    ledger: Arc<Ledger>,
    context: Context,
    recorder: Recorder,
    fonts: FontDatabase,
}

pub type Stops<'a> = &'a [(f64, &'a str)];

impl Pen {
    pub fn new(width: u32, height: u32) -> Self {
        let ledger = Ledger::new();
        let context = Context::new(&ledger).unwrap();
        let recorder = Recorder::new(&ledger, width, height).unwrap();
        let fonts = FontDatabase::new(&ledger);
        Self { ledger, context, recorder, fonts }
    }

    /// Runs a command that takes only numbers.
    pub fn call(&mut self, name: &str, args: &[f64]) -> &mut Self {
        let number = COMMANDS.iter().position(|c| c.name == name);
        let number = number.unwrap_or_else(|| panic!("no command {name}"));
        let numbers: Vec<f64> = [number as f64].into_iter().chain(args.iter().copied()).collect();
        let mut batch = Batch::new(&numbers);
        batch.step(&mut self.context, &self.fonts, &mut self.recorder).unwrap();
        assert!(batch.is_done(), "{name} takes fewer numbers than {args:?}");
        self
    }

    /// Starts a path and draws lines through the points, x and y in turn.
    pub fn polyline(&mut self, points: &[f64]) -> &mut Self {
        self.call("beginPath", &[]).lines(points)
    }

    /// Adds a subpath of lines.
    pub fn lines(&mut self, points: &[f64]) -> &mut Self {
        self.call("moveTo", &points[..2]);
        points[2..].chunks_exact(2).for_each(|p| {
            self.call("lineTo", p);
        });
        self
    }

    /// Adds a circle as a subpath of its own.
    pub fn circle(&mut self, x: f64, y: f64, radius: f64) -> &mut Self {
        self.call("moveTo", &[x + radius, y]);
        self.call("arc", &[x, y, radius, 0.0, std::f64::consts::TAU, 0.0]);
        self.call("closePath", &[])
    }

    pub fn fill(&mut self) -> &mut Self {
        self.call("fill", &[0.0])
    }

    pub fn clip(&mut self) -> &mut Self {
        self.call("clip", &[0.0])
    }

    pub fn fill_style(&mut self, css: &str) -> &mut Self {
        self.context.state_mut().fill = style(css);
        self
    }

    pub fn stroke_style(&mut self, css: &str) -> &mut Self {
        self.context.state_mut().stroke = style(css);
        self
    }

    pub fn fill_gradient(&mut self, geometry: GradientGeometry, stops: Stops<'_>) -> &mut Self {
        self.context.state_mut().fill = gradient(geometry, stops);
        self
    }

    pub fn stroke_gradient(&mut self, geometry: GradientGeometry, stops: Stops<'_>) -> &mut Self {
        self.context.state_mut().stroke = gradient(geometry, stops);
        self
    }

    pub fn dash(&mut self, lengths: &[f64]) -> &mut Self {
        self.context.state_mut().set_dash(lengths);
        self
    }

    /// Sets an attribute with named values through its command.
    pub fn keyword<K: Keyword>(&mut self, command: &str, name: &str) -> &mut Self {
        let index = K::TABLE.iter().position(|(_, n)| *n == name);
        let index = index.unwrap_or_else(|| panic!("{command} has no value {name}"));
        self.call(command, &[index as f64])
    }

    pub fn composite(&mut self, name: &str) -> &mut Self {
        self.keyword::<CompositeMode>("globalCompositeOperation", name)
    }

    pub fn filter(&mut self, css: &str) -> &mut Self {
        assert!(self.context.set_filter(css), "{css}");
        self
    }

    pub fn font(&mut self, css: &str) -> &mut Self {
        assert!(self.context.set_font(css), "{css}");
        self
    }

    pub fn spacing(&mut self, letter: &str, word: &str) -> &mut Self {
        assert!(self.context.set_letter_spacing(letter).is_some(), "{letter}");
        assert!(self.context.set_word_spacing(word).is_some(), "{word}");
        self
    }

    pub fn text(&mut self, text: &str, x: f64, y: f64) -> &mut Self {
        self.text_within(text, x, y, None)
    }

    pub fn text_within(&mut self, text: &str, x: f64, y: f64, max: Option<f64>) -> &mut Self {
        let text = TextToDraw { text, at: Point::new(x, y), max_width: max };
        self.context.fill_text(&mut self.recorder, &self.fonts, text).unwrap();
        self
    }

    pub fn stroke_text(&mut self, text: &str, x: f64, y: f64) -> &mut Self {
        let text = TextToDraw { text, at: Point::new(x, y), max_width: None };
        self.context.stroke_text(&mut self.recorder, &self.fonts, text).unwrap();
        self
    }

    /// A picture whose pixels are premultiplied already.
    pub fn bitmap(
        &self,
        width: u32,
        height: u32,
        pixel: impl Fn(u32, u32) -> [u8; 4],
    ) -> Arc<Bitmap> {
        let size = Size::new(width, height).unwrap();
        let mut bitmap = Bitmap::new(&self.ledger, size).unwrap();
        for (i, to) in bitmap.data_mut().chunks_exact_mut(4).enumerate() {
            let i = u32::try_from(i).unwrap();
            to.copy_from_slice(&pixel(i % width, i / width));
        }
        Arc::new(bitmap)
    }

    pub fn image(&mut self, image: &Arc<Bitmap>, from: Rect, to: Rect) -> &mut Self {
        let source = Source::Bitmap(Arc::clone(image));
        self.context.draw_image(&mut self.recorder, source, from, to).unwrap();
        self
    }

    pub fn put(&mut self, image: &Arc<Bitmap>, x: i32, y: i32) -> &mut Self {
        self.context.put_pixels(&mut self.recorder, Arc::clone(image), x, y).unwrap();
        self
    }

    /// The same in any format, from straight bytes of its colour space.
    pub fn bitmap_of(
        &self,
        (width, height): (u32, u32),
        format: PixelFormat,
        pixel: impl Fn(u32, u32) -> [u8; 4],
    ) -> Arc<Bitmap> {
        let size = Size::new(width, height).unwrap();
        let mut bitmap = Bitmap::with_format(&self.ledger, size, format).unwrap();
        let bytes: Vec<u8> =
            (0..width * height).flat_map(|i| pixel(i % width, i / width)).collect();
        let given = PixelFormat { depth: Depth::Unorm8, ..format };
        write_row(&bytes, given, bitmap.data_mut(), format);
        Arc::new(bitmap)
    }

    pub fn finish(mut self, opaque: bool, format: PixelFormat) -> Drawing {
        Drawing { list: self.recorder.take().unwrap(), opaque, format }
    }
}

fn color(css: &str) -> SpecifiedColor {
    canvas::css::color::parse(css).unwrap_or_else(|| panic!("no colour: {css}"))
}

fn style(css: &str) -> Style {
    Style::Color(color(css).to_paint())
}

fn gradient(geometry: GradientGeometry, stops: Stops<'_>) -> Style {
    let mut gradient = Gradient::new(geometry);
    for &(offset, css) in stops {
        let color = color(css);
        gradient.add_stop(ColorStop { offset, color: color.to_paint() });
        if !color.mixes_in_srgb() {
            gradient.mix_in_oklab();
        }
    }
    Style::Gradient(Rc::new(RefCell::new(Arc::new(gradient))))
}

/// A recorded scene.
pub struct Drawing {
    pub list: DisplayList,
    pub opaque: bool,
    format: PixelFormat,
}

impl Drawing {
    /// Draws it; gives straight-alpha pixels, from which the premultiplied ones can be told exactly where they
    /// are bytes.
    pub fn pixels(&self, threads: raster::Threads) -> Vec<u8> {
        let mut bitmap = self.blank();
        self.draw(&mut bitmap, threads);
        self.straight(&bitmap)
    }

    /// Pixels of the drawing's format as `pixels` gives them.
    pub fn straight(&self, bitmap: &Bitmap) -> Vec<u8> {
        let mut straight = vec![0; (bitmap.width() * bitmap.height() * 4) as usize];
        let bytes = PixelFormat { depth: Depth::Unorm8, ..self.format };
        read_row(bitmap.data(), self.format, &mut straight, bytes);
        straight
    }

    /// What it is drawn on.
    pub fn blank(&self) -> Bitmap {
        let (width, height) = self.list.size();
        self.blank_of(width, height)
    }

    /// The same of another size.
    pub fn blank_of(&self, width: u32, height: u32) -> Bitmap {
        let size = Size::new(width, height).unwrap();
        let mut bitmap = Bitmap::with_format(self.list.ledger(), size, self.format).unwrap();
        if self.opaque {
            fill_opaque(bitmap.data_mut(), self.format);
        }
        bitmap
    }

    /// Draws it on a bitmap of its size.
    pub fn draw(&self, bitmap: &mut Bitmap, threads: raster::Threads) {
        let options = raster::Options { opaque: self.opaque, threads };
        raster::draw(&self.list, bitmap, options).unwrap();
    }
}
