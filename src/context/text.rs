//! The `CanvasText` and `CanvasTextDrawingStyles` mixins.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvastext>

use std::sync::Arc;

use super::{Context, Out};
use crate::css::{FontDescriptors, FontShorthand, Setting, Spacing, Stretch, VariantCaps};
use crate::error::Result;
use crate::geom::{Point, Rect, Transform};
use crate::list::OpKind;
use crate::path::Path;
use crate::text::{
    Direction, FontDatabase, FontKerning, GlyphLook, GlyphRun, Segment, TextAlign, TextBaseline,
    TextLayout, TextMetrics, TextOptions, TextRendering, placed_outlines, run_outline,
};

/// The longest language tag that is looked at: real ones have a few dozen bytes.
const MAX_LANGUAGE: usize = 100;

/// The pixels a pen may reach where stroked glyphs are masks.
const MAX_PEN: f64 = 128.0;

/// Font and alignment, as the drawing state holds them.
#[derive(Clone, Debug)]
pub struct TextStyle {
    /// Default: `10px sans-serif`.
    pub font: Arc<FontShorthand>,
    /// Default: start.
    pub align: TextAlign,
    /// Default: alphabetic.
    pub baseline: TextBaseline,
    /// Default: inherit.
    pub direction: Direction,
    /// Default: `0px`.
    pub letter_spacing: Spacing,
    /// Default: `0px`.
    pub word_spacing: Spacing,
    /// Default: auto.
    pub kerning: FontKerning,
    /// Default: auto.
    pub rendering: TextRendering,
    /// `lang`. Default: inherit, which is none.
    pub language: Option<Arc<str>>,
    /// `fontFeatureSettings`. Default: none.
    pub features: Arc<[Setting<u32>]>,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            font: Arc::new(FontShorthand::default()),
            align: TextAlign::default(),
            baseline: TextBaseline::default(),
            direction: Direction::default(),
            letter_spacing: Spacing::default(),
            word_spacing: Spacing::default(),
            kerning: FontKerning::default(),
            rendering: TextRendering::default(),
            language: None,
            features: Arc::default(),
        }
    }
}

impl TextStyle {
    /// Becomes a copy of `from`, leaving alone what both share already.
    pub(super) fn copy_from(&mut self, from: &Self) {
        let Self {
            font,
            align,
            baseline,
            direction,
            letter_spacing,
            word_spacing,
            kerning,
            rendering,
            language,
            features,
        } = from;
        if !Arc::ptr_eq(&self.font, font) {
            self.font = Arc::clone(font);
        }
        (self.align, self.baseline, self.direction) = (*align, *baseline, *direction);
        (self.letter_spacing, self.word_spacing) = (*letter_spacing, *word_spacing);
        (self.kerning, self.rendering) = (*kerning, *rendering);
        if self.language != *language {
            self.language.clone_from(language);
        }
        if !Arc::ptr_eq(&self.features, features) {
            self.features = Arc::clone(features);
        }
    }

    /// Whether glyphs are fitted to the pixels.
    fn is_hinted(&self) -> bool {
        self.rendering != TextRendering::GeometricPrecision
    }

    /// In the pixels of the font of now: lengths in ems follow it.
    fn options(&self, fonts: &FontDatabase) -> TextOptions {
        let pixels = |spacing: &Spacing| {
            let ems = |unit: &str| fonts.unit_in_ems(&self.font, unit);
            spacing.pixels(self.font.size_px, ems)
        };
        TextOptions {
            letter: pixels(&self.letter_spacing),
            word: pixels(&self.word_spacing),
            kerning: self.kerning,
            rendering: self.rendering,
            direction: self.direction,
            language: self.language.clone(),
            features: Arc::clone(&self.features),
        }
    }
}

/// A text, where it is drawn, and how wide it may be.
#[derive(Clone, Copy, Debug)]
pub struct TextToDraw<'a> {
    /// The text.
    pub text: &'a str,
    /// The anchor in user space.
    pub at: Point,
    /// A wider text is condensed to this. `None`: as wide as it is.
    pub max_width: Option<f64>,
}

