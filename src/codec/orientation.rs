//! How a stored picture must be turned to stand upright.

use image::metadata::Orientation as Exif;

use crate::error::Result;
use crate::geom::Size;
use crate::mem::Bitmap;

/// The EXIF orientation: what turns the stored picture into the upright one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// EXIF 1: stored upright.
    #[default]
    Upright,
    /// EXIF 2: mirrored left to right.
    FlipX,
    /// EXIF 3: turned by half a turn.
    Half,
    /// EXIF 4: mirrored top to bottom.
    FlipY,
    /// EXIF 5: rows and columns exchanged.
    Transpose,
    /// EXIF 6: needs a quarter turn clockwise.
    Clockwise,
    /// EXIF 7: rows and columns exchanged about the other diagonal.
    Transverse,
    /// EXIF 8: needs a quarter turn anticlockwise.
    Anticlockwise,
}

impl Orientation {
    /// From the TIFF structure that EXIF data is; upright where it says nothing or nonsense, as
    /// browsers do.
    pub(super) fn from_exif_chunk(chunk: &[u8]) -> Self {
        Exif::from_exif_chunk(chunk).map_or(Self::Upright, Self::from)
    }

    /// Whether width and height change places.
    pub fn transposes(self) -> bool {
        matches!(self, Self::Transpose | Self::Clockwise | Self::Transverse | Self::Anticlockwise)
    }

    /// The size of a picture of `size` after turning; turning back is the same exchange.
    pub fn apply_to_size(self, size: Size) -> Size {
        if self.transposes() { size.transposed() } else { size }
    }

    /// Turns the picture. Mirrorings are done in place; quarter turns make a second bitmap, charged
    /// like any other, and drop the first.
    pub(super) fn apply(self, mut bitmap: Bitmap) -> Result<Bitmap> {
        match self {
            Self::Upright => {}
            Self::FlipX => flip_x(&mut bitmap),
            Self::Half => bitmap.data_mut().as_chunks_mut::<4>().0.reverse(),
            Self::FlipY => flip_y(&mut bitmap),
            _ => return self.turned(&bitmap),
        }
        Ok(bitmap)
    }

    fn turned(self, source: &Bitmap) -> Result<Bitmap> {
        let mut target = Bitmap::new(source.ledger(), source.size().transposed())?;
        let (width, height) = (target.width() as usize, target.height() as usize);
        let from = source.data().as_chunks::<4>().0;
        let to = target.data_mut().as_chunks_mut::<4>().0;
        // Target row y is source column y or its mirror; target column x likewise a source row.
        let (flip_row, flip_column) = match self {
            Self::Clockwise => (true, false),
            Self::Anticlockwise => (false, true),
            Self::Transverse => (true, true),
            _ => (false, false),
        };
        for tile in tiles(width, height) {
            for y in tile.1.clone() {
                let column = if flip_column { height - 1 - y } else { y };
                for x in tile.0.clone() {
                    let row = if flip_row { width - 1 - x } else { x };
                    to[y * width + x] = from[row * height + column];
                }
            }
        }
        Ok(target)
    }
}

/// Squares that cover a picture: reading columns while writing rows touches a new cache line at
/// every step, and 32 x 32 pixels (two times 4 KiB) fit the first-level cache.
fn tiles(
    width: usize,
    height: usize,
) -> impl Iterator<Item = (std::ops::Range<usize>, std::ops::Range<usize>)> {
    const SIDE: usize = 32;
    let columns = move || (0..width).step_by(SIDE).map(move |x| x..(x + SIDE).min(width));
    (0..height)
        .step_by(SIDE)
        .flat_map(move |y| columns().map(move |xs| (xs, y..(y + SIDE).min(height))))
}

fn flip_x(bitmap: &mut Bitmap) {
    let stride = bitmap.stride();
    for row in bitmap.data_mut().chunks_exact_mut(stride) {
        row.as_chunks_mut::<4>().0.reverse();
    }
}

fn flip_y(bitmap: &mut Bitmap) {
    let stride = bitmap.stride();
    let mut rows = bitmap.data_mut().chunks_exact_mut(stride);
    while let (Some(top), Some(bottom)) = (rows.next(), rows.next_back()) {
        top.swap_with_slice(bottom);
    }
}

impl From<Exif> for Orientation {
    fn from(exif: Exif) -> Self {
        match exif {
            Exif::NoTransforms => Self::Upright,
            Exif::FlipHorizontal => Self::FlipX,
            Exif::Rotate180 => Self::Half,
            Exif::FlipVertical => Self::FlipY,
            Exif::Rotate90FlipH => Self::Transpose,
            Exif::Rotate90 => Self::Clockwise,
            Exif::Rotate270FlipH => Self::Transverse,
            Exif::Rotate270 => Self::Anticlockwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::Ledger;

    /// The letters of a picture, row by row, as its red channel.
    fn letters(rows: &[&str]) -> Bitmap {
        let size = Size::new(rows[0].len() as u32, rows.len() as u32).unwrap();
        let mut bitmap = Bitmap::new(&Ledger::new(), size).unwrap();
        let reds = rows.iter().flat_map(|row| row.bytes());
        for (pixel, red) in bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut().zip(reds) {
            *pixel = [red, 0, 0, 255];
        }
        bitmap
    }

    fn read_back(bitmap: &Bitmap) -> Vec<String> {
        bitmap
            .data()
            .chunks(bitmap.stride())
            .map(|row| row.chunks(4).map(|pixel| char::from(pixel[0])).collect())
            .collect()
    }

    #[test]
    fn all_eight_orientations() {
        let cases: [(Orientation, &[&str]); 8] = [
            (Orientation::Upright, &["abc", "def"]),
            (Orientation::FlipX, &["cba", "fed"]),
            (Orientation::Half, &["fed", "cba"]),
            (Orientation::FlipY, &["def", "abc"]),
            (Orientation::Transpose, &["ad", "be", "cf"]),
            (Orientation::Clockwise, &["da", "eb", "fc"]),
            (Orientation::Transverse, &["fc", "eb", "da"]),
            (Orientation::Anticlockwise, &["cf", "be", "ad"]),
        ];
        for (orientation, expected) in cases {
            let bitmap = letters(&["abc", "def"]);
            let size = bitmap.size();
            let ledger = std::sync::Arc::clone(bitmap.ledger());
            let upright = orientation.apply(bitmap).unwrap();
            assert_eq!(read_back(&upright), expected, "{orientation:?}");
            assert_eq!(upright.size(), orientation.apply_to_size(size));
            assert_eq!(ledger.live(), 24, "the turned copy replaces the stored one");
        }
    }

    #[test]
    fn tiles_leave_no_gap_at_the_edges() {
        let size = Size::new(70, 33).unwrap();
        let mut bitmap = Bitmap::new(&Ledger::new(), size).unwrap();
        for (i, pixel) in bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
            *pixel = [(i % 70) as u8, (i / 70) as u8, 0, 255];
        }
        let turned = Orientation::Clockwise.apply(bitmap).unwrap();
        for y in 0..70 {
            for x in 0..33 {
                assert_eq!(turned.pixel(x, y), Some([y as u8, 32 - x as u8, 0, 255]));
            }
        }
    }
}
