//! How long the filters of an SVG picture take, estimated from above.

use resvg::tiny_skia::Transform;
use resvg::usvg::filter::{CompositeOperator, Filter, Kind, Primitive};

use super::time::{Area, Time, scale};

/// Nanoseconds a pixel that every primitive may take for its inputs and its region: copies, and from one colour space to
/// the other.
const INPUTS: f64 = 50.0;
/// Looking for one result among those before it.
const FOUND: f64 = 4.0;

/// Spends what a filter on `region` takes.
pub(super) fn filter(time: &mut Time<'_>, filter: &Filter, transform: Transform, region: Area) {
    let count = filter.primitives().len() as f64;
    time.spend(count * count * FOUND);
    // Each primitive's result is kept; the source, and copies of the inputs.
    time.hold(region.pixels() * (count + 3.0), |time| {
        for primitive in filter.primitives() {
            time.spend(region.pixels() * (INPUTS + pixel(primitive, transform, region)));
            if let Kind::Image(image) = primitive.kind() {
                let (sx, sy) = transform.get_scale();
                time.children(image.root(), Transform::from_scale(sx, sy), region);
            }
        }
    });
}

/// Nanoseconds a pixel of a primitive's own work.
fn pixel(primitive: &Primitive, transform: Transform, region: Area) -> f64 {
    let radius = |length: f32| (f64::from(length) * scale(transform)).round();
    // Narrow blurs are made in another way.
    let blurred = |x: f32, y: f32| {
        if f64::from(x.max(y)) * scale(transform) < 2.0 { 350.0 } else { 120.0 }
    };
    match primitive.kind() {
        Kind::Flood(_) | Kind::Offset(_) | Kind::Image(_) | Kind::Blend(_) => 20.0,
        Kind::Composite(composite) => match composite.operator() {
            CompositeOperator::Arithmetic { .. } => 40.0,
            _ => 20.0,
        },
        Kind::Merge(merge) => merge.inputs().len() as f64 * INPUTS,
        Kind::Tile(_) | Kind::DisplacementMap(_) | Kind::ColorMatrix(_) => 100.0,
        Kind::GaussianBlur(blur) => blurred(blur.std_dev_x().get(), blur.std_dev_y().get()),
        Kind::DropShadow(s) => blurred(s.std_dev_x().get(), s.std_dev_y().get()) + 50.0,
        Kind::ComponentTransfer(_) => 150.0,
        Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 200.0,
        Kind::ConvolveMatrix(convolve) => {
            let matrix = convolve.matrix();
            f64::from(matrix.columns()) * f64::from(matrix.rows()) * 8.0
        }
        Kind::Morphology(morphology) => {
            let side = |length: f32, most: f64| (radius(length) * 2.0 + 1.0).min(most);
            let (rx, ry) = (morphology.radius_x().get(), morphology.radius_y().get());
            side(rx, region.pixels()) * side(ry, region.height()) * 3.5
        }
        Kind::Turbulence(turbulence) => 80.0 + f64::from(turbulence.num_octaves()) * 80.0,
    }
}
