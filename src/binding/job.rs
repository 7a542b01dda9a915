//! A decode in flight: run by a worker, or by the JavaScript thread when it can't wait.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::codec::{
    Format, Header, How, Limits, SvgFonts, SvgVector, decode_unless, is_plain_jpeg,
};
use crate::error::{Error, ErrorKind, Result, guard};
use crate::mem::{Bitmap, Block, Ledger};
use crate::stop::Stop;

/// One decode. Whoever starts it first runs it; the others wait for its result.
pub(super) struct DecodeJob {
    header: Header,
    limits: Limits,
    manner: Manner,
    fonts: SvgFonts,
    ledger: Arc<Ledger>,
    stop: Stop,
    state: Mutex<State>,
    done: Condvar,
}

/// How a file is taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// As sRGB, whatever it says.
    pub(super) ignores_profile: bool,
    /// It stays with its pixels, if documents can have it.
    pub(super) keeps_file: bool,
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
        (limits, manner): (Limits, Manner),
        fonts: SvgFonts,
        ledger: Arc<Ledger>,
        input: Block,
    ) -> Arc<Self> {
        let (stop, state) = (Stop::default(), Mutex::new(State::Queued(input)));
        Arc::new(Self { header, limits, manner, fonts, ledger, stop, state, done: Condvar::new() })
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
        let result = guard("decoding an image", || self.decode(input)).map(Arc::new);
        *self.lock() = State::Done(result.clone());
        self.done.notify_all();
        result
    }

    fn decode(&self, input: Block) -> Result<Bitmap> {
        let Self { limits, fonts, manner, header, .. } = self;
        let how = How { limits, fonts, ignores_profile: manner.ignores_profile };
        let mut bitmap = decode_unless(&self.stop, input.bytes(), header, how, &self.ledger)?;
        if header.format == Format::Svg {
            bitmap.keep_vector(Arc::new(SvgVector {
                file: input,
                size: header.size,
                limits: limits.clone(),
                fonts: fonts.clone(),
                ledger: Arc::clone(&self.ledger),
            }));
        } else if manner.keeps_file && is_plain_jpeg(input.bytes(), header, &bitmap, limits) {
            bitmap.keep_file(input);
        }
        Ok(bitmap)
    }
}
