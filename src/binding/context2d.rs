//! `Context2D`.

use std::rc::Rc;

use napi::Env;
use napi::bindgen_prelude::Uint8ClampedSlice;
use napi_derive::napi;

use super::canvas::{Canvas, CanvasCore, Parts, pixel_format};
use super::gradient::NativeGradient;
use super::image::Image;
use super::isolate::{Isolate, enter};
use super::path2d::NativePath;
use super::pattern::NativePattern;
use crate::context::{Context, TextToDraw};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::{DeviceRect, Point, Rect};
use crate::list::{DeferredPixels, Source};
use crate::paint::Keyword;
use crate::path::FillRule;

/// A context as `js/context2d.js` holds it. Calls of numbers come in batches; the methods here are
/// the rest.
#[napi]
pub struct Context2D {
    canvas: Rc<CanvasCore>,
}

#[napi]
impl Context2D {
    /// The context of `canvas`.
    #[napi(constructor, catch_unwind)]
    pub fn new(canvas: &Canvas) -> Self {
        Self { canvas: Rc::clone(canvas.core()) }
    }

    /// Runs the first `count` numbers as commands.
    #[napi(catch_unwind)]
    pub fn run(&self, env: Env, commands: &[f64], count: u32) -> napi::Result<()> {
        let commands = commands.get(..count as usize).unwrap_or(commands);
        self.enter(&env, |parts, isolate| {
            parts.surface.run(&mut parts.context, &isolate.fonts.borrow(), commands)
        })
    }

