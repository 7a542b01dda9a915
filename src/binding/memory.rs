//! What is alive, and how much may be.

use napi::Env;
use napi_derive::napi;

use super::isolate::{Isolate, enter};
use crate::error::{Error, ErrorKind};
use crate::mem::{Kind, pool_bytes};

/// The figures of `memoryUsage()`. Numbers are f64 because JavaScript's are.
#[napi(object)]
pub struct MemoryUsage {
    pub live: f64,
    pub peak: f64,
    pub budget: f64,
    pub bitmaps: f64,
    /// In the order of [`memory_kinds`].
    pub by_kind: Vec<f64>,
    pub pool: f64,
    pub reported: f64,
    pub v8: f64,
}

/// Frees what belongs to collected wrappers, tells V8, and gives the figures after that.
#[napi(catch_unwind)]
pub fn memory_usage(env: Env) -> napi::Result<MemoryUsage> {
    enter(&env, 0, |isolate| Ok(isolate.sweep()))?;
    let isolate = Isolate::current();
    let now = isolate.ledger.snapshot();
    Ok(MemoryUsage {
        live: now.live as f64,
        peak: now.peak as f64,
        budget: if now.budget == usize::MAX { f64::INFINITY } else { now.budget as f64 },
        bitmaps: now.bitmaps as f64,
        by_kind: now.by_kind.iter().map(|&bytes| bytes as f64).collect(),
        pool: pool_bytes() as f64,
        reported: isolate.reported() as f64,
        v8: Isolate::known_to_v8(&env)? as f64,
    })
}

/// The names of the kinds of memory.
#[napi(catch_unwind)]
pub fn memory_kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|(_, name)| *name).collect()
}

/// Sets the most that may be alive at once; infinity for no such limit.
#[napi(catch_unwind)]
pub fn set_memory_budget(env: Env, bytes: f64) -> napi::Result<()> {
    enter(&env, 0, |isolate| {
        if bytes.is_nan() || bytes < 0.0 {
            let message = format!("the memory budget must be 0 or more bytes, got {bytes}");
            return Err(Error::new(ErrorKind::Range, message));
        }
        // The cast saturates: infinity is the largest number there is.
        isolate.ledger.set_budget(bytes as usize);
        Ok(())
    })
}

/// The limits an image's header is held to.
#[napi(object)]
pub struct ImageLimits {
    pub max_pixels: Option<f64>,
    pub max_side: Option<f64>,
    pub max_scratch: Option<f64>,
}

/// Changes the limits that are given; gives all of them as they are then. Values are checked by the
/// caller.
#[napi(catch_unwind)]
pub fn set_image_limits(env: Env, limits: ImageLimits) -> napi::Result<ImageLimits> {
    enter(&env, 0, |isolate| {
        let mut now = isolate.limits.borrow_mut();
        if let Some(pixels) = limits.max_pixels {
            now.max_pixels = pixels as u64;
        }
        if let Some(side) = limits.max_side {
            now.max_side = side as u32;
        }
        if let Some(scratch) = limits.max_scratch {
            now.max_scratch = scratch as u64;
        }
        Ok(ImageLimits {
            max_pixels: Some(now.max_pixels as f64),
            max_side: Some(f64::from(now.max_side)),
            max_scratch: Some(now.max_scratch as f64),
        })
    })
}
