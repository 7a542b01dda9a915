//! PNG, row by row: no copy of the picture is made, except for a palette.

use std::borrow::Cow;
use std::io::Write;

use ::png::chunk::ChunkType;
use ::png::{
    BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter, Info, PixelDimensions,
    Unit,
};

use super::converted::in_bytes;
use super::indexed::{Indexed, index};
use super::{File, PngFilter, PngOptions, Rows, failed, profile};
use crate::error::{Error, Result};
use crate::mem::{Kind, read_words, unpremultiply_into};

/// The buffer in which compressed data is collected to one `IDAT` chunk.
const CHUNK: usize = 64 * 1024;
/// The compressor's window, hash chains and pending output at any level.
const DEFLATE: usize = 400 * 1024;

/// The level of an opaque picture when none is asked for. Against 2, level 3 saves a photograph 6 %
/// of its bytes for half as much time again, level 6 8 % for twice the time; a chart 1 and 3 %.
pub(super) const OPAQUE_LEVEL: u8 = 2;
/// The same where there is alpha: colours that were divided by it repeat in no simple way, and what
/// the lower levels miss is a fifth of the file.
pub(super) const ALPHA_LEVEL: u8 = 6;
/// The same with a palette, which is asked for to have a small file.
const INDEXED_LEVEL: u8 = 9;

const BACKGROUND: ChunkType = ChunkType(*b"bKGD");

pub(super) fn write(rows: &mut dyn Rows, options: &PngOptions, file: &mut File<'_>) -> Result<()> {
    match &options.colors {
        None => write_colors(rows, options, file),
        Some(colors) => {
            let stop = file.stop();
            let indexed = index(&mut in_bytes(rows)?, colors, &stop)?;
            write_indexed(rows, &indexed, options, file)
        }
    }
}

fn write_colors(rows: &mut dyn Rows, options: &PngOptions, file: &mut File<'_>) -> Result<()> {
    let (opaque, size, format) = (rows.is_opaque(), rows.size(), rows.format());
    let (width, is_deep) = (size.width() as usize, format.is_deep());
    let stride = width * format.pixel_bytes();
    // Our rows, and three of the encoder's.
    let scratch = stride * 5 + CHUNK + DEFLATE;
    let _charge = rows.ledger().charge(Kind::Scratch, scratch)?;
    let stop = file.stop();
    let mut encoder = Encoder::with_info(file, info(rows, options)).map_err(broken)?;
    encoder.set_depth(if is_deep { BitDepth::Sixteen } else { BitDepth::Eight });
    encoder.set_color(if opaque { ColorType::Rgb } else { ColorType::Rgba });
    let default = if opaque { OPAQUE_LEVEL } else { ALPHA_LEVEL };
    encoder.set_deflate_compression(compression(options.level.unwrap_or(default)));
    // Chosen per row. At 1024x768 and level 2, against no filter: a photo takes 19 ms and 987 KB
    // instead of 39 and 2,027, a chart 1.4 ms and 11 KB instead of 1.6 and 65. "Up" alone is a tenth
    // faster on both, but loses on pictures that change from column to column.
    encoder.set_filter(filter(options.filter.unwrap_or(PngFilter::Adaptive)));
    add_text(&mut encoder, &options.text)?;
    let mut writer = encoder.write_header().map_err(broken)?;
    let mut to = writer.stream_writer_with_size(CHUNK).map_err(broken)?;
    let channels = if opaque { 3 } else { 4 };
    let channel = if is_deep { 2 } else { 1 };
    let mut row = vec![0; width * channels * channel];
    let mut words = vec![0; if is_deep { stride } else { 0 }];
    for y in 0..size.height() {
        stop.check()?;
        let pixels = rows.row(y)?;
        if is_deep {
            read_words(pixels, &mut words);
            take_words(&words, opaque, &mut row);
        } else if opaque {
            drop_alpha(pixels, &mut row);
        } else {
            unpremultiply_into(pixels, &mut row);
        }
        to.write_all(&row).map_err(|cause| failed("PNG", cause))?;
    }
    to.finish().map_err(broken)?;
    writer.finish().map_err(broken)
}

