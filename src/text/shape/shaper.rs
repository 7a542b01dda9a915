//! What a font keeps for shaping: its lookup tables made ready, and the plans made lately.

use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{
    BufferFlags, Direction, Feature, GlyphBuffer, Language, Script, ShapeOptions, ShapePlan,
    ShapePlanKey, Shaper, ShaperData, ShaperInstance, Tag, UnicodeBuffer,
};
use skrifa::FontRef;
use skrifa::instance::NormalizedCoord;

/// The most plans of one font: one for each script, direction, language and set of features in use.
const MAX_PLANS: usize = 64;
/// Positions are parts of a font unit, so that the deltas of variable fonts keep their fractions.
pub(super) const PARTS_OF_UNIT: i32 = 64;

/// Made once for a font.
pub(in crate::text) struct ShapingTables {
    data: ShaperData,
    instance: ShaperInstance,
    /// The one used last is the last.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

/// How a run is shaped.
#[derive(Clone, Debug)]
pub(super) struct RunStyle<'a> {
    pub(super) script: Option<Script>,
    pub(super) is_rtl: bool,
    pub(super) language: Option<&'a Language>,
    pub(super) features: &'a [Feature],
}

impl ShapingTables {
    pub(in crate::text) fn new(font: &FontRef<'_>, coordinates: &[NormalizedCoord]) -> Self {
        Self {
            data: ShaperData::new(font),
            instance: ShaperInstance::from_coords(font, coordinates.iter().copied()),
            plans: Mutex::default(),
        }
    }

    /// Shapes what `buffer` holds.
    pub(super) fn shape(
        &self,
        font: &FontRef<'_>,
        mut buffer: UnicodeBuffer,
        style: &RunStyle<'_>,
    ) -> GlyphBuffer {
        let shaper = self.data.shaper(font).instance(Some(&self.instance)).build();
        let direction = style.direction();
        buffer.set_direction(direction);
        if let Some(script) = style.script {
            buffer.set_script(script);
        }
        if let Some(language) = style.language {
            buffer.set_language(language.clone());
        }
        buffer.set_flags(BufferFlags::empty());
        let plan = self.plan(&shaper, style);
        let options = ShapeOptions::new()
            .plan(Some(&plan))
            .scale(shaper.units_per_em().checked_mul(PARTS_OF_UNIT))
            .features(style.features);
        shaper.shape(buffer, options)
    }

    fn plan(&self, shaper: &Shaper<'_>, style: &RunStyle<'_>) -> Arc<ShapePlan> {
        let key = ShapePlanKey::new(style.script, style.direction())
            .language(style.language)
            .instance(Some(&self.instance))
            .features(style.features);
        // Every state between two calls is a sound one.
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.iter().rposition(|plan| key.matches(plan));
        let plan = known.map(|at| plans.remove(at)).unwrap_or_else(|| {
            let (direction, features) = (style.direction(), style.features);
            Arc::new(ShapePlan::new(shaper, direction, style.script, style.language, features))
        });
        if plans.len() >= MAX_PLANS {
            plans.remove(0);
        }
        plans.push(Arc::clone(&plan));
        plan
    }
}

impl RunStyle<'_> {
    fn direction(&self) -> Direction {
        if self.is_rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

/// A script as the shaper names it; `None` where it is known to no one.
pub(super) fn script_of(script: unicode_script::Script) -> Option<Script> {
    Script::from_iso15924_tag(Tag::from_u32(script.as_iso15924_tag()))
}

/// `None` for what is no language tag.
pub(super) fn language_of(tag: &str) -> Option<Language> {
    Language::from_str(tag).ok()
}
