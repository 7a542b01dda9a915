//! The display list: self-contained drawing operations between the context and the backends.
//!
//! An [`Op`] carries its own transform, paint, blend mode, alpha and clip, so it can be culled,
//! replayed on another thread, cut into bands, or written as vectors, without any state beside it.
//! The context records through a [`Recorder`]; a backend is a [`Sink`].

mod clip;
mod dump;
mod op;
mod plan;
mod recorder;
mod replay;
mod scaled;

pub use clip::{ClipNode, ClipShape};
pub use dump::dump;
pub use op::{DisplayList, DrawState, Op, OpKind, Start};
pub use plan::{DrawPixels, Step, Words, pixels_for_each, plan};
pub use recorder::{Recorder, is_hoard};
pub use replay::{Sink, replay};
pub use scaled::scaled;

pub use crate::paint::{DeferredPixels, Source};
