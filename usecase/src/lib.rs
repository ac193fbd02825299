//! What Muster does, one file a use case, each reading as one call a stage: take attendance, enrol a student,
//! correct a mark, build the register.
//!
//! This crate owns the order of the stages and what is stored when. It leaves each stage to its crate, where
//! models and databases come from to `apps`, and the clock and randomness to its callers, who pass them in.

pub mod activity;
pub mod build_register;
pub mod check_in;
mod class_people;
pub mod confirmed_searches;
pub mod consent;
pub mod correct_face;
pub mod correct_mark;
pub mod enrol_choice;
pub mod enrol_student;
mod error;
pub mod events;
pub mod exports;
mod face_permit;
pub mod import_register;
pub mod import_roster;
pub mod leave;
pub mod lock_session;
pub mod lti;
pub mod moodle;
pub mod notices;
pub mod prepare_profile;
pub mod presentation;
pub mod privacy_papers;
mod profile;
mod recogniser;
pub mod recognition_quality;
pub mod reports;
pub mod retention;
pub mod review_enrolment;
pub mod roster;
mod seen;
pub mod session;
pub mod status_sets;
pub mod student_export;
pub mod student_record;
pub mod take_attendance;
pub mod templates;
pub mod timetable;
pub mod watch_door;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use muster_domain::SchoolId;
use muster_store::{RequestKey, Store};

pub use error::UseCaseError;
pub use face_permit::FacePermit;
pub use profile::{
    Centre, DetectorChoice, DetectorKind, HeadChoice, Measure, Measured, ModelChoice, Profile, ProfileError,
    ThresholdChoice,
};
pub use recogniser::{FoundFace, Recogniser, look_box, look_crop};
pub use seen::{SeenFace, SeenMark};

/// Who does something, where and when.
#[derive(Clone, Copy)]
pub struct Act<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// The school whose data it is.
    pub school: &'a SchoolId,
    /// The time of the act.
    pub now: Timestamp,
    /// Where the school is: its days begin at midnight there.
    pub zone: &'a TimeZone,
    /// Who acts, as histories will name them.
    pub by: &'a str,
    /// The request that asks for it, when its sender may send it again: it is done once.
    pub request: Option<&'a RequestKey>,
}

impl<'a> Act<'a> {
    /// The school's date.
    pub fn today(&self) -> Date {
        self.zone.to_datetime(self.now).date()
    }

    /// The request and who sent it, for the store.
    fn request(&self) -> Option<(&'a str, &'a RequestKey)> {
        self.request.map(|request| (self.by, request))
    }
}
