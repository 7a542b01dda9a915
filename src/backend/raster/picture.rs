//! Pictures as inks: which version of a picture is sampled, and how.
//!
//! Chromium's rules for canvases as sources (measured against version 156):
//! - smoothing off: the nearest pixel;
//! - low: bilinear, however much smaller the picture becomes;
//! - medium: bilinear; for smaller pictures a mix of the two mip levels around the scale's logarithm
//!   less a half;
//! - high: as medium, but Mitchell's bicubic filter when both sides grow.
//!
//! Mip levels are kept beside the bitmap (`Bitmap::reduced`).

use std::sync::Arc;

use super::deep;
use super::ink::{Filter, ImageInk, View, Wrap, halve};
use super::prepare::Ink;
use crate::error::Result;
use crate::geom::{DeviceRect, Rect, Size, Transform};
use crate::list::Source;
use crate::mem::{Bitmap, PixelFormat};
use crate::paint::{Pattern, Repetition, Smoothing, SmoothingQuality};

/// The most pixels that a picture without own ones is drawn in; what is seen larger is enlarged from there.
const MOST_REDRAWN: f64 = (1 << 24) as f64;
/// The same of a side.
const LONGEST_REDRAWN: f64 = 16_384.0;

/// The part `from` of a picture drawn onto `to` under `t`; `None` when nothing shows.
///
/// Only whole pixels under `from` are seen, so that the edge of a sprite never mixes with its
/// neighbours beyond the pixel it shares with them; of a mip level those that are averages of such.
pub(super) fn image_ink(
    source: &Source,
    (from, to): (&Rect, &Rect),
    t: &Transform,
    smoothing: Smoothing,
    target: (f64, PixelFormat),
) -> Result<Option<Ink>> {
    let pixels = source.pixels()?;
    let place = Transform::translate(to.x, to.y)
        .then_inner(&Transform::scale(to.width / from.width, to.height / from.height))
        .then_inner(&Transform::translate(-from.x, -from.y));
    let place = t.then_inner(&place);
    let view = match redrawn(&pixels, from, &place)? {
        Some(view) => view,
        None => View { window: window(&pixels, from), pixels, place },
    };
    ink(view, (Wrap::Clamp, Wrap::Clamp), smoothing, target)
}

/// Whole pixels under a part of a picture.
fn window(pixels: &Bitmap, from: &Rect) -> DeviceRect {
    DeviceRect::around(from).intersect(&DeviceRect::of_size(pixels.width(), pixels.height()))
}

/// A picture without pixels of its own in the size in which it is seen, where that is larger than its own. What would
/// take too long or too much to draw so is enlarged.
fn redrawn(pixels: &Bitmap, from: &Rect, place: &Transform) -> Result<Option<View>> {
    if !pixels.is_vector() {
        return Ok(None);
    }
    let (width, height) = (f64::from(pixels.width()), f64::from(pixels.height()));
    let (across, down) = (place.a.hypot(place.b), place.c.hypot(place.d));
    let (wide, tall) = (width * across, height * down);
    let is_larger = across > 1.0 || down > 1.0;
    if !is_larger || !(wide * tall).is_finite() {
        return Ok(None);
    }
    let fit = (MOST_REDRAWN / (wide * tall)).sqrt().min(LONGEST_REDRAWN / wide.max(tall)).min(1.0);
    // A whole number that was computed is not the next one.
    let side = |length: f64| (length * fit - 0.01).ceil().max(1.0) as u32;
    let size = Size::new(side(wide), side(tall));
    let Some(larger) = size.map_or(Ok(None), |size| pixels.in_size(size))? else { return Ok(None) };
    let (x, y) = (f64::from(larger.width()) / width, f64::from(larger.height()) / height);
    let from = Rect::new(from.x * x, from.y * y, from.width * x, from.height * y);
    let place = place.then_inner(&Transform::scale(1.0 / x, 1.0 / y));
    Ok(Some(View { window: window(&larger, &from), pixels: larger, place }))
}

/// A pattern under `t`; `None` when it paints nothing.
pub(super) fn pattern_ink(
    pattern: &Pattern,
    t: &Transform,
    smoothing: Smoothing,
    target: (f64, PixelFormat),
) -> Result<Option<Ink>> {
    let pixels = pattern.source.pixels()?;
    let (x, y) = match pattern.repetition {
        Repetition::Repeat => (Wrap::Repeat, Wrap::Repeat),
        Repetition::RepeatX => (Wrap::Repeat, Wrap::None),
        Repetition::RepeatY => (Wrap::None, Wrap::Repeat),
        Repetition::NoRepeat => (Wrap::None, Wrap::None),
    };
    let window = DeviceRect::of_size(pixels.width(), pixels.height());
    let view = View { pixels, window, place: t.then_inner(&pattern.transform) };
    ink(view, (x, y), smoothing, target)
}

