//! Coming in and going out: set-up, sign-in, sign-out, invitations.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use muster_store::{Credentials, Login, Role, StoreError, User};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::users::{login_of, name_of};
use crate::App;
use crate::access::{
    Caller, Client, Issued, Password, digest_of, end_earlier, expired_cookie, issue, proves, sign_in_cookie,
};
use crate::audit::{self, Asking};
use crate::error::ApiError;

/// The first admin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetUpRequest {
    /// From the link that the server printed.
    token: String,
    /// What to sign in with.
    login: String,
    /// Your name.
    name: String,
    /// 10 to 128 characters, not one of the first that are guessed.
    password: Password,
}

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInRequest {
    login: String,
    password: Password,
    /// From an authenticator, or a recovery code; for users with a second factor.
    code: Option<String>,
    /// Whether to set a cookie in place of giving a token: for browsers.
    #[serde(default)]
    cookie: bool,
}

/// A choice of a password by an invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationRequest {
    /// From the link.
    token: String,
    /// 10 to 128 characters, not one of the first that are guessed.
    password: Password,
}

/// A sign-in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignInAnswer {
    /// Send it as `Authorization: Bearer TOKEN`. None when a cookie was set.
    token: Option<String>,
    /// It opens nothing from then on; and nothing after twelve hours without use. RFC 3339 in UTC.
    expires_at: String,
}

/// Who may sign in now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Welcome {
    login: String,
}

/// Makes the first admin, with the one-time link that the server printed at its start.
#[utoipa::path(
    post, path = "/api/v1/setup", tag = "accounts", security(()), request_body = SetUpRequest,
    responses(
        (status = 201, body = Welcome), (status = 400, body = ApiError),
        (status = 410, body = ApiError, description = "used, replaced or expired"),
        (status = 422, body = ApiError), (status = 429, body = ApiError)
    )
)]
pub(crate) async fn set_up(
    State(app): State<App>,
    client: Client,
    Body(request): Body<SetUpRequest>,
) -> Result<(StatusCode, Json<Welcome>), ApiError> {
    app.gate.limits.address(&client)?;
    let secret = digest_of(&request.token).ok_or_else(ApiError::gone)?;
    let (login, name) = (login_of(&request.login)?, name_of(&request.name)?);
    if !app.store.list_users(&app.school).await?.is_empty() {
        return Err(ApiError::gone());
    }
    let hash = app
        .gate
        .passwords
        .hash(request.password, vec![login.to_string(), name.clone(), app.school_name.clone()])
        .await?;
    let admin = User {
        login,
        name,
        role: Role::Admin,
        classes: std::collections::BTreeSet::new(),
        substitutions: std::collections::BTreeMap::new(),
        created_at: (app.now)(),
        disabled_at: None,
        has_totp: false,
        has_password: false,
    };
    app.store.set_up(&app.school, &secret, &admin, &hash).await.map_err(gone)?;
    Ok((StatusCode::CREATED, Json(Welcome { login: admin.login.to_string() })))
}

/// Signs in with login and password, and with a code where the user has a second factor.
#[utoipa::path(
    post, path = "/api/v1/sign-in", tag = "accounts", security(()), request_body = SignInRequest,
    responses(
        (status = 200, body = SignInAnswer), (status = 400, body = ApiError),
        (status = 401, body = ApiError, description = "`wrong_password`, `second_factor` or `wrong_code`"),
        (status = 422, body = ApiError), (status = 429, body = ApiError), (status = 503, body = ApiError)
    )
)]
pub(crate) async fn sign_in(
    State(app): State<App>,
    client: Client,
    cookies: CookieJar,
    headers: HeaderMap,
    asking: Asking,
    Body(request): Body<SignInRequest>,
) -> Result<(CookieJar, Json<SignInAnswer>), ApiError> {
    app.gate.limits.address(&client)?;
    let (cookie, login) = (request.cookie, Login::new(&request.login));
    let user = proved(&app, request).await.inspect_err(|error| knocked(&app, login, error))?;
    asking.is(&app.school, &user.name);
    if cookie {
        end_earlier(&app, &headers).await?;
    }
    let issued = issue(&app, &user.login, client, cookie).await.map_err(|_| ApiError::wrong_password())?;
    Ok(answer(cookies, &issued, cookie))
}

