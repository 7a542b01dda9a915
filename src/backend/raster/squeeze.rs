//! Shapes whose middle is the same all along, such as round rectangles and pills: they are blurred with
//! the middle cut out, and what comes out is stretched again.
//!
//! Columns that only level lines pass are all alike, and so are their blurred ones as far as the blur
//! doesn't reach anything else; the same goes for rows. Whole pixels are cut out, so what is left is covered
//! as before. Called by `shadow`.

use crate::geom::{DeviceRect, Point};
use crate::path::{Path, Segment};

/// Fewer pixels than this are not worth cutting out.
const WORTH_CUTTING: f64 = 32.0;
/// Places that whole pixels can be counted at.
const FAR: f64 = 1e9;

/// Columns or rows that are cut out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cut {
    at: i32,
    count: i32,
}

impl Cut {
    /// Out of the widest gap between ranges where the shape changes, out of the reach of both.
    fn widest(mut changing: Vec<(f64, f64)>, reach: i32) -> Self {
        changing.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut end, mut widest) = (f64::INFINITY, (0.0, 0.0));
        for (low, high) in changing {
            if low - end > widest.1 - widest.0 {
                widest = (end, low);
            }
            // The first range ends where nothing has been yet.
            end = if end.is_infinite() { high } else { end.max(high) };
        }
        let margin = f64::from(reach) + 1.0;
        let (low, high) = (widest.0.ceil() + margin, widest.1.floor() - margin);
        let is_worth_it = high - low >= WORTH_CUTTING && low.abs() < FAR && high.abs() < FAR;
        if is_worth_it {
            Self { at: low as i32, count: (high - low) as i32 }
        } else {
            Self::default()
        }
    }

    fn place(self, v: f64) -> f64 {
        let (at, count) = (f64::from(self.at), f64::from(self.count));
        if self.count == 0 {
            v
        } else if v >= at + count {
            v - count
        } else {
            v.min(at)
        }
    }

    /// The pixel that looks like pixel `v`, and an edge that lies where edge `v` does.
    fn pixel(self, v: i32) -> i32 {
        if self.count == 0 || v < self.at { v } else { self.at.max(v - self.count) }
    }
}

/// What is cut out of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Squeeze {
    x: Cut,
    y: Cut,
}

impl Squeeze {
    /// For a filled path in device space and a blur of that reach; `None` where nothing can be cut out.
    pub(super) fn of(path: &Path, (x, y): (usize, usize)) -> Option<Self> {
        let cut = |changing, reach| Cut::widest(changing, i32::try_from(reach).unwrap_or(i32::MAX));
        let squeeze = Self {
            x: cut(changing(path, |p| (p.x, p.y)), x),
            y: cut(changing(path, |p| (p.y, p.x)), y),
        };
        (squeeze.x.count > 0 || squeeze.y.count > 0).then_some(squeeze)
    }

    /// The path without what is cut out.
    pub(super) fn path(&self, path: &Path) -> Path {
        path.mapped(|p| Point::new(self.x.place(p.x), self.y.place(p.y)))
    }

    /// The pixels that look like those of `area`.
    pub(super) fn area(&self, area: &DeviceRect) -> DeviceRect {
        DeviceRect {
            left: self.x.pixel(area.left),
            top: self.y.pixel(area.top),
            right: self.x.pixel(area.right - 1) + 1,
            bottom: self.y.pixel(area.bottom - 1) + 1,
        }
    }

    /// The bytes of the pixels of `area` from those of `self.area(area)`, one for each pixel.
    pub(super) fn stretch(&self, bytes: &[u8], area: &DeviceRect) -> Vec<u8> {
        let small = self.area(area);
        let (width, stride) = (area.width() as usize, small.width() as usize);
        let mut out = Vec::with_capacity(width * area.height() as usize);
        // The columns before those cut out, and how many of those are wanted.
        let first = (self.x.at - area.left).clamp(0, small.right - small.left) as usize;
        let repeated = width - stride;
        for y in area.top..area.bottom {
            let from = (self.y.pixel(y) - small.top) as usize * stride;
            let Some(row) = bytes.get(from..from + stride) else { break };
            let (left, right) = row.split_at(first);
            out.extend_from_slice(left);
            out.extend(std::iter::repeat_n(right.first().copied().unwrap_or(0), repeated));
            out.extend_from_slice(right);
        }
        out
    }
}

