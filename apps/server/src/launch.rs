//! Logins and launches by LTI 1.3: a teacher opens Muster from a course of a learning platform.
//!
//! These addresses are for browsers that come from a platform, and for the platform itself; registering platforms and
//! using their services is in `api`. A launch makes no user, and changes nothing but what is known of the course.

use std::collections::HashMap;

use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use maud::{DOCTYPE, html};
use muster_console::paths;
use muster_console::text::Text;
use muster_domain::{ClassId, LtiContextAbout, LtiContextKey, LtiPlatform};
use muster_lti::{LONGEST_TOKEN, Launch, LoginRequest, begin_login};
use muster_store::{Login, Role, User};
use url::{Origin, Url, form_urlencoded};

use crate::App;
use crate::access::{
    AwaitedLaunch, Client, OwnOrigin, digest, end_earlier, expired_launch_cookie, issue, launch_cookie,
    launch_state, random_text, sign_in_cookie,
};
use crate::audit::Asking;
use crate::console::{Guest, wants_page};
use crate::error::ApiError;
use crate::platforms::registration;

/// Largest form, in bytes: a launch's token and some.
const FORM: usize = 2 * LONGEST_TOKEN;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/lti/login", get(login_by_link).post(login_by_form))
        .route("/lti/launch", post(launch))
        .route("/lti/jwks.json", get(keys))
        .layer(DefaultBodyLimit::max(FORM))
}

/// The public half of the key by which platforms know this server.
async fn keys(State(app): State<App>) -> Result<Json<serde_json::Value>, ApiError> {
    Ok(Json(app.platforms.tool_key(&app).await?.jwks()))
}

async fn login_by_link(
    State(app): State<App>,
    client: Client,
    origin: OwnOrigin,
    guest: Guest,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let sent_on = login(&app, &client, origin, &query.unwrap_or_default()).await;
    sent_on.unwrap_or_else(|error| refused(&guest, &headers, error))
}

async fn login_by_form(
    State(app): State<App>,
    client: Client,
    origin: OwnOrigin,
    guest: Guest,
    headers: HeaderMap,
    form: String,
) -> Response {
    let sent_on = login(&app, &client, origin, &form).await;
    sent_on.unwrap_or_else(|error| refused(&guest, &headers, error))
}

/// Sends the browser on to the platform that began the login, with what has to come back.
async fn login(
    app: &App,
    client: &Client,
    OwnOrigin(origin): OwnOrigin,
    query: &str,
) -> Result<Response, ApiError> {
    app.gate.limits.address(client)?;
    let origin = named(origin)?;
    let login = LoginRequest::read(query).map_err(|cause| ApiError::launch(&cause))?;
    let platform = login_platform(app, &login).await?;
    leads_here(&origin, &login.target_link_uri)?;
    let registration = registration(&platform).map_err(|cause| ApiError::launch(&cause))?;
    let redirect = Url::parse(&format!("{origin}/lti/launch")).map_err(|cause| ApiError::launch(&cause))?;
    let (state, nonce) = (random_text(&app.gate.entropy), random_text(&app.gate.entropy));
    let to = begin_login(&registration, &login, &redirect, &state, &nonce)
        .map_err(|cause| ApiError::launch(&cause))?;
    let awaited = AwaitedLaunch { platform: platform.id, nonce };
    app.platforms.launches.remember(digest(&state), awaited, (app.now)());
    Ok((CookieJar::new().add(launch_cookie(state)), Redirect::to(to.as_str())).into_response())
}

/// The one registered platform that a login can be of.
async fn login_platform(app: &App, login: &LoginRequest) -> Result<LtiPlatform, ApiError> {
    let fits = |one: &LtiPlatform| {
        one.issuer == login.iss
            && login.client_id.as_ref().is_none_or(|id| *id == one.client_id)
            && login.lti_deployment_id.as_ref().is_none_or(|id| one.deployment_ids.contains(id))
    };
    let mut all = app.store.list_lti_platforms(&app.school).await?;
    all.retain(fits);
    match (all.pop(), all.pop()) {
        (Some(only), None) => Ok(only),
        (None, _) => {
            Err(ApiError::launch(&"this platform is not registered here: an admin registers it first"))
        }
        _ => Err(ApiError::launch(&"several platforms fit: let the platform send its `client_id`")),
    }
}

fn named(origin: Option<String>) -> Result<String, ApiError> {
    origin.ok_or_else(|| ApiError::invalid("this request does not say which host it asks: send `Host`"))
}

/// Refuses what is to open something else.
fn leads_here(origin: &str, target: &str) -> Result<(), ApiError> {
    let origin_of = |text: &str| Url::parse(text).ok().map(|url| url.origin()).filter(Origin::is_tuple);
    let (own, target) = (origin_of(origin), origin_of(target));
    if own.is_some() && own == target {
        return Ok(());
    }
    Err(ApiError::launch(
        &"it is to open another address than this server's: correct the tool's address there",
    ))
}

/// Where a launch leads.
struct Landing {
    platform: LtiPlatform,
    context: Option<LtiContextKey>,
    class: Option<ClassId>,
    user: Option<User>,
}

async fn launch(
    State(app): State<App>,
    client: Client,
    OwnOrigin(origin): OwnOrigin,
    guest: Guest,
    headers: HeaderMap,
    asking: Asking,
    form: String,
) -> Response {
    let landed = async {
        app.gate.limits.address(&client)?;
        let landing = land(&app, &named(origin)?, &headers, &form).await?;
        show(&app, client, (&headers, guest.0.text, &asking), landing).await
    };
    let response = landed.await.unwrap_or_else(|error| refused(&guest, &headers, error));
    (CookieJar::new().add(expired_launch_cookie()), response).into_response()
}

