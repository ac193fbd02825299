//! The columns that reports have.

use muster_domain::ReportKind;
use muster_report::ColumnKind;

/// A column of a report, whose heading is for its readers to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportColumn {
    /// A class's name.
    Class,
    /// A student's name, last name first.
    Student,
    /// A student's id.
    StudentId,
    /// A session's day.
    Date,
    /// A session's label.
    Session,
    /// When it begins, by the school's clock.
    Starts,
    /// The group that meets.
    Group,
    /// The school's letter.
    Letter,
    /// Who set it.
    By,
    /// A user's name.
    Teacher,
    /// How many students.
    Students,
    /// How many sessions the timetable foresaw and had begun.
    Planned,
    /// How many sessions were taken.
    SessionsTaken,
    /// How many were not.
    SessionsNotTaken,
    /// How many records were decided: the n of the percentages.
    Taken,
    /// How many of them were attended.
    Attended,
    /// How many were late.
    Late,
    /// How many were excused.
    Excused,
    /// How many were absent.
    Absent,
    /// How many were missed, for whatever reason.
    Missed,
    /// Attended out of those that were decided.
    OfTaken,
    /// Missed out of those that were decided.
    MissedOfTaken,
    /// Sessions in a row.
    InRow,
    /// How many of them without an accepted reason.
    Unexcused,
    /// The first day of a row.
    Since,
    /// The last day of a row.
    Until,
}

impl ReportColumn {
    /// The columns of a report.
    pub const fn of(kind: ReportKind) -> &'static [Self] {
        use ReportColumn as C;
        match kind {
            ReportKind::Absences => {
                &[C::Date, C::Session, C::Class, C::Student, C::StudentId, C::Letter, C::By]
            }
            ReportKind::Students => &[
                C::Class,
                C::Student,
                C::StudentId,
                C::Taken,
                C::Attended,
                C::Late,
                C::Excused,
                C::Absent,
                C::OfTaken,
            ],
            ReportKind::InRow => {
                &[C::Class, C::Student, C::StudentId, C::InRow, C::Unexcused, C::Since, C::Until]
            }
            ReportKind::Chronic => {
                &[C::Class, C::Student, C::StudentId, C::Taken, C::Missed, C::Absent, C::MissedOfTaken]
            }
            ReportKind::Classes => &[
                C::Class,
                C::Students,
                C::Planned,
                C::SessionsTaken,
                C::SessionsNotTaken,
                C::Taken,
                C::OfTaken,
            ],
            ReportKind::Teachers => {
                &[C::Teacher, C::Class, C::Planned, C::SessionsTaken, C::SessionsNotTaken]
            }
            ReportKind::NotTaken => &[C::Date, C::Starts, C::Class, C::Session, C::Group],
        }
    }

    /// The code used in messages and answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Student => "student",
            Self::StudentId => "student_id",
            Self::Date => "date",
            Self::Session => "session",
            Self::Starts => "starts",
            Self::Group => "group",
            Self::Letter => "letter",
            Self::By => "by",
            Self::Teacher => "teacher",
            Self::Students => "students",
            Self::Planned => "planned",
            Self::SessionsTaken => "sessions_taken",
            Self::SessionsNotTaken => "sessions_not_taken",
            Self::Taken => "taken",
            Self::Attended => "attended",
            Self::Late => "late",
            Self::Excused => "excused",
            Self::Absent => "absent",
            Self::Missed => "missed",
            Self::OfTaken => "of_taken",
            Self::MissedOfTaken => "missed_of_taken",
            Self::InRow => "in_row",
            Self::Unexcused => "unexcused",
            Self::Since => "since",
            Self::Until => "until",
        }
    }

    /// What its cells hold.
    pub const fn kind(self) -> ColumnKind {
        match self {
            Self::Date | Self::Since | Self::Until => ColumnKind::Date,
            Self::OfTaken | Self::MissedOfTaken => ColumnKind::Percent,
            Self::Students
            | Self::Planned
            | Self::SessionsTaken
            | Self::SessionsNotTaken
            | Self::Taken
            | Self::Attended
            | Self::Late
            | Self::Excused
            | Self::Absent
            | Self::Missed
            | Self::InRow
            | Self::Unexcused => ColumnKind::Number,
            Self::Class
            | Self::Student
            | Self::StudentId
            | Self::Session
            | Self::Starts
            | Self::Group
            | Self::Letter
            | Self::By
            | Self::Teacher => ColumnKind::Text,
        }
    }
}
