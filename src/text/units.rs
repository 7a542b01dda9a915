//! Lengths that are measured in a font.
//! <https://drafts.csswg.org/css-values-4/#font-relative-lengths>

use skrifa::MetadataProvider;
use skrifa::instance::Size;
use skrifa::metrics::Metrics;

use super::Font;
use crate::error::guard;

/// The ems of one `ex`, `ch`, `cap` or `ic` of a font; `None` for other units, and where the font doesn't
/// tell.
pub(super) fn ems(font: &Font, unit: &str) -> Option<f64> {
    let read = guard("measuring the font", || {
        let tables = font.face().tables()?;
        let metrics = Metrics::new(&tables, Size::unscaled(), font.location());
        let advance = |character| {
            let glyph = tables.charmap().map(character)?;
            let widths = tables.glyph_metrics(Size::unscaled(), font.location());
            widths.advance_width(glyph)
        };
        Ok(match unit {
            "ex" => metrics.x_height,
            "cap" => metrics.cap_height,
            "ch" => advance('0'),
            "ic" => advance('水'),
            _ => None,
        })
    });
    let units = read.ok().flatten().map(f64::from).filter(|units| *units > 0.0)?;
    Some(units / font.face().units_per_em())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    #[test]
    fn units_are_those_of_the_font() {
        let font = testing::bundled();
        // Noto Sans: small letters are 536 of 1000 units high, capitals 714, digits 572 wide.
        assert_eq!(["ex", "cap", "ch"].map(|u| ems(&font, u)), [0.536, 0.714, 0.572].map(Some));
        assert_eq!(["ic", "em", ""].map(|unit| ems(&font, unit)), [None; 3]);
    }
}
