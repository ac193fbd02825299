//! The school's year: terms and holidays, the timetable, and what it foresees beside what was taken.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::civil::{Date, Time, Weekday};
use muster_domain::{Cancellation, ClassId, Holiday, SchoolCalendar, Slot, SlotId, StudentId, Term};
use muster_usecase::Act;
use muster_usecase::events::{NewEvent, make_event};
use muster_usecase::timetable::{
    Meeting, MeetingState, add_slot, change_slot, find_slot, meetings, put_calendar as put_days,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, Body, date};
use super::classes::{ClassItem, plain, seen_classes};
use super::session::bounded;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// A term, or a holiday.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DaysItem {
    /// What the school calls it.
    name: String,
    /// Its first day.
    #[schema(example = "2026-09-01")]
    first_day: String,
    /// Its last day.
    last_day: String,
}

/// The school's terms and holidays, by first day.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarItem {
    /// The parts of the school year. Registers can be had by term.
    terms: Vec<DaysItem>,
    /// Days on which no class meets.
    holidays: Vec<DaysItem>,
}

impl From<SchoolCalendar> for CalendarItem {
    fn from(calendar: SchoolCalendar) -> Self {
        let item = |name, first: Date, last: Date| DaysItem {
            name,
            first_day: first.to_string(),
            last_day: last.to_string(),
        };
        let terms = calendar.terms.into_iter().map(|one| item(one.name, one.first_day, one.last_day));
        let holidays = calendar.holidays.into_iter().map(|one| item(one.name, one.first_day, one.last_day));
        Self { terms: terms.collect(), holidays: holidays.collect() }
    }
}

impl CalendarItem {
    /// # Errors
    /// 422 for days that are none, and names that can't be.
    fn read(self) -> Result<SchoolCalendar, ApiError> {
        let days = |one: &DaysItem| {
            plain("name", &one.name)?;
            Ok::<_, ApiError>((one.name.clone(), date(&one.first_day)?, date(&one.last_day)?))
        };
        let term =
            |one: &DaysItem| days(one).map(|(name, first_day, last_day)| Term { name, first_day, last_day });
        let holiday = |one: &DaysItem| {
            days(one).map(|(name, first_day, last_day)| Holiday { name, first_day, last_day })
        };
        Ok(SchoolCalendar {
            terms: self.terms.iter().map(term).collect::<Result<_, _>>()?,
            holidays: self.holidays.iter().map(holiday).collect::<Result<_, _>>()?,
        })
    }
}

/// What an entry of the timetable says.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlotRequest {
    /// The class's id.
    class: String,
    /// The label of its sessions, which tells several of a day apart; may be empty.
    #[serde(default)]
    label: String,
    /// The part of the class that meets; the whole class when null.
    #[serde(default)]
    group: Option<String>,
    /// Days of the week, Monday is 1 and Sunday 7.
    #[schema(example = json!([1, 3]))]
    weekdays: Vec<i8>,
    /// Every how many weeks, 1 to 4, counted from the week of the first day.
    #[serde(default = "weekly")]
    every: u8,
    /// The first day on which it may meet.
    #[schema(example = "2026-09-01")]
    first_day: String,
    /// The last one.
    #[schema(example = "2027-01-29")]
    last_day: String,
    /// When it begins, by the school's clock.
    #[schema(example = "08:15")]
    starts: String,
    /// When it ends; at or before `starts` it ends on the next day.
    #[schema(example = "09:00")]
    ends: String,
    /// From so many minutes after the beginning a photo shows who is late; when null, no photo makes anybody late.
    #[serde(default)]
    #[schema(maximum = 240)]
    grace: Option<u16>,
}

fn weekly() -> u8 {
    1
}

/// An entry of the timetable.
#[derive(Serialize, ToSchema)]
pub(crate) struct SlotItem {
    /// Its id.
    id: i64,
    /// What it says.
    #[serde(flatten)]
    entry: SlotRequest,
}

impl From<Slot> for SlotItem {
    fn from(slot: Slot) -> Self {
        Self {
            id: slot.id.0,
            entry: SlotRequest {
                class: slot.class.to_string(),
                label: slot.label,
                group: slot.group,
                weekdays: slot.weekdays.iter().map(|day| day.to_monday_one_offset()).collect(),
                every: slot.every,
                first_day: slot.first_day.to_string(),
                last_day: slot.last_day.to_string(),
                starts: clock(slot.starts),
                ends: clock(slot.ends),
                grace: slot.grace,
            },
        }
    }
}

