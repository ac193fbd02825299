//! The pages of connections to learning platforms.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::ToSpan as _;
use muster_console::Markup;
use muster_console::pages::admin::connections::{
    ClassConnections, ConnectionsView, Tool, class as class_page, connections as page,
};
use muster_domain::ClassId;
use muster_usecase::session::find_class;
use muster_usecase::status_sets::status_set;

use super::Visitor;
use crate::App;
use crate::access::OwnOrigin;
use crate::api::LtiToolItem;
use crate::error::ApiError;

/// Days back that are sent, unless somebody chooses others.
const DAYS: i32 = 6;

pub(crate) async fn connections(
    State(app): State<App>,
    visitor: Visitor,
    OwnOrigin(origin): OwnOrigin,
) -> Response {
    visitor.page(async |visitor| load(&app, visitor, origin.as_deref()).await).await
}

async fn load(app: &App, visitor: &Visitor, origin: Option<&str>) -> Result<Markup, ApiError> {
    visitor.caller.may_manage()?;
    let school = &visitor.caller.school;
    let tool = origin.map(|origin| Tool::from(LtiToolItem::at(origin)));
    let view = ConnectionsView {
        classes: &app.store.list_classes(school).await?,
        moodle: &app.store.list_moodle_links(school).await?,
        tool: tool.as_ref(),
        platforms: &app.store.list_lti_platforms(school).await?,
        courses: &app.store.list_lti_contexts(school).await?,
    };
    Ok(page(&visitor.frame, &view))
}

impl From<LtiToolItem> for Tool {
    fn from(item: LtiToolItem) -> Self {
        let LtiToolItem { target_link_uri, login_url, launch_url, jwks_url } = item;
        Self { target: target_link_uri, login: login_url, launch: launch_url, keys: jwks_url }
    }
}

pub(crate) async fn class(State(app): State<App>, visitor: Visitor, Path(class): Path<String>) -> Response {
    visitor.page(async |visitor| load_class(&app, visitor, &ClassId::new(class)).await).await
}

async fn load_class(app: &App, visitor: &Visitor, id: &ClassId) -> Result<Markup, ApiError> {
    visitor.caller.may_manage()?;
    let (school, today) = (&visitor.caller.school, app.today());
    let act = app.act(school, visitor.caller.name());
    let class = find_class(act, id).await?;
    let links = app.store.list_moodle_links(school).await?;
    let courses = app.store.list_lti_contexts(school).await?;
    let is_course = |link: &muster_domain::LtiClassLink| link.class == *id;
    let view = ClassConnections {
        class: &class,
        moodle: links.iter().find(|link| link.class == *id),
        course: courses.iter().find(|course| course.link.as_ref().is_some_and(is_course)),
        statuses: &status_set(act).await?,
        days: (today.saturating_sub(DAYS.days()), today),
    };
    Ok(class_page(&visitor.frame, &view))
}
