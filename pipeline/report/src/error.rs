//! Why a register can't be written.

/// Why a register can't be written.
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
