//! The one pixel type.

use std::fmt;
use std::sync::Arc;

use super::derived::Derived;
use super::format::HALF_ONE;
use super::pages::Pages;
use super::vector::{Drawable, Vector};
use super::{Block, Charge, Depth, Kind, Ledger, PixelFormat};
use crate::error::{Error, Result};
use crate::geom::Size;

/// Premultiplied RGBA, rows without padding, top row first: 8 bits a channel, or halves in the order of
/// bytes that files have, low byte first.
///
/// It exists only together with its charge, so what the ledger says is what is alive.
pub struct Bitmap {
    size: Size,
    format: PixelFormat,
    pages: Pages,
    charge: Charge,
    derived: Derived,
    origin: Option<Box<Origin>>,
}

/// What pixels were made of, where somebody has a use for it. Boxed, for few have one.
enum Origin {
    File(Block),
    Vector(Drawable),
}

impl Bitmap {
    /// A transparent black bitmap of 8 bits in sRGB. Fails before any memory is taken when the ledger's
    /// budget does not allow it.
    pub fn new(ledger: &Arc<Ledger>, size: Size) -> Result<Self> {
        Self::with_format(ledger, size, PixelFormat::default())
    }

    /// The same in any format.
    pub fn with_format(ledger: &Arc<Ledger>, size: Size, format: PixelFormat) -> Result<Self> {
        let bytes = size.bytes(format.pixel_bytes()).ok_or_else(|| {
            let (w, h) = (size.width(), size.height());
            Error::limit(format!("a bitmap of {w}x{h} pixels is larger than the address space"))
        })?;
        let charge = ledger.charge(Kind::Pixels, bytes)?;
        let pages = Pages::zeroed(bytes)?;
        Ok(Self { size, format, pages, charge, derived: Derived::default(), origin: None })
    }

    /// A copy, charged like any other bitmap.
    pub fn try_clone(&self) -> Result<Self> {
        let mut copy = Self::with_format(self.charge.ledger(), self.size, self.format)?;
        copy.data_mut().copy_from_slice(self.data());
        Ok(copy)
    }

    /// What the bytes mean.
    pub fn format(&self) -> PixelFormat {
        self.format
    }

