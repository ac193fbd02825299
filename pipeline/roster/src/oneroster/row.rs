//! The rows of one file, their cells by the names of the columns.

use std::io::{self, Read};

use csv::ByteRecord;
use jiff::civil::Date;

use super::OneRosterError;
use crate::Fault;
use crate::lines::Lines;

/// Most bytes of one row; what is beyond is a quote that was never closed, or an attack on memory.
const ROW_BYTES: usize = 64 << 10;

/// Reads a file row by row.
pub(super) struct Reader<'a> {
    file: &'static str,
    csv: csv::Reader<Portions<'a>>,
    lines: Lines<'a>,
    record: ByteRecord,
    columns: Vec<(&'static str, usize)>,
    width: usize,
}

impl<'a> Reader<'a> {
    /// Reads the header. Columns are found by their names, in whatever order and capitals; `needed` ones are there
    /// then, `more` may be.
    pub(super) fn new(
        file: &'static str,
        bytes: &'a [u8],
        needed: &[&'static str],
        more: &[&'static str],
    ) -> Result<Self, OneRosterError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let portions = Portions { bytes, left: 0 };
        let csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(portions);
        let (lines, record, columns) = (Lines::of(bytes, 0), ByteRecord::new(), Vec::new());
        let mut reader = Self { file, csv, lines, record, columns, width: 0 };
        reader.next()?;
        reader.width = reader.record.len();
        for name in needed.iter().chain(more) {
            let place =
                reader.record.iter().position(|cell| cell.trim_ascii().eq_ignore_ascii_case(name.as_bytes()));
            match place {
                Some(place) => reader.columns.push((name, place)),
                None if needed.contains(name) => return Err(OneRosterError::NoColumn { file, column: name }),
                None => {}
            }
        }
        Ok(reader)
    }

    /// Goes to the next row; whether there is one.
    pub(super) fn next(&mut self) -> Result<bool, OneRosterError> {
        self.csv.get_mut().left = ROW_BYTES;
        let read = self.csv.read_byte_record(&mut self.record);
        read.map_err(|_| OneRosterError::LongRow {
            file: self.file,
            line: self.lines.at(self.record.position()),
        })
    }

    /// The row; `None` for a blank one.
    pub(super) fn row(&mut self) -> Option<Row<'_>> {
        let line = self.lines.at(self.record.position());
        let Self { record, columns, width, .. } = self;
        let blank = record.iter().all(|cell| cell.trim_ascii().is_empty());
        (!blank).then_some(Row { line, record, columns, width: *width })
    }
}

/// A file's bytes, of which only so many can be had before more are allowed.
struct Portions<'a> {
    bytes: &'a [u8],
    left: usize,
}

impl Read for Portions<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let many = into.len().min(self.left).min(self.bytes.len());
        if many == 0 && !self.bytes.is_empty() && !into.is_empty() {
            return Err(io::Error::other("the row is too long"));
        }
        let (now, later) = self.bytes.split_at(many);
        into[..many].copy_from_slice(now);
        (self.bytes, self.left) = (later, self.left - many);
        Ok(many)
    }
}

/// A row that is not blank.
pub(super) struct Row<'a> {
    /// Where it begins, from 1.
    pub(super) line: u64,
    record: &'a ByteRecord,
    columns: &'a [(&'static str, usize)],
    width: usize,
}

impl Row<'_> {
    /// Whether the file has this column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|(name, _)| *name == column)
    }

    fn bytes(&self, column: &str) -> &[u8] {
        let place = self.columns.iter().find(|(name, _)| *name == column);
        place.and_then(|(_, at)| self.record.get(*at)).unwrap_or_default().trim_ascii()
    }

    /// A cell's text without blanks around it; empty where there is none.
    pub(super) fn text(&self, column: &str) -> Result<&str, Fault> {
        std::str::from_utf8(self.bytes(column)).map_err(|_| Fault::Garbled)
    }

    /// Whether a cell is exactly this.
    pub(super) fn is(&self, column: &str, text: &str) -> bool {
        self.bytes(column) == text.trim().as_bytes()
    }

    /// Whether a cell is this word of the standard, in whatever capitals.
    pub(super) fn says(&self, column: &str, word: &str) -> bool {
        self.bytes(column).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the record stands: bulk mode leaves the status empty.
    pub(super) fn stands(&self) -> bool {
        self.says("status", "") || self.says("status", "active")
    }

    /// Refuses a row in which cells have slipped.
    pub(super) fn whole(&self) -> Result<(), Fault> {
        if self.record.len() > self.width { Err(Fault::ExtraCells) } else { Ok(()) }
    }

    /// A day, where there is one; of an instant its day as it is written.
    pub(super) fn date(&self, column: &str) -> Result<Option<Date>, Fault> {
        let text = self.text(column)?;
        let day = text.split_once('T').map_or(text, |(day, _)| day);
        if day.is_empty() {
            return Ok(None);
        }
        let written = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let parsed = if written { day.parse().ok() } else { None };
        parsed.map(Some).ok_or(Fault::BadDate)
    }
}
