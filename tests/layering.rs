//! The rooms of the crate know only the rooms to their right, and a few words stay in their places.
//!
//! Reads every file of `src` as tokens. The rules are tables at the top; the tests at the bottom show
//! each rule sources that break it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod rust_source;

use std::fs;
use std::path::Path;

use rust_source::Source;

/// From left to right; rooms in one group are siblings.
const ROOMS: &[&[&str]] = &[
    &["binding"],
    &["surface"],
    &["context", "backend"],
    &["list"],
    &["text", "codec", "stroke"],
    &["css", "path", "paint"],
    &["mem"],
    &["stop"],
    &["geom", "error"],
];
/// Siblings that may be named: `css` turns text into `paint`'s values.
const EXCEPTIONS: &[(&str, &str)] = &[("css", "paint")];

/// Where a crate may be named.
const CRATES: &[(&str, &[&str])] = &[
    ("napi", &["binding/"]),
    ("napi_derive", &["binding/"]),
    ("napi_sys", &["binding/"]),
    ("tiny_skia", &["stroke/"]),
    ("fearless_simd", &["backend/raster/", "mem/"]),
    ("fearless_simd_macros", &["backend/raster/", "mem/"]),
    ("rayon", &["backend/"]),
    ("image", &["codec/"]),
    ("resvg", &["codec/"]),
    ("usvg", &["codec/"]),
    ("png", &["codec/"]),
    ("webp", &["codec/"]),
    ("moxcms", &["codec/"]),
    ("zune_core", &["codec/"]),
    ("zune_jpeg", &["codec/"]),
    ("jpeg_encoder", &["codec/jpeg.rs"]),
    ("mozjpeg", &["codec/encode/jpeg.rs"]),
    ("gif", &["codec/"]),
    ("re_rav1d", &["codec/avif/"]),
    ("zenavif_parse", &["codec/avif/"]),
    ("ravif", &["codec/encode/avif.rs"]),
    ("qoi", &["codec/"]),
    ("quantizr", &["codec/encode/indexed.rs"]),
    ("tiff", &["codec/"]),
    ("flate2", &["codec/"]),
    ("foldhash", &["text/"]),
    ("fontdue", &["text/"]),
    ("pdf_writer", &["backend/pdf/"]),
    ("base64", &["backend/svg/"]),
    ("skrifa", &["text/"]),
    ("subsetter", &["text/embed.rs"]),
    ("wuff", &["text/web_font.rs"]),
    ("harfrust", &["text/shape/"]),
    ("unicode_bidi", &["text/bidi.rs"]),
    ("unicode_linebreak", &["text/line_breaks.rs"]),
    ("unicode_script", &["text/layout.rs", "text/shape/"]),
    ("i_overlay", &["path/boolean/"]),
    ("svgtypes", &["path/", "codec/"]),
    ("color", &["css/"]),
    ("memmap2", &["mem/"]),
    ("libc", &["mem/alloc.rs"]),
];
/// Crates reached through another one.
const REEXPORTS: &[(&str, &str, &str)] = &[("resvg", "tiny_skia", "codec/svg/")];

/// The only files with `unsafe`: calls of Node-API that napi-rs has no safe form of, the allocator, mapped files.
const UNSAFE_FILES: &[&str] = &[
    "binding/canvas.rs",
    "binding/isolate.rs",
    "binding/registry.rs",
    "mem/alloc.rs",
    "mem/file_map.rs",
];

/// What no file may name: ways to keep memory for ever or to forget who owns it. `mem::forget` is one
/// too, but not every method of that name.
const FORBIDDEN: &[&str] = &["leak", "ManuallyDrop", "from_raw", "into_raw"];

/// Node is told about memory in one place.
const TOLD_ONCE: &str = "adjust_external_memory";

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|group| group.contains(&room))
}

fn may_name(from: &str, to: &str) -> bool {
    from == to || place(from) < place(to) || EXCEPTIONS.contains(&(from, to))
}

