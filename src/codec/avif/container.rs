//! The boxes of a file: what there is to decode, and where it goes.

use std::borrow::Cow;

use zenavif_parse::{AvifParser, ColorInformation, DecodeConfig, Unstoppable};

use super::super::Orientation;
use super::broken;
use crate::error::Result;

/// The most tiles of a grid. Phones make some 50 of a picture.
const MOST_TILES: u32 = 1000;

/// A file whose boxes were read.
pub(super) struct Container<'a> {
    parser: AvifParser<'a>,
    /// Of the whole picture before it is turned. A clean aperture does not count, as in Chromium.
    pub(super) size: (u32, u32),
    columns: u32,
    rows: u32,
    tile: (u32, u32),
    /// How the part is turned upright.
    pub(super) orientation: Orientation,
    /// Samples have more than eight bits.
    pub(super) is_deep: bool,
    /// Colours have been multiplied by alpha.
    pub(super) is_premultiplied: bool,
    /// Code points of ITU-T H.273 for primaries, transfer and matrix, and whether the full range is used.
    pub(super) nclx: Option<(u16, u16, u16, bool)>,
    /// An ICC profile.
    pub(super) icc: Option<Vec<u8>>,
}

/// A part of the picture that is coded alone.
pub(super) struct Tile<'a> {
    pub(super) data: Cow<'a, [u8]>,
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) size: (u32, u32),
}

impl<'a> Container<'a> {
    /// Reads the boxes.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self> {
        let config = DecodeConfig::default()
            .with_peak_memory_limit(bytes.len() as u64 + (1 << 20))
            .with_max_grid_tiles(MOST_TILES)
            .lenient(true);
        let parser =
            AvifParser::from_bytes_with_config(bytes, &config, &Unstoppable).map_err(broken)?;
        let (size, tile, columns, rows) = sizes(&parser)?;
        let (nclx, icc) = match parser.color_info() {
            None => (None, None),
            Some(ColorInformation::IccProfile(profile)) => (None, Some(profile.clone())),
            Some(ColorInformation::Nclx {
                color_primaries,
                transfer_characteristics,
                matrix_coefficients,
                full_range,
            }) => {
                let points = (*color_primaries, *transfer_characteristics, *matrix_coefficients);
                (Some((points.0, points.1, points.2, *full_range)), None)
            }
        };
        let orientation = orientation(
            parser.rotation().map_or(0, |rotation| rotation.angle),
            parser.mirror().map(|mirror| mirror.axis),
        );
        let is_deep = parser.av1_config().is_none_or(|config| config.bit_depth > 8);
        let is_premultiplied = parser.premultiplied_alpha();
        Ok(Self {
            parser,
            size,
            columns,
            rows,
            tile,
            orientation,
            is_deep,
            is_premultiplied,
            nclx,
            icc,
        })
    }

    /// How many parts are coded alone.
    pub(super) fn tiles(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// One of them.
    pub(super) fn tile(&self, index: usize) -> Result<Tile<'_>> {
        let is_grid = self.parser.grid_config().is_some();
        let data = if is_grid { self.parser.tile_data(index) } else { self.parser.primary_data() };
        let index = index as u32;
        let (width, height) = self.tile;
        Ok(Tile {
            data: data.map_err(broken)?,
            left: (index % self.columns).saturating_mul(width),
            top: (index / self.columns).saturating_mul(height),
            size: self.tile,
        })
    }

    /// The data of alpha; `None` for a picture without it. A grid's alpha is a grid, whose tiles the parser does not give.
    pub(super) fn alpha(&self) -> Result<Option<Cow<'_, [u8]>>> {
        match self.parser.alpha_data() {
            Some(_) if self.tiles() > 1 => Err(broken("the alpha of a grid can't be read")),
            alpha => alpha.transpose().map_err(broken),
        }
    }
}

type Side2 = (u32, u32);

/// The size of the picture and of one of its tiles, and how many of these are in a row and below each other.
fn sizes(parser: &AvifParser<'_>) -> Result<(Side2, Side2, u32, u32)> {
    let of_stream = |data: Cow<'_, [u8]>| {
        let about = zenavif_parse::AV1Metadata::parse_av1_bitstream(&data).map_err(broken)?;
        Ok((about.max_frame_width.get(), about.max_frame_height.get()))
    };
    let Some(grid) = parser.grid_config() else {
        let size = of_stream(parser.primary_data().map_err(broken)?)?;
        return Ok((size, size, 1, 1));
    };
    let (columns, rows) = (u32::from(grid.columns), u32::from(grid.rows));
    if columns as usize * rows as usize != parser.grid_tile_count() || columns * rows == 0 {
        return Err(broken(format!("{} tiles for {columns}x{rows}", parser.grid_tile_count())));
    }
    let tile = of_stream(parser.tile_data(0).map_err(broken)?)?;
    let all = (tile.0.saturating_mul(columns), tile.1.saturating_mul(rows));
    let told = |told: u32, all: u32| if told == 0 { all } else { told };
    let size = (told(grid.output_width, all.0), told(grid.output_height, all.1));
    if size.0 > all.0 || size.1 > all.1 {
        let (w, h) = size;
        return Err(broken(format!("its tiles don't cover {w}x{h} pixels")));
    }
    Ok((size, tile, columns, rows))
}

/// A turn against the clock, in degrees, and after it a mirroring: 0 exchanges top and bottom, 1 left and right.
fn orientation(angle: u16, axis: Option<u8>) -> Orientation {
    use Orientation::{
        Anticlockwise, Clockwise, FlipX, FlipY, Half, Transpose, Transverse, Upright,
    };
    let [turned, top_down, left_right] = match angle {
        90 => [Anticlockwise, Transpose, Transverse],
        180 => [Half, FlipX, FlipY],
        270 => [Clockwise, Transverse, Transpose],
        _ => [Upright, FlipY, FlipX],
    };
    match axis {
        None => turned,
        Some(0) => top_down,
        Some(_) => left_right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_mirrorings_are_one_orientation() {
        assert_eq!(orientation(0, None), Orientation::Upright);
        assert_eq!(orientation(90, None), Orientation::Anticlockwise);
        assert_eq!(orientation(180, Some(0)), Orientation::FlipX);
        assert_eq!(orientation(270, Some(1)), Orientation::Transpose);
    }
}
