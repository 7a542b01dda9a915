//! JPEG: the header by hand, the pixels by `zune-jpeg` straight into the bitmap as RGBA.

use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::colors::{self, Described, Numbers, Profile};
use super::header::Stored;
use super::watched::WatchedJpeg;
use super::{Format, How, Limits, Orientation, expand};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, Block, Kind, premultiply};
use crate::stop::Stop;

/// The start-of-scan marker: entropy-coded data follows.
const SOS: u8 = 0xDA;
/// The end-of-image marker.
const EOI: u8 = 0xD9;

/// The frame header and what else precedes the first scan.
struct Frame {
    width: u16,
    height: u16,
    /// Colour components.
    components: u8,
    /// Samples of all components for each pixel: a fraction where colours are halved.
    samples: f64,
    /// All coefficients must be kept until the last scan: progressive, or one scan a component.
    many_scans: bool,
    orientation: Orientation,
    /// Where the entropy-coded data starts.
    data: usize,
}

impl Frame {
    /// Refuses data that is too short for any picture of this size, before memory is taken for it: each
    /// block of 64 samples takes a bit at least, for its mean.
    fn check_data(&self, bytes: usize) -> Result<()> {
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        if width * height * self.samples / 64.0 <= bytes as f64 * 8.0 {
            return Ok(());
        }
        Err(broken(format!("{bytes} bytes of data are no picture of {width}x{height} pixels")))
    }
}

/// Width, height and EXIF orientation.
pub(super) fn header(bytes: &[u8]) -> Result<Stored> {
    let frame = frame(bytes)?;
    let (width, height) = (u64::from(frame.width), u64::from(frame.height));
    Ok(Stored { width, height, orientation: frame.orientation })
}

/// Walks the markers from the start of the file to the first scan.
fn frame(bytes: &[u8]) -> Result<Frame> {
    let mut found = None;
    let mut orientation = None;
    let mut at = 2;
    while let Some((marker, start)) = next_marker(bytes, at) {
        let segment = segment(bytes, start).ok_or_else(|| broken("a header segment is cut off"))?;
        at = start + 2 + segment.len();
        match marker {
            // Start of frame: baseline, extended and progressive; the other kinds (lossless,
            // hierarchical, arithmetic) no browser decodes.
            0xC0..=0xC2 => found = Some(start_of_frame(segment, marker == 0xC2)?),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(broken(format!("coding process SOF{} is not supported", marker & 15)));
            }
            0xE1 => {
                let exif = segment.strip_prefix(b"Exif\0\0");
                orientation = orientation.or(exif.map(Orientation::from_exif_chunk));
            }
            SOS => {
                let mut frame = found.ok_or_else(|| broken("a scan precedes the frame header"))?;
                let in_scan = segment.first().copied().unwrap_or(0);
                frame.many_scans |= in_scan < frame.components;
                frame.orientation = orientation.unwrap_or_default();
                frame.data = at;
                return Ok(frame);
            }
            _ => {}
        }
    }
    Err(broken("the data ends before the first scan"))
}

/// The way to sRGB from the ICC profile of the file: `APP2` segments, each with its number and how many there are.
/// <https://www.color.org/specification/ICC.1-2022-05.pdf> (annex B.4)
fn profile(
    bytes: &[u8],
    numbers: Numbers,
    bitmap: &Bitmap,
    limits: &Limits,
) -> Result<Option<Profile>> {
    let parts = profile_parts(bytes);
    let length: usize = parts.iter().map(|part| part.len()).sum();
    if length == 0 || length > colors::MOST_BYTES {
        return Ok(None);
    }
    let mut icc = Block::zeroed(bitmap.ledger(), Kind::Scratch, length)?;
    let mut rest = icc.bytes_mut();
    for part in parts {
        let (here, after) = rest.split_at_mut(part.len());
        here.copy_from_slice(part);
        rest = after;
    }
    Profile::new(&Described::Icc(icc.bytes()), numbers, bitmap, limits)
}

