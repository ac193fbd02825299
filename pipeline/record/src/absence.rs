//! Absences that want somebody's attention: many in a row, and many in all.
//!
//! Owns what counts as one of them. Whom to tell, and when, is decided elsewhere.

use jiff::civil::Date;
use muster_domain::Status;

use crate::Tally;

/// Missing so much of what was taken is chronic: a tenth, for whatever reason (United States Department of Education,
/// "Chronic Absenteeism in the Nation's Schools"; England's Department for Education calls the same persistent absence).
pub const CHRONIC: f64 = 0.1;

/// Absences that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsenceRun {
    /// How many sessions.
    pub sessions: u32,
    /// How many of them without an accepted reason.
    pub unexcused: u32,
    /// The day of the first.
    pub first_day: Date,
    /// The day of the last.
    pub last_day: Date,
    /// Whether no session that was decided has come after it.
    pub ongoing: bool,
}

/// The runs of absences in a student's records, oldest first. `records` are what is counted ([`muster_domain::StatusSet::counted`])
/// by session, oldest first. Sessions that nobody decided neither end a run nor prolong it; whoever attended ends it.
pub fn absence_runs(records: impl IntoIterator<Item = (Date, Status)>) -> Vec<AbsenceRun> {
    let mut runs: Vec<AbsenceRun> = Vec::new();
    for (date, status) in records {
        match status {
            Status::NotSeen => {}
            Status::Present | Status::Late | Status::LeftEarly => {
                if let Some(last) = runs.last_mut() {
                    last.ongoing = false;
                }
            }
            Status::Absent | Status::Excused => {
                let unexcused = u32::from(status == Status::Absent);
                match runs.last_mut().filter(|run| run.ongoing) {
                    Some(run) => {
                        run.sessions += 1;
                        run.unexcused += unexcused;
                        run.last_day = date;
                    }
                    None => runs.push(AbsenceRun {
                        sessions: 1,
                        unexcused,
                        first_day: date,
                        last_day: date,
                        ongoing: true,
                    }),
                }
            }
        }
    }
    runs
}

/// Whether so much was missed that it is chronic: at least `share` of `tally`'s sessions that were taken, of which there are at
/// least `least`. One absence in the first lesson of a year says nothing.
pub fn is_chronic(tally: &Tally, share: f64, least: u32) -> bool {
    let missed = tally.taken() - tally.attended();
    tally.taken() >= least.max(1) && f64::from(missed) >= share * f64::from(tally.taken())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn of(letters: &str) -> Vec<AbsenceRun> {
        absence_runs(letters.chars().zip(0..).map(|(letter, day)| {
            let status = Status::ALL.into_iter().find(|one| one.letter() == letter.to_string());
            (date(2026, 9, 1).saturating_add(day.days()), status.expect("a letter"))
        }))
    }

    #[test]
    fn a_run_ends_with_whoever_comes_back() {
        let runs = of("PAEA?PLA");
        let told: Vec<_> = runs.iter().map(|run| (run.sessions, run.unexcused, run.ongoing)).collect();
        assert_eq!(told, [(3, 2, false), (1, 1, true)]);
        assert_eq!((runs[0].first_day, runs[0].last_day), (date(2026, 9, 2), date(2026, 9, 4)));
        assert_eq!(of("P?LP"), []);
    }

    #[test]
    fn an_undecided_session_neither_ends_nor_prolongs_a_run() {
        assert_eq!(of("A?A").len(), 1);
        assert_eq!(of("A??")[0].sessions, 1);
        assert!(of("A?")[0].ongoing);
    }

    #[test]
    fn a_tenth_is_chronic_once_there_is_enough_to_tell() {
        let tally = |attended: u32, absent: u32| Tally { present: attended, absent, ..Tally::default() };
        assert!(is_chronic(&tally(9, 1), CHRONIC, 10));
        assert!(!is_chronic(&tally(19, 1), CHRONIC, 10));
        assert!(!is_chronic(&tally(0, 9), CHRONIC, 10), "nine sessions are too few");
        assert!(!is_chronic(&Tally::default(), CHRONIC, 0));
    }

    proptest! {
        /// Protects from an absence that is told twice, or not at all.
        #[test]
        fn every_absence_is_in_one_run(letters in "[PLEA?]{0,40}") {
            let runs = of(&letters);
            let absent = |kinds: &str| letters.chars().filter(|c| kinds.contains(*c)).count() as u32;
            prop_assert_eq!(runs.iter().map(|run| run.sessions).sum::<u32>(), absent("AE"));
            prop_assert_eq!(runs.iter().map(|run| run.unexcused).sum::<u32>(), absent("A"));
            prop_assert!(runs.iter().rev().skip(1).all(|run| !run.ongoing), "only the last goes on");
            prop_assert!(runs.windows(2).all(|pair| pair[0].last_day < pair[1].first_day));
        }
    }
}
