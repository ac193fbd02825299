//! Who is listed in a table, and what is wrong with which line.

use std::collections::HashMap;

use muster_domain::{LONGEST_NAME, Student, StudentId};

use crate::{Columns, Row, Table};

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No id.
    #[error("the id is missing")]
    MissingId,
    /// An id that an earlier line has.
    #[error("the id is that of line {0} again")]
    DuplicateId(u64),
    /// No name at all.
    #[error("there is no name")]
    NoName,
    /// A tab, a line break or another character that no name has.
    #[error("a cell holds a line break or another control character: is a quote missing or too many?")]
    Control,
    /// Longer than [`LONGEST_NAME`].
    #[error("a cell is longer than {LONGEST_NAME} characters: is a quote missing?")]
    TooLong,
    /// More cells than there are columns.
    #[error("there are more cells than columns: is a name with a comma without quotes?")]
    ExtraCells,
}

impl Fault {
    /// Its code in answers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingId => "missing_id",
            Self::DuplicateId(_) => "duplicate_id",
            Self::NoName => "no_name",
            Self::Control => "control",
            Self::TooLong => "too_long",
            Self::ExtraCells => "extra_cells",
        }
    }
}

/// A line that names no student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Who is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The students, each once, in the order of the file.
    pub students: Vec<Student>,
    /// The lines that name none, in order.
    pub problems: Vec<Problem>,
}

/// The students of a table. A line with a problem names nobody; the others stand.
pub fn students(table: &Table, columns: &Columns) -> Listed {
    let mut listed = Listed::default();
    let mut lines: HashMap<StudentId, u64> = HashMap::new();
    for row in &table.rows {
        let student = student(table, columns, row).and_then(|student| match lines.get(&student.id) {
            Some(line) => Err(Fault::DuplicateId(*line)),
            None => Ok(student),
        });
        match student {
            Ok(student) => {
                lines.insert(student.id.clone(), row.line);
                listed.students.push(student);
            }
            Err(fault) => listed.problems.push(Problem { line: row.line, fault }),
        }
    }
    listed
}

fn student(table: &Table, columns: &Columns, row: &Row) -> Result<Student, Fault> {
    if row.cells.len() > table.columns.len() {
        return Err(Fault::ExtraCells);
    }
    let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
    for used in columns.places().map(|at| cell(Some(at))) {
        if used.chars().any(char::is_control) {
            return Err(Fault::Control);
        }
        if used.chars().count() > LONGEST_NAME {
            return Err(Fault::TooLong);
        }
    }
    let (mut last_name, mut first_name) = (cell(columns.last_name), cell(columns.first_name));
    if last_name.is_empty() && first_name.is_empty() {
        (last_name, first_name) = apart(cell(columns.full_name));
    }
    match cell(columns.id) {
        "" => Err(Fault::MissingId),
        _ if last_name.is_empty() && first_name.is_empty() => Err(Fault::NoName),
        id => Ok(Student {
            id: StudentId::new(id),
            last_name: last_name.to_owned(),
            first_name: first_name.to_owned(),
        }),
    }
}

/// Family and given names of a whole name: around its comma, or else the last word is the family's.
fn apart(name: &str) -> (&str, &str) {
    let (last, first) = match (name.split_once(','), name.rsplit_once(char::is_whitespace)) {
        (Some(around), _) => around,
        (None, Some((first, last))) => (last, first),
        (None, None) => ("", name),
    };
    (last.trim(), first.trim())
}
