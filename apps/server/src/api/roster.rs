//! Importing a roster from a CSV file: first what it would change, then the change.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use muster_domain::ClassId;
use muster_roster::{Columns, Difference, Listed, Table, TableError};
use muster_usecase::import_roster::{compare_roster, import_roster};
use muster_usecase::session::find_class;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Asked, Body, base64};
use super::classes::StudentItem;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Cells of each column that an answer shows.
const SAMPLE: usize = 3;
/// Characters of each.
const SAMPLE_LENGTH: usize = 60;

/// Whether to change anything.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DryRun {
    /// Says what the file would change, and changes nothing.
    #[serde(default)]
    dry_run: bool,
}

/// A list of students: `file` or `text`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RosterImport {
    /// A CSV file in base64: UTF-8, UTF-16 or Windows-1252; delimited by `,`, `;` or tabs; up to 1 MB and 2,000 rows.
    file: Option<String>,
    /// Its text, where there is no file.
    text: Option<String>,
    /// Whether the first row names the columns; guessed when it is not said.
    header: Option<bool>,
    /// What the columns hold; guessed by their names when it is not said.
    columns: Option<ColumnsItem>,
    /// Takes everybody who is not in the list off the roster.
    #[serde(default)]
    remove_missing: bool,
}

/// Which column holds what: its place, from 0.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnsItem {
    /// Ids.
    id: Option<usize>,
    /// Family names.
    last_name: Option<usize>,
    /// Given names.
    first_name: Option<usize>,
    /// Whole names; used where the other two are not there.
    full_name: Option<usize>,
}

/// What a list changes, or would change.
#[derive(Serialize, ToSchema)]
pub(crate) struct RosterImportAnswer {
    /// Whether it was imported; false for a dry run.
    imported: bool,
    /// How the file was read: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    encoding: &'static str,
    /// What is between its cells.
    delimiter: char,
    /// Whether its first row was taken for the columns' names.
    header: bool,
    /// Its columns.
    columns: Vec<ColumnItem>,
    /// What they were taken to hold. Without ids or without names there is no list yet.
    mapping: ColumnsItem,
    /// Students in the list.
    listed: usize,
    /// Lines that name no student. With any of them nothing is imported.
    problems: Vec<LineProblem>,
    /// Who comes onto the roster.
    added: Vec<AddedItem>,
    /// Whose name changes.
    renamed: Vec<RenamedItem>,
    /// How many stay as they are.
    unchanged: usize,
    /// Who is on the roster and not in the list.
    missing: Vec<StudentItem>,
}

/// A column of the file.
#[derive(Serialize, ToSchema)]
pub(crate) struct ColumnItem {
    /// Its name; empty when the file has none.
    name: String,
    /// Its first cells, cut to 60 characters.
    sample: Vec<String>,
}

/// A line that names no student.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineProblem {
    /// The line, from 1.
    line: u64,
    /// `missing_id`, `duplicate_id`, `no_name`, `control`, `too_long` or `extra_cells`.
    code: &'static str,
    /// The same for people.
    message: String,
}

/// Someone who comes onto the roster.
#[derive(Serialize, ToSchema)]
pub(crate) struct AddedItem {
    /// As the list has them.
    student: StudentItem,
    /// As the school knows them already, from another class or an earlier year.
    known: Option<StudentItem>,
}

/// Someone whose name changes.
#[derive(Serialize, ToSchema)]
pub(crate) struct RenamedItem {
    /// As the roster has them.
    from: StudentItem,
    /// As the list has them.
    to: StudentItem,
}

impl From<Columns> for ColumnsItem {
    fn from(columns: Columns) -> Self {
        let Columns { id, last_name, first_name, full_name } = columns;
        Self { id, last_name, first_name, full_name }
    }
}

impl From<ColumnsItem> for Columns {
    fn from(item: ColumnsItem) -> Self {
        let ColumnsItem { id, last_name, first_name, full_name } = item;
        Self { id, last_name, first_name, full_name }
    }
}

