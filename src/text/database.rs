//! The fonts an environment knows: the bundled faces, what was registered, and what is installed.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::bundled::{self, Bundled};
use super::emoji::is_coloured;
use super::face::Axis;
use super::file::FontFile;
use super::layout::{FontList, ToLayOut};
use super::matching::{Capabilities, Distance, Wanted};
use super::member::Member;
use super::names::folded;
use super::preference::Preference;
use super::system::{self, SystemFonts};
use super::units;
use super::{Face, Font, MissingGlyphs, Segment, TextLayout, TextOptions, folder};
use crate::css::{Family, FontDescriptors, FontShorthand, Stretch, Style};
use crate::error::{Error, Result, guard};
use crate::mem::Ledger;
use crate::paint::Keyword;

/// The most fonts that may be registered: matching looks at each.
const MAX_ENTRIES: usize = 4096;
/// The lists of fonts that are kept with their words.
const MAX_LISTS: usize = 32;
/// The characters whose fallback is kept.
const MAX_FALLBACKS: usize = 4096;
/// The most installed faces that are opened in search of one character.
const MAX_OPENED: usize = 64;
/// What font files are called.
const ENDINGS: &[&str] = &["ttf", "otf", "ttc", "otc", "woff", "woff2"];

/// Names a registration.
pub type FontKey = u32;

/// Where a registered font is from, which is who may take it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// A file under the names it has, and an alias.
    File,
    /// A face under the name it was given and no other, in the registry of files.
    Named,
    /// A face of the font face set, which no other text than of its family is drawn in.
    Web,
}

/// A registered font.
struct Entry {
    key: FontKey,
    origin: Origin,
    file: Arc<FontFile>,
    members: Vec<Arc<Member>>,
    /// The name it was given.
    alias: Option<Alias>,
}

/// A name as it was given and as it is compared.
#[derive(Clone)]
struct Alias {
    shown: String,
    folded: String,
}

/// What [`FontDatabase::register`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// By which the font is removed.
    pub key: FontKey,
    /// The families it is found under, the alias first.
    pub families: Vec<String>,
}

/// A family and the styles it has.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyStyles {
    /// As `font` takes it.
    pub family: String,
    /// One for each face.
    pub styles: Vec<FaceStyles>,
}

/// A face in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct FaceStyles {
    /// The one it has when nothing is wanted.
    pub weight: u16,
    /// The keyword of its width.
    pub width: &'static str,
    /// The keyword of its style.
    pub style: &'static str,
}

/// Fonts matched by family, width, style and weight.
pub struct FontDatabase {
    ledger: Arc<Ledger>,
    entries: Vec<Entry>,
    /// More names for families: the name, and the family in folded form.
    aliases: Vec<(Alias, String)>,
    next_key: FontKey,
    uses_system: bool,
    /// Another one whenever the fonts change.
    version: AtomicU64,
    kept: Mutex<Kept>,
    missing: MissingGlyphs,
}

/// What was found before. Emptied when the fonts change.
#[derive(Default)]
struct Kept {
    /// The one used last is the last.
    lists: Vec<(FontShorthand, Matched)>,
    fallbacks: HashMap<(FallbackStyle, char), Option<Arc<Font>>>,
    /// Installed faces that were opened, by their place in the system's list.
    opened: HashMap<usize, Option<Arc<Member>>>,
}

#[derive(Clone)]
struct Matched {
    list: Arc<FontList>,
    /// Other sizes have other fonts.
    is_sized: bool,
    /// The installed fonts were not known in time.
    is_passing: bool,
}

/// What of a font decides about fallback: weight, stretch and slant, size where it changes something.
type FallbackStyle = (u16, Stretch, Style, Option<u64>);

impl FontDatabase {
    /// Knows the bundled faces only. What is registered is charged to `ledger`.
    pub fn new(ledger: &Arc<Ledger>) -> Self {
        Self {
            ledger: Arc::clone(ledger),
            entries: Vec::new(),
            aliases: Vec::new(),
            next_key: 1,
            uses_system: false,
            version: AtomicU64::new(0),
            kept: Mutex::default(),
            missing: MissingGlyphs::default(),
        }
    }

    /// Whether installed fonts are used, for families of their names and for characters that no other font has.
    pub fn uses_system(&self) -> bool {
        self.uses_system
    }

    /// Sets whether installed fonts are used.
    pub fn use_system(&mut self, uses: bool) {
        if self.uses_system != uses {
            self.uses_system = uses;
            self.forget();
        }
    }

    /// How many faces are installed, looked for now if nobody has yet.
    pub fn system_faces(&self) -> usize {
        system::fonts().map_or(0, |fonts| fonts.faces.len())
    }

    /// Adds a font file, or gives a known one another alias; tells the families it is found under now,
    /// the alias first. Fails with a decode error for what is no font, and with a limit error when the
    /// memory budget or the number of fonts is exhausted.
    pub fn register(&mut self, bytes: Vec<u8>, alias: Option<&str>) -> Result<Registered> {
        self.register_file(FontFile::new(bytes, &self.ledger)?, alias)
    }

