//! The live page of a class: today's session unless the address names another.

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::live::{LiveView, live as page};
use muster_console::paths::Meeting;
use muster_domain::{ClassId, Student};
use muster_usecase::session::{attending, find_class};
use serde::Deserialize;

use super::Visitor;
use crate::App;
use crate::api::{Asked, date};
use crate::error::ApiError;

/// Which session.
#[derive(Deserialize)]
pub(crate) struct Which {
    date: Option<String>,
    #[serde(default)]
    label: String,
}

pub(crate) async fn live(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
    Asked(which): Asked<Which>,
) -> Response {
    visitor.page(async |visitor| load(&app, visitor, ClassId::new(class), which).await).await
}

/// Whoever may take attendance may see this page, kiosks too: it shows names, and no picture.
async fn load(app: &App, visitor: &Visitor, id: ClassId, which: Which) -> Result<Markup, ApiError> {
    visitor.caller.may_take(&id)?;
    let school = &visitor.caller.school;
    let act = app.act(school, visitor.caller.name());
    let class = find_class(act, &id).await?;
    let date = which.date.as_deref().map_or_else(|| Ok(app.today()), date)?;
    let there = match app.store.find_session(school, &id, date, &which.label).await? {
        Some(session) => attending(act, &session).await?,
        None => Vec::new(),
    };
    let roster = app.store.roster(school, &id, app.today()).await?;
    let present = roster.iter().filter(|student| there.contains(&student.id)).map(Student::full_name);
    let view = LiveView {
        class: &class,
        meeting: Meeting { class: &id, date, label: &which.label },
        present: &present.collect::<Vec<_>>(),
        students: roster.len(),
        recognition: !app.recognition.is_off(),
        enrolled: super::class::enrolled(app, visitor, &class).await?.len(),
    };
    Ok(page(&visitor.frame, &view))
}
