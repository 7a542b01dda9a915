//! Pictures inside an SVG picture: `data:` URLs only, checked like files of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use super::super::{Format, Limits, expand, header};
use super::{SvgFonts, root, shape, source};
use crate::error::Result;
use crate::mem::{Kind, Ledger};

/// What every decode of one file shares.
pub(super) struct Embedded<'a> {
    pub(super) limits: &'a Limits,
    pub(super) fonts: &'a SvgFonts,
    pub(super) ledger: &'a Arc<Ledger>,
    /// Bytes that decoding the largest embedded raster picture takes; `resvg` holds one at a time.
    pub(super) largest: AtomicU64,
}

/// Bytes a pixel while `resvg` decodes a picture: what the decoder gives, and its premultiplied copy.
const PIXEL: u64 = 8;

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
        self.largest.fetch_max(bytes, Ordering::Relaxed);
        match format {
            Format::Png => Some(ImageKind::PNG(data)),
            Format::Jpeg => Some(ImageKind::JPEG(data)),
            Format::Gif => Some(ImageKind::GIF(data)),
            Format::Webp => Some(ImageKind::WEBP(data)),
            Format::Bmp | Format::Ico | Format::Tiff | Format::Svg => None,
        }
    }

    /// An SVG picture inside: charged while it is parsed; its tree is as small as its text.
    fn inner_tree(&self, data: &[u8]) -> Result<Tree> {
        let mut scratch = self.ledger.charge(Kind::Scratch, 0)?;
        self.tree(&source::text(data, self.limits, &mut scratch)?, true)
    }

    /// Parses a text within the bounds of [`shape`].
    pub(super) fn tree(&self, text: &str, inner: bool) -> Result<Tree> {
        let document = source::document(text)?;
        shape::check(&document)?;
        let tree = Tree::from_xmltree(&document, &self.options(inner));
        tree.map_err(|cause| expand::broken(Format::Svg, cause))
    }
}
