//! The global allocator where glibc is the C library: large blocks are mappings of their own.
//!
//! glibc keeps freed blocks below a threshold that it raises to 32 MB as soon as blocks of that size
//! are freed, and spreads them over an arena for each thread: decoders' and encoders' working memory
//! then stays with the process after a burst. Measured over some thousand requests (decode, draw,
//! encode), at rest: 93 MB with the C library's allocator, 113 MB with mimalloc, about 70 MB with
//! mappings. Other C libraries return large blocks by themselves.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;

/// Blocks from this size on are mapped: glibc's own threshold before it raises it. From 1 MB on, fresh
/// pages cost a card server some 15 % less time, but its memory crept up twice as fast (2.1 MB against
/// 0.9 MB over 1,000 requests) and rested 11 MB higher.
const MAP_FROM: usize = 128 * 1024;
/// Mappings are aligned to pages; no platform has smaller ones.
const PAGE: usize = 4096;

/// Blocks from this size on begin where a huge page can, and the kernel is asked for huge pages: filling
/// 48 MB then took 7 ms instead of 34, and giving them back 0.4 ms instead of 5.
pub(super) const HUGE: usize = 2 * 1024 * 1024;
/// Such blocks are mapped in multiples of this, which every size of page divides.
const LARGEST_PAGE: usize = 64 * 1024;

/// Maps large blocks, leaves small ones to the C library.
pub(crate) struct PageReturning;

/// Only the layout says how a block was allocated, so every call decides alike.
fn is_mapped(layout: &Layout) -> bool {
    layout.size() >= MAP_FROM && layout.align() <= PAGE
}

/// How much is mapped for a block. (A layout's size is far below where this could overflow.)
fn extent(size: usize) -> usize {
    if size < HUGE { size } else { size.next_multiple_of(LARGEST_PAGE) }
}

fn map(size: usize) -> *mut u8 {
    let extent = extent(size);
    if size < HUGE {
        return map_anywhere(extent);
    }
    let Some(room) = extent.checked_add(HUGE) else { return ptr::null_mut() };
    let found = map_anywhere(room);
    if found.is_null() {
        return found;
    }
    let before = found.addr().next_multiple_of(HUGE) - found.addr();
    let block = found.wrapping_add(before);
    // SAFETY: both parts are whole pages of the mapping just made, before and behind the block.
    unsafe {
        if before > 0 {
            libc::munmap(found.cast(), before);
        }
        libc::munmap(block.wrapping_add(extent).cast(), room - before - extent);
    }
    // SAFETY: the range is the block. Only advice: without huge pages it does nothing. All of the block
    // gets it, because a mapping of two kinds could not be grown.
    unsafe { libc::madvise(block.cast(), extent, libc::MADV_HUGEPAGE) };
    block
}

/// Has the C library give back free pages of its heaps, of which each thread has one. Left alone it keeps what is free
/// at their ends up to a threshold that any freed block of some MB raises, Node's buffers too.
pub(super) fn give_back() {
    // SAFETY: it takes the C library's own locks, and gives back only pages that hold no block.
    unsafe { libc::malloc_trim(0) };
}

/// Has the kernel bring in the pages of a block that is about to be filled: at once they cost some 40 % less than one by
/// one as they are touched. No huge pages, as the block may lie in a heap.
pub(super) fn fetch(block: &mut [u8]) {
    let start = block.as_ptr().addr().next_multiple_of(PAGE);
    let end = (block.as_ptr().addr() + block.len()) / PAGE * PAGE;
    let Some(len @ MAP_FROM..) = end.checked_sub(start) else { return };
    let first = block.as_mut_ptr().with_addr(start).cast();
    // SAFETY: all pages are within the block, which is writable, and keep what they hold. Only advice: a kernel that does
    // not know it leaves everything as it is.
    unsafe { libc::madvise(first, len, libc::MADV_POPULATE_WRITE) };
}

fn map_anywhere(size: usize) -> *mut u8 {
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: an anonymous mapping at an address of the kernel's choice touches nothing that exists.
    let block = unsafe { libc::mmap(ptr::null_mut(), size, protection, flags, -1, 0) };
    if block == libc::MAP_FAILED { ptr::null_mut() } else { block.cast() }
}

