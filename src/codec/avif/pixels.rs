//! From the planes of an AV1 picture to pixels. <https://www.itu.int/rec/T-REC-H.273>

use re_rav1d::dav1d::{Picture, PixelLayout, PlanarImageComponent as Component, Plane};

use super::broken;
use crate::error::Result;
use crate::mem::Bitmap;

/// How colours are coded, in code points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Coding {
    primaries: u16,
    transfer: u16,
    matrix: u16,
    is_full: bool,
    is_grey: bool,
}

impl Coding {
    /// Primaries and transfer function, where they are told and are not sRGB's.
    pub(super) fn space(&self) -> Option<(u8, u8)> {
        let told = |value: u16, usual: u8| match u8::try_from(value) {
            Ok(0 | 2) | Err(_) => usual,
            Ok(value) => value,
        };
        // The functions of television are taken for sRGB's, as in Chromium.
        let transfer = match told(self.transfer, 13) {
            1 | 6 | 14 | 15 => 13,
            other => other,
        };
        let space = (told(self.primaries, 1), transfer);
        (space != (1, 13)).then_some(space)
    }

    /// There are no colours.
    pub(super) fn is_grey(&self) -> bool {
        self.is_grey
    }

    /// What red and blue weigh in the brightness.
    fn weights(&self) -> (f32, f32) {
        let of_primaries = |primaries| match primaries {
            1 => (0.2126, 0.0722),
            4 => (0.30, 0.11),
            7 => (0.212, 0.087),
            9 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        };
        match self.matrix {
            1 | 4 | 7 | 9 => of_primaries(self.matrix),
            12 => of_primaries(self.primaries),
            _ => (0.299, 0.114),
        }
    }
}

/// A decoded picture.
pub(super) struct Frame<'a> {
    picture: &'a Picture,
    depth: u32,
    layout: PixelLayout,
}

impl<'a> Frame<'a> {
    pub(super) fn new(picture: &'a Picture) -> Self {
        let depth = picture.bit_depth().clamp(8, 16) as u32;
        Self { picture, depth, layout: picture.pixel_layout() }
    }

    /// As the container says, or else the data.
    pub(super) fn coding(&self, nclx: Option<(u16, u16, u16, bool)>) -> Coding {
        use re_rav1d::dav1d::pixel::YUVRange;
        let is_grey = self.layout == PixelLayout::I400;
        let (primaries, transfer, matrix, is_full) = nclx.unwrap_or_else(|| {
            (
                self.picture.color_primaries() as u16,
                self.picture.transfer_characteristic() as u16,
                self.picture.matrix_coefficients() as u16,
                self.picture.color_range() == YUVRange::Full,
            )
        });
        Coding { primaries, transfer, matrix, is_full, is_grey }
    }

    /// Writes opaque colours from that place of the bitmap on. What is beyond its edges is left out.
    pub(super) fn write_colors(
        &self,
        bitmap: &mut Bitmap,
        (left, top): (u32, u32),
        coding: &Coding,
    ) -> Result<()> {
        let (width, height) = (self.picture.width() as usize, self.picture.height() as usize);
        let stride = bitmap.stride();
        let luma = self.plane(Component::Y);
        let chroma = match self.layout {
            PixelLayout::I400 => None,
            _ => Some([self.plane(Component::U), self.plane(Component::V)]),
        };
        let to_rgb = ToRgb::new(coding, self.depth);
        let [mut of_y, mut of_u, mut of_v] = [vec![0; width], vec![0; width], vec![0; width]];
        let targets = bitmap.data_mut().chunks_exact_mut(stride).skip(top as usize);
        for (y, target) in (0..height).zip(targets) {
            let pixels = target.as_chunks_mut::<4>().0.iter_mut().skip(left as usize);
            luma.read(y, &mut of_y)?;
            let Some([u, v]) = &chroma else {
                for (pixel, y) in pixels.zip(&of_y) {
                    let grey = to_rgb.grey(*y);
                    *pixel = [grey, grey, grey, 255];
                }
                continue;
            };
            self.chroma_row(u, y, &mut of_u)?;
            self.chroma_row(v, y, &mut of_v)?;
            for (pixel, ((y, u), v)) in pixels.zip(of_y.iter().zip(&of_u).zip(&of_v)) {
                let [r, g, b] = to_rgb.color([*y, *u, *v]);
                *pixel = [r, g, b, 255];
            }
        }
        Ok(())
    }

