//! The segments before the coefficients (T.81, annex B), and the standard's tables (annex K).

use std::io::{self, Write};

use super::dct::Quantizer;
use super::huffman::{Table, Tables};
use crate::mem::Bitmap;

/// The order of coefficients in the file: each one's place, row by row.
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Table K.1.
#[rustfmt::skip]
pub(super) const LUMA: [u8; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61,
    12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,
    24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
];

/// Table K.2.
#[rustfmt::skip]
pub(super) const COLOURS: [u8; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99,
    18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
];

/// The start of an image.
const START: [u8; 2] = [0xFF, 0xD8];
/// The end of an image.
pub(super) const END: [u8; 2] = [0xFF, 0xD9];
/// JFIF 1.1, square pixels, no thumbnail.
const JFIF: &[u8] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

pub(super) fn write(
    bitmap: &Bitmap,
    halved: bool,
    quantizers: &[Quantizer; 2],
    tables: &Tables,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(&START)?;
    segment(out, 0xE0, JFIF)?;
    for (id, quantizer) in (0..).zip(quantizers) {
        let mut content = vec![id];
        content.extend(ZIGZAG.map(|at| quantizer.steps[usize::from(at)]));
        segment(out, 0xDB, &content)?;
    }
    segment(out, 0xC0, &frame(bitmap, halved))?;
    for of in 0..2 {
        for (class, table) in [(0x00, Table::First), (0x10, Table::Others)] {
            let code = tables.get(table, of);
            let mut content = vec![class | of as u8];
            content.extend(code.lengths);
            content.extend(&code.symbols);
            segment(out, 0xC4, &content)?;
        }
    }
    // Three components and their tables; all coefficients, whole.
    segment(out, 0xDA, &[3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0])
}

/// Eight bits a sample, the sides, and three components: number, sampling, quantizer.
fn frame(bitmap: &Bitmap, halved: bool) -> Vec<u8> {
    let sampling = if halved { 0x22 } else { 0x11 };
    let mut content = vec![8];
    // The sides are at most 65,535.
    content.extend(&bitmap.height().to_be_bytes()[2..]);
    content.extend(&bitmap.width().to_be_bytes()[2..]);
    content.extend([3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1]);
    content
}

/// `content` is far shorter than the 65,533 bytes a segment holds.
fn segment(out: &mut impl Write, marker: u8, content: &[u8]) -> io::Result<()> {
    let length = (content.len() + 2) as u16;
    out.write_all(&[0xFF, marker])?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(content)
}
