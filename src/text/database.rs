//! The fonts an environment knows: the bundled face and what was registered.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::face::{FaceAttributes, FontFile};
use super::layout::{FontList, layout};
use super::names::folded;
use super::units;
use super::words::Words;
use super::{Face, Font, MissingGlyphs, TextLayout, TextOptions};
use crate::css::{Family, FontShorthand, Style};
use crate::error::{Error, Result};
use crate::mem::Ledger;

/// The bundled face as a file.
pub static BUNDLED_FONT: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.subset.ttf");

/// Parsed when the first text is measured or drawn, once in a process.
#[expect(clippy::expect_used, reason = "the bytes are part of the program, and a test parses them")]
static BUNDLED: LazyLock<Arc<Font>> = LazyLock::new(|| {
    let faces = Face::parse_all(&FontFile::bundled(BUNDLED_FONT));
    Arc::new(Font::plain(faces.expect("the bundled font parses").remove(0)))
});

/// The most files that may be registered: matching looks at each.
const MAX_FILES: usize = 4096;
/// The lists of fonts whose words are kept.
const MAX_LISTS: usize = 32;

/// A registered file.
struct Entry {
    file: Arc<FontFile>,
    fonts: Vec<Arc<Font>>,
    /// The names it was given, beside its own.
    aliases: Vec<String>,
}

/// Registered fonts, matched by family, width, style and weight.
pub struct FontDatabase {
    ledger: Arc<Ledger>,
    entries: Vec<Entry>,
    /// Emptied when the fonts change. The one used last is the last.
    lists: Mutex<Vec<Arc<FontList>>>,
    missing: MissingGlyphs,
}

impl FontDatabase {
    /// Knows the bundled face only. What is registered is charged to `ledger`.
    pub fn new(ledger: &Arc<Ledger>) -> Self {
        Self {
            ledger: Arc::clone(ledger),
            entries: Vec::new(),
            lists: Mutex::default(),
            missing: MissingGlyphs::default(),
        }
    }

    /// Adds a font file, or gives a known one another alias; tells the families it is found under now,
    /// the alias first. Fails with a decode error for what is no font, and with a limit error when the
    /// memory budget or the number of fonts is exhausted.
    pub fn register(&mut self, bytes: Vec<u8>, alias: Option<&str>) -> Result<Vec<String>> {
        let known = self.entries.iter().position(|entry| entry.file.bytes[..] == bytes[..]);
        let mut entry = match known {
            Some(at) => self.entries.remove(at),
            None => self.parse(bytes)?,
        };
        if let Some(alias) = alias.map(str::trim).filter(|alias| !alias.is_empty()) {
            entry.aliases.retain(|a| folded(a) != folded(alias));
            entry.aliases.insert(0, alias.to_owned());
        }
        let families = entry.families().map(str::to_owned).collect();
        self.entries.push(entry);
        self.lists.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(families)
    }

    fn parse(&self, bytes: Vec<u8>) -> Result<Entry> {
        if self.entries.len() >= MAX_FILES {
            return Err(Error::limit(format!(
                "{MAX_FILES} fonts are registered, which is the most"
            )));
        }
        let file = FontFile::charged(bytes, &self.ledger)?;
        let faces = Face::parse_all(&file)?;
        let fonts = faces.into_iter().map(|face| Arc::new(Font::plain(face))).collect();
        Ok(Entry { file, fonts, aliases: Vec::new() })
    }

    /// Whether a face of this family is known.
    pub fn has(&self, name: &str) -> bool {
        let name = folded(name);
        BUNDLED.face().names().contain(&name)
            || self.entries.iter().any(|entry| entry.has_alias(&name) || entry.has_family(&name))
    }

