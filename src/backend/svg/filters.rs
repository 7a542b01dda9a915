//! Filters and shadows as SVG's filter primitives. <https://drafts.fxtf.org/filter-effects-1/#FilterPrimitivesOverview>

use super::Writer;
use super::inks::hex;
use super::number::{Precision, exact};
use crate::geom::{DeviceRect, Point};
use crate::list::Op;
use crate::paint::{Color, FilterFunction, Shadow};

/// One way an operation is drawn: what its shape goes through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass<'a> {
    functions: &'a [FilterFunction],
    shadow: Option<&'a Shadow>,
    /// The shape is drawn over its shadow; else the shadow alone.
    with_shape: bool,
}

/// How often an operation is drawn, and through what; `None` for what goes through nothing.
pub(super) fn passes(op: &Op, is_over: bool) -> Vec<Option<Pass<'_>>> {
    let functions = op.state.filter.as_deref().map_or(&[][..], |filter| filter.functions());
    let shadow = op.state.shadow.as_deref();
    let pass = |shadow, with_shape| Some(Pass { functions, shadow, with_shape });
    let shape = if functions.is_empty() { None } else { pass(None, true) };
    match shadow {
        None => vec![shape],
        Some(_) if is_over => vec![pass(shadow, true)],
        // Each is mixed with what is below it then.
        Some(_) => vec![pass(shadow, false), shape],
    }
}

