//! Sessions of the timetable as pages list them.

use jiff::civil::{Date, Time};
use muster_console::pages::meeting::Planned;
use muster_domain::{Class, ClassId, SessionTime};
use muster_usecase::timetable::{Meeting, meetings};

use super::Visitor;
use crate::App;
use crate::error::ApiError;

/// From when to when, by the school's clock.
pub(super) fn hours(app: &App, time: &SessionTime) -> (Time, Time) {
    let local = |at| app.zone.to_datetime(at).time();
    (local(time.starts_at), local(time.ends_at))
}

/// All sessions of these classes that are foreseen or were taken from one day to another, by beginning.
pub(super) async fn between(
    app: &App,
    visitor: &Visitor,
    classes: &[Class],
    range: (Date, Date),
) -> Result<Vec<Planned>, ApiError> {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let ids: Vec<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    let found = meetings(act, &ids, range).await?;
    Ok(found.iter().filter_map(|one| planned(app, visitor, classes, one)).collect())
}

fn planned(app: &App, visitor: &Visitor, classes: &[Class], meeting: &Meeting) -> Option<Planned> {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    Some(Planned {
        class: classes.iter().find(|class| class.id == meeting.class)?.clone(),
        date: meeting.date,
        label: meeting.label.clone(),
        hours: meeting.time().map(|time| hours(app, time)),
        group: meeting.group().map(str::to_owned),
        state: meeting.state(act),
        reason: meeting.cancelled().map(str::to_owned),
        slot: meeting.plan.as_ref().map(|plan| plan.slot),
        own: visitor.caller.may_mark(&meeting.class).is_ok(),
    })
}

/// The classes that the visitor sees, by id.
pub(super) async fn seen_classes(app: &App, visitor: &Visitor) -> Result<Vec<Class>, ApiError> {
    crate::api::seen_classes(app, &visitor.caller, None).await
}
