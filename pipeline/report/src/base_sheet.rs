//! The sheet "Base": the letters as they were written, for telling later which of them a person has changed.
//!
//! It is very hidden, so that programs keep it and people do not meet it. Row 1 says what it is, whose and when; rows 2
//! to 4 say the headings of the register's columns and which sessions these are; then comes a row a student.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use muster_domain::ClassId;
use rust_xlsxwriter::Worksheet;

use crate::{
    ReportError,
    data::Arranged,
    edited::{Base, BaseSession, Grid, SESSIONS, STUDENTS, Value},
    text::fit_cell,
    workbook::{BASE_SHEET, check_size},
};

/// What the first cell says; another form of this sheet gets another number.
const FORM: &str = "Muster register 1";
/// Rows before the students.
const HEAD: u32 = 4;

/// Writes the whole sheet.
pub(crate) fn write(sheet: &mut Worksheet, arranged: &Arranged<'_>) -> Result<(), ReportError> {
    check_size(BASE_SHEET, arranged.students.len() + HEAD as usize, arranged.columns.len() + 1)?;
    sheet.set_name(BASE_SHEET)?;
    sheet.set_very_hidden(true);
    let class = arranged.columns.first().map_or("", |column| column.session.class.as_str());
    let written_at = arranged.data.generated_at.to_string();
    for (column, text) in (0..).zip([FORM, class, &written_at]) {
        sheet.write_string(0, column, fit_cell(text))?;
    }
    for (row, name) in (1..).zip(["heading", "date", "label"]) {
        sheet.write_string(row, 0, name)?;
    }
    for (column, session) in (1..).zip(&arranged.columns) {
        sheet.write_string(1, column, fit_cell(&session.heading))?;
        sheet.write_string(2, column, session.session.date.to_string())?;
        sheet.write_string(3, column, fit_cell(&session.session.label))?;
    }
    for (row, student) in (HEAD..).zip(&arranged.students) {
        sheet.write_string(row, 0, fit_cell(student.id.as_str()))?;
        for (column, session) in (1..).zip(&arranged.columns) {
            if let Some(record) = arranged.record(session.session, student) {
                sheet.write_string(row, column, arranged.letter(record).text)?;
            }
        }
    }
    Ok(())
}

/// What the sheet says; `None` when it is not as [`write()`] wrote it, or of more students and sessions than are read.
pub(crate) fn read(grid: &Grid) -> Option<Base> {
    let text = |row, column| grid.get(row, column).map(Value::text);
    if text(0, 0)? != FORM {
        return None;
    }
    let class = ClassId::new(text(0, 1).unwrap_or_default());
    let written_at: Timestamp = text(0, 2)?.parse().ok()?;
    let mut sessions = Vec::new();
    while let Some(heading) = text(1, sessions.len() as u32 + 1) {
        let column = sessions.len() as u32 + 1;
        let date: Date = text(2, column)?.parse().ok()?;
        if sessions.len() == SESSIONS {
            return None;
        }
        sessions.push(BaseSession { heading, date, label: text(3, column).unwrap_or_default() });
    }
    let mut base = Base { class, written_at, sessions, letters: HashMap::new() };
    let below = grid.by_row().filter(|row| row.first().is_some_and(|(row, ..)| *row >= HEAD));
    for row in below {
        let Some((_, 0, id)) = row.first() else { continue };
        let mut letters = vec![None; base.sessions.len()];
        for (_, column, value) in &row[1..] {
            if let Some(letter) = letters.get_mut(*column as usize - 1) {
                *letter = Some(value.text());
            }
        }
        base.letters.insert(id.text(), letters);
        if base.letters.len() > STUDENTS {
            return None;
        }
    }
    Some(base)
}
