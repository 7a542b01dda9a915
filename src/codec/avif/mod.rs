//! AVIF: boxes by zenavif-parse, AV1 by rav1d, from planes to pixels here.
//! <https://aomediacodec.github.io/av1-avif/>

mod container;
mod pixels;

use re_rav1d::dav1d::{Decoder, Error as Cause, Picture, Settings};

use super::colors::{Described, Numbers, Profile};
use super::header::Stored;
use super::{Format, How, expand};
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, premultiply};
use crate::stop::Stop;
use container::{Container, Tile};
use pixels::{Coding, Frame};

/// Whether `bytes` start with the file type box of an AVIF picture, or of a sequence of them.
pub(super) fn sniff(bytes: &[u8]) -> bool {
    let Some([a, b, c, d, b'f', b't', b'y', b'p']) = bytes.first_chunk::<8>() else { return false };
    let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
    let names = bytes.get(8..length.min(bytes.len()).max(8)).unwrap_or_default();
    // Between the main brand and those it is compatible with stands a version.
    let mut brands = names.as_chunks::<4>().0.iter().enumerate().filter(|(at, _)| *at != 1);
    brands.any(|(_, brand)| matches!(brand, b"avif" | b"avis"))
}

/// The size as it is shown, and how the picture is to be turned.
pub(super) fn header(bytes: &[u8]) -> Result<Stored> {
    let container = Container::parse(bytes)?;
    let (width, height) = container.size;
    Ok(Stored { width: width.into(), height: height.into(), orientation: container.orientation })
}

/// Decodes into `bitmap`, which has the size of the header. Asks whether to stop between its parts only: rav1d decodes a
/// picture in one go.
pub(super) fn decode(bytes: &[u8], stop: &Stop, bitmap: &mut Bitmap, how: How<'_>) -> Result<()> {
    let container = Container::parse(bytes)?;
    let alpha = container.alpha()?;
    let (width, height) = container.size;
    expand::check_size(Format::Avif, bitmap, width, height)?;
    let coding = colors(&container, bitmap, stop)?;
    if let Some(alpha) = alpha {
        stop.check()?;
        let picture = picture(&alpha, container.size)?;
        Frame::new(&picture).write_alpha(bitmap)?;
        if container.is_premultiplied {
            pixels::divide(bitmap);
        }
    }
    stop.check()?;
    if !how.ignores_profile {
        let icc = container.icc.as_deref().map(Described::Icc);
        let described = icc.or_else(|| coding.space().map(|(p, t)| Described::Cicp(p, t)));
        let numbers = if coding.is_grey() { Numbers::Grey } else { Numbers::Rgb };
        if let Some(described) = described
            && let Some(profile) = Profile::new(&described, numbers, bitmap, how.limits)?
        {
            profile.apply(bitmap, stop)?;
        }
    }
    premultiply(bitmap.data_mut());
    Ok(())
}

/// Decodes the colours, one tile after the other; tells how they were coded.
fn colors(container: &Container<'_>, bitmap: &mut Bitmap, stop: &Stop) -> Result<Coding> {
    let mut coding = None;
    for index in 0..container.tiles() {
        stop.check()?;
        let Tile { data, left, top, size } = container.tile(index)?;
        let picture = picture(&data, size)?;
        let frame = Frame::new(&picture);
        let how = *coding.get_or_insert_with(|| frame.coding(container.nclx));
        frame.write_colors(bitmap, (left, top), &how)?;
    }
    coding.ok_or_else(|| broken("it has no picture"))
}

/// The one picture of some AV1 data, which is to have that size.
fn picture(data: &[u8], (width, height): (u32, u32)) -> Result<Picture> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(width.saturating_mul(height));
    let mut decoder = Decoder::with_settings(&settings).map_err(broken)?;
    // It may want to be asked for the picture before it takes the rest.
    match decoder.send_data(data.to_vec(), None, None, None) {
        Ok(()) | Err(Cause::Again) => {}
        Err(cause) => return Err(broken(cause)),
    }
    let picture = loop {
        match decoder.get_picture() {
            Ok(picture) => break picture,
            Err(Cause::Again) => {
                let rest = decoder.send_pending_data();
                if rest.is_ok() {
                    // Nothing is left to be sent.
                    break decoder.get_picture().map_err(|_| ends_early())?;
                }
                if !matches!(rest, Err(Cause::Again)) {
                    return Err(ends_early());
                }
            }
            Err(cause) => return Err(broken(cause)),
        }
    };
    if (picture.width(), picture.height()) == (width, height) {
        return Ok(picture);
    }
    let (w, h) = (picture.width(), picture.height());
    Err(broken(format!("the header says {width}x{height} pixels, the data {w}x{h}")))
}

/// What rav1d takes beside the bitmap, from above: three planes, once more with film grain, what it keeps for each block, and
/// the data. Measured without film grain are 3.6 bytes a pixel of 8 bits.
pub(super) fn scratch_bytes(bytes: &[u8], size: Size) -> Result<u64> {
    let each = if Container::parse(bytes)?.is_deep { 14 } else { 8 };
    Ok(size.pixels() * each + 2 * bytes.len() as u64 + (8 << 20))
}

fn ends_early() -> Error {
    broken("the data ends too early")
}

fn broken(cause: impl std::fmt::Display) -> Error {
    expand::broken(Format::Avif, cause)
}
