//! Which vector instructions this processor has, asked once.
//!
//! Kernels are written once for every level with `fearless_simd`, which needs no `unsafe`; each level
//! gives the same bytes. Called by pixel loops here and in `backend/raster`.

use std::sync::OnceLock;

use fearless_simd::Level;

#[cfg(fuzzing)]
static CHOSEN: std::sync::Mutex<Option<Level>> = std::sync::Mutex::new(None);

/// From now on drawing uses that level, so that a fuzzer can compare them.
#[cfg(fuzzing)]
pub fn use_level(level: Level) {
    *CHOSEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(level);
}

/// The best level there is.
pub fn level() -> Level {
    #[cfg(fuzzing)]
    if let Some(chosen) = *CHOSEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return chosen;
    }
    static LEVEL: OnceLock<Level> = OnceLock::new();
    *LEVEL.get_or_init(Level::new)
}

/// Runs an expression with the token of a level: `at_level!(level(), simd => kernel(simd, …))`.
///
/// On x86-64 there are two versions of each kernel: AVX2 and what every such processor has. More of
/// them (SSE4.2, AVX-512) measured no faster and would double the size of the code and the time to
/// compile it.
macro_rules! at_level {
    ($level:expr, $simd:ident => $run:expr) => {{
        let level: fearless_simd::Level = $level;
        #[cfg(target_arch = "x86_64")]
        match level {
            #[cfg(any(test, fuzzing))]
            fearless_simd::Level::Fallback($simd) => {
                $run;
            }
            level => {
                if let Some($simd) = level.as_avx2() {
                    $run;
                } else if let Some($simd) = level.as_sse2() {
                    $run;
                }
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        fearless_simd::dispatch!(level, $simd => $run);
    }};
}
pub(crate) use at_level;

/// Every level that has a version of its own and can run here, plain scalar code first, for tests that
/// compare them.
#[cfg(any(test, fuzzing))]
pub fn levels() -> Vec<Level> {
    let best = Level::new();
    let mut levels = vec![Level::fallback()];
    #[cfg(target_arch = "x86_64")]
    levels.extend(best.as_sse2().map(Level::Sse2));
    levels.push(best);
    levels
}