/// The modules a file stands for: `path/arc.rs` is `[path, arc]`, `path/mod.rs` is `[path]`.
fn modules(file: &str) -> Vec<String> {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    stem.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

/// What is wrong with a file of `src`.
fn problems(file: &str, text: &str) -> Vec<String> {
    let source = Source::parse(text);
    let mut found = rooms(file, &source);
    found.extend(crates(file, &source));
    found.extend(words(file, &source));
    found.extend(unsafe_blocks(file, &source));
    found.iter().map(|(line, problem)| format!("src/{file}:{line}: {problem}")).collect()
}

type Problem = (usize, String);

fn rooms(file: &str, source: &Source) -> Vec<Problem> {
    let own = modules(file);
    let Some(from) = own.first().filter(|_| file != "lib.rs") else { return Vec::new() };
    let mut found = Vec::new();
    if place(from).is_none() {
        found.push((1, format!("`{from}` is no room of the table")));
    }
    for (line, room) in rooms_named(&own, source) {
        // What the crate gives away at its root is defined in `error`.
        let room = if room.starts_with(char::is_uppercase) { "error" } else { &room };
        if place(room).is_none() || !may_name(from, room) {
            found.push((line, format!("`{from}` names `{room}`")));
        }
    }
    found
}

/// The first names of all paths that start at the crate's root.
fn rooms_named(own: &[String], source: &Source) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    // The modules around the token, each inline one with the depth of braces it ends at.
    let (mut inline, mut depth) = (Vec::new(), 0);
    let mut i = 0;
    while i < source.tokens.len() {
        match source.text(i) {
            "{" => {
                depth += 1;
                if i >= 2 && source.text(i - 2) == "mod" {
                    inline.push(depth);
                }
            }
            "}" => {
                if inline.last() == Some(&depth) {
                    inline.pop();
                }
                depth -= 1;
            }
            "crate" if source.text(i + 1) == "::" => {
                names_after(source, i + 2, &mut named);
            }
            "super" if i == 0 || source.text(i - 1) != "::" => {
                let mut up = 1;
                while source.text(i + 1) == "::" && source.text(i + 2) == "super" {
                    up += 1;
                    i += 2;
                }
                if up >= own.len() + inline.len() && source.text(i + 1) == "::" {
                    names_after(source, i + 2, &mut named);
                }
            }
            _ => {}
        }
        i += 1;
    }
    named
}

/// The name at `at`, or the first names in the braces that open there.
fn names_after(source: &Source, at: usize, named: &mut Vec<(usize, String)>) {
    let mut push = |i: usize| {
        if let Some(token) = source.tokens.get(i) {
            named.push((token.line, token.text.clone()));
        }
    };
    if source.text(at) != "{" {
        return push(at);
    }
    let (mut depth, mut i) = (1, at + 1);
    push(i);
    while depth > 0 && i < source.tokens.len() {
        match source.text(i) {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 && source.text(i + 1) != "}" => push(i + 1),
            _ => {}
        }
        i += 1;
    }
}

fn crates(file: &str, source: &Source) -> Vec<Problem> {
    let mut found = Vec::new();
    for (i, token) in source.tokens.iter().enumerate() {
        let Some((name, places)) = CRATES.iter().find(|(name, _)| *name == token.text) else {
            continue;
        };
        if places.iter().any(|place| file.starts_with(place)) {
            continue;
        }
        let within = REEXPORTS.iter().any(|(outer, inner, place)| {
            inner == name && file.starts_with(place) && inside_path(source, i, outer)
        });
        if !within && is_crate(source, i) {
            found.push((token.line, format!("the crate `{name}` belongs in {places:?}")));
        }
    }
    found
}

/// The token is reached through `outer`: `outer::token` or `outer::{…, token`.
fn inside_path(source: &Source, i: usize, outer: &str) -> bool {
    let statement =
        source.tokens[..i].iter().rev().take_while(|t| t.text != ";" && t.text != "use");
    let first = statement.last().map_or("", |t| &t.text);
    first == outer || (i >= 2 && source.text(i - 1) == "::" && source.text(i - 2) == outer)
}

