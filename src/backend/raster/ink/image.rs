//! TEMPORARY
use crate::backend::raster::picture::Filter;
use crate::geom::{Point, Transform};
use crate::mem::Bitmap;
use fearless_simd::Simd;
use std::sync::Arc;
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
    pub(in crate::backend::raster) fn is_opaque(&self) -> bool {
        false
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
