//! Where faces are used: in the school, in a class, of a student.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{ClassId, StudentId};
use muster_record::FaceRule;
use muster_store::{FaceScope, ForgottenFaces};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::switch;

/// Whether faces are used there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaceUseRequest {
    /// With `false` everything that is kept of these faces is removed at once. Attendance is then taken by hand, on the same
    /// pages.
    on: bool,
}

/// Where faces are used.
#[derive(Serialize, ToSchema)]
pub(crate) struct FaceUseAnswer {
    /// Whether the school uses any.
    school: bool,
    /// The ids of classes that use none.
    classes_off: Vec<String>,
    /// The ids of students whose faces are not used.
    students_off: Vec<String>,
    /// What was removed with this change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    forgotten: Option<ForgottenFaces>,
}

async fn answer(
    app: &App,
    caller: &Caller,
    forgotten: Option<ForgottenFaces>,
) -> Result<Json<FaceUseAnswer>, ApiError> {
    let used = app.store.face_use(&caller.school).await?;
    Ok(Json(FaceUseAnswer {
        school: used.school,
        classes_off: used.classes_off.iter().map(ToString::to_string).collect(),
        students_off: used.students_off.iter().map(ToString::to_string).collect(),
        forgotten,
    }))
}

async fn change(
    app: &App,
    caller: &Caller,
    scope: &FaceScope,
    request: &FaceUseRequest,
) -> Result<Json<FaceUseAnswer>, ApiError> {
    caller.may_manage()?;
    if request.on && app.jurisdiction.faces == FaceRule::Never {
        return Err(ApiError::conflict(format!(
            "faces may not be used here: {}",
            app.jurisdiction.rests_on.join("; ")
        )));
    }
    let forgotten = app.store.put_face_use(&caller.school, scope, request.on).await?;
    answer(app, caller, (!request.on).then_some(forgotten)).await
}

/// Where faces are used.
#[utoipa::path(
    get, path = "/api/v1/faces", tag = "consent",
    responses((status = 200, body = FaceUseAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn read(State(app): State<App>, caller: Caller) -> Result<Json<FaceUseAnswer>, ApiError> {
    caller.may_list()?;
    answer(&app, &caller, None).await
}

/// Says whether the school uses faces at all. Without them the models leave memory; with them they are loaded again, which
/// `GET /api/v1/recognition-profile` tells of.
#[utoipa::path(
    put, path = "/api/v1/faces", tag = "consent", request_body = FaceUseRequest,
    responses(
        (status = 200, body = FaceUseAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 409, body = ApiError)
    )
)]
pub(crate) async fn of_school(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<FaceUseRequest>,
) -> Result<Json<FaceUseAnswer>, ApiError> {
    let changed = change(&app, &caller, &FaceScope::School, &request).await?;
    if request.on {
        switch::load_again(&app);
    } else {
        switch::unload_unused(&app).await.map_err(|cause| ApiError::internal(&cause))?;
    }
    Ok(changed)
}

/// Says whether faces are used in a class's sessions.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}/faces", tag = "consent", request_body = FaceUseRequest,
    responses(
        (status = 200, body = FaceUseAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)
    )
)]
pub(crate) async fn of_class(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<FaceUseRequest>,
) -> Result<Json<FaceUseAnswer>, ApiError> {
    change(&app, &caller, &FaceScope::Class(ClassId::new(class)), &request).await
}

/// Says whether a student's face is used, whatever was consented to.
#[utoipa::path(
    put, path = "/api/v1/students/{student}/faces", tag = "consent", request_body = FaceUseRequest,
    responses(
        (status = 200, body = FaceUseAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)
    )
)]
pub(crate) async fn of_student(
    State(app): State<App>,
    caller: Caller,
    Path(student): Path<String>,
    Body(request): Body<FaceUseRequest>,
) -> Result<Json<FaceUseAnswer>, ApiError> {
    change(&app, &caller, &FaceScope::Student(StudentId::new(student)), &request).await
}
