//! The clips of a page, each written once for all operations in a row that lie in it.

use std::sync::Arc;

use pdf_writer::Content;

use super::page::{add_rect, trace};
use crate::list::{ClipNode, ClipShape};
use crate::path::FillRule;

/// So many states are open at once, because readers bound how deep they nest: 28 is the least that the standard names.
const MOST_OPEN: usize = 16;

/// What is in force where a content has got to. Operations that follow each other share most of their clips; each with all of
/// its own would make a drawing of many in many clips longer than any file.
#[derive(Default)]
pub(super) struct Clips {
    /// The innermost clip of each state that is open, each within the one before.
    open: Vec<Arc<ClipNode>>,
}

impl Clips {
    /// Nothing is drawn outside of this clip from here on, and no other is in force. The content's space is device space.
    pub(super) fn set(&mut self, content: &mut Content, clip: Option<&Arc<ClipNode>>) {
        let mut missing = Vec::new();
        let mut kept = 0;
        for node in std::iter::successors(clip, |node| node.parent()) {
            let place = self.open.iter().rposition(|open| Arc::ptr_eq(open, node));
            if let Some(place) = place {
                kept = place + 1;
                break;
            }
            missing.push(node);
        }
        for _ in self.open.drain(kept..) {
            content.restore_state();
        }
        let Some(innermost) = missing.first() else { return };
        match self.open.last_mut() {
            // The last state becomes narrower, and what comes back to its outer clips begins it anew.
            Some(last) if kept == MOST_OPEN => *last = Arc::clone(innermost),
            _ => {
                content.save_state();
                self.open.push(Arc::clone(innermost));
            }
        }
        missing.iter().rev().for_each(|node| add(content, node));
    }
}

fn add(content: &mut Content, node: &ClipNode) {
    match node.shape() {
        ClipShape::Bounds => {
            add_rect(content, &node.bounds().to_rect());
            content.clip_nonzero();
        }
        ClipShape::Path { path, rule } => {
            // A clip of no area hides everything; one without any segment would be none in PDF.
            if path.is_empty() {
                content.rect(0.0, 0.0, 0.0, 0.0);
            }
            trace(content, path);
            match rule {
                FillRule::NonZero => content.clip_nonzero(),
                FillRule::EvenOdd => content.clip_even_odd(),
            };
        }
    }
    content.end_path();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::DeviceRect;
    use crate::path::Path;

    fn within(parent: Option<&Arc<ClipNode>>) -> Arc<ClipNode> {
        let path = Path::from_svg_data("M1 1H6V6Z");
        let shape = ClipShape::Path { path: Arc::new(path), rule: FillRule::NonZero };
        ClipNode::new(parent, shape, DeviceRect::of_size(9, 9), None)
    }

    /// How many clips, states and ends of states are written for operations in these clips.
    fn written(all: &[Option<&Arc<ClipNode>>]) -> [usize; 3] {
        let (mut clips, mut content) = (Clips::default(), Content::new());
        all.iter().for_each(|clip| clips.set(&mut content, *clip));
        clips.set(&mut content, None);
        let bytes = content.finish().into_vec();
        [&b"W"[..], b"q", b"Q"]
            .map(|op| bytes.split(|b| *b == b'\n').filter(|line| *line == op).count())
    }

    #[test]
    fn what_lies_in_the_same_clips_writes_them_once() {
        let outer = within(None);
        let inner = within(Some(&outer));
        let other = within(Some(&outer));
        assert_eq!(written(&[Some(&inner); 5]), [2, 1, 1]);
        assert_eq!(written(&[Some(&outer), Some(&inner), Some(&outer), Some(&other)]), [3, 3, 3]);
        assert_eq!(written(&[Some(&outer), None, Some(&outer)]), [2, 2, 2]);
    }

    #[test]
    fn states_are_never_nested_deeper_than_they_may() {
        let mut chain = vec![within(None)];
        for i in 0..100 {
            chain.push(within(chain.get(i)));
        }
        let down: Vec<_> = chain.iter().map(Some).collect();
        assert_eq!(written(&down), [101, MOST_OPEN, MOST_OPEN]);
        // Back to the middle: what lies between the last state that is left and there is written again.
        let back: Vec<_> = down.iter().copied().chain([Some(&chain[50])]).collect();
        assert_eq!(written(&back), [101 + 51 - (MOST_OPEN - 1), MOST_OPEN + 1, MOST_OPEN + 1]);
    }
}
