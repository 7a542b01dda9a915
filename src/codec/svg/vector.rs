//! An SVG picture that is drawn again in the size it is needed in.

use std::sync::Arc;

use super::{SvgFonts, render};
use crate::codec::Limits;
use crate::error::Result;
use crate::geom::Size;
use crate::mem::{Bitmap, Block, Ledger, Vector};
use crate::stop::Stop;

/// The most milliseconds: whoever reads pixels waits for it, and that may be JavaScript's thread.
const MOST_TIME: u64 = 1_000;

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
        let Self { file, fonts, ledger, .. } = self;
        let max_svg_time = self.limits.max_svg_time.min(MOST_TIME);
        let limits = &Limits { max_svg_time, ..self.limits.clone() };
        limits.check(size.width().into(), size.height().into())?;
        // Others may want it after whoever asked.
        let how = (limits, &Stop::default());
        render::decode(file.bytes(), (self.size, size), how, fonts, ledger)
    }
}
