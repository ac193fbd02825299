//! One student's attendance.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{AttendanceRecord, ClassId, Session, StatusSet, Threshold};
use muster_record::Tally;
use muster_report::Letter;
use muster_usecase::build_register::build_register;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{MarkItem, SessionItem, WireStatus};
use super::body::Asked;
use super::report::TallyItem;
use super::session::Days;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// A student over the sessions of a class.
#[derive(Serialize, ToSchema)]
pub(crate) struct StudentAttendanceAnswer {
    /// The student's id.
    id: String,
    /// First and last name.
    name: String,
    /// How often each status occurs in these sessions.
    tally: TallyItem,
    /// The sessions, newest first.
    sessions: Vec<AttendedItem>,
}

/// What holds for a student at a session.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttendedItem {
    /// The session.
    session: SessionItem,
    /// What holds.
    status: WireStatus,
    /// How the school writes it.
    letter: String,
    /// The mark that says so; none for `not_seen`.
    mark: Option<MarkItem>,
}

impl AttendedItem {
    fn of(set: &StatusSet, session: &Session, record: &AttendanceRecord, threshold: &Threshold) -> Self {
        Self {
            session: SessionItem::of(session),
            status: record.status.into(),
            letter: Letter::of(set, record).text,
            mark: record.mark.as_ref().map(|mark| MarkItem::of(mark, threshold)),
        }
    }
}

/// A student's attendance over the class's sessions, newest first.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/students/{student}/attendance", tag = "registers", params(Days),
    responses(
        (status = 200, body = StudentAttendanceAnswer), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn attendance(
    State(app): State<App>,
    caller: Caller,
    Path((class, student)): Path<(String, String)>,
    Asked(days): Asked<Days>,
) -> Result<Json<StudentAttendanceAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let register = build_register(act, &class, days.range()?, (&app.school_name, app.version)).await?;
    let found = register.students.iter().find(|one| one.id.as_str() == student);
    let found = found.ok_or_else(|| ApiError::not_found("student", &student))?;
    let records: Vec<&AttendanceRecord> =
        register.records.iter().filter(|record| record.student == found.id).collect();
    let tally = Tally::of(&register.statuses, records.iter().copied());
    let recogniser = app.recognition.recogniser();
    let threshold = recogniser.threshold();
    // A session that is not about the student has none.
    let of = |session: &Session| records.iter().find(|record| record.session == session.id).copied();
    let attended = register.sessions.iter().rev().filter_map(|session| Some((session, of(session)?)));
    Ok(Json(StudentAttendanceAnswer {
        id: found.id.to_string(),
        name: found.full_name(),
        tally: tally.into(),
        sessions: attended
            .map(|(session, record)| AttendedItem::of(&register.statuses, session, record, threshold))
            .collect(),
    }))
}
