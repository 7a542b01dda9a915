//! What belongs to one JavaScript isolate: the ledger, what V8 was told, the watched owners, the
//! fonts and the limits.
//!
//! A thread runs one isolate, so this is a thread-local. It is shared by all copies of the addon that
//! one thread loads (a re-evaluated `require`), because V8 counts external memory by isolate too.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use napi::bindgen_prelude::Object;
use napi::{Env, sys};

use super::error::throw;
use super::registry::{Owner, OwnerId, Registry};
use crate::codec::{Limits, SvgFont, SvgFonts};
use crate::error::Result;
use crate::mem::Ledger;
use crate::text::{BUNDLED_MONO, BUNDLED_SANS, BUNDLED_SERIF, FontDatabase};

/// The sweep first runs when this many bytes are alive.
const FIRST_WATERMARK: usize = 64 * 1024 * 1024;
/// After a sweep the next one waits until this many bytes more are alive …
const WATERMARK_STEP: usize = 32 * 1024 * 1024;
/// … and until so many for each owner that survived: looking at one costs some 100 ns, about what
/// allocating this many bytes costs, so sweeping never dominates however many small canvases live.
const STEP_PER_OWNER: usize = 2 * 1024;
/// The sweep first runs when this many owners are watched, and then when there are twice as many as
/// survived the one before.
const FIRST_OWNERS: usize = 10_000;
/// After so many collections in a row that made too little room …
const VAIN_COLLECTIONS: u32 = 3;
/// … the next one waits this long, so that a program that runs against its budget does not spend all
/// of its time collecting …
const COLLECTION_PAUSE: Duration = Duration::from_millis(100);
/// … unless this much was allocated meanwhile, which may have become garbage.
const WORTH_COLLECTING: usize = 1024 * 1024;
/// Telling V8 for a moment that this much is alive makes it collect at once. Larger than the limit it
/// has for external memory on any heap size.
const PRESSURE: i64 = 1 << 40;

/// Set to anything, this variable switches installed fonts off at start; named as @napi-rs/canvas has it.
const NO_SYSTEM_FONTS: &str = "DISABLE_SYSTEM_FONTS_LOAD";

thread_local! {
    static ISOLATE: Rc<Isolate> = Rc::new(Isolate::new());
}

/// Collections that made too little room: how many in a row, when the last was, and what had been
/// booked by then.
#[derive(Clone, Copy)]
struct Vain {
    count: u32,
    last: Instant,
    booked: usize,
}

pub(super) struct Isolate {
    pub(super) ledger: Arc<Ledger>,
    pub(super) fonts: RefCell<FontDatabase>,
    pub(super) limits: RefCell<Limits>,
    /// What SVG pictures may use, and the version of the fonts that it was made of.
    svg_fonts: RefCell<Option<(u64, SvgFonts)>>,
    registry: RefCell<Registry>,
    watermark: Cell<usize>,
    /// The sweep also runs when this many owners are watched: small ones weigh little on the ledger.
    owners_watermark: Cell<usize>,
    /// Collections in a row that made too little room.
    collected_in_vain: Cell<Vain>,
    reported: Cell<i64>,
}

impl Isolate {
    fn new() -> Self {
        let ledger = Ledger::new();
        let mut fonts = FontDatabase::new(&ledger);
        fonts.use_system(std::env::var_os(NO_SYSTEM_FONTS).is_none_or(|value| value.is_empty()));
        Self {
            fonts: RefCell::new(fonts),
            ledger,
            limits: RefCell::default(),
            svg_fonts: RefCell::default(),
            registry: RefCell::default(),
            watermark: Cell::new(FIRST_WATERMARK),
            owners_watermark: Cell::new(FIRST_OWNERS),
            collected_in_vain: Cell::new(Vain { count: 0, last: Instant::now(), booked: 0 }),
            reported: Cell::new(0),
        }
    }

    /// The running thread's isolate.
    pub(super) fn current() -> Rc<Self> {
        ISOLATE.with(Rc::clone)
    }

    /// The wrapper of an owner is being finalized: what it owned goes. While the thread ends there may
    /// be nothing left to tell.
    pub(super) fn finalize(env: &Env, owner: &dyn Owner, id: Option<OwnerId>) -> napi::Result<()> {
        owner.release();
        let Ok(isolate) = ISOLATE.try_with(Rc::clone) else { return Ok(()) };
        if let Some(id) = id {
            isolate.registry.borrow_mut().remove(id);
        }
        isolate.settle(env)
    }

    /// Bytes V8 was told of.
    pub(super) fn reported(&self) -> i64 {
        self.reported.get()
    }

    /// Starts watching `wrapper`, which owns `owner`'s memory.
    pub(super) fn watch(
        &self,
        env: &Env,
        wrapper: &Object<'_>,
        owner: Rc<dyn Owner>,
    ) -> napi::Result<OwnerId> {
        if self.registry.borrow().len() >= self.owners_watermark.get() {
            self.sweep();
            let survivors = self.registry.borrow().len();
            self.owners_watermark.set(FIRST_OWNERS.max(survivors * 2));
        }
        self.registry.borrow_mut().add(env, wrapper, owner)
    }

