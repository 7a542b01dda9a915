//! From a decoder's pixels to the bitmap's, in the bitmap's own memory.
//!
//! A decoder whose pixels are narrower than four bytes writes into the *tail* of the bitmap; the
//! pixels are then widened from the front. Pixel `i` is written to `4i..4i+4` and read from
//! `(4-k)n + ki`, which the writes never overtake, so no second buffer is needed. The checks and
//! error sentences that all decoders share are here too.

use std::fmt::Display;
use std::io;

use super::Format;
use crate::error::{Error, Result};
use crate::mem::Bitmap;

/// The last `width` of every four bytes of the bitmap: where pixels of `width` bytes are decoded to.
pub(super) fn tail(bitmap: &mut Bitmap, width: usize) -> &mut [u8] {
    let data = bitmap.data_mut();
    let start = data.len() / 4 * (4 - width.min(4));
    &mut data[start..]
}

/// Widens the pixels in the [`tail`] to four bytes each.
pub(super) fn expand<const K: usize>(bitmap: &mut Bitmap, widen: impl Fn([u8; K]) -> [u8; 4]) {
    let data = bitmap.data_mut();
    let start = data.len() / 4 * (4 - K);
    for i in 0..data.len() / 4 {
        let at = start + i * K;
        let mut pixel = [0; K];
        pixel.copy_from_slice(&data[at..at + K]);
        data[i * 4..i * 4 + 4].copy_from_slice(&widen(pixel));
    }
}

/// Refuses a decoder that sees another size than the header's reader did.
pub(super) fn check_size(format: Format, bitmap: &Bitmap, width: u32, height: u32) -> Result<()> {
    let (w, h) = (bitmap.width(), bitmap.height());
    if (w, h) == (width, height) {
        return Ok(());
    }
    Err(broken(format, format!("the header says {w}x{h} pixels, the data {width}x{height}")))
}

/// The sentence for a file that can't be decoded.
pub(super) fn broken(format: Format, cause: impl Display) -> Error {
    Error::decode(format!("the {} picture can't be decoded: {cause}", format.name()))
}

/// The same for a failed read, which from memory only means the end of the bytes.
pub(super) fn broken_io(format: Format, cause: &io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::UnexpectedEof => broken(format, "the data ends too early"),
        _ => broken(format, cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::mem::Ledger;

    fn bitmap(width: u32) -> Bitmap {
        Bitmap::new(&Ledger::new(), Size::new(width, 1).unwrap()).unwrap()
    }

    #[test]
    fn every_width_is_expanded_in_place() {
        for n in [1, 2, 3, 7, 300] {
            let grey = |i: usize| (i * 7) as u8;
            let mut one = bitmap(n as u32);
            (0..n).for_each(|i| tail(&mut one, 1)[i] = grey(i));
            expand(&mut one, |[g]| [g, g, g, 255]);
            let mut three = bitmap(n as u32);
            (0..n).for_each(|i| tail(&mut three, 3)[i * 3..i * 3 + 3].fill(grey(i)));
            expand(&mut three, |[r, g, b]| [r, g, b, 255]);
            let mut two = bitmap(n as u32);
            (0..n)
                .for_each(|i| tail(&mut two, 2)[i * 2..i * 2 + 2].copy_from_slice(&[grey(i), 255]));
            expand(&mut two, |[g, a]| [g, g, g, a]);
            for i in 0..n {
                let expected = Some([grey(i), grey(i), grey(i), 255]);
                let x = i as u32;
                assert_eq!((one.pixel(x, 0), two.pixel(x, 0)), (expected, expected), "{n}: {i}");
                assert_eq!(three.pixel(x, 0), expected, "{n}: {i}");
            }
        }
    }

    #[test]
    fn another_size_is_refused_with_both() {
        let error = check_size(Format::Gif, &bitmap(3), 2, 1).unwrap_err();
        assert!(error.message().ends_with("the header says 3x1 pixels, the data 2x1"), "{error}");
    }
}