    /// The same for a file that was opened.
    pub fn register_file(
        &mut self,
        file: Arc<FontFile>,
        alias: Option<&str>,
    ) -> Result<Registered> {
        let alias = alias.map(str::trim).filter(|alias| !alias.is_empty()).map(Alias::new);
        let known = self.same(&file).map(|entry| (Arc::clone(&entry.file), entry.members.clone()));
        let again = self.entries.iter().rposition(|entry| {
            entry.origin == Origin::File
                && entry.file.is_same(&file)
                && (alias.is_none() || entry.has_alias(alias.as_ref()))
        });
        if let Some(at) = again {
            // The last registered wins over an equal one.
            let entry = self.entries.remove(at);
            let told = entry.told();
            self.entries.push(entry);
            self.forget();
            return Ok(told);
        }
        self.check_room()?;
        let (file, members) = match known {
            Some(known) => known,
            None => {
                let faces = Face::parse_all(&file)?;
                (file, faces.into_iter().map(|face| Member::new(face, false)).collect())
            }
        };
        Ok(self.push(Origin::File, file, members, alias))
    }

    /// Adds a font under this family name and no other, with what it is said to be.
    pub fn register_as(
        &mut self,
        file: Arc<FontFile>,
        family: &str,
        descriptors: FontDescriptors,
    ) -> Result<Registered> {
        self.add_described(Origin::Named, file, family, descriptors)
    }

    /// Adds a face of the font face set.
    pub fn add_face(
        &mut self,
        file: Arc<FontFile>,
        family: &str,
        descriptors: FontDescriptors,
    ) -> Result<FontKey> {
        self.add_described(Origin::Web, file, family, descriptors).map(|told| told.key)
    }

    fn add_described(
        &mut self,
        origin: Origin,
        file: Arc<FontFile>,
        family: &str,
        descriptors: FontDescriptors,
    ) -> Result<Registered> {
        self.check_room()?;
        let file = self.same(&file).map_or(file, |entry| Arc::clone(&entry.file));
        let descriptors = Arc::new(descriptors);
        let faces = Face::parse_all(&file)?.into_iter();
        // A web font is one face.
        let faces = faces.take(if origin == Origin::Web { 1 } else { usize::MAX });
        let members = faces.map(|face| Member::described(face, Arc::clone(&descriptors), false));
        let members = members.collect();
        Ok(self.push(origin, file, members, Some(Alias::new(family))))
    }

    /// The entry with the same bytes.
    fn same(&self, file: &FontFile) -> Option<&Entry> {
        // Members of files have no descriptors, so they can be shared.
        let rank = |entry: &&Entry| entry.origin != Origin::File;
        self.entries.iter().filter(|entry| entry.file.is_same(file)).min_by_key(rank)
    }

    fn check_room(&self) -> Result<()> {
        if self.entries.len() < MAX_ENTRIES {
            return Ok(());
        }
        Err(Error::limit(format!("{MAX_ENTRIES} fonts are registered, which is the most")))
    }

    fn push(
        &mut self,
        origin: Origin,
        file: Arc<FontFile>,
        members: Vec<Arc<Member>>,
        alias: Option<Alias>,
    ) -> Registered {
        let entry = Entry { key: self.next_key, origin, file, members, alias };
        // After four thousand million a key may come again, of which none is left by then.
        self.next_key = self.next_key.wrapping_add(1);
        let told = entry.told();
        self.entries.push(entry);
        self.forget();
        told
    }

    /// Registers the fonts of a folder and of the folders in it, each under its own names; tells how many. What is
    /// no font is passed over, and so is what the limits don't allow.
    pub fn register_folder(&mut self, folder: &Path, most: u64) -> usize {
        let files = folder::files(folder, ENDINGS).into_iter();
        let registered = files.filter(|path| {
            let file = FontFile::open(path, most, &self.ledger);
            file.and_then(|file| self.register_file(file, None)).is_ok()
        });
        registered.count()
    }

