//! The colour spaces of CSS and the way from one to another.
//! <https://drafts.csswg.org/css-color-4/#color-conversion-code>
//!
//! Everything goes through XYZ with a white of D50, in f32, with the matrices Chromium uses: reading a mix or
//! a relative colour back then gives the digits it gives, which are those of the standard to four places. Those
//! of the `color` crate, which is more exact, would differ in the fifth.

/// Three numbers of a colour.
pub(super) type Values = [f32; 3];

/// Where a colour's numbers belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// `rgb()`, hexadecimal and named colours: sRGB from 0 to 255.
    Rgb,
    /// Hue in degrees; saturation and lightness from 0 to 1.
    Hsl,
    /// Hue in degrees; whiteness and blackness from 0 to 1.
    Hwb,
    Srgb,
    SrgbLinear,
    DisplayP3,
    DisplayP3Linear,
    A98Rgb,
    ProphotoRgb,
    Rec2020,
    XyzD50,
    XyzD65,
    Lab,
    Lch,
    Oklab,
    Oklch,
}

impl Space {
    /// The spaces of `color()`. <https://drafts.csswg.org/css-color-4/#predefined>
    pub(super) fn predefined(name: &str) -> Option<Self> {
        Some(match name {
            "srgb" => Self::Srgb,
            "srgb-linear" => Self::SrgbLinear,
            "display-p3" => Self::DisplayP3,
            "display-p3-linear" => Self::DisplayP3Linear,
            "a98-rgb" => Self::A98Rgb,
            "prophoto-rgb" => Self::ProphotoRgb,
            "rec2020" => Self::Rec2020,
            "xyz" | "xyz-d65" => Self::XyzD65,
            "xyz-d50" => Self::XyzD50,
            _ => return None,
        })
    }

    /// The spaces `color-mix()` mixes in.
    pub(super) fn of_mixing(name: &str) -> Option<Self> {
        Some(match name {
            "hsl" => Self::Hsl,
            "hwb" => Self::Hwb,
            "lab" => Self::Lab,
            "lch" => Self::Lch,
            "oklab" => Self::Oklab,
            "oklch" => Self::Oklch,
            _ => return Self::predefined(name),
        })
    }

