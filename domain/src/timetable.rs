//! When classes meet: terms, holidays, and what repeats week by week.

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::ClassId;

/// A part of the school year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What the school calls it, for example `Autumn 2026`; no two terms have the same name.
    pub name: String,
    /// Its first day.
    pub first_day: Date,
    /// Its last day, not before the first.
    pub last_day: Date,
}

/// Days on which nobody meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// What the school calls it; no two holidays have the same name and first day.
    pub name: String,
    /// Its first day.
    pub first_day: Date,
    /// Its last day, not before the first.
    pub last_day: Date,
}

impl Holiday {
    /// Whether the day is one of it.
    pub fn covers(&self, day: Date) -> bool {
        self.first_day <= day && day <= self.last_day
    }
}

/// A school's terms and holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolCalendar {
    /// Its terms.
    pub terms: Vec<Term>,
    /// Its holidays.
    pub holidays: Vec<Holiday>,
}

/// Names an entry of the timetable within its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub i64);

/// An entry of the timetable: a class meets on these days of the week, at these hours. One with a single day is a meeting
/// that does not repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its id.
    pub id: SlotId,
    /// Whose meetings these are.
    pub class: ClassId,
    /// The label of its sessions, which tells several of a day apart; may be empty.
    pub label: String,
    /// The part of the class that meets; the whole class without one.
    pub group: Option<String>,
    /// The days of the week, at least one.
    pub weekdays: Vec<Weekday>,
    /// Every how many weeks, 1 to 4, counted from the week (Monday to Sunday) of `first_day`.
    pub every: u8,
    /// The first day on which it may meet.
    pub first_day: Date,
    /// The last one, not before the first.
    pub last_day: Date,
    /// When it begins, by the school's clock.
    pub starts: Time,
    /// When it ends; at or before `starts` it ends on the next day.
    pub ends: Time,
    /// So many minutes after the beginning a photo shows who is late; without it no photo makes anybody late.
    pub grace: Option<u16>,
}

/// That one meeting of the timetable does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// Whose.
    pub slot: SlotId,
    /// The day it would have been.
    pub date: Date,
    /// Why, in somebody's words; may be empty.
    pub reason: String,
}

/// When a session takes place. Kept with it as it was when the session was opened: a timetable that changes later changes
/// no session that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTime {
    /// The beginning.
    pub starts_at: Timestamp,
    /// The end, after the beginning.
    pub ends_at: Timestamp,
    /// The IANA name of the time zone in which it was planned, for example `Europe/Berlin`.
    pub zone: String,
    /// From when on somebody first seen is late; never without it.
    pub late_from: Option<Timestamp>,
}

/// A session that the timetable foresees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSession {
    /// The entry that foresees it.
    pub slot: SlotId,
    /// Whose.
    pub class: ClassId,
    /// The school's local date of its beginning.
    pub date: Date,
    /// Its label.
    pub label: String,
    /// The part of the class that meets; the whole class without one.
    pub group: Option<String>,
    /// When.
    pub time: SessionTime,
    /// Why it does not take place; it does without.
    pub cancelled: Option<String>,
}
