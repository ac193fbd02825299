//! A class's register in Moodle: the link, and pushes.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use muster_domain::{ClassId, MoodleLink, MoodleStatusName, MoodleUser, RegisterStatus, StudentId};
use muster_usecase::UseCaseError;
use muster_usecase::moodle::{
    PushManner, PushReport, PushedMark, PushedSession, SessionName, find_moodle_link, link_moodle,
    prepare_push,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::WireStatus;
use super::body::{Body, date};
use super::classes::plain;
use super::session::in_order;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// What a status of the register is called in Moodle: of `status` and `letter` there is just one.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoodleStatusItem {
    /// A status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<WireStatus>,
    /// A letter of the school's own set; it goes before its status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
    /// The acronym that it has in Moodle.
    #[schema(example = "P")]
    acronym: String,
}

/// The attendance activity of a class.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoodleLinkRequest {
    /// The address of the site's front page; https, but for this machine's own.
    #[schema(example = "https://moodle.school.example")]
    site: String,
    /// The course's number.
    course: i64,
    /// The number of the attendance activity: the instance, not the `id` in its page's address.
    attendance: i64,
    /// The field of Moodle's users that holds the student ids: `idnumber` (when absent), `username` or `email`.
    user: Option<String>,
    /// Acronyms of statuses whose names are not those of a new activity in English.
    #[serde(default)]
    statuses: Vec<MoodleStatusItem>,
    /// The token of Moodle's web services. When absent, the link keeps the one that it has for its site. No answer has it.
    token: Option<String>,
}

/// A class's link to Moodle.
#[derive(Serialize, ToSchema)]
pub(crate) struct MoodleLinkItem {
    /// The address of the site's front page.
    site: String,
    /// The course's number.
    course: i64,
    /// The number of the attendance activity.
    attendance: i64,
    /// `idnumber`, `username` or `email`.
    user: &'static str,
    /// Acronyms of their own.
    statuses: Vec<MoodleStatusItem>,
    /// Who made the link, or changed it last.
    by: String,
    /// When, RFC 3339 in UTC.
    since: String,
}

/// What to push.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoodlePushRequest {
    /// First day, `2026-11-24`.
    from: String,
    /// Last day.
    to: String,
    /// Whether Moodle is changed; without it the answer says what would be.
    #[serde(default)]
    apply: bool,
    /// Whether marks that Moodle has already stay as they are.
    #[serde(default)]
    keep_theirs: bool,
}

/// What a push changed in Moodle, or would change, and what it can't.
#[derive(Serialize, ToSchema)]
pub(crate) struct MoodlePushAnswer {
    /// Whether Moodle was changed.
    applied: bool,
    /// Sessions that were added; 0 when nothing was applied.
    added: usize,
    /// Marks that were sent; 0 when nothing was applied.
    marked: usize,
    /// The sessions that change.
    sessions: Vec<PushedSessionItem>,
    /// What stays out of Moodle, and why.
    left_out: Vec<LeftOutItem>,
    /// Whether nobody can be found because the token's user may not see the field that holds the ids.
    field_hidden: bool,
}

/// A session that changes in Moodle.
#[derive(Serialize, ToSchema)]
pub(crate) struct PushedSessionItem {
    /// Its day.
    #[schema(example = "2026-11-24")]
    date: String,
    /// Its label.
    label: String,
    /// Whether Moodle does not have it yet.
    new: bool,
    /// Who is marked as what.
    marks: Vec<PushedMarkItem>,
}

/// A mark for Moodle.
#[derive(Serialize, ToSchema)]
pub(crate) struct PushedMarkItem {
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// What the register says.
    status: WireStatus,
    /// How the school writes it.
    letter: String,
    /// The acronym that it replaces in Moodle.
    replaces: Option<String>,
}

/// A student, a session, or a student's mark in a session, that stays out of Moodle.
#[derive(Serialize, ToSchema)]
pub(crate) struct LeftOutItem {
    /// The session's day.
    date: Option<String>,
    /// The session's label.
    label: Option<String>,
    /// The student's id.
    student: Option<String>,
    /// The student's name.
    name: Option<String>,
    /// Why, and what to do.
    reason: String,
}

impl MoodleStatusItem {
    fn of(name: MoodleStatusName) -> Self {
        let (status, letter) = match name.of {
            RegisterStatus::Status(status) => (Some(status.into()), None),
            RegisterStatus::Letter(letter) => (None, Some(letter)),
        };
        Self { status, letter, acronym: name.acronym }
    }

    fn read(self) -> Result<MoodleStatusName, ApiError> {
        plain("acronym", &self.acronym)?;
        let of = match (self.status, self.letter) {
            (Some(status), None) => RegisterStatus::Status(status.into()),
            (None, Some(letter)) => RegisterStatus::Letter(letter),
            _ => return Err(ApiError::invalid("each of `statuses` has either a `status` or a `letter`")),
        };
        Ok(MoodleStatusName { of, acronym: self.acronym })
    }
}

impl MoodleLinkItem {
    fn of(link: MoodleLink) -> Self {
        Self {
            site: link.site,
            course: link.course,
            attendance: link.attendance,
            user: link.user.heading(),
            statuses: link.statuses.into_iter().map(MoodleStatusItem::of).collect(),
            by: link.by,
            since: link.since.to_string(),
        }
    }
}

