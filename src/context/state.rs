//! The drawing state.
//! <https://html.spec.whatwg.org/multipage/canvas.html#drawing-state>

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::TextStyle;
use crate::geom::{Point, Transform};
use crate::list::ClipNode;
use crate::paint::{
    Color, CompositeMode, Filter, Gradient, Pattern, Shadow, Smoothing, StrokeStyle,
};

/// `fillStyle` or `strokeStyle`. A gradient or pattern is shared with the object JavaScript holds: what
/// changes there shows in what is drawn later.
#[derive(Clone, Debug)]
pub enum Style {
    /// One colour.
    Color(Color),
    /// A gradient that may still get stops.
    Gradient(Rc<RefCell<Arc<Gradient>>>),
    /// A pattern that may still get another transform.
    Pattern(Rc<RefCell<Arc<Pattern>>>),
}

/// Everything `save()` saves.
#[derive(Clone, Debug)]
pub struct DrawingState {
    /// Default: identity.
    pub transform: Transform,
    /// Default: none.
    pub clip: Option<Arc<ClipNode>>,
    /// Default: opaque black.
    pub fill: Style,
    /// Default: opaque black.
    pub stroke: Style,
    /// `globalAlpha`, 0 to 1. Default: 1.
    pub alpha: f64,
    /// Default: source-over.
    pub composite: CompositeMode,
    /// Default: on, low.
    pub smoothing: Smoothing,
    /// Shadow styles.
    shadow: Shadow,
    /// The same for the operations, while a shadow is drawn at all.
    cast: Option<Arc<Shadow>>,
    /// `filter`; `None` while it changes nothing. Default: none.
    filter: Option<Arc<Filter>>,
    /// Line styles, shared with the operations that use them.
    pub line: Arc<StrokeStyle>,
    /// Font and alignment.
    pub text: TextStyle,
}

impl Default for DrawingState {
    fn default() -> Self {
        Self {
            transform: Transform::IDENTITY,
            clip: None,
            fill: Style::Color(Color::BLACK),
            stroke: Style::Color(Color::BLACK),
            alpha: 1.0,
            composite: CompositeMode::default(),
            smoothing: Smoothing::default(),
            shadow: Shadow::default(),
            cast: None,
            filter: None,
            line: Arc::default(),
            text: TextStyle::default(),
        }
    }
}

impl DrawingState {
    /// Becomes a copy of `from`. Unlike `clone` it takes no memory, and leaves alone what both share
    /// already: counting references costs more than looking.
    pub(super) fn copy_from(&mut self, from: &Self) {
        let Self {
            transform,
            clip,
            fill,
            stroke,
            alpha,
            composite,
            smoothing,
            shadow,
            cast,
            filter,
            line,
            text,
        } = from;
        self.transform = *transform;
        if self.clip.as_ref().map(Arc::as_ptr) != clip.as_ref().map(Arc::as_ptr) {
            self.clip.clone_from(clip);
        }
        self.fill.clone_from(fill);
        self.stroke.clone_from(stroke);
        self.alpha = *alpha;
        self.composite = *composite;
        self.smoothing = *smoothing;
        self.shadow = *shadow;
        self.cast.clone_from(cast);
        self.filter.clone_from(filter);
        if !Arc::ptr_eq(&self.line, line) {
            self.line = Arc::clone(line);
        }
        self.text.copy_from(text);
    }

    /// Lets go of what may keep memory alive that nothing else does: clips and paints.
    pub(super) fn let_go(&mut self) {
        self.clip = None;
        self.fill = Style::Color(Color::BLACK);
        self.stroke = Style::Color(Color::BLACK);
    }

    /// Bytes of the state and what only it holds.
    pub(super) fn bytes(&self) -> usize {
        let cast = if self.cast.is_some() { size_of::<Shadow>() } else { 0 };
        let filter = self.filter.as_deref().map_or(0, Filter::bytes);
        size_of::<Self>() + size_of::<StrokeStyle>() + size_of_val(&*self.line.dash) + cast + filter
    }

    /// Line styles, for a change.
    pub fn line_mut(&mut self) -> &mut StrokeStyle {
        Arc::make_mut(&mut self.line)
    }

    /// `lineWidth`: zero, negative and non-finite values change nothing.
    pub fn set_line_width(&mut self, width: f64) {
        if width.is_finite() && width > 0.0 {
            self.line_mut().width = width;
        }
    }

    /// `miterLimit`: zero, negative and non-finite values change nothing.
    pub fn set_miter_limit(&mut self, limit: f64) {
        if limit.is_finite() && limit > 0.0 {
            self.line_mut().miter_limit = limit;
        }
    }

