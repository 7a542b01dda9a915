//! Pictures of glyphs, of the size next to the largest that may be wanted.

use skrifa::bitmap::{BitmapData, BitmapGlyph, BitmapStrikes, Origin};
use skrifa::instance::Size;
use skrifa::{FontRef, GlyphId};

use super::{GlyphPicture, PictureData};
use crate::geom::Transform;

/// The most pixels of a side; strikes of emoji have up to 160.
const MAX_SIDE: u32 = 4096;

/// The glyph's picture. The largest there is: fonts have one size as a rule, and larger ones look better made
/// smaller than the other way around.
pub(super) fn of(font: &FontRef<'_>, id: u16, em: f64) -> Option<GlyphPicture> {
    let glyph = found(font, id)?;
    let place = place(&glyph, em)?;
    let data = match glyph.data {
        BitmapData::Png(bytes) => PictureData::Png(bytes.to_vec()),
        BitmapData::Bgra(bytes) => {
            let count = usize::try_from(u64::from(glyph.width) * u64::from(glyph.height)).ok()?;
            let pixels = bytes.get(..count.checked_mul(4)?)?.chunks_exact(4);
            let rgba = pixels.flat_map(|p| [p[2], p[1], p[0], p[3]]).collect();
            PictureData::Rgba(rgba, glyph.width)
        }
        BitmapData::Mask(_) => return None,
    };
    let size = crate::geom::Size::new(glyph.width, glyph.height)?;
    Some(GlyphPicture { data, place, size })
}

/// The ems a glyph's picture takes of the line, where it tells.
pub(in crate::text) fn advance(font: &FontRef<'_>, id: u16) -> Option<f64> {
    let glyph = found(font, id)?;
    let advance = f64::from(glyph.advance?) / f64::from(glyph.ppem_x);
    advance.is_finite().then_some(advance)
}

/// Whether there is one in colours.
pub(in crate::text) fn exists(font: &FontRef<'_>, id: u16) -> bool {
    found(font, id).is_some_and(|glyph| !matches!(glyph.data, BitmapData::Mask(_)))
}

fn found<'a>(font: &FontRef<'a>, id: u16) -> Option<BitmapGlyph<'a>> {
    let glyph = BitmapStrikes::new(font).glyph_for_size(Size::unscaled(), GlyphId::from(id))?;
    let is_sound = |side: u32| (1..=MAX_SIDE).contains(&side);
    (is_sound(glyph.width) && is_sound(glyph.height)).then_some(glyph)
}

fn place(glyph: &BitmapGlyph<'_>, em: f64) -> Option<Transform> {
    let [x, y, inner_x, inner_y] =
        [glyph.bearing_x, glyph.bearing_y, glyph.inner_bearing_x, glyph.inner_bearing_y]
            .map(f64::from);
    let up = match glyph.placement_origin {
        Origin::TopLeft => inner_y,
        Origin::BottomLeft => inner_y + f64::from(glyph.height),
    };
    let place = Transform::translate(x / em, -y / em)
        .then_inner(&Transform::scale(1.0 / f64::from(glyph.ppem_x), 1.0 / f64::from(glyph.ppem_y)))
        .then_inner(&Transform::translate(inner_x, -up));
    place.is_finite().then_some(place)
}
