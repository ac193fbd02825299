//! Marks of a session: set by hand, taken back, and their history.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{ClassId, Mark, Status};
use muster_usecase::correct_mark::{correct_mark, withdraw_mark};
use muster_usecase::session::find_session;
use muster_usecase::status_sets::{Chosen, chosen_by_letter};
use muster_usecase::{Act, SeenMark};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, MarkItem, WireStatus};
use super::body::{Asked, Once, Repeatable, date, instant, session_date};
use super::session::{Label, answer, changeable};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// A status set by hand.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkRequest {
    /// The student's id.
    student: String,
    /// `not_seen` takes an earlier decision back. Either this or `letter`.
    status: Option<WireStatus>,
    /// A letter of the school's set of statuses (`GET /api/v1/status-sets`), which says which status it stands for.
    letter: Option<String>,
    /// Why, in your words.
    #[serde(default)]
    remark: String,
    /// What you saw when you decided. If something else holds now, nothing is changed and 409 `changed_meanwhile`
    /// comes, whose message says who changed it, to what and when.
    seen: Option<SeenStatus>,
}

impl MarkRequest {
    /// # Errors
    /// 422 for neither or both, and for a letter that the school does not use.
    async fn chosen(&self, act: Act<'_>) -> Result<Chosen, ApiError> {
        match (self.status, &self.letter) {
            (Some(status), None) => Ok(Chosen::from(Status::from(status))),
            (None, Some(letter)) => Ok(chosen_by_letter(act, letter).await?),
            _ => Err(ApiError::invalid("a mark has either a `status` or a `letter`")),
        }
    }
}

/// What held for a student, as an answer had it.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenStatus {
    /// The student's `status`.
    status: WireStatus,
    /// The `at` of the student's `mark`; null when there was none.
    at: Option<String>,
}

impl SeenStatus {
    /// # Errors
    /// 422 for a time that is none.
    fn read(&self) -> Result<SeenMark, ApiError> {
        Ok(SeenMark { status: self.status.into(), at: self.at.as_deref().map(instant).transpose()? })
    }
}

/// Which mark is taken back.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meant {
    /// Tells several sessions of a day apart.
    #[serde(default)]
    label: String,
    /// The `at` of the mark that is meant. If another one holds now, nothing is changed and 409 `changed_meanwhile`
    /// comes.
    seen: Option<String>,
}

/// A mark, as the history has it.
#[derive(Serialize, ToSchema)]
pub(crate) struct HistoryItem {
    /// The student's id.
    student: String,
    /// What it says.
    status: WireStatus,
    /// The letter of the school's statuses that was chosen, where one was.
    letter: Option<String>,
    /// Who says so.
    mark: MarkItem,
}

/// Sets a student's status by hand. It beats every machine mark, and what was there before stays in the log.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/marks", tag = "marks",
    params(Label, ("Idempotency-Key" = Option<String>, Header, description = "names the request")),
    request_body = MarkRequest,
    responses(
        (status = 200, body = Answer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn mark(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
    sent: Repeatable<MarkRequest>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (session_date(&day, (app.now)())?, label.as_str());
    changeable(&app, &caller, &class, at).await?;
    let act = Act { request: sent.request.as_ref(), ..app.act(&caller.school, caller.name()) };
    let MarkRequest { student, remark, seen, .. } = &sent.value;
    let seen = seen.as_ref().map(SeenStatus::read).transpose()?;
    let chosen = sent.value.chosen(act).await?;
    correct_mark(act, &class, at, student, (chosen, remark), seen).await?;
    answer(&app, &caller, &class, at).await
}

/// All marks of the session, oldest first: the machine's, people's, and those of its closing.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions/{date}/marks", tag = "marks", params(Label),
    responses(
        (status = 200, body = Vec<HistoryItem>), (status = 401, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn history(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<Vec<HistoryItem>>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let session = find_session(act, &class, (date(&day)?, &label)).await?;
    let marks = app.store.list_marks(&caller.school, session.id).await?;
    let recogniser = app.recognition.recogniser();
    let threshold = recogniser.threshold();
    let item = |mark: &Mark| HistoryItem {
        student: mark.student.to_string(),
        status: mark.status.into(),
        letter: mark.letter.clone(),
        mark: MarkItem::of(mark, threshold),
    };
    Ok(Json(marks.iter().map(item).collect()))
}

/// Takes the student's latest mark by a person back; what held before holds again.
#[utoipa::path(
    delete, path = "/api/v1/classes/{class}/sessions/{date}/marks/{student}", tag = "marks",
    params(Meant, ("Idempotency-Key" = Option<String>, Header, description = "names the request")),
    responses(
        (status = 200, body = Answer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path((class, day, student)): Path<(String, String, String)>,
    Asked(Meant { label, seen }): Asked<Meant>,
    Once(request): Once,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (session_date(&day, (app.now)())?, label.as_str());
    changeable(&app, &caller, &class, at).await?;
    let act = Act { request: request.as_ref(), ..app.act(&caller.school, caller.name()) };
    let seen = seen.as_deref().map(instant).transpose()?;
    withdraw_mark(act, &class, at, &student, seen).await?;
    answer(&app, &caller, &class, at).await
}
