//! Baselines from the `BASE` table.
//! <https://learn.microsoft.com/en-us/typography/opentype/spec/base>

use skrifa::FontRef;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;

/// Font units that a baseline of the default script is above the alphabetic one; `None` for fonts that
/// don't say.
pub(super) fn height(font: &FontRef<'_>, baseline: Tag) -> Option<f64> {
    let axis = font.base().ok()?.horiz_axis()?.ok()?;
    let tags = axis.base_tag_list()?.ok()?;
    let index = tags.baseline_tags().iter().position(|tag| tag.get() == baseline)?;
    let scripts = axis.base_script_list().ok()?;
    let records = scripts.base_script_records().iter();
    let mut default = records.filter(|record| record.base_script_tag() == Tag::new(b"DFLT"));
    let script = default.next()?.base_script(scripts.offset_data()).ok()?;
    let values = script.base_values()?.ok()?;
    values.base_coords().get(index).ok().map(|coordinate| f64::from(coordinate.coordinate()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    /// Two tags, one script, two coordinates.
    const BASE: [u8; 50] = [
        0, 1, 0, 0, 0, 8, 0, 0, // version, axes
        0, 4, 0, 14, // tags, scripts
        0, 2, b'h', b'a', b'n', b'g', b'i', b'd', b'e', b'o', // tags
        0, 1, b'D', b'F', b'L', b'T', 0, 8, // scripts
        0, 6, 0, 0, 0, 0, // values, no bounds, no languages
        0, 0, 0, 2, 0, 8, 0, 12, // coordinates
        0, 1, 2, 0, // 512
        0, 1, // the last is cut off
    ];

    #[test]
    fn what_a_font_says_is_used_and_broken_tables_say_nothing() {
        let font = testing::with_table(b"name", b"BASE", &BASE);
        let font = FontRef::new(&font).unwrap();
        assert_eq!(height(&font, Tag::new(b"hang")), Some(512.0));
        assert_eq!(height(&font, Tag::new(b"ideo")), None);
        assert_eq!(height(&font, Tag::new(b"romn")), None);
        assert_eq!(height(&FontRef::new(testing::BUNDLED).unwrap(), Tag::new(b"hang")), None);
        for length in 0..BASE.len() {
            let cut = testing::with_table(b"name", b"BASE", &BASE[..length]);
            height(&FontRef::new(&cut).unwrap(), Tag::new(b"hang"));
        }
    }
}
