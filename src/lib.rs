//! The HTML Canvas 2D API for Node.js servers.
//!
//! JavaScript calls become self-contained drawing operations ([`list`]); operations become pixels
//! ([`backend`]); pixels become files ([`codec`]). Each module knows only the modules to its right:
//!
//! `binding → surface → { context, backend } → list → { text, codec, stroke } → { css, path, paint } → mem → { geom, error }`
//!
//! `tests/layering.rs` holds the code to that line. Without the `binding` feature the crate has no
//! notion of Node and can be tested and fuzzed as plain Rust.
#![cfg_attr(test, expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking"))]

pub mod backend;
// Not in unit tests, where napi registers nothing and all of it would be unused.
#[cfg(all(feature = "binding", not(test)))]
mod binding;
pub mod codec;
pub mod context;
pub mod css;
pub mod error;
pub mod geom;
pub mod list;
pub mod mem;
pub mod paint;
pub mod path;
pub mod stop;
pub mod stroke;
pub mod surface;
pub mod text;

pub use error::{Error, ErrorKind, Result};