impl Writer<'_> {
    /// Defines what a pass goes through, in device space.
    pub(super) fn filter(&mut self, op: &Op, pass: &Pass<'_>) -> u32 {
        let id = self.next();
        let name = self.name(id);
        let region = region(op, pass).to_rect();
        self.xml.open("filter").attr("id", name).attr("filterUnits", "userSpaceOnUse");
        self.rect(&region, Precision::DEVICE);
        // Colours are not made linear first.
        self.xml.attr("color-interpolation-filters", "sRGB");
        for (index, function) in pass.functions.iter().enumerate() {
            self.function(function, index);
        }
        if let Some(Shadow { color, offset, .. }) = pass.shadow {
            let sigma = pass.shadow.map_or(0.0, Shadow::sigma);
            let before = last(pass.functions.len());
            self.cast(*offset, sigma, color, (&before, "shadow"));
            if pass.with_shape {
                self.merge(["shadow", &before], "shape");
            }
        }
        self.xml.close();
        id
    }

    fn function(&mut self, function: &FilterFunction, index: usize) {
        let (input, result) = (last(index), last(index + 1));
        match function {
            FilterFunction::Blur(sigma) => {
                self.primitive("feGaussianBlur", &input).attr("stdDeviation", exact(*sigma));
                self.xml.attr("result", result);
                self.xml.close();
            }
            FilterFunction::Brightness(by) => self.linear(*by, 0.0, (&input, &result)),
            FilterFunction::Contrast(by) => {
                self.linear(*by, 0.5 - 0.5 * by, (&input, &result));
            }
            FilterFunction::Invert(by) => self.linear(1.0 - 2.0 * by, *by, (&input, &result)),
            FilterFunction::Opacity(by) => {
                self.primitive("feComponentTransfer", &input).attr("result", result);
                self.xml.open("feFuncA").attr("type", "linear").attr("slope", exact(*by));
                self.xml.close();
                self.xml.close();
            }
            FilterFunction::Grayscale(by) => self.matrix("saturate", 1.0 - by, (&input, &result)),
            // Some viewers take a `saturate` of more than 1 for 1.
            FilterFunction::Saturate(by) => self.saturated(*by, (&input, &result)),
            FilterFunction::HueRotate(by) => self.matrix("hueRotate", *by, (&input, &result)),
            FilterFunction::Sepia(by) => self.sepia(1.0 - by, (&input, &result)),
            FilterFunction::DropShadow { offset, sigma, color } => {
                let shadow = format!("{result}s");
                self.cast(*offset, *sigma, color, (&input, &shadow));
                self.merge([&shadow, &input], &result);
            }
        }
    }

    fn primitive(&mut self, name: &'static str, input: &str) -> &mut super::Xml {
        self.xml.open(name).attr("in", input)
    }

    fn linear(&mut self, slope: f64, intercept: f64, (input, result): (&str, &str)) {
        self.primitive("feComponentTransfer", input).attr("result", result);
        for name in ["feFuncR", "feFuncG", "feFuncB"] {
            self.xml.open(name).attr("type", "linear").attr("slope", exact(slope));
            self.xml.attr("intercept", exact(intercept));
            self.xml.close();
        }
        self.xml.close();
    }

    fn matrix(&mut self, kind: &str, value: f64, (input, result): (&str, &str)) {
        self.primitive("feColorMatrix", input).attr("type", kind).attr("values", exact(value));
        self.xml.attr("result", result);
        self.xml.close();
    }

    /// <https://drafts.fxtf.org/filter-effects-1/#sepiaEquivalent>
    fn sepia(&mut self, kept: f64, (input, result): (&str, &str)) {
        let rows = [
            [0.393 + 0.607 * kept, 0.769 - 0.769 * kept, 0.189 - 0.189 * kept],
            [0.349 - 0.349 * kept, 0.686 + 0.314 * kept, 0.168 - 0.168 * kept],
            [0.272 - 0.272 * kept, 0.534 - 0.534 * kept, 0.131 + 0.869 * kept],
        ];
        self.rows(rows, (input, result));
    }

    /// <https://drafts.fxtf.org/filter-effects-1/#saturateEquivalent>
    fn saturated(&mut self, by: f64, names: (&str, &str)) {
        let gray = [0.213, 0.715, 0.072];
        let row = |own: usize| {
            let part = |c: usize| gray[c] * (1.0 - by) + if c == own { by } else { 0.0 };
            [part(0), part(1), part(2)]
        };
        self.rows([row(0), row(1), row(2)], names);
    }

    /// What each colour takes of the three; alpha stays.
    fn rows(&mut self, rows: [[f64; 3]; 3], (input, result): (&str, &str)) {
        let rows = rows.map(|row| row.map(|value| exact(value).to_string()).join(" ") + " 0 0 ");
        self.primitive("feColorMatrix", input).attr("type", "matrix");
        self.xml.attr("values", format_args!("{}0 0 0 1 0", rows.concat()));
        self.xml.attr("result", result);
        self.xml.close();
    }

    /// A shadow of `input`.
    fn cast(&mut self, offset: Point, sigma: f64, color: &Color, (input, result): (&str, &str)) {
        let part = |name: &str| format!("{result}{name}");
        self.primitive("feGaussianBlur", input).attr("stdDeviation", exact(sigma));
        self.xml.attr("result", part("b"));
        self.xml.close();
        let device = Precision::DEVICE;
        self.primitive("feOffset", &part("b")).attr("dx", device.number(offset.x));
        self.xml.attr("dy", device.number(offset.y)).attr("result", part("o"));
        self.xml.close();
        self.xml.open("feFlood").attr("flood-color", hex(color));
        self.xml.attr("flood-opacity", exact(f64::from(color.a))).attr("result", part("f"));
        self.xml.close();
        self.primitive("feComposite", &part("f")).attr("in2", part("o")).attr("operator", "in");
        self.xml.attr("result", result);
        self.xml.close();
    }

    fn merge(&mut self, parts: [&str; 2], result: &str) {
        self.xml.open("feMerge").attr("result", result);
        for part in parts {
            self.xml.open("feMergeNode").attr("in", part);
            self.xml.close();
        }
        self.xml.close();
    }
}

/// What so many functions have made of the shape.
fn last(count: usize) -> String {
    if count == 0 { "SourceGraphic".to_owned() } else { format!("r{count}") }
}

/// The pixels that have a part in what shows of a pass.
fn region(op: &Op, pass: &Pass<'_>) -> DeviceRect {
    let mut area = op.bounds;
    if let Some(shadow) = pass.shadow {
        let cast = FilterFunction::DropShadow {
            offset: shadow.offset,
            sigma: shadow.sigma(),
            color: shadow.color,
        };
        area = sources(&cast, &area);
    }
    pass.functions.iter().rev().fold(area, |area, function| sources(function, &area))
}

/// The pixels that a function reads for what it shows in `area`.
fn sources(function: &FilterFunction, area: &DeviceRect) -> DeviceRect {
    match function {
        FilterFunction::DropShadow { offset, sigma, color } => {
            let back = Point::new(-offset.x, -offset.y);
            FilterFunction::DropShadow { offset: back, sigma: *sigma, color: *color }.spread(area)
        }
        other => other.spread(area),
    }
}
