//! States saved without end.

use crate::{Canvas, MB};

#[test]
fn a_million_saves() {
    let mut canvas = Canvas::new(20, 20);
    for _ in 0..1_000_000 {
        canvas.call("save", &[]);
    }
    canvas.run();
    for _ in 0..1_100_000 {
        canvas.call("restore", &[]);
    }
    canvas.call("fillRect", &[0.0, 0.0, 20.0, 20.0]);
    assert_eq!(canvas.ink(), 400);
    canvas.finish("a million saves", 40 * MB);
}

#[test]
fn a_million_saves_with_a_change_each() {
    let mut canvas = Canvas::new(20, 20);
    for i in 0..1_000_000 {
        canvas.call("lineWidth", &[f64::from(i + 1)]).call("save", &[]);
    }
    canvas.run();
    for _ in 0..1_000_000 {
        canvas.call("restore", &[]);
    }
    canvas.run();
    assert_eq!(canvas.context.state().line.width, 1.0);
    canvas.finish("a million changed states", 700 * MB);
}

#[test]
fn states_that_are_refused_leave_the_canvas_whole() {
    let mut canvas = Canvas::new(20, 20);
    canvas.ledger.set_budget(MB);
    let mut refused = 0;
    for i in 0..100_000 {
        canvas.context.state_mut().set_line_width(f64::from(i + 1));
        canvas.context.save();
        refused += usize::from(canvas.context.settle().is_err());
    }
    assert!(refused > 0);
    canvas.context.reset();
    canvas.ledger.set_budget(usize::MAX);
    canvas.call("fillRect", &[0.0, 0.0, 20.0, 20.0]);
    assert_eq!(canvas.ink(), 400);
    canvas.finish("refused states", 2 * MB);
}
