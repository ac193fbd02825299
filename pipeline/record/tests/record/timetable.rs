//! Protects the timetable: the hours of the school's clock through summer and winter, what falls out, and that no two
//! entries make the same session.

use jiff::civil::{Date, Time, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan as _};
use muster_domain::{Cancellation, ClassId, Holiday, Slot, SlotId};
use muster_record::{MOST_DAYS, WEEK, collision, meets_on, planned};
use proptest::prelude::*;

fn slot(weekdays: &[usize], hours: (Time, Time)) -> Slot {
    Slot {
        id: SlotId(1),
        class: ClassId::new("7b"),
        label: String::new(),
        group: None,
        weekdays: weekdays.iter().map(|day| WEEK[*day]).collect(),
        every: 1,
        first_day: date(2026, 9, 1),
        last_day: date(2027, 7, 31),
        starts: hours.0,
        ends: hours.1,
        grace: Some(10),
    }
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a zone of the tz database")
}

fn dates(slot: &Slot, range: (Date, Date)) -> Vec<Date> {
    planned(std::slice::from_ref(slot), &[], &[], &zone("UTC"), range)
        .into_iter()
        .map(|one| one.date)
        .collect()
}

/// `mod_attendance`'s sessions moved by an hour when the clock changed (its issues 176 and 462).
#[test]
fn a_lesson_begins_at_the_same_hour_in_summer_and_in_winter() {
    let berlin = zone("Europe/Berlin");
    let week = (date(2026, 10, 19), date(2026, 10, 31));
    let lessons = planned(&[slot(&[0], (time(8, 15, 0, 0), time(9, 0, 0, 0)))], &[], &[], &berlin, week);
    let utc: Vec<String> = lessons.iter().map(|one| one.time.starts_at.to_string()).collect();
    assert_eq!(utc, ["2026-10-19T06:15:00Z", "2026-10-26T07:15:00Z"]);
    assert_eq!(lessons[0].time.late_from.map(|at| at.to_string()).as_deref(), Some("2026-10-19T06:25:00Z"));
    assert_eq!(lessons[0].time.zone, "Europe/Berlin");
}

/// At 2:30 on 2027-03-28 there is no such time in Berlin; at 2:30 on 2026-10-25 there are two.
#[test]
fn hours_that_the_clock_skips_or_repeats_still_make_a_session() {
    let night = Slot { weekdays: WEEK.to_vec(), ..slot(&[], (time(2, 15, 0, 0), time(2, 45, 0, 0))) };
    for (day, starts, minutes) in
        [(date(2027, 3, 28), "2027-03-28T01:15:00Z", 30), (date(2026, 10, 25), "2026-10-25T00:15:00Z", 30)]
    {
        let lessons = planned(std::slice::from_ref(&night), &[], &[], &zone("Europe/Berlin"), (day, day));
        assert_eq!(lessons.len(), 1);
        assert_eq!(lessons[0].time.starts_at.to_string(), starts);
        let lasts = lessons[0].time.ends_at.duration_since(lessons[0].time.starts_at);
        assert_eq!(lasts, SignedDuration::from_mins(minutes));
    }
}

#[test]
fn an_evening_that_ends_after_midnight_belongs_to_its_first_day() {
    let gala = slot(&[4], (time(20, 0, 0, 0), time(0, 30, 0, 0)));
    let one = planned(&[gala], &[], &[], &zone("America/New_York"), (date(2026, 9, 1), date(2026, 9, 7)));
    assert_eq!(one.iter().map(|one| one.date).collect::<Vec<_>>(), [date(2026, 9, 4)]);
    assert_eq!(one[0].time.ends_at.duration_since(one[0].time.starts_at), SignedDuration::from_mins(270));
}

#[test]
fn every_second_week_counts_from_the_week_of_the_first_day() {
    // The first day is a Tuesday; the Monday of its week is before it, so Mondays begin two weeks later.
    let weekly = slot(&[0, 2], (time(8, 0, 0, 0), time(9, 0, 0, 0)));
    let a_week = Slot { every: 2, ..weekly };
    let met = dates(&a_week, (date(2026, 9, 1), date(2026, 9, 30)));
    assert_eq!(
        met,
        [date(2026, 9, 2), date(2026, 9, 14), date(2026, 9, 16), date(2026, 9, 28), date(2026, 9, 30)]
    );
}

