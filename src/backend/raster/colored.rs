//! Glyphs in colours: paint graphs and pictures of a font, drawn once for each size and place on the pixel grid, kept
//! with the font, and drawn as pictures from then on.

use std::sync::Arc;

use super::alone::alone;
use super::prepare::{Ink, Shape};
use super::{Options, Threads, draw, picture};
use crate::codec::{self, Limits, SvgFonts};
use crate::error::{Error, Result};
use crate::geom::{DeviceRect, Point, Rect, Size, Transform};
use crate::list::{ClipNode, ClipShape, DisplayList, DrawState, Op, OpKind, Source};
use crate::mem::{Bitmap, Ledger, PixelFormat};
use crate::paint::{Color, CompositeMode, Paint, Smoothing, SmoothingQuality};
use crate::text::{
    ColorGlyph, GlyphPicture, GlyphRun, PaintStep, PictureData, PlacedPicture, Strike, Tone,
    color_glyph, kept_picture, may_have_color,
};

/// The most pixels of a glyph that is kept.
const MAX_PIXELS: u64 = 1024 * 1024;
/// The most pixels of a picture in a font.
const MAX_PICTURE_PIXELS: u64 = 4096 * 4096;
/// The most layers within each other: each is a picture of the glyph's size.
const MAX_LAYERS: usize = 16;

/// Some glyphs of these runs bring their own colours.
pub(super) fn are_in(runs: &[GlyphRun]) -> bool {
    runs.iter().any(|run| run.glyphs.iter().any(|glyph| may_have_color(&run.font, glyph.id)))
}

/// Text as one picture, where its glyphs can't be drawn one after the other: some are pictures, and each would clear
/// what is around it.
pub(super) fn flattened(op: &Op, ledger: &Arc<Ledger>, threads: Threads) -> Result<Option<Op>> {
    let OpKind::Glyphs { runs, .. } = &op.kind else { return Ok(None) };
    if !op.state.composite.is_unbounded() || op.state.filter.is_some() || !are_in(runs) {
        return Ok(None);
    }
    let area = op.extent.intersect(&op.bounds);
    let target = (area, PixelFormat::default());
    let Some(bitmap) = alone(op.kind.clone(), &op.state.transform, target, ledger, threads)? else {
        return Ok(None);
    };
    let state = DrawState { transform: Transform::IDENTITY, ..op.state.clone() };
    let kind = as_image(Arc::new(bitmap), area);
    Ok(Some(Op { kind, state, bounds: op.bounds, extent: area }))
}

fn as_image(bitmap: Arc<Bitmap>, area: DeviceRect) -> OpKind {
    let size = bitmap.size();
    OpKind::Image {
        from: Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height())),
        source: Source::Bitmap(bitmap),
        to: area.to_rect(),
        smoothing: Smoothing::default(),
    }
}

/// The glyphs in colours of a text, each with the device pixels it is on.
pub(super) fn steps(
    op: &Op,
    format: PixelFormat,
    ledger: &Arc<Ledger>,
) -> Result<Vec<(Shape, Ink, DeviceRect)>> {
    let OpKind::Glyphs { runs, place, look, paint, .. } = &op.kind else { return Ok(Vec::new()) };
    if op.state.composite == CompositeMode::Clear || !are_in(runs) {
        return Ok(Vec::new());
    }
    let foreground = match paint {
        Paint::Color(color) => *color,
        Paint::Gradient(_) | Paint::Pattern(..) => Color::BLACK,
    };
    let alpha = op.state.alpha * f64::from(foreground.a);
    let opaque = foreground.with_alpha(1.0);
    let t = op.state.transform.then_inner(place);
    let mut steps = Vec::new();
    for run in runs.iter() {
        let strike = Strike::new(&run.font, run.size, &t, look.hinted, Tone::LINEAR);
        for glyph in run.glyphs.iter().filter(|glyph| may_have_color(&run.font, glyph.id)) {
            let at = t.map(Point::new(glyph.x, glyph.y));
            let drawn = match &strike {
                Some(strike) => small(run, glyph.id, strike, at, opaque, ledger)?,
                None => {
                    let em = Transform::new(t.a, t.b, t.c, t.d, at.x, at.y);
                    let em = em.then_inner(&Transform::scale(run.size, run.size));
                    let glyph = color_glyph(&run.font, glyph.id, opaque);
                    glyph.map_or(Ok(None), |glyph| drawn(&glyph, &em, Some(op.bounds), ledger))?
                }
            };
            let Some((bitmap, area)) = drawn else { continue };
            let OpKind::Image { source, from, to, smoothing } = as_image(bitmap, area) else {
                continue;
            };
            let target = (alpha, format);
            let ink =
                picture::image_ink(&source, (&from, &to), &Transform::IDENTITY, smoothing, target)?;
            steps.extend(ink.map(|ink| (Shape::Rect(to), ink, area)));
        }
    }
    Ok(steps)
}

