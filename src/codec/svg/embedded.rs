//! Pictures inside an SVG picture: `data:` URLs only, checked like files of their own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use super::super::{Format, Limits, expand, header};
use super::shape::{self, Cost};
use super::{SvgFonts, numbers, root, source};
use crate::error::Result;
use crate::mem::{Kind, Ledger};

/// What every decode of one file shares.
pub(super) struct Embedded<'a> {
    pub(super) limits: &'a Limits,
    pub(super) fonts: &'a SvgFonts,
    pub(super) ledger: &'a Arc<Ledger>,
    /// Of the file and of the SVG pictures inside it, each as often as it is parsed.
    pub(super) cost: Mutex<Cost>,
}

/// Bytes a pixel while `resvg` decodes a picture: what the decoder gives, and its premultiplied copy.
const PIXEL: u64 = 8;

/// Bytes of text that count as a node.
const TEXT_NODE: u64 = 256;

impl Embedded<'_> {
    /// The options for the file itself, or for an SVG picture inside it (`inner`), which may hold
    /// raster pictures but no further SVG: each level is another parse and another layer.
    pub(super) fn options(&self, inner: bool) -> Options<'_> {
        Options {
            font_family: self.fonts.default_family().to_owned(),
            fontdb: self.fonts.database(),
            font_resolver: self.fonts.resolver(),
            font_size: root::FONT_SIZE as f32,
            // What a percentage without a view box is of: the default object size.
            default_size: root::default_size(),
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(move |_, data, _| match Format::sniff(&data)? {
                    Format::Svg if !inner => self.inner_tree(&data).ok().map(ImageKind::SVG),
                    format => self.raster(format, data),
                }),
                // Everything else would be a file: nothing is opened.
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        }
    }

    fn raster(&self, format: Format, data: Arc<Vec<u8>>) -> Option<ImageKind> {
        let header = header::read(&data, self.limits).ok()?;
        let bytes = header.size.pixels() * PIXEL;
        self.limits.check_scratch(bytes).ok()?;
        match format {
            Format::Png => Some(ImageKind::PNG(data)),
            Format::Jpeg => Some(ImageKind::JPEG(data)),
            Format::Gif => Some(ImageKind::GIF(data)),
            Format::Webp => Some(ImageKind::WEBP(data)),
            Format::Bmp | Format::Ico | Format::Tiff | Format::Avif | Format::Svg => None,
        }
    }

    /// An SVG picture inside: charged while it is parsed; its tree is as small as its text. It may have as many nodes as
    /// those before it have left.
    fn inner_tree(&self, data: &[u8]) -> Result<Tree> {
        self.count(0)?;
        let mut scratch = self.ledger.charge(Kind::Scratch, 0)?;
        let text = source::text(data, self.limits, &mut scratch)?;
        // Inflating and reading it has its price before its nodes are known.
        self.count(text.len() as u64 / TEXT_NODE)?;
        self.tree(&text, true)
    }

    fn cost(&self) -> MutexGuard<'_, Cost> {
        self.cost.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, nodes: u64) -> Result<()> {
        let mut cost = self.cost();
        cost.nodes = cost.nodes.saturating_add(nodes);
        self.limits.check_svg_nodes(cost.nodes)
    }

    /// Nanoseconds that parsing was expected to take.
    pub(super) fn parsing(&self) -> u64 {
        self.cost().nanoseconds
    }

    /// Parses a text within the bounds of [`shape`] and [`numbers`].
    pub(super) fn tree(&self, text: &str, inner: bool) -> Result<Tree> {
        let document = source::document(text, self.limits)?;
        let before = *self.cost();
        *self.cost() = shape::check(&document, before, self.limits)?;
        numbers::check(&document)?;
        let tree = Tree::from_xmltree(&document, &self.options(inner));
        tree.map_err(|cause| expand::broken(Format::Svg, cause))
    }
}
