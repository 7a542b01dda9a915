//! An SVG picture that is drawn again in the size it is needed in.

use std::sync::Arc;

use super::{SvgFonts, render};
use crate::codec::Limits;
use crate::error::Result;
use crate::geom::Size;
use crate::mem::{Bitmap, Block, Ledger, Vector};
use crate::stop::Stop;

/// The file, and all that it was drawn with.
pub struct SvgVector {
    /// The text, or what it is packed in.
    pub file: Block,
    /// Its own.
    pub size: Size,
    /// What drawing it may cost.
    pub limits: Limits,
    /// What its text is drawn with.
    pub fonts: SvgFonts,
    /// What its pixels are charged to.
    pub ledger: Arc<Ledger>,
}

impl Vector for SvgVector {
    fn draw(&self, size: Size) -> Result<Bitmap> {
        let Self { file, limits, fonts, ledger, .. } = self;
        limits.check(size.width().into(), size.height().into())?;
        // Others may want it after whoever asked.
        let how = (limits, &Stop::default());
        render::decode(file.bytes(), (self.size, size), how, fonts, ledger)
    }
}
