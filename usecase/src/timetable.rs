//! When classes meet: what the timetable foresees, what of it was taken, and its changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use muster_domain::{
    AttendanceRecord, ClassId, PlannedSession, SchoolCalendar, Session, SessionId, SessionTime, Slot, SlotId,
    Student,
};
use muster_record::{collision, planned};

use crate::class_people::ClassPeople;
use crate::session::find_class;
use crate::{Act, UseCaseError};

/// A session that is foreseen or was taken, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Whose.
    pub class: ClassId,
    /// Its day.
    pub date: Date,
    /// Its label.
    pub label: String,
    /// What the timetable foresees; none for a session that nobody planned.
    pub plan: Option<PlannedSession>,
    /// What was taken.
    pub session: Option<Session>,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingState {
    /// It has not begun, and nobody has done anything.
    Planned,
    /// It has begun, and nobody has done anything: its attendance was not taken.
    NotTaken,
    /// Somebody has taken attendance or marked somebody.
    Open,
    /// It was closed.
    Closed,
    /// It does not take place.
    Cancelled,
}

impl MeetingState {
    /// All, in the order in which a session goes through them.
    pub const ALL: [Self; 5] = [Self::Planned, Self::NotTaken, Self::Open, Self::Closed, Self::Cancelled];

    /// Its code, for example `not_taken`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::NotTaken => "not_taken",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Meeting {
    /// Whether it should have been taken by now and nobody did anything: it has begun, was not cancelled, and has no session.
    pub fn is_missed(&self, act: Act<'_>) -> bool {
        let begun = |plan: &PlannedSession| plan.cancelled.is_none() && plan.time.starts_at <= act.now;
        self.session.is_none() && self.plan.as_ref().is_some_and(begun)
    }

    /// How far it is.
    pub fn state(&self, act: Act<'_>) -> MeetingState {
        match &self.session {
            Some(session) if session.closed_at.is_some() => MeetingState::Closed,
            Some(_) => MeetingState::Open,
            None if self.cancelled().is_some() => MeetingState::Cancelled,
            None if self.is_missed(act) => MeetingState::NotTaken,
            None => MeetingState::Planned,
        }
    }

    /// Why it does not take place; none when it does, or was taken all the same.
    pub fn cancelled(&self) -> Option<&str> {
        let plan = self.plan.as_ref().filter(|_| self.session.is_none())?;
        plan.cancelled.as_deref()
    }

    /// When it takes place: as it was taken, else as it is planned.
    pub fn time(&self) -> Option<&SessionTime> {
        let taken = self.session.as_ref().and_then(|session| session.time.as_ref());
        taken.or_else(|| self.plan.as_ref().map(|plan| &plan.time))
    }

    /// The part of the class that meets; the whole class without one.
    pub fn group(&self) -> Option<&str> {
        match &self.session {
            Some(session) => session.group.as_deref(),
            None => self.plan.as_ref()?.group.as_deref(),
        }
    }
}

/// What the timetable of these classes foresees and what was taken from `from` to `to`, both included (two years at most), by
/// beginning; sessions without a time come first on their day.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn meetings(
    act: Act<'_>,
    classes: &[ClassId],
    range: (Date, Date),
) -> Result<Vec<Meeting>, UseCaseError> {
    let wanted: BTreeSet<&ClassId> = classes.iter().collect();
    let mut slots = act.store.list_slots(act.school, None).await?;
    slots.retain(|slot| wanted.contains(&slot.class));
    let mut found: BTreeMap<(Date, ClassId, String), Meeting> = BTreeMap::new();
    for plan in plans(act, &slots, range).await? {
        let (class, date, label) = (plan.class.clone(), plan.date, plan.label.clone());
        let key = (date, class.clone(), label.clone());
        found.insert(key, Meeting { class, date, label, plan: Some(plan), session: None });
    }
    for class in classes {
        for session in act.store.list_sessions(act.school, class, Some(range.0), Some(range.1)).await? {
            let (date, label) = (session.date, session.label.clone());
            let key = (date, class.clone(), label.clone());
            let none = Meeting { class: class.clone(), date, label, plan: None, session: None };
            found.entry(key).or_insert(none).session = Some(session);
        }
    }
    let mut all: Vec<Meeting> = found.into_values().collect();
    all.sort_by_key(|one| (one.date, one.starts_at()));
    Ok(all)
}

impl Meeting {
    /// When it begins: as it was taken, else as it is planned.
    pub fn starts_at(&self) -> Option<jiff::Timestamp> {
        self.time().map(|time| time.starts_at)
    }
}

/// A session before anybody has done anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreseen {
    /// The students whom it will be about, in the roster's order.
    pub roster: Vec<Student>,
    /// What holds for each of them: not seen, or what their leave says.
    pub records: Vec<AttendanceRecord>,
}

