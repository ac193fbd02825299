//! For how long a session may be changed: a register that an office has counted should not change by itself.

use jiff::{ToSpan as _, civil::Date};

/// When sessions are locked. A locked session can be read and opened again, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Never.
    Never,
    /// After so many days: one of Monday with 2 may be changed on Monday, Tuesday and Wednesday.
    After {
        /// How many, at least 1.
        days: u16,
    },
}

impl Lock {
    /// The first day on which a session of `date` is locked; none when it never is. Being opened again on a day gives it the
    /// same time once more, counted from that day; `reopened` is the last of these days.
    pub fn first_day(self, date: Date, reopened: Option<Date>) -> Option<Date> {
        let Self::After { days } = self else { return None };
        let from = reopened.map_or(date, |day| day.max(date));
        Some(from.saturating_add((i32::from(days.max(1)) + 1).days()))
    }

    /// Since when it is locked, on the school's day `today`; none while it may be changed.
    pub fn since(self, date: Date, reopened: Option<Date>, today: Date) -> Option<Date> {
        self.first_day(date, reopened).filter(|first| today >= *first)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TWO: Lock = Lock::After { days: 2 };

    fn holds(lock: Lock, date: Date, reopened: Option<Date>, today: Date) -> bool {
        lock.since(date, reopened, today).is_some()
    }

    #[test]
    fn a_session_of_monday_is_open_until_wednesday() {
        let monday = date(2026, 11, 23);
        for (day, locked) in [(23, false), (25, false), (26, true), (30, true)] {
            assert_eq!(holds(TWO, monday, None, date(2026, 11, day)), locked, "{day}");
        }
        assert!(!holds(Lock::Never, monday, None, Date::MAX));
    }

    #[test]
    fn opened_again_it_has_the_same_time_once_more() {
        let (monday, reopened) = (date(2026, 11, 23), date(2026, 12, 1));
        assert_eq!(TWO.first_day(monday, Some(reopened)), Some(date(2026, 12, 4)));
        // A day before the session's own gives nothing away.
        assert_eq!(TWO.first_day(monday, Some(date(2026, 11, 1))), TWO.first_day(monday, None));
    }

    proptest! {
        /// Protects a register that was locked from opening by itself, and one that was opened again from staying locked.
        #[test]
        fn locking_comes_once_and_opening_again_only_gives_time(
            days in 0u16..400, day in 0i32..3_000, later in 0i32..800, opened in proptest::option::of(0i32..3_000),
        ) {
            let start = date(2020, 1, 1);
            let on = |day: i32| start.saturating_add(day.days());
            let lock = Lock::After { days };
            let (session, today) = (on(day), on(day + later));
            prop_assert!(!holds(lock, session, None, session), "its own day is never too late");
            if holds(lock, session, None, today) {
                prop_assert!(holds(lock, session, None, today.saturating_add(1.day())));
            }
            if let Some(opened) = opened.map(on) {
                prop_assert!(!holds(lock, session, Some(opened), opened.max(session)));
                prop_assert!(lock.first_day(session, Some(opened)) >= lock.first_day(session, None));
            }
        }
    }
}
