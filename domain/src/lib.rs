//! The plain types that every room of Muster shares: photos and faces, templates and scores, students and
//! sessions.
//!
//! This crate owns the words (see `docs/words` in ARCHITECTURE.md) and the checks that make a value valid at
//! construction. It leaves to others everything that does something: no I/O, no model runtime, no SQL, no
//! clock, no randomness.

mod correction;
mod face;
mod geometry;
mod identification;
mod image;
mod network;
mod people;
mod session;
mod template;
mod threshold;

pub use correction::{Correction, FacePlace, Ruling};
pub use face::{Face, Quality, QualityReason};
pub use geometry::{BoundingBox, Landmarks, Point};
pub use identification::{Candidate, Identification, ReviewReason, VerdictKind};
pub use image::{ImageError, Photo, PhotoDigest, RgbImage};
pub use network::{Network, NetworkError, Outputs, Tensor};
pub use people::{Class, ClassId, LONGEST_NAME, SchoolId, Student, StudentId};
pub use session::{AttendanceRecord, Mark, MarkSource, Reopening, Session, SessionId, Sighting, Status};
pub use template::{Distance, FaceTemplate, ModelId, Score, TemplateError, dot};
pub use threshold::{GallerySize, Likelihood, Threshold};
