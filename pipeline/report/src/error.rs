//! Why a register or a report can't be written.

/// Why a register or a report can't be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// More columns than a sheet has.
    #[error(
        "sheet {sheet} would need {columns} columns and a workbook has {limit}: export a shorter period, or \
         the CSV"
    )]
    TooManyColumns {
        /// The sheet that is too small.
        sheet: &'static str,
        /// Columns needed.
        columns: usize,
        /// Columns that there are.
        limit: usize,
    },
    /// More classes than a workbook can have sheets.
    #[error("{sheets} classes are more than the {limit} sheets of a workbook: ask for fewer")]
    TooManySheets {
        /// The classes.
        sheets: usize,
        /// The most there can be.
        limit: usize,
    },
    /// More rows than a sheet has.
    #[error(
        "sheet {sheet} would need {rows} rows and a workbook has {limit}: export a shorter period, or the CSV"
    )]
    TooManyRows {
        /// The sheet that is too small.
        sheet: &'static str,
        /// Rows needed, the header included.
        rows: usize,
        /// Rows that there are.
        limit: usize,
    },
    /// The library that writes the workbook refused.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// A report without columns.
    #[error("the report has no columns: give it at least one heading")]
    NoColumns,
    /// A row that does not fit the headings.
    #[error(
        "row {row} of the report has {cells} cells and there are {columns} headings: give it one for each"
    )]
    UnevenRow {
        /// Which row, counted from 1.
        row: usize,
        /// Its cells.
        cells: usize,
        /// The headings.
        columns: usize,
    },
    /// More columns than a page shows.
    #[error(
        "the report has {columns} columns and a page shows {limit}: take fewer, or the workbook or the CSV"
    )]
    TooWide {
        /// Columns of the report.
        columns: usize,
        /// Columns that a page shows.
        limit: usize,
    },
    /// A font that can not be read.
    #[error("the font {0} could not be read: give a TrueType or OpenType file")]
    Font(String),
    /// The library that writes the PDF refused.
    #[error("the PDF could not be written: {0}")]
    Paper(String),
    /// A record on a day that lies in no term.
    #[error("{date} lies in no term: add the term to the school's calendar, or export a shorter period")]
    NoTerm {
        /// The day.
        date: jiff::civil::Date,
    },
    /// The rows of the CSV could not be written.
    #[error("the CSV could not be written: {0}")]
    Csv(String),
}

impl From<rust_xlsxwriter::XlsxError> for ReportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook(error.to_string())
    }
}

impl From<csv::Error> for ReportError {
    fn from(error: csv::Error) -> Self {
        Self::Csv(error.to_string())
    }
}
