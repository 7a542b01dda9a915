//! Where in the picture a frame is, and drawing it there.

use super::Blend;
use crate::geom::Size;
use crate::mem::Bitmap;

/// A part of a picture, which may lie outside of it or have no pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Place {
    pub(in super::super) left: u32,
    pub(in super::super) top: u32,
    pub(in super::super) width: u32,
    pub(in super::super) height: u32,
}

impl Place {
    /// The size of its pixels, if it has any.
    pub(in super::super) fn size(self) -> Option<Size> {
        Size::new(self.width, self.height)
    }

    /// No pixel of a picture of that size is outside of it.
    pub(in super::super) fn covers(self, size: Size) -> bool {
        (self.left, self.top) == (0, 0)
            && self.width >= size.width()
            && self.height >= size.height()
    }

    /// It lies within a picture of that size, and is not empty.
    pub(in super::super) fn lies_within(self, size: Size) -> bool {
        let fits = |at: u32, length: u32, whole: u32| {
            length > 0 && at.checked_add(length).is_some_and(|end| end <= whole)
        };
        fits(self.left, self.width, size.width()) && fits(self.top, self.height, size.height())
    }
}

/// The pixels of a row of a picture that are at and after a place, at most as many as the place is wide.
pub(in super::super) fn row_at(
    picture: &mut Bitmap,
    place: Place,
    row: u32,
) -> Option<&mut [[u8; 4]]> {
    let y = place.top.checked_add(row).filter(|y| *y < picture.height())?;
    let stride = picture.stride();
    let row = picture.data_mut().chunks_exact_mut(stride).nth(y as usize)?;
    let pixels = row.as_chunks_mut::<4>().0;
    let left = pixels.len().min(place.left as usize);
    let right = pixels.len().min(left.saturating_add(place.width as usize));
    pixels.get_mut(left..right)
}

/// Draws a frame, whose size is its place's, on a picture.
pub(in super::super) fn put(frame: &Bitmap, place: Place, blend: Blend, picture: &mut Bitmap) {
    for (y, from) in (0..).zip(frame.data().chunks_exact(frame.stride())) {
        let Some(to) = row_at(picture, place, y) else { return };
        put_row(from.as_chunks().0, blend, to);
    }
}

/// The same for the pixels of one row.
pub(in super::super) fn put_row(from: &[[u8; 4]], blend: Blend, to: &mut [[u8; 4]]) {
    let pixels = to.iter_mut().zip(from);
    match blend {
        Blend::Replace => pixels.for_each(|(to, from)| *to = *from),
        Blend::Over => pixels.for_each(|(to, from)| *to = over(*from, *to)),
    }
}

/// Makes a part of a picture transparent.
pub(in super::super) fn clear(place: Place, picture: &mut Bitmap) {
    for y in 0..place.height {
        let Some(row) = row_at(picture, place, y) else { return };
        row.fill([0; 4]);
    }
}

/// A premultiplied pixel over another one.
fn over(above: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    let rest = 255 - u32::from(above[3]);
    let mut mixed = above;
    for (channel, below) in mixed.iter_mut().zip(below) {
        // No channel is more than alpha, so neither is the sum.
        *channel = channel.saturating_add(((u32::from(below) * rest + 127) / 255) as u8);
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::Ledger;

    const CLEAR: [u8; 4] = [0; 4];
    const RED: [u8; 4] = [255, 0, 0, 255];
    const FAINT: [u8; 4] = [0, 0, 128, 128];

    fn bitmap(width: u32, pixels: &[[u8; 4]]) -> Bitmap {
        let size = Size::new(width, pixels.len() as u32 / width).unwrap();
        let mut bitmap = Bitmap::new(&Ledger::new(), size).unwrap();
        bitmap.data_mut().copy_from_slice(pixels.as_flattened());
        bitmap
    }

    fn pixels(bitmap: &Bitmap) -> Vec<[u8; 4]> {
        bitmap.data().as_chunks().0.to_vec()
    }

    #[test]
    fn frames_lie_where_they_say_as_far_as_the_picture_goes() {
        let frame = bitmap(2, &[RED, FAINT, FAINT, RED]);
        for (left, top, expected) in [
            (0, 0, [RED, FAINT, CLEAR, FAINT, RED, CLEAR]),
            (2, 0, [CLEAR, CLEAR, RED, CLEAR, CLEAR, FAINT]),
            (1, 1, [CLEAR, CLEAR, CLEAR, CLEAR, RED, FAINT]),
            (3, 0, [CLEAR; 6]),
            (0, 2, [CLEAR; 6]),
            (u32::MAX, u32::MAX, [CLEAR; 6]),
        ] {
            let mut picture = bitmap(3, &[CLEAR; 6]);
            let place = Place { left, top, width: 2, height: 2 };
            put(&frame, place, Blend::Over, &mut picture);
            assert_eq!(pixels(&picture), expected, "{place:?}");
            clear(place, &mut picture);
            assert_eq!(pixels(&picture), [CLEAR; 6], "{place:?}");
        }
    }

    #[test]
    fn what_a_frame_lets_through_is_seen_or_not() {
        let place = Place { left: 0, top: 0, width: 2, height: 1 };
        let mut picture = bitmap(2, &[RED, RED]);
        put(&bitmap(2, &[FAINT, CLEAR]), place, Blend::Over, &mut picture);
        assert_eq!(pixels(&picture), [[127, 0, 128, 255], RED]);
        put(&bitmap(2, &[FAINT, CLEAR]), place, Blend::Replace, &mut picture);
        assert_eq!(pixels(&picture), [FAINT, CLEAR]);
    }

    #[test]
    fn places_know_what_they_cover() {
        let size = Size::new(3, 2).unwrap();
        let place = |left, top, width, height| Place { left, top, width, height };
        assert!(place(0, 0, 3, 2).covers(size) && place(0, 0, 9, 9).covers(size));
        assert!(!place(0, 0, 3, 1).covers(size) && !place(1, 0, 9, 9).covers(size));
        assert!(place(2, 1, 1, 1).lies_within(size) && !place(2, 1, 2, 1).lies_within(size));
        assert!(!place(0, 0, 0, 1).lies_within(size));
        assert!(!place(u32::MAX, 0, 2, 1).lies_within(size));
        assert_eq!(place(0, 0, 0, 5).size(), None);
    }
}
