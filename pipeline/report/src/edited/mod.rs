//! An edited workbook, read back: what stands for whom at which session, and which cells can't be used.
//!
//! Owns what of a file counts, whatever program saved it: rows and columns are found by the ids and headings in them,
//! wherever they have been moved. What the letters change is `difference`'s.

mod archive;
mod error;
mod grid;
mod places;
mod table;

use std::collections::HashMap;
use std::fmt;

use jiff::{Timestamp, civil::Date};
use muster_domain::ClassId;
use rust_xlsxwriter::utility::column_number_to_name;

pub use archive::FILE_BYTES;
pub use error::{CellFault, ReadError};
pub(crate) use grid::{Grid, Value};
pub(crate) use table::{SESSIONS, STUDENTS};

use crate::{base_sheet, workbook::BASE_SHEET, workbook::REGISTER_SHEET};

/// A cell by its place; rows and columns count from 0. Written as spreadsheets do: `E7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellName {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0; below 16,384.
    pub column: u32,
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = u16::try_from(self.column).unwrap_or(u16::MAX);
        write!(f, "{}{}", column_number_to_name(column), u64::from(self.row) + 1)
    }
}

/// A cell that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// Which.
    pub cell: CellName,
    /// Why.
    pub fault: CellFault,
}

/// The heading over a column that may be a session's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedColumn {
    /// Where it is.
    pub cell: CellName,
    /// The heading; of a cell that another program has made a date, that date as ISO 8601 has it.
    pub heading: String,
}

/// A student's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedRow {
    /// Where the id is.
    pub cell: CellName,
    /// The id as the file has it.
    pub id: String,
    /// What stands in its cells under sessions' headings, by column from 0, cut to 40 characters; empty cells are not among
    /// them.
    pub cells: HashMap<u32, String>,
}

/// One of the sessions that a workbook was written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseSession {
    /// The heading of its column.
    pub heading: String,
    /// The school's local date.
    pub date: Date,
    /// Which of the day's.
    pub label: String,
}

/// What a workbook was written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Whose register it is; empty when it had no session.
    pub class: ClassId,
    /// When it was written.
    pub written_at: Timestamp,
    /// Its sessions in the order of their columns.
    pub sessions: Vec<BaseSession>,
    /// Each student's letters, in the order of [`Base::sessions`]; `None` where the cell was empty.
    pub letters: HashMap<String, Vec<Option<String>>>,
}

/// A workbook as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedRegister {
    /// What it was written with; `None` when another program has dropped or changed the sheet that says so.
    pub base: Option<Base>,
    /// The columns that may be sessions', in their order. Names, ids and totals are not among them.
    pub columns: Vec<EditedColumn>,
    /// The rows with an id, in their order. No id is there twice.
    pub rows: Vec<EditedRow>,
    /// What is wrong whatever the letters are: an id or a heading that is there twice.
    pub problems: Vec<CellProblem>,
}

/// Reads an `.xlsx` file that [`crate::write_register`] wrote and some spreadsheet program may have saved again. Only
/// the sheets [`REGISTER_SHEET`] and [`BASE_SHEET`] are looked at. Any bytes may be given.
///
/// # Errors
/// [`ReadError`]: too large, packed too densely, not an `.xlsx` file, damaged, or without such a register.
pub fn read_register(bytes: &[u8]) -> Result<EditedRegister, ReadError> {
    let mut workbook = archive::open(bytes)?;
    let Some(register) = grid::read(&mut workbook, REGISTER_SHEET)? else {
        return Err(ReadError::NoRegister);
    };
    let base = grid::read(&mut workbook, BASE_SHEET)?.and_then(|grid| base_sheet::read(&grid));
    table::read(&register, base)
}
