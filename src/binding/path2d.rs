//! The native half of `Path2D`.

use std::cell::RefCell;
use std::sync::Arc;

use napi::Env;
use napi_derive::napi;

use super::context2d::numbers;
use super::isolate::enter;
use crate::context::Batch;
use crate::error::Result;
use crate::geom::Transform;
use crate::mem::{Charge, Kind};
use crate::path::{Path, PathBuilder};

/// A path as `js/path2d.js` holds it.
#[napi(js_name = "Path2D")]
pub struct NativePath {
    builder: RefCell<PathBuilder>,
    /// The path as operations hold it, until it changes.
    shared: RefCell<Option<Arc<Path>>>,
    charge: RefCell<Charge>,
}

#[napi]
impl NativePath {
    /// The path that SVG path data describes, up to its first error.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, svg_data: Option<String>) -> napi::Result<Self> {
        let path = svg_data.map(|data| Path::from_svg_data(&data)).unwrap_or_default();
        enter(&env, 0, |isolate| {
            let charge = isolate.ledger.charge(Kind::Display, path.bytes())?;
            Ok(Self {
                builder: RefCell::new(PathBuilder::from_path(path)),
                shared: RefCell::default(),
                charge: RefCell::new(charge),
            })
        })
    }

    /// Runs the first `count` numbers as path commands.
    #[napi(catch_unwind)]
    pub fn run(&self, env: Env, commands: &[f64], count: u32) -> napi::Result<()> {
        let commands = commands.get(..count as usize).unwrap_or(commands);
        enter(&env, 0, |_| {
            let mut batch = Batch::new(commands);
            let mut result = Ok(());
            while !batch.is_done() {
                result = result.and(batch.step_path(&mut self.builder.borrow_mut()));
            }
            result.and(self.changed())
        })
    }

    /// Appends another path, moved by a matrix of six numbers.
    #[napi(catch_unwind)]
    pub fn add_path(&self, env: Env, other: &NativePath, matrix: Vec<f64>) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let [a, b, c, d, e, f] = numbers(&matrix)?;
            // A copy, because a path may be added to itself.
            let added = other.path();
            let mut path = self.builder.borrow().path().clone();
            path.append(&added, &Transform::new(a, b, c, d, e, f));
            *self.builder.borrow_mut() = PathBuilder::from_path(path);
            self.changed()
        })
    }

    fn changed(&self) -> Result<()> {
        *self.shared.borrow_mut() = None;
        let bytes = self.builder.borrow().path().bytes();
        self.charge.borrow_mut().resize(bytes)
    }

    pub(super) fn path(&self) -> Arc<Path> {
        let mut shared = self.shared.borrow_mut();
        Arc::clone(shared.get_or_insert_with(|| Arc::new(self.builder.borrow().path().clone())))
    }
}
