//! An SVG file with outlines for its text.

use std::sync::{Arc, Mutex};

use resvg::usvg::{Group, ImageKind, Indent, Node, Tree, WriteOptions};

use super::apart::apart;
use super::embedded::Embedded;
use super::{SvgFonts, source};
use crate::codec::{Encoded, Limits};
use crate::error::Result;
use crate::mem::{Kind, Ledger};
use crate::stop::Stop;

/// What is written for a node beside its points and bytes, about.
const NODE: usize = 300;
/// The longest text of a point.
const POINT: usize = 40;

/// The picture as an SVG file without text: its letters have become paths, and what was only said in style sheets,
/// entities and references is written out.
pub fn outline_svg_text(
    bytes: &[u8],
    (limits, stop): (&Limits, &Stop),
    fonts: &SvgFonts,
    ledger: &Arc<Ledger>,
) -> Result<Encoded> {
    apart("outlining the SVG picture's text", || {
        let mut scratch = ledger.charge(Kind::Scratch, 0)?;
        let text = source::text(bytes, limits, &mut scratch)?;
        let embedded = Embedded { limits, fonts, ledger, cost: Mutex::default() };
        let tree = embedded.tree(&text, false)?;
        stop.check()?;
        let most = most_written(&tree);
        limits.check_scratch(most.saturating_add(scratch.bytes()) as u64)?;
        let mut charge = ledger.charge(Kind::Encoded, most)?;
        let options =
            WriteOptions { preserve_text: false, indent: Indent::None, ..WriteOptions::default() };
        let written = tree.to_string(&options).into_bytes();
        charge.resize(written.capacity())?;
        Ok(Encoded::new(written, charge))
    })
}

/// Bytes that writing takes at most, about. The file grows by doubling.
fn most_written(tree: &Tree) -> usize {
    let defined = tree.clip_paths().iter().map(|clip| clip.root());
    let defined = defined.chain(tree.masks().iter().map(|mask| mask.root()));
    let defined = defined.chain(tree.patterns().iter().map(|pattern| pattern.root()));
    let defined: usize = defined.map(of_group).sum();
    defined.saturating_add(of_group(tree.root())).saturating_mul(2)
}

fn of_group(group: &Group) -> usize {
    let children = group.children().iter().map(|node| match node {
        Node::Group(group) => of_group(group),
        Node::Path(path) => path.data().points().len() * POINT,
        Node::Text(text) => of_group(text.flattened()),
        Node::Image(image) => match image.kind() {
            ImageKind::PNG(data)
            | ImageKind::JPEG(data)
            | ImageKind::GIF(data)
            | ImageKind::WEBP(data) => data.len().div_ceil(3) * 4,
            ImageKind::SVG(tree) => of_group(tree.root()) * 2,
        },
    });
    children.fold(NODE, |sum, bytes| sum.saturating_add(bytes).saturating_add(NODE))
}
