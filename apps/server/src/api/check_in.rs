//! Checking in by oneself: the code that is shown, and the word of who has scanned it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use jiff::civil::Date;
use muster_domain::ClassId;
use muster_usecase::check_in::{CHECK_IN, check_in as mark};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::WireStatus;
use super::body::{Asked, Body, session_date};
use super::qr_code;
use super::session::{Label, changeable};
use crate::App;
use crate::access::{Caller, Client, Meeting, OwnOrigin};
use crate::error::ApiError;

/// The code that is shown at this moment.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckInCode {
    /// The address that it leads to, for a while.
    pub(crate) address: String,
    /// The same as a QR code, an SVG picture in a `data:` URL.
    pub(crate) picture: String,
    /// When the next code is shown, RFC 3339 in UTC.
    pub(crate) next_at: String,
}

/// Who checks in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckInRequest {
    /// What the code's page holds; good once.
    ticket: String,
    /// The student's id.
    student: String,
}

/// Who has checked in.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckedIn {
    /// The student's name.
    name: String,
    /// `present`, or `late` by the session's hours.
    status: WireStatus,
}

/// The code of a session of today, to be shown in the room: it changes every 15 seconds.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/sessions/{date}/check-in-code", tag = "marks", params(Label),
    responses(
        (status = 200, body = CheckInCode), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn code(
    State(app): State<App>,
    caller: Caller,
    OwnOrigin(origin): OwnOrigin,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Result<Json<CheckInCode>, ApiError> {
    let (class, date) = (ClassId::new(class), session_date(&day, (app.now)())?);
    Ok(Json(code_of(&app, &caller, origin, Meeting { class, date, label }).await?))
}

/// The code of a session, for who may mark it.
///
/// # Errors
/// 404 and 403 for others; 409 `locked`; 422 for a session of another day.
pub(crate) async fn code_of(
    app: &App,
    caller: &Caller,
    origin: Option<String>,
    meeting: Meeting,
) -> Result<CheckInCode, ApiError> {
    caller.may_mark(&meeting.class)?;
    require_today(app, meeting.date)?;
    changeable(app, caller, &meeting.class, (meeting.date, &meeting.label)).await?;
    let unnamed = || ApiError::invalid("this request does not say which host it asks: send `Host`");
    let (code, next) = app.gate.check_ins.code(meeting, (app.now)());
    let address = format!("{}/check-in?code={code}", origin.ok_or_else(unnamed)?);
    Ok(CheckInCode { picture: qr_code(&address)?, address, next_at: next.to_string() })
}

fn require_today(app: &App, date: Date) -> Result<(), ApiError> {
    let today = app.today();
    if date == today {
        return Ok(());
    }
    Err(ApiError::invalid(format!("students check in to sessions of today, {today}, and not of {date}")))
}

/// A student checks in with the ticket that the code's page gave them. It sets `present`, or `late` by the session's hours; a
/// person's mark stands above it.
#[utoipa::path(
    post, path = "/api/v1/check-in", tag = "marks", request_body = CheckInRequest, security(()),
    responses(
        (status = 200, body = CheckedIn), (status = 400, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError), (status = 410, body = ApiError), (status = 422, body = ApiError),
        (status = 429, body = ApiError)
    )
)]
pub(crate) async fn check_in(
    State(app): State<App>,
    client: Client,
    headers: HeaderMap,
    cookies: CookieJar,
    Body(request): Body<CheckInRequest>,
) -> Result<(CookieJar, Json<CheckedIn>), ApiError> {
    app.gate.limits.address(&client)?;
    let (check_ins, now, student) = (&app.gate.check_ins, (app.now)(), request.student.trim());
    let ticket = check_ins.try_ticket(&request.ticket, now).ok_or_else(ApiError::code_is_over)?;
    let (device, cookie) = check_ins.device(&headers);
    if check_ins.is_others(&ticket, &device, student, now) {
        let text = "this phone has checked in somebody else: ask your teacher";
        return Err(ApiError::new(StatusCode::CONFLICT, "device_used", text));
    }
    let act = app.act(&app.school, CHECK_IN);
    let Meeting { class, date, label } = ticket.meeting.clone();
    app.lock_rule().require_open(act, &class, (date, &label)).await?;
    let short: String = device.chars().take(4).collect();
    let (student, status) = mark(act, &class, (date, &label), student, &format!("device {short}")).await?;
    check_ins.done(ticket, &device, student.id.clone(), now);
    let cookies = cookie.into_iter().fold(cookies, CookieJar::add);
    Ok((cookies, Json(CheckedIn { name: student.full_name(), status: status.into() })))
}
