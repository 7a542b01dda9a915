//! Rows as a format needs them: in eight bits, in a colour space that it can tell, on a background.

use std::sync::Arc;

use super::Rows;
use crate::error::Result;
use crate::geom::Size;
use crate::mem::{
    Charge, Kind, Ledger, PixelFormat, multiply, premultiply, read_bytes, read_row,
    unpremultiply_into,
};
use crate::paint::Color;

/// A picture's rows in eight bits.
pub(super) struct Converted<'a> {
    rows: &'a mut dyn Rows,
    format: PixelFormat,
    background: Option<[u8; 3]>,
    row: Vec<u8>,
    straight: Vec<u8>,
    _charge: Charge,
}

impl<'a> Converted<'a> {
    /// On `background`, or as they are.
    pub(super) fn new(
        rows: &'a mut dyn Rows,
        format: PixelFormat,
        background: Option<Color>,
    ) -> Result<Self> {
        let background = background.map(|color| color.to_space(format.space).bytes());
        let length = rows.size().width() as usize * format.pixel_bytes();
        let charge = rows.ledger().charge(Kind::Scratch, length * 2)?;
        let (row, straight) = (vec![0; length], vec![0; length]);
        Ok(Self { rows, format, background, row, straight, _charge: charge })
    }

    /// The row without its alpha in the colours.
    pub(super) fn straight_row(&mut self, y: u32) -> Result<&[u8]> {
        self.convert(y)?;
        unpremultiply_into(&self.row, &mut self.straight);
        Ok(&self.straight)
    }

    fn convert(&mut self, y: u32) -> Result<()> {
        let own = self.rows.format();
        let from = self.rows.row(y)?;
        if own == self.format {
            self.row.copy_from_slice(from);
        } else if own.space == self.format.space {
            read_bytes(from, &mut self.row);
        } else {
            read_row(from, own, &mut self.row, self.format);
            premultiply(&mut self.row);
        }
        if let Some(color) = self.background {
            self.row.as_chunks_mut().0.iter_mut().for_each(|pixel| stand_on(pixel, color));
        }
        Ok(())
    }
}

fn stand_on(pixel: &mut [u8; 4], color: [u8; 3]) {
    let rest = 255 - pixel[3];
    for (channel, under) in pixel.iter_mut().zip(color) {
        *channel = channel.saturating_add(multiply(under, rest));
    }
    pixel[3] = 255;
}

impl Rows for Converted<'_> {
    fn size(&self) -> Size {
        self.rows.size()
    }

    fn format(&self) -> PixelFormat {
        self.format
    }

    fn ledger(&self) -> &Arc<Ledger> {
        self.rows.ledger()
    }

    fn is_opaque(&self) -> bool {
        self.background.is_some() || self.rows.is_opaque()
    }

    fn row(&mut self, y: u32) -> Result<&[u8]> {
        self.convert(y)?;
        Ok(&self.row)
    }
}

/// In eight bits of the picture's own colour space, for formats that can tell which one that is.
pub(super) fn in_bytes(rows: &mut dyn Rows) -> Result<Converted<'_>> {
    let format = PixelFormat { space: rows.format().space, ..PixelFormat::default() };
    Converted::new(rows, format, None)
}

/// In eight bits of sRGB, for formats without a profile.
pub(super) fn in_srgb(rows: &mut dyn Rows) -> Result<Converted<'_>> {
    Converted::new(rows, PixelFormat::default(), None)
}
