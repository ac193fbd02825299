//! Who is listed in a table, and what is wrong with which line.

use std::collections::HashMap;

use jiff::civil::Date;
use muster_domain::{LONGEST_NAME, Student, StudentId};

use crate::columns::plain;
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
    /// Bytes that are no UTF-8, which OneRoster files have to be.
    #[error("the line is no text in UTF-8: export the file again as UTF-8")]
    Garbled,
    /// A date in another form than 2026-11-24.
    #[error("a date is not written as 2026-11-24")]
    BadDate,
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
            Self::Garbled => "garbled",
            Self::BadDate => "bad_date",
        }
    }
}

/// A line that names no student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which file of an archive; `None` where there is one file only.
    pub file: Option<&'static str>,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Why a line that is in order adds nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Moodle's `suspended` is set.
    #[error("the account is suspended")]
    Suspended,
    /// The record is to be deleted.
    #[error("the record is marked as deleted")]
    Deleted,
    /// An enrolment of somebody whom the export does not have.
    #[error("the export has no such user")]
    NoSuchUser,
    /// A user whose roles say that they are no student.
    #[error("the user is no student")]
    NotStudent,
    /// An enrolment that begins later.
    #[error("the enrolment begins on {0}")]
    NotBegun(Date),
    /// An enrolment that is over.
    #[error("the enrolment ended on {0}")]
    Ended(Date),
}

impl Reason {
    /// Its code in answers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
            Self::NoSuchUser => "no_such_user",
            Self::NotStudent => "not_student",
            Self::NotBegun(_) => "not_begun",
            Self::Ended(_) => "ended",
        }
    }
}

/// A line whose student is left out, and nothing is wrong with that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which file of an archive; `None` where there is one file only.
    pub file: Option<&'static str>,
    /// The line, from 1.
    pub line: u64,
    /// The id that the line has.
    pub id: String,
    /// Why.
    pub reason: Reason,
}

/// Who is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The students, each once, in the order of the file.
    pub students: Vec<Student>,
    /// The lines that name none, in order.
    pub problems: Vec<Problem>,
    /// The lines whose students are left out, in order.
    pub left_out: Vec<LeftOut>,
}

/// Cells of Moodle's user files that mean yes; it reads them as numbers, people write words.
const YES: [&str; 3] = ["1", "true", "yes"];

/// The students of a table. A line with a problem names nobody, one that Moodle suspends or deletes is left out; the
/// others stand.
pub fn students(table: &Table, columns: &Columns) -> Listed {
    let mut listed = Listed::default();
    let mut lines: HashMap<StudentId, u64> = HashMap::new();
    let flags = flags(table);
    for row in &table.rows {
        let (file, line) = (None, row.line);
        if let Some(reason) = flagged(row, &flags) {
            let id = columns.id.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default();
            listed.left_out.push(LeftOut { file, line, id, reason });
            continue;
        }
        let student = student(table, columns, row).and_then(|student| match lines.get(&student.id) {
            Some(line) => Err(Fault::DuplicateId(*line)),
            None => Ok(student),
        });
        match student {
            Ok(student) => {
                lines.insert(student.id.clone(), line);
                listed.students.push(student);
            }
            Err(fault) => listed.problems.push(Problem { file, line, fault }),
        }
    }
    listed
}

/// The columns of Moodle's user files that take a user out: its place, and what a yes there means.
fn flags(table: &Table) -> Vec<(usize, Reason)> {
    let reason = |name: &String| match plain(name).as_str() {
        "suspended" => Some(Reason::Suspended),
        "deleted" => Some(Reason::Deleted),
        _ => None,
    };
    table.columns.iter().enumerate().filter_map(|(at, name)| Some((at, reason(name)?))).collect()
}

/// Why a row's student is left out, if they are.
fn flagged(row: &Row, flags: &[(usize, Reason)]) -> Option<Reason> {
    let yes = |at: usize| row.cells.get(at).is_some_and(|cell| YES.contains(&cell.to_lowercase().as_str()));
    flags.iter().find(|(at, _)| yes(*at)).map(|(_, reason)| *reason)
}

fn student(table: &Table, columns: &Columns, row: &Row) -> Result<Student, Fault> {
    if row.cells.len() > table.columns.len() {
        return Err(Fault::ExtraCells);
    }
    let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
    for used in columns.places().map(|at| cell(Some(at))) {
        check(used)?;
    }
    let (mut last_name, mut first_name) = (cell(columns.last_name), cell(columns.first_name));
    if last_name.is_empty() && first_name.is_empty() {
        (last_name, first_name) = apart(cell(columns.full_name));
    }
    named(cell(columns.id), last_name, first_name)
}

/// Refuses what is in no id and no name.
pub(crate) fn check(cell: &str) -> Result<(), Fault> {
    if cell.chars().any(char::is_control) {
        return Err(Fault::Control);
    }
    if cell.chars().count() > LONGEST_NAME {
        return Err(Fault::TooLong);
    }
    Ok(())
}

/// The student of an id and names, when they can be one's.
pub(crate) fn named(id: &str, last_name: &str, first_name: &str) -> Result<Student, Fault> {
    for cell in [id, last_name, first_name] {
        check(cell)?;
    }
    match id {
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