impl RosterImportAnswer {
    fn of(table: &Table, columns: Columns, listed: usize, difference: Difference) -> Self {
        let added = |one: muster_roster::Added| AddedItem {
            student: one.student.into(),
            known: one.known.map(StudentItem::from),
        };
        let renamed = |one: muster_roster::Renamed| RenamedItem { from: one.from.into(), to: one.to.into() };
        Self {
            imported: false,
            encoding: table.encoding,
            delimiter: table.delimiter,
            header: table.has_header,
            columns: (0..table.columns.len()).map(|at| ColumnItem::of(table, at)).collect(),
            mapping: columns.into(),
            listed,
            problems: Vec::new(),
            added: difference.added.into_iter().map(added).collect(),
            renamed: difference.renamed.into_iter().map(renamed).collect(),
            unchanged: difference.unchanged.len(),
            missing: difference.missing.into_iter().map(StudentItem::from).collect(),
        }
    }
}

impl ColumnItem {
    fn of(table: &Table, at: usize) -> Self {
        let cut = |text: &str| text.chars().take(SAMPLE_LENGTH).collect::<String>();
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        Self { name: cut(&table.columns[at]), sample: cells.take(SAMPLE).map(|cell| cut(cell)).collect() }
    }
}

impl From<TableError> for ApiError {
    fn from(error: TableError) -> Self {
        match error {
            TableError::TooMuch { .. } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", error.to_string())
            }
            _ => Self::invalid(error.to_string()),
        }
    }
}

/// The table that a request brings, and what its columns hold.
fn read(request: &RosterImport) -> Result<(Table, Columns), ApiError> {
    let bytes = match (&request.file, &request.text) {
        (Some(file), None) if file.is_empty() => Vec::new(),
        (Some(file), None) => base64("the file", file)?,
        (None, Some(text)) => text.clone().into_bytes(),
        _ => return Err(ApiError::invalid("send `file` or `text`")),
    };
    let table = Table::read(&bytes, request.header)?;
    let columns = request.columns.map_or_else(|| Columns::guess(&table.columns), Columns::from);
    if let Some(at) = columns.places().find(|at| *at >= table.columns.len()) {
        return Err(ApiError::invalid(format!("the file has no column {at}; they are counted from 0")));
    }
    Ok((table, columns))
}

/// What a file with problems or without a mapping is refused with.
fn refused(columns: Columns, listed: &Listed) -> Option<ApiError> {
    if !columns.are_enough() {
        return Some(ApiError::invalid("say in `columns` which column holds the ids and which the names"));
    }
    let first = listed.problems.first()?;
    let (line, many) = (first.line, listed.problems.len());
    Some(ApiError::invalid(format!("line {line}: {}; {many} of the lines can't be used", first.fault)))
}

/// Imports a list of students as the class's roster: adds who is new, renames whose name has changed and, when that is
/// asked for, takes off who is not in it. All of it or, when a line can't be used, nothing. A dry run says what the file
/// would change.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/roster-import", tag = "classes", params(DryRun),
    request_body = RosterImport,
    responses(
        (status = 200, body = RosterImportAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 413, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn import(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(DryRun { dry_run }): Asked<DryRun>,
    Body(request): Body<RosterImport>,
) -> Result<Json<RosterImportAnswer>, ApiError> {
    caller.may_manage()?;
    let (act, class) = (app.act(&caller.school, caller.name()), ClassId::new(class));
    find_class(act, &class).await?;
    let (table, columns) = read(&request)?;
    let listed =
        if columns.are_enough() { muster_roster::students(&table, &columns) } else { Listed::default() };
    let many = listed.students.len();
    if !dry_run {
        if let Some(refusal) = refused(columns, &listed) {
            return Err(refusal);
        }
        let done = import_roster(act, &class, listed.students, request.remove_missing).await?;
        return Ok(Json(RosterImportAnswer {
            imported: true,
            ..RosterImportAnswer::of(&table, columns, many, done)
        }));
    }
    let problem = |one: &muster_roster::Problem| LineProblem {
        line: one.line,
        code: one.fault.code(),
        message: one.fault.to_string(),
    };
    let problems = listed.problems.iter().map(problem).collect();
    let difference = if columns.are_enough() {
        compare_roster(act, &class, listed.students).await?
    } else {
        Difference::default()
    };
    Ok(Json(RosterImportAnswer { problems, ..RosterImportAnswer::of(&table, columns, many, difference) }))
}
