//! A decode in flight: run by a worker, or by the JavaScript thread when it can't wait.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::codec::{Format, Header, How, Limits, SvgFonts, decode_unless};
use crate::error::{Error, ErrorKind, Result, guard};
use crate::mem::{Bitmap, Block, Ledger};
use crate::stop::Stop;

/// One decode. Whoever starts it first runs it; the others wait for its result.
pub(super) struct DecodeJob {
    header: Header,
    limits: Limits,
    ignores_profile: bool,
    fonts: SvgFonts,
    ledger: Arc<Ledger>,
    stop: Stop,
    state: Mutex<State>,
    done: Condvar,
}

enum State {
    /// Nobody has begun; the job owns its input.
    Queued(Block),
    Running,
    Done(Result<Arc<Bitmap>>),
}

impl DecodeJob {
    pub(super) fn new(
        header: Header,
        (limits, ignores_profile): (Limits, bool),
        fonts: SvgFonts,
        ledger: Arc<Ledger>,
        input: Block,
    ) -> Arc<Self> {
        let (stop, state) = (Stop::default(), Mutex::new(State::Queued(input)));
        Arc::new(Self {
            header,
            limits,
            ignores_profile,
            fonts,
            ledger,
            stop,
            state,
            done: Condvar::new(),
        })
    }

    /// The file's.
    pub(super) fn format(&self) -> Format {
        self.header.format
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Decoding is guarded and runs without the lock, so the state is never half-changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The picture: decoded by this thread if nobody has begun, else waited for.
    pub(super) fn finish(&self) -> Result<Arc<Bitmap>> {
        let mut state = self.lock();
        loop {
            match std::mem::replace(&mut *state, State::Running) {
                State::Queued(input) => {
                    drop(state);
                    return self.run(input);
                }
                State::Done(result) => {
                    *state = State::Done(result.clone());
                    return result;
                }
                State::Running => {
                    state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// The result, if there is one already.
    pub(super) fn ended(&self) -> Option<Result<Arc<Bitmap>>> {
        match &*self.lock() {
            State::Done(result) => Some(result.clone()),
            _ => None,
        }
    }

    /// Nobody wants the picture any more: frees the input if the decode has not begun. One that runs
    /// ends as soon as its decoder asks, and its result is freed with the job.
    pub(super) fn cancel(&self) {
        self.stop.request();
        let mut state = self.lock();
        if matches!(*state, State::Queued(_)) {
            let message = "the image got another source before this one was decoded";
            *state = State::Done(Err(Error::new(ErrorKind::Abort, message)));
        }
    }

    fn run(&self, input: Block) -> Result<Arc<Bitmap>> {
        let result = guard("decoding an image", || {
            let Self { limits, fonts, ignores_profile, .. } = self;
            let how = How { limits, fonts, ignores_profile: *ignores_profile };
            decode_unless(&self.stop, input.bytes(), &self.header, how, &self.ledger)
        });
        drop(input);
        let result = result.map(Arc::new);
        *self.lock() = State::Done(result.clone());
        self.done.notify_all();
        result
    }
}
