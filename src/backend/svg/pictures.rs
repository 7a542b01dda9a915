//! Pictures: each defined once, however often it is drawn.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Writer;
use super::number::{Precision, exact};
use crate::codec::{EncodeOptions, encode};
use crate::error::Result;
use crate::geom::{Rect, Size, Transform};
use crate::list::Source;
use crate::mem::Bitmap;

const PNG: &str = "data:image/png;base64,";
/// Of files that were kept, as they are.
const JPEG: &str = "data:image/jpeg;base64,";

impl Writer<'_> {
    /// The number of a picture, which is defined.
    pub(super) fn picture(&mut self, source: &Source, smooth: bool) -> Result<u32> {
        let key = (source.identity(), smooth);
        if let Some(id) = self.images.get(&key) {
            return Ok(*id);
        }
        let pixels = source.pixels()?;
        let id = self.next();
        let name = self.name(id);
        self.xml.open("defs");
        self.xml.open("image").attr("id", name);
        let sides = [f64::from(pixels.width()), f64::from(pixels.height())];
        self.file(&*pixels.for_documents()?, sides, smooth)?;
        self.xml.close();
        self.xml.close();
        self.images.insert(key, id);
        self.kept.push(source.clone());
        Ok(id)
    }

    /// Pixels that are shown once.
    pub(super) fn embed(&mut self, bitmap: &Bitmap, to: Rect, smooth: bool) -> Result<()> {
        let at = |value| Precision::DEVICE.number(value);
        self.xml.open("image").attr("x", at(to.x)).attr("y", at(to.y));
        self.file(bitmap, [to.width, to.height], smooth)?;
        self.xml.close();
        Ok(())
    }

    fn file(&mut self, bitmap: &Bitmap, [width, height]: [f64; 2], smooth: bool) -> Result<()> {
        self.xml.attr("width", exact(width)).attr("height", exact(height));
        self.xml.attr("preserveAspectRatio", "none");
        if !smooth {
            self.xml.attr("image-rendering", "pixelated");
        }
        match bitmap.file() {
            Some(file) => self.url(JPEG, file),
            None => self.url(PNG, encode(bitmap, &EncodeOptions::PNG)?.bytes()),
        }
    }

    fn url(&mut self, prefix: &str, file: &[u8]) -> Result<()> {
        // The text may move as it grows.
        self.book(2 * file.len().div_ceil(3) * 4 + self.xml.bytes())?;
        self.xml.attr_of("xlink:href", |out| {
            out.push_str(prefix);
            STANDARD.encode_string(file, out);
        });
        Ok(())
    }

    /// A part of a defined picture on a place of the user's space.
    pub(super) fn part(
        &mut self,
        id: u32,
        size: Size,
        (from, to): (&Rect, &Rect),
        (t, alpha): (&Transform, f64),
    ) {
        let (across, down) = (to.width / from.width, to.height / from.height);
        if !(across.is_finite() && down.is_finite()) {
            return;
        }
        let whole = Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height()));
        let href = format!("#{}", self.name(id));
        let grown = Transform::new(across, 0.0, 0.0, down, to.x, to.y);
        let is_whole = *from == whole;
        if is_whole {
            self.xml.open("use").attr("xlink:href", &href);
            self.transform(&t.then_inner(&grown));
        } else {
            self.xml.open("g");
            self.transform(t);
        }
        if alpha < 1.0 {
            self.xml.attr("opacity", exact(alpha));
        }
        if !is_whole {
            self.xml.open("svg");
            self.rect(to, Precision::of(t));
            let [x, y, width, height] = [from.x, from.y, from.width, from.height].map(exact);
            self.xml.attr("viewBox", format_args!("{x} {y} {width} {height}"));
            self.xml.attr("preserveAspectRatio", "none");
            self.xml.open("use").attr("xlink:href", &href);
            self.xml.close();
            self.xml.close();
        }
        self.xml.close();
    }
}