// SAFETY: a block is either the C library's, under its own contract, or a whole mapping of at least
// the wanted size, zeroed and aligned to pages; `is_mapped` tells which from the layout alone, which
// the caller gives back unchanged.
unsafe impl GlobalAlloc for PageReturning {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_mapped(&layout) {
            return map(layout.size());
        }
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if is_mapped(&layout) {
            return map(layout.size());
        }
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if is_mapped(&layout) {
            // SAFETY: the block is a mapping of this size that `map` made and nobody uses any more.
            unsafe { libc::munmap(block.cast(), extent(layout.size())) };
            return;
        }
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the new size, rounded up to the alignment, is in range.
        let new = unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) };
        match (is_mapped(&layout), is_mapped(&new)) {
            // SAFETY: the caller's promises are passed on.
            (false, false) => unsafe { System.realloc(block, layout, new_size) },
            (true, true) => {
                let (old, new_size) = (extent(layout.size()), extent(new_size));
                let may_move = libc::MREMAP_MAYMOVE;
                // SAFETY: the block is a mapping of the old size that `map` made.
                let moved = unsafe { libc::mremap(block.cast(), old, new_size, may_move) };
                if moved == libc::MAP_FAILED { ptr::null_mut() } else { moved.cast() }
            }
            // SAFETY: the old block is valid for its size, the new one for its own, and they are
            // different; the old one is given up only when there is a new one.
            _ => unsafe {
                let target = self.alloc(new);
                if !target.is_null() {
                    ptr::copy_nonoverlapping(block, target, layout.size().min(new_size));
                    self.dealloc(block, layout);
                }
                target
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HUGE, MAP_FROM, PAGE, fetch};

    #[test]
    fn blocks_keep_their_bytes_across_the_threshold() {
        let mut bytes: Vec<u8> = Vec::new();
        for round in 0..3 {
            while bytes.len() < 5 * MAP_FROM {
                bytes.extend((bytes.len()..bytes.len() + 1000).map(|i| i as u8));
            }
            for target in [3 * MAP_FROM, MAP_FROM, MAP_FROM - 1, 100, round] {
                bytes.truncate(target);
                bytes.shrink_to_fit();
                assert!(bytes.iter().enumerate().all(|(i, &b)| b == i as u8), "at {target}");
            }
        }
    }

    #[test]
    fn huge_blocks_grow_and_shrink() {
        let mut bytes = vec![3_u8; HUGE + 5];
        for size in [2 * HUGE + 9, 7 * HUGE, HUGE + 1, MAP_FROM, 10] {
            bytes.resize(size, 3);
            bytes.shrink_to_fit();
            assert!(bytes.iter().all(|&b| b == 3), "at {size}");
        }
    }

    #[test]
    fn blocks_keep_their_bytes_while_they_become_huge() {
        let mut bytes = vec![1_u8; HUGE - 1];
        for size in [HUGE + 1, 3 * HUGE, 5 * HUGE + 77, HUGE, HUGE - 2] {
            bytes.resize(size, 1);
            bytes.shrink_to_fit();
            assert!(bytes.iter().all(|&b| b == 1), "at {size}");
        }
    }

    #[test]
    fn blocks_keep_their_bytes_when_their_pages_are_fetched() {
        let mut bytes = vec![5_u8; HUGE + 3 * PAGE];
        for part in
            [0..0, 1..2, 7..PAGE, 1..MAP_FROM, 9..MAP_FROM + 2 * PAGE + 11, 0..HUGE + 3 * PAGE]
        {
            fetch(&mut bytes[part]);
        }
        assert!(bytes.iter().all(|&b| b == 5));
    }

    #[test]
    fn large_zeroed_blocks_are_zero_and_aligned() {
        for size in [MAP_FROM - 1, MAP_FROM, MAP_FROM * 9 + 1, HUGE, HUGE * 3 + 1] {
            let mut block = vec![0_u8; size];
            assert!(block.iter().all(|&b| b == 0));
            block.fill(7);
        }
        #[repr(align(8192))]
        #[derive(Clone)]
        struct Wide([u8; 8192]);
        let wide = vec![Wide([3; 8192]); 64];
        assert_eq!(wide.as_ptr().addr() % 8192, 0);
        assert!(wide.iter().all(|w| w.0[8191] == 3));
    }
}
