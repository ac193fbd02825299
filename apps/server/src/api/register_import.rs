//! Importing an edited register: first what it would change, then the change.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use muster_domain::{ClassId, Mark, StudentId};
use muster_report::{
    CellFault, CellName, CellProblem, Changed, Conflict, EditedColumn, EditedRegister, Letter, ReadError,
    RegisterDifference, read_register,
};
use muster_usecase::import_register::{Override, compare_register, import_register};
use muster_usecase::session::find_class;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::WireStatus;
use super::body::{Body, base64, date, digest};
use super::classes::StudentItem;
use super::session::changeable;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// An edited `register.xlsx`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterImport {
    /// The workbook in base64: the one that `register.xlsx` gave, saved by any program; up to 10 MB.
    file: String,
    /// Sets the marks. Without it nothing is changed.
    #[serde(default)]
    apply: bool,
    /// The `state` of the answer that a person has seen. If the file would change anything else by now, nothing is
    /// changed and 409 `changed_meanwhile` comes.
    seen: Option<String>,
    /// The conflicts in which the file's letter is to hold.
    #[serde(default)]
    overrides: Vec<OverrideItem>,
}

/// A conflict that is decided for the file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OverrideItem {
    /// The student's id.
    student: String,
    /// The session's day, `2026-11-24`.
    date: String,
    /// Tells several sessions of a day apart.
    #[serde(default)]
    label: String,
}

/// What an edited register changes, or would change.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegisterImportAnswer {
    /// Whether it was applied.
    applied: bool,
    /// Names these changes and conflicts; goes back as `seen`.
    state: String,
    /// Whether the file says what it was written with. If not, every letter unlike what holds now is a change, and
    /// there are no conflicts.
    has_base: bool,
    /// Marks that it sets, in the file's order.
    changes: Vec<ChangeItem>,
    /// Letters edited in the file where somebody has decided meanwhile; left as they are unless they are overridden.
    conflicts: Vec<ConflictItem>,
    /// How many letters change nothing.
    unchanged: usize,
    /// Rows whose id nobody on the roster has.
    unknown_students: Vec<UnknownItem>,
    /// Columns that are no session of the class.
    unknown_columns: Vec<UnknownItem>,
    /// Cells that can't be used; they change nothing. At most 1,000.
    problems: Vec<CellItem>,
}

/// A letter, and what it stands for.
#[derive(Serialize, ToSchema)]
pub(crate) struct LetterItem {
    /// As the school writes it.
    letter: String,
    /// What it stands for.
    status: WireStatus,
}

impl From<Letter> for LetterItem {
    fn from(one: Letter) -> Self {
        Self { letter: one.text, status: one.status.into() }
    }
}

/// A mark that the file sets.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangeItem {
    /// Where in the file, for example `E7`.
    cell: String,
    /// Whose.
    student: StudentItem,
    /// The session's day.
    date: String,
    /// Which of the day's.
    label: String,
    /// What holds now, or did before.
    from: LetterItem,
    /// What the file says.
    to: LetterItem,
}

/// A letter that was edited in the file, and changed here since the file was written.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConflictItem {
    /// What the file would change.
    #[serde(flatten)]
    change: ChangeItem,
    /// What the file was written with.
    written: LetterItem,
    /// Who decided what holds now; null when it was a photo, or what was marked then was taken back.
    by: Option<String>,
    /// When they did.
    at: Option<String>,
}

/// A row or column that is left out.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnknownItem {
    /// Where in the file.
    cell: String,
    /// The id or heading there, cut to 200 characters.
    text: String,
}

/// A cell that can't be used.
#[derive(Serialize, ToSchema)]
pub(crate) struct CellItem {
    /// Where in the file.
    cell: String,
    /// `no_status`, `emptied`, `duplicate_id` or `duplicate_session`.
    code: &'static str,
    /// What is there, or the cell that it repeats; empty when nothing is there.
    value: String,
    /// The same for people.
    message: String,
}

impl From<Changed> for ChangeItem {
    fn from(one: Changed) -> Self {
        Self {
            cell: one.cell.to_string(),
            student: one.student.into(),
            date: one.session.date.to_string(),
            label: one.session.label,
            from: one.from.into(),
            to: one.to.into(),
        }
    }
}

impl From<Conflict> for ConflictItem {
    fn from(one: Conflict) -> Self {
        let by = one.mark.as_ref().and_then(|mark| mark.source.by()).map(str::to_owned);
        let at = one.mark.map(|mark| mark.at.to_string());
        Self { change: one.change.into(), written: one.written.into(), by, at }
    }
}

impl UnknownItem {
    fn of(cell: CellName, text: &str) -> Self {
        Self { cell: cell.to_string(), text: text.chars().take(200).collect() }
    }
}

