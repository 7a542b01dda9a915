//! What is recorded for a sequence of calls: operations with their state, culled, with bounds.
//! The calls are written as lines of a command and its numbers.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use canvas::context::{Batch, COMMANDS, Context, TextToDraw};
use canvas::geom::{Point, Rect, Size};
use canvas::list::{Recorder, Source, dump};
use canvas::mem::{Bitmap, Ledger};
use canvas::paint::{CompositeMode, Keyword};
use canvas::text::FontDatabase;

/// Numbers as written, a turn in radians, or the number of a composite mode.
fn number(word: &str) -> f64 {
    match word {
        "turn" => std::f64::consts::TAU,
        _ => word.parse().unwrap_or_else(|_| {
            let mode = CompositeMode::TABLE.iter().position(|(_, name)| *name == word);
            mode.unwrap_or_else(|| panic!("what is {word}?")) as f64
        }),
    }
}

fn run(context: &mut Context, recorder: &mut Recorder, script: &str) {
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        let command = COMMANDS.iter().position(|c| c.name == name);
        let command = command.unwrap_or_else(|| panic!("no command {name}")) as f64;
        let numbers: Vec<_> = [command].into_iter().chain(words.map(number)).collect();
        let fonts = FontDatabase::new(recorder.ledger());
        let mut batch = Batch::new(&numbers);
        batch.step(context, &fonts, recorder).unwrap();
        assert!(batch.is_done(), "too many numbers: {line}");
    }
}

fn start() -> (Context, Recorder) {
    let ledger = Ledger::new();
    (Context::new(&ledger).unwrap(), Recorder::new(&ledger, 100, 50).unwrap())
}

/// The operations after the line for the canvas.
fn ops(recorder: &Recorder) -> String {
    let text = dump(recorder.list());
    let (canvas, ops) = text.split_once('\n').unwrap();
    assert_eq!(canvas, "canvas 100x50");
    ops.to_owned()
}

#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let (mut context, mut recorder) = start();
    run(&mut context, &mut recorder, script);
    let ops = ops(&recorder);
    assert_eq!(ops.lines().collect::<Vec<_>>(), expected, "of:\n{script}\nIt was:\n{ops}");
}

#[test]
fn nothing_is_recorded_for_what_cannot_show() {
    check(
        "fillRect 200 0 10 10
         fillRect -20 -20 10 10
         fillRect 0 0 0 10
         fillRect NaN 0 10 10
         fillRect 0 0 inf 10
         clearRect 0 60 100 10
         strokeRect 10 10 0 0
         moveTo 200 10
         lineTo 300 40
         lineTo 300 10
         fill 0
         stroke",
        &[],
    );
}

#[test]
fn bounds_are_the_shape_its_fringe_and_the_canvas() {
    check(
        "fillRect 10 10 5 5
         fillRect 90 40 50 50
         fillRect 20.5 20.5 1 1
         fillRect 30 30 -10 -10",
        &[
            "rect 10,10 5x5 #000000 [9,9 7x7] source-over alpha 1 matrix(1 0 0 1 0 0)",
            "rect 90,40 50x50 #000000 [89,39 11x11] source-over alpha 1 matrix(1 0 0 1 0 0)",
            "rect 20.5,20.5 1x1 #000000 [19,19 4x4] source-over alpha 1 matrix(1 0 0 1 0 0)",
            "rect 20,20 10x10 #000000 [19,19 12x12] source-over alpha 1 matrix(1 0 0 1 0 0)",
        ],
    );
}

#[test]
fn state_is_captured_when_drawing_is_called() {
    check(
        "fillColor 255 0 0 1
         globalAlpha 0.5
         fillRect 0 0 10 10
         fillColor 0 0 255 0.25
         globalAlpha 1
         globalCompositeOperation xor
         fillRect 0 0 10 10",
        &[
            "rect 0,0 10x10 #ff0000 [0,0 11x11] source-over alpha 0.5 matrix(1 0 0 1 0 0)",
            "rect 0,0 10x10 rgba(0, 0, 255, 0.25) [0,0 11x11] xor alpha 1 matrix(1 0 0 1 0 0)",
        ],
    );
}

