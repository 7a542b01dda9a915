//! Which face of a family is nearest to what is wanted.
//! <https://drafts.csswg.org/css-fonts-4/#font-style-matching>
//!
//! The standard takes faces away step by step: by width, then style, then weight. Each step looks at a face alone,
//! so the face that remains is the least of all by three distances in that order.

use std::cmp::Ordering;
use std::sync::Arc;

use skrifa::attribute::{Attributes, Style as FileStyle};
use skrifa::raw::types::Tag;
use skrifa::{FontRef, MetadataProvider};

use super::names::folded;
use crate::css::{
    FaceStyle, Family, FontDescriptors, FontShorthand, Setting, Span, Stretch, Style, UnicodeRanges,
};

/// What CSS matches faces by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capabilities {
    /// 1 to 1000.
    pub weight: Span,
    /// Percent of the normal width.
    pub stretch: Span,
    /// Upright, italic, oblique.
    pub style: FaceStyle,
}

impl Capabilities {
    /// As the font's axes and tables tell.
    pub(super) fn of(font: &FontRef<'_>) -> Self {
        let Attributes { stretch, style, weight } = Attributes::new(font);
        let axis = |tag| {
            let axis = font.axes().get_by_tag(Tag::new(tag))?;
            Some(Span::between(axis.min_value(), axis.max_value()))
        };
        // Fonts say 0 for "not told" and sometimes 1 to 9.
        let class = match weight.value() {
            value if value < 1.0 => 400.0,
            value if value < 10.0 => value * 100.0,
            value => value,
        };
        let weight = axis(b"wght").unwrap_or(Span::at(class));
        Self {
            weight: Span {
                low: weight.low.clamp(1.0, 1000.0),
                high: weight.high.clamp(1.0, 1000.0),
            },
            stretch: axis(b"wdth").unwrap_or(Span::at(stretch.percentage())),
            style: style_of(style, axis(b"slnt"), axis(b"ital")),
        }
    }

    /// As descriptors tell, before there is a font to ask.
    fn described(face: &FontDescriptors) -> Self {
        Self {
            weight: face.weight.unwrap_or(Span::at(400.0)),
            stretch: face.stretch.unwrap_or(Span::at(100.0)),
            style: face.style.unwrap_or(FaceStyle::UPRIGHT),
        }
    }

    /// The keyword for its style, as the font libraries have it.
    pub fn style_keyword(&self) -> Style {
        match self.style {
            FaceStyle { oblique: Some(degrees), .. } if degrees.contains(0.0) => Style::Normal,
            FaceStyle { italic: true, .. } => Style::Italic,
            _ => Style::Oblique,
        }
    }

    /// The keyword for its width: the normal one if it can have it, else the nearest.
    pub fn stretch_keyword(&self) -> Stretch {
        let width = f64::from(self.stretch.nearest(100.0));
        let distance = |keyword: Stretch| (keyword.percent() - width).abs();
        let all = <Stretch as crate::paint::Keyword>::TABLE.iter().map(|&(keyword, _)| keyword);
        all.min_by(|&a, &b| distance(a).total_cmp(&distance(b))).unwrap_or_default()
    }
}

/// A `slnt` axis counts to the left, CSS to the right.
fn style_of(file: FileStyle, slnt: Option<Span>, ital: Option<Span>) -> FaceStyle {
    /// Of an oblique face that does not tell its angle.
    const ANGLE: f32 = crate::css::font::SLANT as f32;
    let own = match file {
        FileStyle::Normal => FaceStyle::UPRIGHT,
        FileStyle::Italic => FaceStyle::ITALIC,
        FileStyle::Oblique(angle) => {
            let angle = angle.map_or(ANGLE, |angle| -angle);
            let angle = if angle == 0.0 { ANGLE } else { angle };
            FaceStyle { italic: false, oblique: Some(Span::at(angle)) }
        }
    };
    FaceStyle {
        italic: ital.map_or(own.italic, |axis| axis.high >= 1.0),
        oblique: match (slnt, ital) {
            (Some(axis), _) => Some(Span::between(-axis.low, -axis.high)),
            (None, Some(axis)) if axis.low < 1.0 => Some(Span::at(0.0)),
            _ => own.oblique,
        },
    }
}

/// The slope that is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slope {
    Italic,
    /// Degrees; 0 is upright.
    Oblique(f32),
}

/// What of a font decides about faces and their axes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    pub(super) weight: f32,
    pub(super) stretch: f32,
    pub(super) slope: Slope,
    /// Pixels of an em, for the optical size.
    pub(super) size: f32,
    /// Places of axes.
    pub(super) variations: Arc<[Setting<f32>]>,
}