type Drawn = Option<(Arc<Bitmap>, DeviceRect)>;

/// A glyph of a size that is kept.
fn small(
    run: &GlyphRun,
    id: u16,
    strike: &Strike,
    at: Point,
    foreground: Color,
    ledger: &Arc<Ledger>,
) -> Result<Drawn> {
    let ([x, y], quarters) = strike.place(at);
    let kept = kept_picture(&run.font, strike, (id, quarters), foreground, || {
        let Some(glyph) = color_glyph(&run.font, id, foreground) else { return Ok(None) };
        // As in Chromium: paint graphs stay on whole pixels, and a picture is moved first and turned then.
        let em = strike.transform();
        let em = match &glyph {
            ColorGlyph::Paints(_) => em,
            ColorGlyph::Picture(_) => {
                let by = quarters.map(|quarter| f64::from(quarter) / 4.0);
                let Point { x, y } = turned(&em, by);
                Transform::translate(x, y).then_inner(&em)
            }
        };
        let drawn = drawn(&glyph, &em, None, ledger)?;
        Ok(drawn.map(|(bitmap, area)| PlacedPicture { bitmap, left: area.left, top: area.top }))
    })?;
    Ok(kept.map(|kept| {
        let (left, top) = (x.saturating_add(kept.left), y.saturating_add(kept.top));
        let right = left.saturating_add_unsigned(kept.bitmap.width());
        let bottom = top.saturating_add_unsigned(kept.bitmap.height());
        (Arc::clone(&kept.bitmap), DeviceRect { left, top, right, bottom })
    }))
}

/// What `t` makes of a distance apart from its sizes along the line and across it.
fn turned(t: &Transform, [right, down]: [f64; 2]) -> Point {
    if t.is_flat() {
        return Point::default();
    }
    let across = t.a.hypot(t.b);
    let up = t.determinant().abs() / across;
    Point::new(right * t.a / across + down * t.c / up, right * t.b / across + down * t.d / up)
}

/// A glyph whose ems `em` takes to pixels; of a large one what is in `window`.
fn drawn(
    glyph: &ColorGlyph,
    em: &Transform,
    window: Option<DeviceRect>,
    ledger: &Arc<Ledger>,
) -> Result<Drawn> {
    let within = |area: DeviceRect| window.map_or(area, |window| area.intersect(&window));
    match glyph {
        ColorGlyph::Paints(steps) => {
            let Some(reach) = glyph.reach() else { return Ok(None) };
            let area = within(DeviceRect::around(&em.map_bounds(&reach)));
            let Some(size) = sound(area) else { return Ok(None) };
            painted(steps, em, (area, size), ledger).map(|bitmap| Some((Arc::new(bitmap), area)))
        }
        ColorGlyph::Picture(glyph) => {
            // A damaged picture shows nothing, as on a page.
            let Ok(source) = decoded(glyph, ledger) else { return Ok(None) };
            let place = em.then_inner(&glyph.place);
            // As Chromium's: of the nearest mip level, bilinear.
            let (source, place) = picture::nearest_level(Arc::new(source), place)?;
            let smoothing = Smoothing { enabled: true, quality: SmoothingQuality::Low };
            let whole = Rect::new(0.0, 0.0, f64::from(source.width()), f64::from(source.height()));
            let area = within(DeviceRect::around(&place.map_bounds(&whole)));
            if sound(area).is_none() {
                return Ok(None);
            }
            let source = Source::Bitmap(source);
            let kind = OpKind::Image { source, from: whole, to: whole, smoothing };
            let target = (area, PixelFormat::default());
            let bitmap = alone(kind, &place, target, ledger, Threads::One)?;
            Ok(bitmap.map(|bitmap| (Arc::new(bitmap), area)))
        }
    }
}

