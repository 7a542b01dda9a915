//! The chain of clips in force.
//!
//! Each `clip()` adds a node that points at the one before; restoring a state drops its nodes. Whole-
//! pixel rectangles are folded into the bounds of their node, so the common clip costs nothing.

use std::sync::Arc;

use crate::geom::DeviceRect;
use crate::mem::Charge;
use crate::path::{FillRule, Path};

/// The region a node adds to the chain.
#[derive(Debug)]
pub enum ClipShape {
    /// Nothing beyond the node's bounds.
    Bounds,
    /// The inside of a path in device space, anti-aliased.
    Path {
        /// In device space.
        path: Arc<Path>,
        /// What counts as inside.
        rule: FillRule,
    },
}

/// One clip, inside its parent.
#[derive(Debug)]
pub struct ClipNode {
    parent: Option<Arc<ClipNode>>,
    shape: ClipShape,
    bounds: DeviceRect,
    /// For the path; `None` when the shape has none.
    _charge: Option<Charge>,
}

impl ClipNode {
    /// `bounds` is cut to the parent's. A bounds-only node directly over another replaces it.
    pub fn new(
        parent: Option<&Arc<Self>>,
        shape: ClipShape,
        bounds: DeviceRect,
        charge: Option<Charge>,
    ) -> Arc<Self> {
        let within = parent.map_or(bounds, |p| p.bounds.intersect(&bounds));
        let parent = match (&shape, parent) {
            (ClipShape::Bounds, Some(p)) if matches!(p.shape, ClipShape::Bounds) => {
                p.parent.clone()
            }
            _ => parent.cloned(),
        };
        Arc::new(Self { parent, shape, bounds: within, _charge: charge })
    }

    /// The clip this one lies in.
    pub fn parent(&self) -> Option<&Arc<Self>> {
        self.parent.as_ref()
    }

    /// The region it adds.
    pub fn shape(&self) -> &ClipShape {
        &self.shape
    }

    /// No pixel outside of these can be painted.
    pub fn bounds(&self) -> DeviceRect {
        self.bounds
    }

    /// The paths from this node outwards that coverage has to be taken of.
    pub fn paths(self: &Arc<Self>) -> impl Iterator<Item = (&Arc<Self>, &Arc<Path>, FillRule)> {
        std::iter::successors(Some(self), |node| node.parent.as_ref()).filter_map(
            |node| match &node.shape {
                ClipShape::Bounds => None,
                ClipShape::Path { path, rule } => Some((node, path, *rule)),
            },
        )
    }
}

impl Drop for ClipNode {
    /// Frees a long chain in a loop; the derived drop would recurse once per clip.
    fn drop(&mut self) {
        let mut next = self.parent.take();
        while let Some(node) = next {
            match Arc::try_unwrap(node) {
                Ok(mut last) => next = last.parent.take(),
                Err(_) => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_fold_into_one_node() {
        let outer = ClipNode::new(None, ClipShape::Bounds, DeviceRect::of_size(50, 50), None);
        let inner = DeviceRect { left: 10, top: 10, right: 90, bottom: 20 };
        let both = ClipNode::new(Some(&outer), ClipShape::Bounds, inner, None);
        assert!(both.parent().is_none());
        assert_eq!(both.bounds(), DeviceRect { left: 10, top: 10, right: 50, bottom: 20 });
    }

    #[test]
    fn a_million_nested_clips_are_freed_without_recursion() {
        let path = Arc::new(Path::new());
        let mut clip = None;
        for _ in 0..1_000_000 {
            let shape = ClipShape::Path { path: Arc::clone(&path), rule: FillRule::NonZero };
            clip = Some(ClipNode::new(clip.as_ref(), shape, DeviceRect::of_size(1, 1), None));
        }
        drop(clip);
    }
}