    /// `lineDashOffset`: non-finite values change nothing.
    pub fn set_dash_offset(&mut self, offset: f64) {
        if offset.is_finite() {
            self.line_mut().dash_offset = offset;
        }
    }

    /// `setLineDash`: a list with a negative or non-finite value changes nothing; an odd list is
    /// repeated once.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-setlinedash>
    pub fn set_dash(&mut self, segments: &[f64]) {
        if segments.iter().any(|v| !v.is_finite() || *v < 0.0) {
            return;
        }
        let repeats = 1 + segments.len() % 2;
        self.line_mut().dash = segments.repeat(repeats).into();
    }

    /// The shadow of what is drawn; `None` when there is none to be seen. `copy` would draw over it.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#when-shadows-are-drawn>
    pub fn cast(&self) -> Option<&Arc<Shadow>> {
        self.cast.as_ref().filter(|_| self.composite != CompositeMode::Copy)
    }

    /// What drawing goes through; `None` while that changes nothing.
    pub fn filter(&self) -> Option<&Arc<Filter>> {
        self.filter.as_ref()
    }

    /// `filter`.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = (!filter.is_none()).then(|| Arc::new(filter));
    }

    /// `shadowColor`.
    pub fn set_shadow_color(&mut self, color: Color) {
        self.set_shadow(Shadow { color, ..self.shadow });
    }

    /// `shadowBlur`: negative and non-finite values change nothing.
    pub fn set_shadow_blur(&mut self, blur: f64) {
        if blur.is_finite() && blur >= 0.0 {
            self.set_shadow(Shadow { blur, ..self.shadow });
        }
    }

    /// `shadowOffsetX`: non-finite values change nothing.
    pub fn set_shadow_offset_x(&mut self, x: f64) {
        if x.is_finite() {
            self.set_shadow(Shadow { offset: Point::new(x, self.shadow.offset.y), ..self.shadow });
        }
    }

    /// `shadowOffsetY`: non-finite values change nothing.
    pub fn set_shadow_offset_y(&mut self, y: f64) {
        if y.is_finite() {
            self.set_shadow(Shadow { offset: Point::new(self.shadow.offset.x, y), ..self.shadow });
        }
    }

    fn set_shadow(&mut self, shadow: Shadow) {
        self.shadow = shadow;
        self.cast = shadow.is_drawn().then(|| Arc::new(shadow));
    }

    /// `globalAlpha`: values outside 0 to 1 change nothing.
    pub fn set_alpha(&mut self, alpha: f64) {
        if (0.0..=1.0).contains(&alpha) {
            self.alpha = alpha;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_ignore_what_the_standard_ignores() {
        let mut state = DrawingState::default();
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            state.set_line_width(bad);
            state.set_miter_limit(bad);
        }
        state.set_dash_offset(f64::NAN);
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            state.set_shadow_blur(bad);
        }
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            state.set_shadow_offset_x(bad);
            state.set_shadow_offset_y(bad);
        }
        assert_eq!(state.shadow, Shadow::default());
        for bad in [-0.1, 1.1, f64::NAN] {
            state.set_alpha(bad);
        }
        assert_eq!(*state.line, StrokeStyle::default());
        assert_eq!(state.alpha, 1.0);
        state.set_alpha(0.0);
        assert_eq!(state.alpha, 0.0);
    }

    #[test]
    fn a_shadow_is_cast_while_it_shows() {
        let mut state = DrawingState::default();
        state.set_shadow_blur(3.0);
        assert!(state.cast().is_none());
        state.set_shadow_color(Color::BLACK);
        state.set_shadow_offset_y(2.0);
        let wanted = Shadow { color: Color::BLACK, blur: 3.0, offset: Point::new(0.0, 2.0) };
        assert_eq!(state.cast().map(|shadow| **shadow), Some(wanted));
        state.composite = CompositeMode::Copy;
        assert!(state.cast().is_none());
    }

    #[test]
    fn an_odd_dash_list_is_doubled_and_a_bad_one_ignored() {
        let mut state = DrawingState::default();
        state.set_dash(&[1.0, 2.0, 3.0]);
        assert_eq!(*state.line.dash, [1.0, 2.0, 3.0, 1.0, 2.0, 3.0]);
        state.set_dash(&[1.0, -2.0]);
        state.set_dash(&[f64::NAN]);
        assert_eq!(state.line.dash.len(), 6);
        state.set_dash(&[]);
        assert!(state.line.dash.is_empty());
    }
}
