//! The workbook as a whole: its sheets, its limits and its properties.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::{RegisterData, ReportError, base_sheet, data::Arranged, legend_sheet, log_sheet, register_sheet};

/// The sheet with one row a student and one column a session.
pub const REGISTER_SHEET: &str = "Register";
/// The sheet with one row a mark.
pub const LOG_SHEET: &str = "Log";
/// The sheet that explains the other two.
pub const LEGEND_SHEET: &str = "Legend";
/// The sheet that nobody sees: the letters as they were written, for telling later what was edited.
pub const BASE_SHEET: &str = "Base";

/// Rows of a sheet (Excel's specifications and limits).
pub(crate) const ROW_LIMIT: usize = 1_048_576;
/// Columns of a sheet.
pub(crate) const COLUMN_LIMIT: usize = 16_384;

/// The register as the bytes of an `.xlsx` file: sheets [`REGISTER_SHEET`], [`LOG_SHEET`], [`LEGEND_SHEET`],
/// and the very hidden [`BASE_SHEET`], from which [`crate::read_register`] learns what an edited file was before.
///
/// Names, ids and remarks are text cells whatever they look like (`=1+1`, `00123`, `1e5`, right-to-left marks),
/// never formulas or numbers; only text of more than 32,767 characters is cut, with a note. A cell is a
/// paragraph of its own for the bidirectional algorithm, so that no name can turn its neighbours around.
/// Totals are formulas that follow when a teacher changes a letter, and carry their results for readers that do
/// not calculate.
///
/// # Errors
/// [`ReportError::TooManyColumns`] and [`ReportError::TooManyRows`] when the data does not fit a sheet;
/// [`ReportError::Workbook`] when the library refuses.
pub fn write_register(data: &RegisterData) -> Result<Vec<u8>, ReportError> {
    let arranged = Arranged::new(data);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(data)?);
    register_sheet::write(workbook.add_worksheet(), &arranged)?;
    log_sheet::write(workbook.add_worksheet(), &arranged)?;
    legend_sheet::write(workbook.add_worksheet(), &arranged)?;
    base_sheet::write(workbook.add_worksheet(), &arranged)?;
    Ok(workbook.save_to_buffer()?)
}

/// The creation time is set because the library would take it from the clock.
fn properties(data: &RegisterData) -> Result<DocProperties, ReportError> {
    let created = ExcelDateTime::from_timestamp(data.generated_at.as_second())?;
    Ok(DocProperties::new().set_title("Attendance register").set_creation_datetime(&created))
}

/// Refuses a table that a sheet can not hold; the header row and the name columns count.
pub(crate) fn check_size(sheet: &'static str, rows: usize, columns: usize) -> Result<(), ReportError> {
    if columns > COLUMN_LIMIT {
        return Err(ReportError::TooManyColumns { sheet, columns, limit: COLUMN_LIMIT });
    }
    if rows > ROW_LIMIT {
        return Err(ReportError::TooManyRows { sheet, rows, limit: ROW_LIMIT });
    }
    Ok(())
}
