//! What the fuzz targets share: bytes as numbers, and numbers as calls on a canvas.

mod bytes;
mod canvas;
mod text;

pub use bytes::Bytes;
pub use canvas::{Canvas, decode_and_let_go, decoded};
pub use text::draw_with_font;
