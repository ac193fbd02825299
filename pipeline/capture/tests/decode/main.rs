//! What comes out of [`muster_capture::decode`], for files of every kind, whole, damaged or hostile.

mod any_bytes;
mod colours;
mod completeness;
mod limits;
mod support;
mod upright;
