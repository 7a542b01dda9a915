//! What JavaScript needs to lay out lines of text.

use napi_derive::napi;

use crate::text::line_breaks;

/// Where a text may be broken, in UTF-16 code units, times 2, and 1 more where it must be.
#[napi(js_name = "lineBreaks", catch_unwind)]
pub fn breaks_of(text: String) -> Vec<u32> {
    line_breaks(&text).into_iter().map(|b| b.at * 2 + u32::from(b.is_forced)).collect()
}