#[test]
fn save_and_restore_bracket_the_state() {
    check(
        "save
         translate 10 0
         globalAlpha 0.25
         fillRect 0 0 5 5
         restore
         restore
         fillRect 0 0 5 5",
        &[
            "rect 0,0 5x5 #000000 [9,0 7x6] source-over alpha 0.25 matrix(1 0 0 1 10 0)",
            "rect 0,0 5x5 #000000 [0,0 6x6] source-over alpha 1 matrix(1 0 0 1 0 0)",
        ],
    );
}

#[test]
fn transforms_multiply_and_non_finite_ones_are_ignored() {
    check(
        "translate 10 20
         scale 2 3
         translate NaN 0
         scale inf 1
         fillRect 1 1 2 2
         setTransform 0 1 -1 0 50 0
         fillRect 5 5 10 20",
        &[
            "rect 1,1 2x2 #000000 [11,22 6x8] source-over alpha 1 matrix(2 0 0 3 10 20)",
            "rect 5,5 10x20 #000000 [24,4 22x12] source-over alpha 1 matrix(0 1 -1 0 50 0)",
        ],
    );
}

#[test]
fn a_path_is_recorded_in_device_space_under_a_colour() {
    check(
        "scale 2 2
         moveTo 1 1
         lineTo 11 1
         scale 10 10
         lineTo 1 1
         closePath
         fill 1",
        &["fill 4 segments EvenOdd #000000 [1,1 22x20] source-over alpha 1 matrix(1 0 0 1 0 0)"],
    );
}

#[test]
fn a_stroke_keeps_its_transform_and_reaches_as_far_as_its_miters() {
    check(
        "lineWidth 2
         miterLimit 3
         strokeRect 20 20 10 5
         lineJoin 1
         strokeRect 20 20 10 5
         scale 2 1
         strokeRect 20 20 10 5",
        &[
            "stroke 5 segments 2 #000000 [16,16 18x13] source-over alpha 1 matrix(1 0 0 1 0 0)",
            "stroke 5 segments 2 #000000 [18,18 14x9] source-over alpha 1 matrix(1 0 0 1 0 0)",
            "stroke 5 segments 2 #000000 [37,18 26x9] source-over alpha 1 matrix(2 0 0 1 0 0)",
        ],
    );
}

#[test]
fn a_line_without_height_is_stroked() {
    check(
        "strokeRect 10 10 20 0",
        &["stroke 3 segments 1 #000000 [4,4 32x12] source-over alpha 1 matrix(1 0 0 1 0 0)"],
    );
}

#[test]
fn whole_pixel_clips_fold_into_bounds() {
    check(
        "rect 10 10 40 30
         clip 0
         beginPath
         rect 20 0 100 20
         clip 0
         fillRect 0 0 100 50",
        &["rect 0,0 100x50 #000000 [20,10 30x10] source-over alpha 1 matrix(1 0 0 1 0 0) clipped"],
    );
}

#[test]
fn a_clip_culls_and_restore_lifts_it() {
    check(
        "save
         arc 25 25 10 0 turn 0
         clip 0
         fillRect 50 0 10 10
         fillRect 0 0 100 50
         restore
         fillRect 50 0 10 10",
        &[
            "rect 0,0 100x50 #000000 [15,15 20x20] source-over alpha 1 matrix(1 0 0 1 0 0) clipped",
            "rect 50,0 10x10 #000000 [49,0 12x11] source-over alpha 1 matrix(1 0 0 1 0 0)",
        ],
    );
}

#[test]
fn clips_without_a_common_part_let_nothing_through() {
    check(
        "rect 0 0 10 10
         clip 0
         beginPath
         rect 50 0 10 10
         clip 0
         fillRect 0 0 100 50
         globalCompositeOperation copy
         fillRect 0 0 100 50",
        &[],
    );
}

#[test]
fn unbounded_modes_take_all_of_the_clip() {
    let modes = ["copy", "source-in", "source-out", "destination-in", "destination-atop"];
    for mode in modes {
        let whole =
            format!("rect 500,0 5x5 #000000 [0,0 100x50] {mode} alpha 1 matrix(1 0 0 1 0 0)");
        let clipped = format!(
            "rect 500,0 5x5 #000000 [10,10 5x5] {mode} alpha 1 matrix(1 0 0 1 0 0) clipped"
        );
        let script = format!(
            "globalCompositeOperation {mode}
             fillRect 500 0 5 5
             rect 10 10 5 5
             clip 0
             fillRect 500 0 5 5"
        );
        check(&script, &[&whole, &clipped]);
    }
}

