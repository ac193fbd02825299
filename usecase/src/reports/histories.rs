//! What each student's sessions come to: the histories that reports and notices are about.

use muster_domain::{AttendanceRecord, Session, Status, Student};
use muster_record::{AbsenceRun, Tally, absence_runs, is_chronic};
use muster_report::{Arranged, RegisterData};

/// A share of fewer sessions says nothing.
const LEAST_SESSIONS: u32 = 10;

/// A student's sessions that count, oldest first.
pub(crate) struct History<'a> {
    /// Whose.
    pub student: &'a Student,
    /// What holds at each of them, and what it is counted as.
    pub sessions: Vec<(&'a Session, &'a AttendanceRecord, Status)>,
}

/// The histories of a register's students, in its order.
pub(crate) fn histories(data: &RegisterData) -> Vec<History<'_>> {
    let arranged = Arranged::new(data);
    let mut sessions: Vec<&Session> = data.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.date, session.time.as_ref().map(|time| time.starts_at)));
    let of = |student| {
        let counted = sessions.iter().filter_map(|session| {
            let record = arranged.record(session, student)?;
            Some((*session, record, arranged.counted(record)?))
        });
        History { student, sessions: counted.collect() }
    };
    arranged.students.iter().map(|student| of(*student)).collect()
}

impl History<'_> {
    /// How often each status occurs.
    pub(crate) fn tally(&self) -> Tally {
        self.sessions.iter().map(|(.., status)| *status).collect()
    }

    /// The absences up to the last decided session, if they are at least `least`; one alone is no row.
    pub(crate) fn last_run(&self, least: u32) -> Option<AbsenceRun> {
        let runs = absence_runs(self.sessions.iter().map(|(session, _, status)| (session.date, *status)));
        runs.into_iter().next_back().filter(|run| run.ongoing && run.sessions >= least.max(2))
    }

    /// How often each status occurs, if so many percent were missed ([`is_chronic`]).
    pub(crate) fn chronic(&self, percent: u32) -> Option<Tally> {
        let tally = self.tally();
        is_chronic(&tally, f64::from(percent) / 100.0, LEAST_SESSIONS).then_some(tally)
    }
}
