//! What a decode may cost, checked before it is taken: sizes from the header, before any pixel is allocated.

use super::Format;
use crate::error::{Error, LimitMet, Result};
use crate::geom::Size;

/// What a decode may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most pixels a picture may have. Default: 2²⁸, which is 1 GiB as RGBA and what browsers
    /// allow a canvas.
    pub max_pixels: u64,
    /// The longest side. Default: 32,767, the coordinate range of common rasterizers.
    pub max_side: u32,
    /// The most bytes a decoder may use beside its output. Default: 512 MiB.
    pub max_scratch: u64,
    /// The most frames of an animation whose frames are asked for, and the most parts of a WebP file, which are counted
    /// before anything of it is read. Default: 65,536.
    pub max_frames: u64,
    /// The most bytes of SVG text, plain or inflated. Default: 32 MiB.
    pub max_svg_bytes: u64,
    /// The most elements, characters of text and marked path vertices of an SVG picture, references followed. Default:
    /// 500,000. The largest maps have some 100,000 elements; each becomes about a kilobyte.
    pub max_svg_nodes: u64,
    /// The deepest nesting of an SVG picture, references included. Default and most: [`Limits::DEEPEST_SVG`].
    pub max_svg_depth: u64,
    /// The most milliseconds that drawing an SVG picture may take: estimated before it is drawn, measured while it is.
    /// Default: 5,000.
    pub max_svg_time: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_pixels: 1 << 28,
            max_side: 32_767,
            max_scratch: 512 << 20,
            max_frames: 65_536,
            max_svg_bytes: 32 << 20,
            max_svg_nodes: 500_000,
            max_svg_depth: Self::DEEPEST_SVG,
            max_svg_time: 5_000,
        }
    }
}

impl Limits {
    /// How deep SVG pictures can be parsed and drawn at all: both recurse, a level takes up to some 5 KB of stack, and
    /// the thread that does it has 32 MB. Drawing programs stay below 50 levels.
    pub const DEEPEST_SVG: u64 = 512;

    /// The size as a value that exists, or the reason why it may not.
    pub fn check(&self, width: u64, height: u64) -> Result<Size> {
        let picture = || format!("the picture has {width}x{height} pixels");
        if width.max(height) > u64::from(self.max_side) {
            let limit = self.max_side;
            let message = format!("{}: maxSide allows {limit} on a side", picture());
            return Err(over("maxSide", width.max(height), limit.into(), message));
        }
        if width.saturating_mul(height) > self.max_pixels {
            let limit = self.max_pixels;
            let message = format!("{}: maxPixels allows {limit}", picture());
            return Err(over("maxPixels", width.saturating_mul(height), limit, message));
        }
        let side = |value| u32::try_from(value).unwrap_or(0);
        Size::new(side(width), side(height))
            .ok_or_else(|| Error::decode(format!("{}: neither side may be 0", picture())))
    }

    /// Refuses a decoder's need of `bytes` beside its output.
    pub(super) fn check_scratch(&self, bytes: u64) -> Result<usize> {
        let allowed = usize::try_from(bytes).ok().filter(|_| bytes <= self.max_scratch);
        allowed.ok_or_else(|| {
            let limit = self.max_scratch;
            let message = format!(
                "decoding needs {bytes} bytes of working memory: maxScratch allows {limit}"
            );
            over("maxScratch", bytes, limit, message)
        })
    }

    /// Refuses a file of so many frames, or parts that may be frames.
    pub(super) fn check_frames(&self, format: Format, parts: u64) -> Result<()> {
        check("maxFrames", parts, self.max_frames, || {
            format!("the {} picture has more than {} frames", format.name(), self.max_frames)
        })
    }

    /// Refuses SVG text of `bytes`.
    pub(super) fn check_svg_bytes(&self, bytes: u64) -> Result<()> {
        let what = || format!("the SVG text has {bytes} bytes or more");
        check("maxSvgBytes", bytes, self.max_svg_bytes, what)
    }

    /// Refuses an SVG picture of so many nodes.
    pub(super) fn check_svg_nodes(&self, nodes: u64) -> Result<()> {
        check("maxSvgNodes", nodes, self.max_svg_nodes, || {
            format!(
                "the SVG picture has {nodes} elements and characters once its references are followed"
            )
        })
    }

