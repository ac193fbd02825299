//! What the timetable foresees beside what was taken.

use axum::Json;
use axum::extract::State;
use muster_domain::ClassId;
use muster_usecase::Act;
use muster_usecase::timetable::{Meeting, MeetingState, meetings};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, date};
use super::classes::seen_classes;
use super::session::bounded;
use super::timetable::clock;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Which days, of which class.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    /// The class's id; all that the caller may see when absent.
    class: Option<String>,
    /// The first day; today when absent.
    from: Option<String>,
    /// The last day, at most two years later; the first when absent.
    to: Option<String>,
}

/// How far a session of the timetable is.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MeetingState)]
pub(crate) enum WireMeetingState {
    /// It has not begun, and nobody has done anything.
    Planned,
    /// It has begun, and nobody has done anything: its attendance was not taken.
    NotTaken,
    /// Somebody has taken attendance or marked somebody.
    Open,
    /// It was closed.
    Closed,
    /// It does not take place.
    Cancelled,
}

impl From<MeetingState> for WireMeetingState {
    fn from(state: MeetingState) -> Self {
        match state {
            MeetingState::Planned => Self::Planned,
            MeetingState::NotTaken => Self::NotTaken,
            MeetingState::Open => Self::Open,
            MeetingState::Closed => Self::Closed,
            MeetingState::Cancelled => Self::Cancelled,
        }
    }
}

/// A session that the timetable foresees, or that was taken, or both.
#[derive(Serialize, ToSchema)]
pub(crate) struct MeetingItem {
    /// The class's id.
    class: String,
    /// The class's name.
    class_name: String,
    /// The school's local date.
    date: String,
    /// Tells several sessions of a day apart.
    label: String,
    /// The part of the class that meets; the whole class when null.
    group: Option<String>,
    /// When it begins, RFC 3339 in UTC; null when nobody planned it.
    starts_at: Option<String>,
    /// When it ends.
    ends_at: Option<String>,
    /// The same by the school's clock.
    #[schema(example = "08:15")]
    starts: Option<String>,
    /// The same by the school's clock.
    ends: Option<String>,
    /// How far it is.
    state: WireMeetingState,
    /// It was closed, and the school wants somebody else than who closed it to look over it.
    awaits_confirmation: bool,
    /// Why it does not take place.
    reason: Option<String>,
    /// The entry of the timetable that foresees it.
    slot: Option<i64>,
}

impl MeetingItem {
    fn of(app: &App, act: Act<'_>, meeting: &Meeting, class_name: &str) -> Self {
        let local = |at: jiff::Timestamp| clock(act.zone.to_datetime(at).time());
        let time = meeting.time();
        let awaits = meeting.session.as_ref().is_some_and(|session| app.awaits_confirmation(session));
        let (state, reason) = (meeting.state(act), meeting.cancelled().map(str::to_owned));
        Self {
            class: meeting.class.to_string(),
            class_name: class_name.to_owned(),
            date: meeting.date.to_string(),
            label: meeting.label.clone(),
            group: meeting.group().map(str::to_owned),
            starts_at: time.map(|time| time.starts_at.to_string()),
            ends_at: time.map(|time| time.ends_at.to_string()),
            starts: time.map(|time| local(time.starts_at)),
            ends: time.map(|time| local(time.ends_at)),
            state: state.into(),
            awaits_confirmation: awaits,
            reason,
            slot: meeting.plan.as_ref().map(|plan| plan.slot.0),
        }
    }
}

/// The sessions that the timetable foresees beside those that were taken, by beginning.
#[utoipa::path(
    get, path = "/api/v1/meetings", tag = "timetable", params(Span),
    responses(
        (status = 200, body = Vec<MeetingItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Asked(Span { class, from, to }): Asked<Span>,
) -> Result<Json<Vec<MeetingItem>>, ApiError> {
    caller.may_list()?;
    let first = from.as_deref().map_or_else(|| Ok(app.today()), date)?;
    let last = to.as_deref().map_or(Ok(first), date)?;
    let (first, last) = bounded(first, last)?;
    let act = app.act(&caller.school, caller.name());
    let classes = seen_classes(&app, &caller, class.map(ClassId::new).as_ref()).await?;
    let ids: Vec<ClassId> = classes.iter().map(|one| one.id.clone()).collect();
    let name = |id: &ClassId| classes.iter().find(|one| one.id == *id).map_or("", |one| one.name.as_str());
    let found = meetings(act, &ids, (first, last)).await?;
    let item = |meeting: &Meeting| MeetingItem::of(&app, act, meeting, name(&meeting.class));
    Ok(Json(found.iter().map(item).collect()))
}