/// The parts of the profile in their order; none where they are not all there.
fn profile_parts(bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts: Vec<Option<&[u8]>> = Vec::new();
    let mut at = 2;
    while let Some((marker, start)) = next_marker(bytes, at) {
        let Some(segment) = segment(bytes, start).filter(|_| marker != SOS) else { break };
        at = start + 2 + segment.len();
        let Some([number, count, part @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") else {
            continue;
        };
        if marker != 0xE2 {
            continue;
        }
        if parts.is_empty() {
            parts.resize(usize::from(*count), None);
        }
        let is_one_of_them = usize::from(*count) == parts.len();
        match parts.get_mut(usize::from(*number).wrapping_sub(1)) {
            Some(place) if is_one_of_them => *place = place.or(Some(part)),
            _ => return Vec::new(),
        }
    }
    parts.into_iter().collect::<Option<_>>().unwrap_or_default()
}

/// The next marker that has a segment, and where that segment starts. Bytes that belong to no
/// segment are skipped, as every browser does.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)? + 1;
        match *bytes.get(at)? {
            // Fill bytes, stuffed zeros, and the markers without a segment (TEM, RSTn, SOI).
            0x00 | 0x01 | 0xD0..=0xD8 | 0xFF => {}
            EOI => return None,
            marker => return Some((marker, at + 1)),
        }
    }
}

/// The content of the segment at `start`: its length field counts itself.
fn segment(bytes: &[u8], start: usize) -> Option<&[u8]> {
    let length = bytes.get(start..start + 2)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    bytes.get(start + 2..start + length)
}

fn start_of_frame(segment: &[u8], progressive: bool) -> Result<Frame> {
    let &[precision, h1, h0, w1, w0, components, ..] = segment else {
        return Err(broken("the frame header is too short"));
    };
    if precision != 8 {
        return Err(broken(format!("{precision} bits a sample are not supported, only 8")));
    }
    Ok(Frame {
        width: u16::from_be_bytes([w1, w0]),
        height: u16::from_be_bytes([h1, h0]),
        components,
        samples: samples(segment)?,
        many_scans: progressive,
        orientation: Orientation::Upright,
        data: 0,
    })
}

/// Samples of all components for each pixel, from their sampling factors.
fn samples(segment: &[u8]) -> Result<f64> {
    let factors = segment[6..].as_chunks::<3>().0.iter().map(|[_, hv, _]| (hv >> 4, hv & 15));
    let (mut h_max, mut v_max, mut sum) = (0, 0, 0);
    for (h, v) in factors {
        // The decoder would panic at a component without samples.
        if !(1..=4).contains(&h) || !(1..=4).contains(&v) {
            return Err(broken(format!("a component is sampled {h} by {v} times")));
        }
        (h_max, v_max) = (h_max.max(h), v_max.max(v));
        sum += u32::from(h) * u32::from(v);
    }
    if h_max == 0 || v_max == 0 {
        return Err(broken("the frame header has no components"));
    }
    Ok(f64::from(sum) / f64::from(u32::from(h_max) * u32::from(v_max)))
}

/// Whether other readers are sure to make of a file what was made of it here: grey, or the usual kind of colours, upright,
/// without a profile that moves any.
pub(super) fn is_plain(bytes: &[u8], bitmap: &Bitmap, limits: &Limits) -> Result<bool> {
    let frame = frame(bytes)?;
    let numbers = match frame.components {
        1 => Numbers::Grey,
        3 => Numbers::Rgb,
        _ => return Ok(false),
    };
    let is_usual = frame.orientation == Orientation::Upright && has_usual_colors(bytes);
    Ok(is_usual && profile(bytes, numbers, bitmap, limits)?.is_none())
}