async fn land(app: &App, origin: &str, headers: &HeaderMap, form: &str) -> Result<Landing, ApiError> {
    let mut form: HashMap<String, String> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    let state = form.remove("state").filter(|state| launch_state(headers).as_ref() == Some(state));
    let state = state.ok_or_else(ApiError::not_begun)?;
    let now = (app.now)();
    let awaited = app.platforms.launches.recall(&digest(&state), now).ok_or_else(ApiError::not_begun)?;
    let id_token = form.remove("id_token").ok_or_else(|| ApiError::launch(&"the platform sent no launch"))?;
    let platforms = app.store.list_lti_platforms(&app.school).await?;
    let platform = platforms.into_iter().find(|one| one.id == awaited.platform);
    let platform = platform.ok_or_else(ApiError::not_begun)?;
    let launch = app.platforms.verify(&platform, id_token, (awaited.nonce, now)).await?;
    leads_here(origin, &launch.target_link_uri)?;
    if !launch.roles.teaches() {
        return Err(ApiError::forbidden("Muster is for the teachers of a course"));
    }
    let user = if platform.sign_in { known(app, &launch).await? } else { None };
    let (context, class) = note(app, &platform, launch).await?;
    Ok(Landing { platform, context, class, user })
}

/// Keeps what the launch says of its course; returns which it is, and its class.
async fn note(
    app: &App,
    platform: &LtiPlatform,
    launch: Launch,
) -> Result<(Option<LtiContextKey>, Option<ClassId>), ApiError> {
    let Some(context) = launch.context else { return Ok((None, None)) };
    let key = LtiContextKey { platform: platform.id, deployment: launch.deployment_id, context: context.id };
    let about = LtiContextAbout {
        title: context.title.or(context.label),
        members_url: launch.members_url,
        line_items_url: launch.grades.and_then(|grades| grades.line_items_url),
        at: (app.now)(),
    };
    app.store.note_lti_context(&app.school, &key, &about).await?;
    let all = app.store.list_lti_contexts(&app.school).await?;
    let link = all.into_iter().find(|one| one.key == key).and_then(|one| one.link);
    Ok((Some(key), link.map(|link| link.class)))
}

/// The enabled teacher whose login is the launch's mail address. Platforms may let people write their own address, so whoever
/// has a second factor signs in here, with it.
async fn known(app: &App, launch: &Launch) -> Result<Option<User>, ApiError> {
    let Some(login) = launch.email.as_deref().and_then(Login::new) else { return Ok(None) };
    let found = app.store.find_credentials(&app.school, &login).await?.map(|found| found.user);
    // Nor does anybody who looks over the school: a platform's word on a mail address is not worth that much.
    Ok(found.filter(|user| user.disabled_at.is_none() && !user.has_totp && user.role == Role::Teacher))
}

/// The class's page, or the page that says what is missing.
async fn show(
    app: &App,
    client: Client,
    (headers, text, asking): (&HeaderMap, Text, &Asking),
    landing: Landing,
) -> Result<Response, ApiError> {
    let place = headers.get("sec-fetch-dest").and_then(|place| place.to_str().ok());
    let framed = place.is_some_and(|place| place != "document");
    let to = landing.class.as_ref().map_or_else(|| "/".to_owned(), paths::class);
    let mut cookies = CookieJar::new();
    let user = landing.user.as_ref().filter(|_| !framed);
    if let Some(user) = user {
        end_earlier(app, headers).await?;
        cookies = cookies.add(sign_in_cookie(&issue(app, &user.login, client, true).await?));
        asking.is(&app.school, &user.name);
        if landing.class.is_some() {
            return Ok((cookies, Redirect::to(&to)).into_response());
        }
    }
    let mut said = Vec::new();
    if framed {
        said.push(text.say("launch-framed"));
    } else if user.is_none() {
        said.push(text.say("launch-no-sign-in"));
    }
    if landing.class.is_none() {
        said.push(unlinked(text, landing.context.as_ref()));
    }
    Ok((cookies, page(text, &landing.platform, &said, &to)).into_response())
}

fn unlinked(text: Text, context: Option<&LtiContextKey>) -> String {
    match context {
        None => text.say("launch-no-course"),
        Some(LtiContextKey { platform, deployment, context }) => {
            let values = [
                ("platform", platform.0.to_string().into()),
                ("deployment", deployment.as_str().into()),
                ("course", context.as_str().into()),
            ];
            text.with("launch-unlinked", &values)
        }
    }
}

/// A page that the platform may frame. It shows nothing about anybody.
fn page(text: Text, platform: &LtiPlatform, said: &[String], to: &str) -> Response {
    let body = html! {
        (DOCTYPE)
        html lang=(text.0.tag()) dir=(text.0.direction()) {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { "Muster" } }
            body {
                h1 { "Muster" }
                @for one in said { p { (one) } }
                p { a href=(to) target="_blank" rel="noopener" { (text.say("launch-open")) } }
            }
        }
    };
    let framer = Url::parse(&platform.auth_url).map(|url| url.origin().ascii_serialization());
    let framer = framer.unwrap_or_else(|_| "'none'".to_owned());
    let csp = format!("default-src 'none'; frame-ancestors {framer}; base-uri 'none'; form-action 'none'");
    let mut response = Html(body.into_string()).into_response();
    if let Ok(csp) = HeaderValue::from_str(&csp) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, csp);
    }
    response
}

fn refused(guest: &Guest, headers: &HeaderMap, error: ApiError) -> Response {
    if wants_page(headers) { guest.refuse(&error) } else { error.into_response() }
}