#[test]
fn clearing_ignores_paint_alpha_and_mode_but_not_clip_and_transform() {
    check(
        "globalAlpha 0.5
         globalCompositeOperation copy
         rect 0 0 20 20
         clip 0
         scale 2 2
         clearRect 5 5 10 10",
        &["clear 5,5 10x10 [9,9 11x11] source-over alpha 1 matrix(2 0 0 2 0 0) clipped"],
    );
}

#[test]
fn a_collapsed_plane_strokes_nothing() {
    check(
        "moveTo 0 0
         lineTo 50 50
         scale 0 1
         stroke
         strokeRect 0 0 10 10",
        &[],
    );
}

#[test]
fn pictures_are_cut_to_their_size_and_put_ones_to_the_canvas() {
    let (mut context, mut recorder) = start();
    let size = Size::new(8, 4).unwrap();
    let bitmap = std::sync::Arc::new(Bitmap::new(recorder.ledger(), size).unwrap());
    let mut draw = |from, to| {
        let source = Source::Bitmap(std::sync::Arc::clone(&bitmap));
        context.draw_image(&mut recorder, source, from, to).unwrap();
    };
    draw(Rect::new(-8.0, 0.0, 16.0, 4.0), Rect::new(10.0, 10.0, 32.0, 8.0));
    draw(Rect::new(20.0, 0.0, 4.0, 4.0), Rect::new(10.0, 10.0, 8.0, 8.0));
    run(&mut context, &mut recorder, "globalAlpha 0.5\nscale 9 9\nrect 0 0 1 1\nclip 0");
    context.put_pixels(&mut recorder, bitmap.clone(), -3, 48).unwrap();
    context.put_pixels(&mut recorder, bitmap, 100, 0).unwrap();
    assert_eq!(
        ops(&recorder),
        "image bitmap 8x4 to 26,10 16x8 [25,9 18x10] source-over alpha 1 matrix(1 0 0 1 0 0)\n\
         put Bitmap(8x4) at -3,48 [0,48 5x2] copy alpha 1 matrix(1 0 0 1 0 0)\n"
    );
}

#[test]
fn text_stays_glyphs() {
    let (mut context, mut recorder) = start();
    let fonts = FontDatabase::new(recorder.ledger());
    assert!(context.set_font("10px sans-serif"));
    let text = |x| TextToDraw { text: "li", at: Point::new(x, 20.0), max_width: None };
    context.fill_text(&mut recorder, &fonts, text(30.0)).unwrap();
    context.fill_text(&mut recorder, &fonts, text(500.0)).unwrap();
    context.stroke_text(&mut recorder, &fonts, text(30.0)).unwrap();
    let ops = ops(&recorder);
    let lines: Vec<_> = ops.lines().collect();
    assert_eq!(lines.len(), 2, "{ops}");
    assert!(lines[0].starts_with("glyphs 2 of 10px at 30,20 #000000 [1"), "{ops}");
    assert!(lines[0].ends_with("matrix(1 0 0 1 0 0)"), "{ops}");
    assert!(lines[1].starts_with("stroked glyphs 2 of 10px at 30,20 #000000 ["), "{ops}");
}

#[test]
fn a_filter_and_its_reach_are_told() {
    let (mut context, mut recorder) = start();
    assert!(context.set_filter("blur(2px) sepia(0.5)"));
    run(&mut context, &mut recorder, "fillRect 10 10 5 5\nnoFilter\nfillRect 10 10 5 5");
    assert_eq!(
        ops(&recorder),
        "rect 10,10 5x5 #000000 [3,3 19x19] source-over alpha 1 matrix(1 0 0 1 0 0) \
         filter [Blur(2.0), Sepia(0.5)]\n\
         rect 10,10 5x5 #000000 [9,9 7x7] source-over alpha 1 matrix(1 0 0 1 0 0)\n"
    );
}