    /// As it is written.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rgb => "rgb",
            Self::Hsl => "hsl",
            Self::Hwb => "hwb",
            Self::Srgb => "srgb",
            Self::SrgbLinear => "srgb-linear",
            Self::DisplayP3 => "display-p3",
            Self::DisplayP3Linear => "display-p3-linear",
            Self::A98Rgb => "a98-rgb",
            Self::ProphotoRgb => "prophoto-rgb",
            Self::Rec2020 => "rec2020",
            Self::XyzD50 => "xyz-d50",
            Self::XyzD65 => "xyz-d65",
            Self::Lab => "lab",
            Self::Lch => "lch",
            Self::Oklab => "oklab",
            Self::Oklch => "oklch",
        }
    }

    /// Colours that read back as `#rrggbb` or `rgba()`.
    pub(super) fn is_legacy(self) -> bool {
        matches!(self, Self::Rgb | Self::Hsl | Self::Hwb)
    }

    pub(super) fn is_lab(self) -> bool {
        matches!(self, Self::Lab | Self::Oklab)
    }

    pub(super) fn is_lch(self) -> bool {
        matches!(self, Self::Lch | Self::Oklch)
    }

    /// Which of the three is a hue in degrees.
    pub(super) fn hue(self) -> Option<usize> {
        match self {
            Self::Hsl | Self::Hwb => Some(0),
            Self::Lch | Self::Oklch => Some(2),
            _ => None,
        }
    }

    /// The largest lightness, where that is the first number.
    pub(super) fn white(self) -> Option<f32> {
        match self {
            Self::Lab | Self::Lch => Some(100.0),
            Self::Oklab | Self::Oklch => Some(1.0),
            _ => None,
        }
    }

    /// Numbers of this space as numbers of another.
    pub(super) fn convert(self, to: Self, values: Values) -> Values {
        match (self, to) {
            _ if self == to => values,
            (Self::Lch, Self::Lab) | (Self::Oklch, Self::Oklab) => from_polar(values),
            (Self::Lab, Self::Lch) | (Self::Oklab, Self::Oklch) => to_polar(values),
            (_, Self::Srgb) => self.to_srgb(values),
            (_, Self::Rgb) => self.to_srgb(values).map(|v| (f64::from(v) * 255.0) as f32),
            (_, Self::Hsl) => srgb_to_hsl(self.to_srgb(values)),
            (_, Self::Hwb) => srgb_to_hwb(self.to_srgb(values)),
            (_, Self::Lab) => xyz_to_lab(self.to_xyz(values)),
            (_, Self::Lch) => to_polar(xyz_to_lab(self.to_xyz(values))),
            (_, Self::Oklab) => xyz_to_oklab(self.to_xyz(values)),
            (_, Self::Oklch) => to_polar(xyz_to_oklab(self.to_xyz(values))),
            _ => {
                let (matrix, curve) = to.system();
                let linear = apply(&inverse(&matrix), self.to_xyz(values));
                curve.map_or(linear, |curve| linear.map(|v| curve.inverse().at(v)))
            }
        }
    }

    fn to_srgb(self, values: Values) -> Values {
        match self {
            Self::Srgb => values,
            Self::Rgb => values.map(|v| (f64::from(v) / 255.0) as f32),
            Self::Hsl => hsl_to_srgb(values),
            Self::Hwb => hwb_to_srgb(values),
            Self::SrgbLinear => values.map(|v| SRGB_CURVE.inverse().at(v)),
            _ => apply(&inverse(&SRGB), self.to_xyz(values)).map(|v| SRGB_CURVE.inverse().at(v)),
        }
    }

    /// To XYZ with a white of D50.
    fn to_xyz(self, values: Values) -> Values {
        match self {
            Self::Lab => lab_to_xyz(values),
            Self::Lch => lab_to_xyz(from_polar(values)),
            Self::Oklab => oklab_to_xyz(values),
            Self::Oklch => oklab_to_xyz(from_polar(values)),
            Self::Rgb | Self::Hsl | Self::Hwb => Self::Srgb.to_xyz(self.to_srgb(values)),
            _ => {
                let (matrix, curve) = self.system();
                apply(&matrix, curve.map_or(values, |curve| values.map(|v| curve.at(v))))
            }
        }
    }

    /// From linear numbers to XYZ, and the curve that makes them linear.
    fn system(self) -> (Matrix, Option<Curve>) {
        match self {
            Self::SrgbLinear => (SRGB, None),
            Self::DisplayP3 => (DISPLAY_P3, Some(SRGB_CURVE)),
            Self::DisplayP3Linear => (DISPLAY_P3, None),
            Self::A98Rgb => (A98, Some(Curve::power(2.2))),
            Self::ProphotoRgb => (PROPHOTO, Some(Curve::power(1.8))),
            Self::Rec2020 => (REC2020, Some(REC2020_CURVE)),
            Self::XyzD50 => (IDENTITY, None),
            Self::XyzD65 => (D65_TO_D50, None),
            _ => (SRGB, Some(SRGB_CURVE)),
        }
    }
}

type Matrix = [[f32; 3]; 3];

