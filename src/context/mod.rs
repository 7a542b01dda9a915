//! The Canvas 2D state machine: one file per mixin of the standard.
//! <https://html.spec.whatwg.org/multipage/canvas.html#2dcontext>
//!
//! A [`Context`] holds the drawing state, its stack and the current path, and turns calls into
//! operations on a [`Recorder`]. It never touches pixels. JavaScript reaches the numeric calls in
//! batches ([`COMMANDS`]), the others one by one.

mod batch;
mod filter;
mod hit;
mod image;
mod path;
mod rect;
mod state;
mod text;
mod transform;

use std::rc::Rc;
use std::sync::Arc;

pub use batch::{Batch, COMMANDS, Command};
pub use state::{DrawingState, Style};
pub use text::{TextStyle, TextToDraw};

use crate::error::Result;
use crate::geom::Transform;
use crate::list::{DrawState, Recorder};
use crate::mem::{Charge, Kind, Ledger};
use crate::paint::{Color, CompositeMode, Paint};
use crate::path::{Path, PathBuilder};

/// The drawing state of one canvas.
#[derive(Debug)]
pub struct Context {
    // Shared with the stack until it changes: a million `save()` cost a million pointers.
    state: Rc<DrawingState>,
    /// Bytes of the current state that no saved one shares.
    own_bytes: usize,
    /// Saved states, each with such bytes of its own.
    stack: Vec<(Rc<DrawingState>, usize)>,
    saved_bytes: usize,
    /// The memory of a state that is over, for the next that is changed after a `save`.
    spare: Option<Rc<DrawingState>>,
    path: PathBuilder,
    /// Text is weighed by how light it is.
    text_contrast: bool,
    charge: Charge,
}

impl Context {
    /// A context in its initial state.
    pub fn new(ledger: &Arc<Ledger>) -> Result<Self> {
        Ok(Self {
            state: Rc::default(),
            own_bytes: 0,
            stack: Vec::new(),
            saved_bytes: 0,
            spare: None,
            path: PathBuilder::default(),
            text_contrast: true,
            charge: ledger.charge(Kind::Display, 0)?,
        })
    }

    /// Back to the initial state, without stack and path.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#reset-the-rendering-context-to-its-default-state>
    pub fn reset(&mut self) {
        self.state = Rc::default();
        self.stack = Vec::new();
        self.spare = None;
        (self.own_bytes, self.saved_bytes) = (0, 0);
        self.path.clear();
        // Shrinking a charge can't fail.
        let _ = self.charge.resize(0);
    }

    /// The current drawing state.
    pub fn state(&self) -> &DrawingState {
        &self.state
    }

    /// The current drawing state, for a change.
    pub fn state_mut(&mut self) -> &mut DrawingState {
        if self.own_bytes == 0 && !self.stack.is_empty() {
            self.own_bytes = self.state.bytes();
        }
        if let Some(mut spare) = self.spare.take_if(|_| Rc::strong_count(&self.state) > 1)
            && let Some(state) = Rc::get_mut(&mut spare)
        {
            state.copy_from(&self.state);
            self.state = spare;
        }
        Rc::make_mut(&mut self.state)
    }

    /// `save`.
    pub fn save(&mut self) {
        // As large as it is now: a dash list may have come since its first change.
        let bytes = if self.own_bytes > 0 { self.state.bytes() } else { 0 };
        self.stack.push((Rc::clone(&self.state), bytes));
        self.saved_bytes += bytes;
        self.own_bytes = 0;
    }

    /// `restore`: nothing when the stack is empty.
    pub fn restore(&mut self) {
        if let Some((state, bytes)) = self.stack.pop() {
            let over = std::mem::replace(&mut self.state, state);
            self.own_bytes = bytes;
            self.saved_bytes -= bytes;
            self.keep_spare(over);
        }
    }

    fn keep_spare(&mut self, mut over: Rc<DrawingState>) {
        if let Some(state) = Rc::get_mut(&mut over) {
            // Equal to the current state, the spare one keeps nothing alive …
            state.copy_from(&self.state);
            // … that a later change of the current one is to free.
            state.let_go();
            self.spare = Some(over);
        }
    }

    /// Books what the path and the stack occupy. Called once a batch; a refusal drops the path, so
    /// that a program can't grow past the budget one segment at a time.
    pub fn settle(&mut self) -> Result<()> {
        let stack = self.stack.capacity() * size_of::<(Rc<DrawingState>, usize)>();
        let bytes = self.path.path().bytes() + stack + self.saved_bytes;
        self.charge.resize(bytes).inspect_err(|_| self.path.clear())
    }

    fn draw_state(&self, transform: Transform) -> DrawState {
        DrawState {
            transform,
            clip: self.state.clip.clone(),
            composite: self.state.composite,
            alpha: self.state.alpha,
            shadow: self.state.cast().cloned(),
            filter: self.state.filter().cloned(),
        }
    }

    fn fill_paint(&self) -> Option<Paint> {
        self.paint(&self.state.fill)
    }

    fn stroke_paint(&self) -> Option<Paint> {
        self.paint(&self.state.stroke)
    }

    /// The paint of `style` as it is now; `None` when it paints nothing, unless nothing is something to the mode.
    fn paint(&self, style: &Style) -> Option<Paint> {
        let smoothing = self.state.smoothing;
        let mode = self.state.composite;
        let clears = mode.is_unbounded() || mode == CompositeMode::Clear;
        let paint = match style {
            Style::Color(color) => Some(Paint::Color(*color)),
            Style::Gradient(handle) => {
                let gradient = Arc::clone(&handle.borrow());
                (!gradient.paints_nothing()).then_some(Paint::Gradient(gradient))
            }
            Style::Pattern(handle) => {
                let pattern = Arc::clone(&handle.borrow());
                (!pattern.paints_nothing()).then_some(Paint::Pattern(pattern, smoothing))
            }
        };
        paint.or(clears.then_some(Paint::Color(Color::TRANSPARENT)))
    }

    /// The current path for an operation, and the transform it is to be drawn with.
    ///
    /// The path is in device space, but a gradient, a pattern or a pen is in user space. So unless only a
    /// colour is poured into it, the path is brought back to user space; `None` when the plane has
    /// collapsed, where nothing can be painted.
    fn path_in_user_space(&mut self) -> Option<(Arc<Path>, Transform)> {
        let transform = self.state.transform;
        if transform == Transform::IDENTITY {
            return Some((self.path.share(), transform));
        }
        let back = transform.inverse()?;
        Some((Arc::new(self.path.path().transformed(&back)), transform))
    }

    fn path_mut(&mut self) -> (&mut PathBuilder, &Transform) {
        (&mut self.path, &self.state.transform)
    }
}

/// Where a context draws: what every drawing method needs beside the context.
pub type Out<'a> = &'a mut Recorder;