/// The ranges along an axis in which more than level lines pass, where `turn` puts the axis first.
fn changing(path: &Path, turn: impl Fn(Point) -> (f64, f64)) -> Vec<(f64, f64)> {
    let mut ranges = Vec::new();
    let mut add = |points: &[Point]| {
        let level = points.iter().all(|&p| turn(p).1 == turn(points[0]).1);
        if !level {
            let along = points.iter().map(|&p| turn(p).0);
            let nothing = (f64::INFINITY, f64::NEG_INFINITY);
            ranges.push(along.fold(nothing, |(low, high), v| (low.min(v), high.max(v))));
        }
    };
    let (mut from, mut start) = (Point::default(), Point::default());
    for segment in path.segments() {
        from = match segment {
            Segment::Move(p) => {
                // What is filled is closed.
                add(&[from, start]);
                start = p;
                p
            }
            Segment::Line(p) => {
                add(&[from, p]);
                p
            }
            Segment::Quad(c, p) => {
                add(&[from, c, p]);
                p
            }
            Segment::Cubic(c, d, p) => {
                add(&[from, c, d, p]);
                p
            }
            Segment::Close => {
                add(&[from, start]);
                start
            }
        };
    }
    add(&[from, start]);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Rect, Transform};
    use crate::path::{CornerRadii, PathBuilder};

    fn round_rect(rect: Rect, radius: f64) -> Path {
        let mut path = PathBuilder::from_path(Path::new());
        let corner = Point::new(radius, radius);
        let radii = CornerRadii {
            upper_left: corner,
            upper_right: corner,
            lower_right: corner,
            lower_left: corner,
        };
        path.round_rect(&Transform::IDENTITY, rect, radii);
        path.path().clone()
    }

    #[test]
    fn the_middle_of_a_round_rect_is_cut_out() {
        let path = round_rect(Rect::new(10.5, 20.0, 300.0, 50.0), 20.0);
        let squeeze = Squeeze::of(&path, (9, 9)).unwrap();
        // From 30.5 to 290.5 columns are alike, those from 31 + 10 to 290 - 10 blurred too.
        assert_eq!(squeeze.x, Cut { at: 41, count: 239 });
        assert_eq!(squeeze.y, Cut::default());
        let bounds = squeeze.path(&path).control_bounds().unwrap();
        assert_eq!((bounds.x, bounds.width), (10.5, 61.0));
        assert_eq!(Squeeze::of(&path, (120, 9)), None, "the blur reaches everything");
    }

    #[test]
    fn areas_and_bytes_go_there_and_back() {
        let squeeze = Squeeze { x: Cut { at: 5, count: 40 }, y: Cut { at: 2, count: 32 } };
        for (left, right) in [(0, 60), (5, 60), (7, 20), (7, 50), (-4, 6), (45, 60), (46, 50)] {
            let area = DeviceRect { left, top: 1, right, bottom: 40 };
            let small = squeeze.area(&area);
            let look = |x: i32, y: i32| (x * 7 + y * 31) as u8;
            let bytes: Vec<u8> = (small.top..small.bottom)
                .flat_map(|y| (small.left..small.right).map(move |x| look(x, y)))
                .collect();
            let wanted: Vec<u8> = (area.top..area.bottom)
                .flat_map(|y| (area.left..area.right).map(move |x| (x, y)))
                .map(|(x, y)| look(squeeze.x.pixel(x), squeeze.y.pixel(y)))
                .collect();
            assert_eq!(squeeze.stretch(&bytes, &area), wanted, "{left}..{right}");
        }
    }

    #[test]
    fn what_is_turned_open_or_far_away_stays_whole() {
        let turned = round_rect(Rect::new(0.0, 0.0, 300.0, 300.0), 20.0);
        assert_eq!(Squeeze::of(&turned.transformed(&Transform::rotate(0.1)), (3, 3)), None);
        let mut open = Path::new();
        open.move_to(Point::new(0.0, 0.0));
        open.line_to(Point::new(300.0, 0.0));
        open.line_to(Point::new(300.0, 300.0));
        assert_eq!(Squeeze::of(&open, (3, 3)), None, "closed by a slanting line");
        let far = round_rect(Rect::new(-1e12, -1e12, 2e12, 2e12), 20.0);
        assert_eq!(Squeeze::of(&far, (3, 3)), None);
        assert_eq!(Squeeze::of(&Path::new(), (3, 3)), None);
    }
}
