//! Why an export can't be read at all.

/// Why an export can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OneRosterError {
    /// More of something than is taken.
    #[error("the file has more than {most} {what}: is it the right one? An export of one school is enough")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken.
        most: u64,
    },
    /// No zip file, or a broken one.
    #[error("the zip file can't be opened: download it again. A workbook has to be saved as CSV first")]
    Damaged,
    /// A file in it that does not unpack: broken, encrypted or packed in an unusual way.
    #[error("{0} in the zip file can't be unpacked: export it again, without a password")]
    Packed(&'static str),
    /// A zip file of something else.
    #[error(
        "the zip file has no manifest.csv, so it is no OneRoster export. A workbook has to be saved as CSV first"
    )]
    NoManifest,
    /// Another version; what the manifest says.
    #[error("the manifest says OneRoster version `{0}`: export it as 1.1 or 1.2")]
    Version(String),
    /// Changes since the last export alone.
    #[error("{0} holds only changes (delta mode): export everything (bulk mode)")]
    Delta(&'static str),
    /// A file that is needed.
    #[error("the export has no {0}: export it again with all files")]
    NoFile(&'static str),
    /// A column that is needed.
    #[error("{file} has no column `{column}`: is its first line the header, separated by commas, in UTF-8?")]
    NoColumn {
        /// Which file.
        file: &'static str,
        /// The column's name in the standard.
        column: &'static str,
    },
    /// A row that does not end.
    #[error("{file}, line {line}: the row is too long: is a quote missing?")]
    LongRow {
        /// Which file.
        file: &'static str,
        /// Where the row begins, from 1.
        line: u64,
    },
}
