//! What drawing a parsed SVG picture takes, time and memory, estimated from above before it is drawn: `resvg` can't be
//! stopped inside a group that needs a layer.
//!
//! The walk follows what `resvg` does, with the same transforms and sizes of layers. Its prices are nanoseconds as they
//! were measured on a processor of 2020; what is inside patterns, masks and clip paths counts each time it is drawn, and
//! [`shape`](super::shape) bounds how often that is.

use resvg::tiny_skia::{PathSegment, Point, Rect, Transform};
use resvg::usvg::{
    BlendMode, ClipPath, Group, Image, ImageKind, Mask, Node, Paint, Path, Pattern, Stroke, Tree,
};

use super::filter_time;
use crate::codec::{Limits, header};
use crate::geom::Size;

/// Nanoseconds a pixel of painting: a plain colour, a gradient without its stops, a pattern or picture.
const PLAIN: f64 = 3.0;
const GRADIENT: f64 = 50.0;
const SAMPLED: f64 = 60.0;
/// A layer: cleared at first, and put on the one below.
const LAYER: f64 = 16.0;
/// More for a blend mode.
const BLENDED: f64 = 20.0;
/// A mask or clip made of a layer and applied to another.
const MASK: f64 = 30.0;
/// Decoding a pixel of a picture inside.
const DECODED: f64 = 20.0;
/// What the decoder gives, and its premultiplied copy.
const DECODED_COPIES: f64 = 2.0;
/// A vertex of a path, filled or stroked, and a row of pixels that an edge passes.
const VERTEX: f64 = 100.0;
const STROKED: f64 = 800.0;
const EDGE_ROW: f64 = 30.0;
/// Two edges that may cross, and so change places in the rasterizer's list.
const CROSSING: f64 = 5.0;
/// A cell of a [`Grid`], which is made and read for this estimate.
const CELL: f64 = 2.0;
/// Edges that are looked at pair by pair; more are sorted into a [`Grid`].
const FEW: f64 = 500.0;
/// The most dashes that are made of a path.
const MOST_DASHES: f64 = 1_000_000.0;

/// What drawing takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    /// With that of parsing; beyond what the limit allows only as far as was counted.
    pub(super) milliseconds: u64,
    /// Of the largest stack of layers that are alive at once, beside the picture itself.
    pub(super) bytes: u64,
}

/// What drawing `tree` takes after `parsing` has taken so many nanoseconds.
pub(super) fn of_drawing(
    tree: &Tree,
    (size, transform): (Size, Transform),
    parsing: u64,
    limits: &Limits,
) -> Drawing {
    let canvas = Area::at_origin(size.width().into(), size.height().into());
    let most = limits.max_svg_time as f64 * 1e6;
    let bounds = canvas.largest();
    let mut time = Time { spent: parsing as f64, most, held: 0.0, peak: 0.0, bounds, limits };
    time.children(tree.root(), transform, canvas);
    // Casts saturate.
    Drawing { milliseconds: (time.spent / 1e6).ceil() as u64, bytes: time.peak as u64 }
}

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of(rect: Option<Rect>) -> Self {
        let [left, top, right, bottom] =
            rect.map_or([0.0; 4], |r| [r.left(), r.top(), r.right(), r.bottom()].map(f64::from));
        Self { left, top, right, bottom }
    }

    fn at_origin(width: f64, height: f64) -> Self {
        Self { left: 0.0, top: 0.0, right: width, bottom: height }
    }

    /// What `resvg` cuts layers on this one to.
    fn largest(self) -> Self {
        let (w, h) = (self.width(), self.height());
        Self { left: -2.0 * w, top: -2.0 * h, right: 3.0 * w, bottom: 3.0 * h }
    }

    fn width(self) -> f64 {
        (self.right - self.left).max(0.0)
    }

    pub(super) fn height(self) -> f64 {
        (self.bottom - self.top).max(0.0)
    }

    pub(super) fn pixels(self) -> f64 {
        self.width() * self.height()
    }

    fn cut(self, to: Self) -> Self {
        Self {
            left: self.left.max(to.left),
            top: self.top.max(to.top),
            right: self.right.min(to.right),
            bottom: self.bottom.min(to.bottom),
        }
    }

    fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }
}

