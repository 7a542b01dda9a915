//! Any calls on the pages of a document: the file is well-formed, and of the same pages the same.
#![no_main]

use canvas::backend::pdf::{About, Moment};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, Canvas, check_document, words, written};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let about = about(&mut bytes);
    let count = 1 + bytes.below(3);
    let mut canvas = Canvas::new(&mut bytes);
    canvas.become_paper();
    let used = data.len() - bytes.left();
    let part = data[used..].len().div_ceil(count).max(1);
    for part in data[used..].chunks(part) {
        let mut bytes = Bytes::new(part);
        canvas.turn(&mut bytes);
        canvas.run(bytes);
    }
    canvas.allow_all();
    if let Some(pages) = canvas.pages(true) {
        let file = written(&pages, &about);
        assert!(check_document(&file) > 0, "a document has a page");
        assert!(written(&pages, &about) == file, "the same pages are another document");
    }
    canvas.finish();
});

fn about(bytes: &mut Bytes<'_>) -> About {
    let created = bytes.bit().then(|| Moment([2026, 1, 31, 23, 59, u16::from(bytes.byte())]));
    About { title: words(bytes), author: words(bytes), created, ..About::default() }
}
