//! Whether the server runs, for whoever watches over it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::error::ApiError;

/// The process answers.
#[utoipa::path(get, path = "/health/live", tag = "health", security(()), responses((status = 204)))]
pub(crate) async fn live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// What does not work.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `degraded`.
    status: &'static str,
    /// What is missing, for people.
    message: &'static str,
}

/// The process can work: its database answers and has shown no damage. Without its models it works by hand: then the
/// answer is 200 and says so, unless the school uses no faces.
#[utoipa::path(
    get, path = "/health/ready", tag = "health", security(()),
    responses((status = 204), (status = 200, body = Health), (status = 503, body = ApiError))
)]
pub(crate) async fn ready(State(app): State<App>) -> Result<Response, ApiError> {
    match app.store.check().await {
        Ok(()) if app.recognition.lacks_models() => {
            let message = "faces can't be recognised, attendance is taken by hand; the log says why";
            Ok(Json(Health { status: "degraded", message }).into_response())
        }
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(ApiError::from(error).not_ready()),
    }
}