pub(super) struct Time<'a> {
    /// Nanoseconds.
    spent: f64,
    most: f64,
    /// Bytes, now and at most.
    held: f64,
    peak: f64,
    bounds: Area,
    limits: &'a Limits,
}

impl Time<'_> {
    pub(super) fn spend(&mut self, nanoseconds: f64) {
        // What isn't a number isn't drawn.
        self.spent += nanoseconds.max(0.0);
    }

    /// Does what is done while so many pixels of 4 bytes are held.
    pub(super) fn hold(&mut self, pixels: f64, then: impl FnOnce(&mut Self)) {
        let before = self.held;
        self.held += pixels.max(0.0) * 4.0;
        self.peak = self.peak.max(self.held);
        then(self);
        self.held = before;
    }

    /// Nothing more needs to be known.
    fn is_over(&self) -> bool {
        self.spent > self.most
    }

    pub(super) fn children(&mut self, group: &Group, transform: Transform, on: Area) {
        for node in group.children() {
            if self.is_over() {
                return;
            }
            self.spend(VERTEX);
            match node {
                Node::Group(group) => self.group(group, transform, on),
                Node::Text(text) => self.group(text.flattened(), transform, on),
                Node::Path(path) => self.path(path, transform, on),
                Node::Image(image) => self.image(image, transform, on),
            }
        }
    }

    fn group(&mut self, group: &Group, transform: Transform, on: Area) {
        let transform = transform.pre_concat(group.transform());
        if !group.should_isolate() {
            return self.children(group, transform, on);
        }
        let bounds = group.layer_bounding_box().to_rect().transform(transform);
        let layer = Area::of(bounds).grown(2.0).cut(self.bounds);
        let blended = group.blend_mode() != BlendMode::Normal;
        self.spend(layer.pixels() * (LAYER + if blended { BLENDED } else { 0.0 }));
        self.hold(layer.pixels(), |time| time.layer(group, transform, layer));
    }

    fn layer(&mut self, group: &Group, transform: Transform, layer: Area) {
        self.children(group, transform, layer);
        for filter in group.filters() {
            let region = Area::of(filter.rect().to_rect().transform(transform)).cut(layer);
            filter_time::filter(self, filter, transform, region);
        }
        if let Some(clip) = group.clip_path() {
            self.clip(clip, transform, layer);
        }
        if let Some(mask) = group.mask() {
            self.mask(mask, transform, layer);
        }
    }

    fn mask(&mut self, mask: &Mask, transform: Transform, on: Area) {
        self.spend(on.pixels() * MASK);
        // A layer and two masks of a byte a pixel.
        self.hold(on.pixels() * 1.5, |time| {
            time.children(mask.root(), transform, on);
            if let Some(next) = mask.mask() {
                time.mask(next, transform, on);
            }
        });
    }

    fn clip(&mut self, clip: &ClipPath, transform: Transform, on: Area) {
        self.spend(on.pixels() * MASK);
        self.hold(on.pixels() * 1.25, |time| {
            time.clip_children(clip.root(), transform.pre_concat(clip.transform()), on);
            if let Some(next) = clip.clip_path() {
                time.clip(next, transform, on);
            }
        });
    }

    /// Of what is in a clip path only fills are drawn, and groups with clip paths of their own on layers.
    fn clip_children(&mut self, group: &Group, transform: Transform, on: Area) {
        for node in group.children() {
            if self.is_over() {
                return;
            }
            match node {
                Node::Path(path) => self.fill(path, transform, on),
                Node::Text(text) => self.clip_children(text.flattened(), transform, on),
                Node::Group(group) => {
                    let transform = transform.pre_concat(group.transform());
                    let Some(clip) = group.clip_path() else {
                        self.clip_children(group, transform, on);
                        continue;
                    };
                    self.spend(on.pixels() * LAYER);
                    self.hold(on.pixels(), |time| {
                        time.clip_children(group, transform, on);
                        time.clip(clip, transform, on);
                    });
                }
                Node::Image(_) => {}
            }
        }
    }

    fn image(&mut self, image: &Image, transform: Transform, on: Area) {
        let data = match image.kind() {
            ImageKind::SVG(tree) => {
                self.spend(on.pixels() * LAYER);
                let outside = std::mem::replace(&mut self.bounds, on.largest());
                self.hold(on.pixels(), |time| time.children(tree.root(), transform, on));
                self.bounds = outside;
                return;
            }
            ImageKind::PNG(data)
            | ImageKind::JPEG(data)
            | ImageKind::GIF(data)
            | ImageKind::WEBP(data) => data,
        };
        let Ok(header) = header::read(data, self.limits) else { return };
        self.hold(header.size.pixels() as f64 * DECODED_COPIES, |_| {});
        let (width, height) = (header.size.width(), header.size.height());
        let shown = Rect::from_xywh(0.0, 0.0, width as f32, height as f32);
        let shown = Area::of(shown.and_then(|rect| rect.transform(transform))).cut(on);
        self.spend(header.size.pixels() as f64 * DECODED + shown.pixels() * SAMPLED);
    }

    fn path(&mut self, path: &Path, transform: Transform, on: Area) {
        if !path.is_visible() {
            return;
        }
        self.fill(path, transform, on);
        if let Some(stroke) = path.stroke() {
            self.stroke(path, stroke, transform, on);
        }
    }

    fn fill(&mut self, path: &Path, transform: Transform, on: Area) {
        let Some(fill) = path.fill() else { return };
        let outline = Outline::of(path, transform, on);
        let shown = Area::of(path.bounding_box().transform(transform)).grown(1.0).cut(on);
        self.spend(outline.vertices * VERTEX + outline.rows * EDGE_ROW);
        let edges = Edges { of_line: 1.0, of_vertex: 0.0, width: 0.0 };
        self.crossings(path, &outline, transform, shown, edges);
        let pixels = shown.pixels().min(outline.area + outline.length * 2.0);
        self.paint(fill.paint(), transform, pixels);
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke, transform: Transform, on: Area) {
        let outline = Outline::of(path, transform, on);
        let width = f64::from(stroke.width().get()) * scale(transform);
        let shown = Area::of(path.stroke_bounding_box().transform(transform)).grown(1.0).cut(on);
        // Dashes have caps and edges of their own.
        let dashes = dashes(stroke, &outline, transform);
        let pieces = outline.vertices + dashes;
        let rows = 4.0 * outline.rows + 2.0 * pieces * (width + 1.0);
        self.spend(pieces * STROKED + rows.min(pieces * 8.0 * shown.height()) * EDGE_ROW);
        // Those of one line that lie over each other.
        self.spend(
            dashes * dashes.min(width / (outline.whole / dashes).max(1e-9)) * CROSSING * 16.0,
        );
        let dense = 4.0 * dashes / outline.whole.max(1.0) * (width + 4.0);
        let edges = Edges { of_line: 2.0 + dense, of_vertex: 4.0, width };
        self.crossings(path, &outline, transform, shown, edges);
        let pixels = shown.pixels().min((outline.length + pieces * width) * (width + 2.0));
        self.paint(stroke.paint(), transform, pixels);
    }

    /// Pairs of edges that may cross.
    fn crossings(
        &mut self,
        path: &Path,
        outline: &Outline,
        transform: Transform,
        shown: Area,
        edges: Edges,
    ) {
        let count = outline.vertices * (edges.of_line + edges.of_vertex);
        if count < FEW {
            return self.spend(count * count * CROSSING / 2.0);
        }
        if self.is_over() {
            return;
        }
        let mut grid = Grid::new(shown, count);
        lines(path, transform, |_, from, to| {
            grid.add(from, to, edges.of_line);
            if edges.of_vertex > 0.0 {
                let half = edges.width / 2.0;
                grid.add((to.0, to.1 - half), (to.0, to.1 + half), edges.of_vertex);
            }
        });
        self.spend(grid.pairs() * CROSSING + grid.cells.len() as f64 * CELL);
    }

    /// `pixels` in a paint.
    fn paint(&mut self, paint: &Paint, transform: Transform, pixels: f64) {
        match paint {
            Paint::Color(_) => self.spend(pixels * PLAIN),
            Paint::LinearGradient(gradient) => self.gradient(gradient.stops().len(), pixels),
            Paint::RadialGradient(gradient) => self.gradient(gradient.stops().len(), pixels),
            Paint::Pattern(pattern) => {
                self.pattern(pattern, transform);
                self.spend(pixels * SAMPLED);
            }
        }
    }

    /// Each pixel asks all stops.
    fn gradient(&mut self, stops: usize, pixels: f64) {
        let stops = stops as f64;
        self.spend(pixels * (GRADIENT + stops * 2.0) + stops * VERTEX);
    }

    fn pattern(&mut self, pattern: &Pattern, transform: Transform) {
        let (sx, sy) = transform.pre_concat(pattern.transform()).get_scale();
        let rect = pattern.rect();
        let side = |length: f32, scale: f32| f64::from(length * scale).round();
        let tile = Area::at_origin(side(rect.width(), sx), side(rect.height(), sy));
        self.spend(tile.pixels() * PLAIN);
        let transform = Transform::from_scale(sx, sy);
        self.hold(tile.pixels(), |time| time.children(pattern.root(), transform, tile));
    }
}

