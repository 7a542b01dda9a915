//! Backends: each turns a display list into something that can be looked at. They never know each
//! other.

pub mod pdf;
pub mod raster;
pub mod svg;