    /// The initial state, and a blank canvas.
    #[napi(catch_unwind)]
    pub fn reset(&self, env: Env) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            let (width, height) = (parts.surface.width(), parts.surface.height());
            parts.surface.reset(width, height);
            parts.context.reset();
            Ok(())
        })
    }

    /// The current transform, a to f.
    #[napi(catch_unwind)]
    pub fn transform(&self, env: Env) -> napi::Result<Vec<f64>> {
        self.enter(&env, |parts, _| {
            let t = parts.context.state().transform;
            Ok(vec![t.a, t.b, t.c, t.d, t.e, t.f])
        })
    }

    /// `fillStyle` from now on.
    #[napi(catch_unwind)]
    pub fn set_fill_gradient(&self, env: Env, gradient: &NativeGradient) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            parts.context.state_mut().fill = gradient.style();
            Ok(())
        })
    }

    /// `strokeStyle` from now on.
    #[napi(catch_unwind)]
    pub fn set_stroke_gradient(&self, env: Env, gradient: &NativeGradient) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            parts.context.state_mut().stroke = gradient.style();
            Ok(())
        })
    }

    /// `fillStyle` from now on.
    #[napi(catch_unwind)]
    pub fn set_fill_pattern(&self, env: Env, pattern: &NativePattern) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            parts.context.state_mut().fill = pattern.style()?;
            Ok(())
        })
    }

    /// `strokeStyle` from now on.
    #[napi(catch_unwind)]
    pub fn set_stroke_pattern(&self, env: Env, pattern: &NativePattern) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            parts.context.state_mut().stroke = pattern.style()?;
            Ok(())
        })
    }

    /// A list the caller has checked.
    #[napi(catch_unwind)]
    pub fn set_line_dash(&self, env: Env, segments: Vec<f64>) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            parts.context.state_mut().set_dash(&segments);
            Ok(())
        })
    }

    /// How `font`, `fontStretch` and `fontVariantCaps` read back now; nothing when it doesn't parse.
    #[napi(catch_unwind)]
    pub fn set_font(&self, env: Env, font: String) -> napi::Result<Option<Vec<String>>> {
        self.enter(&env, |Parts { context, .. }, _| {
            Ok(context.set_font(&font).then(|| font_attributes(context)))
        })
    }

    /// Sets `fontStretch` by number, or `fontVariantCaps`; gives the same as `setFont`.
    #[napi(catch_unwind)]
    pub fn set_font_part(&self, env: Env, is_caps: bool, index: u32) -> napi::Result<Vec<String>> {
        self.enter(&env, |Parts { context, .. }, _| {
            let unknown = || Error::internal(format!("no keyword has the number {index}"));
            let index = index as usize;
            if is_caps {
                context.set_font_variant_caps(Keyword::from_index(index).ok_or_else(unknown)?);
            } else {
                context.set_font_stretch(Keyword::from_index(index).ok_or_else(unknown)?);
            }
            Ok(font_attributes(context))
        })
    }

    /// Sets an attribute of text that is written in CSS, by its name; how it reads back, or nothing when it doesn't
    /// parse.
    #[napi(catch_unwind)]
    pub fn set_text_css(
        &self,
        env: Env,
        attribute: String,
        text: String,
    ) -> napi::Result<Option<String>> {
        self.enter(&env, |Parts { context, .. }, _| match attribute.as_str() {
            "letterSpacing" => Ok(context.set_letter_spacing(&text)),
            "wordSpacing" => Ok(context.set_word_spacing(&text)),
            "fontFeatureSettings" => Ok(context.set_font_features(&text)),
            "fontVariationSettings" => Ok(context.set_font_variations(&text)),
            other => Err(Error::internal(format!("text has no attribute {other}"))),
        })
    }

    /// Sets `lang`.
    #[napi(catch_unwind)]
    pub fn set_lang(&self, env: Env, lang: String) -> napi::Result<()> {
        self.enter(&env, |parts, _| {
            parts.context.set_language(&lang);
            Ok(())
        })
    }

    /// Whether `filter` is one now.
    #[napi(catch_unwind)]
    pub fn set_filter(&self, env: Env, filter: String) -> napi::Result<bool> {
        self.enter(&env, |parts, _| Ok(parts.context.set_filter(&filter)))
    }

    /// `fill(path)`.
    #[napi(catch_unwind)]
    pub fn fill_path(&self, env: Env, path: &NativePath, even_odd: bool) -> napi::Result<()> {
        self.enter(&env, |Parts { surface, context }, _| {
            surface.record(|out| context.fill_path(out, path.path(), rule(even_odd)))
        })
    }

    /// `stroke(path)`.
    #[napi(catch_unwind)]
    pub fn stroke_path(&self, env: Env, path: &NativePath) -> napi::Result<()> {
        self.enter(&env, |Parts { surface, context }, _| {
            surface.record(|out| context.stroke_user_path(out, path.path()))
        })
    }

    /// `clip(path)`.
    #[napi(catch_unwind)]
    pub fn clip_path(&self, env: Env, path: &NativePath, even_odd: bool) -> napi::Result<()> {
        self.enter(&env, |Parts { surface, context }, _| {
            surface.record(|out| context.clip_path(out, &path.path(), rule(even_odd)))
        })
    }

    /// `isPointInPath` of the current path, or of another one.
    #[napi(catch_unwind)]
    pub fn is_point_in_path(
        &self,
        env: Env,
        path: Option<&NativePath>,
        x: f64,
        y: f64,
        even_odd: bool,
    ) -> napi::Result<bool> {
        self.enter(&env, |Parts { context, .. }, _| {
            let (p, rule) = (Point::new(x, y), rule(even_odd));
            Ok(match path {
                Some(path) => context.is_point_in(&path.path(), p, rule),
                None => context.is_point_in_path(p, rule),
            })
        })
    }

    /// `isPointInStroke` of the current path, or of another one.
    #[napi(catch_unwind)]
    pub fn is_point_in_stroke(
        &self,
        env: Env,
        path: Option<&NativePath>,
        x: f64,
        y: f64,
    ) -> napi::Result<bool> {
        self.enter(&env, |Parts { context, .. }, _| {
            let p = Point::new(x, y);
            match path {
                Some(path) => context.is_point_in_stroke_of(&path.path(), p),
                None => context.is_point_in_stroke(p),
            }
        })
    }

    /// `drawImage` of an image: waits for its pixels, or decodes them now.
    #[napi(catch_unwind)]
    pub fn draw_image(&self, env: Env, image: &Image, place: Vec<f64>) -> napi::Result<()> {
        self.enter_with(&env, image.bytes_to_finish(), |Parts { surface, context }, _| {
            let source = Source::Bitmap(image.pixels()?);
            let (from, to) = two_rects(&place)?;
            surface.record(|out| context.draw_image(out, source, from, to))
        })
    }

    /// `drawImage` of a canvas, this one included: what it shows now.
    #[napi(catch_unwind)]
    pub fn draw_canvas(&self, env: Env, canvas: &Canvas, place: Vec<f64>) -> napi::Result<()> {
        // Before this canvas is borrowed: it may be the same.
        let picture = enter(&env, canvas.core().bytes_to_draw(), |_| {
            let picture = canvas.core().with(|parts| parts.surface.source())?;
            let message = "the canvas to be drawn has no pixels";
            picture.ok_or_else(|| Error::new(ErrorKind::InvalidState, message))
        })?;
        self.enter(&env, |Parts { surface, context }, _| {
            let (from, to) = two_rects(&place)?;
            let source = Source::Deferred(picture as std::sync::Arc<dyn DeferredPixels>);
            surface.record(|out| context.draw_image(out, source, from, to))
        })
    }

    /// `putImageData` of straight-alpha pixels `width` wide, halves or bytes, in Display P3 or sRGB. `place`:
    /// the device pixel of their corner, then the dirty rectangle.
    #[napi(catch_unwind)]
    pub fn put_pixels(
        &self,
        env: Env,
        data: Uint8ClampedSlice<'_>,
        width: u32,
        place: Vec<i32>,
        deep: bool,
        wide: bool,
    ) -> napi::Result<()> {
        let given = pixel_format(deep, wide);
        // Bytes may become halves.
        self.enter_with(&env, data.len().saturating_mul(2), |Parts { surface, context }, _| {
            let [x, y, left, top, w, h] = numbers(&place)?;
            let (right, bottom) = (left.saturating_add(w), top.saturating_add(h));
            let dirty = DeviceRect { left, top, right, bottom };
            surface.write(context, (&data, given), width, dirty, (x, y))
        })
    }

    /// `fillText`, or `strokeText`.
    #[napi(catch_unwind)]
    pub fn draw_text(
        &self,
        env: Env,
        stroke: bool,
        text: String,
        x: f64,
        y: f64,
        max_width: Option<f64>,
    ) -> napi::Result<()> {
        self.enter(&env, |Parts { surface, context }, isolate| {
            let text = TextToDraw { text: &text, at: Point::new(x, y), max_width };
            let fonts = isolate.fonts.borrow();
            surface.record(|out| match stroke {
                true => context.stroke_text(out, &fonts, text),
                false => context.fill_text(out, &fonts, text),
            })
        })
    }

    /// The parts of a text, ten numbers each, in the order `js/text-ranges.js` reads them.
    #[napi(catch_unwind)]
    pub fn measure_segments(&self, env: Env, text: String) -> napi::Result<Vec<f64>> {
        self.enter(&env, |parts, isolate| {
            let segments = parts.context.measure_segments(&isolate.fonts.borrow(), &text)?;
            let numbers = segments.iter().flat_map(|s| {
                let (places, is_rtl) = ([s.start, s.end, s.run], f64::from(u8::from(s.is_rtl)));
                let [start, end, run] = places.map(|place| place as f64);
                let ink = s.ink;
                [start, end, s.left, s.right, is_rtl, run, ink.x, ink.y, ink.width, ink.height]
            });
            Ok(numbers.collect())
        })
    }

    /// The numbers of `TextMetrics`, in the order `js/text-metrics.js` names them.
    #[napi(catch_unwind)]
    pub fn measure_text(&self, env: Env, text: String) -> napi::Result<Vec<f64>> {
        self.enter(&env, |parts, isolate| {
            let m = parts.context.measure_text(&isolate.fonts.borrow(), &text)?;
            Ok(vec![
                m.width,
                m.actual_bounding_box_left,
                m.actual_bounding_box_right,
                m.font_bounding_box_ascent,
                m.font_bounding_box_descent,
                m.actual_bounding_box_ascent,
                m.actual_bounding_box_descent,
                m.em_height_ascent,
                m.em_height_descent,
                m.hanging_baseline,
                m.alphabetic_baseline,
                m.ideographic_baseline,
            ])
        })
    }

    fn enter<T>(
        &self,
        env: &Env,
        method: impl FnOnce(&mut Parts, &Isolate) -> Result<T>,
    ) -> napi::Result<T> {
        self.enter_with(env, 0, method)
    }

    /// For a method that allocates `bytes` beside what recording may need.
    fn enter_with<T>(
        &self,
        env: &Env,
        bytes: usize,
        method: impl FnOnce(&mut Parts, &Isolate) -> Result<T>,
    ) -> napi::Result<T> {
        let bytes = bytes.saturating_add(self.canvas.bytes_to_record());
        enter(env, bytes, |isolate| {
            self.canvas.with(|parts| {
                let result = method(parts, isolate);
                // Also after a failure: what the path has grown to must be booked.
                let settled = parts.context.settle();
                result.and_then(|value| settled.map(|()| value))
            })
        })
    }
}

fn font_attributes(context: &Context) -> Vec<String> {
    let font = &context.state().text.font;
    vec![font.to_css(), font.stretch.name().to_owned(), font.caps.name().to_owned()]
}

fn rule(even_odd: bool) -> FillRule {
    if even_odd { FillRule::EvenOdd } else { FillRule::NonZero }
}

/// Source and destination rectangle.
fn two_rects(v: &[f64]) -> Result<(Rect, Rect)> {
    let v: [f64; 8] = numbers(v)?;
    Ok((Rect::new(v[0], v[1], v[2], v[3]), Rect::new(v[4], v[5], v[6], v[7])))
}

/// A list of as many numbers as the caller was to send.
pub(super) fn numbers<T: Copy, const N: usize>(list: &[T]) -> Result<[T; N]> {
    <[T; N]>::try_from(list)
        .map_err(|_| Error::internal(format!("{N} numbers are needed, got {}", list.len())))
}
