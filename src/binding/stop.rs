//! Calling off work that runs on a worker.

use napi_derive::napi;

use crate::stop::Stop;

/// Handed over with work; see [`Stop`].
#[napi(js_name = "Stop")]
pub struct NativeStop {
    stop: Stop,
}

#[napi]
impl NativeStop {
    /// Nothing is called off yet.
    #[napi(constructor, catch_unwind)]
    pub fn new() -> Self {
        Self { stop: Stop::default() }
    }

    /// What it was handed over with ends soon, with an error.
    #[napi(catch_unwind)]
    pub fn request(&self) {
        self.stop.request();
    }

    pub(super) fn stop(&self) -> Stop {
        self.stop.clone()
    }
}
