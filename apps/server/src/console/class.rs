//! A class's page.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::ToSpan as _;
use jiff::civil::Date;
use muster_console::Markup;
use muster_console::pages::class::{ClassView, class as page};
use muster_console::pages::groups::{Group, group as group_page};
use muster_console::pages::meeting::Planned;
use muster_console::pages::week::{WeekView, monday};
use muster_domain::{Class, ClassId, StudentId};
use muster_usecase::session::find_class;
use muster_usecase::timetable::MeetingState;
use serde::Deserialize;

use super::Visitor;
use super::meetings::{between, held};
use crate::App;
use crate::api::{Asked, date};
use crate::error::ApiError;

/// The week that a page is asked for, by any of its days.
#[derive(Deserialize)]
pub(crate) struct Week {
    week: Option<String>,
}

impl Week {
    /// Its Monday; this week's when nobody asks for another.
    ///
    /// # Errors
    /// 422 for what is no date.
    pub(super) fn monday(&self, today: Date) -> Result<Date, ApiError> {
        Ok(monday(self.week.as_deref().map_or(Ok(today), date)?))
    }
}

pub(crate) async fn class(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
    Asked(week): Asked<Week>,
) -> Response {
    visitor.page(async |visitor| load(&app, visitor, ClassId::new(class), &week).await).await
}

async fn load(app: &App, visitor: &Visitor, id: ClassId, week: &Week) -> Result<Markup, ApiError> {
    visitor.caller.may_see(&id)?;
    let (school, today) = (&visitor.caller.school, app.today());
    let class = find_class(app.act(school, visitor.caller.name()), &id).await?;
    let students = app.store.roster(school, &id, today).await?.len();
    let sessions = app.store.list_sessions(school, &id, None, None).await?;
    let mut sessions = held(app, visitor, &id, sessions).await?;
    sessions.reverse();
    let without_face = students.saturating_sub(enrolled(app, visitor, &class).await?.len());
    let monday = week.monday(today)?;
    let own = std::slice::from_ref(&class);
    let meetings = between(app, visitor, own, (monday, monday.saturating_add(6.days()))).await?;
    let holidays = app.store.calendar(school).await?.holidays;
    let has_timetable = !app.store.list_slots(school, Some(&id)).await?.is_empty();
    let view = ClassView {
        class: &class,
        today,
        students,
        without_face,
        sessions: &sessions,
        foreseen: &foreseen(app, visitor, own, today).await?,
        week: has_timetable.then_some(WeekView {
            monday,
            today,
            meetings: &meetings,
            holidays: &holidays,
            rest: "",
            many: false,
        }),
        groups: &groups(app, visitor, &id).await?,
        open_list: app.store.has_open_list(school, &id).await?,
    };
    Ok(page(&visitor.frame, &view))
}

/// What the timetable foresees on a day and nobody has begun.
async fn foreseen(app: &App, visitor: &Visitor, own: &[Class], day: Date) -> Result<Vec<Planned>, ApiError> {
    let mut meetings = between(app, visitor, own, (day, day)).await?;
    meetings.retain(|one| matches!(one.state, MeetingState::Planned | MeetingState::NotTaken));
    Ok(meetings)
}

/// The groups of a class, with who is in them today.
pub(super) async fn groups(app: &App, visitor: &Visitor, id: &ClassId) -> Result<Vec<Group>, ApiError> {
    let (school, today) = (&visitor.caller.school, app.today());
    let mut groups = Vec::new();
    for name in app.store.list_groups(school, id).await? {
        let members = app.store.group_members(school, id, &name).await?;
        let now = members.into_iter().filter(|member| member.covers(today));
        groups.push(Group { name, students: now.map(|member| member.student).collect() });
    }
    Ok(groups)
}

pub(crate) async fn group(
    State(app): State<App>,
    visitor: Visitor,
    Path((class, group)): Path<(String, String)>,
) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_manage()?;
            let school = &visitor.caller.school;
            let class = find_class(app.act(school, visitor.caller.name()), &ClassId::new(class)).await?;
            let all = groups(&app, visitor, &class.id).await?;
            let found = all.iter().find(|one| one.name == group);
            let found = found.ok_or_else(|| ApiError::not_found("group", &group))?;
            let roster = app.store.roster(school, &class.id, app.today()).await?;
            Ok(group_page(&visitor.frame, &class, found, &roster))
        })
        .await
}

/// The students of a class's roster who can be recognised.
pub(super) async fn enrolled(
    app: &App,
    visitor: &Visitor,
    class: &Class,
) -> Result<BTreeSet<StudentId>, ApiError> {
    let models = app.recognition.recogniser().models();
    let templates = app.store.list_templates(&visitor.caller.school, &class.id, &models, app.today()).await?;
    Ok(templates.into_iter().map(|template| template.student).collect())
}
