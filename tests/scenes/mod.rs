//! Small pictures, one subject each, drawn as JavaScript draws: commands in batches, everything else
//! by methods of the context. `goldens.rs` compares them with stored pictures, `bands.rs` with
//! themselves.

mod composite;
mod fill;
mod filter;
mod format;
mod gradient;
mod image;
mod pen;
mod pixels;
mod shadow;
mod stroke;
mod text;

use canvas::mem::{ColorSpace, Depth, PixelFormat};
pub use pen::{Drawing, Pen};

/// One subject.
pub struct Scene {
    /// The name of its golden.
    pub name: String,
    /// The canvas has no alpha channel.
    pub opaque: bool,
    /// What the pixels are.
    pub format: PixelFormat,
    draw: Box<dyn Fn(&mut Pen)>,
}

/// Side of the pictures in pixels: more than the 64 rows of a band, so that each has a seam.
pub const SIDE: u32 = 80;

impl Scene {
    fn new(name: &str, draw: impl Fn(&mut Pen) + 'static) -> Self {
        let format = PixelFormat::default();
        Self { name: name.to_owned(), opaque: false, format, draw: Box::new(draw) }
    }

    fn with_format(self, depth: Depth, space: ColorSpace) -> Self {
        Self { format: PixelFormat { depth, space }, ..self }
    }

    fn opaque(self) -> Self {
        Self { opaque: true, ..self }
    }

    /// Records the scene for a canvas of that size, everything scaled.
    pub fn record(&self, width: u32, height: u32, scale: f64) -> Drawing {
        let mut pen = Pen::new(width, height);
        pen.call("scale", &[scale, scale]);
        (self.draw)(&mut pen);
        pen.finish(self.opaque, self.format)
    }
}

/// All of them.
pub fn all() -> Vec<Scene> {
    let mut scenes = fill::scenes();
    scenes.extend(stroke::scenes());
    scenes.extend(gradient::scenes());
    scenes.extend(image::scenes());
    scenes.extend(text::scenes());
    scenes.extend(composite::scenes());
    scenes.extend(shadow::scenes());
    scenes.extend(filter::scenes());
    scenes.extend(pixels::scenes());
    scenes.extend(format::scenes());
    scenes
}
