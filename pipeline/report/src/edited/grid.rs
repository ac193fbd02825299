//! The cells of one sheet, as far as they hold something.
//!
//! Read cell by cell: the library's own table has room for every cell up to the last one, which may be anywhere.

use calamine::{DataRef, Reader as _};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::ReadError;
use super::archive::{Opened, refused};
use crate::workbook::{COLUMN_LIMIT, ROW_LIMIT};

/// Most cells of a sheet that hold something.
const CELLS: usize = 2_000_000;
/// Day 0 of spreadsheets' dates.
const EPOCH: Date = jiff::civil::date(1899, 12, 30);
/// Numbers that are days of the years 1954 to 2119: a date that has lost its format.
const DAYS: std::ops::Range<f64> = 20_000.0..80_000.0;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A text.
    Text(Box<str>),
    /// A date, its time of day left out.
    Date(Date),
    /// A number.
    Number(f64),
}

impl Value {
    /// The value as a text: whole numbers without a fraction, dates as ISO 8601 has them.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }

    /// The same for a heading, where a number is a day.
    pub(super) fn heading(&self) -> String {
        match self {
            Self::Number(number) if DAYS.contains(number) && number.fract() == 0.0 => {
                day(*number).map_or_else(|| self.text(), |date| date.to_string())
            }
            other => other.text(),
        }
    }
}

/// A sheet's cells by row, then column; no place is there twice.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    cells: Vec<(u32, u32, Value)>,
}

impl Grid {
    /// What a place holds; `None` for an empty cell.
    pub(crate) fn get(&self, row: u32, column: u32) -> Option<&Value> {
        let at = self.cells.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column)).ok()?;
        Some(&self.cells[at].2)
    }

    /// The cells of each row that holds something.
    pub(crate) fn by_row(&self) -> impl Iterator<Item = &[(u32, u32, Value)]> {
        self.cells.chunk_by(|one, other| one.0 == other.0)
    }
}

/// The cells of the sheet of that name; `None` when there is no such sheet.
pub(super) fn read(workbook: &mut Opened, name: &str) -> Result<Option<Grid>, ReadError> {
    let names = workbook.sheet_names();
    let Some(sheet) = names.iter().find(|own| own.trim().eq_ignore_ascii_case(name)) else {
        return Ok(None);
    };
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(refused)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(refused)? {
        let (row, column) = cell.get_position();
        if row as usize >= ROW_LIMIT || column as usize >= COLUMN_LIMIT {
            return Err(ReadError::Damaged("a cell is outside its sheet".to_owned()));
        }
        let Some(value) = value(cell.get_value()) else { continue };
        if cells.len() == CELLS {
            return Err(ReadError::TooMany { sheet: name.to_owned(), what: "cells", limit: CELLS });
        }
        cells.push((row, column, value));
    }
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    cells.dedup_by_key(|(row, column, _)| (*row, *column));
    Ok(Some(Grid { cells }))
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.into()));
    match data {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::String(own) | DataRef::DurationIso(own) => text(own),
        DataRef::SharedString(own) => text(own),
        DataRef::Bool(own) => text(if *own { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(own) => {
            Some(day(own.as_f64()).map_or_else(|| Value::Number(own.as_f64()), Value::Date))
        }
        DataRef::DateTimeIso(own) => match own.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => Some(Value::Date(date)),
            None => text(own),
        },
        DataRef::Error(own) => text(&own.to_string()),
    }
}

/// The date of a day's number, its fraction left out.
fn day(number: f64) -> Option<Date> {
    if !number.is_finite() || number.abs() > 3e6 {
        return None;
    }
    let days: Span = (number.floor() as i64).days();
    EPOCH.checked_add(days).ok()
}
