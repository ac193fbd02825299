//! Sign-ins: made for apps (a bearer token) or for browsers (a cookie), and found by their secret while they hold.

use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use jiff::{SignedDuration, Timestamp};
use muster_domain::{SchoolId, hex};
use muster_store::{Login, SecretDigest, SignIn, User};

use super::client::Client;
use super::secret::{Secret, digest_of};
use crate::App;
use crate::error::ApiError;

/// `__Host-`: browsers take it over TLS only, for this host only.
const COOKIE: &str = "__Host-muster";
/// Without use a sign-in holds for so long.
const UNUSED: SignedDuration = SignedDuration::from_hours(12);
/// An app's holds for so long at most.
const APP: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A browser's holds for so long at most: a school day, wherever it was left open.
const BROWSER: SignedDuration = SignedDuration::from_hours(14);
/// Use is noted as often as this, so that not every request writes.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// A new sign-in's secret and its end.
pub(crate) struct Issued {
    pub(crate) secret: Secret,
    pub(crate) expires_at: Timestamp,
}

/// Signs a user in who has proved who they are.
///
/// # Errors
/// 404 when they were disabled in between.
pub(crate) async fn issue(
    app: &App,
    login: &Login,
    client: Client,
    cookie: bool,
) -> Result<Issued, ApiError> {
    let now = (app.now)();
    let expires_at = now + if cookie { BROWSER } else { APP };
    let sign_in =
        SignIn { login: login.clone(), created_at: now, last_used_at: now, expires_at, agent: client.agent };
    let secret = Secret::new(&app.gate.entropy);
    app.store.add_sign_in(&app.school, &sign_in, &secret.digest()).await?;
    Ok(Issued { secret, expires_at })
}

/// Whose sign-in that is, while it holds.
pub(crate) async fn find(app: &App, secret: &SecretDigest) -> Result<Option<(SchoolId, User)>, ApiError> {
    let Some((school, sign_in, user)) = app.store.find_sign_in(secret).await? else { return Ok(None) };
    let now = (app.now)();
    if !holds(&sign_in, now) || user.disabled_at.is_some() {
        return Ok(None);
    }
    if now.duration_since(sign_in.last_used_at) >= NOTED {
        app.store.note_sign_in_use(secret, now).await?;
    }
    Ok(Some((school, user)))
}

fn holds(sign_in: &SignIn, now: Timestamp) -> bool {
    now < sign_in.expires_at && now.duration_since(sign_in.last_used_at) < UNUSED
}

/// Where a user is signed in now, the newest first.
pub(crate) async fn sign_ins_of(
    app: &App,
    school: &SchoolId,
    login: &Login,
) -> Result<Vec<(SecretDigest, SignIn)>, ApiError> {
    let mut all = app.store.list_sign_ins(school, login).await?;
    all.retain(|(_, sign_in)| holds(sign_in, (app.now)()));
    Ok(all)
}

/// What a sign-in is called: the beginning of its secret's digest, which opens nothing.
pub(crate) fn sign_in_id(secret: &SecretDigest) -> String {
    hex(&secret.0[..8])
}

/// Ends the sign-in that a browser brings along when somebody signs in there again: one browser has one.
///
/// # Errors
/// What the store says.
pub(crate) async fn end_earlier(app: &App, headers: &HeaderMap) -> Result<(), ApiError> {
    let earlier = cookie(headers).as_deref().and_then(digest_of);
    match earlier {
        Some(secret) => Ok(app.store.end_sign_in(&secret).await?),
        None => Ok(()),
    }
}

/// The secret in a browser's cookie.
pub(crate) fn cookie(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().to_owned())
}

/// The cookie of a sign-in. Scripts can't read it, and other sites' pages don't send it but with a link. It goes when the
/// browser is closed, if not before.
pub(crate) fn sign_in_cookie(issued: &Issued) -> Cookie<'static> {
    host_cookie(COOKIE, issued.secret.reveal().to_owned())
}

/// Takes that cookie away.
pub(crate) fn expired_cookie() -> Cookie<'static> {
    let mut cookie = host_cookie(COOKIE, String::new());
    cookie.make_removal();
    cookie
}

/// A cookie of this host that scripts can't read.
pub(super) fn host_cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Lax).build()
}