    /// Takes a font away; false if it is not there. A text that was laid out keeps it.
    pub fn remove(&mut self, key: FontKey) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.key != key);
        self.forget();
        self.entries.len() < before
    }

    /// Takes away all that was registered, not the faces of the font face set; tells how many.
    pub fn remove_all(&mut self) -> usize {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.origin == Origin::Web);
        self.aliases.clear();
        self.forget();
        before - self.entries.len()
    }

    /// Gives a family another name, which may be that of a generic family; false if there is no such family.
    pub fn set_alias(&mut self, family: &str, alias: &str) -> bool {
        let (family, alias) = (folded(family.trim()), Alias::new(alias.trim()));
        if alias.shown.is_empty() || !self.has_folded(&family) {
            return false;
        }
        self.aliases.retain(|(known, _)| known.folded != alias.folded);
        if self.aliases.len() >= MAX_ENTRIES {
            return false;
        }
        self.aliases.push((alias, family));
        self.forget();
        true
    }

    /// Lets go of all that is only kept to be found again: matches, texts that were laid out, glyphs that were drawn.
    pub fn forget_all(&self) {
        let opened = std::mem::take(&mut *self.kept()).opened;
        let own = self.entries.iter().flat_map(|entry| &entry.members);
        let bundled = bundled::ALL.iter().map(|font| font.member());
        own.chain(opened.values().flatten()).chain(bundled).for_each(|m| m.forget_instances());
    }

    fn forget(&self) {
        self.version.fetch_add(1, Ordering::Relaxed);
        *self.kept() = Kept::default();
    }

    /// Another number whenever the fonts are others.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    /// The files that are registered for all text, the oldest first: with a name that each is found under, and whether under
    /// that one only. What is in the font face set is for canvases.
    pub fn registered(&self) -> Vec<(Arc<FontFile>, Option<String>, bool)> {
        let mut found = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.origin != Origin::Web) {
            let name = entry.alias.as_ref().map(|alias| alias.shown.clone());
            found.push((Arc::clone(&entry.file), name, entry.origin == Origin::Named));
            let others = self
                .aliases
                .iter()
                .filter(|(_, family)| entry.is_named(family) || entry.has_family(family));
            for (alias, _) in others {
                found.push((Arc::clone(&entry.file), Some(alias.shown.clone()), true));
            }
        }
        found
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Every state between two calls is a sound one.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The installed fonts, if they are used and known in time.
    fn system(&self) -> Option<&'static SystemFonts> {
        if self.uses_system { system::fonts() } else { None }
    }

    /// Whether a face of this family is known.
    pub fn has(&self, name: &str) -> bool {
        let name = folded(name);
        self.aliases.iter().any(|(alias, family)| alias.folded == name && self.has_folded(family))
            || self.has_folded(&name)
    }

    fn has_folded(&self, name: &str) -> bool {
        let mut registered = self.entries.iter().filter(|entry| entry.origin != Origin::Web);
        Bundled::named(name).is_some()
            || registered.any(|entry| entry.is_named(name) || entry.has_family(name))
            || self.system().is_some_and(|fonts| !fonts.named(name).is_empty())
    }

    /// All families by name, without repetition: those registered, then the bundled ones, then those installed.
    pub fn families(&self) -> Vec<FamilyStyles> {
        let mut list = Families::default();
        for entry in self.entries.iter().filter(|entry| entry.origin != Origin::Web) {
            for name in entry.families() {
                let own = entry.members.iter().filter(|member| {
                    entry.is_named(&folded(name)) || member.face().family() == name
                });
                own.for_each(|member| list.add(name, &member.style()));
            }
        }
        for bundled in bundled::ALL {
            list.add(bundled.family, &bundled.member().style());
        }
        for (alias, family) in &self.aliases {
            list.add_alias(&alias.shown, family);
        }
        for face in self.system().map_or(&[][..], |fonts| &fonts.faces) {
            list.add(face.names.first().unwrap_or_default(), &FaceStyles::of(&face.capabilities));
        }
        list.all
    }

    /// The axes of the face that is nearest to what is wanted; empty where nothing can be varied.
    pub fn axes(&self, font: &FontShorthand) -> Vec<Axis> {
        let font = self.match_font(font);
        font.face().axes().to_vec()
    }

    /// The face for a font: the first of [`Self::match_fonts`].
    pub fn match_font(&self, font: &FontShorthand) -> Arc<Font> {
        let first = self.matched(font).list.fonts.first().cloned();
        first.unwrap_or_else(|| bundled::SANS.member().instance(&Wanted::of(font)))
    }

    /// The faces for a font, best first: those for each family that is known, a bundled one for a
    /// generic family, and in the end the bundled one that has most characters. For an equal font the same.
    pub fn match_fonts(&self, font: &FontShorthand) -> Vec<Arc<Font>> {
        self.matched(font).list.fonts.clone()
    }

    /// Lays out `text` in `font`, with these options.
    pub fn layout(
        &self,
        text: &str,
        font: &FontShorthand,
        options: &TextOptions,
    ) -> Result<Arc<TextLayout>> {
        let (list, fallback) = (self.matched(font).list, |c| self.fallback(font, c));
        ToLayOut { text, list: &list, font, options, fallback: &fallback }.layout()
    }

    /// The same, with what each cluster takes of the line.
    pub fn segments(
        &self,
        text: &str,
        font: &FontShorthand,
        options: &TextOptions,
    ) -> Result<(TextLayout, Vec<Segment>)> {
        let (list, fallback) = (self.matched(font).list, |c| self.fallback(font, c));
        ToLayOut { text, list: &list, font, options, fallback: &fallback }.segments()
    }

    /// What was drawn as boxes.
    pub fn missing(&self) -> &MissingGlyphs {
        &self.missing
    }

    /// The ems of a unit that is measured in the first font of `font`; see `units`.
    pub fn unit_in_ems(&self, font: &FontShorthand, unit: &str) -> Option<f64> {
        units::ems(&self.match_font(font), unit)
    }

    /// The list for a font that was used before, with the words that were shaped with it, or a new one.
    fn matched(&self, font: &FontShorthand) -> Matched {
        let mut kept = self.kept();
        let known = kept.lists.iter().rposition(|(known, matched)| {
            is_same_list(known, font) && (!matched.is_sized || known.size_px == font.size_px)
        });
        if let Some(at) = known {
            kept.lists[at..].rotate_left(1);
            if let Some((_, matched)) = kept.lists.last() {
                return matched.clone();
            }
        }
        drop(kept);
        let matched = self.search(font);
        if !matched.is_passing {
            let mut kept = self.kept();
            if kept.lists.len() >= MAX_LISTS {
                kept.lists.remove(0);
            }
            kept.lists.push((font.clone(), matched.clone()));
        }
        matched
    }

    fn search(&self, font: &FontShorthand) -> Matched {
        let wanted = Wanted::of(font);
        let mut members: Vec<Arc<Member>> = Vec::new();
        let mut is_passing = false;
        let families = font.families.iter();
        let found = families.map(|family| self.family(family, &wanted, &mut is_passing));
        for member in found.flatten().chain([Arc::clone(bundled::SANS.member())]) {
            if !members.iter().any(|known| Arc::ptr_eq(known, &member)) {
                members.push(member);
            }
        }
        let fonts = members.iter().map(|member| member.instance(&wanted)).collect();
        Matched {
            list: Arc::new(FontList::new(fonts)),
            is_sized: members.iter().any(|member| member.is_sized()),
            is_passing,
        }
    }

    /// The faces of a family for what is wanted, best first; names that were given go before the fonts' own, and those
    /// before what is installed.
    fn family(&self, family: &Family, wanted: &Wanted, is_passing: &mut bool) -> Vec<Arc<Member>> {
        let (name, generic) = match family {
            Family::Generic(generic) => (generic.name().to_owned(), Some(*generic)),
            Family::Named(name) => (folded(name), None),
        };
        let given = self.entries.iter().rev().filter(|entry| {
            entry.is_named(&name) && !(generic.is_some() && entry.origin == Origin::Web)
        });
        let found = best(given.flat_map(|entry| &entry.members), wanted);
        if !found.is_empty() {
            return found;
        }
        if let Some((_, family)) = self.aliases.iter().find(|(alias, _)| alias.folded == name) {
            return self.own_family(family, wanted, is_passing);
        }
        match generic {
            Some(generic) => vec![Arc::clone(Bundled::of(generic).member())],
            None => self.own_family(&name, wanted, is_passing),
        }
    }

    /// The faces of a family by the fonts' own names and by those that were given.
    fn own_family(&self, name: &str, wanted: &Wanted, is_passing: &mut bool) -> Vec<Arc<Member>> {
        // The last registered comes first, so that it wins over an equal one.
        let registered = self.entries.iter().rev().filter(|entry| entry.origin != Origin::Web);
        let registered = registered.flat_map(|entry| {
            let all = entry.is_named(name);
            let own = entry.origin == Origin::File;
            let members = entry.members.iter();
            members.filter(move |m| all || own && m.face().names().contain(name))
        });
        let bundled = Bundled::named(name).map(Bundled::member);
        let found = best(registered.chain(bundled), wanted);
        if !found.is_empty() || !self.uses_system {
            return found;
        }
        let Some(fonts) = system::fonts() else {
            *is_passing = true;
            return Vec::new();
        };
        let order =
            |at: &usize| fonts.faces.get(*at).map(|face| Distance::new(&face.capabilities, wanted));
        let mut places = fonts.named(name).to_vec();
        places.sort_by(|a, b| match (order(a), order(b)) {
            (Some(a), Some(b)) => a.order(&b),
            _ => std::cmp::Ordering::Equal,
        });
        // A file may be gone by now, or no font any more.
        let mut opened = places.into_iter().filter_map(|at| self.open(fonts, at));
        opened.next().into_iter().collect()
    }

    /// An installed face, opened when it is first used.
    fn open(&self, fonts: &SystemFonts, at: usize) -> Option<Arc<Member>> {
        if let Some(known) = self.kept().opened.get(&at) {
            return known.clone();
        }
        let face = fonts.faces.get(at)?;
        let file = FontFile::mapped(&face.path, &self.ledger).ok();
        let opened = file.and_then(|file| Face::parse_one(&file, face.index).ok());
        let member = opened.map(|face| Member::new(face, true));
        self.kept().opened.insert(at, member.clone());
        member
    }

    /// A font that is not in the list and has a character: a registered one, or an installed one. Coloured ones go
    /// first for emoji and last for all else.
    pub fn fallback(&self, font: &FontShorthand, character: char) -> Option<Arc<Font>> {
        if !font.variations.is_empty() {
            // Rare, and kept with the texts.
            return self
                .find_fallback(font, character)
                .map(|member| member.instance(&Wanted::of(font)));
        }
        let mut key = ((font.weight, font.stretch, font.style, None), character);
        if let Some(known) = self.kept().fallbacks.get(&key) {
            return known.clone();
        }
        key.0.3 = Some(font.size_px.to_bits());
        if let Some(known) = self.kept().fallbacks.get(&key) {
            return known.clone();
        }
        let is_known = !self.uses_system || self.system().is_some();
        let member = self.find_fallback(font, character);
        if member.as_ref().is_none_or(|member| !member.is_sized()) {
            key.0.3 = None;
        }
        let found = member.map(|member| member.instance(&Wanted::of(font)));
        let mut kept = self.kept();
        if kept.fallbacks.len() >= MAX_FALLBACKS {
            kept.fallbacks.clear();
        }
        if is_known {
            kept.fallbacks.insert(key, found.clone());
        } else {
            // Nor are the words and texts kept that lack it.
            kept.lists.clear();
        }
        found
    }

    fn find_fallback(&self, font: &FontShorthand, character: char) -> Option<Arc<Member>> {
        let wanted = Wanted::of(font);
        // Damaged fonts that were registered may still make a reader panic.
        let look = || Ok(self.member_with(character, font, &wanted));
        guard("looking for a character", look).ok().flatten()
    }

    fn member_with(
        &self,
        character: char,
        font: &FontShorthand,
        wanted: &Wanted,
    ) -> Option<Arc<Member>> {
        let colour = is_coloured(character);
        let registered = self.entries.iter().rev().filter(|entry| entry.origin != Origin::Web);
        let registered = registered.flat_map(|entry| &entry.members);
        let with = registered.filter(|member| member.face().has(character));
        let nearest = with.min_by(|a, b| {
            let other = |member: &Member| member.face().is_coloured() != colour;
            let by_colour = other(a).cmp(&other(b));
            by_colour.then_with(|| a.distance(wanted).order(&b.distance(wanted)))
        });
        // An emoji in black is less than one in colours that is installed.
        let is_enough = |member: &&Arc<Member>| !colour || member.face().is_coloured();
        if let Some(member) = nearest.filter(is_enough) {
            return Some(Arc::clone(member));
        }
        let installed = || self.installed_with(character, font, wanted);
        match nearest {
            Some(member) => {
                let coloured = installed().filter(|member| member.face().is_coloured());
                Some(coloured.unwrap_or_else(|| Arc::clone(member)))
            }
            None => installed(),
        }
    }

    fn installed_with(
        &self,
        character: char,
        font: &FontShorthand,
        wanted: &Wanted,
    ) -> Option<Arc<Member>> {
        let fonts = self.system()?;
        let preference = Preference::new(character, font, wanted);
        let faces = fonts.faces.iter().enumerate();
        let mut places: Vec<_> = faces
            .filter(|(_, face)| face.pages.may_have(character))
            .map(|(at, face)| (preference.rank(face), at))
            .collect();
        places.sort_by(|a, b| a.0.order(&b.0));
        let opened = places.into_iter().take(MAX_OPENED);
        let mut opened = opened.filter_map(|(_, at)| self.open(fonts, at));
        opened.find(|member| member.face().has(character))
    }
}