impl Wanted {
    pub(super) fn of(font: &FontShorthand) -> Self {
        Self {
            weight: f32::from(font.weight),
            stretch: font.stretch.percent() as f32,
            slope: match font.style {
                Style::Normal => Slope::Oblique(0.0),
                Style::Italic => Slope::Italic,
                Style::Oblique => Slope::Oblique(font.slant as f32),
            },
            size: font.size_px as f32,
            variations: Arc::clone(&font.variations),
        }
    }
}

/// How far a face is from what is wanted; less is nearer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Distance([f32; 6]);

impl Distance {
    pub(super) fn new(face: &Capabilities, wanted: &Wanted) -> Self {
        let [a, b] = stretch_distance(face.stretch, wanted.stretch);
        let [c, d] = style_distance(face.style, wanted.slope);
        let [e, f] = weight_distance(face.weight, wanted.weight);
        Self([a, b, c, d, e, f])
    }

    pub(super) fn order(&self, other: &Self) -> Ordering {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

/// The places of the faces that a text in a font needs, of faces that may not be loaded yet.
/// <https://drafts.csswg.org/css-font-loading-3/#find-the-matching-font-faces>
pub fn matching_faces(
    font: &FontShorthand,
    text: &str,
    faces: &[(String, FontDescriptors)],
) -> Vec<usize> {
    let wanted = Wanted::of(font);
    let mut found = Vec::new();
    for family in &font.families {
        let Family::Named(name) = family else { continue };
        let name = folded(name);
        let of_family = faces.iter().enumerate().rev().filter(|(_, face)| folded(&face.0) == name);
        let near: Vec<_> = of_family
            .map(|(at, (_, face))| {
                (at, face, Distance::new(&Capabilities::described(face), &wanted))
            })
            .collect();
        let Some(least) = near.iter().map(|near| near.2).min_by(Distance::order) else { continue };
        for (at, face, _) in near.into_iter().filter(|near| near.2 == least) {
            let covers = |ranges: &UnicodeRanges| text.chars().any(|c| ranges.contain(c));
            if face.ranges.as_ref().is_none_or(covers) && !found.contains(&at) {
                found.push(at);
            }
            if face.ranges.is_none() {
                break;
            }
        }
    }
    found
}

/// Which side is looked at first, and how far away the span is there.
fn beside(span: Span, wanted: f32, below: f32, above: f32) -> [f32; 2] {
    if span.contains(wanted) {
        [0.0, 0.0]
    } else if span.high < wanted {
        [below, wanted - span.high]
    } else {
        [above, span.low - wanted]
    }
}

/// Narrower faces are preferred up to the normal width, wider ones beyond it.
fn stretch_distance(has: Span, wanted: f32) -> [f32; 2] {
    if wanted <= 100.0 { beside(has, wanted, 1.0, 2.0) } else { beside(has, wanted, 2.0, 1.0) }
}

/// Below this angle upright letters are nearer than slanted ones.
const NEARLY_UPRIGHT: f32 = 11.0;

fn style_distance(has: FaceStyle, wanted: Slope) -> [f32; 2] {
    let italic = match wanted {
        Slope::Italic => 0.0,
        Slope::Oblique(0.0) => 2.0,
        Slope::Oblique(_) => 3.0,
    };
    let italic = has.italic.then_some([italic, 0.0]);
    let oblique = has.oblique.map(|degrees| match wanted {
        Slope::Italic => from_italic(degrees),
        // The same to the other side.
        Slope::Oblique(angle) if angle < 0.0 => {
            from_oblique(Span::between(-degrees.low, -degrees.high), -angle)
        }
        Slope::Oblique(angle) => from_oblique(degrees, angle),
    });
    let both = italic.into_iter().chain(oblique);
    both.min_by(|a, b| a[0].total_cmp(&b[0])).unwrap_or([f32::MAX; 2])
}

fn from_italic(has: Span) -> [f32; 2] {
    if has.high >= NEARLY_UPRIGHT {
        [1.0, has.low.max(NEARLY_UPRIGHT)]
    } else if has.high > 0.0 {
        [2.0, -has.high]
    } else {
        [3.0, -has.high]
    }
}

/// From an angle of at least 0.
fn from_oblique(has: Span, wanted: f32) -> [f32; 2] {
    if wanted == 0.0 {
        return beside(has, 0.0, 3.0, 1.0);
    }
    if wanted >= NEARLY_UPRIGHT {
        return if has.high > 0.0 { beside(has, wanted, 2.0, 1.0) } else { [4.0, -has.high] };
    }
    if has.high >= 0.0 { beside(has, wanted, 1.0, 2.0) } else { [4.0, -has.high] }
}

/// Text weights (400 to 500) look up to 500 first, then down; light ones down first, bold ones up.
fn weight_distance(has: Span, wanted: f32) -> [f32; 2] {
    match wanted {
        400.0..=500.0 if has.low > wanted && has.low <= 500.0 => [1.0, has.low - wanted],
        ..=500.0 => beside(has, wanted, 2.0, 3.0),
        _ => beside(has, wanted, 3.0, 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<T: Copy>(all: &[T], distance: impl Fn(T) -> [f32; 2]) -> Vec<T> {
        let key = |&item: &T| Distance([0.0, 0.0, 0.0, 0.0, distance(item)[0], distance(item)[1]]);
        let mut all = all.to_vec();
        all.sort_by(|a, b| key(a).order(&key(b)));
        all
    }

    /// The order in which CSS looks at weights.
    #[test]
    fn weights_are_tried_in_order() {
        let order = |wanted| {
            let all = [100.0, 200.0, 300.0, 400.0, 450.0, 500.0, 600.0, 700.0, 900.0];
            let sorted = sorted(&all, |has| weight_distance(Span::at(has), wanted));
            sorted.into_iter().map(|w| w as u16).collect::<Vec<_>>()
        };
        assert_eq!(order(400.0), [400, 450, 500, 300, 200, 100, 600, 700, 900]);
        assert_eq!(order(450.0), [450, 500, 400, 300, 200, 100, 600, 700, 900]);
        assert_eq!(order(300.0), [300, 200, 100, 400, 450, 500, 600, 700, 900]);
        assert_eq!(order(600.0), [600, 700, 900, 500, 450, 400, 300, 200, 100]);
    }

    #[test]
    fn a_range_holds_all_its_weights() {
        let distance = |low, high, wanted| weight_distance(Span { low, high }, wanted);
        assert_eq!(distance(100.0, 900.0, 650.0), [0.0, 0.0]);
        assert_eq!(distance(100.0, 300.0, 400.0), [2.0, 100.0]);
        assert_eq!(distance(450.0, 900.0, 400.0), [1.0, 50.0]);
        assert_eq!(distance(700.0, 900.0, 400.0), [3.0, 300.0]);
    }

    #[test]
    fn widths_are_tried_in_order() {
        let order = |wanted| {
            sorted(&[50.0, 75.0, 100.0, 125.0], |has| stretch_distance(Span::at(has), wanted))
        };
        assert_eq!(order(75.0), [75.0, 50.0, 100.0, 125.0]);
        assert_eq!(order(112.5), [125.0, 100.0, 75.0, 50.0]);
    }

    #[test]
    fn styles_are_tried_in_order() {
        let slant = |angle| FaceStyle { italic: false, oblique: Some(Span::at(angle)) };
        let (all, italic) = ([-10.0, -5.0, 0.0, 5.0, 10.0, 14.0, 20.0], 99.0);
        let order = |wanted| {
            let mut faces = vec![italic];
            faces.extend(all);
            let style = |a: f32| if a == italic { FaceStyle::ITALIC } else { slant(a) };
            let sorted = sorted(&faces, |face| style_distance(style(face), wanted));
            sorted.into_iter().map(|a| a as i8).collect::<Vec<_>>()
        };
        assert_eq!(order(Slope::Italic), [99, 14, 20, 10, 5, 0, -5, -10]);
        assert_eq!(order(Slope::Oblique(0.0)), [0, 5, 10, 14, 20, 99, -5, -10]);
        assert_eq!(order(Slope::Oblique(14.0)), [14, 20, 10, 5, 99, 0, -5, -10]);
        assert_eq!(order(Slope::Oblique(7.0)), [5, 0, 10, 14, 20, 99, -5, -10]);
        assert_eq!(order(Slope::Oblique(-5.0)), [-5, 0, -10, 99, 5, 10, 14, 20]);
    }

    #[test]
    fn a_face_with_both_styles_is_as_near_as_the_nearer() {
        let both = FaceStyle { italic: true, oblique: Some(Span { low: 0.0, high: 10.0 }) };
        assert_eq!(style_distance(both, Slope::Italic), [0.0, 0.0]);
        assert_eq!(style_distance(both, Slope::Oblique(0.0)), [0.0, 0.0]);
        assert!(!both.is_upright() && FaceStyle::UPRIGHT.is_upright());
    }

    #[test]
    fn the_faces_a_text_needs_are_found() {
        let face = |family: &str, all: &[(&str, &str)]| {
            let mut face = FontDescriptors::default();
            for (name, text) in all {
                face.set(name, text).unwrap();
            }
            (family.to_owned(), face)
        };
        let faces = [
            face("A", &[("weight", "700")]),
            face("A", &[]),
            face("B", &[("unicodeRange", "U+41-5A")]),
            face("b", &[("unicodeRange", "U+61-7A")]),
        ];
        let found = |font: &str, text: &str| {
            matching_faces(&crate::css::font::parse(font).unwrap(), text, &faces)
        };
        assert_eq!(found("10px a", " "), [1]);
        assert_eq!(found("bold 10px A, B", "a"), [0, 3]);
        assert_eq!(found("10px B", "aA"), [3, 2]);
        assert_eq!(found("10px B, serif, C", "1"), [0; 0]);
    }
}
