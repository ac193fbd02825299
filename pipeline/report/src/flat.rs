//! The flat CSV: one row for each student and session that has a record.
//!
//! RFC 4180: commas, `"` quotes where needed, CRLF, UTF-8 without a byte order mark, one header row. Rows go by
//! student, then by session, in the order of the register. A student who was not on the roster at a session has
//! no row for it.
//!
//! A spreadsheet that opens a CSV runs fields that begin with certain characters as formulas, whatever the
//! quotes (OWASP, "CSV Injection"). [`guard`] puts an apostrophe before those, as spreadsheets mark text; reading
//! with [`unguard`] gives the exact text back. The workbook needs no such thing: its cells have types.

use std::borrow::Cow;

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use muster_domain::{AttendanceRecord, MarkSource, Student};

use crate::{
    RegisterData, ReportError,
    data::{Arranged, SessionColumn},
};

const HEADER: [&str; 12] = [
    "last_name",
    "first_name",
    "student_id",
    "date",
    "session",
    "session_id",
    "status",
    "letter",
    "source",
    "by",
    "remark",
    "marked_at",
];

/// What has to stand before a CSV for Excel to read it as UTF-8. Programs want it left out: so no writer adds it.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The flat CSV of a register. `session` is the label, `status` the code (`left_early`), `letter` the
/// register's letter; `source` is machine, human, confirmed, withdrawal, closing, leave or empty, and `marked_at` an ISO instant in UTC.
///
/// # Errors
/// [`ReportError::Csv`] when the writer refuses, which no data makes it do.
pub fn write_csv(data: &RegisterData) -> Result<Vec<u8>, ReportError> {
    let arranged = Arranged::new(data);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for student in &arranged.students {
        for column in &arranged.columns {
            if let Some(record) = arranged.record(column.session, student) {
                writer.write_record(
                    row(&arranged, student, column, record).iter().map(|field| guard(field).into_owned()),
                )?;
            }
        }
    }
    writer.into_inner().map_err(|error| ReportError::Csv(error.to_string()))
}

fn row(
    arranged: &Arranged<'_>,
    student: &Student,
    column: &SessionColumn<'_>,
    record: &AttendanceRecord,
) -> [String; 12] {
    let mark = record.mark.as_ref();
    let (source, by, remark) = mark.map_or(("", "", ""), |mark| provenance(&mark.source));
    [
        student.last_name.clone(),
        student.first_name.clone(),
        student.id.to_string(),
        column.session.date.to_string(),
        column.session.label.clone(),
        column.session.id.0.to_string(),
        record.status.code().to_owned(),
        arranged.letter(record).text,
        source.to_owned(),
        by.to_owned(),
        remark.to_owned(),
        mark.map_or(String::new(), |mark| instant(mark.at)),
    ]
}

/// Source, who and why of a mark.
pub(crate) fn provenance(source: &MarkSource) -> (&'static str, &str, &str) {
    match source {
        MarkSource::Machine { .. } => ("machine", "", ""),
        MarkSource::Human { by, remark } => ("human", by, remark),
        MarkSource::Confirmed { by, .. } => ("confirmed", by, ""),
        MarkSource::Withdrawal { by } => ("withdrawal", by, ""),
        MarkSource::Closing { by } => ("closing", by, ""),
        // The note is for who decides about leave: it often speaks of illness, and registers go far.
        MarkSource::Leave { by, .. } => ("leave", by, ""),
    }
}

/// An instant as both files write it, to the second: ISO 8601 in UTC, for example `2026-03-02T08:05:00Z`.
pub(crate) fn instant(at: Timestamp) -> String {
    let seconds = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
    at.round(seconds).unwrap_or(at).to_string()
}

/// The field as it goes into a CSV: an apostrophe is put before text which, leading apostrophes aside, begins
/// with `=`, `+`, `-`, `@` (or their full-width forms), TAB, CR, LF or NUL. Everything else is unchanged, also
/// `O'Brien` and `'; DROP`. [`unguard`] is the exact inverse.
pub fn guard(field: &str) -> Cow<'_, str> {
    if looks_like_formula(field) { Cow::Owned(format!("'{field}")) } else { Cow::Borrowed(field) }
}

/// The text that [`guard`] was given.
pub fn unguard(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => field,
    }
}

fn looks_like_formula(field: &str) -> bool {
    const STARTS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];
    field.trim_start_matches('\'').starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_a_spreadsheet_would_run_is_guarded() {
        for (text, guarded) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("-1", "'-1"),
            ("'=1", "''=1"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("O'Brien", "O'Brien"),
            ("'; DROP", "'; DROP"),
            ("00123", "00123"),
            ("", ""),
            ("''", "''"),
        ] {
            assert_eq!(guard(text), guarded, "{text:?}");
            assert_eq!(unguard(guarded), text, "{guarded:?}");
        }
    }
}