    /// Width and height in pixels.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.size.width()
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.size.height()
    }

    /// Bytes of one row.
    pub fn stride(&self) -> usize {
        self.width() as usize * self.format.pixel_bytes()
    }

    /// All pixels.
    pub fn data(&self) -> &[u8] {
        self.pages.bytes()
    }

    /// All pixels, writable. What was derived from them is forgotten, and the file they are of.
    pub fn data_mut(&mut self) -> &mut [u8] {
        self.derived.reset();
        self.origin = None;
        self.pages.bytes_mut()
    }

    /// Keeps the file that these pixels are of, with its charge: documents have a use for it.
    pub fn keep_file(&mut self, file: Block) {
        self.origin = Some(Box::new(Origin::File(file)));
    }

    /// The file that was kept.
    pub fn file(&self) -> Option<&[u8]> {
        match self.origin.as_deref()? {
            Origin::File(file) => Some(file.bytes()),
            Origin::Vector(_) => None,
        }
    }

    /// Keeps what these pixels were drawn from.
    pub fn keep_vector(&mut self, vector: Arc<dyn Vector>) {
        self.origin = Some(Box::new(Origin::Vector(Drawable::new(vector))));
    }

    /// The same picture drawn in another size, if it is one that can be; kept until it is asked for in yet another one.
    pub fn in_size(&self, size: Size) -> Result<Option<Arc<Self>>> {
        self.vector().map_or(Ok(None), |vector| vector.in_size(size))
    }

    /// What a document has of the picture, which may be shown in any size: drawn as finely as that is worth, where it can be.
    pub fn for_documents(self: &Arc<Self>) -> Result<Arc<Self>> {
        /// Some hundred pixels an inch.
        const FINER: u32 = 4;
        const MOST: u64 = 1 << 22;
        let (width, height) = (self.width(), self.height());
        let times =
            (1..=FINER).rev().find(|times| self.size().pixels() * u64::from(times * times) <= MOST);
        let times = times.unwrap_or(1);
        let finer = Size::new(width.saturating_mul(times), height.saturating_mul(times));
        let finer = match finer.filter(|_| times > 1) {
            Some(size) => self.in_size(size)?,
            None => None,
        };
        Ok(finer.unwrap_or_else(|| Arc::clone(self)))
    }

    /// Whether it can be drawn in another size.
    pub fn is_vector(&self) -> bool {
        self.vector().is_some()
    }

    fn vector(&self) -> Option<&Drawable> {
        match self.origin.as_deref()? {
            Origin::Vector(vector) => Some(vector),
            Origin::File(_) => None,
        }
    }

    /// No pixel lets anything through. The first asker hears no, because looking costs as much as
    /// drawing the pixels once; what is found for the second holds until they change.
    pub fn is_known_opaque(&self) -> bool {
        self.derived.is_opaque(|| self.is_opaque())
    }

    /// No pixel lets anything through, looked up now.
    pub fn is_opaque(&self) -> bool {
        match self.format.depth {
            Depth::Unorm8 => are_opaque(self.data()),
            Depth::Float16 => self.data().chunks_exact(8).all(|pixel| pixel[6..] == HALF_ONE),
        }
    }

    /// The bitmap made smaller: each level by `halve` from the one before, made when first asked
    /// for and kept beside the pixels. Level 0 is the bitmap itself and not asked for.
    pub fn reduced(
        &self,
        level: usize,
        halve: impl Fn(&Self) -> Result<Self>,
    ) -> Result<Arc<Self>> {
        self.derived.level(level, |above| halve(above.unwrap_or(self)))
    }

    /// The first level, if it is there or was asked for before: a picture that is drawn once is
    /// not worth keeping a smaller one beside it.
    pub fn reduced_when_used_again(
        &self,
        halve: impl Fn(&Self) -> Result<Self>,
    ) -> Result<Option<Arc<Self>>> {
        if self.derived.is_first_use() {
            return Ok(None);
        }
        self.reduced(1, halve).map(Some)
    }

    /// Memory is short: frees the other versions that nobody is drawing with.
    pub fn forget_reduced(&self) {
        self.derived.forget_levels();
        if let Some(vector) = self.vector() {
            vector.forget();
        }
    }

    /// The account the pixels are booked on.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.charge.ledger()
    }

    /// The pixel at `(x, y)` as stored; `None` outside, and where channels are not bytes.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width() || y >= self.height() || self.format.is_deep() {
            return None;
        }
        let at = y as usize * self.stride() + x as usize * 4;
        self.data().get(at..at + 4)?.try_into().ok()
    }
}

/// Looks at a few rows' worth of pixels before it decides whether to go on, so that the loop has no branch.
fn are_opaque(pixels: &[u8]) -> bool {
    pixels.chunks(4096).all(|part| {
        let all = part.as_chunks().0.iter().fold(u32::MAX, |all, &p| all & u32::from_le_bytes(p));
        all >> 24 == 255
    })
}

