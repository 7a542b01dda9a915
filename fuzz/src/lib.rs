//! What the fuzz targets share: bytes as numbers, and numbers as calls on a canvas.

mod bytes;
mod canvas;
mod document;
mod gif;
mod text;

pub use bytes::Bytes;
pub use canvas::{Canvas, decode_and_let_go, decoded, words};
pub use document::{check_document, check_fonts, written};
pub use gif::play;
pub use text::{document_with_font, draw_with_font};
