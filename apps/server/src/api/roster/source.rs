//! What a request's file holds, read without a store: a table whose columns mean something, or a OneRoster export of
//! which one class is meant.

use axum::http::StatusCode;
use jiff::civil::Date;
use muster_domain::Student;
use muster_roster::oneroster::{Export, Limits, OneRosterError, SourceClass, is_zip};
use muster_roster::{Columns, LeftOut, Problem, Table, TableError};

use super::super::body::base64;
use super::RosterImport;
use crate::error::ApiError;

/// A file as far as it can be read.
pub(super) struct Source {
    pub(super) kind: Kind,
    /// Who is listed; nobody can say before the columns or the class are known.
    pub(super) students: Option<Vec<Student>>,
    pub(super) problems: Vec<Problem>,
    pub(super) left_out: Vec<LeftOut>,
}

/// What sort of file it is.
pub(super) enum Kind {
    Csv(Table, Columns),
    OneRoster { classes: Vec<SourceClass>, chosen: Option<String> },
}

impl Source {
    /// Reads what a request brings. It takes a while for a large export.
    pub(super) fn read(request: &RosterImport, today: Date) -> Result<Self, ApiError> {
        let bytes = match (&request.file, &request.text) {
            (Some(file), None) if file.is_empty() => Vec::new(),
            (Some(file), None) => base64("the file", file)?,
            (None, Some(text)) => text.clone().into_bytes(),
            _ => return Err(ApiError::invalid("send `file` or `text`")),
        };
        if request.file.is_some() && is_zip(&bytes) {
            return one_roster(&bytes, request.source_class.as_deref(), today);
        }
        if request.source_class.is_some() {
            return Err(ApiError::invalid("`source_class` is for OneRoster exports, and this is none"));
        }
        table(&bytes, request)
    }

    /// What keeps the file from being imported.
    pub(super) fn refusal(&self) -> Option<ApiError> {
        if self.students.is_none() {
            return Some(ApiError::invalid(match &self.kind {
                Kind::Csv(..) => "say in `columns` which column holds the ids and which the names",
                Kind::OneRoster { classes, .. } if classes.is_empty() => "the export has no class",
                Kind::OneRoster { .. } => {
                    "say in `source_class` which class of the export; a dry run lists them"
                }
            }));
        }
        let first = self.problems.first()?;
        let file = first.file.map(|file| format!("{file}, ")).unwrap_or_default();
        let (line, many) = (first.line, self.problems.len());
        Some(ApiError::invalid(format!(
            "{file}line {line}: {}; {many} of the lines can't be used",
            first.fault
        )))
    }
}

fn table(bytes: &[u8], request: &RosterImport) -> Result<Source, ApiError> {
    let table = Table::read(bytes, request.header)?;
    let columns = request.columns.map_or_else(|| Columns::guess(&table.columns), Columns::from);
    if let Some(at) = columns.places().find(|at| *at >= table.columns.len()) {
        return Err(ApiError::invalid(format!("the file has no column {at}; they are counted from 0")));
    }
    let listed = columns.are_enough().then(|| muster_roster::students(&table, &columns));
    let (problems, left_out) =
        listed.as_ref().map(|listed| (listed.problems.clone(), listed.left_out.clone())).unwrap_or_default();
    let students = listed.map(|listed| listed.students);
    Ok(Source { kind: Kind::Csv(table, columns), students, problems, left_out })
}

fn one_roster(bytes: &[u8], wanted: Option<&str>, today: Date) -> Result<Source, ApiError> {
    let mut export = Export::open(bytes, Limits::default())?;
    let found = export.classes()?;
    let classes = found.classes;
    let chosen = match (wanted, classes.as_slice()) {
        (Some(wanted), all) if all.iter().any(|class| class.id == wanted) => Some(wanted.to_owned()),
        (Some(wanted), _) => return Err(ApiError::invalid(format!("the export has no class `{wanted}`"))),
        (None, [one]) if found.problems.is_empty() => Some(one.id.clone()),
        _ => None,
    };
    let listed = chosen.as_ref().map(|class| export.students(class, today)).transpose()?;
    let kind = Kind::OneRoster { classes, chosen };
    Ok(match listed {
        None => Source { kind, students: None, problems: found.problems, left_out: Vec::new() },
        Some(listed) => {
            let (problems, left_out) = (listed.problems, listed.left_out);
            Source { kind, students: Some(listed.students), problems, left_out }
        }
    })
}

impl From<TableError> for ApiError {
    fn from(error: TableError) -> Self {
        refused(matches!(error, TableError::TooMuch { .. }), &error)
    }
}

impl From<OneRosterError> for ApiError {
    fn from(error: OneRosterError) -> Self {
        refused(matches!(error, OneRosterError::TooMuch { .. }), &error)
    }
}

fn refused(too_large: bool, error: &dyn std::error::Error) -> ApiError {
    let text = error.to_string();
    if too_large {
        ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", text)
    } else {
        ApiError::invalid(text)
    }
}
