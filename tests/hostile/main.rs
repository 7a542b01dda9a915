//! What no drawing has: a million segments, numbers without end, clips in clips in clips. No panic, no
//! overflow, and time and memory that stay in proportion to what was asked for.
//!
//! Memory is what the ledger says. Time is bounded loosely, because machines differ: what grows with the
//! square of its input misses such a bound by far.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod canvas_of;
mod clips;
mod images;
mod numbers;
mod paints;
mod paths;
mod random_paths;
mod shadows;
mod states;
mod strokes;
mod text;

use canvas_of::{Canvas, MB};
use numbers::{EDGES, Numbers};
