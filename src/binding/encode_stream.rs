//! A file that is read in parts.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

use napi::Env;
use napi::bindgen_prelude::{Buffer, ObjectFinalize};
use napi_derive::napi;

use super::canvas::to_buffer;
use super::isolate::{Isolate, enter};
use super::task::{WaitingTask, Work};
use crate::codec::{EncodeOptions, Encoded};
use crate::error::{Error, ErrorKind, Result};
use crate::stop::Stop;
use crate::surface::{self, Picture};

type Shared = Arc<Mutex<surface::EncodeStream>>;

/// A stream as `js/encode-stream.js` holds it.
#[napi(custom_finalize)]
pub struct EncodeStream {
    /// `None` once it is closed.
    stream: RefCell<Option<Shared>>,
    /// Apart from the stream, which is locked while a part is made.
    stop: Stop,
}

impl ObjectFinalize for EncodeStream {
    fn finalize(self, env: Env) -> napi::Result<()> {
        drop(self);
        Isolate::current().settle(&env)
    }
}

impl EncodeStream {
    pub(super) fn new(picture: Arc<Picture>, options: EncodeOptions) -> Self {
        let stream = surface::EncodeStream::new(picture, options);
        let stop = stream.stop();
        Self { stream: RefCell::new(Some(Arc::new(Mutex::new(stream)))), stop }
    }
}

#[napi]
impl EncodeStream {
    /// The making of the next part of the file, whose promise gives null after the last. Called again only when that is
    /// settled.
    #[napi(catch_unwind)]
    pub fn read(&self, env: Env) -> napi::Result<WaitingTask> {
        enter(&env, 0, |_| {
            let stream = self.stream.borrow().clone();
            let closed = || Error::new(ErrorKind::InvalidState, "the stream is closed");
            Ok(WaitingTask::new(ReadPart(stream.ok_or_else(closed)?), self.stop.clone()))
        })
    }

    /// Ends it and frees everything, at once or as soon as the part is made that is being made.
    #[napi(catch_unwind)]
    pub fn close(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.stop.request();
            drop(self.stream.take());
            Ok(())
        })
    }
}

/// The making of a part on its way to a worker.
pub struct ReadPart(Shared);

impl Work for ReadPart {
    const NAME: &'static str = "encoding a canvas";
    type Done = Option<Encoded>;
    type Js = Option<Buffer>;

    fn run(&mut self) -> Result<Option<Encoded>> {
        // A panic of its thread is its thread's.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read()
    }

    fn finish(&mut self, env: &Env, done: Option<Encoded>) -> Result<napi::Result<Option<Buffer>>> {
        Ok(done.map(|part| to_buffer(env, part)).transpose())
    }
}
