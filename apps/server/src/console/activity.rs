//! What people did at the sessions lately.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use jiff::ToSpan as _;
use muster_console::Markup;
use muster_console::pages::admin::activity::{ActivityView, activity as page};
use muster_usecase::activity::activity as read;

use super::Visitor;
use crate::App;
use crate::api::{Asked, Days};
use crate::error::ApiError;

/// Days that are shown when nobody asks for others.
const DAYS: i32 = 7;

pub(crate) async fn activity(State(app): State<App>, visitor: Visitor, Asked(days): Asked<Days>) -> Response {
    visitor.page(async |visitor| load(&app, visitor, &days).await).await
}

async fn load(app: &App, visitor: &Visitor, days: &Days) -> Result<Markup, ApiError> {
    visitor.caller.may_oversee()?;
    let (from, to) = days.range()?;
    let to = to.unwrap_or_else(|| app.today());
    let from = from.unwrap_or_else(|| to.saturating_sub(DAYS.days()));
    let school = &visitor.caller.school;
    let classes = app.store.list_classes(school).await?;
    let deeds = read(app.act(school, visitor.caller.name()), &classes, (from, to)).await?;
    let mut names = BTreeMap::new();
    for class in &classes {
        let roster = app.store.roster(school, &class.id, app.today()).await?;
        names.extend(roster.into_iter().map(|student| (student.id.clone(), student.full_name())));
    }
    let view = ActivityView { days: (from, to), deeds: &deeds, classes: &classes, names: &names };
    Ok(page(&visitor.frame, &view))
}
