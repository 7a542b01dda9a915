//! Animations that are written frame by frame: what all formats have in common.

use super::{Encoded, Rows};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::stop::Stop;

/// An animation that is written frame by frame.
pub trait Film: Send {
    /// Shows a frame, which lies within the picture. After an error there are no more.
    fn add(&mut self, stop: &Stop, rows: &mut dyn Rows, options: FrameOptions) -> Result<()>;

    /// There are no more frames, and no end.
    fn fail(&mut self, error: Error);

    /// Writes the end. There is at least one frame.
    fn finish(&mut self) -> Result<()>;

    /// What was written since it was asked for last, where it is known that it stays; after the end, what is left.
    fn take(&mut self) -> Result<Option<Encoded>>;
}

/// How a frame is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameOptions {
    /// Where its corner is.
    pub left: u32,
    /// The same, from the top.
    pub top: u32,
    /// Milliseconds until the next one.
    pub delay: f64,
    /// What becomes of it then. `None`: it is all that is shown where it is, and stays until another one comes. Else it is
    /// drawn over what is there.
    pub disposal: Option<Disposal>,
}

/// What becomes of a frame when its time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// It stays.
    Keep,
    /// Where it was becomes transparent.
    Background,
    /// What was there before it comes back.
    Previous,
}

/// Whether it can go on.
pub(super) enum State {
    Open,
    Finished,
    /// Why not.
    Failed(Error),
}

impl State {
    pub(super) fn check(&self) -> Result<()> {
        match self {
            Self::Open => Ok(()),
            Self::Failed(error) => Err(error.clone()),
            Self::Finished => Err(Error::new(ErrorKind::InvalidState, "the animation is finished")),
        }
    }
}

/// A part of the picture that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Area {
    /// Where a frame of that size lies, which is within the picture.
    pub(super) fn of(size: Size, options: FrameOptions, picture: Size) -> Result<Self> {
        let fits = |at: u32, length: u32, whole: u32| {
            at.checked_add(length).is_some_and(|end| end <= whole)
        };
        let (width, height) = (size.width(), size.height());
        if fits(options.left, width, picture.width()) && fits(options.top, height, picture.height())
        {
            let (left, top) = (options.left as usize, options.top as usize);
            return Ok(Self { left, top, width: width as usize, height: height as usize });
        }
        Err(Error::new(ErrorKind::Range, "the frame does not lie within the animation"))
    }

    /// Both and what is between.
    pub(super) fn with(self, other: Self) -> Self {
        let (left, top) = (self.left.min(other.left), self.top.min(other.top));
        let right = (self.left + self.width).max(other.left + other.width);
        let bottom = (self.top + self.height).max(other.top + other.height);
        Self { left, top, width: right - left, height: bottom - top }
    }

    pub(super) fn pixels(self) -> usize {
        self.width * self.height
    }

    /// The places of its rows in a picture of that width.
    pub(super) fn rows(self, stride: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
        (self.top..self.top + self.height).map(move |y| {
            let start = y * stride + self.left;
            start..start + self.width
        })
    }

    /// The smallest one with all places that are asked for.
    pub(super) fn around(size: Size, is_asked: impl Fn(usize) -> bool) -> Option<Self> {
        let (width, height) = (size.width() as usize, size.height() as usize);
        let mut found: Option<Self> = None;
        for top in 0..height {
            let row = top * width..(top + 1) * width;
            let Some(left) = row.clone().position(&is_asked) else { continue };
            let right = row.rev().position(&is_asked).map_or(left + 1, |from_end| width - from_end);
            let part = Self { left, top, width: right - left, height: 1 };
            found = Some(found.map_or(part, |area| area.with(part)));
        }
        found
    }
}

/// Milliseconds in a format's units, so that what is rounded off one frame is added to another.
pub(super) struct Clock {
    unit: f64,
    /// The most units of a frame.
    most: u32,
    asked: f64,
    told: f64,
}

impl Clock {
    /// Units of so many milliseconds.
    pub(super) fn new(unit: f64, most: u32) -> Self {
        Self { unit, most, asked: 0.0, told: 0.0 }
    }

    pub(super) fn tick(&mut self, milliseconds: f64) -> u32 {
        self.asked += milliseconds / self.unit;
        // The cast saturates.
        let delay = ((self.asked - self.told).round() as u32).min(self.most);
        self.told += f64::from(delay);
        delay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rounded_off_a_delay_comes_back() {
        let mut clock = Clock::new(10.0, 65_535);
        let delays: Vec<u32> = (0..6).map(|_| clock.tick(1000.0 / 60.0)).collect();
        assert_eq!((delays.iter().sum::<u32>(), &delays[..3]), (10, &[2, 1, 2][..]));
        assert_eq!(Clock::new(10.0, 65_535).tick(f64::MAX), 65_535);
        assert_eq!(Clock::new(1.0, u32::MAX).tick(33.4), 33);
    }
}
