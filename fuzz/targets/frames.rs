//! Files that may be animations: their frames, in two orders, must be the same pictures, and nothing stays.
#![no_main]

use canvas::codec::{Format, Frames, Limits};
use canvas::mem::{Block, Kind, Ledger};
use canvas::stop::Stop;
use libfuzzer_sys::fuzz_target;

/// More are not decoded.
const MOST: usize = 12;

fuzz_target!(|data: &[u8]| {
    let format = match Format::sniff(data) {
        Some(format @ (Format::Gif | Format::Png | Format::Webp)) => format,
        _ => return,
    };
    let limits = Limits { max_pixels: 1 << 16, max_side: 1024, max_scratch: 32 << 20, max_frames: 200, ..Limits::default() };
    let (ledger, stop) = (Ledger::new(), Stop::default());
    let open = || {
        let file = Block::copy_of(&ledger, Kind::Input, data).unwrap();
        Frames::open(&stop, (file, format), (limits.clone(), false), &ledger)
    };
    if let (Ok(mut forwards), Ok(mut backwards)) = (open(), open()) {
        let count = forwards.count();
        assert!(forwards.moment(count).is_none(), "a time of no frame");
        let shown: Vec<_> = (0..count.min(MOST)).map(|frame| forwards.frame(&stop, frame)).collect();
        for (frame, shown) in shown.iter().enumerate().rev() {
            assert!(forwards.moment(frame).is_some(), "a frame without a time");
            // Frames under a damaged one may be hidden by it, and are not needed then: what is shown twice is the same.
            if let (Ok(one), Ok(other)) = (shown, &backwards.frame(&stop, frame)) {
                assert_eq!(one.size(), forwards.size());
                assert!(one.data() == other.data(), "frame {frame} differs");
            }
        }
    }
    assert_eq!(ledger.live(), 0, "bytes are left on the account");
});
