//! What areas are filled with: alpha and blend modes, gradients, patterns.

use std::collections::HashMap;

use pdf_writer::types::{BlendMode, FunctionShadingType, MaskType, PaintType, TilingType};
use pdf_writer::writers::Resources;
use pdf_writer::{Content, Finish, Name, Rect as PdfRect, Ref};

use super::{Writer, matrix, single};
use crate::error::Result;
use crate::geom::Transform;
use crate::paint::{
    ColorStop, CompositeMode, Gradient, GradientGeometry, Pattern, Repetition, Smoothing,
};

/// Tiles that are not repeated along an axis are this far from each other, in their own units.
const FAR: f32 = 30_000.0;

/// Graphics states and patterns, by what they are made of.
#[derive(Default)]
pub(super) struct Inks {
    states: HashMap<(u32, CompositeMode), Ref>,
    /// Masks of gradients with alpha, one for each use.
    masks: Vec<Ref>,
    patterns: Vec<Ref>,
}

impl Inks {
    pub(super) fn list(&self, resources: &mut Resources<'_>) {
        let mut states = resources.ext_g_states();
        for id in self.states.values().chain(&self.masks) {
            states.pair(Name(&name(b'G', *id)), *id);
        }
        states.finish();
        let mut patterns = resources.patterns();
        for id in &self.patterns {
            patterns.pair(Name(&name(b'P', *id)), *id);
        }
    }
}

/// What a resource is called: a letter for its kind and its number.
pub(super) fn name(kind: u8, id: Ref) -> Vec<u8> {
    let mut name = vec![kind];
    name.extend(id.get().to_string().bytes());
    name
}

/// A blend mode of PDF's; `None` for what mixes otherwise.
pub(super) fn blend_mode(mode: CompositeMode) -> Option<BlendMode> {
    Some(match mode {
        CompositeMode::SourceOver => BlendMode::Normal,
        CompositeMode::Multiply => BlendMode::Multiply,
        CompositeMode::Screen => BlendMode::Screen,
        CompositeMode::Overlay => BlendMode::Overlay,
        CompositeMode::Darken => BlendMode::Darken,
        CompositeMode::Lighten => BlendMode::Lighten,
        CompositeMode::ColorDodge => BlendMode::ColorDodge,
        CompositeMode::ColorBurn => BlendMode::ColorBurn,
        CompositeMode::HardLight => BlendMode::HardLight,
        CompositeMode::SoftLight => BlendMode::SoftLight,
        CompositeMode::Difference => BlendMode::Difference,
        CompositeMode::Exclusion => BlendMode::Exclusion,
        CompositeMode::Hue => BlendMode::Hue,
        CompositeMode::Saturation => BlendMode::Saturation,
        CompositeMode::Color => BlendMode::Color,
        CompositeMode::Luminosity => BlendMode::Luminosity,
        _ => return None,
    })
}

impl Writer {
    /// Everything is drawn with this alpha and mode from here on.
    pub(super) fn set_state(&mut self, content: &mut Content, alpha: f64, mode: CompositeMode) {
        let alpha = alpha.clamp(0.0, 1.0) as f32;
        if alpha == 1.0 && mode == CompositeMode::SourceOver {
            return;
        }
        let key = (alpha.to_bits(), mode);
        let id = match self.inks.states.get(&key) {
            Some(id) => *id,
            None => {
                let id = self.next();
                let mut state = self.pdf.ext_graphics(id);
                state.stroking_alpha(alpha).non_stroking_alpha(alpha);
                state.blend_mode(blend_mode(mode).unwrap_or_default());
                state.finish();
                self.inks.states.insert(key, id);
                id
            }
        };
        content.set_parameters(Name(&name(b'G', id)));
    }

    /// A pattern of a gradient in the space that `to_page` leads from.
    pub(super) fn gradient(&mut self, gradient: &Gradient, to_page: &Transform) -> Option<Ref> {
        let stops = gradient.srgb_stops();
        let color = |stop: &ColorStop| stop.color.channels().map(|v| v.clamp(0.0, 1.0)).to_vec();
        let shading = self.shading(gradient, &stops, &color, false)?;
        let id = self.next();
        self.pdf.shading_pattern(id).matrix(matrix(to_page)).shading_ref(shading);
        self.inks.patterns.push(id);
        Some(id)
    }

    /// A mask of the gradient's alpha is in force from here on, where it has any. The content's space is the page's.
    pub(super) fn mask_gradient(
        &mut self,
        content: &mut Content,
        gradient: &Gradient,
        (to_page, size): (&Transform, [f32; 2]),
    ) -> Result<()> {
        let stops = gradient.srgb_stops();
        if stops.iter().all(|stop| stop.color.a == 1.0) {
            return Ok(());
        }
        let alpha = |stop: &ColorStop| vec![stop.color.a];
        let Some(shading) = self.shading(gradient, &stops, &alpha, true) else { return Ok(()) };
        let mut drawn = Content::new();
        drawn.transform(matrix(to_page)).shading(Name(b"S"));
        let drawn = drawn.finish();
        let (form, state) = (self.next(), self.next());
        let mut written = self.pdf.form_xobject(form, &drawn);
        written.bbox(PdfRect::new(0.0, 0.0, size[0], size[1]));
        written.resources().shadings().pair(Name(b"S"), shading);
        written.group().transparency().color_space().device_gray();
        written.finish();
        let mut written = self.pdf.ext_graphics(state);
        written.soft_mask().subtype(MaskType::Luminosity).group(form);
        written.finish();
        self.inks.masks.push(state);
        content.set_parameters(Name(&name(b'G', state)));
        self.book(0)
    }

