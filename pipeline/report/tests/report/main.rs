//! The files of a register read back by other programs' code: calamine, the csv crate and (when there) openpyxl.

mod damaged;
mod edited;
mod flat;
mod hostile;
mod moodle;
mod openpyxl;
mod sample;
mod workbook;
