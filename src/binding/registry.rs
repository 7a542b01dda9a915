//! The owners of native memory that JavaScript holds, and the sweep that finds the dead ones early.
//!
//! Node runs finalizers in a later turn of the event loop, so a loop that never yields would keep
//! every canvas it dropped, although V8 has collected the wrappers long ago. A weak reference beside
//! each owner tells: once it is empty, the wrapper is gone and the memory can be freed at once; the
//! finalizer then finds nothing left to do.

use std::collections::HashMap;
use std::ptr;
use std::rc::Rc;

use napi::bindgen_prelude::{JsValue, Object};
use napi::{Env, sys};

/// Something whose native memory belongs to one JavaScript object.
pub(super) trait Owner {
    /// Frees the memory. The JavaScript object is gone.
    fn release(&self);
    /// Memory is short: gives back what can be given back without being missed.
    fn shrink(&self) {}
}

/// Names an owner in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct OwnerId(u64);

struct Entry {
    env: sys::napi_env,
    weak: sys::napi_ref,
    owner: Rc<dyn Owner>,
}

/// The owners of one isolate.
#[derive(Default)]
pub(super) struct Registry {
    entries: HashMap<u64, Entry>,
    next: u64,
}

impl Registry {
    /// Remembers that `wrapper` owns `owner`'s memory.
    pub(super) fn add(
        &mut self,
        env: &Env,
        wrapper: &Object<'_>,
        owner: Rc<dyn Owner>,
    ) -> napi::Result<OwnerId> {
        let mut weak = ptr::null_mut();
        // SAFETY: `env` and the object are those of the running callback. A count of 0 makes the
        // reference weak: it does not keep the object.
        let status = unsafe { sys::napi_create_reference(env.raw(), wrapper.raw(), 0, &mut weak) };
        napi::check_status!(status, "can't watch a new object")?;
        let id = self.next;
        self.next += 1;
        self.entries.insert(id, Entry { env: env.raw(), weak, owner });
        Ok(OwnerId(id))
    }

    /// Forgets an owner whose finalizer runs.
    pub(super) fn remove(&mut self, id: OwnerId) {
        if let Some(entry) = self.entries.remove(&id.0) {
            entry.forget();
        }
    }

    /// How many are watched.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Asks every owner to give back what it can.
    pub(super) fn shrink(&self) {
        self.entries.values().for_each(|entry| entry.owner.shrink());
    }

    /// Takes out the owners whose wrapper was collected. The caller releases them when the registry
    /// is no longer borrowed.
    pub(super) fn take_dead(&mut self) -> Vec<Rc<dyn Owner>> {
        let mut dead = Vec::new();
        self.entries.retain(|_, entry| {
            let alive = entry.is_alive();
            if !alive {
                entry.forget();
                dead.push(Rc::clone(&entry.owner));
            }
            alive
        });
        dead
    }
}

impl Entry {
    /// Reading a weak reference makes a local handle, and a handle in the current scope is a root
    /// of the garbage collector: so each is read in a scope of its own.
    fn is_alive(&self) -> bool {
        let mut value = ptr::null_mut();
        let mut scope = ptr::null_mut();
        // SAFETY: called on the isolate's thread inside a callback, where handle scopes may be
        // opened. The reference is ours and not deleted yet; `value` is only compared with null
        // after its scope is closed.
        unsafe {
            if sys::napi_open_handle_scope(self.env, &mut scope) != sys::Status::napi_ok {
                return true;
            }
            let status = sys::napi_get_reference_value(self.env, self.weak, &mut value);
            sys::napi_close_handle_scope(self.env, scope);
            status != sys::Status::napi_ok || !value.is_null()
        }
    }

    fn forget(&self) {
        // SAFETY: the reference is ours, and the entry is dropped right after, so it is deleted once.
        unsafe { sys::napi_delete_reference(self.env, self.weak) };
    }
}