impl MoodlePushAnswer {
    fn of(report: PushReport) -> Self {
        let students = report.students;
        let session = |one| PushedSessionItem::of(one, &students);
        let sessions = report.sessions.into_iter().map(session).collect();
        let done = report.done.as_ref();
        let marks = report
            .left_out
            .into_iter()
            .map(|(session, student, why)| LeftOutItem::of(Some(session), Some((student, &students)), &why));
        let people = report
            .unidentified
            .into_iter()
            .map(|(student, why)| LeftOutItem::of(None, Some((student, &students)), &why));
        let unclear =
            report.unclear.into_iter().map(|(session, why)| LeftOutItem::of(Some(session), None, &why));
        let without_time = report.without_time.into_iter().map(|session| {
            let why =
                "the session has no time, which Moodle needs: it was in no timetable when it was opened";
            LeftOutItem::of(Some(session), None, &why)
        });
        Self {
            applied: done.is_some(),
            added: done.map_or(0, |done| done.added),
            marked: done.map_or(0, |done| done.marked),
            sessions,
            left_out: marks.chain(people).chain(unclear).chain(without_time).collect(),
            field_hidden: report.field_hidden,
        }
    }
}

impl PushedSessionItem {
    fn of(one: PushedSession, students: &BTreeMap<StudentId, String>) -> Self {
        let mark = |mark: PushedMark| PushedMarkItem {
            name: students.get(&mark.student).cloned().unwrap_or_default(),
            student: mark.student.to_string(),
            status: mark.recorded.status.into(),
            letter: mark.recorded.to_string(),
            replaces: mark.replaces,
        };
        Self {
            date: one.session.date.to_string(),
            label: one.session.label,
            new: one.is_new,
            marks: one.marks.into_iter().map(mark).collect(),
        }
    }
}

impl LeftOutItem {
    fn of(
        session: Option<SessionName>,
        student: Option<(StudentId, &BTreeMap<StudentId, String>)>,
        why: &dyn ToString,
    ) -> Self {
        let name = student.as_ref().and_then(|(id, names)| names.get(id).cloned());
        Self {
            date: session.as_ref().map(|session| session.date.to_string()),
            label: session.map(|session| session.label),
            student: student.map(|(id, _)| id.to_string()),
            name,
            reason: why.to_string(),
        }
    }
}

/// The attendance activity in Moodle to which the class's register goes. The token is never told.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/moodle", tag = "platforms",
    responses(
        (status = 200, body = MoodleLinkItem), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn link(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<Json<MoodleLinkItem>, ApiError> {
    caller.may_manage()?;
    let act = app.act(&caller.school, caller.name());
    Ok(Json(MoodleLinkItem::of(find_moodle_link(act, &ClassId::new(class)).await?)))
}

/// Links the class to an attendance activity in Moodle, or changes its link. Moodle is not asked before a push.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}/moodle", tag = "platforms", request_body = MoodleLinkRequest,
    responses(
        (status = 200, body = MoodleLinkItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError, description = "there is no token for this site yet"),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<MoodleLinkRequest>,
) -> Result<Json<MoodleLinkItem>, ApiError> {
    caller.may_manage()?;
    let wrong = || ApiError::invalid("`user` is one of idnumber, username, email");
    let user = request.user.as_deref().map_or(Some(MoodleUser::default()), MoodleUser::from_heading);
    plain("site", &request.site)?;
    let act = app.act(&caller.school, caller.name());
    let link = MoodleLink {
        class: ClassId::new(class),
        site: request.site,
        course: request.course,
        attendance: request.attendance,
        user: user.ok_or_else(wrong)?,
        statuses: request.statuses.into_iter().map(MoodleStatusItem::read).collect::<Result<_, _>>()?,
        by: caller.name().to_owned(),
        since: act.now,
    };
    Ok(Json(MoodleLinkItem::of(link_moodle(act, link, request.token.as_deref()).await?)))
}

/// Ends the link, and forgets its token. Moodle keeps what it has.
#[utoipa::path(
    delete, path = "/api/v1/classes/{class}/moodle", tag = "platforms",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    app.store.remove_moodle_link(&caller.school, &ClassId::new(class)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says what the class's register changes in Moodle, and with `apply` changes it. That takes its time, some marks a second; a
/// client that does not wait changes nothing about it, and may push again to see that nothing is left.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/moodle/push", tag = "platforms", request_body = MoodlePushRequest,
    responses(
        (status = 200, body = MoodlePushAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError, description = "the class's register is being pushed already"),
        (status = 422, body = ApiError), (status = 502, body = ApiError, description = "Moodle did not do it")
    )
)]
pub(crate) async fn push(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<MoodlePushRequest>,
) -> Result<Json<MoodlePushAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let (from, to) = (date(&request.from)?, date(&request.to)?);
    in_order(Some(from), Some(to))?;
    let prepared = prepare_push(app.act(&caller.school, caller.name()), &class, (from, to)).await?;
    let token = app.store.moodle_token(&caller.school, &class, prepared.site()).await?;
    let token = token.ok_or_else(|| UseCaseError::NoMoodleLink(class.to_string()))?;
    let moodle = app.platforms.moodle(prepared.site(), &token).map_err(|cause| ApiError::platform(&cause))?;
    let manner = PushManner { apply: request.apply, keep_theirs: request.keep_theirs };
    let under_way = app.platforms.begin_push(&class)?;
    let run = tokio::task::spawn_blocking(move || {
        let report = prepared.run(&moodle, manner);
        drop(under_way);
        report
    });
    let report = run.await.map_err(|cause| ApiError::internal(&format!("push: {cause}")))??;
    Ok(Json(MoodlePushAnswer::of(report)))
}
