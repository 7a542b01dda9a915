//! Where drawn images and patterns get their pixels from.

use std::fmt;
use std::sync::Arc;

use crate::error::Result;
use crate::geom::Size;
use crate::mem::Bitmap;

/// A picture that is made on first use, by whichever thread needs it first.
pub trait DeferredPixels: Send + Sync {
    /// Its size.
    fn size(&self) -> Size;
    /// The pixels, made now if nobody did before. A failure leaves it as it was.
    fn pixels(&self) -> Result<Arc<Bitmap>>;
    /// How many deferred pictures lie under this one, itself included.
    fn depth(&self) -> u32;
    /// Bytes it keeps alive until it is made.
    fn bytes(&self) -> usize;
}

/// The pixels of an image operation or a pattern.
#[derive(Clone)]
pub enum Source {
    /// Pixels that exist.
    Bitmap(Arc<Bitmap>),
    /// A snapshot of a canvas that may still have to be drawn.
    Deferred(Arc<dyn DeferredPixels>),
}

impl Source {
    /// The picture's size.
    pub fn size(&self) -> Size {
        match self {
            Self::Bitmap(bitmap) => bitmap.size(),
            Self::Deferred(picture) => picture.size(),
        }
    }

    /// The pixels, made now if they have to be.
    pub fn pixels(&self) -> Result<Arc<Bitmap>> {
        match self {
            Self::Bitmap(bitmap) => Ok(Arc::clone(bitmap)),
            Self::Deferred(picture) => picture.pixels(),
        }
    }

    /// How many pictures that are still to be drawn lie one under the other.
    pub fn depth(&self) -> u32 {
        match self {
            Self::Bitmap(_) => 0,
            Self::Deferred(picture) => picture.depth(),
        }
    }

    /// Bytes the source keeps alive.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Bitmap(bitmap) => bitmap.data().len(),
            Self::Deferred(picture) => picture.bytes(),
        }
    }

    /// Nobody else holds the pixels.
    pub fn is_unshared(&self) -> bool {
        match self {
            Self::Bitmap(bitmap) => Arc::strong_count(bitmap) == 1,
            Self::Deferred(picture) => Arc::strong_count(picture) == 1,
        }
    }

    /// Equal for sources that share their pixels.
    pub fn identity(&self) -> usize {
        match self {
            Self::Bitmap(bitmap) => Arc::as_ptr(bitmap).addr(),
            Self::Deferred(picture) => Arc::as_ptr(picture).addr(),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, size) = match self {
            Self::Bitmap(bitmap) => ("bitmap", bitmap.size()),
            Self::Deferred(picture) => ("deferred", picture.size()),
        };
        write!(f, "{name} {}x{}", size.width(), size.height())
    }
}