/// With a palette, in as few bits as its indices need.
fn write_indexed(
    rows: &dyn Rows,
    indexed: &Indexed,
    options: &PngOptions,
    file: &mut File<'_>,
) -> Result<()> {
    let width = rows.size().width() as usize;
    let _charge = rows.ledger().charge(Kind::Scratch, width * 5 + CHUNK + DEFLATE)?;
    let stop = file.stop();
    let (depth, bits) = match indexed.palette.len() {
        0..=2 => (BitDepth::One, 1),
        3..=4 => (BitDepth::Two, 2),
        5..=16 => (BitDepth::Four, 4),
        _ => (BitDepth::Eight, 8),
    };
    let mut encoder = Encoder::with_info(file, info(rows, options)).map_err(broken)?;
    encoder.set_depth(depth);
    encoder.set_color(ColorType::Indexed);
    let colors: Vec<u8> = indexed.palette.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
    encoder.set_palette(colors);
    let mut alphas: Vec<u8> = indexed.palette.iter().map(|color| color[3]).collect();
    alphas.truncate(alphas.iter().rposition(|alpha| *alpha < 255).map_or(0, |last| last + 1));
    if !alphas.is_empty() {
        encoder.set_trns(alphas);
    }
    encoder.set_deflate_compression(compression(options.level.unwrap_or(INDEXED_LEVEL)));
    // Neighbouring indices are neighbours in nothing else.
    encoder.set_filter(filter(options.filter.unwrap_or(PngFilter::None)));
    add_text(&mut encoder, &options.text)?;
    let mut writer = encoder.write_header().map_err(broken)?;
    if let Some(index) = options.background_index {
        // A viewer may refuse an index that the palette has not.
        let last = indexed.palette.len().saturating_sub(1);
        let index = index.min(u8::try_from(last).unwrap_or(u8::MAX));
        writer.write_chunk(BACKGROUND, &[index]).map_err(broken)?;
    }
    let mut to = writer.stream_writer_with_size(CHUNK).map_err(broken)?;
    let mut row = Vec::with_capacity(width);
    for indices in indexed.indices.chunks_exact(width) {
        stop.check()?;
        pack(indices, bits, &mut row);
        to.write_all(&row).map_err(|cause| failed("PNG", cause))?;
    }
    to.finish().map_err(broken)?;
    writer.finish().map_err(broken)
}

/// Indices of so many bits each, the first in the highest.
fn pack(indices: &[u8], bits: usize, row: &mut Vec<u8>) {
    row.clear();
    for several in indices.chunks(8 / bits) {
        let mut byte = 0_u32;
        for (i, index) in several.iter().enumerate() {
            byte |= u32::from(*index) << (8 - bits * (i + 1));
        }
        row.push(byte.to_le_bytes()[0]);
    }
}

fn info(rows: &dyn Rows, options: &PngOptions) -> Info<'static> {
    let mut info = Info::with_size(rows.size().width(), rows.size().height());
    info.icc_profile = profile::of(rows.format().space).map(Cow::Owned);
    info.pixel_dims = options.resolution.map(|per_inch| {
        // The cast saturates.
        let per_metre = (per_inch / 0.0254).round() as u32;
        PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
    });
    info
}

/// Texts that Latin-1 has are plain `tEXt`, others `iTXt`.
fn add_text<W: Write>(encoder: &mut Encoder<'_, W>, text: &[(String, String)]) -> Result<()> {
    for (keyword, text) in text {
        let (keyword, text) = (keyword.clone(), text.clone());
        let is_latin = text.chars().all(|c| u32::from(c) < 256);
        if is_latin {
            encoder.add_text_chunk(keyword, text).map_err(broken)?;
        } else {
            encoder.add_itxt_chunk(keyword, text).map_err(broken)?;
        }
    }
    Ok(())
}

fn compression(level: u8) -> DeflateCompression {
    match level {
        0 => DeflateCompression::NoCompression,
        1.. => DeflateCompression::Level(level.min(9)),
    }
}

fn filter(filter: PngFilter) -> Filter {
    match filter {
        PngFilter::None => Filter::NoFilter,
        PngFilter::Sub => Filter::Sub,
        PngFilter::Up => Filter::Up,
        PngFilter::Average => Filter::Avg,
        PngFilter::Paeth => Filter::Paeth,
        PngFilter::Adaptive => Filter::Adaptive,
    }
}

/// 16-bit channels, without alpha where the picture is opaque.
fn take_words(words: &[u8], opaque: bool, row: &mut [u8]) {
    if !opaque {
        return row.copy_from_slice(words);
    }
    for (to, from) in row.as_chunks_mut::<6>().0.iter_mut().zip(words.as_chunks::<8>().0) {
        to.copy_from_slice(&from[..6]);
    }
}

fn drop_alpha(pixels: &[u8], row: &mut [u8]) {
    for (pixel, [r, g, b, _]) in row.as_chunks_mut::<3>().0.iter_mut().zip(pixels.as_chunks().0) {
        *pixel = [*r, *g, *b];
    }
}

fn broken(error: EncodingError) -> Error {
    failed("PNG", error)
}