/// The most a length grows.
pub(super) fn scale(transform: Transform) -> f64 {
    let (sx, sy) = transform.get_scale();
    f64::from(sx.max(sy))
}

fn dashes(stroke: &Stroke, outline: &Outline, transform: Transform) -> f64 {
    let Some(lengths) = stroke.dasharray() else { return 0.0 };
    let period = f64::from(lengths.iter().sum::<f32>()) * scale(transform);
    (outline.whole / period * lengths.len() as f64).clamp(0.0, MOST_DASHES)
}

type Place = (f64, f64);

/// Gives `line` the start of its subpath and the ends of each line of a path in pixels; curves by their control points.
fn lines(path: &Path, transform: Transform, mut line: impl FnMut(Place, Place, Place)) {
    let (mut start, mut last) = ((0.0, 0.0), (0.0, 0.0));
    let to = |mut point: Point| {
        transform.map_point(&mut point);
        (f64::from(point.x), f64::from(point.y))
    };
    for segment in path.data().segments() {
        let points = match segment {
            PathSegment::MoveTo(point) => {
                line(start, last, start);
                (start, last) = (to(point), to(point));
                continue;
            }
            PathSegment::LineTo(a) => [Some(a), None, None],
            PathSegment::QuadTo(a, b) => [Some(a), Some(b), None],
            PathSegment::CubicTo(a, b, c) => [Some(a), Some(b), Some(c)],
            PathSegment::Close => {
                line(start, last, start);
                last = start;
                continue;
            }
        };
        for next in points.into_iter().flatten().map(to) {
            line(start, last, next);
            last = next;
        }
    }
    line(start, last, start);
}

