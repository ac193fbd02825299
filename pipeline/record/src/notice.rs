//! When a notice may be sent: at once or with the others of a day, and never in quiet hours.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use muster_domain::{Every, QuietHours, Timing};

/// The first instant at or after `at` at which `timing` lets a notice go, by the clock of `zone`. A digest hour that lies in
/// quiet hours waits for their end.
pub fn due_at(at: Timestamp, timing: Timing, zone: &TimeZone) -> Timestamp {
    let digested = match timing.digest {
        Some(hour) => next(at, hour, zone),
        None => at,
    };
    match timing.quiet {
        Some(quiet) if is_quiet(quiet, zone.to_datetime(digested).time()) => next(digested, quiet.to, zone),
        _ => digested,
    }
}

/// The last whole period that is over on `today`: the day before, the week from Monday to Sunday before, the month before.
pub fn last_period(every: Every, today: Date) -> (Date, Date) {
    let monday = |day: Date| day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days());
    let first = match every {
        Every::Day => today,
        Every::Week => monday(today),
        Every::Month => today.first_of_month(),
    };
    let last = first.saturating_sub(1.day());
    let from = match every {
        Every::Day => last,
        Every::Week => monday(last),
        Every::Month => last.first_of_month(),
    };
    (from, last)
}

/// Whether an hour is one of the quiet ones; from an hour to the same hour is none.
fn is_quiet(QuietHours { from, to }: QuietHours, hour: Time) -> bool {
    if from <= to { from <= hour && hour < to } else { hour >= from || hour < to }
}

/// The next time that the clock shows `hour`, `at` included.
fn next(at: Timestamp, hour: Time, zone: &TimeZone) -> Timestamp {
    let today = zone.to_datetime(at).date();
    let on = |day: Date| {
        let instant = zone.to_ambiguous_zoned_datetime(day.to_datetime(hour)).compatible().ok()?.timestamp();
        (instant >= at).then_some(instant)
    };
    let days = [Some(today), today.tomorrow().ok()];
    days.into_iter().flatten().find_map(on).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::time;
    use proptest::prelude::*;

    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").expect("a zone")
    }

    fn due(at: &str, digest: Option<i8>, quiet: Option<(i8, i8)>) -> String {
        let hour = |hour| time(hour, 0, 0, 0);
        let quiet = quiet.map(|(from, to)| QuietHours { from: hour(from), to: hour(to) });
        let timing = Timing { digest: digest.map(hour), quiet };
        due_at(at.parse().expect("an instant"), timing, &berlin()).to_string()
    }

    #[test]
    fn notices_wait_for_their_hour_and_for_the_morning() {
        let noon = "2026-11-23T11:00:00Z"; // noon in Berlin
        assert_eq!(due(noon, None, None), noon);
        assert_eq!(due(noon, Some(15), None), "2026-11-23T14:00:00Z");
        assert_eq!(due(noon, Some(12), None), noon, "the hour itself is not too late");
        assert_eq!(due(noon, Some(9), None), "2026-11-24T08:00:00Z");
        assert_eq!(due("2026-11-23T22:30:00Z", None, Some((20, 7))), "2026-11-24T06:00:00Z");
        assert_eq!(due("2026-11-24T05:59:00Z", None, Some((20, 7))), "2026-11-24T06:00:00Z");
        assert_eq!(due("2026-11-24T06:00:00Z", None, Some((20, 7))), "2026-11-24T06:00:00Z");
        assert_eq!(due(noon, Some(21), Some((20, 7))), "2026-11-24T06:00:00Z");
        assert_eq!(due(noon, None, Some((12, 12))), noon, "from an hour to the same hour is never");
    }

    #[test]
    fn a_period_is_the_last_one_that_is_over() {
        let of = |every, day| last_period(every, jiff::civil::date(2026, 3, day));
        let days = |from: (i8, i8), to: (i8, i8)| {
            (jiff::civil::date(2026, from.0, from.1), jiff::civil::date(2026, to.0, to.1))
        };
        assert_eq!(of(Every::Day, 1), days((2, 28), (2, 28)));
        assert_eq!(of(Every::Week, 1), days((2, 16), (2, 22)), "on Sunday the week is not over");
        assert_eq!(of(Every::Week, 2), days((2, 23), (3, 1)));
        assert_eq!(of(Every::Month, 31), days((2, 1), (2, 28)));
    }

    proptest! {
        /// Protects families from a message at night, and the office from one that never comes.
        #[test]
        fn nothing_is_sent_early_at_night_or_days_late(
            second in 1_790_000_000i64..1_830_000_000,
            digest in proptest::option::of(0i8..24), quiet in proptest::option::of((0i8..24, 0i8..24)),
        ) {
            let at = Timestamp::from_second(second).expect("a time");
            let hour = |hour| time(hour, 0, 0, 0);
            let quiet = quiet.map(|(from, to)| QuietHours { from: hour(from), to: hour(to) });
            let due = due_at(at, Timing { digest: digest.map(hour), quiet }, &berlin());
            prop_assert!(due >= at && due.duration_since(at) <= SignedDuration::from_hours(50));
            // Where the clock jumps over the end of the quiet hours, their end is the hour after.
            let clock = berlin().to_datetime(due);
            let on_change = [(2027, 3, 28), (2028, 3, 26), (2026, 10, 25), (2027, 10, 31)]
                .contains(&(clock.year(), clock.month(), clock.day()));
            if let Some(quiet) = quiet && !on_change {
                prop_assert!(!is_quiet(quiet, clock.time()), "{clock}");
            }
            prop_assert_eq!(due_at(due, Timing { digest: None, quiet }, &berlin()) == due || on_change, true);
        }
    }
}
