//! Fonts: the registry of files, and the faces of the font face set.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, This};
use napi_derive::napi;

use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use super::task::{WaitingTask, Work};
use crate::css::{Family, FontDescriptors, FontShorthand, Stretch, Style, font};
use crate::error::{Error, ErrorKind, Result};
use crate::mem::{Block, Kind, Ledger};
use crate::paint::Keyword;
use crate::stop::Stop;
use crate::text::{FontFile, Registered, matching_faces};

/// What a registration gives.
#[napi(object)]
pub struct FontKey {
    /// Names the registration, in this thread.
    pub typeface_id: u32,
    /// The families it can be used by.
    pub families: Vec<String>,
}

impl From<Registered> for FontKey {
    fn from(Registered { key, families }: Registered) -> Self {
        Self { typeface_id: key, families }
    }
}

/// A style of a family.
#[napi(object)]
pub struct FontStyle {
    pub weight: u32,
    pub width: String,
    pub style: String,
}

/// A family and its styles.
#[napi(object)]
pub struct FontFamily {
    pub family: String,
    pub styles: Vec<FontStyle>,
}

/// An axis of a variable font.
#[napi(object)]
pub struct FontVariationAxis {
    pub tag: u32,
    pub value: f64,
    pub min: f64,
    pub max: f64,
    pub def: f64,
    pub hidden: bool,
}

/// A face of the set as matching sees it: names and texts of its descriptors side by side.
#[napi(object)]
pub struct FaceDescription {
    pub family: String,
    pub names: Vec<String>,
    pub texts: Vec<String>,
}

/// The bytes a number from JavaScript allows.
fn most(bytes: f64) -> u64 {
    // Saturating; limits are positive whole numbers.
    bytes as u64
}

fn descriptors(names: &[String], texts: &[String]) -> Result<FontDescriptors> {
    let mut descriptors = FontDescriptors::default();
    for (name, text) in names.iter().zip(texts) {
        if descriptors.set(name, text).is_none() {
            let message = format!("{text:?} is no value of {name}");
            return Err(Error::new(ErrorKind::Syntax, message));
        }
    }
    Ok(descriptors)
}

/// Registers the faces of a font.
#[napi(catch_unwind)]
pub fn register_font(env: Env, data: &[u8], alias: Option<String>) -> napi::Result<FontKey> {
    enter(&env, data.len(), |isolate| {
        let file = FontFile::copy_of(data, &isolate.ledger)?;
        let registered = isolate.fonts.borrow_mut().register_file(file, alias.as_deref());
        registered.map(FontKey::from)
    })
}

/// Registers the faces of a file, large ones without reading them whole.
#[napi(catch_unwind)]
pub fn register_font_file(
    env: Env,
    path: String,
    max_bytes: f64,
    alias: Option<String>,
) -> napi::Result<FontKey> {
    enter(&env, 0, |isolate| {
        let file = FontFile::open(Path::new(&path), most(max_bytes), &isolate.ledger)?;
        let registered = isolate.fonts.borrow_mut().register_file(file, alias.as_deref());
        registered.map(FontKey::from)
    })
}

/// Registers the faces of a file as what they are said to be.
#[napi(catch_unwind)]
pub fn register_font_as(
    env: Env,
    path: String,
    max_bytes: f64,
    face: FaceDescription,
) -> napi::Result<FontKey> {
    enter(&env, 0, |isolate| {
        let descriptors = descriptors(&face.names, &face.texts)?;
        let file = FontFile::open(Path::new(&path), most(max_bytes), &isolate.ledger)?;
        let mut fonts = isolate.fonts.borrow_mut();
        fonts.register_as(file, &face.family, descriptors).map(FontKey::from)
    })
}

/// Registers the fonts of a folder; tells how many.
#[napi(catch_unwind)]
pub fn register_font_folder(env: Env, path: String, max_bytes: f64) -> napi::Result<u32> {
    enter(&env, 0, |isolate| {
        let count = isolate.fonts.borrow_mut().register_folder(Path::new(&path), most(max_bytes));
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    })
}

