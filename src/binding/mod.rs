//! The only room that knows Node: thin classes over the core.
//!
//! Every method goes through [`isolate::enter`], which makes room before memory is taken and tells V8
//! what changed after; every worker job goes through [`task::Job`], which catches panics. The classes
//! here are not the public ones: `js/` extends them with what is JavaScript by nature (argument
//! conversion, batching, events), and only ever calls them with numbers and strings it has checked.

mod animation_encoder;
mod canvas;
mod context2d;
mod document;
mod encode_settings;
mod encode_stream;
mod error;
mod fonts;
mod gradient;
mod image;
mod image_decoder;
mod isolate;
mod job;
mod memory;
mod path2d;
mod path_operations;
mod pattern;
mod registry;
mod slots;
mod svg;
mod tables;
mod task;
mod text;
