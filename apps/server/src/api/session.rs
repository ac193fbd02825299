//! A class's sessions: what holds, marks by hand, closing.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{ClassId, Status};
use muster_usecase::correct_mark::{close_session, correct_mark};
use muster_usecase::take_attendance::{find_class, read_session};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, SessionItem, WireStatus};
use super::body::{Asked, Body, date, session_date};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Days to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    /// First day, `2026-11-24`; from the beginning when absent.
    pub(crate) from: Option<String>,
    /// Last day; to the end when absent.
    pub(crate) to: Option<String>,
}

impl Days {
    /// # Errors
    /// 422 for what is no date, or when `from` is after `to`.
    pub(crate) fn range(&self) -> Result<(Option<jiff::civil::Date>, Option<jiff::civil::Date>), ApiError> {
        let [from, to] = [&self.from, &self.to].map(|day| day.as_deref().map(date).transpose());
        let (from, to) = (from?, to?);
        match (from, to) {
            (Some(first), Some(last)) if first > last => {
                Err(ApiError::invalid(format!("no day is from {first} to {last}: exchange them")))
            }
            range => Ok(range),
        }
    }
}

/// Which session of a day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    /// Tells several sessions of a day apart.
    #[serde(default)]
    label: String,
}

/// A status set by hand.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkRequest {
    /// The student's id.
    student: String,
    /// `not_seen` takes an earlier decision back.
    status: WireStatus,
    /// Why, in your words.
    #[serde(default)]
    remark: String,
}

/// The class's sessions by date, then label.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions", tag = "sessions", params(Days),
    responses(
        (status = 200, body = Vec<SessionItem>),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Json<Vec<SessionItem>>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    find_class(app.act(&caller.school, caller.name()), &class).await?;
    let (from, to) = days.range()?;
    let sessions = app.store.list_sessions(&caller.school, &class, from, to).await?;
    Ok(Json(sessions.iter().map(SessionItem::of).collect()))
}

/// What holds for each student, with the evidence.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions/{date}", tag = "sessions", params(Label),
    responses(
        (status = 200, body = Answer),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    answer(&app, &caller, &class, (date(&day)?, &label)).await
}

/// Sets a student's status by hand. It beats every machine mark, and what was there before stays in the log.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/marks", tag = "sessions", params(Label),
    request_body = MarkRequest,
    responses(
        (status = 200, body = Answer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn mark(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
    Body(request): Body<MarkRequest>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (session_date(&day, (app.now)())?, label.as_str());
    let act = app.act(&caller.school, caller.name());
    let word = (Status::from(request.status), request.remark.as_str());
    correct_mark(act, &class, at, &request.student, word).await?;
    answer(&app, &caller, &class, at).await
}

/// Closes the session: who was not seen becomes absent. Marks by hand are still taken afterwards.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/close", tag = "sessions", params(Label),
    responses(
        (status = 200, body = Answer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn close(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (date(&day)?, label.as_str());
    close_session(app.act(&caller.school, caller.name()), &class, at).await?;
    answer(&app, &caller, &class, at).await
}

async fn answer(
    app: &App,
    caller: &Caller,
    class: &ClassId,
    at: (jiff::civil::Date, &str),
) -> Result<Json<Answer>, ApiError> {
    let act = app.act(&caller.school, caller.name());
    Ok(Json(Answer::of(&read_session(act, app.recognition.recogniser(), class, at).await?)))
}
