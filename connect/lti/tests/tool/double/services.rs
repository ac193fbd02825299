//! The platform's routes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::jws::verified;
use super::{CLIENT, ITEMS_SCOPE, MEMBERS_SCOPE, NOW, SCORES_SCOPE, State};

type Platform = Shared<Arc<Mutex<State>>>;
type Fields = BTreeMap<String, String>;

const CONTAINER: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
const ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";
const ITEM_LIST: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";
const SCORE: &str = "application/vnd.ims.lis.v1.score+json";

pub(crate) async fn keys(Shared(state): Platform) -> String {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    state.keys_fetched += 1;
    json!({ "keys": state.keys }).to_string()
}

/// RFC 6749 with RFC 7523: who asks proves it with a fresh, short, once-only word of their own.
pub(crate) async fn token(Shared(state): Platform, body: String) -> Response {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let form: Fields = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let refused =
        |code: &str| (StatusCode::BAD_REQUEST, json!({ "error": code }).to_string()).into_response();
    if field("grant_type") != "client_credentials" {
        return refused("unsupported_grant_type");
    }
    if field("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
        return refused("invalid_request");
    }
    let Some(claims) = verified(&field("client_assertion"), &state.tool_keys) else {
        return refused("invalid_client");
    };
    let second = |name: &str| claims[name].as_i64().unwrap_or_default();
    let holds = claims["iss"] == CLIENT
        && claims["sub"] == CLIENT
        && claims["aud"] == format!("{}/token", state.address)
        && (second("iat") - NOW).abs() <= 5
        && second("exp") > NOW
        && second("exp") - second("iat") <= 3600
        && claims["jti"].as_str().is_some_and(|jti| state.used_jtis.insert(jti.to_owned()));
    if !holds {
        return refused("invalid_client");
    }
    let asked: BTreeSet<String> = field("scope").split(' ').map(str::to_owned).collect();
    let given: BTreeSet<String> =
        asked.into_iter().filter(|scope| state.allowed_scopes.contains(scope.as_str())).collect();
    if given.is_empty() {
        return refused("invalid_scope");
    }
    let secret = format!("secret-{}", state.tokens.len());
    let scope = given.iter().cloned().collect::<Vec<_>>().join(" ");
    state.tokens.insert(secret.clone(), given);
    json!({ "access_token": secret, "token_type": "Bearer", "expires_in": 600, "scope": scope })
        .to_string()
        .into_response()
}

/// Whether a request has a token for that, and names these media types.
fn permitted(
    state: &State,
    headers: &HeaderMap,
    scope: &str,
    types: &[(header::HeaderName, &str, StatusCode)],
) -> Result<(), StatusCode> {
    let bearer =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let scopes = state.tokens.get(bearer.unwrap_or_default()).ok_or(StatusCode::UNAUTHORIZED)?;
    if !scopes.contains(scope) {
        return Err(StatusCode::FORBIDDEN);
    }
    let wrong = types.iter().find(|(name, kind, _)| headers.get(name).is_none_or(|value| value != kind));
    wrong.map_or(Ok(()), |(_, _, status)| Err(*status))
}

pub(crate) async fn members(
    Shared(state): Platform,
    Query(query): Query<Fields>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let state = state.lock().unwrap_or_else(PoisonError::into_inner);
    permitted(&state, &headers, MEMBERS_SCOPE, &[(header::ACCEPT, CONTAINER, StatusCode::NOT_ACCEPTABLE)])?;
    Ok(page(
        &state,
        "/members",
        &query,
        &state.members,
        |members| json!({ "id": "x", "context": { "id": "course-3" }, "members": members }),
    ))
}

