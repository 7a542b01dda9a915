//! Work on libuv's worker threads.

use std::cell::RefCell;

use napi::bindgen_prelude::{JsValue, ObjectFinalize, ToNapiValue, TypeName, Unknown};
use napi::{Env, Task};
use napi_derive::napi;

use super::error::to_js;
use super::isolate::{Isolate, enter};
use super::slots::Slot;
use crate::error::{Result, guard};
use crate::stop::Stop;

/// Work that owns everything it needs and is finished on the JavaScript thread.
pub trait Work: Send {
    /// For messages, such as "decoding".
    const NAME: &'static str;
    /// What the worker hands back.
    type Done: Send + 'static;
    /// What JavaScript gets.
    type Js: ToNapiValue + TypeName;

    /// On the worker.
    fn run(&mut self) -> Result<Self::Done>;
    /// On the JavaScript thread.
    fn finish(&mut self, env: &Env, done: Self::Done) -> Result<napi::Result<Self::Js>>;
}

/// Work that waits for its turn, as `js/queue.js` holds it.
#[napi(custom_finalize, js_name = "Task")]
pub struct WaitingTask {
    /// `None` once it was started or called off.
    work: RefCell<Option<Box<dyn Startable>>>,
    stop: Stop,
}

/// Work whose result may be of any type.
trait Startable {
    /// Hands it over to libuv; gives its promise.
    fn start<'env>(self: Box<Self>, env: &'env Env, slot: Slot) -> napi::Result<Unknown<'env>>;
}

impl<W: Work + 'static> Startable for W {
    fn start<'env>(self: Box<Self>, env: &'env Env, slot: Slot) -> napi::Result<Unknown<'env>> {
        let job = Job { work: *self, slot: Some(slot) };
        Ok(env.spawn(job)?.promise_object().to_unknown())
    }
}

impl WaitingTask {
    /// `stop` is how the work is called off when it runs.
    pub(super) fn new<W: Work + 'static>(work: W, stop: Stop) -> Self {
        Self { work: RefCell::new(Some(Box::new(work))), stop }
    }
}

impl ObjectFinalize for WaitingTask {
    fn finalize(self, env: Env) -> napi::Result<()> {
        drop(self);
        Isolate::current().settle(&env)
    }
}

#[napi]
impl WaitingTask {
    /// Begins it and gives its promise; null where no slot is free, unless it is to begin `anyway`. Called once more only
    /// after null.
    #[napi(catch_unwind, ts_return_type = "Promise<unknown> | null")]
    pub fn start<'env>(&self, env: &'env Env, anyway: bool) -> napi::Result<Option<Unknown<'env>>> {
        let Some(slot) = Slot::take(anyway) else { return Ok(None) };
        self.work.take().map(|work| work.start(env, slot)).transpose()
    }

    /// Nobody wants the result: what waits is freed, what runs ends soon.
    #[napi(catch_unwind)]
    pub fn cancel(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.stop.request();
            drop(self.work.take());
            Ok(())
        })
    }
}

/// A [`Work`] for napi's `AsyncTask`: guarded on the worker, settled on the JavaScript thread.
pub struct Job<W> {
    work: W,
    /// Until the worker is done.
    slot: Option<Slot>,
}

impl<W: Work> Task for Job<W> {
    // An error of the core becomes a JavaScript one only where there is an environment.
    type Output = Result<W::Done>;
    type JsValue = W::Js;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        let done = guard(W::NAME, || self.work.run());
        self.slot = None;
        Ok(done)
    }

    fn resolve(&mut self, env: Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let result = output.and_then(|done| guard(W::NAME, || self.work.finish(&env, done)));
        // A burst of work ends here and nowhere else: also sweep here.
        let isolate = Isolate::current();
        isolate.make_room(&env, 0)?;
        isolate.settle(&env)?;
        result.map_err(|error| to_js(&env, &error))?
    }

    fn finally(self, env: Env) -> napi::Result<()> {
        // What the task still owned goes now, and V8 hears of it.
        drop(self);
        Isolate::current().settle(&env)
    }
}
