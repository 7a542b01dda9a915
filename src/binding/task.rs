//! Work on libuv's worker threads.

use napi::bindgen_prelude::{ToNapiValue, TypeName};
use napi::{Env, Task};

use super::error::to_js;
use super::isolate::Isolate;
use crate::error::{Result, guard};

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

/// A [`Work`] for napi's `AsyncTask`: guarded on the worker, settled on the JavaScript thread.
pub struct Job<W>(pub(super) W);

impl<W: Work> Task for Job<W> {
    // An error of the core becomes a JavaScript one only where there is an environment.
    type Output = Result<W::Done>;
    type JsValue = W::Js;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guard(W::NAME, || self.0.run()))
    }

    fn resolve(&mut self, env: Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let result = output.and_then(|done| guard(W::NAME, || self.0.finish(&env, done)));
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
