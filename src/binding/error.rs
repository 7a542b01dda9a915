//! Errors of the core as the JavaScript exceptions that the specifications name.

use napi::bindgen_prelude::{FnArgs, Function, JsObjectValue, JsValue, Unknown};
use napi::{Env, JsError, JsRangeError, JsTypeError};

use crate::error::{Error, ErrorKind, LimitMet};

/// Throws the exception for `error` and gives what a method returns then.
///
/// A returned `napi::Error` would lose the class: napi hands a kept value back only if it is a native
/// error to V8, and a DOMException is none.
pub(super) fn throw(env: &Env, error: &Error) -> napi::Error {
    let exception = to_js(env, error);
    match env.throw(exception) {
        Ok(()) => napi::Error::new(napi::Status::PendingException, String::new()),
        Err(error) => error,
    }
}

/// The exception for `error`, to reject a promise with.
pub(super) fn to_js(env: &Env, error: &Error) -> napi::Error {
    let plain = || napi::Error::from_reason(error.message().to_owned());
    let value = match error.kind() {
        ErrorKind::Type => Ok(JsTypeError::from(plain()).into_unknown(*env)),
        ErrorKind::Range | ErrorKind::Limit => {
            let value = JsRangeError::from(plain()).into_unknown(*env);
            error.limit_met().map_or(Ok(value), |limit| with_limit(value, limit))
        }
        ErrorKind::Internal => Ok(JsError::from(plain()).into_unknown(*env)),
        kind => dom_exception(env, error.message(), dom_name(kind)),
    };
    // Without a DOMException (an environment being torn down) the plain error still tells.
    value.map_or_else(|_| plain(), napi::Error::from)
}

/// The properties that `limitError()` of `js/errors.js` gives an error.
fn with_limit(error: Unknown<'_>, limit: LimitMet) -> napi::Result<Unknown<'_>> {
    let mut object = error.coerce_to_object()?;
    object.set("code", "ERR_LIMIT")?;
    object.set("limit", limit.name)?;
    // What is shown is exact up to 2^53, beyond any file or picture.
    object.set("actual", limit.actual.map(|actual| actual as f64))?;
    object.set("allowed", limit.allowed as f64)?;
    Ok(object.to_unknown())
}

fn dom_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::IndexSize => "IndexSizeError",
        ErrorKind::InvalidState => "InvalidStateError",
        ErrorKind::Syntax => "SyntaxError",
        ErrorKind::NotSupported => "NotSupportedError",
        ErrorKind::Abort => "AbortError",
        _ => "EncodingError",
    }
}

fn dom_exception<'env>(env: &'env Env, message: &str, name: &str) -> napi::Result<Unknown<'env>> {
    let class: Function<'_, FnArgs<(String, String)>, ()> =
        env.get_global()?.get_named_property("DOMException")?;
    class.new_instance((message.to_owned(), name.to_owned()).into())
}
