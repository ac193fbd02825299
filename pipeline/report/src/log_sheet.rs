//! The sheet "Log": one row a mark with its evidence, in the order in which the marks were added.

use std::collections::HashMap;

use muster_domain::{MarkSource, SessionId, Sighting, StatusSet, Student, StudentId};
use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};

use crate::{
    LogEntry, ReportError,
    data::{Arranged, SessionColumn},
    flat::{instant, provenance},
    style,
    text::fit_cell,
    workbook::{LOG_SHEET, check_size},
};

/// Headings and column widths.
const COLUMNS: [(&str, f64); 17] = [
    ("Marked at", 22.0),
    ("Date", 11.0),
    ("Session", 14.0),
    ("ID", 12.0),
    ("Last name", 16.0),
    ("First name", 16.0),
    ("Status", 11.0),
    ("Letter", 7.0),
    ("Source", 10.0),
    ("By", 14.0),
    ("Remark", 30.0),
    ("Score", 8.0),
    ("Distance", 10.0),
    ("Threshold", 11.0),
    ("Model", 16.0),
    ("Photo", 15.0),
    ("Box (x y w h)", 20.0),
];
/// The first of the columns that only machine marks fill.
const EVIDENCE: u16 = 11;
/// Hexadecimal digits of a photo's digest that are shown: enough to find it among any school's photos.
const DIGEST_DIGITS: usize = 12;

/// Writes the whole sheet. A mark of a session or a student that the register does not show keeps its row, with
/// the ids and without the names.
pub(crate) fn write(sheet: &mut Worksheet, arranged: &Arranged<'_>) -> Result<(), ReportError> {
    let log = &arranged.data.log;
    check_size(LOG_SHEET, log.len() + 1, COLUMNS.len())?;
    sheet.set_name(LOG_SHEET)?;
    let heading = style::heading();
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &heading)?;
        sheet.set_column_width(column, width)?;
    }
    let sessions: HashMap<SessionId, &SessionColumn<'_>> =
        arranged.columns.iter().map(|column| (column.session.id, column)).collect();
    let students: HashMap<&StudentId, &Student> =
        arranged.students.iter().map(|student| (&student.id, *student)).collect();
    let (text, figure) = (style::text(), style::figure());
    for (row, entry) in (1..).zip(log) {
        let session = sessions.get(&entry.session).copied();
        let student = students.get(&entry.mark.student).copied();
        for (column, value) in (0..).zip(words(&arranged.data.statuses, entry, session, student)) {
            sheet.write_string_with_format(row, column, fit_cell(&value), &text)?;
        }
        if let MarkSource::Machine { sighting } = &entry.mark.source {
            evidence(sheet, row, sighting, &text, &figure)?;
        } else {
            for column in EVIDENCE..COLUMNS.len() as u16 {
                sheet.write_blank(row, column, &text)?;
            }
        }
    }
    view_and_print(sheet, log.len() as u32)?;
    Ok(())
}

/// The columns before the evidence.
fn words(
    set: &StatusSet,
    entry: &LogEntry,
    session: Option<&SessionColumn<'_>>,
    student: Option<&Student>,
) -> [String; EVIDENCE as usize] {
    let mark = &entry.mark;
    let (source, by, remark) = provenance(&mark.source);
    let name = |part: fn(&Student) -> &String| student.map_or(String::new(), |student| part(student).clone());
    [
        instant(mark.at),
        session.map_or(String::new(), |column| column.session.date.to_string()),
        session.map_or_else(|| format!("session {}", entry.session.0), |column| column.session.label.clone()),
        mark.student.to_string(),
        name(|student| &student.last_name),
        name(|student| &student.first_name),
        mark.status.code().to_owned(),
        set.letter(mark.status, mark.letter.as_deref()).to_owned(),
        source.to_owned(),
        by.to_owned(),
        remark.to_owned(),
    ]
}

fn evidence(
    sheet: &mut Worksheet,
    row: u32,
    sighting: &Sighting,
    text: &Format,
    figure: &Format,
) -> Result<(), XlsxError> {
    let figures = [sighting.distance.score().0, sighting.distance.0, sighting.threshold.0];
    for (column, value) in (EVIDENCE..).zip(figures) {
        // The file format has no number for NaN and infinities; the library would write an error formula.
        if value.is_finite() {
            sheet.write_number_with_format(row, column, shortest(value), figure)?;
        } else {
            sheet.write_string_with_format(row, column, value.to_string(), text)?;
        }
    }
    let digest: String = sighting.photo.to_string().chars().take(DIGEST_DIGITS).collect();
    let area = sighting.bounding_box;
    let place = format!("{:.0} {:.0} {:.0} {:.0}", area.x, area.y, area.width, area.height);
    for (column, value) in (EVIDENCE + 3..).zip([sighting.model.as_str(), &digest, &place]) {
        sheet.write_string_with_format(row, column, fit_cell(value), text)?;
    }
    Ok(())
}

/// The `f64` nearest to an `f32`'s shortest decimal form, so that 0.8 reads 0.8 and not 0.800000011920929.
fn shortest(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

fn view_and_print(sheet: &mut Worksheet, last_row: u32) -> Result<(), XlsxError> {
    let last_column = COLUMNS.len() as u16 - 1;
    sheet.set_freeze_panes(1, 0)?;
    if last_row > 0 {
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet.ignore_error_range(1, 0, last_row, EVIDENCE - 1, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_footer("&RPage &P of &N");
    Ok(())
}
