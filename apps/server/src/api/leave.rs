//! Leave: accepted reasons for not being there, and what was handed in with them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use muster_domain::{Leave, LeaveId, StudentId};
use muster_store::KeptFile;
use muster_usecase::leave::{NewLeave, enter_leave};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, Body, date};
use super::classes::{seen_student, seen_students};
use super::kept_file::{KeptFileItem, KeptFileRequest, to_save};
use super::session::in_order;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Longest note, in characters.
const NOTE: usize = 2_000;

/// A leave to enter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeaveRequest {
    /// The student's id.
    student: String,
    /// The first day, which may lie ahead.
    #[schema(example = "2026-11-24")]
    first_day: String,
    /// The last day; the first when absent.
    last_day: Option<String>,
    /// A letter of the school's statuses that stands for excused; its first when absent.
    letter: Option<String>,
    /// Why, in your words. Sealed; only who may see the student reads it.
    #[serde(default)]
    note: String,
}

/// A leave.
#[derive(Serialize, ToSchema)]
pub(crate) struct LeaveItem {
    /// Its id.
    id: i64,
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// The first day.
    first_day: String,
    /// The last day.
    last_day: String,
    /// The letter that its days get, where one was chosen.
    letter: Option<String>,
    /// Why.
    note: String,
    /// Who entered it.
    by: String,
    /// When, RFC 3339 in UTC.
    at: String,
    /// Who withdrew it; it counts no longer.
    withdrawn_by: Option<String>,
    /// When it was withdrawn.
    withdrawn_at: Option<String>,
    /// What was handed in with it.
    files: Vec<KeptFileItem>,
}

/// Whose leave, of which days.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    /// The student's id; everybody's whom the caller may see when absent.
    student: Option<String>,
    /// The first day.
    from: Option<String>,
    /// The last day.
    to: Option<String>,
}

impl LeaveItem {
    fn of(leave: Leave, name: String, files: Vec<KeptFile>) -> Self {
        let (withdrawn_by, withdrawn_at) = leave.withdrawn.map(|(by, at)| (by, at.to_string())).unzip();
        Self {
            id: leave.id.0,
            student: leave.student.to_string(),
            name,
            first_day: leave.first_day.to_string(),
            last_day: leave.last_day.to_string(),
            letter: leave.letter,
            note: leave.note,
            by: leave.by,
            at: leave.at.to_string(),
            withdrawn_by,
            withdrawn_at,
            files: files.into_iter().map(KeptFileItem::from).collect(),
        }
    }
}