const IDENTITY: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
/// Primaries of sRGB adapted to D50, in the 16 bits after the point that profiles have.
const SRGB: Matrix = [
    [0.436_065_67, 0.385_147_1, 0.143_066_4],
    [0.222_488_4, 0.716_873_17, 0.060_607_91],
    [0.013_916_016, 0.097_076_416, 0.714_096_07],
];
const A98: Matrix = [
    [0.609_741_2, 0.205_276_49, 0.149_185_18],
    [0.311_111_45, 0.625_671_4, 0.063_217_16],
    [0.019_470_215, 0.060_867_31, 0.744_567_9],
];
const DISPLAY_P3: Matrix = [
    [0.515_102, 0.291_965, 0.157_153],
    [0.241_182, 0.692_236, 0.066_581_9],
    [-0.001_049_41, 0.041_881_8, 0.784_378],
];
const REC2020: Matrix = [
    [0.673_459, 0.165_661, 0.125_1],
    [0.279_033, 0.675_338, 0.045_628_8],
    [-0.001_931_39, 0.029_979_4, 0.797_162],
];
const PROPHOTO: Matrix =
    from_primaries([[0.7347, 0.2653], [0.1596, 0.8404], [0.0366, 0.0001]], D50);

const D50: [f32; 2] = [0.345_67, 0.358_5];
const D65: [f32; 2] = [0.3127, 0.329];
const D65_TO_D50: Matrix = adapted_to_d50(D65);

/// <https://drafts.csswg.org/css-color-4/#color-conversion-code>: XYZ (D65) to the cones' answers.
const XYZ_TO_LMS: Matrix = [
    [0.819_022_4, 0.361_906_26, -0.128_873_78],
    [0.032_983_67, 0.929_286_85, 0.036_144_668],
    [0.048_177_2, 0.264_239_52, 0.633_547_84],
];
/// Oklab to the cube roots of the cones' answers.
const OKLAB_TO_LMS: Matrix = [
    [1.0, 0.396_337_78, 0.215_803_76],
    [1.0, -0.105_561_346, -0.063_854_17],
    [1.0, -0.089_484_185, -1.291_485_5],
];

const fn apply(m: &Matrix, [x, y, z]: Values) -> Values {
    [
        m[0][0] * x + m[0][1] * y + m[0][2] * z,
        m[1][0] * x + m[1][1] * y + m[1][2] * z,
        m[2][0] * x + m[2][1] * y + m[2][2] * z,
    ]
}

const fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let columns = transposed(b);
    transposed(&[apply(a, columns[0]), apply(a, columns[1]), apply(a, columns[2])])
}

const fn transposed(m: &Matrix) -> Matrix {
    [[m[0][0], m[1][0], m[2][0]], [m[0][1], m[1][1], m[2][1]], [m[0][2], m[1][2], m[2][2]]]
}

const fn diagonal([x, y, z]: Values) -> Matrix {
    [[x, 0.0, 0.0], [0.0, y, 0.0], [0.0, 0.0, z]]
}

/// In f64, rounded at the end. None of the matrices above is singular.
const fn inverse(m: &Matrix) -> Matrix {
    // The cofactor of a place, by the cyclic neighbours of its row and column.
    const fn cofactor(m: &Matrix, row: usize, column: usize) -> f64 {
        let (r1, r2) = ((row + 1) % 3, (row + 2) % 3);
        let (c1, c2) = ((column + 1) % 3, (column + 2) % 3);
        m[r1][c1] as f64 * m[r2][c2] as f64 - m[r1][c2] as f64 * m[r2][c1] as f64
    }
    let determinant = m[0][0] as f64 * cofactor(m, 0, 0)
        + m[0][1] as f64 * cofactor(m, 0, 1)
        + m[0][2] as f64 * cofactor(m, 0, 2);
    let mut result = IDENTITY;
    let mut at = 0;
    while at < 9 {
        let (row, column) = (at / 3, at % 3);
        result[column][row] = (cofactor(m, row, column) / determinant) as f32;
        at += 1;
    }
    result
}

