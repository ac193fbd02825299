//! A school's lists from other systems become students, and what they would change on a roster.
//!
//! This room owns the reading of foreign tables (bytes -> [`Table`]: encoding, delimiter, lines), which column means
//! what ([`Columns`]), the classes in a school's whole export ([`oneroster`]), who is listed, who is left out and what
//! is wrong with which line ([`Listed`]), and the [`Difference`] to a roster.
//! It stores nothing and knows no class: the order of things is `usecase::import_roster`. Cells are text, whatever they
//! look like: `00123` keeps its zeros and `=1+1` is never computed.
//!
//! To add a format: a file that makes a [`Listed`] from its bytes; the difference and the import stay as they are.

mod columns;
mod difference;
mod lines;
mod listed;
pub mod oneroster;
mod table;

pub use columns::Columns;
pub use difference::{Added, Difference, Renamed, difference};
pub use listed::{Fault, LeftOut, Listed, Problem, Reason, students};
pub use table::{BYTES, COLUMNS, ROWS, Row, Table, TableError};
