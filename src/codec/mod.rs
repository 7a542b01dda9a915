//! Files to pixels and pixels to files.
//!
//! [`read`] looks at a file's first bytes: its format and upright size, checked against the
//! [`Limits`], cheap enough for the JavaScript thread. [`decode`] turns the file into one premultiplied
//! upright [`Bitmap`](crate::mem::Bitmap) and [`encode`] a bitmap into a file; both belong on workers.
//! Every byte they take is charged on the caller's ledger. Nothing here opens files or the network,
//! and nothing outside names the codec crates.
//!
//! Colours are converted from the space that the file names to sRGB. A decode of an animation gives its first frame;
//! [`Frames`] gives any of them.

mod avif;
mod colors;
mod decode;
mod deflate;
mod encode;
mod expand;
mod format;
mod frames;
mod header;
mod ico;
mod jpeg;
mod limits;
mod orientation;
mod png;
mod raster;
mod svg;
mod tiff;
mod watched;
mod webp;

pub use decode::{How, decode, decode_unless, is_grey_jpeg, is_plain_jpeg};
pub use deflate::{Deflater, deflate};
pub use encode::{
    Animation, AnimationOptions, AvifOptions, Colors, Disposal, Drain, EncodeOptions, Encoded,
    FileFormat, Film, FrameOptions, JpegOptions, Patched, PatchedFormat, PngFilter, PngOptions,
    RawOrder, Rows, Sampling, WebpOptions, encode, encode_in_parts, encode_unless,
};
pub use format::Format;
pub use frames::{Frames, Moment, Repeats};
pub use header::{Header, Identified, identify, read};
pub use limits::Limits;
pub use orientation::Orientation;
pub use svg::{SvgFont, SvgFonts, SvgVector, outline_svg_text};
