//! Memory that is counted: the ledger, its charges, and the one pixel type.
//!
//! A [`Bitmap`] can't be made without a [`Charge`] on a [`Ledger`], and dropping it gives both the
//! bytes and the charge back, on whatever thread that happens. Telling V8 is the binding's work; the
//! ledger has no idea of an environment.

#[cfg(all(target_os = "linux", target_env = "gnu", not(fuzzing)))]
mod alloc;
mod alpha;
mod bitmap;
mod block;
mod deep;
mod derived;
mod file_map;
mod format;
mod ledger;
mod pages;
mod simd;
mod vector;

pub(crate) use alpha::multiply;
pub use alpha::{premultiply, unpremultiply_into};
pub use bitmap::Bitmap;
pub use block::Block;
pub(crate) use deep::{LANES, Planes};
pub use deep::{convert_color, read_bytes, read_row, read_words, write_row};
pub use file_map::FileMap;
pub use format::{ColorSpace, Depth, PixelFormat, fill_opaque, make_valid};
pub use ledger::{Charge, Kind, Ledger, Snapshot};
pub use pages::{empty_pool, pool_bytes};
pub(crate) use simd::at_level;
pub use simd::level;
#[cfg(all(test, not(fuzzing)))]
pub(crate) use simd::levels;
#[cfg(fuzzing)]
pub use simd::{levels, use_level};
pub use vector::Vector;

/// Has the system bring in the pages of a block that is about to be filled, where that is faster.
pub fn fetch(block: &mut [u8]) {
    #[cfg(all(target_os = "linux", target_env = "gnu", not(fuzzing)))]
    alloc::fetch(block);
    #[cfg(not(all(target_os = "linux", target_env = "gnu", not(fuzzing))))]
    let _ = block;
}

// Not under sanitizers, which put guards around blocks only in the C library's own allocator.
#[cfg(all(target_os = "linux", target_env = "gnu", not(fuzzing)))]
#[global_allocator]
static ALLOCATOR: alloc::PageReturning = alloc::PageReturning;
