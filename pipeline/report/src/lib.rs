//! Records become a register: the workbook that teachers open, and the CSV that other programs read. Reports become paper,
//! workbooks and CSV; sessions become calendars.
//!
//! This room owns what those files look like, cell by cell, how an edited workbook is read back, and the charts of percentages. It leaves which mark holds and how percentages are
//! computed to `muster-record`, and everything about disks to its callers: it returns bytes, and reads no clock
//! (the time of writing is a field of [`RegisterData`]), so the same data always gives the same bytes.

mod base_sheet;
mod calendar;
pub mod chart;
mod data;
mod difference;
mod edfi;
mod edited;
mod error;
mod flat;
mod legend_sheet;
mod letters;
mod log_sheet;
mod moodle;
mod paper;
mod records;
mod register_sheet;
mod style;
mod summary_sheet;
mod table;
mod table_files;
mod text;
mod workbook;

pub use calendar::{CalendarEntry, write_calendar};
pub use data::{Arranged, LogEntry, RegisterData, SessionColumn};
pub use difference::{Changed, Conflict, RegisterDifference, difference};
pub use edfi::{EdFiNames, EdFiSection, EdFiSession, attendance_event_category, write_edfi};
pub use edited::{
    Base, BaseSession, CellFault, CellName, CellProblem, EditedColumn, EditedRegister, EditedRow, FILE_BYTES,
    ReadError, read_register,
};
pub use error::ReportError;
pub use flat::{BYTE_ORDER_MARK, guard, unguard, write_csv};
pub use letters::Letter;
pub use moodle::write_moodle;
pub use paper::{FontBytes, PAPER_COLUMNS, PageSize, PaperFont, PaperStyle, PaperWords, Reading, write_pdf};
pub use records::write_records;
pub use table::{Cell, Column, ColumnKind, ReportTable};
pub use table_files::{write_table_csv, write_table_workbook};
pub use workbook::{
    BASE_SHEET, LEGEND_SHEET, LOG_SHEET, REGISTER_SHEET, SUMMARY_SHEET, write_register, write_school_register,
};
