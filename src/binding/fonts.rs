//! Fonts.

use napi::Env;
use napi_derive::napi;

use super::isolate::enter;

/// Registers the faces of a font file; gives their family names.
#[napi(catch_unwind)]
pub fn register_font(env: Env, data: &[u8], alias: Option<String>) -> napi::Result<Vec<String>> {
    enter(&env, data.len(), |isolate| {
        isolate.fonts.borrow_mut().register(data.to_vec(), alias.as_deref())
    })
}

/// Whether a family of that name is registered or bundled.
#[napi(catch_unwind)]
pub fn has_font(env: Env, family: String) -> napi::Result<bool> {
    enter(&env, 0, |isolate| Ok(isolate.fonts.borrow().has(&family)))
}

/// The families that text can be drawn in.
#[napi(catch_unwind)]
pub fn font_families(env: Env) -> napi::Result<Vec<String>> {
    enter(&env, 0, |isolate| Ok(isolate.fonts.borrow().families()))
}

/// The code points that were drawn as boxes since this was last asked to clear them.
#[napi(catch_unwind)]
pub fn missing_glyphs(env: Env, clear: bool) -> napi::Result<Vec<u32>> {
    enter(&env, 0, |isolate| {
        let fonts = isolate.fonts.borrow();
        let list = fonts.missing().list().into_iter().map(u32::from).collect();
        if clear {
            fonts.missing().clear();
        }
        Ok(list)
    })
}
