//! What drawing a parsed SVG picture takes beside its bitmap.

use resvg::usvg::{Group, ImageKind, Node, Paint, Transform, Tree};

use crate::geom::Size;

/// Bytes of the largest stack of layers that `resvg` has alive at once, estimated from above.
///
/// An isolated group is drawn to a layer of its own, cut to the canvas, or under a filter to five
/// times its sides; each filter primitive keeps its result; a mask takes two more layers, a clip path
/// one; a pattern is drawn to a tile; an SVG picture inside to a canvas. The recursion is bounded by
/// [`shape`](super::shape).
pub(super) fn layer_bytes(tree: &Tree, size: Size, scale: f64) -> u64 {
    let canvas = Canvas { width: size.width().into(), height: size.height().into(), scale };
    canvas.group(tree.root())
}

struct Canvas {
    width: f64,
    height: f64,
    /// From the picture's units to pixels.
    scale: f64,
}

impl Canvas {
    fn layer(&self) -> u64 {
        bytes(self.width * self.height)
    }

    fn group(&self, group: &Group) -> u64 {
        let inner = group.children().iter().map(|node| self.node(node)).max().unwrap_or(0);
        self.own(group).saturating_add(inner)
    }

    /// The layers of one group without its content.
    fn own(&self, group: &Group) -> u64 {
        if !group.should_isolate() {
            return 0;
        }
        let mut layers = self.layer();
        if !group.filters().is_empty() {
            let bounds = group.abs_layer_bounding_box();
            let width = (f64::from(bounds.width()) * self.scale).min(self.width * 5.0);
            let height = (f64::from(bounds.height()) * self.scale).min(self.height * 5.0);
            let primitives = group.filters().iter().map(|filter| filter.primitives().len()).max();
            // The source, a copy in the filter's colour space, and each primitive's result.
            layers += bytes(width * height).saturating_mul(primitives.unwrap_or(0) as u64 + 2);
        }
        if let Some(mask) = group.mask() {
            layers =
                layers.saturating_add(self.layer() * 2).saturating_add(self.group(mask.root()));
        }
        if let Some(clip) = group.clip_path() {
            layers = layers.saturating_add(self.layer()).saturating_add(self.group(clip.root()));
        }
        layers
    }

    fn node(&self, node: &Node) -> u64 {
        match node {
            Node::Group(group) => self.group(group),
            Node::Text(text) => self.group(text.flattened()),
            Node::Image(image) => match image.kind() {
                ImageKind::SVG(tree) => self.layer().saturating_add(self.group(tree.root())),
                // The largest raster picture is counted by `embedded`.
                _ => 0,
            },
            Node::Path(path) => {
                let fill = path.fill().map(|fill| self.paint(fill.paint(), path.abs_transform()));
                let stroke = path.stroke().map(|s| self.paint(s.paint(), path.abs_transform()));
                fill.max(stroke).unwrap_or(0)
            }
        }
    }

    fn paint(&self, paint: &Paint, transform: Transform) -> u64 {
        let Paint::Pattern(pattern) = paint else { return 0 };
        let (sx, sy) = transform.pre_concat(pattern.transform()).get_scale();
        let width = f64::from(pattern.rect().width() * sx) * self.scale;
        let height = f64::from(pattern.rect().height() * sy) * self.scale;
        bytes(width * height).saturating_add(self.group(pattern.root()))
    }
}

/// Casts saturate; the sums above are kept from wrapping.
fn bytes(pixels: f64) -> u64 {
    ((pixels * 4.0).max(0.0) as u64).min(1 << 60)
}