impl Context {
    /// Whether text is weighed by how light it is, as in Chromium. For the life of the context.
    pub fn set_text_contrast(&mut self, on: bool) {
        self.text_contrast = on;
    }

    /// Sets `font`, and with it stretch and capitals; false and no change when `value` doesn't parse.
    pub fn set_font(&mut self, value: &str) -> bool {
        let Some(mut font) = crate::css::font::parse(value) else { return false };
        let text = &mut self.state_mut().text;
        font.variations = Arc::clone(&text.font.variations);
        text.font = Arc::new(font);
        true
    }

    /// Sets `fontVariationSettings`; `None` and no change when `value` doesn't parse, else how it is read back.
    pub fn set_font_variations(&mut self, value: &str) -> Option<String> {
        let mut read = FontDescriptors::default();
        let css = read.set("variationSettings", value)?;
        Arc::make_mut(&mut self.state_mut().text.font).variations = read.variations.into();
        Some(css)
    }

    /// Sets `fontFeatureSettings`, as [`Self::set_font_variations`] does the other.
    pub fn set_font_features(&mut self, value: &str) -> Option<String> {
        let mut read = FontDescriptors::default();
        let css = read.set("featureSettings", value)?;
        self.state_mut().text.features = read.features.into();
        Some(css)
    }

    /// `fontStretch`.
    pub fn set_font_stretch(&mut self, stretch: Stretch) {
        Arc::make_mut(&mut self.state_mut().text.font).stretch = stretch;
    }

    /// `fontVariantCaps`.
    pub fn set_font_variant_caps(&mut self, caps: VariantCaps) {
        Arc::make_mut(&mut self.state_mut().text.font).caps = caps;
    }

    /// Sets `letterSpacing`; `None` and no change when `value` doesn't parse, else how it is read back.
    pub fn set_letter_spacing(&mut self, value: &str) -> Option<String> {
        let spacing = crate::css::spacing::parse(value)?;
        self.state_mut().text.letter_spacing = spacing;
        Some(spacing.to_css())
    }

    /// Sets `wordSpacing`, as [`Self::set_letter_spacing`] does the other.
    pub fn set_word_spacing(&mut self, value: &str) -> Option<String> {
        let spacing = crate::css::spacing::parse(value)?;
        self.state_mut().text.word_spacing = spacing;
        Some(spacing.to_css())
    }

    /// `lang`.
    pub fn set_language(&mut self, tag: &str) {
        let is_tag = !tag.is_empty() && tag.len() <= MAX_LANGUAGE && tag != "inherit";
        self.state_mut().text.language = is_tag.then(|| tag.into());
    }

    /// `fillText`.
    pub fn fill_text(
        &mut self,
        out: Out<'_>,
        fonts: &FontDatabase,
        text: TextToDraw<'_>,
    ) -> Result<()> {
        let Some(paint) = self.fill_paint() else { return Ok(()) };
        let Some((layout, place)) = self.place_text(fonts, text)? else { return Ok(()) };
        let bounds = place.map_bounds(&reach(&layout));
        let look = self.glyph_look();
        // One operation, because runs must not clear, shade or filter each other.
        let kind = OpKind::Glyphs { runs: Arc::clone(&layout.runs), place, look, pen: None, paint };
        out.push(kind, self.draw_state(self.state.transform), &bounds)
    }

    /// `strokeText`.
    pub fn stroke_text(
        &mut self,
        out: Out<'_>,
        fonts: &FontDatabase,
        text: TextToDraw<'_>,
    ) -> Result<()> {
        let Some(paint) = self.stroke_paint() else { return Ok(()) };
        let Some((layout, place)) = self.place_text(fonts, text)? else { return Ok(()) };
        let (colored, plain): (Vec<_>, Vec<_>) =
            layout.runs.iter().flat_map(GlyphRun::by_color).partition(|(has_color, _)| *has_color);
        let runs = |list: Vec<(bool, GlyphRun)>| list.into_iter().map(|(_, run)| run);
        let bounds = place.map_bounds(&reach(&layout));
        let look = self.glyph_look();
        // Glyphs that bring their own colours are drawn as they are.
        if !colored.is_empty() {
            let (runs, paint) = (runs(colored).collect(), paint.clone());
            let kind = OpKind::Glyphs { runs, place, look, pen: None, paint };
            out.push(kind, self.draw_state(self.state.transform), &bounds)?;
        }
        let (pen, t) = (&self.state.line, self.state.transform);
        // Dashed strokes and those of wide pens are paths, in Chromium too.
        if pen.dash.is_empty() && pen.reach() * t.max_scale() <= MAX_PEN && t.inverse().is_some() {
            let (pen, bounds) = (Some(Arc::clone(pen)), bounds.outset(pen.reach()));
            let kind = OpKind::Glyphs { runs: runs(plain).collect(), place, look, pen, paint };
            return out.push(kind, self.draw_state(t), &bounds);
        }
        let path = self.text_outline(runs(plain), &place);
        self.stroke_user_path(out, Arc::new(path))
    }

