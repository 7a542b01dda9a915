//! CSS values as a canvas meets them: text → value → text.
//!
//! Pure functions over short strings; a string that does not parse is `None`, because the canvas
//! setters ignore what they can't read. Every parser is linear in its input. `context` calls these.

pub mod color;
pub mod filter;
pub mod font;
pub mod transform;

mod names;
mod token;
mod value;

pub use font::{Family, FontShorthand, Generic, Stretch, Style};
