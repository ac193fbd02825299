//! Which sessions a timetable foresees. Hours are the school's clock: an 8:15 lesson begins at 8:15 in winter and in summer,
//! and its instants follow from the zone's rules.
//!
//! Owns what repeats and what falls out. Which of these sessions were taken is known to the store.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use muster_domain::{Cancellation, Holiday, PlannedSession, SessionTime, Slot};

/// The most days that [`planned`] looks at in one call: two years, more than any page or feed shows.
pub const MOST_DAYS: i32 = 731;

/// The sessions that these entries foresee from `from` to `to`, both included, by beginning, then class and label. Days in a
/// holiday have none; cancelled ones are there and say so. Of more than [`MOST_DAYS`] the first ones are looked at.
///
/// A beginning that the clock skips when summer time starts is as much later as the clock jumps; of one that comes twice the
/// first counts (RFC 5545, section 3.3.5, and `jiff`'s "compatible").
pub fn planned(
    slots: &[Slot],
    holidays: &[Holiday],
    cancellations: &[Cancellation],
    zone: &TimeZone,
    (from, to): (Date, Date),
) -> Vec<PlannedSession> {
    let last = to.min(from.saturating_add((MOST_DAYS - 1).days()));
    let mut sessions: Vec<PlannedSession> = from
        .series(1.day())
        .take_while(|day| *day <= last)
        .filter(|day| !holidays.iter().any(|holiday| holiday.covers(*day)))
        .flat_map(|day| slots.iter().filter(move |slot| meets_on(slot, day)).map(move |slot| (slot, day)))
        .filter_map(|(slot, day)| {
            let cancelled = cancellations.iter().find(|one| one.slot == slot.id && one.date == day);
            Some(PlannedSession {
                slot: slot.id,
                class: slot.class.clone(),
                date: day,
                label: slot.label.clone(),
                group: slot.group.clone(),
                time: session_time(slot, day, zone)?,
                cancelled: cancelled.map(|one| one.reason.clone()),
            })
        })
        .collect();
    sessions.sort_by(|a, b| {
        let key = |one: &PlannedSession| (one.time.starts_at, one.class.clone(), one.label.clone());
        key(a).cmp(&key(b))
    });
    sessions
}

/// Whether an entry foresees a meeting on the day, holidays aside.
pub fn meets_on(slot: &Slot, day: Date) -> bool {
    let weeks = || {
        let days = (monday_of(day) - monday_of(slot.first_day)).get_days();
        (days / 7) % i32::from(slot.every.max(1)) == 0
    };
    slot.first_day <= day && day <= slot.last_day && slot.weekdays.contains(&day.weekday()) && weeks()
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days())
}

/// When an entry's meeting of a day takes place; none at the end of the calendar, or in a zone without a name.
fn session_time(slot: &Slot, day: Date, zone: &TimeZone) -> Option<SessionTime> {
    let over_midnight = slot.ends <= slot.starts;
    let last_day = if over_midnight { day.tomorrow().ok()? } else { day };
    let at = |when: DateTime| -> Option<Timestamp> {
        Some(zone.to_ambiguous_zoned_datetime(when).compatible().ok()?.timestamp())
    };
    let starts_at = at(day.to_datetime(slot.starts))?;
    // A meeting of half an hour that the clock skips would end where it begins: it keeps its first minute.
    let ends_at =
        at(last_day.to_datetime(slot.ends))?.max(starts_at.checked_add(SignedDuration::from_mins(1)).ok()?);
    let late =
        slot.grace.map(|minutes| starts_at.saturating_add(SignedDuration::from_mins(i64::from(minutes))));
    let late_from = late.and_then(Result::ok);
    Some(SessionTime { starts_at, ends_at, zone: zone.iana_name().unwrap_or("UTC").to_owned(), late_from })
}

/// A day on which two entries of a class would make the same session: both meet, with the same label. A timetable must have
/// no such day, as a class, a date and a label name a session.
pub fn collision(one: &Slot, other: &Slot) -> Option<Date> {
    if one.class != other.class || one.label != other.label || one.id == other.id {
        return None;
    }
    let (first, last) = (one.first_day.max(other.first_day), one.last_day.min(other.last_day));
    // What repeats every 1 to 4 weeks has shown every combination after 12.
    let last = last.min(first.saturating_add((12 * 7).days()));
    first
        .series(1.day())
        .take_while(|day| *day <= last)
        .find(|day| meets_on(one, *day) && meets_on(other, *day))
}

/// The days of the week in the order of the week.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