fn sound(area: DeviceRect) -> Option<Size> {
    Size::new(area.width(), area.height()).filter(|size| size.pixels() <= MAX_PIXELS)
}

/// Draws the steps of a glyph on a picture of its own.
fn painted(
    steps: &[PaintStep],
    em: &Transform,
    (area, size): (DeviceRect, Size),
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let em = Transform::translate(-f64::from(area.left), -f64::from(area.top)).then_inner(em);
    let bounds = DeviceRect::of_size(size.width(), size.height());
    let mut layers = vec![Bitmap::new(ledger, size)?];
    let mut clips: Vec<Arc<ClipNode>> = Vec::new();
    let state = |transform: Transform, clip: Option<&Arc<ClipNode>>, composite| DrawState {
        transform,
        clip: clip.cloned(),
        composite,
        alpha: 1.0,
        shadow: None,
        filter: None,
    };
    for step in steps {
        let (kind, state) = match step {
            PaintStep::PushLayer => {
                if layers.len() >= MAX_LAYERS {
                    return Err(Error::limit("a glyph has too many layers"));
                }
                layers.push(Bitmap::new(ledger, size)?);
                continue;
            }
            PaintStep::PushClip(path) => {
                let path = path.transformed(&em);
                let inside =
                    path.control_bounds().map_or(DeviceRect::EMPTY, |r| DeviceRect::around(&r));
                let shape =
                    ClipShape::Path { path: Arc::new(path), rule: crate::path::FillRule::NonZero };
                clips.push(ClipNode::new(clips.last(), shape, inside.intersect(&bounds), None));
                continue;
            }
            PaintStep::PopClip => {
                clips.pop();
                continue;
            }
            PaintStep::PopLayer(mode) => {
                if layers.len() < 2 {
                    continue;
                }
                let (Some(layer), Some(mode)) = (layers.pop(), mode) else { continue };
                (as_image(Arc::new(layer), bounds), state(Transform::IDENTITY, clips.last(), *mode))
            }
            PaintStep::Fill(paint, transform) => {
                let t = em.then_inner(transform);
                let Some(back) = t.inverse() else { continue };
                let rect = back.map_bounds(&bounds.to_rect().outset(1.0));
                let kind = OpKind::FillRect { rect, paint: paint.clone() };
                (kind, state(t, clips.last(), CompositeMode::SourceOver))
            }
        };
        let Some(target) = layers.last_mut() else { break };
        let shown = clips.last().map_or(bounds, |clip| clip.bounds());
        if shown.is_empty() {
            continue;
        }
        let op = Op { kind, state, bounds: shown, extent: bounds };
        let list = DisplayList::of_one(ledger, (size.width(), size.height()), op)?;
        draw(&list, target, Options { opaque: false, threads: Threads::One })?;
    }
    layers.into_iter().next().ok_or_else(|| Error::internal("a glyph has no layer"))
}

fn decoded(picture: &GlyphPicture, ledger: &Arc<Ledger>) -> Result<Bitmap> {
    match &picture.data {
        PictureData::Png(bytes) => {
            let limits = Limits { max_pixels: MAX_PICTURE_PIXELS, ..Limits::default() };
            let header = codec::read(bytes, &limits)?;
            codec::decode(bytes, &header, &limits, &SvgFonts::new(&[]), ledger)
        }
        PictureData::Rgba(bytes, width) => {
            let height = bytes.len() / 4 / (*width).max(1) as usize;
            let size = u32::try_from(height).ok().and_then(|height| Size::new(*width, height));
            let size = size.ok_or_else(|| Error::decode("a glyph's picture has no pixels"))?;
            let mut bitmap = Bitmap::new(ledger, size)?;
            let pixels = bitmap.data_mut();
            let count = pixels.len().min(bytes.len());
            pixels[..count].copy_from_slice(&bytes[..count]);
            Ok(bitmap)
        }
    }
}
