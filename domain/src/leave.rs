//! That a student will not be there, or was not there, for a reason that the school accepts.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::StudentId;

/// Names a leave within its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LeaveId(pub i64);

/// An accepted reason for not being there on some days, entered ahead or afterwards. It is never changed: one that was
/// wrong is withdrawn and entered anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leave {
    /// Its id.
    pub id: LeaveId,
    /// Whose.
    pub student: StudentId,
    /// The first day.
    pub first_day: Date,
    /// The last day, not before the first.
    pub last_day: Date,
    /// The status of the school's set that its days get, by its letter; the set's own for excused without one.
    pub letter: Option<String>,
    /// Why, in somebody's words; may be empty.
    pub note: String,
    /// Who entered it.
    pub by: String,
    /// When it was entered.
    pub at: Timestamp,
    /// Who withdrew it and when; it counts no longer.
    pub withdrawn: Option<(String, Timestamp)>,
}

impl Leave {
    /// Whether it counts on that day.
    pub fn covers(&self, day: Date) -> bool {
        self.withdrawn.is_none() && self.first_day <= day && day <= self.last_day
    }
}