/// Leave that touches these days, withdrawn or not, by first day.
#[utoipa::path(
    get, path = "/api/v1/leaves", tag = "leave", params(Which),
    responses(
        (status = 200, body = Vec<LeaveItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Asked(Which { student, from, to }): Asked<Which>,
) -> Result<Json<Vec<LeaveItem>>, ApiError> {
    caller.may_list()?;
    let [from, to] = [&from, &to].map(|day| day.as_deref().map(date).transpose());
    let (from, to) = in_order(from?, to?)?;
    let student = student.map(StudentId::new);
    let leaves = app.store.list_leaves(&caller.school, student.as_ref(), from, to).await?;
    let students = seen_students(&app, &caller).await?;
    if let Some(student) = &student
        && !students.contains_key(student)
    {
        return Err(ApiError::not_found("student", student.as_str()));
    }
    let mut items = Vec::new();
    for leave in leaves {
        if let Some(name) = students.get(&leave.student) {
            items.push(item(&app, &caller, leave, name.clone()).await?);
        }
    }
    Ok(Json(items))
}

async fn item(app: &App, caller: &Caller, leave: Leave, name: String) -> Result<LeaveItem, ApiError> {
    let files = app.store.list_leave_files(&caller.school, leave.id).await?;
    Ok(LeaveItem::of(leave, name, files))
}

/// A leave of a student whom the caller may see, with their name.
async fn seen_leave(app: &App, caller: &Caller, leave: i64) -> Result<(Leave, String), ApiError> {
    caller.may_list()?;
    let all = app.store.list_leaves(&caller.school, None, None, None).await?;
    let missing = || ApiError::not_found("leave", &leave.to_string());
    let found = all.into_iter().find(|one| one.id == LeaveId(leave)).ok_or_else(missing)?;
    let students = seen_students(app, caller).await?;
    let name = students.get(&found.student).cloned().ok_or_else(missing)?;
    Ok((found, name))
}

/// Enters a leave, ahead or afterwards. Sessions of its days say excused, unless a photo or a person says that the student was
/// there.
#[utoipa::path(
    post, path = "/api/v1/leaves", tag = "leave", request_body = LeaveRequest,
    responses(
        (status = 201, body = LeaveItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn enter(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<LeaveRequest>,
) -> Result<(StatusCode, Json<LeaveItem>), ApiError> {
    caller.may_change()?;
    let student = StudentId::new(request.student);
    let name = seen_student(&app, &caller, &student).await?;
    if request.note.chars().count() > NOTE {
        return Err(ApiError::invalid(format!("`note` is longer than {NOTE} characters")));
    }
    let first_day = date(&request.first_day)?;
    let last_day = request.last_day.as_deref().map_or(Ok(first_day), date)?;
    let new = NewLeave { student, first_day, last_day, letter: request.letter, note: request.note };
    let leave = enter_leave(app.act(&caller.school, caller.name()), new).await?;
    Ok((StatusCode::CREATED, Json(LeaveItem::of(leave, name, Vec::new()))))
}

/// Withdraws a leave. It counts no longer, and what was handed in with it is removed; that it was there stays.
#[utoipa::path(
    delete, path = "/api/v1/leaves/{leave}", tag = "leave",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(leave): Path<i64>,
) -> Result<StatusCode, ApiError> {
    caller.may_change()?;
    let (leave, _) = seen_leave(&app, &caller, leave).await?;
    app.store.withdraw_leave(&caller.school, leave.id, caller.name(), (app.now)()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps a file with a leave, sealed. What it is is found out from its bytes.
#[utoipa::path(
    post, path = "/api/v1/leaves/{leave}/files", tag = "leave", request_body = KeptFileRequest,
    responses(
        (status = 201, body = LeaveItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add_file(
    State(app): State<App>,
    caller: Caller,
    Path(leave): Path<i64>,
    Body(request): Body<KeptFileRequest>,
) -> Result<(StatusCode, Json<LeaveItem>), ApiError> {
    caller.may_change()?;
    let (leave, student) = seen_leave(&app, &caller, leave).await?;
    let there = app.store.list_leave_files(&caller.school, leave.id).await?.len();
    let file = request.read(there)?;
    app.store.add_leave_file(&caller.school, leave.id, (&file.name, file.media_type, &file.bytes)).await?;
    Ok((StatusCode::CREATED, Json(item(&app, &caller, leave, student).await?)))
}

/// A leave.
#[utoipa::path(
    get, path = "/api/v1/leaves/{leave}", tag = "leave",
    responses(
        (status = 200, body = LeaveItem), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(leave): Path<i64>,
) -> Result<Json<LeaveItem>, ApiError> {
    let (leave, name) = seen_leave(&app, &caller, leave).await?;
    Ok(Json(item(&app, &caller, leave, name).await?))
}

/// A file of a leave, to be saved: no browser shows it as a page of this server.
#[utoipa::path(
    get, path = "/api/v1/leaves/{leave}/files/{number}", tag = "leave",
    responses(
        (status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn file(
    State(app): State<App>,
    caller: Caller,
    Path((leave, number)): Path<(i64, i64)>,
) -> Result<Response, ApiError> {
    let (leave, _) = seen_leave(&app, &caller, leave).await?;
    let listed = app.store.list_leave_files(&caller.school, leave.id).await?;
    let missing = || ApiError::not_found("file", &number.to_string());
    let known = listed.into_iter().find(|one| one.number == number).ok_or_else(missing)?;
    let bytes = app.store.read_leave_file(&caller.school, leave.id, number).await?.ok_or_else(missing)?;
    // The name is whatever somebody typed: the number is enough for a file, and can't break a header.
    Ok(to_save(&format!("leave-{}-{number}", leave.id.0), &known.media_type, bytes))
}
