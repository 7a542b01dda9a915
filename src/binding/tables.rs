//! The tables of the core that JavaScript works with, so that none of them exists twice.

use std::collections::HashMap;

use napi_derive::napi;

use crate::context::COMMANDS;
use crate::css::{Stretch, VariantCaps};
use crate::paint::{CompositeMode, Keyword, LineCap, LineJoin, SmoothingQuality};
use crate::text::{Direction, FontKerning, TextAlign, TextBaseline, TextRendering};

/// A command that is sent in batches; its place in the list is its number.
#[napi(object, object_from_js = false)]
pub struct CommandInfo {
    pub name: &'static str,
    /// How many numbers follow it.
    pub args: u32,
}

/// All commands.
#[napi(catch_unwind)]
pub fn commands() -> Vec<CommandInfo> {
    COMMANDS.iter().map(|c| CommandInfo { name: c.name, args: c.args as u32 }).collect()
}

/// The values of every keyword attribute; a value's place in its list is its number.
#[napi(catch_unwind)]
pub fn keywords() -> HashMap<&'static str, Vec<&'static str>> {
    HashMap::from([
        ("globalCompositeOperation", names::<CompositeMode>()),
        ("imageSmoothingQuality", names::<SmoothingQuality>()),
        ("lineCap", names::<LineCap>()),
        ("lineJoin", names::<LineJoin>()),
        ("textAlign", names::<TextAlign>()),
        ("textBaseline", names::<TextBaseline>()),
        ("direction", names::<Direction>()),
        ("fontKerning", names::<FontKerning>()),
        ("fontStretch", names::<Stretch>()),
        ("fontVariantCaps", names::<VariantCaps>()),
        ("textRendering", names::<TextRendering>()),
    ])
}

fn names<K: Keyword>() -> Vec<&'static str> {
    K::TABLE.iter().map(|(_, name)| *name).collect()
}

/// A colour in numbers and in the text it is read back as.
#[napi(object, object_from_js = false)]
pub struct ParsedColor {
    pub r: f64,
    pub g: f64,
    pub b: f64,
    pub a: f64,
    /// Not one of the colours of CSS 3: gradients with such stops are mixed elsewhere.
    pub modern: bool,
    pub css: String,
}

/// The colour a string means; nothing when it doesn't parse.
#[napi(catch_unwind)]
pub fn parse_color(text: String) -> Option<ParsedColor> {
    let color = crate::css::color::parse(&text)?;
    let (paint, css) = (color.to_paint(), color.to_css());
    let [r, g, b] = paint.numbers();
    Some(ParsedColor { r, g, b, a: f64::from(paint.a), modern: !color.mixes_in_srgb(), css })
}

/// The functions of a CSS transform list, one after the other: the number of each, whether it is
/// three-dimensional, its arguments; nothing when `text` doesn't parse.
#[napi(catch_unwind)]
pub fn parse_transform(text: String) -> Option<Vec<f64>> {
    let mut numbers = Vec::new();
    for (function, is_3d) in crate::css::transform::parse(&text)? {
        let (number, arguments) = function.numbers();
        numbers.extend([f64::from(number), f64::from(u8::from(is_3d))]);
        numbers.extend_from_slice(arguments);
    }
    Some(numbers)
}
