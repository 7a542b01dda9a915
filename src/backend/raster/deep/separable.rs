//! Modes that treat each channel alone. <https://drafts.fxtf.org/compositing/>
//!
//! Formulas for premultiplied channels, multiplied out so that nothing is divided where it need not be.
//! Numbers beyond 0 and 1 go through as they go through Skia's, which Chromium's float16 canvases show:
//! only `lighter` ends at 1, and the quotients of `color-dodge` and `color-burn` at alpha.

/// A channel of the source and of the backdrop, and both alphas.
#[derive(Clone, Copy)]
pub(super) struct Channel {
    pub(super) s: f32,
    pub(super) d: f32,
    pub(super) sa: f32,
    pub(super) da: f32,
}

impl Channel {
    /// What each layer has where the other is not.
    #[inline(always)]
    fn apart(self) -> f32 {
        self.s * (1.0 - self.da) + self.d * (1.0 - self.sa)
    }

    #[inline(always)]
    fn swapped(self) -> Self {
        Self { s: self.d, d: self.s, sa: self.da, da: self.sa }
    }
}

/// One instruction on every processor, unlike `f32::min`, which looks for NaN.
#[inline(always)]
pub(super) fn min(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

#[inline(always)]
pub(super) fn max(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

macro_rules! modes {
    ($($name:ident: |$c:ident| $sum:expr;)*) => {
        $(
            #[inline(always)]
            pub(super) fn $name($c: Channel) -> f32 {
                $sum
            }
        )*
    };
}

modes! {
    source_over: |c| c.s + c.d * (1.0 - c.sa);
    source_in: |c| c.s * c.da;
    source_out: |c| c.s * (1.0 - c.da);
    source_atop: |c| c.s * c.da + c.d * (1.0 - c.sa);
    destination_over: |c| c.d + c.s * (1.0 - c.da);
    destination_in: |c| c.d * c.sa;
    destination_out: |c| c.d * (1.0 - c.sa);
    destination_atop: |c| c.d * c.sa + c.s * (1.0 - c.da);
    lighter: |c| min(c.s + c.d, 1.0);
    copy: |c| c.s;
    xor: |c| c.s * (1.0 - c.da) + c.d * (1.0 - c.sa);
    multiply: |c| c.apart() + c.s * c.d;
    screen: |c| c.s + c.d - c.s * c.d;
    overlay: |c| hard_light(c.swapped());
    darken: |c| c.s + c.d - max(c.s * c.da, c.d * c.sa);
    lighten: |c| c.s + c.d - min(c.s * c.da, c.d * c.sa);
    difference: |c| c.s + c.d - 2.0 * min(c.s * c.da, c.d * c.sa);
    exclusion: |c| c.s + c.d - 2.0 * (c.s * c.d);
}

#[inline(always)]
pub(super) fn hard_light(c: Channel) -> f32 {
    let dark = 2.0 * c.s * c.d;
    let light = c.sa * c.da - 2.0 * (c.da - c.d) * (c.sa - c.s);
    c.apart() + if 2.0 * c.s <= c.sa { dark } else { light }
}

#[inline(always)]
pub(super) fn color_dodge(c: Channel) -> f32 {
    let Channel { s, d, sa, da } = c;
    let raised = sa * min(da, d * sa / (sa - s)) + c.apart();
    let full = if s == sa { s + d * (1.0 - sa) } else { raised };
    if d == 0.0 { s * (1.0 - da) } else { full }
}

#[inline(always)]
pub(super) fn color_burn(c: Channel) -> f32 {
    let Channel { s, d, sa, da } = c;
    let lowered = sa * (da - min(da, (da - d) * sa / s)) + c.apart();
    let none = if s == 0.0 { d * (1.0 - sa) } else { lowered };
    if d == da { d + s * (1.0 - da) } else { none }
}

#[inline(always)]
pub(super) fn soft_light(c: Channel) -> f32 {
    let Channel { s, d, sa, da } = c;
    let m = if da > 0.0 { d / da } else { 0.0 };
    let excess = 2.0 * s - sa;
    let darkened = d * (sa + excess * (1.0 - m));
    let quarter = 4.0 * m;
    let below = (quarter * quarter + quarter) * (m - 1.0) + 7.0 * m;
    let above = m.sqrt() - m;
    let lightened = d * sa + da * excess * if 4.0 * d <= da { below } else { above };
    c.apart() + if excess <= 0.0 { darkened } else { lightened }
}

/// Alpha of every blend mode.
#[inline(always)]
pub(super) fn union(sa: f32, da: f32) -> f32 {
    sa + da - sa * da
}
