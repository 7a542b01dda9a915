//! Outlines fitted to the rows of the pixel grid, as Chromium has them on Linux: the automatic hinter, which
//! moves stems and heights up and down and leaves widths and advances alone.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{
    Engine, GlyphStyles, HintingInstance, HintingOptions, OutlineGlyphFormat, SmoothMode, Target,
};
use skrifa::{FontRef, OutlineGlyphCollection};

use super::substitutions;
use crate::mem::{Charge, Kind, Ledger};

/// Sizes whose measurements are kept. A text has few.
const SIZES: usize = 8;
/// Bytes of a size's measurements, about.
const SIZE_BYTES: usize = 4096;
/// Outlines with more points are left as they are: the time it takes grows with the square of them.
pub(super) const MAX_POINTS: usize = 2048;

/// What the hinter knows of a font: which glyph is of which script, and of the last few sizes how high its
/// letters are.
#[derive(Default)]
pub(super) struct Hinting {
    /// None for a font that can't be looked through.
    styles: OnceLock<Option<(GlyphStyles, Option<Charge>)>>,
    /// The last used one first.
    sizes: Mutex<Vec<(u32, Arc<HintingInstance>)>>,
}

impl Hinting {
    /// The hinter for a size; `None` where a font can't be hinted.
    pub(super) fn at(
        &self,
        size: f32,
        tables: &FontRef<'_>,
        outlines: &OutlineGlyphCollection<'_>,
        glyphs: usize,
        location: LocationRef<'_>,
        ledger: Option<&Arc<Ledger>>,
    ) -> Option<Arc<HintingInstance>> {
        if let Some(known) = self.known(size) {
            return Some(known);
        }
        let styles = || {
            let known = self.styles.get_or_init(|| {
                if !substitutions::are_sound(tables) {
                    return None;
                }
                let bytes = 4 * glyphs + SIZES * SIZE_BYTES;
                // Without room on the budget it is made all the same: there is one for each font.
                let charge = ledger.and_then(|ledger| ledger.charge(Kind::Font, bytes).ok());
                Some((GlyphStyles::new(outlines), charge))
            });
            known.as_ref().map(|(styles, _)| styles.clone())
        };
        // PostScript outlines tell themselves what to fit.
        let tells =
            matches!(outlines.format(), Some(OutlineGlyphFormat::Cff | OutlineGlyphFormat::Cff2));
        let options = HintingOptions {
            engine: if tells { Engine::Interpreter } else { Engine::Auto(Some(styles()?)) },
            target: Target::Smooth {
                mode: SmoothMode::Light,
                symmetric_rendering: false,
                preserve_linear_metrics: true,
            },
        };
        let made = HintingInstance::new(outlines, Size::new(size), location, options).ok()?;
        let made = Arc::new(made);
        let mut sizes = self.sizes.lock().unwrap_or_else(PoisonError::into_inner);
        sizes.insert(0, (size.to_bits(), Arc::clone(&made)));
        sizes.truncate(SIZES);
        Some(made)
    }

    fn known(&self, size: f32) -> Option<Arc<HintingInstance>> {
        let mut sizes = self.sizes.lock().unwrap_or_else(PoisonError::into_inner);
        let at = sizes.iter().position(|(bits, _)| *bits == size.to_bits())?;
        sizes[..=at].rotate_right(1);
        sizes.first().map(|(_, hinter)| Arc::clone(hinter))
    }
}
