//! What shapes are filled and stroked with: colours, gradients, patterns.

use std::fmt::Write;

use super::number::{Precision, exact, transform};
use super::xml::Xml;
use super::{Writer, address};
use crate::error::Result;
use crate::geom::{Point, Rect, Transform};
use crate::paint::{
    Color, ColorStop, Gradient, GradientGeometry, Paint, Pattern, Repetition, Smoothing,
};

/// The value of `fill` or `stroke`, and how opaque it is.
pub(super) struct Ink {
    value: String,
    opacity: f64,
}

impl Ink {
    /// Areas are filled with it.
    pub(super) fn fill(&self, xml: &mut Xml) {
        // As it is when nothing is said.
        if self.value != "#000000" {
            xml.attr("fill", &self.value);
        }
        if self.opacity < 1.0 {
            xml.attr("fill-opacity", exact(self.opacity));
        }
    }

    /// Lines are drawn with it.
    pub(super) fn stroke(&self, xml: &mut Xml) {
        xml.attr("stroke", &self.value);
        if self.opacity < 1.0 {
            xml.attr("stroke-opacity", exact(self.opacity));
        }
    }
}

/// A colour without its alpha.
pub(super) fn hex(color: &Color) -> String {
    let mut out = String::from("#");
    for byte in color.bytes() {
        // Writing to a string can't fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

impl Writer<'_> {
    /// What paints like that in a space that `t` leads from, defined where it has to be; `None` for what paints nothing.
    /// `place`, where there is one, leads from the element's own space to that one.
    pub(super) fn ink(
        &mut self,
        paint: &Paint,
        alpha: f64,
        t: &Transform,
        place: Option<&Transform>,
    ) -> Result<Option<Ink>> {
        let back = match place.map(Transform::inverse) {
            None => Transform::IDENTITY,
            Some(Some(inverse)) => inverse,
            Some(None) => return Ok(None),
        };
        let id = match paint {
            Paint::Color(color) => {
                let opacity = (alpha * f64::from(color.a)).clamp(0.0, 1.0);
                return Ok((opacity > 0.0).then(|| Ink { value: hex(color), opacity }));
            }
            Paint::Gradient(gradient) if gradient.paints_nothing() => return Ok(None),
            Paint::Gradient(gradient) => {
                let key = address(gradient);
                match self.gradients.get(&key) {
                    Some(id) if back == Transform::IDENTITY => *id,
                    _ => {
                        let id = self.gradient(gradient, &back);
                        if back == Transform::IDENTITY {
                            self.gradients.insert(key, id);
                        }
                        id
                    }
                }
            }
            Paint::Pattern(pattern, _) if pattern.paints_nothing() => return Ok(None),
            Paint::Pattern(pattern, smoothing) => {
                match self.pattern(pattern, *smoothing, (t, &back))? {
                    Some(id) => id,
                    None => return Ok(None),
                }
            }
        };
        Ok(Some(Ink { value: self.reference(id), opacity: alpha.clamp(0.0, 1.0) }))
    }

    fn gradient(&mut self, gradient: &Gradient, back: &Transform) -> u32 {
        let id = self.next();
        let name = self.name(id);
        let stops = gradient.srgb_stops();
        match gradient.geometry() {
            GradientGeometry::Radial { from, from_radius, to, to_radius } => {
                self.xml.open("radialGradient").attr("id", name);
                self.in_user_space(back);
                // The outer circle is the end of SVG's gradients.
                if from_radius <= to_radius {
                    self.circles((from, from_radius), (to, to_radius));
                    self.stops(stops.iter().copied());
                } else {
                    self.circles((to, to_radius), (from, from_radius));
                    let turned =
                        |stop: &ColorStop| ColorStop { offset: 1.0 - stop.offset, ..*stop };
                    self.stops(stops.iter().rev().map(turned));
                }
            }
            GradientGeometry::Linear { from, to } => {
                self.xml.open("linearGradient").attr("id", name);
                self.in_user_space(back);
                self.xml.attr("x1", exact(from.x)).attr("y1", exact(from.y));
                self.xml.attr("x2", exact(to.x)).attr("y2", exact(to.y));
                self.stops(stops.iter().copied());
            }
            // Drawn as pixels.
            GradientGeometry::Conic { .. } => _ = self.xml.open("linearGradient").attr("id", name),
        }
        self.xml.close();
        id
    }

    fn in_user_space(&mut self, back: &Transform) {
        self.xml.attr("gradientUnits", "userSpaceOnUse");
        if let Some(value) = transform(back) {
            self.xml.attr("gradientTransform", value);
        }
    }

    fn circles(&mut self, (inner, least): (Point, f64), (outer, most): (Point, f64)) {
        self.xml.attr("cx", exact(outer.x)).attr("cy", exact(outer.y)).attr("r", exact(most));
        if inner != outer {
            self.xml.attr("fx", exact(inner.x)).attr("fy", exact(inner.y));
        }
        if least > 0.0 {
            self.xml.attr("fr", exact(least));
        }
    }

    fn stops(&mut self, stops: impl Iterator<Item = ColorStop>) {
        for ColorStop { offset, color } in stops {
            self.xml.open("stop").attr("offset", exact(offset)).attr("stop-color", hex(&color));
            if color.a < 1.0 {
                self.xml.attr("stop-opacity", exact(f64::from(color.a)));
            }
            self.xml.close();
        }
    }

    fn pattern(
        &mut self,
        pattern: &Pattern,
        smoothing: Smoothing,
        (t, back): (&Transform, &Transform),
    ) -> Result<Option<u32>> {
        let size = pattern.source.size();
        let [width, height] = [size.width(), size.height()].map(f64::from);
        let Some(visible) = self.visible(&t.then_inner(&pattern.transform)) else {
            return Ok(None);
        };
        let picture = self.picture(&pattern.source, smoothing.enabled)?;
        // Where a picture is not repeated its tile is as long as all that can be seen.
        let (mut x, mut y) = ((0.0, width), (0.0, height));
        let (left, top) = (visible.x.min(0.0), visible.y.min(0.0));
        if matches!(pattern.repetition, Repetition::RepeatY | Repetition::NoRepeat) {
            x = (left, (visible.x + visible.width).max(width) - left);
        }
        if matches!(pattern.repetition, Repetition::RepeatX | Repetition::NoRepeat) {
            y = (top, (visible.y + visible.height).max(height) - top);
        }
        let id = self.next();
        let (name, href) = (self.name(id), self.name(picture));
        self.xml.open("pattern").attr("id", name).attr("patternUnits", "userSpaceOnUse");
        self.rect(&Rect::new(x.0, y.0, x.1, y.1), Precision::of(&Transform::IDENTITY));
        if let Some(value) = transform(&back.then_inner(&pattern.transform)) {
            self.xml.attr("patternTransform", value);
        }
        self.xml.open("use").attr("xlink:href", format_args!("#{href}"));
        // What is in a tile counts from the tile's corner.
        if (x.0, y.0) != (0.0, 0.0) {
            let at = |value: f64| Precision::DEVICE.number(value);
            self.xml.attr("x", at(-x.0)).attr("y", at(-y.0));
        }
        self.xml.close();
        self.xml.close();
        Ok(Some(id))
    }

    /// The part of a space that the canvas shows; `None` for one that is flat.
    fn visible(&self, to_device: &Transform) -> Option<Rect> {
        let (width, height) = self.size;
        let canvas = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        Some(to_device.inverse()?.map_bounds(&canvas))
    }
}
