//! Whether the server runs, for whoever watches over it.

use axum::extract::State;
use axum::http::StatusCode;

use crate::App;
use crate::error::ApiError;

/// The process answers.
#[utoipa::path(get, path = "/health/live", tag = "health", security(()), responses((status = 204)))]
pub(crate) async fn live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The process can work: its database answers and has shown no damage, and the models are loaded (it would not have started without).
#[utoipa::path(
    get, path = "/health/ready", tag = "health", security(()),
    responses((status = 204), (status = 503, body = ApiError))
)]
pub(crate) async fn ready(State(app): State<App>) -> Result<StatusCode, ApiError> {
    match app.store.check().await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(ApiError::from(error).not_ready()),
    }
}
