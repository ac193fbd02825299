//! The register as files.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use muster_domain::{ClassId, MoodleUser, SessionId};
use muster_report::{
    BYTE_ORDER_MARK, EdFiNames, EdFiSection, EdFiSession, RegisterData, ReportError, write_csv, write_edfi,
    write_moodle, write_records, write_register, write_school_register,
};
use muster_usecase::session::find_session;
use muster_usecase::{UseCaseError, build_register::build_register};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::{Asked, date};
use super::classes::seen_classes;
use super::session::Days;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// Which session, for whom.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoodleSession {
    /// The session's day, `2026-11-24`.
    date: String,
    /// Tells several sessions of a day apart.
    #[serde(default)]
    label: String,
    /// The field of Moodle's users that holds the student ids: `idnumber` (when absent), `username` or `email`.
    user: Option<String>,
}

/// The class's register as an Excel workbook: a column a session, totals, log and legend.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/register.xlsx", tag = "registers", params(Days),
    responses(
        (status = 200, content_type = XLSX, body = Vec<u8>),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn xlsx(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Response, ApiError> {
    let register = read(&app, &caller, &ClassId::new(class), &days).await?;
    download(move || write_register(&register), XLSX, "attachment; filename=\"register.xlsx\"").await
}

/// The registers of all classes that the caller may see as one Excel workbook: what each comes to, and a sheet a class.
#[utoipa::path(
    get, path = "/api/v1/register.xlsx", tag = "registers", params(Days),
    responses(
        (status = 200, content_type = XLSX, body = Vec<u8>),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn school(
    State(app): State<App>,
    caller: Caller,
    Asked(days): Asked<Days>,
) -> Result<Response, ApiError> {
    let mut registers = Vec::new();
    for class in seen_classes(&app, &caller, None).await? {
        registers.push(read(&app, &caller, &class.id, &days).await?);
    }
    let now = (app.now)();
    let write = move || write_school_register(&registers, now);
    download(write, XLSX, "attachment; filename=\"school-register.xlsx\"").await
}

/// The class's register for other programs: one row a record with stable names and without remarks.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/records.csv", tag = "registers", params(Days),
    responses(
        (status = 200, content_type = "text/csv", body = String),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn records(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Response, ApiError> {
    let register = read(&app, &caller, &ClassId::new(class), &days).await?;
    download(move || write_records(&register), CSV, "attachment; filename=\"records.csv\"").await
}

/// What Ed-Fi calls the school, the year and the section.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct EdFiQuery {
    /// First day, `2026-11-24`; from the beginning when absent.
    from: Option<String>,
    /// Last day; to the end when absent.
    to: Option<String>,
    /// `schoolId`.
    school_id: String,
    /// `schoolYear`, for example 2027 for 2026/27.
    school_year: u16,
    /// `localCourseCode`; with `section` the events are a section's, else the school's.
    course: Option<String>,
    /// `sectionIdentifier`.
    section: Option<String>,
}

/// The class's register as Ed-Fi's attendance events. The terms of the school's calendar are its sessions.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/edfi.csv", tag = "registers", params(EdFiQuery),
    responses(
        (status = 200, content_type = "text/csv", body = String),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn edfi(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(query): Asked<EdFiQuery>,
) -> Result<Response, ApiError> {
    let section = match (query.course, query.section) {
        (Some(local_course_code), Some(section_identifier)) => {
            Some(EdFiSection { local_course_code, section_identifier })
        }
        (None, None) => None,
        _ => return Err(ApiError::invalid("a section needs both `course` and `section`")),
    };
    let days = Days { from: query.from, to: query.to };
    let register = read(&app, &caller, &ClassId::new(class), &days).await?;
    let calendar = app.store.calendar(&caller.school).await?;
    let term = |term: muster_domain::Term| EdFiSession {
        name: term.name,
        first_day: term.first_day,
        last_day: term.last_day,
    };
    let names = EdFiNames {
        school_id: query.school_id,
        school_year: query.school_year,
        sessions: calendar.terms.into_iter().map(term).collect(),
        section,
    };
    // A day in no term is the calendar's fault, which the office can mend.
    if let Err(error @ ReportError::NoTerm { .. }) = write_edfi(&register, &names) {
        return Err(ApiError::invalid(error.to_string()));
    }
    download(move || write_edfi(&register, &names), CSV, "attachment; filename=\"edfi.csv\"").await
}

/// The class's register as a CSV with a row for each student and session: status, who set it, why and when. UTF-8 with
/// a byte order mark, for Excel; no field runs as a formula.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/register.csv", tag = "registers", params(Days),
    responses(
        (status = 200, content_type = "text/csv", body = String),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn csv(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Response, ApiError> {
    let register = read(&app, &caller, &ClassId::new(class), &days).await?;
    let write = move || Ok([BYTE_ORDER_MARK, &write_csv(&register)?].concat());
    download(write, CSV, "attachment; filename=\"register.csv\"").await
}

/// One session as Moodle's attendance activity imports it: a column for the user and one for the status, P, L, E or A.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/moodle.csv", tag = "registers", params(MoodleSession),
    responses(
        (status = 200, content_type = "text/csv", body = String),
        (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn moodle(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(MoodleSession { date: day, label, user }): Asked<MoodleSession>,
) -> Result<Response, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let day = date(&day)?;
    let wrong = || ApiError::invalid("`user` is one of idnumber, username, email");
    let user =
        user.as_deref().map_or(Some(MoodleUser::default()), MoodleUser::from_heading).ok_or_else(wrong)?;
    let session: SessionId =
        find_session(app.act(&caller.school, caller.name()), &class, (day, &label)).await?.id;
    let days = Days { from: Some(day.to_string()), to: Some(day.to_string()) };
    let register = read(&app, &caller, &class, &days).await?;
    download(move || write_moodle(&register, session, user), CSV, "attachment; filename=\"moodle.csv\"").await
}

async fn read(app: &App, caller: &Caller, class: &ClassId, days: &Days) -> Result<RegisterData, ApiError> {
    caller.may_see(class)?;
    let act = app.act(&caller.school, caller.name());
    Ok(build_register(act, class, days.range()?, (&app.school_name, app.version)).await?)
}

/// A file to save. It is written where it keeps nobody waiting: a term's register takes its time.
async fn download(
    write: impl FnOnce() -> Result<Vec<u8>, ReportError> + Send + 'static,
    kind: &'static str,
    disposition: &'static str,
) -> Result<Response, ApiError> {
    let bytes = tokio::task::spawn_blocking(write).await;
    let bytes = bytes.map_err(|cause| ApiError::internal(&format!("register: {cause}")))?;
    let bytes = bytes.map_err(UseCaseError::from)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition)),
    ];
    Ok((headers, bytes).into_response())
}
