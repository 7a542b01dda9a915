//! Commands in batches.
//!
//! JavaScript records the calls that take only numbers into an array: the number of the command,
//! then its arguments, then the next command. One call into Rust runs them all, where a call each
//! would cost fifty times as much. [`COMMANDS`] is the only list of them: JavaScript learns names,
//! numbers and argument counts from it. Short texts come as numbers too, three UTF-16 code units in each.

use super::{Context, Out, TextToDraw};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::{Point, Rect, Transform};
use crate::paint::{Color, CompositeMode, Filter, Keyword, LineCap, LineJoin, SmoothingQuality};
use crate::path::{CornerRadii, FillRule, PathBuilder};
use crate::text::{Direction, FontDatabase, FontKerning, TextAlign, TextBaseline, TextRendering};

/// The most code units of a text in a batch.
const MAX_TEXT_UNITS: usize = 128;
/// Code units in a number, which has 53 bits.
const UNITS_OF_NUMBER: usize = 3;

/// A call that takes only numbers.
pub struct Command {
    /// The name JavaScript knows it by.
    pub name: &'static str,
    /// How many numbers follow it, before those of a text.
    pub args: usize,
    run: Run,
}

impl Command {
    /// The last of its numbers is the length of a text, which follows it.
    pub fn takes_text(&self) -> bool {
        matches!(self.run, Run::Text(_))
    }
}

/// What a command acts on.
enum Run {
    /// `lineTo`: paths of a hundred thousand are common enough to save them the calls.
    Line,
    /// A path: commands that `Path2D` has too.
    Path(fn(&mut PathBuilder, &Transform, &[f64]) -> Result<()>),
    /// A text at a point, no wider than a number unless that is NaN, of so many code units.
    Text(fn(&mut Context, Out<'_>, &FontDatabase, TextToDraw<'_>) -> Result<()>),
    /// Anything of the context.
    Context(fn(&mut Context, Out<'_>, &[f64]) -> Result<()>),
}

/// A batch being run.
#[derive(Clone, Debug)]
pub struct Batch<'a> {
    rest: &'a [f64],
}

impl<'a> Batch<'a> {
    /// A batch from its beginning.
    pub fn new(numbers: &'a [f64]) -> Self {
        Self { rest: numbers }
    }

    /// All commands have been run.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Runs the next command, or all path commands up to the next other one. After an error of a
    /// command the batch can go on.
    pub fn step(
        &mut self,
        context: &mut Context,
        fonts: &FontDatabase,
        out: Out<'_>,
    ) -> Result<()> {
        let (command, args, rest) = self.next()?;
        match command.run {
            Run::Text(run) => {
                let (text, rest) = unpacked(args, rest).ok_or_else(|| self.give_up())?;
                self.rest = rest;
                let max_width = Some(args[2]).filter(|max| !max.is_nan());
                run(context, out, fonts, TextToDraw { text: &text, at: point(args, 0), max_width })
            }
            Run::Context(run) => {
                self.rest = rest;
                run(context, out, args)
            }
            Run::Path(_) | Run::Line => {
                let (path, transform) = context.path_mut();
                self.run_path(path, transform)
            }
        }
    }

    /// Runs path commands up to the first other one or the end, and gives the first error.
    fn run_path(&mut self, path: &mut PathBuilder, transform: &Transform) -> Result<()> {
        let mut result = Ok(());
        while let Some((command, args, rest)) = self.split() {
            match (&command.run, args) {
                (Run::Line, _) => {
                    self.run_lines(path, transform);
                    continue;
                }
                (Run::Path(run), _) => {
                    if let Err(error) = run(path, transform, args) {
                        result = result.and(Err(error));
                    }
                }
                _ => break,
            }
            self.rest = rest;
        }
        result
    }

    /// Runs the `lineTo` commands that come next, of which long paths have thousands.
    fn run_lines(&mut self, path: &mut PathBuilder, transform: &Transform) {
        let (steps, _) = self.rest.as_chunks::<3>();
        let Some([line, ..]) = steps.first() else { return };
        let lines = steps.iter().take_while(|[number, ..]| number == line).count();
        path.lines_to(transform, steps[..lines].iter().map(|&[_, x, y]| Point::new(x, y)));
        self.rest = &self.rest[lines * 3..];
    }

    /// Runs the batch on a path of its own; only path commands can be.
    pub fn run_on_path(mut self, path: &mut PathBuilder) -> Result<()> {
        let result = self.run_path(path, &Transform::IDENTITY);
        let foreign = || Err(Error::internal("a path has no such command"));
        if self.is_done() { result } else { foreign() }
    }

    fn next(&mut self) -> Result<(&'static Command, &'a [f64], &'a [f64])> {
        self.split().ok_or_else(|| self.give_up())
    }

