//! Pictures with a palette.
//!
//! A picture that has no more colours than it may keeps them exactly. For others quantizr chooses the palette.

use std::collections::HashMap;

use quantizr::{Histogram, Image, Options, QuantizeResult};

use super::{Colors, Converted, Rows, room};
use crate::error::{Error, Result};
use crate::mem::{Charge, Kind};
use crate::stop::Stop;

pub(super) type Rgba = [u8; 4];

const CLEAR: Rgba = [0; 4];

/// What is taken for each pixel, from above: its index, the pixel itself and two copies; where all colours differ, the
/// histogram's table as it grows and the lists of its entries.
const SCRATCH: usize = 1 + 3 * 4 + 64;

/// A palette, straight, and for each pixel its place in it.
pub(super) struct Indexed {
    pub(super) palette: Vec<Rgba>,
    pub(super) indices: Vec<u8>,
    _charge: Option<Charge>,
}

/// The rows as they are to be written.
pub(super) fn index(rows: &mut Converted<'_>, colors: &Colors, stop: &Stop) -> Result<Indexed> {
    let (charge, pixels) = straight(rows, stop, |pixel| pixel)?;
    let width = rows.size().width() as usize;
    let indexed = match colors {
        Colors::Most { count, dither } => reduce(&pixels, width, *count, *dither)?,
        Colors::Given { palette, dither } => map_to(&pixels, width, palette, *dither)?,
    };
    Ok(Indexed { _charge: Some(charge), ..indexed })
}

/// The same where a pixel is there or not; the index of those that are not comes last.
pub(super) fn index_cut(
    rows: &mut Converted<'_>,
    colors: &Colors,
    stop: &Stop,
) -> Result<(Indexed, Option<u8>)> {
    let (charge, pixels) = straight(rows, stop, cut)?;
    let width = rows.size().width() as usize;
    let (indexed, clear) = reduce_cut(&pixels, width, colors)?;
    Ok((Indexed { _charge: Some(charge), ..indexed }, clear))
}

/// Wholly there or wholly transparent.
pub(super) fn cut(pixel: Rgba) -> Rgba {
    let [r, g, b, a] = pixel;
    if a < 128 { CLEAR } else { [r, g, b, 255] }
}

/// What indexing a picture of so many pixels takes beside it.
pub(super) fn scratch(pixels: usize) -> usize {
    pixels.saturating_mul(SCRATCH)
}

/// All pixels, each as `change` leaves it, and the charge for all that indexing takes.
fn straight(
    rows: &mut Converted<'_>,
    stop: &Stop,
    change: impl Fn(Rgba) -> Rgba,
) -> Result<(Charge, Vec<Rgba>)> {
    let size = rows.size();
    let count = size.width() as usize * size.height() as usize;
    let charge = rows.ledger().charge(Kind::Scratch, scratch(count))?;
    let mut pixels = room(count)?;
    for y in 0..size.height() {
        stop.check()?;
        pixels.extend(rows.straight_row(y)?.as_chunks().0.iter().map(|pixel| change(*pixel)));
    }
    stop.check()?;
    Ok((charge, pixels))
}

/// At most `count` colours, the picture's own if it has no more.
pub(super) fn reduce(pixels: &[Rgba], width: usize, count: u16, dither: f32) -> Result<Indexed> {
    if let Some(exact) = exact(pixels, count.into()) {
        return Ok(exact);
    }
    let mut histogram = Histogram::new();
    histogram.add_image(&image(pixels, pixels.len())?);
    remap(&mut quantize(&histogram, count)?, &image(pixels, width)?, dither)
}

/// The nearest colours of `palette`, in its order.
fn map_to(pixels: &[Rgba], width: usize, palette: &[Rgba], dither: f32) -> Result<Indexed> {
    let palette: Vec<Rgba> = palette.iter().map(|color| visible(*color)).collect();
    let mut histogram = Histogram::new();
    histogram.add_image(&image(&palette, palette.len())?);
    // So many colours are taken as they are, in an order of quantizr's own.
    let mut indexed = remap(&mut quantize(&histogram, 256)?, &image(pixels, width)?, dither)?;
    let place = |color: &Rgba| palette.iter().position(|own| own == color).unwrap_or(0);
    let places: Vec<usize> = indexed.palette.iter().map(place).collect();
    for index in &mut indexed.indices {
        let place = places.get(usize::from(*index)).copied().unwrap_or(0);
        *index = u8::try_from(place).unwrap_or(0);
    }
    Ok(Indexed { palette, ..indexed })
}

