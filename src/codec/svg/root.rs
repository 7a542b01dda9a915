//! The root element's tag and the intrinsic size it gives, without parsing the document.

use std::str::FromStr;

use resvg::usvg;
use svgtypes::{Length, LengthUnit, ViewBox};

/// CSS's default object size, for a picture that says nothing of its own.
/// <https://drafts.csswg.org/css-images/#default-object-size>
const DEFAULT: (f64, f64) = (300.0, 150.0);
/// The initial font size: the root element has no other to be relative to.
pub(super) const FONT_SIZE: f64 = 16.0;

/// The default object size as `usvg` wants it.
pub(super) fn default_size() -> usvg::Size {
    let (width, height) = DEFAULT;
    // The fallback is never taken: both sides are positive.
    usvg::Size::from_wh(width as f32, height as f32)
        .unwrap_or(usvg::Options::default().default_size)
}

/// The tag of the root element if that is `svg`, from its name to before its `>`. White space,
/// comments, processing instructions and a document type may precede it.
pub(super) fn tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_ascii_start();
        rest = if let Some(after) = rest.strip_prefix("<!--") {
            &after[after.find("-->")? + 3..]
        } else if let Some(after) = rest.strip_prefix("<?") {
            &after[after.find("?>")? + 2..]
        } else if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            after_doctype(rest)?
        } else {
            break;
        };
    }
    let start = rest.strip_prefix('<')?;
    let end = tag_end(start)?;
    let tag = &start[..end];
    let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next()?;
    let local = name.split_once(':').map_or(name, |(_, local)| local);
    (local == "svg").then_some(tag)
}

/// What follows a document type: its internal subset, in brackets, may hold `>`.
fn after_doctype(text: &str) -> Option<&str> {
    let (mut inside, mut quote) = (false, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => inside = true,
            (None, ']') => inside = false,
            (None, '>') if !inside => return Some(&text[at + 1..]),
            _ => {}
        }
    }
    None
}

/// Where the tag's `>` is, outside of quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return Some(at),
            None => {}
        }
    }
    None
}

/// The attributes of the root element that give it a size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Root {
    /// Absolute width in pixels; `None` when absent, a percentage or no length.
    width: Option<f64>,
    height: Option<f64>,
    view_box: Option<(f64, f64)>,
}

impl Root {
    /// From the element's tag.
    pub(super) fn parse(tag: &str) -> Self {
        let mut root = Self::default();
        for (name, value) in attributes(tag) {
            match name {
                "width" => root.width = pixels(value),
                "height" => root.height = pixels(value),
                "viewBox" => root.view_box = view_box(value),
                _ => {}
            }
        }
        root
    }

    /// Whether content is scaled to the size; without a view box it stays at its own scale.
    pub(super) fn has_view_box(&self) -> bool {
        self.view_box.is_some()
    }

    /// The intrinsic size in whole pixels: the lengths given; a missing one by the view box's ratio or
    /// the default; without both, the view box fitted into the default, as Chromium 156 answers. A
    /// positive size is at least one pixel.
    /// <https://drafts.csswg.org/css-images/#default-sizing>
    pub(super) fn size(&self) -> (u64, u64) {
        let (width, height) = match (self.width, self.height, self.view_box) {
            (Some(w), Some(h), _) => (w, h),
            (Some(w), None, Some((vw, vh))) => (w, w * vh / vw),
            (None, Some(h), Some((vw, vh))) => (h * vw / vh, h),
            (None, None, Some((vw, vh))) => {
                let scale = (DEFAULT.0 / vw).min(DEFAULT.1 / vh);
                (vw * scale, vh * scale)
            }
            (w, h, None) => (w.unwrap_or(DEFAULT.0), h.unwrap_or(DEFAULT.1)),
        };
        (whole(width), whole(height))
    }
}

/// Casts saturate, so no length is out of range; a zero or negative one stays no picture.
fn whole(length: f64) -> u64 {
    if length > 0.0 { (length.round() as u64).max(1) } else { 0 }
}

fn pixels(value: &str) -> Option<f64> {
    let length = Length::from_str(value.trim()).ok()?;
    let scale = match length.unit {
        LengthUnit::None | LengthUnit::Px => 1.0,
        LengthUnit::Em => FONT_SIZE,
        LengthUnit::Ex => FONT_SIZE / 2.0,
        LengthUnit::In => 96.0,
        LengthUnit::Cm => 96.0 / 2.54,
        LengthUnit::Mm => 96.0 / 25.4,
        LengthUnit::Pt => 96.0 / 72.0,
        LengthUnit::Pc => 16.0,
        LengthUnit::Percent => return None,
    };
    Some(length.number * scale).filter(|pixels| pixels.is_finite())
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let ViewBox { w, h, .. } = ViewBox::from_str(value).ok()?;
    (w > 0.0 && h > 0.0 && w.is_finite() && h.is_finite()).then_some((w, h))
}

/// Names and values of a tag's attributes; stops at what is none.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let after_name = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    let mut rest = &tag[after_name..];
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_ascii_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        rest = after;
        Some((name.trim_ascii(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(document: &str) -> Option<(u64, u64)> {
        tag(document).map(|tag| Root::parse(tag).size())
    }

    #[test]
    fn sizes_of_the_root_element() {
        let cases = [
            ("<svg width='40' height=\"30px\"/>", (40, 30)),
            ("<svg width=' 1in ' height='72pt'>", (96, 96)),
            ("<svg width='10mm' height='1cm'>", (38, 38)),
            ("<svg width='2em' height='1pc'>", (32, 16)),
            ("<svg viewBox='0 0 64 48'>", (200, 150)),
            ("<svg viewBox='0 0 600 100'>", (300, 50)),
            ("<svg width='128' viewBox='0 0 64 48'>", (128, 96)),
            ("<svg height='24' viewBox='0,0,64,48'>", (32, 24)),
            ("<svg width='100%' height='100%' viewBox='0 0 64 48'>", (200, 150)),
            ("<svg width='100%' height='50%'>", (300, 150)),
            ("<svg>", (300, 150)),
            ("<svg/>", (300, 150)),
            ("<svg width='20'>", (20, 150)),
            ("<svg width='0.2' height='1.5'>", (1, 2)),
            ("<svg width='0' height='5'>", (0, 5)),
            ("<svg width='-3' height='5'>", (0, 5)),
            ("<svg width='auto' height='5'>", (300, 5)),
            ("<svg viewBox='0 0 0 48'>", (300, 150)),
            ("<svg width='1e300' height='5'>", (u64::MAX, 5)),
            ("<svg data-a='width=\"9\" >' width = '7'\n height='8'>", (7, 8)),
            ("<svg:svg xmlns:svg='x' width='7' height='8'>", (7, 8)),
        ];
        for (document, expected) in cases {
            assert_eq!(size(document), Some(expected), "{document}");
        }
    }

    #[test]
    fn what_may_precede_the_root() {
        let prolog = "\n<?xml version='1.0'?><!-- <svg width='1'> --><!DOCTYPE svg [\
                      <!ENTITY a '>'> <!ENTITY b \"]>\">]>\r\n<svg width='3' height='4'>";
        assert_eq!(size(prolog), Some((3, 4)));
        for other in ["", "<", "<svgx>", "<html><svg>", "x<svg>", "<!-- <svg>", "<svg", "<?xml"] {
            assert_eq!(size(other), None, "{other}");
        }
    }
}
