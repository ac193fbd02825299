//! What somebody wants to be told of by itself, and what they are told.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::{ClassId, StudentId};

/// Names a notice rule within its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoticeRuleId(pub i64);

/// A report that the school can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Who was absent, excused or late, session by session.
    Absences,
    /// What each class comes to.
    Classes,
    /// What each student comes to.
    Students,
    /// Whose sessions were taken.
    Teachers,
    /// Sessions that nobody took.
    NotTaken,
    /// Students who have missed several sessions in a row, the last one included.
    InRow,
    /// Students who have missed a large part of all sessions.
    Chronic,
}

impl ReportKind {
    /// All there are.
    pub const ALL: [Self; 7] = [
        Self::Absences,
        Self::Classes,
        Self::Students,
        Self::Teachers,
        Self::NotTaken,
        Self::InRow,
        Self::Chronic,
    ];

    /// The code used in addresses and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absences => "absences",
            Self::Classes => "classes",
            Self::Students => "students",
            Self::Teachers => "teachers",
            Self::NotTaken => "not_taken",
            Self::InRow => "in_row",
            Self::Chronic => "chronic",
        }
    }

    /// The report of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How often a report comes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Of each day, on the day after.
    Day,
    /// Of each week from Monday to Sunday.
    Week,
    /// Of each calendar month.
    Month,
}

/// What a rule watches for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "watches", rename_all = "snake_case")]
pub enum Watched {
    /// A student is absent at a closed session, without an accepted reason.
    Absence,
    /// A student has missed so many decided sessions in a row, the last one included.
    InRow {
        /// How many, at least 2.
        sessions: u32,
    },
    /// A student has missed so large a part of all sessions of the term.
    Chronic {
        /// Percent, 1 to 100.
        percent: u32,
    },
    /// A session that the timetable foresees has ended and nobody took attendance.
    NotTaken,
    /// Somebody takes many files out within an hour: registers, templates, what is held of students.
    ManyExports,
    /// Nothing in particular: a report comes by itself.
    Report {
        /// Which.
        report: ReportKind,
        /// How often.
        every: Every,
    },
}

/// Where notices go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "snake_case")]
pub enum Channel {
    /// A signed HTTP request.
    Webhook {
        /// Its address.
        url: String,
    },
    /// A mail.
    Mail {
        /// The address.
        to: String,
    },
}

/// Hours in which nothing is sent; they may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first.
    pub from: Time,
    /// The first that is not quiet any more.
    pub to: Time,
}

/// When notices are sent, by the school's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// All of a day together at this hour; each at once without it.
    pub digest: Option<Time>,
    /// Not in these hours.
    pub quiet: Option<QuietHours>,
}

/// Somebody wants to be told of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRule {
    /// Its id.
    pub id: NoticeRuleId,
    /// What people call it.
    pub name: String,
    /// What it watches for.
    #[serde(flatten)]
    pub watched: Watched,
    /// In which classes; in all when there is none.
    pub classes: BTreeSet<ClassId>,
    /// Where notices go.
    #[serde(flatten)]
    pub channel: Channel,
    /// When.
    #[serde(flatten)]
    pub timing: Timing,
    /// Who made it.
    pub by: String,
    /// When it was made: nothing from before is told.
    pub since: Timestamp,
}

/// What is told. Names are looked up when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A student was absent.
    Absence {
        /// Who.
        student: StudentId,
        /// From which class's session.
        class: ClassId,
        /// Its day.
        date: Date,
        /// Which of the day's.
        label: String,
    },
    /// A student has been absent several times in a row.
    InRow {
        /// Who.
        student: StudentId,
        /// From which class's sessions.
        class: ClassId,
        /// The day of the first.
        since: Date,
        /// How many it was when the rule was met.
        sessions: u32,
    },
    /// A student has missed a large part.
    Chronic {
        /// Who.
        student: StudentId,
        /// From which class's sessions.
        class: ClassId,
        /// The first day that was looked at.
        since: Date,
    },
    /// A session was not taken.
    NotTaken {
        /// Whose.
        class: ClassId,
        /// Its day.
        date: Date,
        /// Which of the day's.
        label: String,
    },
    /// Somebody took many files out within an hour.
    ManyExports {
        /// Who.
        by: String,
        /// When they had become many.
        at: Timestamp,
    },
    /// A report is ready.
    Report {
        /// Which.
        report: ReportKind,
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
}

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number within the school.
    pub number: i64,
    /// By which rule.
    pub rule: NoticeRuleId,
    /// What.
    pub event: Event,
    /// When it came up.
    pub at: Timestamp,
    /// When it is to be sent, or tried again.
    pub due_at: Timestamp,
    /// How often sending it has failed.
    pub attempts: u32,
    /// How the last attempt failed.
    pub failure: Option<String>,
    /// How it ended.
    pub ended: Option<NoticeEnd>,
}

/// How a notice ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEnd {
    /// It arrived.
    Sent,
    /// It was true no longer when its time came.
    Outdated,
    /// It was tried for days.
    GivenUp,
}
