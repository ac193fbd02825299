//! From templates to verdicts: the gallery, exact search, one-to-one assignment in a photo, fusion over the
//! photos of a session, and the checks at enrolment.
//!
//! This crate owns who a face is said to be. Below the threshold is `Unknown`, never the nearest; a student is
//! identified at most once in a photo. It leaves making templates to `embed` and what a verdict means for a
//! register to `record`. It never reads the clock, the disk, the network or a database.

mod assign;
mod clusters;
pub mod enrol;
mod fuse;
mod gallery;
pub mod npz;
mod queue;

pub use assign::{Probe, identify};
pub use clusters::{Nameless, clusters};
pub use fuse::{Evidence, PhotoVerdicts, SessionVerdict, Verdict, fuse};
pub use gallery::{Gallery, TemplateRule};
pub use queue::{Review, review_queue};
