//! Bytes of a CSV file -> a table of text.
//!
//! What programs write is guessed from the bytes: UTF-8 or UTF-16 by their marks, UTF-16 without one by its zeros,
//! UTF-8 when it is valid, and else Windows-1252, which Excel writes in western Europe. The delimiter is the one that
//! makes the most columns of the first line.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Columns;
use crate::lines::{Lines, newlines};

/// Largest file, in bytes.
pub const BYTES: usize = 1 << 20;
/// Most rows, without the header.
pub const ROWS: usize = 2000;
/// Most columns.
pub const COLUMNS: usize = 100;

/// In the order in which they win when all make as many columns.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// More of something than a roster has.
    #[error("the file has more than {most} {what}: split it, or is it the right one?")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken.
        most: usize,
    },
    /// Nothing in it.
    #[error("the file is empty: choose the list of students, saved as CSV")]
    Empty,
    /// Bytes that are no text in the encoding that they begin with.
    #[error("the file is no text in {0}: save it again as CSV in UTF-8")]
    Garbled(&'static str),
    /// A zero character, as no text has.
    #[error("line {0} holds a zero character: is this a CSV file? A workbook has to be saved as CSV first")]
    Zero(u64),
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its cells, without blanks around them; never more than the table has columns, save for rows that are wrong.
    pub cells: Vec<String>,
}

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How the file was read: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    pub encoding: &'static str,
    /// What is between cells.
    pub delimiter: char,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// The columns' names; empty where the file has none.
    pub columns: Vec<String>,
    /// All rows but the header and blank ones.
    pub rows: Vec<Row>,
}

impl Table {
    /// Reads a file. `has_header` says whether the first row names the columns; without it that is guessed.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn read(bytes: &[u8], has_header: Option<bool>) -> Result<Self, TableError> {
        if bytes.len() > BYTES {
            return Err(TableError::TooMuch { what: "bytes", most: BYTES });
        }
        let (text, encoding) = decode(bytes)?;
        let (text, skipped, said) = without_directive(&text);
        let delimiter = said.unwrap_or_else(|| delimiter(text));
        let mut rows = rows(text, delimiter, skipped)?;
        let Some(first) = rows.first() else { return Err(TableError::Empty) };
        let has_header = has_header.unwrap_or_else(|| is_header(&first.cells));
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let columns = if has_header { rows.remove(0).cells } else { vec![String::new(); width] };
        if rows.len() > ROWS {
            return Err(TableError::TooMuch { what: "rows", most: ROWS });
        }
        if width > COLUMNS {
            return Err(TableError::TooMuch { what: "columns", most: COLUMNS });
        }
        Ok(Self { encoding, delimiter: char::from(delimiter), has_header, columns, rows })
    }
}

fn decode(bytes: &[u8]) -> Result<(String, &'static str), TableError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes),
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if broken {
        return Err(TableError::Garbled(encoding.name()));
    }
    if let Some(at) = text.find('\0') {
        return Err(TableError::Zero(1 + newlines(&text.as_bytes()[..at])));
    }
    Ok((text.into_owned(), encoding.name()))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0, 1..=255, ..] if bytes.len().is_multiple_of(2) => UTF_16BE,
        [1..=255, 0, ..] if bytes.len().is_multiple_of(2) => UTF_16LE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// Excel's own first line, `sep=;`, says the delimiter: the text after it, the lines that it took, and what it says.
fn without_directive(text: &str) -> (&str, u64, Option<u8>) {
    let said = text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    match said {
        Some((said, rest)) => match said.trim_end_matches('\r').as_bytes() {
            [one] if DELIMITERS.contains(one) => (rest, 1, Some(*one)),
            _ => (text, 0, None),
        },
        None => (text, 0, None),
    }
}

fn delimiter(text: &str) -> u8 {
    let width = |delimiter: &u8| {
        let first = reader(text, *delimiter).records().next();
        first.and_then(Result::ok).map_or(0, |record| record.len())
    };
    // Of equals `max_by_key` takes the last.
    DELIMITERS.into_iter().rev().max_by_key(width).unwrap_or(b',')
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// All rows that hold anything; one more than are taken at most.
fn rows(text: &str, delimiter: u8, skipped: u64) -> Result<Vec<Row>, TableError> {
    let (mut rows, mut lines) = (Vec::new(), Lines::of(text.as_bytes(), skipped));
    for record in reader(text, delimiter).into_records() {
        // The text is valid UTF-8 and rows may have any length: nothing else can be wrong with it.
        let record = record.map_err(|_| TableError::Garbled("UTF-8"))?;
        let line = lines.at(record.position());
        let mut cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        // Spreadsheets end rows with empty cells of columns that were in use once.
        let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(filled);
        rows.push(Row { line, cells });
        if rows.len() > ROWS + 1 {
            break;
        }
    }
    Ok(rows)
}

/// A row names columns when one of its cells is a usual name, or when it has no digit: ids have some, mostly.
fn is_header(cells: &[String]) -> bool {
    Columns::guess(cells) != Columns::default()
        || !cells.iter().any(|cell| cell.chars().any(|letter| letter.is_ascii_digit()))
}