/// A path in pixels.
#[derive(Default)]
struct Outline {
    vertices: f64,
    /// Of the lines, each as far as it can be on the canvas, and in all.
    length: f64,
    whole: f64,
    /// Rows that edges pass on the canvas.
    rows: f64,
    /// What is inside, from above.
    area: f64,
}

impl Outline {
    fn of(path: &Path, transform: Transform, on: Area) -> Self {
        let mut outline = Self::default();
        let across = on.width() + on.height();
        lines(path, transform, |start, from, to| {
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            outline.vertices += 1.0;
            outline.whole += length;
            outline.length += length.min(across);
            let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
            // What is right of the canvas is left out by the rasterizer too.
            if from.0.min(to.0) < on.right {
                outline.rows += (bottom.min(on.bottom) - top.max(on.top)).max(0.0);
            }
            // Twice the triangle with the start: together they cover whatever is inside.
            let twice =
                (from.0 - start.0) * (to.1 - start.1) - (to.0 - start.0) * (from.1 - start.1);
            outline.area += twice.abs() / 2.0;
        });
        outline
    }
}

/// How many edges the lines of a path become.
#[derive(Clone, Copy)]
struct Edges {
    of_line: f64,
    /// Of the joins, as high as the line is wide.
    of_vertex: f64,
    width: f64,
}

