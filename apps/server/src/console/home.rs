//! The first page.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::ToSpan as _;
use muster_console::pages::home::{ClassCard, HomeView, home as page};
use muster_console::{Markup, paths};
use muster_domain::Class;
use muster_store::Role;
use muster_usecase::timetable::MeetingState;

use super::Visitor;
use super::meetings::{between, held, seen_classes};
use crate::App;
use crate::error::ApiError;

/// Days back for which sessions that were not taken are shown.
const DAYS: i32 = 14;

/// A kiosk has one page only.
pub(crate) async fn home(State(app): State<App>, visitor: Visitor) -> Response {
    let camera = visitor.caller.classes().first().filter(|_| visitor.caller.role() == Role::Kiosk);
    if let Some(class) = camera {
        return Redirect::to(&paths::of_class(class, "live")).into_response();
    }
    visitor.page(async |visitor| load(&app, visitor).await).await
}

async fn load(app: &App, visitor: &Visitor) -> Result<Markup, ApiError> {
    visitor.caller.may_list()?;
    let (today, classes) = (app.today(), seen_classes(app, visitor).await?);
    let mut cards = Vec::new();
    for class in &classes {
        cards.push(card(app, visitor, class.clone()).await?);
    }
    let all = between(app, visitor, &classes, (today.saturating_sub(DAYS.days()), today)).await?;
    let planned = all.iter().any(|one| one.date == today && one.slot.is_some());
    let meetings: Vec<_> = all.iter().filter(|one| planned && one.date == today).cloned().collect();
    let missed = all.into_iter().rev().filter(|one| one.state == MeetingState::NotTaken && one.date < today);
    let missed: Vec<_> = missed.collect();
    let view = HomeView { today, classes: &cards, meetings: &meetings, missed: &missed, days: DAYS };
    Ok(page(&visitor.frame, &view))
}

async fn card(app: &App, visitor: &Visitor, class: Class) -> Result<ClassCard, ApiError> {
    let (school, today) = (&visitor.caller.school, app.today());
    let students = app.store.roster(school, &class.id, app.today()).await?.len();
    let enrolled = super::class::enrolled(app, visitor, &class).await?;
    let sessions = app.store.list_sessions(school, &class.id, Some(today), Some(today)).await?;
    let today = held(app, visitor, &class.id, sessions).await?;
    Ok(ClassCard { class, students, without_face: students.saturating_sub(enrolled.len()), today })
}
