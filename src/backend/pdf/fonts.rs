//! Fonts of a document: of each the glyphs that are shown, and which letters they stand for.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::writers::Resources;
use pdf_writer::{Filter, Finish, Name, Rect as PdfRect, Ref, Str};

use super::inks::name;
use super::{Writer, single};
use crate::codec::deflate;
use crate::error::Result;
use crate::text::{Font, FontFacts, FontProgram, FontSubset};

const SYSTEM: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Fonts in the order they were met.
#[derive(Default)]
pub(super) struct Fonts {
    all: Vec<Entry>,
    /// By the font's address, which the entry keeps alive. `None` for fonts that can't be embedded.
    known: HashMap<usize, Option<usize>>,
    /// Fonts that are not embedded.
    refused: Vec<Arc<Font>>,
}

/// A font of the document.
pub(super) struct Entry {
    pub(super) id: Ref,
    pub(super) font: Arc<Font>,
    subset: FontSubset,
    /// The part of it, once it is made.
    program: Option<FontProgram>,
    /// What a glyph stands for, by its number in the subset.
    letters: BTreeMap<u16, String>,
}

impl Entry {
    /// The glyph in the subset, and its width in thousandths of an em.
    pub(super) fn glyph(&mut self, id: u16) -> (u16, f64) {
        self.subset.glyph(&self.font, id)
    }

    /// Whether a glyph stands for these letters wherever it is shown; they are noted when it was not shown before.
    pub(super) fn stands_for(&mut self, glyph: u16, letters: &str) -> bool {
        *self.letters.entry(glyph).or_insert_with(|| letters.to_owned()) == letters
    }
}

impl Fonts {
    /// The entry of a font; `None` for one that can't be embedded.
    pub(super) fn entry(writer: &mut Writer, font: &Arc<Font>) -> Option<usize> {
        let key = Arc::as_ptr(font).addr();
        if let Some(known) = writer.fonts.known.get(&key) {
            return *known;
        }
        let index = FontSubset::new(font).map(|subset| {
            let entry = Entry {
                id: writer.next(),
                font: Arc::clone(font),
                subset,
                program: None,
                letters: BTreeMap::new(),
            };
            writer.fonts.all.push(entry);
            writer.fonts.all.len() - 1
        });
        // The address of one that is not kept may become another font's.
        if index.is_some() {
            writer.fonts.known.insert(key, index);
        }
        index
    }

    pub(super) fn get(&mut self, index: usize) -> Option<&mut Entry> {
        self.all.get_mut(index)
    }

    pub(super) fn list(&self, resources: &mut Resources<'_>) {
        let mut fonts = resources.fonts();
        for entry in &self.all {
            fonts.pair(Name(&name(b'F', entry.id)), entry.id);
        }
    }

    /// These are not embedded.
    pub(super) fn refuse(&mut self, fonts: &[Arc<Font>]) {
        self.known.extend(fonts.iter().map(|font| (Arc::as_ptr(font).addr(), None)));
        self.refused.extend_from_slice(fonts);
    }

    /// Makes the parts of all fonts; those of which there is none, for their files are damaged.
    pub(super) fn make_programs(&mut self) -> Vec<Arc<Font>> {
        for entry in &mut self.all {
            entry.program = entry.subset.program(&entry.font).ok();
        }
        let broken = self.all.iter().filter(|entry| entry.program.is_none());
        broken.map(|entry| Arc::clone(&entry.font)).collect()
    }

    /// Writes them all.
    pub(super) fn finish(writer: &mut Writer) -> Result<()> {
        for (index, entry) in std::mem::take(&mut writer.fonts.all).into_iter().enumerate() {
            entry.write(writer, index)?;
            writer.fonts.all.push(entry);
        }
        Ok(())
    }
}

impl Entry {
    fn write(&self, writer: &mut Writer, index: usize) -> Result<()> {
        let Some(program) = &self.program else { return Ok(()) };
        let facts = FontFacts::of(&self.font);
        let base = base_name(&facts.name, index);
        let [cid, descriptor, file, cmap] = [(); 4].map(|()| writer.next());
        let mut font = writer.pdf.type0_font(self.id);
        font.base_font(Name(base.as_bytes())).encoding_predefined(Name(b"Identity-H"));
        font.descendant_font(cid).to_unicode(cmap);
        font.finish();

        let mut written = writer.pdf.cid_font(cid);
        let is_cff = matches!(program, FontProgram::Cff(_));
        written.subtype(if is_cff { CidFontType::Type0 } else { CidFontType::Type2 });
        written.base_font(Name(base.as_bytes())).system_info(SYSTEM).font_descriptor(descriptor);
        written.default_width(0.0);
        if !is_cff {
            written.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        let widths = self.subset.widths().into_iter().map(single);
        written.widths().consecutive(0, widths);
        written.finish();

        facts.write(writer, descriptor, &base, (file, is_cff));
        let (FontProgram::TrueType(bytes) | FontProgram::Cff(bytes)) = program;
        let packed = deflate(bytes);
        writer.book(packed.len())?;
        let mut written = writer.pdf.stream(file, &packed);
        written.filter(Filter::FlateDecode);
        if is_cff {
            written.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        }
        written.finish();

        let mut letters = UnicodeCmap::<u16>::new(Name(b"Custom"), SYSTEM);
        for (glyph, text) in self.letters.iter().filter(|(_, text)| !text.is_empty()) {
            letters.pair_with_multiple(*glyph, text.chars());
        }
        let packed = deflate(&letters.finish());
        writer.pdf.cmap(cmap, &packed).filter(Filter::FlateDecode);
        writer.book(0)
    }
}

impl FontFacts {
    fn write(&self, writer: &mut Writer, id: Ref, base: &str, (file, is_cff): (Ref, bool)) {
        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::FIXED_PITCH, self.is_monospace);
        flags.set(FontFlags::ITALIC, self.italic_angle != 0.0);
        let [left, bottom, right, top] = self.bbox.map(single);
        let mut written = writer.pdf.font_descriptor(id);
        written.name(Name(base.as_bytes())).flags(flags);
        written.bbox(PdfRect::new(left, bottom, right, top));
        written.italic_angle(single(self.italic_angle)).ascent(single(self.ascent));
        written.descent(single(self.descent)).cap_height(single(self.cap_height)).stem_v(80.0);
        if is_cff {
            written.font_file3(file)
        } else {
            written.font_file2(file)
        };
    }
}

/// A name as parts of fonts have it: six capitals of its own, and the font's name.
fn base_name(family: &str, index: usize) -> String {
    let mut tag = String::new();
    let mut rest = index;
    for _ in 0..6 {
        tag.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let plain: String = family.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    format!("{tag}+{}", if plain.is_empty() { "Font" } else { &plain })
}
