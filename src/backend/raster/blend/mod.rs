//! TEMPORARY local stand-in until branch blend lands.
use crate::paint::CompositeMode;
use fearless_simd::Simd;
#[derive(Clone, Copy, Debug)]
pub(in crate::backend::raster) enum Cover<'a> {
    Full,
    Even(u8),
    Mask(&'a [u8]),
}
#[derive(Clone, Copy)]
pub(in crate::backend::raster) struct Solid {
    mode: CompositeMode,
    color: [u8; 4],
}
impl Solid {
    pub(in crate::backend::raster) fn new(mode: CompositeMode, color: [u8; 4]) -> Self {
        Self { mode, color }
    }
    #[inline]
    pub(in crate::backend::raster) fn run<S: Simd>(
        &self,
        simd: S,
        dst: &mut [u8],
        cover: Cover<'_>,
    ) {
        let src = self.color.repeat(dst.len() / 4);
        pixels(simd, self.mode, dst, &src, cover);
    }
}
fn div(v: u32) -> u32 {
    let v = v + 128;
    (v + (v >> 8)) >> 8
}
pub(in crate::backend::raster) fn pixels<S: Simd>(
    _: S,
    mode: CompositeMode,
    dst: &mut [u8],
    src: &[u8],
    cover: Cover<'_>,
) {
    for (i, (d, s)) in dst.chunks_exact_mut(4).zip(src.chunks_exact(4)).enumerate() {
        let c = match cover {
            Cover::Full => 255,
            Cover::Even(c) => c,
            Cover::Mask(m) => m[i],
        };
        let s: Vec<u32> = s.iter().map(|&v| div(u32::from(v) * u32::from(c))).collect();
        let (sa, da) = (s[3], u32::from(d[3]));
        for k in 0..4 {
            let dk = u32::from(d[k]);
            use CompositeMode as M;
            let r = match mode {
                M::SourceOver => s[k] + div(dk * (255 - sa)),
                M::SourceIn => div(s[k] * da),
                M::SourceOut => div(s[k] * (255 - da)),
                M::SourceAtop => div(s[k] * da) + div(dk * (255 - sa)),
                M::DestinationOver => dk + div(s[k] * (255 - da)),
                M::DestinationIn => div(dk * sa),
                M::DestinationOut => div(dk * (255 - sa)),
                M::DestinationAtop => div(dk * sa) + div(s[k] * (255 - da)),
                M::Lighter => (s[k] + dk).min(255),
                M::Copy => s[k],
                M::Xor => div(s[k] * (255 - da)) + div(dk * (255 - sa)),
                _ => s[k] + div(dk * (255 - sa)),
            };
            d[k] = r.min(255) as u8;
        }
    }
}
pub(in crate::backend::raster) fn lerp<S: Simd>(
    _: S,
    dst: &mut [u8],
    new: &[u8],
    cover: Cover<'_>,
) {
    for (i, (d, s)) in dst.chunks_exact_mut(4).zip(new.chunks_exact(4)).enumerate() {
        let c = u32::from(match cover {
            Cover::Full => 255,
            Cover::Even(c) => c,
            Cover::Mask(m) => m[i],
        });
        for k in 0..4 {
            d[k] = div(u32::from(d[k]) * (255 - c) + u32::from(s[k]) * c) as u8;
        }
    }
}
pub(in crate::backend::raster) fn multiply_mask<S: Simd>(_: S, mask: &mut [u8], by: &[u8]) {
    for (m, &b) in mask.iter_mut().zip(by) {
        *m = div(u32::from(*m) * u32::from(b)) as u8;
    }
}
pub(in crate::backend::raster) fn scale_mask<S: Simd>(_: S, mask: &mut [u8], by: u8) {
    for m in mask {
        *m = div(u32::from(*m) * u32::from(by)) as u8;
    }
}
pub(in crate::backend::raster) fn make_opaque<S: Simd>(_: S, dst: &mut [u8]) {
    for d in dst.chunks_exact_mut(4) {
        d[3] = 255;
    }
}