    /// The parser of SVG text met the limit of nodes by itself.
    pub(super) fn out_of_svg_nodes(&self) -> Error {
        let limit = LimitMet { name: "maxSvgNodes", actual: None, allowed: self.max_svg_nodes };
        let message = format!(
            "the SVG picture has too many XML nodes: maxSvgNodes allows {} elements and characters",
            self.max_svg_nodes
        );
        Error::over(limit, message)
    }

    /// Refuses an SVG picture nested so deep.
    pub(super) fn check_svg_depth(&self, levels: u64) -> Result<()> {
        let allowed = self.max_svg_depth.min(Self::DEEPEST_SVG);
        check("maxSvgDepth", levels, allowed, || {
            format!("the SVG picture is nested {levels} levels deep")
        })
    }

    /// Refuses an SVG picture that takes so long, or would.
    pub(super) fn check_svg_time(&self, milliseconds: u64) -> Result<()> {
        check("maxSvgTime", milliseconds, self.max_svg_time, || {
            format!("drawing the SVG picture takes {milliseconds} ms or more")
        })
    }

    /// A decoder met the limit of its working memory by itself.
    pub(super) fn out_of_scratch(&self, message: String) -> Error {
        let limit = LimitMet { name: "maxScratch", actual: None, allowed: self.max_scratch };
        Error::over(limit, message)
    }
}

fn check(
    name: &'static str,
    actual: u64,
    allowed: u64,
    what: impl FnOnce() -> String,
) -> Result<()> {
    if actual <= allowed {
        return Ok(());
    }
    Err(over(name, actual, allowed, format!("{}: {name} allows {allowed}", what())))
}

fn over(name: &'static str, actual: u64, allowed: u64, message: String) -> Error {
    Error::over(LimitMet { name, actual: Some(actual), allowed }, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn the_limits_are_inclusive_and_named() {
        let limits = Limits { max_pixels: 100, max_side: 50, max_scratch: 10, ..Limits::default() };
        assert!(limits.check(50, 2).is_ok());
        let side = limits.check(51, 1).unwrap_err();
        assert_eq!(side.kind(), ErrorKind::Limit);
        assert_eq!(side.message(), "the picture has 51x1 pixels: maxSide allows 50 on a side");
        let pixels = limits.check(50, 3).unwrap_err();
        assert_eq!(pixels.message(), "the picture has 50x3 pixels: maxPixels allows 100");
        assert!(limits.check(u64::MAX, u64::MAX).is_err());
        assert_eq!(limits.check_scratch(10).unwrap(), 10);
        assert!(limits.check_scratch(11).unwrap_err().message().contains("maxScratch allows 10"));
    }

    #[test]
    fn each_limit_allows_what_it_says_and_no_more() {
        let limits = Limits {
            max_frames: 7,
            max_svg_bytes: 8,
            max_svg_nodes: 9,
            max_svg_depth: 10,
            max_svg_time: 11,
            ..Limits::default()
        };
        type Check = fn(&Limits, u64) -> Result<()>;
        let checks: [(&str, u64, Check); 5] = [
            ("maxFrames", 7, |limits, parts| limits.check_frames(Format::Webp, parts)),
            ("maxSvgBytes", 8, Limits::check_svg_bytes),
            ("maxSvgNodes", 9, Limits::check_svg_nodes),
            ("maxSvgDepth", 10, Limits::check_svg_depth),
            ("maxSvgTime", 11, Limits::check_svg_time),
        ];
        for (name, allowed, check) in checks {
            assert!(check(&limits, allowed - 1).is_ok() && check(&limits, allowed).is_ok());
            let error = check(&limits, allowed + 1).unwrap_err();
            let met = LimitMet { name, actual: Some(allowed + 1), allowed };
            assert_eq!((error.kind(), error.limit_met()), (ErrorKind::Limit, Some(met)));
            assert!(error.message().contains(&format!("{name} allows {allowed}")), "{error}");
        }
        // The stack is as large as it is.
        let deeper = Limits { max_svg_depth: 100_000, ..limits };
        assert!(deeper.check_svg_depth(Limits::DEEPEST_SVG + 1).is_err());
    }

    #[test]
    fn nothing_is_no_picture() {
        let limits = Limits::default();
        assert_eq!(limits.check(0, 5).unwrap_err().kind(), ErrorKind::Decode);
        assert_eq!(limits.check(5, 0).unwrap_err().kind(), ErrorKind::Decode);
    }
}
