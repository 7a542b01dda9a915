//! Pictures as ink: drawn images and patterns.
//!
//! An [`ImageInk`] knows a part of a picture, where it lies on the target, how it is sampled and
//! what lies beyond its edges. Which version of a picture is sampled, and how, is decided before
//! (`picture.rs`); how a row is sampled quickest is decided here.

use std::sync::Arc;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::place::Mapping;
use super::window::{Window, Wrap};
use super::{bicubic, bilinear, halve, nearest, upright};
use crate::backend::raster::blend::{Cover, scale_mask};
use crate::geom::{DeviceRect, Transform};
use crate::mem::Bitmap;

/// How pixels between pixels are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filter {
    Nearest,
    Bilinear,
    Bicubic,
}

/// A part of a picture and where it lies.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) pixels: Arc<Bitmap>,
    /// The pixels that may be seen.
    pub(crate) window: DeviceRect,
    /// From the picture's pixels to the target.
    pub(crate) place: Transform,
}

/// A picture that fills rows.
#[derive(Clone, Debug)]
pub(crate) struct ImageInk {
    first: Sampler,
    /// A smaller version of it, and its share of 256.
    second: Option<(Sampler, u16)>,
    alpha: u8,
    is_opaque: bool,
}

impl ImageInk {
    /// `None` when it paints nothing: the transform has no way back, or the part has no pixel.
    pub(crate) fn new(view: View, filter: Filter, wrap: (Wrap, Wrap), alpha: f64) -> Option<Self> {
        let alpha = (alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
        let has_edge = wrap.0 == Wrap::None || wrap.1 == Wrap::None;
        let is_opaque =
            alpha == 255 && !has_edge && worth_looking(&view) && view.pixels.is_known_opaque();
        let first = Sampler::new(view, filter, wrap)?;
        Some(Self { first, second: None, alpha, is_opaque })
    }

    /// Mixed with a smaller version of the same part, whose share is in 256ths.
    pub(crate) fn mixed_with(mut self, smaller: View, share: u16) -> Option<Self> {
        let wrap = self.first.window.wrap();
        let second = Sampler::new(smaller, Filter::Bilinear, wrap)?;
        self.second = Some((second, share.min(256)));
        Some(self)
    }

    /// Every pixel is opaque. False also where finding out costs more than it would save.
    pub(crate) fn is_opaque(&self) -> bool {
        self.is_opaque
    }

    /// The picture's own pixels for the `len` target pixels from `(x, y)` on and the cover that they are
    /// painted by, where the row is a plain copy of them.
    #[inline(always)]
    pub(crate) fn direct_row<'a>(
        &self,
        (x, y): (i32, i32),
        len: usize,
        cover: Cover<'a>,
    ) -> Option<(&[u8], Cover<'a>)> {
        if self.second.is_some() {
            return None;
        }
        let row = self.first.direct_row(x, y, len)?;
        Some((row, cover.weakened(self.alpha)?))
    }

    /// Fills `out` with the premultiplied colours of the target's pixels from `(x, y)` on, seen at
    /// their centres.
    #[simd]
    pub(crate) fn row<S: Simd>(&self, simd: S, x: i32, y: i32, out: &mut [u8]) {
        self.first.row(simd, x, y, out);
        if let Some((second, share)) = &self.second {
            let mut x = x;
            for out in out.chunks_mut(MIXED * 4) {
                let mut other = [0; MIXED * 4];
                let other = &mut other[..out.len()];
                second.row(simd, x, y, other);
                mix(simd, out, other, *share);
                x = x.saturating_add(MIXED as i32);
            }
        }
        if self.alpha < 255 {
            scale_mask(simd, out, self.alpha);
        }
    }
}

/// Pixels of two versions that are mixed at once, on the stack.
const MIXED: usize = 128;

/// A small part of a large picture is not worth looking at all of it.
fn worth_looking(view: &View) -> bool {
    let part = u64::from(view.window.width()) * u64::from(view.window.height());
    part.saturating_mul(4) >= view.pixels.size().pixels()
}

#[simd]
fn mix<S: Simd>(_: S, out: &mut [u8], other: &[u8], share: u16) {
    for (value, &other) in out.iter_mut().zip(other) {
        // At most 255 · 256 + 128, which fits.
        let sum = u16::from(*value) * (256 - share) + u16::from(other) * share;
        *value = ((sum + 128) >> 8) as u8;
    }
}

/// One version of a picture.
#[derive(Clone, Debug)]
struct Sampler {
    window: Window,
    mapping: Mapping,
    kernel: Kernel,
}

#[derive(Clone, Copy, Debug)]
enum Kernel {
    /// Pixel for pixel, this far away.
    Copy(i32, i32),
    /// The mean of two by two pixels; the first two of column and row 0 are this far away.
    Halve(i32, i32),
    Nearest,
    Bilinear,
    Bicubic,
    UprightBilinear,
    UprightBicubic,
}

