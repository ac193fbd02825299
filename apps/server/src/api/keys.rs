//! API keys, looked after by admins: for kiosks and other software.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use muster_store::{ApiKey, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::qr::qr_code;
use super::users::{WireRole, classes_of, name_of};
use crate::access::{Caller, OwnOrigin, new_api_key};
use crate::error::ApiError;
use crate::{App, web_app};

/// A key, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeyItem {
    /// By which it is revoked.
    id: String,
    /// Whose it is or what for; histories name it.
    label: String,
    role: WireRole,
    /// The ids of its classes, for teachers and kiosks.
    classes: Vec<String>,
    /// RFC 3339 in UTC.
    created_at: String,
    /// Since when it opens nothing.
    revoked_at: Option<String>,
}

/// A new key.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyRequest {
    /// Whose it is or what for; histories name it.
    label: String,
    role: WireRole,
    /// The ids of its classes, for teachers and kiosks.
    #[serde(default)]
    classes: BTreeSet<String>,
}

/// A key and its secret, shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewKey {
    key: KeyItem,
    /// Send it as `Authorization: Bearer SECRET`.
    secret: String,
    /// A QR code that brings the phone app in with this key: an SVG picture as a `data:` URL. The key is after the `#` of
    /// the app's address, which no browser sends to any server. None where the request does not say by which address
    /// this server is reached.
    picture: Option<String>,
}

impl From<ApiKey> for KeyItem {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id,
            label: key.label,
            role: key.role.into(),
            classes: key.classes.iter().map(ToString::to_string).collect(),
            created_at: key.created_at.to_string(),
            revoked_at: key.revoked_at.map(|at| at.to_string()),
        }
    }
}

/// All keys, oldest first, revoked ones included.
#[utoipa::path(
    get, path = "/api/v1/api-keys", tag = "accounts",
    responses((status = 200, body = Vec<KeyItem>), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Vec<KeyItem>>, ApiError> {
    caller.may_manage()?;
    let keys = app.store.list_api_keys(&caller.school).await?;
    Ok(Json(keys.into_iter().map(KeyItem::from).collect()))
}

/// Makes a key. Its secret is in this answer and nowhere else.
#[utoipa::path(
    post, path = "/api/v1/api-keys", tag = "accounts", request_body = KeyRequest,
    responses(
        (status = 201, body = NewKey), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError, description = "no such class"),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    OwnOrigin(origin): OwnOrigin,
    Body(request): Body<KeyRequest>,
) -> Result<(StatusCode, Json<NewKey>), ApiError> {
    caller.may_manage()?;
    let role = Role::from(request.role);
    let (label, classes) = (name_of(&request.label)?, classes_of(role, request.classes)?);
    let (key, secret) = new_api_key(&app.gate.entropy, label, role, classes, (app.now)());
    app.store.add_api_key(&caller.school, &key, &secret.digest()).await?;
    let secret = secret.reveal().to_owned();
    let picture = origin.map(|origin| qr_code(&format!("{}#key={secret}", web_app::connect(&origin))));
    Ok((StatusCode::CREATED, Json(NewKey { key: key.into(), secret, picture: picture.transpose()? })))
}

/// Revokes a key: it opens nothing any more.
#[utoipa::path(
    delete, path = "/api/v1/api-keys/{id}", tag = "accounts",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    app.store.revoke_api_key(&caller.school, &id, (app.now)()).await?;
    Ok(StatusCode::NO_CONTENT)
}