/// Whether nothing says that its colours are red, green and blue themselves.
fn has_usual_colors(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some((marker, start)) = next_marker(bytes, at) {
        let Some(segment) = segment(bytes, start) else { return false };
        at = start + 2 + segment.len();
        match marker {
            SOS => return true,
            // The last byte of Adobe's segment says what the components are.
            0xEE if segment.starts_with(b"Adobe") && segment.get(11) == Some(&0) => return false,
            0xC0..=0xC2 => {
                let named = segment.get(6..).unwrap_or_default().as_chunks::<3>().0.iter();
                if !named.zip(1..).all(|([id, ..], number)| *id == number) {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

/// How many components a file has.
pub(super) fn components(bytes: &[u8]) -> Option<u8> {
    frame(bytes).ok().map(|frame| frame.components)
}

/// What the decoder takes beside the bitmap, from above: rows of blocks as 16-bit samples before and
/// after upsampling, for up to 4 components sampled up to 4 x 4; with many scans, one 16-bit
/// coefficient a sample for the whole picture.
pub(super) fn scratch_bytes(bytes: &[u8]) -> Result<u64> {
    let frame = frame(bytes)?;
    frame.check_data(bytes.len().saturating_sub(frame.data))?;
    let width = u64::from(frame.width).next_multiple_of(32);
    let height = u64::from(frame.height).next_multiple_of(32);
    let kept = if frame.many_scans { width * height } else { 0 };
    Ok(width * 32 * 2 * 2 * 4 + (kept as f64 * 2.0 * frame.samples).ceil() as u64)
}

/// Decodes into `bitmap`, which has the stored size. JPEG has no alpha.
///
/// CMYK is taken as inverted (Adobe's way, the only one in use).
///
/// A file that ends before its picture does is an error, never a picture with a grey rest: the
/// standard's [`decode()`](https://html.spec.whatwg.org/multipage/embedded-content.html#dom-img-decode)
/// rejects a picture whose data is corrupted, and Chromium's decoder fails once all data has arrived
/// and the picture is not whole. The sign is the end-of-image marker; what follows it is ignored. A
/// file that has the marker but too little data before it is damaged and not cut off: such data is
/// read as far as it goes, as libjpeg, and so Chromium, does.
pub(super) fn decode(bytes: &[u8], stop: &Stop, bitmap: &mut Bitmap, how: How<'_>) -> Result<()> {
    let frame = frame(bytes)?;
    let data = bytes.get(frame.data..).unwrap_or_default();
    if !data.windows(2).rev().any(|pair| pair == [0xFF, EOI]) {
        return Err(broken("the data ends before the end-of-image marker"));
    }
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(bitmap.width() as usize)
        .set_max_height(bitmap.height() as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(WatchedJpeg::new(bytes, stop), options);
    decoder.decode_headers().map_err(broken)?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    let side = |value| u32::try_from(value).unwrap_or(u32::MAX);
    expand::check_size(Format::Jpeg, bitmap, side(width), side(height))?;
    let pixels = Pixels::choose(decoder.input_colorspace(), frame.components)?;
    // Lenient about stray bytes between headers, as browsers are; strict about the picture itself.
    decoder
        .set_options(options.set_strict_mode(true).jpeg_set_out_colorspace(pixels.color_space()));
    let target = expand::tail(bitmap, pixels.color_space().num_components());
    decoder.decode_into(target).map_err(broken)?;
    let profile = if how.ignores_profile {
        None
    } else {
        profile(bytes, pixels.numbers(frame.components), bitmap, how.limits)?
    };
    match profile {
        Some(profile) => {
            pixels.to_numbers(bitmap);
            profile.apply(bitmap, stop)
        }
        None => {
            pixels.to_rgba(bitmap);
            Ok(())
        }
    }
}

/// What the decoder is asked for. Its own conversions of four inks and of plain RGB know no alpha
/// channel in the output, so those are made here, in the bitmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pixels {
    Rgba,
    Rgb,
    Cmyk,
    Ycck,
}

impl Pixels {
    fn choose(input: Option<ColorSpace>, components: u8) -> Result<Self> {
        Ok(match (input, components) {
            (Some(ColorSpace::Luma), 1) | (Some(ColorSpace::YCbCr | ColorSpace::YCCK), 3) => {
                Self::Rgba
            }
            // Adobe's segment says "not converted"; the decoder learns only later that three
            // components then are RGB.
            (Some(ColorSpace::RGB | ColorSpace::CMYK), 3) => Self::Rgb,
            (Some(ColorSpace::CMYK), 4) => Self::Cmyk,
            (Some(ColorSpace::YCCK), 4) => Self::Ycck,
            _ => return Err(broken(format!("{components} components are not supported"))),
        })
    }

    fn color_space(self) -> ColorSpace {
        match self {
            Self::Rgba => ColorSpace::RGBA,
            Self::Rgb => ColorSpace::RGB,
            Self::Cmyk => ColorSpace::CMYK,
            Self::Ycck => ColorSpace::YCCK,
        }
    }

    /// What a profile of such a file converts.
    fn numbers(self, components: u8) -> Numbers {
        match self {
            Self::Cmyk | Self::Ycck => Numbers::Inks,
            Self::Rgba if components == 1 => Numbers::Grey,
            Self::Rgba | Self::Rgb => Numbers::Rgb,
        }
    }

    /// Four bytes each, as profiles take them.
    fn to_numbers(self, bitmap: &mut Bitmap) {
        match self {
            Self::Rgba | Self::Rgb => self.to_rgba(bitmap),
            Self::Cmyk => bitmap.data_mut().iter_mut().for_each(|ink| *ink = 255 - *ink),
            Self::Ycck => expand::expand(bitmap, |[y, cb, cr, k]| {
                let [r, g, b] = rgb(y, cb, cr);
                [r, g, b, 255 - k]
            }),
        }
    }

    fn to_rgba(self, bitmap: &mut Bitmap) {
        match self {
            Self::Rgba => {}
            Self::Rgb => expand::expand(bitmap, |[r, g, b]| [r, g, b, 255]),
            Self::Cmyk => expand::expand(bitmap, inks),
            // Adobe stores 255 minus each colour here and still inverts the inks.
            Self::Ycck => expand::expand(bitmap, |[y, cb, cr, k]| {
                let [r, g, b] = rgb(y, cb, cr);
                inks([255 - r, 255 - g, 255 - b, k])
            }),
        }
    }
}

/// Inverted inks: 255 is none, so a colour is its ink's lack times black's.
fn inks([c, m, y, k]: [u8; 4]) -> [u8; 4] {
    let mut pixel = [c, m, y, k];
    premultiply(&mut pixel);
    pixel[3] = 255;
    pixel
}

/// JFIF's conversion (ITU-R BT.601, full range), in 16.16 fixed point.
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let y = (i32::from(y) << 16) + (1 << 15);
    let (cb, cr) = (i32::from(cb) - 128, i32::from(cr) - 128);
    // 1.402, 0.344136, 0.714136 and 1.772 times 65,536.
    let channels = [y + 91_881 * cr, y - 22_554 * cb - 46_802 * cr, y + 116_130 * cb];
    channels.map(|channel| (channel >> 16).clamp(0, 255) as u8)
}

fn broken(cause: impl std::fmt::Display) -> Error {
    expand::broken(Format::Jpeg, cause)
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    use super::*;
    use crate::codec::SvgFonts;
    use crate::codec::header::read;
    use crate::geom::Size;
    use crate::mem::Ledger;

    /// 40x24 noise, which keeps entropy-coded data in every row.
    fn noise(channels: usize) -> Vec<u8> {
        let mut state = 7u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..40 * 24 * channels).map(|_| next()).collect()
    }

    fn file(setup: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 100);
        setup(&mut encoder);
        encoder.encode(&noise(3), 40, 24, ColorType::Rgb).unwrap();
        bytes
    }

    fn decoded(bytes: &[u8]) -> Result<Bitmap> {
        let limits = Limits::default();
        let header = read(bytes, &limits)?;
        let fonts = SvgFonts::new(&[]);
        crate::codec::decode(bytes, &header, &limits, &fonts, &Ledger::new())
    }

    /// The end of the header segments, where the first scan's data starts.
    fn data_start(bytes: &[u8]) -> usize {
        frame(bytes).unwrap().data
    }

    #[test]
    fn all_codings_give_the_same_picture() {
        let plain = decoded(&file(|_| {})).unwrap();
        let progressive = decoded(&file(|e| e.set_progressive(true))).unwrap();
        let restarts = decoded(&file(|e| e.set_restart_interval(2))).unwrap();
        let optimized = decoded(&file(|e| e.set_optimized_huffman_tables(true))).unwrap();
        for other in [progressive, restarts, optimized] {
            assert!(plain.data() == other.data());
        }
        assert_eq!(plain.pixel(0, 0).unwrap()[3], 255);
    }

    #[test]
    fn data_cut_anywhere_is_an_error_and_damage_no_panic() {
        for progressive in [false, true] {
            for sampling in [SamplingFactor::F_1_1, SamplingFactor::F_2_2] {
                let whole = file(|e| {
                    e.set_progressive(progressive);
                    e.set_sampling_factor(sampling);
                });
                let start = data_start(&whole);
                for part in 0..=10 {
                    let at = start + (whole.len() - 2 - start) * part / 11;
                    let mut cut = whole[..at].to_vec();
                    assert!(decoded(&cut).is_err(), "{progressive} {sampling:?} cut at {at}");
                    cut.extend([0xFF, EOI]);
                    // Damaged, not cut off: a whole picture or an error, but no panic.
                    if let Err(error) = decoded(&cut) {
                        assert_eq!(error.kind(), crate::error::ErrorKind::Decode, "{error}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_follows_the_picture_is_ignored() {
        let mut bytes = file(|_| {});
        bytes.extend(b"trailing words");
        assert!(decoded(&bytes).is_ok());
    }

    #[test]
    fn a_size_far_beyond_the_data_is_refused_before_memory_is_taken() {
        let mut bytes = file(|_| {});
        let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        bytes[frame + 5..frame + 9].copy_from_slice(&[0x40, 0, 0x40, 0]);
        let (limits, ledger) = (Limits::default(), Ledger::new());
        let header = read(&bytes, &limits).unwrap();
        let fonts = SvgFonts::new(&[]);
        let error = crate::codec::decode(&bytes, &header, &limits, &fonts, &ledger).unwrap_err();
        assert!(error.message().contains("no picture of 16384x16384 pixels"), "{error}");
        assert_eq!(ledger.snapshot().peak, 0);
    }

    #[test]
    fn unknown_components_and_processes_are_refused() {
        let mut bytes = file(|_| {});
        let sof = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        bytes[sof + 1] = 0xC9;
        assert!(decoded(&bytes).unwrap_err().message().contains("SOF9 is not supported"));
        bytes[sof + 1] = 0xC0;
        bytes[sof + 4] = 12;
        assert!(decoded(&bytes).unwrap_err().message().contains("12 bits a sample"));
    }

    #[test]
    fn components_are_sampled_once_to_four_times() {
        let sampled = |factors: u8| {
            let mut bytes = file(|_| {});
            let sof = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
            bytes[sof + 17] = factors;
            decoded(&bytes).err().map(|error| error.message().to_owned()).unwrap_or_default()
        };
        for wrong in [0x00, 0x01, 0x10, 0x51, 0x15, 0xFF] {
            assert!(sampled(wrong).contains("sampled"), "{wrong:x}");
        }
        assert!(!sampled(0x22).contains("sampled"));
    }

    #[test]
    fn adobe_rgb_is_not_taken_for_ycbcr() {
        // The same data once as YCbCr, then with Adobe's segment that says: no transform. What was
        // encoded as Y, Cb and Cr must come out as red, green and blue.
        let plain = file(|_| {});
        let mut marked = plain[..2].to_vec();
        marked.extend([0xFF, 0xEE, 0, 14]);
        marked.extend(b"Adobe\0\x64\0\0\0\0\0");
        marked.extend(&plain[2..]);
        let (converted, raw) = (decoded(&plain).unwrap(), decoded(&marked).unwrap());
        let pixels = converted.data().as_chunks::<4>().0.iter().zip(raw.data().as_chunks::<4>().0);
        for (&[r, g, b, _], &[y, cb, cr, a]) in pixels {
            let expected = rgb(y, cb, cr);
            let far = [r, g, b].iter().zip(expected).any(|(&x, y)| x.abs_diff(y) > 2);
            assert!(!far && a == 255, "{:?} is not {expected:?}", [r, g, b]);
        }
    }

    #[test]
    fn exif_of_both_byte_orders_turns_the_picture() {
        let tiff_little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let tiff_big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let upright = decoded(&file(|_| {})).unwrap();
        for tiff in [tiff_little, tiff_big] {
            let bytes = file(|e| e.add_exif_metadata(tiff).unwrap());
            let header = read(&bytes, &Limits::default()).unwrap();
            assert_eq!(header.orientation, Orientation::Clockwise);
            assert_eq!(header.size, Size::new(24, 40).unwrap());
            let turned = decoded(&bytes).unwrap();
            assert_eq!(turned.pixel(23, 0), upright.pixel(0, 0));
            assert_eq!(turned.pixel(0, 39), upright.pixel(39, 23));
        }
    }
}
