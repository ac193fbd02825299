//! What a stranger may know of this server: that it is a Muster, and how people sign in.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;

/// What this server is.
#[derive(Serialize, ToSchema)]
pub(crate) struct About {
    /// Always `muster`.
    software: &'static str,
    /// What registers name as their maker, with its version.
    version: &'static str,
    /// The school's name, which the sign-in page shows too.
    school: String,
    /// Whether people may sign in through the school's own provider.
    provider: bool,
}

/// What this server is. An app asks before anybody types a password into it: whether an address that was typed or scanned
/// is a Muster's.
#[utoipa::path(
    get, path = "/api/v1/about", tag = "health", security(()), responses((status = 200, body = About))
)]
pub(crate) async fn about(State(app): State<App>) -> Json<About> {
    let provider = app.gate.provider.is_some();
    Json(About { software: "muster", version: app.version, school: app.school_name, provider })
}
