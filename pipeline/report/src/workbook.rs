//! The workbook as a whole: its sheets, its limits and its properties.

use std::collections::HashSet;

use jiff::Timestamp;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::text::first_units;
use crate::{
    RegisterData, ReportError, base_sheet, data::Arranged, legend_sheet, log_sheet, register_sheet,
    summary_sheet,
};

/// The sheet with one row a student and one column a session.
pub const REGISTER_SHEET: &str = "Register";
/// The sheet with one row a mark.
pub const LOG_SHEET: &str = "Log";
/// The sheet that explains the other two.
pub const LEGEND_SHEET: &str = "Legend";
/// The sheet that nobody sees: the letters as they were written, for telling later what was edited.
pub const BASE_SHEET: &str = "Base";

/// The sheet of a school's workbook with a row a class.
pub const SUMMARY_SHEET: &str = "Classes";
/// Most sheets of a school's workbook.
const SHEETS: usize = 1_000;
/// UTF-16 units of a sheet's name.
const NAME_UNITS: usize = 31;

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
    workbook.set_properties(&properties(data.generated_at)?);
    register_sheet::write(workbook.add_worksheet(), &arranged, REGISTER_SHEET)?;
    log_sheet::write(workbook.add_worksheet(), &arranged)?;
    legend_sheet::write(workbook.add_worksheet(), &arranged)?;
    base_sheet::write(workbook.add_worksheet(), &arranged)?;
    Ok(workbook.save_to_buffer()?)
}

/// The registers of a whole school as one `.xlsx` file: a sheet [`SUMMARY_SHEET`] with a row a class, then a register a class,
/// in the order given. Sheets are named after their classes, cut and numbered as the format needs it. It is for reading: only
/// a class's own workbook ([`write_register`]) is taken back.
///
/// # Errors
/// As [`write_register`]; [`ReportError::TooManySheets`] for more than 1,000 classes.
pub fn write_school_register(
    registers: &[RegisterData],
    generated_at: Timestamp,
) -> Result<Vec<u8>, ReportError> {
    if registers.len() > SHEETS {
        return Err(ReportError::TooManySheets { sheets: registers.len(), limit: SHEETS });
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(generated_at)?);
    let arranged: Vec<Arranged<'_>> = registers.iter().map(Arranged::new).collect();
    let names = sheet_names(registers.iter().map(|register| register.class.as_str()));
    summary_sheet::write(workbook.add_worksheet(), &arranged, &names)?;
    for (own, name) in arranged.iter().zip(&names) {
        register_sheet::write(workbook.add_worksheet(), own, name)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Names that a workbook's sheets can have, each once whatever its case: without `[]:*?/\\` and control characters, at most
/// 31 UTF-16 units, no apostrophe at an end (Excel's rules).
fn sheet_names<'n>(wanted: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::from([SUMMARY_SHEET.to_lowercase(), "history".to_owned()]);
    let tame = |name: &str| -> String {
        let plain = name.chars().map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c });
        let plain: String = plain.collect();
        let cut = first_units(plain.trim().trim_matches('\''), NAME_UNITS - 5).trim().to_owned();
        if cut.is_empty() { "Class".to_owned() } else { cut }
    };
    wanted
        .map(|name| {
            let plain = tame(name);
            let mut own = plain.clone();
            let mut number = 1;
            while !taken.insert(own.to_lowercase()) {
                number += 1;
                own = format!("{plain} {number}");
            }
            own
        })
        .collect()
}

/// The creation time is set because the library would take it from the clock.
fn properties(generated_at: Timestamp) -> Result<DocProperties, ReportError> {
    let created = ExcelDateTime::from_timestamp(generated_at.as_second())?;
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
