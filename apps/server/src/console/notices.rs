//! The page of notices.

use axum::extract::State;
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::admin::notices::{NoticesView, Told, notices as page};
use muster_domain::{Notice, NoticeRule};
use muster_usecase::notices::line;

use super::Visitor;
use crate::App;
use crate::error::ApiError;

/// Most notices on the page.
const LISTED: u32 = 50;

pub(crate) async fn notices(State(app): State<App>, visitor: Visitor) -> Response {
    visitor.page(async |visitor| load(&app, visitor).await).await
}

async fn load(app: &App, visitor: &Visitor) -> Result<Markup, ApiError> {
    visitor.caller.may_manage()?;
    let school = &visitor.caller.school;
    let rules = app.store.list_notice_rules(school).await?;
    let act = app.act(school, visitor.caller.name());
    let mut told = Vec::new();
    for notice in newest(app, visitor, &rules).await? {
        told.push(Told { line: line(act, &notice.event).await?, notice });
    }
    let classes = app.store.list_classes(school).await?;
    let view = NoticesView { rules: &rules, told: &told, classes: &classes, mail: app.post.mail.is_some() };
    Ok(page(&visitor.frame, &view))
}

/// The last notices of all rules.
async fn newest(app: &App, visitor: &Visitor, rules: &[NoticeRule]) -> Result<Vec<Notice>, ApiError> {
    let mut all = Vec::new();
    for rule in rules {
        all.extend(app.store.list_notices(&visitor.caller.school, rule.id, LISTED).await?);
    }
    all.sort_by_key(|notice| std::cmp::Reverse((notice.at, notice.number)));
    all.truncate(LISTED as usize);
    Ok(all)
}