/// Whether two fonts have the same list but for their size.
fn is_same_list(a: &FontShorthand, b: &FontShorthand) -> bool {
    let style =
        |font: &FontShorthand| (font.weight, font.stretch, font.style, font.slant.to_bits());
    style(a) == style(b) && a.families == b.families && a.variations == b.variations
}

/// The nearest face by width, then style, then weight; of equals the first. Faces that are for some characters only
/// make one face with those that are equal to them. <https://drafts.csswg.org/css-fonts-4/#composite-fonts>
fn best<'a>(faces: impl Iterator<Item = &'a Arc<Member>>, wanted: &Wanted) -> Vec<Arc<Member>> {
    let faces: Vec<_> = faces.map(|face| (face.distance(wanted), face)).collect();
    let Some((least, _)) = faces.iter().min_by(|a, b| a.0.order(&b.0)) else { return Vec::new() };
    let mut nearest = Vec::new();
    for (_, face) in faces.iter().filter(|(distance, _)| distance == least) {
        nearest.push(Arc::clone(face));
        if !face.is_partial() {
            break;
        }
    }
    nearest
}

impl Alias {
    fn new(name: &str) -> Self {
        Self { shown: name.to_owned(), folded: folded(name) }
    }
}

impl Entry {
    fn told(&self) -> Registered {
        let families = self.families().into_iter().map(str::to_owned).collect();
        Registered { key: self.key, families }
    }