/// How many edges pass each part of an area: two lines cross once at most, and where both are.
struct Grid {
    area: Area,
    /// Rows and columns.
    side: usize,
    cells: Vec<f32>,
}

impl Grid {
    /// With more cells than there are `edges`, up to a bound.
    fn new(area: Area, edges: f64) -> Self {
        let side = ((edges.sqrt() * 4.0) as usize).clamp(16, 256);
        Self { area, side, cells: vec![0.0; side * side] }
    }

    /// Adds an edge. What is left and right of the area never crosses anything for the rasterizer.
    fn add(&mut self, from: Place, to: Place, weight: f64) {
        let (area, side) = (self.area, self.side as f64);
        let place = |(x, y): Place| {
            let column = (x - area.left) / area.width().max(1.0) * side;
            (column, (y - area.top) / area.height().max(1.0) * side)
        };
        let (from, to) = (place(from), place(to));
        let (top, bottom) = if from.1 <= to.1 { (from, to) } else { (to, from) };
        if bottom.1 < 0.0 || top.1 >= side || from.0.max(to.0) < 0.0 || from.0.min(to.0) >= side {
            return;
        }
        let slope = (bottom.0 - top.0) / (bottom.1 - top.1).max(1e-9);
        let (left, right) = (top.0.min(bottom.0), top.0.max(bottom.0));
        let at = |row: f64| (top.0 + (row - top.1) * slope).max(left).min(right);
        // Casts saturate, and take what isn't a number as 0.
        for row in top.1 as usize..=(bottom.1 as usize).min(self.side - 1) {
            let (a, b) = (at(row as f64), at((row + 1) as f64));
            if a.max(b) < 0.0 || a.min(b) >= side {
                continue;
            }
            let last = (a.max(b) as usize).min(self.side - 1);
            let columns = row * self.side + a.min(b) as usize..=row * self.side + last;
            for cell in self.cells.get_mut(columns).into_iter().flatten() {
                *cell += weight as f32;
            }
        }
    }

    fn pairs(&self) -> f64 {
        self.cells.iter().map(|&count| f64::from(count) * f64::from(count) / 2.0).sum()
    }
}

#[cfg(test)]
mod tests {
    use resvg::usvg::Options;

    use super::*;

