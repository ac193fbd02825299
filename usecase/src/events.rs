//! Events: a meeting or an excursion with a list of its own, made from classes and single students.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use muster_domain::{Class, ClassId, Slot, SlotId, Student, StudentId};

use crate::session::find_class;
use crate::timetable::add_slot;
use crate::{Act, UseCaseError};

/// An event to make.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Its name.
    pub name: String,
    /// Its day.
    pub date: Date,
    /// When it begins, by the school's clock.
    pub starts: Time,
    /// When it ends; at or before `starts` it ends on the next day.
    pub ends: Time,
    /// The classes whose students may come.
    pub classes: Vec<ClassId>,
    /// Others who may come.
    pub students: Vec<StudentId>,
    /// Nobody has to come, and nobody is absent.
    pub open_list: bool,
}

/// The id of an event's class: its day comes first.
fn event_id(date: Date, name: &str) -> ClassId {
    ClassId::new(format!("{date} {}", name.trim()))
}

/// The day of an event; none for a class that is no event.
pub fn event_day(class: &ClassId) -> Option<Date> {
    let (day, name) = class.as_str().split_once(' ')?;
    // A class that somebody has given such an id by hand is taken for an event, which changes nothing but how it is listed.
    day.parse().ok().filter(|date: &Date| date.to_string() == day && !name.is_empty())
}

/// Makes an event: a class of its own with one session in the timetable, and everybody who may come on its roster. They are known by
/// the faces that are on file of them.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoStudent`]; [`UseCaseError::SameEvent`] when that day has one of this name.
pub async fn make_event(act: Act<'_>, event: NewEvent) -> Result<Class, UseCaseError> {
    let id = event_id(event.date, &event.name);
    if act.store.lookup_class(act.school, &id).await?.is_some() {
        return Err(UseCaseError::SameEvent { date: event.date, name: event.name });
    }
    let invited = invited(act, &event).await?;
    let class = Class { id, name: event.name.trim().to_owned() };
    act.store.put_class(act.school, &class).await?;
    act.store.put_open_list(act.school, &class.id, event.open_list).await?;
    act.store.put_students(act.school, &class.id, &invited, None).await?;
    let slot = Slot {
        id: SlotId(0),
        class: class.id.clone(),
        label: String::new(),
        group: None,
        weekdays: vec![event.date.weekday()],
        every: 1,
        first_day: event.date,
        last_day: event.date,
        starts: event.starts,
        ends: event.ends,
        grace: None,
    };
    add_slot(act, slot).await?;
    Ok(class)
}

/// Everybody who may come, each once.
async fn invited(act: Act<'_>, event: &NewEvent) -> Result<Vec<Student>, UseCaseError> {
    let mut found: BTreeMap<StudentId, Student> = BTreeMap::new();
    for class in &event.classes {
        find_class(act, class).await?;
        let roster = act.store.roster(act.school, class, event.date).await?;
        found.extend(roster.into_iter().map(|student| (student.id.clone(), student)));
    }
    for id in &event.students {
        let student = act.store.lookup_student(act.school, id).await?;
        let class = event.name.clone();
        let student = student.ok_or_else(|| UseCaseError::NoStudent { class, student: id.to_string() })?;
        found.insert(id.clone(), student);
    }
    Ok(found.into_values().collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Protects from classes that are listed as events, and events that are not.
    #[test]
    fn an_events_day_is_in_its_id() {
        let day = date(2026, 12, 11);
        assert_eq!(event_day(&event_id(day, " Parents' evening ")), Some(day));
        for id in ["7b", "2026-12-11", "2026 12", "2026-13-01 x", "20261211 x", "7b 2026-12-11"] {
            assert_eq!(event_day(&ClassId::new(id)), None, "{id}");
        }
    }
}