/// Tells the audit log that somebody could not prove to be one of the users. It is told beside the answer, which must take as
/// long for a login that nobody has; and only as often as one may guess, so that nobody fills the log.
fn knocked(app: &App, login: Option<Login>, error: &ApiError) {
    let (app, outcome) = (app.clone(), error.status());
    if let Some(login) = login.filter(|_| outcome == StatusCode::UNAUTHORIZED) {
        tokio::spawn(async move { audit::refused_sign_in(&app, &login, outcome).await });
    }
}

fn answer(cookies: CookieJar, issued: &Issued, cookie: bool) -> (CookieJar, Json<SignInAnswer>) {
    let expires_at = issued.expires_at.to_string();
    if cookie {
        (cookies.add(sign_in_cookie(issued)), Json(SignInAnswer { token: None, expires_at }))
    } else {
        (cookies, Json(SignInAnswer { token: Some(issued.secret.reveal().to_owned()), expires_at }))
    }
}

/// The user who has proved who they are. Until the password is known to be right, all refusals are alike and take
/// alike.
async fn proved(app: &App, request: SignInRequest) -> Result<User, ApiError> {
    let login = Login::new(&request.login).ok_or_else(ApiError::wrong_password)?;
    app.gate.limits.login(&login)?;
    let found = app.store.find_credentials(&app.school, &login).await?;
    let hash = found.as_ref().and_then(|found| found.password.clone());
    let right = app.gate.passwords.matches(request.password, hash).await?;
    let Some(Credentials { user, totp, .. }) =
        found.filter(|found| right && found.user.disabled_at.is_none())
    else {
        return Err(ApiError::wrong_password());
    };
    if let Some(totp) = totp.filter(|_| user.has_totp) {
        let code = request.code.ok_or_else(ApiError::second_factor)?;
        app.gate.limits.code(&login)?;
        if !proves(app, &app.school, (&login, &totp), &code).await? {
            return Err(ApiError::wrong_code());
        }
    }
    Ok(user)
}

/// Ends the sign-in that asks for it. A key stays as it is.
#[utoipa::path(
    post, path = "/api/v1/sign-out", tag = "accounts",
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn sign_out(
    State(app): State<App>,
    caller: Caller,
    cookies: CookieJar,
) -> Result<(StatusCode, CookieJar), ApiError> {
    app.store.end_sign_in(&caller.require_person()?.sign_in).await?;
    Ok((StatusCode::NO_CONTENT, cookies.add(expired_cookie())))
}

/// Chooses a password with the one-time link of an admin. All that was signed in ends.
#[utoipa::path(
    post, path = "/api/v1/invitation", tag = "accounts", security(()), request_body = InvitationRequest,
    responses(
        (status = 200, body = Welcome), (status = 400, body = ApiError),
        (status = 410, body = ApiError, description = "used, replaced or expired"),
        (status = 422, body = ApiError), (status = 429, body = ApiError)
    )
)]
pub(crate) async fn accept(
    State(app): State<App>,
    client: Client,
    Body(request): Body<InvitationRequest>,
) -> Result<Json<Welcome>, ApiError> {
    app.gate.limits.address(&client)?;
    let secret = digest_of(&request.token).ok_or_else(ApiError::gone)?;
    let login =
        app.store.find_invited(&app.school, &secret, (app.now)()).await?.ok_or_else(ApiError::gone)?;
    let about = vec![login.to_string(), app.school_name.clone()];
    let hash = app.gate.passwords.hash(request.password, about).await?;
    let accepted = app.store.accept_invitation(&app.school, &secret, &hash, (app.now)()).await;
    Ok(Json(Welcome { login: accepted.map_err(gone)?.to_string() }))
}

/// A one-time secret that is not there was there once, or never: that is not for whoever guesses.
fn gone(error: StoreError) -> ApiError {
    match error {
        StoreError::NotFound { kind: "invitation", .. } => ApiError::gone(),
        other => other.into(),
    }
}
