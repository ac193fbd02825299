//! What the law lets a student ask for: everything that is held of them, and that it be removed.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use muster_domain::StudentId;
use muster_usecase::student_export::export_student;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::access::Caller;
use crate::backups::BackupFile;
use crate::error::ApiError;

/// A backup that still holds the student.
#[derive(Serialize, ToSchema)]
pub(crate) struct BackupItem {
    /// The file's name.
    name: String,
    /// When it was written, RFC 3339 in UTC.
    at: String,
    /// When it is removed; null when nobody said for how long backups are kept.
    expires: Option<String>,
}

/// What was removed of a student, and where they are still.
#[derive(Serialize, ToSchema)]
pub(crate) struct ErasureReceipt {
    /// The student's id, told a last time.
    student: String,
    /// First and last name, told a last time.
    name: String,
    /// When, RFC 3339 in UTC.
    at: String,
    /// Who erased them.
    by: String,
    /// Rows removed or rewritten, by table of the database; 0 where there was nothing.
    #[schema(value_type = Object)]
    rows: BTreeMap<&'static str, u64>,
    /// Whether it is gone from the database's files as well, and not only from what they say.
    files_cleaned: bool,
    /// Copies in the data folder that upgrades and restores left, and that hold the student until they are deleted.
    copies: Vec<String>,
    /// Backups from before, encrypted, which hold the student until they are removed. Null when the server does not know where
    /// backups lie.
    backups: Option<Vec<BackupItem>>,
}

/// Everything that is held of a student, as a ZIP file: who they are, attendance with its whole history, leave, consent, faces
/// and templates.
#[utoipa::path(
    get, path = "/api/v1/students/{student}/export", tag = "consent",
    responses(
        (status = 200, content_type = "application/zip", body = Vec<u8>), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn export(
    State(app): State<App>,
    caller: Caller,
    Path(student): Path<String>,
) -> Result<Response, ApiError> {
    caller.may_manage()?;
    let act = app.act(&caller.school, caller.name());
    let bytes = export_student(act, &StudentId::new(student)).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"student.zip\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// Erases a student from everything: rosters, marks, leave, consent, faces, and what is said of others' faces. This can't be
/// undone. The answer says what was removed where, and is told once.
#[utoipa::path(
    delete, path = "/api/v1/students/{student}", tag = "consent",
    responses(
        (status = 200, body = ErasureReceipt), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn erase(
    State(app): State<App>,
    caller: Caller,
    Path(student): Path<String>,
) -> Result<Json<ErasureReceipt>, ApiError> {
    caller.may_manage()?;
    let student = StudentId::new(student);
    let known = app.store.lookup_student(&caller.school, &student).await?;
    let name = known.ok_or_else(|| ApiError::not_found("student", student.as_str()))?.full_name();
    let at = (app.now)();
    let erased = app.store.erase_student(&caller.school, &student, (caller.name(), at)).await?;
    Ok(Json(ErasureReceipt {
        student: student.to_string(),
        name,
        at: at.to_string(),
        by: caller.name().to_owned(),
        rows: erased.rows,
        files_cleaned: erased.files_cleaned,
        copies: erased.copies,
        backups: backups(&app).await?,
    }))
}

async fn backups(app: &App) -> Result<Option<Vec<BackupItem>>, ApiError> {
    let Some(folder) = app.backups.clone() else { return Ok(None) };
    let failed = |cause: &dyn ToString| ApiError::internal(&format!("backups: {}", cause.to_string()));
    let found = tokio::task::spawn_blocking(move || folder.list()).await.map_err(|cause| failed(&cause))?;
    let item = |file: BackupFile| BackupItem {
        name: file.name,
        at: file.at.to_string(),
        expires: file.expires.map(|at| at.to_string()),
    };
    Ok(Some(found.map_err(|cause| failed(&cause))?.into_iter().map(item).collect()))
}
