//! Labelled sets of pictures become error rates, thresholds and their plots.
//!
//! This crate owns reading labelled data ([`data`]), the protocols (verification after LFW, closed- and open-set
//! identification after ISO/IEC 19795-1, detection after WIDER FACE), their rates with 95%
//! intervals ([`Rate`], [`PerPhoto`]), and the reports as JSON and as one self-contained HTML page. It measures the product's
//! own stages, assembled by `usecase`: nothing is recognised here in another way than at a roll call.
//!
//! It reads data folders and its cache of faces on disk; it leaves the clock, progress bars and where models
//! come from to `apps`.

mod cache;
pub mod calibration;
mod centre;
mod condition;
pub mod curve;
pub mod data;
pub mod detection;
mod error;
mod faces;
pub mod linkage;
mod page;
mod per_photo;
mod plot;
pub mod presentation;
mod random;
pub mod rollcall;
pub mod verification;

pub use centre::{Mean, centres};
pub use condition::Condition;
pub use error::EvaluateError;
pub use faces::FaceSource;
pub use muster_record::Rate;
pub use page::{
    compare_page, detection_page, linkage_page, presentation_page, rollcall_page, verification_page,
};
pub use per_photo::PerPhoto;

/// Told how many of how many pictures are done.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);
