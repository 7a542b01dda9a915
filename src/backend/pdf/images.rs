//! Pictures as objects of a document: each once, however often it is drawn.

use std::collections::HashMap;
use std::sync::Arc;

use pdf_writer::writers::Resources;
use pdf_writer::{Filter, Finish, Name, Ref};

use super::Writer;
use super::inks::name;
use crate::codec::is_grey_jpeg;
use crate::error::Result;
use crate::list::Source;
use crate::mem::{Bitmap, Kind, PixelFormat, read_row};
use crate::paint::Smoothing;

/// Pictures by their pixels and by whether they are smoothed.
#[derive(Default)]
pub(super) struct Images {
    known: HashMap<(usize, bool), Ref>,
    /// What the numbers are of, which another picture may get once it is gone.
    kept: Vec<Source>,
    all: Vec<Ref>,
}

impl Images {
    pub(super) fn list(&self, resources: &mut Resources<'_>) {
        let mut images = resources.x_objects();
        for id in &self.all {
            images.pair(Name(&name(b'I', *id)), *id);
        }
    }
}

impl Writer {
    /// The object of a picture.
    pub(super) fn image(&mut self, source: &Source, smoothing: Smoothing) -> Result<Ref> {
        let key = (source.identity(), smoothing.enabled);
        if let Some(id) = self.images.known.get(&key) {
            return Ok(*id);
        }
        let pixels = source.pixels()?.for_documents()?;
        let id = match pixels.file() {
            Some(file) => self.jpeg(file, &pixels, smoothing.enabled)?,
            None => self.bitmap(&pixels, smoothing.enabled)?,
        };
        self.images.known.insert(key, id);
        self.images.kept.push(source.clone());
        Ok(id)
    }

    /// The object of pixels that are drawn once.
    pub(super) fn bitmap(&mut self, bitmap: &Bitmap, smooth: bool) -> Result<Ref> {
        let pixels = bitmap.width() as usize * bitmap.height() as usize;
        let _charge = Arc::clone(self.ledger()).charge(Kind::Scratch, pixels * 4 * 2)?;
        let (colors, alphas) = planes(bitmap);
        let mask = match alphas.iter().all(|alpha| *alpha == 255) {
            true => None,
            false => Some(self.plane(bitmap, &alphas, true, None, smooth)?),
        };
        let id = self.plane(bitmap, &colors, false, mask, smooth)?;
        self.images.all.push(id);
        Ok(id)
    }

    /// The object of a picture whose file was kept, as it is.
    fn jpeg(&mut self, file: &[u8], bitmap: &Bitmap, smooth: bool) -> Result<Ref> {
        self.book(file.len())?;
        let id = self.next();
        let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        let mut image = self.pdf.image_xobject(id, file);
        image.filter(Filter::DctDecode);
        image.width(side(bitmap.width())).height(side(bitmap.height())).bits_per_component(8);
        if is_grey_jpeg(file) {
            image.color_space().device_gray();
        } else {
            image.color_space().device_rgb();
        }
        if smooth {
            image.interpolate(true);
        }
        image.finish();
        self.images.all.push(id);
        Ok(id)
    }

    fn plane(
        &mut self,
        bitmap: &Bitmap,
        bytes: &[u8],
        is_mask: bool,
        mask: Option<Ref>,
        smooth: bool,
    ) -> Result<Ref> {
        let packed = crate::codec::deflate(bytes);
        self.book(packed.len())?;
        let id = self.next();
        let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        let mut image = self.pdf.image_xobject(id, &packed);
        image.filter(Filter::FlateDecode);
        image.width(side(bitmap.width())).height(side(bitmap.height())).bits_per_component(8);
        match image.color_space() {
            space if is_mask => space.device_gray(),
            space => space.device_rgb(),
        }
        // Only where it asks for more than viewers do anyway.
        if smooth {
            image.interpolate(true);
        }
        if let Some(mask) = mask {
            image.s_mask(mask);
        }
        image.finish();
        Ok(id)
    }
}

/// Red, green and blue not multiplied by alpha, and alpha.
fn planes(bitmap: &Bitmap) -> (Vec<u8>, Vec<u8>) {
    let (width, height) = (bitmap.width() as usize, bitmap.height() as usize);
    let (mut colors, mut alphas) =
        (Vec::with_capacity(width * height * 3), Vec::with_capacity(width * height));
    let mut row = vec![0; width * 4];
    for line in bitmap.data().chunks_exact(bitmap.stride()) {
        read_row(line, bitmap.format(), &mut row, PixelFormat::default());
        for pixel in row.as_chunks::<4>().0 {
            colors.extend_from_slice(&pixel[..3]);
            alphas.push(pixel[3]);
        }
    }
    (colors, alphas)
}