    /// The name it was given, then those of its faces.
    fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.alias.iter().map(|alias| alias.shown.as_str()).collect();
        if self.origin == Origin::File {
            for member in &self.members {
                let family = member.face().family();
                if !family.is_empty() && !names.contains(&family) {
                    names.push(family);
                }
            }
        }
        names
    }

    fn is_named(&self, folded_name: &str) -> bool {
        self.alias.as_ref().is_some_and(|alias| alias.folded == folded_name)
    }

    fn has_alias(&self, alias: Option<&Alias>) -> bool {
        alias.is_some_and(|alias| self.is_named(&alias.folded))
    }

    fn has_family(&self, folded_name: &str) -> bool {
        self.origin == Origin::File
            && self.members.iter().any(|member| member.face().names().contain(folded_name))
    }
}

impl FaceStyles {
    pub(super) fn of(face: &Capabilities) -> Self {
        Self {
            // At most 1000.
            weight: face.weight.nearest(400.0) as u16,
            width: face.stretch_keyword().name(),
            style: face.style_keyword().name(),
        }
    }
}

/// Families in the order they come, each once.
#[derive(Default)]
struct Families {
    all: Vec<FamilyStyles>,
    /// Where a name is, in folded form.
    places: HashMap<String, usize>,
}

impl Families {
    fn add(&mut self, name: &str, style: &FaceStyles) {
        if name.is_empty() {
            return;
        }
        let end = self.all.len();
        let place = *self.places.entry(folded(name)).or_insert(end);
        if place == end {
            self.all.push(FamilyStyles { family: name.to_owned(), styles: Vec::new() });
        }
        if let Some(family) = self.all.get_mut(place)
            && !family.styles.contains(style)
        {
            family.styles.push(style.clone());
        }
    }