/// An hour as people write it.
pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// An hour as `08:15`.
///
/// # Errors
/// 422 for anything else.
pub(super) fn hour(text: &str) -> Result<Time, ApiError> {
    let plain = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let parsed = if plain { text.parse().ok() } else { None };
    parsed.ok_or_else(|| ApiError::invalid(format!("`{text}` is no time of day: write it as 08:15")))
}

impl SlotRequest {
    /// # Errors
    /// 422 for what can't be an entry.
    fn read(self, id: SlotId) -> Result<Slot, ApiError> {
        plain("label", &self.label)?;
        let day = |number: &i8| {
            Weekday::from_monday_one_offset(*number)
                .map_err(|_| ApiError::invalid("`weekdays` are numbers from 1 (Monday) to 7 (Sunday)"))
        };
        let mut weekdays = self.weekdays.iter().map(day).collect::<Result<Vec<_>, _>>()?;
        weekdays.sort_by_key(|day| day.to_monday_one_offset());
        weekdays.dedup();
        if self.grace.is_some_and(|minutes| minutes > 240) {
            return Err(ApiError::invalid("`grace` is at most 240 minutes"));
        }
        Ok(Slot {
            id,
            class: ClassId::new(self.class),
            label: self.label,
            group: self.group.filter(|group| !group.is_empty()),
            weekdays,
            every: self.every,
            first_day: date(&self.first_day)?,
            last_day: date(&self.last_day)?,
            starts: hour(&self.starts)?,
            ends: hour(&self.ends)?,
            grace: self.grace,
        })
    }
}

/// Why a meeting does not take place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancellationRequest {
    /// In your words; may be empty.
    #[serde(default)]
    reason: String,
}

/// Of which class.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfClass {
    /// The class's id; all that the caller may see when absent.
    class: Option<String>,
}

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

