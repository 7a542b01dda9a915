//! TEMPORARY local stand-in until branches ink and image land.
use super::picture::Filter;
use crate::geom::{Point, Transform};
use crate::mem::Bitmap;
use crate::paint::{Gradient, GradientGeometry};
use fearless_simd::Simd;
use std::sync::Arc;
pub(in crate::backend::raster) struct GradientInk {
    g: Gradient,
    inv: Transform,
    alpha: f64,
}
impl GradientInk {
    pub(in crate::backend::raster) fn new(g: &Gradient, t: &Transform, alpha: f64) -> Option<Self> {
        Some(Self { g: g.clone(), inv: t.inverse()?, alpha })
    }
    pub(in crate::backend::raster) fn bytes(&self) -> usize {
        0
    }
    pub(in crate::backend::raster) fn row_color(&self, _y: i32) -> Option<[u8; 4]> {
        None
    }
    pub(in crate::backend::raster) fn row<S: Simd>(&self, _: S, x: i32, y: i32, out: &mut [u8]) {
        for (i, o) in out.chunks_exact_mut(4).enumerate() {
            let p = self.inv.map(Point::new(f64::from(x + i as i32) + 0.5, f64::from(y) + 0.5));
            let t = match self.g.geometry() {
                GradientGeometry::Linear { from, to } => {
                    let d = to - from;
                    let q = p - from;
                    (q.x * d.x + q.y * d.y) / (d.x * d.x + d.y * d.y)
                }
                GradientGeometry::Radial { to, to_radius, .. } => (p - to).length() / to_radius,
            };
            let stops = self.g.stops();
            let k = stops.partition_point(|s| s.offset <= t);
            let c = if k == 0 {
                stops[0].color
            } else if k == stops.len() {
                stops[k - 1].color
            } else {
                let (a, b) = (stops[k - 1], stops[k]);
                let f = (t - a.offset) / (b.offset - a.offset);
                let m =
                    |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * f).round() as u8;
                crate::paint::Color {
                    r: m(a.color.r, b.color.r),
                    g: m(a.color.g, b.color.g),
                    b: m(a.color.b, b.color.b),
                    a: a.color.a + (b.color.a - a.color.a) * f as f32,
                }
            };
            let al = f64::from(c.a) * self.alpha;
            let q = |v: u8| (f64::from(v) * al).round() as u8;
            o.copy_from_slice(&[q(c.r), q(c.g), q(c.b), q(255)]);
        }
    }
}
pub(in crate::backend::raster) struct ImageInk {
    b: Arc<Bitmap>,
    inv: Transform,
    alpha: f64,
}
impl ImageInk {
    pub(in crate::backend::raster) fn new(
        b: Arc<Bitmap>,
        t: &Transform,
        _f: Filter,
        alpha: f64,
    ) -> Option<Self> {
        Some(Self { b, inv: t.inverse()?, alpha })
    }
    pub(in crate::backend::raster) fn bytes(&self) -> usize {
        0
    }
    pub(in crate::backend::raster) fn direct_row(
        &self,
        _x: i32,
        _y: i32,
        _len: usize,
    ) -> Option<&[u8]> {
        None
    }
    pub(in crate::backend::raster) fn row<S: Simd>(&self, _: S, x: i32, y: i32, out: &mut [u8]) {
        for (i, o) in out.chunks_exact_mut(4).enumerate() {
            let p = self.inv.map(Point::new(f64::from(x + i as i32) + 0.5, f64::from(y) + 0.5));
            let px = self
                .b
                .pixel(
                    (p.x.max(0.0) as u32).min(self.b.width() - 1),
                    (p.y.max(0.0) as u32).min(self.b.height() - 1),
                )
                .unwrap_or_default();
            for k in 0..4 {
                o[k] = (f64::from(px[k]) * self.alpha).round() as u8;
            }
        }
    }
}
