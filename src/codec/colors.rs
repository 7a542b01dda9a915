//! The colour space of a file's numbers, and its way to sRGB.
//!
//! A profile that can't be read, is of another kind than the picture, or is too large is none, as in browsers: the
//! numbers are taken as sRGB then. So are those of a profile that is as good as sRGB, which most are.

use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile, DataColorSpace,
    Layout, MatrixCoefficients, ParsingOptions, RenderingIntent, ToneReprCurve,
    TransferCharacteristics, Transform8BitExecutor, TransformOptions, XyY,
};
use std::sync::Arc;

use super::Limits;
use crate::error::{Error, Result, guard};
use crate::mem::{Bitmap, Charge, Kind};
use crate::stop::Stop;

/// The most bytes of a profile: tables for offset printing take up to 9 MB.
pub(super) const MOST_BYTES: usize = 10 << 20;

/// What a profile and its transform take for each of its bytes, from above: a table of bytes becomes one of `f32`, twice.
const SCRATCH_FACTOR: u64 = 10;
/// What every transform takes: tables of four inks are made anew on a grid of 17.
const SCRATCH: u64 = 8 << 20;

/// The numbers that a decoder gives in four bytes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Red, green, blue and alpha, not multiplied.
    Rgb,
    /// The same, of a picture that has only greys.
    Grey,
    /// Cyan, magenta, yellow and black, 255 being all ink.
    Inks,
}

/// What a file says of its colours.
#[derive(Debug)]
pub(super) enum Described<'a> {
    /// An ICC profile.
    Icc(&'a [u8]),
    /// Code points of ITU-T H.273: primaries and transfer function.
    Cicp(u8, u8),
    /// PNG's: the exponent of the file's curve, and x and y of white, red, green and blue.
    Gamma(f64, [(f64, f64); 4]),
}

/// A profile that differs from sRGB, with what it weighs.
pub(super) struct Profile {
    transform: Arc<Transform8BitExecutor>,
    numbers: Numbers,
    /// Of grey pictures with a grey profile: what each level becomes.
    greys: Option<Box<[[u8; 4]; 256]>>,
    _charge: Charge,
}

impl Profile {
    /// The way to sRGB; `None` where there is nothing to do or nothing that can be done.
    ///
    /// Fails only where limits or the ledger's budget are met.
    pub(super) fn new(
        described: &Described<'_>,
        numbers: Numbers,
        bitmap: &Bitmap,
        limits: &Limits,
    ) -> Result<Option<Self>> {
        let bytes = match described {
            Described::Icc(bytes) if bytes.len() > MOST_BYTES => return Ok(None),
            Described::Icc(bytes) => bytes.len() as u64,
            _ => 0,
        };
        let scratch = limits.check_scratch(bytes * SCRATCH_FACTOR + SCRATCH)?;
        let charge = bitmap.ledger().charge(Kind::Scratch, scratch)?;
        // A library that fails at a profile has none to apply.
        let found = guard("reading a colour profile", || Ok(transform(described, numbers)));
        let Ok(Some((transform, is_grey))) = found else { return Ok(None) };
        let mut profile = Self { transform, numbers, greys: None, _charge: charge };
        if is_grey {
            profile.greys = profile.grey_levels();
            return Ok(profile.greys.is_some().then_some(profile));
        }
        Ok((!profile.is_srgb()).then_some(profile))
    }

    /// Converts pixels that are not multiplied by their alpha yet; inks become opaque pixels.
    pub(super) fn apply(&self, bitmap: &mut Bitmap, stop: &Stop) -> Result<()> {
        if let Some(greys) = &self.greys {
            for pixel in bitmap.data_mut().as_chunks_mut::<4>().0 {
                let [r, g, b, _] = greys[usize::from(pixel[0])];
                *pixel = [r, g, b, pixel[3]];
            }
            return Ok(());
        }
        let stride = bitmap.stride();
        let mut row = vec![0; stride];
        for target in bitmap.data_mut().chunks_exact_mut(stride) {
            stop.check()?;
            row.copy_from_slice(target);
            self.convert(&row, target)?;
        }
        Ok(())
    }

    fn convert(&self, from: &[u8], to: &mut [u8]) -> Result<()> {
        self.transform
            .transform(from, to)
            .map_err(|cause| Error::decode(format!("colours can't be converted: {cause}")))
    }

    /// Nothing moves by more than a level: what is left are roundings of tables and matrices.
    fn is_srgb(&self) -> bool {
        if self.numbers == Numbers::Inks {
            return false;
        }
        const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
        let cube = STEPS.iter().flat_map(|&r| {
            STEPS.iter().flat_map(move |&g| STEPS.iter().map(move |&b| [r, g, b, 255]))
        });
        let from: Vec<u8> = cube.chain((0..=255).map(|v| [v, v, v, 255])).flatten().collect();
        let mut to = vec![0; from.len()];
        self.convert(&from, &mut to).is_ok()
            && from.iter().zip(&to).all(|(a, b)| a.abs_diff(*b) <= 1)
    }