/// Takes a registered font away; false if it is not there.
#[napi(catch_unwind)]
pub fn remove_font(env: Env, key: u32) -> napi::Result<bool> {
    enter(&env, 0, |isolate| Ok(isolate.fonts.borrow_mut().remove(key)))
}

/// Takes all registered fonts away; tells how many.
#[napi(catch_unwind)]
pub fn remove_fonts(env: Env) -> napi::Result<u32> {
    enter(&env, 0, |isolate| {
        Ok(u32::try_from(isolate.fonts.borrow_mut().remove_all()).unwrap_or(u32::MAX))
    })
}

/// Gives a family another name.
#[napi(catch_unwind)]
pub fn set_font_alias(env: Env, family: String, alias: String) -> napi::Result<bool> {
    enter(&env, 0, |isolate| Ok(isolate.fonts.borrow_mut().set_alias(&family, &alias)))
}

/// Whether a family of that name is known.
#[napi(catch_unwind)]
pub fn has_font(env: Env, family: String) -> napi::Result<bool> {
    enter(&env, 0, |isolate| Ok(isolate.fonts.borrow().has(&family)))
}

/// The families that text can be drawn in.
#[napi(catch_unwind)]
pub fn font_families(env: Env) -> napi::Result<Vec<FontFamily>> {
    enter(&env, 0, |isolate| {
        let families = isolate.fonts.borrow().families().into_iter();
        let families = families.map(|known| FontFamily {
            family: known.family,
            styles: known
                .styles
                .into_iter()
                .map(|face| FontStyle {
                    weight: u32::from(face.weight),
                    width: face.width.to_owned(),
                    style: face.style.to_owned(),
                })
                .collect(),
        });
        Ok(families.collect())
    })
}

/// The axes of the face of a family that is nearest; none for a family that is not known.
#[napi(catch_unwind)]
pub fn font_axes(
    env: Env,
    family: String,
    weight: f64,
    width: f64,
    slant: f64,
) -> napi::Result<Vec<FontVariationAxis>> {
    enter(&env, 0, |isolate| {
        let fonts = isolate.fonts.borrow();
        if !fonts.has(&family) {
            return Ok(Vec::new());
        }
        let wanted = FontShorthand {
            families: vec![Family::Named(family)],
            // Saturating casts.
            weight: (weight as u16).clamp(1, 1000),
            stretch: width_class(width),
            style: if slant >= 1.0 { Style::Italic } else { Style::Normal },
            ..FontShorthand::default()
        };
        let axes = fonts.axes(&wanted).into_iter().map(|axis| FontVariationAxis {
            tag: u32::from_be_bytes(axis.tag),
            value: f64::from(axis.default),
            min: f64::from(axis.min),
            max: f64::from(axis.max),
            def: f64::from(axis.default),
            hidden: axis.hidden,
        });
        Ok(axes.collect())
    })
}

/// The keyword of a width from 1 to 9; 5 is the normal one.
fn width_class(width: f64) -> Stretch {
    // Saturating: what is not a number is 0.
    let class = (width as usize).clamp(1, 9) - 1;
    Stretch::TABLE.get(class).map_or(Stretch::Normal, |&(stretch, _)| stretch)
}

/// How many faces are installed.
#[napi(catch_unwind)]
pub fn count_system_fonts(env: Env) -> napi::Result<u32> {
    enter(&env, 0, |isolate| {
        Ok(u32::try_from(isolate.fonts.borrow().system_faces()).unwrap_or(u32::MAX))
    })
}

/// Whether installed fonts are used, after setting it if told.
#[napi(catch_unwind)]
pub fn use_system_fonts(env: Env, uses: Option<bool>) -> napi::Result<bool> {
    enter(&env, 0, |isolate| {
        let mut fonts = isolate.fonts.borrow_mut();
        if let Some(uses) = uses {
            fonts.use_system(uses);
        }
        Ok(fonts.uses_system())
    })
}

/// The canonical text of a descriptor; null for what is none.
#[napi(catch_unwind)]
pub fn font_descriptor(name: String, text: String) -> Option<String> {
    FontDescriptors::default().set(&name, &text)
}

/// A family name as CSS writes it.
#[napi(catch_unwind)]
pub fn font_family_text(name: String) -> String {
    Family::Named(name).to_string()
}

