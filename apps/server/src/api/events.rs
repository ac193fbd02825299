//! Events: meetings and excursions, with a list of who may come.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use muster_domain::{ClassId, StudentId};
use muster_usecase::events::{NewEvent, make_event};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{Body, date};
use super::classes::{ClassItem, plain};
use super::timetable::hour;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// An event to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventRequest {
    /// Its name; a day has none twice.
    name: String,
    /// Its day.
    #[schema(example = "2026-12-11")]
    date: String,
    /// When it begins, by the school's clock.
    #[schema(example = "19:00")]
    starts: String,
    /// When it ends; at or before `starts` it ends on the next day.
    ends: String,
    /// The ids of classes whose students may come.
    #[serde(default)]
    classes: Vec<String>,
    /// The ids of others who may come.
    #[serde(default)]
    students: Vec<String>,
    /// Nobody has to come, and nobody is absent: when it is over its list is who came.
    #[serde(default)]
    open_list: bool,
}

/// Makes an event, a meeting or an excursion: a class of its own with one session, and everybody who may come on its roster. Photos
/// know them by the faces that are on file of them.
#[utoipa::path(
    post, path = "/api/v1/events", tag = "timetable", request_body = EventRequest,
    responses(
        (status = 201, body = ClassItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<EventRequest>,
) -> Result<(StatusCode, Json<ClassItem>), ApiError> {
    caller.may_manage()?;
    plain("name", &request.name)?;
    if request.name.trim().is_empty() {
        return Err(ApiError::invalid("an event needs a name"));
    }
    let event = NewEvent {
        name: request.name,
        date: date(&request.date)?,
        starts: hour(&request.starts)?,
        ends: hour(&request.ends)?,
        classes: request.classes.into_iter().map(ClassId::new).collect(),
        students: request.students.into_iter().map(StudentId::new).collect(),
        open_list: request.open_list,
    };
    let class = make_event(app.act(&caller.school, caller.name()), event).await?;
    Ok((StatusCode::CREATED, Json(class.into())))
}
