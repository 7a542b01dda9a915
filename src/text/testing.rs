//! What several tests of this room need.

use std::sync::Arc;

use super::layout::FontList;
use super::{Font, FontDatabase, TextLayout, TextOptions};
use crate::css::FontShorthand;
use crate::error::Result;
use crate::mem::Ledger;

pub(super) static BUNDLED: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.subset.ttf");

pub(super) fn bundled() -> Arc<Font> {
    FontDatabase::new(&Ledger::new()).match_font(&FontShorthand::default())
}

/// Lays out with these fonts and no others.
pub(super) fn layout(
    text: &str,
    fonts: &[Arc<Font>],
    size_px: f64,
    options: TextOptions,
) -> Result<Arc<TextLayout>> {
    let list = FontList::new(fonts.to_vec());
    let font = FontShorthand { size_px, ..FontShorthand::default() };
    super::layout::layout(text, &list, &font, &options, &|_| None)
}

/// The glyph of a character; the test fails where there is none.
pub(super) fn glyph(font: &Arc<Font>, character: char) -> u16 {
    let fonts = [Arc::clone(font)];
    let layout = layout(&character.to_string(), &fonts, 10.0, Default::default()).unwrap();
    let id = layout.runs[0].glyphs[0].id;
    assert_ne!(id, 0, "no glyph for {character}");
    id
}

/// The bundled font with another weight class, italic flag and width class in its OS/2 table.
pub(super) fn variant(weight: u16, italic: bool, width: u16) -> Vec<u8> {
    let mut font = BUNDLED.to_vec();
    let os2 = table(&font, b"OS/2");
    font[os2 + 4..os2 + 6].copy_from_slice(&weight.to_be_bytes());
    font[os2 + 6..os2 + 8].copy_from_slice(&width.to_be_bytes());
    let selection: u16 = if italic { 1 } else { 1 << 6 };
    font[os2 + 62..os2 + 64].copy_from_slice(&selection.to_be_bytes());
    font
}

/// Where a table starts. The directory has 12 bytes before its 16-byte entries.
pub(super) fn table(font: &[u8], tag: &[u8; 4]) -> usize {
    let entries = font[12..].chunks_exact(16);
    let entry = entries.into_iter().find(|entry| &entry[..4] == tag).unwrap();
    u32::from_be_bytes(entry[8..12].try_into().unwrap()) as usize
}

/// The bundled font with the entry of a table turned into one for another, which is added to the end of the file.
pub(super) fn with_table(old: &[u8; 4], new: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
    let mut font = BUNDLED.to_vec();
    let entry = font[12..].chunks_exact(16).position(|e| &e[..4] == old).unwrap() * 16 + 12;
    let start = font.len() as u32;
    font[entry..entry + 4].copy_from_slice(new);
    font[entry + 8..entry + 12].copy_from_slice(&start.to_be_bytes());
    font[entry + 12..entry + 16].copy_from_slice(&(bytes.len() as u32).to_be_bytes());
    font.extend_from_slice(bytes);
    sort_directory(&mut font);
    font
}

fn sort_directory(font: &mut [u8]) {
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let mut entries: Vec<[u8; 16]> =
        font[12..12 + 16 * count].chunks_exact(16).map(|e| e.try_into().unwrap()).collect();
    entries.sort();
    font[12..12 + 16 * count].copy_from_slice(&entries.concat());
}

/// The bundled font with axes: tag, and least, usual and greatest place of each. Nothing varies along them.
pub(super) fn variable(axes: &[(&[u8; 4], [f64; 3])]) -> Vec<u8> {
    let mut fvar: Vec<u8> = [1, 0, 16, 2, axes.len() as u16, 20, 0, 4 * axes.len() as u16 + 4]
        .iter()
        .flat_map(|word: &u16| word.to_be_bytes())
        .collect();
    for (tag, places) in axes {
        fvar.extend_from_slice(*tag);
        for place in places {
            fvar.extend_from_slice(&((place * 65536.0) as i32).to_be_bytes());
        }
        fvar.extend_from_slice(&[0, 0, 1, 0]);
    }
    with_table(b"GSUB", b"fvar", &fvar)
}
