//! From the list to a backend.

use super::{DisplayList, Op};
use crate::error::Result;

/// A backend: takes operations one after the other, then finishes its picture.
pub trait Sink {
    /// Takes the next operation. Operations arrive in drawing order, and none with empty bounds.
    fn op(&mut self, op: &Op) -> Result<()>;
    /// All operations have been given.
    fn finish(&mut self) -> Result<()>;
}

/// Gives every operation of `list` to `sink`.
pub fn replay(list: &DisplayList, sink: &mut dyn Sink) -> Result<()> {
    for op in list.ops() {
        sink.op(op)?;
    }
    sink.finish()
}