/// By Bradford's method. <https://drafts.csswg.org/css-color-4/#chromatic-adaptation>
const fn adapted_to_d50(white: [f32; 2]) -> Matrix {
    const XYZ_TO_CONES: Matrix =
        [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]];
    const CONES_TO_XYZ: Matrix = [
        [0.986_992_9, -0.147_054_3, 0.159_962_7],
        [0.432_305_3, 0.518_360_3, 0.049_291_2],
        [-0.008_528_7, 0.040_042_8, 0.968_486_7],
    ];
    let from = apply(&XYZ_TO_CONES, xyz_of(white));
    let to = apply(&XYZ_TO_CONES, [0.964_22, 1.0, 0.825_21]);
    let scale = diagonal([to[0] / from[0], to[1] / from[1], to[2] / from[2]]);
    times(&CONES_TO_XYZ, &times(&scale, &XYZ_TO_CONES))
}

const fn xyz_of([x, y]: [f32; 2]) -> Values {
    [x / y, 1.0, (1.0 - x - y) / y]
}

const fn from_primaries([r, g, b]: [[f32; 2]; 3], white: [f32; 2]) -> Matrix {
    let primaries = [
        [r[0], g[0], b[0]],
        [r[1], g[1], b[1]],
        [1.0 - r[0] - r[1], 1.0 - g[0] - g[1], 1.0 - b[0] - b[1]],
    ];
    let scale = apply(&inverse(&primaries), xyz_of(white));
    times(&adapted_to_d50(white), &times(&primaries, &diagonal(scale)))
}

/// From encoded to linear: `(ax + b)^g + e` above `d`, `cx` below; mirrored for negative numbers.
#[derive(Clone, Copy)]
struct Curve {
    g: f32,
    a: f32,
    b: f32,
    c: f32,
    d: f32,
    e: f32,
}

const SRGB_CURVE: Curve = Curve {
    g: 2.4,
    a: (1.0 / 1.055_f64) as f32,
    b: (0.055 / 1.055_f64) as f32,
    c: (1.0 / 12.92_f64) as f32,
    d: 0.040_45,
    e: 0.0,
};

/// The camera's curve, as Chromium still has it; the standard has a power of 2.4 now.
const REC2020_CURVE: Curve =
    Curve { g: 2.222_22, a: 0.909_672, b: 0.090_327_6, c: 0.222_222, d: 0.081_242_9, e: 0.0 };

impl Curve {
    const fn power(g: f32) -> Self {
        Self { g, a: 1.0, b: 0.0, c: 0.0, d: 0.0, e: 0.0 }
    }

    fn at(&self, x: f32) -> f32 {
        let (sign, size) = (if x < 0.0 { -1.0 } else { 1.0 }, x.abs());
        if size <= self.d {
            return sign * (self.c * size);
        }
        sign * (power((self.a * size + self.b).max(0.0), self.g) + self.e)
    }

    /// From linear to encoded. Its end is moved so that 1 stays 1.
    fn inverse(&self) -> Self {
        let line = if self.d > 0.0 { 1.0 / self.c } else { 0.0 };
        let (a, g) = (power(self.a, -self.g), 1.0 / self.g);
        let end = power(a * self.at(1.0) - a * self.e, g);
        Self { g, a, b: -a * self.e, c: line, d: self.c * self.d, e: 1.0 - end }
    }
}

/// Through f64, so that it is the same number on every machine.
fn power(base: f32, exponent: f32) -> f32 {
    f64::from(base).powf(f64::from(exponent)) as f32
}

fn cube_root(v: f32) -> f32 {
    power(v.abs(), 1.0 / 3.0).copysign(v)
}

/// The white of Lab. <https://drafts.csswg.org/css-color-4/#lab-to-lch>
const LAB_WHITE: Values = [0.9642, 1.0, 0.8251];

fn lab_to_xyz([l, a, b]: Values) -> Values {
    let y = (l + 16.0) / 116.0;
    let roots = [y + a / 500.0, y, y - b / 200.0];
    let cubes = roots
        .map(|t| if t <= 24.0 / 116.0 { (108.0 / 841.0) * (t - 16.0 / 116.0) } else { t * t * t });
    std::array::from_fn(|i| cubes[i] * LAB_WHITE[i])
}

