//! A face as it is known to a database: by what CSS finds it, and the instances of it that are in use.

use std::sync::{Arc, Mutex, PoisonError};

use skrifa::MetadataProvider;
use skrifa::instance::NormalizedCoord;

use super::database::FaceStyles;
use super::matching::{Capabilities, Distance, Slope, Wanted};
use super::{Face, Font, Synthesis};
use crate::css::FontDescriptors;
use crate::css::font::SLANT;
use crate::error::guard;

/// Weights from here on are bold.
const BOLD: f32 = 600.0;
/// A face of the system is made bold when more than this is missing.
const SYSTEM_LACKS: f32 = 200.0;
/// The degrees from where on an oblique face stands for an italic one; others lean more.
const SLANTED: f32 = 14.0;
/// The most instances kept of a face: sizes and weights that are animated make many.
const MAX_INSTANCES: usize = 32;

/// A face and its descriptors.
pub(super) struct Member {
    face: Arc<Face>,
    capabilities: Capabilities,
    descriptors: Arc<FontDescriptors>,
    is_system: bool,
    /// The last used at the end.
    instances: Mutex<Vec<Arc<Font>>>,
}

impl Member {
    /// A face as its file has it.
    pub(super) fn new(face: Arc<Face>, is_system: bool) -> Arc<Self> {
        Self::described(face, Arc::default(), is_system)
    }

    /// A face with descriptors that go before what its file says.
    pub(super) fn described(
        face: Arc<Face>,
        descriptors: Arc<FontDescriptors>,
        is_system: bool,
    ) -> Arc<Self> {
        let own = face.capabilities();
        let capabilities = Capabilities {
            weight: descriptors.weight.unwrap_or(own.weight),
            stretch: descriptors.stretch.unwrap_or(own.stretch),
            style: descriptors.style.unwrap_or(own.style),
        };
        Arc::new(Self { face, capabilities, descriptors, is_system, instances: Mutex::default() })
    }

    pub(super) fn face(&self) -> &Arc<Face> {
        &self.face
    }

    /// In a few words.
    pub(super) fn style(&self) -> FaceStyles {
        FaceStyles::of(&self.capabilities)
    }

    pub(super) fn distance(&self, wanted: &Wanted) -> Distance {
        Distance::new(&self.capabilities, wanted)
    }

    /// Whether it is for some characters only.
    pub(super) fn is_partial(&self) -> bool {
        self.descriptors.ranges.is_some()
    }

    /// Whether instances differ by size.
    pub(super) fn is_sized(&self) -> bool {
        self.face.axes().iter().any(|axis| axis.tag == *b"opsz")
    }

    /// Lets go of the instances, and of what those that are in use keep of glyphs.
    pub(super) fn forget_instances(&self) {
        let instances =
            std::mem::take(&mut *self.instances.lock().unwrap_or_else(PoisonError::into_inner));
        instances.iter().for_each(|font| font.forget_glyphs());
    }

    /// The face as near to what is wanted as its axes and what can be made up bring it; for the same wish the same.
    pub(super) fn instance(&self, wanted: &Wanted) -> Arc<Font> {
        let (coordinates, synthesis) = (self.coordinates(wanted), self.synthesis(wanted));
        let mut instances = self.instances.lock().unwrap_or_else(PoisonError::into_inner);
        let known = instances
            .iter()
            .position(|font| font.coordinates() == &*coordinates && font.synthesis() == synthesis);
        let font = match known {
            Some(at) => instances.remove(at),
            None => {
                if instances.len() == MAX_INSTANCES {
                    instances.remove(0);
                }
                let (face, descriptors) = (Arc::clone(&self.face), Arc::clone(&self.descriptors));
                Arc::new(Font::new(face, coordinates, synthesis, descriptors))
            }
        };
        instances.push(Arc::clone(&font));
        font
    }

    /// Normalized places of the axes; none where all are at their default.
    /// <https://drafts.csswg.org/css-fonts-4/#apply-font-matching-variations>
    fn coordinates(&self, wanted: &Wanted) -> Box<[NormalizedCoord]> {
        if self.face.axes().is_empty() {
            return Box::default();
        }
        let Capabilities { weight, stretch, style } = self.capabilities;
        let (italic, angle) = match wanted.slope {
            Slope::Italic => (style.italic, SLANT as f32),
            Slope::Oblique(angle) => (false, angle),
        };
        let angle = style.oblique.map_or(0.0, |degrees| degrees.nearest(angle));
        let own = [
            ("wght", weight.nearest(wanted.weight)),
            ("wdth", stretch.nearest(wanted.stretch)),
            ("ital", if italic { 1.0 } else { 0.0 }),
            ("slnt", -angle),
            ("opsz", wanted.size),
        ];
        let own = own.map(|(tag, value)| (skrifa::Tag::new_checked(tag.as_bytes()), value));
        let own = own.into_iter().filter_map(|(tag, value)| Some((tag.ok()?, value)));
        // The last one of a tag counts.
        let told = self.descriptors.variations.iter().chain(wanted.variations.iter());
        let told = told.map(|&(tag, value)| (skrifa::Tag::from_be_bytes(tag), value));
        let placed = guard("placing the font's axes", || {
            Ok(self.face.tables()?.axes().location(own.chain(told)))
        });
        let Ok(location) = placed else { return Box::default() };
        let is_default = location.coords().iter().all(|c| c.to_bits() == 0);
        if is_default { Box::default() } else { location.coords().into() }
    }

