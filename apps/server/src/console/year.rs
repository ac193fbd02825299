//! The school year: a week of it, the timetable's entries, and single meetings.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::ToSpan as _;
use muster_console::Markup;
use muster_console::pages::week::WeekView;
use muster_console::pages::year::{
    EntryView, EventView, Guest, PlannedView, YearView, entry as entry_page, event as event_page,
    planned as planned_page, year as page,
};
use muster_console::paths::part;
use muster_domain::{Class, ClassId, SlotId, StudentId};
use muster_usecase::events::event_day;
use muster_usecase::session::find_class;
use muster_usecase::timetable::find_slot;
use serde::Deserialize;

use super::Visitor;
use super::class::Week;
use super::meetings::{between, seen_classes};
use crate::App;
use crate::api::{Asked, date};
use crate::error::ApiError;

/// The class that a page is asked for. A form sends an empty one for all.
#[derive(Deserialize)]
pub(crate) struct OfClass {
    #[serde(default)]
    class: String,
}

pub(crate) async fn year(
    State(app): State<App>,
    visitor: Visitor,
    Asked(week): Asked<Week>,
    Asked(OfClass { class }): Asked<OfClass>,
) -> Response {
    visitor.page(async |visitor| load(&app, visitor, &week, &class).await).await
}

async fn load(app: &App, visitor: &Visitor, week: &Week, class: &str) -> Result<Markup, ApiError> {
    visitor.caller.may_list()?;
    let school = &visitor.caller.school;
    let classes = seen_classes(app, visitor).await?;
    let chosen = match class {
        "" => None,
        id => Some(
            classes
                .iter()
                .find(|one| one.id.as_str() == id)
                .ok_or_else(|| ApiError::not_found("class", id))?,
        ),
    };
    let shown: Vec<Class> = chosen.map_or_else(|| classes.clone(), |one| vec![one.clone()]);
    let (today, monday) = (app.today(), week.monday(app.today())?);
    let meetings = between(app, visitor, &shown, (monday, monday.saturating_add(6.days()))).await?;
    let calendar = app.store.calendar(school).await?;
    let mut slots = app.store.list_slots(school, None).await?;
    slots.retain(|slot| shown.iter().any(|class| class.id == slot.class));
    let rest = chosen.map_or_else(String::new, |one| format!("&class={}", part(one.id.as_str())));
    let week = WeekView {
        monday,
        today,
        meetings: &meetings,
        holidays: &calendar.holidays,
        rest: &rest,
        many: chosen.is_none() && classes.len() > 1,
    };
    let view = YearView { classes: &classes, chosen, week, calendar: &calendar, slots: &slots };
    Ok(page(&visitor.frame, &view))
}

pub(crate) async fn new_entry(
    State(app): State<App>,
    visitor: Visitor,
    Asked(OfClass { class }): Asked<OfClass>,
) -> Response {
    visitor.page(async |visitor| entry_of(&app, visitor, &ClassId::new(class), None).await).await
}

pub(crate) async fn entry(State(app): State<App>, visitor: Visitor, Path(slot): Path<i64>) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_manage()?;
            let slot =
                find_slot(app.act(&visitor.caller.school, visitor.caller.name()), SlotId(slot)).await?;
            entry_of(&app, visitor, &slot.class, Some(&slot)).await
        })
        .await
}

async fn entry_of(
    app: &App,
    visitor: &Visitor,
    class: &ClassId,
    slot: Option<&muster_domain::Slot>,
) -> Result<Markup, ApiError> {
    visitor.caller.may_manage()?;
    let school = &visitor.caller.school;
    let class = find_class(app.act(school, visitor.caller.name()), class).await?;
    let groups = app.store.list_groups(school, &class.id).await?;
    let terms = app.store.calendar(school).await?.terms;
    Ok(entry_page(&visitor.frame, &EntryView { class: &class, slot, groups: &groups, terms: &terms }))
}

pub(crate) async fn new_event(State(app): State<App>, visitor: Visitor) -> Response {
    visitor.page(async |visitor| load_event(&app, visitor).await).await
}

async fn load_event(app: &App, visitor: &Visitor) -> Result<Markup, ApiError> {
    visitor.caller.may_manage()?;
    let (school, today) = (&visitor.caller.school, app.today());
    let mut classes = app.store.list_classes(school).await?;
    classes.retain(|class| event_day(&class.id).is_none());
    let mut found: BTreeMap<StudentId, Guest> = BTreeMap::new();
    for class in &classes {
        for student in app.store.roster(school, &class.id, today).await? {
            let guest = found.entry(student.id.clone());
            let guest = guest.or_insert_with(|| Guest { student, classes: Vec::new() });
            guest.classes.push(class.name.clone());
        }
    }
    let mut students: Vec<Guest> = found.into_values().collect();
    students.sort_by_cached_key(|one| (one.student.last_name.clone(), one.student.first_name.clone()));
    Ok(event_page(&visitor.frame, &EventView { today, classes: &classes, students: &students }))
}

pub(crate) async fn planned(
    State(app): State<App>,
    visitor: Visitor,
    Path((slot, day)): Path<(i64, String)>,
) -> Response {
    visitor.page(async |visitor| load_planned(&app, visitor, SlotId(slot), &day).await).await
}

async fn load_planned(app: &App, visitor: &Visitor, slot: SlotId, day: &str) -> Result<Markup, ApiError> {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    visitor.caller.may_list()?;
    let found = find_slot(act, slot).await?;
    visitor.caller.may_mark(&found.class)?;
    let class = find_class(act, &found.class).await?;
    let day = date(day)?;
    let meetings = between(app, visitor, &[class], (day, day)).await?;
    let meeting = meetings.iter().find(|one| one.slot == Some(slot));
    let meeting = meeting.ok_or_else(|| ApiError::not_found("meeting", &day.to_string()))?;
    Ok(planned_page(&visitor.frame, &PlannedView { meeting, slot }))
}
