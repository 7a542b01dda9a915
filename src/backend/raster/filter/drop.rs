//! `drop-shadow()`: the blurred alpha of a layer, moved, in one colour below it.
//! <https://drafts.fxtf.org/filter-effects-1/#funcdef-filter-drop-shadow>
//!
//! Offsets between pixels are mixed from four, as in Chromium.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::super::blend::{Cover, Solid};
use super::super::blur::Blur;
use super::super::prepare::premultiplied;
use super::Layer;
use crate::error::Result;
use crate::geom::{DeviceRect, Point};
use crate::mem::{Charge, Kind, at_level, level};
use crate::paint::{Color, CompositeMode, MAX_FILTER_SIGMA};

/// The function's arguments.
pub(super) struct DropShadow {
    pub(super) offset: Point,
    pub(super) sigma: f64,
    pub(super) color: Color,
}

impl DropShadow {
    /// Throws the shadow of a layer on itself.
    pub(super) fn cast_on_itself(&self, layer: &mut Layer) -> Result<()> {
        let coverage = Coverage::of(layer, self.sigma)?;
        self.draw(&coverage, layer);
        Ok(())
    }

    /// Throws the shadow of `source` on another layer.
    pub(super) fn cast(&self, source: &Layer, onto: &mut Layer) -> Result<()> {
        self.draw(&Coverage::of(source, self.sigma)?, onto);
        Ok(())
    }

    /// Draws the shadow below what is on the layer.
    fn draw(&self, coverage: &Coverage, layer: &mut Layer) {
        let color = self.color.to_space(layer.bitmap.format().space);
        let solid = Solid::new(CompositeMode::DestinationOver, premultiplied(color, 1.0));
        let moved = Moved::new(coverage, self.offset, layer.area);
        let width = layer.width();
        at_level!(level(), simd => below(simd, &solid, &moved, layer.bitmap.data_mut(), width));
    }
}

/// The blurred alpha of a layer.
struct Coverage {
    area: DeviceRect,
    bytes: Vec<u8>,
    _charge: Charge,
}

impl Coverage {
    fn of(layer: &Layer, sigma: f64) -> Result<Self> {
        let (width, height) = (layer.width(), layer.area.height() as usize);
        let ledger = layer.bitmap.ledger();
        let charge = ledger.charge(Kind::Scratch, width * height)?;
        let mut bytes: Vec<u8> = layer.bitmap.data().chunks_exact(4).map(|p| p[3]).collect();
        let sigma = sigma.min(MAX_FILTER_SIGMA);
        let blur = Blur::of_picture(sigma, sigma);
        let _scratch = ledger.charge(Kind::Scratch, blur.scratch_bytes(width, height, 1))?;
        blur.coverage(&mut bytes, width);
        Ok(Self { area: layer.area, bytes, _charge: charge })
    }

    /// A row of it; empty outside.
    fn row(&self, y: i64) -> &[u8] {
        let width = self.area.width() as usize;
        let first = usize::try_from(y - i64::from(self.area.top)).ok();
        let rows = first.and_then(|y| self.bytes.get(y * width..(y + 1) * width));
        rows.unwrap_or_default()
    }
}

/// Coverage seen from another place.
struct Moved<'a> {
    coverage: &'a Coverage,
    /// What lies under the first pixel of the first row of the target.
    x: i64,
    y: i64,
    /// How much of the pixel before, to the left and above, is in each, in 256ths.
    x_share: u32,
    y_share: u32,
}

impl<'a> Moved<'a> {
    fn new(coverage: &'a Coverage, offset: Point, onto: DeviceRect) -> Self {
        let share = |v: f64| ((v - v.floor()) * 256.0).round() as u32;
        // Casts saturate, and offsets are bounded far within i64.
        let start = |first: i32, v: f64| i64::from(first) - v.floor() as i64;
        Self {
            coverage,
            x: start(onto.left, offset.x),
            y: start(onto.top, offset.y),
            x_share: share(offset.x),
            y_share: share(offset.y),
        }
    }

    /// Fills `mask` with row `y` of the target; false where nothing covers it.
    fn row(&self, y: usize, mask: &mut [u8]) -> bool {
        let y = self.y + y as i64;
        let (here, above) = (self.coverage.row(y), self.coverage.row(y - 1));
        let above = if self.y_share == 0 { &[] } else { above };
        if here.is_empty() && above.is_empty() {
            return false;
        }
        let left = self.x - i64::from(self.coverage.area.left);
        if self.x_share == 0 && self.y_share == 0 {
            copy(here, left, mask);
            return true;
        }
        let across = |row: &[u8], x: i64| {
            let at = |x: i64| usize::try_from(x).ok().and_then(|x| row.get(x)).map_or(0, |&v| v);
            u32::from(at(x)) * (256 - self.x_share) + u32::from(at(x - 1)) * self.x_share
        };
        for (value, x) in mask.iter_mut().zip(left..) {
            let sum = across(here, x) * (256 - self.y_share) + across(above, x) * self.y_share;
            *value = ((sum + (1 << 15)) >> 16) as u8;
        }
        true
    }
}

/// The pixels of `row` from `first` on, which may lie before or behind it.
fn copy(row: &[u8], first: i64, mask: &mut [u8]) {
    mask.fill(0);
    let skip = usize::try_from(-first).unwrap_or(0).min(mask.len());
    let from = usize::try_from(first).unwrap_or(0).min(row.len());
    for (to, value) in mask[skip..].iter_mut().zip(&row[from..]) {
        *to = *value;
    }
}

#[simd]
fn below<S: Simd>(simd: S, solid: &Solid, moved: &Moved<'_>, pixels: &mut [u8], width: usize) {
    let mut mask = vec![0; width];
    for (y, row) in pixels.chunks_exact_mut(width * 4).enumerate() {
        if moved.row(y, &mut mask) {
            solid.run(simd, row, Cover::Mask(&mask));
        }
    }
}
