//! The files of a register read back by other programs' code: calamine, the csv crate, lopdf, icalendar and (when there) openpyxl and poppler.

mod calendar;
mod damaged;
mod edited;
mod events;
mod flat;
mod hostile;
mod letters;
mod moodle;
mod openpyxl;
mod paper;
mod sample;
mod table_files;
mod workbook;
