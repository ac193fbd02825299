//! What a platform's course gives and takes: its learners as a roster, the class's attendance as scores.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use jiff::Timestamp;
use muster_domain::{ClassId, LtiContext, LtiMemberId, LtiPlatform, Student, StudentId};
use muster_lti::{
    AccessToken, ActivityProgress, GradingProgress, LineItemWanted, Scope, Score, ServiceError,
    find_or_create_line_item, members, post_score,
};
use muster_usecase::import_roster::{compare_roster, import_roster};
use muster_usecase::lti::{Learners, attendance_percentages, find_course};
use muster_usecase::session::find_class;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, date};
use super::classes::StudentItem;
use super::roster::{AddedItem, RenamedItem};
use super::session::in_order;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// The column of the grade book, by what this tool calls it.
const RESOURCE: &str = "muster-attendance";
/// Its heading.
const LABEL: &str = "Attendance";
/// The score for having attended everything.
const EVERYTHING: f64 = 100.0;

/// Whether to change anything.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LtiRosterRequest {
    /// Whether the roster is changed; without it the answer says what would be.
    #[serde(default)]
    apply: bool,
}

/// What a course's learners change on the roster, or would change. Nobody is taken off.
#[derive(Serialize, ToSchema)]
pub(crate) struct LtiRosterAnswer {
    /// Whether the roster was changed.
    applied: bool,
    /// Learners who can be students.
    listed: usize,
    /// Learners who can't.
    left_out: Vec<LearnerLeftOut>,
    /// Who comes onto the roster.
    added: Vec<AddedItem>,
    /// Whose name changes.
    renamed: Vec<RenamedItem>,
    /// How many stay as they are.
    unchanged: usize,
    /// Who is on the roster and no learner of the course.
    missing: Vec<StudentItem>,
}

/// A learner who can't be a student.
#[derive(Serialize, ToSchema)]
pub(crate) struct LearnerLeftOut {
    /// The platform's id of them.
    user: String,
    /// Why, and what to do.
    reason: String,
}

/// Of which days.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LtiGradesRequest {
    /// First day, `2026-11-24`.
    from: String,
    /// Last day.
    to: String,
}

/// Which scores were sent.
#[derive(Serialize, ToSchema)]
pub(crate) struct LtiGradesAnswer {
    /// The scores, 0 to 100.
    sent: Vec<ScoreItem>,
    /// Students without a score, and why.
    left_out: Vec<NoScoreItem>,
}

/// A student's score.
#[derive(Serialize, ToSchema)]
pub(crate) struct ScoreItem {
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// The percentage of what was taken that they attended.
    score: f64,
}

/// A student without a score.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoScoreItem {
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// Why.
    reason: String,
}

/// The class's course and its platform.
async fn course(
    app: &App,
    caller: &Caller,
    class: &ClassId,
) -> Result<(LtiPlatform, LtiContext, LtiMemberId), ApiError> {
    let act = app.act(&caller.school, caller.name());
    find_class(act, class).await?;
    let course = find_course(act, class).await?;
    let all = app.store.list_lti_platforms(&caller.school).await?;
    let platform = all.into_iter().find(|one| one.id == course.key.platform);
    let platform =
        platform.ok_or_else(|| ApiError::not_found("platform", &course.key.platform.0.to_string()))?;
    let member_id = course.link.as_ref().map_or_else(LtiMemberId::default, |link| link.member_id);
    Ok((platform, course, member_id))
}

fn members_address(course: &LtiContext) -> Result<String, ApiError> {
    let closed = "the platform does not let Muster read the course's members: allow it there, then open Muster from the course again";
    course.about.members_url.clone().ok_or_else(|| ApiError::conflict(closed))
}