fn xyz_to_lab(xyz: Values) -> Values {
    const LIMIT: f32 = (24.0 / 116.0) * (24.0 / 116.0) * (24.0 / 116.0);
    let [x, y, z] = std::array::from_fn(|i| {
        let t = xyz[i] / LAB_WHITE[i];
        if t <= LIMIT { (841.0 / 108.0) * t + 16.0 / 116.0 } else { power(t, 1.0 / 3.0) }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn oklab_to_xyz(values: Values) -> Values {
    let cones = apply(&OKLAB_TO_LMS, values).map(|v| v * v * v);
    apply(&D65_TO_D50, apply(&inverse(&XYZ_TO_LMS), cones))
}

fn xyz_to_oklab(xyz: Values) -> Values {
    let cones = apply(&XYZ_TO_LMS, apply(&inverse(&D65_TO_D50), xyz));
    apply(&inverse(&OKLAB_TO_LMS), cones.map(cube_root))
}

fn from_polar([l, chroma, hue]: Values) -> Values {
    let angle = f64::from((f64::from(hue) * std::f64::consts::PI / 180.0) as f32);
    [l, chroma * angle.cos() as f32, chroma * angle.sin() as f32]
}

fn to_polar([l, a, b]: Values) -> Values {
    let degrees = f64::from(b).atan2(f64::from(a)) as f32 * 180.0 / std::f32::consts::PI;
    [l, (a * a + b * b).sqrt(), in_circle(degrees)]
}

/// An angle from 0 up to 360.
pub(super) fn in_circle(degrees: f32) -> f32 {
    (degrees % 360.0 + 360.0) % 360.0
}

/// <https://drafts.csswg.org/css-color-4/#hsl-to-rgb>: each channel is a trapezoid over the hue
/// circle, twelve units long, shifted by a third of it.
fn hsl_to_srgb([hue, saturation, lightness]: Values) -> Values {
    if saturation == 0.0 {
        return [lightness; 3];
    }
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|shift| {
        let k: f32 = (shift + hue / 30.0) % 12.0;
        lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

/// <https://drafts.csswg.org/css-color-4/#hwb-to-rgb>
fn hwb_to_srgb([hue, white, black]: Values) -> Values {
    if white + black >= 1.0 {
        return [white / (white + black); 3];
    }
    hsl_to_srgb([hue, 1.0, 0.5]).map(|v| v + (white - (white + black) * v))
}

/// The smallest, the largest, and the hue in degrees.
fn hue_of([r, g, b]: Values) -> (f32, f32, f32) {
    let (min, max) = (r.min(g).min(b), r.max(g).max(b));
    let d = max - min;
    let sixths = if d == 0.0 {
        0.0
    } else if max == r {
        (g - b) / d + if g < b { 6.0 } else { 0.0 }
    } else if max == g {
        (b - r) / d + 2.0
    } else {
        (r - g) / d + 4.0
    };
    (min, max, sixths * 60.0)
}

/// <https://drafts.csswg.org/css-color-4/#rgb-to-hsl>
fn srgb_to_hsl(rgb: Values) -> Values {
    let (min, max, mut hue) = hue_of(rgb);
    let lightness = (min + max) / 2.0;
    let mut saturation = if max == min || lightness == 0.0 || lightness == 1.0 {
        0.0
    } else {
        (max - lightness) / lightness.min(1.0 - lightness)
    };
    // Far outside sRGB; the opposite hue means the same.
    if saturation < 0.0 {
        hue += 180.0;
        saturation = saturation.abs();
    }
    [if hue >= 360.0 { hue - 360.0 } else { hue }, saturation, lightness]
}

/// <https://drafts.csswg.org/css-color-4/#rgb-to-hwb>
fn srgb_to_hwb(rgb: Values) -> Values {
    let (min, max, hue) = hue_of(rgb);
    [if hue >= 360.0 { hue - 360.0 } else { hue }, min, 1.0 - max]
}