impl From<CellProblem> for CellItem {
    fn from(one: CellProblem) -> Self {
        let value = match &one.fault {
            CellFault::NoStatus(text) => text.clone(),
            CellFault::Emptied => String::new(),
            CellFault::DuplicateId(first) | CellFault::DuplicateSession(first) => first.to_string(),
        };
        let (code, message) = (one.fault.code(), one.fault.to_string());
        Self { cell: one.cell.to_string(), code, value, message }
    }
}

impl RegisterImportAnswer {
    fn of(applied: bool, state: String, found: RegisterDifference) -> Self {
        let column = |one: &EditedColumn| UnknownItem::of(one.cell, &one.heading);
        Self {
            applied,
            state,
            has_base: found.has_base,
            changes: found.changes.into_iter().map(ChangeItem::from).collect(),
            conflicts: found.conflicts.into_iter().map(ConflictItem::from).collect(),
            unchanged: found.unchanged,
            unknown_students: found
                .unknown_students
                .iter()
                .map(|(cell, id)| UnknownItem::of(*cell, id))
                .collect(),
            unknown_columns: found.unknown_columns.iter().map(column).collect(),
            problems: found.problems.into_iter().map(CellItem::from).collect(),
        }
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { .. } | ReadError::Unpacked { .. } | ReadError::TooMany { .. } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", error.to_string())
            }
            _ => Self::invalid(error.to_string()),
        }
    }
}

/// Names what a file changes and what is in conflict, so that nothing else is applied than a person has seen.
fn state(found: &RegisterDifference) -> String {
    let line = |change: &Changed, mark: Option<&Mark>| {
        let (session, mark) = (change.session.id.0, mark.map(|mark| mark.at));
        let letters = [&change.from.text, &change.to.text];
        format!("{} {session} {letters:?} {mark:?}", change.student.id)
    };
    let plain = found.changes.iter().map(|change| line(change, None));
    let conflicts = found.conflicts.iter().map(|one| line(&one.change, one.mark.as_ref()));
    let lines: Vec<String> = plain.chain(["conflicts".to_owned()]).chain(conflicts).collect();
    let parts: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
    let half = digest(&parts).iter().take(16).fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
    format!("{half:032x}")
}

fn overrides(items: Vec<OverrideItem>) -> Result<Vec<Override>, ApiError> {
    let one = |item: OverrideItem| {
        Ok(Override { student: StudentId::new(item.student), date: date(&item.date)?, label: item.label })
    };
    items.into_iter().map(one).collect()
}

/// Refuses a file that would change a locked session, before any mark is set.
async fn unlocked(
    app: &App,
    caller: &Caller,
    class: &ClassId,
    (found, overrides): (&RegisterDifference, &[Override]),
) -> Result<(), ApiError> {
    let changed = found.changes.iter().map(|one| (one.session.date, one.session.label.as_str()));
    let decided = overrides.iter().map(|one| (one.date, one.label.as_str()));
    for at in changed.chain(decided).collect::<BTreeSet<(Date, &str)>>() {
        changeable(app, caller, class, at).await?;
    }
    Ok(())
}

/// Reads where it keeps nobody waiting: a year's register takes its time.
async fn read(file: String) -> Result<EditedRegister, ApiError> {
    let bytes = base64("the file", &file)?;
    let read = tokio::task::spawn_blocking(move || read_register(&bytes)).await;
    Ok(read.map_err(|cause| ApiError::internal(&format!("register import: {cause}")))??)
}

/// Imports a register that was edited in a spreadsheet program. First it says what the file would change: letters unlike
/// those that the file was written with. Where somebody has decided the same mark since, it is a conflict and stays as it
/// is, unless it is overridden. With `apply` the marks are set, as the caller's. The same file again changes nothing.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/register-import", tag = "registers", request_body = RegisterImport,
    responses(
        (status = 200, body = RegisterImportAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn import(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<RegisterImport>,
) -> Result<Json<RegisterImportAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_mark(&class)?;
    let act = app.act(&caller.school, caller.name());
    find_class(act, &class).await?;
    let overrides = overrides(request.overrides)?;
    let compared = compare_register(act, &class, &read(request.file).await?).await?;
    let state = state(&compared.difference);
    if !request.apply {
        return Ok(Json(RegisterImportAnswer::of(false, state, compared.difference)));
    }
    if request.seen.is_some_and(|seen| seen != state) {
        let text =
            "the register has changed since this was shown; nothing was changed. Look again, then decide";
        return Err(ApiError::new(StatusCode::CONFLICT, "changed_meanwhile", text));
    }
    unlocked(&app, &caller, &class, (&compared.difference, &overrides)).await?;
    let done = import_register(act, compared, &overrides).await?;
    Ok(Json(RegisterImportAnswer::of(true, state, done)))
}