    /// Sweeps when `bytes` more would pass the watermark or the budget. Must run before V8 is told
    /// of anything: telling it may start marking, which revives what is looked at.
    pub(super) fn make_room(&self, env: &Env, bytes: usize) -> napi::Result<()> {
        let wanted = self.ledger.live().saturating_add(bytes);
        if wanted > self.watermark.get() {
            self.sweep();
            self.shrink();
            let survivors = self.registry.borrow().len().saturating_mul(STEP_PER_OWNER);
            let step = WATERMARK_STEP.max(survivors).max(self.ledger.live() / 4);
            self.watermark.set(FIRST_WATERMARK.max(self.ledger.live().saturating_add(step)));
        }
        if self.is_over_budget(bytes) {
            self.sweep();
            self.shrink();
            if self.is_over_budget(bytes) && self.is_worth_collecting() {
                self.collect(env)?;
                self.sweep();
                let before = self.collected_in_vain.get().count;
                let count = if self.is_over_budget(bytes) { before.saturating_add(1) } else { 0 };
                let (last, booked) = (Instant::now(), self.ledger.booked());
                self.collected_in_vain.set(Vain { count, last, booked });
            }
        }
        Ok(())
    }

    fn is_worth_collecting(&self) -> bool {
        let vain = self.collected_in_vain.get();
        vain.count < VAIN_COLLECTIONS
            || vain.last.elapsed() >= COLLECTION_PAUSE
            || self.ledger.booked().wrapping_sub(vain.booked) >= WORTH_COLLECTING
    }

    fn is_over_budget(&self, bytes: usize) -> bool {
        self.ledger.live().saturating_add(bytes) > self.ledger.budget()
    }

    /// Frees the memory of all owners whose wrapper V8 has collected.
    pub(super) fn sweep(&self) {
        let dead = self.registry.borrow_mut().take_dead();
        dead.iter().for_each(|owner| owner.release());
    }

    /// Asks every owner to give back what it can.
    pub(super) fn shrink(&self) {
        self.registry.borrow().shrink();
    }

    /// Makes V8 collect garbage now. Only when the budget would refuse an allocation otherwise.
    fn collect(&self, env: &Env) -> napi::Result<()> {
        adjust(env, PRESSURE)?;
        adjust(env, -PRESSURE).map(drop)
    }

    /// Tells V8 what has changed since it was told last: the one place that does.
    pub(super) fn settle(&self, env: &Env) -> napi::Result<()> {
        self.forget_old_svg_fonts();
        let live = i64::try_from(self.ledger.live()).unwrap_or(i64::MAX);
        let change = live - self.reported.get();
        if change != 0 {
            self.reported.set(live);
            adjust(env, change)?;
        }
        Ok(())
    }

    /// The fonts SVG pictures may use: the bundled faces, and what is registered now.
    pub(super) fn svg_fonts(&self) -> SvgFonts {
        self.forget_old_svg_fonts();
        let mut kept = self.svg_fonts.borrow_mut();
        let (_, made) = kept.get_or_insert_with(|| {
            let fonts = self.fonts.borrow();
            let registered = fonts.registered().into_iter();
            let registered = registered.map(|(file, name, has_no_other)| {
                let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = file;
                SvgFont { bytes, name, has_no_other }
            });
            (fonts.version(), bundled_svg_fonts().clone().with_registered(registered))
        });
        made.clone()
    }

    /// A font that was taken away goes at once.
    fn forget_old_svg_fonts(&self) {
        if let (Ok(fonts), Ok(mut kept)) =
            (self.fonts.try_borrow(), self.svg_fonts.try_borrow_mut())
            && kept.as_ref().is_some_and(|(version, _)| *version != fonts.version())
        {
            *kept = None;
        }
    }

    /// The total of external memory V8 knows of, ours and others'.
    pub(super) fn known_to_v8(env: &Env) -> napi::Result<i64> {
        adjust(env, 0)
    }
}

fn adjust(env: &Env, change: i64) -> napi::Result<i64> {
    let mut total = 0;
    // SAFETY: called with the environment of the running callback, on its thread.
    let status = unsafe { sys::napi_adjust_external_memory(env.raw(), change, &mut total) };
    napi::check_status!(status, "can't report memory")?;
    Ok(total)
}

/// Runs a method of the core: makes room for the `bytes` it may allocate, runs it, and tells V8 of
/// what changed, also when it failed.
pub(super) fn within<T>(
    env: &Env,
    bytes: usize,
    method: impl FnOnce(&Isolate) -> Result<T>,
) -> napi::Result<Result<T>> {
    let isolate = Isolate::current();
    isolate.make_room(env, bytes)?;
    let result = method(&isolate);
    isolate.settle(env)?;
    Ok(result)
}

/// Runs a method of the core for JavaScript, as [`within`], and throws its error.
pub(super) fn enter<T>(
    env: &Env,
    bytes: usize,
    method: impl FnOnce(&Isolate) -> Result<T>,
) -> napi::Result<T> {
    within(env, bytes, method)?.map_err(|error| throw(env, &error))
}

/// The bundled faces, for SVG pictures. Made once a process.
fn bundled_svg_fonts() -> &'static SvgFonts {
    static FONTS: OnceLock<SvgFonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        SvgFonts::new(&[BUNDLED_SANS]).with_serif(BUNDLED_SERIF).with_monospace(BUNDLED_MONO)
    })
}
