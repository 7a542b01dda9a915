//! Pixels put as they are.

use super::{Pen, Scene};

pub fn scenes() -> Vec<Scene> {
    vec![
        Scene::new("put-replaces", replaces),
        Scene::new("put-ignores-the-state", ignores_the_state),
        Scene::new("put-over-the-edge", over_the_edge),
        Scene::new("put-on-opaque", replaces).opaque(),
    ]
}

fn replaces(p: &mut Pen) {
    p.fill_style("#303f9f").call("fillRect", &[0.0, 0.0, 80.0, 80.0]);
    // Premultiplied red, from opaque at the top to nothing at the bottom.
    let fade = p.bitmap(40, 60, |_, y| {
        let a = 255 - y as u8 * 4;
        [a, 0, 0, a]
    });
    p.put(&fade, 20, 10);
}

fn ignores_the_state(p: &mut Pen) {
    let tile = p.bitmap(16, 70, |x, y| [x as u8 * 16, y as u8 * 3, 128, 255]);
    p.call("globalAlpha", &[0.1]).call("rotate", &[1.0]).composite("destination-over");
    p.call("beginPath", &[]).call("rect", &[0.0, 0.0, 1.0, 1.0]).clip().put(&tile, 30, 5);
}

fn over_the_edge(p: &mut Pen) {
    let tile = p.bitmap(30, 30, |x, y| [x as u8 * 8, y as u8 * 8, 0, 255]);
    for (x, y) in [(-15, -15), (65, -15), (-15, 65), (65, 65), (25, 25), (500, 500)] {
        p.put(&tile, x, y);
    }
}
