//! Counting: how often each status occurs, and the two percentages of a register.

use muster_domain::{AttendanceRecord, Status, StatusSet};
use serde::{Deserialize, Serialize};

/// How many records have each status: of one student over sessions, or of one session over students.
///
/// Two percentages follow, since schools mean different things by "attendance":
///
/// - [`percentage_of_taken`](Self::percentage_of_taken): out of the records that were **decided** (everything
///   but not seen). Use it while sessions are still open.
/// - [`percentage_of_all`](Self::percentage_of_all): out of **all** records; a session that nobody decided
///   counts against the student.
///
/// Attended are present, late and left early, each as one: whoever was in the room for part of the session was
/// there. **Excused** is a decided record of a student who was not in the room: it counts below the line and
/// not above it, so it lowers the percentage as an absence does, and its own column tells the two apart.
/// Systems differ here: Moodle gives points (present 2, late 1, excused 1, absent 0), so an excusal there counts
/// half, and Blackboard counts it as present. Every count is public; a school with another rule computes it from
/// the same numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Was there.
    pub present: u32,
    /// Came after the beginning.
    pub late: u32,
    /// Left before the end.
    pub left_early: u32,
    /// Was not there, with an accepted reason.
    pub excused: u32,
    /// Was not there.
    pub absent: u32,
    /// Nobody has decided yet.
    pub not_seen: u32,
}

impl Tally {
    /// What records come to in a school that writes these statuses. A record whose status counts as something else than its
    /// core status is counted as that, and one whose status is not counted is left out ([`StatusSet::counted`]).
    pub fn of<'a>(set: &StatusSet, records: impl IntoIterator<Item = &'a AttendanceRecord>) -> Self {
        let counted = |record: &AttendanceRecord| set.counted(record.status, record.letter());
        records.into_iter().filter_map(counted).collect()
    }

    /// How many records have this status.
    pub const fn count(&self, status: Status) -> u32 {
        match status {
            Status::Present => self.present,
            Status::Late => self.late,
            Status::LeftEarly => self.left_early,
            Status::Excused => self.excused,
            Status::Absent => self.absent,
            Status::NotSeen => self.not_seen,
        }
    }

    /// Counts one more record.
    pub const fn add(&mut self, status: Status) {
        let counter = match status {
            Status::Present => &mut self.present,
            Status::Late => &mut self.late,
            Status::LeftEarly => &mut self.left_early,
            Status::Excused => &mut self.excused,
            Status::Absent => &mut self.absent,
            Status::NotSeen => &mut self.not_seen,
        };
        *counter = counter.saturating_add(1);
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            present: self.present.saturating_add(other.present),
            late: self.late.saturating_add(other.late),
            left_early: self.left_early.saturating_add(other.left_early),
            excused: self.excused.saturating_add(other.excused),
            absent: self.absent.saturating_add(other.absent),
            not_seen: self.not_seen.saturating_add(other.not_seen),
        }
    }

    /// Records of a student who was in the room: present + late + left early.
    pub const fn attended(&self) -> u32 {
        self.present.saturating_add(self.late).saturating_add(self.left_early)
    }

    /// Records that were decided: attended + excused + absent.
    pub const fn taken(&self) -> u32 {
        self.attended().saturating_add(self.excused).saturating_add(self.absent)
    }

    /// All records: taken + not seen.
    pub const fn all(&self) -> u32 {
        self.taken().saturating_add(self.not_seen)
    }

    /// `100 * attended / taken`, 0 to 100; `None` when nothing was taken.
    pub fn percentage_of_taken(&self) -> Option<f64> {
        percentage(self.attended(), self.taken())
    }

    /// `100 * attended / all`, 0 to 100; `None` when there is no record.
    pub fn percentage_of_all(&self) -> Option<f64> {
        percentage(self.attended(), self.all())
    }
}

impl FromIterator<Status> for Tally {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut tally = Self::default();
        for status in statuses {
            tally.add(status);
        }
        tally
    }
}

fn percentage(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| 100.0 * f64::from(part) / f64::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two present, one late, one left early, one excused, one absent, two not seen.
    fn mixed() -> Tally {
        use Status::{Absent, Excused, Late, LeftEarly, NotSeen, Present};
        [Present, Present, Late, LeftEarly, Excused, Absent, NotSeen, NotSeen].into_iter().collect()
    }

    #[test]
    fn excused_counts_as_taken_and_not_as_attended() {
        let tally = mixed();
        assert_eq!((tally.attended(), tally.taken(), tally.all()), (4, 6, 8));
        assert_eq!(tally.percentage_of_taken(), Some(100.0 * 4.0 / 6.0));
        assert_eq!(tally.percentage_of_all(), Some(50.0));
    }

    #[test]
    fn nothing_taken_has_no_percentage_rather_than_zero() {
        let unseen: Tally = [Status::NotSeen].into_iter().collect();
        assert_eq!(unseen.percentage_of_taken(), None, "0 of 0 is not 0 %");
        assert_eq!(unseen.percentage_of_all(), Some(0.0));
        assert_eq!(Tally::default().percentage_of_all(), None);
    }

    /// Protects totals of totals.
    #[test]
    fn tallies_add_up_status_by_status() {
        let (tally, twice) = (mixed(), mixed().and(mixed()));
        assert!(Status::ALL.into_iter().all(|status| twice.count(status) == 2 * tally.count(status)));
        assert_eq!(Tally::default().and(tally), tally);
    }

    #[test]
    fn every_status_has_its_own_counter() {
        for status in Status::ALL {
            let tally: Tally = [status].into_iter().collect();
            for other in Status::ALL {
                assert_eq!(tally.count(other), u32::from(other == status), "{status:?} counted as {other:?}");
            }
        }
    }
}