    fn add_alias(&mut self, alias: &str, family: &str) {
        let place = self.places.get(family).and_then(|&at| self.all.get(at));
        let styles = place.map(|family| family.styles.clone()).unwrap_or_default();
        styles.iter().for_each(|style| self.add(alias, style));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::css::{FaceStyle, font};
    use crate::error::ErrorKind;
    use crate::text::Synthesis;
    use crate::text::testing::{self, variable, variant};

    const BUNDLED: [&str; 3] = ["Noto Sans", "Noto Serif", "Noto Sans Mono"];

    fn database() -> (Arc<Ledger>, FontDatabase) {
        let ledger = Ledger::new();
        let database = FontDatabase::new(&ledger);
        (ledger, database)
    }

    impl FontDatabase {
        fn add_web(&mut self, bytes: Vec<u8>, family: &str, all: &[(&str, &str)]) -> FontKey {
            let mut descriptors = FontDescriptors::default();
            for (name, text) in all {
                descriptors.set(name, text).unwrap();
            }
            let file = FontFile::new(bytes, &self.ledger).unwrap();
            self.add_face(file, family, descriptors).unwrap()
        }

        fn names(&self) -> Vec<String> {
            self.families().into_iter().map(|family| family.family).collect()
        }
    }

    fn matched(database: &FontDatabase, text: &str) -> Arc<Font> {
        database.match_font(&font::parse(text).unwrap())
    }

    /// The families of the fonts for a text.
    fn families(database: &FontDatabase, text: &str) -> Vec<String> {
        let fonts = database.match_fonts(&font::parse(text).unwrap());
        fonts.iter().map(|font| font.face().family().to_owned()).collect()
    }

    fn chain(database: &FontDatabase, text: &str) -> Vec<u16> {
        let fonts = database.match_fonts(&font::parse(text).unwrap());
        fonts.iter().map(|font| font.face().capabilities().weight.low as u16).collect()
    }

    /// The bundled font without the letters from a to z, which have other characters' places in its map.
    fn without_ascii() -> Vec<u8> {
        let cmap = [
            [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12].as_slice(),
            &[0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1],
            &[0, 0, 0x4E, 0, 0, 0, 0x4E, 5, 0, 0, 0, 40],
        ];
        testing::with_table(b"cmap", b"cmap", &cmap.concat())
    }

    #[test]
    fn the_bundled_faces_are_always_there() {
        let (ledger, database) = database();
        assert_eq!(database.names(), BUNDLED);
        assert!(database.has("noto SANS") && !database.has("Arial"));
        let plain = matched(&database, "1px sans-serif");
        for text in ["1px cursive", "2px Nowhere", "500 1px 'Noto Sans'"] {
            assert!(Arc::ptr_eq(&matched(&database, text), &plain), "{text}");
        }
        let bold = matched(&database, "italic bold 1px 'Noto Sans'");
        assert!(Arc::ptr_eq(bold.face(), plain.face()));
        assert_eq!(bold.synthesis(), Synthesis { bold: true, oblique: true });
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn registered_fonts_are_charged_once_and_given_back() {
        let (ledger, mut database) = database();
        let font = variant(700, false, 5);
        let first = database.register(font.clone(), Some("Mine")).unwrap();
        assert_eq!(first.families, ["Mine", "Noto Sans"]);
        let charged = ledger.live();
        assert_eq!(charged, font.len());
        let other = database.register(font.clone(), Some(" Other ")).unwrap();
        assert_eq!(other.families, ["Other", "Noto Sans"]);
        assert_ne!(first.key, other.key);
        assert_eq!(database.register(font.clone(), Some("OTHER")).unwrap(), other);
        assert_eq!(database.register(font.clone(), None).unwrap(), other);
        database
            .register_as(
                FontFile::new(font.clone(), &ledger).unwrap(),
                "Third",
                FontDescriptors::default(),
            )
            .unwrap();
        database.add_web(font, "Fourth", &[]);
        assert_eq!(ledger.live(), charged);
        assert_eq!(database.names()[..4], ["Mine", "Noto Sans", "Other", "Third"]);
        let kept = matched(&database, "1px mine");
        drop(database);
        assert_eq!(ledger.live(), charged, "text laid out keeps its face");
        drop(kept);
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn what_is_removed_is_freed() {
        let (ledger, mut database) = database();
        let mine = database.register(variant(700, false, 5), Some("Mine")).unwrap();
        let again = database.register(variant(700, false, 5), Some("Again")).unwrap();
        database.set_alias("mine", "Third");
        assert_eq!(chain(&database, "1px third"), [700, 400]);
        assert!(database.remove(mine.key) && !database.remove(mine.key));
        assert!(!database.has("mine") && !database.has("third") && database.has("again"));
        assert_eq!(chain(&database, "1px third, mine"), [400]);
        assert_ne!(ledger.live(), 0);
        assert!(database.remove(again.key));
        assert_eq!(ledger.live(), 0);
        database.register(variant(300, false, 5), None).unwrap();
        let web = database.add_web(variant(200, false, 5), "Web", &[]);
        assert_eq!(database.remove_all(), 1);
        assert_eq!(chain(&database, "1px web"), [200, 400]);
        assert!(database.remove(web));
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
        assert_eq!(database.names(), BUNDLED);
    }

    #[test]
    fn aliases_go_before_names_and_the_list_is_in_order() {
        let (_ledger, mut database) = database();
        database.register(variant(300, false, 5), Some("A")).unwrap();
        database.register(variant(500, false, 5), Some("Noto Sans")).unwrap();
        let weight = |text| chain(&database, text)[0];
        assert_eq!(weight("1px Nowhere, a, b"), 300);
        assert_eq!(weight("300 1px \"Noto Sans\", a"), 500);
        assert_eq!(weight("1px monospace, a"), 400);
        assert_eq!(chain(&database, "1px a, a, cursive, 'noto sans'"), [300, 400, 500]);
    }

    #[test]
    fn families_get_more_names_also_generic_ones() {
        let (_ledger, mut database) = database();
        database.register(variant(300, false, 5), Some("A")).unwrap();
        assert!(database.set_alias("a", "B") && database.set_alias("A", "monospace"));
        assert!(!database.set_alias("nothing", "C") && !database.set_alias("A", " "));
        assert_eq!(chain(&database, "1px b"), [300, 400]);
        assert_eq!(chain(&database, "1px monospace"), [300, 400]);
        assert_eq!(families(&database, "1px ui-monospace"), ["Noto Sans Mono", "Noto Sans"]);
        assert!(database.has("b") && database.names().contains(&"B".to_owned()));
        database.register(variant(200, false, 5), Some("serif")).unwrap();
        assert_eq!(chain(&database, "1px serif"), [200, 400]);
    }

    #[test]
    fn generic_families_are_bundled_faces_of_their_kind() {
        let (ledger, database) = database();
        for (text, expected) in [
            ("1px serif", &["Noto Serif", "Noto Sans"][..]),
            ("1px Nowhere, ui-serif, serif", &["Noto Serif", "Noto Sans"]),
            ("1px monospace", &["Noto Sans Mono", "Noto Sans"]),
            ("1px ui-monospace, serif", &["Noto Sans Mono", "Noto Serif", "Noto Sans"]),
            ("1px sans-serif, 'noto sans mono'", &["Noto Sans", "Noto Sans Mono"]),
            ("1px 'NOTO serif'", &["Noto Serif", "Noto Sans"]),
            ("1px 'monospace'", &["Noto Sans"]),
            ("1px fantasy, system-ui, emoji", &["Noto Sans"]),
        ] {
            assert_eq!(families(&database, text), expected, "{text}");
        }
        assert!(database.has("noto serif") && database.has("Noto Sans Mono"));
        assert!(!database.has("serif") && !database.has("monospace"));
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn characters_of_monospace_have_one_width() {
        let (_ledger, database) = database();
        let layout = |text: &str, font| {
            database.layout(text, &font::parse(font).unwrap(), &TextOptions::default()).unwrap()
        };
        let text = "Hello World fi ffl AVATAR \u{430}\u{429}\u{3C9}\u{158}\u{2014}\u{20AC}";
        let width = layout(text, "10px monospace").width;
        assert!((width - 6.0 * text.chars().count() as f64).abs() < 1e-3, "{width}");
        let wide = layout("WWW", "10px serif").width;
        assert!(wide > 1.5 * layout("iii", "10px serif").width);
        // What the face lacks comes from the one behind it.
        let runs = Arc::clone(&layout("a\u{2605}", "10px monospace").runs);
        let families = runs.iter().map(|run| run.font.face().family()).collect::<Vec<_>>();
        assert_eq!(families, ["Noto Sans Mono", "Noto Sans"]);
    }

    #[test]
    fn of_equal_faces_the_last_registered_wins() {
        let (_ledger, mut database) = database();
        let plain = matched(&database, "1px Noto Sans");
        database.register(testing::BUNDLED.to_vec(), None).unwrap();
        let own = matched(&database, "1px Noto Sans");
        assert!(!Arc::ptr_eq(&own, &plain));
        assert!(Arc::ptr_eq(&own, &matched(&database, "9px Noto Sans")));
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
            let face = matched(&database, text).face().capabilities();
            (face.weight.low as u16, face.style == FaceStyle::ITALIC, face.stretch.low)
        };
        assert_eq!(found("1px F"), (400, false, 100.0));
        assert_eq!(found("bold 1px F"), (700, false, 100.0));
        assert_eq!(found("600 1px F"), (700, false, 100.0));
        assert_eq!(found("500 1px F"), (400, false, 100.0));
        assert_eq!(found("italic bold 1px F"), (400, true, 100.0));
        assert_eq!(found("oblique 1px F"), (400, true, 100.0));
        assert_eq!(found("condensed 1px F"), (900, true, 75.0));
        assert_eq!(found("ultra-expanded 1px F"), (100, false, 125.0));
        let styles = &database.families()[0].styles;
        let last = FaceStyles { weight: 100, width: "expanded", style: "normal" };
        assert_eq!((styles.len(), styles.last()), (5, Some(&last)));
    }

    #[test]
    fn descriptors_go_before_the_file() {
        let (_ledger, mut database) = database();
        database.add_web(variant(700, false, 5), "W", &[("weight", "300")]);
        database.add_web(variant(300, false, 5), "w", &[("weight", "700")]);
        assert_eq!(chain(&database, "bold 1px W"), [300, 400]);
        assert_eq!(chain(&database, "1px W"), [700, 400]);
        assert!(!database.has("W") && database.names() == BUNDLED);
        let tall = [("ascentOverride", "200%"), ("descentOverride", "50%")];
        database.add_web(variant(400, false, 5), "Tall", &tall);
        let extents = matched(&database, "1px Tall").extents();
        assert_eq!((extents.ascent, extents.descent, extents.hanging), (2.0, 0.5, None));
    }

    #[test]
    fn faces_for_parts_of_unicode_make_one() {
        let (_ledger, mut database) = database();
        database.add_web(variant(100, false, 5), "P", &[("weight", "400")]);
        database.add_web(variant(200, false, 5), "P", &[("weight", "400")]);
        let ranges = ("unicodeRange", "U+41-5A");
        database.add_web(variant(300, false, 5), "P", &[("weight", "400"), ranges]);
        assert_eq!(chain(&database, "1px P"), [300, 200, 400]);
        let partial = matched(&database, "1px P");
        assert!(partial.is_partial() && partial.has('A') && !partial.has('a'));
    }

    #[test]
    fn variable_faces_are_instanced_and_sized() {
        let (_ledger, mut database) = database();
        let axes = [(b"wght", [100.0, 400.0, 900.0]), (b"opsz", [8.0, 14.0, 100.0])];
        database.register(variable(&axes), Some("V")).unwrap();
        let (plain, bold) = (matched(&database, "14px V"), matched(&database, "bold 14px V"));
        assert!(Arc::ptr_eq(plain.face(), bold.face()) && !Arc::ptr_eq(&plain, &bold));
        assert_eq!(bold.synthesis(), Synthesis::default());
        assert!(!Arc::ptr_eq(&plain, &matched(&database, "50px V")));
        assert!(Arc::ptr_eq(&plain, &matched(&database, "14px V")));
        assert_eq!(database.axes(&font::parse("1px V").unwrap()).len(), 2);
        assert!(database.axes(&font::parse("1px serif").unwrap()).is_empty());
    }

    #[test]
    fn registered_fonts_stand_in_for_each_other() {
        let (_ledger, mut database) = database();
        let font = font::parse("bold 20px serif").unwrap();
        assert!(database.fallback(&font, '一').is_none());
        database.add_web(without_ascii(), "Web", &[]);
        assert!(database.fallback(&font, '一').is_none(), "web fonts are for their families only");
        database.register(without_ascii(), Some("Han")).unwrap();
        let found = database.fallback(&font, '一').unwrap();
        assert!(found.has('一') && !found.has('a') && found.synthesis().bold);
        assert!(Arc::ptr_eq(&found, &database.fallback(&font, '丁').unwrap()));
        assert!(database.fallback(&font, '\u{10FFFF}').is_none());
        database.remove_all();
        assert!(database.fallback(&font, '一').is_none());
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let (_ledger, database) = database();
        for weight in 1..=1000 {
            database.match_font(&font::parse(&format!("{weight} 1px x")).unwrap());
        }
        assert_eq!(database.kept().lists.len(), MAX_LISTS);
        let font = FontShorthand::default();
        for character in '\u{4E00}'..'\u{6E00}' {
            database.fallback(&font, character);
        }
        assert!(database.kept().fallbacks.len() <= MAX_FALLBACKS);
    }

    #[test]
    fn folders_are_registered_whole() {
        let (ledger, mut database) = database();
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        assert_eq!(database.register_folder(&assets, 10), 0);
        assert!(database.register_folder(&assets, u64::MAX) >= 1);
        assert!(ledger.live() > 0);
        assert_eq!(database.register_folder(&assets.join("none"), u64::MAX), 0);
        database.remove_all();
        assert_eq!(ledger.live(), 0);
    }

    /// What is installed differs from machine to machine; here it is only seen that all of it can be used.
    #[test]
    fn installed_fonts_are_found_by_name_and_by_character() {
        let (ledger, mut database) = database();
        database.use_system(true);
        assert!(database.uses_system());
        let fonts = system::fonts().unwrap();
        assert_eq!(database.system_faces(), fonts.faces.len());
        for face in fonts.faces.iter().take(20) {
            let name = face.names.first().unwrap();
            if BUNDLED.contains(&name) {
                continue;
            }
            assert!(database.has(name), "{name}");
            let font = FontShorthand {
                families: vec![Family::Named(name.to_owned())],
                ..FontShorthand::default()
            };
            assert!(database.match_font(&font).face().names().contain(&folded(name)), "{name}");
        }
        let font = FontShorthand::default();
        if let Some(found) = database.fallback(&font, '\u{21D2}') {
            assert!(found.has('\u{21D2}'));
        }
        database.use_system(false);
        assert!(database.fallback(&font, '\u{21D2}').is_none());
        assert_eq!(ledger.live(), 0, "mapped files are on no account");
    }
}
