//! What a register is made from, and the order and headings that its files share.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use muster_domain::{AttendanceRecord, Mark, Session, SessionId, Status, StatusSet, Student, StudentId};
use muster_record::Tally;

use crate::Letter;

/// Everything that a register shows of one class. Nothing is looked up elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterData {
    /// The school's name.
    pub school: String,
    /// The class's name.
    pub class: String,
    /// The roster, in any order: files are sorted by last name, first name, id, ignoring case.
    pub students: Vec<Student>,
    /// The sessions to show, in any order: files go by date, sessions of one day in the order given.
    pub sessions: Vec<Session>,
    /// What holds, as [`muster_record::fold`] gives it, in any order. A student without a record for a session
    /// (who was not on the roster then) has an empty cell, which counts in no total.
    pub records: Vec<AttendanceRecord>,
    /// All marks behind the records, in the order in which they were added.
    pub log: Vec<LogEntry>,
    /// The statuses that the school writes.
    pub statuses: StatusSet,
    /// When the file is made.
    pub generated_at: Timestamp,
    /// What makes it, for example `muster 0.1.0`.
    pub version: String,
}

/// A mark and the session that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// The session.
    pub session: SessionId,
    /// The mark.
    pub mark: Mark,
}

/// One column of the register: a session under its heading.
#[derive(Clone, Debug)]
pub struct SessionColumn<'a> {
    /// The session.
    pub session: &'a Session,
    /// The ISO date, with what tells several sessions of a day apart. No two columns have the same.
    pub heading: String,
}

/// The data in the order of the files and pages, with quick access to a cell.
#[derive(Clone, Debug)]
pub struct Arranged<'a> {
    /// What is arranged.
    pub data: &'a RegisterData,
    /// The roster by last name, first name, id, ignoring case.
    pub students: Vec<&'a Student>,
    /// The sessions by date, oldest first.
    pub columns: Vec<SessionColumn<'a>>,
    records: HashMap<(SessionId, &'a StudentId), &'a AttendanceRecord>,
}

impl<'a> Arranged<'a> {
    /// The data in its order.
    pub fn new(data: &'a RegisterData) -> Self {
        let mut students: Vec<&Student> = data.students.iter().collect();
        students.sort_by_cached_key(|student| {
            (student.last_name.to_lowercase(), student.first_name.to_lowercase(), student.id.clone())
        });
        let mut sessions: Vec<&Session> = data.sessions.iter().collect();
        sessions.sort_by_key(|session| session.date);
        let records = data.records.iter().map(|record| ((record.session, &record.student), record)).collect();
        Self { data, students, columns: headed(sessions), records }
    }

    /// What holds for a student at a session; `None` when the student has no record there.
    pub fn record(&self, session: &Session, student: &Student) -> Option<&'a AttendanceRecord> {
        self.records.get(&(session.id, &student.id)).copied()
    }

    /// The letter of a record.
    pub fn letter(&self, record: &AttendanceRecord) -> Letter {
        Letter::of(&self.data.statuses, record)
    }

    /// The status that a record is counted under; none when it is not counted.
    pub fn counted(&self, record: &AttendanceRecord) -> Option<Status> {
        self.data.statuses.counted(record.status, record.letter())
    }

    /// What a student's records come to.
    pub fn of_student(&self, student: &Student) -> Tally {
        let records = self.columns.iter().filter_map(|column| self.record(column.session, student));
        Tally::of(&self.data.statuses, records)
    }

    /// What a session's records come to.
    pub fn of_session(&self, session: &Session) -> Tally {
        let records = self.students.iter().filter_map(|student| self.record(session, student));
        Tally::of(&self.data.statuses, records)
    }

    /// What the records of all sessions on that day of the week come to.
    pub fn of_weekday(&self, weekday: Weekday) -> Tally {
        let held = self.columns.iter().filter(|column| column.session.date.weekday() == weekday);
        held.map(|column| self.of_session(column.session)).fold(Tally::default(), Tally::and)
    }

    /// The first and the last day shown.
    pub fn period(&self) -> Option<(Date, Date)> {
        Some((self.columns.first()?.session.date, self.columns.last()?.session.date))
    }
}

/// Headings: the ISO date, with the label where a day has several sessions, and a number where these have none
/// or the same. No two are equal, so that a program can address a column by its heading.
fn headed(sessions: Vec<&Session>) -> Vec<SessionColumn<'_>> {
    let mut per_day: HashMap<Date, usize> = HashMap::new();
    for session in &sessions {
        *per_day.entry(session.date).or_default() += 1;
    }
    let mut used = HashSet::new();
    let mut repeats: HashMap<String, usize> = HashMap::new();
    sessions
        .into_iter()
        .map(|session| {
            let alone = per_day.get(&session.date) == Some(&1) || session.label.is_empty();
            let label = if alone { String::new() } else { format!(" {}", session.label) };
            let plain = format!("{}{label}", session.date);
            let repeat = repeats.entry(plain.clone()).or_insert(1);
            let mut heading = plain.clone();
            while !used.insert(heading.clone()) {
                *repeat += 1;
                heading = format!("{plain} ({repeat})");
            }
            SessionColumn { session, heading }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use muster_domain::ClassId;

    use super::*;

    fn session(id: i64, day: i8, label: &str) -> Session {
        Session {
            closed_by: None,
            confirmation: None,
            id: SessionId(id),
            class: ClassId::new("7b"),
            date: date(2026, 3, day),
            label: label.to_owned(),
            closed_at: None,
            time: None,
            group: None,
        }
    }

    #[test]
    fn headings_are_dates_and_never_repeat() {
        let sessions = [
            session(1, 2, "maths"),
            session(2, 3, "1st"),
            session(3, 3, "2nd"),
            session(4, 4, ""),
            session(5, 4, ""),
            session(6, 4, "same"),
            session(7, 4, "same"),
        ];
        let headings: Vec<String> =
            headed(sessions.iter().collect()).into_iter().map(|column| column.heading).collect();
        assert_eq!(
            headings,
            [
                "2026-03-02",
                "2026-03-03 1st",
                "2026-03-03 2nd",
                "2026-03-04",
                "2026-03-04 (2)",
                "2026-03-04 same",
                "2026-03-04 same (2)"
            ]
        );
    }
}