    /// As Chromium makes it up: fonts of the system by the difference, others by what is called bold; a slope only
    /// for italics.
    fn synthesis(&self, wanted: &Wanted) -> Synthesis {
        let has = self.capabilities.weight.high;
        let bold = match self.is_system {
            true => wanted.weight > has + SYSTEM_LACKS,
            false => wanted.weight >= BOLD && has < BOLD,
        };
        let style = &self.capabilities.style;
        let slants = style.italic || style.oblique.is_some_and(|has| has.high >= SLANTED);
        let oblique = wanted.slope == Slope::Italic && !slants;
        Synthesis { bold, oblique }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::css::font;
    use crate::mem::Ledger;
    use crate::text::file::FontFile;
    use crate::text::testing;

    fn member(bytes: Vec<u8>, descriptors: &[(&str, &str)], is_system: bool) -> Arc<Member> {
        let file = FontFile::new(bytes, &Ledger::new()).unwrap();
        let mut all = FontDescriptors::default();
        for (name, text) in descriptors {
            all.set(name, text).unwrap();
        }
        Member::described(Face::parse_one(&file, 0).unwrap(), Arc::new(all), is_system)
    }

    fn wanted(text: &str) -> Wanted {
        Wanted::of(&font::parse(&format!("{text} 20px x")).unwrap())
    }

    #[test]
    fn the_same_wish_gives_the_same_instance() {
        let member = member(testing::BUNDLED.to_vec(), &[], false);
        let (a, b) = (member.instance(&wanted("")), member.instance(&wanted("bold")));
        assert!(Arc::ptr_eq(&a, &member.instance(&wanted("500"))));
        assert!(Arc::ptr_eq(&b, &member.instance(&wanted("900"))));
        assert!(!Arc::ptr_eq(&a, &b));
    }

    #[test]
    fn what_is_missing_is_made_up() {
        let of = |bytes: Vec<u8>, system, text| {
            let Synthesis { bold, oblique } = member(bytes, &[], system).synthesis(&wanted(text));
            (bold, oblique)
        };
        let (plain, heavy) = (testing::variant(400, false, 5), testing::variant(700, true, 5));
        assert_eq!(of(plain.clone(), false, "italic bold"), (true, true));
        assert_eq!(of(plain.clone(), false, "600"), (true, false));
        assert_eq!(of(plain.clone(), false, "599"), (false, false));
        assert_eq!(of(plain.clone(), true, "600"), (false, false));
        assert_eq!(of(plain.clone(), true, "601"), (true, false));
        assert_eq!(of(plain, false, "oblique 20deg"), (false, false));
        assert_eq!(of(heavy.clone(), false, "italic 900"), (false, false));
        assert_eq!(of(heavy, true, "italic 901"), (true, false));
    }

    #[test]
    fn axes_follow_the_wish_within_the_descriptors() {
        let font = testing::variable(&[
            (b"wght", [100.0, 400.0, 900.0]),
            (b"slnt", [-20.0, 0.0, 0.0]),
            (b"opsz", [8.0, 20.0, 100.0]),
        ]);
        let places = |descriptors: &[(&str, &str)], text: &str| {
            let places = member(font.clone(), descriptors, false).coordinates(&wanted(text));
            places.iter().map(|c| c.to_f32()).collect::<Vec<_>>()
        };
        assert_eq!(places(&[], ""), [0.0; 0]);
        assert_eq!(places(&[], "650"), [0.5, 0.0, 0.0]);
        assert_eq!(places(&[("weight", "normal")], "650"), [0.0; 0]);
        assert_eq!(places(&[("weight", "100 400")], "100"), [-1.0, 0.0, 0.0]);
        assert_eq!(places(&[], "oblique 10deg"), [0.0, -0.5, 0.0]);
        assert_eq!(places(&[("variationSettings", "'opsz' 60")], ""), [0.0, 0.0, 0.5]);
        let variable = member(font.clone(), &[], false);
        assert!(variable.is_sized());
        assert_eq!(variable.synthesis(&wanted("italic bold")), Synthesis::default());
    }

    #[test]
    fn instances_are_bounded() {
        let font = testing::variable(&[(b"wght", [1.0, 400.0, 1000.0])]);
        let member = member(font, &[], false);
        for weight in 1..=200 {
            member.instance(&wanted(&weight.to_string()));
        }
        assert_eq!(member.instances.lock().unwrap().len(), MAX_INSTANCES);
    }
}
