//! Threads that draw pictures before anybody asks for them, while JavaScript records on.
//!
//! They are not the pool that draws bands: a thread of that pool takes up other work while it waits for its bands, and
//! might find a picture whose base it is just drawing.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::picture::Sketch;
use crate::backend::raster;
use crate::error::guard;

/// A thread without work ends after this long: a server may draw long lists once a day.
const IDLE: Duration = Duration::from_secs(2);

static PAINTERS: Painters = Painters { queue: Mutex::new(Queue::new()), filled: Condvar::new() };

struct Painters {
    queue: Mutex<Queue>,
    filled: Condvar,
}

struct Queue {
    waiting: VecDeque<Arc<Sketch>>,
    threads: usize,
    idle: usize,
}

impl Queue {
    const fn new() -> Self {
        Self { waiting: VecDeque::new(), threads: 0, idle: 0 }
    }
}

/// There is a processor for painters beside the one that records.
pub(super) fn are_there() -> bool {
    raster::threads() > 1
}

/// Has the sketch drawn soon. If there can't be a thread for it, whoever asks for its pixels draws it.
pub(super) fn draw_soon(sketch: Arc<Sketch>) {
    let mut queue = PAINTERS.lock();
    queue.waiting.push_back(sketch);
    if queue.idle >= queue.waiting.len() {
        PAINTERS.filled.notify_one();
    } else if queue.threads < raster::threads() {
        let spawned = thread::Builder::new().name("canvas-painter".to_owned()).spawn(paint);
        queue.threads += usize::from(spawned.is_ok());
        if queue.threads == 0 {
            queue.waiting.clear();
        }
    }
}

/// What a painter does until there has been nothing to do for a while.
fn paint() {
    while let Some(sketch) = PAINTERS.next() {
        // What went wrong is found again by whoever needs the picture.
        let _ = guard("drawing a canvas", || sketch.draw());
    }
}

impl Painters {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Nothing that can panic runs with the lock.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Arc<Sketch>> {
        let mut queue = self.lock();
        loop {
            if let Some(sketch) = queue.waiting.pop_front() {
                return Some(sketch);
            }
            queue.idle += 1;
            let woken = self.filled.wait_timeout(queue, IDLE);
            let (again, timeout) = woken.unwrap_or_else(PoisonError::into_inner);
            queue = again;
            queue.idle -= 1;
            if timeout.timed_out() && queue.waiting.is_empty() {
                queue.threads -= 1;
                return None;
            }
        }
    }
}
