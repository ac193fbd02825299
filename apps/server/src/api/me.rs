//! What the caller may look up and change about themselves.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use muster_store::{Credentials, Totp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::qr::qr_code;
use super::users::WireRole;
use crate::App;
use crate::access::{
    Caller, Client, Password, confirmed_step, expired_cookie, new_factor, new_recovery_codes, otpauth_url,
    proves,
};
use crate::error::ApiError;

/// The caller.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    /// What they sign in with; none for a key.
    login: Option<String>,
    /// How histories name them.
    name: String,
    /// What they may do.
    role: WireRole,
    /// The ids of their classes, for teachers and kiosks; others see all or none.
    classes: Vec<String>,
    /// Whether signing in takes a second factor.
    second_factor: bool,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordRequest {
    /// The one that holds.
    current: Password,
    /// The new one: 10 to 128 characters, not one of the first that are guessed.
    new: Password,
}

/// A code of the second factor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRequest {
    /// From the authenticator; to remove a second factor a recovery code is as good.
    code: String,
}

/// A second factor that is not needed until it is confirmed.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewFactor {
    /// In base32, for typing.
    secret: String,
    /// For authenticators: `otpauth://totp/...`
    url: String,
    /// The same as a QR code: an SVG picture as a `data:` URL.
    picture: String,
}

/// Codes for when the authenticator is lost. They are shown once, and each is good once.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// Who the caller is.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "accounts",
    responses((status = 200, body = Me), (status = 401, body = ApiError))
)]
pub(crate) async fn me(State(app): State<App>, caller: Caller) -> Result<Json<Me>, ApiError> {
    let second_factor = match caller.person() {
        Some(_) => credentials(&app, &caller).await?.user.has_totp,
        None => false,
    };
    Ok(Json(Me {
        login: caller.person().map(|person| person.login.to_string()),
        name: caller.name().to_owned(),
        role: caller.role().into(),
        classes: caller.classes().iter().map(ToString::to_string).collect(),
        second_factor,
    }))
}

/// Changes the caller's password. All their sign-ins end, this one too.
#[utoipa::path(
    post, path = "/api/v1/me/password", tag = "accounts", request_body = PasswordRequest,
    responses(
        (status = 204), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 422, body = ApiError), (status = 429, body = ApiError)
    )
)]
pub(crate) async fn password(
    State(app): State<App>,
    caller: Caller,
    client: Client,
    cookies: CookieJar,
    Body(request): Body<PasswordRequest>,
) -> Result<(StatusCode, CookieJar), ApiError> {
    let login = &caller.require_person()?.login;
    app.gate.limits.address(&client)?;
    app.gate.limits.login(login)?;
    let Credentials { user, password, .. } = credentials(&app, &caller).await?;
    if !app.gate.passwords.matches(request.current, password).await? {
        return Err(ApiError::wrong_password());
    }
    let hash = app
        .gate
        .passwords
        .hash(request.new, vec![login.to_string(), user.name, app.school_name.clone()])
        .await?;
    app.store.set_password(&caller.school, login, &hash).await?;
    Ok((StatusCode::NO_CONTENT, cookies.add(expired_cookie())))
}

/// Begins a second factor: gives the secret for an authenticator. It is needed once it was confirmed.
#[utoipa::path(
    post, path = "/api/v1/me/totp", tag = "accounts",
    responses(
        (status = 200, body = NewFactor), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 409, body = ApiError, description = "there is one already")
    )
)]
pub(crate) async fn offer(State(app): State<App>, caller: Caller) -> Result<Json<NewFactor>, ApiError> {
    let login = &caller.require_person()?.login;
    let factor = new_factor(&app.gate.entropy);
    let (secret, url) = otpauth_url(&factor, login, &app.school_name)?;
    app.store.offer_totp(&caller.school, login, &factor).await?;
    let picture = qr_code(&url)?;
    Ok(Json(NewFactor { secret, url, picture }))
}

/// Confirms with a code that the authenticator has the secret; from now on signing in takes a code.
#[utoipa::path(
    post, path = "/api/v1/me/totp/confirm", tag = "accounts", request_body = CodeRequest,
    responses(
        (status = 200, body = RecoveryCodes), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError),
        (status = 429, body = ApiError)
    )
)]
pub(crate) async fn confirm(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<CodeRequest>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let login = &caller.require_person()?.login;
    app.gate.limits.code(login)?;
    let Credentials { user, totp, .. } = credentials(&app, &caller).await?;
    let offered = totp.filter(|_| !user.has_totp).ok_or_else(|| {
        ApiError::new(
            StatusCode::CONFLICT,
            "conflict",
            "no second factor waits to be confirmed: begin one first",
        )
    })?;
    let step =
        confirmed_step(&offered, login, &request.code, (app.now)()).ok_or_else(ApiError::wrong_code)?;
    let (recovery_codes, digests) = new_recovery_codes(&app.gate.entropy);
    app.store.confirm_totp(&caller.school, login, step, &digests).await?;
    Ok(Json(RecoveryCodes { recovery_codes }))
}

/// Removes the caller's second factor. It takes a code: an unlocked phone is not enough.
#[utoipa::path(
    delete, path = "/api/v1/me/totp", tag = "accounts", request_body = CodeRequest,
    responses(
        (status = 204), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError),
        (status = 429, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<CodeRequest>,
) -> Result<StatusCode, ApiError> {
    let login = &caller.require_person()?.login;
    app.gate.limits.code(login)?;
    let Credentials { user, totp, .. } = credentials(&app, &caller).await?;
    let totp: Totp = totp
        .filter(|_| user.has_totp)
        .ok_or_else(|| ApiError::not_found("second factor of", login.as_str()))?;
    if !proves(&app, &caller.school, (login, &totp), &request.code).await? {
        return Err(ApiError::wrong_code());
    }
    app.store.remove_totp(&caller.school, login).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn credentials(app: &App, caller: &Caller) -> Result<Credentials, ApiError> {
    let login = &caller.require_person()?.login;
    let found = app.store.find_credentials(&caller.school, login).await?;
    found.ok_or_else(ApiError::unauthorised)
}
