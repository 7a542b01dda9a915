//! Points, rectangles, transforms: f64 in user space, i32 in device space.
//!
//! Values only; every other module may use them. Narrowing to f32 happens behind the raster
//! backend's door and nowhere else.

mod device;
mod point;
mod rect;
mod size;
mod transform;

pub use device::DeviceRect;
pub use point::Point;
pub use rect::Rect;
pub use size::Size;
pub use transform::Transform;
