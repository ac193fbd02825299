//! Closing a session: the only way from not seen to absent without a person naming the student.

use jiff::Timestamp;
use muster_domain::{AttendanceRecord, Mark, MarkSource, Status};

/// The marks that closing a session adds: absent, for every student whose record says not seen.
///
/// `records` come from [`crate::fold()`]; `by` is who closes, `at` when. Everybody else keeps their record, and
/// closing again adds nothing. The caller stores these marks and the session's `closed_at` in one transaction:
/// the marks hold only while the session is closed.
pub fn close(records: &[AttendanceRecord], by: &str, at: Timestamp) -> Vec<Mark> {
    records
        .iter()
        .filter(|record| record.status == Status::NotSeen)
        .map(|record| Mark {
            student: record.student.clone(),
            status: Status::Absent,
            letter: None,
            source: MarkSource::Closing { by: by.to_owned() },
            at,
        })
        .collect()
}
