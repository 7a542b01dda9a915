//! The one error type of the core.
//!
//! A kind carries the name the specifications use, so that the binding can throw the class a browser
//! would throw; a message says what was got, what is allowed and where. Nothing here knows Node.

use std::fmt;

/// What went wrong, by the name the specifications give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `IndexSizeError`: a number outside the range the method allows.
    IndexSize,
    /// `InvalidStateError`: the object is in no state for this (broken image, disposed canvas).
    InvalidState,
    /// `SyntaxError`: a string that does not parse where the standard wants an exception.
    Syntax,
    /// `RangeError`: a size, count or budget that can't be honoured.
    Range,
    /// `TypeError`: a value of the wrong type.
    Type,
    /// `NotSupportedError`: well-formed, but nothing here can do it.
    NotSupported,
    /// `EncodingError`: image or font data that can't be decoded.
    Decode,
    /// A picture that can't be written in the wanted format.
    Encode,
    /// A configured limit or the memory budget was met; thrown as `RangeError`.
    Limit,
    /// `AbortError`: stopped on request.
    Abort,
    /// A defect of ours: a caught panic or a broken invariant.
    Internal,
}

/// A limit with a name that was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitMet {
    /// As the user knows it.
    pub name: &'static str,
    /// What was met; `None` where a library gave up without telling.
    pub actual: Option<u64>,
    /// What the limit allows.
    pub allowed: u64,
}

/// An error of the core: a kind and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    limit: Option<LimitMet>,
}

/// The result of everything that can fail in the core.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of `kind` with a message made for the user.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), limit: None }
    }

    /// Image or font data that can't be decoded.
    pub fn decode(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Decode, message)
    }

    /// A limit or budget that was met.
    pub fn limit(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    /// A limit that users can set.
    pub fn over(limit: LimitMet, message: impl Into<String>) -> Self {
        Self { limit: Some(limit), ..Self::limit(message) }
    }

    /// A defect of ours.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Internal, message)
    }

    /// The kind, for the binding's choice of class.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Which limit was met, where users can set it.
    pub fn limit_met(&self) -> Option<LimitMet> {
        self.limit
    }

    /// The sentence, for the user.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Runs `job` and turns a panic into an [`ErrorKind::Internal`] error, so that a defect in a decoder
/// or in ours costs one picture and not the process.
pub fn guard<T>(what: &str, job: impl FnOnce() -> Result<T>) -> Result<T> {
    // The closures given here own their inputs and throw their outputs away on a panic, so no broken
    // state is seen afterwards; that is what AssertUnwindSafe promises.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(job)) {
        Ok(result) => result,
        Err(payload) => {
            let cause = payload
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| payload.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "no message".to_owned());
            Err(Error::internal(format!("{what} failed unexpectedly: {cause}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guard_turns_a_panic_into_an_error() {
        let error = guard::<()>("decoding", || panic!("index 7 out of range")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert_eq!(error.message(), "decoding failed unexpectedly: index 7 out of range");
    }

    #[test]
    fn guard_lets_results_through() {
        assert_eq!(guard("x", || Ok(3)), Ok(3));
        let own = Error::decode("bad");
        assert_eq!(guard::<()>("x", || Err(own.clone())), Err(own));
    }
}
