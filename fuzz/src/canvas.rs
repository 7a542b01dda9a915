//! A small canvas that calls are made on, without Node.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use canvas::codec::{Limits, SvgFonts, decode, read};
use canvas::context::{COMMANDS, Context, Style, TextToDraw};
use canvas::geom::{DeviceRect, Point, Rect, Size, Transform};
use canvas::list::Source;
use canvas::mem::{Bitmap, Ledger, PixelFormat};
use canvas::paint::{Color, ColorStop, Gradient, GradientGeometry, Keyword, Pattern, Repetition};
use canvas::path::Path;
use canvas::backend::pdf::Target;
use canvas::surface::{Pages, Picture, Surface};
use canvas::text::{BUNDLED_SANS, FontDatabase};

use crate::Bytes;

/// The most calls of one input: what many inputs can do, one long one need not.
const MAX_CALLS: usize = 256;
/// Enough for every picture, path and shadow of a small canvas. Beyond, calls are refused.
const BUDGET: usize = 256 << 20;

/// Parsed once for all inputs.
static FONTS: LazyLock<SvgFonts> = LazyLock::new(|| SvgFonts::new(&[BUNDLED_SANS]));

/// Calls that need more than numbers; each has the number after the commands'.
const OTHERS: [fn(&mut Canvas, &mut Bytes<'_>); 11] = [
    Canvas::set_gradient,
    Canvas::set_pattern,
    Canvas::set_dash,
    Canvas::set_font,
    Canvas::text,
    Canvas::draw_picture,
    Canvas::draw_itself,
    Canvas::fill_svg_path,
    Canvas::put,
    Canvas::read,
    Canvas::take_snapshot,
];

/// A canvas with everything that can be drawn on it.
pub struct Canvas {
    ledger: Arc<Ledger>,
    surface: Surface,
    context: Context,
    fonts: FontDatabase,
    picture: Arc<Bitmap>,
}

impl Canvas {
    /// A canvas whose size is in the first bytes.
    pub fn new(bytes: &mut Bytes<'_>) -> Self {
        let ledger = Ledger::new();
        ledger.set_budget(BUDGET);
        let (width, height) = (bytes.below(100) as u32, bytes.below(140) as u32);
        let mut surface = Surface::new(&ledger, width, height).unwrap();
        if bytes.byte() > 200 {
            surface.set_opaque();
        }
        let context = Context::new(&ledger).unwrap();
        let fonts = FontDatabase::new(&ledger);
        let picture = Arc::new(picture(&ledger, bytes));
        Self { ledger, surface, context, fonts, picture }
    }

    /// From now on it is a page of a document.
    pub fn become_paper(&mut self) {
        self.surface.become_paper();
    }

    /// Ends the page, which leads somewhere and can be led to, and begins another one.
    pub fn turn(&mut self, bytes: &mut Bytes<'_>) {
        let target = match bytes.below(3) {
            0 => Target::Url(format!("https://example.com/{}", words(bytes))),
            1 => Target::Url(words(bytes)),
            _ => Target::Place(words(bytes)),
        };
        let _ = self.surface.add_link(rect(bytes), target);
        let at = Point::new(bytes.number(), bytes.number());
        let _ = self.surface.add_place(at, words(bytes));
        if bytes.bit() {
            let _ = self.surface.next_page(bytes.below(100) as u32, bytes.below(140) as u32);
        }
    }

    /// All pages as they are.
    pub fn pages(&mut self, ended: bool) -> Option<Pages> {
        self.surface.pages(ended).ok()
    }

    /// Makes the calls that the bytes say.
    pub fn run(&mut self, mut bytes: Bytes<'_>) {
        for _ in 0..MAX_CALLS {
            if bytes.is_empty() {
                break;
            }
            let call = bytes.below(COMMANDS.len() + OTHERS.len());
            match COMMANDS.get(call) {
                Some(command) => {
                    let mut numbers = bytes.numbers(command.args);
                    numbers.insert(0, call as f64);
                    if command.takes_text() {
                        let packed = bytes.below(30);
                        numbers[command.args] = (packed * 3) as f64;
                        numbers.extend(bytes.numbers(packed));
                    }
                    let _ = self.surface.run(&mut self.context, &self.fonts, &numbers);
                }
                None => OTHERS[call - COMMANDS.len()](self, &mut bytes),
            }
            let _ = self.context.settle();
        }
    }

    /// Runs a batch, whatever it is.
    pub fn batch(&mut self, numbers: &[f64]) {
        let _ = self.surface.run(&mut self.context, &self.fonts, numbers);
    }

    /// Nothing is refused for want of memory from now on.
    pub fn allow_all(&mut self) {
        self.ledger.set_budget(usize::MAX);
    }

    /// The canvas as it is; none without area.
    pub fn snapshot(&mut self) -> Option<Arc<Picture>> {
        self.surface.snapshot().unwrap_or_default()
    }

    /// All pixels, premultiplied; none of a canvas without area.
    pub fn pixels(&mut self) -> Option<Arc<Bitmap>> {
        self.surface.pixels().unwrap_or_default()
    }

    /// Ends the canvas; nothing may stay on the account.
    pub fn finish(self) {
        let ledger = Arc::clone(&self.ledger);
        drop(self);
        assert_eq!(ledger.live(), 0, "bytes are left on the account");
    }

    fn set_gradient(&mut self, bytes: &mut Bytes<'_>) {
        let geometry = match bytes.below(3) {
            0 => GradientGeometry::Linear { from: point(bytes), to: point(bytes) },
            1 => GradientGeometry::Radial {
                from: point(bytes),
                from_radius: radius(bytes),
                to: point(bytes),
                to_radius: radius(bytes),
            },
            _ => GradientGeometry::Conic { start_angle: finite(bytes), center: point(bytes) },
        };
        let mut gradient = Gradient::new(geometry);
        for _ in 0..bytes.below(6) {
            let offset = f64::from(bytes.byte()) / 255.0;
            gradient.add_stop(ColorStop { offset, color: color(bytes) });
        }
        self.set_style(bytes, Style::Gradient(Rc::new(RefCell::new(Arc::new(gradient)))));
    }

    fn set_pattern(&mut self, bytes: &mut Bytes<'_>) {
        let source = Source::Bitmap(Arc::clone(&self.picture));
        let (repetition, _) = Repetition::TABLE[bytes.below(Repetition::TABLE.len())];
        let mut pattern = Pattern::new(source, repetition);
        if bytes.bit() {
            let [a, b, c, d, e, f] = [(); 6].map(|()| bytes.number());
            pattern.transform = Transform::new(a, b, c, d, e, f);
        }
        self.set_style(bytes, Style::Pattern(Rc::new(RefCell::new(Arc::new(pattern)))));
    }

    fn set_style(&mut self, bytes: &mut Bytes<'_>, style: Style) {
        let state = self.context.state_mut();
        if bytes.bit() { state.stroke = style } else { state.fill = style }
    }

    fn set_dash(&mut self, bytes: &mut Bytes<'_>) {
        let count = bytes.below(7);
        let lengths: Vec<_> = bytes.numbers(count).into_iter().map(f64::abs).collect();
        self.context.state_mut().set_dash(&lengths);
    }

    fn set_font(&mut self, bytes: &mut Bytes<'_>) {
        let size = bytes.number().abs();
        let _ = self.context.set_font(&format!("{size}px sans-serif"));
        let _ = self.context.set_letter_spacing(&format!("{}em", bytes.number()));
        let _ = self.context.set_word_spacing(&format!("{}px", bytes.number()));
    }

    fn text(&mut self, bytes: &mut Bytes<'_>) {
        const TEXTS: [&str; 4] = ["Ag", "W\u{301}i \u{202e}x", "", "\u{10ffff}\u{0}mm mm"];
        let text = TEXTS[bytes.below(TEXTS.len())];
        let max_width = bytes.bit().then(|| bytes.number());
        let text = TextToDraw { text, at: Point::new(bytes.number(), bytes.number()), max_width };
        let (context, fonts) = (&mut self.context, &self.fonts);
        let _ = context.measure_text(fonts, text.text);
        let _ = if bytes.bit() {
            self.surface.record(|out| context.stroke_text(out, fonts, text))
        } else {
            self.surface.record(|out| context.fill_text(out, fonts, text))
        };
    }

    fn draw(&mut self, bytes: &mut Bytes<'_>, source: Source) {
        let (from, to) = (rect(bytes), rect(bytes));
        let context = &mut self.context;
        let _ = self.surface.record(|out| context.draw_image(out, source, from, to));
    }

    fn draw_picture(&mut self, bytes: &mut Bytes<'_>) {
        self.draw(bytes, Source::Bitmap(Arc::clone(&self.picture)));
    }

    fn draw_itself(&mut self, bytes: &mut Bytes<'_>) {
        if let Ok(Some(picture)) = self.surface.snapshot() {
            self.draw(bytes, Source::Deferred(picture));
        }
    }

    fn fill_svg_path(&mut self, bytes: &mut Bytes<'_>) {
        const LETTERS: &[u8] = b"MmLlHhVvCcSsQqTtAaZz";
        let mut data = String::new();
        for _ in 0..bytes.below(12) {
            data.push(char::from(LETTERS[bytes.below(LETTERS.len())]));
            let count = bytes.below(8);
            for number in bytes.numbers(count) {
                data += &format!(" {number}");
            }
        }
        let path = Arc::new(Path::from_svg_data(&data));
        let context = &mut self.context;
        let _ = self.surface.record(|out| context.fill_path(out, path, Default::default()));
    }

    fn put(&mut self, bytes: &mut Bytes<'_>) {
        let (width, rows) = (bytes.below(9), bytes.below(9));
        let data: Vec<u8> = (0..width * rows * 4).map(|_| bytes.byte()).collect();
        let (dirty, at) = (device_rect(bytes), (integer(bytes), integer(bytes)));
        let _ = self.surface.write(&mut self.context, (&data, PixelFormat::default()), width as u32, dirty, at);
    }

    fn read(&mut self, bytes: &mut Bytes<'_>) {
        let mut area = device_rect(bytes);
        area.right = area.right.min(area.left.saturating_add(bytes.below(64) as i32));
        area.bottom = area.bottom.min(area.top.saturating_add(bytes.below(64) as i32));
        let mut out = vec![0; area.width() as usize * area.height() as usize * 4];
        let _ = self.surface.read(area, &mut out, PixelFormat::default());
    }

    fn take_snapshot(&mut self, bytes: &mut Bytes<'_>) {
        match bytes.below(3) {
            0 => drop(self.surface.snapshot()),
            1 => self.surface.shrink(),
            _ => self.ledger.set_budget(BUDGET >> bytes.below(20)),
        }
    }
}

/// Decodes what may be a picture and lets go of it. On failure, too, nothing may stay on the account.
pub fn decode_and_let_go(bytes: &[u8], limits: &Limits) {
    let ledger = Ledger::new();
    let Ok(header) = read(bytes, limits) else { return };
    let bitmap = decode(bytes, &header, limits, &FONTS, &ledger);
    let pixels = bitmap.as_ref().map_or(0, |bitmap| {
        assert_eq!(bitmap.size(), header.size, "the header promised another size");
        let sound = |pixel: &[u8]| pixel[..3].iter().all(|&channel| channel <= pixel[3]);
        assert!(bitmap.data().chunks_exact(4).all(sound), "a pixel is not premultiplied");
        bitmap.data().len()
    });
    assert_eq!(ledger.live(), pixels, "bytes are left on the account");
}

/// The picture in a file that is sound.
pub fn decoded(bytes: &[u8], limits: &Limits) -> Bitmap {
    let header = read(bytes, limits).expect("a sound file has a header");
    decode(bytes, &header, limits, &FONTS, &Ledger::new()).expect("a sound file has a picture")
}

fn picture(ledger: &Arc<Ledger>, bytes: &mut Bytes<'_>) -> Bitmap {
    let size = Size::new(1 + bytes.below(20) as u32, 1 + bytes.below(20) as u32).unwrap();
    let mut picture = Bitmap::new(ledger, size).unwrap();
    let [seed, alpha] = bytes.take();
    for (i, pixel) in picture.data_mut().chunks_exact_mut(4).enumerate() {
        let value = (i as u8).wrapping_mul(37).wrapping_add(seed);
        let a = value | alpha;
        pixel.copy_from_slice(&[value.min(a), (value / 2).min(a), a / 3, a]);
    }
    picture
}

fn finite(bytes: &mut Bytes<'_>) -> f64 {
    Some(bytes.number()).filter(|v| v.is_finite()).unwrap_or(3.0)
}

fn point(bytes: &mut Bytes<'_>) -> Point {
    Point::new(finite(bytes), finite(bytes))
}

/// A few characters of every kind that a text in a document is written by.
pub fn words(bytes: &mut Bytes<'_>) -> String {
    let count = bytes.below(9);
    (0..count).map(|_| char::from_u32(bytes.below(9) as u32 * 0x2f1 + u32::from(bytes.byte()))).map(|c| c.unwrap_or(')')).collect()
}

fn radius(bytes: &mut Bytes<'_>) -> f64 {
    finite(bytes).abs()
}

fn color(bytes: &mut Bytes<'_>) -> Color {
    let [r, g, b, a] = bytes.take();
    Color::rgba(r, g, b, f32::from(a) / 255.0)
}

fn rect(bytes: &mut Bytes<'_>) -> Rect {
    Rect::new(bytes.number(), bytes.number(), bytes.number(), bytes.number())
}

fn integer(bytes: &mut Bytes<'_>) -> i32 {
    bytes.number() as i32
}

fn device_rect(bytes: &mut Bytes<'_>) -> DeviceRect {
    DeviceRect {
        left: integer(bytes),
        top: integer(bytes),
        right: integer(bytes),
        bottom: integer(bytes),
    }
}
