//! An SVG file drawn into a bitmap.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg::{Group, Node, Tree};

use super::apart::apart;
use super::embedded::Embedded;
use super::{SvgFonts, root, source, time};
use crate::codec::Limits;
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Kind, Ledger};
use crate::stop::Stop;

/// What is expected to take fewer milliseconds is drawn in one go.
const SHORT: u64 = 50;

/// The most milliseconds that drawing it again in another size is expected to take: whoever reads pixels waits for it, and
/// that may be JavaScript's thread.
const MOST_AGAIN: u64 = 1_000;

/// Draws the file at `size`, the intrinsic size its header gave, or grown to another one.
pub(in crate::codec) fn decode(
    bytes: &[u8],
    size: (Size, Size),
    (limits, stop): (&Limits, &Stop),
    fonts: &SvgFonts,
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    apart("drawing the SVG picture", || draw(bytes, size, (limits, stop), fonts, ledger))
}

fn draw(
    bytes: &[u8],
    (natural, size): (Size, Size),
    (limits, stop): (&Limits, &Stop),
    fonts: &SvgFonts,
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let begun = Instant::now();
    let mut scratch = ledger.charge(Kind::Scratch, 0)?;
    let text = source::text(bytes, limits, &mut scratch)?;
    let embedded = Embedded { limits, fonts, ledger, cost: Mutex::default() };
    let tree = embedded.tree(&text, false)?;
    stop.check()?;
    let (scale_x, scale_y) = scale(&text, &tree, natural);
    let grown = |side: fn(&Size) -> u32| f64::from(side(&size)) / f64::from(side(&natural));
    let (grown_x, grown_y) = (grown(|size| size.width()), grown(|size| size.height()));
    let transform = Transform::from_scale((scale_x * grown_x) as f32, (scale_y * grown_y) as f32);
    let expected = time::of_drawing(&tree, (size, transform), embedded.parsing(), limits);
    if natural == size {
        limits.check_svg_time(expected.milliseconds)?;
    } else {
        // By the estimate alone, which is the same on every machine.
        let max_svg_time = limits.max_svg_time.min(MOST_AGAIN);
        Limits { max_svg_time, ..limits.clone() }.check_svg_time(expected.milliseconds)?;
    }
    let need = expected.bytes.saturating_add(scratch.bytes() as u64);
    scratch.resize(limits.check_scratch(need)?)?;
    let mut bitmap = Bitmap::new(ledger, size)?;
    let mut pixmap = PixmapMut::from_bytes(bitmap.data_mut(), size.width(), size.height())
        .ok_or_else(|| Error::limit("the SVG picture is too large to draw"))?;
    if expected.milliseconds < SHORT || !has_parts(tree.root()) {
        resvg::render(&tree, transform, &mut pixmap);
    } else {
        let watch = || {
            stop.check()?;
            limits.check_svg_time(begun.elapsed().as_millis() as u64)
        };
        parts(tree.root(), transform, &mut pixmap, &watch)?;
    }
    Ok(bitmap)
}

/// Whether `resvg` can draw the nodes one by one: each needs a box, which level lines don't have.
fn has_parts(group: &Group) -> bool {
    group.children().iter().all(|node| match node {
        Node::Group(group) if !group.should_isolate() => has_parts(group),
        node => node.abs_layer_bounding_box().is_some(),
    })
}

/// Draws what is in a group as `resvg` does, but asks between its nodes, as far as they need no layer, whether to go on.
fn parts(
    group: &Group,
    transform: Transform,
    on: &mut PixmapMut<'_>,
    watch: &impl Fn() -> Result<()>,
) -> Result<()> {
    for node in group.children() {
        watch()?;
        match node {
            Node::Group(group) if !group.should_isolate() => {
                parts(group, transform.pre_concat(group.transform()), on, watch)?;
            }
            node => {
                // Each has one, see [`has_parts`]. `resvg` moves the box's corner to the origin.
                if let Some(bounds) = node.abs_layer_bounding_box() {
                    let moved = transform.pre_translate(bounds.x(), bounds.y());
                    resvg::render_node(node, moved, on);
                }
            }
        }
    }
    Ok(())
}

/// From the picture's own units to pixels. They differ where the intrinsic size was rounded, and only
/// a view box lets content follow.
fn scale(text: &str, tree: &Tree, size: Size) -> (f64, f64) {
    let scales = root::tag(text).is_some_and(|tag| root::Root::parse(tag).has_view_box());
    if !scales {
        return (1.0, 1.0);
    }
    let own = tree.size();
    (
        f64::from(size.width()) / f64::from(own.width()),
        f64::from(size.height()) / f64::from(own.height()),
    )
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;
    use resvg::usvg::Options;

    use super::*;
    use crate::error::ErrorKind;

    const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64' viewBox='0 0 32 32'>\
        <filter id='f'><feGaussianBlur stdDeviation='1'/></filter>\
        <g transform='translate(8 4) rotate(20)'><rect width='9' height='7' fill='red'/>\
        <g opacity='.5'><circle r='5' fill='blue'/><circle cx='5' r='5'/></g></g>\
        <g filter='url(#f)' transform='scale(.5)'><path d='M20 20h20v9z' stroke='green'/></g>\
        <path d='M1 30l30 1' stroke='black'/></svg>";

    fn drawn(watch: Option<&dyn Fn() -> Result<()>>) -> Result<Pixmap> {
        let tree = Tree::from_str(PICTURE, &Options::default()).unwrap();
        let mut pixmap = Pixmap::new(64, 64).unwrap();
        match watch {
            None => resvg::render(&tree, Transform::default(), &mut pixmap.as_mut()),
            Some(watch) => {
                parts(tree.root(), Transform::default(), &mut pixmap.as_mut(), &|| watch())?;
            }
        }
        Ok(pixmap)
    }

    #[test]
    fn in_parts_a_picture_is_the_same() {
        let whole = drawn(None).unwrap();
        assert!(whole.data().iter().any(|&byte| byte != 0));
        assert!(whole == drawn(Some(&|| Ok(()))).unwrap());
    }

    #[test]
    fn level_lines_are_no_parts() {
        let has = |body: &str| {
            let text = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g>{body}</g></svg>"
            );
            has_parts(Tree::from_str(&text, &Options::default()).unwrap().root())
        };
        assert!(has("<path d='M1 3l5 1' stroke='black'/>"));
        assert!(!has("<path d='M1 3h5' stroke='black'/>"));
    }

    #[test]
    fn each_part_asks_whether_to_go_on() {
        let asked = std::cell::Cell::new(0);
        let stop = Stop::default();
        let watch = || {
            asked.set(asked.get() + 1);
            if asked.get() == 3 {
                stop.request();
            }
            stop.check()
        };
        assert_eq!(drawn(Some(&watch)).unwrap_err().kind(), ErrorKind::Abort);
        assert_eq!(asked.get(), 3);
    }
}
