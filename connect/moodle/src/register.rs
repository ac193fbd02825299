//! What is pushed: a register's sessions with what is recorded in them.

use std::fmt;

use jiff::Timestamp;
use muster_domain::{Status, StudentId};

/// The sessions to push, in the register's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Each of them held, with what is recorded.
    pub sessions: Vec<RegisterSession>,
}

/// A session and its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterSession {
    /// When it began. Moodle counts whole seconds; what is below is cut off.
    pub starts_at: Timestamp,
    /// When it ended; one before `starts_at` counts as no duration.
    pub ends_at: Timestamp,
    /// What Moodle shows beside a session that is added, as plain text; may be empty.
    pub description: String,
    /// What is recorded, each student once.
    pub records: Vec<(StudentId, Recorded)>,
}

/// What is recorded of a student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The status.
    pub status: Status,
    /// How the school writes it, where it has letters of its own.
    pub letter: Option<String>,
}

impl From<Status> for Recorded {
    fn from(status: Status) -> Self {
        Self { status, letter: None }
    }
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter.as_deref().unwrap_or_else(|| self.status.code()))
    }
}

impl RegisterSession {
    /// Moodle's `sessdate`: seconds since 1970 began in UTC.
    pub fn start_second(&self) -> i64 {
        self.starts_at.as_second()
    }

    /// Moodle's `duration`, in seconds.
    pub fn seconds(&self) -> i64 {
        (self.ends_at.as_second() - self.starts_at.as_second()).max(0)
    }
}
