//! Zeroed byte blocks for pixels.
//!
//! Large blocks get anonymous mappings of their own, so that freeing one gives its pages back to the
//! operating system at once; the C allocator keeps freed blocks below a threshold that grows to
//! 32 MB, which is what makes servers stay large after a burst. A few freed mappings are kept for
//! reuse by blocks of the same length, because a burst of equal canvases is what servers draw; a
//! short-lived thread drops them as soon as no block came back for a while.
//!
//! Blocks of 2 MB and more begin where a huge page can, and Linux is asked for huge pages in them: the
//! first touch of each small page costs more than filling it.

use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use memmap2::MmapMut;

use crate::error::{Error, Result};

/// Blocks from this length on get a mapping of their own: below it, page granularity and the
/// mapping's system calls cost more than they give back.
const MAP_FROM: usize = 128 * 1024;
/// The most bytes the pool may keep, process-wide.
const POOL_BYTES: usize = 64 * 1024 * 1024;
/// The most mappings the pool may keep: it is searched linearly.
const POOL_BLOCKS: usize = 16;
/// The pool is emptied when no block came back for this long.
const POOL_IDLE: Duration = Duration::from_millis(500);

/// A huge page of most processors.
const HUGE: usize = 2 * 1024 * 1024;

/// A zeroed block of bytes, on the heap when small and on its own pages when large.
pub(super) enum Pages {
    Heap(Vec<u8>),
    Mapped(MappedBlock),
}

/// A block that goes back to the pool when dropped.
pub(super) struct MappedBlock(Option<Mapping>);

/// A part of a mapping of its own. What is mapped beside it is never touched, so it takes no memory.
struct Mapping {
    map: MmapMut,
    start: usize,
    len: usize,
}

impl Mapping {
    fn new(len: usize) -> io::Result<Self> {
        if len < HUGE {
            return Ok(Self { map: MmapMut::map_anon(len)?, start: 0, len });
        }
        let map = MmapMut::map_anon(len.saturating_add(HUGE))?;
        let start = map.as_ptr().addr().next_multiple_of(HUGE) - map.as_ptr().addr();
        #[cfg(target_os = "linux")]
        // Only advice: a kernel that doesn't take it gives small pages.
        let _ = map.advise_range(memmap2::Advice::HugePage, start, len / HUGE * HUGE);
        Ok(Self { map, start, len })
    }

    fn bytes(&self) -> &[u8] {
        &self.map[self.start..self.start + self.len]
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.map[self.start..self.start + self.len]
    }
}

impl Pages {
    /// `len` zeroed bytes, or a limit error where the system has none to give.
    pub(super) fn zeroed(len: usize) -> Result<Self> {
        if len >= MAP_FROM {
            let map = POOL.take(len).map_or_else(|| Mapping::new(len), Ok);
            return map.map(|m| Self::Mapped(MappedBlock(Some(m)))).map_err(|e| refused(len, &e));
        }
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(len).map_err(|e| refused(len, &e))?;
        bytes.resize(len, 0);
        Ok(Self::Heap(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Mapped(MappedBlock(map)) => map.as_ref().map_or(&[], Mapping::bytes),
        }
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::Mapped(MappedBlock(map)) => map.as_mut().map_or(&mut [], Mapping::bytes_mut),
        }
    }
}

fn refused(len: usize, cause: &dyn std::fmt::Display) -> Error {
    Error::limit(format!("the system refused {len} bytes for pixels: {cause}"))
}

impl Drop for MappedBlock {
    fn drop(&mut self) {
        if let Some(map) = self.0.take() {
            POOL.put(map);
        }
    }
}

/// Bytes of free mappings kept for reuse, in the whole process.
pub fn pool_bytes() -> usize {
    POOL.lock().bytes
}

/// Gives the system all free mappings that are kept for reuse, and has the C library give back what it keeps.
pub fn empty_pool() {
    POOL.lock().clear();
    #[cfg(all(target_os = "linux", target_env = "gnu", not(fuzzing)))]
    super::alloc::give_back();
}

