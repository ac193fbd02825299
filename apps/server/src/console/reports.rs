//! The page of reports.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use muster_console::Markup;
use muster_console::pages::reports::{ReportsView, reports as page};
use muster_domain::{ClassId, ReportKind};
use muster_usecase::reports::{Limits, report};
use serde::Deserialize;

use super::Visitor;
use super::meetings::seen_classes;
use crate::App;
use crate::api::{Asked, asked_classes, bounded, date};
use crate::error::ApiError;
use crate::reporting::{Subject, table};

/// Which report, of whom and when.
#[derive(Deserialize)]
pub(crate) struct Wish {
    kind: Option<String>,
    class: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

pub(crate) async fn reports(State(app): State<App>, visitor: Visitor, Asked(wish): Asked<Wish>) -> Response {
    visitor.page(async |visitor| load(&app, visitor, wish).await).await
}

async fn load(app: &App, visitor: &Visitor, wish: Wish) -> Result<Markup, ApiError> {
    let caller = &visitor.caller;
    caller.may_list()?;
    let kinds: Vec<ReportKind> = ReportKind::ALL
        .into_iter()
        .filter(|kind| *kind != ReportKind::Teachers || caller.may_oversee().is_ok())
        .collect();
    let kind = match wish.kind.as_deref() {
        Some(code) => ReportKind::from_code(code).ok_or_else(|| ApiError::not_found("report", code))?,
        None => ReportKind::Absences,
    };
    if !kinds.contains(&kind) {
        caller.may_oversee()?;
    }
    let class = wish.class.filter(|class| !class.is_empty()).map(ClassId::new);
    let wanted = asked_classes(app, caller, class.as_ref()).await?;
    let all = seen_classes(app, visitor).await?;
    let days = days(app.today(), wish.from.as_deref(), wish.to.as_deref())?;
    let limits = Limits::default();
    let found = report(app.act(&caller.school, caller.name()), kind, &wanted, days, limits).await?;
    let name = class.as_ref().and(wanted.first()).map(|class| class.name.clone());
    let table = table(visitor.frame.text, &found, &Subject { days, class: name, limits });
    let view = ReportsView { kinds: &kinds, kind, classes: &all, class: class.as_ref(), days, table: &table };
    Ok(page(&visitor.frame, &view))
}

/// The days that are asked for; this month up to today when none are.
///
/// # Errors
/// 422 for days that can't be.
fn days(today: Date, from: Option<&str>, to: Option<&str>) -> Result<(Date, Date), ApiError> {
    let to = to.map_or(Ok(today), date)?;
    let from = from.map_or(Ok(to.first_of_month()), date)?;
    bounded(from, to)
}
