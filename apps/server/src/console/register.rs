//! The page of a class's register, and the days that pages are asked for.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use muster_console::Markup;
use muster_console::pages::period::{Period, Span};
use muster_console::pages::register::{self as pages, Choice, Order, RegisterView, register as page};
use muster_domain::ClassId;
use muster_usecase::build_register::build_register;
use muster_usecase::session::find_class;
use muster_usecase::status_sets::status_set;
use serde::Deserialize;

use super::Visitor;
use crate::App;
use crate::api::{Asked, date, in_order};
use crate::error::ApiError;

/// The days in a page's address. A form sends its fields empty too: then the days have no end on that side.
#[derive(Deserialize)]
pub(crate) struct Days {
    from: Option<String>,
    to: Option<String>,
    span: Option<String>,
}

impl Days {
    /// # Errors
    /// 422 for what is no date, or when `from` is after `to`.
    pub(super) fn period(&self, today: Date) -> Result<Period, ApiError> {
        if self.from.is_none() && self.to.is_none() {
            let span = self.span.as_deref().map(Span::from_code);
            return Ok(Period::of_span(span.unwrap_or_default(), today));
        }
        let day =
            |field: &Option<String>| field.as_deref().filter(|day| !day.is_empty()).map(date).transpose();
        let (from, to) = in_order(day(&self.from)?, day(&self.to)?)?;
        Ok(Period::of_days(from, to))
    }
}

/// What else the register's address says.
#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    below: String,
    #[serde(default)]
    sort: String,
}

pub(crate) async fn register(
    State(app): State<App>,
    visitor: Visitor,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
    Asked(wish): Asked<Wish>,
) -> Response {
    visitor.page(async |visitor| load(&app, visitor, &ClassId::new(class), &days, &wish).await).await
}

pub(crate) async fn import(State(app): State<App>, visitor: Visitor, Path(class): Path<String>) -> Response {
    visitor
        .page(async |visitor| {
            let id = ClassId::new(class);
            visitor.caller.may_mark(&id)?;
            let act = app.act(&visitor.caller.school, visitor.caller.name());
            let class = find_class(act, &id).await?;
            Ok(pages::import(&visitor.frame, &class, &status_set(act).await?))
        })
        .await
}

async fn load(
    app: &App,
    visitor: &Visitor,
    id: &ClassId,
    days: &Days,
    wish: &Wish,
) -> Result<Markup, ApiError> {
    visitor.caller.may_see(id)?;
    let today = app.today();
    let below = wish.below.parse().ok().filter(|below| *below <= 100);
    let choice = Choice {
        period: days.period(today)?,
        below: below.unwrap_or(Choice::USUAL_BELOW),
        order: Order::from_code(&wish.sort),
    };
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let class = find_class(act, id).await?;
    let range = (choice.period.from, choice.period.to);
    let data = build_register(act, id, range, (&app.school_name, app.version)).await?;
    let terms = app.store.calendar(&visitor.caller.school).await?.terms;
    Ok(page(&visitor.frame, &RegisterView { class: &class, data: &data, choice, today, terms: &terms }))
}
