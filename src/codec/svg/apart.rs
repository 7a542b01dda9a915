//! Work on SVG pictures, on threads of their own.

use crate::error::{Error, ErrorKind, Result, guard};

/// Parsing and drawing recurse, to the depth that [`shape`](super::shape) allows, which is more than
/// the stack of a worker thread holds; pages of this one that are not used cost nothing.
const STACK: usize = 32 << 20;

/// Does it where there is stack enough.
pub(super) fn apart<T: Send>(what: &str, job: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("canvas-svg".to_owned()).stack_size(STACK);
        let running = thread
            .spawn_scoped(scope, || guard(what, job))
            .map_err(|cause| Error::limit(format!("no thread for {what}: {cause}")))?;
        let done =
            running.join().unwrap_or_else(|_| Err(Error::internal("the SVG thread was lost")));
        // The crates panic at numbers that are near infinite, which is the picture's fault.
        done.map_err(|error| match error.kind() {
            ErrorKind::Internal => {
                Error::decode("the SVG picture can't be drawn: its numbers are out of range")
            }
            _ => error,
        })
    })
}
