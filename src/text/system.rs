//! The fonts that are installed: looked for once in a process, on a thread of its own, when they are first needed.
//!
//! What is kept of a face is where it is, its names, what CSS matches, and which pages of Unicode it may have. The
//! files are opened again by the environments that use them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::Face;
use super::coverage_pages::Pages;
use super::file::FontFile;
use super::folder;
use super::matching::Capabilities;
use super::names::{Names, folded};
use crate::error::{Result, guard};
use crate::mem::Ledger;

/// What fonts of a system are called.
const ENDINGS: &[&str] = &["ttf", "otf", "ttc", "otc"];
/// How long a text waits for the list. Some hundred files take a few hundredths of a second; a disk that takes
/// longer than this would stop the whole process.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most faces that are kept: some 700 bytes each.
const MAX_FACES: usize = 20_000;

/// A face that is installed.
pub(super) struct SystemFace {
    pub(super) path: Arc<Path>,
    /// Its place in a collection.
    pub(super) index: u32,
    pub(super) names: Names,
    pub(super) capabilities: Capabilities,
    /// Whether its glyphs have colours of their own.
    pub(super) is_coloured: bool,
    pub(super) pages: Pages,
}

/// All faces that are installed.
#[derive(Default)]
pub(super) struct SystemFonts {
    pub(super) faces: Vec<SystemFace>,
    by_name: HashMap<String, Vec<usize>>,
}

static FONTS: OnceLock<SystemFonts> = OnceLock::new();
/// When somebody began to look.
static STARTED: Mutex<Option<Instant>> = Mutex::new(None);
static IS_DONE: Condvar = Condvar::new();

/// The fonts of this system, waited for if they are still being looked for; `None` when that takes too long.
pub(super) fn fonts() -> Option<&'static SystemFonts> {
    if let Some(fonts) = FONTS.get() {
        return Some(fonts);
    }
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    let is_first = started.is_none();
    let since = *started.get_or_insert_with(Instant::now);
    if is_first {
        let look = || {
            FONTS.get_or_init(installed);
            // Whoever waits has looked at the list before with this lock held.
            drop(STARTED.lock());
            IS_DONE.notify_all();
        };
        if std::thread::Builder::new().name("canvas-fonts".to_owned()).spawn(look).is_err() {
            return Some(FONTS.get_or_init(installed));
        }
    }
    // Those who come later wait no longer than the first.
    let left = PATIENCE.saturating_sub(since.elapsed());
    let waited = IS_DONE.wait_timeout_while(started, left, |_| FONTS.get().is_none());
    drop(waited);
    FONTS.get()
}

/// What is installed; nothing where a file makes a reader panic in a way that was not foreseen.
fn installed() -> SystemFonts {
    let list = guard("listing the installed fonts", || Ok(SystemFonts::in_folders(&folders())));
    list.unwrap_or_default()
}

impl SystemFonts {
    /// The fonts in these folders.
    pub(super) fn in_folders(folders: &[PathBuf]) -> Self {
        let mut fonts = Self::default();
        // Nothing is copied or unpacked, so nothing is charged.
        let ledger = Ledger::new();
        for path in folders.iter().flat_map(|folder| folder::files(folder, ENDINGS)) {
            let Ok(file) = FontFile::mapped(&path, &ledger) else { continue };
            let path = Arc::from(path);
            for index in 0..file.faces() {
                if fonts.faces.len() >= MAX_FACES {
                    return fonts;
                }
                if let Ok(face) = SystemFace::of(&file, index, &path) {
                    fonts.add(face);
                }
            }
        }
        fonts
    }

    fn add(&mut self, face: SystemFace) {
        let at = self.faces.len();
        for name in face.names.all() {
            let named = self.by_name.entry(folded(name)).or_default();
            // A family may have the same name in several languages.
            if named.last() != Some(&at) {
                named.push(at);
            }
        }
        self.faces.push(face);
    }

    /// The places of a family's faces, by a name in [`folded`] form.
    pub(super) fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

impl SystemFace {
    fn of(file: &Arc<FontFile>, index: u32, path: &Arc<Path>) -> Result<Self> {
        let face = Face::parse_one(file, index)?;
        guard("reading an installed font", || {
            let tables = face.tables()?;
            Ok(Self {
                path: Arc::clone(path),
                index,
                names: face.names().clone(),
                capabilities: face.capabilities(),
                is_coloured: face.is_coloured(),
                pages: Pages::of(&tables),
            })
        })
    }
}

/// Where the system keeps fonts.
fn folders() -> Vec<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let mut folders = Vec::new();
    if cfg!(target_os = "windows") {
        folders.extend(variable("SystemRoot").map(|root| root.join("Fonts")));
        folders.extend(variable("LOCALAPPDATA").map(|root| root.join(r"Microsoft\Windows\Fonts")));
        return folders;
    }
    let home = variable("HOME");
    if cfg!(target_os = "macos") {
        folders.extend(["/System/Library/Fonts", "/Library/Fonts"].map(PathBuf::from));
        folders.extend(home.map(|home| home.join("Library/Fonts")));
        return folders;
    }
    folders.extend(["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from));
    let data = variable("XDG_DATA_HOME");
    let data = data.or_else(|| home.as_ref().map(|home| home.join(".local/share")));
    folders.extend(data.map(|data| data.join("fonts")));
    folders.extend(home.map(|home| home.join(".fonts")));
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_found_by_all_their_names() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let fonts = SystemFonts::in_folders(&[assets.clone(), assets.join("none")]);
        let found = fonts.named("noto sans");
        assert!(!found.is_empty() && fonts.named("Noto Sans").is_empty());
        let face = &fonts.faces[found[0]];
        assert!(face.path.is_file() && face.pages.may_have('A') && !face.is_coloured);
        assert!(SystemFonts::in_folders(&[]).faces.is_empty());
    }

    #[test]
    fn folders_are_absolute() {
        assert!(!folders().is_empty() && folders().iter().all(|folder| folder.is_absolute()));
    }

    #[test]
    fn the_list_is_made_once() {
        let (a, b) = (fonts().unwrap(), fonts().unwrap());
        assert!(std::ptr::eq(a, b));
    }
}
