//! The first steps, and how far a school is.

use axum::extract::State;
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::tour::{TourView, tour as page};
use muster_domain::ClassId;

use super::Visitor;
use crate::App;
use crate::error::ApiError;

pub(crate) async fn tour(State(app): State<App>, visitor: Visitor) -> Response {
    visitor.page(async |visitor| load(&app, visitor).await).await
}

async fn load(app: &App, visitor: &Visitor) -> Result<Markup, ApiError> {
    visitor.caller.may_list()?;
    let (school, demo) = (&visitor.caller.school, ClassId::new("demo"));
    let mut view = TourView::default();
    for class in app.store.list_classes(school).await? {
        if class.id == demo {
            view.demo = visitor.caller.sees(&demo);
        } else if visitor.caller.sees(&class.id) {
            view.classes += 1;
            view.students += app.store.roster(school, &class.id, app.today()).await?.len();
            view.enrolled += super::class::enrolled(app, visitor, &class).await?.len();
            let sessions = app.store.list_sessions(school, &class.id, None, None).await?;
            view.sessions += sessions.len();
            view.closed += sessions.iter().filter(|session| session.closed_at.is_some()).count();
            view.class.get_or_insert(class.id);
        }
    }
    if view.demo {
        view.class.get_or_insert(demo);
    }
    if visitor.caller.may_manage().is_ok() {
        let users = app.store.list_users(school).await?;
        view.users = Some(users.iter().filter(|user| user.disabled_at.is_none()).count());
    }
    Ok(page(&visitor.frame, &view))
}