/// Puts the course's learners on the class's roster, or says what that would change.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/lti/roster", tag = "platforms", request_body = LtiRosterRequest,
    responses(
        (status = 200, body = LtiRosterAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError), (status = 502, body = ApiError, description = "the platform did not do it")
    )
)]
pub(crate) async fn roster(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(LtiRosterRequest { apply }): Body<LtiRosterRequest>,
) -> Result<Json<LtiRosterAnswer>, ApiError> {
    caller.may_manage()?;
    let class = ClassId::new(class);
    let (platform, course, member_id) = course(&app, &caller, &class).await?;
    let address = members_address(&course)?;
    let read = move |agent: &ureq::Agent, token: &AccessToken| members(agent, token, &address);
    let all = app.platforms.ask(&app, &platform, &[Scope::Members], read).await?;
    let learners = Learners::of(all, member_id);
    let list: Vec<Student> = learners.students.into_iter().map(|(student, _)| student).collect();
    let (act, listed) = (app.act(&caller.school, caller.name()), list.len());
    let difference = if apply {
        import_roster(act, &class, list, false).await?
    } else {
        compare_roster(act, &class, list).await?
    };
    let left_out = |(user, why): (String, _)| LearnerLeftOut { user, reason: ToString::to_string(&why) };
    Ok(Json(LtiRosterAnswer {
        applied: apply,
        listed,
        left_out: learners.left_out.into_iter().map(left_out).collect(),
        added: difference.added.into_iter().map(AddedItem::from).collect(),
        renamed: difference.renamed.into_iter().map(RenamedItem::from).collect(),
        unchanged: difference.unchanged.len(),
        missing: difference.missing.into_iter().map(StudentItem::from).collect(),
    }))
}

/// Sends, of each student, the percentage of what was taken that they attended, as a score of 0 to 100 in one column of the
/// course's grade book. Who has nothing taken has no score.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/lti/grades", tag = "platforms", request_body = LtiGradesRequest,
    responses(
        (status = 200, body = LtiGradesAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError), (status = 502, body = ApiError, description = "the platform did not do it")
    )
)]
pub(crate) async fn grades(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<LtiGradesRequest>,
) -> Result<Json<LtiGradesAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let (from, to) = (date(&request.from)?, date(&request.to)?);
    in_order(Some(from), Some(to))?;
    let (platform, course, member_id) = course(&app, &caller, &class).await?;
    let members_url = members_address(&course)?;
    let closed = "the platform does not let Muster write into the course's grade book: allow it there, then open Muster from the course again";
    let items = course.about.line_items_url.ok_or_else(|| ApiError::conflict(closed))?;
    let act = app.act(&caller.school, caller.name());
    let percentages = attendance_percentages(act, &class, (from, to)).await?;
    let at = act.now;
    let under_way = app.platforms.begin_push(&class)?;
    let send = move |agent: &ureq::Agent, token: &AccessToken| {
        let learners = Learners::of(members(agent, token, &members_url)?, member_id);
        let users = learners.students.into_iter().map(|(student, member)| (student.id, member.user_id));
        let sent = send_scores((agent, token, &items), &users.collect(), percentages, at);
        drop(under_way);
        sent
    };
    let scopes = &[Scope::Members, Scope::LineItems, Scope::Scores];
    Ok(Json(app.platforms.ask(&app, &platform, scopes, send).await?))
}

/// Sends what each student who is known there attended. What was sent before a failure stays, and is sent again with the next.
fn send_scores(
    (agent, token, items): (&ureq::Agent, &AccessToken, &str),
    users: &BTreeMap<StudentId, String>,
    percentages: Vec<(Student, Option<f64>)>,
    at: Timestamp,
) -> Result<LtiGradesAnswer, ServiceError> {
    let wanted = LineItemWanted {
        label: LABEL.to_owned(),
        score_maximum: EVERYTHING,
        resource_id: RESOURCE.to_owned(),
        tag: String::new(),
    };
    let column = find_or_create_line_item(agent, token, items, &wanted)?;
    let (mut sent, mut left_out) = (Vec::new(), Vec::new());
    for (one, percentage) in percentages {
        let (student, name) = (one.id.to_string(), one.full_name());
        let mut leave = |student, name, reason: &str| {
            left_out.push(NoScoreItem { student, name, reason: reason.to_owned() });
        };
        let Some(user) = users.get(&one.id) else {
            leave(student, name, "no learner of the course has this id");
            continue;
        };
        let Some(given) = percentage else {
            leave(student, name, "nothing was taken of them on these days");
            continue;
        };
        let score = Score {
            user_id: user.clone(),
            given,
            maximum: EVERYTHING,
            at,
            activity_progress: ActivityProgress::Completed,
            grading_progress: GradingProgress::FullyGraded,
        };
        post_score(agent, token, &column.id, &score)?;
        sent.push(ScoreItem { student, name, score: given });
    }
    Ok(LtiGradesAnswer { sent, left_out })
}