/// The ink for a target of that format, with the operation's alpha.
fn ink(
    view: View,
    wrap: (Wrap, Wrap),
    smoothing: Smoothing,
    (alpha, format): (f64, PixelFormat),
) -> Result<Option<Ink>> {
    let own = view.pixels.format();
    let spaces = (own.space, format.space);
    let Sampling { view, filter, second } = sampling(view, smoothing)?;
    if own.is_deep() {
        let picture = deep::Picture::new((view, filter), second, wrap);
        let ink = picture.map(|picture| deep::Ink::halves(picture, alpha, spaces));
        return Ok(ink.map(|ink| Ink::Deep(Box::new(ink))));
    }
    // Where it is computed in f32, alpha is too.
    let is_plain = own == format;
    let ink = ImageInk::new(view, filter, wrap, if is_plain { alpha } else { 1.0 });
    let ink = match (ink, second) {
        (Some(ink), Some((view, share))) => ink.mixed_with(view, share),
        (ink, _) => ink,
    };
    Ok(ink.map(|ink| match is_plain {
        true => Ink::Image(Box::new(ink)),
        false => Ink::Deep(Box::new(deep::Ink::bytes(ink, alpha, spaces))),
    }))
}

/// Which version of a picture is sampled, and how.
struct Sampling {
    view: View,
    filter: Filter,
    /// A smaller version that is mixed with it, and its share of 256.
    second: Option<(View, u16)>,
}

fn sampling(view: View, smoothing: Smoothing) -> Result<Sampling> {
    let t = &view.place;
    let plain = |view: View, filter| Ok(Sampling { view, filter, second: None });
    if !smoothing.enabled {
        return plain(view, Filter::Nearest);
    }
    if smoothing.quality == SmoothingQuality::Low {
        return plain(halved(view)?, Filter::Bilinear);
    }
    let grows = t.a.hypot(t.b) > 1.0 && t.c.hypot(t.d) > 1.0;
    if smoothing.quality == SmoothingQuality::High && grows {
        return plain(view, Filter::Bicubic);
    }
    let (level, share) = level(&view);
    if level == 0 && share == 0 {
        return plain(view, Filter::Bilinear);
    }
    let second = match share {
        0 => None,
        _ => Some((reduced(&view, level + 1)?, share)),
    };
    Ok(Sampling { view: reduced(&view, level)?, filter: Filter::Bilinear, second })
}

/// The mip level nearest to the one wanted under `place`, and what leads from its pixels to the same place.
pub(super) fn nearest_level(
    pixels: Arc<Bitmap>,
    place: Transform,
) -> Result<(Arc<Bitmap>, Transform)> {
    let window = DeviceRect::of_size(pixels.width(), pixels.height());
    let view = View { pixels, window, place };
    let (level, share) = level(&view);
    let view = reduced(&view, level + usize::from(share >= 128))?;
    Ok((view.pixels, view.place))
}

/// How a picture of its format is made smaller.
fn halving(pixels: &Bitmap) -> fn(&Bitmap) -> Result<Bitmap> {
    if pixels.format().is_deep() { deep::halve } else { halve }
}

/// The mip level to sample, and the share in 256ths of the one below.
fn level(view: &View) -> (usize, u16) {
    // Chromium prefers the sharper level by half a step.
    let wanted = -view.place.determinant().abs().sqrt().log2() - 0.5;
    let longest = view.window.width().max(view.window.height()).max(1);
    let deepest = f64::from(longest.ilog2());
    let wanted = if wanted.is_finite() { wanted.clamp(0.0, deepest) } else { 0.0 };
    let share = (wanted.fract() * 256.0).round() as u16;
    // The cast is exact: below 32.
    let level = wanted as usize;
    if share == 256 { (level + 1, 0) } else { (level, share) }
}

/// The picture's sides and the window's edges are multiples of `step`.
fn is_aligned(view: &View, step: i32) -> bool {
    let (w, window) = (&view.pixels, view.window);
    let edges = [window.left, window.top, window.right, window.bottom];
    let sides = [w.width(), w.height()];
    edges.iter().all(|edge| edge % step == 0) && sides.iter().all(|s| s % step.unsigned_abs() == 0)
}

/// The view of a mip level; 0 is the picture itself.
fn reduced(view: &View, level: usize) -> Result<View> {
    if level == 0 {
        return Ok(view.clone());
    }
    Ok(on_level(view, view.pixels.reduced(level, halving(&view.pixels))?))
}

fn on_level(view: &View, pixels: Arc<Bitmap>) -> View {
    let scale = |whole: u32, part: u32| f64::from(whole) / f64::from(part);
    let (x, y) =
        (scale(view.pixels.width(), pixels.width()), scale(view.pixels.height(), pixels.height()));
    let w = view.window;
    // A pixel that the part shares with its neighbours is seen, as the standard and Chromium have it.
    let window = DeviceRect {
        left: (f64::from(w.left) / x).floor() as i32,
        top: (f64::from(w.top) / y).floor() as i32,
        right: (f64::from(w.right) / x).ceil() as i32,
        bottom: (f64::from(w.bottom) / y).ceil() as i32,
    };
    View { pixels, window, place: view.place.then_inner(&Transform::scale(x, y)) }
}

/// A picture drawn at exactly half its size, pixel pairs on pixels: bilinear samples are the pixels
/// of the first mip level then, so a picture that is drawn so more than once is sampled there.
fn halved(view: View) -> Result<View> {
    let t = &view.place;
    let is_half = (t.a, t.b, t.c, t.d) == (0.5, 0.0, 0.0, 0.5);
    let is_whole = t.e.fract() == 0.0 && t.f.fract() == 0.0;
    if !is_half || !is_whole || !is_aligned(&view, 2) {
        return Ok(view);
    }
    let level = view.pixels.reduced_when_used_again(halving(&view.pixels))?;
    Ok(level.map_or(view.clone(), |pixels| on_level(&view, pixels)))
}
