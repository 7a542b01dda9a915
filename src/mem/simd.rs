//! Which vector instructions this processor has, asked once.
//!
//! Kernels are written once for every level with `fearless_simd`, which needs no `unsafe`; each level
//! gives the same bytes. Called by pixel loops here and in `backend/raster`.

use std::sync::OnceLock;

use fearless_simd::Level;

/// The best level there is.
pub fn level() -> Level {
    static LEVEL: OnceLock<Level> = OnceLock::new();
    *LEVEL.get_or_init(Level::new)
}

/// Every level that can run here, plain scalar code first, for tests that compare them.
#[cfg(test)]
pub(crate) fn levels() -> Vec<Level> {
    let best = Level::new();
    let mut levels = vec![Level::fallback(), best];
    #[cfg(target_arch = "x86_64")]
    {
        levels.extend(best.as_sse2().map(Level::Sse2));
        levels.extend(best.as_sse4_2().map(Level::Sse4_2));
        levels.extend(best.as_avx2().map(Level::Avx2));
    }
    levels
}
