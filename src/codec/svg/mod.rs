//! SVG: intrinsic size from the root element, pixels by `resvg`.
//!
//! A picture from an `<img>` is static and closed
//! (<https://www.w3.org/TR/SVG2/conform.html#secure-static-mode>): no scripts, no files, no network;
//! only `data:` URLs inside it are followed, and those only to pictures within the limits.

mod apart;
mod embedded;
mod filter_time;
mod fonts;
mod numbers;
mod outlined;
mod render;
mod root;
mod shape;
mod source;
mod time;
mod vector;

pub use fonts::{SvgFont, SvgFonts};
pub use outlined::outline_svg_text;
pub(super) use render::decode;
pub use vector::SvgVector;

use super::Orientation;
use super::header::Stored;

/// Whether `bytes` start like an SVG document, or are gzip data that inflates to one.
pub(super) fn sniff(bytes: &[u8]) -> bool {
    source::prefix(bytes).is_some_and(|text| root::tag(&text).is_some())
}

/// The intrinsic size, read from the root element's tag alone; `None` for what is no SVG document.
pub(super) fn header(bytes: &[u8]) -> Option<Stored> {
    let text = source::prefix(bytes)?;
    let (width, height) = root::Root::parse(root::tag(&text)?).size();
    Some(Stored { width, height, orientation: Orientation::Upright })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::sync::Arc;

    use crate::codec::{Format, Limits, SvgFonts, decode, read};
    use crate::error::{ErrorKind, Result};
    use crate::mem::{Bitmap, Ledger};

    static FONT: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.subset.ttf");
    static SERIF: &[u8] = include_bytes!("../../../assets/fonts/NotoSerif-Regular.subset.ttf");
    static MONO: &[u8] = include_bytes!("../../../assets/fonts/NotoSansMono-Regular.subset.ttf");

    fn draw_on(svg: &str, limits: &Limits, ledger: &Arc<Ledger>) -> Result<Bitmap> {
        let header = read(svg.as_bytes(), limits)?;
        assert_eq!(header.format, Format::Svg);
        let bitmap = decode(svg.as_bytes(), &header, limits, &SvgFonts::new(&[FONT]), ledger)?;
        assert_eq!(bitmap.size(), header.size);
        Ok(bitmap)
    }

    fn draw(root: &str, body: &str) -> Result<Bitmap> {
        let names = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";
        let svg = format!("<svg {names} {root}>{body}</svg>");
        let ledger = Ledger::new();
        let result = draw_on(&svg, &Limits::default(), &ledger);
        let pixels = result.as_ref().map_or(0, |bitmap| bitmap.data().len());
        assert_eq!(ledger.live(), pixels, "only the picture stays charged");
        result
    }

    const RED: Option<[u8; 4]> = Some([255, 0, 0, 255]);

    #[test]
    fn content_follows_a_view_box_and_else_keeps_its_scale() {
        let rect = "<rect x='4' y='4' width='4' height='4' fill='#f00'/>";
        let plain = draw("width='16' height='16'", rect).unwrap();
        assert_eq!((plain.pixel(5, 5), plain.pixel(10, 10)), (RED, Some([0; 4])));
        let scaled = draw("width='32' height='32' viewBox='0 0 8 8'", rect).unwrap();
        assert_eq!((scaled.pixel(17, 17), scaled.pixel(31, 31)), (RED, RED));
        let percent = draw("width='50%'", rect).unwrap();
        assert_eq!((percent.width(), percent.height()), (300, 150));
        assert_eq!((percent.pixel(5, 5), percent.pixel(10, 10)), (RED, Some([0; 4])));
        let rounded = draw("width='7.6' height='7.6' viewBox='0 0 8 8'", rect).unwrap();
        assert_eq!((rounded.width(), rounded.pixel(7, 7)), (8, RED));
    }

    #[test]
    fn text_uses_the_given_face_for_any_family() {
        for family in ["", "font-family='No Such Face'", "font-family='monospace'"] {
            let text = format!("<text x='2' y='30' font-size='30' {family}>H</text>");
            let bitmap = draw("width='40' height='40'", &text).unwrap();
            let ink = bitmap.data().chunks(4).filter(|pixel| pixel[3] > 200).count();
            assert!(ink > 50, "{family}: {ink} dark pixels");
        }
    }

    #[test]
    fn generic_families_have_faces_of_their_kind() {
        let fonts = SvgFonts::new(&[FONT]).with_serif(SERIF).with_monospace(MONO);
        let draw = |fonts: &SvgFonts, families: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'>\
                 <text y='30' font-size='30' font-weight='bold' {families}>iIW</text></svg>"
            );
            let limits = Limits::default();
            let header = read(svg.as_bytes(), &limits).unwrap();
            decode(svg.as_bytes(), &header, &limits, fonts, &Ledger::new()).unwrap().data().to_vec()
        };
        let plain = draw(&SvgFonts::new(&[FONT]), "");
        let serif = draw(&fonts, "font-family='Noto Serif'");
        let mono = draw(&fonts, "font-family='Noto Sans Mono'");
        assert!(plain != serif && plain != mono && serif != mono);
        for (families, expected) in [
            ("", &plain),
            ("font-family='No Such Face'", &plain),
            ("font-family='sans-serif'", &plain),
            ("font-family='cursive, serif'", &plain),
            ("font-family='No Such Face, serif'", &serif),
            ("font-family='monospace' font-style='italic'", &mono),
        ] {
            assert!(draw(&fonts, families) == *expected, "{families}");
        }
    }

    #[test]
    fn no_file_is_opened() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/__test__/fixtures/png-rgb8.png");
        assert!(std::path::Path::new(path).exists());
        for href in [path.to_owned(), format!("file://{path}")] {
            let image = format!("<image href='{href}' width='9' height='9'/>");
            let bitmap = draw("width='9' height='9'", &image).unwrap();
            assert!(bitmap.data().iter().all(|&byte| byte == 0), "{href} was read");
        }
    }

    #[test]
    fn pictures_inside_are_drawn_to_one_level() {
        let red =
            "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
                   <rect width='9' height='9' fill='red'/></svg>"
                .replace('<', "%3C");
        let image = |href: &str| format!("<image width='9' height='9' href=\"{href}\"/>");
        let one = draw("width='9' height='9'", &image(&red)).unwrap();
        assert_eq!(one.pixel(4, 4), RED);
        let inner = image(&red.replace('%', "%25")).replace('"', "%22").replace('<', "%3C");
        let two = format!(
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
             {inner}%3C/svg>"
        );
        let two = draw("width='9' height='9'", &image(&two)).unwrap();
        assert_eq!(two.pixel(4, 4), Some([0; 4]));
    }

    #[test]
    fn a_raster_bomb_inside_is_not_decoded() {
        // The signature and header of a PNG of 40000x40000 pixels.
        let bomb = "iVBORw0KGgoAAAANSUhEUgAAnEAAAJxACAIAAAAAAAAA";
        let image = format!("<image width='9' height='9' href='data:image/png;base64,{bomb}'/>");
        let bitmap = draw("width='9' height='9'", &image).unwrap();
        assert!(bitmap.data().iter().all(|&byte| byte == 0));
    }

    #[test]
    fn nesting_is_bounded_before_the_stack_is() {
        let deep = |n: usize| "<g opacity='.9'>".repeat(n) + "<path/>" + &"</g>".repeat(n);
        assert!(draw("width='2' height='2'", &deep(400)).is_ok());
        let error = draw("width='2' height='2'", &deep(20_000)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        for property in ["mask", "clip-path", "fill", "filter", "marker-start"] {
            let element = match property {
                "fill" => "pattern",
                "clip-path" => "clipPath",
                "marker-start" => "marker",
                other => other,
            };
            let chain = |n: usize| {
                (0..n).fold(String::new(), |mut text, i| {
                    let next = i + 1;
                    let _ = write!(
                        text,
                        "<{element} id='a{i}' width='1' height='1'>\
                         <path d='M0 0L9 0L9 9z' {property}='url(#a{next})'/></{element}>"
                    );
                    text
                }) + &format!("<path d='M0 0L9 0L9 9z' {property}='url(#a0)'/>")
            };
            let error = draw("width='9' height='9'", &chain(20_000)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Limit, "{property}");
            // As deep as is allowed: two levels a link.
            let root = "width='9' height='9'";
            let links = if element == "marker" { 4 } else { 240 };
            assert!(draw(root, &chain(links)).is_ok(), "{property}");
        }
    }

    #[test]
    fn layers_are_charged_before_they_are_drawn() {
        let svg = |n: usize| {
            let (open, close) = ("<g opacity='.5'>".repeat(n), "</g>".repeat(n));
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>{open}\
                 <rect width='99' height='99'/>{close}</svg>"
            )
        };
        let ledger = Ledger::new();
        draw_on(&svg(20), &Limits::default(), &ledger).unwrap();
        let layers = 20 * 100 * 100 * 4;
        assert!(ledger.snapshot().peak > layers, "{:?}", ledger.snapshot());
        let limits = Limits { max_scratch: layers as u64, ..Limits::default() };
        let error = draw_on(&svg(20), &limits, &ledger).unwrap_err();
        assert!(error.message().contains("maxScratch"), "{error}");
        assert!(draw_on(&svg(10), &limits, &ledger).is_ok());
    }

    #[test]
    fn broken_documents_say_where() {
        let error = draw("width='9' height='9'", "<g></h>").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.message().starts_with("the SVG picture can't be decoded: "), "{error}");
        assert!(error.message().contains("at 1:"), "{error}");
    }

    #[test]
    fn entities_are_bounded() {
        let mut doctype = String::from("<!DOCTYPE svg [<!ENTITY a0 '<g/>'>");
        for i in 1..10 {
            let last = format!("&a{};", i - 1).repeat(10);
            let _ = write!(doctype, "<!ENTITY a{i} '{last}'>");
        }
        let svg = format!(
            "{doctype}]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>&a9;</svg>"
        );
        let ledger = Ledger::new();
        assert!(draw_on(&svg, &Limits::default(), &ledger).is_err());
        assert!(ledger.snapshot().peak < 1 << 20);
    }
}