    /// All families by name, without repetition: those registered, then the bundled one.
    pub fn families(&self) -> Vec<String> {
        let mut list: Vec<String> = Vec::new();
        let registered = self.entries.iter().flat_map(Entry::families);
        for name in registered.chain([BUNDLED.face().family()]) {
            if !list.iter().any(|known| folded(known) == folded(name)) {
                list.push(name.to_owned());
            }
        }
        list
    }

    /// The face for a font: the first of [`Self::match_fonts`].
    pub fn match_font(&self, font: &FontShorthand) -> Arc<Font> {
        self.first_choice(font).unwrap_or_else(|| Arc::clone(&BUNDLED))
    }

    /// The faces for a font, best first: one for each family that is known, and the bundled face,
    /// which stands for the generic families too.
    pub fn match_fonts(&self, font: &FontShorthand) -> Vec<Arc<Font>> {
        let mut faces: Vec<Arc<Font>> = Vec::new();
        let wanted = font.families.iter().filter_map(|family| self.match_family(family, font));
        for face in wanted.chain([Arc::clone(&BUNDLED)]) {
            if !faces.iter().any(|known| Arc::ptr_eq(known, &face)) {
                faces.push(face);
            }
        }
        faces
    }

    /// Lays out `text` in `font`, with these options.
    pub fn layout(
        &self,
        text: &str,
        font: &FontShorthand,
        options: &TextOptions,
    ) -> Result<TextLayout> {
        let list = self.list(self.match_fonts(font));
        layout(text, &list, font, options, &|character| self.fallback(font, character))
    }

    /// What was drawn as boxes.
    pub fn missing(&self) -> &MissingGlyphs {
        &self.missing
    }

    /// The ems of a unit that is measured in the first font of `font`; see `units`.
    pub fn unit_in_ems(&self, font: &FontShorthand, unit: &str) -> Option<f64> {
        units::ems(&self.match_font(font), unit)
    }

    /// The list of these fonts that was used before, with the words that were shaped with it.
    fn list(&self, fonts: Vec<Arc<Font>>) -> Arc<FontList> {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |list: &Arc<FontList>| {
            list.fonts.len() == fonts.len()
                && list.fonts.iter().zip(&fonts).all(|(a, b)| Arc::ptr_eq(a, b))
        };
        let list = match lists.iter().rposition(is_same) {
            Some(at) => lists.remove(at),
            None => Arc::new(FontList { fonts, words: Words::default() }),
        };
        if lists.len() >= MAX_LISTS {
            lists.remove(0);
        }
        lists.push(Arc::clone(&list));
        list
    }

    /// A font outside of the list for a character.
    fn fallback(&self, _wanted: &FontShorthand, character: char) -> Option<Arc<Font>> {
        let fonts = self.entries.iter().flat_map(|entry| &entry.fonts);
        fonts.into_iter().find(|font| font.has(character)).cloned()
    }

    fn first_choice(&self, font: &FontShorthand) -> Option<Arc<Font>> {
        font.families.iter().find_map(|family| self.match_family(family, font))
    }

    /// The best face of a family; an alias goes before the fonts' own names.
    fn match_family(&self, family: &Family, font: &FontShorthand) -> Option<Arc<Font>> {
        let name = match family {
            Family::Generic(_) => return Some(Arc::clone(&BUNDLED)),
            Family::Named(name) => folded(name),
        };
        // The last registered comes first, so that it wins over an equal one.
        let aliased = self.entries.iter().rev().filter(|entry| entry.has_alias(&name));
        best(aliased.flat_map(|entry| &entry.fonts), font).or_else(|| {
            let registered = self.entries.iter().rev().flat_map(|entry| &entry.fonts);
            let faces = registered.chain([&*BUNDLED]);
            best(faces.filter(|face| face.face().names().contain(&name)), font)
        })
    }
}

impl Entry {
    fn families(&self) -> impl Iterator<Item = &str> {
        let mut own: Vec<&str> = Vec::new();
        for face in &self.fonts {
            if !face.face().family().is_empty() && !own.contains(&face.face().family()) {
                own.push(face.face().family());
            }
        }
        self.aliases.iter().map(String::as_str).chain(own)
    }

