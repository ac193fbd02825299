//! The plain types that every room of Muster shares: photos and faces, templates and scores, students and
//! sessions.
//!
//! This crate owns the words (see `docs/words` in ARCHITECTURE.md) and the checks that make a value valid at
//! construction. It leaves to others everything that does something: no I/O, no model runtime, no SQL, no
//! clock, no randomness.

mod audit;
mod consent;
mod correction;
mod face;
mod geometry;
mod hex;
mod identification;
mod image;
mod leave;
mod lti;
mod moodle;
mod network;
mod notice;
mod people;
mod session;
mod status_set;
mod template;
mod threshold;
mod timetable;

pub use audit::{AuditCheck, AuditEntry, AuditKind, AuditProblem, AuditRecord, MANY_EXPORTS};
pub use consent::{Consent, ConsentEntry, ConsentKind, ConsentText, Relation};
pub use correction::{Correction, FacePlace, Ruling};
pub use face::{Face, Quality, QualityReason};
pub use geometry::{BoundingBox, Landmarks, Point};
pub use hex::hex;
pub use identification::{Candidate, Identification, ReviewReason, VerdictKind};
pub use image::{ImageError, Photo, PhotoDigest, RgbImage};
pub use leave::{Leave, LeaveId};
pub use lti::{
    LtiClassLink, LtiContext, LtiContextAbout, LtiContextKey, LtiMemberId, LtiPlatform, LtiPlatformId,
};
pub use moodle::{MoodleLink, MoodleStatusName, MoodleUser, RegisterStatus};
pub use network::{Network, NetworkError, Outputs, Tensor};
pub use notice::{
    Channel, Event, Every, Notice, NoticeEnd, NoticeRule, NoticeRuleId, QuietHours, ReportKind, Timing,
    Watched,
};
pub use people::{Class, ClassId, LONGEST_NAME, Member, SchoolId, Stay, Student, StudentId};
pub use session::{
    AttendanceRecord, Confirmation, Mark, MarkSource, Reopening, Session, SessionId, Sighting, Status,
};
pub use status_set::{CountsAs, SetStatus, StatusSet, StatusSetError};
pub use template::{Distance, FaceTemplate, ModelId, Score, TemplateError, dot};
pub use threshold::{GallerySize, Likelihood, Threshold};
pub use timetable::{Cancellation, Holiday, PlannedSession, SchoolCalendar, SessionTime, Slot, SlotId, Term};
