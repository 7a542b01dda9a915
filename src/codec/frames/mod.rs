//! The frames of animations: GIF, APNG, WebP.
//!
//! A file is gone through once for where its frames are and how they are shown ([`Frames::open`]); nothing is decoded then. A
//! frame is a part of the picture that is drawn on what the frames before it left behind. Whoever asks for one gets the whole
//! picture: drawn from the last frame that needs none before it, or from what the frame asked for last has left, whichever is
//! nearer. No more than that one picture is kept.
//!
//! Each part is decoded by the decoder of still pictures: of PNG and WebP as a file of its own, put together from the
//! animation's pieces, so that colours come out as those of stills do.

pub(super) mod gif;
pub(super) mod place;
pub(super) mod png;
pub(super) mod webp;

use std::ops::Range;
use std::sync::Arc;

use super::decode::{guarded, stored};
use super::encode::Disposal;
use super::{Format, Header, How, Limits, Orientation, SvgFonts, decode_unless, read};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Block, Charge, Kind, Ledger};
use crate::stop::Stop;
use place::Place;

/// How often an animation is shown again; `None` for ever.
pub type Repeats = Option<u32>;

/// When a frame is shown, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// From the start of the animation.
    pub start: u64,
    /// How long; `None` for a still picture.
    pub duration: Option<u64>,
}

/// The frames of one file.
pub struct Frames {
    file: Block,
    header: Header,
    limits: Limits,
    ignores_profile: bool,
    ledger: Arc<Ledger>,
    /// `None` for a still picture.
    animation: Option<Animation>,
    /// What the frame that was drawn last leaves behind.
    left: Option<Left>,
}

/// Where the frames of a file are.
struct Animation {
    repeats: Repeats,
    parts: Vec<Part>,
    _charge: Charge,
}

/// One frame.
struct Part {
    place: Place,
    /// Where in the file its pixels are.
    data: Range<usize>,
    start: u64,
    duration: u64,
    blend: Blend,
    disposal: Disposal,
    /// The number that stands for no colour, of GIF.
    transparent: Option<u8>,
    /// It covers the whole picture, or comes after nothing: it needs no frame before it.
    is_key: bool,
}

/// What a frame is on what lies under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blend {
    /// What it lets through is seen.
    Over,
    /// Its transparent pixels are transparent.
    Replace,
}

/// What a frame leaves to the next one.
struct Left {
    frame: usize,
    /// `None` for nothing.
    picture: Option<Arc<Bitmap>>,
    /// What of it is still to be cleared.
    clear: Option<Place>,
}

/// Parts as they are found, charged.
struct Parts {
    size: Size,
    found: Vec<Part>,
    charge: Charge,
    end: u64,
    format: Format,
    limits: Limits,
}

impl Parts {
    fn new(header: &Header, limits: &Limits, ledger: &Arc<Ledger>) -> Result<Self> {
        let charge = ledger.charge(Kind::Scratch, 0)?;
        let (size, format, limits) = (header.stored_size(), header.format, limits.clone());
        Ok(Self { size, found: Vec::new(), charge, end: 0, format, limits })
    }

    /// One more frame.
    fn push(
        &mut self,
        (place, data): (Place, Range<usize>),
        duration: u64,
        (blend, disposal): (Blend, Disposal),
        transparent: Option<u8>,
    ) -> Result<()> {
        let count = self.found.len();
        self.limits.check_frames(self.format, count as u64 + 1)?;
        if count == self.found.capacity() {
            let larger = (count * 2).max(16);
            self.charge.resize(larger * size_of::<Part>())?;
            self.found.reserve_exact(larger - count);
        }
        let covers = |place: Place| place.covers(self.size);
        let is_after_nothing = self
            .found
            .last()
            .is_none_or(|before| before.disposal == Disposal::Background && covers(before.place));
        let is_key = is_after_nothing || (blend == Blend::Replace && covers(place));
        let start = self.end;
        self.end = start.saturating_add(duration);
        self.found.push(Part {
            place,
            data,
            start,
            duration,
            blend,
            disposal,
            transparent,
            is_key,
        });
        Ok(())
    }

