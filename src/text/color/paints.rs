//! A paint graph as a list of steps.

use std::sync::Arc;

use skrifa::color::{Brush, ColorGlyph, ColorGlyphFormat, ColorPainter, ColorPalettes};
use skrifa::instance::Size;
use skrifa::metrics::BoundingBox;
use skrifa::outline::DrawSettings;
use skrifa::raw::tables::colr::CompositeMode as Mode;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::{PaintStep, brush, size};
use crate::geom::{Rect, Transform};
use crate::paint::{Color, CompositeMode};
use crate::path::Path;
use crate::text::Font;
use crate::text::outline::Pen;

/// The most segments of all outlines of a glyph.
const MAX_SEGMENTS: usize = 256 * 1024;
/// The most steps; a layer of the table's first version has three.
const MAX_STEPS: usize = 64 * 1024;

/// The steps of a glyph, `units` being from font units to ems; `None` when it is damaged or takes too much.
pub(super) fn steps(
    font: &Font,
    tables: &FontRef<'_>,
    glyph: &ColorGlyph<'_>,
    id: u16,
    (units, foreground): (Transform, Color),
) -> Option<Vec<PaintStep>> {
    if matches!(glyph.format(), ColorGlyphFormat::ColrV1) && !size::is_sound(tables, id) {
        return None;
    }
    let palettes = ColorPalettes::new(tables);
    let palette = palettes.get(0);
    let colors = palette.iter().flat_map(|palette| palette.colors());
    let colors = colors
        .map(|c| Color { a: f32::from(c.alpha) / 255.0, ..Color::rgb(c.red, c.green, c.blue) });
    let mut painter = Painter {
        font,
        tables,
        colors: colors.collect(),
        foreground,
        transforms: vec![units],
        steps: Vec::new(),
        segments: 0,
    };
    glyph.paint(font.location(), &mut painter).ok()?;
    let is_sound = painter.segments <= MAX_SEGMENTS && painter.steps.len() <= MAX_STEPS;
    is_sound.then_some(painter.steps)
}

struct Painter<'a> {
    font: &'a Font,
    tables: &'a FontRef<'a>,
    colors: Vec<Color>,
    foreground: Color,
    /// To ems; never empty.
    transforms: Vec<Transform>,
    steps: Vec<PaintStep>,
    segments: usize,
}

impl Painter<'_> {
    fn transform(&self) -> Transform {
        self.transforms.last().copied().unwrap_or_default()
    }

    fn push(&mut self, step: PaintStep) {
        if self.steps.len() <= MAX_STEPS {
            self.steps.push(step);
        }
    }

    /// In font units, y upwards.
    fn outline(&mut self, id: GlyphId) -> Path {
        let mut pen = Pen::upwards();
        if self.segments <= MAX_SEGMENTS {
            let settings = DrawSettings::unhinted(Size::unscaled(), self.font.location());
            let outline = self.tables.outline_glyphs().get(id);
            let drawn = outline.is_some_and(|outline| outline.draw(settings, &mut pen).is_ok());
            self.segments += pen.path.len();
            if drawn {
                return pen.path;
            }
        }
        Path::new()
    }

    fn color(&self, index: u16, alpha: f32) -> Color {
        let color = match index {
            0xFFFF => self.foreground,
            index => self.colors.get(usize::from(index)).copied().unwrap_or(Color::TRANSPARENT),
        };
        color.with_alpha(color.a * alpha)
    }
}