/// The school's terms and holidays.
#[utoipa::path(
    get, path = "/api/v1/calendar", tag = "timetable",
    responses((status = 200, body = CalendarItem), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn calendar(State(app): State<App>, caller: Caller) -> Result<Json<CalendarItem>, ApiError> {
    caller.may_list()?;
    Ok(Json(app.store.calendar(&caller.school).await?.into()))
}

/// Replaces the school's terms and holidays.
#[utoipa::path(
    put, path = "/api/v1/calendar", tag = "timetable", request_body = CalendarItem,
    responses(
        (status = 200, body = CalendarItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put_calendar(
    State(app): State<App>,
    caller: Caller,
    Body(calendar): Body<CalendarItem>,
) -> Result<Json<CalendarItem>, ApiError> {
    caller.may_manage()?;
    Ok(Json(put_days(app.act(&caller.school, caller.name()), calendar.read()?).await?.into()))
}

/// The entries of the timetable, by id.
#[utoipa::path(
    get, path = "/api/v1/timetable", tag = "timetable", params(OfClass),
    responses(
        (status = 200, body = Vec<SlotItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Asked(OfClass { class }): Asked<OfClass>,
) -> Result<Json<Vec<SlotItem>>, ApiError> {
    caller.may_list()?;
    let class = class.map(ClassId::new);
    class.as_ref().map(|class| caller.may_see(class)).transpose()?;
    let slots = app.store.list_slots(&caller.school, class.as_ref()).await?;
    Ok(Json(slots.into_iter().filter(|slot| caller.sees(&slot.class)).map(SlotItem::from).collect()))
}

/// Adds an entry to the timetable: a class meets on these days of the week at these hours. One with a single day is a
/// meeting that does not repeat.
#[utoipa::path(
    post, path = "/api/v1/timetable", tag = "timetable", request_body = SlotRequest,
    responses(
        (status = 201, body = SlotItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    Body(entry): Body<SlotRequest>,
) -> Result<(StatusCode, Json<SlotItem>), ApiError> {
    caller.may_manage()?;
    let slot = add_slot(app.act(&caller.school, caller.name()), entry.read(SlotId(0))?).await?;
    Ok((StatusCode::CREATED, Json(slot.into())))
}

/// Changes an entry of the timetable, which stays with its class. Sessions that were taken stay as they are.
#[utoipa::path(
    put, path = "/api/v1/timetable/{slot}", tag = "timetable", request_body = SlotRequest,
    responses(
        (status = 200, body = SlotItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(slot): Path<i64>,
    Body(entry): Body<SlotRequest>,
) -> Result<Json<SlotItem>, ApiError> {
    caller.may_manage()?;
    let slot = change_slot(app.act(&caller.school, caller.name()), entry.read(SlotId(slot))?).await?;
    Ok(Json(slot.into()))
}

/// Removes an entry from the timetable. Sessions that were taken stay.
#[utoipa::path(
    delete, path = "/api/v1/timetable/{slot}", tag = "timetable",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(slot): Path<i64>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    app.store.remove_slot(&caller.school, SlotId(slot)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that one meeting does not take place. Who teaches the class may.
#[utoipa::path(
    put, path = "/api/v1/timetable/{slot}/cancellations/{date}", tag = "timetable",
    request_body = CancellationRequest,
    responses(
        (status = 204), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn cancel(
    State(app): State<App>,
    caller: Caller,
    Path((slot, day)): Path<(i64, String)>,
    Body(CancellationRequest { reason }): Body<CancellationRequest>,
) -> Result<StatusCode, ApiError> {
    let slot = own_slot(&app, &caller, slot).await?;
    let cancellation = Cancellation { slot, date: date(&day)?, reason };
    app.store.cancel_meeting(&caller.school, &cancellation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that a cancelled meeting takes place after all.
#[utoipa::path(
    delete, path = "/api/v1/timetable/{slot}/cancellations/{date}", tag = "timetable",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn uncancel(
    State(app): State<App>,
    caller: Caller,
    Path((slot, day)): Path<(i64, String)>,
) -> Result<StatusCode, ApiError> {
    let slot = own_slot(&app, &caller, slot).await?;
    app.store.uncancel_meeting(&caller.school, slot, date(&day)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An entry of a class whose attendance the caller takes.
async fn own_slot(app: &App, caller: &Caller, slot: i64) -> Result<SlotId, ApiError> {
    let found = find_slot(app.act(&caller.school, caller.name()), SlotId(slot)).await?;
    caller.may_mark(&found.class)?;
    Ok(found.id)
}

/// An event to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventRequest {
    /// Its name; a day has none twice.
    name: String,
    /// Its day.
    #[schema(example = "2026-12-11")]
    date: String,
    /// When it begins, by the school's clock.
    #[schema(example = "19:00")]
    starts: String,
    /// When it ends; at or before `starts` it ends on the next day.
    ends: String,
    /// The ids of classes whose students may come.
    #[serde(default)]
    classes: Vec<String>,
    /// The ids of others who may come.
    #[serde(default)]
    students: Vec<String>,
    /// Nobody has to come, and nobody is absent: when it is over its list is who came.
    #[serde(default)]
    open_list: bool,
}

/// Makes an event, a meeting or an excursion: a class of its own with one session, and everybody who may come on its roster. Photos
/// know them by the faces that are on file of them.
#[utoipa::path(
    post, path = "/api/v1/events", tag = "timetable", request_body = EventRequest,
    responses(
        (status = 201, body = ClassItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn event(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<EventRequest>,
) -> Result<(StatusCode, Json<ClassItem>), ApiError> {
    caller.may_manage()?;
    plain("name", &request.name)?;
    if request.name.trim().is_empty() {
        return Err(ApiError::invalid("an event needs a name"));
    }
    let event = NewEvent {
        name: request.name,
        date: date(&request.date)?,
        starts: hour(&request.starts)?,
        ends: hour(&request.ends)?,
        classes: request.classes.into_iter().map(ClassId::new).collect(),
        students: request.students.into_iter().map(StudentId::new).collect(),
        open_list: request.open_list,
    };
    let class = make_event(app.act(&caller.school, caller.name()), event).await?;
    Ok((StatusCode::CREATED, Json(class.into())))
}

/// The sessions that the timetable foresees beside those that were taken, by beginning.
#[utoipa::path(
    get, path = "/api/v1/meetings", tag = "timetable", params(Span),
    responses(
        (status = 200, body = Vec<MeetingItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn sessions(
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
