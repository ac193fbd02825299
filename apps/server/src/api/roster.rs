//! Importing a roster from a CSV file or a OneRoster export: first what it would change, then the change.

mod source;

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use muster_domain::ClassId;
use muster_roster::oneroster::SourceClass;
use muster_roster::{Added, Columns, Difference, LeftOut, Problem, Renamed, Table};
use muster_usecase::import_roster::{compare_roster, import_roster};
use muster_usecase::session::find_class;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::source::{Kind, Source};
use super::body::{Asked, Body};
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
    /// A file in base64, known by its content. CSV: UTF-8, UTF-16 or Windows-1252; delimited by `,`, `;` or tabs; up to
    /// 1 MB and 2,000 rows. Or a OneRoster export, 1.1 or 1.2, as a zip file of up to 50 MB; students keep their
    /// `sourcedId` as id.
    file: Option<String>,
    /// Its text, where there is no file.
    text: Option<String>,
    /// Whether the first row names the columns; guessed when it is not said.
    header: Option<bool>,
    /// What the columns hold; guessed by their names when it is not said.
    columns: Option<ColumnsItem>,
    /// Of a OneRoster export with several classes the `sourcedId` of the one that is meant; a dry run without it lists
    /// them.
    source_class: Option<String>,
    /// Takes everybody who is not in the list off the roster.
    #[serde(default)]
    remove_missing: bool,
}

/// Which column holds what: its place, from 0.
#[derive(Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
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
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct RosterImportAnswer {
    /// Whether it was imported; false for a dry run.
    imported: bool,
    /// What the file is: `csv` or `oneroster`.
    format: &'static str,
    /// How the file was read: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    encoding: &'static str,
    /// What is between its cells.
    delimiter: char,
    /// Whether its first row was taken for the columns' names.
    header: bool,
    /// Its columns; of a OneRoster export none.
    columns: Vec<ColumnItem>,
    /// What they were taken to hold. A CSV file without ids or without names is no list yet.
    mapping: ColumnsItem,
    /// The classes of a OneRoster export, by title.
    classes: Vec<SourceClassItem>,
    /// Which of them was read. An export of several is no list before one is said.
    source_class: Option<String>,
    /// Students in the list.
    listed: usize,
    /// Lines that name no student. With any of them nothing is imported.
    problems: Vec<LineProblem>,
    /// Lines that are in order and add nobody: suspended, deleted, or in the class at another time.
    left_out: Vec<LineLeftOut>,
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

/// A class of a OneRoster export.
#[derive(Serialize, ToSchema)]
pub(crate) struct SourceClassItem {
    /// Its `sourcedId`.
    id: String,
    /// Its name for people; may be empty.
    title: String,
    /// Its code in timetables; may be empty.
    code: String,
    /// The names of its terms.
    terms: Vec<String>,
}

/// A line that names no student.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineProblem {
    /// Which file of an export.
    file: Option<&'static str>,
    /// The line, from 1.
    line: u64,
    /// `missing_id`, `duplicate_id`, `no_name`, `control`, `too_long`, `extra_cells`, `garbled` or `bad_date`.
    code: &'static str,
    /// The same for people.
    message: String,
}

/// A line that is in order and adds nobody.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineLeftOut {
    /// Which file of an export.
    file: Option<&'static str>,
    /// The line, from 1.
    line: u64,
    /// The id on it.
    id: String,
    /// `suspended`, `deleted`, `no_such_user`, `not_student`, `not_begun` or `ended`.
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

impl From<SourceClass> for SourceClassItem {
    fn from(class: SourceClass) -> Self {
        let SourceClass { title, code, id, terms } = class;
        Self { id, title, code, terms }
    }
}

impl From<Problem> for LineProblem {
    fn from(one: Problem) -> Self {
        let Problem { file, line, fault } = one;
        Self { file, line, code: fault.code(), message: fault.to_string() }
    }
}

impl From<LeftOut> for LineLeftOut {
    fn from(one: LeftOut) -> Self {
        let LeftOut { file, line, id, reason } = one;
        Self { file, line, id, code: reason.code(), message: reason.to_string() }
    }
}

impl From<Added> for AddedItem {
    fn from(one: Added) -> Self {
        Self { student: one.student.into(), known: one.known.map(StudentItem::from) }
    }
}

impl From<Renamed> for RenamedItem {
    fn from(one: Renamed) -> Self {
        Self { from: one.from.into(), to: one.to.into() }
    }
}

impl RosterImportAnswer {
    /// What a file is, before anything is known of its students.
    fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::Csv(table, columns) => Self {
                format: "csv",
                encoding: table.encoding,
                delimiter: table.delimiter,
                header: table.has_header,
                columns: (0..table.columns.len()).map(|at| ColumnItem::of(&table, at)).collect(),
                mapping: columns.into(),
                ..Self::default()
            },
            Kind::OneRoster { classes, chosen } => Self {
                format: "oneroster",
                encoding: "UTF-8",
                delimiter: ',',
                header: true,
                classes: classes.into_iter().map(SourceClassItem::from).collect(),
                source_class: chosen,
                ..Self::default()
            },
        }
    }

    fn with(self, listed: usize, difference: Difference) -> Self {
        Self {
            listed,
            added: difference.added.into_iter().map(AddedItem::from).collect(),
            renamed: difference.renamed.into_iter().map(RenamedItem::from).collect(),
            unchanged: difference.unchanged.len(),
            missing: difference.missing.into_iter().map(StudentItem::from).collect(),
            ..self
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

/// Reads a request's file where it keeps nobody waiting: a large export takes its time.
async fn read(request: RosterImport, today: Date) -> Result<Source, ApiError> {
    let read = tokio::task::spawn_blocking(move || Source::read(&request, today)).await;
    read.map_err(|cause| ApiError::internal(&format!("a roster: {cause}")))?
}

/// Imports a list of students as the class's roster: adds who is new, renames whose name has changed and, when that is
/// asked for, takes off who is not in it. All of it or, when a line can't be used, nothing. A dry run says what the file
/// would change, and which classes a OneRoster export has.
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
    let remove_missing = request.remove_missing;
    let source = read(request, app.today()).await?;
    if let Some(refusal) = source.refusal().filter(|_| !dry_run) {
        return Err(refusal);
    }
    let listed = source.students.as_ref().map_or(0, Vec::len);
    let difference = match source.students {
        None => Difference::default(),
        Some(list) if dry_run => compare_roster(act, &class, list).await?,
        Some(list) => import_roster(act, &class, list, remove_missing).await?,
    };
    Ok(Json(RosterImportAnswer {
        imported: !dry_run,
        problems: source.problems.into_iter().map(LineProblem::from).collect(),
        left_out: source.left_out.into_iter().map(LineLeftOut::from).collect(),
        ..RosterImportAnswer::of_kind(source.kind).with(listed, difference)
    }))
}
