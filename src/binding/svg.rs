//! SVG files with outlines for their text, as `js/svg-document.js` asks for them.

use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::Buffer;
use napi_derive::napi;

use super::canvas::to_buffer;
use super::isolate::{Isolate, enter};
use super::task::{WaitingTask, Work};
use crate::codec::{Encoded, Limits, SvgFonts, outline_svg_text};
use crate::error::Result;
use crate::mem::{Block, Kind, Ledger};
use crate::stop::Stop;

/// A file on its way to a worker.
struct Outlining {
    input: Block,
    limits: Limits,
    fonts: SvgFonts,
    ledger: Arc<Ledger>,
    stop: Stop,
}

impl Outlining {
    fn new(isolate: &Isolate, data: &[u8]) -> Result<Self> {
        let input = Block::copy_of(&isolate.ledger, Kind::Input, data)?;
        let limits = isolate.limits.borrow().clone();
        let (fonts, ledger) = (isolate.svg_fonts(), Arc::clone(&isolate.ledger));
        Ok(Self { input, limits, fonts, ledger, stop: Stop::default() })
    }
}

impl Work for Outlining {
    const NAME: &'static str = "outlining the text of an SVG";
    type Done = Encoded;
    type Js = Buffer;

    fn run(&mut self) -> Result<Encoded> {
        let how = (&self.limits, &self.stop);
        outline_svg_text(self.input.bytes(), how, &self.fonts, &self.ledger)
    }

    fn finish(&mut self, env: &Env, done: Encoded) -> Result<napi::Result<Buffer>> {
        Ok(to_buffer(env, done))
    }
}

/// The file with outlines, to be made on a worker.
#[napi(catch_unwind)]
pub fn outline_svg(env: Env, data: &[u8]) -> napi::Result<WaitingTask> {
    let work = enter(&env, data.len(), |isolate| Outlining::new(isolate, data))?;
    let stop = work.stop.clone();
    Ok(WaitingTask::new(work, stop))
}

/// Makes it now.
#[napi(catch_unwind)]
pub fn outline_svg_sync(env: Env, data: &[u8]) -> napi::Result<Buffer> {
    let done = enter(&env, data.len(), |isolate| Outlining::new(isolate, data)?.run())?;
    let buffer = to_buffer(&env, done);
    Isolate::current().settle(&env)?;
    buffer
}