    fn give_up(&mut self) -> Error {
        // Nothing after a malformed command can be told apart.
        self.rest = &[];
        Error::internal("a batch of drawing commands is malformed")
    }

    fn split(&self) -> Option<(&'static Command, &'a [f64], &'a [f64])> {
        let (&number, rest) = self.rest.split_first()?;
        let index = number as usize;
        let command = COMMANDS.get(index).filter(|_| index as f64 == number)?;
        let (args, rest) = rest.split_at_checked(command.args)?;
        Some((command, args, rest))
    }
}

/// A command's text, and what follows it.
fn unpacked<'a>(args: &[f64], rest: &'a [f64]) -> Option<(String, &'a [f64])> {
    let length = *args.get(3)? as usize;
    if length > MAX_TEXT_UNITS {
        return None;
    }
    let (packed, rest) = rest.split_at_checked(length.div_ceil(UNITS_OF_NUMBER))?;
    let units = packed.iter().flat_map(|&number| {
        let bits = number as u64;
        [bits as u16, (bits >> 16) as u16, (bits >> 32) as u16]
    });
    let mut text = String::with_capacity(length);
    // What is no character is shown as such, as in strings that come whole.
    let characters = char::decode_utf16(units.take(length));
    text.extend(characters.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    Some((text, rest))
}

const fn command(
    name: &'static str,
    args: usize,
    run: fn(&mut Context, Out<'_>, &[f64]) -> Result<()>,
) -> Command {
    Command { name, args, run: Run::Context(run) }
}

const fn path_command(
    name: &'static str,
    args: usize,
    run: fn(&mut PathBuilder, &Transform, &[f64]) -> Result<()>,
) -> Command {
    Command { name, args, run: Run::Path(run) }
}

/// Every command; its place is its number.
pub const COMMANDS: &[Command] = &[
    command("save", 0, |c, _, _| done(c.save())),
    command("restore", 0, |c, _, _| done(c.restore())),
    command("setTransform", 6, |c, _, v| done(c.set_transform(matrix(v)))),
    command("transform", 6, |c, _, v| done(c.transform(matrix(v)))),
    command("scale", 2, |c, _, v| done(c.transform(Transform::scale(v[0], v[1])))),
    command("rotate", 1, |c, _, v| done(c.transform(Transform::rotate(v[0])))),
    command("translate", 2, |c, _, v| done(c.transform(Transform::translate(v[0], v[1])))),
    command("globalAlpha", 1, |c, _, v| done(c.state_mut().set_alpha(v[0]))),
    command("globalCompositeOperation", 1, |c, _, v| {
        keyword::<CompositeMode>(v[0]).map(|mode| c.state_mut().composite = mode)
    }),
    command("imageSmoothingEnabled", 1, |c, _, v| {
        done(c.state_mut().smoothing.enabled = v[0] != 0.0)
    }),
    command("imageSmoothingQuality", 1, |c, _, v| {
        keyword::<SmoothingQuality>(v[0]).map(|q| c.state_mut().smoothing.quality = q)
    }),
    command("fillColor", 4, |c, _, v| done(c.state_mut().fill = super::Style::Color(color(v)))),
    command("strokeColor", 4, |c, _, v| done(c.state_mut().stroke = super::Style::Color(color(v)))),
    command("shadowColor", 4, |c, _, v| done(c.state_mut().set_shadow_color(color(v)))),
    command("shadowBlur", 1, |c, _, v| done(c.state_mut().set_shadow_blur(v[0]))),
    command("shadowOffsetX", 1, |c, _, v| done(c.state_mut().set_shadow_offset_x(v[0]))),
    command("shadowOffsetY", 1, |c, _, v| done(c.state_mut().set_shadow_offset_y(v[0]))),
    command("noFilter", 0, |c, _, _| done(c.state_mut().set_filter(Filter::default()))),
    command("lineWidth", 1, |c, _, v| done(c.state_mut().set_line_width(v[0]))),
    command("lineCap", 1, |c, _, v| {
        keyword::<LineCap>(v[0]).map(|cap| c.state_mut().line_mut().cap = cap)
    }),
    command("lineJoin", 1, |c, _, v| {
        keyword::<LineJoin>(v[0]).map(|join| c.state_mut().line_mut().join = join)
    }),
    command("miterLimit", 1, |c, _, v| done(c.state_mut().set_miter_limit(v[0]))),
    command("lineDashOffset", 1, |c, _, v| done(c.state_mut().set_dash_offset(v[0]))),
    command("textAlign", 1, |c, _, v| {
        keyword::<TextAlign>(v[0]).map(|align| c.state_mut().text.align = align)
    }),
    command("textBaseline", 1, |c, _, v| {
        keyword::<TextBaseline>(v[0]).map(|baseline| c.state_mut().text.baseline = baseline)
    }),
    command("direction", 1, |c, _, v| {
        keyword::<Direction>(v[0]).map(|direction| c.state_mut().text.direction = direction)
    }),
    command("fontKerning", 1, |c, _, v| {
        keyword::<FontKerning>(v[0]).map(|kerning| c.state_mut().text.kerning = kerning)
    }),
    command("textRendering", 1, |c, _, v| {
        keyword::<TextRendering>(v[0]).map(|rendering| c.state_mut().text.rendering = rendering)
    }),
    command("beginPath", 0, |c, _, _| done(c.begin_path())),
    path_command("closePath", 0, |p, _, _| done(p.close())),
    path_command("moveTo", 2, |p, t, v| done(p.move_to(t, point(v, 0)))),
    Command { name: "lineTo", args: 2, run: Run::Line },
    path_command("quadraticCurveTo", 4, |p, t, v| done(p.quad_to(t, point(v, 0), point(v, 2)))),
    path_command("bezierCurveTo", 6, |p, t, v| {
        done(p.cubic_to(t, point(v, 0), point(v, 2), point(v, 4)))
    }),
    path_command("arcTo", 5, |p, t, v| p.arc_to(t, point(v, 0), point(v, 2), v[4])),
    path_command("arc", 6, |p, t, v| p.arc(t, point(v, 0), v[2], (v[3], v[4]), v[5] != 0.0)),
    path_command("ellipse", 8, |p, t, v| {
        p.ellipse(t, point(v, 0), (v[2], v[3]), v[4], (v[5], v[6]), v[7] != 0.0)
    }),
    path_command("rect", 4, |p, t, v| done(p.rect(t, rect(v)))),
    path_command("roundRect", 12, |p, t, v| done(p.round_rect(t, rect(v), radii(&v[4..])))),
    command("fill", 1, |c, out, v| c.fill(out, rule(v[0]))),
    command("stroke", 0, |c, out, _| c.stroke(out)),
    command("clip", 1, |c, out, v| c.clip(out, rule(v[0]))),
    command("fillRect", 4, |c, out, v| c.fill_rect(out, rect(v))),
    command("strokeRect", 4, |c, out, v| c.stroke_rect(out, rect(v))),
    command("clearRect", 4, |c, out, v| c.clear_rect(out, rect(v))),
    Command { name: "fillText", args: 4, run: Run::Text(Context::fill_text) },
    Command { name: "strokeText", args: 4, run: Run::Text(Context::stroke_text) },
];

fn done((): ()) -> Result<()> {
    Ok(())
}

fn point(v: &[f64], at: usize) -> Point {
    Point::new(v[at], v[at + 1])
}

fn rect(v: &[f64]) -> Rect {
    Rect::new(v[0], v[1], v[2], v[3])
}

fn matrix(v: &[f64]) -> Transform {
    Transform::new(v[0], v[1], v[2], v[3], v[4], v[5])
}

/// Corner radii as upper left, upper right, lower right, lower left.
fn radii(v: &[f64]) -> CornerRadii {
    CornerRadii {
        upper_left: point(v, 0),
        upper_right: point(v, 2),
        lower_right: point(v, 4),
        lower_left: point(v, 6),
    }
}

fn color(v: &[f64]) -> Color {
    Color::from_numbers([v[0], v[1], v[2], v[3]])
}

fn rule(v: f64) -> FillRule {
    if v == 0.0 { FillRule::NonZero } else { FillRule::EvenOdd }
}

fn keyword<K: Keyword>(index: f64) -> Result<K> {
    K::from_index(index as usize)
        .ok_or_else(|| Error::new(ErrorKind::Type, format!("no keyword has the number {index}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{Recorder, dump};
    use crate::mem::Ledger;

    fn number(name: &str) -> f64 {
        COMMANDS.iter().position(|c| c.name == name).unwrap() as f64
    }

    fn run(numbers: &[f64]) -> (Result<()>, String) {
        let ledger = Ledger::new();
        let mut context = Context::new(&ledger).unwrap();
        let mut recorder = Recorder::new(&ledger, 100, 100).unwrap();
        let fonts = FontDatabase::new(&ledger);
        let mut batch = Batch::new(numbers);
        let mut result = Ok(());
        while !batch.is_done() {
            result = result.and(batch.step(&mut context, &fonts, &mut recorder));
        }
        (result, dump(recorder.list()))
    }

    #[test]
    fn commands_run_in_order_with_their_state() {
        let (result, list) = run(&[
            number("save"),
            number("translate"),
            10.0,
            20.0,
            number("fillColor"),
            255.0,
            0.0,
            0.0,
            1.0,
            number("fillRect"),
            1.0,
            2.0,
            3.0,
            4.0,
            number("restore"),
            number("fillRect"),
            0.0,
            0.0,
            5.0,
            5.0,
        ]);
        result.unwrap();
        assert_eq!(
            list,
            "canvas 100x100\n\
             rect 1,2 3x4 #ff0000 [10,21 5x6] source-over alpha 1 matrix(1 0 0 1 10 20)\n\
             rect 0,0 5x5 #000000 [0,0 6x6] source-over alpha 1 matrix(1 0 0 1 0 0)\n"
        );
    }

    #[test]
    fn a_path_runs_its_commands_and_no_others() {
        let mut path = PathBuilder::default();
        let lines = [number("moveTo"), 1.0, 1.0, number("lineTo"), 2.0, 2.0];
        Batch::new(&lines).run_on_path(&mut path).unwrap();
        assert_eq!(path.path().len(), 2);
        // The first error is told, and what follows it has run.
        let arc = [number("arc"), 0.0, 0.0, -1.0, 0.0, 1.0, 0.0, number("lineTo"), 3.0, 3.0];
        let error = Batch::new(&arc).run_on_path(&mut path).unwrap_err();
        assert_eq!((error.kind(), path.path().len()), (ErrorKind::IndexSize, 3));
        for bad in [&[number("save")][..], &[number("lineTo"), 1.0], &[f64::NAN]] {
            assert!(Batch::new(bad).run_on_path(&mut path).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn malformed_batches_are_errors() {
        for bad in [
            &[1e9][..],
            &[-1.0],
            &[0.5],
            &[f64::NAN],
            &[number("fillRect"), 1.0, 2.0],
            &[number("lineCap"), 99.0],
        ] {
            assert!(run(bad).0.is_err(), "{bad:?}");
        }
    }

    fn text_command(text: &[u16], length: f64) -> Vec<f64> {
        let mut numbers = vec![number("fillText"), 10.0, 20.0, f64::NAN, length];
        numbers.extend(text.chunks(UNITS_OF_NUMBER).map(|units| {
            units.iter().rev().fold(0.0, |number, &unit| number * 65536.0 + f64::from(unit))
        }));
        numbers
    }

    #[test]
    fn texts_are_packed() {
        let in_batch = |text: &[u16]| {
            let mut numbers = text_command(text, text.len() as f64);
            numbers.extend([number("fillRect"), 0.0, 0.0, 5.0, 5.0]);
            let (result, list) = run(&numbers);
            result.unwrap();
            list
        };
        for text in ["", "a", "ab", "Wörd", "\u{FFFF}\u{1F600}xyz", &"m".repeat(MAX_TEXT_UNITS)] {
            let ledger = Ledger::new();
            let mut context = Context::new(&ledger).unwrap();
            let mut recorder = Recorder::new(&ledger, 100, 100).unwrap();
            let fonts = FontDatabase::new(&ledger);
            let whole = TextToDraw { text, at: Point::new(10.0, 20.0), max_width: None };
            context.fill_text(&mut recorder, &fonts, whole).unwrap();
            context.fill_rect(&mut recorder, Rect::new(0.0, 0.0, 5.0, 5.0)).unwrap();
            assert_eq!(in_batch(&text.encode_utf16().collect::<Vec<_>>()), dump(recorder.list()));
        }
        let replaced = "a\u{FFFD}".encode_utf16().collect::<Vec<_>>();
        assert_eq!(in_batch(&[0x61, 0xD83D]), in_batch(&replaced));
        let units = vec![0x61; 2 * MAX_TEXT_UNITS];
        for length in [7.0, MAX_TEXT_UNITS as f64 + 1.0, 1e300] {
            assert!(run(&text_command(&units[..6], length)).0.is_err(), "{length}");
            assert!(run(&text_command(&units, length)).0.is_err(), "{length}");
        }
    }

    #[test]
    fn every_command_survives_every_kind_of_number() {
        for bad in [f64::NAN, f64::INFINITY, f64::MAX, -f64::MAX, 1e-308, -1.0, 1e10] {
            for (index, command) in COMMANDS.iter().enumerate() {
                let mut numbers = vec![number("moveTo"), 1.0, 1.0, number("lineTo"), 9.0, bad];
                numbers.push(index as f64);
                numbers.extend(std::iter::repeat_n(bad, command.args));
                numbers.extend([number("fill"), 0.0, number("stroke")]);
                // Errors are fine; a panic would fail the test.
                let _ = run(&numbers);
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let names: std::collections::HashSet<_> = COMMANDS.iter().map(|c| c.name).collect();
        assert_eq!(names.len(), COMMANDS.len());
    }
}
