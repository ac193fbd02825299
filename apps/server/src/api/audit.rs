//! The audit log, read and checked.

use axum::Json;
use axum::extract::State;
use muster_domain::{AuditCheck, AuditEntry, AuditKind, StudentId};
use muster_store::AuditFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::Asked;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Most entries at once.
const MOST: u32 = 500;

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Which {
    /// Of this kind: `access`, `mark`, `export`, `biometrics`, `administration` or `removal`. The exports are the register of
    /// disclosures.
    kind: Option<String>,
    /// By whom.
    actor: Option<String>,
    /// About this student.
    student: Option<String>,
    /// Before this number; the newest when absent.
    before: Option<i64>,
}

/// An entry of the log.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditItem {
    /// Its place, from 1.
    number: i64,
    /// When, RFC 3339 in UTC.
    at: String,
    /// What it is about.
    kind: &'static str,
    /// Who did it.
    actor: String,
    /// What was done.
    act: String,
    /// With what.
    about: String,
    /// The student whom it is about, under the log's own name for them.
    subject: Option<String>,
    /// An HTTP status; 0 where there is none.
    outcome: u16,
    /// A keyed digest of this entry and the one before.
    hash: String,
}

/// What came of checking the log.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditCheckAnswer {
    /// Whether all is as it was logged.
    holds: bool,
    /// Entries.
    entries: i64,
    /// Older ones that are gone because their time was over.
    forgotten: i64,
    /// The last one's hash: note it elsewhere, and compare later.
    head: Option<String>,
    /// Marks that the log vouches for.
    marks: u64,
    /// What is wrong, in words.
    problems: Vec<String>,
}

impl From<AuditEntry> for AuditItem {
    fn from(entry: AuditEntry) -> Self {
        let record = entry.record;
        Self {
            number: entry.number,
            at: record.at.to_string(),
            kind: record.kind.code(),
            actor: record.actor,
            act: record.act,
            about: record.about,
            subject: entry.subject,
            outcome: record.outcome,
            hash: entry.hash,
        }
    }
}

impl From<AuditCheck> for AuditCheckAnswer {
    fn from(check: AuditCheck) -> Self {
        let problem = |one: muster_domain::AuditProblem| match one.number {
            Some(number) => format!("entry {number}: {}", one.cause),
            None => one.cause,
        };
        Self {
            holds: check.problems.is_empty(),
            entries: check.entries,
            forgotten: check.forgotten,
            head: check.head,
            marks: check.marks,
            problems: check.problems.into_iter().map(problem).collect(),
        }
    }
}

/// The audit log, newest first, at most 500 entries at once.
#[utoipa::path(
    get, path = "/api/v1/audit", tag = "audit", params(Which),
    responses(
        (status = 200, body = Vec<AuditItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Asked(which): Asked<Which>,
) -> Result<Json<Vec<AuditItem>>, ApiError> {
    caller.may_oversee()?;
    let kind = |code: String| {
        AuditKind::from_code(&code).ok_or_else(|| ApiError::invalid(format!("`{code}` is no kind of entry")))
    };
    let filter = AuditFilter {
        kind: which.kind.map(kind).transpose()?,
        actor: which.actor,
        student: which.student.map(StudentId::new),
        before: which.before,
    };
    let entries = app.store.list_audit(&caller.school, &filter, MOST).await?;
    Ok(Json(entries.into_iter().map(AuditItem::from).collect()))
}

/// Checks the whole log: that no entry was changed, removed or put in, and that every mark is as it was logged.
#[utoipa::path(
    get, path = "/api/v1/audit/check", tag = "audit",
    responses(
        (status = 200, body = AuditCheckAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn check(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<AuditCheckAnswer>, ApiError> {
    caller.may_oversee()?;
    Ok(Json(app.store.check_audit(&caller.school).await?.into()))
}
