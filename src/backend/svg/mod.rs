//! An SVG document from a display list. <https://www.w3.org/TR/SVG11/>
//!
//! Paths, strokes, clips, linear and radial gradients, patterns, pictures, filters, shadows and blend modes are SVG's own;
//! text is text, word for word on its place, or outlines. What SVG has no words for is drawn as pixels by whoever asked
//! for the document: conic gradients, circles of a gradient that are not in each other, glyphs of several colours, and
//! what replaces or erases pixels together with all that lies below it.

mod filters;
mod inks;
mod number;
mod pictures;
mod sheet;
mod text;
mod xml;

use std::collections::HashMap;
use std::sync::Arc;

use crate::codec::Encoded;
use crate::error::Result;
use crate::geom::Rect;
use crate::list::{ClipNode, DisplayList, DrawPixels, Source};
use crate::mem::{Charge, Kind, Ledger};
use crate::stop::Stop;
use number::Precision;
use xml::Xml;

/// What is to be written.
#[derive(Debug)]
pub struct Drawing<'a> {
    /// The operations.
    pub list: &'a DisplayList,
    /// The sheet begins black.
    pub opaque: bool,
    /// Areas in device space that lead to addresses.
    pub links: &'a [(Rect, String)],
}

/// How it is written.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Text becomes outlines, which look the same wherever they are shown, and can't be searched.
    pub text_as_paths: bool,
    /// No element gets a line of its own.
    pub compact: bool,
    /// Points of paths are told from the point before.
    pub relative: bool,
    /// What the names of definitions begin with. Letters, digits, `_` and `-`.
    pub prefix: String,
    /// `<title>`; none where it is empty.
    pub title: String,
    /// `<desc>`; none where it is empty.
    pub description: String,
}

/// Writes a document.
pub fn write(
    ledger: &Arc<Ledger>,
    drawing: &Drawing<'_>,
    look: &Look,
    draw: &DrawPixels<'_>,
    stop: &Stop,
) -> Result<Encoded> {
    let mut writer = Writer {
        xml: Xml::new(!look.compact),
        charge: ledger.charge(Kind::Encoded, 0)?,
        look,
        draw,
        size: drawing.list.size(),
        last: 0,
        clips: HashMap::new(),
        gradients: HashMap::new(),
        images: HashMap::new(),
        kept: Vec::new(),
        groups: Vec::new(),
    };
    writer.begin();
    writer.sheet(drawing, stop)?;
    for (area, url) in drawing.links {
        writer.link(area, url);
    }
    let Writer { xml, mut charge, .. } = writer;
    let bytes = xml.finish().into_bytes();
    charge.resize(bytes.capacity())?;
    Ok(Encoded::new(bytes, charge))
}

/// What is written so far, and what is defined in it.
struct Writer<'a> {
    xml: Xml,
    charge: Charge,
    look: &'a Look,
    draw: &'a DrawPixels<'a>,
    size: (u32, u32),
    /// The number of the last definition.
    last: u32,
    /// By the address of the node, which the list keeps alive.
    clips: HashMap<usize, u32>,
    /// By the address of the gradient, which the list keeps alive.
    gradients: HashMap<usize, u32>,
    /// By the picture and whether it is smoothed.
    images: HashMap<(usize, bool), u32>,
    /// What the numbers of pictures are of, which another may get once it is gone.
    kept: Vec<Source>,
    /// The clips of the groups that are open, from the outermost.
    groups: Vec<u32>,
}

impl Writer<'_> {
    fn begin(&mut self) {
        let (width, height) = self.size;
        self.xml.open("svg");
        self.xml.attr("xmlns", "http://www.w3.org/2000/svg");
        self.xml.attr("xmlns:xlink", "http://www.w3.org/1999/xlink");
        self.xml.attr("width", width).attr("height", height);
        self.xml.attr("viewBox", format_args!("0 0 {width} {height}"));
        let look = self.look;
        for (name, words) in [("title", &look.title), ("desc", &look.description)] {
            if !words.is_empty() {
                self.xml.open_inline(name).text(words);
                self.xml.close();
            }
        }
    }

    /// The number of something that is defined next.
    fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// What a definition is called.
    fn name(&self, id: u32) -> String {
        format!("{}{id}", if self.look.prefix.is_empty() { "d" } else { &self.look.prefix })
    }

    /// How other elements name it.
    fn reference(&self, id: u32) -> String {
        format!("url(#{})", self.name(id))
    }

    /// Books what is written so far and `more` that will be.
    fn book(&mut self, more: usize) -> Result<()> {
        self.charge.resize(self.xml.bytes().saturating_add(more))
    }

    fn link(&mut self, area: &Rect, url: &str) {
        let at = |value| Precision::DEVICE.number(value);
        self.xml.open("a").text_attr("xlink:href", url);
        self.xml.open("rect").attr("x", at(area.x)).attr("y", at(area.y));
        self.xml.attr("width", at(area.width)).attr("height", at(area.height));
        self.xml.attr("fill", "none").attr("pointer-events", "all");
        self.xml.close();
        self.xml.close();
    }
}

/// Where a shared value is, for what is looked up by it.
fn address<T>(value: &Arc<T>) -> usize {
    Arc::as_ptr(value).addr()
}

/// The clip and those that it is in, from the innermost.
fn chain(clip: &Arc<ClipNode>) -> impl Iterator<Item = &Arc<ClipNode>> {
    std::iter::successors(Some(clip), |node| node.parent())
}
