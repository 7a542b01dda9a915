//! How far lines of text reach up and down.

use skrifa::FontRef;
use skrifa::metrics::Metrics;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;

use super::baselines;

/// Heights above (`*ascent`) and depths below (`*descent`) the alphabetic baseline, in pixels. Positive as
/// a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extents {
    /// Top of the line box the font asks for.
    pub ascent: f64,
    /// Bottom of the line box the font asks for.
    pub descent: f64,
    /// Top of the em square.
    pub em_ascent: f64,
    /// Bottom of the em square.
    pub em_descent: f64,
    /// The hanging baseline, above the alphabetic one.
    pub hanging: f64,
    /// The ideographic baseline, above the alphabetic one: as a rule below it.
    pub ideographic: f64,
}

/// What a face says of them, in ems.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct FaceExtents {
    pub(super) ascent: f64,
    pub(super) descent: f64,
    pub(super) em_ascent: f64,
    /// `None` where the face doesn't say.
    pub(super) hanging: Option<f64>,
    pub(super) ideographic: Option<f64>,
}

/// The hanging baseline as a part of the ascent, which browsers use where a font doesn't tell.
const HANGING: f64 = 0.8;

impl FaceExtents {
    pub(super) fn of(font: &FontRef<'_>, metrics: &Metrics) -> Self {
        let em = f64::from(metrics.units_per_em);
        let (ascent, descent) = (f64::from(metrics.ascent) / em, -f64::from(metrics.descent) / em);
        let typographic = font.os2().ok().map(|os2| {
            (f64::from(os2.s_typo_ascender()) / em, -f64::from(os2.s_typo_descender()) / em)
        });
        // The em square reaches as far up, of its height, as the typographic box does of its own.
        // <https://drafts.csswg.org/css-inline-3/#baseline-synthesis-em>
        let (up, down) = [typographic, Some((ascent, descent))]
            .into_iter()
            .flatten()
            .find(|(up, down)| up + down > 0.0)
            .unwrap_or((1.0, 0.0));
        let told = |tag: &[u8; 4]| baselines::height(font, Tag::new(tag)).map(|units| units / em);
        let (hanging, ideographic) = (told(b"hang"), told(b"ideo"));
        Self { ascent, descent, em_ascent: up / (up + down), hanging, ideographic }
    }

    /// With the ascent and descent that descriptors give instead of the font's own, and the baselines that hang on
    /// them. <https://drafts.csswg.org/css-fonts-4/#font-metrics-override-desc>
    pub(super) fn overridden(self, ascent: Option<f64>, descent: Option<f64>) -> Self {
        let mut changed = self;
        if let Some(ascent) = ascent {
            (changed.ascent, changed.hanging) = (ascent, None);
        }
        if let Some(descent) = descent {
            (changed.descent, changed.ideographic) = (descent, None);
        }
        changed
    }

    /// In pixels at a size. As in Chromium the line box has whole pixels; where text is placed `precisely` and
    /// the box would cut off a part of what is below the line, it is moved down by one.
    pub(super) fn at(&self, size: f64, precisely: bool) -> Extents {
        let (mut ascent, mut descent) =
            ((self.ascent * size).round(), (self.descent * size).round());
        if precisely && descent < self.descent * size && ascent >= 1.0 {
            (ascent, descent) = (ascent - 1.0, descent + 1.0);
        }
        Extents {
            ascent,
            descent,
            em_ascent: self.em_ascent * size,
            em_descent: (1.0 - self.em_ascent) * size,
            hanging: self.hanging.map_or(ascent * HANGING, |hanging| hanging * size),
            ideographic: self.ideographic.map_or(-descent, |ideographic| ideographic * size),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of DejaVu Sans: 0.928 and 0.236 of an em.
    #[test]
    fn line_boxes_are_whole_pixels() {
        let face = FaceExtents {
            ascent: 0.928_222_7,
            descent: 0.235_839_8,
            em_ascent: 0.75,
            hanging: None,
            ideographic: Some(-0.1),
        };
        let box_at = |size, precisely| {
            let Extents { ascent, descent, .. } = face.at(size, precisely);
            (ascent, descent)
        };
        for (size, usual, precise) in [
            (8.0, (7.0, 2.0), (7.0, 2.0)),
            (10.0, (9.0, 2.0), (8.0, 3.0)),
            (14.0, (13.0, 3.0), (12.0, 4.0)),
            (96.0, (89.0, 23.0), (89.0, 23.0)),
            (255.0, (237.0, 60.0), (236.0, 61.0)),
        ] {
            assert_eq!((box_at(size, false), box_at(size, true)), (usual, precise), "{size}");
        }
        let at = face.at(10.0, true);
        assert_eq!((at.em_ascent, at.em_descent), (7.5, 2.5));
        assert_eq!((at.hanging, at.ideographic), (6.4, -1.0));
    }
}