#[test]
fn holidays_have_no_sessions_and_cancelled_ones_say_why() {
    let lesson = slot(&[0], (time(8, 0, 0, 0), time(9, 0, 0, 0)));
    let break_ = Holiday {
        name: "Autumn break".to_owned(),
        first_day: date(2026, 10, 5),
        last_day: date(2026, 10, 16),
    };
    let cancelled = Cancellation { slot: SlotId(1), date: date(2026, 10, 19), reason: "Heating".to_owned() };
    let range = (date(2026, 9, 28), date(2026, 10, 26));
    let all = planned(&[lesson], &[break_], &[cancelled], &zone("UTC"), range);
    let all: Vec<_> = all.iter().map(|one| (one.date, one.cancelled.as_deref())).collect();
    assert_eq!(
        all,
        [(date(2026, 9, 28), None), (date(2026, 10, 19), Some("Heating")), (date(2026, 10, 26), None)]
    );
}

#[test]
fn a_range_without_end_is_cut() {
    let lesson = Slot {
        weekdays: WEEK.to_vec(),
        first_day: Date::MIN,
        last_day: Date::MAX,
        ..slot(&[], (time(8, 0, 0, 0), time(9, 0, 0, 0)))
    };
    assert_eq!(dates(&lesson, (date(2026, 1, 1), Date::MAX)).len(), MOST_DAYS as usize);
    assert!(dates(&lesson, (Date::MAX, Date::MAX)).len() <= 1, "the end of the calendar is no harm");
    assert_eq!(dates(&lesson, (date(2026, 1, 2), date(2026, 1, 1))).len(), 0);
}

fn any_slot(id: i64) -> impl Strategy<Value = Slot> {
    let days = proptest::sample::subsequence(WEEK.to_vec(), 1..=7);
    (days, 1u8..=4, 0i32..200, 0i32..400, 0i8..24, 0i8..24, 0usize..2).prop_map(
        move |(weekdays, every, first, length, starts, ends, label)| Slot {
            id: SlotId(id),
            label: ["", "2nd"][label].to_owned(),
            weekdays,
            every,
            first_day: date(2026, 1, 1).saturating_add(first.days()),
            last_day: date(2026, 1, 1).saturating_add((first + length).days()),
            starts: time(starts, 0, 0, 0),
            ends: time(ends, 30, 0, 0),
            ..slot(&[], (time(8, 0, 0, 0), time(9, 0, 0, 0)))
        },
    )
}

proptest! {
    #[test]
    fn sessions_are_on_their_days_and_within_their_hours(
        slot in any_slot(1), place in 0usize..4, from in 0i32..500, length in 0i32..60,
    ) {
        let zone = zone(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"][place]);
        let from = date(2026, 1, 1).saturating_add(from.days());
        let to = from.saturating_add(length.days());
        let found = planned(std::slice::from_ref(&slot), &[], &[], &zone, (from, to));
        for one in &found {
            prop_assert!(from <= one.date && one.date <= to && slot.weekdays.contains(&one.date.weekday()));
            prop_assert!(one.time.starts_at < one.time.ends_at);
            prop_assert!(one.time.late_from.is_some_and(|late| late > one.time.starts_at));
            let local = zone.to_datetime(one.time.starts_at);
            prop_assert_eq!(local.date(), one.date, "the date is the school's own");
            let skipped = zone.to_ambiguous_timestamp(one.date.to_datetime(slot.starts)).is_ambiguous();
            prop_assert!(skipped || local.time() == slot.starts);
        }
        let again = planned(std::slice::from_ref(&slot), &[], &[], &zone, (from, to));
        prop_assert_eq!(&found, &again);
        let by_day: usize = from.series(1.day()).take_while(|day| *day <= to).filter(|day| meets_on(&slot, *day)).count();
        prop_assert_eq!(found.len(), by_day);
    }

    /// Protects a class, a date and a label from naming two sessions: what is found has it, and what is not found has none.
    #[test]
    fn a_collision_is_found_exactly_where_there_is_one(one in any_slot(1), other in any_slot(2)) {
        let all = date(2026, 1, 1).series(1.day()).take(620);
        let there = one.label == other.label && all.clone().any(|day| meets_on(&one, day) && meets_on(&other, day));
        prop_assert_eq!(collision(&one, &other).is_some(), there);
        if let Some(day) = collision(&one, &other) {
            prop_assert!(meets_on(&one, day) && meets_on(&other, day));
        }
        prop_assert_eq!(collision(&one, &one), None, "an entry does not stand in its own way");
    }
}
