//! The timetable: when classes meet, and which meetings do not take place.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::civil::{Time, Weekday};
use muster_domain::{Cancellation, ClassId, Slot, SlotId};
use muster_usecase::timetable::{add_slot, change_slot, find_slot};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, Body, date};
use super::classes::plain;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

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
