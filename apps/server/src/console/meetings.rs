//! Sessions of the timetable as pages list them.

use jiff::civil::{Date, Time};
use muster_console::pages::meeting::{Held, Planned, Standing};
use muster_domain::{Class, ClassId, Session, SessionTime};
use muster_usecase::session::tally_sessions;
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
    let mut all = Vec::new();
    for one in &found {
        if let Some(class) = classes.iter().find(|class| class.id == one.class) {
            let standing = standing(app, visitor, one.date, one.session.as_ref()).await?;
            all.push(planned(app, visitor, (class, standing), one));
        }
    }
    Ok(all)
}

fn planned(
    app: &App,
    visitor: &Visitor,
    (class, standing): (&Class, Standing),
    meeting: &Meeting,
) -> Planned {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    Planned {
        class: class.clone(),
        date: meeting.date,
        label: meeting.label.clone(),
        hours: meeting.time().map(|time| hours(app, time)),
        group: meeting.group().map(str::to_owned),
        state: meeting.state(act),
        reason: meeting.cancelled().map(str::to_owned),
        slot: meeting.plan.as_ref().map(|plan| plan.slot),
        own: visitor.caller.may_mark(&meeting.class).is_ok(),
        standing,
    }
}

/// What is left to do about a session of that day.
async fn standing(
    app: &App,
    visitor: &Visitor,
    date: Date,
    session: Option<&Session>,
) -> Result<Standing, ApiError> {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    Ok(Standing {
        awaits_confirmation: session.is_some_and(|session| app.awaits_confirmation(session)),
        locked: app.lock_rule().since(act, date, session).await?.is_some(),
    })
}

/// Sessions of a class with what holds at each, and what is left to do about it.
pub(super) async fn held(
    app: &App,
    visitor: &Visitor,
    class: &ClassId,
    sessions: Vec<Session>,
) -> Result<Vec<Held>, ApiError> {
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let mut all = Vec::new();
    for (session, tally) in tally_sessions(act, class, sessions).await? {
        let standing = standing(app, visitor, session.date, Some(&session)).await?;
        all.push(Held { session, tally, standing });
    }
    Ok(all)
}

/// The classes that the visitor sees, by id.
pub(super) async fn seen_classes(app: &App, visitor: &Visitor) -> Result<Vec<Class>, ApiError> {
    crate::api::seen_classes(app, &visitor.caller, None).await
}