/// The token names a crate and not a variable, a field, a module of the same name or its content.
fn is_crate(source: &Source, i: usize) -> bool {
    let name = source.text(i);
    let before = if i == 0 { "" } else { source.text(i - 1) };
    if before == "::" {
        // `::name` is a crate; of a path's later names only those that can be nothing else are.
        let outer = if i < 2 { "use" } else { source.text(i - 2) };
        let start = outer == "use" || !outer.ends_with(|c: char| c.is_alphanumeric() || c == '>');
        return start || has_no_double(name);
    }
    if has_no_double(name) {
        return true;
    }
    let module = source.tokens.windows(2).any(|w| w[0].text == "mod" && w[1].text == name);
    let starts_path = source.text(i + 1) == "::" || before == "use" || before == "crate";
    starts_path && before != "." && !module
}

/// Names that nothing else in the crate has, so that every mention means the crate. The others are
/// also words of the trade: `image`, `color`, `png`.
fn has_no_double(name: &str) -> bool {
    !["image", "color", "png", "webp"].contains(&name)
}

fn words(file: &str, source: &Source) -> Vec<Problem> {
    let mut found = Vec::new();
    for (i, token) in source.tokens.iter().enumerate() {
        let text = token.text.as_str();
        let forgets = text == "forget" && forgets(source, i);
        if forgets || FORBIDDEN.contains(&text) || text.starts_with("from_raw_") {
            found.push((token.line, format!("`{text}` is forbidden")));
        }
        if (text == "'static" || text == "static") && source.text(i + 1) == "mut" {
            found.push((token.line, format!("`{text} mut` is forbidden")));
        }
        if text == "unsafe" && !UNSAFE_FILES.contains(&file) {
            found.push((token.line, "`unsafe` is not for this file".to_owned()));
        }
    }
    found
}

/// The word comes from `std::mem`: by its path, or in a list of imports.
fn forgets(source: &Source, i: usize) -> bool {
    let before = source.tokens[..i].iter().rev();
    let mut statement = before.take_while(|t| ![";", "use"].contains(&t.text.as_str())).peekable();
    let method = statement.peek().is_some_and(|t| t.text == "." || t.text == "fn");
    !method && statement.any(|t| t.text == "mem")
}

/// Every block of `unsafe` has its reason right above it, or above the statement it is part of.
fn unsafe_blocks(file: &str, source: &Source) -> Vec<Problem> {
    let mut found = Vec::new();
    for (i, token) in source.tokens.iter().enumerate() {
        if token.text != "unsafe" || source.text(i + 1) != "{" {
            continue;
        }
        let ends = |t: &&rust_source::Token| [";", "{", "}"].contains(&t.text.as_str());
        let end_before = source.tokens[..i].iter().rposition(|t| ends(&t));
        let first_line = source.tokens[end_before.map_or(0, |e| e + 1)].line;
        if !has_reason(source, first_line) && !has_reason(source, token.line) {
            found.push((token.line, format!("`unsafe` without `// SAFETY:` in {file}")));
        }
    }
    found
}

/// The comment that ends on the line above, all lines of it, says why.
fn has_reason(source: &Source, line: usize) -> bool {
    let mut above = line - 1;
    while let Some(comment) = source.comments.iter().find(|c| c.line == above && above > 0) {
        if comment.text.starts_with("// SAFETY:") {
            return true;
        }
        above -= 1;
    }
    false
}

/// Every file of `src` and its text.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    files
}

