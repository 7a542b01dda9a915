//! What a font is called where it is asked for by name, and how wide its glyphs are.

use skrifa::instance::Size;
use skrifa::raw::TableProvider;
use skrifa::{GlyphId, MetadataProvider};

use super::{Axis, Font};
use crate::error::guard;

/// How a style sheet would ask for a font.
#[derive(Clone, Debug, PartialEq)]
pub struct FontStyle {
    /// Its family.
    pub family: String,
    /// The generic family that is most like it.
    pub generic: &'static str,
    /// 1 to 1000.
    pub weight: u16,
    /// Slanted, by itself or made so.
    pub italic: bool,
    /// Percent of the normal width.
    pub stretch: f64,
}

/// What is made bold is asked for with this.
const BOLD: f32 = 700.0;

impl FontStyle {
    /// That of a font. Places on the axes of a variable font are those of its file if their scale is even.
    pub fn of(font: &Font) -> Self {
        let capabilities = font.face().capabilities();
        let synthesis = font.synthesis();
        let weight = place(font, *b"wght").unwrap_or(capabilities.weight.low);
        let weight = if synthesis.bold { weight.max(BOLD) } else { weight };
        let stretch = place(font, *b"wdth").unwrap_or(capabilities.stretch.low);
        Self {
            family: font.face().family().to_owned(),
            generic: generic(font),
            weight: weight.round().clamp(1.0, 1000.0) as u16,
            italic: synthesis.oblique || !capabilities.style.is_upright(),
            stretch: f64::from(stretch),
        }
    }
}

/// Where an axis stands.
fn place(font: &Font, tag: [u8; 4]) -> Option<f32> {
    let axes = font.face().axes();
    let (index, Axis { min, default, max, .. }) =
        axes.iter().enumerate().find(|(_, axis)| axis.tag == tag)?;
    let at = font.coordinates().get(index).map_or(0.0, |at| at.to_f32());
    Some(if at < 0.0 { default + (default - min) * at } else { default + (max - default) * at })
}

fn generic(font: &Font) -> &'static str {
    let read = guard("reading what a font says of itself", || {
        let tables = font.face().tables()?;
        if tables.metrics(Size::unscaled(), font.location()).is_monospace {
            return Ok("monospace");
        }
        // Latin text, with any of the serifs that PANOSE knows.
        let os2 = tables.os2().ok();
        Ok(match os2.as_ref().map(|os2| os2.panose_10()) {
            Some([2, 2..=10, ..]) => "serif",
            _ => "sans-serif",
        })
    });
    read.unwrap_or("sans-serif")
}

impl Font {
    /// How far a glyph moves the pen, in ems.
    pub fn advance(&self, id: u16) -> f64 {
        let read = guard("reading a glyph's width", || {
            let metrics = self.face().tables()?.glyph_metrics(Size::unscaled(), self.location());
            Ok(metrics.advance_width(GlyphId::from(id)).map_or(0.0, f64::from))
        });
        read.unwrap_or_default() / self.face().units_per_em()
    }
}
