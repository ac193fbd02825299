//! What Muster keeps, as repository traits. Backends live beside this crate (`sqlite/`), and each must pass
//! the one story test in [`story`].
//!
//! This crate owns the shape of what is stored and the promises of each call; it holds no SQL. Every call
//! names the school, and a row of another school is as good as not there. Whatever shows or describes a face
//! (crops, templates, candidates) is sealed under the school's key before it reaches the disk: callers hand
//! in and get back plain values.
//!
//! To add a backend: implement [`Store`], run [`story::run`] on it, and seal what [`Sealed`] says.

mod access;
mod account;
mod audit;
mod condition;
mod consent;
mod enrolment;
mod erasure;
mod job;
mod kept_file;
mod leave;
mod lti;
mod moodle;
mod notice;
mod people;
mod picture;
mod profile;
mod sealing;
mod session;
mod status_set;
pub mod story;
mod timetable;

pub use access::{Access, ApiKey, Role, SecretDigest};
pub use account::{Accounts, Credentials, Invitation, Login, SignIn, Substitution, Totp, User, UserChange};
pub use audit::{AuditFilter, Audits};
pub use condition::{Condition, Holdings};
pub use consent::{ComesTo, Consents, FaceScope, FaceUse, ForgottenFaces, StoredConsentText};
pub use enrolment::{
    EnrolledFace, EnrolledFaceId, EnrolmentState, Enrolments, NewEnrolledFace, StoredTemplate, Whose,
};
pub use erasure::{Erased, Erasures, ForgottenRecords, RecordsBefore};
pub use job::{Job, JobId, JobState, Jobs, NewJob};
pub use kept_file::KeptFile;
pub use leave::Leaves;
pub use lti::LtiPlatforms;
pub use moodle::MoodleLinks;
pub use notice::Notices;
pub use people::{People, RosterDays};
pub use picture::Pictures;
pub use profile::{ProfileChoice, ProfileChoices};
pub use sealing::{Entropy, Sealed};
pub use session::{
    Additions, Basis, CorrectedFace, Decided, NewPhoto, PhotoFace, RequestKey, Sessions, StoredPhoto,
};
pub use status_set::StatusSets;
pub use timetable::Timetables;

/// Why the store did not do what was asked. Nothing is half done: a call that fails has changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The thing to change is not there (or belongs to another school).
    #[error("there is no {kind} `{id}`")]
    NotFound {
        /// What was looked for, for example `class`.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// A value that no backend keeps: text with a NUL, an empty id, a number that is not finite.
    #[error("a {what} can't be stored: {cause}")]
    Invalid {
        /// What was handed in, for example `student id`.
        what: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// A client used its key for a second, different request.
    #[error("the request key `{key}` was used for another request: send a new key with a new request")]
    RequestReused {
        /// The client's text.
        key: String,
    },
    /// Something was added to the session after that was read which decides what to add.
    #[error("the session was changed at this very moment: try again")]
    Overtaken,
    /// What is there already forbids it.
    #[error("this {what} can't be: {cause}")]
    Conflict {
        /// What was asked for, for example `login`.
        what: &'static str,
        /// What stands against it.
        cause: &'static str,
    },
    /// A face that must not be kept.
    #[error(
        "the face of student `{student}` can't be used: {cause}; enter a consent first, or take their attendance by hand"
    )]
    FaceNotAllowed {
        /// The student's id.
        student: String,
        /// What stands against it.
        cause: &'static str,
    },
    /// A stored value can't be opened: the key is another one, or the bytes were changed.
    #[error(
        "a stored {0} can't be decrypted: the key file does not belong to this data, or the data was changed; restore both from one backup"
    )]
    Sealed(&'static str),
    /// The keys of what is stored can't be had: the cause says why and what to do.
    #[error("{cause}")]
    Key {
        /// Which key, and why.
        cause: String,
    },
    /// A stored value is not what this version expects.
    #[error("a stored {what} can't be read: {cause}; was it written by a newer version of Muster?")]
    Corrupt {
        /// What was being read.
        what: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// Another process holds the database, and did so for longer than is waited.
    #[error(
        "the database {path} is busy: another Muster is writing and takes long; try again when it is done"
    )]
    Busy {
        /// The file or address, for the operator.
        path: String,
    },
    /// There is no space left for what was to be stored.
    #[error(
        "the disk of {path} is full: nothing more is stored until there is space; free some and try again"
    )]
    Full {
        /// The file or address, for the operator.
        path: String,
    },
    /// The database's own file is damaged.
    #[error(
        "the database {path} is damaged ({cause}): stop Muster and restore a backup with `muster restore`"
    )]
    Damaged {
        /// The file or address, for the operator.
        path: String,
        /// What the database said.
        cause: String,
    },
    /// The database failed in another way: not there, not readable, of a newer version.
    #[error("the database {path} can't be used: {cause}")]
    Database {
        /// The file or address, for the operator.
        path: String,
        /// What the database said.
        cause: String,
    },
}

/// Everything Muster keeps.
pub trait Store:
    People
    + Consents
    + Timetables
    + Enrolments
    + Sessions
    + Leaves
    + StatusSets
    + Notices
    + MoodleLinks
    + LtiPlatforms
    + Pictures
    + Erasures
    + Audits
    + Jobs
    + ProfileChoices
    + Access
    + Accounts
    + Condition
{
}

impl<T> Store for T where
    T: People
        + Consents
        + Timetables
        + Enrolments
        + Sessions
        + Leaves
        + StatusSets
        + Notices
        + MoodleLinks
        + LtiPlatforms
        + Pictures
        + Erasures
        + Audits
        + Jobs
        + ProfileChoices
        + Access
        + Accounts
        + Condition
{
}