/// Which of these faces a text in a font needs, by their places; null for what is no font.
/// <https://drafts.csswg.org/css-font-loading-3/#find-the-matching-font-faces>
#[napi(catch_unwind)]
pub fn match_font_faces(
    env: Env,
    font: String,
    text: String,
    faces: Vec<FaceDescription>,
) -> napi::Result<Option<Vec<u32>>> {
    enter(&env, 0, |_| {
        let Some(font) = font::parse(&font) else { return Ok(None) };
        let known =
            faces.into_iter().map(|face| Ok((face.family, descriptors(&face.names, &face.texts)?)));
        let known = known.collect::<Result<Vec<_>>>()?;
        let places = matching_faces(&font, &text, &known).into_iter();
        Ok(Some(places.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect()))
    })
}

/// A font that a worker hands over, or that was unpacked at once.
type Slot = Arc<Mutex<Option<Arc<FontFile>>>>;

fn put(slot: &Slot, file: Option<Arc<FontFile>>) {
    *slot.lock().unwrap_or_else(PoisonError::into_inner) = file;
}

struct DataCore {
    file: Slot,
    owner: Cell<Option<OwnerId>>,
}

impl Owner for DataCore {
    fn release(&self) {
        put(&self.file, None);
    }
}

/// The font of a `FontFace`.
#[napi(custom_finalize)]
pub struct FontData {
    core: Rc<DataCore>,
}

impl ObjectFinalize for FontData {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl FontData {
    /// Without a font.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>) -> napi::Result<Self> {
        let core = Rc::new(DataCore { file: Slot::default(), owner: Cell::new(None) });
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// Takes a font now.
    #[napi(catch_unwind)]
    pub fn load(&self, env: Env, data: &[u8]) -> napi::Result<()> {
        enter(&env, data.len(), |isolate| {
            put(&self.core.file, Some(open(data, &isolate.ledger)?));
            Ok(())
        })
    }

    /// Takes a font that a worker unpacks.
    #[napi(catch_unwind)]
    pub fn load_later(&self, env: Env, data: &[u8]) -> napi::Result<WaitingTask> {
        enter(&env, data.len(), |isolate| {
            let ledger = Arc::clone(&isolate.ledger);
            let input = Block::copy_of(&ledger, Kind::Input, data)?;
            let slot = Arc::clone(&self.core.file);
            Ok(WaitingTask::new(Unpack { input, ledger, slot }, Stop::default()))
        })
    }

    /// Adds it to the fonts that text is drawn in; gives its key.
    #[napi(catch_unwind)]
    pub fn add(&self, env: Env, face: FaceDescription) -> napi::Result<u32> {
        enter(&env, 0, |isolate| {
            let file = self.core.file.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let file = file.ok_or_else(|| Error::internal("the face has no font yet"))?;
            let descriptors = descriptors(&face.names, &face.texts)?;
            isolate.fonts.borrow_mut().add_face(file, &face.family, descriptors)
        })
    }
}

fn open(data: &[u8], ledger: &Arc<Ledger>) -> Result<Arc<FontFile>> {
    let file = FontFile::copy_of(data, ledger)?;
    file.check()?;
    Ok(file)
}

/// Unpacks and checks a font.
pub struct Unpack {
    input: Block,
    ledger: Arc<Ledger>,
    slot: Slot,
}

impl Work for Unpack {
    const NAME: &'static str = "reading a font";
    type Done = Arc<FontFile>;
    type Js = ();

    fn run(&mut self) -> Result<Self::Done> {
        open(self.input.bytes(), &self.ledger)
    }

    fn finish(&mut self, _env: &Env, done: Self::Done) -> Result<napi::Result<()>> {
        put(&self.slot, Some(done));
        Ok(Ok(()))
    }
}

/// The code points that were drawn as boxes since this was last asked to clear them.
#[napi(catch_unwind)]
pub fn missing_glyphs(env: Env, clear: bool) -> napi::Result<Vec<u32>> {
    enter(&env, 0, |isolate| {
        let fonts = isolate.fonts.borrow();
        let list = fonts.missing().list().into_iter().map(u32::from).collect();
        if clear {
            fonts.missing().clear();
        }
        Ok(list)
    })
}
