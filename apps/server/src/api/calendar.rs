//! The school's year: its terms and holidays.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use muster_domain::{Holiday, SchoolCalendar, Term};
use muster_usecase::timetable::put_calendar;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, date};
use super::classes::plain;
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

/// The school's terms and holidays.
#[utoipa::path(
    get, path = "/api/v1/calendar", tag = "timetable",
    responses((status = 200, body = CalendarItem), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn read(State(app): State<App>, caller: Caller) -> Result<Json<CalendarItem>, ApiError> {
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
pub(crate) async fn put(
    State(app): State<App>,
    caller: Caller,
    Body(calendar): Body<CalendarItem>,
) -> Result<Json<CalendarItem>, ApiError> {
    caller.may_manage()?;
    Ok(Json(put_calendar(app.act(&caller.school, caller.name()), calendar.read()?).await?.into()))
}