    /// `measureText`.
    pub fn measure_text(&self, fonts: &FontDatabase, text: &str) -> Result<TextMetrics> {
        let style = &self.state.text;
        let layout = fonts.layout(text, &style.font, &style.options(fonts))?;
        Ok(TextMetrics::new(&layout, style.align, style.baseline, style.direction))
    }

    /// The parts of a text by its clusters, from left to right and from the point it would be drawn at.
    pub fn measure_segments(&self, fonts: &FontDatabase, text: &str) -> Result<Vec<Segment>> {
        let style = &self.state.text;
        let (layout, mut segments) = fonts.segments(text, &style.font, &style.options(fonts))?;
        let origin = layout.origin(style.align, style.baseline, style.direction);
        for segment in &mut segments {
            segment.left += origin.x;
            segment.right += origin.x;
            segment.ink.x += origin.x;
            segment.ink.y += origin.y;
        }
        Ok(segments)
    }

    fn glyph_look(&self) -> GlyphLook {
        GlyphLook { hinted: self.state.text.is_hinted(), contrast: self.text_contrast }
    }

    /// The layout and its place in user space; `None` when nothing is to be drawn.
    fn place_text(
        &self,
        fonts: &FontDatabase,
        text: TextToDraw<'_>,
    ) -> Result<Option<(Arc<TextLayout>, Transform)>> {
        // 1. Non-finite arguments: nothing.
        let max_is_finite = text.max_width.is_none_or(f64::is_finite);
        if !text.at.is_finite() || !max_is_finite {
            return Ok(None);
        }
        let style = &self.state.text;
        let layout = fonts.layout(text.text, &style.font, &style.options(fonts))?;
        let fit = text.max_width.map_or(Some(1.0), |max| layout.fit(max));
        let Some(fit) = fit else { return Ok(None) };
        fonts.missing().note(&layout.missing);
        let origin = layout.origin(style.align, style.baseline, style.direction);
        // Condensed towards the anchor, whose offset shrinks with the text.
        let place = Transform::translate(text.at.x + origin.x * fit, text.at.y + origin.y)
            .then_inner(&Transform::scale(fit, 1.0));
        Ok(Some((layout, place)))
    }

    /// In user space. Glyphs are where filled ones would be, so that a stroke lies on their edges.
    fn text_outline(&self, runs: impl Iterator<Item = GlyphRun>, place: &Transform) -> Path {
        let transform = &self.state.transform;
        let hinted = self.state.text.is_hinted();
        let (t, back) = (transform.then_inner(place), transform.inverse());
        let mut path = Path::new();
        for run in runs {
            match back.zip(placed_outlines(&run, &t, hinted)) {
                Some((back, placed)) => placed.for_each(|glyph| path.append(&glyph, &back)),
                None => path.append(&run_outline(&run), place),
            }
        }
        path
    }
}

/// A box no ink leaves: the line's box, an em larger on every side. Accents and swashes go beyond
/// the line's box, but not by an em.
fn reach(layout: &TextLayout) -> Rect {
    let em = layout.runs.iter().map(|run| run.size).fold(0.0, f64::max);
    let (ascent, descent) = (layout.extents.ascent, layout.extents.descent);
    let (left, right) = layout.span;
    Rect::new(left, -ascent, right - left, ascent + descent).outset(em)
}