    /// Writes the alpha of pixels whose colours are there.
    pub(super) fn write_alpha(&self, bitmap: &mut Bitmap) -> Result<()> {
        let stride = bitmap.stride();
        let coding = Coding { is_grey: true, ..self.coding(None) };
        let to_rgb = ToRgb::new(&coding, self.depth);
        let luma = self.plane(Component::Y);
        let mut row = vec![0; self.picture.width() as usize];
        for (y, target) in bitmap.data_mut().chunks_exact_mut(stride).enumerate() {
            luma.read(y, &mut row)?;
            for (pixel, alpha) in target.as_chunks_mut::<4>().0.iter_mut().zip(&row) {
                pixel[3] = to_rgb.grey(*alpha);
            }
        }
        Ok(())
    }

    fn plane(&self, component: Component) -> Samples {
        let is_chroma = component != Component::Y;
        let half = |side: u32| side.div_ceil(2);
        let (mut width, mut height) = (self.picture.width(), self.picture.height());
        if is_chroma && self.layout != PixelLayout::I444 {
            width = half(width);
        }
        if is_chroma && self.layout == PixelLayout::I420 {
            height = half(height);
        }
        Samples {
            stride: self.picture.stride(component) as usize,
            bytes: self.picture.plane(component),
            wide: self.depth > 8,
            width: width as usize,
            height: height as usize,
        }
    }

    /// A row of one kind of chroma, sixteen times what it is, with what lies between samples mixed from its neighbours.
    fn chroma_row(&self, plane: &Samples, y: usize, out: &mut [i32]) -> Result<()> {
        if self.layout == PixelLayout::I444 {
            plane.read(y, out)?;
            out.iter_mut().for_each(|value| *value *= 16);
            return Ok(());
        }
        // Four times what it is, at the height of the row.
        let mut row = vec![0; plane.width];
        if self.layout == PixelLayout::I422 {
            plane.read(y, &mut row)?;
            row.iter_mut().for_each(|value| *value *= 4);
        } else {
            let (near, far) = neighbours(y, plane.height);
            let mut other = vec![0; plane.width];
            plane.read(near, &mut row)?;
            plane.read(far, &mut other)?;
            row.iter_mut().zip(other).for_each(|(a, b)| *a = *a * 3 + b);
        }
        for (x, value) in out.iter_mut().enumerate() {
            let (near, far) = neighbours(x, plane.width);
            *value = row[near] * 3 + row[far];
        }
        Ok(())
    }
}

/// The sample that a pixel is nearest to when there is one for two of them, and the next one on its other side.
fn neighbours(at: usize, count: usize) -> (usize, usize) {
    let last = count.saturating_sub(1);
    let near = (at / 2).min(last);
    let far = if at % 2 == 1 { (near + 1).min(last) } else { near.saturating_sub(1) };
    (near, far)
}

/// A plane.
struct Samples {
    bytes: Plane,
    stride: usize,
    wide: bool,
    width: usize,
    height: usize,
}

impl Samples {
    /// Reads a row.
    fn read(&self, y: usize, out: &mut [i32]) -> Result<()> {
        let start = y.min(self.height.saturating_sub(1)) * self.stride;
        let length = self.width * if self.wide { 2 } else { 1 };
        let row =
            self.bytes.get(start..start + length).ok_or_else(|| broken("a row is missing"))?;
        if self.wide {
            for (value, pair) in out.iter_mut().zip(row.as_chunks::<2>().0) {
                *value = i32::from(u16::from_ne_bytes(*pair));
            }
        } else {
            for (value, byte) in out.iter_mut().zip(row) {
                *value = i32::from(*byte);
            }
        }
        Ok(())
    }
}

/// Green, blue and red as they are.
const IDENTITY: u16 = 0;
/// Brightness, and how green and how orange it is.
const YCGCO: u16 = 8;

