//! On which line of its file a record begins, as an editor counts.

use csv::Position;

/// Counts the lines of a file once, while its records are read in order.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    /// The lines of a file before which there were `skipped` others.
    pub(crate) fn of(bytes: &'a [u8], skipped: u64) -> Self {
        Self { bytes, at: 0, line: 1 + skipped }
    }

    /// The line, from 1, of the record at this position; records come in the order of the file.
    pub(crate) fn at(&mut self, position: Option<&Position>) -> u64 {
        let begin = position.map_or(self.at, |position| position.byte() as usize);
        let begin = begin.clamp(self.at, self.bytes.len());
        // A record's own position is that of the blank lines before it.
        let blank = self.bytes[begin..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        self.line += newlines(&self.bytes[self.at..begin + blank]);
        self.at = begin + blank;
        self.line
    }
}

/// Line ends of any system.
pub(crate) fn newlines(bytes: &[u8]) -> u64 {
    let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    (0..bytes.len()).filter(ends).count() as u64
}
