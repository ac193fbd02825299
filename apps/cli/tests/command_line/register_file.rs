//! Reading a register back as a spreadsheet program would.

use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

/// The register and log sheets of a workbook.
pub(crate) struct RegisterFile {
    cells: Range<Data>,
    log: Range<Data>,
    pub(crate) sheets: Vec<String>,
}

impl RegisterFile {
    pub(crate) fn open(path: &Path) -> Self {
        let mut workbook: Xlsx<_> = open_workbook(path).expect("an .xlsx file");
        let sheets = workbook.sheet_names();
        let mut sheet = |name| workbook.worksheet_range(name).expect("has the sheet");
        Self { cells: sheet("Register"), log: sheet("Log"), sheets }
    }

    /// The remark of every row of the log.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let heads = self.log.rows().next().expect("has a head");
        let column = heads.iter().position(|head| *head == "Remark").expect("remarks have a column");
        self.log.rows().skip(1).map(|row| row[column].to_string()).collect()
    }

    /// The letter of the student at that date, which heads a column.
    pub(crate) fn letter(&self, student: &str, date: &str) -> String {
        let text = |row: usize, column: usize| self.cells.get((row, column)).map(ToString::to_string);
        let is = |found: Option<String>, wanted: &str| found.is_some_and(|found| found == wanted);
        let column = (0..self.cells.width()).find(|column| is(text(0, *column), date));
        let ids =
            (0..self.cells.width()).find(|column| is(text(0, *column), "ID")).expect("ids have a column");
        let row = (1..self.cells.height()).find(|row| is(text(*row, ids), student));
        let (row, column) = (row.expect("the student has a row"), column.expect("the date has a column"));
        text(row, column).unwrap_or_default()
    }
}