    fn into_animation(self, repeats: Repeats) -> Animation {
        Animation { repeats, parts: self.found, _charge: self.charge }
    }
}

impl Frames {
    /// Finds the frames of a file of that format. Belongs on a worker: it goes through the whole file.
    pub fn open(
        stop: &Stop,
        (file, format): (Block, Format),
        (limits, ignores_profile): (Limits, bool),
        ledger: &Arc<Ledger>,
    ) -> Result<Self> {
        stop.check()?;
        let header = read(file.bytes(), &limits)?;
        if header.format != format {
            let (found, name) = (header.format.name(), format.name());
            return Err(Error::decode(format!("the data is a {found} picture, not {name}")));
        }
        let mut parts = Parts::new(&header, &limits, ledger)?;
        let repeats = guarded(format, || match format {
            Format::Gif => gif::index(stop, file.bytes(), &mut parts).map(Some),
            Format::Png => png::index(stop, file.bytes(), &mut parts),
            Format::Webp => webp::index(stop, file.bytes(), &mut parts),
            _ => Ok(None),
        })?;
        let animation = repeats.map(|repeats| parts.into_animation(repeats));
        let ledger = Arc::clone(ledger);
        Ok(Self { file, header, limits, ignores_profile, ledger, animation, left: None })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.animation.as_ref().map_or(1, |animation| animation.parts.len())
    }

    /// How often they are shown again.
    pub fn repeats(&self) -> Repeats {
        self.animation.as_ref().map_or(Some(0), |animation| animation.repeats)
    }

    /// The size of each, upright.
    pub fn size(&self) -> Size {
        self.header.size
    }

    /// When a frame is shown; `None` where there is none.
    pub fn moment(&self, frame: usize) -> Option<Moment> {
        let Some(animation) = &self.animation else {
            return (frame == 0).then_some(Moment { start: 0, duration: None });
        };
        let part = animation.parts.get(frame)?;
        Some(Moment { start: part.start, duration: Some(part.duration) })
    }

    /// The whole picture that a frame shows, upright and premultiplied.
    pub fn frame(&mut self, stop: &Stop, frame: usize) -> Result<Arc<Bitmap>> {
        if frame >= self.count() {
            let message = format!("there is no frame {frame}, only {}", self.count());
            return Err(Error::new(ErrorKind::Range, message));
        }
        let shown = guarded(self.header.format, || match self.animation {
            Some(_) => self.played(stop, frame),
            None => self.still(stop),
        });
        // Whatever a library made of a file that couldn't be read on.
        stop.check().and(shown)
    }

    /// Forgets what was kept for the next frame.
    pub fn shrink(&mut self) {
        self.left = None;
    }

    fn how<'a>(&'a self, fonts: &'a SvgFonts) -> How<'a> {
        How { limits: &self.limits, fonts, ignores_profile: self.ignores_profile }
    }

    fn still(&self, stop: &Stop) -> Result<Arc<Bitmap>> {
        // Only SVG has text, and has no frames.
        let fonts = SvgFonts::new(&[]);
        let how = self.how(&fonts);
        decode_unless(stop, self.file.bytes(), &self.header, how, &self.ledger).map(Arc::new)
    }

    fn played(&mut self, stop: &Stop, frame: usize) -> Result<Arc<Bitmap>> {
        let (first, mut under) = self.start(frame)?;
        for passed in first..frame {
            stop.check()?;
            under = self.passed(stop, passed, under)?;
        }
        let Some(part) = self.part(frame) else {
            return Err(Error::internal("a frame that was there is gone"));
        };
        let before = (part.disposal == Disposal::Previous).then(|| under.clone()).flatten();
        let shown = Arc::new(self.drawn(stop, part, under)?);
        let (picture, clear) = match part.disposal {
            Disposal::Keep => (Some(Arc::clone(&shown)), None),
            // It is done when the next frame is drawn: whoever has this one may have let go of it then.
            Disposal::Background => (Some(Arc::clone(&shown)), Some(part.place)),
            Disposal::Previous => (before, None),
        };
        self.left = Some(Left { frame, picture, clear });
        match self.header.orientation {
            Orientation::Upright => Ok(shown),
            turned => turned.apply(shown.try_clone()?).map(Arc::new),
        }
    }