/// Whom a session will be about when somebody begins it, planned or not.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn foresee_session(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
    group: Option<&str>,
) -> Result<Foreseen, UseCaseError> {
    let session = Session {
        closed_by: None,
        confirmation: None,
        id: SessionId(0),
        class: class.clone(),
        date,
        label: label.to_owned(),
        closed_at: None,
        time: None,
        group: group.map(str::to_owned),
    };
    let people = ClassPeople::read(act, class, (Some(date), Some(date))).await?;
    let (roster, records) = people.records(&session, &[]);
    Ok(Foreseen { roster, records })
}

async fn plans(
    act: Act<'_>,
    slots: &[Slot],
    range: (Date, Date),
) -> Result<Vec<PlannedSession>, UseCaseError> {
    if slots.is_empty() {
        return Ok(Vec::new());
    }
    let calendar = act.store.calendar(act.school).await?;
    let cancellations = act.store.list_cancellations(act.school).await?;
    Ok(planned(slots, &calendar.holidays, &cancellations, act.zone, range))
}

/// The session of a class at a date, opened as the timetable foresees it when there is none yet.
///
/// # Errors
/// [`UseCaseError::NoClass`].
pub(crate) async fn open_session(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
) -> Result<Session, UseCaseError> {
    if let Some(session) = act.store.find_session(act.school, class, date, label).await? {
        return Ok(session);
    }
    find_class(act, class).await?;
    let slots = act.store.list_slots(act.school, Some(class)).await?;
    let plans = plans(act, &slots, (date, date)).await?;
    let plan = plans.iter().find(|plan| plan.label == label && plan.cancelled.is_none());
    Ok(act.store.open_session(act.school, class, date, label, plan).await?)
}

/// Replaces the school's terms and holidays.
///
/// # Errors
/// [`UseCaseError::BadCalendar`] when one has no name, ends before it begins, or stands there twice.
pub async fn put_calendar(
    act: Act<'_>,
    mut calendar: SchoolCalendar,
) -> Result<SchoolCalendar, UseCaseError> {
    calendar.terms.sort_by(|a, b| (a.first_day, &a.name).cmp(&(b.first_day, &b.name)));
    calendar.holidays.sort_by(|a, b| (a.first_day, &a.name).cmp(&(b.first_day, &b.name)));
    let terms = calendar.terms.iter().map(|term| (&term.name, term.first_day, term.last_day));
    let holidays =
        calendar.holidays.iter().map(|holiday| (&holiday.name, holiday.first_day, holiday.last_day));
    for (name, first, last) in terms.clone().chain(holidays.clone()) {
        let bad = |cause| Err(UseCaseError::BadCalendar { name: name.clone(), cause });
        if name.trim().is_empty() {
            return bad("it needs a name");
        }
        if last < first {
            return bad("its last day is before its first");
        }
    }
    let mut names = BTreeSet::new();
    if let Some((name, ..)) = terms.clone().find(|(name, ..)| !names.insert(*name)) {
        return Err(UseCaseError::BadCalendar {
            name: name.clone(),
            cause: "there are two terms of this name",
        });
    }
    let mut seen = BTreeSet::new();
    if let Some((name, ..)) = holidays.clone().find(|(name, first, _)| !seen.insert((*name, *first))) {
        return Err(UseCaseError::BadCalendar { name: name.clone(), cause: "it is there twice" });
    }
    act.store.put_calendar(act.school, &calendar).await?;
    Ok(calendar)
}

/// Adds an entry to the timetable; its id is a new one.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::NoGroup`]; [`UseCaseError::SameSession`] when another entry of the class makes
/// the same session on some day.
pub async fn add_slot(act: Act<'_>, slot: Slot) -> Result<Slot, UseCaseError> {
    check_slot(act, &slot).await?;
    let id = act.store.add_slot(act.school, &slot).await?;
    Ok(Slot { id, ..slot })
}

/// Changes an entry of the timetable. Sessions that were taken stay as they are.
///
/// # Errors
/// As [`add_slot`], and when there is no such entry.
pub async fn change_slot(act: Act<'_>, slot: Slot) -> Result<Slot, UseCaseError> {
    check_slot(act, &slot).await?;
    act.store.change_slot(act.school, &slot).await?;
    Ok(slot)
}

async fn check_slot(act: Act<'_>, slot: &Slot) -> Result<(), UseCaseError> {
    find_class(act, &slot.class).await?;
    if let Some(group) = &slot.group
        && !act.store.list_groups(act.school, &slot.class).await?.contains(group)
    {
        return Err(UseCaseError::NoGroup { class: slot.class.to_string(), group: group.clone() });
    }
    let others = act.store.list_slots(act.school, Some(&slot.class)).await?;
    let same = others.iter().find_map(|other| collision(slot, other));
    same.map_or(Ok(()), |date| Err(UseCaseError::SameSession { date, label: slot.label.clone() }))
}

/// The entry of that id, of whatever class.
///
/// # Errors
/// [`UseCaseError::NoSlot`].
pub async fn find_slot(act: Act<'_>, id: SlotId) -> Result<Slot, UseCaseError> {
    let all = act.store.list_slots(act.school, None).await?;
    all.into_iter().find(|slot| slot.id == id).ok_or(UseCaseError::NoSlot(id.0))
}