impl fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bitmap({}x{})", self.width(), self.height())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::ColorSpace;

    #[test]
    fn halves_take_eight_bytes_and_are_charged_so() {
        let ledger = Ledger::new();
        let format = PixelFormat { depth: Depth::Float16, space: ColorSpace::DisplayP3 };
        let size = Size::new(10, 3).unwrap();
        let mut bitmap = Bitmap::with_format(&ledger, size, format).unwrap();
        assert_eq!((bitmap.stride(), bitmap.data().len(), ledger.live()), (80, 240, 240));
        assert_eq!((bitmap.pixel(0, 0), bitmap.is_opaque()), (None, false));
        bitmap.data_mut().as_chunks_mut::<2>().0.fill(HALF_ONE);
        let copy = bitmap.try_clone().unwrap();
        assert_eq!((copy.format(), copy.is_opaque(), ledger.live()), (format, true, 480));
        ledger.set_budget(480 + 239);
        assert!(bitmap.try_clone().is_err());
        ledger.set_budget(480 + 240);
        assert!(bitmap.try_clone().is_ok());
    }

    #[test]
    fn a_bitmap_is_charged_to_the_byte() {
        let ledger = Ledger::new();
        let bitmap = Bitmap::new(&ledger, Size::new(100, 50).unwrap()).unwrap();
        assert_eq!(ledger.live(), 100 * 50 * 4);
        let copy = bitmap.try_clone().unwrap();
        assert_eq!((ledger.live(), ledger.snapshot().bitmaps), (2 * 100 * 50 * 4, 2));
        drop((bitmap, copy));
        assert_eq!(ledger.live(), 0);
    }

    fn quarter(from: &Bitmap) -> Result<Bitmap> {
        let half = |side: u32| (side / 2).max(1);
        let size = Size::new(half(from.width()), half(from.height())).unwrap();
        Bitmap::new(from.ledger(), size)
    }

    #[test]
    fn smaller_versions_are_made_once_charged_and_go_with_the_pixels() {
        let ledger = Ledger::new();
        let mut bitmap = Bitmap::new(&ledger, Size::new(8, 8).unwrap()).unwrap();
        let second = bitmap.reduced(2, quarter).unwrap();
        assert_eq!((second.width(), ledger.live()), (2, (64 + 16 + 4) * 4));
        let again = bitmap.reduced(2, |_| Err(Error::internal("made twice"))).unwrap();
        assert!(Arc::ptr_eq(&second, &again));
        drop((second, again));
        bitmap.forget_reduced();
        assert_eq!(ledger.live(), 64 * 4);
        bitmap.reduced(1, quarter).unwrap();
        bitmap.data_mut()[0] = 1;
        assert_eq!(ledger.live(), 64 * 4);
        bitmap.reduced(1, quarter).unwrap();
        drop(bitmap);
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn one_use_keeps_no_smaller_version() {
        let ledger = Ledger::new();
        let mut bitmap = Bitmap::new(&ledger, Size::new(8, 8).unwrap()).unwrap();
        assert!(bitmap.reduced_when_used_again(quarter).unwrap().is_none());
        assert!(bitmap.reduced_when_used_again(quarter).unwrap().is_some());
        bitmap.data_mut()[0] = 1;
        assert!(bitmap.reduced_when_used_again(quarter).unwrap().is_none());
    }

    #[test]
    fn a_refused_smaller_version_leaves_nothing() {
        let ledger = Ledger::new();
        let bitmap = Bitmap::new(&ledger, Size::new(8, 8).unwrap()).unwrap();
        ledger.set_budget(64 * 4 + 16 * 4);
        assert!(bitmap.reduced(2, quarter).is_err());
        bitmap.forget_reduced();
        assert_eq!(ledger.live(), 64 * 4);
    }

    #[test]
    fn opacity_is_known_from_the_second_question_on_and_follows_the_pixels() {
        let ledger = Ledger::new();
        let mut bitmap = Bitmap::new(&ledger, Size::new(50, 50).unwrap()).unwrap();
        for (at, value, opaque) in [(0, 255, true), (9999, 254, false), (9999, 255, true)] {
            bitmap.data_mut().iter_mut().skip(at).for_each(|v| *v = value);
            assert!(!bitmap.is_known_opaque());
            assert_eq!((bitmap.is_known_opaque(), bitmap.is_known_opaque()), (opaque, opaque));
        }
    }

    #[test]
    fn refused_bitmaps_cost_nothing() {
        let ledger = Ledger::new();
        ledger.set_budget(1000);
        assert!(Bitmap::new(&ledger, Size::new(16, 16).unwrap()).is_err());
        assert_eq!(ledger.snapshot().peak, 0);
        ledger.set_budget(usize::MAX);
        let giant = Size::new(u32::MAX, u32::MAX).unwrap();
        assert!(Bitmap::new(&ledger, giant).is_err());
        assert_eq!(ledger.live(), 0);
    }
}