impl ColorPainter for Painter<'_> {
    fn push_transform(&mut self, t: skrifa::color::Transform) {
        let [a, b, c, d, e, f] = [t.xx, t.yx, t.xy, t.yy, t.dx, t.dy].map(f64::from);
        let inner = Transform::new(a, b, c, d, e, f);
        self.transforms.push(self.transform().then_inner(&inner));
    }

    fn pop_transform(&mut self) {
        if self.transforms.len() > 1 {
            self.transforms.pop();
        }
    }

    fn push_clip_glyph(&mut self, id: GlyphId) {
        let path = self.outline(id).transformed(&self.transform());
        self.push(PaintStep::PushClip(Arc::new(path)));
    }

    fn push_clip_box(&mut self, clip: BoundingBox) {
        let [left, top, right, bottom] =
            [clip.x_min, clip.y_min, clip.x_max, clip.y_max].map(f64::from);
        let mut path = Path::new();
        let corners = Rect::new(left, top, right - left, bottom - top).corners();
        corners.iter().for_each(|&corner| path.line_to(corner));
        path.close();
        let path = path.transformed(&self.transform());
        self.push(PaintStep::PushClip(Arc::new(path)));
    }

    fn pop_clip(&mut self) {
        self.push(PaintStep::PopClip);
    }

    fn fill(&mut self, fill: Brush<'_>) {
        // Gradients are given for a space whose y grows downwards.
        let transform = self.transform().then_inner(&Transform::scale(1.0, -1.0));
        if let Some(paint) = brush::paint(&fill, |index, alpha| self.color(index, alpha)) {
            self.push(PaintStep::Fill(paint, transform));
        }
    }

    fn push_layer(&mut self, _: Mode) {
        self.push(PaintStep::PushLayer);
    }

    fn pop_layer_with_mode(&mut self, mode: Mode) {
        self.push(PaintStep::PopLayer(composite(mode)));
    }
}

/// What the outermost clips let through.
pub(super) fn reach(steps: &[PaintStep]) -> Option<Rect> {
    let mut depth = 0usize;
    let mut corners = Vec::new();
    for step in steps {
        match step {
            PaintStep::PushClip(path) => {
                if depth == 0 {
                    corners.extend(path.bounds().iter().flat_map(Rect::corners));
                }
                depth += 1;
            }
            PaintStep::PopClip => depth = depth.saturating_sub(1),
            PaintStep::PushLayer | PaintStep::PopLayer(_) | PaintStep::Fill(..) => {}
        }
    }
    Rect::around(corners).filter(Rect::is_finite)
}

/// The canvas's name for a mode; `None` for the one that leaves everything as it was.
fn composite(mode: Mode) -> Option<CompositeMode> {
    Some(match mode {
        Mode::Dest => return None,
        Mode::Clear => CompositeMode::Clear,
        Mode::Src => CompositeMode::Copy,
        Mode::DestOver => CompositeMode::DestinationOver,
        Mode::SrcIn => CompositeMode::SourceIn,
        Mode::DestIn => CompositeMode::DestinationIn,
        Mode::SrcOut => CompositeMode::SourceOut,
        Mode::DestOut => CompositeMode::DestinationOut,
        Mode::SrcAtop => CompositeMode::SourceAtop,
        Mode::DestAtop => CompositeMode::DestinationAtop,
        Mode::Xor => CompositeMode::Xor,
        Mode::Plus => CompositeMode::Lighter,
        Mode::Screen => CompositeMode::Screen,
        Mode::Overlay => CompositeMode::Overlay,
        Mode::Darken => CompositeMode::Darken,
        Mode::Lighten => CompositeMode::Lighten,
        Mode::ColorDodge => CompositeMode::ColorDodge,
        Mode::ColorBurn => CompositeMode::ColorBurn,
        Mode::HardLight => CompositeMode::HardLight,
        Mode::SoftLight => CompositeMode::SoftLight,
        Mode::Difference => CompositeMode::Difference,
        Mode::Exclusion => CompositeMode::Exclusion,
        Mode::Multiply => CompositeMode::Multiply,
        Mode::HslHue => CompositeMode::Hue,
        Mode::HslSaturation => CompositeMode::Saturation,
        Mode::HslColor => CompositeMode::Color,
        Mode::HslLuminosity => CompositeMode::Luminosity,
        _ => CompositeMode::SourceOver,
    })
}
