//! What the fuzz targets share: bytes as numbers, and numbers as calls on a canvas.

mod bytes;
mod canvas;

pub use bytes::Bytes;
pub use canvas::{Canvas, decode_and_let_go};
