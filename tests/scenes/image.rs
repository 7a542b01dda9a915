//! Pictures drawn by pictures.

use std::sync::Arc;

use canvas::geom::Rect;
use canvas::mem::Bitmap;
use canvas::paint::SmoothingQuality;

use super::{Pen, Scene};

const WHOLE: Rect = Rect::new(0.0, 0.0, 8.0, 8.0);
const LARGE: Rect = Rect::new(8.0, 8.0, 64.0, 64.0);

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("image-same-size", same_size),
        Scene::new("image-nearest", nearest),
        Scene::new("image-bilinear", |p| enlarged(p, "low")),
        Scene::new("image-bicubic", |p| enlarged(p, "high")),
        Scene::new("image-cut-out", cut_out),
        Scene::new("image-beyond-its-edges", beyond),
        Scene::new("image-negative-sizes", negative),
        Scene::new("image-turned", turned),
        Scene::new("image-shrunk-low", |p| shrunk(p, "low")),
        Scene::new("image-shrunk-medium", |p| shrunk(p, "medium")),
        Scene::new("image-alpha", alpha),
        Scene::new("image-clipped", clipped),
    ]
}

/// Colours that tell where a pixel came from: red grows to the right, green downwards; a blue frame
/// and a transparent pixel in the middle.
fn picture(p: &Pen) -> Arc<Bitmap> {
    p.bitmap(8, 8, |x, y| match (x, y) {
        (0 | 7, _) | (_, 0 | 7) => [0, 0, 255, 255],
        (3, 3) => [0; 4],
        _ => [x as u8 * 36, y as u8 * 36, 0, 255],
    })
}

fn quality(p: &mut Pen, name: &str) {
    p.keyword::<SmoothingQuality>("imageSmoothingQuality", name);
}

fn same_size(p: &mut Pen) {
    let picture = picture(p);
    p.image(&picture, WHOLE, Rect::new(4.0, 4.0, 8.0, 8.0));
    // Half a pixel aside: neighbours are mixed.
    p.image(&picture, WHOLE, Rect::new(20.5, 4.5, 8.0, 8.0));
    // Over the band's edge.
    p.image(&picture, WHOLE, Rect::new(4.0, 60.0, 8.0, 8.0));
}

fn nearest(p: &mut Pen) {
    let picture = picture(p);
    p.call("imageSmoothingEnabled", &[0.0]).image(&picture, WHOLE, LARGE);
}

fn enlarged(p: &mut Pen, name: &str) {
    let picture = picture(p);
    quality(p, name);
    p.image(&picture, WHOLE, LARGE);
}

fn cut_out(p: &mut Pen) {
    let picture = picture(p);
    // The part without its blue frame, which must not shine in.
    p.image(&picture, Rect::new(1.0, 1.0, 6.0, 6.0), LARGE);
}

fn beyond(p: &mut Pen) {
    let picture = picture(p);
    // Half of the wanted part lies outside the picture: that half stays empty.
    p.image(&picture, Rect::new(-4.0, 4.0, 8.0, 8.0), LARGE);
}

fn negative(p: &mut Pen) {
    let picture = picture(p);
    p.call("imageSmoothingEnabled", &[0.0]);
    // The same area given from its other corners: not mirrored.
    p.image(&picture, Rect::new(8.0, 8.0, -8.0, -8.0), Rect::new(36.0, 36.0, -32.0, -32.0));
    p.image(&picture, WHOLE, Rect::new(44.0, 4.0, 32.0, 32.0));
    // Mirroring is the transform's business.
    p.call("scale", &[-1.0, 1.0]).image(&picture, WHOLE, Rect::new(-36.0, 44.0, 32.0, 32.0));
}

fn turned(p: &mut Pen) {
    let picture = picture(p);
    p.call("translate", &[40.0, 40.0]).call("rotate", &[0.5]);
    p.image(&picture, WHOLE, Rect::new(-26.0, -26.0, 52.0, 52.0));
}

fn shrunk(p: &mut Pen, name: &str) {
    // Lines two pixels apart: averaged they are grey, skipped they are anything.
    let lines = p.bitmap(320, 320, |x, _| if x % 4 < 2 { [0, 0, 0, 255] } else { [255; 4] });
    quality(p, name);
    p.image(&lines, Rect::new(0.0, 0.0, 320.0, 320.0), Rect::new(4.0, 4.0, 72.0, 72.0));
}

fn alpha(p: &mut Pen) {
    let picture = picture(p);
    p.fill_style("#ffeb3b").call("fillRect", &[0.0, 0.0, 40.0, 80.0]);
    p.call("globalAlpha", &[0.5]).call("imageSmoothingEnabled", &[0.0]);
    p.image(&picture, WHOLE, LARGE);
}

fn clipped(p: &mut Pen) {
    let picture = picture(p);
    p.call("beginPath", &[]).circle(40.0, 40.0, 28.0).clip().image(&picture, WHOLE, LARGE);
}
