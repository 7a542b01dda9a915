//! Which OpenType features a text is shaped with.

use harfrust::{Feature, Tag};

use crate::css::VariantCaps;
use crate::text::{FontKerning, TextOptions, TextRendering};

/// What of a text's attributes changes which glyphs are chosen. Small, because words are kept by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::text) struct Features {
    /// Pairs are not kerned.
    pub(super) no_kerning: bool,
    /// Letters are not joined where a script does not ask for it.
    pub(super) no_ligatures: bool,
    /// How capitals are made.
    pub(super) caps: VariantCaps,
}

impl Features {
    pub(in crate::text) fn of(options: &TextOptions, caps: VariantCaps) -> Self {
        let fast = options.rendering == TextRendering::OptimizeSpeed;
        Self {
            no_kerning: options.kerning == FontKerning::None,
            // Spaced letters don't join. <https://drafts.csswg.org/css-text-4/#letter-spacing-property>
            no_ligatures: fast || options.letter != 0.0,
            caps,
        }
    }

    /// As the shaper takes them; `caps` are the features the font has for [`Self::caps`].
    pub(super) fn list(self, caps: &[Tag]) -> Vec<Feature> {
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let mut list = Vec::new();
        if self.no_kerning {
            list.extend([off(b"kern"), off(b"vkrn")]);
        }
        if self.no_ligatures {
            list.extend([off(b"liga"), off(b"clig")]);
        }
        list.extend(caps.iter().map(|tag| Feature::new(*tag, 1, ..)));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_become_features() {
        let tags = |options: TextOptions| -> Vec<String> {
            let list = Features::of(&options, VariantCaps::Normal).list(&[]);
            list.iter().map(|f| format!("{}={}", f.tag, f.value)).collect()
        };
        assert!(tags(TextOptions::default()).is_empty());
        let spaced = TextOptions { letter: -1.0, ..Default::default() };
        assert_eq!(tags(spaced), ["liga=0", "clig=0"]);
        let plain = TextOptions { kerning: FontKerning::None, ..Default::default() };
        assert_eq!(tags(plain), ["kern=0", "vkrn=0"]);
        let fast = TextOptions { rendering: TextRendering::OptimizeSpeed, ..Default::default() };
        assert_eq!(tags(fast), ["liga=0", "clig=0"]);
        let caps = Features::default().list(&[Tag::new(b"smcp")]);
        assert_eq!((caps[0].tag, caps[0].value), (Tag::new(b"smcp"), 1));
    }
}