    fn has_alias(&self, folded_name: &str) -> bool {
        self.aliases.iter().any(|alias| folded(alias) == folded_name)
    }

    fn has_family(&self, folded_name: &str) -> bool {
        self.fonts.iter().any(|face| face.face().names().contain(folded_name))
    }
}

/// The nearest face by width, then style, then weight; of equals the first.
/// <https://drafts.csswg.org/css-fonts-4/#font-style-matching>
fn best<'a>(faces: impl Iterator<Item = &'a Arc<Font>>, font: &FontShorthand) -> Option<Arc<Font>> {
    faces.min_by_key(|face| distance(&face.face().attributes(), font)).cloned()
}

/// Compared in order; each part is 0 for a perfect match.
fn distance(face: &FaceAttributes, font: &FontShorthand) -> [u16; 5] {
    let [far_stretch, stretch] = stretch_distance(face, font);
    let [far_weight, weight] = weight_distance(face.weight, font.weight);
    [far_stretch, stretch, style_distance(face.style, font.style), far_weight, weight]
}

/// Narrower faces are preferred up to the normal width, wider ones beyond it.
fn stretch_distance(face: &FaceAttributes, font: &FontShorthand) -> [u16; 2] {
    let (has, wanted) = (face.stretch as u16, font.stretch as u16);
    let prefers_narrow = font.stretch <= crate::css::Stretch::Normal;
    let wrong_side = if prefers_narrow { has > wanted } else { has < wanted };
    [u16::from(wrong_side), has.abs_diff(wanted)]
}

fn style_distance(has: Style, wanted: Style) -> u16 {
    use Style::{Italic, Normal, Oblique};
    match (wanted, has) {
        (Normal, Normal) | (Italic, Italic) | (Oblique, Oblique) => 0,
        (Normal, Oblique) | (Italic, Oblique) | (Oblique, Italic) => 1,
        (Normal, Italic) | (Italic | Oblique, Normal) => 2,
    }
}