    /// What all levels become; `None` where none changes.
    fn grey_levels(&self) -> Option<Box<[[u8; 4]; 256]>> {
        let from: Vec<u8> = (0..=255).collect();
        let mut to = vec![0; 256 * 3];
        self.convert(&from, &mut to).ok()?;
        let mut levels = Box::new([[0; 4]; 256]);
        for (level, &[r, g, b]) in levels.iter_mut().zip(to.as_chunks::<3>().0) {
            *level = [r, g, b, 255];
        }
        let far = |(v, &[r, g, b, _]): (u8, &[u8; 4])| [r, g, b].iter().any(|&c| c.abs_diff(v) > 1);
        (0..=255).zip(levels.iter()).any(far).then_some(levels)
    }
}

/// The transform, and whether it takes single greys.
fn transform(
    described: &Described<'_>,
    numbers: Numbers,
) -> Option<(Arc<Transform8BitExecutor>, bool)> {
    let profile = match described {
        Described::Icc(bytes) => of_icc(bytes)?,
        Described::Cicp(primaries, transfer) => of_cicp(*primaries, *transfer)?,
        Described::Gamma(exponent, points) => of_gamma(*exponent, points)?,
    };
    let (layout, target) = match (profile.color_space, numbers) {
        (DataColorSpace::Rgb, Numbers::Rgb | Numbers::Grey) => (Layout::Rgba, Layout::Rgba),
        (DataColorSpace::Gray, Numbers::Grey) => (Layout::Gray, Layout::Rgb),
        (DataColorSpace::Cmyk, Numbers::Inks) => (Layout::Rgba, Layout::Rgba),
        _ => return None,
    };
    let options = TransformOptions {
        rendering_intent: intent(&profile),
        prefer_fixed_point: false,
        ..TransformOptions::default()
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, target, options).ok()?;
    Some((transform, layout == Layout::Gray))
}

fn of_icc(bytes: &[u8]) -> Option<ColorProfile> {
    // A profile says first how long it is; what follows it is not its.
    let length = u32::from_be_bytes(*bytes.first_chunk()?);
    let bytes = bytes.get(..usize::try_from(length).ok()?)?;
    let options = ParsingOptions { max_profile_size: MOST_BYTES, ..ParsingOptions::default() };
    let mut profile = ColorProfile::new_from_slice_with_options(bytes, options).ok()?;
    // The tables say it too, and are what browsers read.
    profile.cicp = None;
    Some(profile)
}

/// Which of a profile's tables browsers take: the perceptual one, and else the colorimetric one.
fn intent(profile: &ColorProfile) -> RenderingIntent {
    if profile.lut_a_to_b_perceptual.is_none() && profile.lut_a_to_b_colorimetric.is_some() {
        return RenderingIntent::RelativeColorimetric;
    }
    RenderingIntent::Perceptual
}

fn of_cicp(primaries: u8, transfer: u8) -> Option<ColorProfile> {
    let color_primaries = CicpColorPrimaries::try_from(primaries).ok()?;
    let transfer_characteristics = TransferCharacteristics::try_from(transfer).ok()?;
    // What is brighter than white would have to be mapped to a display's range.
    let is_hdr = matches!(
        transfer_characteristics,
        TransferCharacteristics::Smpte2084 | TransferCharacteristics::Hlg
    );
    if is_hdr {
        return None;
    }
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    let cicp = CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    };
    // What this returns tells nothing.
    profile.update_rgb_colorimetry_from_cicp(cicp);
    profile.cicp.is_some().then_some(profile)
}

fn of_gamma(exponent: f64, points: &[(f64, f64); 4]) -> Option<ColorProfile> {
    let is_usable = |&(x, y): &(f64, f64)| (0.0..=1.0).contains(&x) && (1e-4..=1.0).contains(&y);
    if !points.iter().all(is_usable) || !(0.1..=10.0).contains(&exponent) {
        return None;
    }
    let point = |(x, y): (f64, f64)| Chromaticity::new(x as f32, y as f32);
    let [white, red, green, blue] = *points;
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    profile.update_rgb_colorimetry(
        XyY { x: white.0, y: white.1, yb: 1.0 },
        ColorPrimaries { red: point(red), green: point(green), blue: point(blue) },
    );
    // ICC's s15Fixed16 is what the crate's curves have their numbers in.
    let curve = ToneReprCurve::Parametric(vec![exponent as f32]);
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    Some(profile)
}