    /// A shading of what `value` says of each stop. `None` for a gradient that PDF has not, or that paints nothing.
    fn shading(
        &mut self,
        gradient: &Gradient,
        stops: &[ColorStop],
        value: &dyn Fn(&ColorStop) -> Vec<f32>,
        is_gray: bool,
    ) -> Option<Ref> {
        let (kind, coords) = match gradient.geometry() {
            GradientGeometry::Linear { from, to } if from != to => {
                (FunctionShadingType::Axial, vec![from.x, from.y, to.x, to.y])
            }
            GradientGeometry::Radial { from, from_radius, to, to_radius }
                if from != to || from_radius != to_radius =>
            {
                let coords = vec![from.x, from.y, from_radius, to.x, to.y, to_radius];
                (FunctionShadingType::Radial, coords)
            }
            _ => return None,
        };
        let function = self.function(stops, value)?;
        let id = self.next();
        let mut shading = self.pdf.function_shading(id);
        shading.shading_type(kind).coords(coords.into_iter().map(single));
        shading.function(function).extend([true, true]);
        match shading.color_space() {
            space if is_gray => space.device_gray(),
            space => space.device_rgb(),
        }
        shading.finish();
        Some(id)
    }

    /// From 0 to 1 along the gradient to the values of its stops.
    fn function(
        &mut self,
        stops: &[ColorStop],
        value: &dyn Fn(&ColorStop) -> Vec<f32>,
    ) -> Option<Ref> {
        let (first, last) = (stops.first()?, stops.last()?);
        // The ends hold for all that lies beyond them.
        let (start, end) =
            (ColorStop { offset: 0.0, ..*first }, ColorStop { offset: 1.0, ..*last });
        let all: Vec<ColorStop> =
            std::iter::once(start).chain(stops.iter().copied()).chain([end]).collect();
        let mut parts = Vec::new();
        let mut bounds = Vec::new();
        // As far as the file's numbers tell them apart.
        let is_wide = |pair: &&[ColorStop]| (pair[0].offset as f32) < pair[1].offset as f32;
        for pair in all.windows(2).filter(is_wide) {
            let id = self.next();
            let mut part = self.pdf.exponential_function(id);
            part.domain([0.0, 1.0]).c0(value(&pair[0])).c1(value(&pair[1])).n(1.0);
            part.finish();
            parts.push(id);
            bounds.push(pair[1].offset as f32);
        }
        bounds.pop();
        if parts.len() == 1 {
            return parts.pop();
        }
        let id = self.next();
        let mut all = self.pdf.stitching_function(id);
        all.domain([0.0, 1.0]).encode(parts.iter().flat_map(|_| [0.0, 1.0]));
        all.bounds(bounds).functions(parts);
        all.finish();
        Some(id)
    }

    /// A pattern of a picture in the space that `to_page` leads from.
    pub(super) fn tiles(
        &mut self,
        pattern: &Pattern,
        smoothing: Smoothing,
        to_page: &Transform,
    ) -> Result<Ref> {
        let image = self.image(&pattern.source, smoothing)?;
        let size = pattern.source.size();
        let (width, height) = (size.width() as f32, size.height() as f32);
        let mut tile = Content::new();
        tile.transform([width, 0.0, 0.0, -height, 0.0, height]).x_object(Name(b"I"));
        let tile = tile.finish();
        let id = self.next();
        let (across, down) = match pattern.repetition {
            Repetition::Repeat => (width, height),
            Repetition::RepeatX => (width, FAR.max(height)),
            Repetition::RepeatY => (FAR.max(width), height),
            Repetition::NoRepeat => (FAR.max(width), FAR.max(height)),
        };
        let mut written = self.pdf.tiling_pattern(id, &tile);
        written.paint_type(PaintType::Colored).tiling_type(TilingType::NoDistortion);
        written.bbox(PdfRect::new(0.0, 0.0, width, height)).x_step(across).y_step(down);
        written.matrix(matrix(&to_page.then_inner(&pattern.transform)));
        written.resources().x_objects().pair(Name(b"I"), image);
        written.finish();
        self.inks.patterns.push(id);
        self.book(0)?;
        Ok(id)
    }
}

/// From device space to a page's of that height, which counts from below.
pub(super) fn flip(height: f64) -> Transform {
    Transform::new(1.0, 0.0, 0.0, -1.0, 0.0, height)
}
