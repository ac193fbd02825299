//! What a school asks of its registers: who was absent, which sessions were not taken, who misses much.
//!
//! Owns which rows a report has. The headings' words, and how it is printed, are its readers'.

mod column;
mod histories;
mod meeting_rows;
mod student_rows;

use jiff::civil::Date;
use muster_domain::{Class, ReportKind};
use muster_report::{Cell, RegisterData};

use crate::build_register::build_register;
use crate::{Act, UseCaseError};
use meeting_rows::{not_taken, of_classes, of_teachers};
use student_rows::{absences, chronic, in_row, students};

pub use column::ReportColumn;
pub(crate) use histories::{History, histories};

/// A report without words.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which.
    pub kind: ReportKind,
    /// Its columns.
    pub columns: &'static [ReportColumn],
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// Limits of the reports that have one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// From how many sessions in a row on.
    pub in_row: u32,
    /// From how many percent missed on.
    pub percent: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { in_row: 3, percent: 10 }
    }
}

/// A report about these classes from `from` to `to`, both included.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn report(
    act: Act<'_>,
    kind: ReportKind,
    classes: &[Class],
    days: (Date, Date),
    limits: Limits,
) -> Result<Report, UseCaseError> {
    let rows = match kind {
        ReportKind::Absences => by_class(act, classes, days, absences).await?,
        ReportKind::Students => by_class(act, classes, days, students).await?,
        ReportKind::InRow => by_class(act, classes, days, |data| in_row(data, limits.in_row)).await?,
        ReportKind::Chronic => by_class(act, classes, days, |data| chronic(data, limits.percent)).await?,
        ReportKind::Classes => of_classes(act, classes, days).await?,
        ReportKind::Teachers => of_teachers(act, classes, days).await?,
        ReportKind::NotTaken => not_taken(act, classes, days).await?,
    };
    Ok(Report { kind, columns: ReportColumn::of(kind), rows })
}

async fn by_class(
    act: Act<'_>,
    classes: &[Class],
    (from, to): (Date, Date),
    rows: impl Fn(&RegisterData) -> Vec<Vec<Cell>>,
) -> Result<Vec<Vec<Cell>>, UseCaseError> {
    let mut all = Vec::new();
    for class in classes {
        let data = build_register(act, &class.id, (Some(from), Some(to)), ("", "")).await?;
        all.extend(rows(&data));
    }
    Ok(all)
}
