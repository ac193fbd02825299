//! A report as a table: the one shape that is printed, opened in a spreadsheet or read by a program.
//!
//! This module owns the shape and how a cell reads. It leaves what a report says to whoever builds it, and how the
//! files look to [`crate::write_pdf`], [`crate::write_table_workbook`] and [`crate::write_table_csv`].

use jiff::civil::Date;

use crate::ReportError;

/// A report. A percentage is never alone: what it is a percentage of (n) has a column of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportTable {
    /// What it is, for example `Absent students`.
    pub title: String,
    /// Of whom and when, for example `Class 7b, March 2026`; may be empty.
    pub subtitle: String,
    /// Its columns, at least one.
    pub columns: Vec<Column>,
    /// Its rows in their order, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader has to know to read it right, a paragraph each.
    pub notes: Vec<String>,
}

/// A column of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// What its cells hold.
    pub kind: ColumnKind,
}

impl Column {
    /// A column.
    pub fn new(heading: impl Into<String>, kind: ColumnKind) -> Self {
        Self { heading: heading.into(), kind }
    }
}

/// What the cells of a column hold. It decides on which side they stand; a cell of another kind keeps its own look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Names and other words.
    Text,
    /// Counts.
    Number,
    /// Percentages.
    Percent,
    /// Days.
    Date,
}

impl ColumnKind {
    /// Whether digits of equal worth have to stand below each other.
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Percent)
    }
}

/// One cell of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, as they are.
    Text(String),
    /// How many.
    Count(u32),
    /// A percentage, 0 to 100 as [`muster_record::Tally`] gives it; none where there is nothing to count.
    Percent(Option<f64>),
    /// A day.
    Day(Date),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Words as a cell.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// The cell as it is read on paper: ISO dates; percentages with one decimal, an en dash where there is none.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Count(count) => count.to_string(),
            // A no-break space: the sign stays with its number.
            Self::Percent(share) => {
                finite(*share).map_or_else(|| "–".to_owned(), |share| format!("{share:.1}\u{a0}%"))
            }
            Self::Day(day) => day.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// The percentage, unless it is none that can be written.
pub(crate) fn finite(share: Option<f64>) -> Option<f64> {
    share.filter(|share| share.is_finite())
}

impl ReportTable {
    /// Refuses a table in which a cell would stand below no heading, or a heading above no cell.
    ///
    /// # Errors
    /// [`ReportError::NoColumns`] and [`ReportError::UnevenRow`].
    pub(crate) fn check(&self) -> Result<(), ReportError> {
        let columns = self.columns.len();
        if columns == 0 {
            return Err(ReportError::NoColumns);
        }
        match (1..).zip(&self.rows).find(|(_, cells)| cells.len() != columns) {
            Some((row, cells)) => Err(ReportError::UnevenRow { row, cells: cells.len(), columns }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn cells_read_as_people_write_them() {
        for (cell, shown) in [
            (Cell::text(" as it is "), " as it is "),
            (Cell::Count(4_000_000_000), "4000000000"),
            (Cell::Percent(Some(100.0 * 2.0 / 3.0)), "66.7\u{a0}%"),
            (Cell::Percent(None), "–"),
            (Cell::Percent(Some(f64::NAN)), "–"),
            (Cell::Day(date(2026, 3, 2)), "2026-03-02"),
            (Cell::Empty, ""),
        ] {
            assert_eq!(cell.shown(), shown);
        }
    }

    #[test]
    fn a_cell_without_a_heading_is_refused() {
        let columns = vec![Column::new("Name", ColumnKind::Text)];
        let rows = vec![vec![Cell::Empty], vec![Cell::Empty, Cell::Empty]];
        let table = ReportTable { columns, rows, ..ReportTable::default() };
        assert_eq!(table.check(), Err(ReportError::UnevenRow { row: 2, cells: 2, columns: 1 }));
        assert_eq!(ReportTable::default().check(), Err(ReportError::NoColumns));
    }
}
