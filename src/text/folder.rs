//! The font files of a folder.

use std::fs;
use std::path::{Path, PathBuf};

/// How deep folders in folders are looked into; links may lead in circles.
const MAX_DEPTH: usize = 8;
/// The most entries that are looked at, of all folders together.
const MAX_ENTRIES: usize = 65_536;

/// Paths with one of these endings in a folder and in the folders inside it, in the order of their names.
pub(super) fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut walk = Walk { endings, entries: 0, found: Vec::new() };
    walk.folder(folder, 0);
    walk.found
}

struct Walk<'a> {
    endings: &'a [&'a str],
    entries: usize,
    found: Vec<PathBuf>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let room = MAX_ENTRIES - self.entries;
        // The order in which a file system lists them is no order.
        let mut paths: Vec<PathBuf> = entries.flatten().take(room).map(|e| e.path()).collect();
        self.entries += paths.len();
        paths.sort();
        for path in paths {
            if self.is_font(&path) {
                self.found.push(path);
            } else if depth < MAX_DEPTH && path.extension().is_none_or(|_| path.is_dir()) {
                self.folder(&path, depth + 1);
            }
        }
    }

    fn is_font(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| self.endings.iter().any(|e| e.eq_ignore_ascii_case(ending)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_found_at_any_depth_and_in_order() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let found = files(&root, &["TTF"]);
        assert!(found.iter().any(|path| path.ends_with("fonts/NotoSans-Regular.subset.ttf")));
        assert!(files(&root, &["nothing"]).is_empty());
        assert!(files(&root.join("no such folder"), &["ttf"]).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_in_circles_end() {
        let root = std::env::temp_dir().join(format!("fonts-in-circles-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        std::os::unix::fs::symlink(&root, root.join("again")).unwrap();
        fs::write(root.join("a.ttf"), b"").unwrap();
        let found = files(&root, &["ttf"]);
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(found.len(), MAX_DEPTH + 1);
    }
}