/// Text weights (400 to 500) look up to 500 first, then down; light ones down first, bold ones up.
fn weight_distance(has: u16, wanted: u16) -> [u16; 2] {
    let rank = match wanted {
        400..=500 if (wanted..=500).contains(&has) => 0,
        400..=500 if has < wanted => 1,
        400..=500 => 2,
        ..400 => u16::from(has > wanted),
        501.. => u16::from(has < wanted),
    };
    [rank, has.abs_diff(wanted)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::css::font;
    use crate::error::ErrorKind;
    use crate::text::testing::{self, variant};

    fn database() -> (Arc<Ledger>, FontDatabase) {
        let ledger = Ledger::new();
        let database = FontDatabase::new(&ledger);
        (ledger, database)
    }

    fn matched(database: &FontDatabase, text: &str) -> Arc<Font> {
        database.match_font(&font::parse(text).unwrap())
    }

    #[test]
    fn the_bundled_face_is_always_there() {
        let (ledger, database) = database();
        assert_eq!(database.families(), ["Noto Sans"]);
        assert!(database.has("noto SANS") && !database.has("Arial"));
        for text in ["1px sans-serif", "1px serif", "1px Nowhere", "bold 1px 'Noto Sans'"] {
            assert!(Arc::ptr_eq(&matched(&database, text), &BUNDLED), "{text}");
        }
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn registered_fonts_are_charged_once_and_given_back() {
        let (ledger, mut database) = database();
        let font = variant(700, false, 5);
        assert_eq!(database.register(font.clone(), Some("Mine")).unwrap(), ["Mine", "Noto Sans"]);
        let charged = ledger.live();
        assert_eq!(charged, font.len());
        assert_eq!(
            database.register(font.clone(), Some(" Other ")).unwrap(),
            ["Other", "Mine", "Noto Sans"]
        );
        assert_eq!(database.register(font, None).unwrap().len(), 3);
        assert_eq!(ledger.live(), charged);
        assert_eq!(database.families(), ["Other", "Mine", "Noto Sans"]);
        let kept = matched(&database, "1px mine");
        drop(database);
        assert_eq!(ledger.live(), charged, "text laid out keeps its face");
        drop(kept);
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn refused_fonts_leave_nothing_behind() {
        let (ledger, mut database) = database();
        let error = database.register(vec![0; 500], None).unwrap_err();
        assert_eq!((error.kind(), ledger.live()), (ErrorKind::Decode, 0));
        ledger.set_budget(10_000);
        let error = database.register(variant(700, false, 5), None).unwrap_err();
        assert_eq!((error.kind(), ledger.live()), (ErrorKind::Limit, 0));
        assert_eq!(database.families(), ["Noto Sans"]);
    }

    #[test]
    fn aliases_go_before_names_and_the_list_is_in_order() {
        let (_ledger, mut database) = database();
        database.register(variant(300, false, 5), Some("A")).unwrap();
        database.register(variant(500, false, 5), Some("Noto Sans")).unwrap();
        let weight = |text| matched(&database, text).face().attributes().weight;
        assert_eq!(weight("1px Nowhere, a, b"), 300);
        assert_eq!(weight("300 1px \"Noto Sans\", a"), 500);
        assert_eq!(weight("1px monospace, a"), 400);
        let chain = database.match_fonts(&font::parse("1px a, a, serif, 'noto sans'").unwrap());
        let weights: Vec<u16> = chain.iter().map(|face| face.face().attributes().weight).collect();
        assert_eq!(weights, [300, 400, 500]);
    }

    #[test]
    fn of_equal_faces_the_last_registered_wins() {
        let (_ledger, mut database) = database();
        database.register(testing::BUNDLED.to_vec(), None).unwrap();
        assert!(!Arc::ptr_eq(&matched(&database, "1px Noto Sans"), &BUNDLED));
    }

    #[test]
    fn width_goes_before_style_and_style_before_weight() {
        let (_ledger, mut database) = database();
        for (weight, italic, width) in
            [(400, false, 5), (700, false, 5), (400, true, 5), (900, true, 3), (100, false, 7)]
        {
            database.register(variant(weight, italic, width), Some("F")).unwrap();
        }
        let found = |text: &str| {
            let FaceAttributes { style, weight, stretch } =
                matched(&database, text).face().attributes();
            (weight, style == Style::Italic, stretch as u16 + 1)
        };
        assert_eq!(found("1px F"), (400, false, 5));
        assert_eq!(found("bold 1px F"), (700, false, 5));
        assert_eq!(found("600 1px F"), (700, false, 5));
        assert_eq!(found("500 1px F"), (400, false, 5));
        assert_eq!(found("italic bold 1px F"), (400, true, 5));
        assert_eq!(found("oblique 1px F"), (400, true, 5));
        assert_eq!(found("condensed 1px F"), (900, true, 3));
        assert_eq!(found("ultra-expanded 1px F"), (100, false, 7));
    }

    /// The order in which CSS looks at weights.
    #[test]
    fn weights_are_tried_in_order() {
        let order = |wanted| {
            let mut weights = [100, 200, 300, 400, 450, 500, 600, 700, 900];
            weights.sort_by_key(|&has| weight_distance(has, wanted));
            weights
        };
        assert_eq!(order(400), [400, 450, 500, 300, 200, 100, 600, 700, 900]);
        assert_eq!(order(450), [450, 500, 400, 300, 200, 100, 600, 700, 900]);
        assert_eq!(order(300), [300, 200, 100, 400, 450, 500, 600, 700, 900]);
        assert_eq!(order(600), [600, 700, 900, 500, 450, 400, 300, 200, 100]);
    }
}
