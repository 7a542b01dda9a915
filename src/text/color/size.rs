//! How much a paint graph amounts to when it is walked: parts may be used again and again, so that a small file
//! can ask for any amount of work.

use std::collections::HashMap;

use skrifa::raw::tables::colr::{Colr, Paint};
use skrifa::{FontRef, GlyphId};

/// The most steps of a glyph. The largest known emoji have some hundreds.
const MAX_STEPS: u32 = 16 * 1024;
/// The deepest graph.
const MAX_DEPTH: u32 = 64;

/// Whether a glyph of the table's second version is of a sound size.
pub(super) fn is_sound(font: &FontRef<'_>, id: u16) -> bool {
    let Ok(colr) = skrifa::raw::TableProvider::colr(font) else { return false };
    let Ok(Some((paint, at))) = colr.v1_base_glyph(GlyphId::from(id)) else { return true };
    let mut graph = Graph { colr, known: HashMap::new() };
    graph.steps(&paint, at, 0) <= MAX_STEPS
}

struct Graph<'a> {
    colr: Colr<'a>,
    /// Steps of the paints that were met, by where they are.
    known: HashMap<usize, u32>,
}

impl<'a> Graph<'a> {
    fn steps(&mut self, paint: &Paint<'a>, at: usize, depth: u32) -> u32 {
        if depth > MAX_DEPTH {
            return u32::MAX;
        }
        if let Some(&steps) = self.known.get(&at) {
            return steps;
        }
        // Met again inside of itself it is a circle.
        self.known.insert(at, u32::MAX);
        let steps = self.inner(paint, depth + 1).saturating_add(1);
        self.known.insert(at, steps);
        steps
    }

    /// Of one that is reached from a paint; `u32::MAX` for what can't be read.
    fn next(&mut self, paint: Result<Paint<'a>, skrifa::raw::ReadError>, depth: u32) -> u32 {
        let Ok(paint) = paint else { return u32::MAX };
        let at = start(&paint);
        self.steps(&paint, at, depth)
    }

    fn inner(&mut self, paint: &Paint<'a>, depth: u32) -> u32 {
        match paint {
            Paint::ColrLayers(layers) => {
                let first = layers.first_layer_index() as usize;
                let mut sum = 0u32;
                for layer in first..first + usize::from(layers.num_layers()) {
                    let Ok((paint, at)) = self.colr.v1_layer(layer) else { return u32::MAX };
                    sum = sum.saturating_add(self.steps(&paint, at, depth));
                    if sum > MAX_STEPS {
                        return u32::MAX;
                    }
                }
                sum
            }
            Paint::ColrGlyph(glyph) => match self.colr.v1_base_glyph(glyph.glyph_id().into()) {
                Ok(Some((paint, at))) => self.steps(&paint, at, depth),
                _ => 0,
            },
            Paint::Composite(both) => {
                let source = self.next(both.source_paint(), depth);
                source.saturating_add(self.next(both.backdrop_paint(), depth))
            }
            Paint::Glyph(p) => self.next(p.paint(), depth),
            Paint::Transform(p) => self.next(p.paint(), depth),
            Paint::VarTransform(p) => self.next(p.paint(), depth),
            Paint::Translate(p) => self.next(p.paint(), depth),
            Paint::VarTranslate(p) => self.next(p.paint(), depth),
            Paint::Scale(p) => self.next(p.paint(), depth),
            Paint::VarScale(p) => self.next(p.paint(), depth),
            Paint::ScaleAroundCenter(p) => self.next(p.paint(), depth),
            Paint::VarScaleAroundCenter(p) => self.next(p.paint(), depth),
            Paint::ScaleUniform(p) => self.next(p.paint(), depth),
            Paint::VarScaleUniform(p) => self.next(p.paint(), depth),
            Paint::ScaleUniformAroundCenter(p) => self.next(p.paint(), depth),
            Paint::VarScaleUniformAroundCenter(p) => self.next(p.paint(), depth),
            Paint::Rotate(p) => self.next(p.paint(), depth),
            Paint::VarRotate(p) => self.next(p.paint(), depth),
            Paint::RotateAroundCenter(p) => self.next(p.paint(), depth),
            Paint::VarRotateAroundCenter(p) => self.next(p.paint(), depth),
            Paint::Skew(p) => self.next(p.paint(), depth),
            Paint::VarSkew(p) => self.next(p.paint(), depth),
            Paint::SkewAroundCenter(p) => self.next(p.paint(), depth),
            Paint::VarSkewAroundCenter(p) => self.next(p.paint(), depth),
            Paint::Solid(_) | Paint::VarSolid(_) => 0,
            Paint::LinearGradient(_) | Paint::VarLinearGradient(_) => 0,
            Paint::RadialGradient(_) | Paint::VarRadialGradient(_) => 0,
            Paint::SweepGradient(_) | Paint::VarSweepGradient(_) => 0,
        }
    }
}

/// Where a paint is: no two share their first byte.
fn start(paint: &Paint<'_>) -> usize {
    paint.offset_data().as_bytes().as_ptr().addr()
}
