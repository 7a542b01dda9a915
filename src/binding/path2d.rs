//! The native half of `Path2D`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, This};
use napi_derive::napi;

use super::context2d::numbers;
use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use crate::context::Batch;
use crate::error::Result;
use crate::geom::Transform;
use crate::mem::{Charge, Kind};
use crate::path::{FillType, Path, PathBuilder};

/// What a path owns until it is collected.
struct PathCore {
    builder: RefCell<PathBuilder>,
    charge: RefCell<Charge>,
    fill: Cell<FillType>,
    owner: Cell<Option<OwnerId>>,
}

impl PathCore {
    /// Books what the path has become; a refusal empties it, so that a program can't grow past the
    /// budget one segment at a time.
    fn changed(&self) -> Result<()> {
        let bytes = self.builder.borrow().path().bytes();
        self.charge.borrow_mut().resize(bytes).inspect_err(|_| self.release())
    }
}

impl Owner for PathCore {
    fn release(&self) {
        self.builder.borrow_mut().clear();
        // Shrinking a charge can't fail.
        let _ = self.charge.borrow_mut().resize(0);
    }
}

/// A path as `js/path2d.js` holds it.
#[napi(js_name = "Path2D", custom_finalize)]
pub struct NativePath {
    core: Rc<PathCore>,
}

impl ObjectFinalize for NativePath {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl NativePath {
    /// The path that SVG path data describes, up to its first error.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>, svg_data: Option<String>) -> napi::Result<Self> {
        let path = svg_data.map(|data| Path::from_svg_data(&data)).unwrap_or_default();
        let core = enter(&env, path.bytes(), |isolate| {
            let charge = isolate.ledger.charge(Kind::Display, path.bytes())?;
            Ok(Rc::new(PathCore {
                builder: RefCell::new(PathBuilder::from_path(path)),
                charge: RefCell::new(charge),
                fill: Cell::default(),
                owner: Cell::new(None),
            }))
        })?;
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// Runs the first `count` numbers as path commands.
    #[napi(catch_unwind)]
    pub fn run(&self, env: Env, commands: &[f64], count: u32) -> napi::Result<()> {
        let commands = commands.get(..count as usize).unwrap_or(commands);
        enter(&env, 0, |_| {
            let result = Batch::new(commands).run_on_path(&mut self.core.builder.borrow_mut());
            let booked = self.core.changed();
            result.and(booked)
        })
    }

    /// Appends another path, moved by a matrix of six numbers.
    #[napi(catch_unwind)]
    pub fn add_path(&self, env: Env, other: &NativePath, matrix: Vec<f64>) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let [a, b, c, d, e, f] = numbers(&matrix)?;
            // Shared or copied first, because a path may be added to itself.
            let added = other.path();
            let transform = Transform::new(a, b, c, d, e, f);
            self.core.builder.borrow_mut().append(&added, &transform);
            self.core.changed()
        })
    }

    pub(super) fn fill_type(&self) -> FillType {
        self.core.fill.get()
    }

    pub(super) fn set_fill(&self, fill: FillType) {
        self.core.fill.set(fill);
    }

    /// Puts another path in the place of this one.
    pub(super) fn set_path(&self, path: Path) -> Result<()> {
        *self.core.builder.borrow_mut() = PathBuilder::from_path(path);
        self.core.changed()
    }

    pub(super) fn path(&self) -> Arc<Path> {
        self.core.builder.borrow_mut().share()
    }
}