/// From samples to bytes.
struct ToRgb {
    matrix: u16,
    /// Black, and the distance from it to white.
    black: f32,
    range: f32,
    /// Of chroma, which is sixteen times what it is: the middle, and the distance between its ends.
    middle: f32,
    spread: f32,
    /// What red and blue take of their chroma, and green of both.
    factors: [f32; 4],
}

impl ToRgb {
    fn new(coding: &Coding, depth: u32) -> Self {
        let unit = (1u32 << (depth - 8)) as f32;
        let most = ((1u32 << depth) - 1) as f32;
        let (black, range, spread) = if coding.is_full {
            (0.0, most, most)
        } else {
            (16.0 * unit, 219.0 * unit, 224.0 * unit)
        };
        let (red, blue) = coding.weights();
        let green = 1.0 - red - blue;
        let (of_red, of_blue) = (2.0 * (1.0 - red), 2.0 * (1.0 - blue));
        let factors = [of_red, of_blue, of_blue * blue / green, of_red * red / green];
        let middle = 128.0 * unit * 16.0;
        Self { matrix: coding.matrix, black, range, middle, spread: spread * 16.0, factors }
    }

    fn grey(&self, y: i32) -> u8 {
        byte((y as f32 - self.black) / self.range)
    }

    fn color(&self, [y, u, v]: [i32; 3]) -> [u8; 3] {
        if self.matrix == IDENTITY {
            return [v / 16, y, u / 16].map(|value| self.grey(value));
        }
        let y = (y as f32 - self.black) / self.range;
        let [u, v] = [u, v].map(|value| (value as f32 - self.middle) / self.spread);
        if self.matrix == YCGCO {
            return [y - u + v, y + u, y - u - v].map(byte);
        }
        let [of_red, of_blue, green_u, green_v] = self.factors;
        [y + of_red * v, y - green_u * u - green_v * v, y + of_blue * u].map(byte)
    }
}

/// 0 to 1 as a byte. The cast saturates.
fn byte(value: f32) -> u8 {
    (value * 255.0 + 0.5) as u8
}

/// Colours that were multiplied by their alpha are themselves again.
pub(super) fn divide(bitmap: &mut Bitmap) {
    for [r, g, b, a] in bitmap.data_mut().as_chunks_mut::<4>().0 {
        if *a == 0 {
            continue;
        }
        let alpha = u32::from(*a);
        for channel in [r, g, b] {
            *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Coding =
        Coding { primaries: 1, transfer: 13, matrix: 6, is_full: true, is_grey: false };

    #[test]
    fn known_colours() {
        let to = ToRgb::new(&FULL, 8);
        assert_eq!(to.color([255, 128 * 16, 128 * 16]), [255; 3]);
        assert_eq!(to.color([76, 85 * 16, 255 * 16]), [254, 0, 0]);
        let limited = ToRgb::new(&Coding { is_full: false, ..FULL }, 10);
        assert_eq!(limited.color([64, 512 * 16, 512 * 16]), [0; 3]);
        assert_eq!(limited.color([940, 512 * 16, 512 * 16]), [255; 3]);
        let same = ToRgb::new(&Coding { matrix: 0, ..FULL }, 8);
        assert_eq!(same.color([2, 3 * 16, 16]), [1, 2, 3]);
        let green = ToRgb::new(&Coding { matrix: 8, ..FULL }, 8);
        assert_eq!(green.color([128, 255 * 16, 128 * 16]), [1, 255, 1]);
    }

    #[test]
    fn what_is_not_told_is_srgb() {
        assert_eq!(FULL.space(), None);
        assert_eq!(Coding { primaries: 2, transfer: 2, ..FULL }.space(), None);
        assert_eq!(Coding { transfer: 1, ..FULL }.space(), None);
        assert_eq!(Coding { primaries: 12, transfer: 14, ..FULL }.space(), Some((12, 13)));
    }

    #[test]
    fn neighbours_are_on_the_other_side() {
        assert_eq!(
            (0..6).map(|x| neighbours(x, 3)).collect::<Vec<_>>(),
            [(0, 0), (0, 1), (1, 0), (1, 2), (2, 1), (2, 2)]
        );
    }
}
