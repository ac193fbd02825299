//! Sign-in through a provider, for browsers: out to it and back.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Redirect;
use axum_extra::extract::CookieJar;
use muster_store::{Login, User};
use openidconnect::core::CoreIdTokenClaims;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Asked;
use crate::App;
use crate::access::{
    Client, Provider, binding_cookie, bound_state, end_earlier, issue, sign_in_cookie, unbinding_cookie,
};
use crate::audit::Asking;
use crate::error::ApiError;

/// What a provider sends people back with; more than this is left unread.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Back {
    /// As it was sent out.
    state: Option<String>,
    /// For the provider's word.
    code: Option<String>,
    /// Why there is no code.
    error: Option<String>,
}

/// Begins a sign-in: sends the browser to the provider.
#[utoipa::path(
    get, path = "/api/v1/oidc/start", tag = "accounts", security(()),
    responses(
        (status = 303, description = "to the provider"),
        (status = 404, body = ApiError, description = "there is no provider"),
        (status = 429, body = ApiError), (status = 502, body = ApiError)
    )
)]
pub(crate) async fn start(
    State(app): State<App>,
    client: Client,
    cookies: CookieJar,
) -> Result<(CookieJar, Redirect), ApiError> {
    app.gate.limits.address(&client)?;
    let begun = provider(&app)?.begin(&app.gate.entropy, (app.now)()).await?;
    Ok((cookies.add(binding_cookie(begun.state)), Redirect::to(begun.url.as_str())))
}

/// Ends a sign-in: sets the cookie of a user whose login the provider vouches for. It makes no user.
#[utoipa::path(
    get, path = "/api/v1/oidc/callback", tag = "accounts", security(()), params(Back),
    responses(
        (status = 303, description = "signed in, to the start page"),
        (status = 401, body = ApiError), (status = 403, body = ApiError, description = "no such user"),
        (status = 404, body = ApiError, description = "there is no provider"),
        (status = 422, body = ApiError), (status = 429, body = ApiError), (status = 502, body = ApiError)
    )
)]
pub(crate) async fn callback(
    State(app): State<App>,
    client: Client,
    headers: HeaderMap,
    cookies: CookieJar,
    asking: Asking,
    Asked(back): Asked<Back>,
) -> Result<(CookieJar, Redirect), ApiError> {
    app.gate.limits.address(&client)?;
    let provider = provider(&app)?;
    let state = back.state.filter(|state| bound_state(&headers).as_ref() == Some(state));
    let state = state.ok_or_else(ApiError::not_begun)?;
    let code = back.code.ok_or_else(|| ApiError::not_vouched(&back.error.unwrap_or_default()))?;
    let claims = provider.finish(&state, code, (app.now)()).await?;
    let user = known(&app, &claims).await?.ok_or_else(ApiError::unknown_user)?;
    end_earlier(&app, &headers).await?;
    let issued = issue(&app, &user.login, client, true).await.map_err(|_| ApiError::unknown_user())?;
    asking.is(&app.school, &user.name);
    Ok((cookies.add(unbinding_cookie()).add(sign_in_cookie(&issued)), Redirect::to("/")))
}

fn provider(app: &App) -> Result<&Provider, ApiError> {
    app.gate.provider.as_ref().ok_or_else(|| ApiError::not_found("sign-in provider", "oidc"))
}

/// The enabled user who has, as login, the mail address that the provider has verified, or else the name.
async fn known(app: &App, claims: &CoreIdTokenClaims) -> Result<Option<User>, ApiError> {
    let verified = claims.email_verified() == Some(true);
    let address = claims.email().filter(|_| verified).map(|address| address.as_str());
    let name = claims.preferred_username().map(|name| name.as_str());
    for login in [address, name].into_iter().flatten().filter_map(Login::new) {
        let found = app.store.find_credentials(&app.school, &login).await?;
        if let Some(found) = found.filter(|found| found.user.disabled_at.is_none()) {
            return Ok(Some(found.user));
        }
    }
    Ok(None)
}