/// What is there in the colours that are allowed, and an index for what is not, if anything is not.
fn reduce_cut(pixels: &[Rgba], width: usize, colors: &Colors) -> Result<(Indexed, Option<u8>)> {
    let has_holes = pixels.iter().any(|pixel| pixel[3] == 0);
    let filled = if has_holes { fill_holes(pixels) } else { Vec::new() };
    let shown = if has_holes { &filled } else { pixels };
    let room = if has_holes { 255 } else { 256 };
    let mut indexed = match colors {
        Colors::Most { count, dither } => reduce(shown, width, (*count).min(room), *dither)?,
        Colors::Given { palette, dither } => {
            let opaque: Vec<Rgba> = palette.iter().map(|&[r, g, b, _]| [r, g, b, 255]).collect();
            let kept = opaque.get(..opaque.len().min(room.into())).unwrap_or_default();
            map_to(shown, width, kept, *dither)?
        }
    };
    if !has_holes {
        return Ok((indexed, None));
    }
    let clear = u8::try_from(indexed.palette.len()).unwrap_or(u8::MAX);
    indexed.palette.push(CLEAR);
    for (index, pixel) in indexed.indices.iter_mut().zip(pixels) {
        if pixel[3] == 0 {
            *index = clear;
        }
    }
    Ok((indexed, Some(clear)))
}

/// The same for the part of an animation's frame that changes: 255 colours at most, and always an index for what does not.
pub(super) fn reduce_frame(
    pixels: &[Rgba],
    width: usize,
    colors: &Colors,
) -> Result<(Indexed, u8)> {
    let colors = match colors {
        Colors::Most { count, dither } => {
            Colors::Most { count: (*count).min(255), dither: *dither }
        }
        Colors::Given { palette, dither } => {
            let kept = palette.get(..palette.len().min(255)).unwrap_or_default();
            Colors::Given { palette: kept.to_vec(), dither: *dither }
        }
    };
    let (mut indexed, clear) = reduce_cut(pixels, width, &colors)?;
    let clear = clear.unwrap_or_else(|| {
        indexed.palette.push(CLEAR);
        u8::try_from(indexed.palette.len() - 1).unwrap_or(u8::MAX)
    });
    Ok((indexed, clear))
}

/// Holes get the colour of what is before them, so that neither the palette nor the errors that are spread know of them.
fn fill_holes(pixels: &[Rgba]) -> Vec<Rgba> {
    let mut last = pixels.iter().copied().find(|pixel| pixel[3] != 0).unwrap_or([0, 0, 0, 255]);
    let fill = |pixel: &Rgba| {
        if pixel[3] != 0 {
            last = *pixel;
        }
        last
    };
    pixels.iter().map(fill).collect()
}

/// Transparent pixels have no colour.
fn visible(pixel: Rgba) -> Rgba {
    if pixel[3] == 0 { CLEAR } else { pixel }
}

/// The picture as it is, if it has no more than `most` colours. What is transparent comes first: a PNG then says less
/// about alpha.
fn exact(pixels: &[Rgba], most: usize) -> Option<Indexed> {
    let (mut known, mut palette) = (HashMap::new(), Vec::new());
    let mut indices = Vec::with_capacity(pixels.len());
    let mut last: Option<(Rgba, u8)> = None;
    for pixel in pixels {
        let pixel = visible(*pixel);
        let index = match last {
            Some((color, index)) if color == pixel => index,
            _ => match known.get(&pixel) {
                Some(index) => *index,
                None if palette.len() == most => return None,
                None => {
                    let index = u8::try_from(palette.len()).ok()?;
                    known.insert(pixel, index);
                    palette.push(pixel);
                    index
                }
            },
        };
        last = Some((pixel, index));
        indices.push(index);
    }
    let mut order: Vec<u8> = (0..=u8::MAX).take(palette.len()).collect();
    order.sort_by_key(|index| palette.get(usize::from(*index)).map(|color| color[3]));
    let mut places = [0; 256];
    for (place, index) in (0..=u8::MAX).zip(&order) {
        places[usize::from(*index)] = place;
    }
    indices.iter_mut().for_each(|index| *index = places[usize::from(*index)]);
    palette.sort_by_key(|color| color[3]);
    Some(Indexed { palette, indices, _charge: None })
}

