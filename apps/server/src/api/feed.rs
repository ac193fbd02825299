//! The timetable as a calendar to subscribe to.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::ToSpan as _;
use muster_domain::{Class, ClassId};
use muster_report::{CalendarEntry, write_calendar};
use muster_usecase::timetable::{Meeting, meetings};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Asked;
use super::classes::seen_classes;
use crate::App;
use crate::access::{Caller, Client, known};
use crate::error::ApiError;

/// How far back the feed goes, in days.
const BACK: i32 = 30;
/// How far ahead.
const AHEAD: i32 = 180;

/// Whose calendar.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subscription {
    /// A key. Calendars can't send headers, so that it stands in the address: give each subscriber one of their own, of a
    /// teacher with the classes that it is about, and revoke it when the address got about.
    key: Option<String>,
    /// The class's id; all that the key may see when absent.
    class: Option<String>,
}

/// The sessions that the timetable foresees, 30 days back and 180 ahead, as an iCalendar feed (RFC 5545). Cancelled ones are
/// in it and say so. It has no student's name.
#[utoipa::path(
    get, path = "/api/v1/calendar.ics", tag = "timetable", params(Subscription),
    responses(
        (status = 200, content_type = "text/calendar", body = String), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 429, body = ApiError)
    )
)]
pub(crate) async fn calendar(
    State(app): State<App>,
    client: Client,
    own: Result<Caller, ApiError>,
    Asked(Subscription { key, class }): Asked<Subscription>,
) -> Result<Response, ApiError> {
    let caller = match key {
        Some(key) => known(&app, &client, &key).await?,
        None => own?,
    };
    caller.require_factor()?;
    let classes = seen_classes(&app, &caller, class.map(ClassId::new).as_ref()).await?;
    let ids: Vec<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    let today = app.today();
    let days = (today.saturating_sub(BACK.days()), today.saturating_add(AHEAD.days()));
    let found = meetings(app.act(&caller.school, caller.name()), &ids, days).await?;
    let entries: Vec<CalendarEntry> =
        found.iter().filter_map(|meeting| entry(&app, meeting, &classes)).collect();
    let feed = write_calendar(&entries, &app.school_name, (app.now)());
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], feed).into_response())
}

/// A meeting with its hours; none without.
fn entry(app: &App, meeting: &Meeting, classes: &[Class]) -> Option<CalendarEntry> {
    let plan = meeting.plan.as_ref();
    let taken = meeting.session.as_ref().and_then(|session| session.time.as_ref());
    let time = taken.or_else(|| plan.map(|plan| &plan.time))?;
    let name = classes.iter().find(|one| one.id == meeting.class).map_or("", |one| one.name.as_str());
    let group = plan.and_then(|plan| plan.group.as_deref()).unwrap_or_default();
    let words = [name, &meeting.label, group];
    let said: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let cancelled = plan.and_then(|plan| plan.cancelled.as_deref()).filter(|_| meeting.session.is_none());
    // The date and the class's own id and label name a session for ever; a hash keeps odd ids out of the format.
    let date = meeting.date.to_string();
    let key = [meeting.class.as_str(), &date, &meeting.label].map(str::as_bytes);
    let digest = super::body::digest(&key);
    let uid = BASE64_URL_SAFE_NO_PAD.encode(&digest[..16]);
    Some(CalendarEntry {
        uid: format!("{uid}@muster"),
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        summary: said.join(" · "),
        description: cancelled.unwrap_or_default().to_owned(),
        location: String::new(),
        cancelled: cancelled.is_some(),
        sequence: u32::from(cancelled.is_some()),
        last_modified: app.since,
    })
}