static POOL: Pool =
    Pool(Mutex::new(Shelf { blocks: Vec::new(), bytes: 0, last_put: None, trimmer_runs: false }));

struct Pool(Mutex<Shelf>);

struct Shelf {
    blocks: Vec<Mapping>,
    bytes: usize,
    last_put: Option<Instant>,
    trimmer_runs: bool,
}

impl Pool {
    fn lock(&self) -> std::sync::MutexGuard<'_, Shelf> {
        // A panic can't leave the shelf half-changed in a way that matters: its mappings are free.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A kept mapping of exactly `len` bytes, zeroed again.
    fn take(&self, len: usize) -> Option<Mapping> {
        let mut map = {
            let mut shelf = self.lock();
            let at = shelf.blocks.iter().rposition(|block| block.len == len)?;
            shelf.bytes -= len;
            shelf.blocks.remove(at)
        };
        map.bytes_mut().fill(0);
        Some(map)
    }

    /// Keeps `map` if there is room; the oldest mappings make way.
    fn put(&self, map: Mapping) {
        if map.len > POOL_BYTES / 2 {
            return;
        }
        let mut shelf = self.lock();
        while shelf.bytes + map.len > POOL_BYTES || shelf.blocks.len() >= POOL_BLOCKS {
            shelf.bytes -= shelf.blocks.remove(0).len;
        }
        shelf.bytes += map.len;
        shelf.blocks.push(map);
        shelf.last_put = Some(Instant::now());
        if !shelf.trimmer_runs {
            // Without a trimmer nothing may stay: keep the promise and drop what is kept.
            shelf.trimmer_runs = spawn_trimmer();
            if !shelf.trimmer_runs {
                shelf.clear();
            }
        }
    }
}

impl Shelf {
    fn clear(&mut self) {
        self.blocks.clear();
        self.bytes = 0;
    }
}

fn spawn_trimmer() -> bool {
    std::thread::Builder::new().name("canvas-pool-trim".to_owned()).spawn(trim_when_idle).is_ok()
}

/// Sleeps until the pool has been idle long enough, empties it, and ends.
fn trim_when_idle() {
    let mut wait = POOL_IDLE;
    loop {
        std::thread::sleep(wait);
        let mut shelf = POOL.lock();
        let idle = shelf.last_put.map_or(POOL_IDLE, |at| at.elapsed());
        if idle >= POOL_IDLE {
            shelf.trimmer_runs = false;
            drop(shelf);
            empty_pool();
            return;
        }
        wait = POOL_IDLE - idle;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reused_blocks_are_zeroed() {
        // An odd length that no other test uses, so that the pool's block is ours.
        let len = MAP_FROM + 4099;
        for _ in 0..3 {
            let mut pages = Pages::zeroed(len).unwrap();
            assert!(pages.bytes().iter().all(|&b| b == 0));
            pages.bytes_mut().fill(0xAB);
        }
    }

    #[test]
    fn huge_blocks_are_whole_zeroed_and_aligned() {
        for len in [HUGE, HUGE + 1, 3 * HUGE - 1] {
            let mut pages = Pages::zeroed(len).unwrap();
            assert_eq!(pages.bytes().len(), len);
            assert_eq!(pages.bytes().as_ptr().addr() % HUGE, 0);
            assert!(pages.bytes().iter().all(|&b| b == 0));
            pages.bytes_mut().fill(9);
        }
    }

    #[test]
    fn impossible_lengths_are_refused() {
        assert!(Pages::zeroed(usize::MAX / 2).is_err());
    }

    #[test]
    fn an_idle_pool_is_emptied() {
        drop(Pages::zeroed(MAP_FROM + 8191).unwrap());
        let deadline = Instant::now() + Duration::from_secs(20);
        while pool_bytes() > 0 {
            assert!(Instant::now() < deadline, "the pool still holds {} bytes", pool_bytes());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
