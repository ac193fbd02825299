//! A sheet's cells to headings, students and letters.

use std::collections::HashMap;

use super::grid::{Grid, Value};
use super::{Base, CellFault, CellName, CellProblem, EditedColumn, EditedRegister, EditedRow, ReadError};
use crate::register_sheet::SUMMARY;
use crate::workbook::REGISTER_SHEET;

/// The headings may stand below so many rows that a person has put above them.
const ROWS_ABOVE: u32 = 50;
/// Most students.
pub(crate) const STUDENTS: usize = 20_000;
/// Most columns that may be sessions.
pub(crate) const SESSIONS: usize = 2_000;
/// Characters of a wrong cell that a message repeats.
const SHOWN: usize = 40;

/// The headings' row, and what is in it.
struct Head {
    row: u32,
    id: u32,
    columns: Vec<EditedColumn>,
}

/// # Errors
/// [`ReadError::NoIds`], [`ReadError::TooMany`].
pub(super) fn read(grid: &Grid, base: Option<Base>) -> Result<EditedRegister, ReadError> {
    let mut problems = Vec::new();
    let head = head(grid, &mut problems).ok_or(ReadError::NoIds)?;
    let many = |what, limit| ReadError::TooMany { sheet: REGISTER_SHEET.to_owned(), what, limit };
    if head.columns.len() > SESSIONS {
        return Err(many("sessions", SESSIONS));
    }
    let rows = rows(grid, &head, &mut problems);
    if rows.len() > STUDENTS {
        return Err(many("students", STUDENTS));
    }
    Ok(EditedRegister { base, columns: head.columns, rows, problems })
}

/// The first row with a cell `ID`.
fn head(grid: &Grid, problems: &mut Vec<CellProblem>) -> Option<Head> {
    let is_id = |value: &Value| value.text().trim().eq_ignore_ascii_case("id");
    let row = grid
        .by_row()
        .take_while(|row| row.first().is_some_and(|(row, ..)| *row < ROWS_ABOVE))
        .find(|row| row.iter().any(|(.., value)| is_id(value)))?;
    let (at, id, _) = row.iter().find(|(.., value)| is_id(value))?;
    let mut columns: Vec<EditedColumn> = Vec::new();
    let mut places: HashMap<String, CellName> = HashMap::new();
    for (row, column, value) in row {
        let (cell, heading) = (CellName { row: *row, column: *column }, value.heading());
        if is_own(&heading) {
            continue;
        }
        if let Some(first) = places.get(&heading) {
            problems.push(CellProblem { cell, fault: CellFault::DuplicateSession(*first) });
            continue;
        }
        places.insert(heading.clone(), cell);
        columns.push(EditedColumn { cell, heading });
    }
    Some(Head { row: *at, id: *id, columns })
}

/// Whether a heading is one of names, ids and sums. Those of the letters' totals depend on the school's statuses: `difference`
/// knows them.
fn is_own(heading: &str) -> bool {
    let heading = heading.trim();
    let names = ["Last name", "First name", "ID"];
    heading.is_empty() || names.iter().chain(&SUMMARY).any(|own| own.eq_ignore_ascii_case(heading))
}

fn rows(grid: &Grid, head: &Head, problems: &mut Vec<CellProblem>) -> Vec<EditedRow> {
    let mut rows: Vec<EditedRow> = Vec::new();
    let mut places: HashMap<String, CellName> = HashMap::new();
    let below = grid.by_row().filter(|row| row.first().is_some_and(|(row, ..)| *row > head.row));
    for row in below {
        let Some((at, column, value)) = row.iter().find(|(_, column, _)| *column == head.id) else {
            continue;
        };
        let (cell, id) = (CellName { row: *at, column: *column }, value.text());
        if id.trim().is_empty() {
            continue;
        }
        if let Some(first) = places.get(&id) {
            problems.push(CellProblem { cell, fault: CellFault::DuplicateId(*first) });
            continue;
        }
        places.insert(id.clone(), cell);
        rows.push(EditedRow { cell, id, cells: cells(row, head) });
        if rows.len() > STUDENTS {
            break;
        }
    }
    rows
}

/// The cells under sessions' headings.
fn cells(row: &[(u32, u32, Value)], head: &Head) -> HashMap<u32, String> {
    let under = |column: u32| head.columns.binary_search_by_key(&column, |own| own.cell.column).is_ok();
    let held = row.iter().filter(|(_, column, _)| under(*column));
    held.filter_map(|(_, column, value)| Some((*column, cell(value)?))).collect()
}

/// `None` for nothing but blanks.
fn cell(value: &Value) -> Option<String> {
    let text = value.text();
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    Some(trimmed.chars().take(SHOWN).collect())
}
