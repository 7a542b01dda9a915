//! Parts of a path by length: `trim` and `dash`.

use super::Path;
use super::curve::Curve;
use super::subpath::{MAX_SEGMENTS, Subpath, check_count};
use crate::error::Result;

/// A subpath with where along the path its curves end.
struct Measured {
    subpath: Subpath,
    from: f64,
    ends: Vec<f64>,
}

impl Measured {
    fn to(&self) -> f64 {
        self.ends.last().copied().unwrap_or(self.from)
    }

    /// Adds what lies between two distances. Goes on from what is there when `joined`.
    fn add(&self, out: &mut Path, from: f64, to: f64, joined: bool) {
        if from <= self.from && to >= self.to() && !joined {
            return out.push_subpath(&self.subpath);
        }
        let mut begun = joined;
        let first = self.ends.partition_point(|end| *end <= from);
        let curves = self.subpath.curves.iter().zip(&self.ends).enumerate().skip(first);
        for (i, (curve, end)) in curves {
            let start = if i == 0 { self.from } else { self.ends[i - 1] };
            if start > to {
                break;
            }
            let part = cut(curve, from - start, to - start, end - start);
            if !begun {
                out.move_to(part.start());
                begun = true;
            }
            if part.start() != part.end() || from == to {
                out.push_curve(&part);
            }
            if *end >= to {
                break;
            }
        }
    }
}

fn cut(curve: &Curve, from: f64, to: f64, length: f64) -> Curve {
    let at = |d: f64| if d >= length { 1.0 } else { curve.at_length(d) };
    curve.part(at(from), at(to))
}

impl Path {
    fn measured(&self) -> (Vec<Measured>, f64) {
        let mut at = 0.0;
        let mut all = Vec::new();
        for subpath in self.subpaths() {
            let from = at;
            let ends = subpath.curves.iter().map(|curve| {
                at += curve.length();
                at
            });
            let ends = ends.collect();
            all.push(Measured { subpath, from, ends });
        }
        (all, at)
    }

    /// What lies between two fractions of the whole length; or, as `complement`, what doesn't, from the second
    /// fraction on and then up to the first.
    pub fn trimmed(&self, start: f64, end: f64, complement: bool) -> Result<Self> {
        self.check_operand("trim")?;
        let (start, end) = (start.max(0.0), end.min(1.0));
        let (parts, length) = self.measured();
        if !length.is_finite() {
            return Ok(self.clone());
        }
        let is_all = start <= 0.0 && end >= 1.0;
        let mut out = Self::new();
        if start >= end || is_all {
            // Nothing, or everything.
            return Ok(if is_all != complement { self.clone() } else { out });
        }
        let mut add = |from: f64, to: f64, joined: bool| {
            let shown = parts.iter().filter(|part| part.to() > from && part.from < to);
            shown.for_each(|part| part.add(&mut out, from, to, joined));
        };
        let (from, to) = (start * length, end * length);
        if !complement {
            add(from, to, false);
            return Ok(out);
        }
        // The way round a closed subpath goes on through its start.
        let around = parts.len() == 1 && parts[0].subpath.closed;
        if to < length {
            add(to, length, false);
        }
        if from > 0.0 {
            add(0.0, from, around && to < length);
        }
        Ok(out)
    }

    /// The path cut into dashes of a length with gaps between; `phase` is where in the pattern each subpath starts.
    pub fn dashed(&self, on: f64, off: f64, phase: f64) -> Result<Self> {
        self.check_operand("dash")?;
        let period = on + off;
        let usable =
            on >= 0.0 && off >= 0.0 && period > 0.0 && period.is_finite() && phase.is_finite();
        let (parts, length) = self.measured();
        if !usable || !length.is_finite() {
            return Ok(self.clone());
        }
        let dashes = (length / period).ceil();
        check_count(self.len() + dashes.min(2.0 * MAX_SEGMENTS as f64) as usize, "dash")?;
        let mut out = Self::new();
        let first = phase.rem_euclid(period);
        for part in parts.iter().filter(|part| part.to() > part.from) {
            let mut i = 0.0;
            loop {
                // Multiplied and not added up, which would drift.
                let from = part.from - first + i * period;
                if from >= part.to() {
                    break;
                }
                let (shown, to) = (from.max(part.from), (from + on).min(part.to()));
                if to > shown || (to == shown && on == 0.0) {
                    part.add(&mut out, shown, to, false);
                }
                i += 1.0;
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(data: &str, start: f64, end: f64, complement: bool) -> String {
        Path::from_svg_data(data).trimmed(start, end, complement).unwrap().to_svg()
    }

    fn dashed(data: &str, on: f64, off: f64, phase: f64) -> String {
        Path::from_svg_data(data).dashed(on, off, phase).unwrap().to_svg()
    }

    #[test]
    fn trimming_goes_along_all_subpaths() {
        assert_eq!(trimmed("M0 0h10v10", 0.25, 0.75, false), "M5 0L10 0L10 5");
        assert_eq!(trimmed("M0 0h10v10", 0.25, 0.75, true), "M10 5L10 10M0 0L5 0");
        assert_eq!(trimmed("M0 0h10M0 5h20", 0.25, 0.75, false), "M7.5 0L10 0M0 5L12.5 5");
        assert_eq!(trimmed("M0 0h10v10h-10z", 0.25, 0.75, true), "M0 10L0 0L10 0");
        assert_eq!(trimmed("M0 0h10v10h-10z", 0.1, 0.9, false), "M4 0L10 0L10 10L0 10L0 4");
    }

    #[test]
    fn trimming_everything_or_nothing() {
        for (start, end) in [(0.0, 1.0), (-1.0, 2.0)] {
            assert_eq!(trimmed("M0 0h10v10z", start, end, false), "M0 0L10 0L10 10Z");
            assert_eq!(trimmed("M0 0h10v10z", start, end, true), "");
        }
        assert_eq!(trimmed("M0 0h10", 0.7, 0.3, false), "");
        assert_eq!(trimmed("M0 0h10", 0.7, 0.3, true), "M0 0L10 0");
    }

    #[test]
    fn dashes_start_anew_in_each_subpath() {
        assert_eq!(dashed("M0 0h10v2M0 5h4", 2.0, 4.0, 0.0), "M0 0L2 0M6 0L8 0M0 5L2 5");
        assert_eq!(dashed("M0 0h10v10", 4.0, 4.0, -7.0), "M0 0L3 0M7 0L10 0L10 1M10 5L10 9");
        assert_eq!(dashed("M0 0h3", 0.0, 1.0, 0.0), "M0 0L0 0M1 0L1 0M2 0L2 0");
    }

    #[test]
    fn patterns_that_are_none_change_nothing() {
        for (on, off) in [(0.0, 0.0), (-1.0, 2.0), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
            assert_eq!(dashed("M0 0h10", on, off, 0.0), "M0 0L10 0");
        }
    }

    #[test]
    fn too_many_dashes_are_a_limit() {
        assert!(Path::from_svg_data("M0 0h10").dashed(1e-9, 1e-9, 0.0).is_err());
        assert!(Path::from_svg_data("M0 0h1e300").dashed(1.0, 1.0, 0.0).is_err());
    }
}
