//! A class's page.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::class::{ClassView, class as page};
use muster_domain::{Class, ClassId, StudentId};
use muster_usecase::session::find_class;

use super::Visitor;
use super::home::with_tally;
use crate::App;
use crate::error::ApiError;

pub(crate) async fn class(State(app): State<App>, visitor: Visitor, Path(class): Path<String>) -> Response {
    visitor.page(async |visitor| load(&app, visitor, ClassId::new(class)).await).await
}

async fn load(app: &App, visitor: &Visitor, id: ClassId) -> Result<Markup, ApiError> {
    visitor.caller.may_see(&id)?;
    let school = &visitor.caller.school;
    let class = find_class(app.act(school, visitor.caller.name()), &id).await?;
    let students = app.store.roster(school, &id, app.today()).await?.len();
    let mut sessions = Vec::new();
    for session in app.store.list_sessions(school, &id, None, None).await?.into_iter().rev() {
        sessions.push(with_tally(app, visitor, session).await?);
    }
    let without_face = students.saturating_sub(enrolled(app, visitor, &class).await?.len());
    let view = ClassView { class: &class, today: app.today(), students, without_face, sessions: &sessions };
    Ok(page(&visitor.frame, &view))
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