pub(crate) async fn line_items(
    Shared(state): Platform,
    Query(mut query): Query<Fields>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let state = state.lock().unwrap_or_else(PoisonError::into_inner);
    permitted(&state, &headers, ITEMS_SCOPE, &[(header::ACCEPT, ITEM_LIST, StatusCode::NOT_ACCEPTABLE)])?;
    if query.get("type_id").map(String::as_str) != Some("1") {
        return Err(StatusCode::NOT_FOUND);
    }
    if !state.filters {
        query.retain(|name, _| name != "resource_id" && name != "tag");
    }
    let fits =
        |item: &&Value, name: &str, field: &str| query.get(name).is_none_or(|value| item[field] == **value);
    let items: Vec<Value> = state
        .line_items
        .iter()
        .filter(|item| fits(item, "resource_id", "resourceId") && fits(item, "tag", "tag"))
        .cloned()
        .collect();
    Ok(page(&state, "/items", &query, &items, |items| json!(items)))
}

/// A page of a list, with where the next one is.
fn page(
    state: &State,
    path: &str,
    query: &Fields,
    all: &[Value],
    wrap: impl FnOnce(&[Value]) -> Value,
) -> Response {
    let from: usize = query.get("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let to = (from + state.page).min(all.len());
    let body = wrap(all.get(from..to).unwrap_or_default()).to_string();
    if to == all.len() {
        return body.into_response();
    }
    let kept = query.iter().filter(|(name, _)| *name != "from");
    let next = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .append_pair("from", &to.to_string())
        .finish();
    let link = format!("<{0}{path}>; rel=\"first\", <{0}{path}?{next}>; rel=\"next\"", state.address);
    ([(header::LINK, link)], body).into_response()
}

pub(crate) async fn add_line_item(
    Shared(state): Platform,
    headers: HeaderMap,
    body: String,
) -> Result<Response, StatusCode> {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    permitted(
        &state,
        &headers,
        ITEMS_SCOPE,
        &[(header::CONTENT_TYPE, ITEM, StatusCode::UNSUPPORTED_MEDIA_TYPE)],
    )?;
    let mut item: Value = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let whole = item["label"].as_str().is_some_and(|label| !label.is_empty())
        && item["scoreMaximum"].as_f64().is_some_and(|maximum| maximum > 0.0);
    if !whole {
        return Err(StatusCode::BAD_REQUEST);
    }
    // Moodle's line items have a query.
    item["id"] = json!(format!("{}/items/{}/lineitem?type_id=1", state.address, state.line_items.len()));
    state.line_items.push(item.clone());
    Ok((StatusCode::CREATED, [(header::CONTENT_TYPE, ITEM)], item.to_string()).into_response())
}

pub(crate) async fn score(
    Shared(state): Platform,
    Path(id): Path<usize>,
    Query(query): Query<Fields>,
    headers: HeaderMap,
    body: String,
) -> Result<StatusCode, StatusCode> {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    permitted(
        &state,
        &headers,
        SCORES_SCOPE,
        &[(header::CONTENT_TYPE, SCORE, StatusCode::UNSUPPORTED_MEDIA_TYPE)],
    )?;
    if query.get("type_id").map(String::as_str) != Some("1") || id >= state.line_items.len() {
        return Err(StatusCode::NOT_FOUND);
    }
    let score: Value = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let text = |name: &str| score[name].as_str().unwrap_or_default().to_owned();
    let activity = ["Initialized", "Started", "InProgress", "Submitted", "Completed"];
    let grading = ["FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"];
    // ISO 8601 with a part of a second and a zone.
    let at: Option<Timestamp> = text("timestamp").parse().ok().filter(|_| text("timestamp").contains('.'));
    let whole = activity.contains(&text("activityProgress").as_str())
        && grading.contains(&text("gradingProgress").as_str())
        && score["scoreGiven"].as_f64().is_some_and(|given| given >= 0.0)
        && score["scoreMaximum"].as_f64().is_some_and(|maximum| maximum > 0.0);
    let Some(at) = at.filter(|_| whole) else { return Err(StatusCode::BAD_REQUEST) };
    let user = text("userId");
    if state.members.iter().all(|member| member["user_id"] != user) {
        return Err(StatusCode::NOT_FOUND);
    }
    let before =
        state.scores.get(&(id, user.clone())).and_then(|score| score["timestamp"].as_str()?.parse().ok());
    if before.is_some_and(|before: Timestamp| before >= at) {
        return Err(StatusCode::CONFLICT);
    }
    state.scores.insert((id, user), score);
    Ok(StatusCode::NO_CONTENT)
}
