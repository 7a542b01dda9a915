//! What several tests of this room need.

use std::sync::Arc;

use super::layout::{FontList, ToLayOut};
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
    ToLayOut { text, list: &list, font: &font, options: &options, fallback: &|_| None }.layout()
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
    with_table_in(BUNDLED.to_vec(), old, new, bytes)
}

/// The same for another font.
pub(super) fn with_table_in(
    mut font: Vec<u8>,
    old: &[u8; 4],
    new: &[u8; 4],
    bytes: &[u8],
) -> Vec<u8> {
    let entry = font[12..].chunks_exact(16).position(|e| &e[..4] == old).unwrap() * 16 + 12;
    let start = font.len() as u32;
    font[entry..entry + 4].copy_from_slice(new);
    font[entry + 8..entry + 12].copy_from_slice(&start.to_be_bytes());
    font[entry + 12..entry + 16].copy_from_slice(&(bytes.len() as u32).to_be_bytes());
    font.extend_from_slice(bytes);
    sort_directory(&mut font);
    font
}

/// The bundled font with these glyphs, all others being blank. Each is of two more, or a triangle.
pub(super) fn composites(glyphs: &[(u16, Option<[u16; 2]>)]) -> Vec<u8> {
    let count = 1 + glyphs.iter().map(|glyph| glyph.0).max().unwrap();
    let (mut data, mut places) = (Vec::new(), Vec::new());
    for id in 0..count {
        places.extend((data.len() as u32).to_be_bytes());
        let words: Vec<u16> = match glyphs.iter().find(|glyph| glyph.0 == id) {
            None => continue,
            // Arguments are places, and more follows.
            Some((_, Some([a, b]))) => vec![!0, 0, 0, 1000, 700, 0x23, *a, 0, 0, 3, *b, 99, 0],
            Some((_, None)) => vec![1, 0, 0, 600, 700, 2, 0, 0x0902, 0, 300, 300, 0, 700, 64836],
        };
        data.extend(words.into_iter().flat_map(u16::to_be_bytes));
    }
    let glyphs_of_font = {
        let maxp = table(BUNDLED, b"maxp");
        u16::from_be_bytes([BUNDLED[maxp + 4], BUNDLED[maxp + 5]])
    };
    for _ in count..=glyphs_of_font {
        places.extend((data.len() as u32).to_be_bytes());
    }
    let font = with_table(b"glyf", b"glyf", &data);
    let mut font = with_table_in(font, b"loca", b"loca", &places);
    let head = table(&font, b"head");
    font[head + 50..head + 52].copy_from_slice(&[0, 1]);
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
