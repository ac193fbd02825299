//! What a class's register comes to, in numbers.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{ClassId, SessionId, StudentId};
use muster_record::Tally;
use muster_usecase::build_register::build_register;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::SessionItem;
use super::body::Asked;
use super::session::Days;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// How often each status occurs.
#[derive(Serialize, ToSchema)]
pub(crate) struct TallyItem {
    /// Was there.
    present: u32,
    /// Came after the beginning.
    late: u32,
    /// Left before the end.
    left_early: u32,
    /// Was not there, with an accepted reason.
    excused: u32,
    /// Was not there.
    absent: u32,
    /// Nobody has decided yet.
    not_seen: u32,
    /// Attended out of those that were decided, 0 to 100; none when nothing was.
    percentage_of_taken: Option<f64>,
    /// Attended out of all, 0 to 100; none when there is nothing.
    percentage_of_all: Option<f64>,
}

/// A student's tally over the sessions.
#[derive(Serialize, ToSchema)]
pub(crate) struct StudentTally {
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// Over the sessions.
    tally: TallyItem,
}

/// A session's tally over the students.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionTally {
    /// The session.
    session: SessionItem,
    /// Over the students.
    tally: TallyItem,
}

/// The totals of a register.
#[derive(Serialize, ToSchema)]
pub(crate) struct Report {
    /// By student, in the roster's order.
    students: Vec<StudentTally>,
    /// By session, by date.
    sessions: Vec<SessionTally>,
}

impl From<Tally> for TallyItem {
    fn from(tally: Tally) -> Self {
        Self {
            present: tally.present,
            late: tally.late,
            left_early: tally.left_early,
            excused: tally.excused,
            absent: tally.absent,
            not_seen: tally.not_seen,
            percentage_of_taken: tally.percentage_of_taken(),
            percentage_of_all: tally.percentage_of_all(),
        }
    }
}

/// The totals of the class's register: by student and by session.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/report", tag = "registers", params(Days),
    responses(
        (status = 200, body = Report), (status = 401, body = ApiError), (status = 404, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn report(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Json<Report>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let act = app.act(&caller.school, caller.name());
    let register = build_register(act, &class, days.range()?, (&app.school_name, app.version)).await?;
    let of_student = |id: &StudentId| -> Tally {
        Tally::of(&register.statuses, register.records.iter().filter(|one| one.student == *id))
    };
    let of_session = |id: SessionId| -> Tally {
        Tally::of(&register.statuses, register.records.iter().filter(|one| one.session == id))
    };
    let student = |one: &muster_domain::Student| StudentTally {
        student: one.id.to_string(),
        name: one.full_name(),
        tally: of_student(&one.id).into(),
    };
    let session = |one: &muster_domain::Session| SessionTally {
        session: SessionItem::of(one),
        tally: of_session(one.id).into(),
    };
    Ok(Json(Report {
        students: register.students.iter().map(student).collect(),
        sessions: register.sessions.iter().map(session).collect(),
    }))
}
