//! Whether a PDF is well-formed: as another library reads it, and token by token.

use std::collections::HashSet;

use canvas::backend::pdf::About;
use canvas::stop::Stop;
use canvas::surface::Pages;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};
use skrifa::FontRef;
use skrifa::raw::TableProvider;

/// Operators that may be in a page, a pattern or a form.
const OPERATORS: [&str; 45] = [
    "q", "Q", "cm", "w", "J", "j", "M", "d", "gs", "m", "l", "c", "v", "y", "h", "re", "S", "s",
    "f", "f*", "B", "b", "n", "W", "W*", "BT", "ET", "Tf", "Tr", "Tm", "Td", "Tj", "TJ", "CS",
    "cs", "SC", "SCN", "scn", "RG", "rg", "sh", "Do", "BDC", "EMC", "G",
];
/// How deep brackets and states may be, which readers bound.
const MOST_DEPTH: usize = 28;

/// The file of these pages, which can always be written while there is room.
pub fn written(pages: &Pages, about: &About) -> Vec<u8> {
    let file = pages.write_pdf(about, &Stop::default()).expect("what is drawn can be written");
    file.bytes().to_vec()
}

/// Fails where a document is not what its standard says; gives the number of its pages.
pub fn check_document(bytes: &[u8]) -> usize {
    let document = Document::load_mem(bytes).expect("a document that can be read");
    let catalog = document.catalog().expect("a catalog");
    let ids: HashSet<_> = document.objects.keys().copied().collect();
    for object in document.objects.values() {
        check_references(object, &ids);
    }
    check_references(&Object::Dictionary(catalog.clone()), &ids);
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            check_stream(&document, stream);
        }
    }
    let pages = document.get_pages();
    for id in pages.values() {
        let content = document.get_page_content(*id);
        let page = document.get_dictionary(*id).expect("a page");
        check_content(&document, page, &content);
    }
    pages.len()
}

/// What is referred to is there.
fn check_references(object: &Object, ids: &HashSet<(u32, u16)>) {
    match object {
        Object::Reference(id) => assert!(ids.contains(id), "object {id:?} is not there"),
        Object::Array(all) => all.iter().for_each(|one| check_references(one, ids)),
        Object::Dictionary(all) => all.iter().for_each(|(_, one)| check_references(one, ids)),
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, one)| check_references(one, ids));
        }
        Object::Real(number) => assert!(number.is_finite(), "a number is {number}"),
        _ => {}
    }
}

fn check_stream(document: &Document, stream: &Stream) {
    let dict = &stream.dict;
    let said = |key: &[u8]| dict.get(key).and_then(Object::as_name).unwrap_or_default().to_vec();
    if said(b"Filter") == b"DCTDecode" {
        return;
    }
    let plain = || match dict.has(b"Filter") {
        true => stream.decompressed_content().expect("a stream that can be unpacked"),
        false => stream.content.clone(),
    };
    if said(b"Subtype") == b"Image" {
        let number = |key: &[u8]| dict.get(key).and_then(Object::as_i64).expect("a number") as usize;
        let channels = if said(b"ColorSpace") == b"DeviceRGB" { 3 } else { 1 };
        let expected = number(b"Width") * number(b"Height") * channels;
        assert_eq!(plain().len(), expected, "the samples of a picture");
    } else if said(b"Subtype") == b"Form" || dict.has(b"PatternType") {
        check_content(document, dict, &plain());
    } else if let Ok(length) = dict.get(b"Length1").and_then(Object::as_i64) {
        assert_eq!(plain().len(), length as usize, "the length of a font");
    }
}

/// The resources that a page, a form or a pattern names.
fn resources<'d>(document: &'d Document, owner: &'d Dictionary) -> Option<&'d Dictionary> {
    let (_, object) = document.dereference(owner.get(b"Resources").ok()?).ok()?;
    object.as_dict().ok()
}

/// Operators that are known, numbers that are numbers, states and marks that end, names that are there.
fn check_content(document: &Document, owner: &Dictionary, content: &[u8]) {
    check_tokens(content);
    let resources = resources(document, owner);
    let has = |kind: &[u8], operand: Option<&Object>| {
        let Some(Object::Name(name)) = operand else { return true };
        let all = resources.and_then(|all| all.get(kind).ok());
        let all = all.and_then(|all| document.dereference(all).ok());
        all.is_some_and(|(_, all)| all.as_dict().is_ok_and(|all| all.has(name)))
    };
    let (mut states, mut texts, mut marks) = (0_usize, 0_usize, 0_usize);
    for operation in Content::decode(content).expect("content that can be read").operations {
        let operand = operation.operands.first();
        let last = operation.operands.last();
        let is_there = match operation.operator.as_str() {
            "q" => { states += 1; true }
            "Q" => { states = states.checked_sub(1).expect("a state to restore"); true }
            "BT" => { texts += 1; texts == 1 }
            "ET" => { texts = texts.checked_sub(1).expect("a text to end"); true }
            "BDC" => { marks += 1; true }
            "EMC" => { marks = marks.checked_sub(1).expect("a mark to end"); true }
            "gs" => has(b"ExtGState", operand),
            "Do" => has(b"XObject", operand),
            "Tf" => has(b"Font", operand),
            "sh" => has(b"Shading", operand),
            "scn" | "SCN" => has(b"Pattern", last),
            _ => true,
        };
        assert!(is_there, "{operation:?}");
        assert!(states <= MOST_DEPTH, "states are nested");
    }
    assert_eq!((states, texts, marks), (0, 0, 0), "states, texts and marks that have no end");
}

/// Each token by itself.
fn check_tokens(content: &[u8]) {
    let mut rest = content;
    while let Some((&first, tail)) = rest.split_first() {
        rest = match first {
            b'(' => after_string(tail),
            b'<' if tail.first() != Some(&b'<') => {
                let end = tail.iter().position(|byte| *byte == b'>').expect("the end of a string");
                &tail[end + 1..]
            }
            b'<' | b'>' | b'[' | b']' | b' ' | b'\n' | b'\r' | b'\t' => tail,
            _ => {
                let is_end = |byte: &u8| b" \n\r\t()<>[]".contains(byte) || *byte == b'/';
                let end = tail.iter().position(is_end).unwrap_or(tail.len()) + 1;
                check_word(std::str::from_utf8(&rest[..end]).expect("plain letters"));
                &rest[end..]
            }
        };
    }
}

fn after_string(mut rest: &[u8]) -> &[u8] {
    let mut depth = 1;
    loop {
        let (&byte, tail) = rest.split_first().expect("the end of a string");
        rest = tail;
        match byte {
            b'\\' => rest = &tail[1..],
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return rest;
        }
    }
}

fn check_word(word: &str) {
    if word.starts_with('/') || OPERATORS.contains(&word) {
        return;
    }
    let is_plain = word.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    assert!(is_plain && word.parse::<f64>().is_ok_and(f64::is_finite), "{word:?} is in a content");
}

/// The font files of a document can be read as far as their number of glyphs.
pub fn check_fonts(bytes: &[u8]) {
    let document = Document::load_mem(bytes).expect("a document that can be read");
    for object in document.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        let Ok(file) = dict.get(b"FontFile2") else { continue };
        let (_, file) = document.dereference(file).expect("a font file");
        let file = file.as_stream().expect("a stream").decompressed_content().expect("it is packed");
        let font = FontRef::new(&file).expect("a part of a font is a font");
        assert!(font.maxp().expect("it has glyphs").num_glyphs() > 0);
    }
}
