//! Clips as coverage of one band.

use std::collections::HashMap;
use std::sync::Arc;

use tiny_skia as ts;

use super::prepare::TOLERANCE;
use super::{convert, polygon};
use crate::geom::{DeviceRect, Transform};
use crate::list::ClipNode;
use crate::path::{Polyline, flatten};

/// The lines of every clip path that the operations use, flattened once.
#[derive(Default)]
pub(super) struct ClipLines(HashMap<usize, Vec<Polyline>>);

impl ClipLines {
    /// Flattens the paths of `clip` and its parents that are not known yet; gives their bytes.
    pub(super) fn add(&mut self, clip: &Arc<ClipNode>) -> usize {
        let mut bytes = 0;
        for (node, path, _) in clip.paths() {
            if self.0.contains_key(&identity(node)) {
                // Its parents are known too.
                break;
            }
            let lines = flatten(path, &Transform::IDENTITY, TOLERANCE);
            bytes += super::prepare::lines_bytes(&lines);
            self.0.insert(identity(node), lines);
        }
        bytes
    }

    fn get(&self, node: &Arc<ClipNode>) -> &[Polyline] {
        self.0.get(&identity(node)).map_or(&[], Vec::as_slice)
    }
}

/// Equal for the same node. The operations keep their nodes alive, so none is used twice.
fn identity(node: &Arc<ClipNode>) -> usize {
    Arc::as_ptr(node).addr()
}

/// The coverage of the clip that was asked for last, in one band.
pub(super) struct ClipMask {
    width: u32,
    rows: u32,
    top: i32,
    kept: Option<(usize, ts::Mask)>,
}

impl ClipMask {
    pub(super) fn new(width: u32, rows: u32, top: i32) -> Self {
        Self { width, rows, top, kept: None }
    }

    /// The coverage of `clip`; `None` when its bounds say everything.
    pub(super) fn of(&mut self, clip: &Arc<ClipNode>, lines: &ClipLines) -> Option<&ts::Mask> {
        let (innermost, ..) = clip.paths().next()?;
        let wanted = identity(innermost);
        if self.kept.as_ref().is_none_or(|(id, _)| *id != wanted) {
            self.kept = Some((wanted, self.build(clip, lines)?));
        }
        self.kept.as_ref().map(|(_, mask)| mask)
    }

    /// Starts from the kept mask when that belongs to a parent, so that nested clips cost one path
    /// each and not all of their parents'.
    fn build(&mut self, clip: &Arc<ClipNode>, lines: &ClipLines) -> Option<ts::Mask> {
        let kept = self.kept.take();
        let kept_id = kept.as_ref().map(|(id, _)| *id);
        let new: Vec<_> =
            clip.paths().take_while(|(node, ..)| Some(identity(node)) != kept_id).collect();
        let reached = clip.paths().nth(new.len()).is_some();
        let mut mask = match kept {
            Some((_, mask)) if reached => mask,
            _ => full(self.width, self.rows)?,
        };
        for (node, _, rule) in new {
            self.intersect(&mut mask, lines.get(node), convert::fill_rule(rule));
        }
        Some(mask)
    }

    fn intersect(&self, mask: &mut ts::Mask, lines: &[Polyline], rule: ts::FillRule) {
        let size = DeviceRect::of_size(self.width, self.rows);
        let area = DeviceRect { top: self.top, bottom: self.top + size.bottom, ..size };
        match polygon::cut(lines, area, self.top) {
            Some(path) => mask.intersect_path(&path, rule, true, ts::Transform::identity()),
            None => mask.clear(),
        }
    }
}

fn full(width: u32, rows: u32) -> Option<ts::Mask> {
    let mut mask = ts::Mask::new(width, rows)?;
    mask.data_mut().fill(255);
    Some(mask)
}