fn image(pixels: &[Rgba], width: usize) -> Result<Image<'_>> {
    let height = pixels.len().checked_div(width).unwrap_or(0);
    Image::new(pixels.as_flattened(), width, height).map_err(broken)
}

fn quantize(histogram: &Histogram, count: u16) -> Result<QuantizeResult> {
    let mut options = Options::default();
    options.set_max_colors(count.into()).map_err(broken)?;
    Ok(QuantizeResult::quantize_histogram(histogram, &options))
}

fn remap(colors: &mut QuantizeResult, image: &Image<'_>, dither: f32) -> Result<Indexed> {
    colors.set_dithering_level(dither.clamp(0.0, 1.0)).map_err(broken)?;
    let mut indices = vec![0; image.width * image.height];
    colors.remap_image(image, &mut indices).map_err(broken)?;
    let palette = colors.get_palette();
    let entries = palette.entries.iter().take(palette.count as usize);
    let palette = entries.map(|color| [color.r, color.g, color.b, color.a]).collect();
    Ok(Indexed { palette, indices, _charge: None })
}

fn broken(error: quantizr::Error) -> Error {
    Error::internal(format!("a palette could not be made: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(count: u32) -> Vec<Rgba> {
        (0..count).map(|i| [i as u8, (i >> 4) as u8, 255 - i as u8, 255]).collect()
    }

    fn shown(indexed: &Indexed) -> Vec<Rgba> {
        indexed.indices.iter().map(|i| indexed.palette[usize::from(*i)]).collect()
    }

    #[test]
    fn few_colours_stay_what_they_are() {
        let pixels = [ramp(100), vec![[9, 9, 9, 0]], ramp(100), vec![[1, 2, 3, 77]]].concat();
        let indexed = reduce(&pixels, 2, 102, 1.0).unwrap();
        assert_eq!(indexed.palette.len(), 102);
        assert_eq!(indexed.palette[..2], [[0; 4], [1, 2, 3, 77]], "those with alpha come first");
        let expected: Vec<Rgba> = pixels.iter().map(|pixel| visible(*pixel)).collect();
        assert_eq!(shown(&indexed), expected);
        let all = ramp(256);
        assert_eq!(shown(&reduce(&all, 16, 256, 0.0).unwrap()), all);
    }

    #[test]
    fn many_colours_become_as_many_as_are_allowed() {
        let pixels = ramp(256);
        for count in [2, 3, 16, 255] {
            let indexed = reduce(&pixels, 16, count, 0.0).unwrap();
            assert!(indexed.palette.len() <= count.into(), "{count}");
            let far = |(a, b): (&Rgba, &Rgba)| {
                a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).max().unwrap()
            };
            let farthest = pixels.iter().zip(&shown(&indexed)).map(far).max().unwrap();
            assert!(farthest <= 400 / u32::from(count), "{count}: {farthest}");
        }
    }

    #[test]
    fn a_given_palette_keeps_its_order() {
        let palette = [[0, 0, 0, 0], [255, 0, 0, 255], [0, 0, 0, 255], [255, 255, 255, 255]];
        let pixels = [[250, 240, 250, 255], [200, 10, 10, 255], [9, 9, 9, 0], [9, 9, 9, 255]];
        let indexed = map_to(&pixels, 2, &palette, 0.0).unwrap();
        assert_eq!((indexed.palette, indexed.indices), (palette.to_vec(), vec![3, 1, 0, 2]));
    }

    #[test]
    fn what_is_not_there_has_an_index_of_its_own() {
        let mut pixels = ramp(256);
        let (whole, clear) = reduce_cut(&pixels, 16, &Colors::DEFAULT).unwrap();
        assert_eq!((whole.palette.len(), clear), (256, None));
        pixels[7] = CLEAR;
        let (cut, clear) = reduce_cut(&pixels, 16, &Colors::DEFAULT).unwrap();
        let clear = clear.unwrap();
        assert_eq!(usize::from(clear), cut.palette.len() - 1);
        for (i, index) in cut.indices.iter().enumerate() {
            assert_eq!(*index == clear, i == 7, "{i}");
        }
        let (nothing, clear) = reduce_cut(&[CLEAR; 4], 2, &Colors::DEFAULT).unwrap();
        assert_eq!(nothing.indices, [clear.unwrap(); 4]);
    }
}
