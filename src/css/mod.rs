//! CSS values as a canvas meets them: text → value → text.
//!
//! Pure functions over short strings; a string that does not parse is `None`, because the canvas
//! setters ignore what they can't read. Every parser is linear in its input. `context` calls these.

pub mod color;
pub mod filter;
pub mod font;
pub mod font_face;
pub mod spacing;
pub mod transform;

mod math;
mod names;
mod number;
mod token;
mod unicode_range;
mod value;

pub use font::{Family, FontShorthand, Generic, Stretch, Style, VariantCaps};
pub use font_face::{FaceStyle, FontDescriptors, Setting, Span};
pub use spacing::Spacing;
pub use unicode_range::UnicodeRanges;
