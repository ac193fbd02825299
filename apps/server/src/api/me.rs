//! What the caller may look up and change about themselves.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use muster_store::{Credentials, SecretDigest, SignIn, Totp, User};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::qr::qr_code;
use super::users::WireRole;
use crate::App;
use crate::access::{
    Caller, Client, Password, confirmed_step, expired_cookie, new_factor, new_recovery_codes, otpauth_url,
    proves, sign_in_id, sign_ins_of,
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
    /// Whether the school wants one of them, and they have none: until then nothing but their own account is open to them.
    second_factor_required: bool,
}

/// Somewhere that the caller is signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignInItem {
    /// Its id.
    id: String,
    /// What the client called itself.
    agent: String,
    /// Since when, RFC 3339 in UTC.
    created_at: String,
    /// When it was last used, to about five minutes.
    last_used_at: String,
    /// It opens nothing from then on.
    expires_at: String,
    /// Whether it is the one that asks.
    current: bool,
}

/// What proves that it is still the caller who is there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProofRequest {
    /// The password that holds.
    password: Password,
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
        second_factor_required: caller.lacks_factor(),
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
    let user = still_there(&app, &caller, &client, request.current).await?;
    let hash = app
        .gate
        .passwords
        .hash(request.new, vec![login.to_string(), user.name, app.school_name.clone()])
        .await?;
    app.store.set_password(&caller.school, login, &hash).await?;
    Ok((StatusCode::NO_CONTENT, cookies.add(expired_cookie())))
}

/// Proves by the password that whoever is signed in is still the one who is there: an unlocked phone is not enough.
///
/// # Errors
/// 401, 403 for keys, 429.
async fn still_there(
    app: &App,
    caller: &Caller,
    client: &Client,
    password: Password,
) -> Result<User, ApiError> {
    let login = &caller.require_person()?.login;
    app.gate.limits.address(client)?;
    app.gate.limits.login(login)?;
    let found = credentials(app, caller).await?;
    if app.gate.passwords.matches(password, found.password).await? {
        Ok(found.user)
    } else {
        Err(ApiError::wrong_password())
    }
}

/// Where the caller is signed in, the newest first.
#[utoipa::path(
    get, path = "/api/v1/me/sign-ins", tag = "accounts",
    responses((status = 200, body = Vec<SignInItem>), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn sign_ins(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<SignInItem>>, ApiError> {
    let person = caller.require_person()?;
    let held = sign_ins_of(&app, &caller.school, &person.login).await?;
    let item = |(secret, one): (SecretDigest, SignIn)| SignInItem {
        id: sign_in_id(&secret),
        agent: one.agent,
        created_at: one.created_at.to_string(),
        last_used_at: one.last_used_at.to_string(),
        expires_at: one.expires_at.to_string(),
        current: secret == person.sign_in,
    };
    Ok(Json(held.into_iter().map(item).collect()))
}

/// Ends one of the caller's sign-ins: on a phone that was lost, for example.
#[utoipa::path(
    delete, path = "/api/v1/me/sign-ins/{id}", tag = "accounts",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn end_sign_in(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let login = &caller.require_person()?.login;
    let held = sign_ins_of(&app, &caller.school, login).await?;
    let found = held.into_iter().find(|(secret, _)| sign_in_id(secret) == id);
    let (secret, _) = found.ok_or_else(|| ApiError::not_found("sign-in", &id))?;
    app.store.end_sign_in(&secret).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins a second factor: gives the secret for an authenticator. It is needed once it was confirmed.
#[utoipa::path(
    post, path = "/api/v1/me/totp", tag = "accounts", request_body = ProofRequest,
    responses(
        (status = 200, body = NewFactor), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 409, body = ApiError, description = "there is one already"),
        (status = 422, body = ApiError), (status = 429, body = ApiError)
    )
)]
pub(crate) async fn offer(
    State(app): State<App>,
    caller: Caller,
    client: Client,
    Body(request): Body<ProofRequest>,
) -> Result<Json<NewFactor>, ApiError> {
    let login = &caller.require_person()?.login;
    still_there(&app, &caller, &client, request.password).await?;
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