impl Sampler {
    fn new(view: View, filter: Filter, wrap: (Wrap, Wrap)) -> Option<Self> {
        let window = Window::new(view.pixels, view.window, wrap)?;
        // The part of the window inside the picture is what counts from here on.
        let (left, top) = (view.window.left.max(0), view.window.top.max(0));
        let to_window = Transform::translate(-f64::from(left), -f64::from(top));
        let back = to_window.then_inner(&view.place.inverse()?);
        let kernel = Kernel::choose(&back, filter, wrap.0);
        let shift = if filter == Filter::Nearest { nearest::TIE } else { 0.5 };
        Some(Self { mapping: Mapping::new(back, shift, &window), window, kernel })
    }

    fn direct_row(&self, x: i32, y: i32, len: usize) -> Option<&[u8]> {
        let Kernel::Copy(dx, dy) = self.kernel else { return None };
        let row = self.window.row(y.saturating_add(dy))?;
        let x = x.saturating_add(dx);
        let repeats = self.window.wrap().0 == Wrap::Repeat;
        let x = if repeats { x.rem_euclid(self.window.width()) } else { x };
        let from = usize::try_from(x).ok()? * 4;
        row.get(from..from.checked_add(len.checked_mul(4)?)?)
    }

    #[simd]
    fn row<S: Simd>(&self, simd: S, x: i32, y: i32, out: &mut [u8]) {
        let (window, mapping) = (&self.window, &self.mapping);
        match self.kernel {
            Kernel::Copy(dx, dy) => {
                let row = window.row(y.saturating_add(dy));
                window.columns(row, x.saturating_add(dx), out);
            }
            Kernel::Halve(dx, dy) => self.halve_row(simd, x, y, (dx, dy), out),
            Kernel::Nearest => nearest::row(simd, window, mapping, x, y, out),
            Kernel::Bilinear => bilinear::row(simd, window, mapping, x, y, out),
            Kernel::Bicubic => bicubic::row(simd, window, mapping, x, y, out),
            Kernel::UprightBilinear => {
                if !upright::bilinear_row(simd, window, mapping, x, y, out) {
                    bilinear::row(simd, window, mapping, x, y, out);
                }
            }
            Kernel::UprightBicubic => {
                if !upright::bicubic_row(simd, window, mapping, x, y, out) {
                    bicubic::row(simd, window, mapping, x, y, out);
                }
            }
        }
    }

    /// Pairs that are all on the picture are averaged; the pixels beside them are sampled.
    #[simd]
    fn halve_row<S: Simd>(&self, simd: S, x: i32, y: i32, (dx, dy): (i32, i32), out: &mut [u8]) {
        let (window, mapping) = (&self.window, &self.mapping);
        let from = |v: i32, d: i32| i64::from(v) * 2 + i64::from(d);
        let (left, top) = (from(x, dx), from(y, dy));
        let rows_inside = top >= 0 && top + 1 < i64::from(window.height());
        if !rows_inside {
            return bilinear::row(simd, window, mapping, x, y, out);
        }
        // How many pixels lie before the first whole pair, and how many pairs there are.
        let pixels = (out.len() / 4) as i64;
        let before = ((1 - left) / 2).clamp(0, pixels);
        let pairs = ((i64::from(window.width()) - left) / 2 - before).clamp(0, pixels - before);
        let (first, rest) = out.split_at_mut(before as usize * 4);
        let (middle, last) = rest.split_at_mut(pairs as usize * 4);
        if let (Some(a), Some(b)) = (window.row(top as i32), window.row(top as i32 + 1)) {
            let start = (left + before * 2).max(0) as usize * 4;
            let range = start..start + middle.len() * 2;
            if let (Some(a), Some(b)) = (a.get(range.clone()), b.get(range)) {
                halve::average(simd, a, b, middle);
            }
        }
        bilinear::row(simd, window, mapping, x, y, first);
        let after = x.saturating_add((before + pairs) as i32);
        bilinear::row(simd, window, mapping, after, y, last);
    }
}

impl Kernel {
    /// `back` goes from the target to the window.
    fn choose(back: &Transform, filter: Filter, wrap_x: Wrap) -> Self {
        let is_straight = back.is_scale_translate();
        if is_straight && let (Some(dx), Some(dy)) = (whole(back.e), whole(back.f)) {
            // (Mitchell's filter blurs a little even there.)
            if (back.a, back.d) == (1.0, 1.0) && filter != Filter::Bicubic {
                return Self::Copy(dx, dy);
            }
            if (back.a, back.d) == (2.0, 2.0) && filter == Filter::Bilinear {
                return Self::Halve(dx, dy);
            }
        }
        // Short steps need few columns, unless the picture begins again among them.
        let is_upright = is_straight && back.a.abs() <= upright::MAX_STEP && wrap_x != Wrap::Repeat;
        match filter {
            Filter::Nearest => Self::Nearest,
            Filter::Bilinear if is_upright => Self::UprightBilinear,
            Filter::Bilinear => Self::Bilinear,
            Filter::Bicubic if is_upright => Self::UprightBicubic,
            Filter::Bicubic => Self::Bicubic,
        }
    }
}

/// A whole number of pixels, but for what arithmetic leaves: less than a mix of pixels shows.
fn whole(v: f64) -> Option<i32> {
    let rounded = v.round();
    let is_whole = (v - rounded).abs() <= 1.0 / 4096.0 && rounded.abs() <= f64::from(i32::MAX / 4);
    is_whole.then_some(rounded as i32)
}
