//! A class's sessions: what holds, closing, opening again, and whether one may be changed.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use muster_domain::{ClassId, PhotoDigest, Reopening, SessionId};
use muster_record::MOST_DAYS;
use muster_usecase::correct_mark::close_session;
use muster_usecase::lock_session::{confirm_session, reopen_session};
use muster_usecase::session::{find_session, read_session};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, SessionItem};
use super::body::{Asked, Body, date};
use super::classes::seen_class;
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
    pub(crate) fn range(&self) -> Result<(Option<Date>, Option<Date>), ApiError> {
        let [from, to] = [&self.from, &self.to].map(|day| day.as_deref().map(date).transpose());
        in_order(from?, to?)
    }
}

/// A first and a last day, where they are given.
///
/// # Errors
/// 422 when the first is after the last.
pub(crate) fn in_order(
    from: Option<Date>,
    to: Option<Date>,
) -> Result<(Option<Date>, Option<Date>), ApiError> {
    match (from, to) {
        (Some(first), Some(last)) if first > last => {
            Err(ApiError::invalid(format!("no day is from {first} to {last}: exchange them")))
        }
        range => Ok(range),
    }
}

/// A first and a last day that are no more than can be looked at in one go.
///
/// # Errors
/// 422 when the first is after the last, or two years before it.
pub(crate) fn bounded(from: Date, to: Date) -> Result<(Date, Date), ApiError> {
    if to < from || (to - from).get_days() >= MOST_DAYS {
        let text = format!("`to` has to be from {from} on, and less than two years later");
        return Err(ApiError::invalid(text));
    }
    Ok((from, to))
}

/// Which session of a day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    /// Tells several sessions of a day apart.
    #[serde(default)]
    pub(crate) label: String,
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
    let class = seen_class(&app, &caller, class).await?;
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

/// The picture of one of the session's photos, as it was sent. It is kept until the session is closed, and for a day at
/// most.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions/{date}/photos/{photo}", tag = "sessions", params(Label),
    responses(
        (status = 200, content_type = "image/*", body = Vec<u8>), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn picture(
    State(app): State<App>,
    caller: Caller,
    Path((class, day, photo)): Path<(String, String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Response, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let session = find_session(act, &class, (date(&day)?, &label)).await?;
    let file = kept_picture(&app, &caller, session.id, photo_digest(&photo)?).await?;
    // What it is was found out when it was taken; a browser is told no more than it needs, and never to guess.
    let kind = match file.first_chunk::<4>() {
        Some([0xff, 0xd8, ..]) => "image/jpeg",
        Some(b"RIFF") => "image/webp",
        _ => "image/png",
    };
    Ok(([(header::CONTENT_TYPE, kind)], file).into_response())
}

/// A photo's digest.
///
/// # Errors
/// 422 when it can't be one.
pub(crate) fn photo_digest(text: &str) -> Result<PhotoDigest, ApiError> {
    text.parse().map_err(|_| ApiError::invalid("`photo` has to be a photo's digest: 64 hexadecimal digits"))
}

/// The file of a photo while it is kept.
///
/// # Errors
/// 404 when it is not.
pub(crate) async fn kept_picture(
    app: &App,
    caller: &Caller,
    session: SessionId,
    photo: PhotoDigest,
) -> Result<Vec<u8>, ApiError> {
    let file = app.store.find_picture(&caller.school, session, photo).await?;
    file.ok_or_else(|| ApiError::not_found("picture", &photo.to_string()))
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
    changeable(&app, &caller, &class, at).await?;
    close_session(app.act(&caller.school, caller.name()), &class, at).await?;
    answer(&app, &caller, &class, at).await
}

/// Confirms a closed session: somebody else than who closed it has looked over it. What is added to it afterwards takes that
/// back.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/confirm", tag = "sessions", params(Label),
    responses(
        (status = 200, body = Answer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn confirm(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (date(&day)?, label.as_str());
    confirm_session(app.act(&caller.school, caller.name()), &class, at).await?;
    answer(&app, &caller, &class, at).await
}

/// Why a session is opened again.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReopenRequest {
    /// In your words.
    reason: String,
}

/// That a session was opened again.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReopeningItem {
    /// Who.
    by: String,
    /// Why.
    reason: String,
    /// When, RFC 3339 in UTC.
    at: String,
}

impl From<Reopening> for ReopeningItem {
    fn from(Reopening { by, reason, at }: Reopening) -> Self {
        Self { by, reason, at: at.to_string() }
    }
}

/// Opens the session again: who was absent for no other reason than its closing is not seen again. One that is locked is
/// opened by an admin only, for as long as it was open at first.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/reopen", tag = "sessions", params(Label),
    request_body = ReopenRequest,
    responses(
        (status = 200, body = Answer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn reopen(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
    Body(request): Body<ReopenRequest>,
) -> Result<Json<Answer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let at = (date(&day)?, label.as_str());
    let act = app.act(&caller.school, caller.name());
    let word = (request.reason.as_str(), caller.may_manage().is_ok());
    reopen_session(act, &app.lock_rule(), &class, at, word).await?;
    answer(&app, &caller, &class, at).await
}

/// When the session was opened again, oldest first.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions/{date}/reopenings", tag = "sessions", params(Label),
    responses(
        (status = 200, body = Vec<ReopeningItem>), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn reopenings(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<Vec<ReopeningItem>>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let session = find_session(act, &class, (date(&day)?, &label)).await?;
    let reopenings = app.store.list_reopenings(&caller.school, session.id).await?;
    Ok(Json(reopenings.into_iter().map(ReopeningItem::from).collect()))
}

/// Refuses what would change a session that is locked.
///
/// # Errors
/// 409 `locked`.
pub(crate) async fn changeable(
    app: &App,
    caller: &Caller,
    class: &ClassId,
    at: (Date, &str),
) -> Result<(), ApiError> {
    let act = app.act(&caller.school, caller.name());
    Ok(app.lock_rule().require_open(act, class, at).await?)
}

pub(crate) async fn answer(
    app: &App,
    caller: &Caller,
    class: &ClassId,
    at: (jiff::civil::Date, &str),
) -> Result<Json<Answer>, ApiError> {
    let act = app.act(&caller.school, caller.name());
    Ok(Json(Answer::of(&read_session(act, &app.recognition.recogniser(), class, at).await?)))
}