#[test]
fn the_crate_keeps_its_rules() {
    let files = files();
    assert!(files.len() > 80, "only {} files read", files.len());
    let found: Vec<_> = files.iter().flat_map(|(file, text)| problems(file, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_tables_are_not_stale() {
    let files = files();
    let uses = |file: &str, word: &str| {
        let text = files.iter().find(|(name, _)| name == file).map_or("", |(_, text)| text);
        Source::parse(text).tokens.iter().any(|t| t.text == word)
    };
    for file in UNSAFE_FILES {
        assert!(uses(file, "unsafe"), "{file} has no `unsafe` any more");
    }
    for room in ROOMS.iter().copied().flatten() {
        let exists = files.iter().any(|(f, _)| modules(f).first().is_some_and(|m| m == room));
        assert!(exists, "there is no room `{room}`");
    }
}

#[test]
fn node_is_told_about_memory_in_one_place() {
    let told: Vec<_> = files()
        .iter()
        .flat_map(|(file, text)| {
            let tokens = Source::parse(text).tokens;
            let told = tokens.into_iter().filter(|t| t.text.contains(TOLD_ONCE));
            told.map(|t| format!("{file}:{}", t.line)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("binding/"), "{told:?}");
}

/// What the rules say to made-up files.
mod rules {
    use super::problems;

    fn rejects(file: &str, text: &str, expected: &str) {
        let found = problems(file, text).join("\n");
        assert!(found.contains(expected), "{file}: {text:?} gave {found:?}");
    }

    fn accepts(file: &str, text: &str) {
        assert_eq!(problems(file, text), [""; 0], "{file}: {text:?}");
    }

    #[test]
    fn rooms_to_the_left_are_rejected_however_they_are_named() {
        for text in [
            "use crate::surface::Surface;",
            "use crate::{geom::Rect, surface::{Surface, Picture}};",
            "use crate::{\n    geom,\n    surface,\n};",
            "fn f() { let _ = crate::surface::Surface::new; }",
            "use super::super::surface::Surface;",
            "mod tests { use super::super::super::surface::Surface; }",
            "mod a { mod b {} } use super::super::surface::Surface;",
            "use super::super::{geom::Rect, surface};",
            "pub(in crate::surface) fn f() {}",
        ] {
            rejects("context/path.rs", text, "`context` names `surface`");
        }
        rejects("geom/rect.rs", "use crate::mem::Bitmap;", "`geom` names `mem`");
        rejects("list/mod.rs", "use super::context::Context;", "`list` names `context`");
    }

    #[test]
    fn siblings_are_rejected_but_for_the_exception() {
        rejects("backend/raster/mod.rs", "use crate::context::Context;", "`backend` names");
        rejects("text/mod.rs", "use crate::codec;", "`text` names `codec`");
        rejects("paint/mod.rs", "use crate::css::color;", "`paint` names `css`");
        rejects("error.rs", "use crate::geom::Size;", "`error` names `geom`");
        accepts("css/color.rs", "use crate::paint::Color;");
    }

    #[test]
    fn unknown_rooms_are_rejected() {
        rejects("shed/mod.rs", "", "`shed` is no room");
        rejects("list/op.rs", "use crate::shed::Tool;", "`list` names `shed`");
    }

    #[test]
    fn rooms_to_the_right_and_ones_own_are_accepted() {
        accepts("binding/canvas.rs", "use crate::{Error, Result}; use crate::surface::Surface;");
        accepts("list/op.rs", "use crate::{mem::Bitmap, geom::{Rect, Size}, list::Op,};");
        accepts("path/arc.rs", "mod tests { use super::super::flatten; use super::*; }");
        accepts("context/path.rs", "use super::super::list::Op; use super::Context;");
    }

    #[test]
    fn comments_and_strings_name_nothing() {
        accepts(
            "geom/rect.rs",
            r####"
            //! crate::surface, unsafe { }, Box::leak, napi
            /* crate::surface /* unsafe */ tiny_skia::Pixmap */
            /// [`crate::surface::Surface`]
            fn f<'a>(x: &'a str) -> char {
                let _ = "use crate::surface; // \" unsafe { napi::x }";
                let _ = r#"crate::surface "leak" "#;
                let _ = b"ManuallyDrop";
                let _ = br##"from_raw"# "##;
                let _ = ('"', '\'', '{', b'\\');
                'x'
            }
            "####,
        );
    }

    #[test]
    fn code_after_comments_and_strings_is_seen() {
        for before in ["/* a */", "\"a\\\\\";", "r#\"\"\"#;", "'\"';", "// x\n", "'\\'';", "b'\"';"]
        {
            let text = format!("fn f<'a>() {{ {before} crate::surface::f() }}");
            rejects("geom/rect.rs", &text, "`geom` names `surface`");
        }
    }

    #[test]
    fn crates_stay_in_their_rooms() {
        for (file, text) in [
            ("surface/mod.rs", "use napi::Env;"),
            ("surface/mod.rs", "#[napi_derive::napi] struct S;"),
            ("surface/mod.rs", "fn f(e: ::napi::Env) {}"),
            ("context/mod.rs", "#[napi] fn f() {}"),
            ("mem/bitmap.rs", "use tiny_skia as ts;"),
            ("backend/svg.rs", "use tiny_skia as ts;"),
            ("codec/svg/render.rs", "use tiny_skia::Pixmap;"),
            ("codec/png.rs", "use resvg::tiny_skia::Pixmap;"),
            ("surface/mod.rs", "use image::ImageDecoder;"),
            ("mem/bitmap.rs", "fn f() { png::Encoder::new(); }"),
            ("context/mod.rs", "use webp::Encoder;"),
            ("binding/mod.rs", "use zune_jpeg::JpegDecoder;"),
            ("css/font.rs", "use skrifa::FontRef;"),
            ("backend/raster/glyphs.rs", "use {fontdue, skrifa::GlyphId};"),
            ("context/path.rs", "use svgtypes::PathParser;"),
            ("codec/decode.rs", "use memmap2::Mmap;"),
            ("codec/decode.rs", "use rayon::prelude::*;"),
            ("paint/color.rs", "use ::color::Srgb;"),
            ("surface/mod.rs", "extern crate flate2;"),
        ] {
            rejects(file, text, "the crate `");
        }
    }

    #[test]
    fn crates_are_accepted_in_their_rooms_and_words_everywhere() {
        accepts("backend/raster/band.rs", "use rayon::prelude::*;");
        accepts("stroke/outline.rs", "use tiny_skia as ts;");
        accepts("codec/svg/render.rs", "use resvg::tiny_skia::{PixmapMut, Transform};");
        accepts("codec/svg/render.rs", "use resvg::{usvg::Tree, tiny_skia::Pixmap};");
        accepts("paint/mod.rs", "mod color; pub use color::Color;");
        accepts(
            "context/image.rs",
            "fn f(image: I) { let color = image.color; color.a; image.f(); }",
        );
        accepts("context/mod.rs", "fn f(s: S) -> u32 { s.image::<u32>() }");
    }

    #[test]
    fn ways_to_lose_memory_are_rejected() {
        for text in [
            "fn f() { Box::leak(b); }",
            "fn f() { v.leak(); }",
            "fn f() { std::mem::forget(b); }",
            "use std::mem::{forget, swap};",
            "use std::mem::ManuallyDrop;",
            "fn f() { Arc::from_raw(p); }",
            "fn f() { slice::from_raw_parts(p, 1); }",
            "fn f(x: &'static mut u8) {}",
            "static mut X: u8 = 0;",
        ] {
            rejects("binding/canvas.rs", text, "is forbidden");
        }
        accepts("binding/canvas.rs", "static X: u8 = 0; fn f(x: &'static str, y: &mut u8) {}");
        accepts("binding/canvas.rs", "use crate::mem::Ledger; fn forget(x: R) { x.forget(); }");
    }

    #[test]
    fn unsafe_needs_its_file_and_its_reason() {
        rejects("mem/pages.rs", "// SAFETY: none.\nunsafe fn f() {}", "not for this file");
        let file = "binding/registry.rs";
        for text in [
            "fn f() { unsafe { g() } }",
            "fn f() {\n    // Because.\n    unsafe { g() }\n}",
            "fn f() {\n    // SAFETY: for h only.\n    h();\n    unsafe { g() }\n}",
            "fn f() {\n    let _ = \"\n// SAFETY: a string\";\n    unsafe { g() }\n}",
            "fn f() {\n    // SAFETY: too far.\n\n    unsafe { g() }\n}",
        ] {
            rejects(file, text, "without `// SAFETY:`");
        }
        accepts(file, "fn f() {\n    // SAFETY: g is\n    // harmless.\n    unsafe { g() }\n}");
        accepts(
            file,
            "fn f() {\n    // SAFETY: g is harmless.\n    let x =\n        unsafe { g() };\n}",
        );
    }
}