    fn part(&self, frame: usize) -> Option<&Part> {
        self.animation.as_ref()?.parts.get(frame)
    }

    /// The frame to begin with to draw this one, and what lies under it.
    fn start(&mut self, frame: usize) -> Result<(usize, Option<Arc<Bitmap>>)> {
        let parts = self.animation.as_ref().map_or(&[][..], |animation| &animation.parts);
        let upto = parts.get(..=frame).unwrap_or_default();
        let key = upto.iter().rposition(|part| part.is_key).unwrap_or(0);
        match self.left.take() {
            Some(left) if left.frame >= key && left.frame < frame => {
                let under = match left.clear {
                    Some(place) => cleared(left.picture, place)?,
                    None => left.picture,
                };
                Ok((left.frame + 1, under))
            }
            _ => Ok((key, None)),
        }
    }

    /// What a frame leaves that nobody looks at.
    fn passed(
        &self,
        stop: &Stop,
        frame: usize,
        under: Option<Arc<Bitmap>>,
    ) -> Result<Option<Arc<Bitmap>>> {
        match self.part(frame) {
            Some(part) if part.disposal == Disposal::Keep => {
                self.drawn(stop, part, under).map(Arc::new).map(Some)
            }
            Some(part) if part.disposal == Disposal::Background => cleared(under, part.place),
            _ => Ok(under),
        }
    }

    /// A frame on what lies under it.
    fn drawn(&self, stop: &Stop, part: &Part, under: Option<Arc<Bitmap>>) -> Result<Bitmap> {
        let size = self.header.stored_size();
        let whole = part.blend == Blend::Replace && part.place.covers(size);
        let under = under.filter(|_| !whole);
        if self.header.format == Format::Gif {
            let mut picture = self.own(under)?;
            gif::draw((stop, &self.limits), self.file.bytes(), part, &mut picture)?;
            return Ok(picture);
        }
        let Some(part_size) = part.place.size() else { return self.own(under) };
        let file = match self.header.format {
            Format::Png => png::file_of(self.file.bytes(), part, &self.ledger)?,
            _ => webp::file_of(self.file.bytes(), part, &self.ledger)?,
        };
        let header = Header {
            format: self.header.format,
            size: part_size,
            orientation: Orientation::Upright,
        };
        let fonts = SvgFonts::new(&[]);
        let pixels = stored(file.bytes(), &header, (self.how(&fonts), stop), &self.ledger)?;
        drop(file);
        if whole {
            return Ok(pixels);
        }
        let mut picture = self.own(under)?;
        place::put(&pixels, part.place, part.blend, &mut picture);
        Ok(picture)
    }

    fn own(&self, picture: Option<Arc<Bitmap>>) -> Result<Bitmap> {
        match picture {
            Some(picture) => Arc::try_unwrap(picture).or_else(|shared| shared.try_clone()),
            None => Bitmap::new(&self.ledger, self.header.stored_size()),
        }
    }
}

/// A picture without one of its parts.
fn cleared(picture: Option<Arc<Bitmap>>, place: Place) -> Result<Option<Arc<Bitmap>>> {
    let Some(shared) = picture.filter(|picture| !place.covers(picture.size())) else {
        return Ok(None);
    };
    let mut own = Arc::try_unwrap(shared).or_else(|shared| shared.try_clone())?;
    place::clear(place, &mut own);
    Ok(Some(Arc::new(own)))
}

#[cfg(test)]
mod tests;