    fn drawing(body: &str) -> Drawing {
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='1000'>{body}</svg>"
        );
        let tree = Tree::from_str(&text, &Options::default()).unwrap();
        let size = Size::new(1000, 1000).unwrap();
        let limits = Limits { max_svg_time: 1 << 40, ..Limits::default() };
        of_drawing(&tree, (size, Transform::default()), 0, &limits)
    }

    fn expected(body: &str) -> u64 {
        drawing(body).milliseconds
    }

    const FILL: &str = "<rect width='1000' height='1000'/>";

    #[test]
    fn plain_pictures_are_expected_to_be_quick() {
        assert_eq!(expected(""), 0);
        assert!((1..10).contains(&expected(FILL)), "{}", expected(FILL));
        // Lines cover little of the boxes around them.
        let lines = (0..1000).fold(String::new(), |text, i| {
            text + &format!("<path stroke='red' d='M{i} 0L{} 1000'/>", 1000 - i)
        });
        assert!(expected(&lines) < 500, "{}", expected(&lines));
        // Many small shapes in one path.
        let dots = (0..10_000).fold(String::new(), |text, i| {
            text + &format!("M{} {}h5v5z", i % 100 * 10, i / 100 * 10)
        });
        let dots = format!("<path d='{dots}'/>");
        assert!(expected(&dots) < 100, "{}", expected(&dots));
    }

    #[test]
    fn what_is_shared_counts_as_often_as_it_is_drawn() {
        let mask = format!("<mask id='m'>{FILL}</mask>");
        let masked = "<rect width='1000' height='1000' mask='url(#m)'/>";
        let (once, often) =
            (expected(&(mask.clone() + masked)), expected(&(mask + &masked.repeat(10))));
        assert!(often >= once * 9, "{once} {often}");
    }

    #[test]
    fn what_is_not_on_the_canvas_costs_no_pixels() {
        let far = "<rect x='5000' width='1000' height='1000'/>".repeat(100);
        assert!(expected(&far) < 10, "{}", expected(&far));
    }

    #[test]
    fn filters_cost_what_their_numbers_ask_for() {
        let filter = |primitive: &str| {
            expected(&format!(
                "<filter id='f'>{primitive}</filter><rect width='500' height='500' filter='url(#f)'/>"
            ))
        };
        let turbulence = |octaves: u32| {
            filter(&format!("<feTurbulence baseFrequency='.1' numOctaves='{octaves}'/>"))
        };
        assert!(turbulence(1000) > 100 * turbulence(1));
        let morphology = |radius: u32| filter(&format!("<feMorphology radius='{radius}'/>"));
        assert!(morphology(50) > 20 * morphology(5));
    }

    #[test]
    fn layers_are_as_large_as_resvg_makes_them() {
        let layer = |rect: &str| drawing(&format!("<g opacity='.5'>{rect}{rect}</g>")).bytes;
        assert_eq!(drawing(FILL).bytes, 0);
        assert!((4_000_000..4_100_000).contains(&layer(FILL)));
        // Beyond the canvas they go on, to five times its sides.
        let wide = "<rect x='-9000' y='-9000' width='20000' height='20000'/>";
        assert!((99_000_000..101_000_000).contains(&layer(wide)));
        let pattern = "<pattern id='p' width='3000' height='2000' patternUnits='userSpaceOnUse'><rect width='9' height='9'/></pattern>";
        let tile = drawing(&format!("{pattern}<rect width='9' height='9' fill='url(#p)'/>")).bytes;
        assert_eq!(tile, 24_000_000);
        // Beside each other they are one after the other, inside each other at once.
        let group = |inside: &str| format!("<g opacity='.5'>{FILL}{inside}</g>");
        assert!(drawing(&group("").repeat(2)).bytes < 5_000_000);
        assert!(drawing(&group(&group(""))).bytes > 8_000_000);
    }

    #[test]
    fn pictures_in_filters_hold_their_layers() {
        let picture =
            format!("<g id='q'>{}{FILL}{}</g>", "<g opacity='.9'>".repeat(9), "</g>".repeat(9));
        let filter =
            "<filter id='f' x='0' y='0' width='1' height='1'><feImage href='#q'/></filter>";
        let drawing = drawing(&format!(
            "<defs>{picture}</defs>{filter}<rect width='1000' height='1000' filter='url(#f)'/>"
        ));
        assert!(drawing.bytes > 40_000_000, "{drawing:?}");
    }
}
