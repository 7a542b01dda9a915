//! What is alive, and how much may be.

use napi::Env;
use napi_derive::napi;

use super::isolate::{Isolate, enter};
use crate::codec::Limits;
use crate::error::{Error, ErrorKind};
use crate::mem::{Kind, empty_pool, pool_bytes};

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

/// Frees all that is only kept to be found again: glyphs and texts, smaller versions of pictures, blocks of pixels.
#[napi(catch_unwind)]
pub fn clear_all_cache(env: Env) -> napi::Result<()> {
    enter(&env, 0, |isolate| {
        isolate.sweep();
        isolate.shrink();
        isolate.fonts.borrow().forget_all();
        empty_pool();
        Ok(())
    })
}

/// What a decode is held to.
#[napi(object)]
pub struct ImageLimits {
    pub max_pixels: Option<f64>,
    pub max_side: Option<f64>,
    pub max_scratch: Option<f64>,
    pub max_frames: Option<f64>,
    pub max_svg_bytes: Option<f64>,
    pub max_svg_nodes: Option<f64>,
    pub max_svg_depth: Option<f64>,
    pub max_svg_time: Option<f64>,
}

impl ImageLimits {
    /// Changes `limits`: `choose` gives the new value from the old one and the one that is given here.
    pub(super) fn change(&self, limits: &mut Limits, choose: impl Fn(u64, u64) -> u64) {
        // Casts of f64 saturate.
        let change = |now: &mut u64, given: Option<f64>| {
            *now = given.map_or(*now, |given| choose(*now, given as u64));
        };
        let mut side = limits.max_side.into();
        change(&mut side, self.max_side);
        limits.max_side = u32::try_from(side).unwrap_or(u32::MAX);
        change(&mut limits.max_pixels, self.max_pixels);
        change(&mut limits.max_scratch, self.max_scratch);
        change(&mut limits.max_frames, self.max_frames);
        change(&mut limits.max_svg_bytes, self.max_svg_bytes);
        change(&mut limits.max_svg_nodes, self.max_svg_nodes);
        change(&mut limits.max_svg_depth, self.max_svg_depth);
        change(&mut limits.max_svg_time, self.max_svg_time);
    }
}

impl From<&Limits> for ImageLimits {
    fn from(limits: &Limits) -> Self {
        let number = |value: u64| Some(value as f64);
        Self {
            max_pixels: number(limits.max_pixels),
            max_side: Some(limits.max_side.into()),
            max_scratch: number(limits.max_scratch),
            max_frames: number(limits.max_frames),
            max_svg_bytes: number(limits.max_svg_bytes),
            max_svg_nodes: number(limits.max_svg_nodes),
            max_svg_depth: number(limits.max_svg_depth),
            max_svg_time: number(limits.max_svg_time),
        }
    }
}

/// Changes the limits that are given; gives all of them as they are then. Values are checked by the
/// caller.
#[napi(catch_unwind)]
pub fn set_image_limits(env: Env, limits: ImageLimits) -> napi::Result<ImageLimits> {
    enter(&env, 0, |isolate| {
        let mut now = isolate.limits.borrow_mut();
        limits.change(&mut now, |_, given| given);
        Ok(ImageLimits::from(&*now))
    })
}
